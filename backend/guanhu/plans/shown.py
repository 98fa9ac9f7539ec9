"""From rows of a plan to facts."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from guanhu.plans.facts import (
    ConditionCategory,
    ConditionChange,
    ConditionSeen,
    GoalOwner,
    GoalSeen,
    GoalStatus,
    StepSeen,
)
from guanhu.plans.tables import GoalMarkRow, PlanConditionRow, PlanGoalRow, PlanStepRow
from guanhu.plumbing.vault import RecordKey
from guanhu.protections.facts import StandingConsents


def condition_seen(row: PlanConditionRow, key: RecordKey) -> ConditionSeen:
    """A row as facts."""
    slots: dict[str, str] = orjson.loads(key.open("plan_conditions.slots", row.id, row.slots))
    return ConditionSeen(
        id=row.id,
        lineage_id=row.lineage_id,
        plan_version_id=row.plan_version_id,
        case_id=row.case_id,
        code=row.code,
        catalogue_version=row.catalogue_version,
        category=ConditionCategory(row.category),
        slots=slots,
        proportionality=key.open_optional(
            "plan_conditions.proportionality", row.id, row.proportionality
        ),
        change=ConditionChange(row.change),
        removal_note=key.open_optional("plan_conditions.removal_note", row.id, row.removal_note),
        consents=StandingConsents(row.minor_consented_on, row.representative_consented_on),
        kept_against=row.kept_against,
    )


def step_seen(row: PlanStepRow, mark: GoalMarkRow | None, key: RecordKey) -> StepSeen:
    """A row with the latest mark of its lineage as facts."""
    status, note = _standing(row, "plan_steps.removal_note", mark, key)
    return StepSeen(
        id=row.id,
        lineage_id=row.lineage_id,
        goal_id=row.goal_id,
        text=key.open("plan_steps.text", row.id, row.text),
        owner=GoalOwner(row.owner),
        target_on=row.target_on,
        status=status,
        note=note,
        marked_at=None if mark is None else mark.marked_at,
    )


def goal_seen(
    row: PlanGoalRow, mark: GoalMarkRow | None, key: RecordKey, steps: Sequence[StepSeen]
) -> GoalSeen:
    """A row with the latest mark of its lineage and its steps as facts."""
    status, note = _standing(row, "plan_goals.removal_note", mark, key)
    return GoalSeen(
        id=row.id,
        lineage_id=row.lineage_id,
        plan_version_id=row.plan_version_id,
        case_id=row.case_id,
        text=key.open("plan_goals.text", row.id, row.text),
        owner=GoalOwner(row.owner),
        target_on=row.target_on,
        status=status,
        note=note,
        marked_at=None if mark is None else mark.marked_at,
        need_id=row.need_id,
        steps=tuple(steps),
    )


def _standing(
    row: PlanGoalRow | PlanStepRow, removal_note: str, mark: GoalMarkRow | None, key: RecordKey
) -> tuple[GoalStatus, str | None]:
    """What was taken out of a draft is removed; else the latest mark says where it stands."""
    if row.removed:
        return GoalStatus.REMOVED, key.open_optional(removal_note, row.id, row.removal_note)
    if mark is None:
        return GoalStatus.OPEN, None
    note = key.open_optional("goal_marks.note", mark.id, mark.note)
    return GoalStatus(mark.status), note
