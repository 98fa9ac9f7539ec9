"""Stored rows as facts and as what a reader sees."""

from __future__ import annotations

from datetime import date

from guanhu.checkins.facts import (
    CheckInKind,
    ConcernLevel,
    NoContactReason,
    Present,
    Topic,
)
from guanhu.entrustments.facts import (
    ContactSeen,
    EntrustmentFacts,
    EntrustmentGround,
    EntrustmentSeen,
    LetterSeen,
    PersonNamed,
    RequestRead,
    RequestSeen,
)
from guanhu.entrustments.rules import end_on, state_on
from guanhu.entrustments.tables import (
    EntrustmentAnswerRow,
    EntrustmentContactRow,
    EntrustmentLetterRow,
    EntrustmentRow,
)
from guanhu.identity.tables import AccountRow, OfficeRow
from guanhu.plans.facts import Texts
from guanhu.plumbing.vault import RecordKey


def entrustment_facts(row: EntrustmentRow, answer: EntrustmentAnswerRow | None) -> EntrustmentFacts:
    """An entrustment as far as a rule asks."""
    return EntrustmentFacts(
        id=row.id,
        to_office=row.to_office_id,
        asked_on=row.asked_on,
        answered_on=None if answer is None else answer.answered_on,
        accepted=None if answer is None else answer.accepted,
        starts_on=None if answer is None else answer.starts_on,
        until=None if answer is None else answer.until,
        ended_on=row.ended_on,
    )


def entrustment(
    row: EntrustmentRow,
    answer: EntrustmentAnswerRow | None,
    key: RecordKey,
    *,
    office: OfficeRow | None,
    people: tuple[AccountRow | None, AccountRow | None],
    letters: tuple[LetterSeen, ...],
    contacts: tuple[ContactSeen, ...],
    today: date,
    assisted: bool,
) -> EntrustmentSeen:
    """An entrustment with its texts; `people` are the officer and the worker who were named."""

    def opened(name: str, value: bytes | None) -> str | None:
        return key.open_optional(f"entrustments.{name}", row.id, value)

    facts = entrustment_facts(row, answer)
    return EntrustmentSeen(
        facts=facts,
        state=state_on(facts, today, assisted=assisted),
        end=end_on(facts, today, assisted=assisted),
        ground=EntrustmentGround(row.ground),
        approved_on=row.approved_on,
        why=key.open("entrustments.why", row.id, row.why),
        letter=key.open("entrustments.letter", row.id, row.letter),
        asked_by=row.asked_by,
        office=None if office is None else texts(office),
        outside=opened("outside", row.outside),
        answer=None
        if answer is None
        else key.open_optional("entrustment_answers.answer", answer.id, answer.answer),
        end_reason=opened("end_reason", row.end_reason),
        officer=person(people[0]),
        worker=person(people[1]),
        letters=letters,
        contacts=contacts,
    )


def request(
    row: EntrustmentRow,
    answer: EntrustmentAnswerRow | None,
    key: RecordKey,
    *,
    office: OfficeRow,
    people: tuple[AccountRow | None, AccountRow | None],
    today: date,
) -> RequestSeen:
    """A request as the asked office sees it; that it sees it says that it has not ended."""
    facts = entrustment_facts(row, answer)
    return RequestSeen(
        facts=facts,
        state=state_on(facts, today, assisted=True),
        case_id=row.case_id,
        owner_id=row.office_id,
        ground=EntrustmentGround(row.ground),
        approved_on=row.approved_on,
        masked_name=key.open("entrustments.masked_name", row.id, row.masked_name),
        office=texts(office),
        officer=person(people[0]),
        worker=person(people[1]),
    )


def read(seen: RequestSeen, row: EntrustmentRow, key: RecordKey) -> RequestRead:
    """A request with what it says."""
    return RequestRead(
        request=seen,
        why=key.open("entrustments.why", row.id, row.why),
        letter=key.open("entrustments.letter", row.id, row.letter),
    )


def letter(row: EntrustmentLetterRow, by: AccountRow, key: RecordKey) -> LetterSeen:
    """A letter with its text."""
    words = key.open("entrustment_letters.text", row.id, row.text)
    return LetterSeen(row.id, row.sent_on, words, _named(by), row.received_on)


def contact(row: EntrustmentContactRow, by: AccountRow, key: RecordKey) -> ContactSeen:
    """A contact with its texts."""
    reason = row.no_contact_reason
    return ContactSeen(
        id=row.id,
        happened_at=row.happened_at,
        how=CheckInKind(row.how),
        present=tuple(Present(each) for each in row.present),
        contact_made=row.contact_made,
        no_contact_reason=None if reason is None else NoContactReason(reason),
        topics=tuple(Topic(each) for each in row.topics),
        concern_level=ConcernLevel(row.concern_level),
        note=key.open("entrustment_contacts.note", row.id, row.note),
        next_step=key.open_optional("entrustment_contacts.next_step", row.id, row.next_step),
        recorded_by=_named(by),
    )


def texts(office: OfficeRow) -> Texts:
    """The name of an office."""
    return Texts(office.name_zh, office.name_en)


def person(row: AccountRow | None) -> PersonNamed | None:
    """A colleague by name."""
    return None if row is None else _named(row)


def _named(row: AccountRow) -> PersonNamed:
    return PersonNamed(row.id, row.display_name or "")
