"""Sealing: archives, the register, certificates, and the gate's functions that seal a file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = ("seal_checks", "seal_orders", "sealed_archives", "seal_counters")

LATER = "ALTER DEFAULT PRIVILEGES IN SCHEMA public {} SELECT, DELETE ON TABLES {} guanhu_gate"

# What the revisions before gave the gate; a downgrade leaves it with this and no more.
GRANTED_BEFORE = (
    "SELECT ON sessions, accounts, minors, guardians, guardianships, case_files",
    "SELECT ON invitations, team_members",
    "SELECT, INSERT, UPDATE ON trail_heads",
    "SELECT, INSERT ON trail_entries",
    "UPDATE (used_at) ON invitations",
    "UPDATE (account_id) ON guardians, minors",
)

# Which rows make up a case file: read from the catalogue, so that a table made tomorrow belongs to
# it by having a case_id or minor_id. Tables without either belong by a foreign key to one that has.
SCOPE = """
CREATE FUNCTION guanhu_sealing_scope(p_case uuid, p_minor uuid, p_minor_goes boolean)
RETURNS TABLE (name text, condition text, goes boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH tables AS (
    SELECT c.oid, c.relname::text AS name,
      coalesce(bool_or(a.attname = 'case_id'), false) AS by_case,
      coalesce(bool_or(a.attname = 'minor_id'), false) AS by_minor
    FROM pg_class c
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND c.relname <> ALL (ARRAY['trail_entries', 'seal_orders'])
    GROUP BY c.oid, c.relname
  ), direct AS (
    SELECT oid, name,
      CASE
        WHEN name = 'case_files' THEN format('id = %L', p_case)
        WHEN name = 'minors' THEN format('id = %L', p_minor)
        WHEN by_case AND by_minor AND p_minor_goes
          THEN format('(case_id = %L OR minor_id = %L)', p_case, p_minor)
        WHEN by_case THEN format('case_id = %L', p_case)
        ELSE format('minor_id = %L', p_minor)
      END AS condition,
      name = 'case_files' OR by_case OR p_minor_goes AS goes
    FROM tables WHERE by_case OR by_minor OR name = 'minors'
  ), indirect AS (
    SELECT t.name, string_agg(format('%I IN (SELECT %I FROM %I WHERE %s)',
        a.attname, b.attname, d.name, d.condition), ' OR ') AS condition, bool_or(d.goes) AS goes
    FROM pg_constraint k
      JOIN tables t ON t.oid = k.conrelid
      JOIN direct d ON d.oid = k.confrelid
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
    WHERE k.contype = 'f' AND NOT EXISTS (SELECT FROM direct x WHERE x.oid = t.oid)
    GROUP BY t.name
  )
  SELECT name, condition, goes FROM direct
  UNION ALL
  SELECT name, condition, goes FROM indirect
  ORDER BY 1
$$
"""

# Only the officer of the file, only after the final decision took effect, and with the minor
# locked, so that two files of one minor are never sealed at once.
ADMIT = """
CREATE FUNCTION guanhu_sealing_admit(p_case uuid, OUT minor uuid, OUT minor_goes boolean)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  SELECT c.minor_id INTO minor FROM case_files c
    WHERE c.id = p_case AND c.id = ANY (guanhu_cases()) AND c.office_id = guanhu_office()
      AND c.officer_id = guanhu_account() AND guanhu_role() = 'officer'
      AND c.status = 'final_decision' AND c.final_announced_on IS NOT NULL
    FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not to be sealed' USING ERRCODE = 'GH423';
  END IF;
  PERFORM FROM minors m WHERE m.id = minor FOR UPDATE;
  minor_goes := NOT EXISTS (SELECT FROM case_files c WHERE c.minor_id = minor AND c.id <> p_case);
END
$$
"""

COLLECT = """
CREATE FUNCTION guanhu_case_rows(p_case uuid)
RETURNS TABLE (name text, content jsonb, goes boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_case record;
  v_table record;
BEGIN
  v_case := guanhu_sealing_admit(p_case);
  FOR v_table IN SELECT * FROM guanhu_sealing_scope(p_case, v_case.minor, v_case.minor_goes) LOOP
    RETURN QUERY EXECUTE format('SELECT %L::text, to_jsonb(t), %L::boolean FROM %I t WHERE %s',
      v_table.name, v_table.goes, v_table.name, v_table.condition);
  END LOOP;
END
$$
"""

# Deletes exactly what the archive holds, and refuses unless that archive was written by this very
# transaction and counts the same rows. What hangs on the file without being part of it goes too:
# its keys, remembered answers, drafts of its records, jobs, and the accounts of its family.
FORGET = """
CREATE FUNCTION guanhu_forget_case(p_case uuid, p_archive uuid, p_drafts uuid[], p_now timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_case record;
  v_table record;
  v_names text[] := '{}';
  v_conditions text[] := '{}';
  v_ids uuid[] := ARRAY[p_case];
  v_more uuid[];
  v_family uuid[] := '{}';
  v_expected bigint;  v_total bigint := 0;  v_count bigint;
  v_next text;  v_at int;
BEGIN
  v_case := guanhu_sealing_admit(p_case);
  SELECT a.row_count INTO v_expected FROM sealed_archives a
    WHERE a.id = p_archive AND a.office_id = guanhu_office()
      AND a.xmin = pg_current_xact_id()::xid;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no archive in this transaction' USING ERRCODE = 'GH423';
  END IF;
  IF v_case.minor_goes THEN
    SELECT coalesce(array_agg(x.account_id), '{}') INTO v_family FROM (
      SELECT m.account_id FROM minors m WHERE m.id = v_case.minor AND m.account_id IS NOT NULL
      UNION
      SELECT g.account_id FROM guardians g
        WHERE g.minor_id = v_case.minor AND g.account_id IS NOT NULL) x;
  END IF;
  FOR v_table IN
    SELECT s.name, s.condition, EXISTS (SELECT FROM pg_attribute a
        WHERE a.attrelid = format('public.%I', s.name)::regclass AND a.attname = 'id'
          AND a.atttypid = 'uuid'::regtype) AS has_id
    FROM guanhu_sealing_scope(p_case, v_case.minor, v_case.minor_goes) s WHERE s.goes
  LOOP
    v_names := v_names || v_table.name;
    v_conditions := v_conditions || v_table.condition;
    IF v_table.has_id THEN
      EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM %I WHERE %s',
        v_table.name, v_table.condition) INTO v_more;
      v_ids := v_ids || v_more;
    END IF;
  END LOOP;
  -- Before the file itself: a draft is bound to the file and may be about any of its records.
  DELETE FROM drafts d WHERE d.case_id IS NULL
    AND (d.record_id = ANY (v_ids) OR d.id = ANY (p_drafts)) AND d.office_id = guanhu_office();
  WHILE cardinality(v_names) > 0 LOOP
    -- Next is a table that no other remaining one points to.
    SELECT r.name INTO v_next FROM unnest(v_names) AS r(name)
      WHERE NOT EXISTS (SELECT FROM pg_constraint k
        WHERE k.contype = 'f' AND k.confrelid = format('public.%I', r.name)::regclass
          AND k.conrelid <> k.confrelid
          AND k.conrelid = ANY (SELECT format('public.%I', o)::regclass FROM unnest(v_names) o))
      LIMIT 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'tables point at each other in a circle' USING ERRCODE = 'GH423';
    END IF;
    v_at := array_position(v_names, v_next);
    EXECUTE format('DELETE FROM %I WHERE %s', v_next, v_conditions[v_at]);
    GET DIAGNOSTICS v_count = ROW_COUNT;
    v_total := v_total + v_count;
    v_names := v_names[:v_at - 1] || v_names[v_at + 1:];
    v_conditions := v_conditions[:v_at - 1] || v_conditions[v_at + 1:];
  END LOOP;
  IF v_total <> v_expected THEN
    RAISE EXCEPTION 'archive and file differ' USING ERRCODE = 'GH423';
  END IF;
  DELETE FROM record_keys k WHERE k.record_id = p_case
    OR (v_case.minor_goes AND k.record_id = v_case.minor);
  SELECT coalesce(array_agg(f), '{}') INTO v_family FROM unnest(v_family) f
    WHERE NOT EXISTS (SELECT FROM minors m WHERE m.account_id = f)
      AND NOT EXISTS (SELECT FROM guardians g WHERE g.account_id = f);
  UPDATE accounts SET deactivated_at = coalesce(deactivated_at, p_now), login_index = NULL,
      password_hash = NULL, display_name = NULL WHERE id = ANY (v_family);
  UPDATE sessions SET ended_at = coalesce(ended_at, p_now),
      ended_because = coalesce(ended_because, 'sealed'), device = ''
    WHERE account_id = ANY (v_family);
  DELETE FROM refresh_tokens t USING sessions s
    WHERE s.id = t.session_id AND s.account_id = ANY (v_family);
  DELETE FROM totp_secrets t WHERE t.account_id = ANY (v_family);
  DELETE FROM drafts d WHERE d.account_id = ANY (v_family);
  DELETE FROM record_keys k WHERE k.kind = 'account' AND k.record_id = ANY (v_family);
  DELETE FROM idempotency_keys k WHERE k.account_id = ANY (v_family)
    OR (k.account_id IN (SELECT a.id FROM accounts a WHERE a.office_id = guanhu_office())
      AND EXISTS (SELECT FROM jsonb_path_query(k.answer, '$.**') v
        WHERE v #>> '{}' = ANY (v_ids::text[])));
  DELETE FROM procrastinate_jobs j WHERE j.status <> 'doing'
    AND EXISTS (SELECT FROM jsonb_path_query(j.args, '$.**') v
      WHERE v #>> '{}' = ANY (v_ids::text[]));
  RETURN v_total;
END
$$
"""

# Drafts that belong to no file are typed under their writer's own key. Sealing opens them, looks
# for the sealed person, and shows them to nobody.
LOOSE_DRAFTS = """
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

# One pass over every table but the register, the archives and the trail. Callable for files that
# stand in the register only, so that it says nothing about anybody else's. Identifiers are looked
# for everywhere; words in the open (a case number) within the office, where they are unique; blind
# indexes everywhere but in the minors' own rows, where a namesake may carry the same one.
FIND = """
CREATE FUNCTION guanhu_find_traces(p_ids uuid[], p_digests bytea[], p_words text[])
RETURNS TABLE (name text, found bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_table record;
  v_ids text[] := (SELECT coalesce(array_agg('%' || i || '%'), '{}') FROM unnest(p_ids) i);
  v_quoted text[] := (SELECT coalesce(array_agg(
    '%' || regexp_replace(to_json(w)::text, '([\\\\%_])', '\\\\\\1', 'g') || '%'), '{}')
    FROM unnest(p_words) w);
BEGIN
  IF NOT EXISTS (SELECT FROM seal_orders o WHERE o.case_id = ANY (p_ids)
      AND (guanhu_scope() = 'all' OR o.xmin = pg_current_xact_id()::xid)) THEN
    RAISE EXCEPTION 'nothing sealed here' USING ERRCODE = 'GH423';
  END IF;
  FOR v_table IN
    SELECT c.relname::text AS name, string_agg(CASE
        WHEN y.typname = 'uuid' THEN format('%I = ANY ($1)', a.attname)
        WHEN y.typname = '_uuid' THEN format('%I && $1', a.attname)
        WHEN y.typname = 'bytea' AND c.relname <> 'minors' THEN format('%I = ANY ($2)', a.attname)
        WHEN y.typname IN ('jsonb', 'json', '_text', '_varchar') THEN
          format('%1$I::text LIKE ANY ($3) OR %1$I::text LIKE ANY ($5)', a.attname)
        WHEN y.typname IN ('text', 'varchar') THEN
          format('%1$I LIKE ANY ($3) OR (%1$I = ANY ($4)%2$s)', a.attname,
            CASE WHEN o.attname IS NULL THEN '' ELSE ' AND office_id = guanhu_office()' END)
      END, ' OR ') AS condition
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type y ON y.oid = a.atttypid
      LEFT JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'office_id'
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relname <> ALL (ARRAY['trail_entries', 'trail_heads', 'trail_signatures',
        'seal_orders', 'sealed_archives', 'seal_checks', 'alembic_version'])
    GROUP BY c.relname ORDER BY c.relname
  LOOP
    CONTINUE WHEN v_table.condition IS NULL;
    RETURN QUERY EXECUTE format('SELECT %L::text, count(*) FROM %I WHERE %s',
      v_table.name, v_table.name, v_table.condition)
      USING p_ids, p_digests, v_ids, p_words, v_quoted;
  END LOOP;
END
$$
"""

INNER = {
    "guanhu_sealing_scope(uuid, uuid, boolean)": SCOPE,
    "guanhu_sealing_admit(uuid)": ADMIT,
}
OUTER = {
    "guanhu_case_rows(uuid)": COLLECT,
    "guanhu_forget_case(uuid, uuid, uuid[], timestamptz)": FORGET,
    "guanhu_loose_drafts(uuid)": LOOSE_DRAFTS,
    "guanhu_find_traces(uuid[], bytea[], text[])": FIND,
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_tables()
    _build_walls()
    # The gate reads and removes what belongs to a file, in every table there is and will be; the
    # trail keeps itself by its triggers.
    op.execute("GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA public TO guanhu_gate")
    op.execute(LATER.format("GRANT", "TO"))
    op.execute(
        "REVOKE DELETE ON trail_entries, trail_heads, trail_signatures, seal_orders,"
        " sealed_archives, seal_checks, offices, accounts, sessions FROM guanhu_gate"
    )
    op.execute("GRANT UPDATE ON accounts, sessions, case_files, minors TO guanhu_gate")
    for signature, text in (INNER | OUTER).items():
        # Sent as they are: the texts hold percent signs and colons.
        op.get_bind().exec_driver_sql(text.replace("%", "%%"))
        op.execute(f"ALTER FUNCTION {signature} OWNER TO guanhu_gate")
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    for signature in OUTER:
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO guanhu_app")


def _pointing(table: str, column: str, target: str) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def _create_tables() -> None:
    op.create_table(
        "seal_counters",
        sa.Column("office_id", sa.Uuid, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "sealed_archives",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("ciphertext", sa.LargeBinary, nullable=False),
        sa.Column("sealed_key", sa.LargeBinary, nullable=False, comment="for the seal key only"),
        sa.Column("digest", sa.LargeBinary, nullable=False, comment="SHA-256 of the ciphertext"),
        sa.Column("row_count", sa.Integer, nullable=False, comment="rows that were removed"),
    )
    op.create_table(
        "seal_orders",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _pointing("seal_orders", "archive_id", "sealed_archives"),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False, comment="of a row that is no more"),
        sa.Column("minor_id", sa.Uuid, comment="when the minor's rows went with the file"),
        sa.Column("sealed_on", sa.Date, nullable=False),
        sa.Column("sealed_at", INSTANT, nullable=False),
        _pointing("seal_orders", "sealed_by", "accounts"),
        sa.Column("basis_rule", sa.Text, nullable=False),
        sa.Column("case_number_index", sa.LargeBinary, nullable=False),
        sa.Column("identity_index", sa.LargeBinary),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.Column("found", sa.Integer, nullable=False),
        sa.UniqueConstraint(
            "office_id", "year", "number", name="uq_seal_orders_office_id_year_number"
        ),
    )
    op.create_index("ix_seal_orders_case_number_index", "seal_orders", ["case_number_index"])
    op.create_index("ix_seal_orders_identity_index", "seal_orders", ["identity_index"])
    op.create_table(
        "seal_checks",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _pointing("seal_checks", "seal_order_id", "seal_orders"),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.Column("surface", sa.Text, nullable=False),
        sa.Column("found", sa.Integer, nullable=False),
    )
    op.create_index("ix_seal_checks_seal_order_id", "seal_checks", ["seal_order_id"])


def _build_walls() -> None:
    system = "(SELECT guanhu_scope()) = 'all'"
    office = "office_id = (SELECT guanhu_office())"
    officer = f"({office} AND (SELECT guanhu_role()) = 'officer')"
    reader = f"({office} AND (SELECT guanhu_role()) = ANY (ARRAY['auditor', 'supervisor']))"
    own = f"({office} AND sealed_by = (SELECT guanhu_account()))"
    own_orders = "(SELECT id FROM seal_orders WHERE sealed_by = (SELECT guanhu_account()))"
    own_check = f"seal_order_id IN {own_orders}"
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    for table, verb, condition in (
        ("seal_counters", "ALL", officer),
        ("sealed_archives", "SELECT", system),
        ("sealed_archives", "INSERT", officer),
        ("seal_orders", "SELECT", f"({system} OR {reader} OR {own})"),
        ("seal_orders", "INSERT", own),
        ("seal_orders", "UPDATE", system),
        ("seal_checks", "SELECT", f"({system} OR {reader} OR {own_check})"),
        ("seal_checks", "INSERT", f"({system} OR {officer})"),
    ):
        clause = "WITH CHECK" if verb == "INSERT" else "USING"
        op.execute(
            f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} TO guanhu_app"
            f" {clause} ({condition})"
        )
    op.execute("GRANT SELECT, INSERT, UPDATE ON seal_counters TO guanhu_app")
    op.execute("GRANT SELECT, INSERT ON sealed_archives, seal_checks TO guanhu_app")
    op.execute("GRANT SELECT, INSERT, UPDATE (checked_at, found) ON seal_orders TO guanhu_app")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for signature in (*OUTER, *INNER):
        op.execute(f"DROP FUNCTION {signature}")
    op.execute(LATER.format("REVOKE", "FROM"))
    op.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM guanhu_gate")
    for granted in GRANTED_BEFORE:
        op.execute(f"GRANT {granted} TO guanhu_gate")
    for table in TABLES:
        op.drop_table(table)
