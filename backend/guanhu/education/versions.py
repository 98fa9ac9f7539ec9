"""A module by code and version, whoever wrote it."""

from __future__ import annotations

from guanhu.audit.work import Look
from guanhu.education.errors import UnknownModule
from guanhu.education.module_catalogue import modules
from guanhu.education.module_facts import Module
from guanhu.education.office_modules import OfficeModuleRepository
from guanhu.education.office_rules import is_own


async def module_version(look: Look, code: str, version: int) -> Module:
    """The version of a module that was assigned, current or retired; or `UnknownModule`."""
    await OfficeModuleRepository(look).learn([(code, version)])
    try:
        return modules().entry(code, version)
    except KeyError as missing:
        raise UnknownModule from missing


async def offered_modules(look: Look) -> list[Module]:
    """What may be assigned today: what is shipped, then what the office itself offers."""
    return [*modules().offered(look.today), *await OfficeModuleRepository(look).offered()]


async def offered_module(look: Look, code: str) -> Module:
    """The version of a module that may be assigned today, or `UnknownModule`."""
    if is_own(code):
        own = await OfficeModuleRepository(look).offered()
        found = next((module for module in own if module.code == code), None)
    else:
        found = modules().find_offered(code, look.today)
    if found is None:
        raise UnknownModule
    return found
