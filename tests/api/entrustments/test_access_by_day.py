"""Who sees what of an entrustment on which day: through the API, and what the database shows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import true

from guanhu.access.roles import Role
from guanhu.cases.states import CaseStatus
from guanhu.entrustments import assisting
from guanhu.entrustments.facts import Access, EntrustmentFacts
from guanhu.entrustments.rules import ASSISTED_IN, access_on
from support.builders_checkins import a_check_in, a_visit
from support.builders_entrustments import (
    a_contact,
    an_acceptance,
    an_assisted_case,
    an_entrustable_case,
    asked,
    listed,
    part,
)
from support.walls import CASE_TABLES, ITSELF, Planted
from support.world import World

EVERYBODY = ("he", "sun", "qian", "sun2", "qian2", "third", "third-worker")
DAY = date(2026, 3, 2)
Answer = tuple[bool | None, date | None, date | None]
"""Accepted or not, first day, last day; all None before the answer."""


async def shown(world: World, who: str, entrustment_id: str) -> str:
    """What somebody is shown: the part, the request alone, or nothing."""
    found = await part(world, who, entrustment_id)
    states = dict(await listed(world, who))
    if "code" not in found:
        assert states == {entrustment_id: "ACTIVE"}
        return "part"
    assert found["code"] == "NOT_VISIBLE"
    if entrustment_id in states:
        assert states[entrustment_id] in {"ASKED", "ACCEPTED"}
        return "request"
    return "nothing"


async def everybody(world: World, entrustment_id: str) -> dict[str, str]:
    """Who is shown anything, and what."""
    found = {who: await shown(world, who, entrustment_id) for who in EVERYBODY}
    return {who: what for who, what in found.items() if what != "nothing"}


async def test_s11_before_the_answer_the_request_and_after_the_end_nothing(world: World) -> None:
    case_id = await an_entrustable_case(world)
    entrustment_id = await asked(world, case_id)
    assert await everybody(world, entrustment_id) == {"he": "request"}

    term = {"startsOn": "2026-03-10", "until": "2026-03-20"}
    await world.done("he", "acceptEntrustment", **an_acceptance(world, entrustment_id, **term))
    whole = {"he": "part", "sun": "part", "qian": "part"}
    for day, expected in (
        ("2026-03-02", {"he": "request"}),
        ("2026-03-09T23:59", {"he": "request"}),
        ("2026-03-10T00:00", whole),
        ("2026-03-20T23:59", whole),
        ("2026-03-21T00:00", {}),
    ):
        world.at(day)
        assert (day, await everybody(world, entrustment_id)) == (day, expected)
    world.at("2026-03-15")
    assert await everybody(world, entrustment_id) == whole

    await world.done("li", "endEntrustment", entrustmentId=entrustment_id, reason="已返回")

    assert await everybody(world, entrustment_id) == {}
    for name, given in (
        ("recordAssistedContact", a_contact(happenedAt="2026-03-15T08:00:00+08:00")),
        ("reportAssistance", {"text": "复函"}),
    ):
        answer = await world.do("sun", name, entrustmentId=entrustment_id, **given)
        assert answer["code"] == "NOT_VISIBLE"


# -- what the database shows, with wall one away --------------------------------------------------


@pytest.fixture
def without_wall_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository believes that everybody may see every entrustment."""
    for name in ("asked", "assists"):
        monkeypatch.setattr(assisting, name, lambda _look: true())


async def test_with_wall_one_away_wall_two_keeps_the_days(
    world: World, without_wall_one: None
) -> None:
    del without_wall_one
    case_id = await an_entrustable_case(world)
    entrustment_id = await asked(world, case_id)
    term = {"startsOn": "2026-03-10", "until": "2026-03-20"}
    await world.done("he", "acceptEntrustment", **an_acceptance(world, entrustment_id, **term))

    for day, expected in (
        ("2026-03-09", {"he": "request"}),
        ("2026-03-10", {"he": "part", "sun": "part", "qian": "part"}),
        ("2026-03-21", {}),
    ):
        world.at(day)
        assert (day, await everybody(world, entrustment_id)) == (day, expected)


@contextmanager
def as_app(world: World) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The application's connection, past the program."""
    with psycopg.connect(world.product.database.url) as app:
        yield app


def in_the_database(app: psycopg.Connection[tuple[Any, ...]], world: World, who: str) -> Access:
    """What the database alone says that somebody sees of the only entrustment there is."""
    actor = world.actors[who]
    app.execute(
        "SELECT guanhu_enter(%s, %s, %s, %s, %s, %s)",
        [actor.session_id, actor.account_id, actor.role_name, actor.office_id, world.today,
         world.clock.now()],
    )  # fmt: skip
    found = app.execute(
        "SELECT (SELECT count(*) FROM entrustments), cardinality(guanhu_asked()),"
        " cardinality(guanhu_assisted()), (SELECT count(*) FROM check_ins),"
        " (SELECT count(*) FROM record_keys WHERE kind <> 'account')"
    ).fetchone()
    app.rollback()
    access = {
        (0, 0, 0, 0, 0): Access.NOTHING,
        (1, 1, 0, 0, 1): Access.REQUEST,
        (1, 0, 1, 1, 1): Access.PART,
    }
    assert found in access, (who, found)
    return access[found]


async def test_the_database_and_the_rule_say_the_same_for_every_answer_term_end_and_status(
    world: World,
) -> None:
    """Every combination of answer, first day, last day, end and status, for everybody."""
    case_id, entrustment_id = await an_assisted_case(world)
    await a_check_in(world, case_id)
    days = [DAY + timedelta(days=each) for each in (-1, 0, 1)]
    answers: list[Answer] = [
        (None, None, None), (False, None, None),
        *((True, start, end) for start in days for end in days if start <= end),
    ]  # fmt: skip
    statuses = ("on_probation", "decided", "opinion_given", "revoked")
    seen: set[Access] = set()
    with as_app(world) as app:
        for answer, ended, status in itertools.product(answers, (None, DAY), statuses):
            accepted, start, end = answer
            world.sql("UPDATE case_files SET status = %s WHERE id = %s", [status, case_id])
            world.sql("UPDATE entrustments SET ended_on = %s", [ended])
            _put(world, answer)
            facts = EntrustmentFacts(
                UUID(entrustment_id), None, DAY, None if accepted is None else DAY, accepted,
                start, end, ended,
            )  # fmt: skip
            for who in EVERYBODY:
                far = who.startswith("third")
                expected = Access.NOTHING if far else access_on(
                    facts, DAY, assisted=CaseStatus(status) in ASSISTED_IN,
                    named=who in {"sun", "qian"}, role=world.actors[who].role or Role.AUDITOR,
                )  # fmt: skip
                assert in_the_database(app, world, who) is expected, (who, facts, status)
                seen.add(expected)
    assert seen == set(Access)


def _put(world: World, answer: Answer) -> None:
    """Put the answer to the only entrustment as given; None: put it away under another one."""
    world.sql("SET session_replication_role = replica")
    if answer[0] is None:
        world.sql("UPDATE entrustment_answers SET entrustment_id = gen_random_uuid()")
    else:
        world.sql(
            "UPDATE entrustment_answers SET entrustment_id = (SELECT id FROM entrustments),"
            " accepted = %s, starts_on = %s, until = %s",
            answer,
        )
    world.sql("SET session_replication_role = DEFAULT")


@pytest.fixture
async def planted(world: World) -> Planted:
    """An assisted case with a row in every table: check-ins of the other office and of li's."""
    case_id, entrustment_id = await an_assisted_case(world)
    owners = await a_check_in(world, case_id)
    await world.done("li", "logCheckIn", **a_visit(owners))
    mine = await a_check_in(world, case_id, kind="PHONE")
    await world.done("qian", "logAssistedCheckIn", checkInId=mine, **a_contact())
    await world.done("qian", "recordAssistedContact", entrustmentId=entrustment_id, **a_contact())
    await world.done("sun", "reportAssistance", entrustmentId=entrustment_id, text="复函")
    ((minor_id,),) = world.sql("SELECT minor_id::text FROM case_files WHERE id = %s", [case_id])
    made = Planted(world, case_id, minor_id)
    made.fill()
    return made


PART_OF_IT = {
    "entrustments": 1, "entrustment_answers": 1, "entrustment_contacts": 1,
    "entrustment_letters": 1, "check_ins": 1, "check_in_records": 1,
}  # fmt: skip


async def test_the_database_shows_the_part_and_no_other_row_of_the_case(planted: Planted) -> None:
    for who in ("he", "sun", "qian"):
        assert (who, planted.seen_by(who)) == (who, PART_OF_IT)
    for who in ("sun2", "qian2", "third", "third-worker"):
        assert (who, planted.seen_by(who)) == (who, {})


async def test_the_key_of_the_minor_stays_with_the_owner(planted: Planted) -> None:
    world = planted.world
    with planted.entered(world.actors["qian"]) as app:
        keys = app.execute(
            "SELECT kind, record_id::text FROM record_keys WHERE kind <> 'account'"
        ).fetchall()

    assert keys == [("case", planted.ids["case_id"])]


async def test_of_the_file_and_its_conditions_only_what_assisting_needs(planted: Planted) -> None:
    world = planted.world
    ((entrustment_id,),) = world.sql("SELECT id FROM entrustments")
    shown: dict[str, tuple[list[str], int]] = {}
    for who in ("qian", "qian2", "third"):
        with planted.entered(world.actors[who]) as app:
            for function in ("guanhu_assisted_file", "guanhu_assisted_conditions"):
                found = app.execute(
                    f"SELECT * FROM {function}(%s)".encode(),  # noqa: S608
                    [entrustment_id],
                )
                names = [column.name for column in found.description or ()]
                shown[f"{who} {function}"] = (names, len(found.fetchall()))

    file = ["status", "decided_on", "probation_ends_on"]
    condition = [
        "id", "lineage_id", "plan_version_id", "code", "catalogue_version", "category", "slots",
        "every_days",
    ]  # fmt: skip
    assert shown == {
        "qian guanhu_assisted_file": (file, 1), "qian guanhu_assisted_conditions": (condition, 5),
        "qian2 guanhu_assisted_file": (file, 0), "qian2 guanhu_assisted_conditions": (condition, 0),
        "third guanhu_assisted_file": (file, 0), "third guanhu_assisted_conditions": (condition, 0),
    }  # fmt: skip


async def test_the_assisting_office_changes_no_row_and_adds_only_its_part(
    planted: Planted,
) -> None:
    done = []
    for who in ("he", "sun", "qian", "third"):
        with planted.entered(planted.world.actors[who]) as app:
            for table in CASE_TABLES:
                condition, wanted = planted.about(table)
                change = f"UPDATE {table} SET office_id = office_id WHERE {condition}"  # noqa: S608
                attempts = [(change.encode(), [wanted])]
                if table not in ITSELF:
                    attempts.append(planted.insert(table))
                for statement, values in attempts:
                    with (
                        suppress(psycopg.errors.InsufficientPrivilege),
                        app.transaction(force_rollback=True),
                    ):
                        if app.execute(statement, values).rowcount:
                            done.append((who, table, statement[:6]))

    assert done == []


@pytest.mark.parametrize("wrong", ["office_id", "case_id", "recorded_by", "entrustment_id"])
async def test_a_contact_is_added_to_the_owners_case_in_ones_own_name(
    planted: Planted, wrong: str
) -> None:
    world = planted.world
    ((entrustment_id,),) = world.sql("SELECT id FROM entrustments")
    qian = world.actors["qian"]
    given: dict[str, Any] = {
        "id": UUID(int=1), "office_id": world.office(), "case_id": planted.ids["case_id"],
        "entrustment_id": entrustment_id, "happened_at": world.clock.now(), "how": "visit",
        "present": [], "contact_made": True, "topics": [], "concern_level": "none", "note": b"x",
        "recorded_by": qian.account_id, "recorded_at": world.clock.now(),
    }  # fmt: skip
    marks = ", ".join(["%s"] * len(given))
    insert = f"INSERT INTO entrustment_contacts ({', '.join(given)}) VALUES ({marks})"  # noqa: S608
    other = {
        "office_id": world.actors["third"].office_id, "case_id": UUID(int=3),
        "recorded_by": world.actors["li"].account_id,
        "entrustment_id": UUID(int=2),
    }  # fmt: skip
    with planted.entered(qian) as app:
        with app.transaction(force_rollback=True):
            assert app.execute(insert.encode(), list(given.values())).rowcount == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(insert.encode(), list((given | {wrong: other[wrong]}).values()))
