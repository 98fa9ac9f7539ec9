"""How large a document may be, fragments spread out: depth, aliases, and fields in all.

Each fragment is measured once, so that fragments nested in fragments cannot make the measuring
itself slow: three hundred fragments that spread the next one twice are 2^300 fields long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    validate,
)
from strawberry.extensions import SchemaExtension

MAX_DEPTH: Final = 12
MAX_ALIASES: Final = 15
MAX_FIELDS: Final = 2_000
MAX_TOKENS: Final = 4_000
MAX_SPREADS_IN_SPREADS: Final = 50
REMEMBERED: Final = 512


@dataclass(frozen=True, slots=True)
class Size:
    """Levels of fields, aliases, and fields; introspection counts fields only."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0


class Ruler:
    """Measures one document."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._measured: dict[str, Size] = {}
        self._under_way: set[str] = set()

    def measure(self, selections: SelectionSetNode | None) -> Size:
        """The size of a selection set with every fragment spread out."""
        depth = aliases = fields = 0
        for selection in () if selections is None else selections.selections:
            size = self._measure_one(selection)
            depth = max(depth, size.depth)
            aliases += size.aliases
            fields += size.fields
        return Size(depth, aliases, fields)

    def _measure_one(self, selection: Any) -> Size:
        if isinstance(selection, FieldNode):
            inner = self.measure(selection.selection_set)
            introspection = selection.name.value.startswith("__")
            return Size(
                0 if introspection else inner.depth + 1,
                inner.aliases + (selection.alias is not None),
                inner.fields + 1,
            )
        if isinstance(selection, InlineFragmentNode):
            return self.measure(selection.selection_set)
        assert isinstance(selection, FragmentSpreadNode)  # noqa: S101 - there is no fourth kind
        return self._measure_fragment(selection.name.value)

    def _measure_fragment(self, name: str) -> Size:
        known = self._measured.get(name)
        if known is not None:
            return known
        fragment = self._fragments.get(name)
        if fragment is None or name in self._under_way:
            return Size()  # unknown and circular fragments are refused by the standard rules
        if len(self._under_way) == MAX_SPREADS_IN_SPREADS:
            return Size(depth=MAX_DEPTH + 1)
        self._under_way.add(name)
        size = self.measure(fragment.selection_set)
        self._under_way.discard(name)
        self._measured[name] = size
        return size


def refuse_size(document: DocumentNode) -> list[GraphQLError]:
    """What is too large about the operations of a document."""
    ruler = Ruler(document)
    errors = []
    for operation in document.definitions:
        if not isinstance(operation, OperationDefinitionNode):
            continue
        size = ruler.measure(operation.selection_set)
        for found, most, what in (
            (size.depth, MAX_DEPTH, "levels"),
            (size.aliases, MAX_ALIASES, "aliases"),
            (size.fields, MAX_FIELDS, "fields"),
        ):
            if found > most:
                told = {"code": "DOCUMENT_TOO_LARGE"}
                message = f"more than {most} {what}"
                errors.append(GraphQLError(message, operation, extensions=told))
    return errors


class Same:
    """A document known again by itself: its own hash goes through all of it, at every request."""

    def __init__(self, document: DocumentNode) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.document is other.document


@lru_cache(REMEMBERED)
def validated(
    schema: GraphQLSchema, same: Same, rules: tuple[type[ASTValidationRule], ...]
) -> list[GraphQLError]:
    """Every error of a document: of its size, else by the rules, which need not be quick."""
    return refuse_size(same.document) or validate(schema, same.document, rules)


class Validation(SchemaExtension):
    """Validates each document once, after measuring it."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        assert context.graphql_document is not None  # noqa: S101 - it was parsed before
        context.pre_execution_errors = validated(
            context.schema._schema,  # noqa: SLF001 - as the library's own cache does
            Same(context.graphql_document),
            context.validation_rules,
        )
        yield
