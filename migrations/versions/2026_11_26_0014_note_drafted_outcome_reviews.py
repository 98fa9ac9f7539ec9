"""The day on which the outcome review was drafted, beside the milestones of its file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Files whose review was begun before this column existed.
FILL = """
UPDATE case_files SET outcome_drafted_on = (drafted_at AT TIME ZONE 'Asia/Shanghai')::date
  FROM outcome_reviews WHERE outcome_reviews.case_id = case_files.id
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("case_files", sa.Column("outcome_drafted_on", sa.Date))
    op.execute(FILL)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("case_files", "outcome_drafted_on")
