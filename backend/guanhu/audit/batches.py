"""Many things in few transactions, where one that fails stops none of the others (S02)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from guanhu.kernel.tally import Failure, Tally


async def in_batches(
    ids: Sequence[UUID], size: int, do: Callable[[Sequence[UUID]], Awaitable[int]]
) -> Tally:
    """`do` each batch in a transaction of its own; when one fails, its things go one by one.

    `do` answers how much it did, and doing a thing twice must change nothing. Those that fail alone
    are told by their id and the kind of failure.
    """
    done, failures = 0, list[Failure]()
    for start in range(0, len(ids), size):
        batch = ids[start : start + size]
        try:
            done += await do(batch)
        except Exception:  # noqa: BLE001 - S02: found again below, one by one, and told
            for each in batch:
                try:
                    done += await do([each])
                except Exception as failed:  # noqa: BLE001 - S02: told, never swallowed
                    failures.append(Failure(each, type(failed).__name__))
    return Tally(done, tuple(failures))
