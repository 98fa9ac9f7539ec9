"""What a field note has to fulfil."""

from __future__ import annotations

from uuid import UUID, uuid4

from guanhu.checkins.facts import NoContactReason, Present
from guanhu.kernel.errors import InvalidInput
from guanhu.notes.rules import PartGiven, refuse_form

CASE = uuid4()


def a_part(
    case_id: UUID = CASE,
    *,
    reached: bool = True,
    why: NoContactReason | None = None,
    note: bool = True,
    present: tuple[Present, ...] = (),
) -> PartGiven:
    return PartGiven(case_id, reached, why, note, (("present", present),))


def problems(*parts: PartGiven, shared: bool = False) -> list[tuple[str, str]]:
    refusal = refuse_form(parts, has_shared=shared)
    if refusal is None:
        return []
    assert isinstance(refusal, InvalidInput)
    return [(each.path, each.code) for each in refusal.problems]


def test_every_contradiction_is_told_by_its_field() -> None:
    twice = (Present.MINOR, Present.MINOR)

    assert problems(a_part()) == []
    assert problems(a_part(note=False), a_part(uuid4(), note=False), shared=True) == []
    assert problems(
        a_part(reached=False),
        a_part(why=NoContactReason.REFUSED),
        a_part(uuid4(), note=False, present=twice),
    ) == [
        ("parts.0.noContactReason", "REQUIRED"),
        ("parts.1.caseId", "REPEATED"),
        ("parts.1.noContactReason", "CONTRADICTS_CONTACT_MADE"),
        ("parts.2.note", "REQUIRED"),
        ("parts.2.present", "REPEATED"),
    ]
    assert problems(a_part(), shared=True) == [("shared", "ONLY_OF_A_GROUP")]
