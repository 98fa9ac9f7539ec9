"""Refusals about needs assessments."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class NeedsDraftOpen(Refusal):
    """Another assessment of the case is being written. Facts: ``assessment``, ``number``."""

    code = "NEEDS_DRAFT_OPEN"


class NeedsNotDraft(Refusal):
    """Only a draft is written in; what is completed is amended. Facts: ``state``."""

    code = "NEEDS_NOT_DRAFT"


class NeedsFormUnknown(Refusal):
    """There is no form of that version, or it is not offered. Facts: ``formVersion``."""

    code = "NEEDS_FORM_UNKNOWN"


class NeedsIncomplete(Refusal):
    """A domain was not assessed. Facts: ``missing``."""

    code = "NEEDS_INCOMPLETE"


class OwnViewMissing(Refusal):
    """Neither an own view nor why there is none. Facts: ``missing``."""

    code = "OWN_VIEW_MISSING"


class AmendmentNeedsReason(Refusal):
    """Amending a completed assessment takes a reason."""

    code = "AMENDMENT_NEEDS_REASON"


class NobodyAsks(Refusal):
    """No assessment is being written, so nothing can be added to one."""

    code = "NOBODY_ASKS"
