"""Recommendations after a breach with the answers to their questions; incentives."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, STAFF, build_case_wall

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


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
        "breach_recommendations",
        *_part_of_case("breach_recommendations"),
        _to("breach_recommendations", "incident_id", "incidents"),
        _to("breach_recommendations", "started_by", "accounts"),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("rung", sa.Text),
        sa.Column("next_appointment_on", sa.Date),
        sa.Column("finished_on", sa.Date),
    )
    op.create_index(
        "ix_breach_recommendations_incident_id", "breach_recommendations", ["incident_id"]
    )
    op.create_table(
        "breach_answers",
        *_part_of_case("breach_answers"),
        _to("breach_answers", "recommendation_id", "breach_recommendations"),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        _to("breach_answers", "answered_by", "accounts"),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.UniqueConstraint(
            "recommendation_id", "question", name="uq_breach_answers_recommendation_id_question"
        ),
    )
    op.create_table(
        "incentives",
        *_part_of_case("incentives"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to("incentives", "plan_version_id", "plan_versions", nullable=True),
        _to("incentives", "period_change_id", "period_changes", nullable=True),
        _to("incentives", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.UniqueConstraint("plan_version_id", name="uq_incentives_plan_version_id"),
        sa.UniqueConstraint("period_change_id", name="uq_incentives_period_change_id"),
    )
    build_case_wall("incentives", readers=STAFF, writers=PROSECUTION)
    for table in ("breach_recommendations", "breach_answers"):
        build_case_wall(table, readers=STAFF, writers=STAFF)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("incentives", "breach_answers", "breach_recommendations"):
        op.drop_table(table)
