"""Social investigation, attendance, closed hearing and plea, through the API."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_decisions import a_case_on_probation
from support.builders_protections import a_plea, a_report, an_attendance, an_investigation
from support.refusals import refused
from support.world import World

REPORTS = (
    "socialInvestigations.state",
    "socialInvestigations.reports.author",
    "socialInvestigations.reports.verdict",
    "socialInvestigations.reports.missingTopics",
    "socialInvestigations.reports.topics.topic",
    "socialInvestigations.reports.topics.text",
)


async def page_of(world: World, who: str, case_id: str, *want: str) -> dict[str, Any]:
    page: dict[str, Any] = await world.ask(who, "caseFile", want, id=case_id)
    return page


async def codes(world: World, who: str, case_id: str) -> dict[str, str | None]:
    page = await page_of(world, who, case_id, "allowedActions.action", "allowedActions.code")
    return {one["action"]: one["code"] for one in page["allowedActions"]}


async def asked(world: World, case_id: str) -> str:
    done = await world.done("li", "askInvestigation", **an_investigation(world, case_id))
    return str(done["investigationId"])


async def test_m02_a_report_is_supplemented_and_the_first_one_stays(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    assert (await codes(world, "li", case_id))["RECORD_INVESTIGATION_REPORT"] == "NOTHING_ASKED"
    investigation = await asked(world, case_id)
    assert (await codes(world, "li", case_id))["REVIEW_INVESTIGATION"] == "NOTHING_REPORTED"
    await world.done("li", "recordInvestigationReport", **a_report(world, investigation))
    review = {"investigationId": investigation, "note": "请补充交往情况"}
    await world.done("li", "reviewInvestigation", **review, verdict="SUPPLEMENT")
    await refused(
        world, "li", "reviewInvestigation", "NOTHING_REPORTED", "M-02",
        **review, verdict="ACCEPTED",
    )  # fmt: skip
    world.at("2026-03-05")
    more = a_report(world, investigation, topics={"social_contacts": "与兼职群友来往"})
    more["topics"] = {"socialContacts": "与兼职群友来往"}
    await world.done("li", "recordInvestigationReport", **more)
    await refused(world, "li", "recordInvestigationReport", "NOTHING_ASKED", "M-02", **more)
    await world.done("li", "reviewInvestigation", **review, verdict="ACCEPTED")

    (found,) = (await page_of(world, "li", case_id, *REPORTS))["socialInvestigations"]
    assert found["state"] == "ACCEPTED"
    assert [one["verdict"] for one in found["reports"]] == ["SUPPLEMENT", "ACCEPTED"]
    first = found["reports"][0]
    assert first["author"] == "社工方某"
    assert [(one["topic"], one["text"]) for one in first["topics"]] == [
        ("FAMILY", "父母外出务工"),
        ("CAUSES", "受熟人引诱出借银行卡"),
    ]


async def test_m03_a_report_tells_which_topics_it_leaves_out(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    investigation = await asked(world, case_id)
    await refused(
        world, "li", "recordInvestigationReport", "REPORT_HAS_NO_TOPIC", "M-03",
        **a_report(world, investigation, topics={}),
    )  # fmt: skip
    await world.done("li", "recordInvestigationReport", **a_report(world, investigation))

    (found,) = (await page_of(world, "li", case_id, *REPORTS))["socialInvestigations"]
    assert found["reports"][0]["missingTopics"] == [
        "CHARACTER", "SOCIAL_CONTACTS", "GROWTH", "CONDUCT", "GUARDIANSHIP",
    ]  # fmt: skip


async def test_m04_author_and_recorder_stand_with_the_report_and_on_the_trail(
    world: World,
) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    investigation = await asked(world, case_id)
    await world.done("li", "recordInvestigationReport", **a_report(world, investigation))

    page = await page_of(
        world, "li", case_id, "socialInvestigations.reports.recordedBy.displayName",
        "socialInvestigations.reports.author",
    )  # fmt: skip
    ((report,),) = ([one["reports"][0]] for one in page["socialInvestigations"])
    assert report["author"] == "社工方某"
    assert report["recordedBy"]["displayName"]
    written = world.sql(
        "SELECT count(*) FROM trail_entries WHERE action = 'protections.investigation_reported'"
    )
    assert written == [(1,)]
    stored = world.sql("SELECT author::text, topics::text FROM investigation_reports")
    assert "方某" not in repr(stored)
    assert "务工" not in repr(stored)


async def test_m05_another_adult_attends_on_a_ground_and_with_a_reason(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    await world.done("li", "recordAttendance", **an_attendance(world, case_id))
    nobody = an_attendance(
        world, case_id, attendee="NOBODY", name=None, notifiedOn=None, ground="NOT_REACHABLE"
    )
    await world.done("li", "recordAttendance", **nobody)

    page = await page_of(world, "li", case_id, "attendances.attendee", "attendances.reason")
    assert [(one["attendee"], one["reason"]) for one in page["attendances"]] == [
        ("SCHOOL", "父母在外地务工，无法到场"),
        ("NOBODY", "父母在外地务工，无法到场"),
    ]


@pytest.mark.parametrize(
    ("overrides", "code", "rule"),
    [
        ({"ground": None}, "NO_REASON_FOR_ABSENCE", "M-05"),
        ({"reason": None}, "NO_REASON_FOR_ABSENCE", "M-05"),
        ({"notifiedOn": None}, "REPRESENTATIVE_NOT_NOTIFIED", "M-05"),
        ({"interrogatedOn": "2026-03-03"}, "DATE_IN_FUTURE", None),
        ({"interrogatedOn": "2001-01-01", "notifiedOn": None}, "INVALID_INPUT", None),
        ({"attendee": "LEGAL_REPRESENTATIVE"}, "INVALID_INPUT", None),
        ({"notifiedOn": "2026-03-03"}, "INVALID_INPUT", None),
    ],
)
async def test_m05_what_is_missing_is_refused(
    world: World, overrides: dict[str, Any], code: str, rule: str | None
) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)

    given = an_attendance(world, case_id, **overrides)
    await refused(world, "li", "recordAttendance", code, rule, **given)


async def test_d03_a_closed_hearing_is_kept_and_nothing_waits_for_it(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    hearing = {
        "caseId": case_id,
        "ground": "VICTIM_OBJECTS",
        "conclusion": "多数意见同意附条件不起诉",
    }
    await refused(
        world, "li", "recordClosedHearing", "DATE_TOO_EARLY", None, **hearing, heldOn="2026-03-01"
    )
    await world.done("li", "recordClosedHearing", **hearing, heldOn="2026-03-02")

    page = await page_of(world, "li", case_id, "closedHearings.ground", "closedHearings.conclusion")
    assert [(one["ground"], one["conclusion"]) for one in page["closedHearings"]] == [
        ("VICTIM_OBJECTS", "多数意见同意附条件不起诉")
    ]
    decided = await a_case_on_probation(world)
    await refused(
        world, "li", "recordClosedHearing", "MOVE_NOT_ALLOWED", None,
        **(hearing | {"caseId": decided}), heldOn="2026-03-02",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"representativePresent": False}, "PLEA_NEEDS_BOTH"),
        ({"defenderPresent": False}, "PLEA_NEEDS_BOTH"),
        ({"outcome": "NO_SIGNATURE_NEEDED"}, "NO_OBJECTION_TO_PLEA"),
    ],
)
async def test_d11_a_plea_is_signed_with_both_present(
    world: World, overrides: dict[str, Any], code: str
) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    await refused(world, "li", "recordPlea", code, "D-11", **a_plea(world, case_id, **overrides))
    await world.done("li", "recordPlea", **a_plea(world, case_id))
    objects = a_plea(
        world, case_id, outcome="NO_SIGNATURE_NEEDED", objector="DEFENDER", note="作无罪辩护",
        representativePresent=False, defenderPresent=False,
    )  # fmt: skip
    await world.done("li", "recordPlea", **objects)

    page = await page_of(world, "li", case_id, "pleas.outcome", "pleas.objector")
    assert [(one["outcome"], one["objector"]) for one in page["pleas"]] == [
        ("SIGNED", None), ("NO_SIGNATURE_NEEDED", "DEFENDER"),
    ]  # fmt: skip


async def test_hidden_from_everybody_but_the_prosecution_on_the_case(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    investigation = await asked(world, case_id)
    world.person("wei", "officer")

    await refused(
        world, "wei", "askInvestigation", "NOT_VISIBLE", None, **an_investigation(world, case_id)
    )
    await refused(
        world, "wei", "recordInvestigationReport", "NOT_VISIBLE", None,
        **a_report(world, investigation),
    )  # fmt: skip
    await refused(
        world, "li", "askInvestigation", "ENTRUSTED_TO_NOBODY", "M-02",
        **an_investigation(world, case_id, entrustedTo=None),
    )  # fmt: skip
