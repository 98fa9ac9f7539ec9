"""The period's end and its changes (P-04, P-05, A-1)."""

from __future__ import annotations

from support.builders_decisions import a_case_on_probation
from support.refusals import refused
from support.world import World


async def test_every_length_the_period_had_is_kept(world: World) -> None:
    # P-05: every version is kept, with its reasons.
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=6)
    await world.done("li", "confirmPeriodEnd", caseId=case_id, printedEnd="2026-09-19")
    world.at("2026-05-01")
    given = {"caseId": case_id, "totalMonths": 8, "reason": "多次漏打卡"}
    first = await world.done("li", "proposePeriodChange", **given)
    await world.done(
        "chen", "returnPeriodChange", periodChangeId=first["periodChangeId"], feedback="理由不足"
    )
    world.at("2026-05-08")
    second = await world.done("li", "proposePeriodChange", **given | {"reason": "已补充理由"})

    want = ("caseFile.periodChanges.approver.displayName", "caseFile.probation.printedEnd")
    approved = await world.done(
        "chen", "approvePeriodChange", want, periodChangeId=second["periodChangeId"]
    )

    told = [
        (one["state"], one["oldEndsOn"], one["newEndsOn"], one["reason"], one["feedback"])
        for one in approved["caseFile"]["periodChanges"]
    ]
    assert told == [
        ("RETURNED", "2026-09-20", "2026-11-20", "多次漏打卡", "理由不足"),
        ("APPROVED", "2026-09-20", "2026-11-20", "已补充理由", None),
    ]
    assert approved["caseFile"]["periodChanges"][1]["approver"]["displayName"] == "chen"
    # The printed end belonged to the old length and has to be confirmed anew.
    assert approved["caseFile"]["probation"]["printedEnd"] is None
    stored = world.sql(
        "SELECT probation_months, probation_ends_on::text FROM case_files WHERE id = %s", [case_id]
    )
    assert stored == [(8, "2026-11-20")]


async def test_only_one_change_waits_and_nobody_approves_their_own(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=6)
    change = await world.done(
        "chen", "proposePeriodChange", caseId=case_id, totalMonths=7, reason="延长"
    )
    given = {"periodChangeId": change["periodChangeId"]}

    await refused(
        world, "li", "proposePeriodChange", "PERIOD_CHANGE_PENDING", "P-04",
        caseId=case_id, totalMonths=8, reason="延长",
    )  # fmt: skip
    await refused(world, "chen", "approvePeriodChange", "APPROVER_IS_AUTHOR", None, **given)
    await refused(world, "li", "approvePeriodChange", "NOT_PERMITTED", None, **given)


async def test_a_shorter_period_never_ends_in_the_past(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=12)

    world.at("2026-10-10")
    await refused(
        world, "li", "proposePeriodChange", "PERIOD_END_IN_THE_PAST", "P-12",
        caseId=case_id, totalMonths=6, reason="表现良好",
    )  # fmt: skip
    changed = await world.done(
        "li", "proposePeriodChange", caseId=case_id, totalMonths=7, reason="表现良好"
    )
    world.at("2026-10-22")
    await refused(
        world, "chen", "approvePeriodChange", "PERIOD_END_IN_THE_PAST", "P-12",
        periodChangeId=changed["periodChangeId"],
    )  # fmt: skip


async def test_a_period_that_is_over_is_not_changed(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=6)
    world.at("2026-09-21")

    await refused(
        world, "li", "proposePeriodChange", "MOVE_NOT_ALLOWED", None,
        caseId=case_id, totalMonths=8, reason="延长",
    )  # fmt: skip


async def test_the_period_explains_itself_in_both_languages(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=6)
    world.at("2026-03-30")
    document = (
        "query ($id: UUID!) { caseFile(id: $id) { probation { months elapsedDays totalDays expired"
        " confirmed zh: explanation(language: ZH) en: explanation(language: EN) } } }"
    )

    answer = await world.post("li", document, {"id": case_id})

    probation = answer["data"]["caseFile"]["probation"]
    assert (probation["elapsedDays"], probation["totalDays"]) == (10, 184)
    assert (probation["expired"], probation["confirmed"]) == (False, False)
    assert len(probation["zh"]) == len(probation["en"])
    assert any("2026年9月20日" in step for step in probation["zh"])
