"""Many things in few transactions, where one that fails stops none of the others (S02)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.audit.work import Look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Failure, Tally
from guanhu.plumbing.database import Database


async def in_batches(
    database: Database,
    clock: Clock,
    actor: Actor,
    ids: Sequence[UUID],
    size: int,
    do: Callable[[Look, Sequence[UUID]], Awaitable[int]],
) -> Tally:
    """`do` each batch in a transaction of its own; when one fails, its things go one by one.

    `do` answers how much it did, and doing a thing twice must change nothing. Those that fail alone
    are told by their id and the kind of failure.
    """

    async def in_one(batch: Sequence[UUID]) -> int:
        async with look_on_record(database, clock, actor) as work:
            return await do(work, batch)

    done, failures = 0, list[Failure]()
    for start in range(0, len(ids), size):
        batch = ids[start : start + size]
        try:
            done += await in_one(batch)
        except Exception:  # noqa: BLE001 - S02: found again below, one by one, and told
            for each in batch:
                try:
                    done += await in_one([each])
                except Exception as failed:  # noqa: BLE001 - S02: told, never swallowed
                    failures.append(Failure(each, type(failed).__name__))
    return Tally(done, tuple(failures))
