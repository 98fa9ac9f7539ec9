"""Cases for tests: valid by default, any part replaced."""

from __future__ import annotations

import itertools
import os
from typing import Any

from support.stages import staged
from support.world import World

# No two workers of a run give the same number: what one has built the others take (`stages`).
_numbers = itertools.count(
    1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")),
    int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")),
)


def an_intake(**overrides: Any) -> dict[str, Any]:
    """The input of ``openCase`` for a seventeen-year-old card supplier."""
    number = next(_numbers)
    intake: dict[str, Any] = {
        "caseNumber": f"杭检未〔2026〕{number}号",
        "receivedOn": "2026-03-02",
        "minor": {
            "name": "林小禾",
            "birthDate": "2008-10-05",
            "sex": "FEMALE",
            "schoolStatus": "VOCATIONAL",
            "ageProof": "IDENTITY_CARD",
            "identityNumber": f"33010020081005{number:04d}",
            "phone": "13900000000",
            "address": "某市某区某路1号",
            "school": "某职业学校",
        },
        "guardians": [
            {
                "name": "林大山",
                "relation": "FATHER",
                "legalRepresentative": True,
                "phone": "13900000001",
            }
        ],
        "charges": [
            {
                "offence": "287-2",
                "acts": [
                    {"occurredOn": "2025-11-20", "amountFen": 20000, "note": "出借银行卡一张"}
                ],
            }
        ],
        "involvement": {
            "chainRole": "CARD_SUPPLIER",
            "tier": "PARTICIPANT",
            "means": ["BANK_CARD"],
            "gainFen": 20000,
        },
        "hasVictim": True,
        "hasDefender": True,
    }
    return intake | overrides


@staged
async def a_case(world: World, officer: str = "li", **overrides: Any) -> str:
    """Open a case as `officer` (made if absent) on the world's day; answers its id."""
    if officer not in world.actors:
        world.person(officer, "officer")
    intake = an_intake(**({"receivedOn": world.today.isoformat()} | overrides))
    opened = await world.done(officer, "openCase", **intake)
    return str(opened["caseFile"]["id"])
