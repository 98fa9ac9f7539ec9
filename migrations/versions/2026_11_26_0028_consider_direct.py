"""Direct non-prosecution considered before a conditional one, and proposed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, build_case_wall

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

CONDITIONAL = "conditional_non_prosecution"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "triages",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        _to("account_id", "accounts"),
        sa.Column("considered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("considered_on", sa.Date, nullable=False),
        sa.Column("gravity", sa.Text, nullable=False),
        sa.Column("assisting", sa.Boolean, nullable=False),
        sa.Column("leniency", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("strictness", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("presumption", sa.Text, nullable=False),
        sa.Column("presumption_rule", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("departs_because", sa.LargeBinary),
        sa.Column(
            "facts_index",
            sa.LargeBinary,
            nullable=False,
            comment="keyed digest of the charges, acts and birth date it rests on",
        ),
    )
    op.create_index("ix_triages_case_id_considered_at", "triages", ["case_id", "considered_at"])
    build_case_wall("triages", readers=PROSECUTION, writers=PROSECUTION)
    op.execute("DROP POLICY triages_update ON triages")
    op.execute("REVOKE UPDATE ON triages FROM guanhu_app")
    op.add_column(
        "proposals",
        sa.Column("kind", sa.Text, nullable=False, server_default=sa.text(f"'{CONDITIONAL}'")),
    )
    op.alter_column("proposals", "kind", server_default=None)
    op.alter_column("proposals", "period_months", nullable=True)
    op.create_check_constraint(
        "only_conditional_has_a_period",
        "proposals",
        f"(kind = '{CONDITIONAL}') = (period_months IS NOT NULL)",
    )


def _to(column: str, target: str) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_triages_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_constraint("only_conditional_has_a_period", "proposals", type_="check")
    # Fails aloud while a proposal without a period stands.
    op.alter_column("proposals", "period_months", nullable=False)
    op.drop_column("proposals", "kind")
    op.drop_table("triages")
