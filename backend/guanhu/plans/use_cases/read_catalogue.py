"""Read the condition catalogue as it is offered today."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.kernel.clock import Clock, office_date
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import CatalogueEntry


def read_condition_catalogue(clock: Clock, actor: Actor) -> list[CatalogueEntry]:
    """The statutory duties and the optional conditions that may be added today."""
    actor.require(Permission.CATALOGUE_READ)
    return conditions().offered(office_date(clock.now()))
