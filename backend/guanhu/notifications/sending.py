"""SQL of deliveries on their way: claim, look once more, mark.

A claim is committed before anything leaves: the row is not due again until its lease ends, so two
senders never take one delivery. Whoever is not to be told any more, and what has lost its reason,
is given up with the claim. What is done after it is seen by nobody until the next.

The promise is at least once. Who dies between sending and marking leaves a claim; after the lease
the same reference is sent again. By a provider of text messages, and into a folder, that is exactly
once: they know the reference. A mail server does not; the second mail bears the Message-ID, the
Date and the text of the first, so that whoever receives it can tell that it is the same one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from guanhu.access.roles import FAMILY, Role
from guanhu.audit.work import Look
from guanhu.notifications.audience import WHO
from guanhu.notifications.facts import (
    QUIET_FROM,
    QUIET_UNTIL,
    Channel,
    DeliveryState,
    GivenUpBecause,
    NoticeLanguage,
)
from guanhu.notifications.reasons import find_gone
from guanhu.notifications.rules import next_try, quiet_until
from guanhu.notifications.tables import DeliveryRow
from guanhu.outbox.facts import Cause
from guanhu.people.tables import GuardianRow, MinorRow

LEASE: Final = timedelta(minutes=10)
"""Longer than all of one claim can take to send."""
THROTTLE: Final = timedelta(hours=1)

DUE: Final = """FROM deliveries d LEFT JOIN case_files c ON c.id = d.case_id
  WHERE d.office_id = :office AND d.state IN ('waiting', 'failed') AND d.not_before <= :now
    AND d.channel = ANY (:channels) AND (d.case_id IS NULL OR c.status <> 'closed')"""
ANY_DUE: Final = text(f"SELECT EXISTS (SELECT {DUE})").bindparams(
    bindparam("channels", type_=ARRAY(Text))
)

CLAIM: Final = text(
    f"""
WITH due AS MATERIALIZED (
  SELECT d.id {DUE}
  ORDER BY d.not_before, d.told_at, d.id LIMIT :batch
  FOR UPDATE OF d SKIP LOCKED
), picked AS (
  SELECT m.* FROM outbox_messages m JOIN notifications n ON n.message_id = m.id
    JOIN deliveries d ON d.notification_id = n.id JOIN due ON due.id = d.id
), told AS ({WHO}
)
SELECT d.id, n.message_id, d.account_id, d.channel, d.tries, n.cause, n.facts,
  n.told_at, a.role, a.office_id,
  p.email, p.phone, coalesce(p.language, 'zh') AS language, p.quiet_from, p.quiet_until,
  a.deactivated_at IS NULL AND EXISTS (
    SELECT FROM told t WHERE t.message_id = n.message_id AND t.account_id = d.account_id)
    AS still_told,
  (SELECT array_agg(s.sent_at ORDER BY s.sent_at) FROM deliveries s
    WHERE s.account_id = d.account_id AND s.channel = d.channel AND s.sent_at > :since) AS sent
FROM due JOIN deliveries d ON d.id = due.id JOIN notifications n ON n.id = d.notification_id
  JOIN accounts a ON a.id = d.account_id
  LEFT JOIN contact_preferences p ON p.account_id = d.account_id
ORDER BY d.not_before, d.told_at, d.id
"""  # noqa: S608 - constants only
).bindparams(bindparam("channels", type_=ARRAY(Text)))


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is to be sent now."""

    id: UUID
    channel: Channel
    tries: int
    address: str
    cause: Cause
    facts: dict[str, str | int]
    language: NoticeLanguage
    told_at: datetime


class DeliveryRepository:
    """Deliveries of one office, for the system's own actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def any_due(self, channels: Collection[Channel]) -> bool:
        """Whether any delivery by one of these ways is due."""
        given = {
            "office": self._look.actor.office_id,
            "now": self._look.now,
            "channels": [each.value for each in channels],
        }
        return bool(await self._session.scalar(ANY_DUE, given))

    async def claim(
        self, channels: Collection[Channel], per_hour: int, batch: int
    ) -> tuple[list[Claimed], int]:
        """Take what is due, and put off or give up what may not leave now; how many were looked at.

        Put off, not dropped: what falls into quiet hours, and what would be more than `per_hour` to
        one account by one way. Given up: what is for somebody who is not told any more, and what
        reminds of something that is over.
        """
        look = self._look
        found = await self._session.execute(
            CLAIM,
            {
                "office": look.actor.office_id,
                "today": look.today,
                "now": look.now,
                "since": look.now - THROTTLE,
                "channels": [each.value for each in channels],
                "batch": batch,
            },
        )
        rows = found.all()
        gone = await find_gone(look, list({row.message_id for row in rows}))
        sent: dict[tuple[UUID, str], list[datetime]] = {}
        claimed = list[Claimed]()
        for row in rows:
            already = sent.setdefault((row.account_id, row.channel), list(row.sent or ()))
            waits = self._waits_until(row, already, per_hour)
            if not row.still_told:
                await self._give_up(row.id, GivenUpBecause.NO_LONGER_TOLD)
            elif row.message_id in gone:
                await self._give_up(row.id, GivenUpBecause.REASON_GONE)
            elif waits is not None:
                await self._set(row.id, not_before=waits)
            else:
                taken = await self._take(row)
                if taken is not None:
                    already.append(look.now)
                    claimed.append(taken)
        return claimed, len(rows)

    async def sent(self, claimed: Claimed) -> None:
        """It was taken."""
        await self._set(
            claimed.id, state=DeliveryState.SENT.value, sent_at=self._look.now, open_only=True
        )

    async def failed(self, claimed: Claimed, *, final: bool) -> None:
        """It was not taken: try again later, or no more."""
        again = None if final else next_try(self._look.now, claimed.tries)
        if again is None:
            because = GivenUpBecause.REFUSED if final else GivenUpBecause.TOO_MANY_TRIES
            await self._give_up(claimed.id, because)
        else:
            await self._set(
                claimed.id, state=DeliveryState.FAILED.value, not_before=again, open_only=True
            )

    def _waits_until(self, row: Any, sent: Sequence[datetime], per_hour: int) -> datetime | None:
        begins: time = QUIET_FROM if row.quiet_from is None else row.quiet_from
        ends: time = QUIET_UNTIL if row.quiet_until is None else row.quiet_until
        quiet = quiet_until(self._look.now, begins, ends)
        if quiet is not None or len(sent) < per_hour:
            return quiet
        return sent[-per_hour] + THROTTLE

    async def _take(self, row: Any) -> Claimed | None:
        channel = Channel(row.channel)
        address = await self._address(row, channel)
        if address is None:
            await self._give_up(row.id, GivenUpBecause.NO_ADDRESS)
            return None
        tries = row.tries + 1
        await self._set(
            row.id, tries=tries, tried_at=self._look.now, not_before=self._look.now + LEASE
        )
        return Claimed(
            row.id, channel, tries, address, Cause(row.cause), row.facts,
            NoticeLanguage(row.language), row.told_at,
        )  # fmt: skip

    async def _address(self, row: Any, channel: Channel) -> str | None:
        """Where to: what the person chose, or the number on file of somebody of the family."""
        name = "email" if channel is Channel.EMAIL else "phone"
        chosen: bytes | None = getattr(row, name)
        if chosen is not None:
            key = (await self._look.keys.of_all([row.account_id])).get(row.account_id)
            field = f"contact_preferences.{name}"
            return None if key is None else key.open(field, row.account_id, chosen)
        if channel is Channel.SMS and Role(row.role) in FAMILY:
            return await self._family_phone(row.account_id)
        return None

    async def _family_phone(self, account_id: UUID) -> str | None:
        guardian = await self._session.execute(
            select(GuardianRow.id, GuardianRow.minor_id, GuardianRow.phone).where(
                GuardianRow.account_id == account_id, GuardianRow.phone.is_not(None)
            )
        )
        minor = await self._session.execute(
            select(MinorRow.id, MinorRow.id.label("minor_id"), MinorRow.phone).where(
                MinorRow.account_id == account_id, MinorRow.phone.is_not(None)
            )
        )
        for table, found in (("guardians", guardian.first()), ("minors", minor.first())):
            if found is not None and found.phone is not None:
                key = (await self._look.keys.of_all([found.minor_id])).get(found.minor_id)
                return None if key is None else key.open(f"{table}.phone", found.id, found.phone)
        return None

    async def _give_up(self, delivery_id: UUID, because: GivenUpBecause) -> None:
        await self._set(
            delivery_id,
            state=DeliveryState.GIVEN_UP.value,
            because=because.value,
            given_up_at=self._look.now,
            open_only=True,
        )

    async def _set(self, delivery_id: UUID, *, open_only: bool = False, **values: Any) -> None:
        """Change a delivery; one that was sent stays sent, and one that was sealed is no more."""
        changed = update(DeliveryRow).where(DeliveryRow.id == delivery_id).values(**values)
        if open_only:
            changed = changed.where(
                DeliveryRow.state.in_([DeliveryState.WAITING.value, DeliveryState.FAILED.value])
            )
        await self._session.execute(changed.execution_options(synchronize_session=False))
