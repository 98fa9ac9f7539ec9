"""How files that end in no non-prosecution are closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY
from walls import PROSECUTION, STAFF, build_case_wall

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def _to(column: str, target: str) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_case_closures_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "case_closures",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("closed_on", sa.Date, nullable=False),
        sa.Column("reasons", ARRAY(sa.Text), nullable=False),
        sa.Column("note", sa.LargeBinary),
        _to("closed_by", "accounts"),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", name="uq_case_closures_case_id"),
    )
    build_case_wall("case_closures", readers=STAFF, writers=PROSECUTION)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("case_closures")
