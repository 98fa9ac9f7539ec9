"""Read the compliance picture: dated facts, each part by itself (S31, S37)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import structlog

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, look
from guanhu.cases.facts import CaseSeen
from guanhu.checkins.repository import CheckInRepository
from guanhu.incidents.outcome_repository import ConsultationSeen, OutcomeRepository
from guanhu.incidents.outcome_table import outcomes
from guanhu.incidents.outcomes import OutcomeFacts, OutcomeSeen
from guanhu.incidents.picture import (
    Consult,
    FactSource,
    PictureFact,
    consult,
    from_check_ins,
    from_incidents,
    from_outcomes,
    in_order,
)
from guanhu.incidents.repository import IncidentRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotPermitted, NotVisible
from guanhu.law.rulebook import Rulebook
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database

log = structlog.get_logger("guanhu.incidents")

MOST_CHECK_INS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Picture:
    """Facts, the latest first, and the parts that could not be computed now.

    `suggestion` is None while a part it rests on is unavailable.
    """

    facts: tuple[PictureFact, ...]
    unavailable: tuple[FactSource, ...]
    suggestion: Consult | None
    book: Rulebook


async def picture_in(seen: Look, case: CaseSeen) -> Picture:
    """The whole picture in one transaction; a part that fails fails it all."""
    book = rulebook(case.milestones.rulebook)
    parts = [await part(seen, case, book) for part in PARTS.values()]
    facts = in_order(*parts)
    answered = await OutcomeRepository(seen).answered(case.id)
    return Picture(facts, (), consult(facts, answered, book), book)


async def read_picture(database: Database, clock: Clock, actor: Actor, case: CaseSeen) -> Picture:
    """The picture of a visible case; where a part cannot be computed, the others are (S37).

    Each part is read in a transaction of its own. What failed is logged by its kind, and said.
    """
    actor.require(Permission.INCIDENT_READ)
    actor.require(Permission.CHECK_IN_READ)
    book = rulebook(case.milestones.rulebook)
    facts: list[tuple[PictureFact, ...]] = []
    unavailable = []
    for source, part in PARTS.items():
        try:
            async with look(database, clock, actor) as seen:
                facts.append(tuple(await part(seen, case, book)))
        except (NotPermitted, NotVisible):
            raise
        except Exception as failed:  # noqa: BLE001 - S37: said in the answer, never swallowed
            kind = type(failed).__name__
            log.error("part of the picture unavailable", part=source, kind=kind)  # noqa: TRY400
            unavailable.append(source)
    ordered = in_order(*facts)
    async with look(database, clock, actor) as seen:
        answered = await OutcomeRepository(seen).answered(case.id)
    suggestion = None if unavailable else consult(ordered, answered, book)
    return Picture(ordered, tuple(unavailable), suggestion, book)


async def read_outcomes(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> tuple[list[OutcomeSeen], list[ConsultationSeen]]:
    """The outcomes of a visible case, the latest first, and the answers to suggestions."""
    actor.require(Permission.INCIDENT_READ)
    async with look(database, clock, actor) as seen:
        repository = OutcomeRepository(seen)
        return (
            await repository.of_case(case_id, outcomes()),
            await repository.consultations(case_id),
        )


Part = Callable[[Look, CaseSeen, Rulebook], Awaitable[list[PictureFact]]]


async def _outcomes(seen: Look, case: CaseSeen, book: Rulebook) -> list[PictureFact]:
    found = await OutcomeRepository(seen).facts_of(case.id, outcomes())
    return from_outcomes(found, outcomes(), book, seen.today)


async def _check_ins(seen: Look, case: CaseSeen, book: Rulebook) -> list[PictureFact]:
    found = await OutcomeRepository(seen).facts_of(case.id, outcomes())
    told = frozenset(one.check_in_id for one in found if one.check_in_id is not None)
    check_ins = await CheckInRepository(seen).of_case(case.id, MOST_CHECK_INS)
    return from_check_ins(check_ins, told, book, seen.today)


async def _incidents(seen: Look, case: CaseSeen, book: Rulebook) -> list[PictureFact]:
    return from_incidents(await IncidentRepository(seen).facts(case.id), book, seen.today)


PARTS: Final[dict[FactSource, Part]] = {
    FactSource.OUTCOME: _outcomes,
    FactSource.CHECK_IN: _check_ins,
    FactSource.INCIDENT: _incidents,
}
"""Each part of the picture, computed apart from the others."""


async def read_family_outcomes(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[OutcomeFacts]:
    """What came of the own child's appointments, the latest first; no word of what staff wrote."""
    actor.require(Permission.FAMILY_READ)
    async with look(database, clock, actor) as seen:
        found = await OutcomeRepository(seen).facts_of(case_id, outcomes())
        return sorted(found, key=lambda one: (one.held_on, str(one.id)), reverse=True)
