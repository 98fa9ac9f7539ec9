"""`guanhu --help` answers at once: it names every command and loads none of them."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

from guanhu.cli import COMMANDS, main

LOADED = """
import json, sys
from guanhu.cli import main
try:
    main(["--help"])
except SystemExit:
    ours = sorted(name for name in sys.modules if name.split(".")[0] == "guanhu")
    print(json.dumps(ours), file=sys.stderr)
"""


def test_help_names_every_command_and_loads_none() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )

    lines = {line.split("  ")[1]: line for line in asked.stdout.splitlines() if "  " in line}
    assert {name: summary in lines[name] for name, (_, summary) in COMMANDS.items()} == (
        dict.fromkeys(COMMANDS, True)
    )
    assert json.loads(asked.stderr) == ["guanhu", "guanhu.cli"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_found_under_its_name(name: str) -> None:
    found = main.get_command(click.Context(main), name)

    assert found is not None
    assert found.name == name
