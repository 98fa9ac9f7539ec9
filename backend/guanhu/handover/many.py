"""One answer for each file of a command about many: a refusal of one stops no other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

from guanhu.handover.facts import TransferOutcome
from guanhu.kernel.errors import NotVisible, Refusal


async def each(
    asked: Iterable[UUID], do: Callable[[UUID], Awaitable[UUID]]
) -> tuple[TransferOutcome, ...]:
    """What `do` answers for each identifier, each once, or the code of its refusal.

    `do` refuses before it writes anything. Always in the same order, so that two who lock many
    files never wait for each other in a circle.
    """
    outcomes = []
    for asked_id in sorted(set(asked)):
        try:
            outcomes.append(TransferOutcome(asked_id, await do(asked_id), None))
        except (Refusal, NotVisible) as refused:
            outcomes.append(TransferOutcome(asked_id, None, refused.code))
    return tuple(outcomes)
