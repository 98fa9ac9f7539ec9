"""Whom the catalogue meets, and what is credited."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from guanhu.education.errors import CreditTooHigh, NoCreditNeedsReason, NothingToCredit
from guanhu.education.facts import AssignmentSeen, AssignmentStatus
from guanhu.education.module_catalogue import modules
from guanhu.education.rules import credit
from guanhu.law.roles_in_chain import ChainRole

TODAY = date(2026, 3, 2)


def test_every_role_meets_a_module_beyond_the_law_itself() -> None:
    met = {
        role
        for module in modules().offered(TODAY)
        if module.code != "THE_LAW"
        for role in module.roles
    }

    assert met | {ChainRole.TOOL_SUPPLIER} == set(ChainRole)


def an_assignment(*, with_condition: bool) -> AssignmentSeen:
    return AssignmentSeen(
        id=uuid4(), case_id=uuid4(), module_code="TWO_CARDS", module_version=1,
        condition_id=uuid4() if with_condition else None, due_on=TODAY,
        status=AssignmentStatus.ASSIGNED, reason=None, assigned_by=uuid4(), completed_on=None,
        minutes=None, how=None, credited_minutes=None, no_credit_reason=None, note=None,
        completed_by=None, withdrawal_reason=None,
    )  # fmt: skip


def test_credit() -> None:
    with_one, without = an_assignment(with_condition=True), an_assignment(with_condition=False)

    assert credit(with_one, minutes=60, wanted=None, reason=None) == 60
    assert credit(with_one, minutes=60, wanted=20, reason=None) == 20
    assert credit(with_one, minutes=60, wanted=60, reason=None) == 60
    assert credit(with_one, minutes=60, wanted=0, reason="无关") == 0
    assert credit(without, minutes=60, wanted=None, reason=None) is None
    assert isinstance(credit(with_one, minutes=60, wanted=61, reason=None), CreditTooHigh)
    assert isinstance(credit(with_one, minutes=60, wanted=0, reason=None), NoCreditNeedsReason)
    assert isinstance(credit(without, minutes=60, wanted=0, reason="无关"), NothingToCredit)
