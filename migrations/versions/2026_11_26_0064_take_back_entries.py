"""Entries taken back: retractions, what was said kept for few, and the gate that removes it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_case_wall, build_wall

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
RETRACTIONS, KEPT = "retractions", "retracted_entries"

# What stands in a file is removed by nobody, but for an entry whose retraction this very
# transaction writes, with what it said kept, or stored in the file it belongs to. What was told of
# it goes too. The application's system actor does it: whoever confirms need not read what goes.
TAKE_BACK = """
CREATE FUNCTION guanhu_take_back(p_retraction uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v retractions%ROWTYPE;
  v_gone uuid[];
BEGIN
  SELECT * INTO v FROM retractions r
    WHERE r.id = p_retraction AND r.office_id = guanhu_office() AND guanhu_role() = 'system'
      AND r.state IN ('retracted', 'moved') AND r.xmin = pg_current_xact_id()::xid;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no retraction in this transaction' USING ERRCODE = 'GH423';
  END IF;
  IF v.state = 'retracted' AND NOT EXISTS (SELECT FROM retracted_entries e
      WHERE e.retraction_id = v.id AND e.case_id = v.case_id
        AND e.xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'nothing was kept' USING ERRCODE = 'GH423';
  END IF;
  IF v.entry_kind = 'field_note' THEN
    SELECT coalesce(array_agg(f.id), '{}') INTO v_gone FROM note_follow_ups f
      WHERE f.note_id = v.record_id AND f.case_id = v.case_id;
    DELETE FROM note_follow_ups WHERE note_id = v.record_id AND case_id = v.case_id;
    DELETE FROM field_note_addenda WHERE note_id = v.record_id AND case_id = v.case_id;
    DELETE FROM field_note_remarks WHERE note_id = v.record_id AND case_id = v.case_id;
    DELETE FROM field_notes WHERE id = v.record_id AND case_id = v.case_id;
  ELSE
    SELECT coalesce(array_agg(o.id), '{}') INTO v_gone FROM outcomes o
      WHERE o.check_in_id = v.record_id AND o.case_id = v.case_id;
    DELETE FROM outcomes WHERE check_in_id = v.record_id AND case_id = v.case_id;
    DELETE FROM check_in_addenda WHERE check_in_id = v.record_id AND case_id = v.case_id;
    DELETE FROM check_in_remarks WHERE check_in_id = v.record_id AND case_id = v.case_id;
    DELETE FROM check_in_evidence WHERE check_in_id = v.record_id AND case_id = v.case_id;
    DELETE FROM check_in_records WHERE check_in_id = v.record_id AND case_id = v.case_id;
  END IF;
  DELETE FROM attachments WHERE record_id = v.record_id AND case_id = v.case_id
    AND v.state = 'moved';
  DELETE FROM deliveries d USING notifications n, outbox_messages m
    WHERE n.id = d.notification_id AND m.id = n.message_id AND m.record_id = ANY (v_gone);
  DELETE FROM notifications n USING outbox_messages m
    WHERE m.id = n.message_id AND m.record_id = ANY (v_gone);
  DELETE FROM outbox_messages m WHERE m.record_id = ANY (v_gone);
END
$$
"""
SIGNATURE = "guanhu_take_back(uuid)"

# A file that belonged to an entry taken back: for whoever put it there and the supervisor.
OF_FEW = """
CREATE POLICY attachments_retracted ON attachments AS RESTRICTIVE FOR SELECT TO guanhu_app
  USING (attached_to IS DISTINCT FROM 'retracted' OR uploaded_by = (SELECT guanhu_account())
    OR (SELECT guanhu_role()) = ANY (ARRAY['supervisor', 'system']))
"""

# Of the days before an assignment its reason is hidden, as the entry was (S61).
SINCE = """
CREATE POLICY retractions_since ON retractions AS RESTRICTIVE FOR SELECT TO guanhu_app
  USING (NOT (SELECT guanhu_hides_notes())
    OR NOT guanhu_note_hidden(case_id, proposed_by, proposed_at))
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        RETRACTIONS,
        *_part(RETRACTIONS),
        sa.Column("entry_kind", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("client_id", sa.Uuid, comment="so that a queue does not send it again"),
        _to(RETRACTIONS, "entry_author_id", "accounts"),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("target", sa.LargeBinary),
        _to(RETRACTIONS, "proposed_by", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        _to(RETRACTIONS, "settled_by", "accounts", nullable=True),
        sa.Column("settled_at", INSTANT),
        sa.Column("decline_reason", sa.LargeBinary),
    )
    op.create_index(f"ix_{RETRACTIONS}_case_id", RETRACTIONS, ["case_id"])
    op.create_index(f"ix_{RETRACTIONS}_client_id", RETRACTIONS, ["client_id"])
    op.create_index(
        f"uq_{RETRACTIONS}_record_id_open",
        RETRACTIONS,
        ["record_id"],
        unique=True,
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        KEPT,
        *_part(KEPT),
        _to(KEPT, "retraction_id", RETRACTIONS),
        _to(KEPT, "author_id", "accounts"),
        sa.Column("content", sa.LargeBinary, nullable=False, comment="JSON inside"),
        sa.UniqueConstraint("retraction_id", name=f"uq_{KEPT}_retraction_id"),
    )
    op.create_index(f"ix_{KEPT}_case_id", KEPT, ["case_id"])
    build_case_wall(RETRACTIONS, readers=STAFF, writers=("system",))
    build_wall(
        KEPT,
        "(case_id = ANY ((SELECT guanhu_cases())::uuid[])"
        " AND author_id = (SELECT guanhu_account()))",
        STAFF,
        ("system",),
    )
    op.execute(TAKE_BACK)
    op.execute(f"ALTER FUNCTION {SIGNATURE} OWNER TO guanhu_gate")
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO guanhu_app")
    op.execute(OF_FEW)
    op.execute(SINCE)


def _part(table: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "case_id", "case_files"),
    )


def _to(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP POLICY attachments_retracted ON attachments")
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    op.drop_table(KEPT)
    op.drop_table(RETRACTIONS)
