"""School hours of a case file, so that nothing is planned into them (O-08)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_case_wall

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

TABLE = "school_timetables"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column(
            "lessons", sa.LargeBinary, nullable=False, comment="JSON inside: weekday, from, until"
        ),
        _to("set_by", "accounts"),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(f"ix_{TABLE}_case_id", TABLE, ["case_id"])
    build_case_wall(TABLE, readers=STAFF, writers=STAFF)


def _to(column: str, target: str) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{TABLE}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table(TABLE)
