"""TC-T8: charges change, the screening is run again, and what flipped is said with its article."""

from __future__ import annotations

from typing import Any

from support.builders_cases import a_case
from support.builders_decisions import CRITERIA, a_screening
from support.builders_plans import a_member
from support.picking import picked
from support.refusals import refused
from support.world import World

ACTS = [
    {"occurredOn": "2025-11-20", "amountFen": 20_000},
    {"occurredOn": "2025-12-01", "amountFen": 35_000},
]
SHOWN = (
    "rescreenings.changedOn", "rescreenings.reason", "rescreenings.resultBefore",
    "rescreenings.resultAfter",
    "rescreenings.because", "rescreenings.chargesBefore.code",
    "rescreenings.flips.criterion", "rescreenings.flips.before.finding",
    "rescreenings.flips.before.reason", "rescreenings.flips.before.basis.rule",
    "rescreenings.flips.after.finding", "rescreenings.flips.after.reason",
    "rescreenings.flips.after.basis.rule",
)  # fmt: skip


async def changed(world: World, case_id: str, offence: str, acts: Any = None) -> dict[str, Any]:
    page = await world.ask("li", "caseFile", ("version",), id=case_id)
    done: dict[str, Any] = await world.done(
        "li", "changeCharges", caseId=case_id, expectedVersion=page["version"],
        charges=[{"offence": offence, "acts": acts or ACTS}], reason="补充侦查后重新定性",
    )  # fmt: skip
    return done


async def screened(world: World, offence: str, **overrides: Any) -> str:
    case_id = await a_case(world, charges=[{"offence": offence, "acts": ACTS}], **overrides)
    out = offence == "177-1"
    answers = [
        {"criterion": c, "finding": "NOT_MET" if out and c == "E_01" else "MET", "reason": "审查"}
        for c in CRITERIA
    ]
    await world.done("li", "recordScreening", **a_screening(case_id, answers=answers))
    return case_id


async def test_relabelling_says_which_answer_flipped_and_why(world: World) -> None:
    """TC-T8: 177-1 (chapter 3) to 287-2 (chapter 6) flips E-01 and the result (law.md §3)."""
    case_id = await screened(world, "177-1")

    done = await changed(world, case_id, "287-2")

    assert (done["resultBefore"], done["resultAfter"]) == ("NOT_ELIGIBLE", "ELIGIBLE")
    assert done["flipped"] == "E-01"
    page = await world.ask("li", "caseFile", (*SHOWN, "status"), id=case_id)
    expected = [
        {
            "changedOn": world.today.isoformat(),
            "reason": "补充侦查后重新定性",
            "resultBefore": "NOT_ELIGIBLE",
            "resultAfter": "ELIGIBLE",
            "because": [],
            "chargesBefore": [{"code": "177-1"}],
            "flips": [
                {
                    "criterion": "E_01",
                    "before": {
                        "finding": "NOT_MET",
                        "reason": "《刑法》第一百七十七条之一属于分则第3章，不在可以适用的章节内。",
                        "basis": {"rule": "E-01"},
                    },
                    "after": {
                        "finding": "MET",
                        "reason": "涉嫌罪名（《刑法》第二百八十七条之二）属于可以适用的章节。",
                        "basis": {"rule": "E-01"},
                    },
                }
            ],
        }
    ]
    assert picked(page["rescreenings"], expected) == expected
    # It suggests only: the officer screens anew.
    assert page["status"] == "INELIGIBLE"


async def test_and_back_again_each_change_is_kept(world: World) -> None:
    """TC-T8: 312 (chapter 6) to 177-1, and back: the latest first."""
    case_id = await screened(world, "312")
    await changed(world, case_id, "177-1")
    world.later(hours=1)
    await changed(world, case_id, "287-2")

    page = await world.ask("li", "caseFile", SHOWN, id=case_id)

    told = [
        (one["resultBefore"], one["resultAfter"], one["because"], one["chargesBefore"][0]["code"])
        for one in page["rescreenings"]
    ]
    assert told == [
        ("NOT_ELIGIBLE", "ELIGIBLE", [], "177-1"),
        ("ELIGIBLE", "NOT_ELIGIBLE", ["E-01"], "312"),
    ]
    ((before, after),) = world.sql(
        "SELECT details->>'flipped', details->>'result' FROM trail_entries"
        " WHERE action = 'cases.charges_changed' ORDER BY seq LIMIT 1"
    )
    assert (before, after) == ("E-01", "not_eligible")


async def test_a_change_that_flips_nothing_says_so(world: World) -> None:
    case_id = await screened(world, "312")

    done = await changed(world, case_id, "287-2")

    assert (done["resultBefore"], done["resultAfter"]) == ("ELIGIBLE", "ELIGIBLE")
    assert done["flipped"] == ""
    page = await world.ask("li", "caseFile", ("rescreenings.flips.criterion",), id=case_id)
    assert [one["flips"] for one in page["rescreenings"]] == [[]]


async def test_other_days_of_the_acts_flip_the_age_too(world: World) -> None:
    """E-05, E-07, E-09: an act at fifteen alone is not answered for."""
    case_id = await screened(world, "287-2")
    early = [{"occurredOn": "2024-10-01", "amountFen": 20_000}]

    done = await changed(world, case_id, "287-2", early)

    assert (done["resultAfter"], done["flipped"]) == ("NOT_ELIGIBLE", "E-07")


async def test_before_any_screening_what_was_not_considered_stays_unclear(world: World) -> None:
    case_id = await a_case(world, charges=[{"offence": "177-1", "acts": ACTS}])

    done = await changed(world, case_id, "287-2")

    assert (done["resultBefore"], done["resultAfter"]) == ("NOT_ELIGIBLE", "NEEDS_DECISION")
    assert done["flipped"] == "E-01"


async def test_the_charges_show_article_chapter_and_thresholds(world: World) -> None:
    case_id = await screened(world, "177-1")
    await changed(world, case_id, "287-2")
    part = "rescreenings.chargesAfter"
    want = (
        f"{part}.chapter", f"{part}.basis.citation", f"{part}.baseRange",
        f"{part}.thresholds.name", f"{part}.thresholds.measured", f"{part}.thresholds.atLeast",
        f"{part}.thresholds.basis.article", f"{part}.thresholds.verification",
    )  # fmt: skip

    page = await world.ask("li", "caseFile", want, id=case_id)

    ((offence,),) = [one["chargesAfter"] for one in page["rescreenings"]]
    assert (offence["chapter"], offence["baseRange"]) == (6, "3年以下")
    assert offence["basis"]["citation"] == "《刑法》第二百八十七条之二"
    told = [(one["name"], one["measured"], one["atLeast"]) for one in offence["thresholds"]]
    assert told == [
        ("帮助对象（个）", "COUNT", 3),
        ("支付结算金额", "MONEY", 20_000_000),
        ("投放广告资金", "MONEY", 5_000_000),
        ("违法所得", "MONEY", 1_000_000),
    ]
    read = {(one["basis"]["article"], one["verification"]) for one in offence["thresholds"]}
    assert read == {("12", "V1")}


async def test_acts_and_amounts_are_split_by_age_band(world: World) -> None:
    """E-09: before and after sixteen, and after eighteen, are summed apart."""
    minor = {
        "name": "赵小雨", "birthDate": "2007-12-01", "sex": "MALE", "schoolStatus": "VOCATIONAL",
        "ageProof": "IDENTITY_CARD",
    }  # fmt: skip
    acts = [
        # The sixteenth and the eighteenth birthday still belong to the younger band (E-06).
        {"occurredOn": "2023-12-01", "amountFen": 100},
        {"occurredOn": "2023-12-02", "amountFen": 2_000},
        {"occurredOn": "2025-12-01", "amountFen": 30_000},
        {"occurredOn": "2025-12-02", "amountFen": 400_000},
    ]
    case_id = await a_case(world, minor=minor, charges=[{"offence": "287-2", "acts": acts}])
    want = ("ageBand", "counts", "acts", "amountFen", "offence.code")

    page = await world.ask("li", "caseFile", tuple(f"bandTotals.{one}" for one in want), id=case_id)

    told = [tuple(one[name] for name in want[:4]) for one in page["bandTotals"]]
    assert told == [
        ("FROM_14_TO_15", False, 1, 100),
        ("FROM_16_TO_17", True, 2, 32_000),
        ("ADULT", False, 1, 400_000),
    ]
    assert {one["offence"]["code"] for one in page["bandTotals"]} == {"287-2"}


async def test_an_act_before_the_birth_is_refused(world: World) -> None:
    case_id = await screened(world, "287-2")
    page = await world.ask("li", "caseFile", ("version",), id=case_id)
    acts = [{"occurredOn": "2000-01-01", "amountFen": 20_000}]
    charges = [{"offence": "287-2", "acts": acts}]
    await refused(
        world, "li", "changeCharges", "DATE_TOO_EARLY", None, caseId=case_id,
        expectedVersion=page["version"], charges=charges, reason="更正",
    )  # fmt: skip


async def test_only_the_prosecution_reads_what_flipped(world: World) -> None:
    case_id = await screened(world, "177-1")
    await changed(world, case_id, "287-2")
    world.person("chen", "supervisor")
    await a_member(world, case_id)
    want = ("rescreenings.resultAfter", "bandTotals.acts", "triages.outcome")

    worker = await world.ask("zhao", "caseFile", want, id=case_id)
    supervisor = await world.ask("chen", "caseFile", want, id=case_id)

    assert [worker[name] for name in ("rescreenings", "bandTotals", "triages")] == [None] * 3
    assert [one["resultAfter"] for one in supervisor["rescreenings"]] == ["ELIGIBLE"]
