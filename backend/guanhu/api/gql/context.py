"""What a request carries into the resolvers."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import strawberry

from guanhu.access.actor import Actor, signed_in
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.settings import Settings


@dataclass(slots=True)
class Context:
    """One request: who asks, the clock, the database, and what was already loaded for it."""

    database: Database
    clock: Clock
    settings: Settings
    caller: Actor | None
    loaders: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        """Who asks, or `Unauthenticated`."""
        return signed_in(self.caller)


Info = strawberry.Info[Context, None]
