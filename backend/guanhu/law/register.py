"""The register of every rule of law.md §1, by id: the one place that knows what a rule says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guanhu.kernel.basis import LegalBasis
from guanhu.kernel.statutes import Statute
from guanhu.law.rule import Rule
from guanhu.law.statements.decision import DECISION
from guanhu.law.statements.eligibility import ELIGIBILITY
from guanhu.law.statements.ending import ENDING
from guanhu.law.statements.probation import PROBATION
from guanhu.law.statements.procedure import PROCEDURE
from guanhu.law.statements.supervision import SUPERVISION

RULES: Final[Mapping[str, Rule]] = {
    found.id: found
    for found in (*ELIGIBILITY, *DECISION, *PROBATION, *SUPERVISION, *ENDING, *PROCEDURE)
}
"""Every rule by its id, in the order of law.md."""


def rule(rule_id: str) -> Rule:
    """The rule with this id; an unknown id raises `KeyError`."""
    return RULES[rule_id]


def cited(rule_id: str, statute: Statute, article: str) -> LegalBasis:
    """The source of a rule that is this article; `ValueError` where the register lacks it."""
    (found,) = (
        source
        for source in rule(rule_id).articles
        if (source.statute, source.article) == (statute, article)
    )
    return found
