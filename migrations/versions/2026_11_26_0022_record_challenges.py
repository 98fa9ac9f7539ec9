"""Challenges of decisions, proposals to quash, and the day of a quashing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_case_wall

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = ("challenges", "quashing_proposals")


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "case_files", sa.Column("quashed_on", sa.Date, comment="non-prosecution quashed (D-18)")
    )
    _create_challenges()
    _create_proposals()
    for table in TABLES:
        build_case_wall(table, readers=PROSECUTION, writers=PROSECUTION)


def _create_challenges() -> None:
    op.create_table(
        "challenges",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("challenges", "case_id", "case_files"),
        _to("challenges", "decision_id", "decisions"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column(
            "made_on", sa.Date, nullable=False, comment="a posted one counts by its postmark (T-03)"
        ),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("route", sa.Text),
        sa.Column("grounds", sa.LargeBinary, nullable=False),
        sa.Column("complex_because", sa.LargeBinary),
        _to("challenges", "reviewer_id", "accounts", nullable=True),
        _to("challenges", "assigned_by", "accounts", nullable=True),
        sa.Column("answered_on", sa.Date),
        sa.Column("outcome", sa.Text),
        sa.Column("answer", sa.LargeBinary),
        _to("challenges", "answered_by", "accounts", nullable=True),
        sa.Column("answer_received_on", sa.Date),
        sa.Column("lapsed_on", sa.Date, comment="quashed before it was answered"),
        _to("challenges", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_index("ix_challenges_case_id", "challenges", ["case_id"])
    op.create_index(
        "uq_challenges_decision_id_kind_police",
        "challenges",
        ["decision_id", "kind"],
        unique=True,
        postgresql_where=sa.text("kind <> 'complaint'"),
    )


def _create_proposals() -> None:
    op.create_table(
        "quashing_proposals",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("quashing_proposals", "case_id", "case_files"),
        _to("quashing_proposals", "decision_id", "decisions"),
        sa.Column("reasons", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        _to("quashing_proposals", "author_id", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        _to("quashing_proposals", "approver_id", "accounts", nullable=True),
        sa.Column("closed_at", INSTANT),
        sa.Column("feedback", sa.LargeBinary),
        sa.CheckConstraint(
            "approver_id <> author_id",
            name=op.f("ck_quashing_proposals_approver_is_somebody_else"),
        ),
    )
    op.create_index("ix_quashing_proposals_case_id", "quashing_proposals", ["case_id"])
    op.create_index(
        "uq_quashing_proposals_case_id_submitted",
        "quashing_proposals",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state = 'submitted'"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("case_files", "quashed_on")
