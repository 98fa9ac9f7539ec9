"""Charges, involvement, notices and links through the API."""

from __future__ import annotations

import pytest

from support.builders_cases import a_case
from support.world import World

CHARGE = {"offence": "266", "acts": [{"occurredOn": "2025-12-01", "amountFen": 844_553}]}


async def test_changed_charges_replace_the_old_ones(world: World) -> None:
    case_id = await a_case(world)

    changed = await world.done(
        "li",
        "changeCharges",
        ("caseFile.charges.offence.code", "caseFile.charges.totalFen", "caseFile.version"),
        caseId=case_id,
        expectedVersion=1,
        charges=[CHARGE],
        reason="补充证据后重新认定",
    )

    shown = changed["caseFile"]["charges"]
    assert [(c["offence"]["code"], c["totalFen"]) for c in shown] == [("266", 844_553)]
    assert changed["caseFile"]["version"] == 2


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        pytest.param({"expectedVersion": 7}, "STALE_VERSION", id="stale"),
        pytest.param({"charges": [CHARGE | {"offence": "999"}]}, "UNKNOWN_OFFENCE", id="unknown"),
        pytest.param({"charges": [CHARGE, CHARGE]}, "INVALID_INPUT", id="repeated"),
        pytest.param(
            {
                "charges": [
                    {"offence": "266", "acts": [{"occurredOn": "2026-03-03", "amountFen": 1}]}
                ]
            },
            "DATE_IN_FUTURE",
            id="act-after-receipt",
        ),
        pytest.param({"reason": "  "}, "INVALID_INPUT", id="no-reason"),
    ],
)
async def test_refused_charges_leave_the_old_ones(
    world: World, overrides: dict[str, object], code: str
) -> None:
    case_id = await a_case(world)
    before = world.counts()
    given = {"caseId": case_id, "expectedVersion": 1, "charges": [CHARGE], "reason": "重新认定"}

    refused = await world.do("li", "changeCharges", **(given | overrides))

    assert refused["code"] == code
    assert world.counts() == before
    page = await world.ask("li", "caseFile", ("charges.offence.code",), id=case_id)
    assert [charge["offence"]["code"] for charge in page["charges"]] == ["287-2"]


async def test_a_notice_is_recorded_once(world: World) -> None:
    # M-06, M-07: the early notices.
    case_id = await a_case(world)
    given = {"caseId": case_id, "kind": "LEGAL_AID", "doneOn": "2026-03-02"}

    await world.done("li", "recordNotice", **given)
    again = await world.do("li", "recordNotice", **given)

    assert again["code"] == "NOTICE_ALREADY_RECORDED"
    assert again["facts"] == [{"__typename": "Fact", "name": "on", "value": "2026-03-02"}]


async def test_linked_files_show_each_other_only_to_who_may_see_both(world: World) -> None:
    world.person("chen", "supervisor")
    first = await a_case(world, "li", caseNumber="甲1")
    second = await a_case(world, "wang", caseNumber="乙1")

    refused = await world.do("li", "linkCases", caseIds=[first, second], kind="LINKED")
    assert refused["code"] == "NOT_VISIBLE"
    await world.done("chen", "linkCases", caseIds=[first, second], kind="LINKED")

    want = ("linkedCases.caseNumber", "linkedCases.kind")
    whole = await world.ask("chen", "caseFile", want, id=first)
    assert [(x["caseNumber"], x["kind"]) for x in whole["linkedCases"]] == [("乙1", "LINKED")]
    assert (await world.ask("li", "caseFile", want, id=first))["linkedCases"] == []


async def test_correcting_a_minor_needs_a_change_and_the_version_seen(world: World) -> None:
    case_id = await a_case(world)
    page = await world.ask("li", "caseFile", ("identity.fullName", "minor.version"), id=case_id)
    assert page["identity"]["fullName"] == "林小禾"
    minor = {
        "name": "林小禾",
        "birthDate": "2008-10-05",
        "sex": "FEMALE",
        "schoolStatus": "VOCATIONAL",
        "ageProof": "IDENTITY_CARD",
        "identityNumber": page["identity"]["identityNumber"],
        "phone": "13900000000",
        "address": "某市某区某路1号",
        "school": "某职业学校",
    }
    given = {"caseId": case_id, "expectedVersion": 1, "minor": minor, "reason": "户籍证明更正"}

    assert (await world.do("li", "correctMinor", **given))["code"] == "NOTHING_CHANGED"
    corrected = minor | {"birthDate": "2008-10-06"}
    await world.done("li", "correctMinor", **(given | {"minor": corrected}))
    stale = await world.do("li", "correctMinor", **given)

    assert stale["code"] == "STALE_VERSION"
    trail = world.sql("SELECT details FROM trail_entries WHERE action = 'people.minor_corrected'")
    assert trail == [({"fields": "birth_date"},)]


async def test_every_reading_of_identity_is_on_the_trail(world: World) -> None:
    # access is logged.
    case_id = await a_case(world)

    await world.ask("li", "caseFile", ("identity.fullName",), id=case_id)
    await world.ask("li", "caseFile", id=case_id)

    viewed = world.sql("SELECT count(*) FROM trail_entries WHERE action = 'people.identity_viewed'")
    assert viewed == [(1,)]


async def test_a_guardianship_ends_once_and_never_before_it_began(world: World) -> None:
    case_id = await a_case(world)
    page = await world.ask("li", "caseFile", ("guardians.id",), id=case_id)
    guardianship = page["guardians"][0]["id"]
    given = {"caseId": case_id, "guardianshipId": guardianship}

    early = await world.do("li", "endGuardianship", lastDay="2026-03-01", **given)
    assert early["code"] == "END_BEFORE_START"
    ended = await world.done(
        "li", "endGuardianship", ("caseFile.guardians.validUntil",), lastDay="2026-03-02", **given
    )

    assert ended["caseFile"]["guardians"][0]["validUntil"] == "2026-03-03"
