"""What guardians say of their duties and what help they got; the kind a duty was given by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_case_wall

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

# A guardian reads and answers the own duties, which the wall of that table shows and no others;
# what staff wrote of help to one guardian, the other does not read.
OWN = (
    "(SELECT guanhu_role()) <> 'guardian' OR EXISTS (SELECT FROM guardian_duties d"
    " WHERE d.id = duty_id AND d.case_id = duty_reports.case_id)"
)
AS_ONESELF = (
    "said_by = (SELECT guanhu_account()) AND ((SELECT guanhu_role()) = 'guardian')"
    f" = (word IN ('done', 'help_wanted')) AND ({OWN})"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("guardian_duties", sa.Column("kind", sa.Text))
    op.create_table(
        "duty_reports",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        _to("duty_id", "guardian_duties"),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("note", sa.LargeBinary),
        _to("said_by", "accounts"),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_duty_reports_case_id", "duty_reports", ["case_id"])
    op.create_index("ix_duty_reports_duty_id", "duty_reports", ["duty_id"])
    readers = (*STAFF, "guardian")
    build_case_wall("duty_reports", readers=readers, writers=readers)
    op.execute(
        "CREATE POLICY duty_reports_own ON duty_reports AS RESTRICTIVE FOR SELECT TO guanhu_app"
        f" USING ({OWN})"
    )
    op.execute(
        "CREATE POLICY duty_reports_as_oneself ON duty_reports AS RESTRICTIVE FOR INSERT"
        f" TO guanhu_app WITH CHECK ((SELECT guanhu_role()) = 'system' OR ({AS_ONESELF}))"
    )
    op.execute(
        "CREATE POLICY duty_reports_stay ON duty_reports AS RESTRICTIVE FOR UPDATE TO guanhu_app"
        " USING ((SELECT guanhu_role()) = 'system')"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("duty_reports")
    op.drop_column("guardian_duties", "kind")


def _to(column: str, target: str) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_duty_reports_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)
