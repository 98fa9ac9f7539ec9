"""The schema: every room's queries and mutations put together, with its limits."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import Any
from uuid import UUID

import strawberry
from graphql import GraphQLError
from strawberry.extensions import (
    DisableIntrospection,
    MaxTokensLimiter,
    ParserCache,
    SchemaExtension,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type
from strawberry.types import ExecutionContext

from guanhu.api import gql
from guanhu.api.gql.commands import mutation
from guanhu.api.gql.limits import MAX_TOKENS, Validation
from guanhu.api.gql.scalars import FEN, IDENTIFIER
from guanhu.api.gql.shaping import ShapingExecutor
from guanhu.kernel.money import Fen

MODULES = (
    "cases",
    "case_file",
    "circumstances",
    "review_events",
    "closing",
    "people",
    "identity",
    "holidays",
    "drafts",
    "safeguards",
    "protections",
    "assessments",
    "eligibility",
    "rescreening",
    "decisions",
    "final_measures",
    "victim",
    "attachments",
    "needs",
    "plans",
    "evidence",
    "attempts",
    "education",
    "learning",
    "learning_results",
    "courses",
    "course_passes",
    "course_totals",
    "office_modules",
    "recommendations",
    "checkins",
    "field_notes",
    "retractions",
    "timetables",
    "self_reports",
    "milestones",
    "incidents",
    "leaves",
    "outcomes",
    "breaches",
    "incentives",
    "challenges",
    "orders",
    "handover",
    "entrustments",
    "assistance",
    "reviews",
    "sealing",
    "seal_queries",
    "seal_follow_ups",
    "worklist",
    "documents",
    "family",
    "notifications",
    "job_runs",
    "audit",
    "catalogues",
    "rules",
)
"""Modules of this package that add to the schema: a ``…Queries`` class, ``MUTATIONS``, or both."""


class QuietSchema(strawberry.Schema):
    """Leaves errors to the door: the library's own logger would print what they quote."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Say nothing here; `guanhu.api.http.graphql` answers and logs without the text."""


@cache
def build_schema(*, open_documents: bool) -> strawberry.Schema:
    """The whole schema, built once in a process; introspection only with `open_documents`."""
    here = {module.name for module in pkgutil.iter_modules(gql.__path__)}
    modules = [
        importlib.import_module(f"guanhu.api.gql.{name}") for name in MODULES if name in here
    ]
    extensions: list[Any] = [
        lambda: ParserCache(maxsize=512),
        lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        Validation,
    ]
    if not open_documents:
        extensions.append(DisableIntrospection)
    return QuietSchema(
        query=_query(modules),
        mutation=_mutation(modules),
        extensions=_as_factories(extensions),
        execution_context_class=ShapingExecutor,
        config=StrawberryConfig(
            scalar_map={Fen: FEN, UUID: IDENTIFIER}, disable_field_suggestions=not open_documents
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
