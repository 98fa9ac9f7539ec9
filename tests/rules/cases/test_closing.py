"""S77: the reasons for closing a file, and what is owed before it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from guanhu.cases import closing_reasons
from guanhu.cases.clock import deadlines, next_due
from guanhu.cases.closing_reasons import REASONS, chosen, offered, reason_of, refuse_closing
from guanhu.cases.errors import ClosingReasonUnknown
from guanhu.cases.facts import CaseStatus
from guanhu.kernel.errors import Refusal
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.started import StartedClock
from support.received import received

TODAY = date(2026, 4, 1)
S = CaseStatus


def codes(status: CaseStatus, on: date = TODAY) -> list[str]:
    return [each.code for each in offered(status, on)]


def test_s77_each_status_has_reasons_of_its_own() -> None:
    assert codes(S.PROSECUTED) == ["BROUGHT_TO_COURT", "TRANSFERRED"]
    assert codes(S.INELIGIBLE) == ["ORDINARY_PROCEEDINGS", "EDUCATION_INSTEAD", "TRANSFERRED"]
    # Retired, and still readable on a file that was closed for it.
    assert reason_of("ENTERED_TWICE@1").label("en") == "The same case was entered twice"
    assert [codes(status) for status in S if status not in (S.PROSECUTED, S.INELIGIBLE)] == [
        [] for _ in range(len(S) - 2)
    ]


def test_s77_a_retired_reason_is_offered_no_more_and_stays_readable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, *others = REASONS
    new = replace(old, version=2, en="Prosecuted")
    changed = (replace(old, retired_on=date(2026, 4, 1)), new, *others)
    monkeypatch.setattr(closing_reasons, "REASONS", changed)

    (found,) = [each for each in offered(S.PROSECUTED, TODAY) if each.code == old.code]
    assert found.version == 2
    assert reason_of("BROUGHT_TO_COURT@1").en == old.en

    monkeypatch.setattr(closing_reasons, "REASONS", (changed[0], *others))
    assert codes(S.PROSECUTED, date(2026, 3, 31)) == ["BROUGHT_TO_COURT", "TRANSFERRED"]
    refused = chosen(["BROUGHT_TO_COURT"], S.PROSECUTED, TODAY)
    assert isinstance(refused, ClosingReasonUnknown)
    assert refused.facts == {"reason": "BROUGHT_TO_COURT"}


def test_each_reason_stands_once_and_is_written_in_both_languages() -> None:
    assert len({each.id for each in REASONS}) == len(REASONS)
    for each in REASONS:
        assert each.fits <= {S.PROSECUTED, S.INELIGIBLE}
        assert each.label("zh") != each.label("en")
        if each.retired_on is None:
            # Words for people: no rule's number stands in them.
            assert not re.search(r"[A-Z]-\d", each.zh + each.en)
    found = chosen(["TRANSFERRED", "EDUCATION_INSTEAD", "TRANSFERRED"], S.INELIGIBLE, TODAY)
    assert not isinstance(found, ClosingReasonUnknown)
    assert [each.id for each in found] == ["TRANSFERRED@1", "EDUCATION_INSTEAD@2"]


def codes_of(refusal: Refusal | None) -> list[str]:
    """What a refusal to close names."""
    if refusal is None:
        return []
    what = refusal.facts["what"]
    assert isinstance(what, tuple)
    return [each.name for each in what]


@pytest.mark.parametrize(
    ("what", "at_court", "ineligible"),
    [
        (DeadlineKind.COMPLAINT_REVIEW, True, True),
        (DeadlineKind.RECONSIDERATION_ANSWER, True, True),
        # Whether a unit answered is followed by nobody once the file is closed (S-14).
        (DeadlineKind.RECOMMENDATION_ANSWER, True, True),
        # At court the measure is the court's (P-13).
        (DeadlineKind.BAIL_END, False, True),
        (DeadlineKind.RESIDENTIAL_SURVEILLANCE_END, False, True),
        (DeadlineKind.MILESTONE_REVIEW, False, False),
    ],
)
def test_closing_hides_nothing_that_is_owed(
    what: DeadlineKind, *, at_court: bool, ineligible: bool
) -> None:
    on = date(2026, 3, 2)
    detail = "77+0" if what is DeadlineKind.MILESTONE_REVIEW else ""
    clock = StartedClock(what, on, UUID(int=7), detail=detail)
    told = replace(received(on), has_defender=True, suspect_informed_on=on, victim_informed_on=on)
    for status, owed in ((S.PROSECUTED, at_court), (S.INELIGIBLE, ineligible)):
        facts = replace(told, status=status, clocks=(clock,))
        refusal = refuse_closing(facts, TODAY, correction_waits=False)
        assert codes_of(refusal) == ([what.name] if owed else [])
        done = replace(facts, clocks=(replace(clock, done_on=date(2026, 3, 9)),))
        assert refuse_closing(done, TODAY, correction_waits=False) is None


def test_early_notices_and_custody_are_owed_where_no_court_is() -> None:
    """M-06, M-07, P-13; at court a notice can be recorded no more."""
    facts = replace(received(date(2026, 3, 2)), has_defender=False, has_victim=True)
    held = replace(facts, status=S.INELIGIBLE, in_custody=True)

    assert codes_of(refuse_closing(held, TODAY, correction_waits=False)) == [
        "LEGAL_AID_NOTICE",
        "RIGHTS_NOTICE_SUSPECT",
        "RIGHTS_NOTICE_VICTIM",
        "CUSTODY",
    ]
    at_court = replace(held, status=S.PROSECUTED)
    assert refuse_closing(at_court, TODAY, correction_waits=False) is None


def test_r08_a_revocation_is_announced_and_a_correction_decided_before_closing() -> None:
    facts = replace(received(date(2026, 3, 2)), status=S.PROSECUTED, revoked_on=date(2026, 3, 20))

    assert codes_of(refuse_closing(facts, TODAY, correction_waits=True)) == [
        "REVOCATION_ANNOUNCEMENT",
        "CORRECTION",
    ]
    announced = replace(facts, revocation_announced_on=date(2026, 3, 21))
    assert refuse_closing(announced, TODAY, correction_waits=False) is None


def test_s76_a_closed_file_asks_for_nothing() -> None:
    bail = StartedClock(DeadlineKind.BAIL_END, date(2026, 3, 2), UUID(int=7))
    told = StartedClock(
        DeadlineKind.COMPLAINT_REVIEW, date(2026, 3, 2), UUID(int=8), done_on=date(2026, 3, 9)
    )
    facts = replace(received(date(2026, 3, 2)), status=S.PROSECUTED, clocks=(bail, told))
    assert next_due(facts, TODAY) is not None

    closed = replace(facts, status=S.CLOSED)
    assert next_due(closed, TODAY) is None
    assert [each.what for each in deadlines(closed, TODAY)] == [DeadlineKind.COMPLAINT_REVIEW]
