"""A file as it is on the day it is received: what rules of a case's life begin with."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from guanhu.cases.facts import CaseStatus, Milestones
from guanhu.law.rulebooks import rulebook_for


def received(on: date) -> Milestones:
    return Milestones(
        status=CaseStatus.RECEIVED,
        rulebook=rulebook_for(on).id,
        received_on=on,
        charges_changed_at=datetime.combine(on, time(9), UTC),
        has_victim=True,
        has_defender=False,
        legal_aid_notified_on=None,
        suspect_informed_on=None,
        victim_informed_on=None,
        decided_on=None,
        services_missing=0,
        announced_on=None,
        probation_months=None,
        probation_ends_on=None,
        printed_end=None,
        final_decided_on=None,
        final_services_missing=0,
        final_announced_on=None,
    )
