"""Compulsory measures: two never hold at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, build_case_wall

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def _to(column: str, target: str, *, nullable: bool = False) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_compulsory_measures_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "compulsory_measures",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ordered_by", sa.Text, nullable=False),
        sa.Column("began_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("holds_during", postgresql.DATERANGE, nullable=False),
        sa.Column("ending", sa.Text),
        sa.Column("reason", sa.LargeBinary),
        _to("recorded_by", "accounts"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _to("ended_by", "accounts", nullable=True),
        postgresql.ExcludeConstraint(
            ("case_id", "="),
            ("holds_during", "&&"),
            using="gist",
            name="ex_compulsory_measures_one_at_a_time",
        ),
    )
    op.create_index("ix_compulsory_measures_case_id", "compulsory_measures", ["case_id"])
    build_case_wall("compulsory_measures", readers=PROSECUTION, writers=PROSECUTION)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("compulsory_measures")
