"""Consents to a psychological assessment, and the assessments that rest on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_case_wall

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
CONSENTS, ASSESSMENTS = "assessment_consents", "assessments"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        CONSENTS,
        *_part(CONSENTS),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("given_by", sa.LargeBinary, nullable=False),
        sa.Column("withdrawn_on", sa.Date),
        sa.Column("withdrawn_because", sa.LargeBinary),
        _to(CONSENTS, "withdrawal_recorded_by", "accounts", nullable=True),
    )
    op.create_index(
        "uq_assessment_consents_case_id_party_standing",
        CONSENTS,
        ["case_id", "party"],
        unique=True,
        postgresql_where=sa.text("withdrawn_on IS NULL"),
    )
    op.create_table(
        ASSESSMENTS,
        *_part(ASSESSMENTS),
        sa.Column("scheduled_for", sa.Date, nullable=False),
        sa.Column("assessor", sa.LargeBinary, nullable=False),
        sa.Column("reported_on", sa.Date),
        sa.Column("author", sa.LargeBinary),
        sa.Column("report", sa.LargeBinary),
        sa.Column("lapsed_on", sa.Date, comment="a consent was withdrawn before it took place"),
    )
    for table in (CONSENTS, ASSESSMENTS):
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
        build_case_wall(table, readers=PROSECUTION, writers=PROSECUTION)


def _part(table: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "case_id", "case_files"),
        _to(table, "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )


def _to(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table(ASSESSMENTS)
    op.drop_table(CONSENTS)
