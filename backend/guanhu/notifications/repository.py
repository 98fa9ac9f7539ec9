"""SQL of one's own notifications, of one's own preference, and of the deliveries about a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from guanhu.access.roles import FAMILY, Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.identity.tables import AccountRow
from guanhu.kernel.errors import NotVisible
from guanhu.notifications.facts import (
    Channel,
    DeliverySeen,
    DeliveryState,
    GivenUpBecause,
    NoticeLanguage,
    NotificationSeen,
    Preference,
)
from guanhu.notifications.tables import ContactPreferenceRow, DeliveryRow, NotificationRow
from guanhu.outbox.facts import Cause
from guanhu.people.tables import GuardianRow, MinorRow


class NotificationRepository:
    """What the actor was told. Of a case only while the actor has a part in it."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def page(
        self, *, unread_only: bool, limit: int, offset: int
    ) -> tuple[list[NotificationSeen], int]:
        """One page, the latest first, and how many there are in all."""
        wanted = self._unread() if unread_only else self._mine()
        rows = await self._session.scalars(
            wanted.order_by(
                NotificationRow.told_at.desc(), NotificationRow.cause, NotificationRow.id
            )
            .limit(limit)
            .offset(offset)
        )
        seen = [
            NotificationSeen(
                row.id, Cause(row.cause), row.case_id, row.facts, row.told_at, row.read_at
            )
            for row in rows
        ]
        return seen, await self._count(wanted)

    async def unread(self) -> int:
        """How many are unread."""
        return await self._count(self._unread())

    async def _count(self, wanted: Select[Any]) -> int:
        return int(await self._session.scalar(wanted.with_only_columns(func.count())) or 0)

    async def mark_read(self, ids: Sequence[UUID] | None) -> int:
        """Mark some of them, or all; how many were unread.

        Raises `NotVisible` where one of them is somebody else's.
        """
        if ids is not None:
            own = self._mine().where(NotificationRow.id.in_(ids))
            if await self._count(own) != len(set(ids)):
                raise NotVisible
        wanted = self._mine().with_only_columns(NotificationRow.id)
        marked = update(NotificationRow).where(
            NotificationRow.read_at.is_(None), NotificationRow.id.in_(wanted)
        )
        if ids is not None:
            marked = marked.where(NotificationRow.id.in_(ids))
        done = await self._session.execute(
            marked.values(read_at=self._look.now).execution_options(synchronize_session=False)
        )
        return int(done.rowcount)  # type: ignore[attr-defined]

    def _mine(self) -> Select[Any]:
        of_cases = or_(
            NotificationRow.case_id.is_(None),
            NotificationRow.case_id.in_(visible_case_ids(self._look)),
        )
        return select(NotificationRow).where(
            NotificationRow.account_id == self._look.actor.account_id, of_cases
        )

    def _unread(self) -> Select[Any]:
        return self._mine().where(NotificationRow.read_at.is_(None))

    async def deliveries(
        self, case_id: UUID, *, limit: int, offset: int
    ) -> tuple[list[DeliverySeen], int]:
        """What was sent about one case, the latest first, and how much there is in all."""
        wanted = (
            select(DeliveryRow, AccountRow.role, func.count().over())
            .join(AccountRow, AccountRow.id == DeliveryRow.account_id)
            .join(CaseFileRow, CaseFileRow.id == DeliveryRow.case_id)
            .where(DeliveryRow.case_id == case_id, visible(self._look))
            .order_by(DeliveryRow.told_at.desc(), DeliveryRow.id)
        )
        rows = (await self._session.execute(wanted.limit(limit).offset(offset))).all()
        seen = [_delivery(row, role) for row, role, _total in rows]
        return seen, int(rows[0][2]) if rows else 0

    async def preference(self) -> Preference:
        """How the actor wants to be told; the usual where nothing was chosen."""
        row = await self._session.get(ContactPreferenceRow, self._look.actor.account_id)
        if row is None:
            on_file = await self.number_on_file()
            return Preference(by_sms=on_file)
        key = await self._look.keys.of(row.account_id)
        return Preference(
            email=key.open_optional("contact_preferences.email", row.account_id, row.email),
            phone=key.open_optional("contact_preferences.phone", row.account_id, row.phone),
            by_email=row.by_email,
            by_sms=row.by_sms,
            quiet_from=row.quiet_from,
            quiet_until=row.quiet_until,
            language=NoticeLanguage(row.language),
            chosen=True,
        )

    async def choose(self, wanted: Preference) -> None:
        """Keep how the actor wants to be told; addresses under the account's own key."""
        actor = self._look.actor
        key = await self._look.keys.ensure("account", actor.account_id, actor.office_id)
        values = {
            "email": key.seal_optional("contact_preferences.email", actor.account_id, wanted.email),
            "phone": key.seal_optional("contact_preferences.phone", actor.account_id, wanted.phone),
            "by_email": wanted.by_email,
            "by_sms": wanted.by_sms,
            "quiet_from": wanted.quiet_from,
            "quiet_until": wanted.quiet_until,
            "language": wanted.language.value,
            "changed_at": self._look.now,
        }
        await self._session.execute(
            insert(ContactPreferenceRow)
            .values(account_id=actor.account_id, office_id=actor.office_id, **values)
            .on_conflict_do_update(index_elements=["account_id"], set_=values)
        )

    async def number_on_file(self) -> bool:
        """Whether a number of the actor, one of a family, is known from the case."""
        actor = self._look.actor
        if actor.role not in FAMILY:
            return False
        found = await self._session.scalar(
            select(
                select(GuardianRow.id)
                .where(GuardianRow.account_id == actor.account_id, GuardianRow.phone.is_not(None))
                .exists()
                | select(MinorRow.id)
                .where(MinorRow.account_id == actor.account_id, MinorRow.phone.is_not(None))
                .exists()
            )
        )
        return bool(found)


def _delivery(row: DeliveryRow, role: str) -> DeliverySeen:
    state = DeliveryState(row.state)
    still_open = state in {DeliveryState.WAITING, DeliveryState.FAILED}
    return DeliverySeen(
        id=row.id,
        account_id=row.account_id,
        role=Role(role),
        cause=Cause(row.cause),
        channel=Channel(row.channel),
        state=state,
        because=None if row.because is None else GivenUpBecause(row.because),
        tries=row.tries,
        told_at=row.told_at,
        not_before=row.not_before if still_open else None,
        tried_at=row.tried_at,
        sent_at=row.sent_at,
        given_up_at=row.given_up_at,
    )
