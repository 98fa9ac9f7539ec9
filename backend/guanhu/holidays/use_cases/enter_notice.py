"""Enter a holiday notice: the next year's before the product knows it, or a single extra day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.holidays.facts import Notice
from guanhu.holidays.repository import HolidayRepository
from guanhu.holidays.rules import calendar_of, moved_between, refuse_notice
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import StaleVersion
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterHolidayNotice:
    """What the notice of a year says; it replaces the one entered before."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    year: int = number("The year it is about.", at_least=2000, at_most=2199)
    expected_version: int = number(
        "Version of the year's notice as it was read; 0 when there was none.",
        at_least=0, at_most=10_000,
    )  # fmt: skip
    rest_days: tuple[date, ...] = items("Rest days beside plain weekends.", at_most=100)
    working_days: tuple[date, ...] = items(
        "Days of a weekend or holiday on which work is made up.", at_most=100
    )
    complete: bool = item("Whether it is the whole notice; its dates are then no more provisional.")
    source: str = words("Where it was published, e.g. the number of the notice.", at_most=200)


@dataclass(frozen=True, slots=True)
class EnteredHolidayNotice:
    """The notice, its version, and how many files have another next deadline now."""

    holiday_notice: UUID
    version: int
    moved: int


async def enter_holiday_notice(
    database: Database, clock: Clock, actor: Actor, command: EnterHolidayNotice
) -> EnteredHolidayNotice:
    """Enter it and count every file of the office anew, in one transaction (T-04).

    Raises `NotPermitted`, or the refusals `InvalidInput`, `StaleVersion`, `NothingChanged`,
    `NoticesContradict`, `NoticeIncomplete`.
    """
    actor.require(Permission.HOLIDAY_ENTER)
    async with begin(database, clock, actor, command, EnteredHolidayNotice) as work:
        if work.first_answer is not None:
            return work.first_answer
        holidays = HolidayRepository(work)
        before = await holidays.lock()
        in_force = await holidays.in_force()
        replaced = in_force.pop(command.year, None)
        version = 0 if replaced is None else replaced.version
        if command.expected_version != version:
            raise StaleVersion(current_version=version)
        wanted = Notice(
            command.year,
            frozenset(command.rest_days),
            frozenset(command.working_days),
            command.complete,
        )
        others = [each.notice for each in in_force.values()]
        refusal = refuse_notice(
            wanted,
            (command.rest_days, command.working_days),
            others,
            None if replaced is None else replaced.notice,
            work.today,
        )
        if refusal is not None:
            raise refusal
        made = await holidays.add(wanted, version + 1, command.source)
        after = calendar_of([*others, wanted])
        await holidays.keep(after)
        # An administrator sees no case; the system's own actor counts them anew.
        async with work.as_system() as system:
            moved = await HolidayRepository(system).spread(after, moved_between(before, after))
        work.record(
            "holidays.notice_entered", "holiday_notice", made.id,
            year=command.year, version=made.version, complete=command.complete, moved=moved,
        )  # fmt: skip
        return work.answer(EnteredHolidayNotice(made.id, made.version, moved))
