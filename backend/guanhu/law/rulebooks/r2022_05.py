"""From 30 May 2022: the Measures on sealing records, with limits for police and queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import Statute
from guanhu.law.register import rule
from guanhu.law.rulebook import Parameter, Unit
from guanhu.law.rulebooks.r2021_06 import R2021_06

R2022_05: Final = replace(
    R2021_06,
    id="r2022_05",
    in_force_from=date(2022, 5, 30),
    zh="未成年人犯罪记录封存实施办法施行",
    en="Measures on sealing juvenile records",
    police_seal=Parameter(3, Unit.DAYS, rule("F-08").basis),
    seal_query_working=Parameter(
        3,
        Unit.WORKING_DAYS,
        LegalBasis(Statute.SEALING_MEASURES, "~16", "F-09", Verification.N),
    ),
    certificate=Parameter(
        3,
        Unit.WORKING_DAYS,
        LegalBasis(Statute.SEALING_MEASURES, "~15", "F-10", Verification.N),
    ),
    # "Above five years" where the Rules say "five years and more": the later, favourable wording.
    unseal_above=Parameter(
        60,
        Unit.MONTHS,
        LegalBasis(Statute.SEALING_MEASURES, "~18", "F-13", Verification.N),
    ),
)
