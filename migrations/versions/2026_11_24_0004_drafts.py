"""Drafts: what people have begun to type, visible to nobody else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OWN = (
    "account_id = (SELECT guanhu_account()) AND office_id = (SELECT guanhu_office())"
    " AND (case_id IS NULL OR (SELECT guanhu_scope()) = 'office'"
    " OR case_id = ANY ((SELECT guanhu_cases())::uuid[]))"
)
JOB = "(SELECT guanhu_scope()) = 'all'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column(
            "account_id",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_drafts_account_id"),
            nullable=False,
        ),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid),
        sa.Column("case_id", sa.Uuid, sa.ForeignKey("case_files.id", name="fk_drafts_case_id")),
        sa.Column("content", sa.LargeBinary, comment="null once submitted and not begun again"),
        sa.Column("submitted_once", sa.Boolean, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "account_id",
            "form",
            "record_id",
            name="uq_drafts_account_id_form_record_id",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_drafts_case_id", "drafts", ["case_id"])
    op.create_index("ix_drafts_saved_at", "drafts", ["saved_at"])
    op.execute("ALTER TABLE drafts ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE drafts FORCE ROW LEVEL SECURITY")
    for verb in ("SELECT", "DELETE"):
        op.execute(
            f"CREATE POLICY drafts_{verb.lower()} ON drafts FOR {verb} TO guanhu_app"
            f" USING (({OWN}) OR {JOB})"
        )
    op.execute(f"CREATE POLICY drafts_insert ON drafts FOR INSERT TO guanhu_app WITH CHECK ({OWN})")
    op.execute(f"CREATE POLICY drafts_update ON drafts FOR UPDATE TO guanhu_app USING ({OWN})")
    # A draft is no record of the office: its owner may throw it away.
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO guanhu_app")
    # A process that serves says whether the database is migrated as far as its code expects.
    op.execute("GRANT SELECT ON alembic_version TO guanhu_app")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("REVOKE SELECT ON alembic_version FROM guanhu_app")
    op.drop_table("drafts")
