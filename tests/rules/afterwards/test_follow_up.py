"""Follow-up rests on consent and lasts no longer than it (F-17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from guanhu.afterwards.errors import FollowUpConsentMissing, FollowUpOver, FollowUpRunning
from guanhu.afterwards.facts import (
    AfterSealing,
    Consent,
    FollowUpEnd,
    FollowUpNoteSeen,
    FollowUpSeen,
    RegisterStatus,
)
from guanhu.afterwards.rules import refuse_follow_up, refuse_follow_up_day
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import Refusal

LI, ORDER, SOME = (UUID(int=n) for n in range(1, 4))
EFFECTIVE, AGREED, TODAY = date(2026, 10, 5), date(2026, 10, 9), date(2026, 10, 12)
YOUNG = Consent(of_age=False, minor_on=AGREED, representative_on=AGREED, until=None)
RUNNING = FollowUpSeen(SOME, ORDER, YOUNG, LI, None, None)
ENDED = replace(RUNNING, ended_on=TODAY, ended_because=FollowUpEnd.COMPLETED)
NOTE = FollowUpNoteSeen(SOME, date(2026, 10, 11), "已返校", None, LI)


def kind(refusal: Refusal | None) -> type[Refusal] | None:
    return None if refusal is None else type(refusal)


@pytest.mark.parametrize(
    ("follow_ups", "consent", "expected"),
    [
        ((), YOUNG, None),
        ((ENDED,), YOUNG, None),
        ((RUNNING,), YOUNG, FollowUpRunning),
        ((), replace(YOUNG, representative_on=None), FollowUpConsentMissing),
        ((), replace(YOUNG, representative_on=None, of_age=True), None),
        # Under the coercive basis nobody agreed freely to what comes after it.
        ((), replace(YOUNG, minor_on=date(2026, 10, 4)), DateBefore),
        ((), replace(YOUNG, representative_on=date(2026, 10, 4)), DateBefore),
        ((), replace(YOUNG, minor_on=date(2026, 10, 13)), DateInFuture),
        ((), replace(YOUNG, until=TODAY), DateBefore),
        # The law sets no longest length.
        ((), replace(YOUNG, until=date(2036, 10, 12)), None),
    ],
)
def test_f17_it_begins_on_consent_after_the_end(
    follow_ups: tuple[FollowUpSeen, ...], consent: Consent, expected: type[Refusal] | None
) -> None:
    after = AfterSealing(follow_ups=follow_ups)

    found = refuse_follow_up(after, consent, effective_on=EFFECTIVE, today=TODAY)

    assert kind(found) is expected


@pytest.mark.parametrize(
    ("follow_up", "field", "on", "expected"),
    [
        (RUNNING, "happenedOn", AGREED, None),
        (RUNNING, "happenedOn", date(2026, 10, 8), DateBefore),
        (RUNNING, "happenedOn", date(2026, 10, 13), DateInFuture),
        (ENDED, "happenedOn", AGREED, FollowUpOver),
        (ENDED, "endedOn", TODAY, FollowUpOver),
        (replace(RUNNING, notes=(NOTE,)), "endedOn", date(2026, 10, 10), DateBefore),
        (replace(RUNNING, notes=(NOTE,)), "endedOn", date(2026, 10, 11), None),
        (
            replace(RUNNING, consent=replace(YOUNG, until=date(2026, 10, 10))),
            "happenedOn", date(2026, 10, 11), FollowUpOver,
        ),
        # The later consent counts.
        (
            replace(RUNNING, consent=replace(YOUNG, representative_on=date(2026, 10, 11))),
            "happenedOn", date(2026, 10, 10), DateBefore,
        ),
    ],
)  # fmt: skip
def test_f17_the_consent_carries_every_contact(
    follow_up: FollowUpSeen, field: str, on: date, expected: type[Refusal] | None
) -> None:
    assert kind(refuse_follow_up_day(follow_up, field, on, today=TODAY)) is expected


def test_f17_where_a_line_stands() -> None:
    assert AfterSealing().status is RegisterStatus.SEALED
    assert AfterSealing(follow_ups=(ENDED, RUNNING)).status is RegisterStatus.FOLLOW_UP
    assert AfterSealing(follow_ups=(ENDED,)).status is RegisterStatus.SEALED
