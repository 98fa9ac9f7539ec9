"""Voluntary follow-up after the end, on consent; undertakings of secrecy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OFFICE = "office_id = (SELECT guanhu_office())"
PROSECUTION = "(SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor'])"
# The register's own wall says which lines one sees: an officer those of their own.
ORDER = "seal_order_id IN (SELECT id FROM seal_orders)"
MINE = f"{OFFICE} AND {PROSECUTION} AND {ORDER}"
NOTED = "follow_up_id IN (SELECT id FROM follow_ups)"
FOLLOW_UP = f"{OFFICE} AND {PROSECUTION} AND {NOTED}"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "secrecy_undertakings",
        *_start("secrecy_undertakings", "seal_order_id", "seal_orders"),
        sa.Column("person_kind", sa.Text, nullable=False),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("signed_on", sa.Date, nullable=False),
        *_by("secrecy_undertakings", "recorded"),
    )
    op.create_table(
        "follow_ups",
        *_start("follow_ups", "seal_order_id", "seal_orders"),
        sa.Column("of_age", sa.Boolean, nullable=False),
        sa.Column("minor_consented_on", sa.Date, nullable=False),
        sa.Column("representative_consented_on", sa.Date),
        sa.Column("until", sa.Date, comment="as agreed; the law sets no length"),
        *_by("follow_ups", "begun"),
        sa.Column("ended_on", sa.Date),
        sa.Column("ended_because", sa.Text),
    )
    op.create_index(
        "uq_follow_ups_seal_order_id_running",
        "follow_ups",
        ["seal_order_id"],
        unique=True,
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "follow_up_notes",
        *_start("follow_up_notes", "follow_up_id", "follow_ups"),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("situation", sa.LargeBinary, nullable=False),
        sa.Column("need", sa.LargeBinary),
        *_by("follow_up_notes", "recorded"),
    )
    _wall("secrecy_undertakings", "seal_order_id", MINE)
    _wall("follow_ups", "seal_order_id", MINE)
    _wall("follow_up_notes", "follow_up_id", FOLLOW_UP)
    op.execute(
        f"CREATE POLICY follow_ups_update ON follow_ups FOR UPDATE TO guanhu_app USING ({MINE})"
    )
    op.execute("GRANT UPDATE (ended_on, ended_because) ON follow_ups TO guanhu_app")


def _wall(table: str, pointer: str, mine: str) -> None:
    op.create_index(f"ix_{table}_{pointer}", table, [pointer])
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    for verb, clause in (("SELECT", "USING"), ("INSERT", "WITH CHECK")):
        op.execute(
            f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} TO guanhu_app"
            f" {clause} ({mine})"
        )
    op.execute(f"GRANT SELECT, INSERT ON {table} TO guanhu_app")


def _start(table: str, pointer: str, target: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, pointer, target),
    )


def _by(table: str, verb: str) -> tuple[sa.Column[object], ...]:
    return (
        _to(table, f"{verb}_by", "accounts"),
        sa.Column(f"{verb}_at", INSTANT, nullable=False),
    )


def _to(table: str, column: str, target: str) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("follow_up_notes", "follow_ups", "secrecy_undertakings"):
        op.drop_table(table)
