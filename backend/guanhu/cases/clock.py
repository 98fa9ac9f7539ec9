"""placeholder while law arrives"""

from __future__ import annotations

from datetime import date

from guanhu.cases.facts import Milestones
from guanhu.law.deadlines import Deadline


def deadlines(facts: Milestones, today: date) -> list[Deadline]:
    return []


def next_deadline(facts: Milestones, today: date) -> Deadline | None:
    return None


def next_due(facts: Milestones, today: date) -> date | None:
    return None
