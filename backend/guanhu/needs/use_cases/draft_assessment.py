"""Start a needs assessment: the first one, or one that amends the latest."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.needs.errors import NeedsFormUnknown
from guanhu.needs.form_versions import needs_forms
from guanhu.needs.repository import NeedsRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNeedsAssessment:
    """Start an assessment; where one was completed the draft is a full copy that amends it."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    form_version: int | None = number(
        "Version of the form: that of the assessment before, or the one offered now."
        " Left out: the same as before, else the one offered.",
        at_least=1,
        at_most=10**6,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class DraftedNeedsAssessment:
    """The draft and its case."""

    needs_assessment: UUID
    case_file: UUID


async def draft_needs_assessment(
    database: Database, clock: Clock, actor: Actor, command: DraftNeedsAssessment
) -> DraftedNeedsAssessment:
    """Start an assessment.

    A newer form is offered and never forced: an amendment keeps the form before unless asked.
    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `NeedsDraftOpen`, `NeedsFormUnknown`.
    """
    actor.require(Permission.NEEDS_WRITE)
    async with begin(database, clock, actor, command, DraftedNeedsAssessment) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, needs = CaseRepository(work), NeedsRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.DRAFT_NEEDS_ASSESSMENT)
        before = await needs.latest(file.id)
        offered = needs_forms().offered(work.today)
        form = offered if before is None else needs_forms().form(before.form_version)
        if command.form_version is not None and command.form_version != form.version:
            if command.form_version != offered.version:
                raise NeedsFormUnknown(form_version=command.form_version)
            form = offered
        row = await needs.draft(file, form, before)
        work.record(
            "needs.drafted", "needs_assessment", row.id,
            case_id=file.id, number=row.number, form=form.version,
        )  # fmt: skip
        return work.answer(DraftedNeedsAssessment(row.id, file.id))
