"""Whatever points at a row of a case file is found by an index: sealing deletes those rows.

For each row that goes, the database looks for others that point at it; without an index it read the
whole table each time.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

POINTING: Final = (
    ("challenges", "decision_id"),
    ("condition_evidence", "condition_id"),
    ("minor_corrections", "minor_id"),
    ("needs_assessments", "amends_id"),
    ("needs_views", "guardian_id"),
    ("plan_goals", "need_id"),
    ("plan_versions", "parent_id"),
    ("quashing_proposals", "decision_id"),
    ("restitution_entries", "condition_id"),
    ("restitution_entries", "corrects_id"),
    ("restitution_entries", "evidence_id"),
    ("session_places", "catch_up_of"),
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, column in POINTING:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, column in POINTING:
        op.drop_index(f"ix_{table}_{column}", table)
