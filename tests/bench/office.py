"""Databases to measure on: cases with real vault fields, check-ins by SQL, made once and kept.

Rows are written as the owner of the tables, so that making them is quick; what is measured later
signs in as the application's role and stands before both walls like anybody else.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import sql

from guanhu.cases.clock import next_due
from guanhu.cases.facts import CaseStatus, Milestones
from guanhu.kernel.clock import SystemClock, office_date
from guanhu.law.periods import add_months
from guanhu.law.rulebooks import rulebook_for
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.migrations import ROOT, upgrade
from guanhu.plumbing.vault import Vault

EDITION: Final = "1"
"""Raise it when other rows are made."""
CHECK_INS_PER_CASE: Final = 30
CASELOAD: Final = 100
"""Cases of one officer: what one person could conceivably handle; offices grow by people."""
DAYS_FRESH: Final = 30
OPEN_DAYS: Final = 60
OFFICE: Final = UUID(int=1)
SUPERVISOR: Final = UUID(int=2)
FAR: Final = datetime(2099, 1, 1, tzinfo=UTC)
FAMILY_NAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN_NAMES: Final = "子涵欣怡浩宇梓轩思远雨桐嘉禾明辉佳琪晨曦文博小雪一鸣可心天佑若兰家豪静"
STATUSES: Final = (
    *(CaseStatus.ON_PROBATION,) * 13, CaseStatus.UNDER_REVIEW, CaseStatus.UNDER_REVIEW,
    CaseStatus.PROPOSED, CaseStatus.DECIDED, CaseStatus.OPINION_GIVEN, CaseStatus.FINAL_DECISION,
    CaseStatus.PROSECUTED,
)  # fmt: skip

CASE_COLUMNS: Final = (
    "id", "office_id", "minor_id", "officer_id", "case_number", "status", "version", "rulebook",
    "received_on", "has_victim", "has_defender", "last_act_on", "chain_role",
    "suspect_informed_on", "victim_informed_on", "decided_on", "services_missing", "announced_on",
    "probation_months", "probation_ends_on", "final_decided_on", "next_deadline_on",
    "last_check_in_on", "missed_to_review", "charges_changed_at", "opened_at",
)  # fmt: skip
MINOR_COLUMNS: Final = (
    "id", "office_id", "name", "birth_date", "sex", "school_status", "age_proof", "name_index",
    "version", "registered_at",
)  # fmt: skip
KEY_COLUMNS: Final = ("record_id", "kind", "office_id", "master_key_id", "wrapped")

CHARGES: Final = """
INSERT INTO charges (id, office_id, case_id, position, offence_code)
  SELECT gen_random_uuid(), office_id, id, 1, '287-2' FROM case_files
"""
ACTS: Final = """
INSERT INTO acts (id, office_id, case_id, charge_id, occurred_on, amount_fen)
  SELECT gen_random_uuid(), c.office_id, c.id, h.id, c.last_act_on, 20000
  FROM case_files c JOIN charges h ON h.case_id = c.id
"""
INVOLVEMENTS: Final = """
INSERT INTO involvements (id, office_id, case_id, chain_role, tier, means, gain_fen, recruits)
  SELECT gen_random_uuid(), office_id, id, chain_role, 'participant', '{bank_card}', 20000, 0
  FROM case_files
"""
SCHEDULES: Final = """
INSERT INTO check_in_schedules (id, office_id, case_id, kind, first_due_on, every_days, count,
    window_days, grace_days, author_id, scheduled_at)
  SELECT gen_random_uuid(), office_id, id, 'visit', received_on, 7, %(each)s, 3, 2, officer_id,
    opened_at
  FROM case_files
"""
# All but the last of a case lie in the past and are recorded; the last one is open for weeks.
CHECK_INS: Final = """
INSERT INTO check_ins (id, office_id, case_id, schedule_id, kind, due_from, due_until, grace_until,
    happened_at, recorded_at, recorded_by, contact_made)
  SELECT gen_random_uuid(), s.office_id, s.case_id, s.id, 'visit',
    %(today)s - 7 * n, %(today)s - 7 * n + CASE n WHEN 0 THEN %(open)s ELSE 3 END,
    %(today)s - 7 * n + CASE n WHEN 0 THEN %(open)s ELSE 3 END + 2,
    CASE WHEN n > 0 THEN %(now)s - make_interval(days => 7 * n) END,
    CASE WHEN n > 0 THEN %(now)s - make_interval(days => 7 * n) END,
    CASE WHEN n > 0 THEN s.author_id END, CASE WHEN n > 0 THEN true END
  FROM check_in_schedules s CROSS JOIN generate_series(%(each)s - 1, 0, -1) AS n
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a database is; its name says it."""

    cases: int

    @property
    def database(self) -> str:
        return f"bench_{self.cases}"

    @property
    def officers(self) -> list[UUID]:
        return [UUID(int=1_000 + n) for n in range(max(1, self.cases // CASELOAD))]


def session_of(account: UUID) -> UUID:
    """The live session of one account."""
    return UUID(int=account.int + (1 << 64))


def ensure(server: EmbeddedPostgres, vault: Vault, size: Size, *, open_needed: int) -> None:
    """Make the database of one size unless it is there, current, fresh and not used up."""
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        found = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [size.database],
        ).fetchone()
    if found is not None and found[0] == _digest(vault) and _usable(server, size, open_needed):
        return
    print(f"making a database of {size.cases:,} cases; minutes, once", flush=True)
    _rebuild(server, vault, size)


def _usable(server: EmbeddedPostgres, size: Size, open_needed: int) -> bool:
    with psycopg.connect(server.admin_url(size.database)) as admin:
        row = admin.execute(
            "SELECT count(*), min(due_from) FROM check_ins WHERE recorded_at IS NULL"
        ).fetchone()
    assert row is not None
    today = office_date(SystemClock().now())
    return bool(row[0] >= min(open_needed, size.cases) and (today - row[1]).days < DAYS_FRESH)


def _digest(vault: Vault) -> str:
    """Changes with `EDITION`, with any migration, and with the keys the fields are made for."""
    digest = hashlib.sha256(vault.blind_index("bench", EDITION))
    for file in sorted((ROOT / "migrations").rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _rebuild(server: EmbeddedPostgres, vault: Vault, size: Size) -> None:
    name = sql.Identifier(size.database)
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
    upgrade(server.admin_url(size.database))
    now = SystemClock().now()
    with psycopg.connect(server.admin_url(size.database), autocommit=True) as admin:
        admin.execute("SET synchronous_commit = off")
        admin.execute("SET maintenance_work_mem = '256MB'")
        with admin.transaction():
            _fill_people(admin, size, now)
            _fill_cases(admin, vault, size, now)
            facts = {
                "each": CHECK_INS_PER_CASE, "today": office_date(now), "now": now,
                "open": OPEN_DAYS,
            }  # fmt: skip
            for statement in (CHARGES, ACTS, INVOLVEMENTS):
                admin.execute(statement)
            admin.execute(SCHEDULES, facts)
            admin.execute(CHECK_INS, facts)
        admin.execute("VACUUM ANALYZE")
        admin.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(_digest(vault)))
        )
        admin.execute("CHECKPOINT")


def _fill_people(admin: psycopg.Connection[Any], size: Size, now: datetime) -> None:
    admin.execute(
        "INSERT INTO offices (id, code, name_zh, name_en, region_code)"
        " VALUES (%s, 'P999999', '测量院', 'Measured Office', '999999')",
        [OFFICE],
    )
    people = [(SUPERVISOR, "supervisor", "主管")]
    people += [(officer, "officer", f"检察官{n}") for n, officer in enumerate(size.officers, 1)]
    with admin.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO accounts (id, office_id, role, display_name, created_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [(account, OFFICE, role, name, now) for account, role, name in people],
        )
        cursor.executemany(
            "INSERT INTO sessions (id, account_id, started_at, last_used_at, expires_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [(session_of(account), account, now, now, FAR) for account, _, _ in people],
        )


def _fill_cases(admin: psycopg.Connection[Any], vault: Vault, size: Size, now: datetime) -> None:
    dice = random.Random(size.cases)  # noqa: S311 - the same office at every making
    numbers = iter(range(1, size.cases + 1))
    while batch := list(itertools.islice(numbers, 5_000)):
        minors: list[tuple[Any, ...]] = []
        cases: list[tuple[Any, ...]] = []
        keys: list[tuple[Any, ...]] = []
        for number in batch:
            officer = size.officers[number % len(size.officers)]
            case_id, minor_id = uuid.uuid4(), uuid.uuid4()
            cases.append(_case(dice, case_id, minor_id, officer, number, now))
            key, stored = vault.new_key(minor_id)
            keys.append((minor_id, "minor", OFFICE, stored.master_key_id, stored.wrapped))
            _, of_case = vault.new_key(case_id)
            keys.append((case_id, "case", OFFICE, of_case.master_key_id, of_case.wrapped))
            name = dice.choice(FAMILY_NAMES) + "".join(dice.sample(GIVEN_NAMES, 2))
            born = office_date(now) - timedelta(days=dice.randint(16 * 366, 18 * 365))
            minors.append((
                minor_id, OFFICE, key.seal("minors.name", minor_id, name),
                key.seal("minors.birth_date", minor_id, born.isoformat()), "female",
                "vocational", "identity_card", vault.blind_index("minors.name", name), 1, now,
            ))  # fmt: skip
        _copy(admin, "record_keys", KEY_COLUMNS, keys)
        _copy(admin, "minors", MINOR_COLUMNS, minors)
        _copy(admin, "case_files", CASE_COLUMNS, cases)
        if sys.stdout.isatty():
            print(f"\r  {batch[-1]:,} cases", end="", flush=True)
    if sys.stdout.isatty():
        print("\r  check-ins, indexes  ", flush=True)


def _case(
    dice: random.Random, case_id: UUID, minor_id: UUID, officer: UUID, number: int, now: datetime
) -> tuple[Any, ...]:
    """One row of ``case_files``, in the order of `CASE_COLUMNS`, its next deadline computed."""
    today = office_date(now)
    status = dice.choice(STATUSES)
    decided = status not in {CaseStatus.UNDER_REVIEW, CaseStatus.PROPOSED, CaseStatus.PROSECUTED}
    over = status in {CaseStatus.OPINION_GIVEN, CaseStatus.FINAL_DECISION}
    months = dice.randint(6, 12) if decided else None
    days_ago = dice.randint(380, 420) if over else dice.randint(0, 90)
    decided_on = today - timedelta(days=days_ago) if decided else None
    received_on = (decided_on or today) - timedelta(days=dice.randint(5, 25))
    announced = decided_on if status is not CaseStatus.DECIDED else None
    ends_on = None if decided_on is None or months is None else add_months(decided_on, months)
    facts = Milestones(
        status=status,
        rulebook=rulebook_for(received_on).id,
        received_on=received_on,
        charges_changed_at=now,
        has_victim=number % 3 > 0,
        has_defender=True,
        legal_aid_notified_on=None,
        suspect_informed_on=received_on,
        victim_informed_on=received_on if number % 3 > 0 else None,
        decided_on=decided_on,
        services_missing=1 if status is CaseStatus.DECIDED else 0,
        announced_on=announced,
        probation_months=months,
        probation_ends_on=ends_on,
        printed_end=None,
        final_decided_on=_final_day(status, today),
        final_services_missing=0,
        final_announced_on=None,
    )
    return (
        case_id, OFFICE, minor_id, officer, f"测检未〔{today.year}〕{number}号", status.value, 1,
        facts.rulebook, received_on, facts.has_victim, facts.has_defender,
        received_on - timedelta(days=dice.randint(30, 300)), "card_supplier",
        facts.suspect_informed_on, facts.victim_informed_on, decided_on, facts.services_missing,
        announced, months, ends_on, facts.final_decided_on, next_due(facts, today),
        today - timedelta(days=7) if decided else None, number % 5 // 4, now, now,
    )  # fmt: skip


def _final_day(status: CaseStatus, today: date) -> date | None:
    return today - timedelta(days=5) if status is CaseStatus.FINAL_DECISION else None


def _copy(
    admin: psycopg.Connection[Any], table: str, columns: tuple[str, ...], rows: list[Any]
) -> None:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), listed)
    with admin.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def open_check_ins(server: EmbeddedPostgres, size: Size, count: int) -> Iterator[tuple[UUID, UUID]]:
    """Check-ins that can be logged today, each with the officer who may do so."""
    with psycopg.connect(server.admin_url(size.database)) as admin:
        yield from admin.execute(
            "SELECT i.id, c.officer_id FROM check_ins i JOIN case_files c ON c.id = i.case_id"
            " WHERE i.recorded_at IS NULL AND c.status = 'on_probation'"
            " ORDER BY md5(i.id::text) LIMIT %s",
            [count],
        )


def past_check_ins(server: EmbeddedPostgres, size: Size, count: int) -> Iterator[tuple[UUID, UUID]]:
    """Check-ins of the past that have no record yet, each with the officer of its file.

    The floor writes theirs, so that it takes none of those the product can still log.
    """
    with psycopg.connect(server.admin_url(size.database)) as admin:
        yield from admin.execute(
            "SELECT i.id, c.officer_id FROM check_ins i TABLESAMPLE SYSTEM (5)"
            " JOIN case_files c ON c.id = i.case_id"
            " WHERE i.recorded_at IS NOT NULL"
            " AND NOT EXISTS (SELECT FROM check_in_records r WHERE r.check_in_id = i.id)"
            " ORDER BY md5(i.id::text) LIMIT %s",
            [count],
        )
