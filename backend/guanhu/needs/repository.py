"""All SQL about needs assessments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

import orjson
from sqlalchemy import func, select

from guanhu.cases.parts import CaseParts
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import NotVisible, StaleVersion
from guanhu.kernel.ids import new_id
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.needs.errors import NeedsDraftOpen, NobodyAsks
from guanhu.needs.facts import (
    AssessmentSeen,
    FindingContent,
    FindingSeen,
    NeedsForm,
    NeedsState,
    OwnViewSeen,
    Teller,
)
from guanhu.needs.rules import carried
from guanhu.needs.tables import NeedsAssessmentRow, NeedsFindingRow, NeedsViewRow
from guanhu.people.tables import GuardianRow, GuardianshipRow
from guanhu.plumbing.vault import RecordKey


class NeedsRepository(CaseParts):
    """Assessments of cases the actor may see; the case file is locked before one is written."""

    # -- reading ------------------------------------------------------------------------------

    async def of_case(self, case_id: UUID) -> list[AssessmentSeen]:
        """Every assessment of a case but discarded ones, the first one first."""
        rows = await self._session.scalars(
            select(NeedsAssessmentRow)
            .where(
                NeedsAssessmentRow.case_id == case_id,
                NeedsAssessmentRow.state != NeedsState.DISCARDED.value,
                NeedsAssessmentRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(NeedsAssessmentRow.number)
        )
        return await self._shown(case_id, rows.all())

    async def with_before(self, assessment_id: UUID) -> list[AssessmentSeen]:
        """One assessment, discarded or not, behind the one it amends; or `NotVisible`."""
        row = await self._session.scalar(
            select(NeedsAssessmentRow).where(
                NeedsAssessmentRow.id == assessment_id,
                NeedsAssessmentRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if row is None:
            raise NotVisible
        before = []
        if row.amends_id is not None:
            before = [await self._session.get_one(NeedsAssessmentRow, row.amends_id)]
        return await self._shown(row.case_id, [*before, row])

    async def bands(self, case_id: UUID) -> Mapping[NeedDomain, NeedBand]:
        """The band of each domain in the latest completed assessment; empty when there is none."""
        latest = (
            select(NeedsAssessmentRow.id)
            .where(
                NeedsAssessmentRow.case_id == case_id,
                NeedsAssessmentRow.state == NeedsState.COMPLETED.value,
                NeedsAssessmentRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(NeedsAssessmentRow.number.desc())
            .limit(1)
            .scalar_subquery()
        )
        rows = await self._session.execute(
            select(NeedsFindingRow.domain, NeedsFindingRow.band).where(
                NeedsFindingRow.assessment_id == latest
            )
        )
        return {NeedDomain(row.domain): NeedBand(row.band) for row in rows}

    async def completed_needs(
        self, case_id: UUID, finding_ids: Collection[UUID]
    ) -> dict[UUID, tuple[NeedDomain, NeedBand]]:
        """Domain and band of findings of completed assessments of the case; others are left out."""
        if not finding_ids:
            return {}
        rows = await self._session.execute(
            select(NeedsFindingRow.id, NeedsFindingRow.domain, NeedsFindingRow.band)
            .join(NeedsAssessmentRow, NeedsAssessmentRow.id == NeedsFindingRow.assessment_id)
            .where(
                NeedsFindingRow.id.in_(finding_ids),
                NeedsFindingRow.case_id == case_id,
                NeedsAssessmentRow.state == NeedsState.COMPLETED.value,
                NeedsFindingRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return {row.id: (NeedDomain(row.domain), NeedBand(row.band)) for row in rows}

    # -- writing ------------------------------------------------------------------------------

    async def open(
        self, assessment_id: UUID, expected_version: int | None = None
    ) -> tuple[CaseFileRow, NeedsAssessmentRow]:
        """An assessment behind its locked file; `StaleVersion` tells who changed what."""
        file, row = await self.with_case(NeedsAssessmentRow, assessment_id)
        if expected_version is not None and row.version != expected_version:
            raise StaleVersion(
                current_version=row.version,
                changed_by=row.changed_by,
                changed_on=office_date(row.changed_at),
                change=row.last_change,
            )
        return file, row

    async def being_written(self, case_id: UUID) -> NeedsAssessmentRow:
        """The draft of a locked file, or `NobodyAsks`."""
        row: NeedsAssessmentRow | None = await self._session.scalar(
            select(NeedsAssessmentRow).where(
                NeedsAssessmentRow.case_id == case_id,
                NeedsAssessmentRow.state == NeedsState.DRAFT.value,
            )
        )
        if row is None:
            raise NobodyAsks
        return row

    async def own_guardian(self, minor_id: UUID) -> UUID:
        """The guardian of the minor who is signed in, or `NotVisible`."""
        found = await self._session.scalar(
            select(GuardianRow.id)
            .join(GuardianshipRow, GuardianshipRow.guardian_id == GuardianRow.id)
            .where(
                GuardianRow.account_id == self._look.actor.account_id,
                GuardianshipRow.minor_id == minor_id,
            )
            .limit(1)
        )
        if found is None:
            raise NotVisible
        return found

    async def latest(self, case_id: UUID) -> AssessmentSeen | None:
        """The latest completed assessment of a locked file; `NeedsDraftOpen` while one is open."""
        found = await self.of_case(case_id)
        for each in found:
            if each.state is NeedsState.DRAFT:
                raise NeedsDraftOpen(assessment=each.id, number=each.number)
        return found[-1] if found else None

    async def draft(
        self, file: CaseFileRow, form: NeedsForm, before: AssessmentSeen | None
    ) -> NeedsAssessmentRow:
        """A new draft: empty, or a full copy of the assessment it amends."""
        look, assessment_id = self._look, new_id()
        number = await self._session.scalar(
            select(func.coalesce(func.max(NeedsAssessmentRow.number), 0) + 1).where(
                NeedsAssessmentRow.case_id == file.id
            )
        )
        row = NeedsAssessmentRow(
            id=assessment_id,
            case_id=file.id,
            number=number,
            state=NeedsState.DRAFT.value,
            version=1,
            form_version=form.version,
            amends_id=None if before is None else before.id,
            author_id=look.actor.account_id,
            drafted_at=look.now,
            changed_by=look.actor.account_id,
            changed_at=look.now,
            last_change="DRAFTED",
        )
        await self.add(row)
        if before is not None:
            await self._copy(row, before, form)
        return row

    async def write(
        self, row: NeedsAssessmentRow, domain: NeedDomain, content: FindingContent
    ) -> UUID:
        """Put down what is found in one domain of a draft, in place of what stood there."""
        key = await self.key(row.case_id)
        found = await self._session.scalar(
            select(NeedsFindingRow).where(
                NeedsFindingRow.assessment_id == row.id, NeedsFindingRow.domain == domain.value
            )
        )
        finding = found or NeedsFindingRow(
            id=new_id(), case_id=row.case_id, assessment_id=row.id, domain=domain.value
        )
        _fill(finding, content, key)
        if found is None:
            await self.add(finding)
        self.note(row, "FINDING_WRITTEN")
        await self._session.flush()
        return finding.id

    async def tell(
        self,
        row: NeedsAssessmentRow,
        *,
        domain: NeedDomain,
        teller: Teller,
        guardian_id: UUID | None,
        text: str,
        told_on: date,
        by: UUID,
    ) -> UUID:
        """Add an own view to a draft, written down by an account; earlier ones stay."""
        key, view_id = await self.key(row.case_id), new_id()
        await self.add(
            NeedsViewRow(
                id=view_id,
                case_id=row.case_id,
                assessment_id=row.id,
                lineage_id=view_id,
                domain=domain.value,
                teller=teller.value,
                guardian_id=guardian_id,
                text=key.seal("needs_views.text", view_id, text),
                told_on=told_on,
                recorded_by=by,
                recorded_at=self._look.now,
            )
        )
        self.note(row, "VIEW_RECORDED", by)
        await self._session.flush()
        return view_id

    async def silence(self, row: NeedsAssessmentRow, not_heard: Mapping[Teller, str]) -> None:
        """Put down why somebody gave no own view; who did give one has no reason there."""
        key = await self.key(row.case_id)
        row.minor_not_heard = key.seal_optional(
            "needs_assessments.minor_not_heard", row.id, not_heard.get(Teller.MINOR)
        )
        row.guardian_not_heard = key.seal_optional(
            "needs_assessments.guardian_not_heard", row.id, not_heard.get(Teller.GUARDIAN)
        )

    async def complete(self, row: NeedsAssessmentRow, reason: str | None) -> None:
        """Close an assessment for good."""
        key = await self.key(row.case_id)
        row.reason = key.seal_optional("needs_assessments.reason", row.id, reason)
        row.state = NeedsState.COMPLETED.value
        row.completed_by, row.completed_at = self._look.actor.account_id, self._look.now
        self.note(row, "COMPLETED")
        await self._session.flush()

    async def discard(self, row: NeedsAssessmentRow) -> None:
        """Give a draft up; it leaves the page."""
        row.state = NeedsState.DISCARDED.value
        self.note(row, "DISCARDED")
        await self._session.flush()

    def note(self, row: NeedsAssessmentRow, change: str, by: UUID | None = None) -> None:
        """Count the version, and keep who changed what, for whoever comes with an older one."""
        row.version += 1
        row.changed_by, row.changed_at = by or self._look.actor.account_id, self._look.now
        row.last_change = change

    # -- inside -------------------------------------------------------------------------------

    async def _copy(self, row: NeedsAssessmentRow, before: AssessmentSeen, form: NeedsForm) -> None:
        key = await self.key(row.case_id)
        await self.silence(row, before.not_heard)
        for finding in before.findings:
            copy = NeedsFindingRow(
                id=new_id(), case_id=row.case_id, assessment_id=row.id, domain=finding.domain.value
            )
            _fill(copy, carried(finding.content, finding.domain, form), key)
            await self.add(copy)
        for view in before.views:
            view_id = new_id()
            await self.add(
                NeedsViewRow(
                    id=view_id,
                    case_id=row.case_id,
                    assessment_id=row.id,
                    lineage_id=view.lineage_id,
                    domain=view.domain.value,
                    teller=view.teller.value,
                    guardian_id=view.guardian_id,
                    text=key.seal("needs_views.text", view_id, view.text),
                    told_on=view.told_on,
                    recorded_by=view.recorded_by,
                    recorded_at=view.recorded_at,
                )
            )

    async def _shown(
        self, case_id: UUID, rows: Sequence[NeedsAssessmentRow]
    ) -> list[AssessmentSeen]:
        if not rows:
            return []
        key, ids = await self.key(case_id), [row.id for row in rows]
        findings: dict[UUID, list[FindingSeen]] = defaultdict(list)
        for found in await self._session.scalars(
            select(NeedsFindingRow).where(NeedsFindingRow.assessment_id.in_(ids))
        ):
            findings[found.assessment_id].append(_finding(found, key))
        views: dict[UUID, list[OwnViewSeen]] = defaultdict(list)
        for view in await self._session.scalars(
            select(NeedsViewRow)
            .where(NeedsViewRow.assessment_id.in_(ids))
            .order_by(NeedsViewRow.told_on, NeedsViewRow.recorded_at, NeedsViewRow.lineage_id)
        ):
            views[view.assessment_id].append(_view(view, key))
        return [_assessment(row, key, findings[row.id], views[row.id]) for row in rows]


def _fill(row: NeedsFindingRow, content: FindingContent, key: RecordKey) -> None:
    packed = orjson.dumps(dict(content.answers), option=orjson.OPT_SORT_KEYS).decode()
    row.band = content.band.value
    row.answers = key.seal("needs_findings.answers", row.id, packed)
    row.other_facts = key.seal_optional("needs_findings.other_facts", row.id, content.other_facts)
    row.analysis = key.seal("needs_findings.analysis", row.id, content.analysis)


def _finding(row: NeedsFindingRow, key: RecordKey) -> FindingSeen:
    answers: dict[str, str] = orjson.loads(key.open("needs_findings.answers", row.id, row.answers))
    return FindingSeen(
        id=row.id,
        assessment_id=row.assessment_id,
        domain=NeedDomain(row.domain),
        content=FindingContent(
            band=NeedBand(row.band),
            answers=answers,
            other_facts=key.open_optional("needs_findings.other_facts", row.id, row.other_facts),
            analysis=key.open("needs_findings.analysis", row.id, row.analysis),
        ),
    )


def _view(row: NeedsViewRow, key: RecordKey) -> OwnViewSeen:
    return OwnViewSeen(
        id=row.id,
        assessment_id=row.assessment_id,
        lineage_id=row.lineage_id,
        domain=NeedDomain(row.domain),
        teller=Teller(row.teller),
        guardian_id=row.guardian_id,
        text=key.open("needs_views.text", row.id, row.text),
        told_on=row.told_on,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


def _assessment(
    row: NeedsAssessmentRow,
    key: RecordKey,
    findings: list[FindingSeen],
    views: list[OwnViewSeen],
) -> AssessmentSeen:
    silent = {
        Teller.MINOR: key.open_optional(
            "needs_assessments.minor_not_heard", row.id, row.minor_not_heard
        ),
        Teller.GUARDIAN: key.open_optional(
            "needs_assessments.guardian_not_heard", row.id, row.guardian_not_heard
        ),
    }
    order = list(NeedDomain)
    return AssessmentSeen(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        state=NeedsState(row.state),
        version=row.version,
        form_version=row.form_version,
        amends_id=row.amends_id,
        reason=key.open_optional("needs_assessments.reason", row.id, row.reason),
        not_heard={teller: why for teller, why in silent.items() if why is not None},
        author_id=row.author_id,
        drafted_at=row.drafted_at,
        completed_by=row.completed_by,
        completed_at=row.completed_at,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        findings=tuple(sorted(findings, key=lambda each: order.index(each.domain))),
        views=tuple(views),
    )
