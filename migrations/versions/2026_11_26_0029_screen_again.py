"""The screening run again at a change of charges."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_case_wall

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "rescreenings",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        _to("account_id", "accounts"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_on", sa.Date, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_rescreenings_case_id_changed_at", "rescreenings", ["case_id", "changed_at"])
    build_case_wall("rescreenings", readers=PROSECUTION, writers=PROSECUTION)
    op.execute("DROP POLICY rescreenings_update ON rescreenings")
    op.execute("REVOKE UPDATE ON rescreenings FROM guanhu_app")


def _to(column: str, target: str) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_rescreenings_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("rescreenings")
