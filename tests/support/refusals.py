"""Asking for something and being refused."""

from __future__ import annotations

from typing import Any

from support.world import World


async def refused(
    world: World, who: str, mutation: str, code: str, rule: str | None, **given: Any
) -> dict[str, Any]:
    """The mutation is refused under the rule, and nothing is written; answers the refusal."""
    before = world.counts()
    answer = await world.do(who, mutation, ("basis.rule",), **given)
    got = (answer["code"], (answer.get("basis") or {}).get("rule"))
    assert got == (code, rule)
    assert world.counts() == before
    return answer
