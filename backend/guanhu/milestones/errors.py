"""Refusals about milestone reviews."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class MilestonesScheduled(Refusal):
    """The reviews of a period are scheduled once; later they move with it."""

    code = "MILESTONES_SCHEDULED"


class WindowNotOpen(Refusal):
    """The window opens later. Facts: ``opens_on``."""

    code = "MILESTONE_NOT_OPEN"


class PauseStands(Refusal):
    """A second pause does not stack upon one that runs. Facts: ``until``."""

    code = "PAUSE_STANDS"


class PauseReachesEnd(Refusal):
    """The period ends on the day the review is due, so a pause gives nothing. Facts: ``due_on``."""

    code = "PAUSE_REACHES_END"


class OverdueStays(Refusal):
    """What is overdue is held late; no pause and no exemption cures it. Facts: ``due_on``."""

    code = "MILESTONE_OVERDUE"


class MilestoneCompleted(Refusal):
    """A completed review is final."""

    code = "MILESTONE_COMPLETED"


class MilestoneExempted(Refusal):
    """An exempted review stays exempted."""

    code = "MILESTONE_EXEMPTED"


class MilestoneCancelled(Refusal):
    """Supervision ended before the review was held."""

    code = "MILESTONE_CANCELLED"


class PartsMissing(Refusal):
    """Who gave no evaluation is accounted for. Facts: ``missing``, one each."""

    code = "PARTS_MISSING"
    rule = "S-06"


class PartOfAnother(Refusal):
    """A social worker writes the social worker's part. Facts: ``by``."""

    code = "PART_OF_ANOTHER"


class NoMilestoneThere(Refusal):
    """No review of the file stands where this can be done."""

    code = "NO_MILESTONE_THERE"
