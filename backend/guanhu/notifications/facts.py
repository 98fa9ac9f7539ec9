"""What a person has been told, by which way, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final
from uuid import UUID

from guanhu.access.roles import Role
from guanhu.outbox.facts import Cause


class Channel(StrEnum):
    """A way out of the product. What is told stands in the product itself always."""

    EMAIL = "email"
    SMS = "sms"


class NoticeLanguage(StrEnum):
    """The language a person is told things in."""

    ZH = "zh"
    EN = "en"


class DeliveryState(StrEnum):
    """How far a delivery has come.

    ``failed`` is tried again; ``given_up`` is not: too many tries, no address, no longer to be
    told, or its reason is gone.
    """

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class GivenUpBecause(StrEnum):
    """Why a delivery is not tried again."""

    TOO_MANY_TRIES = "too_many_tries"
    REFUSED = "refused"
    NO_ADDRESS = "no_address"
    NO_LONGER_TOLD = "no_longer_told"
    REASON_GONE = "reason_gone"


QUIET_FROM: Final = time(21, 0)
QUIET_UNTIL: Final = time(8, 0)
"""Quiet hours of whoever chose none, in Asia/Shanghai."""


@dataclass(frozen=True, slots=True)
class NotificationSeen:
    """One thing a person was told."""

    id: UUID
    cause: Cause
    case_id: UUID | None
    facts: Mapping[str, str | int]
    told_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliverySeen:
    """One delivery about a case: to whom, by which way, how far; never the address."""

    id: UUID
    account_id: UUID
    role: Role
    cause: Cause
    channel: Channel
    state: DeliveryState
    because: GivenUpBecause | None
    tries: int
    told_at: datetime
    not_before: datetime | None
    tried_at: datetime | None
    sent_at: datetime | None
    given_up_at: datetime | None


@dataclass(frozen=True, slots=True)
class Preference:
    """How a person wants to be told; without quiet hours the two times are equal."""

    email: str | None = None
    phone: str | None = None
    by_email: bool = False
    by_sms: bool = False
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    language: NoticeLanguage = NoticeLanguage.ZH
    chosen: bool = False
