"""Refusals about field notes."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class FollowUpOpen(Refusal):
    """One follow-up of a note is open at a time (S53). Facts: ``since``."""

    code = "FOLLOW_UP_OPEN"


class FollowUpNotYours(Refusal):
    """Resolved by whoever asked, by the writer of the note, or by the officer of the file (S53)."""

    code = "FOLLOW_UP_NOT_YOURS"


class FieldNoteRetracted(Refusal):
    """The note that is sent again was taken back in between (S55). Facts: ``on``."""

    code = "FIELD_NOTE_RETRACTED"


class FollowUpResolved(Refusal):
    """The follow-up was resolved before (S53). Facts: ``on``."""

    code = "FOLLOW_UP_RESOLVED"
