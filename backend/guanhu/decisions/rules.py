"""The gates of hearing, proposing, deciding, serving, announcing and ending. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.states import BEFORE_DECISION, BEFORE_THE_END, CaseAction, CaseStatus
from guanhu.decisions.errors import (
    AlreadyAnswered,
    HeldForInvestigation,
    MustProsecute,
    NoDispositionObjection,
    NoObjectionToAnswer,
    NoObjectionToWithdraw,
    NotEligible,
    NotExplained,
    NotFaceToFace,
    NothingToRevoke,
    NotScreened,
    ObjectionUnanswered,
    OpinionsMissing,
    PeriodNotOver,
    PoliceOpinionNotApproved,
    PoliceOpinionNotWritten,
    StageIsOver,
    StageNotOpen,
    VictimNotHeardAgain,
    VictimOnRecord,
    VictimUnchanged,
    WithdrawnTooLate,
)
from guanhu.decisions.facts import (
    FAMILY_PARTIES,
    Addressee,
    DecisionKind,
    Explained,
    FinalFacts,
    HearingMode,
    HearingStage,
    ObjectionKind,
    OpinionFacts,
    OpinionParty,
    ProposalFacts,
    ServiceMode,
    Stance,
)
from guanhu.eligibility.errors import ScreeningOutdated
from guanhu.eligibility.facts import ScreeningResult, ScreeningStanding
from guanhu.eligibility.triage import refuse_conditional, refuse_direct
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.law.errors import CaseIsAway
from guanhu.law.periods import ProbationPeriod, probation_period
from guanhu.law.rulebooks import rulebook


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is about to be recorded as heard."""

    stage: HearingStage
    party: OpinionParty
    heard_on: date
    how: HearingMode
    stance: Stance
    objection: ObjectionKind
    approved: bool


def refuse_stage(
    stage: HearingStage,
    status: CaseStatus,
    ends_on: date | None,
    heard_on: date | None,
    *,
    decided_on: date | None = None,
) -> Refusal | None:
    """Say why nobody is heard at `stage` now, or why not with this day.

    Hearing before the decision ends with the decision (D-01); the second hearing opens when the
    period is over, by both readings of its end (P-09, A-1); before a revocation people are heard
    as long as there is a decision to revoke (R-08).
    """
    if stage is HearingStage.BEFORE_REVOCATION:
        if status not in BEFORE_THE_END or decided_on is None:
            return NothingToRevoke()
        early = heard_on is not None and heard_on < decided_on
        return DateBefore(field="heardOn", earliest=decided_on) if early else None
    if stage is HearingStage.BEFORE_DECISION:
        return None if status in BEFORE_DECISION else StageIsOver(stage=stage)
    if status not in (CaseStatus.PERIOD_ENDED, CaseStatus.OPINION_GIVEN) or ends_on is None:
        over = status in (CaseStatus.FINAL_DECISION, CaseStatus.SEALED, CaseStatus.CLOSED)
        return StageIsOver(stage=stage) if over else StageNotOpen(stage=stage)
    if heard_on is not None and heard_on <= ends_on:
        return DateBefore(field="heardOn", earliest=ends_on + timedelta(days=1))
    return None


def refuse_hearing(hearing: Hearing, *, received_on: date, today: date) -> Refusal | None:
    """Say why a record of hearing cannot stand (D-01, D-02), or None.

    The written police opinion may have come with the file, so it may be older than the receipt.
    """
    objects = hearing.stance is Stance.OBJECTS
    if objects != (hearing.objection is not ObjectionKind.NONE):
        return InvalidInput([Problem("objection", "DOES_NOT_MATCH_STANCE")])
    if hearing.heard_on > today:
        return DateInFuture(field="heardOn")
    if hearing.party is OpinionParty.POLICE:
        if hearing.how is not HearingMode.WRITTEN:
            return PoliceOpinionNotWritten()
        return None if hearing.approved else PoliceOpinionNotApproved()
    if hearing.approved:
        return InvalidInput([Problem("approvedBy", "POLICE_ONLY")])
    if hearing.heard_on < received_on:
        return DateBefore(field="heardOn", earliest=received_on)
    return None


def parties_to_hear(*, has_victim: bool) -> tuple[OpinionParty, ...]:
    """Who is heard before the decision (D-01); a minor always has a defender to be heard (M-06)."""
    return tuple(party for party in OpinionParty if has_victim or party is not OpinionParty.VICTIM)


def standing_disposition_objection(opinions: Iterable[OpinionFacts]) -> OpinionParty | None:
    """Whose unwithdrawn objection bars it (E-12) and leads to prosecution (D-05), or None."""
    for opinion in opinions:
        if (
            opinion.party in FAMILY_PARTIES
            and opinion.objection is ObjectionKind.DISPOSITION
            and not opinion.withdrawn
        ):
            return opinion.party
    return None


def refuse_proposal(facts: ProposalFacts) -> Refusal | None:
    """Say why a conditional decision cannot be proposed or made now, or None.

    Asked at the proposal and again at the approval: an objection may arrive between the two.
    """
    if facts.away_since is not None:
        return CaseIsAway(since=facts.away_since)
    return (
        _refuse_screening(facts)
        or _refuse_objections(facts.opinions)
        or _refuse_missing(facts)
        or _refuse_unanswered(facts.opinions)
        or refuse_conditional(facts.screening.triage)
        or _refuse_length(facts)
    )


def refuse_direct_proposal(screening: ScreeningStanding, away: date | None) -> Refusal | None:
    """Say why direct non-prosecution cannot be proposed or decided now, or None (E-03, E-13).

    Asked at the proposal and again at the approval. `away`: with the police since that day (T-07).
    """
    if away is not None:
        return CaseIsAway(since=away)
    return refuse_direct(screening.triage, screening.evidence_now, outdated=screening.outdated)


def return_action(screening: ScreeningStanding) -> CaseAction:
    """Where a returned proposal leads: back to where the file stood when it was made (E-01)."""
    out = screening.result is ScreeningResult.NOT_ELIGIBLE
    return CaseAction.RETURN_TO_INELIGIBLE if out else CaseAction.RETURN_PROPOSAL


def _refuse_screening(facts: ProposalFacts) -> Refusal | None:
    if facts.screening.result is None:
        return NotScreened()
    if facts.screening.outdated:
        return ScreeningOutdated()
    if facts.screening.result is not ScreeningResult.ELIGIBLE:
        return NotEligible(result=facts.screening.result)
    return None


def _refuse_objections(opinions: Iterable[OpinionFacts]) -> Refusal | None:
    party = standing_disposition_objection(opinions)
    return None if party is None else MustProsecute(party=party)


def _refuse_missing(facts: ProposalFacts) -> Refusal | None:
    heard = {
        opinion.party for opinion in facts.opinions if opinion.stage is HearingStage.BEFORE_DECISION
    }
    missing = [
        party.name for party in parties_to_hear(has_victim=facts.has_victim) if party not in heard
    ]
    return OpinionsMissing(missing=",".join(missing)) if missing else None


def _refuse_unanswered(opinions: Iterable[OpinionFacts]) -> Refusal | None:
    for opinion in opinions:
        if (
            opinion.objection is ObjectionKind.CONDITIONS
            and not opinion.withdrawn
            and not opinion.answered
        ):
            return ObjectionUnanswered(party=opinion.party)
    return None


def _refuse_length(facts: ProposalFacts) -> Refusal | None:
    if facts.months is None:
        return None
    period = probation_period(facts.today, facts.months, rulebook(facts.rulebook))
    return None if isinstance(period, ProbationPeriod) else period


def refuse_answer(opinion: OpinionFacts) -> Refusal | None:
    """Say why an objection cannot be answered (D-06), or None.

    The family's objection to the disposition itself is no matter of explanation (D-05).
    """
    if opinion.objection is ObjectionKind.NONE or opinion.withdrawn:
        return NoObjectionToAnswer()
    if opinion.objection is ObjectionKind.DISPOSITION and opinion.party in FAMILY_PARTIES:
        return MustProsecute(party=opinion.party)
    return AlreadyAnswered() if opinion.answered else None


def refuse_withdrawal(
    opinion: OpinionFacts,
    *,
    heard_on: date | None,
    withdrawn_on: date,
    status: CaseStatus,
    today: date,
) -> Refusal | None:
    """Say why an objection cannot be withdrawn (D-07), or None."""
    if opinion.objection is ObjectionKind.NONE or opinion.withdrawn or heard_on is None:
        return NoObjectionToWithdraw()
    if status is CaseStatus.PROSECUTED:
        return WithdrawnTooLate()
    if withdrawn_on > today:
        return DateInFuture(field="withdrawnOn")
    if withdrawn_on < heard_on:
        return DateBefore(field="withdrawnOn", earliest=heard_on)
    return None


def refuse_prosecution(opinions: Iterable[OpinionFacts]) -> Refusal | None:
    """Say why prosecution is not decided on this path (D-05), or None."""
    if standing_disposition_objection(opinions) is None:
        return NoDispositionObjection()
    return None


def refuse_final_decision(facts: FinalFacts) -> Refusal | None:
    """Say why the final decision cannot be made yet, or None.

    It never precedes the end of the period, by both readings (P-12, A-1), and the victim is heard
    again or the reason why not is recorded (P-09). It waits while a crime is investigated (R-12).
    Once all hold and no ground for revocation stands, non-prosecution follows without discretion
    (P-10).
    """
    if facts.ends_on is None or facts.today <= facts.ends_on:
        return PeriodNotOver(ends_on=facts.ends_on)
    if facts.held_since is not None:
        return HeldForInvestigation(since=facts.held_since)
    if facts.has_victim and not any(
        opinion.party is OpinionParty.VICTIM and opinion.stage is HearingStage.BEFORE_FINAL_DECISION
        for opinion in facts.opinions
    ):
        return VictimNotHeardAgain()
    return None


def addressees(*, has_victim: bool, has_defender: bool) -> tuple[Addressee, ...]:
    """On whom a decision is served (D-08, F-03)."""
    absent = set[Addressee]()
    if not has_victim:
        absent.add(Addressee.VICTIM)
    if not has_defender:
        absent.add(Addressee.DEFENDER)
    return tuple(addressee for addressee in Addressee if addressee not in absent)


def addressees_now(
    recorded: Sequence[Addressee], kind: DecisionKind, *, has_victim: bool, has_defender: bool
) -> tuple[Addressee, ...]:
    """On whom a decision is served, by what the file says today (D-08, F-03).

    `recorded` stands in the decision and never changes; a victim found later and a defender who
    came later are served as well, and a victim entered by mistake is not. On whom a quashing is
    served no rule of the register says.
    """
    if kind is DecisionKind.QUASHING:
        return tuple(recorded)
    wanted = set(recorded) - {Addressee.VICTIM}
    if has_victim:
        wanted.add(Addressee.VICTIM)
    if has_defender:
        wanted.add(Addressee.DEFENDER)
    return tuple(addressee for addressee in Addressee if addressee in wanted)


def refuse_victim_correction(
    *, says: bool, has_victim: bool, informed: bool, heard: bool, served: bool
) -> Refusal | None:
    """Say why the file cannot be corrected to say `has_victim`, or None.

    `says`: what it says today. Who was informed (M-07), heard (D-01) or served (D-08) as the
    victim is one.
    """
    if says is has_victim:
        return VictimUnchanged(has_victim=says)
    for by, done in (("notice", informed), ("hearing", heard), ("service", served)):
        if done:
            return VictimOnRecord(by=by)
    return None


def refuse_service_dates(
    *, decided_on: date, sent_on: date, received_on: date, today: date
) -> Refusal | None:
    """Say why the dates of a service cannot be, or None."""
    if sent_on < decided_on:
        return DateBefore(field="sentOn", earliest=decided_on)
    if received_on < sent_on:
        return DateBefore(field="receivedOn", earliest=sent_on)
    return DateInFuture(field="receivedOn") if received_on > today else None


def refuse_measure_day(decided_on: date | None, done_on: date, today: date) -> Refusal | None:
    """Say why a measure cannot have come with the final decision on this day (F-02), or None."""
    if done_on > today:
        return DateInFuture(field="doneOn")
    if decided_on is not None and done_on < decided_on:
        return DateBefore(field="doneOn", earliest=decided_on)
    return None


def is_late(mode: ServiceMode, *, sent_on: date, received_on: date, due_on: date) -> bool:
    """Whether a service missed its last day.

    Posted in time is in time, for the way is not counted (T-03); otherwise the day of receipt
    counts (T-09).
    """
    return (sent_on if mode is ServiceMode.POST else received_on) > due_on


def refuse_announcement(
    *,
    announced_on: date,
    decided_on: date,
    today: date,
) -> Refusal | None:
    """Say why a decision cannot have been announced on this day, or None."""
    if announced_on > today:
        return DateInFuture(field="announcedOn")
    if announced_on < decided_on:
        return DateBefore(field="announcedOn", earliest=decided_on)
    return None


def refuse_face_to_face(
    *,
    minor_present: bool,
    legal_representative_present: bool,
    explained: Collection[Explained],
) -> Refusal | None:
    """Say what the announcement of a conditional decision lacks (D-09), or None."""
    if not (minor_present and legal_representative_present):
        return NotFaceToFace(
            minor_present=minor_present, legal_representative_present=legal_representative_present
        )
    missing = [part.name for part in Explained if part not in explained]
    return NotExplained(missing=",".join(missing)) if missing else None
