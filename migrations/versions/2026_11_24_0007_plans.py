"""Plans: support teams, versions, conditions, goals, agreements, the approval's conversation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import EVERYONE, PROSECUTION, STAFF, build_case_wall

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "plan_feedback", "plan_agreements", "goal_marks", "plan_goals", "plan_conditions",
    "plan_versions", "team_members",
)  # fmt: skip

NOT_FAMILY = "(SELECT guanhu_role()) <> ALL (ARRAY['guardian', 'young_person'])"


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_team()
    _create_versions()
    _create_contents()
    _create_conversation()
    build_case_wall("team_members", readers=EVERYONE, writers=PROSECUTION)
    build_case_wall("plan_versions", readers=EVERYONE, writers=PROSECUTION)
    build_case_wall("plan_conditions", readers=EVERYONE, writers=PROSECUTION)
    build_case_wall("plan_goals", readers=STAFF, writers=PROSECUTION)
    build_case_wall("goal_marks", readers=STAFF, writers=STAFF)
    build_case_wall("plan_agreements", readers=STAFF, writers=STAFF)
    build_case_wall("plan_feedback", readers=PROSECUTION, writers=PROSECUTION)
    # Families see what holds, never what somebody is still writing.
    op.execute(
        "CREATE POLICY plan_versions_family ON plan_versions AS RESTRICTIVE FOR SELECT"
        f" TO guanhu_app USING ({NOT_FAMILY} OR in_force IS NOT NULL)"
    )
    op.execute(
        "CREATE POLICY plan_conditions_family ON plan_conditions AS RESTRICTIVE FOR SELECT"  # noqa: S608
        f" TO guanhu_app USING ({NOT_FAMILY} OR plan_version_id IN"
        " (SELECT v.id FROM plan_versions v WHERE v.in_force IS NOT NULL))"
    )
    op.execute("GRANT SELECT ON team_members TO guanhu_gate")


def _create_team() -> None:
    op.create_table(
        "team_members",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("team_members", "case_id", "case_files"),
        _to("team_members", "account_id", "accounts"),
        sa.Column("duty", sa.Text, nullable=False),
        sa.Column("valid_during", postgresql.DATERANGE, nullable=False),
        _to("team_members", "appointed_by", "accounts"),
        sa.Column("appointed_at", INSTANT, nullable=False),
        sa.Column("end_reason", sa.LargeBinary),
        postgresql.ExcludeConstraint(
            ("case_id", "="),
            ("account_id", "="),
            ("valid_during", "&&"),
            using="gist",
            name="ex_team_members_one_at_a_time",
        ),
    )
    op.create_index("ix_team_members_case_id", "team_members", ["case_id"])
    op.create_index("ix_team_members_account_id", "team_members", ["account_id"])


def _create_versions() -> None:
    op.create_table(
        "plan_versions",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("plan_versions", "case_id", "case_files"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "content_number",
            sa.Integer,
            nullable=False,
            comment="counts edits of the content; an agreement is to one of them",
        ),
        _to("plan_versions", "parent_id", "plan_versions", nullable=True),
        _to("plan_versions", "author_id", "accounts"),
        sa.Column(
            "writers",
            postgresql.ARRAY(sa.Uuid),
            nullable=False,
            comment="everybody who wrote in it; none of them approves it",
        ),
        _to("plan_versions", "approver_id", "accounts", nullable=True),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("check_in_kind", sa.Text, nullable=False),
        sa.Column("check_in_every_days", sa.Integer, nullable=False),
        sa.Column(
            "fingerprint",
            sa.LargeBinary,
            nullable=False,
            comment="keyed digest of the conditions, to find identical plans (O-06)",
        ),
        sa.Column("drafted_at", INSTANT, nullable=False),
        sa.Column("submitted_at", INSTANT),
        sa.Column("approved_at", INSTANT),
        sa.Column("in_force", postgresql.TSTZRANGE),
        _to("plan_versions", "changed_by", "accounts"),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("last_change", sa.Text, nullable=False),
        sa.UniqueConstraint("case_id", "number", name="uq_plan_versions_case_id_number"),
        postgresql.ExcludeConstraint(
            ("case_id", "="),
            ("in_force", "&&"),
            using="gist",
            name="ex_plan_versions_one_in_force",
        ),
        sa.CheckConstraint(
            "(state IN ('in_force', 'superseded')) = (in_force IS NOT NULL)",
            name="ck_plan_versions_in_force",
        ),
    )
    op.create_index(
        "uq_plan_versions_case_id_open",
        "plan_versions",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('draft', 'submitted', 'returned')"),
    )


def _create_contents() -> None:
    op.create_table(
        "plan_conditions",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("plan_conditions", "case_id", "case_files"),
        _to("plan_conditions", "plan_version_id", "plan_versions"),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("catalogue_version", sa.Integer, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("slots", sa.LargeBinary, nullable=False),
        sa.Column("proportionality", sa.LargeBinary),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column(
            "dropped",
            sa.Boolean,
            nullable=False,
            comment="added and taken out again before anybody agreed: no longer shown",
        ),
        sa.Column("removal_note", sa.LargeBinary),
        sa.Column("minor_consented_on", sa.Date, comment="PJDL 51(1)"),
        sa.Column("representative_consented_on", sa.Date, comment="PJDL 51(1)"),
    )
    for column in ("case_id", "plan_version_id", "lineage_id"):
        op.create_index(f"ix_plan_conditions_{column}", "plan_conditions", [column])
    op.create_table(
        "plan_goals",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("plan_goals", "case_id", "case_files"),
        _to("plan_goals", "plan_version_id", "plan_versions"),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("target_on", sa.Date, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("removal_note", sa.LargeBinary),
    )
    for column in ("case_id", "plan_version_id"):
        op.create_index(f"ix_plan_goals_{column}", "plan_goals", [column])
    op.create_table(
        "goal_marks",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("goal_marks", "case_id", "case_files"),
        sa.Column("lineage_id", sa.Uuid, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("note", sa.LargeBinary),
        _to("goal_marks", "marked_by", "accounts"),
        sa.Column("marked_at", INSTANT, nullable=False),
        sa.UniqueConstraint("lineage_id", "sequence", name="uq_goal_marks_lineage_id_sequence"),
    )
    op.create_index("ix_goal_marks_case_id", "goal_marks", ["case_id"])


def _create_conversation() -> None:
    op.create_table(
        "plan_agreements",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("plan_agreements", "case_id", "case_files"),
        _to("plan_agreements", "plan_version_id", "plan_versions"),
        sa.Column("content_number", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("answered_on", sa.Date, nullable=False),
        _to("plan_agreements", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_table(
        "plan_feedback",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("plan_feedback", "case_id", "case_files"),
        _to("plan_feedback", "plan_version_id", "plan_versions"),
        sa.Column("sequence", sa.Integer, nullable=False),
        _to("plan_feedback", "written_by", "accounts"),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    for table in ("plan_agreements", "plan_feedback"):
        for column in ("case_id", "plan_version_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
