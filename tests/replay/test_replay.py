"""Scenario files: what is refused before playing, what is matched, and the files we ship."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from graphql import GraphQLSchema

from guanhu.kernel.clock import FixedClock
from guanhu.product import assemble
from guanhu.replay.command import replay
from guanhu.replay.matching import UnknownVariable, filled, matches
from guanhu.replay.player import Outcome, Player
from guanhu.replay.scenario import ScenarioMalformed, as_scenario, read_scenario
from guanhu.settings import Settings
from support.builders_cases import an_intake
from support.cluster import Cluster

SCENARIOS = sorted((Path(__file__).resolve().parents[1] / "scenarios").glob("*.yaml"))
LI = {"handle": "li", "role": "officer", "office": "P330100"}


def raw(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"title": "t", "people": [LI], "steps": list(steps)}


def ask(at: str = "2026-03-02T09:00", **more: Any) -> dict[str, Any]:
    return {"at": at, "as": "li", "ask": "caseFiles", **more}


@pytest.fixture
async def player(
    cluster: Cluster,
    database_name: str,
    settings: Settings,
    clock: FixedClock,
    schema: GraphQLSchema,
) -> AsyncIterator[Player]:
    made = Player(assemble(settings, clock), schema, clock, cluster.admin_url(database_name))
    yield made
    await made.close()


async def played(player: Player, *steps: dict[str, Any]) -> list[Outcome]:
    return [outcome async for outcome in player.play(as_scenario(raw(*steps), "t"))]


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        pytest.param(
            raw(ask(), ask("2026-03-01T09:00")), "step 2: time goes backwards", id="backwards"
        ),
        pytest.param(raw(ask(wiht={})), "unknown wiht", id="unknown-key"),
        pytest.param(raw({"at": "2026-03-02", "as": "li"}), "exactly one of", id="no-verb"),
        pytest.param(raw({"at": "soon", "as": "li", "ask": "me"}), "no instant", id="no-instant"),
        pytest.param(raw({"at": "2026-03-02", "run": "yearly"}), "unknown job", id="unknown-job"),
        pytest.param(
            raw({"at": "2026-03-02", "as": "li", "learn": "ALL"}), "nothing to learn", id="learn"
        ),
        pytest.param(raw() | {"people": [LI | {"role": "king"}]}, "unknown role", id="role"),
    ],
)
def test_a_malformed_scenario_is_refused_before_anything_is_played(
    scenario: dict[str, Any], said: str
) -> None:
    with pytest.raises(ScenarioMalformed, match=said):
        as_scenario(scenario, "t")


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        pytest.param({"do": "makeTea", "with": {}}, "unknown operation: makeTea", id="mutation"),
        pytest.param({"ask": "caseFiles", "with": {"shape": 1}}, "unknown field", id="argument"),
        pytest.param({"ask": "caseFiles", "expect": {"sum": 1}}, "unknown field", id="field"),
        pytest.param({"ask": "caseFile", "with": {"id": "${x}"}}, "unknown variable: x", id="var"),
        pytest.param({"as": "mu", "ask": "caseFiles"}, "unknown account: mu", id="account"),
        pytest.param({"ask": "caseFiles", "expect": {"total": 1}}, "expected", id="mismatch"),
        pytest.param({"ask": "caseFiles", "save": {"a": "items.0.id"}}, "nothing to", id="save"),
    ],
)
async def test_a_step_that_goes_wrong_says_so_and_ends_the_play(
    player: Player, step: dict[str, Any], problem: str
) -> None:
    wrong = {"at": "2026-03-02T09:00", "as": "li"} | step

    outcomes = await played(player, wrong, ask())

    assert len(outcomes) == 1
    assert problem in str(outcomes[0].problem)


async def test_a_top_level_refusal_is_matched_by_its_code(player: Player) -> None:
    hidden = {"id": "00000000-0000-4000-8000-000000000000"}
    step = {"at": "2026-03-02", "as": "li", "ask": "caseFile", "with": hidden}

    outcomes = await played(player, step | {"expect": {"code": "NOT_VISIBLE"}}, step)

    assert outcomes[0].problem is None
    assert outcomes[1].problem == "expected success"


def opened(at: str, lane: str | None, number: int, **more: Any) -> dict[str, Any]:
    given = an_intake(caseNumber=f"杭检未〔2026〕{number}号")
    return {"at": at, "as": "li", "do": "openCase", "lane": lane, "with": given, **more}


async def test_stories_of_a_day_are_lived_through_at_once_each_at_its_own_hour(
    player: Player, cluster: Cluster, database_name: str
) -> None:
    outcomes = await played(
        player,
        opened("2026-03-02T09:00", "a", 1, save={"first": "caseFile.id"}),
        opened("2026-03-02T10:00", "b", 2),
        {"at": "2026-03-02T11:00", "as": "li", "ask": "caseFile", "lane": "a",
         "with": {"id": "${first}"}, "expect": {"receivedOn": "2026-03-02"}},
        opened("2026-03-02T12:00", "a", 3),
        ask("2026-03-02T13:00", expect={"total": 3}),
    )  # fmt: skip

    assert [outcome.problem for outcome in outcomes] == [None] * 5
    with cluster.admin(database_name) as owner:
        found = owner.execute(
            "SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'HH24') FROM trail_entries"
            " WHERE action = 'cases.opened' ORDER BY 1"
        ).fetchall()
    assert found == [("09",), ("10",), ("12",)]


async def test_a_lane_that_goes_wrong_ends_and_the_others_of_the_day_do_not(
    player: Player, cluster: Cluster, database_name: str
) -> None:
    outcomes = await played(
        player,
        opened("2026-03-02T08:00", None, 1),
        opened("2026-03-02T09:00", "a", 2),
        opened("2026-03-02T09:30", "b", 1),
        opened("2026-03-02T10:00", "b", 4),
        opened("2026-03-02T10:30", "a", 3),
        ask("2026-03-02T11:00"),
    )

    assert [outcome.problem for outcome in outcomes] == [None, None, None, "expected success"]
    assert outcomes[-1].answer["code"] == "CASE_NUMBER_TAKEN"
    with cluster.admin(database_name) as owner:
        assert owner.execute("SELECT count(*) FROM case_files").fetchone() == (3,)


def test_saved_values_fill_inputs_whole_and_within_text() -> None:
    saved = {"n": 3, "id": "a"}

    assert filled({"x": "${n}", "y": ["no ${n}/${id}"]}, saved) == {"x": 3, "y": ["no 3/a"]}
    with pytest.raises(UnknownVariable):
        filled("${gone}", saved)


@pytest.mark.parametrize(
    ("expected", "got", "fits"),
    [
        pytest.param({"a": 1}, {"a": 1, "b": 2}, True, id="part"),
        pytest.param({"a": {"b": 1}}, {"a": None}, False, id="absent"),
        pytest.param([{"a": 1}], [{"a": 1, "b": 2}], True, id="list"),
        pytest.param([{"a": 1}], [{"a": 1}, {"a": 1}], False, id="longer"),
        pytest.param({"most": 12}, [{"name": "most", "value": "12"}], True, id="facts"),
        pytest.param({"most": 11}, [{"name": "most", "value": "12"}], False, id="other-facts"),
    ],
)
def test_what_fits_an_expectation(expected: object, got: object, fits: bool) -> None:  # noqa: FBT001
    assert matches(expected, got) is fits


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
async def test_the_scenarios_we_ship_go_as_told(player: Player, file: Path) -> None:
    scenario = read_scenario(file)

    outcomes = [outcome async for outcome in player.play(scenario)]

    assert [o.problem for o in outcomes if o.problem is not None] == []
    assert len(outcomes) == len(scenario.steps)


def test_the_command_tells_each_step_as_json_and_fails_with_one(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(yaml.safe_dump(raw(ask(expect={"total": 0}))), encoding="utf-8")
    bad.write_text(yaml.safe_dump(raw(ask(expect={"total": 7}))), encoding="utf-8")

    fine = CliRunner().invoke(replay, [str(good), "--json"])
    wrong = CliRunner().invoke(replay, [str(bad)])

    told = [json.loads(line) for line in fine.stdout.splitlines() if line.startswith('{"file"')]
    assert (fine.exit_code, [step["ok"] for step in told]) == (0, [True])
    assert wrong.exit_code == 1
    assert "step 1 (ask caseFiles as li)" in wrong.stdout
