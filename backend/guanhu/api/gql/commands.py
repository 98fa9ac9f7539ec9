"""Mutations, generated from use cases: one command in, one answer or refusal out.

A use case is ``async def verb_noun(database, clock, actor, command: VerbNoun) -> VerbedNoun``.
`mutation` reads its signature and makes ``VerbNounInput`` from the command's fields,
``VerbNounSuccess`` from the answer's fields, and the union ``VerbNounResult``. A field of the
answer that names a record (``case_file``) is loaded when it is selected, by the loader registered
with `record`; any other field is given as it is. There is nothing to keep in step by hand.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Union
from uuid import UUID

import strawberry
from graphql import FieldNode
from strawberry.utils.str_converters import to_camel_case

from guanhu.access.actor import Actor
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.refused import Refused
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import refusal_sentence
from guanhu.cases.heads import HEAD, Head
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import spec_of
from guanhu.kernel.errors import Refusal
from guanhu.kernel.money import Fen
from guanhu.plumbing.database import Database

UseCase = Callable[..., Awaitable[Any]]
Converter = Callable[[Any], Any]
ReadHead = Callable[[Database, Clock, Actor, UUID], Awaitable[Head]]
ASKED_OF_HEAD = HEAD | {"__typename"}
ASKED_BY_ID = frozenset({"id", "__typename"})
PLAIN = (str, int, bool, date, datetime, UUID, Fen)


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """How an answer's record is shown: its public type and how it is loaded by id."""

    shown_as: Any
    load: Callable[[Context, UUID], Awaitable[Any]]
    description: str
    head: ReadHead | None = None
    """Reads the version alone, for answers of which no more is asked."""
    by_id: bool = False
    """Whether nothing is read for answers of which the identifier alone is asked."""


RECORDS: dict[str, Record] = {}
USE_CASES: dict[str, UseCase] = {}
"""Every mutation by its public name, for the walks of the tests."""


def record(
    name: str,
    shown_as: Any,
    load: Callable[[Context, UUID], Awaitable[Any]],
    description: str,
    head: ReadHead | None = None,
    *,
    by_id: bool = False,
) -> None:
    """Register how answers show the record called `name` (the answer's field, snake_case)."""
    RECORDS[name] = Record(shown_as, load, description, head, by_id)


def mutation(use_case: UseCase, description: str) -> Any:
    """A Strawberry mutation field for one use case."""
    hints = typing.get_type_hints(use_case)
    command_type, answer_type = hints["command"], hints["return"]
    name = command_type.__name__
    success = success_type(name, answer_type)
    shown = input_type(command_type)

    async def resolve(info: Info, input: Any) -> Any:
        context = info.context
        actor = context.actor
        try:
            answer = await use_case(context.database, context.clock, actor, input)
        except Refusal as refusal:
            return Refused(refusal=refusal)
        # What the request loaded before the command may have changed by it.
        context.loaders.clear()
        return success(answer=answer)

    members: Any = Union[success, Refused]  # noqa: UP007
    union = strawberry.union(f"{name}Result", description=f"What {lower_camel(name)} answers.")
    result = Annotated[members, union]
    resolve.__annotations__ = {
        "info": Info,
        "input": Annotated[shown, strawberry.argument(description="What is to be done.")],
        "return": result,
    }
    resolve.__name__ = use_case.__name__
    USE_CASES[lower_camel(name)] = use_case
    return strawberry.mutation(resolver=resolve, description=description, name=lower_camel(name))


def success_type(name: str, answer_type: type) -> Any:
    """``VerbNounSuccess`` with one field per field of the answer."""
    hints = typing.get_type_hints(answer_type)
    private: Any = strawberry.Private
    namespace: dict[str, Any] = {
        "__annotations__": {"answer": private[answer_type]},
        "__module__": __name__,
    }
    for declared in dataclasses.fields(answer_type):
        namespace[declared.name] = _success_field(declared, hints[declared.name])
    made = type(f"{name}Success", (), namespace)
    return strawberry.type(made, description=f"{lower_camel(name)} was done.")


def _success_field(declared: dataclasses.Field[Any], hint: Any) -> Any:
    known = RECORDS.get(declared.name)
    field_name = declared.name
    if known is None:

        def plain(self: Any) -> Any:
            return getattr(self.answer, field_name)

        plain.__annotations__ = {"return": _shown_answer(hint)}
        description = declared.metadata.get("description") or f"{field_name.replace('_', ' ')}."
        return strawberry.field(resolver=plain, description=description)

    async def load(self: Any, info: Info) -> Any:
        record_id = getattr(self.answer, field_name)
        if record_id is None:
            return None
        context = info.context
        if known.by_id and _asks_only(info, ASKED_BY_ID):
            return _headed(known.shown_as, Head(record_id, 0))
        if known.head is not None and _asks_only(info, ASKED_OF_HEAD):
            head = await known.head(context.database, context.clock, context.actor, record_id)
            return _headed(known.shown_as, head)
        return await known.load(context, record_id)

    optional = type(None) in typing.get_args(hint)
    shown_as = known.shown_as | None if optional else known.shown_as
    load.__annotations__ = {"info": Info, "return": shown_as}
    return strawberry.field(resolver=load, description=known.description)


def _asks_only(info: Info, fields: frozenset[str]) -> bool:
    """Whether nothing of a record is selected but some of these fields."""
    return all(
        isinstance(part, FieldNode) and part.name.value in fields
        for node in info._raw_info.field_nodes  # noqa: SLF001 - the library's own costs a walk
        if node.selection_set is not None
        for part in node.selection_set.selections
    )


def _headed(shown_as: Any, head: Head) -> Any:
    """A record that can tell its head and nothing else, which nobody asks for."""
    rest = [field.name for field in dataclasses.fields(shown_as) if field.init]
    return shown_as(**dict.fromkeys(rest) | {"seen": head})


def _shown_answer(hint: Any) -> Any:
    """A part of an answer as GraphQL shows it: a tuple as a list, of objects if it holds parts."""
    if typing.get_origin(hint) is not tuple:
        return hint
    (part, *_) = typing.get_args(hint)
    return list[outcome_type(part) if dataclasses.is_dataclass(part) else part]  # type: ignore[misc,arg-type]


@cache
def outcome_type(part: type) -> Any:
    """The public type of one part of an answer: its fields as they are."""
    hints = typing.get_type_hints(part)
    namespace: dict[str, Any] = {
        "__annotations__": dict(hints),
        "__module__": __name__,
        **{
            declared.name: strawberry.field(description=declared.metadata["description"])
            for declared in dataclasses.fields(part)
        },
    }
    if "code" in hints:
        namespace["message"] = strawberry.field(
            resolver=_why_not, description="The refusal in one sentence, when it was refused."
        )
    made = type(part.__name__, (), namespace)
    return strawberry.type(made, description=_first_line(part))


def _why_not(self: Any, language: LanguageArgument = Language.ZH) -> str | None:
    return None if self.code is None else refusal_sentence(self.code, language.value)


@cache
def input_type(command_type: type) -> Any:
    """The GraphQL input of a command or of a part of one; a resolver is given the command."""
    hints = typing.get_type_hints(command_type)
    annotations: dict[str, Any] = {}
    namespace: dict[str, Any] = {"__annotations__": annotations, "__module__": __name__}
    for declared in dataclasses.fields(command_type):
        annotations[declared.name] = shown_type(hints[declared.name])
        default = {} if declared.default is dataclasses.MISSING else {"default": declared.default}
        namespace[declared.name] = strawberry.field(
            description=spec_of(declared).description, **default
        )
    name = command_type.__name__.removesuffix("Part") + "Input"
    made: Any = strawberry.input(
        type(name, (), namespace), name=name, description=_first_line(command_type)
    )
    convert = _converter(command_type)
    # By itself the library makes an object of the input type first: twice the work.
    made.__strawberry_definition__.from_input = lambda _type, given, _context: convert(given)
    return made


@cache
def enum_type(python_enum: type[enum.Enum]) -> Any:
    """The GraphQL enum of a domain enum."""
    if hasattr(python_enum, "__strawberry_definition__"):
        return python_enum
    return strawberry.enum(python_enum, description=_first_line(python_enum))


def shown_type(hint: Any) -> Any:
    """A domain type hint as GraphQL shows it: tuples as lists, dataclasses as inputs."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return list[shown_type(arguments[0])]  # type: ignore[misc]
    if origin in (Union, types.UnionType):
        inner = next(part for part in arguments if part is not type(None))
        return shown_type(inner) | None
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return enum_type(hint)
    if dataclasses.is_dataclass(hint):
        return input_type(hint)  # type: ignore[arg-type]
    if hint in PLAIN:
        return hint
    message = f"a command cannot hold {hint!r}"
    raise TypeError(message)


@cache
def _converter(command_type: type) -> Converter:
    """What makes a command of what was sent; its hints are read once."""
    hints = typing.get_type_hints(command_type)
    parts = [
        (
            declared.name,
            to_camel_case(declared.name),
            None if declared.default is dataclasses.MISSING else declared.default,
            _converter_of(hints[declared.name]),
        )
        for declared in dataclasses.fields(command_type)
    ]

    def convert(given: Mapping[str, Any]) -> Any:
        return command_type(
            **{
                name: value
                if (value := given.get(sent_as, default)) is None or inner is None
                else inner(value)
                for name, sent_as, default, inner in parts
            }
        )

    return convert


def _converter_of(hint: Any) -> Converter | None:
    """The same for one value that is not null; None where it is taken as it is."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        inner = _converter_of(arguments[0])
        if inner is None:
            return tuple
        each = inner
        return lambda values: tuple(None if part is None else each(part) for part in values)
    if origin in (Union, types.UnionType):
        return _converter_of(next(part for part in arguments if part is not type(None)))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint  # one that is written in the document arrives as its value
    return _converter(hint) if dataclasses.is_dataclass(hint) else None  # type: ignore[arg-type]


def lower_camel(name: str) -> str:
    """``OpenCase`` → ``openCase``."""
    return name[:1].lower() + name[1:]


def _first_line(documented: type) -> str:
    return (documented.__doc__ or documented.__name__).strip().splitlines()[0]
