"""Put down what is found in one domain of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import NothingChanged
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.needs.facts import FindingContent, NeedsState
from guanhu.needs.form_versions import needs_forms
from guanhu.needs.repository import NeedsRepository
from guanhu.needs.rules import refuse_answers, refuse_not_draft
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAnswerPart:
    """The facts that one question of the form brought up."""

    question: str = words("Code of the question in the assessment's form.", at_most=40)
    text: str = words("What is the case, and how it is known.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNeedsFinding:
    """Write one domain: facts, apart from them what they mean, and a band."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assessment_id: UUID = item("The draft.")
    expected_version: int = number("The version last seen.", at_least=1, at_most=10**6)
    domain: NeedDomain = item("Which part of life.")
    band: NeedBand = item("How marked the need is; a band, never a score.")
    answers: tuple[NeedAnswerPart, ...] = items("Facts, by question.", at_most=20)
    analysis: str = words("What the worker makes of the facts.", at_most=4000, multiline=True)
    other_facts: str | None = words(
        "Facts that no question asked for.", at_most=2000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class WroteNeedsFinding:
    """The assessment and the finding."""

    needs_assessment: UUID
    finding_id: UUID


async def write_needs_finding(
    database: Database, clock: Clock, actor: Actor, command: WriteNeedsFinding
) -> WroteNeedsFinding:
    """Write a domain in place of what stood there.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion` (who changed what since), `NeedsNotDraft`,
    `InvalidInput` for an answer to a question the form does not ask, `NothingChanged`.
    """
    actor.require(Permission.NEEDS_WRITE)
    async with begin(database, clock, actor, command, WroteNeedsFinding) as work:
        if work.first_answer is not None:
            return work.first_answer
        needs = NeedsRepository(work)
        file, row = await needs.open(command.assessment_id, command.expected_version)
        refusal = refuse_not_draft(NeedsState(row.state)) or refuse_answers(
            needs_forms().form(row.form_version),
            command.domain,
            [answer.question for answer in command.answers],
            other_facts=command.other_facts is not None,
        )
        if refusal is not None:
            raise refusal
        content = FindingContent(
            band=command.band,
            answers={answer.question: answer.text.strip() for answer in command.answers},
            other_facts=None if command.other_facts is None else command.other_facts.strip(),
            analysis=command.analysis.strip(),
        )
        draft = (await needs.with_before(row.id))[-1]
        if any(
            finding.domain is command.domain and finding.content == content
            for finding in draft.findings
        ):
            raise NothingChanged
        finding_id = await needs.write(row, command.domain, content)
        work.record(
            "needs.finding_written", "needs_assessment", row.id,
            case_id=file.id, number=row.number, domain=command.domain.name,
            band=command.band.name,
        )  # fmt: skip
        return work.answer(WroteNeedsFinding(row.id, finding_id))
