"""Clocks that events of a case start, kept beside the milestones of its file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "case_files",
        sa.Column(
            "clocks",
            postgresql.JSONB,
            nullable=False,
            server_default=sa.text("'[]'"),
            comment="started clocks: codes, days, identifiers",
        ),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("case_files", "clocks")
