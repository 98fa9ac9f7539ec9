"""Read the table of outcomes."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.incidents.outcome_table import OutcomeEntry, outcomes
from guanhu.kernel.clock import Clock, office_date
from guanhu.plumbing.database import Database


async def read_outcome_table(
    database: Database,  # noqa: ARG001 - the table is shipped with the program
    clock: Clock,
    actor: Actor,
) -> list[OutcomeEntry]:
    """The outcomes offered today. Raises `NotPermitted`."""
    actor.require(Permission.CATALOGUE_READ)
    return outcomes().offered(office_date(clock.now()))
