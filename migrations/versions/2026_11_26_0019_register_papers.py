"""Papers about lines of the sealed register: answers to queries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OFFICE = "office_id = (SELECT guanhu_office())"
# The register's own wall says which orders one sees: an officer those of their own.
ORDER = "seal_order_id IN (SELECT id FROM seal_orders)"
ROLE = "(SELECT guanhu_role())"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "register_documents",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column(
            "seal_order_id",
            sa.Uuid,
            sa.ForeignKey("seal_orders.id", name="fk_register_documents_seal_order_id"),
            nullable=False,
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("template_version", sa.Integer, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("sha256", sa.Text, nullable=False, comment="of the PDF"),
        sa.Column("snapshot", sa.LargeBinary, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False, comment="base64 inside"),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column(
            "issued_by",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_register_documents_issued_by"),
            nullable=False,
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_register_documents_seal_order_id", "register_documents", ["seal_order_id"])
    op.execute("ALTER TABLE register_documents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY register_documents_select ON register_documents FOR SELECT TO guanhu_app"
        f" USING ({OFFICE} AND {ROLE} = ANY (ARRAY['officer', 'supervisor']) AND {ORDER})"
    )
    op.execute(
        "CREATE POLICY register_documents_insert ON register_documents FOR INSERT TO guanhu_app"
        f" WITH CHECK ({OFFICE} AND {ROLE} = 'supervisor' AND {ORDER})"
    )
    op.execute("GRANT SELECT, INSERT ON register_documents TO guanhu_app")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("register_documents")
