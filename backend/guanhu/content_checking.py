"""`guanhu check-content [folder]`: whether learning modules can be read and are what they must be.

A release runs it over the shipped modules; a writer over one folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from guanhu.education.content_check import findings
from guanhu.education.module_catalogue import content_folders, files_of
from guanhu.education.module_facts import Module
from guanhu.education.module_reader import read_folder, together
from guanhu.kernel.strict_yaml import FileRefused


def check(folders: Iterable[Traversable]) -> tuple[list[Module], list[str]]:
    """The modules of several folders, and what is wrong with them or between them."""
    found: list[Module] = []
    wrong: list[str] = []
    for folder in folders:
        try:
            module = read_folder(folder.name, files_of(folder))
        except (FileRefused, UnicodeDecodeError) as refused:
            wrong.append(str(refused))
            continue
        if folder.name != module.code.lower():
            wrong.append(f"{folder.name}/module.yaml:1: the folder is called {module.code.lower()}")
        found.append(module)
        wrong.extend(findings(module))
    try:
        together(found)
    except FileRefused as refused:
        wrong.append(str(refused))
    return found, wrong


@click.command("check-content")
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
def check_content(folder: Path | None) -> None:
    """Check one module's folder, or all that are shipped; exit 1 when anything is wrong."""
    found, wrong = check([folder] if folder is not None else content_folders())
    for text in wrong:
        click.echo(text, err=True)
    if wrong:
        sys.exit(1)
    click.echo(f"{len(found)} modules can be shipped")
