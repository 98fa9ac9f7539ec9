"""What protects a minor before a decision, in the schema."""

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
from guanhu.protections.gate_facts import INVESTIGATIONS, LEGAL_AID
from guanhu.protections.gates import reasons
from guanhu.protections.use_cases.investigate import (
    ask_investigation,
    record_investigation_report,
    review_investigation,
)
from guanhu.protections.use_cases.legal_aid import record_legal_aid_assignment
from guanhu.protections.use_cases.record import (
    read_protections,
    record_attendance,
    record_closed_hearing,
    record_plea,
)

Investigator = enum_type(facts.Investigator)
InvestigationState = enum_type(facts.InvestigationState)
ReportVerdict = enum_type(facts.ReportVerdict)
ReportTopic = enum_type(facts.ReportTopic)
Attendee = enum_type(facts.Attendee)
AbsenceGround = enum_type(facts.AbsenceGround)
ClosedHearingGround = enum_type(facts.ClosedHearingGround)
PleaOutcome = enum_type(facts.PleaOutcome)
PleaObjector = enum_type(facts.PleaObjector)


@strawberry.type(description="What a report says on one topic (M-03).")
class ToldTopic:
    """One topic with its text."""

    topic: ReportTopic = strawberry.field(description="The topic.")  # type: ignore[valid-type]
    text: str = strawberry.field(description="What it says.")


@strawberry.type(description="One report of a social investigation: a reference (M-02).")
class InvestigationReport:
    """Wraps a report."""

    seen: strawberry.Private[facts.ReportSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day on which it was received.")
    def received_on(self) -> date:
        return self.seen.received_on

    @strawberry.field(description="Who wrote it and answers for it (M-04).")
    def author(self) -> str:
        return self.seen.author

    @strawberry.field(description="What it says, topic by topic.")
    def topics(self) -> list[ToldTopic]:
        return [ToldTopic(topic=topic, text=text) for topic, text in self.seen.topics]

    @strawberry.field(description="Topics of which it says nothing (M-03).")
    def missing_topics(self) -> list[ReportTopic]:  # type: ignore[valid-type]
        return list(self.seen.missing)

    @strawberry.field(description="What its review came to.")
    def verdict(self) -> ReportVerdict | None:  # type: ignore[valid-type]
        return self.seen.verdict

    @strawberry.field(description="Why, and what is to be supplemented.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Who reviewed it.")
    async def reviewed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.reviewed_by)

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="One social investigation (M-02).")
class SocialInvestigation:
    """Wraps an investigation."""

    seen: strawberry.Private[facts.InvestigationSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="Who makes it.")
    def investigator(self) -> Investigator:  # type: ignore[valid-type]
        return self.seen.by

    @strawberry.field(description="The organisation entrusted.")
    def entrusted_to(self) -> str | None:
        return self.seen.entrusted_to

    @strawberry.field(description="Day on which it was asked for.")
    def asked_on(self) -> date:
        return self.seen.facts.asked_on

    @strawberry.field(description="Where it stands.")
    def state(self) -> InvestigationState:  # type: ignore[valid-type]
        return self.seen.facts.state

    @strawberry.field(description="Its reports, the latest last.")
    def reports(self) -> list[InvestigationReport]:
        return [InvestigationReport(seen=one) for one in self.seen.reports]

    @strawberry.field(description="Who asked for it.")
    async def asked_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.asked_by)


@strawberry.type(description="Who attended one interrogation (M-05).")
class Attendance:
    """Wraps a record."""

    seen: strawberry.Private[facts.AttendanceSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the interrogation.")
    def interrogated_on(self) -> date:
        return self.seen.interrogated_on

    @strawberry.field(description="Who attended.")
    def attendee(self) -> Attendee:  # type: ignore[valid-type]
        return self.seen.attendee

    @strawberry.field(description="Name of who attended.")
    def name(self) -> str | None:
        return self.seen.name

    @strawberry.field(description="Day on which the legal representative was notified.")
    def notified_on(self) -> date | None:
        return self.seen.notified_on

    @strawberry.field(description="Why the legal representative did not attend.")
    def ground(self) -> AbsenceGround | None:  # type: ignore[valid-type]
        return self.seen.ground

    @strawberry.field(description="The reason in words.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Whom the minor refused, and the good reason.")
    def refused_because(self) -> str | None:
        return self.seen.refused_because

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="One closed hearing (D-03).")
class ClosedHearing:
    """Wraps a hearing."""

    seen: strawberry.Private[facts.ClosedHearingSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the hearing.")
    def held_on(self) -> date:
        return self.seen.held_on

    @strawberry.field(description="Why it was held.")
    def ground(self) -> ClosedHearingGround:  # type: ignore[valid-type]
        return self.seen.ground

    @strawberry.field(description="What it came to.")
    def conclusion(self) -> str:
        return self.seen.conclusion

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="A plea document, or why none is needed (D-11).")
class Plea:
    """Wraps a record."""

    seen: strawberry.Private[facts.PleaSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the signature, or of the objection.")
    def happened_on(self) -> date:
        return self.seen.on

    @strawberry.field(description="How it stands.")
    def outcome(self) -> PleaOutcome:  # type: ignore[valid-type]
        return self.seen.outcome

    @strawberry.field(description="Who objects to it.")
    def objector(self) -> PleaObjector | None:  # type: ignore[valid-type]
        return self.seen.objector

    @strawberry.field(description="What was said.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="The lawyer whom the legal-aid agency assigned (M-06).")
class LegalAid:
    """Wraps an assignment."""

    seen: strawberry.Private[facts.LegalAidSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the assignment.")
    def assigned_on(self) -> date:
        return self.seen.assigned_on

    @strawberry.field(description="The lawyer.")
    def lawyer(self) -> str:
        return self.seen.lawyer

    @strawberry.field(description="Whether the lawyer is familiar with minors.")
    def knows_minors(self) -> bool:
        return self.seen.knows_minors

    @strawberry.field(description="Last day for the assignment.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="Whether it came after that day.")
    def late(self) -> bool:
        return self.seen.late

    @strawberry.field(description="Who recorded it.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)

    @strawberry.field(description="When it was recorded.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at


@strawberry.type(description="What protects the minor of a case file before a decision.")
class CaseProtectionsPart(CaseBase):
    """What this room adds to the case page; null for those it is not for."""

    async def _protected(self, info: Info) -> facts.CaseProtections | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.DECISION_READ):
            return None

        async def load() -> facts.CaseProtections:
            return await read_protections(context.database, context.clock, context.actor, case_id)

        found: facts.CaseProtections = await once(context, ("protections", case_id), load)
        return found

    @strawberry.field(description="Social investigations, oldest first; for the prosecution.")
    async def social_investigations(self, info: Info) -> list[SocialInvestigation] | None:
        found = await self._protected(info)
        return (
            None
            if found is None
            else [SocialInvestigation(seen=one) for one in found.investigations]
        )

    @strawberry.field(description="Who attended interrogations, oldest first; prosecution only.")
    async def attendances(self, info: Info) -> list[Attendance] | None:
        found = await self._protected(info)
        return None if found is None else [Attendance(seen=one) for one in found.attendances]

    @strawberry.field(description="Closed hearings, oldest first; for the prosecution.")
    async def closed_hearings(self, info: Info) -> list[ClosedHearing] | None:
        found = await self._protected(info)
        return None if found is None else [ClosedHearing(seen=one) for one in found.closed_hearings]

    @strawberry.field(description="Pleas, oldest first; for the prosecution.")
    async def pleas(self, info: Info) -> list[Plea] | None:
        found = await self._protected(info)
        return None if found is None else [Plea(seen=one) for one in found.pleas]

    @strawberry.field(description="The lawyer of the legal-aid agency; for the prosecution.")
    async def legal_aid(self, info: Info) -> LegalAid | None:
        found = await self._protected(info)
        assigned = None if found is None else found.legal_aid
        return None if assigned is None else LegalAid(seen=assigned)


@gate(Permission.DECISION_READ, INVESTIGATIONS, LEGAL_AID)
def refused_protection_actions(asked: Asked) -> Iterable[Gate]:
    """Why no report can be recorded or reviewed now, and no lawyer's assignment."""
    notified_on = asked.page.case.milestones.legal_aid_notified_on
    return reasons(asked[INVESTIGATIONS], notified_on, asked[LEGAL_AID])


MUTATIONS = (
    (ask_investigation, "Ask for a social investigation."),
    (record_investigation_report, "Record the report of a social investigation."),
    (review_investigation, "Accept a report, or ask for more."),
    (record_legal_aid_assignment, "Record the lawyer whom the legal-aid agency assigned."),
    (record_attendance, "Record who attended an interrogation."),
    (record_closed_hearing, "Record a closed hearing."),
    (record_plea, "Record a plea, or that no signature is needed."),
)
