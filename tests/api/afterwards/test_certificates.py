"""Certificates of no criminal record: asked for by the person's side, and given (F-10)."""

from __future__ import annotations

import re
from typing import Any

import psycopg
import pytest

from support.builders_afterwards import a_sealed_line, as_app, seen_rows
from support.builders_documents import blanks, fetch, text_of
from support.refusals import refused
from support.world import OTHER_OFFICE, World

SAYS = {"person": "林小禾", "identity_number": "330103200804020017", "purpose": "报考驾驶证"}


@pytest.fixture
async def order_id(world: World) -> str:
    return await a_sealed_line(world)


def a_request(order_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "sealOrderId": order_id, "askedBy": "LEGAL_REPRESENTATIVE", "askedOn": "2026-10-12",
        "purpose": "入职需要",
    } | changes  # fmt: skip


async def asked(world: World, order_id: str, **changes: Any) -> str:
    done = await world.done("li", "askCertificate", **a_request(order_id, **changes))
    return str(done["certificateId"])


async def certificates(world: World, who: str) -> list[dict[str, Any]]:
    found = await world.ask(
        who, "sealedRegister",
        ("items.afterwards.certificates.issuedOn", "items.afterwards.certificates.purpose",
         "items.afterwards.certificates.issuedBy", "items.afterwards.certificates.documentId",
         "items.afterwards.certificates.deadline.dueOn",
         "items.afterwards.certificates.deadline.state",
         "items.afterwards.certificates.deadline.basis.unconfirmed"),
    )  # fmt: skip
    return [each for line in found["items"] for each in line["afterwards"]["certificates"]]


@pytest.mark.slow
async def test_f10_it_is_issued_as_a_paper_that_tells_of_nothing_sealed(
    world: World, order_id: str
) -> None:
    certificate_id = await asked(world, order_id)
    [waiting] = await certificates(world, "li")
    assert (waiting["issuedOn"], waiting["purpose"]) == (None, "入职需要")
    assert waiting["deadline"]["dueOn"] == "2026-10-15"
    # The three working days are not confirmed (N): shown so, and no gate.
    assert waiting["deadline"]["basis"]["unconfirmed"] is True
    world.at("2026-10-16")
    [late] = await certificates(world, "zhou")
    assert late["deadline"]["state"] == "OVERDUE"

    done = await world.done(
        "li", "issueCertificate", ("document.path", "document.number", "document.id"),
        certificateId=certificate_id, blanks=blanks(SAYS),
    )  # fmt: skip

    text = re.sub(r"\s", "", text_of((await fetch(world, "li", done["document"]["path"])).content))
    assert "林小禾（证件号码：330103200804020017）无犯罪记录。" in text
    assert "封存" not in text
    assert "不起诉" not in text
    assert "四百八十七" not in text
    [given] = await certificates(world, "li")
    assert (given["issuedOn"], given["issuedBy"]) == ("2026-10-16", "PROCURATORATE")
    assert given["documentId"] == done["document"]["id"]
    await refused(
        world, "li", "issueCertificate", "CERTIFICATE_GIVEN", None,
        certificateId=certificate_id, blanks=blanks(SAYS),
    )  # fmt: skip


async def test_f10_the_police_gave_it_and_the_office_recorded_that(
    world: World, order_id: str
) -> None:
    certificate_id = await asked(world, order_id, askedBy="MINOR")
    given = {"certificateId": certificate_id, "issuedBy": "POLICE"}
    for day, code in (("2026-10-11", "DATE_TOO_EARLY"), ("2026-10-13", "DATE_IN_FUTURE")):
        await refused(world, "li", "recordCertificate", code, None, **given, issuedOn=day)

    await world.done("zhou", "recordCertificate", **given, issuedOn="2026-10-12")

    [seen] = await certificates(world, "li")
    assert (seen["issuedOn"], seen["issuedBy"], seen["deadline"]["state"]) == (
        "2026-10-12", "POLICE", "DONE",
    )  # fmt: skip
    trail = world.sql(
        "SELECT action, case_id FROM trail_entries WHERE action LIKE 'afterwards.%%' ORDER BY seq"
    )
    assert trail == [("afterwards.certificate_asked", None), ("afterwards.certificate_given", None)]


async def test_the_offices_own_is_a_paper(world: World, order_id: str) -> None:
    certificate_id = await asked(world, order_id)

    answer = await world.do(
        "li", "recordCertificate", ("problems.path", "problems.code"),
        certificateId=certificate_id, issuedBy="PROCURATORATE", issuedOn="2026-10-12",
    )  # fmt: skip

    assert [(each["path"], each["code"]) for each in answer["problems"]] == [
        ("issuedBy", "ISSUED_AS_A_PAPER")
    ]


@pytest.mark.parametrize(
    ("day", "code"), [("2026-03-01", "DATE_TOO_EARLY"), ("2026-10-13", "DATE_IN_FUTURE")]
)
async def test_days_that_cannot_be(world: World, order_id: str, day: str, code: str) -> None:
    await refused(world, "li", "askCertificate", code, None, **a_request(order_id, askedOn=day))


@pytest.mark.parametrize(
    ("who", "role", "where", "code"),
    [
        ("wang", "officer", {}, "NOT_VISIBLE"),
        ("far", "supervisor", {"office": OTHER_OFFICE}, "NOT_VISIBLE"),
        ("worker", "social_worker", {}, "NOT_PERMITTED"),
        ("eyes", "auditor", {}, "NOT_PERMITTED"),
        ("admin", "administrator", {}, "NOT_PERMITTED"),
        ("child", "young_person", {}, "NOT_PERMITTED"),
    ],
)
async def test_others_neither_ask_nor_give(
    world: World, order_id: str, who: str, role: str, where: dict[str, str], code: str
) -> None:
    certificate_id = await asked(world, order_id)
    if who != "wang":
        world.person(who, role, **where)
    before = world.counts()

    answers = [
        await world.do(who, "askCertificate", **a_request(order_id)),
        await world.do(
            who, "issueCertificate", certificateId=certificate_id, blanks=blanks(SAYS)
        ),
        await world.do(
            who, "recordCertificate", certificateId=certificate_id, issuedBy="COURT",
            issuedOn="2026-10-12",
        ),
    ]  # fmt: skip

    assert {answer["code"] for answer in answers} == {code}
    assert world.counts() == before
    assert seen_rows(world, who, "record_certificates") == 0


async def test_an_officer_sees_their_own_lines_and_the_auditor_no_content(
    world: World, order_id: str
) -> None:
    await asked(world, order_id)
    world.person("eyes", "auditor")
    world.person("far", "supervisor", office=OTHER_OFFICE)

    totals = {
        who: (await world.ask(who, "sealedRegister"))["total"] for who in ("li", "wang", "zhou")
    }
    seen = await world.ask("eyes", "sealedRegister", ("items.afterwards.certificates.id",))

    assert totals == {"li": 1, "wang": 0, "zhou": 1}
    assert (await world.ask("far", "sealedRegister"))["total"] == 0
    assert [line["afterwards"] for line in seen["items"]] == [None]


async def test_the_database_lets_nobody_rewrite_a_request(world: World, order_id: str) -> None:
    await asked(world, order_id)

    for column in ("asked_on", "purpose", "seal_order_id"):
        statement = f"UPDATE record_certificates SET {column} = {column} RETURNING id"  # noqa: S608
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_app(world, "zhou", statement)
    assert as_app(world, "wang", "UPDATE record_certificates SET issued_on = asked_on"
                  " RETURNING id") == []  # fmt: skip
