"""Writing messages, in the transaction in which their cause is written.

A message exists if its cause does. Nothing is sent here: the room `notifications` hands messages
out, and finds out who stands behind an audience on that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Select, Text, func, literal, select, true
from sqlalchemy.dialects.postgresql import insert

from guanhu.audit.work import Look
from guanhu.kernel.ids import new_id
from guanhu.outbox.facts import Audience, Cause, Fact, Message
from guanhu.outbox.tables import OutboxMessageRow


async def tell(
    work: Look,
    cause: Cause,
    record_id: UUID,
    to: Audience | Sequence[Audience],
    *,
    case_id: UUID | None = None,
    account_id: UUID | None = None,
    occurrence: date | str = "",
    **facts: Fact,
) -> int:
    """Tell each audience of a cause, once; answers how many messages are new.

    `record_id` is what it is about and `occurrence` which time of it (a day or a code). Telling
    the same again writes nothing. `facts` are days and numbers the sentence names. An `account_id`
    goes with `Audience.ACCOUNT` and with no other. Every audience but an account and the
    supervisors needs a case.
    """
    audiences = [to] if isinstance(to, Audience) else to
    which = occurrence.isoformat() if isinstance(occurrence, date) else occurrence
    return await tell_all(
        work,
        [
            Message(cause, record_id, each, case_id, account_id, which, tuple(facts.items()))
            for each in audiences
        ],
    )


async def tell_all(work: Look, messages: Sequence[Message]) -> int:
    """Tell many things in one statement; answers how many messages are new."""
    if not messages:
        return 0
    # No constraint is named: one that is would have to be readable by whoever writes.
    done = await work.session.execute(
        insert(OutboxMessageRow)
        .values(
            [
                {
                    "id": new_id(),
                    "office_id": work.actor.office_id,
                    "case_id": each.case_id,
                    "cause": each.cause.value,
                    "record_id": each.record_id,
                    "occurrence": each.occurrence,
                    "audience": each.to.value,
                    "account_id": each.account_id,
                    "facts": {name: _plain(value) for name, value in each.facts},
                    "told_at": work.now,
                }
                for each in messages
            ]
        )
        .on_conflict_do_nothing()
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


async def tell_selected(
    work: Look, cause: Cause, to: Sequence[Audience], found: Select[Any]
) -> int:
    """Tell of every row of a SELECT in one statement; answers how many messages are new.

    `found` has the columns ``case_id``, ``record_id``, ``occurrence`` (text) and ``facts`` (jsonb).
    """
    rows = found.subquery("found")
    audiences = literal([each.value for each in to], ARRAY(Text))
    audience = func.unnest(audiences).table_valued("audience").render_derived()
    told = select(
        func.gen_random_uuid(),
        literal(work.actor.office_id),
        rows.c.case_id,
        literal(cause.value),
        rows.c.record_id,
        rows.c.occurrence,
        audience.c.audience,
        rows.c.facts,
        literal(work.now),
    ).select_from(rows.join(audience, true()))
    done = await work.session.execute(
        insert(OutboxMessageRow)
        .from_select(
            [
                "id", "office_id", "case_id", "cause", "record_id", "occurrence", "audience",
                "facts", "told_at",
            ],
            told,
        )
        .on_conflict_do_nothing()
    )  # fmt: skip
    return int(done.rowcount)  # type: ignore[attr-defined]


def _plain(value: Fact) -> str | int:
    """A day as text; anything that is no day and no number never reaches a message."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    raise TypeError(type(value).__name__)
