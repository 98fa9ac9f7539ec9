"""Servers that die under load: each answers for many at once and is killed at a statement.

Started once, so that what every server needs is loaded once. For each line of JSON on standard
input (`now`, `settings`, `actor`, `work`, `dies_at`) a process is forked that sends the answers of
`work` through the whole API, each attempt's in order and all attempts at once, and kills itself
before its `dies_at`-th statement. What was acknowledged goes to standard output line by line, past
every buffer, as ``key identifier``; ``= killed`` or ``= 0`` tells how it ended.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import orjson
from asyncpg import Connection
from sqlalchemy import event
from sqlalchemy.orm import configure_mappers

from guanhu import registry
from guanhu.kernel.clock import FixedClock
from guanhu.main import create_app
from guanhu.product import Product, assemble
from guanhu.settings import Settings

ANSWER = """mutation($input: AnswerQuestionInput!) { answerQuestion(input: $input) { __typename
  ... on AnswerQuestionSuccess { givenAnswer { id } } ... on Refused { code } } }"""


def assembled(asked: dict[str, Any]) -> tuple[Product, Any]:
    """The product and its door, before any process of it; nothing is connected yet."""
    clock = FixedClock(datetime.fromisoformat(asked["now"]))
    product = assemble(Settings(**asked["settings"]), clock)
    return product, create_app(product)


async def serve(product: Product, app: Any, asked: dict[str, Any]) -> None:
    clock = product.clock
    who = asked["actor"]
    token, _ = product.tokens.issue(
        account_id=UUID(who["account"]), session_id=UUID(who["session"]),
        office_id=UUID(who["office"]), role=who["role"], now=clock.now(),
    )  # fmt: skip
    steps = itertools.count(1)

    def step(*_: object) -> None:
        if next(steps) == asked["dies_at"]:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(send: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def stepped(*args: Any, **options: Any) -> Any:
            step()
            return await send(*args, **options)

        return stepped

    event.listen(product.database.engine.sync_engine, "before_cursor_execute", step)
    setattr(Connection, "fetch", stepping(Connection.fetch))  # noqa: B010 - typed as fixed
    setattr(Connection, "execute", stepping(Connection.execute))  # noqa: B010
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:

        async def answer(inputs: list[dict[str, Any]]) -> None:
            for given in inputs:
                answered = await http.post(
                    "/graphql",
                    json={"query": ANSWER, "variables": {"input": given}},
                    headers={"authorization": f"Bearer {token}"},
                )
                told = answered.json()["data"]["answerQuestion"]
                line = f"{given['idempotencyKey']} {told['givenAnswer']['id']}\n"
                os.write(1, line.encode())

        await asyncio.gather(*(answer(inputs) for inputs in asked["work"]))


def main() -> None:
    registry.load()
    configure_mappers()
    door: tuple[Product, Any] | None = None
    for line in sys.stdin.buffer:
        door = door or assembled(orjson.loads(line))
        gc.collect()
        gc.freeze()
        child = os.fork()
        if child == 0:
            asyncio.run(serve(*door, orjson.loads(line)))
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        ended = "killed" if killed else str(os.waitstatus_to_exitcode(status))
        os.write(1, f"= {ended}\n".encode())


if __name__ == "__main__":
    main()
