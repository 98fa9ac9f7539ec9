"""SQL of passes from outside: kept, listed with whose they may be, settled, thrown away."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.courses.errors import InboxFull, PassDiffers
from guanhu.courses.pass_facts import Known, PassGiven, PassSeen, PassState
from guanhu.courses.pass_rules import completed_on, same_name
from guanhu.courses.tables import CoursePassRow
from guanhu.education.attempt_facts import Learner
from guanhu.education.facts import AssignmentStatus
from guanhu.education.tables import AssignmentRow
from guanhu.identity.tables import OfficeRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.people.tables import MinorRow
from guanhu.plumbing.vault import RecordKey

MOST_WAITING: Final = 500
MOST_KNOWN: Final = 5_000
"""Of so many young people names are compared; an office has far fewer."""


class PassRepository:
    """The passes of the actor's office."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def office(self, code: str) -> UUID | None:
        """The office with a code; for the system actor."""
        found: UUID | None = await self._session.scalar(
            select(OfficeRow.id).where(OfficeRow.code == code)
        )
        return found

    async def keep(self, provider: str, given: PassGiven) -> tuple[UUID, bool]:
        """Store a pass for its office; its id, and whether it is new.

        Raises `PassDiffers` when the identifier came before with something else, `InboxFull`.
        """
        look, office_id = self._look, self._look.actor.office_id
        content = orjson.dumps(
            {
                "name": given.name, "birth_date": given.birth_date, "account": given.account,
                "course_id": given.course_id, "course_name": given.course_name,
                "module_code": given.module_code,
            }
        )  # fmt: skip
        said = orjson.dumps([str(given.completed_at), given.minutes])
        index = look.vault.fingerprint(f"course_passes {provider} {given.external_id}".encode())
        digest = look.vault.fingerprint(content + said)
        waiting = await self._session.scalar(
            select(func.count())
            .select_from(CoursePassRow)
            .where(
                CoursePassRow.office_id == office_id, CoursePassRow.state == PassState.WAITING.value
            )
        )
        pass_id = new_id()
        key = await look.keys.ensure("office", office_id, office_id)
        stored = await self._session.scalar(
            insert(CoursePassRow)
            .values(
                id=pass_id,
                office_id=office_id,
                provider=provider,
                external_index=index,
                content_hash=digest,
                state=PassState.WAITING.value,
                content=key.seal_bytes("course_passes.content", pass_id, content),
                completed_on=completed_on(given),
                minutes=given.minutes,
                received_at=look.now,
            )
            .on_conflict_do_nothing()
            .returning(CoursePassRow.id)
        )
        if stored is not None:
            if (waiting or 0) >= MOST_WAITING:
                raise InboxFull(waiting=waiting)
            return pass_id, True
        before = (
            await self._session.execute(
                select(CoursePassRow.id, CoursePassRow.content_hash).where(
                    CoursePassRow.provider == provider, CoursePassRow.external_index == index
                )
            )
        ).one()
        if before.content_hash != digest:
            raise PassDiffers
        return before.id, False

    async def waiting(self) -> list[PassSeen]:
        """Every waiting pass of the office, the oldest first; there are `MOST_WAITING` at most."""
        rows = (
            await self._session.scalars(
                select(CoursePassRow)
                .where(
                    CoursePassRow.office_id == self._look.actor.office_id,
                    CoursePassRow.state == PassState.WAITING.value,
                )
                .order_by(CoursePassRow.received_at, CoursePassRow.id)
            )
        ).all()
        if not rows:
            return []
        key = await self._look.keys.of(self._look.actor.office_id)
        return [pass_seen(row, key) for row in rows]

    async def known(self) -> list[Known]:
        """The young people of the visible files, with what a pass can be compared with."""
        found = (
            await self._session.execute(
                select(
                    CaseFileRow.id, CaseFileRow.case_number, MinorRow.id, MinorRow.name,
                    MinorRow.birth_date,
                )
                .join(MinorRow, MinorRow.id == CaseFileRow.minor_id)
                .where(visible(self._look), CaseFileRow.decided_on.is_not(None))
                .order_by(CaseFileRow.id)
                .limit(MOST_KNOWN)
            )
        ).all()  # fmt: skip
        keys = await self._look.keys.of_all(row[2] for row in found)
        modules: dict[UUID, set[str]] = {}
        for case_id, code in await self._session.execute(
            select(AssignmentRow.case_id, AssignmentRow.module_code).where(
                AssignmentRow.case_id.in_([row[0] for row in found]),
                AssignmentRow.status == AssignmentStatus.ASSIGNED.value,
                AssignmentRow.learner == Learner.YOUNG_PERSON.value,
            )
        ):
            modules.setdefault(case_id, set()).add(code)
        return [
            Known(
                case_id, number, keys[minor_id].open("minors.name", minor_id, name),
                date.fromisoformat(keys[minor_id].open("minors.birth_date", minor_id, born)),
                frozenset(modules.get(case_id, ())),
            )
            for case_id, number, minor_id, name, born in found
        ]  # fmt: skip

    async def lock(self, pass_id: UUID) -> CoursePassRow:
        """One pass of the office, locked; or `NotVisible`."""
        row = await self._session.scalar(
            select(CoursePassRow)
            .where(
                CoursePassRow.id == pass_id,
                CoursePassRow.office_id == self._look.actor.office_id,
            )
            .with_for_update()
        )
        if row is None:
            raise NotVisible
        return row

    async def settle(self, row: CoursePassRow, state: PassState, reason: str | None = None) -> None:
        """Nobody has to match it any more: whose it may have been is forgotten."""
        row.state, row.content = state.value, None
        row.settled_by, row.settled_at = self._look.actor.account_id, self._look.now
        if reason is not None:
            key = await self._look.keys.of(self._look.actor.office_id)
            row.reason = key.seal("course_passes.reason", row.id, reason)
        await self._session.flush()

    async def forget_named(self, name: str) -> int:
        """Forget every waiting pass with this very name, and who did; how many."""
        named = [each.id for each in await self.waiting() if same_name(each.name, name)]
        if named:
            await self._session.execute(
                update(CoursePassRow)
                .where(CoursePassRow.id.in_(named))
                .values(state=PassState.EXPIRED.value, content=None, settled_at=self._look.now)
            )
        return len(named)

    async def throw_away(self, before: datetime) -> int:
        """Forget what waited since before an instant, and why older ones were refused."""
        mine = CoursePassRow.office_id == self._look.actor.office_id
        gone = await self._session.execute(
            update(CoursePassRow)
            .where(
                mine,
                CoursePassRow.state == PassState.WAITING.value,
                CoursePassRow.received_at < before,
            )
            .values(state=PassState.EXPIRED.value, content=None, settled_at=self._look.now)
        )
        await self._session.execute(
            update(CoursePassRow)
            .where(mine, CoursePassRow.reason.is_not(None), CoursePassRow.settled_at < before)
            .values(reason=None)
        )
        return int(gone.rowcount)  # type: ignore[attr-defined]


def pass_seen(row: CoursePassRow, key: RecordKey) -> PassSeen:
    """A waiting row with its texts in the open."""
    if row.content is None:
        message = "a waiting pass without content"
        raise AssertionError(message)
    content = orjson.loads(key.open_bytes("course_passes.content", row.id, row.content))
    born = content["birth_date"]
    return PassSeen(
        id=row.id,
        provider=row.provider,
        name=content["name"],
        birth_date=None if born is None else date.fromisoformat(born),
        account=content["account"],
        course_name=content["course_name"],
        module_code=content["module_code"],
        completed_on=row.completed_on,
        minutes=row.minutes,
        received_at=row.received_at,
    )


def expiry(now: datetime, days: int) -> datetime:
    """What was received before this has waited for more than so many days."""
    return now - timedelta(days=days)
