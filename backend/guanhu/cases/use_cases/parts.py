"""Charges and involvement as commands take them, shared by intake and later changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guanhu.cases.errors import DateInFuture, UnknownOffence
from guanhu.cases.intake import NewAct, NewCharge, NewInvolvement
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.kernel.money import Fen
from guanhu.law.offences import is_known_offence
from guanhu.law.roles_in_chain import ChainRole, Means, Tier

MAX_FEN = 10**13


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPart:
    """One dated act."""

    occurred_on: date = item("Day of the act.")
    amount_fen: Fen = number("Amount in fen (¥0.01).", at_least=0, at_most=MAX_FEN)
    note: str | None = words("What happened.", at_most=2000, multiline=True, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargePart:
    """One offence with its acts."""

    offence: str = words("Code in the offence table, e.g. 266 or 287-2.", at_most=12)
    acts: tuple[ActPart, ...] = items("The dated acts.", at_least=1, at_most=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementPart:
    """Status and role in the crime (law.md §6)."""

    chain_role: ChainRole = item("Role in the chain.")
    tier: Tier = item("Standing among those who took part.")
    means: tuple[Means, ...] = items("Means used.", at_most=20)
    gain_fen: Fen = number("Own gain in fen.", at_least=0, at_most=MAX_FEN)
    recruits: int = number("How many others were recruited.", at_least=0, at_most=10_000, default=0)
    platform: str | None = words("Platform or app.", at_most=120, default=None)
    began_on: date | None = item("First day of taking part.", default=None)
    ended_on: date | None = item("Last day of taking part.", default=None)
    recruited_by: str | None = words("Who recruited, in words.", at_most=200, default=None)
    note: str | None = words("Remarks.", at_most=4000, multiline=True, default=None)


def refuse_charges(charges: Sequence[ChargePart], *, received_on: date) -> Refusal | None:
    """Say why charges cannot be stored: unknown or repeated offence, act after the receipt."""
    offences = [charge.offence for charge in charges]
    if len(set(offences)) < len(offences):
        return InvalidInput([Problem("charges", "REPEATED_OFFENCE")])
    for charge in charges:
        if not is_known_offence(charge.offence):
            return UnknownOffence(offence=charge.offence)
        if any(act.occurred_on > received_on for act in charge.acts):
            return DateInFuture(field="occurredOn")
    return None


def new_charge(part: ChargePart) -> NewCharge:
    """A charge as intake stores it."""
    acts = [NewAct(act.occurred_on, act.amount_fen, act.note) for act in part.acts]
    return NewCharge(part.offence, acts)


def new_involvement(part: InvolvementPart) -> NewInvolvement:
    """An involvement as intake stores it."""
    return NewInvolvement(
        chain_role=part.chain_role, tier=part.tier, means=part.means, platform=part.platform,
        gain_fen=part.gain_fen, began_on=part.began_on, ended_on=part.ended_on,
        recruited_by=part.recruited_by, recruits=part.recruits, note=part.note,
    )  # fmt: skip
