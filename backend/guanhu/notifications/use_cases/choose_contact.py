"""Choose how to be told: by which ways, when not, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.notifications.facts import NoticeLanguage, Preference
from guanhu.notifications.repository import NotificationRepository
from guanhu.notifications.rules import refuse_addresses
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseContact:
    """How one wants to be told; it replaces what was chosen before."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    by_email: bool = item("Whether to be told by e-mail too.")
    by_sms: bool = item("Whether to be told by SMS too.")
    email: str | None = words("E-mail address.", at_least=3, at_most=254, default=None)
    phone: str | None = words(
        "Mobile number, 11 digits; without one the number on file is used for families.",
        at_least=11, at_most=11, default=None,
    )  # fmt: skip
    quiet_from_hour: int = number(
        "Hour of day from which nothing is sent (Asia/Shanghai).", at_least=0, at_most=23
    )
    quiet_until_hour: int = number(
        "Hour of day from which it is sent again; equal to the first means no quiet hours.",
        at_least=0, at_most=23,
    )  # fmt: skip
    language: NoticeLanguage = item("Language to be told in.")


@dataclass(frozen=True, slots=True)
class ChosenContact:
    """By which ways."""

    by_email: bool
    by_sms: bool


async def choose_contact(
    database: Database, clock: Clock, actor: Actor, command: ChooseContact
) -> ChosenContact:
    """Keep the choice. What is told stands in the product itself whatever is chosen.

    Raises `NotPermitted`, or the refusal `InvalidInput`.
    """
    actor.require(Permission.SESSION_OWN)
    async with begin(database, clock, actor, command, ChosenContact) as work:
        if work.first_answer is not None:
            return work.first_answer
        own = NotificationRepository(work)
        refusal = refuse_addresses(
            command.email, command.phone, by_email=command.by_email, by_sms=command.by_sms,
            on_file=await own.number_on_file(),
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        await own.choose(
            Preference(
                email=command.email, phone=command.phone, by_email=command.by_email,
                by_sms=command.by_sms, quiet_from=time(command.quiet_from_hour),
                quiet_until=time(command.quiet_until_hour), language=command.language,
            )
        )  # fmt: skip
        work.record(
            "notifications.contact_chosen", "account", actor.account_id,
            email=command.by_email, sms=command.by_sms, language=command.language.value,
        )  # fmt: skip
        return work.answer(ChosenContact(command.by_email, command.by_sms))
