"""Minors, guardians, case files with charges, dated acts, involvement and links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import EVERYONE, PROSECUTION, STAFF, build_case_wall, build_minor_wall, build_wall

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "case_group_members", "case_groups", "involvements", "acts", "charges", "case_files",
    "guardianships", "guardians", "minors",
)  # fmt: skip


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _case(table: str) -> sa.Column[sa.Uuid[object]]:
    return sa.Column(
        "case_id",
        sa.Uuid,
        sa.ForeignKey("case_files.id", name=f"fk_{table}_case_id"),
        nullable=False,
    )


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_people()
    _create_case_files()
    _create_circumstances()
    op.execute("GRANT SELECT ON minors, guardians, guardianships, case_files TO guanhu_gate")
    build_wall(
        "minors",
        "id = ANY ((SELECT guanhu_minors())::uuid[])",
        EVERYONE,
        PROSECUTION,
        insert="(SELECT guanhu_role()) = 'officer'",
    )
    build_wall(
        "case_files",
        "id = ANY ((SELECT guanhu_cases())::uuid[])",
        EVERYONE,
        STAFF,
        insert="officer_id = (SELECT guanhu_account())",
    )
    build_minor_wall("guardians", readers=EVERYONE, writers=PROSECUTION)
    build_minor_wall("guardianships", readers=EVERYONE, writers=PROSECUTION)
    for table in ("charges", "acts", "involvements", "case_group_members"):
        build_case_wall(table, readers=STAFF, writers=PROSECUTION)
    build_wall("case_groups", "true", STAFF, PROSECUTION)
    op.execute("GRANT DELETE ON charges, acts TO guanhu_app")
    for table in ("charges", "acts"):
        op.execute(
            f"CREATE POLICY {table}_delete ON {table} FOR DELETE TO guanhu_app USING"
            " (office_id = (SELECT guanhu_office()) AND ((SELECT guanhu_scope()) = 'office'"
            " OR case_id = ANY ((SELECT guanhu_cases())::uuid[]))"
            " AND (SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor']))"
        )


def _create_people() -> None:
    op.create_table(
        "minors",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        sa.Column("account_id", sa.Uuid, sa.ForeignKey("accounts.id", name="fk_minors_account_id")),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("birth_date", sa.LargeBinary, nullable=False),
        sa.Column("identity_number", sa.LargeBinary),
        sa.Column("phone", sa.LargeBinary),
        sa.Column("address", sa.LargeBinary),
        sa.Column("school", sa.LargeBinary),
        sa.Column("sex", sa.Text, nullable=False),
        sa.Column("school_status", sa.Text, nullable=False),
        sa.Column("age_proof", sa.Text, nullable=False),
        sa.Column("name_index", sa.LargeBinary, nullable=False),
        sa.Column("identity_index", sa.LargeBinary),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("registered_at", INSTANT, nullable=False),
    )
    op.create_index("ix_minors_office_id_name_index", "minors", ["office_id", "name_index"])
    op.create_index("ix_minors_office_id_identity_index", "minors", ["office_id", "identity_index"])
    op.create_index("ix_minors_account_id", "minors", ["account_id"])
    op.create_table(
        "guardians",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        sa.Column(
            "minor_id",
            sa.Uuid,
            sa.ForeignKey("minors.id", name="fk_guardians_minor_id"),
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.Uuid, sa.ForeignKey("accounts.id", name="fk_guardians_account_id")
        ),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("phone", sa.LargeBinary),
    )
    op.create_index("ix_guardians_minor_id", "guardians", ["minor_id"])
    op.create_index("ix_guardians_account_id", "guardians", ["account_id"])
    op.create_table(
        "guardianships",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        sa.Column(
            "minor_id",
            sa.Uuid,
            sa.ForeignKey("minors.id", name="fk_guardianships_minor_id"),
            nullable=False,
        ),
        sa.Column(
            "guardian_id",
            sa.Uuid,
            sa.ForeignKey("guardians.id", name="fk_guardianships_guardian_id"),
            nullable=False,
        ),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("legal_representative", sa.Boolean, nullable=False),
        sa.Column("valid_during", postgresql.DATERANGE, nullable=False),
        sa.Column("blocked_at", INSTANT),
        sa.Column("block_reason", sa.LargeBinary),
        postgresql.ExcludeConstraint(
            ("guardian_id", "="),
            ("minor_id", "="),
            ("valid_during", "&&"),
            using="gist",
            name="ex_guardianships_one_at_a_time",
        ),
    )
    op.create_index("ix_guardianships_minor_id", "guardianships", ["minor_id"])
    op.create_index("ix_guardianships_guardian_id", "guardianships", ["guardian_id"])


def _create_case_files() -> None:
    op.create_table(
        "case_files",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        sa.Column(
            "minor_id",
            sa.Uuid,
            sa.ForeignKey("minors.id", name="fk_case_files_minor_id"),
            nullable=False,
        ),
        sa.Column(
            "officer_id",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_case_files_officer_id"),
            nullable=False,
        ),
        sa.Column("case_number", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("rulebook", sa.Text, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("has_victim", sa.Boolean, nullable=False),
        sa.Column("has_defender", sa.Boolean, nullable=False),
        sa.Column("last_act_on", sa.Date, nullable=False),
        sa.Column("chain_role", sa.Text, nullable=False),
        sa.Column("legal_aid_notified_on", sa.Date),
        sa.Column("suspect_informed_on", sa.Date),
        sa.Column("victim_informed_on", sa.Date),
        sa.Column("decided_on", sa.Date),
        sa.Column("services_missing", sa.Integer, nullable=False, server_default="0"),
        sa.Column("announced_on", sa.Date),
        sa.Column("probation_months", sa.Integer),
        sa.Column("probation_ends_on", sa.Date, comment="same-day reading, SPC-Int 202(1)"),
        sa.Column("printed_end", sa.Date, comment="as printed in the decision, officer-confirmed"),
        sa.Column("final_decided_on", sa.Date),
        sa.Column("final_services_missing", sa.Integer, nullable=False, server_default="0"),
        sa.Column("final_announced_on", sa.Date),
        sa.Column("next_deadline_on", sa.Date),
        sa.Column("last_check_in_on", sa.Date),
        sa.Column("missed_to_review", sa.Integer, nullable=False, server_default="0"),
        sa.Column("charges_changed_at", INSTANT, nullable=False),
        sa.Column("charges_reason", sa.LargeBinary),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.UniqueConstraint("office_id", "case_number", name="uq_case_files_office_id_case_number"),
    )
    for columns in (
        ["officer_id", "next_deadline_on", "id"],
        ["office_id", "next_deadline_on", "id"],
        ["minor_id"],
        ["office_id", "status"],
    ):
        op.create_index(f"ix_case_files_{'_'.join(columns)}", "case_files", columns)


def _create_circumstances() -> None:
    op.create_table(
        "charges",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _case("charges"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("offence_code", sa.Text, nullable=False),
    )
    op.create_index("ix_charges_case_id", "charges", ["case_id"])
    op.create_table(
        "acts",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _case("acts"),
        sa.Column(
            "charge_id",
            sa.Uuid,
            sa.ForeignKey("charges.id", name="fk_acts_charge_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("occurred_on", sa.Date, nullable=False),
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("note", sa.LargeBinary),
    )
    op.create_index("ix_acts_case_id", "acts", ["case_id"])
    op.create_index("ix_acts_charge_id", "acts", ["charge_id"])
    op.create_table(
        "involvements",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _case("involvements"),
        sa.Column("chain_role", sa.Text, nullable=False),
        sa.Column("tier", sa.Text, nullable=False),
        sa.Column("means", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("platform", sa.LargeBinary),
        sa.Column("gain_fen", sa.BigInteger, nullable=False),
        sa.Column("began_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("recruited_by", sa.LargeBinary),
        sa.Column("recruits", sa.Integer, nullable=False),
        sa.Column("note", sa.LargeBinary),
        sa.UniqueConstraint("case_id", name="uq_involvements_case_id"),
    )
    op.create_table(
        "case_groups",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("linked_at", INSTANT, nullable=False),
    )
    op.create_table(
        "case_group_members",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _case("case_group_members"),
        sa.Column(
            "group_id",
            sa.Uuid,
            sa.ForeignKey("case_groups.id", name="fk_case_group_members_group_id"),
            nullable=False,
        ),
        sa.UniqueConstraint("group_id", "case_id", name="uq_case_group_members_group_id_case_id"),
    )
    op.create_index("ix_case_group_members_case_id", "case_group_members", ["case_id"])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
