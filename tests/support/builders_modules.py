"""Own modules of an office: a shipped one under an own code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from support.module_files import own_files
from support.world import World

STATE = ("officeModule.state", "officeModule.module.version", "officeModule.feedback")


def as_input(files: Mapping[str, str]) -> dict[str, Any]:
    return {"files": [{"name": name, "content": text} for name, text in files.items()]}


async def drafted(world: World, by: str = "li", **given: Any) -> str:
    """A draft; its id."""
    done = await world.done(
        by, "draftOfficeModule", ("officeModule.id",), **as_input(own_files(**given))
    )
    return str(done["officeModule"]["id"])


async def published(world: World, by: str = "li", review: str = "wang", **given: Any) -> str:
    """A published version; its id."""
    if review not in world.actors:
        world.person(review, "supervisor")
    module = await drafted(world, by, **given)
    await world.done(by, "submitOfficeModule", moduleId=module)
    await world.done(review, "publishOfficeModule", moduleId=module)
    return module
