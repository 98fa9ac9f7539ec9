"""How many statements the caseload page really sends, counted at the driver."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from pydantic import SecretStr
from sqlalchemy import event

from guanhu.main import assemble, create_app
from guanhu.plumbing.migrations import ROOT
from guanhu.settings import Settings
from tests.bench.rows import PAGE_VARIABLES, Bench, token, trusted


def page_statements(bench: Bench) -> int:
    """Statements that read the page: all but the one that enters the two walls."""
    return asyncio.run(_counted(bench))


async def _counted(bench: Bench) -> int:
    product = assemble(
        Settings(
            database_url=SecretStr(bench.url(bench.large)),
            keys_folder=bench.keys.folder,
            trusted_documents=ROOT / "graphql" / "trusted-documents.json",
        )
    )
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(product.database.engine.sync_engine, "before_cursor_execute", note)
    transport = httpx.ASGITransport(create_app(product))
    async with httpx.AsyncClient(transport=transport, base_url="http://bench") as client:
        answer = await client.post(
            "/graphql",
            json={"documentId": trusted("CaseList"), "variables": PAGE_VARIABLES},
            headers={"authorization": f"Bearer {token(bench, bench.large.officers[0])}"},
        )
    await product.database.close()
    assert len(answer.json()["data"]["caseFiles"]["items"]) == PAGE_VARIABLES["perPage"]
    return sum("guanhu_enter" not in statement for statement in sent)
