"""Notices of a seal with their receipts, and proposals to open it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ALL = "(SELECT guanhu_scope()) = 'all'"
OFFICE = "office_id = (SELECT guanhu_office())"
ROLE = "(SELECT guanhu_role())"
SELF = "(SELECT guanhu_account())"
# The register's own wall says which lines one sees: an officer those of their own.
ORDER = "seal_order_id IN (SELECT id FROM seal_orders)"
MINE = f"{OFFICE} AND {ROLE} = ANY (ARRAY['officer', 'supervisor']) AND {ORDER}"
DECIDER = f"{OFFICE} AND {ROLE} = 'supervisor' AND {ORDER}"
DECIDED = f"{DECIDER} AND decided_by = {SELF} AND decided_by <> proposed_by"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "seal_notices",
        *_start("seal_notices"),
        sa.Column("recipient_kind", sa.Text, nullable=False),
        sa.Column("recipient", sa.LargeBinary),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
        _to("seal_notices", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("received_on", sa.Date, comment="day on the receipt"),
        sa.Column("confirmed_on", sa.Date),
        sa.Column("confirmed_as", sa.Text),
    )
    _wall("seal_notices", MINE, f"USING ({MINE})", "received_on, confirmed_on, confirmed_as")
    op.create_table(
        "unsealings",
        *_start("unsealings"),
        sa.Column("ground", sa.Text, nullable=False),
        sa.Column("judged_on", sa.Date, nullable=False),
        sa.Column("combined_months", sa.Integer),
        sa.Column("as_a_minor", sa.Boolean, comment="whether the acts were a minor's"),
        sa.Column("judgment", sa.LargeBinary, nullable=False),
        sa.Column(
            "rulebook", sa.Text, nullable=False, comment="under which the ground was examined"
        ),
        sa.Column("proposed_on", sa.Date, nullable=False),
        _to("unsealings", "proposed_by", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("decided_on", sa.Date),
        _to("unsealings", "decided_by", "accounts", nullable=True),
    )
    op.create_index(
        "uq_unsealings_seal_order_id_waiting",
        "unsealings",
        ["seal_order_id"],
        unique=True,
        postgresql_where=sa.text("decided_on IS NULL"),
    )
    _wall(
        "unsealings",
        MINE,
        f"USING ({DECIDER}) WITH CHECK ({DECIDED})",
        "verdict, reason, decided_on, decided_by",
    )


def _wall(table: str, mine: str, change: str, columns: str) -> None:
    """`mine` says which rows one sees and adds; `change` which of them one changes, and how."""
    op.create_index(f"ix_{table}_seal_order_id", table, ["seal_order_id"])
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    for verb, clause in (
        ("SELECT", f"USING ({ALL} OR ({mine}))"),
        ("INSERT", f"WITH CHECK ({mine})"),
        ("UPDATE", change),
    ):
        op.execute(
            f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} TO guanhu_app {clause}"
        )
    op.execute(f"GRANT SELECT, INSERT, UPDATE ({columns}) ON {table} TO guanhu_app")


def _start(table: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "seal_order_id", "seal_orders"),
    )


def _to(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("unsealings")
    op.drop_table("seal_notices")
