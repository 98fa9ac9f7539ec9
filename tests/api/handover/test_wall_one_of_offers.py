"""Wall one by itself: an offered file is seen where nothing can be written (S59)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from support.builders_cases import a_case
from support.world import World

if TYPE_CHECKING:
    from guanhu.audit.work import Look


def seen_by(world: World, who: str, *, sees_offered: bool) -> int:
    """How many files the condition lets through, asked past the database's own wall."""
    look = cast("Look", SimpleNamespace(actor=world.actors[who], sees_offered=sees_offered))
    asked = select(CaseFileRow.id).where(visible(look))
    text = asked.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})  # type: ignore[no-untyped-call]
    return len(world.sql(str(text).replace("%", "%%")))


async def test_s59_the_condition_opens_an_offer_to_a_reader_and_to_no_writer(world: World) -> None:
    case_id = await a_case(world)
    for who in ("chen", "qian"):
        world.person(who, "officer")
    offer = {"caseIds": [case_id], "toAccountId": str(world.actors["chen"].account_id)}
    made = await world.done(
        "li", "offerTransfers", ("outcomes.transferId",), **offer, reason="调岗"
    )

    for who, reading, writing in (("li", 1, 1), ("chen", 1, 0), ("qian", 0, 0)):
        assert seen_by(world, who, sees_offered=True) == reading, who
        assert seen_by(world, who, sees_offered=False) == writing, who
    world.sql("UPDATE case_files SET status = 'sealed'")
    assert seen_by(world, "chen", sees_offered=True) == 0
    world.sql("UPDATE case_files SET status = 'received'")
    await world.done("li", "withdrawTransfer", transferId=made["outcomes"][0]["transferId"])
    assert seen_by(world, "chen", sees_offered=True) == 0
