"""What a case's dates rest on, for whoever keeps the installation."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.repository import TrailRepository
from guanhu.audit.work import look_on_record
from guanhu.cases.facts import CaseSeen
from guanhu.cases.history import EVENTS, LedHere, led_here
from guanhu.cases.repository import CaseRepository
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database


class SeveralCases(Exception):
    """More than one office has a file with this number; the identifier tells them apart."""


@dataclass(frozen=True, slots=True)
class CaseExplained:
    """A file, the move that led to its status, and the office's date of the reading."""

    case: CaseSeen
    led_here: LedHere
    today: date


async def explain_case(
    database: Database, clock: Clock, actor: Actor, wanted: str
) -> CaseExplained:
    """One file by its identifier or number. The reading stands in its office's trail.

    Raises `NotPermitted`, `NotVisible` (no such file, or sealed), `SeveralCases`.
    """
    actor.require(Permission.CASE_EXPLAIN)
    async with look_on_record(database, clock, actor) as seen:
        cases = CaseRepository(seen)
        rows = await cases.find(wanted)
        if not rows:
            raise NotVisible
        if len(rows) > 1:
            raise SeveralCases
        seen.actor = dataclasses.replace(actor, office_id=rows[0].office_id)
        case = cases.seen(rows[0])
        trail = await TrailRepository(seen).of_case(
            case.id, visible_case_ids(seen), hidden_rooms=(), limit=len(EVENTS), only=tuple(EVENTS)
        )
        seen.record("cases.timetable_viewed", "case_file", case.id, case_id=case.id)
        return CaseExplained(case, led_here(case.status, case.milestones, trail), seen.today)
