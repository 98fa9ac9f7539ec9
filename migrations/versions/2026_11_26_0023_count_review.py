"""Events of the review for prosecution, and whether the suspect is in custody now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, build_case_wall

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "case_files",
        sa.Column(
            "in_custody", sa.Boolean, nullable=False, server_default=sa.text("false"),
            comment="now; no holiday lengthens a limit then (T-04)",
        ),
    )  # fmt: skip
    op.add_column(
        "case_files",
        sa.Column(
            "review_events", postgresql.JSONB, nullable=False, server_default=sa.text("'[]'"),
            comment="what happened to the review for prosecution: codes and days (T-07)",
        ),
    )  # fmt: skip
    op.create_table(
        "review_events",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column(
            "case_id",
            sa.Uuid,
            sa.ForeignKey("case_files.id", name="fk_review_events_case_id"),
            nullable=False,
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column(
            "recorded_by",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_review_events_recorded_by"),
            nullable=False,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_review_events_case_id", "review_events", ["case_id"])
    build_case_wall("review_events", readers=PROSECUTION, writers=PROSECUTION)
    # Fails aloud where the owner itself is bound by the walls, rather than changing nothing.
    op.execute("SET LOCAL row_security = off")
    op.execute(
        "UPDATE case_files SET in_custody = true WHERE id IN (SELECT case_id FROM"
        " compulsory_measures WHERE ended_on IS NULL AND kind IN ('detention', 'arrest'))"
    )
    op.execute("SET LOCAL row_security = on")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("review_events")
    op.drop_column("case_files", "review_events")
    op.drop_column("case_files", "in_custody")
