"""What a command's digest is made of: the same bytes for the same input, for good.

A digest is kept as long as a command may be sent again. Were its bytes to change with a release,
a command sent before it and repeated after it would be refused as another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

from guanhu.audit.work import canonical


class Kind(Enum):
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Part:
    kind: Kind
    amount: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    idempotency_key: str
    record: UUID
    day: date
    at: datetime
    note: str
    parts: tuple[Part, ...]
    sure: bool


def told(key: str) -> Told:
    return Told(
        idempotency_key=key,
        record=UUID("0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000"),
        day=date(2026, 3, 2),
        at=datetime(2026, 3, 2, 1, 5, tzinfo=UTC),
        note='经过 "好"\n',
        parts=(Part(Kind.VISIT, None), Part(Kind.VISIT, 12)),
        sure=True,
    )


def test_the_bytes_of_a_commands_input_are_these() -> None:
    assert canonical(told("key-of-the-first")).decode() == (
        '{"at":"2026-03-02T01:05:00+00:00","day":"2026-03-02","note":"经过 \\"好\\"\\n",'
        '"parts":[{"amount":null,"kind":"visit"},{"amount":12,"kind":"visit"}],'
        '"record":"0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000","sure":true}'
    )


def test_the_key_is_no_part_of_it() -> None:
    assert canonical(told("key-of-the-first")) == canonical(told("key-of-another"))
