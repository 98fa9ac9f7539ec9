"""Every role × every mutation and query, through the API, against a reviewed list.

``matrix.txt`` is the list. After a change of permissions or a new operation, write it anew with
``python tests/access/write_matrix.py`` and read the difference: each changed cell is somebody who
may do something they could not, or the other way round.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)

from access.walk import COLUMNS, NOBODY, QUERY_PERMISSIONS, expected_rows, read_rows
from guanhu.access.roles import Role
from support.world import World

MATRIX = Path(__file__).with_name("matrix.txt")

SCALARS: dict[str, Any] = {
    "String": "一二三四五六七八",
    "Int": 1,
    "Fen": 1,
    "Boolean": True,
    "Date": "2026-03-01",
    "DateTime": "2026-03-01T01:00:00Z",
}


def well_formed(wanted: GraphQLInputType) -> Any:
    """A value of the type: random identifiers, one part per list, optional parts left out."""
    if isinstance(wanted, GraphQLNonNull):
        return well_formed(wanted.of_type)
    if isinstance(wanted, GraphQLList):
        return [well_formed(wanted.of_type)]
    if isinstance(wanted, GraphQLEnumType):
        return next(iter(wanted.values))
    if isinstance(wanted, GraphQLInputObjectType):
        return {
            name: well_formed(field.type)
            for name, field in wanted.fields.items()
            if is_required_input_field(field)
        }
    if wanted.name == "UUID":
        return str(uuid.uuid4())
    return SCALARS[wanted.name]


def requests(schema: GraphQLSchema) -> dict[str, tuple[str, dict[str, Any]]]:
    """A document and variables for every operation, by its name."""
    assert schema.mutation_type is not None
    assert schema.query_type is not None
    made: dict[str, tuple[str, dict[str, Any]]] = {}
    for kind, root in (("mutation", schema.mutation_type), ("query", schema.query_type)):
        for name, field in root.fields.items():
            given = {n: a for n, a in field.args.items() if is_required_argument(a)}
            declared = ", ".join(f"${n}: {a.type}" for n, a in given.items())
            passed = ", ".join(f"{n}: ${n}" for n in given)
            shown = get_named_type(field.type)
            selected = "{ __typename }" if hasattr(shown, "fields") else ""
            if isinstance(shown, GraphQLUnionType):
                selected = "{ __typename ... on Refused { code } }"
            head, call = (f"({declared})", f"({passed})") if given else ("", "")
            variables = {n: well_formed(a.type) for n, a in given.items()}
            made[name] = (f"{kind} Walk{head} {{ {name}{call} {selected} }}", variables)
    return made


def passed_the_gate(answer: dict[str, Any], name: str) -> bool:
    """Whether the answer is anything but the refusal of the gate; broken requests fail."""
    if not answer.get("errors"):
        return True
    code = answer["errors"][0]["extensions"]["code"]
    assert code not in {"BAD_REQUEST", "INTERNAL"}, (name, answer)
    return code not in {"NOT_PERMITTED", "UNAUTHENTICATED"}


@pytest.mark.slow
@pytest.mark.parametrize("column", COLUMNS)
async def test_the_api_answers_as_the_list_says(
    world: World, schema: GraphQLSchema, column: str
) -> None:
    listed = read_rows(MATRIX)
    handle = None if column == NOBODY else column
    if handle is not None:
        world.person(handle, Role(handle).value)
    found: dict[str, bool] = {}

    for name, (document, variables) in requests(schema).items():
        answer = await world.post(handle, document, variables)
        found[name] = passed_the_gate(answer, name)

    assert found == {name: row[column] for name, row in listed.items()}


def test_the_list_is_what_the_permissions_give(schema: GraphQLSchema) -> None:
    assert schema.query_type is not None
    assert set(QUERY_PERMISSIONS) == set(schema.query_type.fields)
    assert read_rows(MATRIX) == expected_rows()
