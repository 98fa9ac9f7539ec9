"""Contact notes of the days before an assignment are hidden from the new worker, too (S61)."""

from __future__ import annotations

from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

# Restrictive: narrows what the other policies of the table let through. What hangs on a note is
# hidden with it; a later remark by its own day.
SINCE = {
    "field_notes": "guanhu_note_hidden(case_id, author_id, happened_at)",
    "field_note_remarks": "guanhu_note_hidden(case_id, author_id, written_at)",
    "note_follow_ups": "guanhu_note_hidden(case_id, requested_by, requested_at)",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, hidden in SINCE.items():
        op.execute(
            f"CREATE POLICY {table}_since ON {table} AS RESTRICTIVE FOR SELECT TO guanhu_app"
            f" USING (NOT (SELECT guanhu_hides_notes()) OR NOT {hidden})"
        )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in SINCE:
        op.execute(f"DROP POLICY {table}_since ON {table}")
