"""Self-reports nobody has looked at are found by the work list at the cost of their number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

INDEX = "ix_check_ins_report_unread"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index(
        INDEX,
        "check_ins",
        ["case_id"],
        postgresql_where=sa.text(
            "kind = 'self_report' AND recorded_at IS NOT NULL AND reviewed_at IS NULL"
        ),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(INDEX, "check_ins")
