"""The parts a process runs on, wired for its settings; what serves nothing needs no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import make_url

from guanhu import registry
from guanhu.kernel.clock import Clock, SystemClock
from guanhu.notifications.facts import Channel
from guanhu.plans.condition_catalogue import read_newer, use
from guanhu.plumbing.database import Database
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.passwords import Passwords
from guanhu.plumbing.sending import FileSender, HttpSmsSender, Sender, SmtpSender, SmtpServer
from guanhu.plumbing.tokens import Tokens
from guanhu.plumbing.vault import Vault
from guanhu.settings import Settings


@dataclass(frozen=True, slots=True)
class Product:
    """The parts one process runs on."""

    settings: Settings
    clock: Clock
    keys: KeyFolder
    vault: Vault
    database: Database
    tokens: Tokens
    senders: Mapping[Channel, Sender] = field(default_factory=dict)


def assemble(settings: Settings, clock: Clock | None = None) -> Product:
    """Wire the parts for `settings`; nothing is connected yet."""
    # Foreign keys reach across rooms by name: every table has to be known before the first flush.
    registry.load()
    if settings.condition_catalogue is not None:
        use(read_newer(settings.condition_catalogue))
    keys = KeyFolder(settings.keys_folder)
    vault = Vault(keys)
    database = Database(
        url_with_password(
            settings.database_url.get_secret_value(), settings.database_password_file
        ),
        vault,
        passwords=Passwords(memory_kib=settings.argon2_memory_kib, passes=settings.argon2_passes),
        pool_size=settings.pool_size,
    )
    tokens = Tokens(keys.tokens())
    senders = senders_of(settings)
    return Product(settings, clock or SystemClock(), keys, vault, database, tokens, senders)


def senders_of(settings: Settings) -> dict[Channel, Sender]:
    """The ways out that are set up; what is told stands in the product without any of them."""
    folder = settings.messages_folder
    if folder is not None:
        return {channel: FileSender(folder, channel.value) for channel in Channel}
    found = dict[Channel, Sender]()
    if settings.smtp_host is not None and settings.mail_from is not None:
        found[Channel.EMAIL] = SmtpSender(
            SmtpServer(
                settings.smtp_host, settings.smtp_port, settings.smtp_security.value,
                settings.mail_from, settings.smtp_user, _secret(settings.smtp_password_file),
            )
        )  # fmt: skip
    if settings.sms_url is not None:
        found[Channel.SMS] = HttpSmsSender(settings.sms_url, _secret(settings.sms_token_file))
    return found


def _secret(file: Path | None) -> str | None:
    return None if file is None else file.read_text(encoding="utf-8").strip()


def url_with_password(url: str, password_file: Path | None) -> str:
    """A database URL, with the password from a file where one is named."""
    if password_file is None:
        return url
    password = password_file.read_text(encoding="utf-8").strip()
    return make_url(url).set(password=password).render_as_string(hide_password=False)
