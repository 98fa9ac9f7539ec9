"""The answer to a query on paper belongs to the query, whether or not anything is sealed.

Papers of before stay with their line. A register that has them keeps both kinds.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

OFFICE = "office_id = (SELECT guanhu_office())"
ROLE = "(SELECT guanhu_role())"
PROSECUTION = f"{ROLE} = ANY (ARRAY['officer', 'supervisor'])"
ORDER = "seal_order_id IN (SELECT id FROM seal_orders)"
QUERY = "seal_query_id IN (SELECT id FROM seal_queries)"
WRITERS = f"({ROLE} = 'supervisor' OR ({PROSECUTION} AND kind = 'no_record_certificate'))"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("register_documents", sa.Column("seal_query_id", sa.Uuid))
    op.create_foreign_key(
        "fk_register_documents_seal_query_id", "register_documents", "seal_queries",
        ["seal_query_id"], ["id"],
    )  # fmt: skip
    op.create_unique_constraint(
        "uq_register_documents_seal_query_id", "register_documents", ["seal_query_id"]
    )
    op.alter_column("register_documents", "seal_order_id", nullable=True)
    op.create_check_constraint(
        op.f("ck_register_documents_about_one"), "register_documents",
        "num_nonnulls(seal_order_id, seal_query_id) = 1",
    )  # fmt: skip
    _policies(
        f"({ORDER} OR {QUERY})", f"({WRITERS} AND {ORDER} OR {ROLE} = 'supervisor' AND {QUERY})"
    )


def _policies(read: str, write: str) -> None:
    for verb in ("select", "insert"):
        op.execute(f"DROP POLICY register_documents_{verb} ON register_documents")
    op.execute(
        "CREATE POLICY register_documents_select ON register_documents FOR SELECT TO guanhu_app"
        f" USING ({OFFICE} AND {PROSECUTION} AND {read})"
    )
    op.execute(
        "CREATE POLICY register_documents_insert ON register_documents FOR INSERT TO guanhu_app"
        f" WITH CHECK ({OFFICE} AND {write})"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # A paper of a query has no line to go back to; it is kept out of reach of a silent loss.
    op.alter_column("register_documents", "seal_order_id", nullable=False)
    _policies(ORDER, f"{WRITERS} AND {ORDER}")
    op.drop_constraint(op.f("ck_register_documents_about_one"), "register_documents")
    op.drop_column("register_documents", "seal_query_id")
