"""The screening run again at a change of charges, and acts split by age band, in the schema."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase
from guanhu.api.gql.circumstances import AgeBand, Offence
from guanhu.api.gql.context import Info
from guanhu.api.gql.eligibility import Finding, ScreeningCriterion, ScreeningResult
from guanhu.api.gql.scalars import Language
from guanhu.eligibility import facts, rescreening
from guanhu.eligibility.rules import counts_as_minor
from guanhu.eligibility.use_cases.change_charges import change_charges
from guanhu.eligibility.use_cases.read_screenings import read_band_totals, read_rescreenings
from guanhu.eligibility.wording import reason_text
from guanhu.kernel.money import Fen


@strawberry.type(description="Acts and amount of one charge in one age band (E-09).")
class BandTotal:
    """Wraps a total."""

    total: strawberry.Private[facts.BandTotal]

    @strawberry.field(description="The offence.")
    def offence(self) -> Offence:
        return Offence(code=self.total.charge)

    @strawberry.field(description="The band in which the acts lie.")
    def age_band(self) -> AgeBand:
        return self.total.band

    @strawberry.field(description="Whether acts in this band are answered for as a minor.")
    def counts(self) -> bool:
        return counts_as_minor(self.total)

    @strawberry.field(description="How many acts.")
    def acts(self) -> int:
        return self.total.acts

    @strawberry.field(description="Their sum in fen.")
    def amount_fen(self) -> Fen:
        return Fen(self.total.amount_fen)


@strawberry.type(description="What the facts suggest for one criterion.")
class SuggestedFinding:
    """Wraps a computed finding."""

    found: strawberry.Private[facts.CriterionFinding]

    @strawberry.field(description="Met, not met, or unclear.")
    def finding(self) -> Finding:
        return self.found.finding

    @strawberry.field(description="Why, in one sentence.")
    def reason(self, language: LanguageArgument = Language.ZH) -> str:
        return reason_text(self.found.reason, language.value)

    @strawberry.field(description="The article it rests on.")
    def basis(self) -> LegalBasis:
        return LegalBasis(source=self.found.basis)


@strawberry.type(description="A criterion whose answer flipped.")
class Flip:
    """Wraps a flip."""

    flip: strawberry.Private[rescreening.Flip]

    @strawberry.field(description="Which criterion.")
    def criterion(self) -> ScreeningCriterion:
        return self.flip.criterion

    @strawberry.field(description="What the facts suggested before.")
    def before(self) -> SuggestedFinding:
        return SuggestedFinding(found=self.flip.before)

    @strawberry.field(description="What they suggest now.")
    def after(self) -> SuggestedFinding:
        return SuggestedFinding(found=self.flip.after)


@strawberry.type(description="The screening run again at a change of charges, and what flipped.")
class Rescreening:
    """Wraps a rescreening."""

    seen: strawberry.Private[rescreening.RescreeningSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the change.")
    def changed_on(self) -> date:
        return self.seen.changed_on

    @strawberry.field(description="Who changed the charges.")
    async def changed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.changed_by)

    @strawberry.field(description="Why they changed.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Offences before, with article and thresholds.")
    def charges_before(self) -> list[Offence]:
        return [Offence(code=code) for code in self.seen.found.charges_before]

    @strawberry.field(description="Offences since, with article and thresholds.")
    def charges_after(self) -> list[Offence]:
        return [Offence(code=code) for code in self.seen.found.charges_after]

    @strawberry.field(description="What the facts came to before; never a must (E-10).")
    def result_before(self) -> ScreeningResult:
        return self.seen.found.before.result

    @strawberry.field(description="What they come to now; never a must (E-10).")
    def result_after(self) -> ScreeningResult:
        return self.seen.found.after.result

    @strawberry.field(description="Rules not met now, or else unclear.")
    def because(self) -> list[str]:
        return list(self.seen.found.after.because)

    @strawberry.field(description="Criteria whose answer flipped, in order; often none.")
    def flips(self) -> list[Flip]:
        return [Flip(flip=flip) for flip in self.seen.found.flips]

    @strawberry.field(description="Acts and amounts now, by charge and age band (E-09).")
    def totals(self) -> list[BandTotal]:
        return [BandTotal(total=total) for total in self.seen.found.after.totals]


@strawberry.type(description="What flipped, and acts by age band, on the case page.")
class CaseRescreeningPart(CaseBase):
    """For the prosecution only."""

    @strawberry.field(
        description="What flipped at each change of charges, latest first; null for those it is"
        " not for."
    )
    async def rescreenings(self, info: Info) -> list[Rescreening] | None:
        context = info.context
        if not context.actor.may(Permission.SCREENING_READ):
            return None
        found = await read_rescreenings(context.database, context.clock, context.actor, self.page)
        return [Rescreening(seen=seen) for seen in found]

    @strawberry.field(
        description="Acts and amounts on record by charge and age band (E-09); null for those it"
        " is not for."
    )
    async def band_totals(self, info: Info) -> list[BandTotal] | None:
        context = info.context
        if not context.actor.may(Permission.SCREENING_READ):
            return None
        found = await read_band_totals(context.database, context.clock, context.actor, self.page)
        return [BandTotal(total=total) for total in found]


MUTATIONS = ((change_charges, "Replace the charges of a case not decided yet; says what flipped."),)
