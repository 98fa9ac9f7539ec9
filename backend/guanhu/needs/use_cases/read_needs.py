"""Read the needs assessments of a case, and the form they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import glance, look
from guanhu.cases.heads import Head, find_head
from guanhu.kernel.clock import Clock, office_date
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.needs.facts import AssessmentSeen, NeedsForm
from guanhu.needs.form_versions import needs_forms
from guanhu.needs.repository import NeedsRepository
from guanhu.needs.tables import NeedsAssessmentRow
from guanhu.plumbing.database import Database


async def read_needs(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[AssessmentSeen]:
    """Every assessment of a case but discarded ones; empty when the case is hidden."""
    actor.require(Permission.NEEDS_READ)
    async with look(database, clock, actor) as seen:
        return await NeedsRepository(seen).of_case(case_id)


async def read_needs_assessment(
    database: Database, clock: Clock, actor: Actor, assessment_id: UUID
) -> list[AssessmentSeen]:
    """One assessment behind the one it amends, if any; `NotVisible` when hidden."""
    actor.require(Permission.NEEDS_READ)
    async with look(database, clock, actor) as seen:
        return await NeedsRepository(seen).with_before(assessment_id)


async def read_needs_head(
    database: Database, clock: Clock, actor: Actor, assessment_id: UUID
) -> Head:
    """The version an assessment stands at; `NotVisible` when hidden."""
    actor.require(Permission.NEEDS_READ)
    return await find_head(glance(database, clock, actor), NeedsAssessmentRow, assessment_id)


async def read_need_bands(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> Mapping[NeedDomain, NeedBand]:
    """The band of each domain in the latest completed assessment; empty when there is none."""
    actor.require(Permission.NEEDS_READ)
    async with look(database, clock, actor) as seen:
        return await NeedsRepository(seen).bands(case_id)


def read_needs_form(clock: Clock, actor: Actor, version: int | None) -> NeedsForm | None:
    """A version of the form, or the one offered today; None when there is no such version."""
    actor.require(Permission.CATALOGUE_READ)
    if version is None:
        return needs_forms().offered(office_date(clock.now()))
    return needs_forms().find(version)
