"""Leave requests and absences in the schema (O-03, O-11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LegalBasis
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.checkins import CheckInKind
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.incidents import leave
from guanhu.incidents.gate_facts import LEAVES
from guanhu.incidents.gates import leave_reasons
from guanhu.incidents.use_cases.ask_leave import (
    ask_leave,
    ask_own_leave,
    withdraw_leave,
    withdraw_own_leave,
)
from guanhu.incidents.use_cases.decide_leave import (
    decide_leave,
    record_police_permission,
    record_return,
)
from guanhu.incidents.use_cases.read_leaves import CaseLeaves, read_leaves
from guanhu.incidents.use_cases.record_absence import record_absence
from guanhu.kernel.clock import office_date

LeaveKind = enum_type(leave.LeaveKind)
LeaveAsker = enum_type(leave.LeaveAsker)
LeaveState = enum_type(leave.LeaveState)
LeaveStepKind = enum_type(leave.LeaveStepKind)
LeaveApprover = strawberry.enum(
    leave.Approver, name="LeaveApprover", description="Whose approval a departure or move needs."
)

PAPER_VERDICT = {
    leave.LeaveStepKind.APPROVED: "approve",
    leave.LeaveStepKind.REFUSED: "refuse",
}


@strawberry.type(description="A blank of the approval paper and what the request fills in.")
class LeaveBlank:
    """One blank of ``issueDocument`` (LEAVE_APPROVAL)."""

    name: str = strawberry.field(description="Name of the blank.")
    value: str = strawberry.field(description="What the request says there.")


@strawberry.type(description="A check-in face to face whose window meets the days away.")
class LeaveConflict:
    """Wraps a check-in in the way of a leave."""

    seen: strawberry.Private[leave.Meeting]

    @strawberry.field(description="The check-in.")
    def check_in_id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What kind of contact it is.")
    def kind(self) -> CheckInKind:
        return self.seen.kind

    @strawberry.field(description="First day of its window.")
    def due_from(self) -> date:
        return self.seen.due_from

    @strawberry.field(description="Last day of its window.")
    def due_until(self) -> date:
        return self.seen.due_until


@strawberry.type(description="What happened to a request.")
class LeaveStep:
    """Wraps a step."""

    seen: strawberry.Private[leave.LeaveStepSeen]

    @strawberry.field(description="What happened.")
    def kind(self) -> LeaveStepKind:  # type: ignore[valid-type]
        return self.seen.step.kind

    @strawberry.field(description="Its day.")
    def on(self) -> date:
        return self.seen.step.on

    @strawberry.field(description="The reason, or how it is known.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="When it was written down.")
    def recorded_at(self) -> datetime:
        return self.seen.at

    @strawberry.field(description="Who wrote it down.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.by)


@strawberry.type(description="A request to leave the city or county, or to move home (O-03).")
class LeaveRequest:
    """Wraps a request as staff see it."""

    seen: strawberry.Private[leave.LeaveSeen]
    in_the_way: strawberry.Private[tuple[leave.Meeting, ...]]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="To leave and come back, or to move home.")
    def kind(self) -> LeaveKind:  # type: ignore[valid-type]
        return self.seen.facts.kind

    @strawberry.field(description="Where it stands today; computed, whether or not jobs ran.")
    def state(self, info: Info) -> LeaveState:  # type: ignore[valid-type]
        return leave.state_on(self.seen.facts, office_date(info.context.clock.now()))

    @strawberry.field(description="First day away, or the day of the move.")
    def from_on(self) -> date:
        return self.seen.facts.from_on

    @strawberry.field(description="Day of return; null for a move.")
    def until(self) -> date | None:
        return self.seen.facts.until

    @strawberry.field(description="Where to.")
    def place(self) -> str | None:
        return self.seen.place

    @strawberry.field(description="Why.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Who comes along, and how to reach them.")
    def company(self) -> str | None:
        return self.seen.company

    @strawberry.field(description="Who asks.")
    def asker(self) -> LeaveAsker:  # type: ignore[valid-type]
        return self.seen.asker

    @strawberry.field(description="When it was asked.")
    def asked_at(self) -> datetime:
        return self.seen.asked_at

    @strawberry.field(description="Who wrote it down.")
    async def asked_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.facts.asked_by)

    @strawberry.field(description="Whether bail holds on some day of it (O-11).")
    def on_bail(self) -> bool:
        return self.seen.facts.bail

    @strawberry.field(description="Whose approval is not there.")
    def missing(self) -> list[LeaveApprover]:  # type: ignore[valid-type]
        return list(leave.missing(self.seen.facts))

    @strawberry.field(description="The rules on it: O-03, and O-11 while bail lasts.")
    def basis(self) -> list[LegalBasis]:
        rules = ("O-03", "O-11") if self.seen.facts.bail else ("O-03",)
        return [basis for basis in map(LegalBasis.of_rule, rules) if basis is not None]

    @strawberry.field(description="What happened to it, the first step first.")
    def steps(self) -> list[LeaveStep]:
        return [LeaveStep(seen=one) for one in self.seen.steps]

    @strawberry.field(description="Check-ins face to face in its way: a warning, to be moved.")
    def conflicts(self) -> list[LeaveConflict]:
        return [LeaveConflict(seen=one) for one in self.in_the_way]

    @strawberry.field(
        description="What the request fills into the approval paper (LEAVE_APPROVAL)."
    )
    def paper_blanks(self) -> list[LeaveBlank]:
        facts, step = self.seen.facts, self.seen.facts.step(*PAPER_VERDICT)
        decided = next((one for one in self.seen.steps if one.step == step), None)
        filled = {
            "leave_kind": facts.kind.value,
            "destination": self.seen.place,
            "from_day": facts.from_on.isoformat(),
            "until": None if facts.until is None else facts.until.isoformat(),
            "reason": self.seen.reason,
            "company": self.seen.company,
            "leave_decision": None if step is None else PAPER_VERDICT[step.kind],
            # The blank of the paper is short; a longer reason is written there by hand.
            "decision_reason": None if decided is None else (decided.note or "")[:200] or None,
        }
        return [
            LeaveBlank(name=name, value=value)
            for name, value in filled.items()
            if value is not None
        ]


@strawberry.type(description="Days away from the city or county without approval (O-03).")
class Absence:
    """Wraps an absence: input, and no finding (S-01)."""

    seen: strawberry.Private[leave.AbsenceSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="First day away.")
    def from_on(self) -> date:
        return self.seen.facts.from_on

    @strawberry.field(description="Last day away.")
    def until(self) -> date:
        return self.seen.facts.until

    @strawberry.field(description="Day it became known.")
    def known_on(self) -> date:
        return self.seen.known_on

    @strawberry.field(description="The request it has to do with.")
    def leave_id(self) -> UUID | None:
        return self.seen.leave_id

    @strawberry.field(description="How it is known.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="The incident a person reported from it; null: not reported.")
    def incident_id(self) -> UUID | None:
        return self.seen.incident_id

    @strawberry.field(description="When it was written down.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at

    @strawberry.field(description="Who wrote it down.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="Leaving the city or county, and moving home.")
class CaseLeavesPart(CaseBase):
    """Null for those it is not for."""

    async def _about_leaving(self, info: Info) -> CaseLeaves | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.INCIDENT_READ):
            return None

        async def load() -> CaseLeaves:
            return await read_leaves(context.database, context.clock, context.actor, case_id)

        found: CaseLeaves = await once(context, ("leaves", case_id), load)
        return found

    @strawberry.field(description="Requests to leave or move, the first day first.")
    async def leave_requests(self, info: Info) -> list[LeaveRequest] | None:
        found = await self._about_leaving(info)
        if found is None:
            return None
        return [LeaveRequest(seen=seen, in_the_way=meetings) for seen, meetings in found.leaves]

    @strawberry.field(description="Absences without approval, the first day first.")
    async def absences(self, info: Info) -> list[Absence] | None:
        found = await self._about_leaving(info)
        return None if found is None else [Absence(seen=seen) for seen in found.absences]


@strawberry.type(description="A request of the own family, as the family sees it.")
class FamilyLeave:
    """Wraps a request; texts and reasons only where they are one's own to read."""

    seen: strawberry.Private[leave.LeaveSeen]
    day: strawberry.Private[date]
    account_id: strawberry.Private[UUID]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.facts.id

    @strawberry.field(description="To leave and come back, or to move home.")
    def kind(self) -> LeaveKind:  # type: ignore[valid-type]
        return self.seen.facts.kind

    @strawberry.field(description="Where it stands today.")
    def state(self) -> LeaveState:  # type: ignore[valid-type]
        return leave.state_on(self.seen.facts, self.day)

    @strawberry.field(description="First day away, or the day of the move.")
    def from_on(self) -> date:
        return self.seen.facts.from_on

    @strawberry.field(description="Day of return; null for a move.")
    def until(self) -> date | None:
        return self.seen.facts.until

    @strawberry.field(description="Whether the signed-in person asked for it.")
    def own(self) -> bool:
        return self.seen.facts.asked_by == self.account_id

    @strawberry.field(description="Where to; null where somebody else asked.")
    def place(self) -> str | None:
        return self.seen.place

    @strawberry.field(description="Why; null where somebody else asked.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Whose approval is not there.")
    def missing(self) -> list[LeaveApprover]:  # type: ignore[valid-type]
        return list(leave.missing(self.seen.facts))

    @strawberry.field(description="The reason of the decision, where one was given.")
    def decision_reason(self) -> str | None:
        step = self.seen.facts.step(*PAPER_VERDICT)
        return next((one.note for one in self.seen.steps if one.step == step), None)

    @strawberry.field(description="Whether the signed-in person can take it back now.")
    def may_withdraw(self) -> bool:
        return self.own() and leave.refuse_withdrawal(self.seen.facts, self.day) is None


@gate(Permission.INCIDENT_READ, LEAVES)
def refused_leave_actions(asked: Asked) -> Iterable[Gate]:
    """Why nothing about a leave can be decided or recorded now."""
    return leave_reasons(asked[LEAVES], asked.today)


MUTATIONS = (
    (ask_leave, "Write down that somebody asks to leave the city or county, or to move home."),
    (ask_own_leave, "Ask, as guardian or young person, to leave the city or county, or to move."),
    (withdraw_leave, "Write down that a request is taken back before its decision."),
    (withdraw_own_leave, "Take the own request back before its decision."),
    (decide_leave, "Approve or refuse a departure or move."),
    (record_police_permission, "Keep the police's answer about a departure while bail lasts."),
    (record_return, "Write down that somebody came back, or did not go."),
    (record_absence, "Write down an absence without approval."),
)
