"""Outcome reviews in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase, gate, once
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.decision_records import Decision
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import refusal_sentence
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.checkins.gate_facts import TO_DO
from guanhu.decisions.gate_facts import OPINIONS
from guanhu.incidents.gate_facts import INCIDENTS
from guanhu.plans.wording import sentence as condition_sentence
from guanhu.reviews import facts
from guanhu.reviews.errors import (
    MissedNotReviewed,
)
from guanhu.reviews.gate_facts import REVIEW
from guanhu.reviews.gates import reasons
from guanhu.reviews.rules import refuse_ending
from guanhu.reviews.use_cases.approve_outcome_review import approve_outcome_review
from guanhu.reviews.use_cases.draft_outcome_review import draft_outcome_review
from guanhu.reviews.use_cases.rate_outcome import rate_outcome
from guanhu.reviews.use_cases.read_outcome_review import (
    find_outcome_review,
    read_final_decision,
    read_outcome_review,
    read_review_head,
)
from guanhu.reviews.use_cases.record_evaluation import record_evaluation
from guanhu.reviews.use_cases.return_outcome_review import return_outcome_review
from guanhu.reviews.use_cases.submit_outcome_review import submit_outcome_review

ReviewState = enum_type(facts.ReviewState)
OutcomeProposal = enum_type(facts.OutcomeProposal)
RatingSubject = enum_type(facts.RatingSubject)
Rating = enum_type(facts.Rating)
Evaluator = enum_type(facts.Evaluator)


@strawberry.type(description="What the record says: counts and dates, nothing judged.")
class AssembledRecord:
    """Wraps an assembled record."""

    seen: strawberry.Private[facts.Assembled]

    @strawberry.field(description="Check-ins with human contact.")
    def check_ins_kept(self) -> int:
        return self.seen.check_ins_kept

    @strawberry.field(description="Those of them that came after their window.")
    def check_ins_late(self) -> int:
        return self.seen.check_ins_late

    @strawberry.field(description="Check-ins at which nobody was reached.")
    def check_ins_without_contact(self) -> int:
        return self.seen.check_ins_without_contact

    @strawberry.field(description="Missed check-ins, reviewed or not.")
    def check_ins_missed(self) -> int:
        return self.seen.check_ins_missed

    @strawberry.field(description="Missed check-ins nobody has looked into yet.")
    def missed_unreviewed(self) -> int:
        return self.seen.missed_unreviewed

    @strawberry.field(description="Check-ins excused in advance.")
    def check_ins_excused(self) -> int:
        return self.seen.check_ins_excused

    @strawberry.field(description="Self-reports, which add to human contact.")
    def self_reports(self) -> int:
        return self.seen.self_reports

    @strawberry.field(description="Education modules assigned and not withdrawn.")
    def modules_assigned(self) -> int:
        return self.seen.modules_assigned

    @strawberry.field(description="Education modules completed.")
    def modules_done(self) -> int:
        return self.seen.modules_done

    @strawberry.field(description="Conditions of the plan in force, statutory duties included.")
    def conditions_count(self) -> int:
        return self.seen.conditions_count

    @strawberry.field(description="Goals of the plan in force.")
    def goals_count(self) -> int:
        return self.seen.goals_count

    @strawberry.field(description="Goals marked as reached.")
    def goals_done(self) -> int:
        return self.seen.goals_done

    @strawberry.field(description="First day of the period.")
    def starts_on(self) -> date | None:
        return self.seen.starts_on

    @strawberry.field(description="Last day of the period by the later reading.")
    def ends_on(self) -> date | None:
        return self.seen.ends_on

    @strawberry.field(description="Day on which the decision was announced.")
    def announced_on(self) -> date | None:
        return self.seen.announced_on


@strawberry.type(description="How one condition, duty or goal went.")
class ReviewRating:
    """Wraps a rating."""

    seen: strawberry.Private[facts.RatingSeen]

    @strawberry.field(description="Condition, statutory duty, or goal.")
    def subject_kind(self) -> RatingSubject:  # type: ignore[valid-type]
        return self.seen.subject.kind

    @strawberry.field(description="The condition or goal of the plan in force.")
    def subject_id(self) -> UUID:
        return self.seen.subject.id

    @strawberry.field(description="The condition as a sentence, or the goal as it was written.")
    def label(self, language: LanguageArgument = Language.ZH) -> str:
        return label_of(self.seen.subject, language)

    @strawberry.field(description="The rating; null while it is missing.")
    def rating(self) -> Rating | None:  # type: ignore[valid-type]
        return self.seen.rating

    @strawberry.field(description="What the rating rests on.")
    def evidence(self) -> str | None:
        return self.seen.evidence


@strawberry.type(description="How somebody outside the office sees the young person's time.")
class Evaluation:
    """Wraps an evaluation."""

    seen: strawberry.Private[facts.EvaluationSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Whose view it is.")
    def by(self) -> Evaluator:  # type: ignore[valid-type]
        return self.seen.by

    @strawberry.field(description="The evaluation.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="When it was written down.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at

    @strawberry.field(description="Who wrote it down.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="Why an opinion was sent back.")
class OutcomeFeedback:
    """Wraps feedback."""

    seen: strawberry.Private[facts.OutcomeFeedback]

    @strawberry.field(description="The feedback.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="When it was written.")
    def at(self) -> datetime:
        return self.seen.at

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.by)


@strawberry.type(description="Something that is still missing before the end.")
class MissingItem:
    """A code, and what it is about."""

    code: str = strawberry.field(description="Stable code, e.g. RATING_MISSING.")
    subject: strawberry.Private[facts.Subject | None] = None

    @strawberry.field(description="What is missing, in words.")
    def label(self, language: LanguageArgument = Language.ZH) -> str:
        if self.subject is None:
            return refusal_sentence(self.code, language.value)
        return label_of(self.subject, language)


@strawberry.type(description="The outcome review of a file.")
class OutcomeReview:
    """Wraps a review."""

    seen: strawberry.Private[facts.OutcomeReviewSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="Where it stands.")
    def state(self) -> ReviewState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Version, for commands that edit it.")
    def version(self) -> int:
        return self.seen.version

    @strawberry.field(description="What the record says; once submitted, as it was then.")
    def assembled(self) -> AssembledRecord:
        return AssembledRecord(seen=self.seen.assembled)

    @strawberry.field(description="Every condition, duty and goal, rated or not.")
    def ratings(self) -> list[ReviewRating]:
        return [ReviewRating(seen=rating) for rating in self.seen.ratings]

    @strawberry.field(description="Views from outside the office, the first one first.")
    def evaluations(self) -> list[Evaluation]:
        return [Evaluation(seen=evaluation) for evaluation in self.seen.evaluations]

    @strawberry.field(description="What was last proposed; for the prosecution only.")
    def proposal(self) -> OutcomeProposal | None:  # type: ignore[valid-type]
        return self.seen.proposal

    @strawberry.field(description="The reasons given with it.")
    def reasons(self) -> str | None:
        return self.seen.reasons

    @strawberry.field(description="Who drafted it or submitted it last.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="Who approved it.")
    async def approver(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.approver_id)

    @strawberry.field(description="Why it was sent back, every time, the first one first.")
    def feedback(self) -> list[OutcomeFeedback]:
        return [OutcomeFeedback(seen=each) for each in self.seen.feedback]

    @strawberry.field(description="What still stands before the final decision.")
    def missing(self) -> list[MissingItem]:
        found = [MissingItem(code="RATING_MISSING", subject=each) for each in self.seen.unrated]
        if self.seen.assembled.missed_unreviewed:
            found.append(MissingItem(code=MissedNotReviewed.code))
        if self.seen.final_refusal is not None:
            found.append(MissingItem(code=self.seen.final_refusal))
        return found

    @strawberry.field(description="The outcome the law prescribes without a revocation ground.")
    def default_outcome(self) -> OutcomeProposal:  # type: ignore[valid-type]
        return facts.DEFAULT_OUTCOME

    @strawberry.field(description="The rule the default outcome rests on.")
    def default_outcome_basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("P-10")


@strawberry.type(description="The outcome review of a case file.")
class CaseReviewsPart(CaseBase):
    """What the reviews room adds to the case page."""

    @strawberry.field(description="The outcome review, once begun.")
    async def outcome_review(self, info: Info) -> OutcomeReview | None:
        found = await _review_of(info.context, self.page.case.id)
        return None if found is None else OutcomeReview(seen=found)


@gate(Permission.REVIEW_READ, REVIEW, TO_DO, OPINIONS, INCIDENTS)
def refused_review_actions(asked: Asked) -> Iterable[Gate]:
    """Why the outcome review cannot be begun, submitted, returned or approved now."""
    review = asked[REVIEW]
    final = None
    if review is not None:
        dates = asked.page.case.milestones
        final = refuse_ending(dates, asked[OPINIONS], asked[INCIDENTS], asked.today)
    missed = asked[TO_DO].missed_contacts
    return reasons(review, missed, final, asked.actor.account_id)


def label_of(subject: facts.Subject, language: Language) -> str:
    """A subject in words."""
    if subject.condition is not None:
        return condition_sentence(subject.condition, language.value, every_days=subject.every_days)
    assert subject.goal is not None  # noqa: S101 - a subject is one or the other
    return subject.goal.text


async def load_review(context: Context, review_id: UUID) -> OutcomeReview:
    """A review for an answer."""
    return OutcomeReview(
        seen=await read_outcome_review(context.database, context.clock, context.actor, review_id)
    )


async def _review_of(context: Context, case_id: UUID) -> facts.OutcomeReviewSeen | None:
    actor = context.actor
    if not (actor.may(Permission.REVIEW_READ) or actor.may(Permission.REVIEW_EVALUATE)):
        return None

    async def load() -> facts.OutcomeReviewSeen | None:
        return await find_outcome_review(context.database, context.clock, actor, case_id)

    found: facts.OutcomeReviewSeen | None = await once(context, ("outcome_review", case_id), load)
    return found


async def load_decision(context: Context, decision_id: UUID) -> Decision:
    """The final decision for an answer."""
    return Decision(
        seen=await read_final_decision(context.database, context.clock, context.actor, decision_id)
    )


record("decision", Decision, load_decision, "The final decision.")
record(
    "review", OutcomeReview, load_review, "The outcome review as it stands now.", read_review_head
)

MUTATIONS = (
    (draft_outcome_review, "Begin the outcome review of a file."),
    (rate_outcome, "Rate how a condition, a duty or a goal went."),
    (record_evaluation, "Write down how guardian, school or social worker see it."),
    (submit_outcome_review, "Give the opinion after the period has ended."),
    (return_outcome_review, "Send an opinion back with feedback."),
    (approve_outcome_review, "Approve the opinion and issue the final decision."),
)
