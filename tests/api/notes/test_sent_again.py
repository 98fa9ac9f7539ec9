"""S55: what a device sends again is the same note only where it is about the same people."""

from __future__ import annotations

from support.builders_cases import a_case
from support.builders_notes import a_note, a_part
from support.world import World


async def test_s55_the_same_words_about_other_people_are_another_note(world: World) -> None:
    world.at("2026-03-01T08:00")
    first, second, third = [await a_case(world) for _ in range(3)]
    world.at("2026-03-02")
    queued = a_note(a_part(first), a_part(second))
    done = await world.done("li", "recordFieldNote", **queued)
    before = world.counts() | {"idempotency_keys": 0}

    for people in ((first,), (second,), (first, second, third), (first, third)):
        parts = [a_part(each) for each in people]
        answer = await world.do("li", "recordFieldNote", **(queued | {"parts": parts}))
        assert answer["code"] == "IDEMPOTENCY_KEY_REUSED", len(people)
    # In another order they are the same people.
    turned = queued | {"parts": [a_part(second), a_part(first)]}
    again = await world.done("li", "recordFieldNote", **turned)

    assert again["noteIds"] == done["noteIds"][::-1]
    assert world.counts() | {"idempotency_keys": 0} == before
