"""What may be done with a needs assessment. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guanhu.kernel.errors import InvalidInput, NothingChanged, Problem, Refusal
from guanhu.law.need_domains import NeedDomain
from guanhu.needs.errors import (
    AmendmentNeedsReason,
    NeedsIncomplete,
    NeedsNotDraft,
    OwnViewMissing,
)
from guanhu.needs.facts import (
    AssessmentSeen,
    ChangedPart,
    FindingContent,
    NeedChange,
    NeedsForm,
    NeedsState,
    Teller,
)


def refuse_not_draft(state: NeedsState) -> Refusal | None:
    """A completed assessment is never written in again; a new one amends it."""
    return None if state is NeedsState.DRAFT else NeedsNotDraft(state=state)


def refuse_answers(
    form: NeedsForm, domain: NeedDomain, codes: Sequence[str], *, other_facts: bool
) -> Refusal | None:
    """Answers are to questions of the assessment's own form, each once; some fact there must be."""
    asked = {question.code for question in form.questions[domain]}
    problems = [
        Problem(f"answers.{index}.question", "UNKNOWN" if code not in asked else "REPEATED")
        for index, code in enumerate(codes)
        if code not in asked or code in codes[:index]
    ]
    if not codes and not other_facts:
        problems.append(Problem("answers", "REQUIRED"))
    return InvalidInput(problems) if problems else None


def refuse_completion(
    draft: AssessmentSeen, before: AssessmentSeen | None, reason: str | None
) -> Refusal | None:
    """Say why an assessment is not complete, or None (scenario S26 for one that amends)."""
    found = {finding.domain for finding in draft.findings}
    missing = tuple(domain for domain in NeedDomain if domain not in found)
    if missing:
        return NeedsIncomplete(missing=missing)
    heard = {view.teller for view in draft.views} | set(draft.not_heard)
    silent = tuple(teller for teller in Teller if teller not in heard)
    if silent:
        return OwnViewMissing(missing=silent)
    if before is None:
        return None
    if not changes(before, draft):
        return NothingChanged()
    return AmendmentNeedsReason() if reason is None else None


def carried(content: FindingContent, domain: NeedDomain, form: NeedsForm) -> FindingContent:
    """A finding in another version of the form: answers to what it still asks.

    The rest stays where it was given, in the assessment before and in its form.
    """
    asked = {question.code for question in form.questions[domain]}
    kept = {code: text for code, text in content.answers.items() if code in asked}
    return FindingContent(content.band, kept, content.other_facts, content.analysis)


def changes(old: AssessmentSeen, new: AssessmentSeen) -> list[NeedChange]:
    """What differs between an assessment and the one that amends it, domain by domain."""
    return [*_findings(old, new), *_views(old, new), *_silence(old, new)]


def _findings(old: AssessmentSeen, new: AssessmentSeen) -> Iterator[NeedChange]:
    before = {finding.domain: finding.content for finding in old.findings}
    after = {finding.domain: finding.content for finding in new.findings}
    for domain in NeedDomain:
        was, now = before.get(domain), after.get(domain)
        if was != now:
            yield from _contents(domain, was, now)


def _contents(
    domain: NeedDomain, was: FindingContent | None, now: FindingContent | None
) -> Iterator[NeedChange]:
    def change(
        part: ChangedPart, old: str | None, new: str | None, question: str | None = None
    ) -> Iterator[NeedChange]:
        if old != new:
            yield NeedChange(domain, part, question, None, old, new)

    yield from change(
        ChangedPart.BAND,
        None if was is None else was.band.name,
        None if now is None else now.band.name,
    )
    answered, answers = ({} if each is None else each.answers for each in (was, now))
    for code in dict.fromkeys([*answered, *answers]):
        yield from change(ChangedPart.ANSWER, answered.get(code), answers.get(code), code)
    yield from change(
        ChangedPart.OTHER_FACTS,
        None if was is None else was.other_facts,
        None if now is None else now.other_facts,
    )
    yield from change(
        ChangedPart.ANALYSIS,
        None if was is None else was.analysis,
        None if now is None else now.analysis,
    )


def _views(old: AssessmentSeen, new: AssessmentSeen) -> Iterator[NeedChange]:
    """Own views are only ever added to."""
    known = {view.lineage_id for view in old.views}
    for view in new.views:
        if view.lineage_id not in known:
            yield NeedChange(view.domain, ChangedPart.OWN_VIEW, None, view.teller, None, view.text)


def _silence(old: AssessmentSeen, new: AssessmentSeen) -> Iterator[NeedChange]:
    for teller in Teller:
        was, now = old.not_heard.get(teller), new.not_heard.get(teller)
        if was != now:
            yield NeedChange(None, ChangedPart.NOT_HEARD, None, teller, was, now)
