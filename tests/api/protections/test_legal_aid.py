"""Legal aid: the agency is told within three days, and assigns a lawyer within three (M-06)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.protections.errors import LawyerAlreadyAssigned, LegalAidNotNotified
from guanhu.protections.rules import refuse_assignment
from support.builders_cases import a_case
from support.builders_challenges import serve
from support.builders_decisions import (
    ADDRESSEES,
    PARTIES,
    an_announcement,
    an_opinion,
    screened_and_triaged,
)
from support.builders_plans import a_member
from support.builders_protections import an_assignment
from support.picking import picked
from support.refusals import refused
from support.world import World

DEADLINES = ("deadlines.kind", "deadlines.dueOn", "deadlines.state", "deadlines.late")
AID = (
    "legalAid.lawyer", "legalAid.assignedOn", "legalAid.dueOn", "legalAid.late",
    "legalAid.knowsMinors", "legalAid.recordedBy.displayName",
)  # fmt: skip


async def told(world: World, on: str = "2026-03-02") -> str:
    """A case received on 2 March 2026, the agency told on the day given."""
    world.at(on)
    case_id = await a_case(world, hasDefender=False)
    await world.done("li", "recordNotice", caseId=case_id, kind="LEGAL_AID", doneOn=on)
    return case_id


async def aid_due(world: World, case_id: str) -> dict[str, tuple[str, str, bool]]:
    page = await world.ask("li", "caseFile", DEADLINES, id=case_id)
    return {
        one["kind"]: (one["dueOn"], one["state"], one["late"])
        for one in page["deadlines"]
        if one["kind"].startswith("LEGAL_AID")
    }


async def barred(world: World, case_id: str) -> Any:
    want = ("allowedActions.action", "allowedActions.code")
    page = await world.ask("li", "caseFile", want, id=case_id)
    found = {one["action"]: one["code"] for one in page["allowedActions"]}
    return found["RECORD_LEGAL_AID_ASSIGNMENT"]


async def test_m06_the_agency_has_three_days_from_the_notice(world: World) -> None:
    """M-06, T-02, T-04: counted from the notice; a Saturday moves to Monday."""
    world.at("2026-03-02")
    case_id = await a_case(world, hasDefender=False)
    assert await aid_due(world, case_id) == {"LEGAL_AID_NOTICE": ("2026-03-05", "OPEN", False)}
    assert await barred(world, case_id) == "LEGAL_AID_NOT_NOTIFIED"
    await refused(
        world, "li", "recordLegalAidAssignment", "LEGAL_AID_NOT_NOTIFIED", "M-06",
        **an_assignment(world, case_id),
    )  # fmt: skip

    world.at("2026-03-04")
    await world.done("li", "recordNotice", caseId=case_id, kind="LEGAL_AID", doneOn="2026-03-04")
    # Wednesday and three days is a Saturday.
    assert await aid_due(world, case_id) == {
        "LEGAL_AID_NOTICE": ("2026-03-05", "DONE", False),
        "LEGAL_AID_ASSIGNMENT": ("2026-03-09", "OPEN", False),
    }
    assert await barred(world, case_id) is None

    world.at("2026-03-09")
    done = await world.done("li", "recordLegalAidAssignment", **an_assignment(world, case_id))
    assert done["late"] is False
    assert await aid_due(world, case_id) == {
        "LEGAL_AID_NOTICE": ("2026-03-05", "DONE", False),
        "LEGAL_AID_ASSIGNMENT": ("2026-03-09", "DONE", False),
    }
    page = await world.ask("li", "caseFile", AID, id=case_id)
    expected = {
        "lawyer": "律师吴某", "assignedOn": "2026-03-09", "dueOn": "2026-03-09", "late": False,
        "knowsMinors": True, "recordedBy": {"displayName": "li"},
    }  # fmt: skip
    assert picked(page["legalAid"], expected) == expected
    assert await barred(world, case_id) == "LAWYER_ALREADY_ASSIGNED"
    await refused(
        world, "li", "recordLegalAidAssignment", "LAWYER_ALREADY_ASSIGNED", "M-06",
        **an_assignment(world, case_id, lawyer="律师郑某"),
    )  # fmt: skip
    assert world.count("legal_aid_assignments") == 1


async def decided_without_defender(world: World) -> tuple[str, str]:
    """Everybody but a defender heard on 2 March 2026; decided, served and announced."""
    case_id = await told(world)
    world.person("chen", "supervisor")
    await screened_and_triaged(world, case_id)
    for party in PARTIES:
        if party != "DEFENDER":
            await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    await world.done(
        "li", "recordImpossibility",
        caseId=case_id, stage="BEFORE_DECISION", party="DEFENDER", reason="尚未指派律师",
    )  # fmt: skip
    proposed = await world.done(
        "li", "proposeDecision", caseId=case_id, periodMonths=6, reasons="适合帮教"
    )
    decided = await world.done(
        "chen", "approveProposal", proposalId=proposed["proposalId"], text="附条件不起诉决定"
    )
    await serve(world, decided["decisionId"], *(one for one in ADDRESSEES if one != "DEFENDER"))
    await world.done("li", "recordAnnouncement", **an_announcement(world, decided["decisionId"]))
    return case_id, decided["decisionId"]


async def to_serve(world: World, case_id: str) -> tuple[list[str], Any, Any]:
    """Addressees of the first decision, why no service is recorded, state of the service's day."""
    want = (
        "decisions.addressees", "allowedActions.action", "allowedActions.code",
        "deadlines.kind", "deadlines.dueOn",
    )  # fmt: skip
    page = await world.ask("li", "caseFile", want, id=case_id)
    codes = {one["action"]: one["code"] for one in page["allowedActions"]}
    due = {one["kind"]: one["dueOn"] for one in page["deadlines"]}
    return page["decisions"][0]["addressees"], codes["RECORD_SERVICE"], due.get("SERVICE")


@pytest.mark.parametrize("how", ["assigned", "heard"])
async def test_d08_a_defender_who_comes_later_is_served_too(world: World, how: str) -> None:
    """D-08, M-06: the decision goes to the defender; the day to serve by stays the same."""
    case_id, decision_id = await decided_without_defender(world)
    others = [one for one in ADDRESSEES if one != "DEFENDER"]
    before, barring, due = await to_serve(world, case_id)
    assert (sorted(before), barring, due) == (sorted(others), "EVERYTHING_SERVED", None)
    await refused(
        world, "li", "recordService", "NOT_AN_ADDRESSEE", "D-08",
        **a_service(world, decision_id),
    )  # fmt: skip

    if how == "assigned":
        world.at("2026-03-04")
        await world.done("li", "recordLegalAidAssignment", **an_assignment(world, case_id))
    else:
        world.at("2026-09-03")
        await world.done("li", "hearOpinion", **an_opinion(
            world, case_id, "DEFENDER", stage="BEFORE_FINAL_DECISION"
        ))  # fmt: skip

    after, barring, due = await to_serve(world, case_id)
    assert (sorted(after), barring, due) == (sorted(ADDRESSEES), None, "2026-03-05")
    await world.done("li", "recordService", **a_service(world, decision_id))
    assert (await to_serve(world, case_id))[1:] == ("EVERYTHING_SERVED", None)


def a_service(world: World, decision_id: str) -> dict[str, Any]:
    """The input of ``recordService``: on the defender, today."""
    today = world.today.isoformat()
    return {
        "decisionId": decision_id, "addressee": "DEFENDER", "mode": "DIRECT", "sentOn": today,
        "receivedOn": today,
    }  # fmt: skip


async def test_m06_what_the_agency_misses_is_shown_and_stays_late(world: World) -> None:
    """M-06: others' duty: the office is alarmed until it is done."""
    case_id = await told(world)
    world.at("2026-03-06")
    page = await world.ask(
        "li", "caseFile", ("nextDeadline.kind", "nextDeadline.state"), id=case_id
    )
    overdue = {"kind": "LEGAL_AID_ASSIGNMENT", "state": "OVERDUE"}
    await world.done(
        "li", "recordNotice", caseId=case_id, kind="RIGHTS_SUSPECT", doneOn="2026-03-05"
    )
    await world.done(
        "li", "recordNotice", caseId=case_id, kind="RIGHTS_VICTIM", doneOn="2026-03-05"
    )
    page = await world.ask(
        "li", "caseFile", ("nextDeadline.kind", "nextDeadline.state"), id=case_id
    )
    assert picked(page["nextDeadline"], overdue) == overdue

    done = await world.done("li", "recordLegalAidAssignment", **an_assignment(world, case_id))
    assert done["late"] is True
    assert (await aid_due(world, case_id))["LEGAL_AID_ASSIGNMENT"] == ("2026-03-05", "DONE", True)
    page = await world.ask("li", "caseFile", ("nextDeadline.kind", *AID), id=case_id)
    assert page["nextDeadline"]["kind"] != "LEGAL_AID_ASSIGNMENT"
    assert page["legalAid"]["late"] is True


async def test_m06_the_lawyer_is_the_defender_and_is_served(world: World) -> None:
    """M-06, D-08: who was assigned is an addressee although nobody heard the defender."""
    world.person("chen", "supervisor")
    case_id = await told(world)
    await world.done("li", "recordLegalAidAssignment", **an_assignment(world, case_id))
    await screened_and_triaged(world, case_id)
    for party in ("POLICE", "VICTIM", "MINOR", "LEGAL_REPRESENTATIVE"):
        await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    await world.done(
        "li", "recordImpossibility",
        caseId=case_id, stage="BEFORE_DECISION", party="DEFENDER", reason="多次联系未回复",
    )  # fmt: skip
    proposed = await world.done(
        "li", "proposeDecision", caseId=case_id, periodMonths=6, reasons="适合帮教"
    )
    await world.done(
        "chen", "approveProposal", proposalId=proposed["proposalId"], text="附条件不起诉决定"
    )
    page = await world.ask("li", "caseFile", ("decisions.addressees",), id=case_id)
    assert "DEFENDER" in page["decisions"][0]["addressees"]


async def test_m06_a_defender_who_came_ends_the_waiting(world: World) -> None:
    """The family's own lawyer was heard: nobody waits for the agency any more."""
    case_id = await told(world)
    world.at("2026-03-04")
    await world.done("li", "hearOpinion", **an_opinion(world, case_id, "DEFENDER"))
    assert await aid_due(world, case_id) == {
        "LEGAL_AID_NOTICE": ("2026-03-05", "DONE", False),
        "LEGAL_AID_ASSIGNMENT": ("2026-03-05", "DONE", False),
    }


async def test_m06_where_there_is_a_defender_nobody_waits_for_the_agency(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world, hasDefender=True)
    await world.done("li", "recordNotice", caseId=case_id, kind="LEGAL_AID", doneOn="2026-03-02")
    assert "LEGAL_AID_ASSIGNMENT" not in await aid_due(world, case_id)


@pytest.mark.parametrize(
    ("on", "code"), [("2026-03-03", "DATE_TOO_EARLY"), ("2026-03-06", "DATE_IN_FUTURE")]
)
async def test_m06_impossible_days_are_refused(world: World, on: str, code: str) -> None:
    case_id = await told(world)
    world.sql("UPDATE case_files SET legal_aid_notified_on = '2026-03-04' WHERE id = %s", [case_id])
    world.at("2026-03-05")
    answer = await refused(
        world, "li", "recordLegalAidAssignment", code, None,
        **an_assignment(world, case_id, assignedOn=on),
    )  # fmt: skip
    assert ("field", "assignedOn") in [(one["name"], one["value"]) for one in answer["facts"]]
    assert world.count("legal_aid_assignments") == 0


async def test_m06_who_sees_and_who_records(world: World) -> None:
    case_id = await told(world)
    await world.done("li", "recordLegalAidAssignment", **an_assignment(world, case_id))
    await a_member(world, case_id, "zhao")
    page = await world.ask("zhao", "caseFile", ("legalAid.lawyer",), id=case_id)
    assert page["legalAid"] is None
    await refused(
        world, "zhao", "recordLegalAidAssignment", "NOT_PERMITTED", None,
        **an_assignment(world, case_id),
    )  # fmt: skip
    world.person("sun", "officer", "P330200")
    hidden = await world.do("sun", "recordLegalAidAssignment", **an_assignment(world, case_id))
    assert hidden["code"] == "NOT_VISIBLE"


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(notified=st.none() | DAYS, before=st.none() | DAYS, on=DAYS, today=DAYS)
def test_m06_a_day_between_the_notice_and_today(
    notified: date | None, before: date | None, on: date, today: date
) -> None:
    refusal = refuse_assignment(notified, before, assigned_on=on, today=today)
    if notified is None:
        assert isinstance(refusal, LegalAidNotNotified)
    elif before is not None:
        assert isinstance(refusal, LawyerAlreadyAssigned)
    elif on > today:
        assert isinstance(refusal, DateInFuture)
    elif on < notified:
        assert isinstance(refusal, DateBefore)
    else:
        assert refusal is None
