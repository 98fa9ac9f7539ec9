"""Documents of one plain query field, answered without walking them again for every request.

The library parses, measures, validates and answers a document first. If what it asked is one field
whose whole selection is plain (see `guanhu.api.gql.shaping`), a plan is kept for it and for the
values its variables had: the resolver, its converted arguments, the compiled shape. The next equal
request calls the resolver and shapes what it answers. The resolver is the same one, so permission,
both walls and the clock are asked every time; whatever it refuses or raises is left to the library,
which asks again and reports. Only values that are codes, numbers, days and identifiers are kept:
a name somebody searched for is not.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final, cast

import orjson
import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLInputObjectType,
    OperationDefinitionNode,
    OperationType,
    get_named_type,
    parse,
    type_from_ast,
)
from graphql.execution.values import get_argument_values
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from guanhu.api.gql.context import Context
from guanhu.api.gql.shaping import DEFINITION, NotPlain, Shape, ShapingExecutor

REMEMBERED: Final = 1_000
CODES: Final = re.compile(
    rb"(?:[\s{}\[\]:,\d]|true|false|null"
    rb'|"[A-Za-z]{1,24}":|"[A-Z][A-Z0-9_]*"'
    rb'|"[0-9]{4}-[0-9]{2}-[0-9]{2}"|"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")*'
)
"""Variables as JSON that hold names of fields and codes only."""

DOCUMENTS_REMEMBERED: Final = 512

Key = tuple[str, str | None, bytes]


@lru_cache(DOCUMENTS_REMEMBERED)
def parsed(document: str) -> DocumentNode:
    """A document as the library read it; a large page takes twenty milliseconds to read."""
    return parse(document)


@dataclass(frozen=True, slots=True)
class Plan:
    """How one document is answered for one set of values."""

    name: str
    resolve: Callable[..., Awaitable[Any]]
    arguments: Mapping[str, Any]
    info_parameter: str
    field: StrawberryField
    complete: Shape


class Direct:
    """Plans of one schema; shared by all requests of a process."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._schema = schema
        self._plans: dict[Key, Plan | None] = {}

    async def answer(
        self,
        document: str,
        operation: str | None,
        variables: Mapping[str, Any] | None,
        context: Context,
    ) -> dict[str, Any] | None:
        """The data of an answer without errors; None where the library has to answer."""
        plan = self._plans.get(_key(document, operation, variables))
        if plan is None:
            return None
        raw: Any = SimpleNamespace(context=context)
        info: Any = strawberry.Info(_raw_info=raw, _field=plan.field)
        given = {**plan.arguments, plan.info_parameter: info}
        try:
            return {plan.name: plan.complete(await plan.resolve(None, **given))}
        except Exception:  # noqa: BLE001 - the library asks again, and reports what it meets
            context.loaders.clear()
            return None

    def learn(
        self, document: str, operation: str | None, variables: Mapping[str, Any] | None
    ) -> None:
        """Keep a plan for what the library has just answered without errors."""
        key = _key(document, operation, variables)
        if (
            key in self._plans
            or not CODES.fullmatch(key[2])
            or self._holds_text(document, variables)
        ):
            return
        if len(self._plans) >= REMEMBERED:
            self._plans.clear()
        try:
            self._plans[key] = self._plan(document, operation, dict(variables or {}))
        except (NotPlain, GraphQLError):
            self._plans[key] = None

    def _holds_text(self, document: str, variables: Mapping[str, Any] | None) -> bool:
        """Whether a value was given for a variable, or a field of an input, that takes any text."""
        schema = self._schema._schema  # noqa: SLF001 - the library's schema inside
        types = {
            defined.variable.name.value: type_from_ast(schema, defined.type)
            for operation in parsed(document).definitions
            if isinstance(operation, OperationDefinitionNode)
            for defined in operation.variable_definitions or ()
        }
        return any(_text_in(types.get(name), given) for name, given in (variables or {}).items())

    def _plan(self, document: str, operation: str | None, variables: dict[str, Any]) -> Plan:
        schema = self._schema._schema  # noqa: SLF001 - the library's schema inside
        built = ShapingExecutor.build(
            schema, parsed(document), raw_variable_values=variables, operation_name=operation
        )
        if isinstance(built, list) or built.operation.operation is not OperationType.QUERY:
            raise NotPlain
        executor = cast("ShapingExecutor", built)
        (asked, *others) = executor.operation.selection_set.selections
        if others or not isinstance(asked, FieldNode) or asked.directives:
            raise NotPlain
        query = schema.query_type
        field = None if query is None else query.fields.get(asked.name.value)
        defined = None if field is None else field.extensions.get(DEFINITION)
        if field is None or not isinstance(defined, StrawberryField) or defined.extensions:
            raise NotPlain
        resolver = defined.base_resolver
        if resolver is None or not resolver.is_async or resolver.info_parameter is None:
            raise NotPlain
        converter = self._schema.schema_converter
        arguments = convert_arguments(
            get_argument_values(field, asked, executor.variable_values),
            defined.arguments,
            scalar_registry=converter.scalar_registry,
            config=converter.config,
        )
        return Plan(
            name=asked.alias.value if asked.alias is not None else asked.name.value,
            resolve=cast("Callable[..., Awaitable[Any]]", resolver.wrapped_func),
            arguments=arguments,
            info_parameter=resolver.info_parameter.name,
            field=defined,
            complete=executor.shape_of_field(field, asked),
        )


def _text_in(of: Any, given: Any) -> bool:
    named = None if of is None else get_named_type(of)
    if isinstance(given, list):
        return any(_text_in(named, each) for each in given)
    if isinstance(named, GraphQLInputObjectType) and isinstance(given, dict):
        fields = named.fields
        return any(_text_in(fields[name].type, each) for name, each in given.items())
    return given is not None and (named is None or named.name == "String")


def _key(document: str, operation: str | None, variables: Mapping[str, Any] | None) -> Key:
    try:
        return document, operation, orjson.dumps(variables or {}, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a number beyond what JSON libraries write; nothing is kept for it
        return document, operation, b"?"
