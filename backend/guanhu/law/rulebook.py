"""A dated set of the numbers in the law, each with its source and how far it was verified."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Final, Self

from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.law.errors import NotASetting
from guanhu.law.ladder import Ladder

READ_IN_THE_STATUTE: Final = frozenset({Verification.V1, Verification.V2})


class Unit(StrEnum):
    """What a parameter counts: limits in the law are in days and months (T-01)."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    TIMES = "times"
    MINUTES = "minutes"


class EndReading(StrEnum):
    """Which last day a period of months has (law.md A-1)."""

    BOTH = "both"
    SAME_DAY = "same_day"
    DAY_BEFORE = "day_before"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the law and where it stands."""

    value: int
    unit: Unit
    basis: LegalBasis

    @property
    def is_setting(self) -> bool:
        """Whether an office may change it: only what was not read in the statute itself."""
        return self.basis.verification not in READ_IN_THE_STATUTE


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading of the law that is open to sign-off."""

    value: EndReading
    basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The parameters in force from `in_force_from` until the next rulebook begins.

    `id` is what a case stores. A parameter that is None did not exist then.
    """

    id: str
    in_force_from: date
    zh: str
    en: str

    probation_least: Parameter
    probation_most: Parameter
    end_reading: Choice
    expected_sentence_most: Parameter

    review_limit: Parameter
    review_extension: Parameter
    fast_track_limit: Parameter
    fast_track_extension: Parameter
    supplements_most: Parameter
    supplement: Parameter
    proposal_lead: Parameter

    legal_aid_notice: Parameter
    legal_aid_assignment: Parameter
    rights_notice: Parameter
    service: Parameter
    police_reconsideration: Parameter
    police_review_request: Parameter
    challenge_answer: Parameter
    victim_complaint: Parameter
    minor_complaint: Parameter
    complaint_review: Parameter
    complaint_review_complex: Parameter
    bail_most: Parameter
    residential_surveillance_most: Parameter
    repeated_breach: Parameter
    revocation_hearings: Parameter
    response_ladder: Ladder
    consult_after: Parameter
    fact_ages_out: Parameter
    assessment_nodes: Parameter
    assessment_lead: Parameter
    assessment_window: Parameter
    pause_ill: Parameter
    pause_not_engaged: Parameter
    pause_system_down: Parameter
    seal_query: Parameter
    unseal_from: Parameter

    recommendation_answer: Parameter | None = None
    guardianship_order: LegalBasis | None = None
    guidance_sessions: Parameter | None = None
    guidance_minutes: Parameter | None = None
    guidance_course_most: Parameter | None = None
    guidance_visit: Parameter | None = None
    police_seal: Parameter | None = None
    seal_query_working: Parameter | None = None
    certificate: Parameter | None = None
    unseal_above: Parameter | None = None
    violations_sealed_by: LegalBasis | None = None

    def parameters(self) -> dict[str, Parameter]:
        """Every number of this rulebook by its name."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in named if isinstance(value, Parameter)}

    def with_setting(self, name: str, value: int) -> Self | NotASetting:
        """This rulebook with one unconfirmed number changed; `value` is at least 1.

        Numbers read in the statute (V1, V2) are refused. An unknown name raises `KeyError`, a value
        below 1 `ValueError`. Source: law.md, head: what is marked N stays a setting.
        """
        parameter = self.parameters()[name]
        if value < 1:
            message = "a limit is at least 1"
            raise ValueError(message)
        if not parameter.is_setting:
            return NotASetting(name=name)
        # dataclasses.replace cannot be checked by name here; the name was looked up above.
        changed: dict[str, Parameter] = {name: replace(parameter, value=value)}
        return replace(self, **changed)  # type: ignore[arg-type]

    def with_ladder(self, ladder: Ladder) -> Self:
        """This rulebook with another ladder of responses: none is law, so any office may (R-07)."""
        return replace(self, response_ladder=ladder)

    def with_end_reading(self, reading: EndReading) -> Self:
        """This rulebook once a prosecutor has signed off one reading of the end date (A-1)."""
        return replace(self, end_reading=replace(self.end_reading, value=reading))
