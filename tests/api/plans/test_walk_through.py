"""An old plan against a newer catalogue: what changed, one choice per condition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.builders_plans import (
    PUBLIC_WORK,
    RESTITUTION,
    a_draft,
    a_plan_in_force,
    approved,
    submitted,
    with_condition,
)
from support.newer_catalogue import newer_catalogue
from support.world import World

FROM_MAY = "  retired_on: 2026-05-04\n"
RETIRED = {
    "PUBLIC_WORK": FROM_MAY,
    "APOLOGY": FROM_MAY,
    "PEER_GROUP": FROM_MAY
    + "  retired_why: {zh: 并入导师陪伴。, en: Now part of the meetings with a mentor.}\n"
    + "  replaced_by: MENTOR_MEETINGS\n",
    "NO_TEACHING_METHODS": FROM_MAY
    + "  retired_why: {zh: 与法律重复。, en: The law says it already.}\n",
    "OBEY_AND_ACCEPT_SUPERVISION": FROM_MAY,
}
ADDED = """\
- code: PUBLIC_WORK
  version: 2
  category: PUBLIC_WORK
  rule: O-05
  title: {zh: 公益服务, en: Public-interest service}
  wording:
    zh: 在{until}以前，到{place}参加公益服务，累计{hours}小时，由{persons}带领。
    en: "By {until}, do public-interest service at {place} led by {persons}; hours in all: {hours}."
  plain: {zh: "到{place}帮忙。", en: "Help out at {place}."}
  proportionality: {zh: 时数从少。, en: Few hours.}
  slots:
    - {name: hours, type: HOURS, label: {zh: 小时数, en: Hours}, at_most: 100}
    - {name: place, type: PLACE, label: {zh: 地点, en: Place}}
    - {name: persons, type: PERSON, label: {zh: 带领人, en: Led by}}
    - {name: until, type: DATE, label: {zh: 完成期限, en: By}}
  evidence: [SERVICE_RECORD, CHECK_IN]
  sign_off: SOCIAL_WORKER
  check_every_days: 30
  roles: [CARD_SUPPLIER]
- code: APOLOGY
  version: 2
  category: AMENDS
  rule: O-05
  title: {zh: 赔礼道歉, en: Apology}
  wording:
    zh: 在{until}以前，以适当方式赔礼道歉。
    en: "By {until}, apologise in a suitable way."
  plain: {zh: "{until}以前，好好道歉。", en: "Say sorry by {until}."}
  proportionality: {zh: 对方愿意时才当面。, en: Face to face only where wanted.}
  slots:
    - {name: until, type: DATE, label: {zh: 完成期限, en: To be completed by}}
  evidence: [LETTER]
  sign_off: OFFICER
  roles: [CHAT_OPERATOR]
- code: OBEY_AND_ACCEPT_SUPERVISION
  version: 2
  category: STATUTORY
  rule: O-01
  title: {zh: 守法并服从监督, en: Obey the law and accept supervision}
  wording: {zh: 遵守法律，服从监督。, en: "Obey the law, and accept supervision."}
  plain: {zh: 不做违法的事。, en: Do nothing against the law.}
  proportionality: {zh: 始终附着。, en: Always attached.}
  evidence: [CHECK_IN, GUARDIAN_STATEMENT]
  sign_off: OFFICER
  check_every_days: 30
  roles: [CARD_SUPPLIER]
"""
WANT = ("catalogueChanges.condition", "catalogueChanges.old", "catalogueChanges.new")


async def changes(world: World, version_id: str) -> dict[str, dict[str, Any]]:
    found = await world.ask(
        "li", "planVersion",
        (*WANT, "catalogueChanges.replacement", "catalogueChanges.carriedSlots"), id=version_id,
    )  # fmt: skip
    return {each["condition"]["code"]: each for each in found["catalogueChanges"]}


async def an_old_plan(world: World) -> tuple[str, dict[str, Any]]:
    """A plan in force since 2 March with four conditions that the newer catalogue tells anew."""
    case_id = await a_case_under_supervision(world)
    draft = await with_condition(world, await a_draft(world, case_id))
    group = [
        {"name": "times", "value": "6"}, {"name": "place", "value": "社区中心"},
        {"name": "until", "value": "2026-06-30"},
    ]  # fmt: skip
    draft = await with_condition(world, draft, code="PEER_GROUP", slots=group)
    draft = await with_condition(world, draft, code="NO_TEACHING_METHODS", slots=[])
    until = [{"name": "until", "value": "2026-04-30"}]
    draft = await with_condition(world, draft, code="APOLOGY", slots=until)
    return case_id, await approved(world, await submitted(world, draft))


async def test_every_change_is_told_and_one_choice_is_made_for_each(
    world: World, tmp_path: Path
) -> None:
    case_id, plan = await an_old_plan(world)
    assert await changes(world, plan["id"]) == {}
    world.at("2026-05-10")
    with newer_catalogue(tmp_path, retired=RETIRED, added=ADDED):
        found = await changes(world, plan["id"])

        assert {code: each["kinds"] for code, each in found.items()} == {
            "OBEY_AND_ACCEPT_SUPERVISION": ["REWORDED"],
            "PUBLIC_WORK": ["REWORDED", "BLANKS_CHANGED", "TERMS_CHANGED"],
            "PEER_GROUP": ["RETIRED", "REPLACED"],
            "NO_TEACHING_METHODS": ["RETIRED"],
            "APOLOGY": ["REWORDED"],
        }
        assert {code: each["choices"] for code, each in found.items()} == {
            "OBEY_AND_ACCEPT_SUPERVISION": ["KEEP", "TAKE_NEW"],
            "PUBLIC_WORK": ["KEEP", "TAKE_NEW", "REMOVE"],
            "PEER_GROUP": ["KEEP", "REPLACE", "REMOVE"],
            "NO_TEACHING_METHODS": ["KEEP", "REMOVE"],
            "APOLOGY": ["KEEP", "TAKE_NEW", "REMOVE"],
        }
        work = found["PUBLIC_WORK"]
        assert (work["old"]["version"], work["new"]["version"]) == (1, 2)
        assert (work["old"]["title"], work["new"]["title"]) == ("公益活动", "公益服务")
        assert "累计20小时" in work["condition"]["sentence"]
        assert {each["name"] for each in work["carriedSlots"]} == {"hours", "place", "until"}
        assert found["PEER_GROUP"]["replacement"]["code"] == "MENTOR_MEETINGS"
        assert found["PEER_GROUP"]["retiredWhy"] == "并入导师陪伴。"
        assert found["NO_TEACHING_METHODS"]["replacement"] is None

        draft = await a_draft(world, case_id, reason="按新目录核对")
        asked = {code: each["condition"]["id"] for code, each in (
            await changes(world, draft["id"])
        ).items()}  # fmt: skip
        assert set(asked) == set(found)
        walk = {"planVersionId": draft["id"], "expectedVersion": draft["version"]}
        take_new = {
            "conditionId": asked["PUBLIC_WORK"], "choice": "TAKE_NEW",
            "slots": [{"name": "persons", "value": "陈老师"}],
        }  # fmt: skip
        swap = {
            "conditionId": asked["PEER_GROUP"], "choice": "REPLACE",
            "slots": [{"name": "persons", "value": "周老师"}, {"name": "times", "value": "2"}],
            "proportionality": "需要一位稳定的大人", "note": "小组已经停办",
        }  # fmt: skip
        removed = {
            "conditionId": asked["NO_TEACHING_METHODS"], "choice": "REMOVE", "slots": [],
            "note": "法律已有规定",
        }  # fmt: skip
        kept = {"conditionId": asked["APOLOGY"], "choice": "KEEP", "slots": []}

        before = world.counts()
        duty = asked["OBEY_AND_ACCEPT_SUPERVISION"]
        for wrong, code, path in (
            ([{**removed, "note": None}], "REMOVAL_NEEDS_NOTE", None),
            ([{**swap, "note": None}], "REMOVAL_NEEDS_NOTE", None),
            ([{**swap, "proportionality": None}], "INVALID_INPUT", "choices.0.proportionality"),
            ([{**take_new, "slots": []}], "INVALID_INPUT", "choices.0.slots.persons"),
            ([kept, take_new, kept], "INVALID_INPUT", "choices.2.conditionId"),
            ([{**kept, "conditionId": plan["id"]}], "INVALID_INPUT", "choices.0.conditionId"),
            ([{**removed, "conditionId": duty}], "STATUTORY_DUTY_STAYS", None),
            ([{**removed, "choice": "REPLACE"}], "CHOICE_NOT_OFFERED", None),
            ([{**swap, "choice": "TAKE_NEW"}], "CHOICE_NOT_OFFERED", None),
        ):
            answer = await world.do("li", "walkThroughCatalogue", **walk, choices=wrong)
            assert answer["code"] == code, (wrong, answer)
            if path is not None:
                assert [each["path"] for each in answer["problems"]] == [path]
        assert world.counts() == before

        await world.done(
            "li", "walkThroughCatalogue", **walk, choices=[take_new, swap, removed, kept]
        )

        left = await changes(world, draft["id"])
        assert {code: each["answered"] for code, each in left.items()} == {
            "OBEY_AND_ACCEPT_SUPERVISION": False, "APOLOGY": True,
        }  # fmt: skip
        version = await world.ask("li", "planVersion", ("conditions.slots",), id=draft["id"])
        held = {each["code"]: each for each in version["conditions"]}
        assert version["version"] == 2
        assert held["PUBLIC_WORK"]["catalogueVersion"] == 2
        assert held["PUBLIC_WORK"]["change"] == "CHANGED"
        assert "累计20小时，由陈老师带领" in held["PUBLIC_WORK"]["sentence"]
        assert held["PUBLIC_WORK"]["proportionality"] == PUBLIC_WORK["proportionality"]
        assert held["MENTOR_MEETINGS"]["change"] == "ADDED"
        assert "2026年6月30日以前，定期与周老师见面" in held["MENTOR_MEETINGS"]["sentence"]
        assert (held["PEER_GROUP"]["change"], held["PEER_GROUP"]["removalNote"]) == (
            "REMOVED", "小组已经停办",
        )  # fmt: skip
        assert held["NO_TEACHING_METHODS"]["change"] == "REMOVED"
        assert (held["APOLOGY"]["catalogueVersion"], held["APOLOGY"]["change"]) == (1, "NONE")

        # In force nothing moved, until somebody else approves.
        in_force = await world.ask("li", "planVersion", ("conditions",), id=plan["id"])
        assert {each["code"]: each["change"] for each in in_force["conditions"]}[
            "PEER_GROUP"
        ] == "ADDED"
        assert set(await changes(world, plan["id"])) == set(found)
        wrong_place = await world.do(
            "li", "walkThroughCatalogue", planVersionId=plan["id"], expectedVersion=10,
            choices=[kept],
        )  # fmt: skip
        assert wrong_place["code"] in {"STALE_VERSION", "PLAN_MOVE_NOT_ALLOWED"}


async def test_what_was_kept_stays_answered_and_may_still_be_taken_anew(
    world: World, tmp_path: Path
) -> None:
    case_id, _ = await an_old_plan(world)
    world.at("2026-05-10")
    with newer_catalogue(tmp_path, retired=RETIRED, added=ADDED):
        draft = await a_draft(world, case_id, reason="按新目录核对")
        asked = await changes(world, draft["id"])
        kept = {"conditionId": asked["APOLOGY"]["condition"]["id"], "choice": "KEEP", "slots": []}
        await world.done(
            "li", "walkThroughCatalogue", planVersionId=draft["id"],
            expectedVersion=draft["version"], choices=[kept],
        )  # fmt: skip
        await approved(world, await submitted(world, {"id": draft["id"], "version": 2}))

        # The answer travels with the copy; what the catalogue tells like the plan is no question.
        again = await a_draft(world, case_id, reason="再次核对")
        fresh = await world.ask("li", "planVersion", ("conditions",), id=again["id"])
        ids = {each["code"]: each["id"] for each in fresh["conditions"]}
        assert (await changes(world, again["id"]))["APOLOGY"]["answered"] is True
        given = {"planVersionId": again["id"], "expectedVersion": again["version"]}
        same = await world.do(
            "li", "walkThroughCatalogue", **given,
            choices=[{"conditionId": ids["LEAVE_WITH_APPROVAL"], "choice": "KEEP", "slots": []}],
        )  # fmt: skip
        assert same["code"] == "CATALOGUE_UNCHANGED"

        # The day of the apology had passed by then: what stays as it is, is not refused for it.
        await world.done(
            "li", "walkThroughCatalogue", **given,
            choices=[
                {"conditionId": ids[code], "choice": "TAKE_NEW", "slots": []}
                for code in ("APOLOGY", "OBEY_AND_ACCEPT_SUPERVISION")
            ],
        )  # fmt: skip
        left = await changes(world, again["id"])
        assert set(left) == {"PUBLIC_WORK", "PEER_GROUP", "NO_TEACHING_METHODS"}


INSTEAD = """\
- code: RESTITUTION_BY_A_DAY
  version: 1
  category: AMENDS
  rule: O-05
  title: {zh: 限期退赔, en: Restitution by a day}
  wording:
    zh: 在{until}以前，退赔{total}。
    en: "By {until}, pay restitution of {total}."
  plain: {zh: "{until}以前，退赔{total}。", en: "Pay back {total} by {until}."}
  proportionality: {zh: 按家庭能力。, en: As the family can.}
  slots:
    - {name: total, type: FEN, label: {zh: 金额, en: Amount}}
    - {name: until, type: DATE, label: {zh: 完成期限, en: By}}
  evidence: [PAYMENT_RECEIPT]
  sign_off: OFFICER
  check_every_days: 30
  roles: [CARD_SUPPLIER]
"""


async def test_o05_what_was_paid_is_not_owed_again_under_a_condition_that_took_its_place(
    world: World, tmp_path: Path
) -> None:
    """O-05: one ledger through the replacement."""
    case_id = await a_case_under_supervision(world)
    plan = await a_plan_in_force(world, case_id, **RESTITUTION)
    world.at("2026-05-10")
    await world.done(
        "li", "recordPayment", conditionId=plan["conditionId"], amountFen=60000,
        paidOn="2026-04-01", payer="GUARDIAN", source="收据",
    )  # fmt: skip
    retired = {
        "RESTITUTION": FROM_MAY
        + "  retired_why: {zh: 改为限期。, en: Now by a day.}\n"
        + "  replaced_by: RESTITUTION_BY_A_DAY\n"
    }
    with newer_catalogue(tmp_path, retired=retired, added=INSTEAD):
        draft = await a_draft(world, case_id, reason="按新目录核对")
        asked = await changes(world, draft["id"])
        swap = {
            "conditionId": asked["RESTITUTION"]["condition"]["id"], "choice": "REPLACE",
            "proportionality": "家庭愿意一次付清", "note": "目录已更新",
            "slots": [
                {"name": "total", "value": "59999"}, {"name": "until", "value": "2026-06-30"},
            ],
        }  # fmt: skip
        walk = {"planVersionId": draft["id"], "expectedVersion": draft["version"]}
        less = await world.do("li", "walkThroughCatalogue", **walk, choices=[swap])
        assert less["code"] == "LESS_THAN_PAID"
        swap["slots"][0]["value"] = "80000"
        await world.done("li", "walkThroughCatalogue", **walk, choices=[swap])
        await approved(world, await submitted(world, {"id": draft["id"], "version": 2}))

        page = await world.ask(
            "li", "caseFile",
            ("ledgers.owedFen", "ledgers.paidFen", "ledgers.outstandingFen", "ledgers.current"),
            id=case_id,
        )  # fmt: skip

    assert [
        (each["owedFen"], each["paidFen"], each["outstandingFen"], each["current"])
        for each in page["ledgers"]
    ] == [(80000, 60000, 20000, True)]
