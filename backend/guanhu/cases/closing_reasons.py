"""Why a file may be closed: versioned reasons, retired one day and never renamed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guanhu.cases.clock import deadlines
from guanhu.cases.errors import ClosingReasonUnknown, StillOwed
from guanhu.cases.facts import CaseStatus, Milestones
from guanhu.kernel.errors import Refusal
from guanhu.law.deadlines import DeadlineKind

S = CaseStatus


@dataclass(frozen=True, slots=True)
class ClosingReason:
    """One reason in one version. From `retired_on` on it is offered no more."""

    code: str
    version: int
    fits: frozenset[CaseStatus]
    zh: str
    en: str
    retired_on: date | None = None

    @property
    def id(self) -> str:
        """What a closed file keeps: code and version."""
        return f"{self.code}@{self.version}"

    def label(self, language: str) -> str:
        """The reason in words; `language` is "zh" or "en"."""
        return self.zh if language == "zh" else self.en


REASONS: Final[tuple[ClosingReason, ...]] = (
    ClosingReason(
        "BROUGHT_TO_COURT", 1, frozenset({S.PROSECUTED}),
        "已提起公诉，案卷移送人民法院", "Prosecuted; the files went to the court",
    ),
    ClosingReason(
        "ORDINARY_PROCEEDINGS", 1, frozenset({S.INELIGIBLE}),
        "不符合附条件不起诉条件，转普通审查起诉程序",
        "Not eligible; goes on in ordinary proceedings",
    ),
    ClosingReason(
        "EDUCATION_INSTEAD", 1, frozenset({S.INELIGIBLE}),
        "未达刑事责任年龄，转矫治教育等措施", "Below the responsible age; education instead (E-07)",
        retired_on=date(2026, 1, 1),
    ),
    ClosingReason(
        "EDUCATION_INSTEAD", 2, frozenset({S.INELIGIBLE}),
        "未达刑事责任年龄，转矫治教育等措施", "Below the responsible age; education instead",
    ),
    ClosingReason(
        "TRANSFERRED", 1, frozenset({S.INELIGIBLE, S.PROSECUTED}),
        "移送其他机关管辖", "Transferred to another organ",
    ),
    ClosingReason(
        "ENTERED_TWICE", 1, frozenset({S.INELIGIBLE}),
        "重复建档", "The same case was entered twice",
        retired_on=date(2026, 1, 1),
    ),
)  # fmt: skip
"""Every reason there is or was. A changed wording is a new version; the old one is retired.

`ENTERED_TWICE` is retired from the first day on: a file closed for it was never sealed with the
real one and kept the minor searchable (F-04). What was closed for it still says so.
"""


class Owed(StrEnum):
    """What is owed without a deadline of its own."""

    CUSTODY = "custody"
    REVOCATION_ANNOUNCEMENT = "revocation_announcement"
    CORRECTION = "correction"


OWED_BEFORE_CLOSING: Final = frozenset(
    {
        DeadlineKind.SERVICE,
        DeadlineKind.REVOCATION_SERVICE,
        DeadlineKind.RECONSIDERATION_ANSWER,
        DeadlineKind.COMPLAINT_REVIEW,
        DeadlineKind.RECOMMENDATION_ANSWER,
    }
)
"""Duties towards others that an ended file can still have, and still lets one do; and the answer
of a unit, which nobody would follow any more (S-14)."""

OWED_WITHOUT_COURT: Final = OWED_BEFORE_CLOSING | {
    DeadlineKind.LEGAL_AID_NOTICE,
    DeadlineKind.RIGHTS_NOTICE_SUSPECT,
    DeadlineKind.RIGHTS_NOTICE_VICTIM,
    DeadlineKind.BAIL_END,
    DeadlineKind.RESIDENTIAL_SURVEILLANCE_END,
}
"""On a file that never came to court also the early notices (M-06, M-07) and the measure, whose
end nobody would watch (P-13). At court the notices are past and the measure is the court's."""


def offered(status: CaseStatus, on: date) -> tuple[ClosingReason, ...]:
    """The reasons for which a file with this status may be closed on a day (S77)."""
    return tuple(
        each
        for each in REASONS
        if status in each.fits and (each.retired_on is None or on < each.retired_on)
    )


def chosen(
    codes: Sequence[str], status: CaseStatus, on: date
) -> tuple[ClosingReason, ...] | ClosingReasonUnknown:
    """The reasons with these codes, each once; one that is not offered is refused."""
    found = {each.code: each for each in offered(status, on)}
    for code in codes:
        if code not in found:
            return ClosingReasonUnknown(reason=code)
    return tuple(found[code] for code in dict.fromkeys(codes))


def reason_of(reason_id: str) -> ClosingReason:
    """The reason a closed file keeps, retired or not; `KeyError` when there never was one."""
    return {each.id: each for each in REASONS}[reason_id]


def refuse_closing(facts: Milestones, today: date, *, correction_waits: bool) -> Refusal | None:
    """Say what is still owed on the file, or None.

    `correction_waits`: a correction of the minor asked for under this file waits for a decision,
    which a closed file would not let anybody make (Q-09).
    """
    in_court = facts.status is not S.INELIGIBLE
    kinds = OWED_BEFORE_CLOSING if in_court else OWED_WITHOUT_COURT
    owed: list[DeadlineKind | Owed] = sorted(
        {
            each.what
            for each in deadlines(facts, today)
            if each.what in kinds and each.done_on is None
        }
    )
    if facts.in_custody and not in_court:
        owed.append(Owed.CUSTODY)
    if facts.revoked_on is not None and facts.revocation_announced_on is None:
        # It can be announced late on a file that was prosecuted meanwhile.
        owed.append(Owed.REVOCATION_ANNOUNCEMENT)
    if correction_waits:
        owed.append(Owed.CORRECTION)
    return StillOwed(what=tuple(owed)) if owed else None
