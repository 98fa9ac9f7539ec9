"""Families for tests: accounts tied to a case by hand; joining itself has tests of its own."""

from __future__ import annotations

from support.world import World


def a_guardian(world: World, case_id: str, handle: str = "ma") -> None:
    """Let `handle` be the account of the case's guardian."""
    actor = world.actors.get(handle) or world.person(handle, "guardian")
    world.sql(
        "UPDATE guardians g SET account_id = %s FROM case_files c"
        " WHERE c.minor_id = g.minor_id AND c.id = %s",
        [actor.account_id, case_id],
    )


def a_young_person(world: World, case_id: str, handle: str = "xiaohe") -> None:
    """Let `handle` be the account of the case's minor."""
    actor = world.actors.get(handle) or world.person(handle, "young_person")
    world.sql(
        "UPDATE minors m SET account_id = %s FROM case_files c"
        " WHERE c.minor_id = m.id AND c.id = %s",
        [actor.account_id, case_id],
    )


def block_guardian(world: World, case_id: str) -> None:
    """Block every guardianship of the case's minor."""
    world.sql(
        "UPDATE guardianships s SET blocked_at = now() FROM case_files c"
        " WHERE c.minor_id = s.minor_id AND c.id = %s",
        [case_id],
    )
