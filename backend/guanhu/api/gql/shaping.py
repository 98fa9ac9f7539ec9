"""Plain parts of an answer, shaped by functions compiled once per document.

A selection is plain when nothing below it waits, looks anything up, or depends on the caller:
every field is an attribute, or a method of the object that takes nothing but arguments. The
library walks such a part field by field for every row; a list of 25 rows took it twenty times as
long as reading them. Here the walk happens once, and what remains is one function per part.

Nothing about who may see what is decided here: use cases have answered before. And whatever does
not go smoothly (a resolver that raises, a null where none may be) is done again by the library,
so that errors, their paths and what they null stay the library's.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    Undefined,
    VariableNode,
    is_leaf_type,
)
from graphql.execution.collect_fields import FieldDetails, FieldDetailsList
from graphql.execution.values import get_argument_values
from graphql.language.ast import Node
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from guanhu.kernel.errors import Outside, Refusal

Shape = Callable[[Any], Any]
DEFINITION: Final = "strawberry-definition"
REMEMBERED: Final = 2_000
KEPT: Final = 16
"""Shapes of one lasting object; free documents would otherwise add to them for ever."""
INT_LIMIT: Final = 2**31
"""GraphQL's whole numbers have 32 bits; those within are written as they are."""
PASSES: Final[dict[str, str]] = {
    "String": "type({}) is str",
    "Boolean": "type({}) is bool",
    "Int": f"type({{}}) is int and {-INT_LIMIT} <= value < {INT_LIMIT}",
}
"""Scalars written as they are, and when, as Python; ``{}`` takes the place of the value."""


class NotPlain(Exception):
    """A selection that the library has to walk."""


class NotSmooth(Exception):
    """A value the library has to report about."""


UNSMOOTH: Final = (
    NotSmooth,
    GraphQLError,
    Outside,
    Refusal,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


class Known(NamedTuple):
    """What is remembered about one selection. `nodes` keeps it alive, so that ids stay unique."""

    nodes: tuple[FieldNode, ...]
    variables: tuple[str, ...]
    shapes: dict[tuple[Any, ...], Shape | None]


class ShapingExecutor(StrawberryGraphQLCoreExecutionContext):
    """The library's executor, with compiled shapes for the plain parts."""

    _known: dict[tuple[int, ...], Known] = {}  # noqa: RUF012 - shared by all requests on purpose

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._here: dict[tuple[int, int], tuple[FieldDetailsList, Shape | None]] = {}

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """One object of an answer: by its shape, or by the library."""
        shape = self._shape_here(return_type, field_details_list)
        if shape is not None:
            try:
                return shape(result)
            except UNSMOOTH:
                pass  # the library does it again, and reports it
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )

    def complete_list_value(
        self,
        return_type: GraphQLList[GraphQLOutputType],
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """A list of objects: each by the one shape, or all of them by the library."""
        of = return_type.of_type
        item = of.of_type if isinstance(of, GraphQLNonNull) else None
        if (
            isinstance(item, GraphQLObjectType)
            and isinstance(result, list)
            and self.get_stream_usage(field_details_list, path) is None
        ):
            shape = self._shape_here(item, field_details_list)
            if shape is not None and None not in result:
                try:
                    return [shape(one) for one in result]
                except UNSMOOTH:
                    pass  # the library does it again, and reports it
        return super().complete_list_value(
            return_type, field_details_list, info, path, result, position_context
        )

    def shape_of_field(self, field: GraphQLField, asked: FieldNode) -> Shape:
        """What turns the value of a field into its part of the answer, or `NotPlain`."""
        if self.middleware_manager is not None and self.middleware_manager.middlewares:
            raise NotPlain
        return self._complete(field.type, [FieldDetails(asked, None)])

    def _shape_here(self, of: GraphQLObjectType, details: FieldDetailsList) -> Shape | None:
        """The shape of a selection in this request; looked up once for all rows of a list."""
        here = id(of), id(details)
        found = self._here.get(here)
        if found is None:
            found = self._here[here] = details, self._find(of, details)
        return found[1]

    def _find(self, of: GraphQLObjectType, details: FieldDetailsList) -> Shape | None:
        """The shape of a selection for the values its variables have now; compiled if new."""
        nodes = tuple(one.node for one in details)
        key = (id(of), *map(id, nodes))
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            below = (node.selection_set for node in nodes if node.selection_set is not None)
            names = {name for part in below for name in self._variables(part, set())}
            known = self._known[key] = Known(nodes, tuple(sorted(names)), {})
        coerced = self.variable_values.coerced
        values = tuple(coerced.get(name, Undefined) for name in known.variables)
        try:
            return known.shapes[values]
        except TypeError:  # a list or an input object: rare, and not worth remembering
            return None
        except KeyError:
            if len(known.shapes) >= REMEMBERED:
                known.shapes.clear()
            shape = known.shapes[values] = self._compile(of, details)
            return shape

    def _variables(self, node: Node, under_way: set[str]) -> Iterator[str]:
        """Names of the variables that a selection, its fragments and directives speak of."""
        if isinstance(node, VariableNode):
            yield node.name.value
        if isinstance(node, FragmentSpreadNode) and node.name.value not in under_way:
            under_way.add(node.name.value)
            yield from self._variables(self.fragment_definitions[node.name.value], under_way)
        for key in node.keys:
            part = getattr(node, key, None)
            for inner in part if isinstance(part, list | tuple) else (part,):
                if isinstance(inner, Node):
                    yield from self._variables(inner, under_way)

    def _compile(self, of: GraphQLObjectType, details: FieldDetailsList) -> Shape | None:
        if self.middleware_manager is not None and self.middleware_manager.middlewares:
            return None
        try:
            return self._object(of, details)
        except NotPlain:
            return None

    def _object(self, of: GraphQLObjectType, details: FieldDetailsList) -> Shape:
        if of.is_type_of is not None or any(
            one.defer_usage is not None or one.fragment_variable_values is not None
            for one in details
        ):
            raise NotPlain
        used: dict[str, Any] = {}
        written: list[str] = []
        for name, group in self.collect_subfields(of, details)[0].items():
            field_name = group[0].node.name.value
            if field_name == "__typename":
                written.append(f"{name!r}: {of.name!r}")
                continue
            field = of.fields.get(field_name)
            if field is None:
                raise NotPlain
            read, complete = f"read{len(written)}", f"complete{len(written)}"
            used[read] = self._reader(field, group)
            used[complete] = self._complete_or_null(field.type, group)
            written.append(f"{name!r}: {_written(field.type, read, complete)}")
        shape = _function(written, used)

        def kept(source: Any) -> dict[str, Any]:
            shapes: dict[Any, dict[str, Any]] = source.shapes
            if shape not in shapes:
                if len(shapes) >= KEPT:
                    shapes.clear()
                shapes[shape] = shape(source)
            return shapes[shape]

        # An object that is the same for everybody and for long keeps what was made of it.
        origin = getattr(of.extensions.get(DEFINITION), "origin", None)
        keeps = "shapes" in getattr(origin, "__dataclass_fields__", {})
        return kept if keeps else shape

    def _reader(self, field: GraphQLField, group: FieldDetailsList) -> Shape:
        """What resolves one field of an object, without the library around it."""
        defined = field.extensions.get(DEFINITION)
        if not isinstance(defined, StrawberryField) or defined.extensions:
            raise NotPlain
        resolver = defined.base_resolver
        if resolver is None:
            return attrgetter(defined.python_name)
        reserved = (resolver.info_parameter, resolver.root_parameter, resolver.parent_parameter)
        if resolver.is_async or any(reserved) or resolver.self_parameter is None:
            raise NotPlain
        method = cast("Shape", resolver.wrapped_func)
        if not defined.arguments:
            return method
        converter = self.schema._strawberry_schema.schema_converter  # type: ignore[attr-defined]  # noqa: SLF001
        arguments = convert_arguments(
            get_argument_values(field, group[0].node, self.variable_values),
            defined.arguments,
            scalar_registry=converter.scalar_registry,
            config=converter.config,
        )

        with_arguments = cast("Callable[..., Any]", method)

        def read(source: Any) -> Any:
            return with_arguments(source, **arguments)

        return read

    def _complete_or_null(self, of: GraphQLOutputType, group: FieldDetailsList) -> Shape:
        """The same for a field of an object; what may be null and is not plain has to be null.

        Most check-ins have no review, whose writer is looked up; those that have one are walked.
        """
        try:
            return self._complete(of, group)
        except NotPlain:
            if isinstance(of, GraphQLNonNull | GraphQLList):
                raise
            return _walked

    def _complete(self, of: GraphQLOutputType, group: FieldDetailsList) -> Shape:
        """What turns a resolved value into its part of the answer."""
        if isinstance(of, GraphQLNonNull):
            return self._present(of.of_type, group)
        complete = self._present(of, group)

        def nullable(value: Any) -> Any:
            return None if value is None else complete(value)

        return nullable

    def _present(self, of: GraphQLOutputType, group: FieldDetailsList) -> Shape:
        """The same for a value that must not be null."""
        if isinstance(of, GraphQLList):
            complete = self._complete(of.of_type, group)

            def listed(values: Any) -> list[Any]:
                if not isinstance(values, list | tuple):
                    raise NotSmooth
                return [complete(value) for value in values]

            return listed
        if isinstance(of, GraphQLObjectType):
            shape = self._object(of, group)

            def present(value: Any) -> Any:
                if value is None:
                    raise NotSmooth
                return shape(value)

            return present
        if is_leaf_type(of):
            return _leaf(of)
        raise NotPlain


def _walked(_value: Any) -> Any:
    raise NotSmooth


def _leaf(of: GraphQLLeafType) -> Shape:
    """What writes a scalar or a member of an enum; names of members are looked up once."""
    write = of.coerce_output_value

    def leaf(value: Any) -> Any:
        if value is None:
            raise NotSmooth
        written = write(value)
        if written is None or written is Undefined:
            raise NotSmooth
        return written

    def day(value: Any) -> Any:
        return value.isoformat() if type(value) is date else leaf(value)

    if isinstance(of, GraphQLEnumType):
        return _member(leaf)
    return day if of.name == "Date" else leaf


def _member(leaf: Shape) -> Shape:
    names: dict[enum.Enum, Any] = {}

    def member(value: Any) -> Any:
        if not isinstance(value, enum.Enum):
            return leaf(value)
        if value not in names:
            names[value] = leaf(value)
        return names[value]

    return member


def _written(of: GraphQLOutputType, read: str, complete: str) -> str:
    """One field of a shape as Python: values that are written as they are cost no call more."""
    inner = of.of_type if isinstance(of, GraphQLNonNull) else of
    passes = PASSES.get(inner.name) if isinstance(inner, GraphQLScalarType) else None
    value = f"value := {read}(source)"
    if isinstance(of, GraphQLNonNull):
        if passes is None:
            return f"{complete}({read}(source))"
        return f"value if {passes.format(value)} else {complete}(value)"
    either = "" if passes is None else f" or {passes.format('value')}"
    return f"value if ({value}) is None{either} else {complete}(value)"


def _function(written: list[str], used: dict[str, Any]) -> Shape:
    """A function made of fields written as Python. They hold names of the schema and of the
    document, which are letters, digits and underscores, and nothing a caller has sent besides."""
    code = compile(f"lambda source: {{{', '.join(written)}}}", "<shape>", "eval")
    return cast("Shape", eval(code, used))  # noqa: S307 - made here, of names alone
