"""Lay the foundation: roles, offices, accounts, sessions, record keys, trail, entering."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)

ROLES = """
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanhu_app') THEN
    CREATE ROLE guanhu_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanhu_gate') THEN
    CREATE ROLE guanhu_gate NOLOGIN BYPASSRLS;
  END IF;
END
$$
"""

# Settings live for one transaction. Absent settings answer with nothing visible.
READERS = [
    """CREATE FUNCTION guanhu_office() RETURNS uuid LANGUAGE sql STABLE AS
       $$ SELECT nullif(current_setting('guanhu.office', true), '')::uuid $$""",
    """CREATE FUNCTION guanhu_account() RETURNS uuid LANGUAGE sql STABLE AS
       $$ SELECT nullif(current_setting('guanhu.account', true), '')::uuid $$""",
    """CREATE FUNCTION guanhu_role() RETURNS text LANGUAGE sql STABLE AS
       $$ SELECT coalesce(current_setting('guanhu.role', true), '') $$""",
    """CREATE FUNCTION guanhu_scope() RETURNS text LANGUAGE sql STABLE AS
       $$ SELECT coalesce(current_setting('guanhu.scope', true), 'none') $$""",
    """CREATE FUNCTION guanhu_cases() RETURNS uuid[] LANGUAGE sql STABLE AS
       $$ SELECT coalesce(nullif(current_setting('guanhu.cases', true), ''), '{}')::uuid[] $$""",
    """CREATE FUNCTION guanhu_minors() RETURNS uuid[] LANGUAGE sql STABLE AS
       $$ SELECT coalesce(nullif(current_setting('guanhu.minors', true), ''), '{}')::uuid[] $$""",
]

# The gate's functions bypass row-level security, so each one does a single thing and its
# search path is pinned. guanhu_enter decides what an actor may see for one transaction.
ENTER = """
CREATE FUNCTION guanhu_enter(
  p_session uuid, p_account uuid, p_role text, p_office uuid, p_today date, p_now timestamptz
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_scope text := 'none';
  v_cases uuid[] := '{}';
  v_minors uuid[] := '{}';
BEGIN
  IF p_role = 'system' THEN
    v_scope := 'all';
  ELSE
    PERFORM FROM sessions s JOIN accounts a ON a.id = s.account_id
      WHERE s.id = p_session AND s.account_id = p_account AND s.ended_at IS NULL
        AND s.expires_at > p_now AND a.role = p_role AND a.office_id = p_office
        AND a.deactivated_at IS NULL;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'session ended' USING ERRCODE = 'GH401';
    END IF;
    IF p_role = 'supervisor' THEN
      v_scope := 'office';
    ELSIF p_role = 'officer' THEN
      v_scope := 'cases';
      SELECT coalesce(array_agg(c.id), '{}'), coalesce(array_agg(DISTINCT c.minor_id), '{}')
        INTO v_cases, v_minors FROM case_files c
        WHERE c.officer_id = p_account AND c.office_id = p_office;
    ELSIF p_role = 'social_worker' THEN
      v_scope := 'cases';
      SELECT coalesce(array_agg(c.id), '{}'), coalesce(array_agg(DISTINCT c.minor_id), '{}')
        INTO v_cases, v_minors FROM team_members t JOIN case_files c ON c.id = t.case_id
        WHERE t.account_id = p_account AND t.valid_during @> p_today;
    ELSIF p_role = 'guardian' THEN
      v_scope := 'cases';
      SELECT coalesce(array_agg(c.id), '{}'), coalesce(array_agg(DISTINCT c.minor_id), '{}')
        INTO v_cases, v_minors
        FROM guardians g JOIN guardianships s ON s.guardian_id = g.id
          JOIN case_files c ON c.minor_id = s.minor_id
        WHERE g.account_id = p_account AND s.valid_during @> p_today AND s.blocked_at IS NULL;
    ELSIF p_role = 'young_person' THEN
      v_scope := 'cases';
      SELECT coalesce(array_agg(c.id), '{}'), coalesce(array_agg(DISTINCT c.minor_id), '{}')
        INTO v_cases, v_minors FROM minors m JOIN case_files c ON c.minor_id = m.id
        WHERE m.account_id = p_account;
    END IF;
  END IF;
  PERFORM set_config('guanhu.office', p_office::text, true),
          set_config('guanhu.account', p_account::text, true),
          set_config('guanhu.role', p_role, true),
          set_config('guanhu.scope', v_scope, true),
          set_config('guanhu.cases', v_cases::text, true),
          set_config('guanhu.minors', v_minors::text, true);
END
$$
"""

TRAIL_TEXT = """
CREATE FUNCTION guanhu_trail_text(
  p_office uuid, p_seq bigint, p_at timestamptz, p_account uuid, p_role text, p_action text,
  p_kind text, p_record uuid, p_case uuid, p_details jsonb
) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(E'\\x1f', p_office::text, p_seq::text,
    to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_account::text, p_role,
    p_action, p_kind, p_record::text, coalesce(p_case::text, '-'), p_details::text)
$$
"""

TRAIL_APPEND = """
CREATE FUNCTION guanhu_trail_append(
  p_office uuid, p_at timestamptz, p_account uuid, p_role text, p_action text, p_kind text,
  p_record uuid, p_case uuid, p_details jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_seq bigint;
  v_previous bytea;
  v_hash bytea;
BEGIN
  INSERT INTO trail_heads (office_id, seq, hash) VALUES (p_office, 0, sha256(p_office::text::bytea))
    ON CONFLICT (office_id) DO NOTHING;
  SELECT seq + 1, hash INTO v_seq, v_previous FROM trail_heads
    WHERE office_id = p_office FOR UPDATE;
  v_hash := sha256(v_previous || convert_to(guanhu_trail_text(
    p_office, v_seq, p_at, p_account, p_role, p_action, p_kind, p_record, p_case, p_details),
    'UTF8'));
  INSERT INTO trail_entries (office_id, seq, at, account_id, role, action, record_kind, record_id,
      case_id, details, previous_hash, hash)
    VALUES (p_office, v_seq, p_at, p_account, p_role, p_action, p_kind, p_record, p_case,
      p_details, v_previous, v_hash);
  UPDATE trail_heads SET seq = v_seq, hash = v_hash WHERE office_id = p_office;
  RETURN v_seq;
END
$$
"""

NEVER_CHANGED = """
CREATE FUNCTION guanhu_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'GH409';
END
$$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(ROLES)
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    op.execute("GRANT USAGE ON SCHEMA public TO guanhu_app, guanhu_gate")
    _create_identity()
    _create_keys()
    _create_trail()
    for statement in (*READERS, ENTER, TRAIL_TEXT, TRAIL_APPEND):
        op.execute(statement)
    for function in ("guanhu_enter", "guanhu_trail_append"):
        op.execute(f"ALTER FUNCTION {function} OWNER TO guanhu_gate")
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO guanhu_app")
    op.execute("GRANT SELECT ON sessions, accounts TO guanhu_gate")
    op.execute("GRANT SELECT, INSERT, UPDATE ON trail_heads TO guanhu_gate")
    op.execute("GRANT SELECT, INSERT ON trail_entries TO guanhu_gate")
    _build_walls()


def _create_identity() -> None:
    op.create_table(
        "offices",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("code", sa.Text, nullable=False, unique=True, comment="e.g. P330100"),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("region_code", sa.Text, nullable=False),
        sa.Column("parent_id", sa.Uuid, sa.ForeignKey("offices.id", name="fk_offices_parent_id")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column(
            "office_id",
            sa.Uuid,
            sa.ForeignKey("offices.id", name="fk_accounts_office_id"),
            nullable=False,
        ),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("display_name", sa.Text, comment="staff only; families are named in the vault"),
        sa.Column("login_index", sa.LargeBinary, unique=True, comment="blind index of the login"),
        sa.Column("password_hash", sa.Text, comment="argon2id; null until the person has joined"),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("deactivated_at", INSTANT),
    )
    op.create_index("ix_accounts_office_id_role", "accounts", ["office_id", "role"])
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column(
            "account_id",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_sessions_account_id"),
            nullable=False,
        ),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("last_used_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("device", sa.Text, nullable=False, server_default=""),
        sa.Column("ended_at", INSTANT),
        sa.Column("ended_because", sa.Text),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.execute("GRANT SELECT, INSERT, UPDATE ON offices, accounts, sessions TO guanhu_app")


def _create_keys() -> None:
    op.create_table(
        "record_keys",
        sa.Column("record_id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("master_key_id", sa.Text, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("kind IN ('case', 'minor', 'account')", name="ck_record_keys_kind"),
    )
    op.create_index("ix_record_keys_master_key_id", "record_keys", ["master_key_id"])
    op.create_table(
        "idempotency_keys",
        sa.Column("account_id", sa.Uuid, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("input_digest", sa.LargeBinary, nullable=False),
        sa.Column(
            "answer", postgresql.JSONB, nullable=False, server_default=sa.text("'{}'::jsonb")
        ),
        sa.Column("done_at", INSTANT, nullable=False),
    )
    op.create_index("ix_idempotency_keys_done_at", "idempotency_keys", ["done_at"])


def _create_trail() -> None:
    op.create_table(
        "trail_entries",
        sa.Column("office_id", sa.Uuid, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("record_kind", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.Column("previous_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_trail_entries_case_id_seq", "trail_entries", ["case_id", "seq"])
    op.create_table(
        "trail_heads",
        sa.Column("office_id", sa.Uuid, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "trail_signatures",
        sa.Column("office_id", sa.Uuid, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("signed_at", INSTANT, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.execute(NEVER_CHANGED)
    for table in ("trail_entries", "trail_signatures"):
        op.execute(
            f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION guanhu_never_changed()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION guanhu_never_changed()"
        )


def _build_walls() -> None:
    scope = "(SELECT guanhu_scope())"
    office = "office_id = (SELECT guanhu_office())"
    cases = "record_id = ANY ((SELECT guanhu_cases())::uuid[])"
    minors = "record_id = ANY ((SELECT guanhu_minors())::uuid[])"
    for table in ("record_keys", "idempotency_keys", "trail_entries", "trail_heads"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY record_keys_read ON record_keys FOR SELECT TO guanhu_app USING"
        f" ({scope} = 'all' OR kind = 'account' OR ({office} AND ({scope} = 'office'"
        f" OR (kind = 'case' AND {cases}) OR (kind = 'minor' AND {minors}))))"
    )
    # A new record's key is stored before the record: it lies in the office and nobody reads it yet.
    op.execute(
        "CREATE POLICY record_keys_insert ON record_keys FOR INSERT TO guanhu_app"
        f" WITH CHECK ({scope} = 'all' OR kind = 'account' OR {office})"
    )
    op.execute(
        "CREATE POLICY record_keys_update ON record_keys FOR UPDATE TO guanhu_app"
        f" USING ({scope} = 'all')"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON record_keys TO guanhu_app")
    op.execute(
        "CREATE POLICY idempotency_keys_own ON idempotency_keys FOR ALL TO guanhu_app"
        f" USING ({scope} = 'all' OR account_id = (SELECT guanhu_account()))"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO guanhu_app")
    op.execute(
        "CREATE POLICY trail_entries_read ON trail_entries FOR SELECT TO guanhu_app USING"
        f" ({scope} = 'all' OR ({office} AND ((SELECT guanhu_role()) = ANY (ARRAY['auditor',"
        " 'supervisor']) OR ((SELECT guanhu_role()) = ANY (ARRAY['officer', 'social_worker'])"
        " AND case_id = ANY ((SELECT guanhu_cases())::uuid[])))))"
    )
    op.execute(
        "CREATE POLICY trail_heads_read ON trail_heads FOR SELECT TO guanhu_app USING"
        f" ({scope} = 'all' OR ({office} AND (SELECT guanhu_role()) = 'auditor'))"
    )
    op.execute("GRANT SELECT ON trail_entries, trail_heads TO guanhu_app")
    op.execute("GRANT SELECT, INSERT ON trail_signatures TO guanhu_app")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in (
        "trail_signatures", "trail_entries", "trail_heads", "idempotency_keys", "record_keys",
        "sessions", "accounts", "offices",
    ):  # fmt: skip
        op.drop_table(table)
    for function in (
        "guanhu_never_changed", "guanhu_trail_append", "guanhu_trail_text", "guanhu_enter",
        "guanhu_office", "guanhu_account", "guanhu_role", "guanhu_scope", "guanhu_cases",
        "guanhu_minors",
    ):  # fmt: skip
        op.execute(f"DROP FUNCTION {function}")
    # The two roles belong to the cluster, where another database may use them: they stay.
