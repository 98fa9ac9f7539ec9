"""Outcomes of appointments, and answers to suggestions to consult a supervisor."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import EVERYONE, PROSECUTION, STAFF, build_case_wall

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
UNCONFIRMED = "the setting of that day (unconfirmed)"


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
        "outcomes",
        *_part_of_case("outcomes"),
        sa.Column("about", sa.Text, nullable=False),
        _to("outcomes", "check_in_id", "check_ins", nullable=True),
        _to("outcomes", "condition_id", "plan_conditions", nullable=True),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("absence_kind", sa.Text),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sa.Column("evidence_until", sa.Date),
        _to("outcomes", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("lapsed_on", sa.Date),
        sa.Column("settled_code", sa.Text),
        sa.Column("settled_version", sa.Integer),
        sa.Column("settled_kind", sa.Text),
        sa.Column("settled_on", sa.Date),
        _to("outcomes", "settled_by", "accounts", nullable=True),
        sa.Column("settlement", sa.LargeBinary),
        sa.UniqueConstraint("check_in_id", name="uq_outcomes_check_in_id"),
    )
    op.create_index("ix_outcomes_condition_id", "outcomes", ["condition_id"])
    op.create_table(
        "consultations",
        *_part_of_case("consultations"),
        sa.Column("asked", sa.Boolean, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column(
            "facts", postgresql.ARRAY(sa.Uuid), nullable=False, comment="records it rested on"
        ),
        sa.Column("least", sa.Integer, nullable=False, comment=UNCONFIRMED),
        sa.Column("ages_out_months", sa.Integer, nullable=False, comment=UNCONFIRMED),
        _to("consultations", "decided_by", "accounts"),
        sa.Column("decided_at", INSTANT, nullable=False),
    )
    outcome = sa.ForeignKey("outcomes.id", name="fk_incidents_outcome_id")
    op.add_column("incidents", sa.Column("outcome_id", sa.Uuid, outcome))
    op.create_unique_constraint("uq_incidents_outcome_id", "incidents", ["outcome_id"])
    # The family sees that there is an outcome and of which day; the texts stay sealed to it.
    build_case_wall("outcomes", readers=EVERYONE, writers=STAFF)
    build_case_wall("consultations", readers=STAFF, writers=PROSECUTION)
    # A worker records; what it was is settled by the prosecution (S-01).
    op.execute(
        "CREATE POLICY outcomes_settled ON outcomes AS RESTRICTIVE FOR UPDATE TO guanhu_app"
        " USING ((SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor', 'system']))"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("incidents", "outcome_id")
    for table in ("consultations", "outcomes"):
        op.drop_table(table)
