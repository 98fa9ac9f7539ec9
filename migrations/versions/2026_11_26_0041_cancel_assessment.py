"""A scheduled psychological assessment is cancelled, with a reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

COLUMNS = ("cancelled_on", "cancelled_because", "cancelled_by")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    account = sa.ForeignKey("accounts.id", name="fk_assessments_cancelled_by")
    op.add_column("assessments", sa.Column("cancelled_on", sa.Date))
    op.add_column("assessments", sa.Column("cancelled_because", sa.LargeBinary))
    op.add_column("assessments", sa.Column("cancelled_by", sa.Uuid, account))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for column in COLUMNS:
        op.drop_column("assessments", column)
