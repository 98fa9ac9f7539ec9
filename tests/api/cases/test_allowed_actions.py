"""What may be done, and why not, at each stage and for each role; and what asking costs.

``allowed_actions.txt`` is reviewed: each refusal stands there with its code, its rule and its
facts. ``WRITE_REVIEWED=1`` writes it anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Final

import pytest

from support.standing import STAGES, Stage
from support.world import World

REVIEWED: Final = Path(__file__).with_name("allowed_actions.txt")
PEOPLE: Final = ("li", "chen", "wang", "zhao")
"""The officer, the supervisors of the stage, the social worker on the team."""
ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ASKED: Final = """
query Allowed($id: UUID!, $language: Language!) {
  caseFile(id: $id) {
    id status
    deadlines { kind title(language: $language) startsOn dueOn state provisional
      basis { rule citation(language: $language) unconfirmed } explanation(language: $language) }
    allowedActions { action allowed code reason(language: $language)
      basis { rule citation(language: $language) unconfirmed }
      why { rule facts { name value } } }
  }
}
"""


async def seen_by(world: World, handle: str, case_id: str) -> list[str]:
    """What one person may do: a line for each action of the role in this status, ids left out."""
    answer = await world.post(handle, ASKED, {"id": case_id, "language": "EN"})
    assert "errors" not in answer, answer
    page = answer["data"]["caseFile"]
    lines = (_line(offered) for offered in page["allowedActions"])
    return [line for line in lines if line is not None]


def _line(offered: dict[str, Any]) -> str | None:
    if offered["code"] in ("NOT_PERMITTED", "MOVE_NOT_ALLOWED"):
        return None
    if offered["allowed"]:
        return f"{offered['action']}: yes"
    told = " ".join(f"{fact['name']}={fact['value']}" for fact in offered["why"]["facts"])
    rule = (offered["basis"] or {}).get("rule")
    return ID.sub("<id>", f"{offered['action']}: {offered['code']} {rule or '-'} {told}").rstrip()


async def written(world: World, stage: Stage) -> str:
    """The part of the reviewed file about one stage."""
    case_id = await stage(world)
    if not world.actors.keys() & {"chen", "wang"}:
        world.person("chen", "supervisor")
    lines = [f"== {stage.__name__}"]
    people = [handle for handle in PEOPLE if handle in world.actors]
    for handle in people:
        lines.append(f"-- {handle}")
        lines += await seen_by(world, handle, case_id)
    return "\n".join(lines) + "\n"


def write(stage: Stage, found: str) -> None:
    """Put one part in the place of the old one; the parts stand in the order of the stages."""
    parts = {stage.__name__: found}
    old = REVIEWED.read_text("utf-8") if REVIEWED.exists() else ""
    for part in old.split("== ")[1:]:
        parts.setdefault(part.split("\n", 1)[0], f"== {part}")
    kept = (parts[one.__name__] for one in STAGES if one.__name__ in parts)
    REVIEWED.write_text("".join(kept), "utf-8")


def reviewed(stage: Stage) -> str:
    parts = REVIEWED.read_text("utf-8").split("== ")
    return next(f"== {part}" for part in parts if part.startswith(f"{stage.__name__}\n"))


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
async def test_each_refusal_is_the_reviewed_one(world: World, stage: Stage) -> None:
    found = await written(world, stage)
    if os.environ.get("WRITE_REVIEWED"):
        write(stage, found)
        pytest.skip("written, not compared")
    assert found.splitlines() == reviewed(stage).splitlines()
