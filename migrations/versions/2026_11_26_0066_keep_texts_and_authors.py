"""Attachments are hidden with their note; walls ask for authors, and keep texts from families."""

from __future__ import annotations

from alembic import op
from walls import EVERYONE, PROSECUTION, STAFF, change_readers

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

MINE = "case_id = ANY ((SELECT guanhu_cases())::uuid[])"
ME = "(SELECT guanhu_account())"
SYSTEM = "(SELECT guanhu_role()) = 'system'"

# What belongs to a note or a check-in is hidden with it, whenever it was uploaded (S61).
ATTACHMENT_HIDDEN = """
CREATE FUNCTION guanhu_attachment_hidden(
  p_case uuid, p_by uuid, p_at timestamptz, p_to text, p_record uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE p_to
      WHEN 'field_note' THEN (SELECT guanhu_note_hidden(n.case_id, n.author_id, n.happened_at)
        FROM field_notes n WHERE n.id = p_record)
      WHEN 'check_in' THEN guanhu_check_in_hidden(p_record)
    END, guanhu_note_hidden(p_case, p_by, p_at))
$$
"""

# How much a case holds is counted over all of it, whatever of it is hidden from who adds more.
KEPT_BYTES = """
CREATE FUNCTION guanhu_kept_bytes(p_case uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(a.size_bytes), 0)::bigint FROM attachments a
  WHERE a.case_id = p_case AND (guanhu_scope() = 'all' OR p_case = ANY (guanhu_cases())
    OR (guanhu_scope() = 'office' AND a.office_id = guanhu_office()))
$$
"""

# A family sees that there is an outcome and of which day, and what was paid; no word of staff.
FAMILY_ROWS = """
CREATE FUNCTION guanhu_family_{table}(p_case uuid) RETURNS SETOF {table}
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT told.* FROM {table} t,
    LATERAL jsonb_populate_record(NULL::{table}, to_jsonb(t) - '{one}' - '{other}') told
  WHERE t.case_id = p_case AND p_case = ANY (guanhu_cases())
    AND guanhu_role() IN ('guardian', 'young_person')
$$
"""

# A worker's picture leaves out what was answered; the reasons are the prosecution's.
CONSULTED = """
CREATE FUNCTION guanhu_consulted_facts(p_case uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT unnest(c.facts) FROM consultations c
  WHERE c.case_id = p_case AND p_case = ANY (guanhu_cases())
    AND guanhu_role() = 'social_worker'
$$
"""

FUNCTIONS = {
    "guanhu_attachment_hidden(uuid, uuid, timestamptz, text, uuid)": ATTACHMENT_HIDDEN,
    "guanhu_kept_bytes(uuid)": KEPT_BYTES,
    "guanhu_family_outcomes(uuid)": FAMILY_ROWS.format(
        table="outcomes", one="note", other="settlement"
    ),
    "guanhu_family_restitution_entries(uuid)": FAMILY_ROWS.format(
        table="restitution_entries", one="source", other="reason"
    ),
    "guanhu_consulted_facts(uuid)": CONSULTED,
}

# Restrictive: narrows what the other policies of the table let through.
SINCE = {
    "attachments": "guanhu_attachment_hidden(case_id, uploaded_by, uploaded_at, attached_to,"
    " record_id)",
    "self_reports": "guanhu_check_in_hidden(check_in_id)",
    "self_report_answers": "guanhu_check_in_hidden(check_in_id)",
}
ATTACHMENTS_BEFORE = "guanhu_note_hidden(case_id, uploaded_by, uploaded_at)"

# Who wrote it is who is signed in.
AUTHORS = {
    "field_notes": "author_id",
    "field_note_remarks": "author_id",
    "field_note_addenda": "author_id",
    "note_follow_ups": "requested_by",
    "attachments": "uploaded_by",
    "breach_answers": "answered_by",
}
WRITER = f"SELECT FROM field_notes n WHERE n.id = note_id AND n.author_id = {ME}"
RESOLVERS = (
    f"{SYSTEM} OR (SELECT guanhu_role()) = 'officer' OR requested_by = {ME} OR EXISTS ({WRITER})"
)
# Which rows are changed, and what they are then.
CHANGES = {
    "note_follow_ups": (RESOLVERS, "true"),
    "attachments": (
        f"{SYSTEM} OR (uploaded_by = {ME} AND attached_to IS NULL)",
        f"{SYSTEM} OR uploaded_by = {ME}",
    ),
    "breach_answers": ("true", f"{SYSTEM} OR answered_by = {ME}"),
}
# The rest of a row stays as it was written.
COLUMNS = {
    "field_notes": "concern_level, sensitive",
    "note_follow_ups": "resolution, resolved_by, resolved_at",
    "attachments": "attached_to, record_id",
    "breach_answers": "answer, answered_by, answered_at",
}
READERS = {
    "outcomes": (STAFF, EVERYONE),
    "restitution_entries": (STAFF, EVERYONE),
    "consultations": (PROSECUTION, STAFF),
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for signature, text in FUNCTIONS.items():
        op.execute(text)
        op.execute(f"ALTER FUNCTION {signature} OWNER TO guanhu_gate")
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO guanhu_app")
    op.execute("DROP POLICY attachments_since ON attachments")
    for table, hidden in SINCE.items():
        _since(table, hidden)
    for table, author in AUTHORS.items():
        op.execute(
            f"CREATE POLICY {table}_author ON {table} AS RESTRICTIVE FOR INSERT TO guanhu_app"
            f" WITH CHECK ({SYSTEM} OR {author} = {ME})"
        )
    for table, (rows, then) in CHANGES.items():
        op.execute(
            f"CREATE POLICY {table}_changed ON {table} AS RESTRICTIVE FOR UPDATE TO guanhu_app"
            f" USING ({rows}) WITH CHECK ({then})"
        )
    for table, columns in COLUMNS.items():
        op.execute(f"REVOKE UPDATE ON {table} FROM guanhu_app")
        op.execute(f"GRANT UPDATE ({columns}) ON {table} TO guanhu_app")
    for table, (after, _before) in READERS.items():
        change_readers(table, MINE, after)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, (_after, before) in READERS.items():
        change_readers(table, MINE, before)
    for table, columns in COLUMNS.items():
        op.execute(f"REVOKE UPDATE ({columns}) ON {table} FROM guanhu_app")
        op.execute(f"GRANT UPDATE ON {table} TO guanhu_app")
    for table in CHANGES:
        op.execute(f"DROP POLICY {table}_changed ON {table}")
    for table in AUTHORS:
        op.execute(f"DROP POLICY {table}_author ON {table}")
    for table in SINCE:
        op.execute(f"DROP POLICY {table}_since ON {table}")
    _since("attachments", ATTACHMENTS_BEFORE)
    for signature in FUNCTIONS:
        op.execute(f"DROP FUNCTION {signature}")


def _since(table: str, hidden: str) -> None:
    op.execute(
        f"CREATE POLICY {table}_since ON {table} AS RESTRICTIVE FOR SELECT TO guanhu_app"
        f" USING (NOT (SELECT guanhu_hides_notes()) OR NOT {hidden})"
    )
