"""The schema: every room's queries and mutations put together, with its limits."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import strawberry
from strawberry.extensions import (
    DisableIntrospection,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    SchemaExtension,
    ValidationCache,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type

from guanhu.api import gql
from guanhu.api.gql.commands import mutation
from guanhu.api.gql.scalars import FEN
from guanhu.kernel.money import Fen

MODULES = (
    "cases",
    "case_file",
    "circumstances",
    "people",
    "identity",
    "drafts",
    "eligibility",
    "decisions",
    "plans",
    "education",
    "checkins",
    "reviews",
    "sealing",
    "family",
    "audit",
    "catalogues",
)
"""Modules of this package that add to the schema: a ``…Queries`` class, ``MUTATIONS``, or both."""

MAX_DEPTH = 12
MAX_ALIASES = 15
MAX_TOKENS = 4_000


def build_schema(*, open_documents: bool) -> strawberry.Schema:
    """The whole schema; introspection only with `open_documents`."""
    here = {module.name for module in pkgutil.iter_modules(gql.__path__)}
    modules = [
        importlib.import_module(f"guanhu.api.gql.{name}") for name in MODULES if name in here
    ]
    extensions: list[Any] = [
        lambda: ParserCache(maxsize=512),
        lambda: ValidationCache(maxsize=512),
        lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        lambda: MaxAliasesLimiter(max_alias_count=MAX_ALIASES),
        lambda: QueryDepthLimiter(max_depth=MAX_DEPTH),
    ]
    if not open_documents:
        extensions.append(DisableIntrospection)
    return strawberry.Schema(
        query=_query(modules),
        mutation=_mutation(modules),
        extensions=_as_factories(extensions),
        config=StrawberryConfig(
            scalar_map={Fen: FEN}, disable_field_suggestions=not open_documents
        ),
    )


def _query(modules: Iterable[ModuleType]) -> type:
    parts = [
        thing
        for module in modules
        for name, thing in vars(module).items()
        if name.endswith("Queries") and getattr(thing, "__module__", "") == module.__name__
    ]
    made = type("Query", tuple(parts), {"__module__": __name__})
    return strawberry.type(made, description="What can be read.")


def _mutation(modules: Iterable[ModuleType]) -> type:
    fields = [
        mutation(use_case, description)
        for module in modules
        for use_case, description in getattr(module, "MUTATIONS", ())
    ]
    return create_type("Mutation", fields, description="What can be done.")


def _as_factories(extensions: list[Any]) -> list[type[SchemaExtension]]:
    return extensions
