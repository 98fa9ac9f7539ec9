"""GraphQL documents generated from the schema, for scenarios and tests.

All fields without required arguments that are scalars are selected, objects to a given depth, and
every path that somebody wants by name. A narrow document leaves out the objects at its top that
nobody wants by name. A bare one selects the wanted paths alone, and of a refusal what it takes to
understand it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_required_argument,
)

ONLY_ON_PURPOSE: Final = frozenset({"identity"})
"""Fields whose reading is itself an event; selected only when wanted by name."""


BARE: Final = -1_000
"""A depth at which nothing is selected by default; no wanted path goes as deep from another."""
REFUSED: Final = "Refused"
OF_A_REFUSAL: Final = ("code", "facts.name", "facts.value", "problems.path", "problems.code")


class UnknownOperation(ValueError):
    """No such query or mutation in the schema."""


class UnknownField(ValueError):
    """A wanted path that the schema does not have."""


Paths = dict[str, "Paths"]


def tree_of(paths: Iterable[str]) -> Paths:
    """``["a.b", "a.c"]`` as nested dicts; list indexes are dropped."""
    tree: Paths = {}
    for path in paths:
        node = tree
        for part in path.split("."):
            if part and not part.isdigit() and part != "__typename":
                node = node.setdefault(part, {})
    return tree


def mutation_document(
    schema: GraphQLSchema, name: str, wanted: Iterable[str] = (), *, bare: bool = False
) -> str:
    """A document that sends one mutation with ``$input``; raises `UnknownOperation`."""
    root = schema.mutation_type
    field = None if root is None else root.fields.get(name)
    if field is None:
        raise UnknownOperation(name)
    selected = _selection(field.type, BARE if bare else 1, tree_of(wanted))
    input_type = field.args["input"].type
    return f"mutation Do($input: {input_type}) {{ {name}(input: $input) {selected} }}"


def query_document(
    schema: GraphQLSchema,
    name: str,
    given: Iterable[str] = (),
    wanted: Iterable[str] = (),
    *,
    bare: bool = False,
    narrow: bool = False,
) -> str:
    """A document that asks one query with the `given` arguments as variables.

    Raises `UnknownOperation`, or `UnknownField` for an argument the query does not take.
    """
    root = schema.query_type
    field = None if root is None else root.fields.get(name)
    if field is None:
        raise UnknownOperation(name)
    arguments = list(given)
    for argument in arguments:
        if argument not in field.args:
            raise UnknownField(f"{name}({argument})")
    declared = ", ".join(f"${arg}: {field.args[arg].type}" for arg in arguments)
    passed = ", ".join(f"{arg}: ${arg}" for arg in arguments)
    head = f"({declared})" if declared else ""
    call = f"({passed})" if passed else ""
    selected = _selection(field.type, BARE if bare else 2, tree_of(wanted), narrow=narrow)
    return f"query Ask{head} {{ {name}{call} {selected} }}"


def _selection(shown: GraphQLOutputType, depth: int, wanted: Paths, *, narrow: bool = False) -> str:
    named = get_named_type(shown)
    if isinstance(named, GraphQLScalarType | GraphQLEnumType):
        return ""
    if isinstance(named, GraphQLUnionType):
        left = set(wanted)
        parts = []
        for member in named.types:
            mine = {name: deeper for name, deeper in wanted.items() if name in member.fields}
            left -= set(mine)
            if depth <= BARE and member.name == REFUSED:
                mine = {**tree_of(OF_A_REFUSAL), **mine}
            parts.append(f"... on {member.name} {_fields(member, depth, mine)}")
        if left:
            raise UnknownField(", ".join(sorted(left)))
        return "{ __typename " + " ".join(parts) + " }"
    assert isinstance(named, GraphQLObjectType | GraphQLInterfaceType)  # noqa: S101
    return _fields(named, depth, wanted, narrow=narrow)


def _fields(
    shown: GraphQLObjectType | GraphQLInterfaceType,
    depth: int,
    wanted: Paths,
    *,
    narrow: bool = False,
) -> str:
    for name in wanted:
        if name not in shown.fields:
            raise UnknownField(f"{shown.name}.{name}")
    picked = ["__typename"]
    for name, field in shown.fields.items():
        deeper = wanted.get(name)
        if deeper is None and not _wanted_by_default(name, field, 0 if narrow else depth):
            continue
        picked.append(f"{name} {_selection(field.type, depth - 1, deeper or {})}".strip())
    return "{ " + " ".join(picked) + " }"


def _wanted_by_default(name: str, field: GraphQLField, depth: int) -> bool:
    if depth <= BARE or name in ONLY_ON_PURPOSE:
        return False
    if any(is_required_argument(arg) for arg in field.args.values()):
        return False
    simple = isinstance(get_named_type(field.type), GraphQLScalarType | GraphQLEnumType)
    return simple or depth > 0
