"""Papers issued and fetched through the doors."""

from __future__ import annotations

import io
from typing import Any

import httpx
from pypdf import PdfReader

from support.builders_decisions import a_decided_case
from support.stages import staged
from support.world import World

LEAVE = {
    "leave_kind": "leave", "destination": "某省平湖市", "from_day": "2026-07-08",
    "until": "2026-07-15", "reason": "探亲", "guardian_opinion": "同意", "address": "柳荫巷12号",
}  # fmt: skip
DECISION = {
    "defender": "赵某，云州某某律师事务所律师", "measures": "取保候审", "evidence": "书证、供述",
    "police_organ": "云州市公安局江南分局", "social_investigation": "家庭具备监护条件",
    "conditions": "每月提交思想汇报", "higher_office": "云州市人民检察院",
}  # fmt: skip


def blanks(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in values.items()]


def a_paper(case_id: str, kind: str = "LEAVE_APPROVAL", **overrides: Any) -> dict[str, Any]:
    """The input of ``issueDocument`` or ``previewDocument``: a leave, unless said otherwise."""
    given: dict[str, Any] = {"caseId": case_id, "kind": kind, "blanks": blanks(LEAVE)}
    return given | overrides


@staged
async def a_confirmed_case(world: World, officer: str = "li") -> tuple[str, str]:
    """Decided today, the printed end confirmed; the ids of case and decision."""
    case_id, decision_id = await a_decided_case(world, officer)
    page = await world.ask(
        officer, "caseFile", ("probation.endsOnDayBefore", "version"), id=case_id
    )
    await world.done(
        officer, "confirmPeriodEnd", caseId=case_id,
        printedEnd=page["probation"]["endsOnDayBefore"],
    )  # fmt: skip
    return case_id, decision_id


async def issued(world: World, officer: str, **given: Any) -> dict[str, Any]:
    """Issue a paper; the paper as the answer shows it."""
    done = await world.done(
        officer, "issueDocument",
        ("document.id", "document.number", "document.sha256", "document.path",
         "document.editablePath", "document.title", "document.templateVersion"),
        **given,
    )  # fmt: skip
    document: dict[str, Any] = done["document"]
    return document


async def fetch(world: World, handle: str | None, path: str) -> httpx.Response:
    headers = {} if handle is None else {"authorization": f"Bearer {world.token(handle)}"}
    return await world.http.get(path, headers=headers)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


async def preview(world: World, handle: str | None, **given: Any) -> dict[str, Any]:
    """Ask for a preview: its PDF in base64, the refusal, or the top-level error."""
    answer = await world.post(
        handle,
        "query P($input: PreviewDocumentInput!) { previewDocument(input: $input) { __typename"
        " ... on DocumentPreview { pdf } ... on Refused { code facts { name value }"
        " problems { path code } } } }",
        {"input": given},
    )
    if answer.get("errors"):
        return dict(answer["errors"][0]["extensions"])
    return dict(answer["data"]["previewDocument"])
