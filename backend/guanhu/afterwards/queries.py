"""All SQL of the register of queries. The walls show an officer the queries they registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from guanhu.access.roles import Role
from guanhu.afterwards.facts import (
    ApplicantKind,
    QueryAnswerSeen,
    QueryFacts,
    QueryReadingSeen,
    QuerySeen,
    QueryUndertakingSeen,
    QueryVerdict,
)
from guanhu.afterwards.rules import Verdict
from guanhu.afterwards.tables import (
    QueryReadingRow,
    QueryUndertakingRow,
    SealQueryDecisionRow,
    SealQueryRow,
)
from guanhu.afterwards.texts import keys_of, own_key
from guanhu.audit.work import Look
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.sealing.facts import SealScope
from guanhu.sealing.tables import SealOrderRow

IDENTITY = "seal_orders.identity_number"
CASE_NUMBER = "seal_orders.case_number"
"""Purposes under which the register's own lines are indexed."""

Part = TypeVar("Part", QueryUndertakingRow, QueryReadingRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A written application as it was handed in."""

    applicant_kind: ApplicantKind
    applicant: str
    handled_case: str | None
    received_on: date
    person: str
    identity_number: str | None
    case_number: str | None
    reason: str
    legal_basis: str
    scope: Sequence[SealScope]


@dataclass(frozen=True, slots=True)
class QueryListed:
    """A query as lists show it: nobody is named."""

    id: UUID
    applicant_kind: ApplicantKind
    received_on: date
    recorded_by: UUID
    verdict: QueryVerdict | None
    decided_on: date | None


class QueryRepository:
    """The register of queries, as one actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    # -- writing ------------------------------------------------------------------------------

    async def register(self, given: Application) -> UUID:
        """Enter an application; answers its id."""
        look, query_id = self._look, new_id()
        key, index = await own_key(look), look.vault.blind_index

        def sealed(column: str, text: str) -> bytes:
            return key.seal(f"seal_queries.{column}", query_id, text.strip())

        number, case_number = given.identity_number, given.case_number
        self._session.add(
            SealQueryRow(
                id=query_id,
                office_id=look.actor.office_id,
                applicant_kind=given.applicant_kind.value,
                applicant=sealed("applicant", given.applicant),
                handled_case=None
                if given.handled_case is None
                else sealed("handled_case", given.handled_case),
                received_on=given.received_on,
                person=sealed("person", given.person),
                identity_number=None if number is None else sealed("identity_number", number),
                queried_case_number=None
                if case_number is None
                else sealed("queried_case_number", case_number),
                identity_index=None if number is None else index(IDENTITY, number),
                case_number_index=None if case_number is None else index(CASE_NUMBER, case_number),
                reason=sealed("reason", given.reason),
                legal_basis=sealed("legal_basis", given.legal_basis),
                scope=[part.value for part in given.scope],
                recorded_by=look.actor.account_id,
                recorded_at=look.now,
            )
        )
        await self._session.flush()
        return query_id

    async def decide(self, query_id: UUID, wanted: Verdict, reason: str) -> None:
        """Keep the answer to a query."""
        look, decision_id = self._look, new_id()
        key = await own_key(look)
        self._session.add(
            SealQueryDecisionRow(
                id=decision_id,
                office_id=look.actor.office_id,
                query_id=query_id,
                verdict=wanted.verdict.value,
                seal_order_id=wanted.seal_order_id,
                scope=sorted(part.value for part in wanted.scope),
                reason=key.seal("seal_query_decisions.reason", decision_id, reason.strip()),
                decided_on=look.today,
                decided_by=look.actor.account_id,
                decided_at=look.now,
            )
        )
        await self._session.flush()

    async def sign(self, query_id: UUID, person: str, signed_on: date) -> UUID:
        """Keep an undertaking of secrecy; answers its id."""
        look, undertaking_id = self._look, new_id()
        key = await own_key(look)
        self._session.add(
            QueryUndertakingRow(
                id=undertaking_id,
                office_id=look.actor.office_id,
                query_id=query_id,
                person=key.seal("query_undertakings.person", undertaking_id, person.strip()),
                signed_on=signed_on,
                recorded_by=look.actor.account_id,
                recorded_at=look.now,
            )
        )
        await self._session.flush()
        return undertaking_id

    async def log(
        self, query_id: UUID, undertaking_id: UUID, read_on: date, scope: Sequence[SealScope]
    ) -> UUID:
        """Enter a reading into the log; answers its id."""
        look, reading_id = self._look, new_id()
        self._session.add(
            QueryReadingRow(
                id=reading_id,
                office_id=look.actor.office_id,
                query_id=query_id,
                undertaking_id=undertaking_id,
                read_on=read_on,
                scope=[part.value for part in scope],
                recorded_by=look.actor.account_id,
                recorded_at=look.now,
            )
        )
        await self._session.flush()
        return reading_id

    # -- reading ------------------------------------------------------------------------------

    async def lock(self, query_id: UUID) -> QueryFacts:
        """One visible query as far as a rule asks, locked; or `NotVisible`."""
        row = await self._row(query_id, lock=True)
        return _facts(row, await self._decision(query_id))

    async def undertaking(self, query_id: UUID, wanted: UUID) -> QueryUndertakingSeen | None:
        """One undertaking of a query, or None."""
        found = await self._undertakings(query_id)
        return next((each for each in found if each.id == wanted), None)

    async def permits(self, order_id: UUID) -> bool:
        """Whether some query was permitted for one line of the register (F-09)."""
        found = await self._session.scalar(
            select(SealQueryDecisionRow.id)
            .where(
                SealQueryDecisionRow.seal_order_id == order_id,
                SealQueryDecisionRow.verdict == QueryVerdict.PERMITTED.value,
                SealQueryDecisionRow.office_id == self._look.actor.office_id,
            )
            .limit(1)
        )
        return found is not None

    async def permitted(self, query_id: UUID, order_id: UUID) -> tuple[QueryFacts, int] | None:
        """A query whose answer names one line, and how many signed; None when it does not."""
        row = await self._row(query_id)
        decision = await self._decision(query_id)
        if decision is None or decision.seal_order_id != order_id:
            return None
        signed = await self._parts(QueryUndertakingRow, query_id)
        return _facts(row, decision), len(signed)

    async def matches(self, query_id: UUID) -> list[UUID]:
        """Lines of the register of the person or file asked about, the oldest first (F-09).

        Blind indexes are compared, so no name is needed; an officer never sees others' lines.
        """
        row = await self._row(query_id)
        same: list[ColumnElement[bool]] = []
        if row.identity_index is not None:
            same.append(SealOrderRow.identity_index == row.identity_index)
        if row.case_number_index is not None:
            same.append(SealOrderRow.case_number_index == row.case_number_index)
        found = await self._session.scalars(
            select(SealOrderRow.id)
            .where(SealOrderRow.office_id == self._look.actor.office_id, or_(*same))
            .order_by(SealOrderRow.year, SealOrderRow.number)
        )
        return list(found)

    async def get(self, query_id: UUID) -> QuerySeen:
        """One visible query with its texts, or `NotVisible`."""
        row = await self._row(query_id)
        decision = await self._decision(query_id)
        readings = await self._parts(QueryReadingRow, query_id)
        keys = await keys_of(self._look, [row.recorded_by])
        key = keys[row.recorded_by]

        def shown(column: str) -> str | None:
            return key.open_optional(f"seal_queries.{column}", row.id, getattr(row, column))

        return QuerySeen(
            id=row.id,
            applicant_kind=ApplicantKind(row.applicant_kind),
            applicant=shown("applicant") or "",
            handled_case=shown("handled_case"),
            received_on=row.received_on,
            person=shown("person") or "",
            identity_number=shown("identity_number"),
            queried_case_number=shown("queried_case_number"),
            reason=shown("reason") or "",
            legal_basis=shown("legal_basis") or "",
            scope=_scope(row.scope),
            recorded_by=row.recorded_by,
            answer=None if decision is None else await self._answer(decision),
            undertakings=tuple(await self._undertakings(query_id)),
            readings=tuple(
                QueryReadingSeen(
                    each.id, each.undertaking_id, each.read_on, _scope(each.scope), each.recorded_by
                )
                for each in readings
            ),
        )

    async def page(
        self, *, undecided: bool, limit: int, offset: int
    ) -> tuple[list[QueryListed], int]:
        """One page of the register, the earliest received first, and how many there are."""
        decided = SealQueryDecisionRow
        wanted = (
            select(SealQueryRow, decided.verdict, decided.decided_on)
            .outerjoin(decided, decided.query_id == SealQueryRow.id)
            .where(self._mine(), *([decided.id.is_(None)] if undecided else []))
        )
        total = await self._session.scalar(select(func.count()).select_from(wanted.subquery()))
        rows = await self._session.execute(
            wanted.order_by(SealQueryRow.received_on, SealQueryRow.recorded_at, SealQueryRow.id)
            .limit(limit)
            .offset(offset)
        )
        listed = [
            QueryListed(
                row.id,
                ApplicantKind(row.applicant_kind),
                row.received_on,
                row.recorded_by,
                None if verdict is None else QueryVerdict(verdict),
                decided_on,
            )
            for row, verdict, decided_on in rows
        ]
        return listed, int(total or 0)

    async def _row(self, query_id: UUID, *, lock: bool = False) -> SealQueryRow:
        wanted = select(SealQueryRow).where(SealQueryRow.id == query_id, self._mine())
        if lock:
            # Two who decide at once: the second waits here, and then finds it decided.
            await self._look.hold(query_id)
        row: SealQueryRow | None = await self._session.scalar(wanted)
        if row is None:
            raise NotVisible
        return row

    async def _decision(self, query_id: UUID) -> SealQueryDecisionRow | None:
        found: SealQueryDecisionRow | None = await self._session.scalar(
            select(SealQueryDecisionRow).where(SealQueryDecisionRow.query_id == query_id)
        )
        return found

    async def _answer(self, row: SealQueryDecisionRow) -> QueryAnswerSeen:
        keys = await keys_of(self._look, [row.decided_by])
        return QueryAnswerSeen(
            verdict=QueryVerdict(row.verdict),
            seal_order_id=row.seal_order_id,
            scope=_scope(row.scope),
            reason=keys[row.decided_by].open("seal_query_decisions.reason", row.id, row.reason),
            decided_on=row.decided_on,
            decided_by=row.decided_by,
        )

    async def _undertakings(self, query_id: UUID) -> list[QueryUndertakingSeen]:
        rows = await self._parts(QueryUndertakingRow, query_id)
        keys = await keys_of(self._look, {row.recorded_by for row in rows})
        return [
            QueryUndertakingSeen(
                row.id,
                keys[row.recorded_by].open("query_undertakings.person", row.id, row.person),
                row.signed_on,
            )
            for row in rows
        ]

    async def _parts(self, table: type[Part], query_id: UUID) -> Sequence[Part]:
        rows = await self._session.scalars(
            select(table).where(table.query_id == query_id).order_by(table.recorded_at, table.id)
        )
        return rows.all()

    def _mine(self) -> ColumnElement[bool]:
        """An officer sees the queries they registered; a supervisor the office's."""
        mine = SealQueryRow.office_id == self._look.actor.office_id
        if self._look.actor.role is Role.OFFICER:
            return mine & (SealQueryRow.recorded_by == self._look.actor.account_id)
        return mine


def _facts(row: SealQueryRow, decision: SealQueryDecisionRow | None) -> QueryFacts:
    return QueryFacts(
        ApplicantKind(row.applicant_kind),
        row.handled_case is not None,
        row.received_on,
        row.recorded_by,
        frozenset(_scope(row.scope)),
        None if decision is None else QueryVerdict(decision.verdict),
        None if decision is None else decision.decided_on,
        frozenset() if decision is None else frozenset(_scope(decision.scope)),
    )


def _scope(stored: Sequence[str]) -> tuple[SealScope, ...]:
    return tuple(SealScope(part) for part in stored)
