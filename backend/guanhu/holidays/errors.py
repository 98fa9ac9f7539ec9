"""Refusals about holiday notices."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class NoticeIncomplete(Refusal):
    """A notice said to be the year's whole one leaves out its National Day. Facts: ``year``."""

    code = "HOLIDAY_NOTICE_INCOMPLETE"
    rule = "T-04"


class NoticesContradict(Refusal):
    """Two notices say opposite things of one day. Facts: ``day``, ``year`` of the other notice."""

    code = "HOLIDAY_NOTICES_CONTRADICT"
    rule = "T-04"
