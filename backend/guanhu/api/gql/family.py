"""The family page: where we are, what is done, this week, who to call, how to disagree.

It speaks of dates and duties only. Notes, drafts, reasons and anything about a victim have no way
into it: it is built from use cases of its own that never read them.
"""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.cases import CaseStatus
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.course_records import FamilySession
from guanhu.api.gql.family_duties import FamilyDuty, FamilyItemState
from guanhu.api.gql.family_plan import FamilyGoal, FamilyLedger
from guanhu.api.gql.leaves import FamilyLeave
from guanhu.api.gql.milestones import FamilyReview
from guanhu.api.gql.outcomes import FamilyOutcome
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.cases.rules import Progress, progress_on
from guanhu.checkins.facts import CheckInKind, CheckInStatus
from guanhu.checkins.repository import CheckInDates
from guanhu.checkins.use_cases.read_family_check_ins import read_family_check_ins
from guanhu.courses.facts import PlaceSeen
from guanhu.courses.use_cases.read_courses import read_family_sessions
from guanhu.education.facts import AssignmentSeen, AssignmentStatus
from guanhu.education.module_catalogue import modules
from guanhu.education.use_cases.read_education import read_family_assignments
from guanhu.incidents.leave import LeaveSeen
from guanhu.incidents.outcomes import OutcomeFacts
from guanhu.incidents.use_cases.read_leaves import read_family_leaves
from guanhu.incidents.use_cases.read_picture import read_family_outcomes
from guanhu.kernel.clock import office_date
from guanhu.milestones.facts import MilestoneSeen
from guanhu.milestones.use_cases.read_milestones import read_family_milestones
from guanhu.orders.facts import DutyState as Duty
from guanhu.orders.facts import FamilyDuty as OwnDuty
from guanhu.orders.use_cases.read_orders import read_guardian_duties
from guanhu.plans import wording
from guanhu.plans.facts import ConditionSeen, Texts
from guanhu.plans.family import FamilyPlan
from guanhu.plans.use_cases.read_family_plan import read_family_plan

WEEK = timedelta(days=7)
LEFT_THE_ROAD = frozenset({CaseStatus.PROSECUTED, CaseStatus.REVOKED, CaseStatus.QUASHED})
DISAGREE = ("DISAGREE_1", "DISAGREE_2", "DISAGREE_3", "DISAGREE_4")


@enum_type
class FamilyItemKind(enum.Enum):
    """What an item of the family page is."""

    CHECK_IN = "check_in"
    MODULE = "module"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item before it is shown."""

    kind: FamilyItemKind
    title: Texts
    on: date
    state: FamilyItemState


@strawberry.type(description="One thing done, or to do.")
class FamilyItem:
    """Wraps an entry."""

    entry: strawberry.Private[Entry]

    @strawberry.field(description="What kind of thing it is.")
    def kind(self) -> FamilyItemKind:
        return self.entry.kind

    @strawberry.field(description="What it is, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.entry.title.text(language.value)

    @strawberry.field(description="Its day: when it was done, or by when it is due.")
    def date(self) -> date:
        return self.entry.on

    @strawberry.field(description="Whether it is done.")
    def state(self) -> FamilyItemState:
        return self.entry.state


@strawberry.type(description="Somebody the family may turn to.")
class FamilyContact:
    """A name, what they are here for, and the office's number where one is set."""

    name: str = strawberry.field(description="Display name.")
    phone: str | None = strawberry.field(description="Telephone number of the office, if set.")
    word: strawberry.Private[str]
    office: strawberry.Private[Texts]

    @strawberry.field(description="What they are, and of which office.")
    def role(self, language: LanguageArgument = Language.ZH) -> str:
        role = sentence("family", self.word, language.value)
        return f"{role} · {self.office.text(language.value)}"


@strawberry.type(description="A condition in force, in plain words.")
class FamilyCondition:
    """Wraps a condition of the plan in force."""

    seen: strawberry.Private[ConditionSeen]
    every_days: strawberry.Private[int]

    @strawberry.field(description="Identifier, by which a self-report speaks of it.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Short name.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return wording.title(self.seen, language.value)

    @strawberry.field(description="What it asks, for a fifteen-year-old.")
    def plain_wording(self, language: LanguageArgument = Language.ZH) -> str:
        return wording.plain_wording(self.seen, language.value, every_days=self.every_days)


@strawberry.type(description="What a guardian or young person sees of the own case.")
class FamilyView:
    """Wraps what the family's own use cases found."""

    plan: strawberry.Private[FamilyPlan]
    check_ins: strawberry.Private[list[CheckInDates]]
    assignments: strawberry.Private[list[AssignmentSeen]]
    to_attend: strawberry.Private[list[PlaceSeen]]
    duties: strawberry.Private[list[OwnDuty]]
    reviews: strawberry.Private[list[MilestoneSeen]]
    leaves: strawberry.Private[list[LeaveSeen]]
    came_of: strawberry.Private[list[OutcomeFacts]]
    day: strawberry.Private[date]

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.plan.case.id

    @strawberry.field(description="The young person's masked name.")
    def young_person_name(self) -> str:
        return self.plan.masked_name

    @strawberry.field(description="Where the case stands today.")
    def status(self) -> CaseStatus:
        return self.plan.case.status

    @strawberry.field(description="First day of the period: the day of the decision (P-02).")
    def starts_on(self) -> date | None:
        return self.plan.case.milestones.decided_on

    @strawberry.field(description="The office's date of this reading.")
    def today(self) -> date:
        return self.day

    @strawberry.field(
        description="First day on which the outcome may be reviewed: the day after the last one"
        " (P-08, P-12). Null before a period is fixed, and when the case has left that road."
    )
    def review_on(self) -> date | None:
        last = self.plan.case.milestones.probation_ends_on
        if last is None or self.plan.case.status in LEFT_THE_ROAD:
            return None
        return last + timedelta(days=1)

    @strawberry.field(description="Last day of the period, by the later reading (A-1).")
    def ends_on(self) -> date | None:
        return self.plan.case.milestones.probation_ends_on

    @strawberry.field(description="Days gone, never more than the total.")
    def elapsed_days(self) -> int | None:
        found = self._progress()
        return None if found is None else found.elapsed_days

    @strawberry.field(description="Days of the whole period.")
    def total_days(self) -> int | None:
        found = self._progress()
        return None if found is None else found.total_days

    @strawberry.field(description="What has been done, the latest first.")
    def done(self) -> list[FamilyItem]:
        entries = [*self._milestones(), *self._kept(), *self._learnt()]
        ordered = sorted(entries, key=lambda entry: entry.on, reverse=True)
        return [FamilyItem(entry=entry) for entry in ordered]

    @strawberry.field(description="What is to do in the seven days from today, or is overdue.")
    def this_week(self) -> list[FamilyItem]:
        entries = [*self._to_come(), *self._to_learn()]
        return [FamilyItem(entry=entry) for entry in sorted(entries, key=lambda e: e.on)]

    @strawberry.field(description="Who to call.")
    def contacts(self, info: Info) -> list[FamilyContact]:
        phone = info.context.settings.family_phone
        people = [("CONTACT_OFFICER", self.plan.officer)]
        people += [("CONTACT_SOCIAL_WORKER", worker) for worker in self.plan.workers]
        return [
            FamilyContact(
                name=account.display_name or "", phone=phone, word=word, office=self.plan.office
            )
            for word, account in people
            if account is not None
        ]

    @strawberry.field(description="The conditions in force, in plain words.")
    def conditions(self) -> list[FamilyCondition]:
        every_days = self.plan.every_days
        return [
            FamilyCondition(seen=condition, every_days=every_days)
            for condition in self.plan.conditions
        ]

    @strawberry.field(description="The goals of the plan in force, with their steps.")
    def goals(self) -> list[FamilyGoal]:
        return [FamilyGoal(seen=each) for each in self.plan.goals]

    @strawberry.field(description="What is to be paid, and what came in.")
    def ledgers(self) -> list[FamilyLedger]:
        return [FamilyLedger(seen=each) for each in self.plan.ledgers]

    @strawberry.field(
        description="The signed-in guardian's own duties, earliest first; empty for the child."
    )
    def guardian_duties(self) -> list[FamilyDuty]:
        return [FamilyDuty(seen=each) for each in self.duties if each.state is not Duty.LAPSED]

    @strawberry.field(description="Milestone reviews of the period, the first one first.")
    def milestone_reviews(self) -> list[FamilyReview]:
        return [FamilyReview(seen=each) for each in self.reviews]

    @strawberry.field(
        description="Requests to leave the city or county, or to move, the first day first (O-03)."
    )
    def leave_requests(self, info: Info) -> list[FamilyLeave]:
        account_id = info.context.actor.account_id
        return [FamilyLeave(seen=one, day=self.day, account_id=account_id) for one in self.leaves]

    @strawberry.field(description="What came of appointments, the latest first; dates only.")
    def outcomes(self) -> list[FamilyOutcome]:
        return [FamilyOutcome(seen=one, day=self.day) for one in self.came_of]

    @strawberry.field(description="Learning sessions to come, the next one first.")
    def sessions(self) -> list[FamilySession]:
        return [FamilySession(seen=one) for one in self.to_attend]

    @strawberry.field(description="How to disagree, step by step.")
    def how_to_disagree(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return [sentence("family", key, language.value) for key in DISAGREE]

    @strawberry.field(description="Where to turn when somebody is in danger.")
    def urgent_help(self, info: Info, language: LanguageArgument = Language.ZH) -> str:
        settings = info.context.settings
        zh = language is Language.ZH
        configured = settings.urgent_help_zh if zh else settings.urgent_help_en
        return configured or sentence("family", "URGENT_HELP", language.value)

    def _progress(self) -> Progress | None:
        return progress_on(self.plan.case.milestones, self.day)

    def _milestones(self) -> Iterator[Entry]:
        facts = self.plan.case.milestones
        for word, on in (
            ("DECIDED", facts.decided_on),
            ("ANNOUNCED", facts.announced_on),
            ("PLAN_IN_FORCE", self.plan.plan_from),
        ):
            if on is not None and on <= self.day:
                title = _words(word)
                yield Entry(FamilyItemKind.MILESTONE, title, on, FamilyItemState.DONE)

    def _kept(self) -> Iterator[Entry]:
        for each in self.check_ins:
            given = each.kind is CheckInKind.SELF_REPORT
            if each.happened_on is not None and (each.contact_made or given):
                yield _check_in(each, each.happened_on, FamilyItemState.DONE)

    def _to_come(self) -> Iterator[Entry]:
        for each in self.check_ins:
            if each.status is CheckInStatus.MISSED:
                yield _check_in(each, each.due_until, FamilyItemState.MISSED)
            elif (
                each.status in {CheckInStatus.SCHEDULED, CheckInStatus.DUE}
                and each.due_from < self.day + WEEK
            ):
                yield _check_in(each, each.due_until, FamilyItemState.OPEN)

    def _learnt(self) -> Iterator[Entry]:
        for each in self.assignments:
            if each.status is AssignmentStatus.COMPLETED and each.completed_on is not None:
                yield _module(each, each.completed_on, FamilyItemState.DONE)

    def _to_learn(self) -> Iterator[Entry]:
        for each in self.assignments if self.plan.live else []:
            if each.status is not AssignmentStatus.ASSIGNED or each.due_on >= self.day + WEEK:
                continue
            overdue = each.due_on < self.day
            state = FamilyItemState.MISSED if overdue else FamilyItemState.OPEN
            yield _module(each, each.due_on, state)


@strawberry.type
class FamilyQueries:
    """The family page."""

    @strawberry.field(
        description="The own case of a guardian or young person; NOT_VISIBLE for any other, and"
        " while blocked."
    )
    async def family_view(
        self,
        info: Info,
        case_id: Annotated[
            UUID | None,
            strawberry.argument(description="Which of several own files; else the current one."),
        ] = None,
    ) -> FamilyView:
        context = info.context
        door = (context.database, context.clock, context.actor)
        plan = await read_family_plan(*door, case_id)
        check_ins, assignments, duties, reviews, leaves, came_of = await asyncio.gather(
            read_family_check_ins(*door, plan.case.id),
            read_family_assignments(*door, plan.case.id),
            read_guardian_duties(*door, plan.case.id),
            read_family_milestones(*door, plan.case.id),
            read_family_leaves(*door, plan.case.id),
            read_family_outcomes(*door, plan.case.id),
        )
        to_attend = await read_family_sessions(*door, plan.case.id)
        return FamilyView(
            plan=plan,
            check_ins=check_ins,
            assignments=assignments,
            to_attend=to_attend,
            duties=duties,
            reviews=reviews,
            leaves=leaves,
            came_of=came_of,
            day=office_date(context.clock.now()),
        )


def _words(key: str) -> Texts:
    return Texts(sentence("family", key, "zh"), sentence("family", key, "en"))


def _check_in(seen: CheckInDates, on: date, state: FamilyItemState) -> Entry:
    title = _words(f"CHECK_IN_{seen.kind.name}")
    return Entry(FamilyItemKind.CHECK_IN, title, on, state)


def _module(seen: AssignmentSeen, on: date, state: FamilyItemState) -> Entry:
    title = modules().entry(seen.module_code, seen.module_version).title
    return Entry(FamilyItemKind.MODULE, title, on, state)
