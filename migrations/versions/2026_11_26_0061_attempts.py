"""Attempts at a module's tests, the log of what learners do, attempts granted, and credit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import EVERYONE, STAFF, build_case_wall

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
LEARNERS = ("guardian", "young_person", "system")
TABLES = ("learning_steps", "attempt_grants", "attempts")
ADDED = (
    "learner", "results_shown", "recommended", "attempts_allowed", "attempts_failed",
    "delayed_due_on", "credited_to", "credited_by", "credited_at",
)  # fmt: skip
WAITING = {
    "ix_assignments_failed": (
        "status = 'assigned' AND attempts_allowed > 0 AND attempts_failed >= attempts_allowed"
    ),
    "ix_assignments_to_credit": "status = 'completed' AND credited_at IS NULL",
    "ix_assignments_delayed": "delayed_due_on IS NOT NULL",
}
UNIQUE = "uq_assignments_case_id_module_code_standing"
STANDING = sa.text("status <> 'withdrawn'")


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _own(table: str) -> tuple[sa.Column[sa.Uuid[object]], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "case_id", "case_files"),
        _to(table, "assignment_id", "assignments"),
    )


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _widen_assignments()
    table = "attempts"
    op.create_table(
        table,
        *_own(table),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        _to(table, "account_id", "accounts"),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("right_first", sa.Integer),
        sa.Column("passed", sa.Boolean),
        sa.Column("active_seconds", sa.Integer),
        sa.UniqueConstraint(
            "assignment_id", "kind", "number", name=f"uq_{table}_assignment_id_kind_number"
        ),
    )
    op.create_index(
        f"uq_{table}_assignment_id_open",
        table,
        ["assignment_id"],
        unique=True,
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    table = "learning_steps"
    op.create_table(
        table,
        *_own(table),
        _to(table, "attempt_id", "attempts", nullable=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("part", sa.Text),
        sa.Column("given", sa.LargeBinary),
        sa.Column("is_right", sa.Boolean),
        sa.Column("at", INSTANT, nullable=False),
        _to(table, "account_id", "accounts"),
        sa.Column("session_id", sa.Uuid),
        sa.UniqueConstraint("assignment_id", "number", name=f"uq_{table}_assignment_id_number"),
    )
    op.create_index(f"ix_{table}_attempt_id", table, ["attempt_id"])
    table = "attempt_grants"
    op.create_table(
        table,
        *_own(table),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to(table, "granted_by", "accounts"),
        sa.Column("granted_at", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{table}_assignment_id", table, ["assignment_id"])
    for each in TABLES:
        op.create_index(f"ix_{each}_case_id", each, ["case_id"])
    # Who learns writes the own attempts; staff reads them and writes none.
    for each in ("attempts", "learning_steps"):
        build_case_wall(each, readers=EVERYONE, writers=LEARNERS)
    build_case_wall("attempt_grants", readers=STAFF, writers=STAFF)
    # The log only grows.
    op.execute("DROP POLICY learning_steps_update ON learning_steps")
    op.execute("REVOKE UPDATE ON learning_steps FROM guanhu_app")


def _widen_assignments() -> None:
    table = "assignments"
    whose = sa.Column("learner", sa.Text, nullable=False, server_default="young_person")
    op.add_column(table, whose)
    for name, default in (("results_shown", sa.true()), ("recommended", sa.false())):
        op.add_column(table, sa.Column(name, sa.Boolean, nullable=False, server_default=default))
    for name, default in (("attempts_allowed", "3"), ("attempts_failed", "0")):
        op.add_column(table, sa.Column(name, sa.Integer, nullable=False, server_default=default))
    op.add_column(table, sa.Column("delayed_due_on", sa.Date))
    op.add_column(table, _to(table, "credited_to", "plan_conditions", nullable=True))
    op.add_column(table, _to(table, "credited_by", "accounts", nullable=True))
    op.add_column(table, sa.Column("credited_at", INSTANT))
    op.create_index("ix_assignments_credited_to", table, ["credited_to"])
    for name, where in WAITING.items():
        op.create_index(name, table, ["office_id", "case_id"], postgresql_where=sa.text(where))
    # What was completed before was credited, or not, in the same breath.
    op.execute(
        "UPDATE assignments SET credited_by = completed_by, credited_at = completed_on,"
        " credited_to = CASE WHEN credited_minutes > 0 THEN condition_id END"
        " WHERE status = 'completed'"
    )
    op.drop_index(UNIQUE, table)
    op.create_index(
        UNIQUE, table, ["case_id", "module_code", "learner"],
        unique=True, postgresql_where=STANDING,
    )  # fmt: skip


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for each in TABLES:
        op.drop_table(each)
    table = "assignments"
    op.drop_index(UNIQUE, table)
    op.create_index(
        UNIQUE, table, ["case_id", "module_code"], unique=True, postgresql_where=STANDING
    )
    for name in ("ix_assignments_credited_to", *WAITING):
        op.drop_index(name, table)
    for name in ADDED:
        op.drop_column(table, name)
