"""The psychological assessment and its two consents in the schema (O-07)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.protections import facts
from guanhu.protections.gate_facts import ASSESSMENTS, CONSENTS
from guanhu.protections.gates import assessment_reasons
from guanhu.protections.use_cases.assess import (
    cancel_assessment,
    read_assessments,
    record_assessment_consent,
    record_assessment_report,
    schedule_assessment,
    withdraw_assessment_consent,
)

ConsentParty = enum_type(facts.ConsentParty)
ConsentForm = enum_type(facts.ConsentForm)
AssessmentState = enum_type(facts.AssessmentState)


@strawberry.type(description="A consent to a psychological assessment (O-07).")
class AssessmentConsent:
    """Wraps a consent."""

    seen: strawberry.Private[facts.ConsentSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Whose consent.")
    def party(self) -> ConsentParty:  # type: ignore[valid-type]
        return self.seen.party

    @strawberry.field(description="Day on which it was given.")
    def given_on(self) -> date:
        return self.seen.given_on

    @strawberry.field(description="How it was given.")
    def form(self) -> ConsentForm:  # type: ignore[valid-type]
        return self.seen.form

    @strawberry.field(description="Name of who gave it.")
    def given_by(self) -> str:
        return self.seen.given_by

    @strawberry.field(description="Day of its withdrawal; null while it stands.")
    def withdrawn_on(self) -> date | None:
        return self.seen.withdrawn_on

    @strawberry.field(description="Why it was withdrawn, if somebody said so.")
    def withdrawn_because(self) -> str | None:
        return self.seen.withdrawn_because

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="A psychological assessment (O-07).")
class Assessment:
    """Wraps an assessment."""

    seen: strawberry.Private[facts.AssessmentSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="Day of the assessment.")
    def scheduled_for(self) -> date:
        return self.seen.facts.scheduled_for

    @strawberry.field(description="Where it stands; one whose consent was withdrawn has lapsed.")
    def state(self) -> AssessmentState:  # type: ignore[valid-type]
        return self.seen.facts.state

    @strawberry.field(description="Who assesses.")
    def assessor(self) -> str:
        return self.seen.assessor

    @strawberry.field(description="Day on which the report was received.")
    def reported_on(self) -> date | None:
        return self.seen.facts.reported_on

    @strawberry.field(description="Who wrote the report and answers for it (M-04).")
    def author(self) -> str | None:
        return self.seen.author

    @strawberry.field(description="What the report says.")
    def report(self) -> str | None:
        return self.seen.report

    @strawberry.field(description="Day on which it lapsed.")
    def lapsed_on(self) -> date | None:
        return self.seen.facts.lapsed_on

    @strawberry.field(description="Day on which it was cancelled.")
    def cancelled_on(self) -> date | None:
        return self.seen.facts.cancelled_on

    @strawberry.field(description="Why it was cancelled.")
    def cancelled_because(self) -> str | None:
        return self.seen.cancelled_because

    @strawberry.field(description="Who scheduled it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was scheduled.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="The psychological assessment of the minor of a case file.")
class CaseAssessmentsPart(CaseBase):
    """What stands of it on the case page; null for those it is not for."""

    async def _assessed(self, info: Info) -> facts.CaseAssessments | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.DECISION_READ):
            return None

        async def load() -> facts.CaseAssessments:
            return await read_assessments(context.database, context.clock, context.actor, case_id)

        found: facts.CaseAssessments = await once(context, ("assessments", case_id), load)
        return found

    @strawberry.field(description="Consents, oldest first; for the prosecution.")
    async def assessment_consents(self, info: Info) -> list[AssessmentConsent] | None:
        found = await self._assessed(info)
        return None if found is None else [AssessmentConsent(seen=one) for one in found.consents]

    @strawberry.field(description="Psychological assessments, oldest first; for the prosecution.")
    async def assessments(self, info: Info) -> list[Assessment] | None:
        found = await self._assessed(info)
        return None if found is None else [Assessment(seen=one) for one in found.assessments]


@gate(Permission.DECISION_READ, CONSENTS, ASSESSMENTS)
def refused_assessment_actions(asked: Asked) -> Iterable[Gate]:
    """Why nothing can be consented to, scheduled or reported now."""
    return assessment_reasons(asked[CONSENTS], asked[ASSESSMENTS])


MUTATIONS = (
    (record_assessment_consent, "Record a consent to a psychological assessment."),
    (withdraw_assessment_consent, "Record that such a consent is withdrawn."),
    (schedule_assessment, "Schedule a psychological assessment."),
    (record_assessment_report, "Record the report of a psychological assessment."),
    (cancel_assessment, "Cancel a scheduled psychological assessment."),
)
