"""Stored rows as facts and as what a reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guanhu.cases.facts import Milestones
from guanhu.decisions.facts import ServiceMode
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.rulebooks import rulebook
from guanhu.orders.facts import (
    CheckSeen,
    DutyFacts,
    DutyReport,
    DutySeen,
    DutyState,
    DutyWord,
    FamilyDuty,
    OrderEffect,
    OrderFacts,
    OrderKind,
    OrderSeen,
    OrderState,
    RecommendationFacts,
    RecommendationSeen,
    RecommendationState,
    Rhythm,
    SessionFacts,
    SessionSeen,
    UndertakingSeen,
)
from guanhu.orders.rules import due_on
from guanhu.orders.tables import (
    DutyReportRow,
    GuardianDutyRow,
    GuardianOrderRow,
    OrderCheckRow,
    OrderSessionRow,
    RecommendationRow,
    UndertakingRow,
)
from guanhu.plumbing.vault import RecordKey


def order_facts(row: GuardianOrderRow) -> OrderFacts:
    """An order as far as a rule asks."""
    rhythm = None
    if row.per_month is not None and row.minutes is not None and row.until is not None:
        rhythm = Rhythm(row.per_month, row.minutes, row.until)
    return OrderFacts(
        id=row.id,
        kind=OrderKind(row.kind),
        state=OrderState(row.state),
        author_id=row.author_id,
        guardian_id=row.guardian_id,
        issued_on=row.issued_on,
        served_on=row.served_on,
        ended_on=row.ended_on,
        until=row.until,
        rhythm=rhythm,
    )


def order(
    row: GuardianOrderRow, key: RecordKey, next_session_on: date | None, *, inside: bool
) -> OrderSeen:
    """An order with its texts; the exchange about it only inside the prosecution."""

    def opened(name: str, value: bytes | None) -> str | None:
        return key.open_optional(f"guardian_orders.{name}", row.id, value)

    return OrderSeen(
        facts=order_facts(row),
        case_id=row.case_id,
        deficits=key.open("guardian_orders.deficits", row.id, row.deficits),
        required=key.open("guardian_orders.required", row.id, row.required),
        checking=opened("checking", row.checking),
        consequence=opened("consequence", row.consequence),
        proposed_at=row.proposed_at,
        approver_id=row.approver_id,
        feedback=opened("feedback", row.feedback) if inside else None,
        served_mode=None if row.served_mode is None else ServiceMode(row.served_mode),
        end_reason=opened("end_reason", row.end_reason) if inside else None,
        next_session_on=next_session_on,
    )


def session_facts(row: OrderSessionRow) -> SessionFacts:
    """A session as far as a rule asks."""
    return SessionFacts(row.held_on, row.minutes, row.present)


def session(row: OrderSessionRow, key: RecordKey) -> SessionSeen:
    """A session with its note."""
    return SessionSeen(
        id=row.id,
        order_id=row.order_id,
        facts=session_facts(row),
        note=key.open_optional("order_sessions.note", row.id, row.note),
        recorded_by=row.recorded_by,
    )


def check(row: OrderCheckRow, key: RecordKey) -> CheckSeen:
    """A check with its note."""
    return CheckSeen(
        id=row.id,
        order_id=row.order_id,
        checked_on=row.checked_on,
        effect=OrderEffect(row.effect),
        note=key.open("order_checks.note", row.id, row.note),
        checked_by=row.checked_by,
    )


def duty_facts(row: GuardianDutyRow) -> DutyFacts:
    """A duty as far as a rule asks."""
    closed = None
    if row.closed_on is not None:
        closed = DutyState.CONFIRMED if row.confirmed else DutyState.LAPSED
    return DutyFacts(row.id, due_on(row.given_on, row.within_days), closed)


def duty_report(row: DutyReportRow, key: RecordKey) -> DutyReport:
    """One word about a duty."""
    return DutyReport(
        id=row.id,
        word=DutyWord(row.word),
        happened_on=row.happened_on,
        note=key.open_optional("duty_reports.note", row.id, row.note),
        said_by=row.said_by,
    )


def duty(row: GuardianDutyRow, key: RecordKey, reports: Sequence[DutyReportRow]) -> DutySeen:
    """A duty with its texts and what was said of it; `reports` are those of the case."""
    said = sorted(
        (each for each in reports if each.duty_id == row.id),
        key=lambda each: (each.said_at, each.id),
    )
    return DutySeen(
        facts=duty_facts(row),
        case_id=row.case_id,
        order_id=row.order_id,
        guardian_id=row.guardian_id,
        task=key.open("guardian_duties.task", row.id, row.task),
        guide=key.open("guardian_duties.guide", row.id, row.guide),
        help_offered=key.open_optional("guardian_duties.help_offered", row.id, row.help_offered),
        given_on=row.given_on,
        closed_on=row.closed_on,
        confirmed_by=row.confirmed_by,
        confirmation=key.open_optional("guardian_duties.confirmation", row.id, row.confirmation),
        kind=row.kind,
        reports=tuple(duty_report(each, key) for each in said),
    )


def family_duty(seen: DutySeen, today: date) -> FamilyDuty:
    """A duty as the guardian sees it."""
    return FamilyDuty(
        id=seen.facts.id,
        task=seen.task,
        guide=seen.guide,
        help_offered=seen.help_offered,
        minutes=None,
        due_on=seen.facts.due_on,
        state=seen.facts.state_on(today),
        kind=seen.kind,
        reports=seen.reports,
    )


def family_session(row: GuardianOrderRow, due: date, today: date) -> FamilyDuty:
    """The next session of guidance as the guardian sees it."""
    state = DutyState.LATE if today > due else DutyState.OPEN
    return FamilyDuty(row.id, None, None, None, row.minutes, due, state)


def undertaking(row: UndertakingRow, key: RecordKey) -> UndertakingSeen:
    """An undertaking with its text."""
    return UndertakingSeen(
        id=row.id,
        guardian_id=row.guardian_id,
        given_on=row.given_on,
        text=key.open("undertakings.text", row.id, row.text),
        recorded_by=row.recorded_by,
    )


def recommendation_facts(row: RecommendationRow) -> RecommendationFacts:
    """A recommendation as far as a rule asks."""
    return RecommendationFacts(
        id=row.id,
        state=RecommendationState(row.state),
        author_id=row.author_id,
        approved_on=row.approved_on,
        sent_on=row.sent_on,
        answered_on=row.answered_on,
    )


def recommendation(row: RecommendationRow, key: RecordKey, case: Milestones) -> RecommendationSeen:
    """A recommendation with its texts, and the day by which the unit answers (S-14)."""
    clocks = [
        clock
        for clock in case.clocks
        if clock.what is DeadlineKind.RECOMMENDATION_ANSWER and clock.record_id == row.id
    ]
    found = clocks[0].deadline(rulebook(case.rulebook), case.holidays) if clocks else None
    return RecommendationSeen(
        facts=recommendation_facts(row),
        unit=key.open("recommendations.unit", row.id, row.unit),
        failed=key.open("recommendations.failed", row.id, row.failed),
        asked=key.open("recommendations.asked", row.id, row.asked),
        proposed_at=row.proposed_at,
        approver_id=row.approver_id,
        feedback=key.open_optional("recommendations.feedback", row.id, row.feedback),
        due_on=None if found is None else found.due_on,
        answer=key.open_optional("recommendations.answer", row.id, row.answer),
    )
