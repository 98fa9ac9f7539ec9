"""Holiday notices an administrator enters, and the calendar by which each file is counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY
from walls import build_wall

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

READERS = ("officer", "supervisor", "social_worker", "administrator", "system")
COMMENTS = {
    "offices": "holiday notices in force, as new case files take them over (T-04)",
    "case_files": "what the office's administrator added to the official calendar (T-04)",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, comment in COMMENTS.items():
        op.add_column(table, sa.Column("holidays", sa.Text, comment=comment))
    op.create_table(
        "holiday_notices",
        sa.Column("id", sa.Uuid, primary_key=True),
        _to("office_id", "offices"),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("rest_days", ARRAY(sa.Date), nullable=False),
        sa.Column("working_days", ARRAY(sa.Date), nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column(
            "source", sa.Text, nullable=False, comment="where it was published; names nobody"
        ),
        _to("entered_by", "accounts"),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "office_id", "year", "version", name="uq_holiday_notices_office_id_year_version"
        ),
    )
    # A calendar is the whole office's: no row of it is anybody's own.
    build_wall("holiday_notices", "true", READERS, ("administrator",))
    op.execute("DROP POLICY holiday_notices_update ON holiday_notices")
    op.execute("REVOKE UPDATE ON holiday_notices FROM guanhu_app")


def _to(column: str, target: str) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_holiday_notices_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("holiday_notices")
    for table in COMMENTS:
        op.drop_column(table, "holidays")
