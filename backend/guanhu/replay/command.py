"""``guanhu replay FILE… [--json]``."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import click
from graphql import GraphQLSchema

from guanhu.api.gql.schema import build_schema
from guanhu.kernel.clock import FixedClock
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.migrations import ROOT
from guanhu.product import assemble
from guanhu.replay.player import Outcome, Player
from guanhu.replay.scenario import Scenario, ScenarioMalformed, read_scenario
from guanhu.replay.stage import BEGINNING, fresh_place, rehearsal_settings

LONGEST_ANSWER = 2_000


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per step.")
def replay(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Play scenario files, each against a fresh database, and check what each step expects."""
    try:
        scenarios = [(file, read_scenario(file)) for file in files]
    except ScenarioMalformed as malformed:
        raise click.ClickException(str(malformed)) from malformed
    schema: GraphQLSchema = build_schema(open_documents=True)._schema  # noqa: SLF001 - its core
    failed = 0
    with EmbeddedPostgres(ROOT / ".guanhu" / "replay-postgres", durable=False) as server:
        for file, scenario in scenarios:
            failed += not asyncio.run(_play(server, schema, file, scenario, as_json=as_json))
    sys.exit(1 if failed else 0)


async def _play(
    server: EmbeddedPostgres,
    schema: GraphQLSchema,
    file: Path,
    scenario: Scenario,
    *,
    as_json: bool,
) -> bool:
    with fresh_place(server) as place:
        clock = FixedClock(BEGINNING)
        product = assemble(rehearsal_settings(place), clock)
        player = Player(product, schema, clock, place.owner_url)
        try:
            played, fine = 0, True
            async for outcome in player.play(scenario):
                played += 1
                fine = fine and outcome.problem is None
                _tell(file, outcome, as_json=as_json)
        finally:
            await player.close()
    if not as_json and fine:
        click.echo(f"{file.name}: {scenario.title}: {played} steps as expected")
    return fine


def _tell(file: Path, outcome: Outcome, *, as_json: bool) -> None:
    step = outcome.step
    if as_json:
        told: dict[str, Any] = {
            "file": file.name,
            "step": step.number,
            "at": step.at.isoformat(),
            "as": step.actor,
            step.verb: step.name,
            "ok": outcome.problem is None,
            "answer": outcome.answer,
        }
        if outcome.problem is not None:
            told["problem"] = outcome.problem
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
    elif outcome.problem is not None:
        click.echo(f"{file.name}: step {step.number} ({step.verb} {step.name} as {step.actor})")
        click.echo(f"  {outcome.problem}")
        got = json.dumps(outcome.answer, ensure_ascii=False, default=str)
        click.echo(f"  got {got[:LONGEST_ANSWER]}{'…' if len(got) > LONGEST_ANSWER else ''}")
