"""The public schema: exported, described, and answering refusals as data."""

from __future__ import annotations

from pathlib import Path

import graphql
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    parse,
    validate,
)

from guanhu.api.gql.commands import USE_CASES
from guanhu.api.gql.limits import refuse_size
from guanhu.api.gql.paging import LARGEST_PAGE
from guanhu.plumbing.migrations import ROOT
from guanhu.upkeep import SCHEMA_FILE, schema_text

OPERATIONS = ROOT / "graphql" / "operations"


def test_the_export_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run `guanhu export-schema`"


def test_the_export_reads_back_as_the_same_schema() -> None:
    exported = build_schema(SCHEMA_FILE.read_text(encoding="utf-8"))

    assert sorted(exported.type_map) == sorted(build_schema(schema_text()).type_map)


def test_every_mutation_takes_one_input_and_answers_success_or_refusal(
    schema: GraphQLSchema,
) -> None:
    assert schema.mutation_type is not None
    wrong = []
    for name, field in schema.mutation_type.fields.items():
        answer = get_named_type(field.type)
        pascal = name[:1].upper() + name[1:]
        members = (
            {member.name for member in answer.types}
            if isinstance(answer, GraphQLUnionType)
            else set()
        )
        if (
            members != {f"{pascal}Success", "Refused"}
            or not isinstance(field.type, GraphQLNonNull)
            or [(arg, str(found.type)) for arg, found in field.args.items()]
            != [("input", f"{pascal}Input!")]
        ):
            wrong.append(name)

    assert wrong == []
    assert set(schema.mutation_type.fields) == set(USE_CASES)


def test_every_command_carries_an_idempotency_key(schema: GraphQLSchema) -> None:
    assert schema.mutation_type is not None
    without = [
        name
        for name, field in schema.mutation_type.fields.items()
        if str(get_named_type(field.args["input"].type).fields["idempotencyKey"].type) != "String!"
    ]

    assert without == []


def test_everything_public_is_described(schema: GraphQLSchema) -> None:
    bare = []
    for name, shown in schema.type_map.items():
        if name.startswith("__"):
            continue
        if not shown.description:
            bare.append(name)
        if isinstance(shown, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in shown.fields.items():
                if not field.description:
                    bare.append(f"{name}.{field_name}")
                bare += [
                    f"{name}.{field_name}({arg})"
                    for arg, found in field.args.items()
                    if not found.description
                ]
        if isinstance(shown, GraphQLInputObjectType):
            bare += [f"{name}.{field}" for field, f in shown.fields.items() if not f.description]

    assert bare == []


def test_no_status_is_updated_from_outside(schema: GraphQLSchema) -> None:
    """A status changes through a named action only (style.md §1.4, 14)."""
    assert schema.mutation_type is not None
    taking = [
        name
        for name, field in schema.mutation_type.fields.items()
        for given in get_named_type(field.args["input"].type).fields.values()
        if get_named_type(given.type).name == "CaseStatus"
    ]

    assert taking == []


def test_enums_are_written_in_capitals(schema: GraphQLSchema) -> None:
    wrong = [
        f"{name}.{value}"
        for name, shown in schema.type_map.items()
        if isinstance(shown, GraphQLEnumType) and not name.startswith("__")
        for value in shown.values
        if value != value.upper()
    ]

    assert wrong == []


def test_every_list_that_is_paged_has_a_total_and_a_largest_page(schema: GraphQLSchema) -> None:
    assert schema.query_type is not None
    paged = {
        name: field for name, field in schema.query_type.fields.items() if "perPage" in field.args
    }

    assert len(paged) >= 2
    for field in paged.values():
        assert {"items", "total"} <= set(get_named_type(field.type).fields)
        assert field.args["perPage"].default_value <= LARGEST_PAGE


def test_every_operation_of_the_clients_is_valid_and_within_the_limits(
    schema: GraphQLSchema,
) -> None:
    files = sorted(OPERATIONS.glob("*.graphql"))
    document = parse("\n".join(file.read_text(encoding="utf-8") for file in files))

    assert len(files) >= 5
    assert [error.message for error in validate(schema, document)] == []
    assert refuse_size(document) == []


def test_the_folder_graphql_does_not_hide_the_library() -> None:
    assert Path(graphql.__file__).parent != ROOT / "graphql"
    assert list((ROOT / "graphql").rglob("*.py")) == []
