"""Direct non-prosecution is decided again after the minor's own complaint undid the first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

ONCE = (
    "kind NOT IN ('relative_non_prosecution', 'statutory_non_prosecution',"
    " 'evidence_non_prosecution', 'quashing')"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("ix_decisions_case_id", "decisions", ["case_id"])
    op.drop_constraint("uq_decisions_case_id_kind", "decisions", type_="unique")
    op.create_index(
        "uq_decisions_case_id_kind_once", "decisions", ["case_id", "kind"], unique=True,
        postgresql_where=sa.text(ONCE),
    )  # fmt: skip


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index("uq_decisions_case_id_kind_once", "decisions")
    op.create_unique_constraint("uq_decisions_case_id_kind", "decisions", ["case_id", "kind"])
    op.drop_index("ix_decisions_case_id", "decisions")
