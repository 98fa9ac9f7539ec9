"""When a non-prosecution takes effect (P-14, F-04)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guanhu.law.effect import effective_on
from support.law_vectors import vectors


@pytest.mark.parametrize("vector", vectors("sealing"))
def test_tc_t12_and_every_vector(vector: dict[str, Any]) -> None:
    assert effective_on(vector["signed"], vector["announced"]) == vector["effective"]


def test_a_signature_alone_has_no_effect() -> None:
    assert effective_on(date(2026, 11, 1), None) is None


def test_nothing_is_announced_before_it_is_signed() -> None:
    with pytest.raises(ValueError, match="before it is signed"):
        effective_on(date(2026, 11, 3), date(2026, 11, 2))
