"""What is measured: each row starts its server, warms it up, loads it, and stops it."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID

import psycopg
from sqlalchemy.engine import make_url
from tests.bench.learners import answers
from tests.bench.office import (
    OFFICE,
    SUPERVISOR,
    Size,
    open_check_ins,
    past_check_ins,
    session_of,
)
from tests.bench.processes import resident_mib

from guanhu.access.roles import Role
from guanhu.kernel.clock import SystemClock
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.keys import KeyFolder
from guanhu.plumbing.migrations import ROOT
from guanhu.plumbing.tokens import Tokens

CLIENTS: Final = 16
LEARNERS: Final = 64
WARM_UP_SECONDS: Final = 3.0
READY_SECONDS: Final = 60.0
OFFICERS: Final = 200
"""Whose caseloads are asked for in turn: the staff of a very large office."""
LOGGED_PER_SECOND: Final = 700
"""More check-ins than can be logged in a second, so that a row never runs dry."""

FLOORS: Final = 4
"""How many times as many the floor is given."""

Figures = dict[str, float]
Kind = Literal["product", "floor", "postgraphile"]

PAGE_VARIABLES: Final = {
    "page": 1,
    "perPage": 25,
    "sort": "NEXT_DEADLINE",
    "order": "ASC",
    "filter": {},
    "language": "ZH",
}
CASE_PARTS: Final = """
query CaseParts($id: UUID!, $language: Language!) {
  caseFile(id: $id) {
    id
    deadlines { kind title(language: $language) startsOn dueOn state provisional
      basis { rule citation(language: $language) unconfirmed } explanation(language: $language) }
    allowedActions { action allowed code reason(language: $language)
      basis { rule citation(language: $language) unconfirmed } }
  }
}
"""
ANSWER: Final = """
mutation AnswerOne($input: AnswerQuestionInput!, $language: Language!) {
  answerQuestion(input: $input) { __typename
    ... on AnswerQuestionSuccess {
      givenAnswer { right remarks { right text(language: $language) } } }
    ... on Refused { code } }
}
"""
_TOKENS: Final[dict[UUID, str]] = {}
POSTGRAPHILE_PAGE: Final = """
query CaseList($office: UUID!, $officer: UUID!) {
  allCaseFiles(first: 25, orderBy: [NEXT_DEADLINE_ON_ASC, PRIMARY_KEY_ASC],
    condition: {officeId: $office, officerId: $officer}) {
    totalCount
    nodes {
      rowId caseNumber lastActOn chainRole status receivedOn hasVictim hasDefender
      suspectInformedOn victimInformedOn decidedOn servicesMissing announcedOn probationMonths
      probationEndsOn nextDeadlineOn lastCheckInOn missedToReview version
      minorByMinorId { name birthDate }
      accountByOfficerId { displayName }
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    key: str
    title: str
    kind: Kind
    work: Literal["page", "log", "case", "worklist", "answer"] = "page"
    supervisor: bool = False
    small: bool = False


ROWS: Final = (
    Row("a", "caseload of an officer, through /graphql", "product"),
    Row("b", "the floor: one statement, bare driver, bare ASGI", "floor"),
    Row("c", "PostGraphile, the same page, names as ciphertext", "postgraphile"),
    Row("d", "logging a check-in, through /graphql", "product", work="log"),
    Row("df", "the floor of (d): the same inserts, bare driver", "floor", work="log"),
    Row("a1", "as (a), office of 1,000 cases", "product", small=True),
    Row("s", "caseload of the supervisor of 100,000 cases", "product", supervisor=True),
    Row("s1", "as (s), office of 1,000 cases", "product", supervisor=True, small=True),
    Row("e", "deadlines and allowed actions of one case", "product", work="case"),
    Row("w", "work list of an officer, through /graphql", "product", work="worklist"),
    Row("l", "answering a question, 64 learners, one a second each", "product", work="answer"),
    Row("w1", "as (w), office of 1,000 cases", "product", work="worklist", small=True),
)


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything the rows need."""

    server: EmbeddedPostgres
    keys: KeyFolder
    app_url: str
    large: Size
    small: Size
    node_folder: Path | None
    scratch: Path
    seconds: float
    rounds: int

    def url(self, size: Size, *, owner: bool = False) -> str:
        if owner:
            return self.server.admin_url(size.database)
        url = make_url(self.app_url).set(database=size.database)
        return url.render_as_string(hide_password=False)


def measure(bench: Bench, row: Row) -> Figures:
    """One round of one row."""
    size = bench.small if row.small else bench.large
    port = _free_port()
    requests = _requests(bench, row, size)
    with _running(bench, row, size, port) as process:
        job = {
            "port": port,
            "clients": LEARNERS if row.work == "answer" else CLIENTS,
            "pause_seconds": 1.0 if row.work == "answer" else 0.0,
            "warm_up_seconds": WARM_UP_SECONDS,
            "seconds": bench.seconds,
            "requests": requests,
            "once": row.work in {"log", "answer"},
            "must_hold": {
                "page": '"total',
                "log": "LogCheckInSuccess",
                "case": '"allowed"',
                "worklist": '"counts"',
                "answer": "AnswerQuestionSuccess",
            }[row.work],
            "pids": [process.pid, bench.server.pid],
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.load"],
            input=json.dumps(job), capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        if done.returncode != 0:
            raise SystemExit(f"({row.key}) failed:\n{done.stderr}")
        figures: Figures = json.loads(done.stdout)
        figures["mib"] = resident_mib(process.pid)
    return figures


# --- servers ----------------------------------------------------------------------------------


@contextmanager
def _running(bench: Bench, row: Row, size: Size, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        "PATH": os.environ["PATH"],
        "BENCH_PORT": str(port),
        "BENCH_URL": bench.url(size, owner=row.kind == "floor"),
    }
    folder = ROOT
    if row.kind == "product":
        command = [str(Path(sys.executable).with_name("guanhu")), "serve", "--port", str(port)]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "backend"),  # the code beside this, wherever it is installed
            "GUANHU_DATABASE_URL": bench.url(size),
            "GUANHU_KEYS_FOLDER": str(bench.keys.folder),
            "GUANHU_TRUSTED_DOCUMENTS": str(_documents(bench)),
        }
    elif row.kind == "floor":
        command = [sys.executable, "-m", "tests.bench.floor"]
    else:
        assert bench.node_folder is not None
        folder = bench.node_folder
        command = ["node", "postgraphile.mjs"]
        environment |= {"BENCH_SCOPES": str(_scopes(bench, size)), "NODE_ENV": "production",
                        "GRAPHILE_ENV": "production"}  # fmt: skip
    with (bench.scratch / "bench-server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
    try:
        _wait_for(process, port)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("a server did not start; see .guanhu/bench-server.log")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _documents(bench: Bench) -> Path:
    """The trusted documents of the front ends, and the one of row (e)."""
    documents: dict[str, str] = json.loads(
        (ROOT / "graphql" / "trusted-documents.json").read_text(encoding="utf-8")
    )
    documents[document_id(CASE_PARTS)] = CASE_PARTS
    documents[document_id(ANSWER)] = ANSWER
    path = bench.scratch / "bench-documents.json"
    path.write_text(json.dumps(documents), encoding="utf-8")
    return path


def _scopes(bench: Bench, size: Size) -> Path:
    """What `guanhu_enter` would set for each officer, for the side that does not call it."""
    path = bench.scratch / "bench-scopes.json"
    with psycopg.connect(bench.url(size, owner=True)) as owner:
        found = owner.execute(
            "SELECT officer_id, array_agg(id)::text, array_agg(minor_id)::text"
            " FROM case_files GROUP BY 1"
        ).fetchall()
    scopes = {
        str(officer): {
            "guanhu.office": str(OFFICE), "guanhu.account": str(officer),
            "guanhu.role": "officer", "guanhu.scope": "cases", "guanhu.cases": cases,
            "guanhu.minors": minors,
        }
        for officer, cases, minors in found
    }  # fmt: skip
    path.write_text(json.dumps(scopes), encoding="utf-8")
    return path


# --- requests ---------------------------------------------------------------------------------


def _requests(bench: Bench, row: Row, size: Size) -> list[str]:
    """Whole HTTP requests, each as the next of `OFFICERS` officers."""
    _TOKENS.clear()  # they last ten minutes
    officers = [SUPERVISOR] if row.supervisor else size.officers[:OFFICERS]
    wanted = int(LOGGED_PER_SECOND * (bench.seconds + WARM_UP_SECONDS))
    if row.kind == "floor" and row.work == "log":
        return [
            f"GET /?{officer}&{check_in} HTTP/1.1\r\nHost: bench\r\n\r\n"
            for check_in, officer in past_check_ins(bench.server, size, FLOORS * wanted)
        ]
    if row.kind == "floor":
        return [f"GET /?{officer} HTTP/1.1\r\nHost: bench\r\n\r\n" for officer in officers]
    if row.kind == "postgraphile":
        return [
            _post({"query": POSTGRAPHILE_PAGE,
                   "variables": {"office": str(OFFICE), "officer": str(officer)}},
                  f"X-Account: {officer}")
            for officer in officers
        ]  # fmt: skip
    if row.work == "log":
        return [
            _asked(bench, officer, trusted("LogCheckIn"), {"input": _visit(check_in),
                                                           "language": "ZH"})
            for check_in, officer in open_check_ins(bench.server, size, wanted)
        ]  # fmt: skip
    if row.work == "answer":
        wanted = int(LEARNERS * (bench.seconds + WARM_UP_SECONDS + 2))
        return [
            _asked(
                bench, account, document_id(ANSWER), {"input": given, "language": "ZH"},
                role=Role.YOUNG_PERSON,
            )
            for account, given in answers(bench.server, size, wanted)
        ]  # fmt: skip
    if row.work == "case":
        return [
            _asked(bench, officer, document_id(CASE_PARTS), {"id": str(case), "language": "ZH"})
            for case, officer in _some_cases(bench, size)
        ]
    if row.work == "worklist":
        page = {"page": 1, "perPage": 25, "language": "ZH"}
        return [_asked(bench, officer, trusted("Worklist"), page) for officer in officers]
    return [_asked(bench, officer, trusted("CaseList"), PAGE_VARIABLES) for officer in officers]


def trusted(operation: str) -> str:
    """The identifier of the trusted document that holds one operation of the front end."""
    documents: dict[str, str] = json.loads(
        (ROOT / "graphql" / "trusted-documents.json").read_text(encoding="utf-8")
    )
    return next(
        digest
        for digest, text in documents.items()
        if f"query {operation}(" in text or f"mutation {operation}(" in text
    )


def document_id(text: str) -> str:
    import hashlib  # noqa: PLC0415

    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def token(bench: Bench, account: UUID, role: Role | None = None) -> str:
    """An access token as sign-in issues it; who asks again within its minutes has the same one."""
    role = role or (Role.SUPERVISOR if account == SUPERVISOR else Role.OFFICER)
    if account not in _TOKENS:
        _TOKENS[account], _ = Tokens(bench.keys.tokens()).issue(
            account_id=account, session_id=session_of(account), office_id=OFFICE,
            role=role.value, now=SystemClock().now(),
        )  # fmt: skip
    return _TOKENS[account]


def _asked(
    bench: Bench,
    account: UUID,
    document: str,
    variables: dict[str, Any],
    role: Role | None = None,
) -> str:
    return _post(
        {"documentId": document, "variables": variables},
        f"Authorization: Bearer {token(bench, account, role)}",
    )


def _post(body: dict[str, Any], header: str) -> str:
    text = json.dumps(body)
    return (
        "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\n{header}\r\nContent-Length: {len(text)}\r\n\r\n{text}"
    )


def _visit(check_in: UUID) -> dict[str, Any]:
    return {
        "idempotencyKey": uuid.uuid4().hex,
        "checkInId": str(check_in),
        "happenedAt": SystemClock().now().isoformat(),
        "how": "VISIT",
        "present": ["MINOR", "GUARDIAN"],
        "contactMade": True,
        "topics": ["SCHOOL", "CONDITIONS"],
        "conditionsEvidenced": [],
        "concernLevel": "NONE",
        "note": "按时到校，情绪稳定。" * 5,
    }


def _some_cases(bench: Bench, size: Size) -> list[tuple[UUID, UUID]]:
    dice = random.Random(1)  # noqa: S311 - which cases are read does not have to be secret
    officers = dice.sample(size.officers, min(200, len(size.officers)))
    with psycopg.connect(bench.url(size, owner=True)) as owner:
        return owner.execute(
            "SELECT id, officer_id FROM case_files WHERE officer_id = ANY(%s)"
            " AND status = 'on_probation' ORDER BY id LIMIT 2000",
            [officers],
        ).fetchall()
