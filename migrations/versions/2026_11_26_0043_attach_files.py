"""Attachments: files of a case, what each is by content, and what it belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_case_wall

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

TABLE = "attachments"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("type", sa.Text, nullable=False, comment="by content, never by name"),
        sa.Column("size_bytes", sa.Integer, nullable=False, comment="of what is kept, in the open"),
        sa.Column("attached_to", sa.Text),
        sa.Column("record_id", sa.Uuid),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _to("uploaded_by", "accounts"),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(f"ix_{TABLE}_case_id", TABLE, ["case_id"])
    op.create_index(f"ix_{TABLE}_record_id", TABLE, ["record_id"])
    # Encrypted bytes do not get smaller: do not try.
    op.execute(f"ALTER TABLE {TABLE} ALTER COLUMN content SET STORAGE EXTERNAL")
    build_case_wall(TABLE, readers=STAFF, writers=STAFF)


def _to(column: str, target: str) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{TABLE}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table(TABLE)
