"""Loads every table, for Alembic and the tests."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import guanhu


@cache  # the second time there is nothing left to find
def load() -> None:
    """Import ``tables.py`` of every room that has one."""
    for room in pkgutil.iter_modules(guanhu.__path__, "guanhu."):
        if not room.ispkg:
            continue
        package = importlib.import_module(room.name)
        names = {module.name for module in pkgutil.iter_modules(package.__path__)}
        if "tables" in names:
            importlib.import_module(f"{room.name}.tables")
