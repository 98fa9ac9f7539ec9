"""Whether a case has a victim, corrected after intake with the reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_case_wall

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "victim_corrections",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("has_victim", sa.Boolean, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to("corrected_by", "accounts"),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_victim_corrections_case_id", "victim_corrections", ["case_id"])
    build_case_wall("victim_corrections", readers=PROSECUTION, writers=PROSECUTION)
    op.execute("DROP POLICY victim_corrections_update ON victim_corrections")
    op.execute("REVOKE UPDATE ON victim_corrections FROM guanhu_app")


def _to(column: str, target: str) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_victim_corrections_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("victim_corrections")
