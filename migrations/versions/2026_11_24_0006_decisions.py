"""Decisions: opinions, proposals, decisions, services, announcements, changes of the period."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, STAFF, build_case_wall

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "period_changes", "announcements", "services", "decisions", "proposals", "opinions",
)  # fmt: skip
WRITTEN_ONCE = ("decisions", "services", "announcements")


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _somebody_else(table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        "approver_id <> author_id",
        name=op.f(f"ck_{table}_approver_is_somebody_else"),
    )


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_opinions()
    _create_proposals()
    _create_decisions()
    _create_services()
    _create_announcements()
    _create_period_changes()
    # Social workers see what was decided and whether it was served, never what was only proposed.
    for table in ("opinions", "proposals", "period_changes"):
        build_case_wall(table, readers=PROSECUTION, writers=PROSECUTION)
    for table in WRITTEN_ONCE:
        build_case_wall(table, readers=STAFF, writers=PROSECUTION)
        op.execute(f"DROP POLICY {table}_update ON {table}")
        op.execute(f"REVOKE UPDATE ON {table} FROM guanhu_app")


def _create_opinions() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("opinions", "case_id", "case_files"),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("heard_on", sa.Date),
        sa.Column("how", sa.Text),
        sa.Column("stance", sa.Text),
        sa.Column("objection", sa.Text, nullable=False),
        sa.Column("statement", sa.LargeBinary),
        sa.Column("approved_by", sa.LargeBinary),
        sa.Column("impossible_because", sa.LargeBinary),
        sa.Column("withdrawn_on", sa.Date),
        sa.Column("adopted", sa.Boolean),
        sa.Column("explanation", sa.LargeBinary),
        _to("opinions", "account_id", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_index("ix_opinions_case_id", "opinions", ["case_id"])


def _create_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("proposals", "case_id", "case_files"),
        sa.Column("period_months", sa.Integer, nullable=False),
        sa.Column("reasons", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        _to("proposals", "author_id", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        _to("proposals", "approver_id", "accounts", nullable=True),
        sa.Column("closed_at", INSTANT),
        sa.Column("feedback", sa.LargeBinary),
        _somebody_else("proposals"),
    )
    op.create_index("ix_proposals_case_id", "proposals", ["case_id"])
    _one_submitted("proposals")


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("decisions", "case_id", "case_files"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("period_months", sa.Integer),
        sa.Column("basis_rule", sa.Text, nullable=False),
        sa.Column("addressees", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        _to("decisions", "author_id", "accounts"),
        _to("decisions", "approver_id", "accounts", nullable=True),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.UniqueConstraint("case_id", "kind", name="uq_decisions_case_id_kind"),
        _somebody_else("decisions"),
    )


def _create_services() -> None:
    op.create_table(
        "services",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("services", "case_id", "case_files"),
        _to("services", "decision_id", "decisions"),
        sa.Column("addressee", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("note", sa.LargeBinary),
        sa.UniqueConstraint("decision_id", "addressee", name="uq_services_decision_id_addressee"),
    )
    op.create_index("ix_services_case_id", "services", ["case_id"])


def _create_announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("announcements", "case_id", "case_files"),
        _to("announcements", "decision_id", "decisions"),
        sa.Column("announced_on", sa.Date, nullable=False),
        sa.Column("minor_present", sa.Boolean, nullable=False),
        sa.Column("legal_representative_present", sa.Boolean, nullable=False),
        sa.Column("explained", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("place", sa.LargeBinary),
        sa.UniqueConstraint("decision_id", name="uq_announcements_decision_id"),
    )
    op.create_index("ix_announcements_case_id", "announcements", ["case_id"])


def _create_period_changes() -> None:
    op.create_table(
        "period_changes",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("period_changes", "case_id", "case_files"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("old_months", sa.Integer, nullable=False),
        sa.Column("old_ends_on", sa.Date, nullable=False),
        sa.Column("new_months", sa.Integer, nullable=False),
        sa.Column("new_ends_on", sa.Date, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to("period_changes", "author_id", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        _to("period_changes", "approver_id", "accounts", nullable=True),
        sa.Column("closed_at", INSTANT),
        sa.Column("feedback", sa.LargeBinary),
        _somebody_else("period_changes"),
    )
    op.create_index("ix_period_changes_case_id", "period_changes", ["case_id"])
    _one_submitted("period_changes")


def _one_submitted(table: str) -> None:
    op.create_index(
        f"uq_{table}_case_id_submitted",
        table,
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state = 'submitted'"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
