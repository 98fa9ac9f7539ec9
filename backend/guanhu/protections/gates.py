"""Why this room's actions on a case are refused now. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import Refusal
from guanhu.protections.errors import (
    ConsentStands,
    NoConsentStands,
    NothingAsked,
    NothingReported,
    NothingScheduled,
)
from guanhu.protections.facts import AssessmentState, InvestigationState, StandingConsents
from guanhu.protections.rules import WAITS_FOR_REPORT, refuse_waiting, refuse_without_both


def reasons(
    states: Collection[InvestigationState], notified_on: date | None, assigned_on: date | None
) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """Each action with the reason that bars it; None where nothing does.

    `notified_on`, `assigned_on`: what the legal-aid agency was told, and when it answered (M-06).
    """
    waits = any(state in WAITS_FOR_REPORT for state in states)
    yield CaseAction.RECORD_INVESTIGATION_REPORT, None if waits else NothingAsked()
    reported = InvestigationState.REPORTED in states
    yield CaseAction.REVIEW_INVESTIGATION, None if reported else NothingReported()
    yield CaseAction.RECORD_LEGAL_AID_ASSIGNMENT, refuse_waiting(notified_on, assigned_on)


def assessment_reasons(
    consents: StandingConsents, assessments: Collection[AssessmentState]
) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """Each action of the psychological assessment with the reason that bars it (O-07)."""
    missing, days = consents.missing, (consents.minor_on, consents.representative_on)
    given = [day for day in days if day is not None]
    yield CaseAction.RECORD_ASSESSMENT_CONSENT, None if missing else ConsentStands(on=max(given))
    yield CaseAction.WITHDRAW_ASSESSMENT_CONSENT, None if given else NoConsentStands()
    yield CaseAction.SCHEDULE_ASSESSMENT, refuse_without_both(consents)
    waits = AssessmentState.SCHEDULED in assessments
    yield CaseAction.RECORD_ASSESSMENT_REPORT, None if waits else NothingScheduled()
    yield CaseAction.CANCEL_ASSESSMENT, None if waits else NothingScheduled()
