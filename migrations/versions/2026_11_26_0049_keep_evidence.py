"""Steps towards goals, evidence for conditions with second looks, and the restitution ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import EVERYONE, PROSECUTION, STAFF, build_case_wall, change_readers

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = ("restitution_entries", "evidence_looks", "condition_evidence", "plan_steps")
LINES = ("condition_evidence", "evidence_looks", "restitution_entries")
MINE = "case_id = ANY ((SELECT guanhu_cases())::uuid[])"


# What a family reads of goals is of a version that holds or held, as with conditions (0007).
NOT_FAMILY = "(SELECT guanhu_role()) <> ALL (ARRAY['guardian', 'young_person'])"
FAMILY = {
    "plan_goals": "plan_version_id IN (SELECT v.id FROM plan_versions v"
    " WHERE v.in_force IS NOT NULL)",
    "plan_steps": "goal_id IN (SELECT g.id FROM plan_goals g)",
    "goal_marks": "lineage_id IN (SELECT g.lineage_id FROM plan_goals g"
    " UNION ALL SELECT s.lineage_id FROM plan_steps s)",
}


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
        "plan_steps",
        *_part_of_case("plan_steps"),
        _to("plan_steps", "goal_id", "plan_goals"),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("target_on", sa.Date, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("removal_note", sa.LargeBinary),
    )
    op.create_index("ix_plan_steps_goal_id", "plan_steps", ["goal_id"])
    op.create_table(
        "condition_evidence",
        *_part_of_case("condition_evidence"),
        _to("condition_evidence", "condition_id", "plan_conditions"),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        sa.Column("note", sa.LargeBinary),
        _to("condition_evidence", "entered_by", "accounts"),
        sa.Column("entered_at", INSTANT, nullable=False),
    )
    op.create_table(
        "evidence_looks",
        *_part_of_case("evidence_looks"),
        _to("evidence_looks", "evidence_id", "condition_evidence"),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        _to("evidence_looks", "looked_by", "accounts"),
        sa.Column("looked_at", INSTANT, nullable=False),
        sa.UniqueConstraint(
            "evidence_id", "sequence", name="uq_evidence_looks_evidence_id_sequence"
        ),
    )
    op.create_table(
        "restitution_entries",
        *_part_of_case("restitution_entries", index=False),
        _to("restitution_entries", "condition_id", "plan_conditions"),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        _to("restitution_entries", "corrects_id", "restitution_entries", nullable=True),
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("paid_on", sa.Date, nullable=False),
        sa.Column("payer", sa.Text, nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        _to("restitution_entries", "evidence_id", "condition_evidence", nullable=True),
        sa.Column("reason", sa.LargeBinary),
        _to("restitution_entries", "entered_by", "accounts"),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.UniqueConstraint("case_id", "sequence", name="uq_restitution_entries_case_id_sequence"),
        sa.CheckConstraint(
            "amount_fen > 0 OR corrects_id IS NOT NULL", name="ck_restitution_entries_amount"
        ),
        sa.CheckConstraint(
            "(corrects_id IS NULL) = (reason IS NULL)", name="ck_restitution_entries_reason"
        ),
    )
    # A family reads its own goals and what it still has to pay; never evidence.
    build_case_wall("plan_steps", readers=EVERYONE, writers=PROSECUTION)
    build_case_wall("condition_evidence", readers=STAFF, writers=STAFF)
    build_case_wall("evidence_looks", readers=STAFF, writers=STAFF)
    build_case_wall("restitution_entries", readers=EVERYONE, writers=STAFF)
    change_readers("plan_goals", MINE, EVERYONE)
    change_readers("goal_marks", MINE, EVERYONE)
    for table, holds in FAMILY.items():
        op.execute(
            f"CREATE POLICY {table}_family ON {table} AS RESTRICTIVE FOR SELECT"
            f" TO guanhu_app USING ({NOT_FAMILY} OR {holds})"
        )
    # Lines are added, never changed.
    for table in LINES:
        op.execute(
            f"CREATE POLICY {table}_stay ON {table} AS RESTRICTIVE"
            " FOR UPDATE TO guanhu_app USING ((SELECT guanhu_role()) = 'system')"
        )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("goal_marks", "plan_goals"):
        op.execute(f"DROP POLICY {table}_family ON {table}")
    change_readers("goal_marks", MINE, STAFF)
    change_readers("plan_goals", MINE, STAFF)
    for table in TABLES:
        op.drop_table(table)
