"""What every use case about a retraction asks first, and whom it tells."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.kernel.clock import office_date
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.retractions.errors import NotYourEntry, RetractionPending
from guanhu.retractions.facts import EntryFacts
from guanhu.retractions.repository import RetractionRepository
from guanhu.retractions.rules import refuse_retraction


def leads(look: Look, file: CaseFileRow) -> bool:
    """Whether the actor answers for the file: its officer, and the supervisor."""
    return look.actor.role is Role.SUPERVISOR or file.officer_id == look.actor.account_id


async def refuse_asking(look: Look, file: CaseFileRow, record_id: UUID, entry: EntryFacts) -> None:
    """Refuse who may not take this entry back, and what is proposed already."""
    refusal = refuse_retraction(entry, look.actor.account_id, leads_the_case=leads(look, file))
    if refusal is not None:
        raise refusal
    if file.office_id != look.actor.office_id:
        raise NotYourEntry  # who assists from elsewhere asks the office that decides (S-11)
    waiting = await RetractionRepository(look).open_of(record_id)
    if waiting is not None:
        raise RetractionPending(since=office_date(waiting.proposed_at))


async def tell_second_person(look: Look, file: CaseFileRow, retraction_id: UUID) -> None:
    """Tell the officer of the file; the supervisors, where the officer proposed it."""
    own = file.officer_id == look.actor.account_id
    await tell(
        look, Cause.RETRACTION_PROPOSED, retraction_id,
        Audience.SUPERVISORS if own else Audience.OFFICER, case_id=file.id,
    )  # fmt: skip
