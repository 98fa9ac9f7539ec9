"""The screenings and triages of one case, and whether the latest still count."""

from __future__ import annotations

from dataclasses import dataclass

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.facts import CasePage
from guanhu.eligibility.facts import BandTotal
from guanhu.eligibility.repository import ScreeningRepository, ScreeningSeen
from guanhu.eligibility.rescreening import RescreeningRepository, RescreeningSeen
from guanhu.eligibility.rules import band_totals
from guanhu.eligibility.triage_repository import TriageRepository, TriageSeen
from guanhu.kernel.clock import Clock
from guanhu.law.rulebooks import rulebook
from guanhu.people.facts import AgeProof
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class CaseScreenings:
    """Every screening and triage, the latest first; `outdated` speaks of the latest."""

    screenings: list[ScreeningSeen]
    outdated: bool
    triages: list[TriageSeen]
    triage_outdated: bool


async def read_screenings(
    database: Database, clock: Clock, actor: Actor, page: CasePage
) -> CaseScreenings:
    """Read the screenings of the case whose page was opened."""
    actor.require(Permission.SCREENING_READ)
    async with look(database, clock, actor) as seen:
        repository = ScreeningRepository(seen)
        standing = await repository.standing(
            page.case.id,
            page.minor.birth_date,
            age_proven=page.minor.age_proof is not AgeProof.UNPROVEN,
            charges_changed_at=page.case.milestones.charges_changed_at,
        )
        return CaseScreenings(
            await repository.all(page.case.id),
            standing.outdated,
            await TriageRepository(seen).all(page.case.id),
            standing.triage is not None and standing.triage.outdated,
        )


async def read_rescreenings(
    database: Database, clock: Clock, actor: Actor, page: CasePage
) -> list[RescreeningSeen]:
    """What flipped at each change of charges, the latest first."""
    actor.require(Permission.SCREENING_READ)
    async with look(database, clock, actor) as seen:
        book = rulebook(page.case.milestones.rulebook)
        return await RescreeningRepository(seen).all(page.case.id, book)


async def read_band_totals(
    database: Database, clock: Clock, actor: Actor, page: CasePage
) -> tuple[BandTotal, ...]:
    """Acts and amounts on record, split by charge and age band (E-09)."""
    actor.require(Permission.SCREENING_READ)
    async with look(database, clock, actor) as seen:
        facts = await ScreeningRepository(seen).recorded_facts(page.case.id, page.case.minor_id)
        return band_totals(facts)
