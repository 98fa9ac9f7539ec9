"""The lawyer whom the legal-aid agency assigned, and the clock of that duty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_case_wall

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE = "legal_aid_assignments"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        sa.Column("assigned_on", sa.Date, nullable=False),
        sa.Column("lawyer", sa.LargeBinary, nullable=False),
        sa.Column("knows_minors", sa.Boolean, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        _to("recorded_by", "accounts"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", name=f"uq_{TABLE}_case_id"),
    )
    build_case_wall(TABLE, readers=PROSECUTION, writers=PROSECUTION)
    op.execute(f"DROP POLICY {TABLE}_update ON {TABLE}")
    op.execute(f"REVOKE UPDATE ON {TABLE} FROM guanhu_app")
    # Whoever was told before and has not answered is waited for from the day of the notice, where
    # a lawyer still comes in. The next deadline is put into the past: the daily job counts it anew.
    op.execute(
        "UPDATE case_files SET clocks = clocks || jsonb_build_array(jsonb_build_object("
        "'what', 'legal_aid_assignment', 'starts', legal_aid_notified_on,"
        " 'record', id, 'done', NULL, 'detail', ''))"
        ", next_deadline_on = legal_aid_notified_on"
        " WHERE legal_aid_notified_on IS NOT NULL AND NOT has_defender"
        " AND status = ANY (ARRAY['received', 'under_review', 'proposed', 'decided',"
        " 'on_probation'])"
    )


def _to(column: str, target: str) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{TABLE}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table(TABLE)
