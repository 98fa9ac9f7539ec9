"""From 1 June 2021: units answer recommendations within a month.

The protection law was read in its version of 2024. That the duty began with the revision in force
on 1 June 2021 is general knowledge (N); the duty itself is V1.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from guanhu.law.register import rule
from guanhu.law.rulebook import Parameter, Unit
from guanhu.law.rulebooks.r2019_12 import R2019_12

R2021_06: Final = replace(
    R2019_12,
    id="r2021_06",
    in_force_from=date(2021, 6, 1),
    zh="预防未成年人犯罪法、未成年人保护法修订施行",
    en="Revised laws on prevention and on the protection of minors",
    recommendation_answer=Parameter(1, Unit.MONTHS, rule("S-14").basis),
)
