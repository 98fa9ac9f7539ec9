"""Serve a decision on its addressees, and announce it (D-08, D-09, P-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, holidays_of
from guanhu.cases.states import CaseAction
from guanhu.decisions.errors import AlreadyAnnounced, AlreadyServed, NotAnAddressee
from guanhu.decisions.facts import (
    CHALLENGED_FROM,
    WITHOUT_RETURN,
    Addressee,
    DecisionKind,
    Explained,
    ServiceMode,
)
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import (
    addressees_now,
    is_late,
    refuse_announcement,
    refuse_face_to_face,
    refuse_service_dates,
)
from guanhu.decisions.tables import AnnouncementRow, DecisionRow, ServiceRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.due import service_due
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordService:
    """Record that a decision reached one addressee."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    decision_id: UUID = item("The decision.")
    addressee: Addressee = item("On whom it was served.")
    mode: ServiceMode = item("How (T-09).")
    sent_on: date = item("Day it was sent or brought.")
    received_on: date = item("Day on the receipt.")
    note: str | None = words("Remark on the receipt.", at_most=1000, default=None)


@dataclass(frozen=True, slots=True)
class RecordedService:
    """The file with the service on record; `late` is told, never hidden."""

    case_file: UUID
    service_id: UUID
    late: bool


async def record_service(
    database: Database, clock: Clock, actor: Actor, command: RecordService
) -> RecordedService:
    """Record one service; a late one is recorded all the same, and stays late (D-08)."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedService) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row, decision = await decisions.with_case(DecisionRow, command.decision_id)
        cases.act(row, CaseAction.RECORD_SERVICE)
        quashed = await decisions.refuse_quashed(decision)
        if quashed is not None:
            raise quashed
        wanted = addressees_now(
            [Addressee(value) for value in decision.addressees], DecisionKind(decision.kind),
            has_victim=row.has_victim, has_defender=row.has_defender,
        )  # fmt: skip
        if command.addressee not in wanted:
            raise NotAnAddressee(addressee=command.addressee)
        served = await decisions.served(decision.id)
        if command.addressee in served:
            raise AlreadyServed(addressee=command.addressee)
        refusal = refuse_service_dates(
            decided_on=decision.decided_on, sent_on=command.sent_on,
            received_on=command.received_on, today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        due = service_due(
            decision.decided_on, command.addressee.value, rulebook(row.rulebook), holidays_of(row)
        )
        late = is_late(
            command.mode, sent_on=command.sent_on, received_on=command.received_on,
            due_on=due.due_on,
        )  # fmt: skip
        key, service_id = await decisions.key(row.id), new_id()
        await decisions.add(
            ServiceRow(
                id=service_id, case_id=row.id, decision_id=decision.id,
                addressee=command.addressee.value, mode=command.mode.value,
                sent_on=command.sent_on, received_on=command.received_on, due_on=due.due_on,
                late=late, note=key.seal_optional("services.note", service_id, command.note),
            )
        )  # fmt: skip
        missing = len(set(wanted) - served) - 1
        if decision.kind == DecisionKind.CONDITIONAL_NON_PROSECUTION.value:
            row.services_missing = missing
        elif DecisionKind(decision.kind) in WITHOUT_RETURN:
            row.final_services_missing = missing
        elif decision.kind == DecisionKind.REVOCATION.value:
            # Posted in time is in time (T-03), as `is_late` counts it.
            posted = command.mode is ServiceMode.POST
            cases.finish_clock(
                row, DeadlineKind.REVOCATION_SERVICE, decision.id,
                command.sent_on if posted else command.received_on,
                detail=command.addressee.value,
            )  # fmt: skip
        right = CHALLENGED_FROM.get((DecisionKind(decision.kind), command.addressee))
        if right is not None:
            cases.start_clock(row, right, command.received_on, decision.id)
        cases.settle(row)
        work.record(
            "decisions.served", "service", service_id, case_id=row.id,
            addressee=command.addressee.value, late=late,
        )  # fmt: skip
        return work.answer(RecordedService(row.id, service_id, late))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnnouncement:
    """Record the announcement of a decision."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    decision_id: UUID = item("The decision.")
    announced_on: date = item("Day of the announcement.")
    minor_present: bool = item("Whether the minor was present.")
    legal_representative_present: bool = item("Whether the legal representative was present.")
    explained: tuple[Explained, ...] = items("What was explained (D-09).", at_most=3)
    place: str | None = words("Where.", at_most=200, default=None)


@dataclass(frozen=True, slots=True)
class RecordedAnnouncement:
    """The file with the announcement on record."""

    case_file: UUID
    announcement_id: UUID


async def record_announcement(
    database: Database, clock: Clock, actor: Actor, command: RecordAnnouncement
) -> RecordedAnnouncement:
    """Announce: the conditional decision face to face (D-09), the final one publicly (P-14).

    A revocation is announced to whoever can be there: its law asks for no more (R-08).
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedAnnouncement) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row, decision = await decisions.with_case(DecisionRow, command.decision_id)
        announced_on = await decisions.announced_on(decision.id)
        if announced_on is not None:
            raise AlreadyAnnounced(announced_on=announced_on)
        kind = DecisionKind(decision.kind)
        refusal = await decisions.refuse_quashed(decision) or refuse_announcement(
            announced_on=command.announced_on, decided_on=decision.decided_on, today=work.today
        )
        if refusal is None and kind not in WITHOUT_RETURN | {DecisionKind.REVOCATION}:
            refusal = refuse_face_to_face(
                minor_present=command.minor_present,
                legal_representative_present=command.legal_representative_present,
                explained=command.explained,
            )
        if refusal is not None:
            raise refusal
        if kind in WITHOUT_RETURN:
            cases.act(row, CaseAction.ANNOUNCE_FINAL_DECISION)
            row.final_announced_on = command.announced_on
        elif kind is DecisionKind.REVOCATION:
            cases.act(row, CaseAction.ANNOUNCE_REVOCATION)
            row.revocation_announced_on = command.announced_on
        else:
            cases.act(row, CaseAction.RECORD_ANNOUNCEMENT)
            row.announced_on = command.announced_on
        key, announcement_id = await decisions.key(row.id), new_id()
        await decisions.add(
            AnnouncementRow(
                id=announcement_id, case_id=row.id, decision_id=decision.id,
                announced_on=command.announced_on, minor_present=command.minor_present,
                legal_representative_present=command.legal_representative_present,
                explained=[part.value for part in command.explained],
                place=key.seal_optional("announcements.place", announcement_id, command.place),
            )
        )  # fmt: skip
        cases.settle(row)
        work.record("decisions.announced", "announcement", announcement_id, case_id=row.id)
        return work.answer(RecordedAnnouncement(row.id, announcement_id))
