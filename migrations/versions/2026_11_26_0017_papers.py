"""Papers: issued documents and the numbers given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_case_wall

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column(
            "case_id",
            sa.Uuid,
            sa.ForeignKey("case_files.id", name="fk_documents_case_id"),
            nullable=False,
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("template_version", sa.Integer, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("source_id", sa.Uuid, comment="the record it was made from"),
        sa.Column("sha256", sa.Text, nullable=False, comment="of the PDF"),
        sa.Column("editable_sha256", sa.Text, comment="of the editable form"),
        sa.Column("snapshot", sa.LargeBinary, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False, comment="base64 inside"),
        sa.Column("editable", sa.LargeBinary, comment="base64 inside"),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column(
            "issued_by",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_documents_issued_by"),
            nullable=False,
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_documents_case_id", "documents", ["case_id"])
    build_case_wall("documents", readers=PROSECUTION, writers=PROSECUTION)
    # Issued once and for all.
    op.execute("DROP POLICY documents_update ON documents")
    op.execute("REVOKE UPDATE ON documents FROM guanhu_app")
    op.create_table(
        "document_counters",
        sa.Column("office_id", sa.Uuid, primary_key=True),
        sa.Column("series", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.execute("ALTER TABLE document_counters ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY document_counters_all ON document_counters FOR ALL TO guanhu_app"
        " USING (office_id = (SELECT guanhu_office())"
        " AND (SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor']))"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON document_counters TO guanhu_app")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("document_counters")
    op.drop_table("documents")
