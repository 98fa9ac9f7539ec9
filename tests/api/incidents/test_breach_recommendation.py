"""S38: what is recommended after a breach, question by question; the officer decides (S-01)."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.builders_incidents import an_incident
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

WHOLE = (
    "breachRecommendations.tasks.question", "breachRecommendations.tasks.answer",
    "breachRecommendations.previewOffered", "breachRecommendations.preview",
    "breachRecommendations.finishedOn", "breachRecommendations.startedBy.id",
)  # fmt: skip
OF_A_MINOR = ["WHAT_HAPPENED", "OWN_ACCOUNT", "GUARDIAN_VIEW", "SCHOOL_OR_WORK", "HELP_GIVEN"]
OF_AN_ADULT = [
    "WHAT_HAPPENED", "OWN_ACCOUNT", "SCHOOL_OR_WORK", "HELP_GIVEN", "OWN_HOUSEHOLD", "OWN_INCOME",
]  # fmt: skip


async def one_of(world: World, case_id: str, who: str = "li") -> dict[str, Any]:
    page = await world.ask(who, "caseFile", WHOLE, id=case_id)
    (found,) = page["breachRecommendations"]
    return dict(found)


async def test_s38_no_adult_question_no_early_preview_and_a_next_appointment(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    crime = await an_incident(world, case_id, kind="NEW_CRIME")
    await refused(world, "zhao", "startRecommendation", "NOT_A_BREACH", None, incidentId=crime)
    incident = await an_incident(world, case_id, "zhao")
    started = await world.done("zhao", "startRecommendation", incidentId=incident)
    await refused(
        world, "zhao", "startRecommendation", "RECOMMENDATION_OPEN", None, incidentId=incident
    )
    about = {"recommendationId": started["recommendationId"]}
    seen = await one_of(world, case_id, "zhao")
    assert [one["question"] for one in seen["tasks"]] == OF_A_MINOR
    for question in ("OWN_INCOME", "OWN_HOUSEHOLD", "SHOE_SIZE"):
        await refused(
            world, "zhao", "answerBreachQuestion", "QUESTION_NOT_ASKED", None,
            question=question, answer="不适用", **about,
        )  # fmt: skip
    for question in OF_A_MINOR[:-1]:
        await world.done(
            "zhao", "answerBreachQuestion", question=question, answer=f"{question}：说明", **about
        )
    seen = await one_of(world, case_id, "zhao")
    assert (seen["previewOffered"], seen["preview"]) == (False, None)
    answer = await refused(
        world, "zhao", "finishRecommendation", "TASKS_INCOMPLETE", None, rung="WARNING", **about
    )
    assert [one["value"] for one in answer["facts"]] == ["HELP_GIVEN"]
    for said in ("先这样", "两次谈话，有改善"):
        await world.done(
            "zhao", "answerBreachQuestion", question="HELP_GIVEN", answer=said, **about
        )
    seen = await one_of(world, case_id, "zhao")
    assert seen["previewOffered"] is True
    assert "两次谈话，有改善" in seen["preview"]
    assert "先这样" not in seen["preview"]
    missing = await refused(world, "zhao", "finishRecommendation", "INVALID_INPUT", None, **about)
    assert [one["path"] for one in missing["problems"]] == ["nextAppointmentOn"]
    await refused(
        world, "zhao", "finishRecommendation", "DATE_TOO_EARLY", None,
        nextAppointmentOn="2026-03-01", **about,
    )  # fmt: skip

    await world.done("zhao", "finishRecommendation", nextAppointmentOn="2026-03-09", **about)

    seen = await one_of(world, case_id)
    assert (seen["rung"], seen["nextAppointmentOn"], seen["finishedOn"]) == (
        None, "2026-03-09", "2026-03-02",
    )  # fmt: skip
    await refused(
        world, "zhao", "answerBreachQuestion", "RECOMMENDATION_FINISHED", None,
        question="HELP_GIVEN", answer="改", **about,
    )  # fmt: skip
    # It decides nothing: no response is on record.
    page = await world.ask("li", "caseFile", ("incidents.responses.rung",), id=case_id)
    assert [one["responses"] for one in page["incidents"]] == [[], []]


async def test_s38_who_has_come_of_age_is_asked_what_adults_are(world: World) -> None:
    case_id = await a_case_under_supervision(world, months=12)
    incident = await an_incident(world, case_id)
    await world.done("li", "startRecommendation", incidentId=incident)
    # Born on 5 October 2008: eighteen from the day after the birthday on.
    world.at("2026-10-05")
    assert [one["question"] for one in (await one_of(world, case_id))["tasks"]] == OF_A_MINOR
    world.at("2026-10-06")
    assert [one["question"] for one in (await one_of(world, case_id))["tasks"]] == OF_AN_ADULT
