"""What README.md says about settings and commands is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from guanhu.cli import COMMANDS
from guanhu.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_table_lists_every_setting_with_its_default() -> None:
    stated = {
        name: default.strip().strip("`")
        for name, default in re.findall(r"^\| `(GUANHU_\w+)` \|([^|]*)\|", README, re.MULTILINE)
    }

    expected = {}
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else shown(field.default)
        expected[f"GUANHU_{name}".upper()] = "required" if field.is_required() else default
    assert stated == expected


def test_every_command_and_target_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"`guanhu ([a-z-]+)", README))
    targets = set(re.findall(r"`(?:[A-Z]+=\S+ )?make ([a-z-]+)", README))

    assert commands
    assert commands - set(COMMANDS) == set()
    assert targets == {"demo", "clean"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_every_file_it_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]

    assert [link for link in links if not (ROOT / link).exists()] == []
