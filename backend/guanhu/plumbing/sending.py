"""Ways out of the product: a file, e-mail by SMTP, text messages by an HTTP provider.

A sender is given a reference that never changes for one delivery. Asked again with the same one it
sends nothing twice, as far as the other side lets it know: files and HTTP providers do, so each
message leaves exactly once. Mail leaves at least once: of mail servers only some drop a second mail
with the same Message-ID. The second one bears the same Message-ID, Date, subject and text.

Errors carry the kind of failure only, never an address or a text.
"""

from __future__ import annotations

import asyncio
import os
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

import httpx
import orjson

TRIES_AT_ONCE: Final = 2
PERMANENT: Final = 500
ALREADY: Final = 409
BUSY: Final = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way: `to` is an address or a phone number.

    `written_at` is when its cause was written down, and does not change with another try.
    """

    reference: UUID
    to: str
    subject: str
    text: str
    written_at: datetime


class SendingFailed(RuntimeError):
    """The message was not taken. `final` says that trying again is of no use."""

    def __init__(self, kind: str, *, final: bool = False) -> None:
        super().__init__(kind)
        self.kind = kind
        self.final = final


class Sender(Protocol):
    """One way out."""

    async def send(self, message: Outgoing) -> None:
        """Send once for its reference; raises `SendingFailed`."""


class FileSender:
    """Writes each message into a folder instead of sending it: for the demo and for tests."""

    def __init__(self, folder: Path, channel: str) -> None:
        self._folder = folder
        self._channel = channel

    async def send(self, message: Outgoing) -> None:
        """One file for each reference, whole or not at all; a second one changes nothing."""
        await asyncio.to_thread(self._write, message)

    def _write(self, message: Outgoing) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = self._folder / f"{self._channel}-{message.reference}.json"
        passing = self._folder / f".{message.reference}.{os.getpid()}"
        content = {"to": message.to, "subject": message.subject, "text": message.text}
        passing.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2))
        try:
            os.link(passing, target)
        except FileExistsError:
            return
        except OSError as problem:
            raise SendingFailed(type(problem).__name__) from problem
        finally:
            passing.unlink()


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server. `security` is ``tls`` from the first byte, ``starttls``, or ``none``."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None = None
    password: str | None = None
    seconds: float = 15.0


class SmtpSender:
    """Sends e-mail by SMTP, in a thread of its own."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    async def send(self, message: Outgoing) -> None:
        try:
            await asyncio.to_thread(self._deliver, message)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _text in refused.recipients.values()]
            final = all(code >= PERMANENT for code in codes)
            raise SendingFailed("RecipientRefused", final=final) from None
        except (smtplib.SMTPException, OSError) as problem:
            raise SendingFailed(type(problem).__name__) from None

    def _deliver(self, message: Outgoing) -> None:
        server = self._server
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = server.sender, message.to, message.subject
        mail["Date"] = format_datetime(message.written_at)
        mail["Message-ID"] = f"<{message.reference}@{server.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        with self._connect() as connection:
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user is not None and server.password is not None:
                connection.login(server.user, server.password)
            connection.send_message(mail)

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.seconds, context=context
            )
        return smtplib.SMTP(server.host, server.port, timeout=server.seconds)


class HttpSmsSender:
    """Hands text messages to a provider: one POST of JSON with `reference`, `to` and `text`.

    The reference goes as `Idempotency-Key` too, so that what is asked twice is sent once. 2xx and
    409 (known already) mean taken; 408, 425, 429 and 5xx are tried again later; any other answer is
    final.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        *,
        seconds: float = 10.0,
        transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
    ) -> None:
        self._url = url
        self._headers = {} if token is None else {"authorization": f"Bearer {token}"}
        self._seconds = seconds
        self._transport = transport

    async def send(self, message: Outgoing) -> None:
        reference = str(message.reference)
        content = {"reference": reference, "to": message.to, "text": message.text}
        transport = None if self._transport is None else self._transport()
        async with httpx.AsyncClient(timeout=self._seconds, transport=transport) as client:
            for left in reversed(range(TRIES_AT_ONCE)):
                try:
                    answer = await client.post(
                        self._url,
                        json=content,
                        headers=self._headers | {"idempotency-key": reference},
                    )
                except httpx.TransportError as problem:
                    if left:
                        continue
                    raise SendingFailed(type(problem).__name__) from None
                if answer.is_success or answer.status_code == ALREADY:
                    return
                again = answer.status_code in BUSY or answer.status_code >= PERMANENT
                raise SendingFailed(f"Http{answer.status_code}", final=not again)
