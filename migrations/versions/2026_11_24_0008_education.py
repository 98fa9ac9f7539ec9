"""Education: modules assigned to young people, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import EVERYONE, STAFF, build_case_wall

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _to(column: str, target: str, *, nullable: bool = False) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_assignments_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("module_code", sa.Text, nullable=False),
        sa.Column("module_version", sa.Integer, nullable=False),
        _to("condition_id", "plan_conditions", nullable=True),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to("assigned_by", "accounts"),
        sa.Column("assigned_at", INSTANT, nullable=False),
        sa.Column("completed_on", sa.Date),
        sa.Column("minutes", sa.Integer),
        sa.Column("how", sa.Text),
        sa.Column(
            "credited_minutes",
            sa.Integer,
            comment="to the condition; 0 is a refusal with a reason",
        ),
        sa.Column("no_credit_reason", sa.LargeBinary),
        sa.Column("note", sa.LargeBinary),
        _to("completed_by", "accounts", nullable=True),
        _to("withdrawn_by", "accounts", nullable=True),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("withdrawal_reason", sa.LargeBinary),
    )
    for column in ("case_id", "condition_id"):
        op.create_index(f"ix_assignments_{column}", "assignments", [column])
    op.create_index(
        "uq_assignments_case_id_module_code_standing",
        "assignments",
        ["case_id", "module_code"],
        unique=True,
        postgresql_where=sa.text("status <> 'withdrawn'"),
    )
    build_case_wall("assignments", readers=EVERYONE, writers=STAFF)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("assignments")
