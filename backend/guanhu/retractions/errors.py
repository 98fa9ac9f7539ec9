"""Refusals about entries that are taken back."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class NotYourEntry(Refusal):
    """An entry is taken back by whoever wrote it, the officer of the case, or the supervisor."""

    code = "NOT_YOUR_ENTRY"


class RetractionPending(Refusal):
    """It is proposed already that the entry be taken back. Facts: ``since``."""

    code = "RETRACTION_PENDING"


class RetractionSettled(Refusal):
    """The proposal was confirmed or declined before. Facts: ``on``."""

    code = "RETRACTION_SETTLED"


class SecondPersonNeeded(Refusal):
    """Whoever proposes that an older entry be taken back neither confirms nor declines it."""

    code = "SECOND_PERSON_NEEDED"


class MoveToItself(Refusal):
    """An entry is moved to another file."""

    code = "MOVE_TO_ITSELF"


class TargetHasItsPart(Refusal):
    """The other file has a part of the same contact already; this one is retracted instead."""

    code = "TARGET_HAS_ITS_PART"


class TargetNotVisible(Refusal):
    """The file it is to go to is not the reader's; a supervisor, who sees both, confirms."""

    code = "TARGET_NOT_VISIBLE"


class OwnWordsStay(Refusal):
    """What a young person said of themself is theirs, and no entry of staff."""

    code = "OWN_WORDS_STAY"


class NothingRecorded(Refusal):
    """The check-in bears no record that could be taken back."""

    code = "NOTHING_RECORDED"


class DecisionRestsOnIt(Refusal):
    """Something was decided with this record before the decider's eyes. Facts: ``what``."""

    code = "DECISION_RESTS_ON_IT"
