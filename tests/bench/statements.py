"""How many statements the caseload page really sends, counted at the driver."""

from __future__ import annotations

import asyncio

import httpx
from pydantic import SecretStr
from tests.bench.rows import PAGE_VARIABLES, Bench, token, trusted
from tests.support.sent import sent_by

from guanhu.main import create_app
from guanhu.plumbing.migrations import ROOT
from guanhu.product import assemble
from guanhu.settings import Settings

AROUND = ("BEGIN", "COMMIT")


def page_statements(bench: Bench) -> int:
    """Statements that read the page: all but BEGIN, which enters the two walls, and COMMIT."""
    return asyncio.run(_counted(bench))


async def _counted(bench: Bench) -> int:
    product = assemble(
        Settings(
            database_url=SecretStr(bench.url(bench.large)),
            keys_folder=bench.keys.folder,
            trusted_documents=ROOT / "graphql" / "trusted-documents.json",
        )
    )
    transport = httpx.ASGITransport(create_app(product))
    client = httpx.AsyncClient(transport=transport, base_url="http://bench")
    async with client, sent_by(product.database) as sent:
        answer = await client.post(
            "/graphql",
            json={"documentId": trusted("CaseList"), "variables": PAGE_VARIABLES},
            headers={"authorization": f"Bearer {token(bench, bench.large.officers[0])}"},
        )
    await product.database.close()
    assert len(answer.json()["data"]["caseFiles"]["items"]) == PAGE_VARIABLES["perPage"]
    return sum(not statement.startswith(AROUND) for statement in sent)
