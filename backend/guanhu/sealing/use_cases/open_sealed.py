"""Open one archive with the private seal key: lawful unsealing (F-13), at the machine."""

from __future__ import annotations

import dataclasses

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.sealing.archive import OpenedArchive, open_archive
from guanhu.sealing.repository import find_archive


@dataclasses.dataclass(frozen=True, slots=True)
class SealNumber:
    """An office by its code, and the number of the order in its register."""

    office_code: str
    year: int
    number: int


async def open_sealed(
    database: Database, clock: Clock, actor: Actor, wanted: SealNumber, key: X25519PrivateKey
) -> OpenedArchive:
    """Open the archive of one order (F-13). The opening stands in the office's trail.

    Raises `NotPermitted`, `NotVisible` (no such order), `ArchiveDamaged`, `VaultUnreadable`
    (another key).
    """
    actor.require(Permission.SEALED_OPEN)
    async with look_on_record(database, clock, actor) as work:
        order, archive = await find_archive(work, wanted.office_code, wanted.year, wanted.number)
        opened = open_archive(archive, order.case_id, key)
        work.actor = dataclasses.replace(actor, office_id=order.office_id)
        work.record("sealing.opened", "seal_order", order.id)
        return opened
