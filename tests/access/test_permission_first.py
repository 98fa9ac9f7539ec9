"""Every use case asks for its permission before it does anything else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import GraphQLSchema

from guanhu.access.permissions import Permission
from guanhu.api.gql.commands import USE_CASES

PACKAGE = Path(__file__).resolve().parents[2] / "backend" / "guanhu"

AT_THE_DOORSTEP = {
    # Nobody is signed in yet: what is shown at the door is the permission.
    "identity/use_cases/sign_in.py:sign_in",
    "identity/use_cases/refresh_session.py:refresh_session",
    "identity/use_cases/sign_out.py:sign_out",
    "identity/use_cases/join.py:join",
    "identity/use_cases/join.py:confirm_join",
    # The command line of whoever runs the installation, before there is any account.
    "identity/use_cases/create_administrator.py:create_administrator",
}
"""Use cases without an actor. A new line here is a new way in: argue for it in review."""


def use_cases() -> Iterator[tuple[str, ast.AsyncFunctionDef]]:
    """Every public use case as ``room/use_cases/file.py:name``, and its definition.

    A use case is what is given a database, or the door, and so can open a transaction.
    """
    for path in sorted(PACKAGE.glob("*/use_cases/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if (
                isinstance(node, ast.AsyncFunctionDef)
                and not node.name.startswith("_")
                and names(node) & {"database", "door"}
            ):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.name}", node


def names(function: ast.AsyncFunctionDef) -> set[str]:
    """Names of the parameters."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return {argument.arg for argument in every}


def asks_first(function: ast.AsyncFunctionDef) -> bool:
    """Whether ``actor.require(Permission.X)`` is the first statement.

    ``actor.require_one_of(Permission.X, Permission.Y)`` is as good.
    """
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    match body[0]:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id="actor"), attr="require" | "require_one_of"),
                args=[_, *_] as asked,
                keywords=[],
            )
        ):
            return all(is_permission(one) for one in asked)
    return False


def is_permission(node: ast.expr) -> bool:
    """Whether an expression is ``Permission.X`` with an X that exists."""
    match node:
        case ast.Attribute(value=ast.Name(id="Permission"), attr=name):
            return name in Permission.__members__
    return False


FOUND = dict(use_cases())
WITH_ACTOR = sorted(name for name, function in FOUND.items() if "actor" in names(function))


@pytest.mark.parametrize("name", WITH_ACTOR)
def test_the_first_statement_asks(name: str) -> None:
    assert asks_first(FOUND[name])


def test_what_has_no_actor_stands_at_the_doorstep() -> None:
    assert set(FOUND) - set(WITH_ACTOR) == AT_THE_DOORSTEP


def test_every_mutation_is_such_a_use_case(schema: GraphQLSchema) -> None:
    assert schema.mutation_type is not None
    assert set(USE_CASES) == set(schema.mutation_type.fields)
    for use_case in USE_CASES.values():
        path = use_case.__module__.removeprefix("guanhu.").replace(".", "/") + ".py"
        assert f"{path}:{use_case.__name__}" in WITH_ACTOR


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("await database.read()", id="something-else-first"),
        pytest.param("actor.may(Permission.CASE_READ)", id="asking-without-refusing"),
        pytest.param("if True:\n        actor.require(Permission.CASE_READ)", id="in-a-branch"),
        pytest.param("actor.require_one_of()", id="any-of-nothing"),
        pytest.param("other.require(Permission.CASE_READ)", id="somebody-else"),
    ],
)
def test_the_guard_sees_what_does_not_ask(body: str) -> None:
    source = f'async def read(database, clock, actor):\n    """Read."""\n    {body}\n'
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.AsyncFunctionDef)

    assert not asks_first(function)
