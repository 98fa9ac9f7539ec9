"""Alarms of a case file as the API shows them."""

from __future__ import annotations

from datetime import date

import strawberry

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence
from guanhu.cases.alarms import Alarm as CaseAlarm
from guanhu.cases.alarms import AlarmKind as Kind
from guanhu.kernel.errors import FactValue

AlarmKind = enum_type(Kind)
RULE = "P-10"


@strawberry.type(description="What must not be overlooked; nobody dismisses it but by acting.")
class Alarm:
    """Wraps an alarm."""

    source: strawberry.Private[CaseAlarm]

    @strawberry.field(description="What it is about.")
    def kind(self) -> AlarmKind:  # type: ignore[valid-type]
        return self.source.kind

    @strawberry.field(description="30, 10 or 1 days before the end; 0 once the period is over.")
    def level_days(self) -> int:
        return self.source.level_days

    @strawberry.field(description="Days left to the end of the period; negative after it.")
    def days_left(self) -> int:
        return self.source.days_left

    @strawberry.field(description="Last day of the period by the later reading (A-1).")
    def ends_on(self) -> date:
        return self.source.ends_on

    @strawberry.field(description="The alarm in words, with the outcome the law leaves (P-10).")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return _title(self.source, language.value)

    @strawberry.field(description="Why: the rule, the end of the period, the days left.")
    def why(self) -> Why:
        source = self.source
        used: dict[str, FactValue] = {"ends_on": source.ends_on, "days_left": source.days_left}
        return why_of(RULE, used, lambda language: [_title(source, language)])


def _title(alarm: CaseAlarm, language: str) -> str:
    text = sentence("alarms", alarm.kind.name, language)
    return text.format(days=abs(alarm.days_left), day=alarm.ends_on.isoformat())
