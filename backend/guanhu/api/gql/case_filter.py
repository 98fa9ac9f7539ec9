"""What narrows the caseload."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from guanhu.api.gql.commands import enum_type
from guanhu.cases.repository import CaseFilter
from guanhu.cases.states import CaseStatus as Status

CaseStatus = enum_type(Status)


@strawberry.input(description="Narrows the caseload; every part narrows further.")
class CaseFilterInput:
    """All parts optional."""

    status: list[CaseStatus] | None = strawberry.field(  # type: ignore[valid-type]
        default=None, description="Any of these statuses."
    )
    search: str | None = strawberry.field(
        default=None, description="Exact full name or case number."
    )
    chain_role: str | None = strawberry.field(default=None, description="Code of the chain role.")
    officer_id: UUID | None = strawberry.field(default=None, description="Handled by.")
    due_before: date | None = strawberry.field(
        default=None, description="Next deadline before this day."
    )
    missed_only: bool = strawberry.field(
        default=False, description="Only with missed check-ins to review."
    )
    alarmed_only: bool = strawberry.field(default=False, description="Only with an alarm.")

    def as_filter(self) -> CaseFilter:
        return CaseFilter(
            status=tuple(self.status or ()),
            search=self.search,
            chain_role=None if self.chain_role is None else self.chain_role.lower(),
            officer_id=self.officer_id,
            due_before=self.due_before,
            missed_only=self.missed_only,
            alarmed_only=self.alarmed_only,
        )
