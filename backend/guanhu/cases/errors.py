"""Refusals about case files."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class CaseNumberTaken(Refusal):
    """The case number is already used in this office."""

    code = "CASE_NUMBER_TAKEN"


class DateInFuture(Refusal):
    """Something that has happened cannot lie in the future. Facts: ``field``."""

    code = "DATE_IN_FUTURE"


class DateBefore(Refusal):
    """A date lies before the one it must follow. Facts: ``field``, ``earliest``."""

    code = "DATE_TOO_EARLY"


class NoLegalRepresentative(Refusal):
    """At least one guardian is the legal representative (CPL art. 281, 282)."""

    code = "NO_LEGAL_REPRESENTATIVE"


class UnknownOffence(Refusal):
    """The offence code is not in the offence table. Facts: ``offence``."""

    code = "UNKNOWN_OFFENCE"


class TooFewCases(Refusal):
    """Linking takes at least two different files."""

    code = "TOO_FEW_CASES"


class NoticeAlreadyRecorded(Refusal):
    """The notice is on record. Facts: ``on``."""

    code = "NOTICE_ALREADY_RECORDED"


class NoVictim(Refusal):
    """The file says that there is no victim."""

    code = "NO_VICTIM"


class SupervisionNotLive(Refusal):
    """Only while supervision is live. Facts: ``on``."""

    code = "SUPERVISION_NOT_LIVE"
    rule = "P-02"


class CaseClosed(Refusal):
    """Nothing is done on a closed file."""

    code = "CASE_CLOSED"


class ClosingReasonUnknown(Refusal):
    """No such reason for closing this file, or a retired one. Facts: ``reason``."""

    code = "CLOSING_REASON_UNKNOWN"


class StillOwed(Refusal):
    """Closing hides no duty of the office. Facts: ``what``, one each."""

    code = "STILL_OWED"
