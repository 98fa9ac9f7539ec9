"""Rotate the master key of the installation, as the system actor."""

from __future__ import annotations

from dataclasses import dataclass

from guanhu.access.actor import Actor, system_actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.plumbing import rotation
from guanhu.plumbing.database import Database
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.rotation import RotationRefused

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class RotatedKeys:
    """The key that is active now, the keys that were retired, and how many keys were rewrapped."""

    active: str
    retired: tuple[str, ...]
    rewrapped: int


async def rotate_master_key(
    database: Database,
    clock: Clock,
    actor: Actor,
    keys: KeyFolder,
    *,
    patience_seconds: float = PATIENCE_SECONDS,
) -> RotatedKeys:
    """Wrap every record key with a new master key, then remove the old one.

    Raises `RotationRefused` when another rotation runs or old transactions do not end. Safe to
    interrupt and to run again; until the end the old key stays in the folder.
    """
    actor.require(Permission.JOBS_RUN)
    with rotation.only_one(keys):
        moved = rotation.begin(keys)
        rewrapped = await _rewrap_all(database, clock, actor, moved)
        async with look(database, clock, actor) as seen:
            switched_at = await rotation.database_time(seen.session)
            await rotation.wait_for_older(
                seen.session, switched_at, patience_seconds=patience_seconds
            )
        rewrapped += await _rewrap_all(database, clock, actor, moved)
        await _record(database, clock, actor, moved)
        rotation.retire(keys, moved)
    return RotatedKeys(moved.active, moved.retiring, rewrapped)


async def _rewrap_all(
    database: Database, clock: Clock, actor: Actor, moved: rotation.Rotation
) -> int:
    total = 0
    while True:
        async with look_on_record(database, clock, actor) as work:
            done = await rotation.rewrap_batch(work.session, work.vault, moved.retiring)
        if not done:
            break
        total += done
    async with look(database, clock, actor) as seen:
        if left := await rotation.still_wrapped(seen.session, moved.retiring):
            message = f"{left} record keys are still wrapped with the old key"
            raise RotationRefused(message)
    return total


async def _record(database: Database, clock: Clock, actor: Actor, moved: rotation.Rotation) -> None:
    """One trail entry in every office whose records the new key protects."""
    async with look(database, clock, actor) as seen:
        offices = await rotation.offices_with_keys(seen.session)
    for office_id in offices:
        async with look_on_record(database, clock, system_actor(office_id)) as work:
            work.record(
                "vault.master_key_rotated",
                "office",
                office_id,
                active=moved.active,
                retired=",".join(moved.retiring),
            )


__all__ = ["RotatedKeys", "RotationRefused", "rotate_master_key"]
