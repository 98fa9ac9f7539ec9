"""The register of corrections of a minor's identity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, build_case_wall

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _to(column: str, target: str, *, nullable: bool = False) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_minor_corrections_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "minor_corrections",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        _to("minor_id", "minors"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("expected_version", sa.Integer, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column(
            "fields", postgresql.ARRAY(sa.Text), nullable=False, comment="names of changed fields"
        ),
        sa.Column("before", sa.LargeBinary, nullable=False),
        sa.Column("after", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to("author_id", "accounts"),
        sa.Column("asked_at", INSTANT, nullable=False),
        _to("closer_id", "accounts", nullable=True),
        sa.Column("closed_at", INSTANT),
        sa.Column("answer", sa.LargeBinary),
        sa.CheckConstraint(
            "closer_id <> author_id", name=op.f("ck_minor_corrections_closer_is_somebody_else")
        ),
    )
    op.create_index("ix_minor_corrections_case_id", "minor_corrections", ["case_id"])
    op.create_index(
        "uq_minor_corrections_minor_id_submitted",
        "minor_corrections",
        ["minor_id"],
        unique=True,
        postgresql_where=sa.text("state = 'submitted'"),
    )
    build_case_wall("minor_corrections", readers=PROSECUTION, writers=PROSECUTION)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("minor_corrections")
