"""A snapshot from the records of every room: only what the paper of this kind reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.circumstances import CircumstancesRepository
from guanhu.cases.clock import period_of
from guanhu.cases.facts import CaseSeen
from guanhu.cases.states import CaseAction, possible_actions
from guanhu.decisions.facts import (
    DIRECT,
    WITHOUT_RETURN,
    DecisionKind,
    DecisionSeen,
    ProposalState,
)
from guanhu.decisions.repository import DecisionRepository
from guanhu.documents import snapshot as say
from guanhu.documents.errors import DocumentPartMissing, DocumentSourceWrong
from guanhu.documents.facts import DocumentKind, Source
from guanhu.documents.repository import DocumentRepository
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates.template import Part, Template
from guanhu.eligibility.repository import ScreeningRepository
from guanhu.identity.directory import Directory
from guanhu.incidents.facts import CRIMES, IncidentState
from guanhu.incidents.repository import IncidentRepository
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.law.offences import offence
from guanhu.law.periods import ProbationPeriod, probation_period
from guanhu.law.rulebooks import rulebook
from guanhu.papers.parts import incident_part, opinion_part, plan_part, rating_part
from guanhu.papers.repository import PapersRepository
from guanhu.papers.words import REMORSE, SEXES
from guanhu.people.repository import PeopleRepository
from guanhu.plans.repository import PlanRepository
from guanhu.reviews.facts import ReviewState
from guanhu.reviews.repository import ReviewRepository

PAPER_OF = {
    DecisionKind.CONDITIONAL_NON_PROSECUTION: DocumentKind.CONDITIONAL_DECISION,
    DecisionKind.FINAL_NON_PROSECUTION: DocumentKind.FINAL_DECISION,
    DecisionKind.REVOCATION: DocumentKind.REVOCATION,
    **dict.fromkeys(DIRECT, DocumentKind.DIRECT_DECISION),
}
"""The paper whose number stands where a decision is cited."""

DECISIONS = (
    (Part.CONDITIONAL, frozenset({DecisionKind.CONDITIONAL_NON_PROSECUTION})),
    (Part.FINAL, frozenset({DecisionKind.FINAL_NON_PROSECUTION})),
    (Part.DIRECT, DIRECT),
    (Part.NOT_PROSECUTED, WITHOUT_RETURN),
)
NO_VICTIM_NOTICE = DIRECT | {DecisionKind.REVOCATION}
"""What the notice to the victim is not about; a direct decision tells the victim itself (D-14)."""

AS_DECIDED = {
    DocumentKind.CONDITIONAL_DECISION,
    DocumentKind.VICTIM_NOTICE,
    DocumentKind.ANNOUNCEMENT_RECORD,
}
"""Papers that print the period of the decision, whatever it was changed to later."""


class Gathering:
    """One snapshot in the making. Everything is read as the actor of `look` sees it."""

    def __init__(self, look: Look, case: CaseSeen, template: Template) -> None:
        self._look = look
        self._case = case
        self._template = template
        self._decisions: tuple[DecisionSeen, ...] = ()
        self._parts: dict[str, Any] = {}

    async def snapshot(self, blanks: Sequence[tuple[str, str]], source_id: UUID | None) -> Snapshot:
        """Everything but the number; raises `DocumentPartMissing`, `DocumentSourceWrong`.

        `NotVisible` for a source that is not of this case, `InvalidInput` for none where one is
        needed, or one where none is.
        """
        if (source_id is None) is not (self._template.source is None):
            code = "REQUIRED" if source_id is None else "UNKNOWN"
            raise InvalidInput([Problem("sourceId", code)])
        self._decisions = await DecisionRepository(self._look).decisions(self._case.id)
        await self._read_source(source_id)
        await self._read_parts()
        office, higher = await PapersRepository(self._look).office()
        officer = await Directory(self._look).find(self._case.officer_id)
        facts = self._case.milestones
        return Snapshot(
            kind=self._template.kind.value,
            template_version=self._template.version,
            office=office,
            higher_office=higher,
            issued_on=self._look.today,
            case_number=self._case.case_number,
            officer="" if officer is None else officer.display_name or "",
            minor=await self._minor(),
            guardians=await PapersRepository(self._look).guardians(self._case.minor_id),
            received_on=facts.received_on,
            has_victim=facts.has_victim,
            has_defender=facts.has_defender,
            blanks=tuple(sorted((name, value.strip()) for name, value in blanks if value.strip())),
            **self._parts,
        )

    # -- what is named with the command -------------------------------------------------------

    async def _read_source(self, source_id: UUID | None) -> None:
        match self._template.source:
            case Source.DECISION:
                decision = self._one(source_id)
                told = self._template.kind is DocumentKind.VICTIM_NOTICE
                if decision.kind not in PAPER_OF or (told and decision.kind in NO_VICTIM_NOTICE):
                    raise DocumentSourceWrong(kind=self._template.kind)
                await self._use(decision)
            case Source.SERVICE:
                await self._read_service(source_id)
            case Source.OPINION:
                await self._read_opinion(source_id)
            case Source.PERIOD_CHANGE:
                await self._read_change(source_id)
            case Source.INCIDENT:
                await self._read_incident(source_id)
            case None:
                return

    def _one(self, decision_id: UUID | None) -> DecisionSeen:
        found = next((each for each in self._decisions if each.id == decision_id), None)
        if found is None:
            raise NotVisible
        return found

    async def _use(self, decision: DecisionSeen) -> None:
        if decision.text is None:
            raise self._missing("decision")
        number = await DocumentRepository(self._look).number_of(
            self._case.id, PAPER_OF[decision.kind]
        )
        self._parts["decision"] = say.DecisionPart(
            kind=decision.kind.value,
            decided_on=decision.decided_on,
            text=decision.text,
            number=number,
        )
        if Part.ANNOUNCEMENT in self._template.reads:
            seen = decision.announcement
            if seen is None:
                raise self._missing("announcement")
            self._parts["announcement"] = say.AnnouncementPart(
                announced_on=seen.announced_on,
                minor_present=seen.minor_present,
                legal_representative_present=seen.legal_representative_present,
                explained=tuple(each.value for each in seen.explained),
                place=seen.place,
            )

    async def _read_service(self, service_id: UUID | None) -> None:
        for decision in self._decisions:
            for service in decision.services:
                if service.id != service_id:
                    continue
                if decision.kind not in PAPER_OF:
                    raise DocumentSourceWrong(kind=self._template.kind)
                await self._use(decision)
                self._parts["service"] = say.ServicePart(
                    addressee=service.addressee.value,
                    mode=service.mode.value,
                    sent_on=service.sent_on,
                    received_on=service.received_on,
                    note=service.note,
                )
                return
        raise NotVisible

    async def _read_opinion(self, opinion_id: UUID | None) -> None:
        found = [each for each in await self._opinions() if each[0] == opinion_id]
        if not found:
            raise NotVisible
        self._parts["opinions"] = (found[0][1],)

    async def _read_change(self, change_id: UUID | None) -> None:
        changes = await DecisionRepository(self._look).period_changes(self._case.id)
        change = next((each for each in changes if each.id == change_id), None)
        if change is None:
            raise NotVisible
        if change.state is not ProposalState.APPROVED or change.closed_at is None:
            raise DocumentSourceWrong(kind=self._template.kind)
        self._parts["change"] = say.ChangePart(
            old_months=change.old_months,
            old_ends_on=self._last_day(change.old_months),
            new_months=change.new_months,
            new_ends_on=self._last_day(change.new_months),
            reason=change.reason,
            decided_on=office_date(change.closed_at),
        )

    async def _read_incident(self, incident_id: UUID | None) -> None:
        seen = await IncidentRepository(self._look).of_case(self._case.id)
        incident = next((each for each in seen.incidents if each.facts.id == incident_id), None)
        if incident is None:
            raise NotVisible
        crime = incident.facts.kind in CRIMES
        if crime or incident.facts.state is not IncidentState.ESTABLISHED:
            raise DocumentSourceWrong(kind=self._template.kind)
        self._parts["incidents"] = (incident_part(incident, seen.responses),)

    # -- what the template reads --------------------------------------------------------------

    async def _read_parts(self) -> None:
        """Load what the template reads; a source of the same name stands as it was named."""
        reads = self._template.reads
        for part, kinds in DECISIONS:
            if part in reads:
                decision = next((d for d in self._decisions if d.kind in kinds), None)
                if decision is None:
                    raise self._missing("decision")
                await self._use(decision)
        loaders = {
            Part.PERIOD: self._period,
            Part.CHARGES: self._charges,
            Part.PLAN: self._plan,
            Part.SCREENING: self._screening,
            Part.OPINIONS: self._all_opinions,
            Part.INCIDENTS: self._established,
            Part.REVOCATION: self._revocation,
            Part.REVIEW: self._review,
        }
        for part, load in loaders.items():
            # What was decided directly has no period to print (E-13).
            if part is Part.PERIOD and self._directly():
                continue
            if part in reads:
                self._parts[part.value] = await load()

    def _directly(self) -> bool:
        used: say.DecisionPart | None = self._parts.get("decision")
        return used is not None and DecisionKind(used.kind) in DIRECT

    async def _period(self) -> say.PeriodPart:
        """The period as it is now, or as it was decided where the paper is about the decision."""
        period = self._now()
        months = period.months
        if self._template.kind in AS_DECIDED:
            months = next((d.period_months for d in self._decisions if d.period_months), months)
        return say.PeriodPart(months=months, starts_on=period.start, ends_on=self._last_day(months))

    def _now(self) -> ProbationPeriod:
        period = period_of(self._case.milestones)
        if period is None:
            raise self._missing("period")
        return period

    def _last_day(self, months: int) -> date:
        """The last day of a period of `months`, by the reading an officer has confirmed (A-1).

        Without a confirmation there is no paper; once none can be made any more, the later
        reading stands, which is the one the period has ended by.
        """
        now = self._now()
        if now.printed_end is None:
            if CaseAction.CONFIRM_PERIOD_END in possible_actions(self._case.status):
                raise self._missing("printed_end")
            day_before = False
        else:
            day_before = now.printed_end == now.ends_day_before
        book = rulebook(self._case.milestones.rulebook)
        period = probation_period(now.start, months, book)
        if not isinstance(period, ProbationPeriod):
            raise period
        return period.ends_day_before if day_before else period.ends_same_day

    async def _minor(self) -> say.MinorPart:
        people = PeopleRepository(self._look)
        identity = await people.identity(self._case.minor_id)
        seen = (await people.minors([self._case.minor_id]))[self._case.minor_id]
        return say.MinorPart(
            name=identity.full_name,
            sex=SEXES[seen.sex],
            birth_date=identity.birth_date,
            identity_number=identity.identity_number,
            phone=identity.phone,
            address=identity.address,
            school=identity.school,
        )

    async def _charges(self) -> tuple[say.ChargePart, ...]:
        parts = []
        for charge in await CircumstancesRepository(self._look).charges(self._case.id):
            known = offence(charge.offence_code)
            if known is None:
                raise self._missing("charges")
            parts.append(
                say.ChargePart(
                    offence=known.zh,
                    article=known.article,
                    acts=tuple(
                        say.ActPart(
                            occurred_on=act.occurred_on, amount_fen=act.amount_fen, note=act.note
                        )
                        for act in charge.acts
                    ),
                )
            )
        return tuple(parts)

    async def _plan(self) -> say.PlanPart | None:
        plan = await PlanRepository(self._look).in_force(self._case.id)
        return None if plan is None else plan_part(plan)

    async def _screening(self) -> say.ScreeningPart | None:
        screenings = await ScreeningRepository(self._look).all(self._case.id)
        if not screenings:
            return None
        last = max(screenings, key=lambda each: each.screened_at)
        return say.ScreeningPart(
            remorse=tuple(REMORSE[each] for each in last.remorse),
            expected_reason=last.expected_reason,
        )

    async def _opinions(self) -> list[tuple[UUID, say.OpinionPart]]:
        seen = await DecisionRepository(self._look).opinions(self._case.id)
        return [(each.id, opinion_part(each)) for each in seen]

    async def _all_opinions(self) -> tuple[say.OpinionPart, ...]:
        return tuple(part for _, part in await self._opinions())

    async def _established(self) -> tuple[say.IncidentPart, ...]:
        """What was established; a fact that is disputed or was withdrawn stands on no paper."""
        seen = await IncidentRepository(self._look).of_case(self._case.id)
        return tuple(
            incident_part(each, seen.responses)
            for each in seen.incidents
            if each.facts.state is IncidentState.ESTABLISHED
        )

    async def _revocation(self) -> say.RevocationPart:
        """The decision to revoke with the proposal that was approved (R-08)."""
        decision = next((d for d in self._decisions if d.kind is DecisionKind.REVOCATION), None)
        seen = await IncidentRepository(self._look).of_case(self._case.id)
        proposal = next((p for p in seen.revocations if p.state is ProposalState.APPROVED), None)
        if decision is None or decision.text is None or proposal is None:
            raise self._missing("revocation")
        return say.RevocationPart(
            ground=proposal.ground.value,
            decided_on=decision.decided_on,
            text=decision.text,
            incidents=tuple(
                incident_part(each, seen.responses)
                for each in seen.incidents
                if each.facts.id in proposal.incident_ids
            ),
        )

    async def _review(self) -> say.ReviewPart:
        reviews = ReviewRepository(self._look)
        if await reviews.find(self._case.id) is None:
            raise self._missing("review")
        review = await reviews.of_case(self._case.id)
        if review.state not in {ReviewState.SUBMITTED, ReviewState.APPROVED}:
            raise self._missing("review")
        if review.proposal is None or review.reasons is None:
            raise self._missing("review")
        author = await Directory(self._look).find(review.author_id)
        counted = review.assembled
        return say.ReviewPart(
            check_ins_kept=counted.check_ins_kept,
            check_ins_missed=counted.check_ins_missed,
            modules_assigned=counted.modules_assigned,
            modules_done=counted.modules_done,
            ratings=tuple(rating_part(each) for each in review.ratings if each.rating is not None),
            evaluations=tuple(
                say.EvaluationPart(by=each.by.value, text=each.text) for each in review.evaluations
            ),
            proposal=review.proposal.value,
            reasons=review.reasons,
            author="" if author is None else author.display_name or "",
        )

    def _missing(self, part: str) -> DocumentPartMissing:
        return DocumentPartMissing(kind=self._template.kind, part=part)
