"""Documents made from the schema: the whole answer, or only what somebody wants."""

from __future__ import annotations

import pytest
from graphql import GraphQLSchema

from guanhu.replay.selections import UnknownField, mutation_document, query_document

REFUSED = "{ __typename code facts { __typename name value } problems { __typename path code } }"


def test_a_bare_mutation_asks_for_what_is_wanted_and_for_a_refusal(schema: GraphQLSchema) -> None:
    assert mutation_document(schema, "addGoal", ["planVersion.version"], bare=True) == (
        "mutation Do($input: AddGoalInput!) { addGoal(input: $input) { __typename"
        " ... on AddGoalSuccess { __typename planVersion { __typename version } }"
        f" ... on Refused {REFUSED} }} }}"
    )


def test_a_bare_query_asks_for_what_is_wanted_alone(schema: GraphQLSchema) -> None:
    assert query_document(schema, "caseFile", ["id"], ["guardians.0.guardianId"], bare=True) == (
        "query Ask($id: UUID!) { caseFile(id: $id)"
        " { __typename guardians { __typename guardianId } } }"
    )


def test_a_whole_document_asks_for_more(schema: GraphQLSchema) -> None:
    whole = mutation_document(schema, "addGoal")

    assert "proportionality" in query_document(schema, "planVersion")
    assert "citation" in whole
    assert "citation" not in mutation_document(schema, "addGoal", bare=True)


def test_a_narrow_query_leaves_out_the_parts_nobody_wants(schema: GraphQLSchema) -> None:
    page = query_document(schema, "caseFile", ["id"], ["guardians.maskedName"], narrow=True)

    for asked in ("status", "guardians", "relation", "maskedName"):
        assert f" {asked} " in page
    for left in ("opinions", "deadlines", "allowedActions", "timeline"):
        assert f" {left} " not in page
        assert f" {left} " in query_document(schema, "caseFile", ["id"])


@pytest.mark.parametrize("bare", [True, False])
def test_a_path_nobody_has_is_unknown_either_way(schema: GraphQLSchema, *, bare: bool) -> None:
    with pytest.raises(UnknownField):
        mutation_document(schema, "addGoal", ["nothing.such"], bare=bare)
