"""What a rule id stands for can be shown to anybody signed in, in both languages."""

from __future__ import annotations

import pytest

from support.world import World


@pytest.mark.parametrize(
    ("topic", "ids", "first_en"),
    [
        ("HANDLING", "M-01 M-08 M-09 M-10 S-15 S-16", "The aim is to educate, reform and rescue"),
        ("DECIDING", "E-10 P-03 P-07", "Conditional non-prosecution may be granted, never must"),
        (
            "SUPERVISION",
            "S-01 S-03 S-04 S-06 S-07 S-09 S-13 O-08 O-10 O-11",
            "The procuratorate is the inspecting organ",
        ),
        (
            "COUNTING",
            "T-01 T-02 T-03 T-04 T-05 T-06 T-08 T-10 T-11",
            "Periods are counted in hours, days and months.",
        ),
        (
            "AFTERWARDS",
            "F-11 F-14 F-15 F-16 F-18",
            "Whoever has a sealed record need not report it",
        ),
        (
            "DATA",
            "Q-01 Q-02 Q-03 Q-04 Q-05 Q-06 Q-07 Q-08 Q-09 Q-10 Q-11",
            "Sensitive data (health, accounts, whereabouts, case status)",
        ),
    ],
)
async def test_the_sentences_that_guide_are_shown_by_topic(
    world: World, topic: str, ids: str, first_en: str
) -> None:
    world.person("wu", "social_worker")
    query = (
        "query($topic: RuleTopic) { rules(topic: $topic)"
        " { id zh: statement en: statement(language: EN) articles { citation } } }"
    )

    answer = await world.post("wu", query, {"topic": topic})

    shown = answer["data"]["rules"]
    assert [rule["id"] for rule in shown] == ids.split()
    assert shown[0]["en"].startswith(first_en)
    assert all(rule["zh"].endswith("。") and rule["articles"] for rule in shown)


async def test_a_rule_says_what_it_rests_on_and_how_far_that_was_checked(world: World) -> None:
    world.person("li", "officer")
    query = (
        '{ rules(ids: ["D-04", "P-01", "D-04"]) { id verification unconfirmed'
        " verificationLabel(language: EN) articles { citation(language: EN) } } }"
    )

    answer = await world.post("li", query)

    assert answer["data"]["rules"] == [
        {
            "id": "D-04",
            "verification": "N",
            "unconfirmed": True,
            "verificationLabel": "unconfirmed",
            "articles": [
                {
                    "citation": "Procuratorate Provisions on Juvenile Criminal Cases (2013) art. 33"
                    " (number unverified)"
                }
            ],
        },
        {
            "id": "P-01",
            "verification": "V1",
            "unconfirmed": False,
            "verificationLabel": "full text read",
            "articles": [
                {"citation": "Criminal Procedure Law art. 283(2)"},
                {"citation": "Criminal Procedure Rules of the People's Procuratorates art. 473"},
            ],
        },
    ]


async def test_the_whole_register_or_nothing_unknown(world: World) -> None:
    world.person("li", "officer")

    whole = await world.post("li", "{ rules { id } }")
    unknown = await world.post("li", '{ rules(ids: ["P-01", "P-99"]) { id } }')
    nobody = await world.post(None, "{ rules { id } }")

    assert len(whole["data"]["rules"]) == 138
    assert unknown["errors"][0]["extensions"]["code"] == "INVALID_INPUT"
    assert nobody["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
