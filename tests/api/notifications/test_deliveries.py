"""Deliveries: put off and not dropped, tried again, given up, never doubled; and what they say."""

from __future__ import annotations

import json
import random
import re
import smtplib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

import httpx
import pytest

from guanhu.audit.work import look_on_record
from guanhu.jobs.daily import run_job
from guanhu.law.offences import OFFENCES
from guanhu.notifications.facts import Channel, NoticeLanguage
from guanhu.notifications.texts import SentenceMissing, outside, sentence, sentences, subject
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.sending import (
    FileSender,
    HttpSmsSender,
    Outgoing,
    SendingFailed,
    SmtpSender,
    SmtpServer,
)
from support.builders_checkins import a_case_under_supervision
from support.builders_family import a_guardian, a_young_person
from support.telling import into, run, send_all, sent
from support.traces import MARKER
from support.world import World

SMS = Channel.SMS


class Killed(BaseException):
    """The process is gone: nothing after it runs."""


@dataclass
class Provider:
    """An SMS provider that knows a reference again, and fails or dies as it is told."""

    taken: dict[UUID, int] = field(default_factory=dict)
    asked: int = 0
    fail: list[BaseException] = field(default_factory=list)

    async def send(self, message: Outgoing) -> None:
        self.asked += 1
        problem = self.fail.pop(0) if self.fail else None
        if isinstance(problem, Killed):
            self.taken[message.reference] = self.taken.get(message.reference, 0) + 1
            raise problem
        if problem is not None:
            raise problem
        self.taken[message.reference] = self.taken.get(message.reference, 0) + 1


async def a_family(world: World) -> str:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    return case_id


async def tell_times(world: World, case_id: str, times: int, to: Audience) -> None:
    async with look_on_record(world.product.database, world.clock, world.actors["li"]) as work:
        for number in range(times):
            await tell(
                work, Cause.LEAVE_DECIDED, UUID(case_id), to, case_id=UUID(case_id),
                occurrence=str(number), from_on=world.today,
            )  # fmt: skip


def states(world: World) -> dict[str, int]:
    return dict(world.sql("SELECT state, count(*) FROM deliveries GROUP BY state"))


async def test_quiet_hours_put_off_and_drop_nothing(world: World, tmp_path: Path) -> None:
    case_id = await a_family(world)
    world.at("2026-03-02T21:30")
    await tell_times(world, case_id, 1, Audience.GUARDIANS)

    await send_all(world, tmp_path)
    at_night = sent(tmp_path)
    world.at("2026-03-03T07:59")
    await send_all(world, tmp_path)
    early = sent(tmp_path)
    world.at("2026-03-03T08:00")
    await send_all(world, tmp_path)

    assert (at_night, early, len(sent(tmp_path))) == ([], [], 1)
    assert world.sql("SELECT tries FROM deliveries") == [(1,)]


async def test_no_more_than_so_many_an_hour_and_the_rest_later(
    world: World, tmp_path: Path
) -> None:
    case_id = await a_family(world)
    limit = world.product.settings.messages_per_hour
    await tell_times(world, case_id, limit + 2, Audience.GUARDIANS)
    await tell_times(world, case_id, 1, Audience.YOUNG_PERSON)

    await send_all(world, tmp_path)
    by_person = [each["to"] for each in sent(tmp_path)]
    world.later(minutes=59)
    await send_all(world, tmp_path)
    before_the_hour = len(sent(tmp_path))
    world.later(minutes=1)
    await send_all(world, tmp_path)

    assert sorted(by_person.count(to) for to in set(by_person)) == [1, limit]
    assert (before_the_hour, len(sent(tmp_path))) == (limit + 1, limit + 3)


async def test_a_failure_is_told_tried_again_and_given_up_in_the_end(world: World) -> None:
    case_id = await a_family(world)
    await tell_times(world, case_id, 1, Audience.GUARDIANS)
    provider = Provider(fail=[SendingFailed("Http503"), SendingFailed("ConnectTimeout")])
    senders = {SMS: provider}

    (first,) = (await run(world, "hand_out", "deliver", senders=senders))[1:]
    too_soon = await run(world, "deliver", senders=senders)
    waiting = states(world)
    for _ in range(2):
        world.later(minutes=5)
        await run(world, "deliver", senders=senders)

    assert [each.kind for each in first.tally.failures] == ["Http503"]
    assert (too_soon, waiting) == ([], {"failed": 1})
    assert (states(world), provider.asked, len(provider.taken)) == ({"sent": 1}, 3, 1)

    await tell_times(world, case_id, 3, Audience.YOUNG_PERSON)
    provider.fail = [SendingFailed("Http400", final=True), *[SendingFailed("Http503")] * 100]
    await run(world, "hand_out", "deliver", senders=senders)
    for _ in range(40):
        world.later(hours=7)
        await run(world, "deliver", senders=senders)
    given_up = world.sql(
        "SELECT because, tries, given_up_at IS NOT NULL FROM deliveries"
        " WHERE state = 'given_up' ORDER BY tries"
    )
    assert given_up == [
        ("refused", 1, True), ("too_many_tries", 8, True), ("too_many_tries", 8, True),
    ]  # fmt: skip


async def test_one_that_fails_stops_none_of_the_others(world: World) -> None:
    case_id = await a_family(world)
    await tell_times(world, case_id, 5, Audience.GUARDIANS)
    provider = Provider(fail=[SendingFailed("Http500")])

    reports = await run(world, "hand_out", "deliver", senders={SMS: provider})

    assert [(each.tally.done, len(each.tally.failures)) for each in reports] == [(5, 0), (4, 1)]
    errors = world.sql("SELECT errors FROM job_runs WHERE name = 'deliver'")[0][0]
    assert [each["kind"] for each in errors] == ["Http500"]


async def test_killed_twenty_times_between_claim_send_and_mark(
    world: World, tmp_path: Path
) -> None:
    """Nothing lost, nothing doubled: the same reference is sent again, and known already."""
    case_id = await a_family(world)
    await tell_times(world, case_id, 30, Audience.GUARDIANS)
    await run(world, "hand_out", senders=into(tmp_path))
    chance = random.Random(20)  # noqa: S311 - the same deaths each time
    asked = [0]

    class Dying(FileSender):
        async def send(self, message: Outgoing) -> None:
            asked[0] += 1
            if chance.random() < 0.5:
                raise Killed  # before it left
            await super().send(message)
            if chance.random() < 0.5:
                raise Killed  # after it left and before it was marked

    product = replace(
        world.product,
        senders={SMS: Dying(tmp_path, "sms")},
        settings=world.product.settings.model_copy(update={"messages_per_hour": 1000}),
    )
    killed = 0
    while killed < 20:
        try:
            await run_job(product, world.clock, "deliver")
        except Killed:
            killed += 1
        world.later(minutes=11)
        world.clock.set(world.clock.now())
    product = replace(product, senders=into(tmp_path))
    world.at("2026-03-03T10:00")
    await run_job(product, world.clock, "deliver")

    assert states(world) == {"sent": 30}
    assert len(sent(tmp_path)) == 30
    assert asked[0] > 20
    cut_off = world.sql("SELECT count(*) FROM job_runs WHERE ended_at IS NULL")
    assert cut_off == [(20,)]


async def test_two_senders_at_once_never_take_one_delivery(world: World) -> None:
    case_id = await a_family(world)
    await tell_times(world, case_id, 5, Audience.GUARDIANS)
    one, two = Provider(), Provider()
    await run(world, "hand_out", senders={SMS: one})

    class Meanwhile(Provider):
        async def send(self, message: Outgoing) -> None:
            await run(world, "deliver", senders={SMS: two})
            await one.send(message)

    await run(world, "deliver", senders={SMS: Meanwhile()})

    assert (len(one.taken), two.taken) == (5, {})


# --- what is said -------------------------------------------------------------------------------

SAMPLE: dict[str, str | int] = dict.fromkeys(
    {
        name
        for texts in sentences().values()
        for text in texts.values()
        for name in re.findall(r"{(\w+)}", text)
    } - {"said", "url"},
    7,
) | dict.fromkeys(("until", "begins", "since", "ends"), "2026-03-05")  # fmt: skip
NEVER = (
    "案", "罪", "嫌疑", "起诉", "犯", "检察", "林小禾", MARKER, "offence", "crime", "suspect",
    "prosecut", "charge", "guilt", "victim", "defend",
)  # fmt: skip


@pytest.mark.parametrize("language", list(NoticeLanguage))
@pytest.mark.parametrize("cause", list(Cause))
def test_no_sentence_names_a_case_an_offence_or_a_person(
    cause: Cause, language: NoticeLanguage
) -> None:
    said = sentence(cause, SAMPLE, language)
    whole = f"{subject(language)} {outside(said, 'https://guanhu.example', language)}"

    names = [name for each in OFFENCES.values() for name in (each.zh, each.en.lower())]
    assert [word for word in (*NEVER, *names) if word in whole.lower()] == []
    assert "{" not in whole


def test_a_sentence_that_is_not_given_what_it_names_is_refused() -> None:
    with pytest.raises(SentenceMissing):
        sentence(Cause.CHECK_IN_DUE, {}, NoticeLanguage.ZH)


def test_every_sentence_belongs_to_a_cause() -> None:
    assert set(sentences()) - {cause.value for cause in Cause} == {"outside", "subject"}


# --- the ways out -------------------------------------------------------------------------------

WRITTEN = datetime(2026, 3, 2, 1, tzinfo=UTC)
MESSAGE = Outgoing(uuid4(), "13900000000", "subject", "text", WRITTEN)


async def test_a_file_is_written_once_for_a_reference(tmp_path: Path) -> None:
    sender = FileSender(tmp_path / "out", "sms")

    await sender.send(MESSAGE)
    await sender.send(replace(MESSAGE, text="another"))

    assert [each["text"] for each in sent(tmp_path / "out")] == ["text"]
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.parametrize(
    ("answers", "kind", "final"),
    [
        ([200], None, False),
        ([409], None, False),
        ([httpx.ReadTimeout("x"), 202], None, False),
        ([httpx.ReadTimeout("x"), httpx.ConnectError("x")], "ConnectError", False),
        ([503], "Http503", False),
        ([429], "Http429", False),
        ([400], "Http400", True),
    ],
)
async def test_the_http_provider_is_asked_with_the_reference(
    answers: list[Any],
    kind: str | None,
    final: bool,  # noqa: FBT001
) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        now = answers[len(asked) - 1]
        if isinstance(now, httpx.TransportError):
            raise now
        return httpx.Response(now)

    sender = HttpSmsSender(
        "https://sms.example/send", "secret", transport=lambda: httpx.MockTransport(answer)
    )
    failed = None
    try:
        await sender.send(MESSAGE)
    except SendingFailed as problem:
        failed = problem

    assert (failed and failed.kind, bool(failed and failed.final)) == (kind, final)
    assert len(asked) == len(answers)
    for request in asked:
        assert request.headers["idempotency-key"] == str(MESSAGE.reference)
        assert request.headers["authorization"] == "Bearer secret"
        assert json.loads(request.content) == {
            "reference": str(MESSAGE.reference), "to": "13900000000", "text": "text",
        }  # fmt: skip


class Mailbox:
    """Stands in the place of `smtplib.SMTP`."""

    mails: list[Any]
    problem: Exception | None

    def __init__(self, host: str, port: int, timeout: float) -> None:
        self.at = host, port, timeout
        self.steps: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def starttls(self, context: object) -> None:
        assert context is not None
        self.steps.append("starttls")

    def login(self, user: str, password: str) -> None:
        assert (user, password) == ("guanhu", "secret")
        self.steps.append("login")

    def send_message(self, mail: Any) -> None:
        assert self.steps == ["starttls", "login"]
        if Mailbox.problem is not None:
            raise Mailbox.problem
        Mailbox.mails.append(mail)


@pytest.mark.parametrize(
    ("problem", "kind", "final"),
    [
        (None, None, False),
        (smtplib.SMTPServerDisconnected(), "SMTPServerDisconnected", False),
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (550, b"no")}), "RecipientRefused", True),
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (451, b"later")}), "RecipientRefused", False),
    ],
)
async def test_mail_goes_encrypted_with_the_reference(
    monkeypatch: pytest.MonkeyPatch,
    problem: Exception | None,
    kind: str | None,
    final: bool,  # noqa: FBT001
) -> None:
    Mailbox.mails, Mailbox.problem = [], problem
    monkeypatch.setattr(smtplib, "SMTP", Mailbox)
    server = SmtpServer(
        "mail.example", 587, "starttls", "no-reply@guanhu.example", "guanhu", "secret"
    )
    failed = None
    try:
        for _ in range(2):  # as after a death between sending and marking
            await SmtpSender(server).send(replace(MESSAGE, to="a@b.cn", text="约好的联系"))
    except SendingFailed as refused:
        failed = refused

    assert (failed and failed.kind, bool(failed and failed.final)) == (kind, final)
    if problem is None:
        mail, again = Mailbox.mails
        assert again.as_bytes() == mail.as_bytes()
        assert mail["Date"] == "Mon, 02 Mar 2026 01:00:00 +0000"
        assert (mail["To"], mail["Message-ID"]) == (
            "a@b.cn", f"<{MESSAGE.reference}@guanhu.example>",
        )  # fmt: skip
        assert mail.get_content().strip() == "约好的联系"
