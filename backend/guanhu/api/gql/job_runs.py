"""The log of jobs in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.context import Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.jobs import facts
from guanhu.jobs.use_cases.read_job_runs import list_job_runs
from guanhu.kernel.tally import Failure


@strawberry.type(description="One thing a job could not do.")
class JobFailure:
    """Wraps a failure."""

    seen: strawberry.Private[Failure]

    @strawberry.field(
        description="Identifier of the record; null where all of the job failed, and for whoever"
        " sees no case files."
    )
    def record_id(self) -> UUID | None:
        return self.seen.record

    @strawberry.field(description="Kind of the failure, a code.")
    def kind(self) -> str:
        return self.seen.kind


@strawberry.type(description="One run of one job, for one office or for all.")
class JobRun:
    """Wraps a run."""

    seen: strawberry.Private[facts.JobRunSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The job, as a stable code.")
    def name(self) -> str:
        return self.seen.name

    @strawberry.field(description="The job in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("jobs", self.seen.name, language.value)

    @strawberry.field(description="The office; null where it runs for all.")
    def office(self, language: LanguageArgument = Language.ZH) -> str | None:
        return self.seen.office_zh if language is Language.ZH else self.seen.office_en

    @strawberry.field(description="When it began.")
    def started_at(self) -> datetime:
        return self.seen.started_at

    @strawberry.field(description="When it ended; null while it runs, or when it was cut off.")
    def ended_at(self) -> datetime | None:
        return self.seen.ended_at

    @strawberry.field(description="How much it did.")
    def done(self) -> int:
        return self.seen.done

    @strawberry.field(description="How many things failed.")
    def failed(self) -> int:
        return len(self.seen.failures)

    @strawberry.field(description="What failed, at most 100 of it.")
    def failures(self) -> list[JobFailure]:
        return [JobFailure(seen=each) for each in self.seen.failures[:100]]


@strawberry.type(description="One page of the log of jobs.")
class JobRunPage:
    """Items and how many there are in all."""

    items: list[JobRun] = strawberry.field(description="Those of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type
class JobRunQueries:
    """Queries of the log of jobs."""

    @strawberry.field(description="What the jobs did, the latest run first.")
    async def job_runs(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        name: Annotated[str | None, strawberry.argument(description="Only this job.")] = None,
        failed_only: Annotated[  # noqa: FBT002 - an argument of the schema
            bool, strawberry.argument(description="Only runs with failures, or cut off.")
        ] = False,
    ) -> JobRunPage:
        context, rows = info.context, window(page, per_page)
        found, total = await list_job_runs(
            context.database, context.clock, context.actor, name, failed_only=failed_only,
            limit=rows.limit, offset=rows.offset,
        )  # fmt: skip
        return JobRunPage(items=[JobRun(seen=each) for each in found], total=total)
