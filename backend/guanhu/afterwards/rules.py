"""What may follow a seal, and when. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from guanhu.afterwards.errors import (
    CertificateGiven,
    CopyConfirmed,
    FollowUpConsentMissing,
    FollowUpOver,
    FollowUpRunning,
    NotAGround,
    NotAHolder,
    NotAJudicialOrgan,
    NotAsAMinor,
    NotForACase,
    NothingMatches,
    NoticeNotReceived,
    NoticeReceived,
    NotToBeOpened,
    OutsideScope,
    PenaltyTooLow,
    PoliceSealTheirs,
    QueryDecided,
    QueryNotPermitted,
    SomethingIsSealed,
    UndertakingMissing,
    UnsealingDecided,
)
from guanhu.afterwards.facts import (
    HOLDERS,
    JUDICIAL,
    OWED,
    AfterSealing,
    ApplicantKind,
    CertificateSeen,
    Consent,
    CopyFate,
    FollowUpSeen,
    NoticeRecipient,
    NoticeSeen,
    QueryFacts,
    QueryUndertakingSeen,
    QueryVerdict,
    UnsealClaim,
    UnsealGround,
    UnsealingSeen,
    UnsealVerdict,
)
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.calendar import HolidayCalendar
from guanhu.kernel.errors import ApproverIsAuthor, InvalidInput, Problem, Refusal
from guanhu.law.deadlines import Deadline
from guanhu.law.due import certificate_due, police_seal, seal_query_decision
from guanhu.law.rulebook import Rulebook
from guanhu.law.rulebooks import rulebook_for
from guanhu.sealing.facts import SealScope


def refuse_past_day(
    field: str, day: date, *, today: date, earliest: date | None = None
) -> Refusal | None:
    """Say why something cannot have happened on a day, or None."""
    if day > today:
        return DateInFuture(field=field)
    if earliest is not None and day < earliest:
        return DateBefore(field=field, earliest=earliest)
    return None


# -- queries --------------------------------------------------------------------------------------


def refuse_query(
    *,
    received_on: date,
    identity_number: str | None,
    case_number: str | None,
    scope: Collection[SealScope],
    today: date,
) -> Refusal | None:
    """Say why an application cannot be registered, or None (F-09).

    A name alone finds nobody: namesakes are not to be mixed up.
    """
    problems = []
    if not identity_number and not case_number:
        problems.append(Problem("identityNumber", "REQUIRED"))
    if len(set(scope)) != len(scope):
        problems.append(Problem("scope", "REPEATED"))
    if problems:
        return InvalidInput(problems)
    return refuse_past_day("receivedOn", received_on, today=today)


def query_deadline(
    received_on: date, decided_on: date | None, holidays: HolidayCalendar
) -> Deadline:
    """Until when a query is decided (F-09); raises `NoRulebook` for a day before any rulebook."""
    book = rulebook_for(received_on)
    return seal_query_decision(received_on, book, holidays).done(decided_on)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a supervisor is about to decide."""

    verdict: QueryVerdict
    seal_order_id: UUID | None
    scope: frozenset[SealScope]
    decider: UUID


def refuse_query_decision(
    query: QueryFacts, wanted: Verdict, matches: Collection[UUID]
) -> Refusal | None:
    """Say why a query cannot be decided so, or None (F-05, F-09).

    `matches` are the lines of the register of the person or file asked about.
    """
    if query.decided_on is not None:
        return QueryDecided(on=query.decided_on)
    if wanted.decider == query.recorded_by:
        return ApproverIsAuthor()
    match wanted.verdict:
        case QueryVerdict.PERMITTED:
            return refuse_applicant(query) or _refuse_permission(query, wanted, matches)
        case QueryVerdict.NOTHING_SEALED:
            # Whether anything is sealed is told to nobody who could not be permitted to read it.
            refusal = refuse_applicant(query)
            if refusal is None and matches:
                refusal = SomethingIsSealed(lines=len(matches))
            return refusal or _refuse_details(wanted)
        case QueryVerdict.REFUSED:
            return _refuse_details(wanted)


def refuse_applicant(query: QueryFacts) -> Refusal | None:
    """Say why nothing may be permitted to an applicant, or None: judicial organs, for a case.

    Source: Rules art. 486; of the two exceptions the stricter one (F-05).
    """
    if query.applicant_kind not in JUDICIAL:
        return NotAJudicialOrgan()
    return None if query.names_a_case else NotForACase()


def _refuse_permission(
    query: QueryFacts, wanted: Verdict, matches: Collection[UUID]
) -> Refusal | None:
    if wanted.seal_order_id is None:
        return InvalidInput([Problem("sealOrderId", "REQUIRED")])
    if wanted.seal_order_id not in matches:
        return NothingMatches()
    if not wanted.scope:
        return InvalidInput([Problem("scope", "REQUIRED")])
    return None if wanted.scope <= query.scope else OutsideScope()


def _refuse_details(wanted: Verdict) -> Refusal | None:
    """An answer that permits nothing names no line of the register and no scope."""
    problems = []
    if wanted.seal_order_id is not None:
        problems.append(Problem("sealOrderId", "NOT_EXPECTED"))
    if wanted.scope:
        problems.append(Problem("scope", "NOT_EXPECTED"))
    return InvalidInput(problems) if problems else None


def refuse_query_undertaking(query: QueryFacts, signed_on: date, today: date) -> Refusal | None:
    """Say why an undertaking of secrecy cannot be taken on a day, or None (F-09)."""
    if query.verdict is not QueryVerdict.PERMITTED:
        return QueryNotPermitted()
    return refuse_past_day("signedOn", signed_on, today=today, earliest=query.decided_on)


def refuse_reading(
    query: QueryFacts,
    signed: QueryUndertakingSeen | None,
    *,
    read_on: date,
    scope: Collection[SealScope],
    today: date,
) -> Refusal | None:
    """Say why a reading cannot be entered, or None: permitted, signed for, within scope (F-09)."""
    if query.verdict is not QueryVerdict.PERMITTED:
        return QueryNotPermitted()
    if signed is None:
        return UndertakingMissing()
    if not set(scope) <= query.permitted:
        return OutsideScope()
    return refuse_past_day("readOn", read_on, today=today, earliest=signed.signed_on)


def refuse_opening_for(query: QueryFacts, signed: int) -> Refusal | None:
    """Say why a sealed file is not opened for a query, or None; `signed` undertakings (F-09)."""
    if query.verdict is not QueryVerdict.PERMITTED:
        return QueryNotPermitted()
    return None if signed else UndertakingMissing()


def asks_for_certificate(applicant: ApplicantKind, verdict: QueryVerdict) -> bool:
    """Whether the answer points to the certificate of no criminal record (F-05, F-10).

    A unit that may not query is told this and nothing else; the person may ask for the paper.
    """
    return verdict is QueryVerdict.REFUSED and applicant not in JUDICIAL


# -- certificates ---------------------------------------------------------------------------------


def certificate_deadline(
    asked_on: date, issued_on: date | None, holidays: HolidayCalendar
) -> Deadline | None:
    """Until when the certificate is given (F-10, unconfirmed); None before the Measures."""
    found = certificate_due(asked_on, rulebook_for(asked_on), holidays)
    return None if found is None else found.done(issued_on)


def refuse_certificate(
    asked: CertificateSeen, field: str, issued_on: date, today: date
) -> Refusal | None:
    """Say why a certificate is not given on a day, or None; that it is given is a duty (F-10)."""
    if asked.issued_on is not None:
        return CertificateGiven(on=asked.issued_on)
    return refuse_past_day(field, issued_on, today=today, earliest=asked.asked_on)


# -- notices --------------------------------------------------------------------------------------


def refuse_notice(
    recipient: NoticeRecipient, name: str | None, *, sent_on: date, sealed_on: date, today: date
) -> Refusal | None:
    """Say why a notice of the seal cannot have been sent so, or None (F-06, F-08).

    Holders other than the police are named; of the person's side and the police no name is kept.
    """
    if recipient in OWED and name is not None:
        return InvalidInput([Problem("recipient", "NOT_EXPECTED")])
    if recipient not in OWED and not name:
        return InvalidInput([Problem("recipient", "REQUIRED")])
    return refuse_past_day("sentOn", sent_on, today=today, earliest=sealed_on)


def refuse_receipt(notice: NoticeSeen, received_on: date, today: date) -> Refusal | None:
    """Say why a receipt of a notice cannot be, or None (F-08)."""
    if notice.received_on is not None:
        return NoticeReceived(on=notice.received_on)
    return refuse_past_day("receivedOn", received_on, today=today, earliest=notice.sent_on)


def refuse_confirmation(
    notice: NoticeSeen, fate: CopyFate, *, on: date, today: date
) -> Refusal | None:
    """Say why a holder's confirmation cannot be, or None (F-06, F-08).

    Agencies may return or destroy their copies by agreement (A-7); the police seal theirs.
    """
    if notice.recipient_kind not in HOLDERS:
        return NotAHolder()
    if notice.received_on is None:
        return NoticeNotReceived()
    if notice.confirmed_on is not None:
        return CopyConfirmed(on=notice.confirmed_on)
    if notice.recipient_kind is NoticeRecipient.POLICE and fate is not CopyFate.SEALED:
        return PoliceSealTheirs()
    return refuse_past_day("confirmedOn", on, today=today, earliest=notice.received_on)


def police_deadline(
    notice: NoticeSeen, book: Rulebook, holidays: HolidayCalendar
) -> Deadline | None:
    """Until when the police seal their file once they have the notice (F-08, unconfirmed).

    None for other recipients, before the receipt, and before the Measures.
    """
    if notice.recipient_kind is not NoticeRecipient.POLICE or notice.received_on is None:
        return None
    found = police_seal(notice.received_on, book, holidays)
    return None if found is None else found.done(notice.confirmed_on)


# -- unsealing ------------------------------------------------------------------------------------


def refuse_unsealing(claim: UnsealClaim, book: Rulebook, *, today: date) -> Refusal | None:
    """Say why a seal is not opened on this claim, or None (F-13; Rules art. 485).

    The grounds are closed: a new or missed crime whose penalty, combined with what was sealed, is
    above five years and whose acts were committed as a minor (the Measures, unconfirmed; before
    them five years and more), or a retrial.
    """
    if claim.ground is UnsealGround.OTHER:
        return NotAGround()
    refusal = _refuse_shape(claim) or refuse_past_day("judgedOn", claim.judged_on, today=today)
    if refusal is not None or claim.combined_months is None:
        return refusal
    if book.unseal_above is None:
        limit = book.unseal_from.value
        return (
            PenaltyTooLow(months=claim.combined_months, limit=limit)
            if claim.combined_months < limit
            else None
        )
    if claim.combined_months <= book.unseal_above.value:
        return PenaltyTooLow(months=claim.combined_months, limit=book.unseal_above.value)
    return None if claim.as_a_minor else NotAsAMinor()


def _refuse_shape(claim: UnsealClaim) -> Refusal | None:
    """Penalty and age go with crimes, and with nothing else."""
    given = {"combinedMonths": claim.combined_months, "asAMinor": claim.as_a_minor}
    retrial = claim.ground is UnsealGround.RETRIAL
    problems = [
        Problem(path, "NOT_EXPECTED" if retrial else "REQUIRED")
        for path, value in given.items()
        if (value is None) is not retrial
    ]
    return InvalidInput(problems) if problems else None


def refuse_unseal_decision(proposal: UnsealingSeen, decider: UUID) -> Refusal | None:
    """Say why a proposal to unseal cannot be decided by somebody, or None."""
    if proposal.decided_on is not None:
        return UnsealingDecided(on=proposal.decided_on)
    return ApproverIsAuthor() if decider == proposal.proposed_by else None


def refuse_opening(proposal: UnsealingSeen, order_id: UUID) -> Refusal | None:
    """Say why a sealed file is not opened on a proposal to unseal, or None (F-13)."""
    approved = proposal.verdict is UnsealVerdict.APPROVED
    return None if approved and proposal.seal_order_id == order_id else NotToBeOpened()


# -- voluntary follow-up --------------------------------------------------------------------------


def refuse_follow_up(
    after: AfterSealing, consent: Consent, *, effective_on: date, today: date
) -> Refusal | None:
    """Say why no follow-up begins, or None (F-17).

    `effective_on` is the day the non-prosecution took effect: before it there was a coercive
    basis, and consent to what comes after was not free. The law sets no length, so neither is one
    asked for nor is there a longest one.
    """
    if after.running is not None:
        return FollowUpRunning()
    if not consent.of_age and consent.representative_on is None:
        return FollowUpConsentMissing()
    given = (
        ("minorConsentedOn", consent.minor_on),
        ("representativeConsentedOn", consent.representative_on),
    )
    for field, day in given:
        if day is None:
            continue
        refusal = refuse_past_day(field, day, today=today, earliest=effective_on)
        if refusal is not None:
            return refusal
    if consent.until is not None and consent.until <= today:
        return DateBefore(field="until", earliest=today + timedelta(days=1))
    return None


def refuse_follow_up_day(
    follow_up: FollowUpSeen, field: str, on: date, *, today: date
) -> Refusal | None:
    """Say why nothing is recorded of a follow-up on a day, or None (F-17).

    Consent carries it: nothing lies before the consent or after what was agreed, and nothing comes
    after its end. It ends no earlier than its last contact.
    """
    if follow_up.ended_on is not None:
        return FollowUpOver()
    consent = follow_up.consent
    earliest = max(day for day in (consent.minor_on, consent.representative_on) if day is not None)
    if field == "endedOn":
        earliest = max([earliest, *(note.happened_on for note in follow_up.notes)])
    elif consent.until is not None and on > consent.until:
        return FollowUpOver()
    return refuse_past_day(field, on, today=today, earliest=earliest)
