"""All SQL about case files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import Text, cast, or_, select

from guanhu.audit.work import Look
from guanhu.cases.alarms import FIRST_ALARM_DAYS
from guanhu.cases.clock import next_due
from guanhu.cases.errors import CaseClosed
from guanhu.cases.facts import CaseSeen, Milestones
from guanhu.cases.listing import CASE_COLUMNS, MILESTONE_COLUMNS, form_of
from guanhu.cases.listing import CaseFilter as CaseFilter  # noqa: PLC0414 - said to be re-exported
from guanhu.cases.listing import CaseSort as CaseSort  # noqa: PLC0414 - the same
from guanhu.cases.locking import Part, locked_file, locked_file_of, locked_with
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, CaseStatus, move
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.kernel.errors import NotVisible, StaleVersion
from guanhu.kernel.masking import masked_name
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.holidays import OfficeHolidays
from guanhu.law.review_events import ReviewEvent
from guanhu.law.started import StartedClock

REMEMBERED: Final = 20_000
MILESTONES_FROM: Final = len(CASE_COLUMNS)
MILESTONES_UNTIL: Final = MILESTONES_FROM + len(MILESTONE_COLUMNS)


class CaseListed(NamedTuple):
    """One line of the caseload."""

    case: CaseSeen
    masked_name: str
    born: date
    officer_name: str | None


def refuse_closed(row: CaseFileRow) -> None:
    """Raise `CaseClosed`: no command changes anything about a closed file."""
    if row.status == CaseStatus.CLOSED.value:
        raise CaseClosed


class CaseRepository:
    """Case files the actor may see. There is no way to build one without an actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def get(self, case_id: UUID) -> CaseSeen:
        """One case file, or `NotVisible`."""
        row = await self._session.scalar(
            select(CaseFileRow).where(CaseFileRow.id == case_id, visible(self._look))
        )
        if row is None:
            raise NotVisible
        return self.seen(row)

    async def find(self, wanted: str) -> list[CaseFileRow]:
        """The files with this identifier or number, at most two; for the system actor."""
        rows = await self._session.scalars(
            select(CaseFileRow)
            .where(
                visible(self._look),
                or_(
                    CaseFileRow.case_number == wanted, cast(CaseFileRow.id, Text) == wanted.lower()
                ),
            )
            .order_by(CaseFileRow.id)
            .limit(2)
        )
        return list(rows.all())

    async def lock(self, case_id: UUID, expected_version: int | None = None) -> CaseFileRow:
        """One case file, locked until the commit, so that two commands at once queue up.

        Raises `NotVisible`, or `StaleVersion` when the caller saw an older version, or
        `CaseClosed`: no command changes anything about a closed file.
        """
        row = _open(await locked_file(self._look, case_id))
        if expected_version is not None and row.version != expected_version:
            raise StaleVersion(current_version=row.version)
        return row

    async def lock_of(self, table: Any, row_id: UUID) -> CaseFileRow:
        """The case file a row of `table` belongs to, locked.

        Raises `NotVisible`, `CaseClosed`. What stands in the row is to be read after.
        """
        return _open(await locked_file_of(self._look, table, row_id))

    async def lock_with(self, table: type[Part], row_id: UUID) -> tuple[CaseFileRow, Part]:
        """A row that may be changed behind its case file, both locked in this order.

        Raises `NotVisible`, `CaseClosed`.
        """
        found = await locked_with(self._look, table, row_id)
        if found is None:
            raise NotVisible
        refuse_closed(found[0])
        return found

    async def lock_visible(self, case_ids: Iterable[UUID]) -> dict[UUID, CaseFileRow]:
        """The visible ones of many files, locked in the order of their ids, in one statement.

        Those that are closed are among them: whoever acts on one refuses it (`refuse_closed`).
        """
        found = await self._session.scalars(
            select(CaseFileRow)
            .where(CaseFileRow.id.in_(set(case_ids)), visible(self._look))
            .order_by(CaseFileRow.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return {row.id: row for row in found}

    def act(self, row: CaseFileRow, action: CaseAction) -> None:
        """Do `action` on a locked file: check the move, set the status, count the version.

        Raises `MoveNotAllowed`. Set milestones before or after; `settle` runs at the end.
        """
        before = status_on(milestones(row), self._look.today)
        after = move(before, action)
        # An ended period is computed, never stored; going back to it is going back to probation.
        stored = CaseStatus.ON_PROBATION if after is CaseStatus.PERIOD_ENDED else after
        row.status = stored.value
        row.version += 1

    def start_clock(
        self,
        row: CaseFileRow,
        what: DeadlineKind,
        starts_on: date,
        record_id: UUID,
        *,
        detail: str = "",
    ) -> None:
        """Let a clock run on a locked file from the day of an event; `settle` runs at the end."""
        started = StartedClock(what, starts_on, record_id, detail=detail)
        row.clocks = [*(row.clocks or ()), started.stored()]

    def finish_clock(
        self,
        row: CaseFileRow,
        what: DeadlineKind,
        record_id: UUID,
        on: date,
        *,
        detail: str | None = None,
    ) -> None:
        """What the clock asked for was done on a day; no such clock changes nothing."""
        row.clocks = [
            replace(clock, done_on=on).stored()
            if _is(clock, what, record_id, detail) and clock.done_on is None
            else clock.stored()
            for clock in _clocks(row.clocks)
        ]

    def drop_clock(
        self,
        row: CaseFileRow,
        what: DeadlineKind,
        record_id: UUID,
        *,
        detail: str | None = None,
    ) -> None:
        """The open clock no longer asks for anything: what started it was lifted or corrected."""
        row.clocks = [
            clock.stored()
            for clock in _clocks(row.clocks)
            if clock.done_on is not None or not _is(clock, what, record_id, detail)
        ]

    def add_defender(self, row: CaseFileRow, on: date) -> None:
        """A defender came to a locked file that had none: nobody is waited for any more (M-06).

        What was decided before is now to be served on the defender too; the day to serve by stays
        the same (D-08, F-03, R-08).
        """
        row.has_defender = True
        self.finish_clock(row, DeadlineKind.LEGAL_AID_ASSIGNMENT, row.id, on)
        if row.decided_on is not None:
            row.services_missing += 1
        if row.final_decided_on is not None:
            row.final_services_missing += 1
        served = {
            (clock.record_id, clock.starts_on)
            for clock in _clocks(row.clocks)
            if clock.what is DeadlineKind.REVOCATION_SERVICE
        }
        for decision_id, revoked_on in served:
            self.start_clock(
                row, DeadlineKind.REVOCATION_SERVICE, revoked_on, decision_id, detail="defender"
            )

    def drop_open_clocks(self, row: CaseFileRow, kinds: Collection[DeadlineKind]) -> None:
        """Every open clock of these kinds asks for nothing more: its decision is undone."""
        row.clocks = [
            clock.stored()
            for clock in _clocks(row.clocks)
            if clock.done_on is not None or clock.what not in kinds
        ]

    def settle(self, row: CaseFileRow) -> None:
        """Recompute the maintained next deadline after milestones changed."""
        row.next_deadline_on = next_due(milestones(row), self._look.today)

    def seen(self, row: CaseFileRow) -> CaseSeen:
        """A row as facts, with the status of today."""
        facts = milestones(row)
        return CaseSeen(
            id=row.id,
            minor_id=row.minor_id,
            officer_id=row.officer_id,
            case_number=row.case_number,
            status=status_on(facts, self._look.today),
            version=row.version,
            last_act_on=row.last_act_on,
            chain_role=row.chain_role,
            last_check_in_on=row.last_check_in_on,
            missed_to_review=row.missed_to_review,
            milestones=facts,
        )

    async def page(
        self,
        wanted: CaseFilter,
        *,
        sort: CaseSort,
        descending: bool,
        limit: int,
        offset: int,
    ) -> tuple[list[CaseListed], int]:
        """One page of the caseload and the number of all matching files, in one statement."""
        actor = self._look.actor
        form = form_of(visible, actor.role, wanted, sort, descending=descending)
        given = {
            "office": actor.office_id,
            "account": actor.account_id,
            "today": self._look.today,
            "limit": limit,
            "offset": offset,
            "chain_role": wanted.chain_role,
            "officer": wanted.officer_id,
            "due_before": wanted.due_before,
            "alarmed_until": self._look.today + timedelta(days=FIRST_ALARM_DAYS),
        }
        if wanted.search:
            given["search"] = wanted.search.strip()
            given["name_index"] = self._look.vault.blind_index("minors.name", wanted.search)
        rows = await self._look.rows(form.text, form.values(given))
        if not rows and offset:
            # The page lies past the end: the total still has to be told.
            first, count = await self.page(
                wanted, sort=sort, descending=descending, limit=1, offset=0
            )
            return [], count if first else 0
        return [self._listed(row) for row in rows], rows[0][-1] if rows else 0

    def _listed(self, row: Sequence[Any]) -> CaseListed:
        case = case_seen(row, self._look.today)
        name, birth_date, master_key_id, wrapped, officer_name, _total = row[-6:]
        minor_id = case.minor_id
        key = self._look.keys.keep(minor_id, master_key_id, wrapped)
        return CaseListed(
            case,
            masked_name(key.open("minors.name", minor_id, name)),
            date.fromisoformat(key.open("minors.birth_date", minor_id, birth_date)),
            officer_name,
        )


def _open(row: CaseFileRow | None) -> CaseFileRow:
    if row is None:
        raise NotVisible
    refuse_closed(row)
    return row


def case_seen(row: Sequence[Any], today: date) -> CaseSeen:
    """The values of `CASE_COLUMNS` and `MILESTONE_COLUMNS` as facts, with the status of a day.

    What a row holds after these is not looked at.
    """
    facts = _restored(tuple(row[MILESTONES_FROM:MILESTONES_UNTIL]))
    return CaseSeen(
        row[0], row[1], row[2], row[3], status_on(facts, today), row[4], row[5], row[6], row[7],
        row[8], facts,
    )  # fmt: skip


def _is(clock: StartedClock, what: DeadlineKind, record_id: UUID, detail: str | None) -> bool:
    return (
        clock.what is what
        and clock.record_id == record_id
        and (detail is None or clock.detail == detail)
    )


@lru_cache(maxsize=REMEMBERED)
def _restored(values: tuple[Any, ...]) -> Milestones:
    """The dated facts from the values of `MILESTONE_COLUMNS`; equal values give the same object."""
    status, *rest = values
    rest[-3:] = _events(rest[-3]), _clocks(rest[-2]), OfficeHolidays.restored(rest[-1])
    return Milestones(CaseStatus(status), *rest)


def holidays_of(row: CaseFileRow) -> OfficeHolidays:
    """The calendar by which the days of a stored case file are counted."""
    return OfficeHolidays.restored(row.holidays)


def milestones(row: CaseFileRow) -> Milestones:
    """The dated facts of a stored case file."""
    return Milestones(
        status=CaseStatus(row.status),
        rulebook=row.rulebook,
        received_on=row.received_on,
        charges_changed_at=row.charges_changed_at,
        has_victim=row.has_victim,
        has_defender=row.has_defender,
        legal_aid_notified_on=row.legal_aid_notified_on,
        suspect_informed_on=row.suspect_informed_on,
        victim_informed_on=row.victim_informed_on,
        decided_on=row.decided_on,
        services_missing=row.services_missing,
        announced_on=row.announced_on,
        probation_months=row.probation_months,
        probation_ends_on=row.probation_ends_on,
        printed_end=row.printed_end,
        final_decided_on=row.final_decided_on,
        final_services_missing=row.final_services_missing,
        final_announced_on=row.final_announced_on,
        outcome_drafted_on=row.outcome_drafted_on,
        revoked_on=row.revoked_on,
        revocation_announced_on=row.revocation_announced_on,
        held_since=row.held_since,
        quashed_on=row.quashed_on,
        in_custody=row.in_custody,
        review_events=_events(row.review_events),
        clocks=_clocks(row.clocks),
        holidays=holidays_of(row),
    )


def _events(stored: str | list[dict[str, Any]]) -> tuple[ReviewEvent, ...]:
    """Stored events of the review; the bare driver gives them as text."""
    listed = orjson.loads(stored) if isinstance(stored, str) else stored
    return tuple(ReviewEvent.restored(one) for one in listed or ())


def _clocks(stored: str | list[dict[str, Any]]) -> tuple[StartedClock, ...]:
    """Stored clocks; the bare driver gives them as text."""
    listed = orjson.loads(stored) if isinstance(stored, str) else stored
    return tuple(StartedClock.restored(one) for one in listed or ())
