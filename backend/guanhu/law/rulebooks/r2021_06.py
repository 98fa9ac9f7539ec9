"""From 1 June 2021: units answer recommendations within a month; guardianship orders (S-10).

The protection law was read in its version of 2024. That the duty began with the revision in force
on 1 June 2021 is general knowledge (N); the duty itself is V1. The rhythm of family-education
guidance and its course are examples of places (S-07, S-09): starting values of a form, and
warnings.
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
    guardianship_order=rule("S-10").basis,
    guidance_sessions=Parameter(1, Unit.TIMES, rule("S-07").basis),
    guidance_minutes=Parameter(40, Unit.MINUTES, rule("S-07").basis),
    guidance_course_most=Parameter(6, Unit.MONTHS, rule("S-09").basis),
    guidance_visit=Parameter(6, Unit.MONTHS, rule("S-09").basis),
)
