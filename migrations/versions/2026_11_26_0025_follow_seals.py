"""What follows a seal: queries with their answers and log, certificates of no criminal record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ALL = "(SELECT guanhu_scope()) = 'all'"
OFFICE = "office_id = (SELECT guanhu_office())"
ROLE = "(SELECT guanhu_role())"
SELF = "(SELECT guanhu_account())"
# The register's own wall says which lines one sees: an officer those of their own.
ORDER = "seal_order_id IN (SELECT id FROM seal_orders)"
# And that of the queries: an officer those they registered.
QUERY = "query_id IN (SELECT id FROM seal_queries)"
PROSECUTION = f"{ROLE} = ANY (ARRAY['officer', 'supervisor'])"
TABLES = (
    "record_certificates", "query_readings", "query_undertakings", "seal_query_decisions",
    "seal_queries",
)  # fmt: skip
GRANTED_UPDATES = {"record_certificates": "issued_on, issued_by, document_id"}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_queries()
    _create_certificates()
    own = f"(recorded_by = {SELF} OR {ROLE} = 'supervisor')"
    _wall(
        "seal_queries",
        read=f"{ALL} OR ({OFFICE} AND {PROSECUTION} AND {own})",
        write=f"{OFFICE} AND {PROSECUTION} AND recorded_by = {SELF}",
    )
    _wall(
        "seal_query_decisions",
        read=f"{ALL} OR ({OFFICE} AND {PROSECUTION} AND {QUERY})",
        write=f"{OFFICE} AND {ROLE} = 'supervisor' AND decided_by = {SELF} AND {QUERY}",
    )
    for table in ("query_undertakings", "query_readings"):
        _wall(
            table,
            read=f"{ALL} OR ({OFFICE} AND {PROSECUTION} AND {QUERY})",
            write=f"{OFFICE} AND {PROSECUTION} AND {QUERY}",
        )
    _wall(
        "record_certificates",
        read=f"{OFFICE} AND {PROSECUTION} AND {ORDER}",
        write=f"{OFFICE} AND {PROSECUTION} AND {ORDER}",
    )
    # Whoever sealed a file also gives its certificate, as a paper on the same line.
    op.execute("DROP POLICY register_documents_insert ON register_documents")
    _papers_by(f"({ROLE} = 'supervisor' OR ({PROSECUTION} AND kind = 'no_record_certificate'))")


def _papers_by(who: str) -> None:
    op.execute(
        "CREATE POLICY register_documents_insert ON register_documents FOR INSERT TO guanhu_app"
        f" WITH CHECK ({OFFICE} AND {who} AND {ORDER})"
    )


def _wall(table: str, *, read: str, write: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY {table}_select ON {table} FOR SELECT TO guanhu_app USING ({read})")
    op.execute(
        f"CREATE POLICY {table}_insert ON {table} FOR INSERT TO guanhu_app WITH CHECK ({write})"
    )
    op.execute(f"GRANT SELECT, INSERT ON {table} TO guanhu_app")
    if table in GRANTED_UPDATES:
        op.execute(
            f"CREATE POLICY {table}_update ON {table} FOR UPDATE TO guanhu_app USING ({write})"
        )
        op.execute(f"GRANT UPDATE ({GRANTED_UPDATES[table]}) ON {table} TO guanhu_app")


def _create_queries() -> None:
    op.create_table(
        "seal_queries",
        *_start(),
        sa.Column("applicant_kind", sa.Text, nullable=False),
        sa.Column("applicant", sa.LargeBinary, nullable=False),
        sa.Column("handled_case", sa.LargeBinary, comment="the applicant's own case"),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("identity_number", sa.LargeBinary),
        sa.Column("queried_case_number", sa.LargeBinary),
        sa.Column("identity_index", sa.LargeBinary),
        sa.Column("case_number_index", sa.LargeBinary),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("legal_basis", sa.LargeBinary, nullable=False),
        sa.Column("scope", postgresql.ARRAY(sa.Text), nullable=False),
        *_recorded("seal_queries"),
    )
    op.create_index("ix_seal_queries_office_id", "seal_queries", ["office_id"])
    op.create_table(
        "seal_query_decisions",
        *_start(),
        _to("seal_query_decisions", "query_id", "seal_queries"),
        sa.Column("verdict", sa.Text, nullable=False),
        _to("seal_query_decisions", "seal_order_id", "seal_orders", nullable=True),
        sa.Column(
            "scope", postgresql.ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")
        ),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        _to("seal_query_decisions", "decided_by", "accounts"),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.UniqueConstraint("query_id", name="uq_seal_query_decisions_query_id"),
    )
    _index("seal_query_decisions", "seal_order_id")
    op.create_table(
        "query_undertakings",
        *_start(),
        _to("query_undertakings", "query_id", "seal_queries"),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("signed_on", sa.Date, nullable=False),
        *_recorded("query_undertakings"),
    )
    _index("query_undertakings", "query_id")
    op.create_table(
        "query_readings",
        *_start(),
        _to("query_readings", "query_id", "seal_queries"),
        _to("query_readings", "undertaking_id", "query_undertakings"),
        sa.Column("read_on", sa.Date, nullable=False),
        sa.Column("scope", postgresql.ARRAY(sa.Text), nullable=False),
        *_recorded("query_readings"),
    )
    _index("query_readings", "query_id")


def _create_certificates() -> None:
    op.create_table(
        "record_certificates",
        *_start(),
        _to("record_certificates", "seal_order_id", "seal_orders"),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("purpose", sa.LargeBinary),
        *_recorded("record_certificates"),
        sa.Column("issued_on", sa.Date),
        sa.Column("issued_by", sa.Text),
        _to("record_certificates", "document_id", "register_documents", nullable=True),
    )
    _index("record_certificates", "seal_order_id")


def _start() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
    )


def _recorded(table: str) -> tuple[sa.Column[object], ...]:
    return _to(table, "recorded_by", "accounts"), sa.Column("recorded_at", INSTANT, nullable=False)


def _to(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP POLICY register_documents_insert ON register_documents")
    _papers_by(f"{ROLE} = 'supervisor'")
    for table in TABLES:
        op.drop_table(table)
