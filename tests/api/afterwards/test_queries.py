"""The register of queries: N05 of the scenarios, and everybody it is not for (F-05, F-09)."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from support.builders_afterwards import (
    BANK,
    CASE_NUMBER,
    COURT,
    IDENTITY,
    a_permitted_query,
    a_query,
    a_sealed_line,
    as_app,
    seen_rows,
)
from support.refusals import refused
from support.world import OTHER_OFFICE, World


@pytest.fixture
async def order_id(world: World) -> str:
    return await a_sealed_line(world)


def decision(query_id: str, verdict: str, **more: Any) -> dict[str, Any]:
    return {"queryId": query_id, "verdict": verdict, "reason": "经审查"} | more


async def test_n05_a_bank_is_refused_and_shown_the_way_to_the_certificate(
    world: World, order_id: str
) -> None:
    # F-05: not even that there is something sealed is told.
    query_id = await a_query(world, **BANK, handledCase=None)

    for verdict in ("PERMITTED", "NOTHING_SEALED"):
        more = {"sealOrderId": order_id, "scope": ["PROSECUTION"]}
        given = decision(query_id, verdict, **(more if verdict == "PERMITTED" else {}))
        await refused(world, "zhou", "decideSealQuery", "NOT_A_JUDICIAL_ORGAN", "F-05", **given)
    await world.done("zhou", "decideSealQuery", **decision(query_id, "REFUSED"))

    shown = await world.ask(
        "wang", "sealQuery",
        ("answer.verdict", "answer.sealOrderId", "answer.advice", "answer.late",
         "answer.basis.rule", "deadline.dueOn", "deadline.state", "matches.id"),
        id=query_id,
    )  # fmt: skip
    assert shown["answer"] == {
        **shown["answer"], "verdict": "REFUSED", "sealOrderId": None, "late": False,
        "advice": "不提供查询结果；本人或者其法定代理人可以申请出具无犯罪记录证明。",
        "basis": {**shown["answer"]["basis"], "rule": "F-05"},
    }  # fmt: skip
    assert (shown["deadline"]["dueOn"], shown["deadline"]["state"]) == ("2026-10-13", "DONE")
    assert shown["matches"] is None
    await refused(
        world, "wang", "signQueryUndertaking", "QUERY_NOT_PERMITTED", "F-09",
        queryId=query_id, person="某职员", signedOn="2026-10-12",
    )  # fmt: skip


async def test_n05_a_court_is_permitted_signs_and_reads_on_record(
    world: World, order_id: str
) -> None:
    # F-09: decision, undertaking, log.
    query_id = await a_query(world)
    waiting = await world.ask(
        "zhou", "sealQuery", ("matches.id", "deadline.state", "deadline.dueOn"), id=query_id
    )
    assert [each["id"] for each in waiting["matches"]] == [order_id]
    assert (waiting["deadline"]["state"], waiting["deadline"]["dueOn"]) == (
        "DUE_SOON", "2026-10-13",
    )  # fmt: skip
    # Saturday the 10th is a make-up working day: it counts.

    await world.done(
        "zhou", "decideSealQuery",
        **decision(query_id, "PERMITTED", sealOrderId=order_id, scope=["PROSECUTION"]),
    )  # fmt: skip
    reading = {"queryId": query_id, "undertakingId": query_id, "readOn": "2026-10-12"}
    await refused(
        world, "wang", "logQueryReading", "UNDERTAKING_MISSING", "F-09",
        **reading, scope=["PROSECUTION"],
    )  # fmt: skip
    signed = await world.done(
        "wang", "signQueryUndertaking", queryId=query_id, person="陈法官", signedOn="2026-10-12"
    )
    reading["undertakingId"] = signed["undertakingId"]
    await refused(
        world, "wang", "logQueryReading", "OUTSIDE_SCOPE", "F-09",
        **reading, scope=["HELP_AND_SUPERVISION"],
    )  # fmt: skip
    await world.done("wang", "logQueryReading", **reading, scope=["PROSECUTION"])

    shown = await world.ask(
        "wang", "sealQuery",
        ("answer.scope.code", "answer.decidedBy.displayName", "undertakings.person",
         "readings.readOn", "readings.scope.code", "person", "identityNumber"),
        id=query_id,
    )  # fmt: skip
    assert [part["code"] for part in shown["answer"]["scope"]] == ["PROSECUTION"]
    assert shown["answer"]["decidedBy"]["displayName"] == "zhou"
    assert [each["person"] for each in shown["undertakings"]] == ["陈法官"]
    assert [
        (each["readOn"], [part["code"] for part in each["scope"]]) for each in shown["readings"]
    ] == [("2026-10-12", ["PROSECUTION"])]
    assert (shown["person"], shown["identityNumber"]) == ("林某某", IDENTITY)
    trail = world.sql(
        "SELECT action, case_id FROM trail_entries WHERE record_id = %s"
        " AND action <> 'afterwards.query_read' ORDER BY seq",
        [query_id],
    )
    assert [action for action, _ in trail] == [
        "afterwards.query_registered", "afterwards.query_decided",
        "afterwards.undertaking_signed", "afterwards.sealed_read",
    ]  # fmt: skip
    assert {case_id for _, case_id in trail} == {None}
    # The sealed file stays what it is: found nowhere.
    assert world.count("case_files") == 0


async def test_f09_the_recorder_does_not_decide(world: World, order_id: str) -> None:
    query_id = await a_query(world, "zhou")
    given = decision(query_id, "PERMITTED", sealOrderId=order_id, scope=["PROSECUTION"])

    await refused(world, "zhou", "decideSealQuery", "APPROVER_IS_AUTHOR", None, **given)
    world.person("qian", "supervisor")
    await world.done("qian", "decideSealQuery", **given)
    await refused(world, "qian", "decideSealQuery", "QUERY_DECIDED", None, **given)


async def test_f09_the_line_has_to_be_that_of_the_person_or_file(
    world: World, order_id: str
) -> None:
    other = await a_query(world, identityNumber="330103200804020025")
    given = {"sealOrderId": order_id, "scope": ["PROSECUTION"]}
    await refused(
        world, "zhou", "decideSealQuery", "NOTHING_MATCHES", "F-09",
        **decision(other, "PERMITTED", **given),
    )  # fmt: skip
    await world.done("zhou", "decideSealQuery", **decision(other, "NOTHING_SEALED"))

    by_number = await a_query(world, identityNumber=None, caseNumber=CASE_NUMBER)
    await refused(
        world, "zhou", "decideSealQuery", "SOMETHING_IS_SEALED", "F-09",
        **decision(by_number, "NOTHING_SEALED"),
    )  # fmt: skip
    await refused(
        world, "zhou", "decideSealQuery", "OUTSIDE_SCOPE", "F-09",
        **decision(by_number, "PERMITTED", sealOrderId=order_id, scope=["COUNSELLING"]),
    )  # fmt: skip
    await world.done("zhou", "decideSealQuery", **decision(by_number, "PERMITTED", **given))


async def test_a_court_that_names_no_case_is_not_permitted(world: World, order_id: str) -> None:
    # F-05: for the handling of a case.
    query_id = await a_query(world, handledCase=None)

    await refused(
        world, "zhou", "decideSealQuery", "NOT_FOR_A_CASE", "F-05",
        **decision(query_id, "PERMITTED", sealOrderId=order_id, scope=["PROSECUTION"]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"identityNumber": None}, ("identityNumber", "REQUIRED")),
        ({"scope": ["TRIAL", "TRIAL"]}, ("scope", "REPEATED")),
        ({"scope": []}, ("scope", "TOO_FEW")),
        ({"reason": " "}, ("reason", "REQUIRED")),
        ({"person": "林" * 61}, ("person", "TOO_LONG")),
    ],
)
async def test_what_cannot_be_registered(
    world: World, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    world.person("wang", "officer")
    world.at("2026-10-12")
    before = world.counts()

    answer = await world.do(
        "wang", "registerSealQuery", ("problems.path", "problems.code"), **(COURT | changes)
    )

    assert [(each["path"], each["code"]) for each in answer["problems"]] == [problem]
    assert world.counts() == before


async def test_dates_that_cannot_be_are_refused(world: World, order_id: str) -> None:
    await refused(
        world, "wang", "registerSealQuery", "DATE_IN_FUTURE", None,
        **(COURT | {"receivedOn": "2026-10-13"}),
    )  # fmt: skip
    await refused(
        world, "wang", "registerSealQuery", "NO_RULEBOOK", None,
        **(COURT | {"receivedOn": "2010-10-13"}),
    )  # fmt: skip
    query_id = await a_permitted_query(world, order_id)
    for day, code in (("2026-10-11", "DATE_TOO_EARLY"), ("2026-10-13", "DATE_IN_FUTURE")):
        await refused(
            world, "wang", "signQueryUndertaking", code, None,
            queryId=query_id, person="陈法官", signedOn=day,
        )  # fmt: skip


@pytest.mark.usefixtures("order_id")
async def test_a_late_answer_stays_late(world: World) -> None:
    query_id = await a_query(world)
    world.at("2026-10-15")
    waiting = await world.ask("zhou", "sealQueries", ("items.deadline.state",), undecided=True)
    assert [each["deadline"]["state"] for each in waiting["items"]] == ["OVERDUE"]

    await world.done("zhou", "decideSealQuery", **decision(query_id, "REFUSED"))

    shown = await world.ask("zhou", "sealQuery", ("answer.late",), id=query_id)
    assert shown["answer"]["late"] is True
    assert (await world.ask("zhou", "sealQueries", undecided=True))["total"] == 0
    assert (await world.ask("zhou", "sealQueries"))["total"] == 1
    [(details,)] = world.sql(
        "SELECT details FROM trail_entries WHERE action = 'afterwards.query_decided'"
    )
    assert details == {"verdict": "refused", "late": True}


@pytest.mark.usefixtures("order_id")
async def test_doing_it_twice_is_doing_it_once(world: World) -> None:
    query_id = await a_query(world)
    given = decision(query_id, "REFUSED") | {"idempotencyKey": "einmal-und-nie-wieder"}

    await world.done("zhou", "decideSealQuery", **given)
    await world.done("zhou", "decideSealQuery", **given)

    assert world.count("seal_query_decisions") == 1


@pytest.mark.parametrize(
    ("who", "role", "where", "read", "decided"),
    [
        ("li", "officer", {}, "NOT_VISIBLE", "NOT_PERMITTED"),
        ("far", "supervisor", {"office": OTHER_OFFICE}, "NOT_VISIBLE", "NOT_VISIBLE"),
        ("worker", "social_worker", {}, "NOT_PERMITTED", "NOT_PERMITTED"),
        ("eyes", "auditor", {}, "NOT_PERMITTED", "NOT_PERMITTED"),
        ("admin", "administrator", {}, "NOT_PERMITTED", "NOT_PERMITTED"),
        ("mother", "guardian", {}, "NOT_PERMITTED", "NOT_PERMITTED"),
    ],
)
async def test_others_neither_read_nor_decide(
    world: World,
    order_id: str,
    who: str,
    role: str,
    where: dict[str, str],
    read: str,
    decided: str,
) -> None:
    query_id = await a_permitted_query(world, order_id)
    if who != "li":
        world.person(who, role, **where)
    before = world.counts()

    assert await world.ask(who, "sealQuery", id=query_id) == {"code": read}
    answer = await world.do(who, "decideSealQuery", **decision(query_id, "REFUSED"))
    assert answer["code"] == decided
    signed = await world.do(
        who, "signQueryUndertaking", queryId=query_id, person="某人", signedOn="2026-10-12"
    )
    assert signed["code"] == read
    listed = await world.ask(who, "sealQueries")
    assert listed == {"code": read} if read == "NOT_PERMITTED" else listed["total"] == 0
    assert world.counts() == before


async def test_the_database_shows_and_grants_no_more(world: World, order_id: str) -> None:
    query_id = await a_permitted_query(world, order_id)
    await world.done(
        "wang", "signQueryUndertaking", queryId=query_id, person="陈法官", signedOn="2026-10-12"
    )
    world.person("far", "supervisor", office=OTHER_OFFICE)
    world.person("worker", "social_worker")
    world.person("eyes", "auditor")

    for table in ("seal_queries", "seal_query_decisions", "query_undertakings"):
        seen = {who: seen_rows(world, who, table) for who in ("wang", "zhou")}
        assert seen == {"wang": 1, "zhou": 1}, table
        hidden = {who: seen_rows(world, who, table) for who in ("li", "far", "worker", "eyes")}
        assert set(hidden.values()) == {0}, table
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_app(world, "zhou", f"UPDATE {table} SET office_id = office_id RETURNING id")  # noqa: S608
    decide = (
        "INSERT INTO seal_query_decisions (id, office_id, query_id, verdict, reason, decided_on,"
        " decided_by, decided_at) SELECT gen_random_uuid(), office_id, query_id, 'refused',"
        " 'x', decided_on, guanhu_account(), decided_at FROM seal_query_decisions RETURNING id"
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app(world, "wang", decide)


async def test_no_text_of_a_query_lies_open(world: World, order_id: str) -> None:
    await a_permitted_query(world, order_id)
    dumped = str(
        world.sql("SELECT q::text FROM seal_queries q UNION ALL SELECT d::text FROM"
                  " seal_query_decisions d UNION ALL SELECT t::text FROM trail_entries t")
    )  # fmt: skip

    for said in (IDENTITY, COURT["person"], COURT["applicant"], COURT["handledCase"]):
        assert said not in dumped
