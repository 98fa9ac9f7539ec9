"""Who complains: the victim, or the minor of a relative non-prosecution."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("challenges", sa.Column("complainant", sa.Text))
    # Until now only the victim could complain.
    op.execute("UPDATE challenges SET complainant = 'victim' WHERE kind = 'complaint'")
    op.create_check_constraint(
        "only_complaints_have_one",
        "challenges",
        "(kind = 'complaint') = (complainant IS NOT NULL)",
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_constraint("only_complaints_have_one", "challenges", type_="check")
    op.drop_column("challenges", "complainant")
