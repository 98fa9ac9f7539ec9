"""Leave requests with their steps, and absences without approval."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import EVERYONE, STAFF, build_case_wall

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = ("absences", "leave_steps", "leave_requests")

# Whoever asks or answers does it as oneself; a family asks as what it is, and takes back its own.
ASKS_AS_ONESELF = (
    "(SELECT guanhu_role()) = 'system' OR (asked_by = (SELECT guanhu_account())"
    " AND ((SELECT guanhu_role()) <> 'guardian' OR asker = 'guardian')"
    " AND ((SELECT guanhu_role()) <> 'young_person' OR asker = 'minor'))"
)
STEPS_AS_ONESELF = (
    "(SELECT guanhu_role()) = 'system' OR (recorded_by = (SELECT guanhu_account())"
    " AND ((SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor'])"
    " OR ((SELECT guanhu_role()) = 'social_worker'"
    " AND kind IN ('withdrawn', 'returned', 'not_taken'))"
    " OR (kind = 'withdrawn' AND EXISTS (SELECT 1 FROM leave_requests asked"
    " WHERE asked.id = leave_id AND asked.asked_by = (SELECT guanhu_account())))))"
)
NOBODY_CHANGES = "(SELECT guanhu_role()) = 'system'"


def _part_of_case(table: str) -> tuple[sa.Column[sa.Uuid[object]], ...]:
    key = sa.ForeignKey("case_files.id", name=f"fk_{table}_case_id")
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, key, nullable=False, index=True),
    )


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "leave_requests",
        *_part_of_case("leave_requests"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("place", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("company", sa.LargeBinary),
        sa.Column("asker", sa.Text, nullable=False),
        _to("leave_requests", "asked_by", "accounts"),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.CheckConstraint("until >= from_on", name=op.f("ck_leave_requests_in_order")),
    )
    op.create_table(
        "leave_steps",
        *_part_of_case("leave_steps"),
        _to("leave_steps", "leave_id", "leave_requests"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("note", sa.LargeBinary),
        _to("leave_steps", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_index("ix_leave_steps_leave_id", "leave_steps", ["leave_id"])
    op.create_table(
        "absences",
        *_part_of_case("absences"),
        _to("absences", "leave_id", "leave_requests", nullable=True),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("known_on", sa.Date, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        _to("absences", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.CheckConstraint("until >= from_on", name=op.f("ck_absences_in_order")),
    )
    op.create_index("ix_absences_leave_id", "absences", ["leave_id"])
    absence = sa.ForeignKey("absences.id", name="fk_incidents_absence_id")
    op.add_column("incidents", sa.Column("absence_id", sa.Uuid, absence))
    op.create_unique_constraint("uq_incidents_absence_id", "incidents", ["absence_id"])
    build_case_wall("leave_requests", readers=EVERYONE, writers=EVERYONE)
    build_case_wall("leave_steps", readers=EVERYONE, writers=EVERYONE)
    build_case_wall("absences", readers=STAFF, writers=STAFF)
    op.execute(
        "CREATE POLICY leave_requests_as_oneself ON leave_requests AS RESTRICTIVE"
        f" FOR INSERT TO guanhu_app WITH CHECK ({ASKS_AS_ONESELF})"
    )
    op.execute(
        "CREATE POLICY leave_steps_as_oneself ON leave_steps AS RESTRICTIVE"
        f" FOR INSERT TO guanhu_app WITH CHECK ({STEPS_AS_ONESELF})"
    )
    for table in TABLES:
        op.execute(
            f"CREATE POLICY {table}_stay ON {table} AS RESTRICTIVE"
            f" FOR UPDATE TO guanhu_app USING ({NOBODY_CHANGES})"
        )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("incidents", "absence_id")
    for table in TABLES:
        op.drop_table(table)
