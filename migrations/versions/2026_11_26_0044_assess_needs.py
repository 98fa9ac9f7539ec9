"""Needs assessments with their findings and own views; a goal points at the need behind it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_case_wall

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = ("needs_views", "needs_findings", "needs_assessments")

# What is completed stays: rows of an assessment are written while it is a draft.
OF_A_DRAFT = (
    "(SELECT guanhu_role()) = 'system' OR EXISTS (SELECT 1 FROM needs_assessments a"
    " WHERE a.id = assessment_id AND a.state = 'draft')"
)


def _part_of_case(table: str, *, index: bool = True) -> tuple[sa.Column[sa.Uuid[object]], ...]:
    key = sa.ForeignKey("case_files.id", name=f"fk_{table}_case_id")
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, key, nullable=False, index=index),
    )


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "needs_assessments",
        *_part_of_case("needs_assessments", index=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("form_version", sa.Integer, nullable=False),
        _to("needs_assessments", "amends_id", "needs_assessments", nullable=True),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("minor_not_heard", sa.LargeBinary),
        sa.Column("guardian_not_heard", sa.LargeBinary),
        _to("needs_assessments", "author_id", "accounts"),
        sa.Column("drafted_at", INSTANT, nullable=False),
        _to("needs_assessments", "completed_by", "accounts", nullable=True),
        sa.Column("completed_at", INSTANT),
        _to("needs_assessments", "changed_by", "accounts"),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("last_change", sa.Text, nullable=False),
        sa.UniqueConstraint("case_id", "number", name="uq_needs_assessments_case_id_number"),
        sa.CheckConstraint(
            "(state = 'completed') = (completed_at IS NOT NULL)",
            name="ck_needs_assessments_completed",
        ),
    )
    op.create_index(
        "uq_needs_assessments_case_id_draft", "needs_assessments", ["case_id"], unique=True,
        postgresql_where=sa.text("state = 'draft'"),
    )  # fmt: skip
    op.create_table(
        "needs_findings",
        *_part_of_case("needs_findings"),
        _to("needs_findings", "assessment_id", "needs_assessments"),
        sa.Column("domain", sa.Text, nullable=False),
        sa.Column("band", sa.Text, nullable=False),
        sa.Column("answers", sa.LargeBinary, nullable=False),
        sa.Column("other_facts", sa.LargeBinary),
        sa.Column("analysis", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint(
            "assessment_id", "domain", name="uq_needs_findings_assessment_id_domain"
        ),
    )
    op.create_table(
        "needs_views",
        *_part_of_case("needs_views"),
        _to("needs_views", "assessment_id", "needs_assessments"),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("domain", sa.Text, nullable=False),
        sa.Column("teller", sa.Text, nullable=False),
        _to("needs_views", "guardian_id", "guardians", nullable=True),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("told_on", sa.Date, nullable=False),
        _to("needs_views", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_index("ix_needs_views_assessment_id", "needs_views", ["assessment_id"])
    for table in TABLES:
        build_case_wall(table, readers=STAFF, writers=STAFF)
    op.execute(
        "CREATE POLICY needs_assessments_stay ON needs_assessments AS RESTRICTIVE"
        " FOR UPDATE TO guanhu_app"
        " USING ((SELECT guanhu_role()) = 'system' OR state = 'draft') WITH CHECK (true)"
    )
    for table in ("needs_findings", "needs_views"):
        op.execute(
            f"CREATE POLICY {table}_of_a_draft ON {table} AS RESTRICTIVE"
            f" FOR INSERT TO guanhu_app WITH CHECK ({OF_A_DRAFT})"
        )
        op.execute(
            f"CREATE POLICY {table}_stay ON {table} AS RESTRICTIVE"
            f" FOR UPDATE TO guanhu_app USING ({OF_A_DRAFT})"
        )
    need = sa.ForeignKey("needs_findings.id", name="fk_plan_goals_need_id")
    op.add_column(
        "plan_goals", sa.Column("need_id", sa.Uuid, need, comment="the need that raised it")
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("plan_goals", "need_id")
    for table in TABLES:
        op.drop_table(table)
