"""What a work list asks of a whole office is found without reading the office through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

UNANSWERED = (
    "recorded_at IS NULL AND excused_at IS NULL AND superseded_by IS NULL AND reviewed_at IS NULL"
)
INDEXES = {
    "ix_check_ins_unanswered": ("check_ins", ["office_id", "due_from", "case_id"], UNANSWERED),
    "ix_incidents_undecided": ("incidents", ["office_id", "case_id"], "decided_on IS NULL"),
    "ix_challenges_without_reviewer": (
        "challenges",
        ["office_id", "case_id"],
        "reviewer_id IS NULL AND answered_on IS NULL AND lapsed_on IS NULL",
    ),
    "ix_guardian_orders_submitted": (
        "guardian_orders", ["office_id", "case_id"], "state = 'submitted'",
    ),
    "ix_recommendations_submitted": (
        "recommendations", ["office_id", "case_id"], "state = 'submitted'",
    ),
}  # fmt: skip


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, (table, columns, where) in INDEXES.items():
        op.create_index(name, table, columns, postgresql_where=sa.text(where))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, (table, _columns, _where) in INDEXES.items():
        op.drop_index(name, table)
