"""All SQL of attachments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Uuid,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.visibility import visible_case_ids
from guanhu.files.facts import AttachedTo, AttachmentSeen, AttachmentType, Prepared
from guanhu.files.tables import AttachmentRow
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.kernel.ids import new_id

CONTENT = "attachments.content"


@dataclass(frozen=True, slots=True)
class Attaching:
    """Uploaded files of one case that are to belong to one record; `path` leads to the field."""

    case_id: UUID
    attachment_ids: Sequence[UUID]
    to: AttachedTo
    record_id: UUID
    path: str


class AttachmentRepository:
    """Attachments of visible cases."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def kept_bytes(self, case_id: UUID) -> int:
        """How much the case holds, what is hidden from the actor counted in."""
        return int(await self._session.scalar(select(func.guanhu_kept_bytes(case_id))) or 0)

    async def keep(self, case_id: UUID, office_id: UUID, prepared: Prepared) -> UUID:
        """Store a file under the case's key; answers its id. The case file is locked by then."""
        look, attachment_id = self._look, new_id()
        key = await look.keys.of(case_id)
        self._session.add(
            AttachmentRow(
                id=attachment_id,
                office_id=office_id,
                case_id=case_id,
                type=prepared.type.value,
                size_bytes=len(prepared.content),
                content=key.seal_bytes(CONTENT, attachment_id, prepared.content),
                uploaded_by=look.actor.account_id,
                uploaded_at=look.now,
            )
        )
        await self._session.flush()
        return attachment_id

    async def attach(
        self,
        case_id: UUID,
        attachment_ids: Sequence[UUID],
        to: AttachedTo,
        record_id: UUID,
        path: str,
    ) -> None:
        """Say what uploaded files of the case belong to; the case file is locked by then.

        Raises `InvalidInput` at ``path.index`` for a file that is named twice, is not there, is of
        another case, was uploaded by somebody else, or belongs to something already.
        """
        await self.attach_all([Attaching(case_id, attachment_ids, to, record_id, path)])

    async def attach_all(self, wanted: Sequence[Attaching]) -> None:
        """`attach` for many records of several cases at once, in one statement."""
        named = {
            each: literal(part.record_id, Uuid) for part in wanted for each in part.attachment_ids
        }  # fmt: skip
        if not named:
            return
        pairs = [(each, part.case_id) for part in wanted for each in part.attachment_ids]
        taken = await self._session.scalars(
            update(AttachmentRow)
            .values(
                attached_to=case(
                    {each: part.to.value for part in wanted for each in part.attachment_ids},
                    value=AttachmentRow.id,
                ),
                record_id=case(named, value=AttachmentRow.id),
            )
            .where(
                tuple_(AttachmentRow.id, AttachmentRow.case_id).in_(pairs),
                AttachmentRow.case_id.in_(visible_case_ids(self._look)),
                AttachmentRow.uploaded_by == self._look.actor.account_id,
                AttachmentRow.attached_to.is_(None),
            )
            .returning(AttachmentRow.id)
            .execution_options(synchronize_session=False)
        )
        free, met = set(taken.all()), set[UUID]()
        problems = []
        for part in wanted:
            for index, each in enumerate(part.attachment_ids):
                if each not in free:
                    problems.append(Problem(f"{part.path}.{index}", "NOT_THERE"))
                elif each in met:
                    problems.append(Problem(f"{part.path}.{index}", "REPEATED"))
                met.add(each)
        if problems:
            raise InvalidInput(problems)

    async def of_case(
        self, case_id: UUID, limit: int, offset: int
    ) -> tuple[list[AttachmentSeen], int]:
        """One page of the attachments of a case, the latest first, and how many there are."""
        which = AttachmentRow.case_id == case_id
        total = await self._session.scalar(
            select(func.count()).select_from(AttachmentRow).where(which, self._shown())
        )
        return await self._listed(which, limit=limit, offset=offset), int(total or 0)

    async def of_records(self, record_ids: Iterable[UUID]) -> dict[UUID, list[AttachmentSeen]]:
        """Attachments of many records, in one statement."""
        grouped: dict[UUID, list[AttachmentSeen]] = {}
        for seen in await self._listed(AttachmentRow.record_id.in_(set(record_ids))):
            if seen.record_id is not None:
                grouped.setdefault(seen.record_id, []).append(seen)
        return grouped

    async def get(self, attachment_id: UUID) -> AttachmentSeen:
        """One attachment without its content, or `NotVisible`."""
        found = await self._listed(AttachmentRow.id == attachment_id)
        if not found:
            raise NotVisible
        return found[0]

    async def content(self, seen: AttachmentSeen) -> bytes:
        """What is kept, in the open; or `NotVisible` when it is gone in between."""
        sealed = await self._session.scalar(
            select(AttachmentRow.content).where(
                AttachmentRow.id == seen.id,
                self._shown(),
            )
        )
        if sealed is None:
            raise NotVisible
        key = await self._look.keys.of(seen.case_id)
        return key.open_bytes(CONTENT, seen.id, sealed)

    def _shown(self) -> ColumnElement[bool]:
        """Of visible cases; of an entry taken back for whoever sent it, and the supervisor.

        A worker's assignment hides it with its note or check-in, or by its own day (S61).
        """
        actor, row = self._look.actor, AttachmentRow
        mine: ColumnElement[bool] = row.case_id.in_(visible_case_ids(self._look))
        if actor.role in (Role.SUPERVISOR, None):
            return mine
        of_few = row.attached_to.is_distinct_from(AttachedTo.RETRACTED.value)
        mine = and_(mine, or_(of_few, row.uploaded_by == actor.account_id))
        if actor.role is not Role.SOCIAL_WORKER:
            return mine
        hidden = func.guanhu_attachment_hidden(
            row.case_id, row.uploaded_by, row.uploaded_at, row.attached_to, row.record_id,
            type_=Boolean,
        )  # fmt: skip
        return and_(mine, ~hidden)

    async def _listed(
        self, which: ColumnElement[bool], *, limit: int | None = None, offset: int = 0
    ) -> list[AttachmentSeen]:
        found = await self._session.execute(
            select(
                AttachmentRow.id, AttachmentRow.case_id, AttachmentRow.type,
                AttachmentRow.size_bytes, AttachmentRow.attached_to, AttachmentRow.record_id,
                AttachmentRow.uploaded_by, AttachmentRow.uploaded_at,
            )
            .where(which, self._shown())
            .order_by(AttachmentRow.uploaded_at.desc(), AttachmentRow.id)
            .limit(limit)
            .offset(offset)
        )  # fmt: skip
        return [
            AttachmentSeen(
                id=row.id,
                case_id=row.case_id,
                type=AttachmentType(row.type),
                size_bytes=row.size_bytes,
                attached_to=None if row.attached_to is None else AttachedTo(row.attached_to),
                record_id=row.record_id,
                uploaded_by=row.uploaded_by,
                uploaded_at=row.uploaded_at,
            )
            for row in found
        ]
