"""Outcome reviews: opinions, ratings, evaluations and feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, STAFF, build_case_wall

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "outcome_feedback", "outcome_evaluations", "outcome_ratings", "outcome_opinions",
    "outcome_reviews",
)  # fmt: skip
# A social worker adds an evaluation, and never reads what prosecutors draft.
FOR_WORKERS_TOO = {"outcome_reviews", "outcome_evaluations"}


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "outcome_reviews",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("outcome_reviews", "case_id", "case_files"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        _to("outcome_reviews", "author_id", "accounts"),
        sa.Column("drafted_at", INSTANT, nullable=False),
        _to("outcome_reviews", "approver_id", "accounts", nullable=True),
        sa.Column("approved_at", INSTANT),
        sa.UniqueConstraint("case_id", name="uq_outcome_reviews_case_id"),
    )
    _create_prosecution_parts()
    op.create_table(
        "outcome_evaluations",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("outcome_evaluations", "case_id", "case_files"),
        _to("outcome_evaluations", "review_id", "outcome_reviews"),
        sa.Column("evaluator", sa.Text, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        _to("outcome_evaluations", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    for table in TABLES[:-1]:
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
    for table in ("outcome_evaluations", "outcome_feedback"):
        op.create_index(f"ix_{table}_review_id", table, ["review_id"])
    for table in TABLES:
        audience = STAFF if table in FOR_WORKERS_TOO else PROSECUTION
        build_case_wall(table, readers=audience, writers=audience)


def _create_prosecution_parts() -> None:
    op.create_table(
        "outcome_opinions",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("outcome_opinions", "case_id", "case_files"),
        _to("outcome_opinions", "review_id", "outcome_reviews"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("proposal", sa.Text, nullable=False),
        sa.Column("reasons", sa.LargeBinary, nullable=False),
        sa.Column("assembled", postgresql.JSONB, nullable=False, comment="counts and dates only"),
        _to("outcome_opinions", "author_id", "accounts"),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.UniqueConstraint("review_id", "number", name="uq_outcome_opinions_review_id_number"),
    )
    op.create_table(
        "outcome_ratings",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("outcome_ratings", "case_id", "case_files"),
        _to("outcome_ratings", "review_id", "outcome_reviews"),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("rating", sa.Text, nullable=False),
        sa.Column("evidence", sa.LargeBinary, nullable=False),
        _to("outcome_ratings", "rated_by", "accounts"),
        sa.Column("rated_at", INSTANT, nullable=False),
        sa.UniqueConstraint(
            "review_id",
            "subject_kind",
            "lineage_id",
            name="uq_outcome_ratings_review_id_subject_kind_lineage_id",
        ),
    )
    op.create_table(
        "outcome_feedback",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("outcome_feedback", "case_id", "case_files"),
        _to("outcome_feedback", "review_id", "outcome_reviews"),
        sa.Column("text", sa.LargeBinary, nullable=False),
        _to("outcome_feedback", "written_by", "accounts"),
        sa.Column("written_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
