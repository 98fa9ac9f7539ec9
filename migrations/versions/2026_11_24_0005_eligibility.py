"""Screenings and their answers, for the prosecution only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, build_case_wall

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _case(table: str) -> sa.Column[object]:
    target = sa.ForeignKey("case_files.id", name=f"fk_{table}_case_id")
    return sa.Column("case_id", sa.Uuid, target, nullable=False)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "screenings",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _case("screenings"),
        sa.Column(
            "account_id",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_screenings_account_id"),
            nullable=False,
        ),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("screened_on", sa.Date, nullable=False),
        sa.Column("rulebook", sa.Text, nullable=False),
        sa.Column("expected_months", sa.Integer, nullable=False),
        sa.Column("expected_reason", sa.LargeBinary, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("remorse", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("because", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column(
            "facts_index",
            sa.LargeBinary,
            nullable=False,
            comment="keyed digest of the charges, acts and birth date it rests on",
        ),
    )
    op.create_index("ix_screenings_case_id_screened_at", "screenings", ["case_id", "screened_at"])
    op.create_table(
        "screening_answers",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _case("screening_answers"),
        sa.Column(
            "screening_id",
            sa.Uuid,
            sa.ForeignKey("screenings.id", name="fk_screening_answers_screening_id"),
            nullable=False,
        ),
        sa.Column("criterion", sa.Text, nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("suggested", sa.Text, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint(
            "screening_id", "criterion", name="uq_screening_answers_screening_id_criterion"
        ),
    )
    op.create_index("ix_screening_answers_case_id", "screening_answers", ["case_id"])
    for table in ("screenings", "screening_answers"):
        build_case_wall(table, readers=PROSECUTION, writers=PROSECUTION)
        # A screening is never changed; a new one is made.
        op.execute(f"DROP POLICY {table}_update ON {table}")
        op.execute(f"REVOKE UPDATE ON {table} FROM guanhu_app")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("screening_answers")
    op.drop_table("screenings")
