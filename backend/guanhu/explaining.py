"""`guanhu explain`: a case's whole timetable, with the rule and the arithmetic of every date."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import click

from guanhu.access.actor import system_actor
from guanhu.api.gql.case_why import status_steps
from guanhu.api.gql.words import deadline_title, sentence
from guanhu.cases.clock import deadlines, period_of
from guanhu.cases.use_cases.explain_case import CaseExplained, SeveralCases, explain_case
from guanhu.kernel.basis import LegalBasis
from guanhu.kernel.errors import NotVisible
from guanhu.law.deadlines import Deadline, DeadlineKind
from guanhu.law.due_clock import probation_end
from guanhu.law.register import rule
from guanhu.law.rulebooks import rulebook
from guanhu.law.steps import step_sentence, value_text
from guanhu.law.why import fact_label, facts_used
from guanhu.product import assemble
from guanhu.running import read_settings

REASONS: dict[type[Exception], str] = {
    NotVisible: "no such case here, or it is sealed",
    SeveralCases: "several offices have a case with this number; give its identifier",
}


@click.command("explain")
@click.argument("case")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def explain(case: str, language: str) -> None:
    """Print the timetable of CASE (its identifier or its number) and what each date rests on.

    No names are printed. The reading is entered in the trail of the case's office.
    """
    try:
        explained = asyncio.run(_read(case))
    except (NotVisible, SeveralCases) as refused:
        raise click.ClickException(REASONS[type(refused)]) from refused
    for line in lines_of(explained, language):
        click.echo(line)


async def _read(case: str) -> CaseExplained:
    product = assemble(read_settings())
    try:
        return await explain_case(product.database, product.clock, system_actor(UUID(int=0)), case)
    finally:
        await product.database.close()


def lines_of(explained: CaseExplained, language: str) -> Iterator[str]:
    """The timetable, line by line; `language` is "zh" or "en"."""
    case, today = explained.case, explained.today

    def say(key: str, **parts: str) -> str:
        return sentence("explain", key, language).format(**parts)

    book = rulebook(case.milestones.rulebook)
    yield say("CASE", number=case.case_number, today=value_text(today, language))
    yield say("RULEBOOK", book=book.zh if language == "zh" else book.en, id=book.id)
    yield ""
    yield say("STATUS", status=sentence("statuses", case.status.name, language))
    yield _source(rule(explained.led_here.rule).basis, language)
    yield from _indented(status_steps(case, explained.led_here, language))
    due = deadlines(case.milestones, today)
    period = period_of(case.milestones)
    if period is not None:
        yield ""
        yield say(
            "PERIOD",
            starts=value_text(period.start, language),
            same_day=value_text(period.ends_same_day, language),
            day_before=value_text(period.ends_day_before, language),
        )
        if not any(deadline.what is DeadlineKind.PROBATION_END for deadline in due):
            yield from _reasons(probation_end(period, book), language)
    for deadline in due:
        yield ""
        yield _title(deadline, today, language)
        yield from _reasons(deadline, language)


def _title(deadline: Deadline, today: date, language: str) -> str:
    return sentence("explain", "DEADLINE", language).format(
        day=value_text(deadline.due_on, language),
        title=deadline_title(deadline, language),
        state=sentence("explain", deadline.state_on(today).name, language),
    )


def _reasons(deadline: Deadline, language: str) -> Iterator[str]:
    yield _source(deadline.basis, language)
    comma = "；" if language == "zh" else "; "
    colon = "" if language == "zh" else ":"
    facts = comma.join(
        f"{fact_label(name, language)}{colon} {value_text(value, language)}"
        for name, value in facts_used(deadline)
    )
    yield sentence("explain", "FACTS", language).format(facts=facts)
    yield from _indented(step_sentence(step, language) for step in deadline.steps)


def _source(basis: LegalBasis, language: str) -> str:
    return sentence("explain", "SOURCE", language).format(
        rule=basis.rule,
        article=basis.citation(language),
        code=basis.verification.name,
        label=basis.verification.label(language),
    )


def _indented(sentences: Iterator[str] | list[str]) -> Iterator[str]:
    yield from (f"  - {text}" for text in sentences)
