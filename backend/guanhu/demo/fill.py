"""Fills the demo office: sixty stories told up to this moment, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import psycopg

from guanhu.access.actor import system_actor
from guanhu.api.gql.schema import build_schema
from guanhu.courses.use_cases.receive_passes import receive_passes
from guanhu.demo.contact import offered
from guanhu.demo.learning import PROVIDER, TOGETHER, from_outside, together
from guanhu.demo.people import FAMILY, KINDS, OFFICE, OFFICE_NAMES, OFFICERS, PASSWORD, STAFF
from guanhu.demo.story import (
    CHECK_IN_DAYS,
    DECIDED_AFTER_DAYS,
    FIRST_VISIT_AFTER_DAYS,
    VISIT_DAYS,
    Story,
    tell,
)
from guanhu.kernel.clock import OFFICE_ZONE, FixedClock
from guanhu.law.periods import add_months
from guanhu.plumbing.passwords import Passwords
from guanhu.product import Product
from guanhu.replay.player import Player
from guanhu.replay.scenario import as_scenario

CASES: Final = 60
LONGEST_AGO_DAYS: Final = 430
JOBS_EVERY_DAYS: Final = 7
SATURDAY: Final = 5
ENDED_DAYS_AGO: Final = {41: 1, 42: 1, 43: 1, 44: 3, 45: 3, 46: 3, 47: 6}
"""Cases whose period ended just now: a short stage that chance would leave empty."""
VISITED_NOW: Final = (8, 32)
"""Cases of one worker whose visit is due these days and not written down yet."""

LATEST_OF_ROLE: Final = """
    UPDATE accounts SET login_index = %s WHERE id = (
      SELECT a.id FROM accounts a
      JOIN case_files c ON c.minor_id IN (
        SELECT m.id FROM minors m WHERE m.account_id = a.id
        UNION SELECT s.minor_id FROM guardianships s JOIN guardians g ON g.id = s.guardian_id
        WHERE g.account_id = a.id)
      WHERE a.role = %s AND c.status = 'on_probation'
      ORDER BY c.received_on DESC, a.id LIMIT 1)
"""


class DemoBroken(RuntimeError):
    """A story did not go as told; the text names the step."""


async def fill_office(
    product: Product,
    clock: FixedClock,
    owner_url: str,
    passwords: Passwords,
    now: datetime,
    *,
    cases: int = CASES,
) -> None:
    """Make the office's accounts and play `cases` stories up to `now` (aware).

    `product` stands on `clock`; it is left standing at `now`.
    """
    local = now.astimezone(OFFICE_ZONE).replace(tzinfo=None)
    schema = build_schema(open_documents=True)._schema  # noqa: SLF001
    player = Player(product, schema, clock, owner_url, bare=True)
    scenario = as_scenario(
        {
            "title": "demo office",
            "people": [person | {"office": OFFICE} for person in STAFF],
            "steps": sorted(steps_until(local, cases), key=lambda step: step["at"]),
        },
        "demo",
    )
    async for outcome in player.play(scenario):
        if outcome.problem is not None:
            raise DemoBroken(f"{outcome.step.name}: {outcome.problem}: {outcome.answer}")
    await _open_accounts(product, owner_url, passwords)
    clock.set(now)
    await _send_passes(product, clock, owner_url, now)
    await player.close()


def steps_until(now: datetime, cases: int) -> Iterator[dict[str, Any]]:
    """All that has happened in the office by `now` (local), in no order."""
    today = now.date()
    stories: dict[int, Story] = {}
    received = {number: received_on(number, cases, today) for number in range(cases)}
    by_receipt = sorted(received, key=lambda number: (received[number], number))
    for number, on in received.items():
        serial = by_receipt.index(number)
        stories[number] = story = tell(number, on, OFFICERS[number % 3], serial)
        told = _unwritten(story, today) if number in VISITED_NOW else story.steps
        yield from (step for step in told if step["at"] <= now)
    latest = max((stories[each].received for each in TOGETHER if each in stories), default=today)
    held = latest + timedelta(days=DECIDED_AFTER_DAYS + 12)
    # In an office of few stories they lie far apart, and one of the two may be over by now.
    to_come = today + timedelta(days=2)
    if all(_ends_on(stories[each]) > to_come for each in TOGETHER if each in stories):
        yield from (step for step in together(stories, held, today) if step["at"] <= now)
    yield from (step for step in offered(stories, today) if step["at"] <= now)
    day = min(story.received for story in stories.values())
    while day <= today:
        yield {"at": datetime.combine(day, time(6)), "run": "daily"}
        day += timedelta(days=JOBS_EVERY_DAYS)
    yield {"at": datetime.combine(today, time(0, 1)), "run": "daily"}


def _ends_on(story: Story) -> date:
    decided = story.received + timedelta(days=DECIDED_AFTER_DAYS)
    return add_months(decided, story.kind["months"])


def received_on(number: int, cases: int, today: date) -> date:
    """When case `number` came in."""
    if number in ENDED_DAYS_AGO:
        return _received_to_end(today - timedelta(days=ENDED_DAYS_AGO[number]), number)
    # Recent cases lie closer together, so that every stage is there.
    ago = 1 + round(LONGEST_AGO_DAYS * (number / cases) ** 1.4)
    received = _working_day(today - timedelta(days=ago))
    return _received_to_be_visited(received, today) if number in VISITED_NOW else received


def _received_to_end(ends_on: date, number: int) -> date:
    """The day of receipt with which the period of case `number` ends by `ends_on`."""
    months = KINDS[number % len(KINDS)]["months"]
    received = ends_on - timedelta(days=28 * months + DECIDED_AFTER_DAYS)
    while add_months(received + timedelta(days=DECIDED_AFTER_DAYS), months) > ends_on:
        received -= timedelta(days=1)
    return received


def _received_to_be_visited(received: date, today: date) -> date:
    """The weekday up to two weeks before `received` with which a visit is due by `today`."""
    for earlier in range(CHECK_IN_DAYS):
        day = received - timedelta(days=earlier)
        since = (today - day).days - DECIDED_AFTER_DAYS - FIRST_VISIT_AFTER_DAYS
        if since % CHECK_IN_DAYS < VISIT_DAYS and day.weekday() < SATURDAY:
            return day
    return received


def _unwritten(story: Story, today: date) -> Iterator[dict[str, Any]]:
    """The story without what its worker has still to write down of these days."""
    since = datetime.combine(today - timedelta(days=VISIT_DAYS), time(23, 59))
    return (
        step for step in story.steps
        if step.get("do") != "logCheckIn" or step["at"] <= since
    )  # fmt: skip


def _working_day(day: date) -> date:
    """Cases are received on weekdays."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


async def _open_accounts(product: Product, owner_url: str, passwords: Passwords) -> None:
    """Let the staff and a family sign in by handle, and end the sessions of the filling."""
    password = await passwords.hash(PASSWORD)
    with psycopg.connect(owner_url) as owner:
        for person in STAFF:
            owner.execute(
                "UPDATE accounts SET login_index = %s, password_hash = %s WHERE display_name = %s",
                [product.vault.blind_index("accounts.login", person["handle"]), password,
                 person["name"]],
            )  # fmt: skip
        owner.execute(
            "UPDATE accounts SET password_hash = %s WHERE role IN ('guardian', 'young_person')",
            [password],
        )
        owner.execute("UPDATE offices SET name_zh = %s, name_en = %s", OFFICE_NAMES)
        for member in FAMILY:
            owner.execute(
                LATEST_OF_ROLE,
                [product.vault.blind_index("accounts.login", member["handle"]), member["role"]],
            )
        owner.execute(
            "UPDATE sessions SET ended_at = started_at, ended_because = 'rehearsal_over'"
            " WHERE device = 'rehearsal'"
        )


async def _send_passes(product: Product, clock: FixedClock, owner_url: str, now: datetime) -> None:
    """Let a provider have sent a pass that waits for a person."""
    with psycopg.connect(owner_url) as owner:
        (office,) = owner.execute("SELECT id FROM offices WHERE code = %s", [OFFICE]).fetchall()
    actor = system_actor(office[0])
    await receive_passes(product.database, clock, actor, PROVIDER, from_outside(now))
