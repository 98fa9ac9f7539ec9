"""Seal a case file: archive it, remove it, check that it is gone, and certify that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.repository import CaseFilter, CaseRepository, CaseSort, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.cases.tables import CaseFileRow
from guanhu.challenges.repository import ChallengeRepository
from guanhu.checkins.filtering import CheckInFilter
from guanhu.checkins.repository import CheckInRepository, CheckInSort
from guanhu.courses.passes import PassRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database
from guanhu.plumbing.vault import RecordKey
from guanhu.sealing.archive import BYTES_PREFIX, Bundle, Tables, make_archive, open_field
from guanhu.sealing.facts import SealedIdentity, SurfaceChecked
from guanhu.sealing.loose_drafts import LooseDraft, loose_drafts
from guanhu.sealing.repository import CaseRows, SealingRepository, sensitive_columns
from guanhu.sealing.rules import refuse_seal, refuse_traces

BASIS: Final = "F-04"
DRAFT_FIELD: Final = "drafts.content"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCase:
    """Seal a file whose final decision was announced and served."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")


@dataclass(frozen=True, slots=True)
class SealedCase:
    """The order in the register; nothing here tells of the file."""

    seal_order: UUID


async def seal_case(
    database: Database, clock: Clock, actor: Actor, command: SealCase
) -> SealedCase:
    """Turn a file into an archive that only the seal key opens.

    Everything happens in one transaction: if the check finds a trace, nothing is sealed.
    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `FinalNotAnnounced`,
    `FinalServiceMissing`, `ChallengeOpen`, `QuashingOpen`, `TracesLeft`. Files linked with this
    one are marked (F-12).
    Source: F-04, F-06, F-07.
    """
    actor.require(Permission.SEAL)
    async with begin(database, clock, actor, command, SealedCase) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        facts = milestones(row)
        move(status_on(facts, work.today), CaseAction.SEAL)
        challenges = ChallengeRepository(work)
        refusal = refuse_seal(
            facts,
            challenged=bool(await challenges.open_rows(row.id)),
            quashing=await challenges.submitted(row.id) is not None,
        )
        if refusal is not None:
            raise refusal
        who = await _identity(work, row)
        marked = await SealingRepository(work).mark_linked(row.id)
        order_id = await _seal(work, who)
        work.record(
            "sealing.sealed", "seal_order", order_id, case_id=who.case_id, groups_marked=marked
        )
        return work.answer(SealedCase(seal_order=order_id))


async def _identity(work: Work[SealedCase], row: CaseFileRow) -> SealedIdentity:
    person = await PeopleRepository(work).identity(row.minor_id)
    return SealedIdentity(
        row.id,
        row.minor_id,
        row.case_number,
        person.full_name,
        person.identity_number,
        person.phone,
        row.final_announced_on,
        row.rulebook,
    )


async def _seal(work: Work[SealedCase], who: SealedIdentity) -> UUID:
    sealing = SealingRepository(work)
    keys = await work.keys.of_all([who.case_id, who.minor_id])
    case_key, minor_key = keys[who.case_id], keys[who.minor_id]
    rows = await sealing.rows_of(who.case_id)
    require_readable(rows.tables, (case_key, minor_key))
    archive_id = new_id()
    archive = make_archive(
        archive_id,
        Bundle(who.case_id, who.minor_id, work.now, rows.tables),
        case_key=case_key,
        minor_key=minor_key,
        seal_key=work.vault.seal_public,
    )
    await sealing.keep(archive, rows.going)
    order_id = await sealing.register(who, archive_id, minor_goes=rows.minor_goes, basis_rule=BASIS)
    about = await _drafts_about(work, who)
    await sealing.forget(who.case_id, archive_id, [draft.id for draft in about])
    await _tell_of_drafts(work, order_id, about)
    # A pass nobody matched yet carries a name; whoever it was of, it may be the sealed one's.
    await PassRepository(work).forget_named(who.full_name)
    surfaces = [
        *await _tables(sealing, who, rows),
        *await _views(work, who, minor_goes=rows.minor_goes),
    ]
    refusal = refuse_traces(surfaces)
    if refusal is not None:
        raise refusal
    await sealing.certify(order_id, surfaces)
    return order_id


def require_readable(tables: Tables, keys: Iterable[RecordKey]) -> None:
    """Make sure, before anything is removed, that every vault field opens with the kept keys.

    Raises `AssertionError` naming table and column: a room that keeps a field of a file under
    some other key has a bug, and sealing would lose what it holds.
    """
    held = tuple(keys)
    for table, column in sorted(sensitive_columns()):
        for row in tables.get(table, ()):
            value = row[column]
            if value is None:
                continue
            is_field = isinstance(value, str) and value.startswith(BYTES_PREFIX)
            if not is_field or open_field(table, column, row, held) is None:
                message = f"{table}.{column} does not open with the keys of its file"
                raise AssertionError(message)


async def _drafts_about(work: Work[SealedCase], who: SealedIdentity) -> list[LooseDraft]:
    """Drafts outside the file that speak of the sealed person: by name, numbers or file."""
    drafts = await loose_drafts(work, who.case_id)
    numbers = (who.identity_number, who.phone, who.case_number, str(who.case_id))
    telling = [each for each in (who.full_name, *numbers) if each]
    found = []
    for draft in drafts:
        content = draft.key.open(DRAFT_FIELD, draft.id, draft.content)
        # Parsed, not searched as it is: the same name can be escaped in JSON in many ways.
        typed = list(texts_in(orjson.loads(content)))
        if any(each in text for each in telling for text in typed):
            found.append(draft)
    return found


async def _tell_of_drafts(work: Work[SealedCase], order_id: UUID, gone: list[LooseDraft]) -> None:
    """Whose draft went is told how many did, and nothing of why (S56)."""
    of = Counter(draft.account_id for draft in gone)
    told = [
        Message(
            Cause.DRAFTS_CLEARED, order_id, Audience.ACCOUNT,
            account_id=account_id, facts=(("count", number),),
        )
        for account_id, number in sorted(of.items())
    ]  # fmt: skip
    await tell_all(work, told)


def texts_in(content: Any) -> Iterator[str]:
    """Every text and number that stands in parsed JSON, however deep."""
    match content:
        case dict():
            for name, value in content.items():
                yield str(name)
                yield from texts_in(value)
        case list():
            for value in content:
                yield from texts_in(value)
        case _:
            yield str(content)


async def _tables(
    sealing: SealingRepository, who: SealedIdentity, rows: CaseRows
) -> list[SurfaceChecked]:
    """Every column of every table: identifiers, blind indexes, and words in the open."""
    ids = [who.case_id, *([who.minor_id] if rows.minor_goes else [])]
    digests = {
        bytes.fromhex(row[column].removeprefix(BYTES_PREFIX))
        for row in rows.tables["minors"]
        for column in ("name_index", "identity_index")
        if rows.minor_goes and row[column] is not None
    }
    return await sealing.find(ids, sorted(digests), [who.case_number])


async def _views(
    work: Work[SealedCase], who: SealedIdentity, *, minor_goes: bool
) -> list[SurfaceChecked]:
    """The ways in which people look: page, caseload, search, search before create, check-ins."""
    cases, people = CaseRepository(work), PeopleRepository(work)
    try:
        await cases.get(who.case_id)
        on_page = 1
    except NotVisible:
        on_page = 0
    listed = [
        each.case.id
        for search in (who.case_number, who.full_name)
        for each in (
            await cases.page(
                CaseFilter(search=search),
                sort=CaseSort.CASE_NUMBER,
                descending=False,
                limit=100,
                offset=0,
            )
        )[0]
    ]
    known = [*await people.find(who.full_name, None)]
    if who.identity_number is not None:
        known += await people.find(None, who.identity_number)
    _items, check_ins = await CheckInRepository(work).page(
        CheckInFilter(case_id=who.case_id),
        sort=CheckInSort.DUE,
        descending=False,
        limit=1,
        offset=0,
    )
    named = sum(each.id == who.minor_id for each in known) if minor_goes else 0
    return [
        SurfaceChecked("view:case_page", on_page),
        SurfaceChecked("view:caseload_search", listed.count(who.case_id)),
        SurfaceChecked("view:minor_search", named),
        SurfaceChecked("view:check_ins", check_ins),
    ]
