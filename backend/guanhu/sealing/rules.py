"""When a file may be sealed. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from guanhu.cases.facts import Milestones
from guanhu.cases.states import NOT_PROSECUTED
from guanhu.kernel.errors import Refusal
from guanhu.sealing.errors import (
    ChallengeOpen,
    FinalNotAnnounced,
    FinalServiceMissing,
    QuashingOpen,
    TracesLeft,
)
from guanhu.sealing.facts import SurfaceChecked


def refuse_seal(facts: Milestones, *, challenged: bool, quashing: bool) -> Refusal | None:
    """Say why a file that is not prosecuted cannot be sealed yet, or None.

    Non-prosecution takes effect with its announcement (P-14) and is served on everybody (F-03);
    from then on the record shall be sealed (F-04). Afterwards nobody could record either, nor
    answer a challenge that waits (`challenged`) or decide a proposal to quash (`quashing`). That a
    right to challenge still runs does not stop the seal: the law says at once.
    """
    if facts.status not in NOT_PROSECUTED:
        return None
    if facts.final_announced_on is None:
        return FinalNotAnnounced()
    if facts.final_services_missing:
        return FinalServiceMissing(missing=facts.final_services_missing)
    if challenged:
        return ChallengeOpen()
    return QuashingOpen() if quashing else None


def refuse_traces(surfaces: Iterable[SurfaceChecked]) -> Refusal | None:
    """Say where the sealed file can still be found, or None."""
    for checked in surfaces:
        if checked.found:
            return TracesLeft(surface=checked.surface, found=checked.found)
    return None
