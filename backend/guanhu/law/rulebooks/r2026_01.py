"""From 1 January 2026: minors' public-security violations are themselves sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from guanhu.law.register import rule
from guanhu.law.rulebooks.r2022_05 import R2022_05

R2026_01: Final = replace(
    R2022_05,
    id="r2026_01",
    in_force_from=date(2026, 1, 1),
    zh="2025年治安管理处罚法施行",
    en="Public security punishments law of 2025",
    violations_sealed_by=rule("R-13").basis,
)
