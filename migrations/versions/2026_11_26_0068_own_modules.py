"""Modules an office writes itself: drafted, reviewed by a second person, published, retired."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import EVERYONE, build_wall

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
MODULES = "office_modules"
WRITERS = ("officer", "supervisor", "social_worker")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        MODULES,
        sa.Column("id", sa.Uuid, primary_key=True),
        _to("office_id", "offices"),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column(
            "files",
            postgresql.JSONB,
            nullable=False,
            comment="the files of its folder by name; about nobody",
        ),
        sa.Column(
            "writers",
            postgresql.ARRAY(sa.Uuid),
            nullable=False,
            comment="everybody who wrote in it; none of them publishes it",
        ),
        _to("author_id", "accounts"),
        sa.Column("drafted_at", INSTANT, nullable=False),
        _to("reviewer_id", "accounts", nullable=True),
        sa.Column("decided_at", INSTANT),
        sa.Column("feedback", sa.LargeBinary),
        sa.Column("retired_on", sa.Date),
        _to("retired_by", "accounts", nullable=True),
        sa.UniqueConstraint(
            "office_id", "code", "version", name="uq_office_modules_office_id_code_version"
        ),
    )
    op.create_index("ix_office_modules_code_version", MODULES, ["code", "version"])
    # Families learn with what their office published; nothing in it is about anybody.
    build_wall(MODULES, "true", EVERYONE, WRITERS)


def _to(column: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{MODULES}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table(MODULES)
