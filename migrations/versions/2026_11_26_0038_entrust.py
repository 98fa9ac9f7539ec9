"""Entrustments to another place: requests, answers, contacts and letters, and a wall for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import PROSECUTION, build_case_wall

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "entrustment_letters", "entrustment_contacts", "entrustment_answers", "entrustments",
)  # fmt: skip

TODAY = """
CREATE FUNCTION guanhu_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('guanhu.today', true), '')::date $$
"""

# The office's date, set when a transaction is entered: some walls open and close on a day.
SCOPE_SET = "set_config('guanhu.scope', v_scope, true),"
TODAY_SET = f"{SCOPE_SET}\n          set_config('guanhu.today', p_today::text, true),"

# An entrustment opens anything only while the case is under supervision, and until its end.
RUNNING = (
    "e.to_office_id = guanhu_office() AND e.ended_on IS NULL"
    " AND c.status = ANY (ARRAY['decided', 'on_probation'])"
)

# The request alone: for the supervisor of the asked office, until the first day of assisting.
ASKED = """
CREATE FUNCTION guanhu_asked() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(e.id), '{}') FROM entrustments e
    JOIN case_files c ON c.id = e.case_id
    LEFT JOIN entrustment_answers a ON a.entrustment_id = e.id
  WHERE {running} AND guanhu_role() = 'supervisor'
    AND (a.id IS NULL OR (a.accepted AND a.starts_on > guanhu_today()))
$$
""".replace("{running}", RUNNING)

# The part: for the officer and worker who were named and their supervisor, from the first day of
# assisting to its last.
ASSISTED = """
CREATE FUNCTION guanhu_assisted() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(e.id), '{}') FROM entrustments e
    JOIN case_files c ON c.id = e.case_id
    JOIN entrustment_answers a ON a.entrustment_id = e.id
  WHERE {running} AND a.accepted AND guanhu_today() BETWEEN a.starts_on AND a.until
    AND CASE guanhu_role()
      WHEN 'supervisor' THEN true
      WHEN 'officer' THEN a.officer_id = guanhu_account()
      WHEN 'social_worker' THEN a.worker_id = guanhu_account()
      ELSE false END
$$
""".replace("{running}", RUNNING)

ASSISTED_CASES = """
CREATE FUNCTION guanhu_assisted_cases() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(e.case_id), '{}') FROM entrustments e
  WHERE e.id = ANY (guanhu_assisted())
$$
"""

# Whose key opens a request or a part. It opens what the walls show, and nothing they hide.
ENTRUSTED_CASES = """
CREATE FUNCTION guanhu_entrusted_cases() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(e.case_id), '{}') FROM entrustments e
  WHERE e.id = ANY (guanhu_assisted() || guanhu_asked())
$$
"""

# A wall hides rows and no columns; of the file and of its conditions only these are shown.
ASSISTED_FILE = """
CREATE FUNCTION guanhu_assisted_file(p_entrustment uuid)
RETURNS TABLE (status text, decided_on date, probation_ends_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.status, c.decided_on, c.probation_ends_on
  FROM entrustments e JOIN case_files c ON c.id = e.case_id
  WHERE e.id = p_entrustment AND e.id = ANY (guanhu_assisted())
$$
"""

ASSISTED_CONDITIONS = """
CREATE FUNCTION guanhu_assisted_conditions(p_entrustment uuid)
RETURNS TABLE (id uuid, lineage_id uuid, plan_version_id uuid, code text, catalogue_version integer,
  category text, slots bytea, every_days integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.lineage_id, p.plan_version_id, p.code, p.catalogue_version, p.category, p.slots,
    v.check_in_every_days
  FROM entrustments e
    JOIN plan_versions v ON v.case_id = e.case_id AND v.state = 'in_force'
    JOIN plan_conditions p ON p.plan_version_id = v.id
  WHERE e.id = p_entrustment AND e.id = ANY (guanhu_assisted())
    AND NOT p.dropped AND p.change <> 'removed'
  ORDER BY p.position
$$
"""

# The file is the one lock of everything that touches it; the assisting office changes no file.
LOCK = """
CREATE FUNCTION guanhu_assist_lock(p_entrustment uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM case_files c WHERE c.id = (SELECT e.case_id FROM entrustments e
      WHERE e.id = p_entrustment AND e.id = ANY (guanhu_assisted() || guanhu_asked()))
    FOR UPDATE;
  RETURN FOUND;
END
$$
"""

# What the assisting office may set on a check-in that is open, and nothing else of it.
LOG = """
CREATE FUNCTION guanhu_assist_check_in(
  p_check_in uuid, p_happened_at timestamptz, p_contact boolean, p_late boolean, p_now timestamptz
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE check_ins SET happened_at = p_happened_at, recorded_at = p_now,
      recorded_by = guanhu_account(), contact_made = p_contact, late = p_late
    WHERE id = p_check_in AND case_id = ANY (guanhu_assisted_cases()) AND recorded_at IS NULL
      AND excused_at IS NULL AND superseded_by IS NULL AND marked_missed_on IS NULL
      AND reviewed_at IS NULL;
  RETURN FOUND;
END
$$
"""

# The day of the last contact stands in the file; it only ever moves forward.
CONTACT = """
CREATE FUNCTION guanhu_assist_contact(p_case uuid, p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE case_files SET last_check_in_on = greatest(last_check_in_on, p_day)
    WHERE id = p_case AND id = ANY (guanhu_assisted_cases()) AND p_day <= guanhu_today();
END
$$
"""

FUNCTIONS = {
    "guanhu_asked()": ASKED,
    "guanhu_assisted()": ASSISTED,
    "guanhu_assisted_cases()": ASSISTED_CASES,
    "guanhu_entrusted_cases()": ENTRUSTED_CASES,
    "guanhu_assisted_file(uuid)": ASSISTED_FILE,
    "guanhu_assisted_conditions(uuid)": ASSISTED_CONDITIONS,
    "guanhu_assist_lock(uuid)": LOCK,
    "guanhu_assist_check_in(uuid, timestamptz, boolean, boolean, timestamptz)": LOG,
    "guanhu_assist_contact(uuid, date)": CONTACT,
}
LOGGED = "UPDATE (happened_at, recorded_at, recorded_by, contact_made, late) ON check_ins"

ELSEWHERE = "office_id <> (SELECT guanhu_office())"
ASKED_IT = "{} = ANY ((SELECT guanhu_asked())::uuid[])"
ASSISTS = "{} = ANY ((SELECT guanhu_assisted())::uuid[])"
ASSISTED_CASE = "case_id = ANY ((SELECT guanhu_assisted_cases())::uuid[])"
MY_COLLEAGUE = "IN (SELECT a.id FROM accounts a WHERE a.office_id = (SELECT guanhu_office()))"
ME = "(SELECT guanhu_account())"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_entrustments()
    _create_part()
    op.execute(TODAY)
    _rewrite_enter(SCOPE_SET, TODAY_SET)
    for signature, text in FUNCTIONS.items():
        op.execute(text)
        op.execute(f"ALTER FUNCTION {signature} OWNER TO guanhu_gate")
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO guanhu_app")
    op.execute(f"GRANT {LOGGED} TO guanhu_gate")
    build_case_wall("entrustments", readers=PROSECUTION, writers=PROSECUTION)
    build_case_wall("entrustment_answers", readers=PROSECUTION, writers=PROSECUTION)
    build_case_wall("entrustment_letters", readers=PROSECUTION, writers=PROSECUTION)
    # Only the other office writes these.
    build_case_wall("entrustment_contacts", readers=PROSECUTION, writers=("system",))
    _build_other_wall()


def _build_other_wall() -> None:
    """What the asked and the assisting office see and add, of rows that stay the owner's.

    Rows of the own office are told apart first, so that reading those never asks the functions.
    """
    both = f"({ASKED_IT} OR {ASSISTS})"
    _other("entrustments", "read", both.format("id", "id"))
    _other("entrustment_answers", "read", both.format("entrustment_id", "entrustment_id"))
    for table in ("entrustment_contacts", "entrustment_letters"):
        _other(table, "read", ASSISTS.format("entrustment_id"))
    _other(
        "entrustment_answers", "insert",
        f"{ASKED_IT.format('entrustment_id')} AND recorded_by = {ME}"
        f" AND {_of_its_case('entrustment_answers')}",
    )  # fmt: skip
    _other(
        "entrustment_contacts", "insert",
        f"{ASSISTS.format('entrustment_id')} AND recorded_by = {ME}"
        f" AND {_of_its_case('entrustment_contacts')}",
    )  # fmt: skip
    _other(
        "entrustment_letters", "insert",
        f"{ASSISTS.format('entrustment_id')} AND written_by = {ME} AND received_on IS NULL"
        f" AND {_of_its_case('entrustment_letters')}",
    )  # fmt: skip
    _other(
        "check_ins", "read",
        f"{ASSISTED_CASE} AND superseded_by IS NULL AND excused_at IS NULL"
        " AND ((recorded_at IS NULL AND marked_missed_on IS NULL AND reviewed_at IS NULL"
        f" AND grace_until >= (SELECT guanhu_today())) OR recorded_by {MY_COLLEAGUE})",
    )  # fmt: skip
    _other(
        "check_in_records", "read",
        f"{ASSISTED_CASE} AND check_in_id IN"  # noqa: S608
        f" (SELECT c.id FROM check_ins c WHERE c.recorded_by {MY_COLLEAGUE})",
    )  # fmt: skip
    _other(
        "check_in_records", "insert",
        f"{ASSISTED_CASE} AND EXISTS (SELECT FROM check_ins c"
        " WHERE c.id = check_in_id AND c.case_id = check_in_records.case_id"
        f" AND c.office_id = check_in_records.office_id AND c.recorded_by = {ME})",
    )  # fmt: skip
    _other(
        "record_keys", "read",
        "kind = 'case' AND record_id = ANY ((SELECT guanhu_entrusted_cases())::uuid[])",
    )  # fmt: skip


def _other(table: str, verb: str, condition: str) -> None:
    clause = "FOR INSERT TO guanhu_app WITH CHECK"
    if verb == "read":
        clause = "FOR SELECT TO guanhu_app USING"
    op.execute(
        f"CREATE POLICY {table}_assist_{verb} ON {table} {clause} ({ELSEWHERE} AND {condition})"
    )


def _of_its_case(table: str) -> str:
    return (
        "EXISTS (SELECT FROM entrustments e WHERE e.id = entrustment_id"
        f" AND e.case_id = {table}.case_id AND e.office_id = {table}.office_id)"
    )


def _rewrite_enter(before: str, after: str) -> None:
    """Replace one line of `guanhu_enter`; owner and grants stay."""
    bind = op.get_bind()
    text = str(bind.scalar(sa.text("SELECT pg_get_functiondef('guanhu_enter'::regproc)")))
    if text.count(before) != 1:
        raise AssertionError(before)
    bind.exec_driver_sql(text.replace(before, after).replace("%", "%%"))


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _create_entrustments() -> None:
    op.create_table(
        "entrustments",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("entrustments", "case_id", "case_files"),
        _to("entrustments", "to_office_id", "offices", nullable=True),
        sa.Column("outside", sa.LargeBinary),
        sa.Column("ground", sa.Text, nullable=False),
        sa.Column("approved_on", sa.Date),
        sa.Column("why", sa.LargeBinary, nullable=False),
        sa.Column("letter", sa.LargeBinary, nullable=False),
        sa.Column("masked_name", sa.LargeBinary, nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        _to("entrustments", "asked_by", "accounts"),
        sa.Column("ended_on", sa.Date),
        sa.Column("end_reason", sa.LargeBinary),
        _to("entrustments", "ended_by", "accounts", nullable=True),
        sa.CheckConstraint(
            "(to_office_id IS NULL) <> (outside IS NULL)", name=op.f("ck_entrustments_one_office")
        ),
        sa.CheckConstraint(
            "to_office_id <> office_id", name=op.f("ck_entrustments_another_office")
        ),
    )
    op.create_index("ix_entrustments_case_id", "entrustments", ["case_id"])
    op.create_index("ix_entrustments_to_office_id_asked_on", "entrustments",
                    ["to_office_id", "asked_on"])  # fmt: skip
    op.create_table(
        "entrustment_answers",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("entrustment_answers", "case_id", "case_files"),
        _to("entrustment_answers", "entrustment_id", "entrustments"),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("answered_on", sa.Date, nullable=False),
        sa.Column("answer", sa.LargeBinary),
        sa.Column("starts_on", sa.Date),
        sa.Column("until", sa.Date),
        _to("entrustment_answers", "officer_id", "accounts", nullable=True),
        _to("entrustment_answers", "worker_id", "accounts", nullable=True),
        _to("entrustment_answers", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.UniqueConstraint("entrustment_id", name="uq_entrustment_answers_entrustment_id"),
        sa.CheckConstraint(
            "accepted = (starts_on IS NOT NULL) AND accepted = (until IS NOT NULL)",
            name=op.f("ck_entrustment_answers_term"),
        ),
    )
    op.create_index("ix_entrustment_answers_case_id", "entrustment_answers", ["case_id"])


def _create_part() -> None:
    op.create_table(
        "entrustment_contacts",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("entrustment_contacts", "case_id", "case_files"),
        _to("entrustment_contacts", "entrustment_id", "entrustments"),
        sa.Column("happened_at", INSTANT, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("present", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("contact_made", sa.Boolean, nullable=False),
        sa.Column("no_contact_reason", sa.Text),
        sa.Column("topics", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("concern_level", sa.Text, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sa.Column("next_step", sa.LargeBinary),
        _to("entrustment_contacts", "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_table(
        "entrustment_letters",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("entrustment_letters", "case_id", "case_files"),
        _to("entrustment_letters", "entrustment_id", "entrustments"),
        sa.Column("sent_on", sa.Date, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        _to("entrustment_letters", "written_by", "accounts"),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("received_on", sa.Date),
        _to("entrustment_letters", "received_by", "accounts", nullable=True),
    )
    for table in ("entrustment_contacts", "entrustment_letters"):
        for column in ("case_id", "entrustment_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, verb in (
        ("check_ins", "read"), ("check_in_records", "read"), ("check_in_records", "insert"),
        ("record_keys", "read"),
    ):  # fmt: skip
        op.execute(f"DROP POLICY {table}_assist_{verb} ON {table}")
    for table in TABLES:
        op.drop_table(table)
    op.execute(f"REVOKE {LOGGED} FROM guanhu_gate")
    for signature in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {signature}")
    _rewrite_enter(TODAY_SET, SCOPE_SET)
    op.execute("DROP FUNCTION guanhu_today()")
