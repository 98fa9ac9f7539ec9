"""Plans and support teams in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.catalogue_changes import CatalogueChange
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.plan_contents import Agreement, Condition, Goal, PlanFeedback
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence as words_of
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.identity.use_cases.read_directory import read_team_candidates
from guanhu.kernel.clock import office_date
from guanhu.plans import facts
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.gate_facts import CONSENTED, HELD_NOW, OPEN_VERSION
from guanhu.plans.gates import money_reasons, reasons
from guanhu.plans.likenesses import Likeness
from guanhu.plans.repository import PlanFile
from guanhu.plans.rules import is_agreed
from guanhu.plans.use_cases.add_condition import add_condition
from guanhu.plans.use_cases.add_goal import add_goal
from guanhu.plans.use_cases.add_step import add_step
from guanhu.plans.use_cases.appoint_team_member import appoint_team_member
from guanhu.plans.use_cases.approve_plan import approve_plan
from guanhu.plans.use_cases.change_condition import change_condition
from guanhu.plans.use_cases.discard_plan import discard_plan
from guanhu.plans.use_cases.draft_plan import draft_plan
from guanhu.plans.use_cases.end_team_membership import end_team_membership
from guanhu.plans.use_cases.mark_goal import mark_goal
from guanhu.plans.use_cases.mark_step import mark_step
from guanhu.plans.use_cases.read_plans import (
    read_plan_file,
    read_plan_file_of,
    read_plan_head,
    read_team,
)
from guanhu.plans.use_cases.record_agreement import record_agreement
from guanhu.plans.use_cases.remove_condition import remove_condition
from guanhu.plans.use_cases.return_plan import return_plan
from guanhu.plans.use_cases.submit_plan import submit_plan
from guanhu.plans.use_cases.walk_through_catalogue import walk_through_catalogue
from guanhu.plans.walkthrough import differences

PlanVersionState = enum_type(facts.PlanVersionState)
CheckInKind = enum_type(facts.CheckInKind)
TeamDuty = enum_type(facts.TeamDuty)


@strawberry.type(description="Something to think about before approving; it stops nothing.")
class PlanWarning:
    """A linked file's plan holds the same conditions."""

    alike: strawberry.Private[Likeness]

    @strawberry.field(description="Stable code.")
    def code(self) -> str:
        return "IDENTICAL_TO_LINKED_CASE"

    @strawberry.field(description="The warning in one sentence.")
    def message(self, language: LanguageArgument = Language.ZH) -> str:
        return words_of("warnings", self.code(), language.value)

    @strawberry.field(description="The rule that speaks.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("O-06")

    @strawberry.field(description="Why it warns.")
    def why(self) -> Why:
        return why_of("O-06", {}, lambda language: [words_of("warnings", self.code(), language)])

    @strawberry.field(description="Number of the other file; null where it is a colleague's.")
    def case_number(self) -> str | None:
        return self.alike.other_case_number

    @strawberry.field(description="How many linked files it speaks of.")
    def files(self) -> int:
        return self.alike.files


@strawberry.type(description="One version of a plan.")
class PlanVersion:
    """Wraps a version and the plan it belongs to."""

    seen: strawberry.Private[facts.PlanVersionSeen]
    file: strawberry.Private[PlanFile]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="1 for the first plan, one more for each variation.")
    def number(self) -> int:
        return self.seen.number

    @strawberry.field(description="Where this version stands.")
    def state(self) -> PlanVersionState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Counts every change, for commands that edit it.")
    def version(self) -> int:
        return self.seen.version

    @strawberry.field(name="from", description="Instant from which it was in force.")
    def from_(self) -> datetime | None:
        return self.seen.in_force_from

    @strawberry.field(description="Instant from which it was in force no longer.")
    def until(self) -> datetime | None:
        return self.seen.in_force_until

    @strawberry.field(description="Why the plan before was to change.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Who began it.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="Who approved it.")
    async def approver(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.approver_id)

    @strawberry.field(description="The conversation of its approval; empty for social workers.")
    def feedback(self) -> list[PlanFeedback]:
        return [PlanFeedback(seen=each) for each in self.file.feedback.get(self.seen.id, [])]

    @strawberry.field(description="Its conditions, statutory duties first; removed ones marked.")
    def conditions(self) -> list[Condition]:
        every_days = self.seen.check_in_every_days
        held = self.file.conditions.get(self.seen.id, [])
        return [Condition(seen=each, every_days=every_days) for each in held]

    @strawberry.field(description="Its goals; removed ones marked.")
    def goals(self) -> list[Goal]:
        return [Goal(seen=each) for each in self.file.goals.get(self.seen.id, [])]

    @strawberry.field(description="Every answer ever given to it, the first one first.")
    def agreements(self) -> list[Agreement]:
        return [Agreement(seen=each) for each in self.file.agreements.get(self.seen.id, [])]

    @strawberry.field(description="Whether minor and legal representative agree with it as it is.")
    def agreed(self) -> bool:
        return is_agreed(self.file.agreements.get(self.seen.id, []))

    @strawberry.field(description="What to think about before approving (O-06).")
    def warnings(self) -> list[PlanWarning]:
        return [
            PlanWarning(alike=each)
            for each in self.file.alike
            if each.plan_version_id == self.seen.id
        ]

    @strawberry.field(description="What the catalogue of today tells otherwise; one choice each.")
    def catalogue_changes(self, info: Info) -> list[CatalogueChange]:
        held = self.file.conditions.get(self.seen.id, [])
        found = differences(held, conditions(), office_date(info.context.clock.now()))
        every_days = self.seen.check_in_every_days
        return [CatalogueChange(found=each, every_days=every_days) for each in found]

    @strawberry.field(description="Days from one check-in to the next (O-02).")
    def check_in_every_days(self) -> int:
        return self.seen.check_in_every_days

    @strawberry.field(description="How contact is held.")
    def check_in_kind(self) -> CheckInKind:  # type: ignore[valid-type]
        return self.seen.check_in_kind

    @strawberry.field(description="Days a check-in stays due, the first one counted.")
    def check_in_window_days(self) -> int:
        return self.seen.rhythm.window_days

    @strawberry.field(description="Days after it in which a late one is still accepted.")
    def check_in_grace_days(self) -> int:
        return self.seen.rhythm.grace_days

    @strawberry.field(description="Days from one self-report to the next; null without any.")
    def self_report_every_days(self) -> int | None:
        return self.seen.rhythm.self_report_every_days

    @strawberry.field(
        description="When the version or the standing of a goal or step last changed."
    )
    def updated_at(self) -> datetime:
        goals = self.file.goals.get(self.seen.id, [])
        marked = [goal.marked_at for goal in goals]
        marked += [step.marked_at for goal in goals for step in goal.steps]
        return max([self.seen.changed_at, *(at for at in marked if at is not None)])

    @strawberry.field(description="Who changed the version last.")
    async def updated_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.changed_by)


@strawberry.type(description="A member of the support team.")
class TeamMember:
    """Wraps a membership."""

    seen: strawberry.Private[facts.MemberSeen]

    @strawberry.field(description="Identifier of the membership.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Who.")
    async def account(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.account_id)

    @strawberry.field(description="What for.")
    def duty(self) -> TeamDuty:  # type: ignore[valid-type]
        return self.seen.duty

    @strawberry.field(name="from", description="First day.")
    def from_(self) -> date:
        return self.seen.valid_from

    @strawberry.field(description="Last day, if one is named.")
    def until(self) -> date | None:
        return self.seen.last_day

    @strawberry.field(description="Day before which notes are hidden from the worker (S61).")
    def notes_from(self) -> date | None:
        return self.seen.notes_from

    @strawberry.field(description="Whether access ended at once, when the file was handed over.")
    def withdrawn(self) -> bool:
        return self.seen.withdrawn


@strawberry.type(description="The plan and the support team of a case file.")
class CasePlansPart(CaseBase):
    """What the plans room adds to the case page."""

    @strawberry.field(description="The version in force.")
    async def plan(self, info: Info) -> PlanVersion | None:
        file = await load_plan_file(info.context, self.page.case.id)
        for version in file.versions:
            if version.state is facts.PlanVersionState.IN_FORCE:
                return PlanVersion(seen=version, file=file)
        return None

    @strawberry.field(description="Every version but discarded ones, the first one first.")
    async def plan_versions(self, info: Info) -> list[PlanVersion]:
        file = await load_plan_file(info.context, self.page.case.id)
        return [PlanVersion(seen=version, file=file) for version in file.versions]

    @strawberry.field(description="Everybody who was, is or will be on the support team.")
    async def team(self, info: Info) -> list[TeamMember]:
        context = info.context
        if not context.actor.may(Permission.PLAN_READ):
            return []
        found = await read_team(context.database, context.clock, context.actor, self.page.case.id)
        return [TeamMember(seen=member) for member in found]


@strawberry.type
class PlanQueries:
    """What choosers of the plans room need."""

    @strawberry.field(description="Active social workers and officers, to choose a team from.")
    async def team_candidates(self, info: Info) -> list[AccountSummary]:
        context = info.context
        found = await read_team_candidates(context.database, context.clock, context.actor)
        return [AccountSummary(seen=account) for account in found]

    @strawberry.field(description="One version of a plan; NOT_VISIBLE when hidden or absent.")
    async def plan_version(
        self,
        info: Info,
        id: Annotated[UUID, strawberry.argument(description="Identifier of the version.")],
    ) -> PlanVersion:
        return await load_plan_version(info.context, id)


@gate(Permission.PLAN_READ, OPEN_VERSION, CONSENTED)
def refused_plan_actions(asked: Asked) -> Iterable[Gate]:
    """Why no plan can be drafted or approved on a case now."""
    return reasons(asked[OPEN_VERSION], asked[CONSENTED], asked.actor.account_id)


@gate(Permission.PLAN_READ, HELD_NOW)
def refused_evidence_actions(asked: Asked) -> Iterable[Gate]:
    """Why neither evidence nor a payment can be entered now."""
    return money_reasons(asked[HELD_NOW])


async def load_plan_version(context: Context, plan_version_id: UUID) -> PlanVersion:
    """A version for an answer."""

    async def load() -> PlanFile:
        return await read_plan_file_of(
            context.database, context.clock, context.actor, plan_version_id
        )

    file: PlanFile = await once(context, ("plan_of", plan_version_id), load)
    return PlanVersion(seen=file.version(plan_version_id), file=file)


async def load_plan_file(context: Context, case_id: UUID) -> PlanFile:
    """The plan of a case in all its versions, read once; empty for whom it is not for."""

    async def load() -> PlanFile:
        return await read_plan_file(context.database, context.clock, context.actor, case_id)

    if not context.actor.may(Permission.PLAN_READ):
        return PlanFile([], {}, {}, {}, {}, [])
    found: PlanFile = await once(context, ("plan_file", case_id), load)
    return found


record(
    "plan_version",
    PlanVersion,
    load_plan_version,
    "The version as it stands now.",
    read_plan_head,
)

MUTATIONS = (
    (draft_plan, "Start a version of the plan: the first one, or a variation."),
    (add_condition, "Add a condition from the catalogue to a draft."),
    (change_condition, "Change a condition of a draft."),
    (remove_condition, "Take a condition out of a draft."),
    (add_goal, "Add a goal to a draft."),
    (mark_goal, "Say where a goal stands, or take it out."),
    (walk_through_catalogue, "Answer what a newer catalogue asks about a draft."),
    (add_step, "Add a step towards a goal of a draft."),
    (mark_step, "Say where a step stands, or take it out."),
    (submit_plan, "Hand a version in for approval."),
    (approve_plan, "Approve a version that somebody else wrote; it comes into force."),
    (return_plan, "Send a version back with feedback."),
    (discard_plan, "Give up a version that is still being written."),
    (record_agreement, "Record what a party answers to a version."),
    (appoint_team_member, "Put somebody on the support team."),
    (end_team_membership, "End a membership of the support team."),
)
