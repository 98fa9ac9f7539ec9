"""Loads one HTTP server with a number of clients; a process of its own.

Reads one JSON job from standard input and answers one JSON object: requests per second, p50 and
p99 in milliseconds, and the process times at both ends of the measured stretch.
"""

from __future__ import annotations

import asyncio
import functools
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import uvloop
from tests.bench.processes import cpu_seconds

OK: Final = b"HTTP/1.1 200"


class BadAnswer(RuntimeError):
    """The server answered with something else than what is measured."""


@dataclass
class Job:
    """What to send: bodies and headers in order, from the start again unless `once`.

    A client waits `pause_seconds` after an answer, as somebody does who reads a question.
    """

    port: int
    clients: int
    warm_up_seconds: float
    seconds: float
    requests: list[bytes]
    once: bool
    must_hold: bytes
    pids: list[int]
    pause_seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.next: Iterator[bytes] = self._each()

    def _each(self) -> Iterator[bytes]:
        while True:
            yield from self.requests
            if self.once:
                raise BadAnswer("more requests were answered than were prepared")


class Client(asyncio.Protocol):
    """One connection that sends the next request as soon as an answer is whole."""

    def __init__(
        self, job: Job, stop_at: float, measured_from: float, begins_after: float = 0.0
    ) -> None:
        self._job = job
        self._begins_after = begins_after
        self._stop_at = stop_at
        self._measured_from = measured_from
        self._parts = bytearray()
        self._wanted = -1
        self._sent = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._send_after(self._begins_after)

    def data_received(self, data: bytes) -> None:
        self._parts += data
        if self._wanted < 0:
            self._read_head()
        if self._wanted >= 0 and len(self._parts) >= self._wanted:
            self._answered()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or BadAnswer("the server closed the connection"))

    def _read_head(self) -> None:
        end = self._parts.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._parts[:end]).lower()
        place = head.find(b"content-length:")
        if place < 0:
            self._fail("an answer without a length")
            return
        length = int(head[place + 15 :].split(b"\r\n", 1)[0])
        self._wanted = end + 4 + length

    def _answered(self) -> None:
        now = time.perf_counter()
        answer = bytes(self._parts)
        if not answer.startswith(OK) or self._job.must_hold not in answer:
            self._fail(answer[-600:].decode(errors="replace"))
            return
        if now >= self._measured_from:
            self._job.latencies.append(now - self._sent)
        self._parts.clear()
        self._wanted = -1
        if now >= self._stop_at:
            self.done.set_result(None)
            self._transport.close()
        else:
            self._send_after(self._job.pause_seconds)

    def _send_after(self, seconds: float) -> None:
        if seconds:
            asyncio.get_running_loop().call_later(seconds, self._send)
        else:
            self._send()

    def _fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(BadAnswer(why))
        self._transport.close()

    def _send(self) -> None:
        try:
            request = next(self._job.next)
        except BadAnswer as exhausted:
            self._fail(str(exhausted))
            return
        self._sent = time.perf_counter()
        self._transport.write(request)


async def run(job: Job) -> dict[str, float]:
    """Send until the time is over; figures of the measured stretch."""
    loop = asyncio.get_running_loop()
    measured_from = time.perf_counter() + job.warm_up_seconds
    stop_at = measured_from + job.seconds
    clients = []
    for number in range(job.clients):
        # Spread over the first pause: nobody answers in step with everybody else.
        begins_after = job.pause_seconds * number / job.clients
        _, client = await loop.create_connection(
            functools.partial(Client, job, stop_at, measured_from, begins_after),
            "127.0.0.1", job.port,
        )  # fmt: skip
        clients.append(client)
    await asyncio.sleep(measured_from - time.perf_counter())
    before = [cpu_seconds(pid) for pid in job.pids]
    await asyncio.sleep(max(0.0, stop_at - time.perf_counter()))
    after = [cpu_seconds(pid) for pid in job.pids]
    await asyncio.gather(*(client.done for client in clients))
    answered = len(job.latencies)
    percents = statistics.quantiles(job.latencies, n=100)
    return {
        "per_second": answered / job.seconds,
        "p50_ms": percents[49] * 1000,
        "p99_ms": percents[98] * 1000,
        "server_ms": (after[0] - before[0]) * 1000 / answered,
        "database_ms": (sum(after[1:]) - sum(before[1:])) * 1000 / answered,
    }


def main() -> None:
    given = json.load(sys.stdin)
    given["requests"] = [text.encode() for text in given["requests"]]
    given["must_hold"] = given["must_hold"].encode()
    print(json.dumps(uvloop.run(run(Job(**given)))))


if __name__ == "__main__":
    main()
