"""Field notes: a part per young person, remarks, private addenda, follow-ups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import STAFF, build_case_wall, build_wall

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NOTES, REMARKS = "field_notes", "field_note_remarks"
ADDENDA, FOLLOW_UPS = "field_note_addenda", "note_follow_ups"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_notes()
    _create_what_was_added()
    for table in (NOTES, REMARKS, FOLLOW_UPS):
        build_case_wall(table, readers=STAFF, writers=STAFF)
    build_wall(
        ADDENDA,
        "(case_id = ANY ((SELECT guanhu_cases())::uuid[])"
        " AND author_id = (SELECT guanhu_account()))",
        STAFF,
        STAFF,
    )


def _create_notes() -> None:
    op.create_table(
        NOTES,
        *_part(NOTES),
        sa.Column(
            "client_id", sa.Uuid, nullable=False, comment="given by the device that queued it"
        ),
        _to(NOTES, "author_id", "accounts"),
        sa.Column("happened_at", INSTANT, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("of_group", sa.Boolean, nullable=False),
        sa.Column("present", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("contact_made", sa.Boolean, nullable=False),
        sa.Column("no_contact_reason", sa.Text),
        sa.Column("topics", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("concern_level", sa.Text, nullable=False, comment="only ever rises"),
        sa.Column("sensitive", sa.Boolean, nullable=False, comment="once true, always true"),
        sa.Column("note", sa.LargeBinary),
        sa.Column("shared", sa.LargeBinary),
        sa.Column("next_step", sa.LargeBinary),
        sa.UniqueConstraint(
            "author_id", "client_id", "case_id",
            name="uq_field_notes_author_id_client_id_case_id",
        ),
    )  # fmt: skip
    op.create_index("ix_field_notes_case_id_happened_at", NOTES, ["case_id", "happened_at"])


def _create_what_was_added() -> None:
    op.create_table(
        REMARKS,
        *_part(REMARKS),
        _to(REMARKS, "note_id", NOTES),
        sa.Column("concern_level", sa.Text, nullable=False),
        sa.Column("sensitive", sa.Boolean, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        _to(REMARKS, "author_id", "accounts"),
        sa.Column("written_at", INSTANT, nullable=False),
    )
    op.create_table(
        ADDENDA,
        *_part(ADDENDA),
        _to(ADDENDA, "note_id", NOTES),
        _to(ADDENDA, "author_id", "accounts"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
    )
    op.create_table(
        FOLLOW_UPS,
        *_part(FOLLOW_UPS),
        _to(FOLLOW_UPS, "note_id", NOTES),
        sa.Column("request", sa.LargeBinary, nullable=False),
        _to(FOLLOW_UPS, "requested_by", "accounts"),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("resolution", sa.LargeBinary),
        _to(FOLLOW_UPS, "resolved_by", "accounts", nullable=True),
        sa.Column("resolved_at", INSTANT),
    )
    op.create_index(
        "uq_note_follow_ups_note_id_open",
        FOLLOW_UPS,
        ["note_id"],
        unique=True,
        postgresql_where=sa.text("resolved_at IS NULL"),
    )
    for table in (REMARKS, ADDENDA, FOLLOW_UPS):
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
        op.create_index(f"ix_{table}_note_id", table, ["note_id"])


def _part(table: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "case_id", "case_files"),
    )


def _to(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in (FOLLOW_UPS, ADDENDA, REMARKS, NOTES):
        op.drop_table(table)
