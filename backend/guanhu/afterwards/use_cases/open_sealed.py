"""Open one archive with the private seal key, at the machine: unsealed, or for a query (F-13)."""

from __future__ import annotations

import dataclasses
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.errors import NotToBeOpened
from guanhu.afterwards.opened_scope import narrowed
from guanhu.afterwards.queries import QueryRepository
from guanhu.afterwards.repository import AfterwardsRepository
from guanhu.afterwards.rules import refuse_opening, refuse_opening_for
from guanhu.audit.work import Look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.sealing.archive import OpenedArchive, open_archive
from guanhu.sealing.facts import SealScope
from guanhu.sealing.repository import find_archive


@dataclasses.dataclass(frozen=True, slots=True)
class SealNumber:
    """An office by its code, and the number of the order in its register."""

    office_code: str
    year: int
    number: int


@dataclasses.dataclass(frozen=True, slots=True)
class OpeningGround:
    """On what a file is opened: an approved unsealing, or a permitted query; one of the two."""

    unsealing_id: UUID | None = None
    query_id: UUID | None = None


async def open_sealed(
    database: Database,
    clock: Clock,
    actor: Actor,
    wanted: SealNumber,
    on: OpeningGround,
    key: X25519PrivateKey,
) -> OpenedArchive:
    """Open the archive of one order: whole when unsealed (F-13), for a query what was permitted.

    The opening stands in the office's trail (F-09).

    Raises `NotPermitted`, `NotVisible` (no such order), `ArchiveDamaged`, `VaultUnreadable`
    (another key), or the refusals `NotToBeOpened`, `QueryNotPermitted`, `UndertakingMissing`.
    """
    actor.require(Permission.SEALED_OPEN)
    async with look_on_record(database, clock, actor) as work:
        order, archive = await find_archive(work, wanted.office_code, wanted.year, wanted.number)
        work.actor = dataclasses.replace(actor, office_id=order.office_id)
        permitted = await _require_ground(work, order.id, on)
        opened = open_archive(archive, order.case_id, key)
        if permitted is not None:
            opened = dataclasses.replace(opened, tables=narrowed(opened.tables, permitted))
        work.record(
            "sealing.opened", "seal_order", order.id,
            unsealing=None if on.unsealing_id is None else str(on.unsealing_id),
            query=None if on.query_id is None else str(on.query_id),
            scope=None if permitted is None else ",".join(sorted(permitted)),
        )  # fmt: skip
        return opened


async def _require_ground(
    work: Look, order_id: UUID, on: OpeningGround
) -> frozenset[SealScope] | None:
    """The parts that may be read; None means the whole file. Raises what `open_sealed` names."""
    permitted: frozenset[SealScope] | None = None
    if on.unsealing_id is not None:
        proposal = await AfterwardsRepository(work).unsealing(on.unsealing_id)
        refusal = NotToBeOpened() if proposal is None else refuse_opening(proposal, order_id)
    elif on.query_id is not None:
        found = await QueryRepository(work).permitted(on.query_id, order_id)
        refusal = NotToBeOpened() if found is None else refuse_opening_for(*found)
        permitted = frozenset() if found is None else found[0].permitted
    else:
        refusal = NotToBeOpened()
    if refusal is not None:
        raise refusal
    return permitted
