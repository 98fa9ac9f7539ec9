"""All SQL about drafts."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, Text, Update, Uuid, bindparam, delete, exists, select, text, update
from sqlalchemy.dialects.postgresql import insert

from guanhu.audit.work import Look
from guanhu.drafts.facts import LIFETIME, DraftForm, DraftSeen
from guanhu.drafts.tables import DraftRow
from guanhu.kernel.ids import new_id
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.tables import RecordKeyRow
from guanhu.plumbing.vault import RecordKey

CONTENT = "drafts.content"
TAKEN = "DELETE FROM drafts WHERE account_id = $1 AND form = $2 AND record_id IS NULL RETURNING id"

LOST: Final = text("""
DELETE FROM drafts d USING accounts a, case_files c
WHERE d.office_id = :office AND d.content IS NOT NULL
  AND a.id = d.account_id AND c.id = d.case_id
  AND ((a.role = 'officer' AND c.officer_id <> a.id)
    OR (a.role = 'social_worker' AND NOT EXISTS (SELECT FROM team_members m
      WHERE m.case_id = c.id AND m.account_id = a.id AND m.withdrawn_at IS NULL
        AND m.valid_during @> CAST(:today AS date))))
RETURNING d.account_id
""")
"""Drafts about a file in which their writer has no part any more: nobody can read them."""


def submitting() -> Update:
    """Removes what was typed into a form about a record, because it was submitted.

    Also a part of statements that store it; `draft_values` are its values.
    """
    return (
        update(DraftRow)
        .values(submitted_once=True, content=None)
        .where(
            DraftRow.account_id == bindparam("draft_account", type_=Uuid),
            DraftRow.form == bindparam("draft_form", type_=Text),
            DraftRow.record_id == bindparam("draft_record", type_=Uuid),
        )
    )


def draft_values(look: Look, form: DraftForm, record_id: UUID) -> dict[str, Any]:
    """The values of `submitting` for a draft of the actor's."""
    return {
        "draft_account": look.actor.account_id,
        "draft_form": form.value,
        "draft_record": record_id,
    }


@lru_cache(maxsize=1)
def _submitted() -> Form:
    return as_form(submitting().returning(DraftRow.id))


class DraftRepository:
    """The actor's own drafts; the system actor sees when each was saved, never what it says."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def save(
        self, form: DraftForm, record_id: UUID | None, case_id: UUID | None, content: str
    ) -> UUID:
        """Keep `content` in the place of what was there; answers the draft's id.

        `case_id` is a case file the actor was already found to see.
        """
        row = await self._lock(form, record_id)
        if row is None:
            await self._session.execute(
                insert(DraftRow)
                .values(
                    id=new_id(),
                    office_id=self._look.actor.office_id,
                    account_id=self._look.actor.account_id,
                    form=form.value,
                    record_id=record_id,
                    case_id=case_id,
                    submitted_once=False,
                    saved_at=self._look.now,
                )
                .on_conflict_do_nothing()
            )
            row = await self._lock(form, record_id)
            if row is None:  # pragma: no cover - it was inserted above, by us or just before us
                raise AssertionError(form)
        row.case_id = case_id
        key = await self._key_for_writing(case_id)
        row.content = key.seal(CONTENT, row.id, content)
        row.saved_at = self._look.now
        await self._session.flush()
        return row.id

    async def find(self, form: DraftForm, record_id: UUID | None) -> DraftSeen | None:
        """The actor's draft of one form about one record, if there is one that can be read."""
        return await self._seen(await self._session.scalar(self._of(form, record_id)))

    async def find_by_id(self, draft_id: UUID) -> DraftSeen | None:
        """One of the actor's drafts."""
        return await self._seen(
            await self._session.scalar(
                select(DraftRow).where(
                    DraftRow.id == draft_id, DraftRow.account_id == self._look.actor.account_id
                )
            )
        )

    async def discard(self, form: DraftForm, record_id: UUID | None) -> bool:
        """Throw the draft away; False when there was none. A submission is remembered."""
        row = await self._lock(form, record_id)
        if row is None or row.content is None:
            return False
        if row.submitted_once:
            row.content = None
            await self._session.flush()
        else:
            await self._session.delete(row)
            await self._session.flush()
        return True

    async def submitted(self, form: DraftForm, record_id: UUID | None) -> bool:
        """Remove the draft because its content was submitted; False when there was none.

        What is typed into the same form about the same record from now on belongs to something once
        submitted, and does not expire. A form without a record starts anew each time.
        """
        if record_id is None:
            given = (self._look.actor.account_id, form.value)
            return bool(await self._look.rows(TAKEN, given))
        known, values = _submitted(), draft_values(self._look, form, record_id)
        return bool(await self._look.rows(known.text, known.values(values)))

    async def expire(self) -> int:
        """Remove the office's drafts that lay untouched too long and were never submitted, and
        those of cases whose key is gone; how many there were. For the system actor.
        """
        key_is_gone = DraftRow.case_id.is_not(None) & ~exists().where(
            RecordKeyRow.record_id == DraftRow.case_id
        )
        too_old = ~DraftRow.submitted_once & (DraftRow.saved_at < self._look.now - LIFETIME)
        removed = await self._session.execute(
            delete(DraftRow)
            .where(DraftRow.office_id == self._look.actor.office_id, too_old | key_is_gone)
            .returning(DraftRow.id)
            .execution_options(synchronize_session=False)
        )
        return len(removed.all())

    async def clear_lost(self) -> dict[UUID, int]:
        """Remove drafts of staff who have no part in the file any more; how many of whom (S56).

        For the system actor.
        """
        look = self._look
        gone = await self._session.scalars(
            LOST, {"office": look.actor.office_id, "today": look.today}
        )
        return dict(Counter(gone.all()))

    def _of(self, form: DraftForm, record_id: UUID | None) -> Select[DraftRow]:
        same_record = (
            DraftRow.record_id.is_(None) if record_id is None else DraftRow.record_id == record_id
        )
        return select(DraftRow).where(
            DraftRow.account_id == self._look.actor.account_id,
            DraftRow.form == form.value,
            same_record,
        )

    async def _lock(self, form: DraftForm, record_id: UUID | None) -> DraftRow | None:
        found: DraftRow | None = await self._session.scalar(
            self._of(form, record_id).with_for_update().execution_options(populate_existing=True)
        )
        return found

    async def _key_for_writing(self, case_id: UUID | None) -> RecordKey:
        if case_id is not None:
            return await self._look.keys.of(case_id)
        actor = self._look.actor
        return await self._look.keys.ensure("account", actor.account_id, actor.office_id)

    async def _seen(self, row: DraftRow | None) -> DraftSeen | None:
        if row is None or row.content is None:
            return None
        record = row.account_id if row.case_id is None else row.case_id
        key = (await self._look.keys.of_all([record])).get(record)
        if key is None:  # the case was sealed, or is hidden now
            return None
        return DraftSeen(
            id=row.id,
            form=DraftForm(row.form),
            record_id=row.record_id,
            case_id=row.case_id,
            content=key.open(CONTENT, row.id, row.content),
            saved_at=row.saved_at,
            submitted_once=row.submitted_once,
        )
