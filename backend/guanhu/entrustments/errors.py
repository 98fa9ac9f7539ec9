"""Refusals about entrusting the inspection to another place."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class DepartureNotApproved(Refusal):
    """A departure or move is approved before another place is asked (S-11)."""

    code = "DEPARTURE_NOT_APPROVED"
    rule = "S-11"


class GroundHasNoApproval(Refusal):
    """A day of approval belongs to a departure or move and to no other ground (S-11)."""

    code = "GROUND_HAS_NO_APPROVAL"
    rule = "S-11"


class OfficeStaysOwner(Refusal):
    """The own office is the inspecting organ already and cannot be entrusted (S-01)."""

    code = "OFFICE_STAYS_OWNER"
    rule = "S-01"


class OneOffice(Refusal):
    """One office is asked: one of this system, or one outside it that is named (S-11)."""

    code = "ONE_OFFICE"
    rule = "S-11"


class AlreadyEntrusted(Refusal):
    """One place is asked or assists already (S-11). Facts: ``since``."""

    code = "ALREADY_ENTRUSTED"
    rule = "S-11"


class EntrustmentStateForbids(Refusal):
    """The entrustment does not stand where this can be done (S-11). Facts: ``state``."""

    code = "ENTRUSTMENT_STATE_FORBIDS"
    rule = "S-11"


class NotOfAssistingOffice(Refusal):
    """Who assists is an active officer or social worker of that office (S-11). Facts: ``field``."""

    code = "NOT_OF_ASSISTING_OFFICE"
    rule = "S-11"


class AnsweredByTheOffice(Refusal):
    """An office of this system answers and writes by itself while it is asked or assists (S-11)."""

    code = "ANSWERED_BY_THE_OFFICE"
    rule = "S-11"


class LetterReceivedAlready(Refusal):
    """The letter was received before (S-11). Facts: ``on``."""

    code = "LETTER_RECEIVED_ALREADY"
    rule = "S-11"


class NoEntrustmentThere(Refusal):
    """No entrustment of the file stands where this can be done (S-11)."""

    code = "NO_ENTRUSTMENT_THERE"
    rule = "S-11"


class NoLetterWaiting(Refusal):
    """No letter about the result waits to be received (S-11)."""

    code = "NO_LETTER_WAITING"
    rule = "S-11"
