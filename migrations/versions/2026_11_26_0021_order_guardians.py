"""Orders to guardians, sessions, checks, duties, undertakings, recommendations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, STAFF, build_case_wall

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "recommendations", "undertakings", "guardian_duties", "order_checks", "order_sessions",
    "guardian_orders",
)  # fmt: skip
WITH_GUARDIAN = (*STAFF, "guardian")

# A guardian sees what was addressed to this very guardian, and an order once it was served.
OWN = (
    "(SELECT guanhu_role()) <> 'guardian' OR guardian_id IN"
    " (SELECT g.id FROM guardians g WHERE g.account_id = (SELECT guanhu_account()))"
)
# A worker sees what was issued, never what a prosecutor is still writing.
ISSUED = (
    "(SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor', 'system'])"
    " OR (issued_on IS NOT NULL AND ((SELECT guanhu_role()) <> 'guardian'"
    " OR served_on IS NOT NULL))"
)


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_orders()
    _create_what_follows()
    _create_duties()
    _create_recommendations()
    build_case_wall("guardian_orders", readers=WITH_GUARDIAN, writers=PROSECUTION)
    build_case_wall("guardian_duties", readers=WITH_GUARDIAN, writers=STAFF)
    build_case_wall("order_sessions", readers=STAFF, writers=STAFF)
    build_case_wall("order_checks", readers=STAFF, writers=PROSECUTION)
    build_case_wall("undertakings", readers=STAFF, writers=PROSECUTION)
    build_case_wall("recommendations", readers=PROSECUTION, writers=PROSECUTION)
    for table in ("guardian_orders", "guardian_duties"):
        op.execute(
            f"CREATE POLICY {table}_own ON {table} AS RESTRICTIVE FOR SELECT TO guanhu_app"
            f" USING ({OWN})"
        )
    op.execute(
        "CREATE POLICY guardian_orders_issued ON guardian_orders AS RESTRICTIVE FOR SELECT"
        f" TO guanhu_app USING ({ISSUED})"
    )


def _create_orders() -> None:
    op.create_table(
        "guardian_orders",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("guardian_orders", "case_id", "case_files"),
        _to("guardian_orders", "guardian_id", "guardians"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("deficits", sa.LargeBinary, nullable=False),
        sa.Column("required", sa.LargeBinary, nullable=False),
        sa.Column("checking", sa.LargeBinary),
        sa.Column("consequence", sa.LargeBinary),
        sa.Column("until", sa.Date),
        sa.Column("per_month", sa.Integer),
        sa.Column("minutes", sa.Integer),
        _to("guardian_orders", "author_id", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        _to("guardian_orders", "approver_id", "accounts", nullable=True),
        sa.Column("feedback", sa.LargeBinary),
        sa.Column("issued_on", sa.Date),
        sa.Column("served_on", sa.Date),
        sa.Column("served_mode", sa.Text),
        sa.Column("ended_on", sa.Date),
        sa.Column("end_reason", sa.LargeBinary),
        sa.CheckConstraint(
            "approver_id <> author_id", name=op.f("ck_guardian_orders_approver_is_somebody_else")
        ),
    )
    _index("guardian_orders", "case_id", "guardian_id")


def _create_what_follows() -> None:
    op.create_table(
        "order_sessions",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("order_sessions", "case_id", "case_files"),
        _to("order_sessions", "order_id", "guardian_orders"),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("note", sa.LargeBinary),
        _to("order_sessions", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    _index("order_sessions", "case_id", "order_id")
    op.create_table(
        "order_checks",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("order_checks", "case_id", "case_files"),
        _to("order_checks", "order_id", "guardian_orders"),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("effect", sa.Text, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        _to("order_checks", "checked_by", "accounts"),
        sa.Column("checked_at", INSTANT, nullable=False),
    )
    _index("order_checks", "case_id", "order_id")


def _create_duties() -> None:
    op.create_table(
        "guardian_duties",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("guardian_duties", "case_id", "case_files"),
        _to("guardian_duties", "order_id", "guardian_orders"),
        _to("guardian_duties", "guardian_id", "guardians"),
        sa.Column("task", sa.LargeBinary, nullable=False),
        sa.Column("guide", sa.LargeBinary, nullable=False),
        sa.Column("help_offered", sa.LargeBinary),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("within_days", sa.Integer, nullable=False),
        _to("guardian_duties", "given_by", "accounts"),
        sa.Column("closed_on", sa.Date),
        sa.Column("confirmed", sa.Boolean),
        _to("guardian_duties", "confirmed_by", "accounts", nullable=True),
        sa.Column("confirmation", sa.LargeBinary),
    )
    _index("guardian_duties", "case_id", "order_id", "guardian_id")
    op.create_table(
        "undertakings",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("undertakings", "case_id", "case_files"),
        _to("undertakings", "guardian_id", "guardians"),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        _to("undertakings", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    _index("undertakings", "case_id", "guardian_id")


def _create_recommendations() -> None:
    op.create_table(
        "recommendations",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("recommendations", "case_id", "case_files"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("unit", sa.LargeBinary, nullable=False),
        sa.Column("failed", sa.LargeBinary, nullable=False),
        sa.Column("asked", sa.LargeBinary, nullable=False),
        _to("recommendations", "author_id", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        _to("recommendations", "approver_id", "accounts", nullable=True),
        sa.Column("approved_on", sa.Date),
        sa.Column("feedback", sa.LargeBinary),
        sa.Column("sent_on", sa.Date),
        sa.Column("answered_on", sa.Date),
        sa.Column("answer", sa.LargeBinary),
        _to("recommendations", "answer_recorded_by", "accounts", nullable=True),
        sa.CheckConstraint(
            "approver_id <> author_id", name=op.f("ck_recommendations_approver_is_somebody_else")
        ),
    )
    _index("recommendations", "case_id")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
