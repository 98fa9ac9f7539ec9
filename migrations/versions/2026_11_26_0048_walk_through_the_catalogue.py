"""A condition kept as it is, although the catalogue tells it otherwise by now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "plan_conditions",
        sa.Column("kept_against", sa.Text, comment="the catalogue's standing it was kept against"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("plan_conditions", "kept_against")
