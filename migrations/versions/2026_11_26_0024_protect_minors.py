"""Social investigations, attendance at interrogations, closed hearings and pleas."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_case_wall

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "social_investigations",
    "investigation_reports",
    "attendances",
    "closed_hearings",
    "pleas",
)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _create(table: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "case_id", "case_files"),
        *columns,
    )
    op.create_index(f"ix_{table}_case_id", table, ["case_id"])
    build_case_wall(table, readers=PROSECUTION, writers=PROSECUTION)


def _recorded(table: str) -> tuple[sa.Column[object], ...]:
    at: sa.Column[object] = sa.Column("recorded_at", INSTANT, nullable=False)
    return (_to(table, "recorded_by", "accounts"), at)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create(
        "social_investigations",
        sa.Column("investigator", sa.Text, nullable=False),
        sa.Column("entrusted_to", sa.LargeBinary),
        sa.Column("asked_on", sa.Date, nullable=False),
        _to("social_investigations", "asked_by", "accounts"),
        sa.Column("asked_at", INSTANT, nullable=False),
    )
    _create(
        "investigation_reports",
        _to("investigation_reports", "investigation_id", "social_investigations"),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("author", sa.LargeBinary, nullable=False),
        sa.Column("topics", sa.LargeBinary, nullable=False),
        *_recorded("investigation_reports"),
        sa.Column("verdict", sa.Text),
        sa.Column("note", sa.LargeBinary),
        _to("investigation_reports", "reviewed_by", "accounts", nullable=True),
    )
    op.create_index(
        "ix_investigation_reports_investigation_id", "investigation_reports", ["investigation_id"]
    )
    _create(
        "attendances",
        sa.Column("interrogated_on", sa.Date, nullable=False),
        sa.Column("attendee", sa.Text, nullable=False),
        sa.Column("name", sa.LargeBinary),
        sa.Column("notified_on", sa.Date),
        sa.Column("ground", sa.Text),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("refused_because", sa.LargeBinary),
        *_recorded("attendances"),
    )
    _create(
        "closed_hearings",
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("ground", sa.Text, nullable=False),
        sa.Column("conclusion", sa.LargeBinary, nullable=False),
        *_recorded("closed_hearings"),
    )
    _create(
        "pleas",
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("objector", sa.Text),
        sa.Column("note", sa.LargeBinary),
        *_recorded("pleas"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in reversed(TABLES):
        op.drop_table(table)
