"""A sealed or handed-over file leaves no draft of others, notice of an offer, or job log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

# A draft of a group note lies under the first file and names the others; one of a check-in holds
# the private addendum. Neither is for another officer to read: they are cleared, and that is said.
# Asked of the database itself: who offered the file, and whose membership ended.
MOVE_DRAFTS = """
CREATE FUNCTION guanhu_move_drafts(p_case uuid, p_from uuid, p_team uuid[])
RETURNS TABLE (handed_over integer, cleared integer, cleared_of_former integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  handed_over := 0;
  cleared := 0;
  cleared_of_former := 0;
  PERFORM FROM case_files c
    WHERE c.id = p_case AND c.officer_id = guanhu_account() AND guanhu_role() = 'officer'
      AND p_from = (SELECT t.from_account_id FROM case_transfers t
        WHERE t.case_id = p_case AND t.state = 'accepted' AND t.to_account_id = guanhu_account()
          AND t.answered_at = (SELECT max(o.answered_at) FROM case_transfers o
            WHERE o.case_id = p_case AND o.state = 'accepted'));
  IF NOT FOUND THEN
    RETURN NEXT;
    RETURN;
  END IF;
  UPDATE drafts d SET account_id = guanhu_account()
    WHERE d.case_id = p_case AND d.account_id = p_from AND d.content IS NOT NULL
      AND d.form <> ALL (ARRAY['field_note', 'log_check_in'])
      AND NOT EXISTS (SELECT FROM drafts o WHERE o.account_id = guanhu_account()
        AND o.form = d.form AND o.record_id IS NOT DISTINCT FROM d.record_id);
  GET DIAGNOSTICS handed_over = ROW_COUNT;
  DELETE FROM drafts d
    WHERE d.case_id = p_case AND d.content IS NOT NULL AND d.account_id = p_from;
  GET DIAGNOSTICS cleared_of_former = ROW_COUNT;
  DELETE FROM drafts d WHERE d.case_id = p_case AND d.content IS NOT NULL
    AND d.account_id = ANY (p_team) AND d.account_id <> guanhu_account()
    AND NOT EXISTS (SELECT FROM team_members m WHERE m.case_id = p_case
      AND m.account_id = d.account_id AND m.withdrawn_at IS NULL
      AND m.valid_during @> guanhu_today())
    AND EXISTS (SELECT FROM team_members m WHERE m.case_id = p_case
      AND m.account_id = d.account_id AND m.withdrawn_at IS NOT NULL);
  GET DIAGNOSTICS cleared = ROW_COUNT;
  cleared := cleared + cleared_of_former;
  RETURN NEXT;
END
$$
"""

# As it was in 0046.
MOVED_BEFORE = """
CREATE FUNCTION guanhu_move_drafts(p_case uuid, p_from uuid, p_team uuid[])
RETURNS TABLE (handed_over integer, cleared integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  handed_over := 0;
  cleared := 0;
  PERFORM FROM case_files c WHERE c.id = p_case AND c.officer_id = guanhu_account();
  IF NOT FOUND THEN
    RETURN NEXT;
    RETURN;
  END IF;
  UPDATE drafts d SET account_id = guanhu_account()
    WHERE d.case_id = p_case AND d.account_id = p_from AND d.content IS NOT NULL
      AND NOT EXISTS (SELECT FROM drafts o WHERE o.account_id = guanhu_account()
        AND o.form = d.form AND o.record_id IS NOT DISTINCT FROM d.record_id);
  GET DIAGNOSTICS handed_over = ROW_COUNT;
  DELETE FROM drafts d WHERE d.case_id = p_case AND d.content IS NOT NULL
    AND d.account_id = ANY (array_append(p_team, p_from));
  GET DIAGNOSTICS cleared = ROW_COUNT;
  RETURN NEXT;
END
$$
"""

# Drafts that may speak of the file and lie outside it: those of no file, under their writer's key,
# and field notes begun in another file, under the key of that one. Sealing opens them, looks for
# the sealed person, and shows them to nobody. What no key opens is read by nobody either.
LOOSE_DRAFTS = """
CREATE FUNCTION guanhu_loose_drafts(p_case uuid)
RETURNS TABLE (id uuid, account_id uuid, content bytea, key_of uuid, master_key_id text,
  wrapped bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guanhu_sealing_admit(p_case);
  RETURN QUERY SELECT d.id, d.account_id, d.content, k.record_id, k.master_key_id, k.wrapped
    FROM drafts d JOIN record_keys k ON k.record_id = coalesce(d.case_id, d.account_id)
    WHERE d.office_id = guanhu_office() AND d.content IS NOT NULL
      AND (d.case_id IS NULL OR (d.form = 'field_note' AND d.case_id <> p_case));
END
$$
"""

# As it was in 0011.
LOOSE_BEFORE = """
CREATE FUNCTION guanhu_loose_drafts(p_case uuid)
RETURNS TABLE (id uuid, account_id uuid, content bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guanhu_sealing_admit(p_case);
  RETURN QUERY SELECT d.id, d.account_id, d.content FROM drafts d
    WHERE d.office_id = guanhu_office() AND d.case_id IS NULL AND d.content IS NOT NULL;
END
$$
"""

FUNCTIONS = {
    "guanhu_move_drafts(uuid, uuid, uuid[])": (MOVE_DRAFTS, MOVED_BEFORE),
    "guanhu_loose_drafts(uuid)": (LOOSE_DRAFTS, LOOSE_BEFORE),
}

LOOSE_GO = """DELETE FROM drafts d WHERE d.case_id IS NULL
    AND (d.record_id = ANY (v_ids) OR d.id = ANY (p_drafts)) AND d.office_id = guanhu_office();"""
# An offer is told to an account without naming the file, but names the offer. A job that failed
# wrote down at which record.
MORE_GOES = """DELETE FROM drafts d WHERE d.office_id = guanhu_office()
    AND ((d.case_id IS NULL AND (d.record_id = ANY (v_ids) OR d.id = ANY (p_drafts)))
      OR (d.case_id <> p_case AND d.form = 'field_note' AND d.id = ANY (p_drafts)));
  DELETE FROM deliveries d USING notifications n, outbox_messages m
    WHERE n.id = d.notification_id AND m.id = n.message_id
      AND m.case_id IS NULL AND m.record_id = ANY (v_ids);
  DELETE FROM notifications n USING outbox_messages m
    WHERE m.id = n.message_id AND m.case_id IS NULL AND m.record_id = ANY (v_ids);
  DELETE FROM outbox_messages m WHERE m.case_id IS NULL AND m.record_id = ANY (v_ids);
  UPDATE job_runs r SET errors = (
      SELECT jsonb_agg(CASE WHEN e.value ->> 'record' = ANY (v_ids::text[])
        THEN e.value || '{"record": null}' ELSE e.value END ORDER BY e.ordinality)
      FROM jsonb_array_elements(r.errors) WITH ORDINALITY e)
    WHERE r.errors <> '[]' AND EXISTS (SELECT FROM jsonb_array_elements(r.errors) e
      WHERE e.value ->> 'record' = ANY (v_ids::text[]));"""

# One's own, and of a case only while one has a part in it: however it was told.
ACCOUNT = "account_id = (SELECT guanhu_account()) AND office_id = (SELECT guanhu_office())"
PART = "(SELECT guanhu_scope()) = 'office' OR case_id = ANY ((SELECT guanhu_cases())::uuid[])"
OWN = f"({ACCOUNT} AND (case_id IS NULL OR {PART}))"
OWN_BEFORE = f"({ACCOUNT} AND (directly OR case_id IS NULL OR {PART}))"
JOB = "(SELECT guanhu_scope()) = 'all'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for signature, (after, _before) in FUNCTIONS.items():
        _replace(signature, after)
    op.execute("GRANT UPDATE (errors) ON job_runs TO guanhu_gate")
    _rewrite_forget(LOOSE_GO, MORE_GOES)
    _own(OWN)
    op.drop_column("notifications", "directly")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    directly = sa.Column(
        "directly",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="told to this account by itself, whatever part it has in the case",
    )
    op.add_column("notifications", directly)
    op.alter_column("notifications", "directly", server_default=None)
    _own(OWN_BEFORE)
    _rewrite_forget(MORE_GOES, LOOSE_GO)
    op.execute("REVOKE UPDATE (errors) ON job_runs FROM guanhu_gate")
    for signature, (_after, before) in FUNCTIONS.items():
        _replace(signature, before)


def _own(mine: str) -> None:
    for verb in ("read", "update"):
        op.execute(f"ALTER POLICY notifications_{verb} ON notifications USING ({mine} OR {JOB})")


def _replace(signature: str, text: str) -> None:
    """Made anew, as it answers other columns; owner and grants as before."""
    op.execute(f"DROP FUNCTION {signature}")
    op.execute(text)
    op.execute(f"ALTER FUNCTION {signature} OWNER TO guanhu_gate")
    op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO guanhu_app")


def _rewrite_forget(before: str, after: str) -> None:
    """Replace one part of the gate's function that forgets a file; owner and grants stay."""
    bind = op.get_bind()
    found = bind.scalar(sa.text("SELECT pg_get_functiondef('guanhu_forget_case'::regproc)"))
    text = str(found)
    if text.count(before) != 1:
        raise AssertionError(before)
    bind.exec_driver_sql(text.replace(before, after).replace("%", "%%"))
