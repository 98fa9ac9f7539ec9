"""Every version of every template there ever was; papers are issued with the latest."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guanhu.documents.facts import DocumentKind
from guanhu.documents.templates import (
    certificates_v1,
    decisions_v1,
    direct_v1,
    ending_v1,
    orders_v1,
    records_v1,
    supervision_v1,
)
from guanhu.documents.templates.template import Template

VERSIONS: Final = (
    *decisions_v1.TEMPLATES,
    *records_v1.TEMPLATES,
    *supervision_v1.TEMPLATES,
    *orders_v1.TEMPLATES,
    *ending_v1.TEMPLATES,
    *direct_v1.TEMPLATES,
    *certificates_v1.TEMPLATES,
)

ALL: Final[Mapping[tuple[DocumentKind, int], Template]] = MappingProxyType(
    {(template.kind, template.version): template for template in VERSIONS}
)
LATEST: Final[Mapping[DocumentKind, Template]] = MappingProxyType(
    {
        template.kind: template
        for template in sorted(VERSIONS, key=lambda template: template.version)
    }
)


def template_of(kind: str, version: int) -> Template:
    """The version a paper was made with; it is never taken out of the register."""
    return ALL[DocumentKind(kind), version]
