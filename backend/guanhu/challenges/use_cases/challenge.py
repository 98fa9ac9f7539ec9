"""Record what police, victim or minor bring against a decision (D-12, D-14, D-16, D-17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.errors import NoVictim
from guanhu.cases.repository import CaseRepository, holidays_of
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.challenges.facts import ChallengeFacts, ChallengeKind, Complainant, PoliceLevel
from guanhu.challenges.repository import ChallengeRepository, challenge_facts
from guanhu.challenges.rules import (
    Challenged,
    answer_clock,
    last_day_of,
    refuse_challenge,
    refuse_complainant,
    refuse_complex,
    refuse_days,
    refuse_request,
    route_of,
)
from guanhu.challenges.tables import ChallengeRow
from guanhu.decisions.facts import Addressee, DecisionKind
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.tables import DecisionRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.due import ComplaintRoute
from guanhu.law.rulebooks import rulebook
from guanhu.law.started import COMPLEX
from guanhu.plumbing.database import Database

KIND_AT = {
    PoliceLevel.RECONSIDERATION: ChallengeKind.RECONSIDERATION,
    PoliceLevel.REVIEW: ChallengeKind.POLICE_REVIEW,
}
RIGHT_OF = {
    ChallengeKind.RECONSIDERATION: DeadlineKind.POLICE_RECONSIDERATION,
    ChallengeKind.POLICE_REVIEW: DeadlineKind.POLICE_REVIEW_REQUEST,
}
COMPLAINT_OF = {
    Complainant.VICTIM: DeadlineKind.VICTIM_COMPLAINT,
    Complainant.MINOR: DeadlineKind.MINOR_COMPLAINT,
}
"""The right that is used (D-12, D-14, D-17)."""
RECEIVED_BY = {Complainant.VICTIM: Addressee.VICTIM, Complainant.MINOR: Addressee.MINOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPoliceRequest:
    """Record that the police ask for reconsideration, or the next level for review."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    decision_id: UUID = item("The decision they challenge.")
    level: PoliceLevel = item("Whom they ask (D-12).")
    made_on: date = item("Day it was made; of a posted one the postmark (T-03).")
    received_on: date = item("Day on which it was received: its answer counts from here (D-13).")
    grounds: str = words("Why they think the decision wrong.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedPoliceRequest:
    """The file with the request; `late` is told, never hidden."""

    case_file: UUID
    challenge_id: UUID
    late: bool


async def record_police_request(
    database: Database, clock: Clock, actor: Actor, command: RecordPoliceRequest
) -> RecordedPoliceRequest:
    """Record a request of the police; a late one is recorded all the same, and stays late (D-12).

    Nothing stops: the period runs on (D-19). Raises `NotPermitted`, `NotVisible`, or the refusals
    `MoveNotAllowed`, `NotOpenToChallenge`, `AlreadyRequested`, `ReviewBeforeReconsideration`,
    `DateBefore`, `DateInFuture`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedPoliceRequest) as work:
        if work.first_answer is not None:
            return work.first_answer
        decisions = DecisionRepository(work)
        row, decision = await decisions.with_case(DecisionRow, command.decision_id)
        CaseRepository(work).act(row, CaseAction.RECORD_CHALLENGE)
        kind, earlier = KIND_AT[command.level], await _of_decision(work, row, decision)
        refusal = (
            refuse_challenge(DecisionKind(decision.kind))
            or await decisions.refuse_quashed(decision)
            or refuse_days(
                decided_on=decision.decided_on, made_on=command.made_on,
                received_on=command.received_on, today=work.today,
            )
            or refuse_request(kind, command.made_on, earlier)
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        first = next((each for each in earlier if each.kind is not kind), None)
        of = Challenged(
            DecisionKind(decision.kind),
            decision.decided_on,
            police_since=await decisions.received_on(decision.id, Addressee.POLICE),
            answer_since=None if first is None else first.answer_received_on,
        )
        row_id, late = await _keep(
            work, row, decision, kind, of, None, command.made_on, command.received_on,
            command.grounds, ended=decision.id if first is None else first.id,
        )  # fmt: skip
        return work.answer(RecordedPoliceRequest(row.id, row_id, late))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordComplaint:
    """Record that the victim, or the minor, complains of a decision."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    decision_id: UUID = item("The decision.")
    by: Complainant = item("Who complains (D-14, D-17).", default=Complainant.VICTIM)
    made_on: date = item("Day it was made; of a posted one the postmark (T-03).")
    received_on: date = item("Day on which it was filed: its review counts from here (D-16).")
    grounds: str = words("Why.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedComplaint:
    """The file with the complaint; a late one of the victim is examined here (D-14)."""

    case_file: UUID
    challenge_id: UUID
    late: bool


async def record_complaint(
    database: Database, clock: Clock, actor: Actor, command: RecordComplaint
) -> RecordedComplaint:
    """Record a complaint and who examines it; nothing stops, the period runs on (D-14, D-19).

    The minor's lies against a relative non-prosecution only, and is examined here (D-17).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NoVictim`,
    `NoComplaintOfTheMinor`, `NotOpenToChallenge`, `DateBefore`, `DateInFuture`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedComplaint) as work:
        if work.first_answer is not None:
            return work.first_answer
        decisions = DecisionRepository(work)
        row, decision = await decisions.with_case(DecisionRow, command.decision_id)
        CaseRepository(work).act(row, CaseAction.RECORD_CHALLENGE)
        refusal = (
            refuse_challenge(DecisionKind(decision.kind))
            or await decisions.refuse_quashed(decision)
            or refuse_complainant(command.by, DecisionKind(decision.kind))
            or refuse_days(
                decided_on=decision.decided_on, made_on=command.made_on,
                received_on=command.received_on, today=work.today,
            )
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        by = command.by
        if by is Complainant.VICTIM and not row.has_victim:
            raise NoVictim
        since = await decisions.received_on(decision.id, RECEIVED_BY[by])
        of = Challenged(
            DecisionKind(decision.kind),
            decision.decided_on,
            victim_since=since if by is Complainant.VICTIM else None,
            minor_since=since if by is Complainant.MINOR else None,
        )
        route = route_of(of, command.made_on, rulebook(row.rulebook), holidays_of(row), by=by)
        row_id, late = await _keep(
            work, row, decision, ChallengeKind.COMPLAINT, of, route, command.made_on,
            command.received_on, command.grounds, ended=decision.id, by=by,
        )  # fmt: skip
        return work.answer(RecordedComplaint(row.id, row_id, late))


async def _of_decision(work: Look, row: CaseFileRow, decision: DecisionRow) -> list[ChallengeFacts]:
    facts = await ChallengeRepository(work).facts(row.id)
    return [
        each
        for each in facts
        if each.decision_id == decision.id and each.kind is not ChallengeKind.COMPLAINT
    ]


async def _keep(
    work: Look,
    row: CaseFileRow,
    decision: DecisionRow,
    kind: ChallengeKind,
    of: Challenged,
    route: ComplaintRoute | None,
    made_on: date,
    received_on: date,
    grounds: str,
    *,
    ended: UUID,
    by: Complainant | None = None,
) -> tuple[UUID, bool]:
    """Store a challenge, end the clock of the right it used (started by `ended`), start its own."""
    cases, challenges = CaseRepository(work), ChallengeRepository(work)
    last_day = last_day_of(kind, of, rulebook(row.rulebook), holidays_of(row), by=by)
    late = last_day is not None and made_on > last_day
    key, challenge_id = await challenges.key(row.id), new_id()
    await challenges.add(
        ChallengeRow(
            id=challenge_id, case_id=row.id, decision_id=decision.id, kind=kind.value,
            complainant=None if by is None else by.value,
            made_on=made_on, received_on=received_on, last_day=last_day, late=late,
            route=None if route is None else route.value,
            grounds=key.seal("challenges.grounds", challenge_id, grounds),
            recorded_by=work.actor.account_id, recorded_at=work.now,
        )
    )  # fmt: skip
    used = RIGHT_OF[kind] if by is None else COMPLAINT_OF[by]
    cases.finish_clock(row, used, ended, made_on)
    cases.start_clock(row, answer_clock(kind, route), received_on, challenge_id)
    cases.settle(row)
    work.record(
        "challenges.recorded", "challenge", challenge_id, case_id=row.id, kind=kind.value,
        late=late,
    )  # fmt: skip
    return challenge_id, late


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareComplaintComplex:
    """Let the review of a complaint take the limit of a complex case."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    challenge_id: UUID = item("The complaint.")
    reason: str = words("Why it is complex.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class DeclaredComplaintComplex:
    """The file with the longer limit."""

    case_file: UUID


async def declare_complaint_complex(
    database: Database, clock: Clock, actor: Actor, command: DeclareComplaintComplex
) -> DeclaredComplaintComplex:
    """Six months instead of three, from the same day, with the reason (D-16).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotAComplaint`,
    `ChallengeClosed`, `AlreadyComplex`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, DeclaredComplaintComplex) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, challenges = CaseRepository(work), ChallengeRepository(work)
        row, challenge = await challenges.with_case(ChallengeRow, command.challenge_id)
        cases.act(row, CaseAction.ANSWER_CHALLENGE)
        refusal = refuse_complex(challenge_facts(challenge))
        if refusal is not None:
            raise refusal
        key = await challenges.key(row.id)
        challenge.complex_because = key.seal(
            "challenges.complex_because", challenge.id, command.reason
        )
        what = answer_clock(ChallengeKind.COMPLAINT, ComplaintRoute(challenge.route or ""))
        cases.drop_clock(row, what, challenge.id)
        cases.start_clock(row, what, challenge.received_on, challenge.id, detail=COMPLEX)
        cases.settle(row)
        work.record("challenges.declared_complex", "challenge", challenge.id, case_id=row.id)
        return work.answer(DeclaredComplaintComplex(row.id))
