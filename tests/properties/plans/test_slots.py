"""The blanks of a condition, whatever is written into them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import CatalogueEntry
from guanhu.plans.slots import check_slots, shown_slots

TODAY = date(2026, 3, 2)


def entry(code: str) -> CatalogueEntry:
    found = conditions().find_offered(code, TODAY)
    assert found is not None
    return found


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=140)), max_size=6))
def test_whatever_is_written_is_answered_with_problems_or_shown(
    given: list[tuple[str, str]],
) -> None:
    values, found = check_slots(entry("PUBLIC_WORK"), given, today=TODAY, last_day=None)

    if not found:
        assert set(shown_slots(entry("PUBLIC_WORK"), values, "zh")) == {"hours", "place", "until"}
