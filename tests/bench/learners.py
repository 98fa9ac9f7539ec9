"""Young people with a test begun, for the row that answers its first question.

Written by SQL as the owner, as the cases are; whoever answers stands before both walls.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import psycopg
from tests.bench.office import FAR, OFFICE, Size, session_of

from guanhu.education.attempt_facts import AttemptKind
from guanhu.education.module_catalogue import modules
from guanhu.education.papers import draw
from guanhu.kernel.clock import SystemClock, office_date
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.replay.learner import said

MODULE: Final = "TWO_CARDS"
FIRST_LEARNER: Final = 1 << 40
TABLES: Final = ("learning_steps", "attempts", "assignments")


def answers(server: EmbeddedPostgres, size: Size, count: int) -> Iterator[tuple[UUID, Any]]:
    """Inputs of `answerQuestion`, each of a young person of its own, with the account."""
    now, module = SystemClock().now(), modules().entry(MODULE, 1)
    today = office_date(now)
    with psycopg.connect(server.admin_url(size.database)) as admin:
        for table in TABLES:
            admin.execute(f"DELETE FROM {table}")  # noqa: S608 - a constant
        found = admin.execute(
            "SELECT id, minor_id, officer_id FROM case_files WHERE status = 'on_probation'"
            " AND decided_on <= %(today)s AND probation_ends_on >= %(today)s"
            " ORDER BY id LIMIT %(count)s",
            {"today": today, "count": count},
        ).fetchall()
        for seed, (case_id, minor_id, officer_id) in enumerate(found):
            account, attempt = UUID(int=FIRST_LEARNER + seed), uuid.uuid4()
            _begin(admin, case_id, minor_id, officer_id, account, attempt, seed, now)
            sheet = draw(seed, module, AttemptKind.PRE)[0]
            yield (
                account,
                {
                    "idempotencyKey": uuid.uuid4().hex,
                    "attemptId": str(attempt),
                    "questionId": sheet.question.id,
                    **said(sheet, right=seed % 3 > 0),
                },
            )


def _begin(
    admin: psycopg.Connection[Any],
    case_id: UUID,
    minor_id: UUID,
    officer_id: UUID,
    account: UUID,
    attempt: UUID,
    seed: int,
    now: Any,
) -> None:
    assignment = uuid.uuid4()
    admin.execute(
        "INSERT INTO accounts (id, office_id, role, display_name, created_at)"
        " VALUES (%s, %s, 'young_person', '', %s) ON CONFLICT DO NOTHING",
        [account, OFFICE, now],
    )
    admin.execute(
        "INSERT INTO sessions (id, account_id, started_at, last_used_at, expires_at)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [session_of(account), account, now, now, FAR],
    )
    admin.execute("UPDATE minors SET account_id = NULL WHERE account_id = %s", [account])
    admin.execute("UPDATE minors SET account_id = %s WHERE id = %s", [account, minor_id])
    admin.execute(
        "INSERT INTO assignments (id, office_id, case_id, module_code, module_version, due_on,"
        " status, reason, assigned_by, assigned_at)"
        " VALUES (%s, %s, %s, %s, 1, %s, 'assigned', '', %s, %s)",
        [assignment, OFFICE, case_id, MODULE, office_date(now) + timedelta(days=30), officer_id,
         now],
    )  # fmt: skip
    admin.execute(
        "INSERT INTO attempts (id, office_id, case_id, assignment_id, kind, number, seed,"
        " account_id, started_at, asked) VALUES (%s, %s, %s, %s, 'pre', 1, %s, %s, %s, 5)",
        [attempt, OFFICE, case_id, assignment, seed, account, now],
    )
