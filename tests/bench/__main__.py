"""`make bench`: prints what the caseload page and a logged check-in cost, and judges the ratios.

Ends with 1 when a target is missed. How it is measured: docs/performance.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Mapping
from typing import Final

from tests.bench import node
from tests.bench.nightly import measure_night
from tests.bench.office import Size, ensure
from tests.bench.rows import ROWS, Bench, Figures, Row, measure
from tests.bench.statements import page_statements

from guanhu import registry
from guanhu.plumbing.app_role import open_app_role
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.migrations import ROOT
from guanhu.plumbing.vault import Vault

FOLDER: Final = ROOT / ".guanhu"
LARGE: Final = Size(100_000)
SMALL: Final = Size(1_000)
OPEN_NEEDED: Final = 12_000
NIGHT: Final = "j"
NIGHT_SECONDS: Final = 300
LOGGED: Final = 150.0
LOGGED_OF_FLOOR: Final = 0.25
"""Whichever of the two is lower: check-ins in a second, or that part of the floor."""
LOGGED_P99_MS: Final = 250.0
ANSWERED_P99_MS: Final = 250.0
"""The jobs of one night over 100,000 live cases."""


def main() -> None:
    options = _options()
    KeyFolder.create(FOLDER / "bench-keys")
    keys = KeyFolder(FOLDER / "bench-keys")
    registry.load()
    with EmbeddedPostgres(FOLDER / "bench-postgres") as server:
        for size in (SMALL, LARGE):
            ensure(server, Vault(keys), size, open_needed=OPEN_NEEDED)
        bench = Bench(
            server=server,
            keys=keys,
            app_url=open_app_role(server.admin_url(LARGE.database)),
            large=LARGE,
            small=SMALL,
            node_folder=node.install(FOLDER / "bench-node"),
            scratch=FOLDER,
            seconds=options.seconds,
            rounds=options.rounds,
        )
        rows = [
            row
            for row in ROWS
            if (not options.only or row.key in options.only)
            and (bench.node_folder is not None or row.kind != "postgraphile")
        ]
        measured = _measure_all(bench, rows, options.rounds)
        statements = page_statements(bench)
        night = None
        if not options.only or NIGHT in options.only:
            print("the jobs of one night", file=sys.stderr, flush=True)
            night = measure_night(bench, LARGE)
    _print_table(rows, measured)
    good = _judge(measured, statements)
    if night is not None:
        good &= _held("the jobs of one night (j), seconds", night, NIGHT_SECONDS, at_most=True)
    sys.exit(0 if good else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6.0, help="measured stretch of one row")
    parser.add_argument("--only", nargs="*", default=[], help="keys of rows, e.g. a b")
    return parser.parse_args()


def _measure_all(bench: Bench, rows: list[Row], rounds: int) -> dict[str, Figures]:
    """Medians over the rounds; in each round every row once, in order."""
    found: dict[str, list[Figures]] = {row.key: [] for row in rows}
    for number in range(rounds):
        for row in rows:
            print(f"round {number + 1} of {rounds}: {row.title}", file=sys.stderr, flush=True)
            found[row.key].append(measure(bench, row))
    return {key: _median(each) for key, each in found.items()}


def _median(several: list[Figures]) -> Figures:
    return {name: statistics.median(one[name] for one in several) for name in several[0]}


def _print_table(rows: list[Row], measured: Mapping[str, Figures]) -> None:
    heads = ("req/s", "p50 ms", "p99 ms", "server ms", "database ms", "MiB")
    names = ("per_second", "p50_ms", "p99_ms", "server_ms", "database_ms", "mib")
    print(f"\n{'':<58}" + "".join(f"{head:>13}" for head in heads))
    for row in rows:
        figures = measured[row.key]
        cells = "".join(f"{figures[name]:>13.1f}" for name in names)
        print(f"({row.key:<2}) {row.title:<53}{cells}")
    print("\nserver ms and database ms are CPU per request; MiB is what the server process holds.")


def _judge(measured: Mapping[str, Figures], statements: int) -> bool:
    """Print each ratio beside its target; True when none is missed."""
    speed = {key: figures["per_second"] for key, figures in measured.items()}
    print()
    kept = [_held("statements of the page", statements, 1, at_most=True)]
    for name, top, bottom, target, at_most in (
        ("a / c   page against PostGraphile, req/s", "a", "c", 1.3, False),
        ("a / b   page against the floor, req/s", "a", "b", 0.2, False),
        ("a at 1,000 / a at 100,000 (officer), req/s", "a1", "a", 1.2, True),
        ("w at 1,000 / w at 100,000 (officer), req/s", "w1", "w", 1.2, True),
    ):
        if top in speed and bottom in speed:
            kept.append(_held(name, speed[top] / speed[bottom], target, at_most=at_most))
        else:
            print(f"  not measured  {name}")
    if {"s", "s1"} <= speed.keys():
        print(
            f"  no target     the same for a supervisor of it all: {speed['s1'] / speed['s']:.2f}"
        )
    if {"d", "df"} <= speed.keys():
        floor = speed["df"]
        print(
            f"  no target     d / df   logging against its floor, req/s: {speed['d'] / floor:.2f}"
        )
        lower = min(LOGGED, floor * LOGGED_OF_FLOOR)
        kept.append(_held("check-ins logged, req/s", speed["d"], lower, at_most=False))
        slowest = measured["d"]["p99_ms"]
        kept.append(_held("p99 of logging, ms", slowest, LOGGED_P99_MS, at_most=True))
    if "l" in measured:
        slowest = measured["l"]["p99_ms"]
        kept.append(
            _held("p99 of answering a question, ms", slowest, ANSWERED_P99_MS, at_most=True)
        )
    if "e" in measured:
        cost = measured["e"]["server_ms"]
        kept.append(_held("server ms of deadlines and actions (e)", cost, 5, at_most=True))
    return all(kept)


def _held(name: str, found: float, target: float, *, at_most: bool) -> bool:
    good = found <= target if at_most else found >= target
    sign = "≤" if at_most else "≥"
    print(f"  {'reached' if good else 'MISSED ':<12}  {name}: {found:.2f} ({sign} {target})")
    return good


if __name__ == "__main__":
    main()
