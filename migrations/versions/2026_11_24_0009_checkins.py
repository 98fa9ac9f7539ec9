"""Check-ins: series, windows, records, evidence, changes, remarks and private addenda."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import EVERYONE, STAFF, build_case_wall, build_wall

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "check_in_addenda", "check_in_remarks", "check_in_changes", "check_in_evidence",
    "check_in_records", "check_ins", "check_in_schedules",
)  # fmt: skip


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False, primary_key: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable, primary_key=primary_key)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_check_ins()
    _create_what_was_found()
    _create_what_was_added()
    build_case_wall("check_ins", readers=EVERYONE, writers=STAFF)
    for table in TABLES:
        if table not in {"check_ins", "check_in_addenda"}:
            build_case_wall(table, readers=STAFF, writers=STAFF)
    build_wall(
        "check_in_addenda",
        "(case_id = ANY ((SELECT guanhu_cases())::uuid[])"
        " AND author_id = (SELECT guanhu_account()))",
        STAFF,
        STAFF,
    )


def _create_check_ins() -> None:
    op.create_table(
        "check_in_schedules",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("check_in_schedules", "case_id", "case_files"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("first_due_on", sa.Date, nullable=False),
        sa.Column("every_days", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("window_days", sa.Integer, nullable=False),
        sa.Column("grace_days", sa.Integer, nullable=False),
        _to("check_in_schedules", "author_id", "accounts"),
        sa.Column("scheduled_at", INSTANT, nullable=False),
    )
    op.create_index("ix_check_in_schedules_case_id", "check_in_schedules", ["case_id"])
    op.create_table(
        "check_ins",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("check_ins", "case_id", "case_files"),
        _to("check_ins", "schedule_id", "check_in_schedules"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due_from", sa.Date, nullable=False),
        sa.Column("due_until", sa.Date, nullable=False),
        sa.Column("grace_until", sa.Date, nullable=False),
        sa.Column("happened_at", INSTANT),
        sa.Column("recorded_at", INSTANT),
        _to("check_ins", "recorded_by", "accounts", nullable=True),
        sa.Column("contact_made", sa.Boolean),
        sa.Column("late", sa.Boolean, nullable=False, server_default="false"),
        sa.Column("excused_at", INSTANT),
        _to("check_ins", "superseded_by", "check_ins", nullable=True),
        sa.Column("marked_missed_on", sa.Date),
        sa.Column("reviewed_at", INSTANT),
    )
    op.create_index("ix_check_ins_case_id_due_from", "check_ins", ["case_id", "due_from"])
    op.create_index("ix_check_ins_schedule_id", "check_ins", ["schedule_id"])
    op.create_index("ix_check_ins_superseded_by", "check_ins", ["superseded_by"])
    op.create_index(
        "ix_check_ins_open_grace_until",
        "check_ins",
        ["grace_until"],
        postgresql_where=sa.text(
            "recorded_at IS NULL AND excused_at IS NULL AND superseded_by IS NULL"
            " AND marked_missed_on IS NULL"
        ),
    )


def _create_what_was_found() -> None:
    op.create_table(
        "check_in_records",
        _to("check_in_records", "check_in_id", "check_ins", primary_key=True),
        _office(),
        _to("check_in_records", "case_id", "case_files"),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("present", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("no_contact_reason", sa.Text),
        sa.Column("topics", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("concern_level", sa.Text, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sa.Column("next_step", sa.LargeBinary),
    )
    op.create_index("ix_check_in_records_case_id", "check_in_records", ["case_id"])
    op.create_table(
        "check_in_evidence",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("check_in_evidence", "case_id", "case_files"),
        _to("check_in_evidence", "check_in_id", "check_ins"),
        _to("check_in_evidence", "condition_id", "plan_conditions"),
        sa.UniqueConstraint(
            "check_in_id", "condition_id", name="uq_check_in_evidence_check_in_id_condition_id"
        ),
    )
    op.create_index("ix_check_in_evidence_case_id", "check_in_evidence", ["case_id"])
    op.create_index("ix_check_in_evidence_condition_id", "check_in_evidence", ["condition_id"])


def _create_what_was_added() -> None:
    op.create_table(
        "check_in_changes",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("check_in_changes", "case_id", "case_files"),
        _to("check_in_changes", "check_in_id", "check_ins"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to("check_in_changes", "author_id", "accounts"),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.UniqueConstraint("check_in_id", "kind", name="uq_check_in_changes_check_in_id_kind"),
    )
    op.create_index("ix_check_in_changes_case_id", "check_in_changes", ["case_id"])
    op.create_table(
        "check_in_remarks",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("check_in_remarks", "case_id", "case_files"),
        _to("check_in_remarks", "check_in_id", "check_ins"),
        sa.Column("concern_level", sa.Text, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        _to("check_in_remarks", "author_id", "accounts"),
        sa.Column("written_at", INSTANT, nullable=False),
    )
    op.create_index("ix_check_in_remarks_case_id", "check_in_remarks", ["case_id"])
    op.create_index("ix_check_in_remarks_check_in_id", "check_in_remarks", ["check_in_id"])
    op.create_table(
        "check_in_addenda",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("check_in_addenda", "case_id", "case_files"),
        _to("check_in_addenda", "check_in_id", "check_ins"),
        _to("check_in_addenda", "author_id", "accounts"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
    )
    op.create_index("ix_check_in_addenda_case_id", "check_in_addenda", ["case_id"])
    op.create_index("ix_check_in_addenda_check_in_id", "check_in_addenda", ["check_in_id"])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
