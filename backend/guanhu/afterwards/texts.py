"""Texts about lines of the register, under the keys of the accounts that wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.plumbing.vault import RecordKey


async def own_key(look: Look) -> RecordKey:
    """The key of the account that is writing."""
    actor = look.actor
    return await look.keys.ensure("account", actor.account_id, actor.office_id)


async def keys_of(look: Look, account_ids: Iterable[UUID]) -> dict[UUID, RecordKey]:
    """The keys of the accounts that wrote what is about to be read."""
    return await look.keys.of_all(account_ids)
