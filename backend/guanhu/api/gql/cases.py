"""People and case files in the schema."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Final
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.alarms import Alarm
from guanhu.api.gql.case_base import CaseBase, once
from guanhu.api.gql.case_filter import CaseFilterInput
from guanhu.api.gql.case_why import why_status
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.deadlines import Deadline, deadlines_of, next_deadline_of
from guanhu.api.gql.paging import PageNumber, PageSize, SortOrder, window
from guanhu.api.gql.why import Why
from guanhu.cases.alarms import alarms
from guanhu.cases.facts import Milestones
from guanhu.cases.repository import CaseFilter, CaseListed
from guanhu.cases.repository import CaseSort as Sort
from guanhu.cases.rules import both_ages, progress_on
from guanhu.cases.states import CaseStatus as Status
from guanhu.cases.use_cases.list_cases import list_cases
from guanhu.cases.use_cases.open_case import open_case
from guanhu.cases.use_cases.read_case_file import find_minors, read_minor, read_minor_identity
from guanhu.kernel.clock import office_date
from guanhu.people import facts as people

CaseStatus = enum_type(Status)
CaseSort = enum_type(Sort)
Sex = enum_type(people.Sex)
SchoolStatus = enum_type(people.SchoolStatus)
AgeProof = enum_type(people.AgeProof)
Relation = enum_type(people.Relation)
REMEMBERED: Final = 10_000


@strawberry.type(description="How far a probation period has run.")
class PeriodProgress:
    """Dates and days."""

    starts_on: date = strawberry.field(description="Day of the decision (P-02).")
    ends_on: date = strawberry.field(description="Last day by the same-day reading (A-1).")
    elapsed_days: int = strawberry.field(description="Days gone, never more than the total.")
    total_days: int = strawberry.field(description="Days of the whole period.")
    # Filled by `guanhu.api.gql.shaping`: what one says is decided by the four above alone.
    shapes: strawberry.Private[dict[Any, Any]] = dataclasses.field(default_factory=dict)


@strawberry.type(description="One line of the caseload.")
class CaseListItem:
    """Wraps a listed case."""

    listed: strawberry.Private[CaseListed]
    today: strawberry.Private[date]

    @strawberry.field(description="Identifier of the case file.")
    def id(self) -> UUID:
        return self.listed.case.id

    @strawberry.field(description="Number of the case in the office.")
    def case_number(self) -> str:
        return self.listed.case.case_number

    @strawberry.field(description="The young person's masked name, e.g. 李某.")
    def masked_name(self) -> str:
        return self.listed.masked_name

    @strawberry.field(description="Age at the last act (E-05, E-06).")
    def age_at_act(self) -> int:
        return both_ages(self.listed.born, self.listed.case.last_act_on, self.today)[0]

    @strawberry.field(description="Age today.")
    def age_now(self) -> int:
        return both_ages(self.listed.born, self.listed.case.last_act_on, self.today)[1]

    @strawberry.field(description="Code of the role in the chain.")
    def chain_role(self) -> str:
        return self.listed.case.chain_role.upper()

    @strawberry.field(description="Where the case stands today.")
    def status(self) -> CaseStatus:  # type: ignore[valid-type]
        return self.listed.case.status

    @strawberry.field(description="Who handles the case.")
    def officer_name(self) -> str:
        return self.listed.officer_name or ""

    @strawberry.field(description="The probation period, once decided.")
    def progress(self) -> PeriodProgress | None:
        return _progress(self.listed.case.milestones, self.today)

    @strawberry.field(description="The next open deadline.")
    def next_deadline(self) -> Deadline | None:
        return next_deadline_of(self.listed.case.milestones, self.today)

    @strawberry.field(description="Day of the last human contact: a check-in, or a contact note.")
    def last_check_in_on(self) -> date | None:
        return self.listed.case.last_check_in_on

    @strawberry.field(description="Missed check-ins nobody has reviewed yet.")
    def missed_to_review(self) -> int:
        return self.listed.case.missed_to_review

    @strawberry.field(description="What must not be overlooked.")
    def alarms(self) -> list[Alarm]:
        return _alarms(self.listed.case.milestones, self.today)

    @strawberry.field(description="Version of the case file.")
    def version(self) -> int:
        return self.listed.case.version


@strawberry.type(description="One page of the caseload.")
class CaseFilePage:
    """Items and total."""

    items: list[CaseListItem] = strawberry.field(description="The lines of this page.")
    total: int = strawberry.field(description="How many files match in all.")


@strawberry.type(description="The young person of a case, masked.")
class Minor:
    """Wraps what a case page may show."""

    seen: strawberry.Private[people.MinorSeen]
    ages: strawberry.Private[tuple[int, int] | None] = None

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Masked name, e.g. 李某.")
    def masked_name(self) -> str:
        return self.seen.masked_name

    @strawberry.field(description="Sex.")
    def sex(self) -> Sex:  # type: ignore[valid-type]
        return self.seen.sex

    @strawberry.field(description="School or work.")
    def school_status(self) -> SchoolStatus:  # type: ignore[valid-type]
        return self.seen.school_status

    @strawberry.field(description="How the birth date is proven.")
    def age_proof(self) -> AgeProof:  # type: ignore[valid-type]
        return self.seen.age_proof

    @strawberry.field(description="Age at the last act, within a case.")
    def age_at_act(self) -> int | None:
        return None if self.ages is None else self.ages[0]

    @strawberry.field(description="Age today, within a case.")
    def age_now(self) -> int | None:
        return None if self.ages is None else self.ages[1]

    @strawberry.field(description="Version of the record.")
    def version(self) -> int:
        return self.seen.version


@strawberry.type(description="Identity fields; every reading is a trail entry.")
class MinorIdentity:
    """Wraps the identity fields."""

    full_name: str = strawberry.field(description="Full name.")
    birth_date: date = strawberry.field(description="Date of birth.")
    identity_number: str | None = strawberry.field(description="Identity number.")
    phone: str | None = strawberry.field(description="Telephone number.")
    address: str | None = strawberry.field(description="Home address.")
    school: str | None = strawberry.field(description="School or employer.")


@strawberry.type(description="A guardian and the time of the guardianship.")
class Guardian:
    """Wraps a guardianship."""

    seen: strawberry.Private[people.GuardianSeen]

    @strawberry.field(description="Identifier of the guardianship.")
    def id(self) -> UUID:
        return self.seen.guardianship_id

    @strawberry.field(description="Identifier of the guardian.")
    def guardian_id(self) -> UUID:
        return self.seen.guardian_id

    @strawberry.field(description="Masked name.")
    def masked_name(self) -> str:
        return self.seen.masked_name

    @strawberry.field(description="Relation to the minor.")
    def relation(self) -> Relation:  # type: ignore[valid-type]
        return self.seen.relation

    @strawberry.field(description="Whether this is the legal representative.")
    def legal_representative(self) -> bool:
        return self.seen.legal_representative

    @strawberry.field(description="First day.")
    def valid_from(self) -> date:
        return self.seen.valid_from

    @strawberry.field(description="First day no longer valid, if it has ended.")
    def valid_until(self) -> date | None:
        return self.seen.valid_until

    @strawberry.field(description="Whether the guardian may see nothing (Q-11).")
    def blocked(self) -> bool:
        return self.seen.blocked

    @strawberry.field(description="Whether the guardian has joined with an account.")
    def joined(self) -> bool:
        return self.seen.joined


@strawberry.type(description="The case file's own fields.")
class CaseFilesPart(CaseBase):
    """What the cases and people rooms add to the case page."""

    @strawberry.field(description="Number of the case in the office.")
    def case_number(self) -> str:
        return self.page.case.case_number

    @strawberry.field(description="Where the case stands today.")
    def status(self) -> CaseStatus:  # type: ignore[valid-type]
        return self.page.case.status

    @strawberry.field(description="Why it stands there: the move that led here, its day and rule.")
    async def status_why(self, info: Info) -> Why:
        return await why_status(info.context, self.page.case)

    @strawberry.field(description="Version, for commands that edit the file.")
    def version(self) -> int:
        return self.page.case.version

    @strawberry.field(description="Day the case was received for review.")
    def received_on(self) -> date:
        return self.page.case.milestones.received_on

    @strawberry.field(description="The dated rulebook the case is handled under.")
    def rulebook(self) -> str:
        return self.page.case.milestones.rulebook

    @strawberry.field(description="Who handles the case.")
    async def officer(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.page.case.officer_id)

    @strawberry.field(description="Code of the role in the chain.")
    def chain_role(self) -> str:
        return self.page.case.chain_role.upper()

    @strawberry.field(description="The young person, masked.")
    def minor(self, info: Info) -> Minor:
        ages = both_ages(self.page.minor.birth_date, self.page.case.last_act_on, _today(info))
        return Minor(seen=self.page.minor, ages=ages)

    @strawberry.field(description="Identity fields, read on purpose and on record.")
    async def identity(self, info: Info) -> MinorIdentity:
        context = info.context

        async def load() -> people.MinorIdentity:
            return await read_minor_identity(
                context.database, context.clock, context.actor, self.page.case.id
            )

        found: people.MinorIdentity = await once(context, ("identity", self.page.case.id), load)
        return MinorIdentity(
            full_name=found.full_name,
            birth_date=found.birth_date,
            identity_number=found.identity_number,
            phone=found.phone,
            address=found.address,
            school=found.school,
        )

    @strawberry.field(description="Guardians, first day first.")
    def guardians(self) -> list[Guardian]:
        return [Guardian(seen=guardian) for guardian in self.page.guardians]

    @strawberry.field(description="The probation period, once decided.")
    def progress(self, info: Info) -> PeriodProgress | None:
        return _progress(self.page.case.milestones, _today(info))

    @strawberry.field(description="Every deadline of the case, next due first.")
    def deadlines(self, info: Info) -> list[Deadline]:
        return list(deadlines_of(self.page.case.milestones, _today(info)))

    @strawberry.field(description="What must not be overlooked on this case.")
    def alarms(self, info: Info) -> list[Alarm]:
        return _alarms(self.page.case.milestones, _today(info))

    @strawberry.field(description="The next open deadline.")
    def next_deadline(self, info: Info) -> Deadline | None:
        return next_deadline_of(self.page.case.milestones, _today(info))


@strawberry.type
class CaseQueries:
    """Queries of the cases and people rooms."""

    @strawberry.field(description="The caseload: files the caller may see, one page.")
    async def case_files(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        sort: Annotated[CaseSort, strawberry.argument(description="Sort key.")] = (  # type: ignore[valid-type]
            Sort.NEXT_DEADLINE
        ),
        order: Annotated[SortOrder, strawberry.argument(description="Direction.")] = SortOrder.ASC,
        filter: Annotated[
            CaseFilterInput | None, strawberry.argument(description="Narrows the list.")
        ] = None,
    ) -> CaseFilePage:
        rows = window(page, per_page)
        context = info.context
        items, total = await list_cases(
            context.database,
            context.clock,
            context.actor,
            filter.as_filter() if filter else CaseFilter(),
            sort=sort,
            descending=order is SortOrder.DESC,
            limit=rows.limit,
            offset=rows.offset,
        )
        today = _today(info)
        return CaseFilePage(
            items=[CaseListItem(listed=listed, today=today) for listed in items], total=total
        )

    @strawberry.field(description="Search before create: minors with exactly this name or number.")
    async def find_minors(
        self,
        info: Info,
        name: Annotated[str | None, strawberry.argument(description="Exact full name.")] = None,
        identity_number: Annotated[
            str | None, strawberry.argument(description="Identity number.")
        ] = None,
    ) -> list[Minor]:
        context = info.context
        found = await find_minors(
            context.database, context.clock, context.actor, name, identity_number
        )
        return [Minor(seen=minor) for minor in found]


MUTATIONS = ((open_case, "Open a case file at intake."),)


def _today(info: Info) -> date:
    return office_date(info.context.clock.now())


def _alarms(facts: Milestones, today: date) -> list[Alarm]:
    return [Alarm(source=found) for found in alarms(facts, today)]


@lru_cache(maxsize=REMEMBERED)
def _progress(facts: Milestones, today: date) -> PeriodProgress | None:
    """The period of a file; the same facts on the same day give the same object."""
    found = progress_on(facts, today)
    if found is None:
        return None
    return PeriodProgress(
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        elapsed_days=found.elapsed_days,
        total_days=found.total_days,
    )


async def load_minor(context: Context, minor_id: UUID) -> Minor:
    """A minor for an answer, masked."""
    return Minor(seen=await read_minor(context.database, context.clock, context.actor, minor_id))


record("minor", Minor, load_minor, "The young person, masked.")
