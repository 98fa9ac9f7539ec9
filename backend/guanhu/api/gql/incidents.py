"""What happened in the period, and the revocation, in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.incident_records import (
    ConductFact,
    Incident,
    InvestigationHold,
    Revocation,
    RevocationGround,
)
from guanhu.cases.clock import deadlines, period_of
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.incidents import facts
from guanhu.incidents.gate_facts import HEARD, INCIDENTS, WAITING
from guanhu.incidents.gates import reasons_in
from guanhu.incidents.ladder import climb_of, suggest
from guanhu.incidents.rules import path_of, period_in
from guanhu.incidents.use_cases.decide_incident import decide_incident
from guanhu.incidents.use_cases.dispute import decide_dispute, dispute_incident
from guanhu.incidents.use_cases.hold import lift_hold, place_hold
from guanhu.incidents.use_cases.read_conduct import read_conduct
from guanhu.incidents.use_cases.read_incidents import (
    read_case_incidents,
    read_grounds,
)
from guanhu.incidents.use_cases.report_incident import report_incident
from guanhu.incidents.use_cases.respond import respond_to_incident
from guanhu.incidents.use_cases.revoke import (
    approve_revocation,
    propose_revocation,
    return_revocation,
)
from guanhu.kernel.clock import office_date
from guanhu.law.deadlines import DeadlineKind


@strawberry.type(description="What happened in the period of a case file.")
class CaseIncidentsPart(CaseBase):
    """Holds, grounds and proposals are null for those they are not for."""

    async def _happened(self, info: Info) -> facts.CaseIncidents | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.INCIDENT_READ):
            return None

        async def load() -> facts.CaseIncidents:
            return await read_case_incidents(
                context.database, context.clock, context.actor, case_id
            )

        found: facts.CaseIncidents = await once(context, ("incidents", case_id), load)
        return found

    @strawberry.field(description="What happened, oldest first; null for those it is not for.")
    async def incidents(self, info: Info) -> list[Incident] | None:
        found = await self._happened(info)
        if found is None:
            return None
        shown = _Shown(info.context, self.page, found)
        return [shown.incident(seen) for seen in found.incidents]

    @strawberry.field(description="Holds for an investigation, oldest first; for the prosecution.")
    async def holds(self, info: Info) -> list[InvestigationHold] | None:
        found = await self._happened(info)
        if found is None or not info.context.actor.may(Permission.DECISION_READ):
            return None
        today = office_date(info.context.clock.now())
        until = next(
            (
                one.due_on
                for one in deadlines(self.page.case.milestones, today)
                if one.what is DeadlineKind.FINAL_DECISION
            ),
            None,
        )
        return [
            InvestigationHold(seen=seen, waits_until=None if seen.lifted_on else until)
            for seen in found.holds
        ]

    @strawberry.field(description="Proposals to revoke, oldest first; for the prosecution.")
    async def revocations(self, info: Info) -> list[Revocation] | None:
        found = await self._happened(info)
        if found is None or not info.context.actor.may(Permission.DECISION_READ):
            return None
        return [Revocation(seen=seen) for seen in found.revocations]

    @strawberry.field(description="Grounds for revocation that stand; for the prosecution.")
    async def revocation_grounds(self, info: Info) -> list[RevocationGround] | None:
        context = info.context
        if not context.actor.may(Permission.DECISION_READ):
            return None
        found = await read_grounds(context.database, context.clock, context.actor, self.page.case)
        return [RevocationGround(seen=seen) for seen in found]


class _Shown:
    """One case's incidents beside what they lead to."""

    def __init__(self, context: Context, page: CasePage, found: facts.CaseIncidents) -> None:
        dates = page.case.milestones
        self._found = found
        self._prosecution = context.actor.may(Permission.DECISION_READ)
        self._period, self._readings = period_in(dates), period_of(dates)
        self._climb = climb_of(
            dates,
            [seen.facts for seen in found.incidents],
            [seen.facts for seen in found.responses],
            office_date(context.clock.now()),
        )

    def incident(self, seen: facts.IncidentSeen) -> Incident:
        readings = self._readings
        leads, proposed = None, None
        if self._prosecution and self._period is not None and self._climb is not None:
            leads, proposed = path_of(seen.facts, self._period), suggest(seen.facts, self._climb)
        return Incident(
            seen=seen,
            leads=leads,
            disputed_day=readings is not None and readings.is_disputed(seen.facts.happened_on),
            proposed=proposed,
            decided=tuple(
                each for each in self._found.responses if each.facts.incident_id == seen.facts.id
            ),
        )


@strawberry.type
class IncidentsQueries:
    """The conduct in the period."""

    @strawberry.field(
        description="Dated facts of the period with their sources, for the sentencing proposal"
        " (R-11); there is no score."
    )
    async def conduct_summary(
        self,
        info: Info,
        case_id: Annotated[UUID, strawberry.argument(description="The case file.")],
    ) -> list[ConductFact]:
        context = info.context
        found = await read_conduct(context.database, context.clock, context.actor, case_id)
        return [ConductFact(seen=fact) for fact in found]


@gate(Permission.DECISION_READ, INCIDENTS, HEARD, WAITING)
def refused_incident_actions(asked: Asked) -> Iterable[Gate]:
    """Why the actions of this room are refused now."""
    dates = asked.page.case.milestones
    return reasons_in(dates, asked[INCIDENTS], asked[HEARD], asked[WAITING], asked.actor.account_id)


MUTATIONS = (
    (report_incident, "Write down what happened in a case."),
    (decide_incident, "Find a reported fact established, explained or not established."),
    (dispute_incident, "Write down that somebody disputes a fact."),
    (decide_dispute, "Decide a dispute and explain it."),
    (respond_to_incident, "Decide on a response to an incident, or that there is none."),
    (place_hold, "Let the final decision wait for the investigation of a crime."),
    (lift_hold, "Lift the hold with its reason."),
    (propose_revocation, "Propose to revoke the conditional decision."),
    (return_revocation, "Send a proposal to revoke back with feedback."),
    (approve_revocation, "Approve a proposal: the conditional decision is revoked today."),
)
