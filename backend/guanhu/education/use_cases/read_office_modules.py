"""Read the modules an office writes itself, and any module as one archive."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.education.module_archive import archive_of
from guanhu.education.module_catalogue import content_folders, files_of
from guanhu.education.office_facts import OfficeModuleSeen
from guanhu.education.office_modules import OfficeModuleRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database


async def list_office_modules(
    database: Database, clock: Clock, actor: Actor, *, limit: int, offset: int
) -> tuple[list[OfficeModuleSeen], int]:
    """One page of the versions of one's office, by code, the newest first, and how many."""
    actor.require(Permission.MODULE_WRITE)
    async with look(database, clock, actor) as seen:
        return await OfficeModuleRepository(seen).page(limit, offset)


async def read_office_module(
    database: Database, clock: Clock, actor: Actor, module_id: UUID
) -> OfficeModuleSeen:
    """One version of one's office, or `NotVisible`."""
    actor.require(Permission.MODULE_WRITE)
    async with look(database, clock, actor) as seen:
        return await OfficeModuleRepository(seen).get(module_id)


async def export_office_module(
    database: Database, clock: Clock, actor: Actor, module_id: UUID
) -> tuple[str, bytes]:
    """A version as one zip, and the name of its folder."""
    actor.require(Permission.MODULE_WRITE)
    async with look(database, clock, actor) as seen:
        module = await OfficeModuleRepository(seen).get(module_id)
    folder = module.code.lower()
    return f"{folder}_v{module.version}", archive_of(folder, module.files)


def export_shipped_module(actor: Actor, code: str) -> tuple[str, bytes]:
    """A module shipped with the program as one zip, to begin an own one with; or `NotVisible`."""
    actor.require(Permission.MODULE_WRITE)
    for folder in content_folders():
        if folder.name == code.lower():
            return folder.name, archive_of(folder.name, files_of(folder))
    raise NotVisible
