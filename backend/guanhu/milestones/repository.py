"""All SQL about milestone reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from guanhu.access.permissions import Permission
from guanhu.cases.facts import Milestones
from guanhu.cases.parts import CaseParts, Part
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.rulebooks import rulebook
from guanhu.milestones.facts import (
    ConclusionSeen,
    Following,
    MilestoneEvaluator,
    MilestoneMarks,
    MilestoneSeen,
    MilestoneState,
    PartSeen,
    PauseReason,
    PauseSeen,
    Window,
)
from guanhu.milestones.rules import supervised_on, window
from guanhu.milestones.states import state_on
from guanhu.milestones.tables import (
    MilestoneConclusionRow,
    MilestoneEvaluationRow,
    MilestonePauseRow,
    MilestoneReviewRow,
)
from guanhu.plumbing.vault import RecordKey

MOVING = frozenset({MilestoneState.SCHEDULED, MilestoneState.DUE, MilestoneState.PAUSED})
"""States whose window moves with the period; what is overdue stays where it was due."""


class MilestoneRepository(CaseParts):
    """Milestone reviews of visible cases."""

    async def rows(self, case_id: UUID) -> Sequence[MilestoneReviewRow]:
        """The reviews of a visible case in their order."""
        return await self._rows(MilestoneReviewRow, MilestoneReviewRow.number, case_id)

    async def hold(self, review_id: UUID) -> tuple[MilestoneReviewRow, Milestones]:
        """A review and its file's dates; nobody concludes it meanwhile. Else `NotVisible`.

        For a guardian, who may not lock the file; `lock` takes the same lock before the file's.
        """
        await self._lock(review_id)
        row = await self._session.scalar(
            select(MilestoneReviewRow).where(
                MilestoneReviewRow.id == review_id,
                MilestoneReviewRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if row is None:
            raise NotVisible
        return row, (await CaseRepository(self._look).get(row.case_id)).milestones

    async def lock(self, review_id: UUID) -> tuple[CaseFileRow, MilestoneReviewRow]:
        """A review of a visible case beside its file, both locked; else `NotVisible`.

        The review first: whoever holds it writes a part, and that part's foreign key then waits
        for the file. The other way round two people would wait for each other in a circle.
        """
        await self._lock(review_id)
        return await self.with_case(MilestoneReviewRow, review_id)

    async def schedule(self, file: CaseFileRow, windows: Sequence[Window]) -> list[UUID]:
        """Store the windows of a locked file with their clocks; answers their ids in order."""
        made = []
        for number, planned in enumerate(windows, start=1):
            row = MilestoneReviewRow(
                id=new_id(), case_id=file.id, number=number, nodes=len(windows),
                scheduled_by=self._look.actor.account_id, scheduled_at=self._look.now,
                opens_on=planned.opens_on, due_on=planned.due_on, paused_days=0,
            )  # fmt: skip
            made.append(await self.add(row))
            self._start_clock(file, row)
        return made

    def put(self, file: CaseFileRow, row: MilestoneReviewRow, found: Window) -> None:
        """Give a review of a locked file another window; its clock runs anew."""
        row.opens_on, row.due_on = found.opens_on, found.due_on
        row.paused_days, row.paused_until = found.paused_days, found.paused_until
        CaseRepository(self._look).drop_clock(file, DeadlineKind.MILESTONE_REVIEW, row.id)
        self._start_clock(file, row)

    async def move_with_period(self, file: CaseFileRow) -> None:
        """Plan what is still to be held anew, after the period of a locked file changed."""
        facts = milestones(file)
        assert facts.decided_on is not None  # noqa: S101 - there is a period
        assert facts.probation_ends_on is not None  # noqa: S101
        period = (facts.decided_on, facts.probation_ends_on)
        today, book = self._look.today, rulebook(facts.rulebook)
        for row in await self.rows(file.id):
            if self.state_of(row, facts) in MOVING:
                before = window_of(row)
                self.put(file, row, window(row.number, row.nodes, period, book, today, before))

    def state_of(self, row: MilestoneReviewRow, facts: Milestones) -> MilestoneState:
        """The state of today."""
        today = self._look.today
        return state_on(marks_of(row), supervised_on(facts, today), today)

    async def evaluators(self, review_id: UUID) -> list[MilestoneEvaluator]:
        """Who gave an evaluation."""
        found = await self._session.scalars(
            select(MilestoneEvaluationRow.evaluator)
            .where(MilestoneEvaluationRow.review_id == review_id)
            .distinct()
        )
        return [MilestoneEvaluator(one) for one in found]

    async def evaluate(self, row: MilestoneReviewRow, by: MilestoneEvaluator, said: str) -> UUID:
        """Add one view; answers its id."""
        key, part_id = await self.key(row.case_id), new_id()
        return await self.add(
            MilestoneEvaluationRow(
                id=part_id, case_id=row.case_id, review_id=row.id, evaluator=by.value,
                text=key.seal("milestone_evaluations.text", part_id, said.strip()),
                recorded_by=self._look.actor.account_id, recorded_at=self._look.now,
            )
        )  # fmt: skip

    async def pause(
        self, row: MilestoneReviewRow, reason: PauseReason, days: int, note: str
    ) -> None:
        """Keep who paused a review and why."""
        key, pause_id = await self.key(row.case_id), new_id()
        await self.add(
            MilestonePauseRow(
                id=pause_id, case_id=row.case_id, review_id=row.id, reason=reason.value,
                days=days, paused_on=self._look.today,
                note=key.seal("milestone_pauses.note", pause_id, note.strip()),
                paused_by=self._look.actor.account_id, paused_at=self._look.now,
            )
        )  # fmt: skip

    async def conclude(
        self,
        row: MilestoneReviewRow,
        said: str,
        *,
        following: Following | None = None,
        missing_because: str | None = None,
    ) -> None:
        """Keep how a review ended."""
        key, ended_id = await self.key(row.case_id), new_id()
        await self.add(
            MilestoneConclusionRow(
                id=ended_id, case_id=row.case_id, review_id=row.id,
                text=key.seal("milestone_conclusions.text", ended_id, said.strip()),
                following=None if following is None else following.value,
                missing_because=key.seal_optional(
                    "milestone_conclusions.missing_because", ended_id, missing_because
                ),
                concluded_by=self._look.actor.account_id, concluded_at=self._look.now,
            )
        )  # fmt: skip

    # -- reading ------------------------------------------------------------------------------

    async def get(self, review_id: UUID) -> MilestoneSeen:
        """One review, or `NotVisible`."""
        case_id = await self._session.scalar(
            select(MilestoneReviewRow.case_id).where(MilestoneReviewRow.id == review_id)
        )
        if case_id is None:
            raise NotVisible
        found = [each for each in await self.of_case(case_id) if each.id == review_id]
        if not found:
            raise NotVisible
        return found[0]

    async def of_case(self, case_id: UUID) -> list[MilestoneSeen]:
        """The reviews of one case with what the actor may read of them, in their order.

        A guardian reads the own evaluations only, the family no pauses, and nobody outside the
        prosecution any findings: the walls see to it as well.
        """
        rows = await self.rows(case_id)
        if not rows:
            return []
        actor = self._look.actor
        facts = (await CaseRepository(self._look).get(case_id)).milestones
        key = await self.key(case_id)
        parts = await self._rows(
            MilestoneEvaluationRow, MilestoneEvaluationRow.recorded_at, case_id, *self._own()
        )
        pauses: Sequence[MilestonePauseRow] = ()
        if actor.may(Permission.REVIEW_READ) or actor.may(Permission.REVIEW_EVALUATE):
            pauses = await self._rows(MilestonePauseRow, MilestonePauseRow.paused_at, case_id)
        ended: Sequence[MilestoneConclusionRow] = ()
        if actor.may(Permission.REVIEW_READ):
            ended = await self._rows(
                MilestoneConclusionRow, MilestoneConclusionRow.concluded_at, case_id
            )
        found = []
        for row in rows:
            state = self.state_of(row, facts)
            held_late = row.completed_on is not None and row.completed_on > row.due_on
            found.append(
                MilestoneSeen(
                    id=row.id,
                    case_id=case_id,
                    number=row.number,
                    nodes=row.nodes,
                    state=state,
                    opens_on=row.opens_on,
                    due_on=row.due_on,
                    paused_until=row.paused_until,
                    completed_on=row.completed_on,
                    late=held_late or state is MilestoneState.OVERDUE,
                    pauses=tuple(_pause(one, key) for one in pauses if one.review_id == row.id),
                    parts=tuple(_part(one, key) for one in parts if one.review_id == row.id),
                    conclusion=next(
                        (_conclusion(one, key) for one in ended if one.review_id == row.id), None
                    ),
                )
            )
        return found

    def _own(self) -> Iterator[ColumnElement[bool]]:
        """Nobody of the family reads another's words."""
        actor = self._look.actor
        if not (actor.may(Permission.REVIEW_READ) or actor.may(Permission.REVIEW_EVALUATE)):
            yield MilestoneEvaluationRow.evaluator == MilestoneEvaluator.GUARDIAN.value
            yield MilestoneEvaluationRow.recorded_by == actor.account_id

    async def _rows(
        self, table: type[Part], order: Any, case_id: UUID, *conditions: ColumnElement[bool]
    ) -> Sequence[Part]:
        columns: Any = table
        found = await self._session.scalars(
            select(table)
            .where(columns.case_id == case_id, columns.case_id.in_(visible_case_ids(self._look)))
            .where(*conditions)
            .order_by(order, columns.id)
        )
        return found.all()

    async def _lock(self, review_id: UUID) -> None:
        await self._session.execute(
            select(func.pg_advisory_xact_lock(func.hashtext(str(review_id))))
        )

    def _start_clock(self, file: CaseFileRow, row: MilestoneReviewRow) -> None:
        assert file.decided_on is not None  # noqa: S101 - there is a period
        days = (row.due_on - file.decided_on).days - row.paused_days
        CaseRepository(self._look).start_clock(
            file,
            DeadlineKind.MILESTONE_REVIEW,
            file.decided_on,
            row.id,
            detail=f"{days}+{row.paused_days}",
        )


def marks_of(row: MilestoneReviewRow) -> MilestoneMarks:
    """The stored facts of a review."""
    return MilestoneMarks(
        opens_on=row.opens_on,
        due_on=row.due_on,
        paused_until=row.paused_until,
        completed=row.completed_on is not None,
        exempted=row.exempted_on is not None,
    )


def window_of(row: MilestoneReviewRow) -> Window:
    """The window of a stored review."""
    return Window(row.opens_on, row.due_on, row.paused_days, row.paused_until)


def _pause(row: MilestonePauseRow, key: RecordKey) -> PauseSeen:
    return PauseSeen(
        PauseReason(row.reason),
        row.days,
        row.paused_on,
        key.open("milestone_pauses.note", row.id, row.note),
        row.paused_by,
    )


def _part(row: MilestoneEvaluationRow, key: RecordKey) -> PartSeen:
    return PartSeen(
        row.id,
        MilestoneEvaluator(row.evaluator),
        key.open("milestone_evaluations.text", row.id, row.text),
        row.recorded_by,
        row.recorded_at,
    )


def _conclusion(row: MilestoneConclusionRow, key: RecordKey) -> ConclusionSeen:
    return ConclusionSeen(
        key.open("milestone_conclusions.text", row.id, row.text),
        None if row.following is None else Following(row.following),
        key.open_optional("milestone_conclusions.missing_because", row.id, row.missing_because),
        row.concluded_by,
        row.concluded_at,
    )
