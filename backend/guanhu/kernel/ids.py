"""Identifiers: random, so that nothing can be guessed from one about another."""

from __future__ import annotations

import uuid
from uuid import UUID


def new_id() -> UUID:
    """A fresh random identifier (UUID version 4)."""
    return uuid.uuid4()
