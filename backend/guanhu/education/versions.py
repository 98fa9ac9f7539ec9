"""A module by code and version, whoever wrote it."""

from __future__ import annotations

from guanhu.audit.work import Look
from guanhu.education.errors import UnknownModule
from guanhu.education.module_catalogue import modules
from guanhu.education.module_facts import Module


async def module_version(_look: Look, code: str, version: int) -> Module:
    """The version of a module that was assigned, current or retired; or `UnknownModule`."""
    try:
        return modules().entry(code, version)
    except KeyError as missing:
        raise UnknownModule from missing


async def offered_module(look: Look, code: str) -> Module:
    """The version of a module that may be assigned today, or `UnknownModule`."""
    found = modules().find_offered(code, look.today)
    if found is None:
        raise UnknownModule
    return found
