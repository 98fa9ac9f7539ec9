"""SQL that writes what a version of a plan holds: conditions and goals.

Every edit counts the version and its content, names the writer, and takes the fingerprint anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, select

from guanhu.audit.work import Work
from guanhu.cases.tables import CaseFileRow
from guanhu.kernel.ids import new_id
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import (
    CatalogueEntry,
    ConditionChange,
    ConditionSeen,
    GoalOwner,
    GoalStatus,
    PlanVersionState,
)
from guanhu.plans.repository import PlanRepository
from guanhu.plans.rules import NewContent, likeness, needs_note
from guanhu.plans.shown import condition_seen
from guanhu.plans.tables import (
    GoalMarkRow,
    PlanConditionRow,
    PlanGoalRow,
    PlanStepRow,
    PlanVersionRow,
)
from guanhu.plumbing.vault import RecordKey


@dataclass(frozen=True, slots=True)
class Opened:
    """A version with its case file, both locked, and the case's key."""

    file: CaseFileRow
    row: PlanVersionRow
    key: RecordKey

    @property
    def state(self) -> PlanVersionState:
        return PlanVersionState(self.row.state)

    @property
    def last_day(self) -> date | None:
        """Last day of the period by the later reading; None before the decision."""
        return self.file.probation_ends_on


class PlanContents:
    """Writes conditions and goals of an opened version inside one command."""

    def __init__(self, work: Work[Any]) -> None:
        self._work = work
        self._session = work.session
        self._plans = PlanRepository(work)

    # -- conditions ---------------------------------------------------------------------------

    async def conditions(self, opened: Opened) -> list[ConditionSeen]:
        """The conditions of the version."""
        found = await self._plans.conditions_of([opened.row.id], opened.key)
        return found.get(opened.row.id, [])

    async def entries(self, opened: Opened) -> list[tuple[CatalogueEntry, ConditionChange]]:
        """The catalogue's entry of each condition of the version, and what became of it there."""
        return [
            (conditions().entry(each.code, each.catalogue_version), each.change)
            for each in await self.conditions(opened)
        ]

    def condition(self, opened: Opened, row: PlanConditionRow) -> ConditionSeen:
        """One condition as facts."""
        return condition_seen(row, opened.key)

    async def add_condition(self, opened: Opened, entry: CatalogueEntry, new: NewContent) -> UUID:
        """Attach a condition to the draft."""
        row = await self._insert(opened, entry, new.slots, ConditionChange.ADDED)
        self._fill(opened, row, new)
        await self._edited(opened, "CONDITION_ADDED")
        return row.id

    async def change_condition(
        self, opened: Opened, row: PlanConditionRow, new: NewContent
    ) -> None:
        """Replace the answers; what the version before said stays in that version."""
        self._fill(opened, row, new)
        if row.change == ConditionChange.NONE.value:
            row.change = ConditionChange.CHANGED.value
        await self._edited(opened, "CONDITION_CHANGED")

    async def remove_condition(
        self, opened: Opened, row: PlanConditionRow, note: str | None
    ) -> None:
        """Mark a condition as taken out; without a note it was never more than a draft's idea."""
        self._mark_removed(opened, row, note)
        await self._edited(opened, "CONDITION_REMOVED")

    # -- the walk through a newer catalogue: `walked` counts all of it as one edit ---------------

    async def keep(self, condition_id: UUID, standing: str) -> None:
        """Note that the condition stays as it is, knowing how the catalogue stands to it."""
        row = await self._session.get_one(PlanConditionRow, condition_id)
        row.kept_against = standing

    async def take_new(
        self, opened: Opened, condition_id: UUID, entry: CatalogueEntry, new: NewContent
    ) -> None:
        """The condition in the words of a newer version of its code."""
        row = await self._session.get_one(PlanConditionRow, condition_id)
        row.catalogue_version, row.category = entry.version, entry.category.value
        row.kept_against = None
        if entry.statutory:
            row.slots = _sealed_slots(opened.key, row.id, new.slots)
        else:
            self._fill(opened, row, new)
        if row.change == ConditionChange.NONE.value:
            row.change = ConditionChange.CHANGED.value

    async def put_in_place(
        self, opened: Opened, entry: CatalogueEntry, new: NewContent, goes_on: UUID | None
    ) -> None:
        """Attach what the catalogue put in a retired condition's place.

        `goes_on`: the lineage it continues, so that what was paid is not owed again.
        """
        row = await self._insert(opened, entry, new.slots, ConditionChange.ADDED, goes_on)
        self._fill(opened, row, new)
        await self._session.flush()

    async def take_out(
        self, opened: Opened, condition: ConditionSeen, note: str | None, *, agreed: bool
    ) -> None:
        """Take a condition out; the note stays where there is something to explain."""
        row = await self._session.get_one(PlanConditionRow, condition.id)
        lasting = note if needs_note(condition, agreed=agreed) else None
        self._mark_removed(opened, row, lasting)

    async def walked(self, opened: Opened) -> None:
        """Count the walk as one edit."""
        await self._edited(opened, "CATALOGUE_WALKED")

    # -- goals --------------------------------------------------------------------------------

    async def add_goal(
        self,
        opened: Opened,
        *,
        text: str,
        owner: GoalOwner,
        target_on: date,
        need_id: UUID | None,
    ) -> UUID:
        """Attach a goal to the draft."""
        row = await self._insert_goal(opened, new_id(), text, owner.value, target_on, need_id)
        await self._edited(opened, "GOAL_ADDED")
        return row.id

    async def remove_goal(self, opened: Opened, row: PlanGoalRow, note: str | None) -> None:
        """Take a goal out of a draft; it stays to be seen."""
        row.removed = True
        row.removal_note = opened.key.seal_optional("plan_goals.removal_note", row.id, note)
        await self._edited(opened, "GOAL_REMOVED")

    async def add_step(
        self, opened: Opened, goal: PlanGoalRow, *, text: str, owner: GoalOwner, target_on: date
    ) -> UUID:
        """Attach a step to a goal of the draft."""
        row = await self._insert_step(opened, goal.id, new_id(), text, owner.value, target_on)
        await self._edited(opened, "STEP_ADDED")
        return row.id

    async def remove_step(self, opened: Opened, row: PlanStepRow, note: str | None) -> None:
        """Take a step out of a draft; it stays to be seen."""
        row.removed = True
        row.removal_note = opened.key.seal_optional("plan_steps.removal_note", row.id, note)
        await self._edited(opened, "STEP_REMOVED")

    async def mark(
        self,
        opened: Opened,
        row: PlanGoalRow | PlanStepRow,
        status: GoalStatus,
        note: str | None,
    ) -> None:
        """Note where a goal or step of the plan in force stands; earlier marks are kept."""
        mark_id = new_id()
        sequence = await self._session.scalar(
            select(func.coalesce(func.max(GoalMarkRow.sequence), 0) + 1).where(
                GoalMarkRow.lineage_id == row.lineage_id
            )
        )
        self._session.add(
            GoalMarkRow(
                id=mark_id,
                office_id=row.office_id,
                case_id=row.case_id,
                lineage_id=row.lineage_id,
                sequence=sequence,
                status=status.value,
                note=opened.key.seal_optional("goal_marks.note", mark_id, note),
                marked_by=self._work.actor.account_id,
                marked_at=self._work.now,
            )
        )
        await self._session.flush()

    # -- inside -------------------------------------------------------------------------------

    async def attach_duties(self, opened: Opened) -> None:
        """The four statutory duties (O-01 to O-04)."""
        for entry in conditions().statutory(self._work.today):
            await self._insert(opened, entry, {}, ConditionChange.NONE)

    async def copy(self, parent: PlanVersionRow, opened: Opened) -> None:
        """A full copy: new rows of the same lineage, sealed anew, nothing marked as changed."""
        held = await self._plans.conditions_of([parent.id], opened.key)
        for condition in held.get(parent.id, []):
            if condition.change is ConditionChange.REMOVED:
                continue
            entry = conditions().entry(condition.code, condition.catalogue_version)
            row = await self._insert(
                opened, entry, condition.slots, ConditionChange.NONE, condition.lineage_id
            )
            row.proportionality = opened.key.seal_optional(
                "plan_conditions.proportionality", row.id, condition.proportionality
            )
            row.minor_consented_on = condition.consents.minor_on
            row.representative_consented_on = condition.consents.representative_on
            row.kept_against = condition.kept_against
        goals = await self._plans.goals_of([parent.id], opened.key)
        for goal in goals.get(parent.id, []):
            if goal.status is not GoalStatus.REMOVED:
                copied = await self._insert_goal(
                    opened,
                    goal.lineage_id,
                    goal.text,
                    goal.owner.value,
                    goal.target_on,
                    goal.need_id,
                )
                for step in goal.steps:
                    if step.status is not GoalStatus.REMOVED:
                        await self._insert_step(
                            opened, copied.id, step.lineage_id, step.text, step.owner.value,
                            step.target_on,
                        )  # fmt: skip
        await self._session.flush()

    async def _insert(
        self,
        opened: Opened,
        entry: CatalogueEntry,
        slots: Mapping[str, str],
        change: ConditionChange,
        lineage_id: UUID | None = None,
    ) -> PlanConditionRow:
        condition_id = new_id()
        row = PlanConditionRow(
            id=condition_id,
            office_id=opened.file.office_id,
            case_id=opened.file.id,
            plan_version_id=opened.row.id,
            lineage_id=lineage_id or condition_id,
            position=await self._position(PlanConditionRow, opened.row.id),
            code=entry.code,
            catalogue_version=entry.version,
            category=entry.category.value,
            slots=_sealed_slots(opened.key, condition_id, slots),
            change=change.value,
            dropped=False,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    @staticmethod
    def _mark_removed(opened: Opened, row: PlanConditionRow, note: str | None) -> None:
        row.dropped = note is None
        row.change = ConditionChange.REMOVED.value
        row.removal_note = opened.key.seal_optional("plan_conditions.removal_note", row.id, note)

    def _fill(self, opened: Opened, row: PlanConditionRow, new: NewContent) -> None:
        row.slots = _sealed_slots(opened.key, row.id, new.slots)
        row.proportionality = opened.key.seal(
            "plan_conditions.proportionality", row.id, new.proportionality
        )
        row.minor_consented_on = new.consents.minor_on
        row.representative_consented_on = new.consents.representative_on

    async def _insert_goal(
        self,
        opened: Opened,
        lineage_id: UUID,
        text: str,
        owner: str,
        target_on: date,
        need_id: UUID | None,
    ) -> PlanGoalRow:
        goal_id = new_id()
        row = PlanGoalRow(
            id=goal_id,
            office_id=opened.file.office_id,
            case_id=opened.file.id,
            plan_version_id=opened.row.id,
            lineage_id=lineage_id,
            position=await self._position(PlanGoalRow, opened.row.id),
            text=opened.key.seal("plan_goals.text", goal_id, text),
            owner=owner,
            target_on=target_on,
            need_id=need_id,
            removed=False,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def _insert_step(
        self,
        opened: Opened,
        goal_id: UUID,
        lineage_id: UUID,
        text: str,
        owner: str,
        target_on: date,
    ) -> PlanStepRow:
        step_id = new_id()
        position = await self._session.scalar(
            select(func.count()).select_from(PlanStepRow).where(PlanStepRow.goal_id == goal_id)
        )
        row = PlanStepRow(
            id=step_id,
            office_id=opened.file.office_id,
            case_id=opened.file.id,
            goal_id=goal_id,
            lineage_id=lineage_id,
            position=position,
            text=opened.key.seal("plan_steps.text", step_id, text),
            owner=owner,
            target_on=target_on,
            removed=False,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def _edited(self, opened: Opened, change: str) -> None:
        opened.row.content_number += 1
        if self._work.actor.account_id not in opened.row.writers:
            opened.row.writers = [*opened.row.writers, self._work.actor.account_id]
        self.note(opened, change)
        await self._session.flush()
        await self.take_fingerprint(opened)

    def note(self, opened: Opened, change: str) -> None:
        """Count the version, and keep who changed what, for whoever comes with an older one."""
        opened.row.version += 1
        opened.row.changed_by = self._work.actor.account_id
        opened.row.changed_at = self._work.now
        opened.row.last_change = change

    async def take_fingerprint(self, opened: Opened) -> None:
        """Equal for versions with equal conditions; a plan of duties alone equals only itself."""
        held = [
            (conditions().entry(condition.code, condition.catalogue_version), condition.slots)
            for condition in await self.conditions(opened)
            if condition.change is not ConditionChange.REMOVED
        ]
        alike = likeness(held) or str(opened.row.id)
        opened.row.fingerprint = self._work.vault.blind_index("plan_versions.fingerprint", alike)
        await self._session.flush()

    async def _position(
        self, table: type[PlanConditionRow | PlanGoalRow], plan_version_id: UUID
    ) -> int:
        found = await self._session.scalar(
            select(func.count()).select_from(table).where(table.plan_version_id == plan_version_id)
        )
        return int(found or 0)


def _sealed_slots(key: RecordKey, condition_id: UUID, slots: Mapping[str, str]) -> bytes:
    packed = orjson.dumps(dict(slots), option=orjson.OPT_SORT_KEYS).decode()
    return key.seal("plan_conditions.slots", condition_id, packed)
