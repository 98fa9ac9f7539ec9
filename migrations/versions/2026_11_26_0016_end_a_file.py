"""The end of a file: measures with the final decision, the scope of a seal, marks, direct paths."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, build_case_wall

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SCOPE = (
    "investigation", "prosecution", "trial", "execution", "electronic_data",
    "compulsory_measures", "social_investigation", "help_and_supervision", "counselling",
    "judicial_aid",
)  # fmt: skip

# As revision 0011 made it, but for the statuses of a file that may be sealed.
ADMIT = """
CREATE OR REPLACE FUNCTION guanhu_sealing_admit(p_case uuid, OUT minor uuid, OUT minor_goes boolean)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  SELECT c.minor_id INTO minor FROM case_files c
    WHERE c.id = p_case AND c.id = ANY (guanhu_cases()) AND c.office_id = guanhu_office()
      AND c.officer_id = guanhu_account() AND guanhu_role() = 'officer'
      AND {status} AND c.final_announced_on IS NOT NULL
    FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not to be sealed' USING ERRCODE = 'GH423';
  END IF;
  PERFORM FROM minors m WHERE m.id = minor FOR UPDATE;
  minor_goes := NOT EXISTS (SELECT FROM case_files c WHERE c.minor_id = minor AND c.id <> p_case);
END
$$
"""
BEFORE = "c.status = 'final_decision'"
NOW = "c.status IN ('final_decision', 'non_prosecution_direct')"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "final_measures",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("note", sa.LargeBinary),
        _to("recorded_by", "accounts"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_final_measures_case_id", "final_measures", ["case_id"])
    build_case_wall("final_measures", readers=PROSECUTION, writers=PROSECUTION)
    op.execute("DROP POLICY final_measures_update ON final_measures")
    op.execute("REVOKE UPDATE ON final_measures FROM guanhu_app")
    op.add_column(
        "case_groups",
        sa.Column(
            "holds_sealed",
            sa.Boolean,
            nullable=False,
            server_default=sa.text("false"),
            comment="a file of the group was sealed (F-12)",
        ),
    )
    _extend_orders()
    _let_be_sealed(NOW)


def _extend_orders() -> None:
    op.add_column(
        "seal_orders",
        sa.Column(
            "scope",
            postgresql.ARRAY(sa.Text),
            nullable=False,
            server_default=sa.text("'{}'"),
            comment="what is sealed (F-06)",
        ),
    )
    op.add_column(
        "seal_orders",
        sa.Column("effective_on", sa.Date, comment="day on which the non-prosecution took effect"),
    )
    op.add_column(
        "seal_orders", sa.Column("rulebook", sa.Text, comment="the file's, for what follows")
    )
    # What was sealed before was sealed whole.
    listed = ", ".join(f"'{part}'" for part in SCOPE)
    op.execute(f"UPDATE seal_orders SET scope = ARRAY[{listed}]")  # noqa: S608


def _let_be_sealed(status: str) -> None:
    op.get_bind().exec_driver_sql(ADMIT.format(status=status))


def _to(column: str, target: str) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_final_measures_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _let_be_sealed(BEFORE)
    for column in ("rulebook", "effective_on", "scope"):
        op.drop_column("seal_orders", column)
    op.drop_column("case_groups", "holds_sealed")
    op.drop_table("final_measures")
