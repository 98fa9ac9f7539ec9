"""The rhythm of check-ins as a plan asks for it, and what follows from it day by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_case_wall

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

TABLE = "reach_tasks"
SENSITIVE_IN = ("check_ins", "check_in_changes", "check_in_remarks")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, default in (("check_in_window_days", "3"), ("check_in_grace_days", "2")):
        column = sa.Column(name, sa.Integer, nullable=False, server_default=sa.text(default))
        op.add_column("plan_versions", column)
    op.add_column("plan_versions", sa.Column("self_report_every_days", sa.Integer))
    op.alter_column("check_ins", "schedule_id", nullable=True)
    version = sa.ForeignKey("plan_versions.id", name="fk_check_ins_plan_version_id")
    op.add_column("check_ins", sa.Column("plan_version_id", sa.Uuid, version))
    op.create_index("ix_check_ins_plan_version_id", "check_ins", ["plan_version_id"])
    op.create_check_constraint(
        op.f("ck_check_ins_of_a_series_or_a_plan"),
        "check_ins",
        "(schedule_id IS NULL) <> (plan_version_id IS NULL)",
    )
    op.add_column(
        "check_ins", sa.Column("opened_on", sa.Date, comment="told that the window is open")
    )
    op.create_index(
        "ix_check_ins_unopened_due_from",
        "check_ins",
        ["due_from"],
        postgresql_where=sa.text(
            "opened_on IS NULL AND recorded_at IS NULL AND excused_at IS NULL"
            " AND superseded_by IS NULL AND marked_missed_on IS NULL"
        ),
    )
    for table in SENSITIVE_IN:
        column = sa.Column("sensitive", sa.Boolean, nullable=False, server_default=sa.text("false"))
        op.add_column(table, column)
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column(
            "case_id",
            sa.Uuid,
            sa.ForeignKey("case_files.id", name=f"fk_{TABLE}_case_id"),
            nullable=False,
            index=True,
        ),
        sa.Column("raised_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
    )
    op.create_index(
        f"uq_{TABLE}_case_id_open",
        TABLE,
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    build_case_wall(TABLE, readers=STAFF, writers=("system",))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table(TABLE)
    for table in SENSITIVE_IN:
        op.drop_column(table, "sensitive")
    op.drop_index("ix_check_ins_unopened_due_from")
    op.drop_column("check_ins", "opened_on")
    op.drop_constraint(op.f("ck_check_ins_of_a_series_or_a_plan"), "check_ins", type_="check")
    op.drop_index("ix_check_ins_plan_version_id")
    # What a plan's rhythm made has no series; without the rhythm it would be nobody's.
    op.execute("DELETE FROM check_ins WHERE schedule_id IS NULL AND recorded_at IS NULL")
    op.drop_column("check_ins", "plan_version_id")
    op.alter_column("check_ins", "schedule_id", nullable=False)
    for name in ("self_report_every_days", "check_in_grace_days", "check_in_window_days"):
        op.drop_column("plan_versions", name)
