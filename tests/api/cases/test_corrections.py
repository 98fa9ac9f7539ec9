"""S26, S79, Q-09: corrections of a minor's identity, at once or on request, old and new kept."""

from __future__ import annotations

from typing import Any

from support.builders_cases import a_case, an_intake
from support.refusals import refused
from support.world import World

WANTED = ("changes.field", "author.displayName", "closer.displayName")


async def a_file(world: World) -> tuple[str, dict[str, Any]]:
    """A file and its minor as registered."""
    minor = an_intake()["minor"]
    world.person("chen", "supervisor")
    return await a_case(world, minor=minor), minor


async def register(world: World, who: str, case_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await world.ask(who, "minorCorrections", WANTED, caseId=case_id)
    return found


def a_request(case_id: str, minor: dict[str, Any], **overrides: Any) -> dict[str, Any]:
    given = {
        "caseId": case_id, "expectedVersion": 1, "askedBy": "LEGAL_REPRESENTATIVE",
        "minor": minor | {"birthDate": "2008-10-06"}, "reason": "出生医学证明与户籍不一致",
    }  # fmt: skip
    return given | overrides


async def test_s26_old_and_new_stand_in_the_register_with_the_reason(world: World) -> None:
    case_id, minor = await a_file(world)
    given = {"caseId": case_id, "expectedVersion": 1, "reason": "更正住址"}
    await refused(world, "li", "correctMinor", "NOTHING_CHANGED", None, **given, minor=minor)
    blank = given | {"reason": "  ", "minor": minor | {"address": "某市某区某路2号"}}
    await refused(world, "li", "correctMinor", "INVALID_INPUT", None, **blank)
    assert await register(world, "li", case_id) == []

    await world.done("li", "correctMinor", **blank | {"reason": "更正住址"})

    (kept,) = await register(world, "li", case_id)
    assert (kept["state"], kept["reason"], kept["askedBy"]) == ("APPLIED", "更正住址", "OFFICE")
    assert [(one["field"], one["before"], one["after"]) for one in kept["changes"]] == [
        ("address", "某市某区某路1号", "某市某区某路2号")
    ]
    # The trail and the columns say which fields, never what stood in them.
    stored = world.sql("SELECT fields, before::text, after::text FROM minor_corrections")
    assert stored[0][0] == ["address"]
    assert "某路" not in repr(stored)


async def test_s79_a_request_on_an_old_version_and_a_second_request_are_refused(
    world: World,
) -> None:
    case_id, minor = await a_file(world)
    await world.done(
        "li", "correctMinor", caseId=case_id, expectedVersion=1, reason="更正电话",
        minor=minor | {"phone": "13900000009"},
    )  # fmt: skip
    minor |= {"phone": "13900000009"}

    await refused(
        world, "li", "requestMinorCorrection", "STALE_VERSION", None, **a_request(case_id, minor)
    )
    await world.done("li", "requestMinorCorrection", **a_request(case_id, minor, expectedVersion=2))
    await refused(
        world, "li", "requestMinorCorrection", "CORRECTION_WAITING", None,
        **a_request(case_id, minor, expectedVersion=2, reason="另一项更正"),
    )  # fmt: skip


async def test_s79_somebody_else_approves_and_approving_again_changes_nothing(
    world: World,
) -> None:
    case_id, minor = await a_file(world)
    asked = await world.done("chen", "requestMinorCorrection", **a_request(case_id, minor))
    given = {"correctionId": asked["correctionId"]}
    await refused(world, "chen", "approveMinorCorrection", "APPROVER_IS_AUTHOR", None, **given)
    await refused(world, "li", "approveMinorCorrection", "NOT_PERMITTED", None, **given)
    world.person("zhao", "supervisor")

    repeated = given | {"idempotencyKey": "approve-it-once"}
    first = await world.done("zhao", "approveMinorCorrection", ("minor.version",), **repeated)
    again = await world.done("zhao", "approveMinorCorrection", ("minor.version",), **repeated)

    assert first["minor"]["version"] == again["minor"]["version"] == 2
    approved = "SELECT count(*) FROM trail_entries WHERE action = 'people.correction_approved'"
    assert world.sql(approved) == [(1,)]
    await refused(world, "zhao", "approveMinorCorrection", "CORRECTION_CLOSED", None, **given)
    page = await world.ask("li", "caseFile", ("identity.birthDate",), id=case_id)
    assert page["identity"]["birthDate"] == "2008-10-06"
    (kept,) = await register(world, "li", case_id)
    assert (kept["state"], kept["closer"]["displayName"]) == ("APPROVED", "zhao")


async def test_a_request_of_another_office_is_not_there(world: World) -> None:
    case_id, minor = await a_file(world)
    asked = await world.done("li", "requestMinorCorrection", **a_request(case_id, minor))
    world.person("far", "supervisor", "P110100")
    given = {"correctionId": asked["correctionId"]}

    await refused(world, "far", "approveMinorCorrection", "NOT_VISIBLE", None, **given)
    await refused(
        world, "far", "refuseMinorCorrection", "NOT_VISIBLE", None, **given, reason="不予更正"
    )


async def test_a_request_the_minor_has_outrun_is_not_applied(world: World) -> None:
    case_id, minor = await a_file(world)
    asked = await world.done("li", "requestMinorCorrection", **a_request(case_id, minor))
    await world.done(
        "li", "correctMinor", caseId=case_id, expectedVersion=1, reason="更正电话",
        minor=minor | {"phone": "13900000009"},
    )  # fmt: skip

    await refused(
        world, "chen", "approveMinorCorrection", "STALE_VERSION", None,
        correctionId=asked["correctionId"],
    )  # fmt: skip


async def test_q09_a_refusal_is_in_writing_with_reasons_and_leaves_the_identity(
    world: World,
) -> None:
    case_id, minor = await a_file(world)
    asked = await world.done("li", "requestMinorCorrection", **a_request(case_id, minor))
    given = {"correctionId": asked["correctionId"], "reason": "证明材料不足，请补充户籍证明"}

    await refused(
        world, "chen", "refuseMinorCorrection", "INVALID_INPUT", None, **given | {"reason": " "}
    )
    await world.done("chen", "refuseMinorCorrection", **given)

    (kept,) = await register(world, "chen", case_id)
    assert (kept["state"], kept["answer"]) == ("REFUSED", "证明材料不足，请补充户籍证明")
    page = await world.ask("li", "caseFile", ("identity.birthDate",), id=case_id)
    assert page["identity"]["birthDate"] == "2008-10-05"
    # Once decided, a better founded request may follow.
    await world.done("li", "requestMinorCorrection", **a_request(case_id, minor))


async def test_q06_the_register_is_read_on_record_and_by_the_prosecution_only(
    world: World,
) -> None:
    case_id, _ = await a_file(world)
    world.person("wang", "social_worker")
    world.person("zhang", "officer")

    assert await register(world, "li", case_id) == []
    assert await world.ask("zhang", "minorCorrections", caseId=case_id) == {"code": "NOT_VISIBLE"}
    assert await world.ask("wang", "minorCorrections", caseId=case_id) == {"code": "NOT_PERMITTED"}
    viewed = world.sql(
        "SELECT count(*) FROM trail_entries WHERE action = 'people.corrections_viewed'"
    )
    assert viewed == [(1,)]
