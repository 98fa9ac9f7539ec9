"""Why no needs assessment can be begun on a case now. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import Refusal
from guanhu.needs.errors import NeedsDraftOpen


def reasons(draft: tuple[UUID, int] | None) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """`draft`: id and number of the assessment that is being written, if there is one."""
    refusal = None if draft is None else NeedsDraftOpen(assessment=draft[0], number=draft[1])
    yield CaseAction.DRAFT_NEEDS_ASSESSMENT, refusal
