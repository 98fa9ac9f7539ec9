"""The facts behind the list of what may be done with a case now."""

from __future__ import annotations

from typing import Any

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import glance
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import Asked, GateFacts, find_gate_facts
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database


async def read_gates(
    database: Database,
    clock: Clock,
    actor: Actor,
    page: CasePage,
    parts: tuple[GateFacts[Any], ...],
) -> Asked:
    """The facts of every part for the case whose page was opened, in one statement.

    Raises `NotPermitted` unless the actor may read each part, `NotVisible` when the case has been
    hidden from the actor since the page was read.
    """
    actor.require(Permission.CASE_READ)
    for part in parts:
        actor.require(part.needs)
    if not parts:
        return Asked(actor, office_date(clock.now()), page, database.vault, {})
    asked = await find_gate_facts(glance(database, clock, actor), page, parts)
    if asked is None:
        raise NotVisible
    return asked
