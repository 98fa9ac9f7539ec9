"""Sealed files, and what is asked about them."""

from __future__ import annotations

from typing import Any

import psycopg

from support.builders_cases import an_intake
from support.builders_sealing import a_finished_case
from support.stages import staged
from support.world import World

IDENTITY = "330103200804020017"
"""The identity number of the sealed person of `a_sealed_line`."""

CASE_NUMBER = "杭检未〔2026〕封9号"

BANK: dict[str, Any] = {
    "applicantKind": "BANK", "applicant": "某银行云州分行", "receivedOn": "2026-10-09",
    "person": "林某某", "identityNumber": IDENTITY, "reason": "拟录用为柜员",
    "legalBasis": "该行员工录用管理办法", "scope": ["PROSECUTION"],
}  # fmt: skip
COURT: dict[str, Any] = BANK | {
    "applicantKind": "COURT", "applicant": "云州市中级人民法院",
    "handledCase": "（2026）云01刑初88号", "reason": "办理该人另案需查明前情",
    "legalBasis": "人民检察院刑事诉讼规则第四百八十六条",
    "scope": ["PROSECUTION", "HELP_AND_SUPERVISION"],
}  # fmt: skip


@staged
async def a_sealed_line(world: World) -> str:
    """The order of a file of li's, sealed on 2026-03-02; the clock then stands in October."""
    world.at("2026-03-02")
    world.person("li", "officer")
    world.person("wang", "officer")
    world.person("zhou", "supervisor")
    minor = an_intake()["minor"] | {"identityNumber": IDENTITY}
    case_id = await a_finished_case(world, caseNumber=CASE_NUMBER, minor=minor)
    sealed = await world.done("li", "sealCase", ("sealOrder.id",), caseId=case_id)
    world.at("2026-10-12")
    return str(sealed["sealOrder"]["id"])


async def a_query(world: World, who: str = "wang", **changes: Any) -> str:
    """A court's query about the sealed person, registered."""
    done = await world.done(who, "registerSealQuery", ("sealQuery.id",), **(COURT | changes))
    return str(done["sealQuery"]["id"])


async def a_permitted_query(world: World, order_id: str) -> str:
    """A court's query that zhou permitted, for the files of the prosecution."""
    query_id = await a_query(world)
    await world.done(
        "zhou", "decideSealQuery", queryId=query_id, verdict="PERMITTED", sealOrderId=order_id,
        scope=["PROSECUTION"], reason="系司法机关办案需要",
    )  # fmt: skip
    return query_id


def seen_rows(world: World, who: str, table: str) -> int:
    """How many rows of a table the database itself shows to somebody."""
    return len(as_app(world, who, f"SELECT id FROM {table}"))  # noqa: S608


def as_app(world: World, who: str, statement: str) -> list[Any]:
    """Run one statement as the application does, for somebody."""
    actor = world.actors[who]
    with psycopg.connect(world.product.database.url) as app:
        app.execute(
            "SELECT guanhu_enter(%s, %s, %s, %s, %s, %s)",
            [actor.session_id, actor.account_id, actor.role_name, actor.office_id,
             world.today, world.clock.now()],
        )  # fmt: skip
        return app.execute(statement.encode()).fetchall()
