"""Attachments of the days before an assignment are hidden from the new worker, too (S61)."""

from __future__ import annotations

from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # Restrictive: narrows what the other policies of the table let through.
    op.execute(
        "CREATE POLICY attachments_since ON attachments AS RESTRICTIVE FOR SELECT TO guanhu_app"
        " USING (NOT (SELECT guanhu_hides_notes())"
        " OR NOT guanhu_note_hidden(case_id, uploaded_by, uploaded_at))"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP POLICY attachments_since ON attachments")
