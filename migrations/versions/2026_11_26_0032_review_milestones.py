"""Milestone reviews with their pauses, evaluations and conclusions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import EVERYONE, PROSECUTION, STAFF, build_case_wall

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "milestone_conclusions", "milestone_evaluations", "milestone_pauses", "milestone_reviews",
)  # fmt: skip

# A guardian reads the own words and writes as nobody else; a worker writes the worker's part.
OWN = (
    "(SELECT guanhu_role()) <> 'guardian'"
    " OR (evaluator = 'guardian' AND recorded_by = (SELECT guanhu_account()))"
)
AS_ONESELF = (
    "(SELECT guanhu_role()) = 'system' OR (recorded_by = (SELECT guanhu_account())"
    " AND ((SELECT guanhu_role()) NOT IN ('guardian', 'social_worker')"
    " OR evaluator = (SELECT guanhu_role())))"
)


def _part_of_case(table: str, *, index: bool = True) -> tuple[sa.Column[sa.Uuid[object]], ...]:
    key = sa.ForeignKey("case_files.id", name=f"fk_{table}_case_id")
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, key, nullable=False, index=index),
    )


def _to(table: str, column: str, target: str) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "milestone_reviews",
        *_part_of_case("milestone_reviews", index=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column(
            "nodes", sa.Integer, nullable=False, comment="how many reviews were scheduled together"
        ),
        sa.Column("opens_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("paused_days", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("paused_until", sa.Date),
        sa.Column("completed_on", sa.Date),
        sa.Column("exempted_on", sa.Date),
        _to("milestone_reviews", "scheduled_by", "accounts"),
        sa.Column("scheduled_at", INSTANT, nullable=False),
        sa.UniqueConstraint("case_id", "number", name="uq_milestone_reviews_case_id_number"),
    )
    op.create_table(
        "milestone_pauses",
        *_part_of_case("milestone_pauses"),
        _to("milestone_pauses", "review_id", "milestone_reviews"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("paused_on", sa.Date, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        _to("milestone_pauses", "paused_by", "accounts"),
        sa.Column("paused_at", INSTANT, nullable=False),
    )
    op.create_index("ix_milestone_pauses_review_id", "milestone_pauses", ["review_id"])
    op.create_table(
        "milestone_evaluations",
        *_part_of_case("milestone_evaluations"),
        _to("milestone_evaluations", "review_id", "milestone_reviews"),
        sa.Column("evaluator", sa.Text, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        _to("milestone_evaluations", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_index("ix_milestone_evaluations_review_id", "milestone_evaluations", ["review_id"])
    op.create_table(
        "milestone_conclusions",
        *_part_of_case("milestone_conclusions"),
        _to("milestone_conclusions", "review_id", "milestone_reviews"),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("following", sa.Text),
        sa.Column("missing_because", sa.LargeBinary),
        _to("milestone_conclusions", "concluded_by", "accounts"),
        sa.Column("concluded_at", INSTANT, nullable=False),
        sa.UniqueConstraint("review_id", name="uq_milestone_conclusions_review_id"),
    )
    build_case_wall("milestone_reviews", readers=EVERYONE, writers=PROSECUTION)
    build_case_wall("milestone_pauses", readers=STAFF, writers=PROSECUTION)
    build_case_wall(
        "milestone_evaluations", readers=(*STAFF, "guardian"), writers=(*STAFF, "guardian")
    )
    build_case_wall("milestone_conclusions", readers=PROSECUTION, writers=PROSECUTION)
    op.execute(
        "CREATE POLICY milestone_evaluations_own ON milestone_evaluations AS RESTRICTIVE"
        f" FOR SELECT TO guanhu_app USING ({OWN})"
    )
    op.execute(
        "CREATE POLICY milestone_evaluations_as_oneself ON milestone_evaluations AS RESTRICTIVE"
        f" FOR INSERT TO guanhu_app WITH CHECK ({AS_ONESELF})"
    )
    op.execute(
        "CREATE POLICY milestone_evaluations_stay ON milestone_evaluations AS RESTRICTIVE"
        " FOR UPDATE TO guanhu_app USING ((SELECT guanhu_role()) = 'system')"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
