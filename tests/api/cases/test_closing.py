"""S76, S77: a file is closed for at least one reason, and nothing touches it afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLSchema, get_named_type

from access.test_matrix import well_formed
from guanhu.cases import closing_reasons
from guanhu.jobs.daily import run_daily
from support.builders_cases import a_case, an_intake
from support.builders_checkins import a_case_under_supervision, a_check_in
from support.builders_courses import a_session_plan
from support.builders_decisions import a_screening
from support.builders_notes import a_note, a_part, a_written_note
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

CLOSED = ("caseFile.closure.reasons.code", "caseFile.closure.by.id", "caseFile.closingReasons.code")
OWN_WORDS = {"saveDraft"}
"""A draft is its writer's and changes nothing about a case."""


async def an_ineligible_case(world: World) -> str:
    """A file whose only act was done at fourteen (E-07); the early notices were given."""
    case_id = await a_case(world)
    for kind in ("RIGHTS_SUSPECT", "RIGHTS_VICTIM"):
        await notified(world, case_id, kind)
    put(world, case_id, "ineligible")
    return case_id


async def notified(world: World, case_id: str, kind: str) -> None:
    await world.done("li", "recordNotice", caseId=case_id, kind=kind, doneOn="2026-03-02")


async def owed(world: World, case_id: str, reason: str = "TRANSFERRED") -> list[str]:
    """What the refusal to close names; the case page names the same."""
    answer = await refused(
        world, "li", "closeCase", "STILL_OWED", None, **await closing(world, case_id, reason)
    )
    page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
    (shown,) = [each for each in page["allowedActions"] if each["action"] == "CLOSE_CASE"]
    assert (shown["allowed"], shown["code"]) == (False, "STILL_OWED")
    assert {each["name"] for each in answer["facts"]} == {"what"}
    return [each["value"] for each in answer["facts"]]


def put(world: World, case_id: str, status: str) -> None:
    world.sql("UPDATE case_files SET status = %s WHERE id = %s", [status, case_id])


async def version_of(world: World, case_id: str) -> int:
    return int((await world.ask("li", "caseFile", ("version",), id=case_id))["version"])


async def closing(world: World, case_id: str, *reasons: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``closeCase``."""
    version = await version_of(world, case_id)
    return {"caseId": case_id, "expectedVersion": version, "reasons": list(reasons)} | overrides


async def test_s77_closing_takes_at_least_one_reason_of_the_list(world: World) -> None:
    case_id = await an_ineligible_case(world)

    none = await refused(
        world, "li", "closeCase", "INVALID_INPUT", None, **await closing(world, case_id)
    )
    assert [(each["path"], each["code"]) for each in none["problems"]] == [("reasons", "TOO_FEW")]
    for code in ("BROUGHT_TO_COURT", "NO_SUCH_REASON"):
        await refused(
            world, "li", "closeCase", "CLOSING_REASON_UNKNOWN", None,
            **await closing(world, case_id, "TRANSFERRED", code),
        )  # fmt: skip

    given = await closing(world, case_id, "TRANSFERRED", "EDUCATION_INSTEAD", note="另由某区办理")
    done = await world.done("li", "closeCase", CLOSED, **given)

    page = done["caseFile"]
    assert (page["status"], page["closingReasons"]) == ("CLOSED", [])
    closure = page["closure"]
    assert [each["code"] for each in closure["reasons"]] == ["TRANSFERRED", "EDUCATION_INSTEAD"]
    assert (closure["closedOn"], closure["note"]) == ("2026-03-02", "另由某区办理")
    assert closure["by"]["id"] == str(world.actors["li"].account_id)


async def test_s77_retired_reasons_are_not_offered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await an_ineligible_case(world)
    kept = await an_ineligible_case(world)
    await world.done("li", "closeCase", **await closing(world, kept, "TRANSFERRED"))
    retired = tuple(
        replace(each, retired_on=date(2026, 3, 3)) if each.code == "TRANSFERRED" else each
        for each in closing_reasons.REASONS
    )
    monkeypatch.setattr(closing_reasons, "REASONS", retired)

    offered = {}
    for day in ("2026-03-02", "2026-03-03"):
        world.at(day)
        page = await world.ask("li", "caseFile", ("closingReasons.code",), id=case_id)
        offered[day] = [each["code"] for each in page["closingReasons"]]
    assert offered["2026-03-02"][-1] == "TRANSFERRED"
    assert offered["2026-03-03"] == offered["2026-03-02"][:-1]
    await refused(
        world, "li", "closeCase", "CLOSING_REASON_UNKNOWN", None,
        **await closing(world, case_id, "TRANSFERRED"),
    )  # fmt: skip
    # What was closed for it still says so.
    page = await world.ask("li", "caseFile", ("closure.reasons.label",), id=kept)
    assert [each["code"] for each in page["closure"]["reasons"]] == ["TRANSFERRED"]


async def test_a_file_entered_twice_is_not_closed_for_that(world: World) -> None:
    """F-04: it would never be sealed with the real one."""
    case_id = await an_ineligible_case(world)

    page = await world.ask("li", "caseFile", ("closingReasons.code",), id=case_id)
    assert "ENTERED_TWICE" not in [each["code"] for each in page["closingReasons"]]
    await refused(
        world, "li", "closeCase", "CLOSING_REASON_UNKNOWN", None,
        **await closing(world, case_id, "ENTERED_TWICE"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "status", ["received", "under_review", "decided", "on_probation", "revoked", "final_decision"]
)
async def test_only_what_was_prosecuted_or_is_ineligible_is_closed(
    world: World, status: str
) -> None:
    case_id = await a_case_under_supervision(world)
    put(world, case_id, status)

    await refused(
        world, "li", "closeCase", "MOVE_NOT_ALLOWED", None,
        **await closing(world, case_id, "TRANSFERRED"),
    )  # fmt: skip


async def test_who_closes_and_on_which_version(world: World) -> None:
    case_id = await an_ineligible_case(world)
    await a_member(world, case_id)
    world.person("sun", "officer")
    given = await closing(world, case_id, "TRANSFERRED")

    await refused(world, "zhao", "closeCase", "NOT_PERMITTED", None, **given)
    await refused(world, "sun", "closeCase", "NOT_VISIBLE", None, **given)
    stale = given | {"expectedVersion": given["expectedVersion"] + 1}
    await refused(world, "li", "closeCase", "STALE_VERSION", None, **stale)
    await world.done("li", "closeCase", **given)
    await refused(world, "li", "closeCase", "CASE_CLOSED", None, **given)


async def test_what_was_noted_is_the_prosecutions_to_read(world: World) -> None:
    case_id = await an_ineligible_case(world)
    await a_member(world, case_id)
    world.person("chen", "supervisor")
    await world.done(
        "li", "closeCase", **await closing(world, case_id, "TRANSFERRED", note="另由某区办理")
    )

    for who, note in (("li", "另由某区办理"), ("chen", "另由某区办理"), ("zhao", None)):
        page = await world.ask(who, "caseFile", ("closure.reasons.code",), id=case_id)
        assert page["closure"]["note"] == note
        assert [each["code"] for each in page["closure"]["reasons"]] == ["TRANSFERRED"]


async def test_what_is_owed_to_others_is_done_first(world: World) -> None:
    case_id = await a_case(world)
    put(world, case_id, "prosecuted")
    world.sql(
        "UPDATE case_files SET clocks = jsonb_build_array(jsonb_build_object("
        " 'what', 'complaint_review', 'starts', '2026-03-02', 'record', id, 'done', NULL,"
        " 'detail', '')) WHERE id = %s",
        [case_id],
    )

    answer = await refused(
        world, "li", "closeCase", "STILL_OWED", None,
        **await closing(world, case_id, "BROUGHT_TO_COURT"),
    )  # fmt: skip
    assert answer["facts"] == [{"__typename": "Fact", "name": "what", "value": "COMPLAINT_REVIEW"}]
    page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
    (offered,) = [each for each in page["allowedActions"] if each["action"] == "CLOSE_CASE"]
    assert (offered["allowed"], offered["code"]) == (False, "STILL_OWED")


async def test_the_early_notices_are_given_before_an_ineligible_file_is_closed(
    world: World,
) -> None:
    """M-06, M-07: whoever is not eligible has the same rights."""
    case_id = await a_case(world, hasDefender=False)
    put(world, case_id, "ineligible")

    kinds = ["LEGAL_AID_NOTICE", "RIGHTS_NOTICE_SUSPECT", "RIGHTS_NOTICE_VICTIM"]
    assert await owed(world, case_id) == kinds
    for kind in ("LEGAL_AID", "RIGHTS_SUSPECT", "RIGHTS_VICTIM"):
        await notified(world, case_id, kind)
    await world.done("li", "closeCase", **await closing(world, case_id, "TRANSFERRED"))


@pytest.mark.parametrize(("kind", "what"), [("BAIL", "BAIL_END"), ("DETENTION", "CUSTODY")])
async def test_a_measure_is_ended_before_an_ineligible_file_is_closed(
    world: World, kind: str, what: str
) -> None:
    """P-13: nobody would watch its end."""
    case_id = await an_ineligible_case(world)
    measure = await world.done(
        "li", "recordMeasure",
        caseId=case_id, kind=kind, beganOn="2026-03-02", orderedBy="POLICE",
    )  # fmt: skip
    assert await owed(world, case_id) == [what]

    await world.done(
        "li", "endMeasure",
        measureId=measure["measureId"], endedOn="2026-03-02", ending="LIFTED", reason="已解除",
    )  # fmt: skip
    await world.done("li", "closeCase", **await closing(world, case_id, "TRANSFERRED"))


async def test_q09_a_waiting_correction_is_decided_before_its_file_is_closed(
    world: World,
) -> None:
    """It can be decided on an open file only, and nothing else could be asked for meanwhile."""
    case_id = await an_ineligible_case(world)
    other = await an_ineligible_case(world)
    world.person("zhao", "supervisor")
    minor = an_intake()["minor"] | {"birthDate": "2008-10-06"}
    asked = await world.done(
        "li", "requestMinorCorrection", caseId=case_id, expectedVersion=1,
        askedBy="LEGAL_REPRESENTATIVE", minor=minor, reason="出生医学证明与户籍不一致",
    )  # fmt: skip

    assert await owed(world, case_id) == ["CORRECTION"]
    await world.done("li", "closeCase", **await closing(world, other, "TRANSFERRED"))
    await world.done(
        "zhao", "refuseMinorCorrection", correctionId=asked["correctionId"], reason="不予更正"
    )
    await world.done("li", "closeCase", **await closing(world, case_id, "TRANSFERRED"))


async def test_s76_no_job_touches_a_closed_file_and_counters_drop(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id, count=3)
    world.at("2026-03-10")
    await run_daily(world.product, world.clock)

    async def counters() -> dict[str, int]:
        asked: dict[str, dict[str, Any]] = {
            "missed": {"missedOnly": True},
            "due": {"dueBefore": "2027-01-01"},
            "prosecuted": {"status": ["PROSECUTED"]},
        }
        found = {
            name: (await world.ask("li", "caseFiles", filter=wanted))["total"]
            for name, wanted in asked.items()
        }
        missed = await world.ask("li", "checkIns", filter={"missedToReview": True})
        return found | {"check-ins": missed["total"]}

    put(world, case_id, "prosecuted")
    assert await counters() == {"missed": 1, "due": 1, "prosecuted": 1, "check-ins": 1}
    await world.done("li", "closeCase", **await closing(world, case_id, "BROUGHT_TO_COURT"))
    assert await counters() == {"missed": 0, "due": 0, "prosecuted": 0, "check-ins": 0}

    def stored() -> list[tuple[Any, ...]]:
        return world.sql(
            "SELECT to_jsonb(c), (SELECT jsonb_agg(to_jsonb(i) ORDER BY i.id) FROM check_ins i"
            " WHERE i.case_id = c.id) FROM case_files c WHERE c.id = %s",
            [case_id],
        )

    before = stored()
    for day in ("2026-03-11", "2026-04-20", "2026-09-03", "2027-03-03"):
        world.at(day)
        report = await run_daily(world.product, world.clock)
        assert report.failures == []
        assert (report.done("mark_missed"), report.done("settle_deadlines")) == (0, 0)
    assert stored() == before
    assert await counters() == {"missed": 0, "due": 0, "prosecuted": 0, "check-ins": 0}


async def test_no_command_about_a_closed_file_does_anything(
    world: World, schema: GraphQLSchema
) -> None:
    case_id = await an_ineligible_case(world)
    world.person("chen", "supervisor")
    await world.done("li", "closeCase", **await closing(world, case_id, "TRANSFERRED"))
    assert schema.mutation_type is not None
    before = world.counts()
    done: dict[str, str] = {}

    for name, field in schema.mutation_type.fields.items():
        taken = get_named_type(field.args["input"].type)
        assert isinstance(taken, GraphQLInputObjectType)
        if "caseId" not in taken.fields or name in OWN_WORDS:
            continue
        for who in ("li", "chen"):
            given = well_formed(taken) | {"caseId": case_id, "idempotencyKey": f"{name}-{who}-1"}
            answer = await world.do(who, name, **given)
            done[f"{who} {name}"] = answer.get("code", "done")

    assert world.counts() == before
    assert len(done) > 40
    assert set(done.values()) <= {"CASE_CLOSED", "NOT_PERMITTED", "INVALID_INPUT"}, done


async def test_nor_does_a_command_about_several_files_of_which_one_is_closed(world: World) -> None:
    closed, other = await an_ineligible_case(world), await a_case(world)
    note = await a_written_note(world, other)
    await world.done("li", "closeCase", **await closing(world, closed, "TRANSFERRED"))
    before = world.counts()

    for name, given in {
        "recordFieldNote": a_note(a_part(other), a_part(closed)),
        "moveFieldNote": {"noteId": note["id"], "toCaseId": closed, "reason": "记错了对象"},
        "planLearningSession": a_session_plan(other, closed),
    }.items():
        await refused(world, "li", name, "CASE_CLOSED", None, **given)

    assert world.counts() == before


async def test_the_screening_of_a_closed_file_is_not_run_again(world: World) -> None:
    case_id = await an_ineligible_case(world)
    await world.done("li", "closeCase", **await closing(world, case_id, "ORDINARY_PROCEEDINGS"))

    await refused(world, "li", "recordScreening", "CASE_CLOSED", None, **a_screening(case_id))
