"""Hand-over of a file to another officer; notes before an assignment hidden; withdrawn members."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import IN_OFFICE, PROSECUTION, build_case_wall

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)

# A file offered to an officer is read, not written: it is entered with by transactions that
# cannot write anything, and by no others. So no table needs a wall of its own for it.
OF_OFFICER = """
        WHERE c.officer_id = p_account AND c.office_id = p_office;"""
OFFERED = """
      IF current_setting('transaction_read_only') = 'on' THEN
        SELECT v_cases || coalesce(array_agg(c.id), '{}'),
               v_minors || coalesce(array_agg(c.minor_id), '{}')
          INTO v_cases, v_minors FROM case_transfers t JOIN case_files c ON c.id = t.case_id
          WHERE t.to_account_id = p_account AND t.state = 'offered'
            AND t.office_id = p_office AND c.office_id = p_office
            AND c.officer_id <> p_account AND c.status NOT IN ('sealed', 'closed');
      END IF;"""
OFFERED_TOO = OF_OFFICER + OFFERED

ON_TEAM = "WHERE t.account_id = p_account AND t.valid_during @> p_today"
STILL_ON_TEAM = f"{ON_TEAM} AND t.withdrawn_at IS NULL"

# Whose key opens an offered file. It opens what the walls show, and nothing they hide.
OFFERED_CASES = """
CREATE FUNCTION guanhu_offered_cases() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(t.case_id), '{}') FROM case_transfers t
    JOIN case_files c ON c.id = t.case_id
  WHERE guanhu_role() = 'officer' AND t.to_account_id = guanhu_account()
    AND t.office_id = guanhu_office() AND t.state = 'offered'
    AND c.status NOT IN ('sealed', 'closed')
$$
"""

# The file is locked first, as everybody does; who offered may have taken the offer back meanwhile.
TAKE_OVER = """
CREATE FUNCTION guanhu_take_over(p_transfer uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_case uuid;
BEGIN
  SELECT t.case_id INTO v_case FROM case_transfers t
    WHERE t.id = p_transfer AND t.case_id = ANY (guanhu_offered_cases())
      AND t.to_account_id = guanhu_account();
  PERFORM FROM case_files c WHERE c.id = v_case AND c.status NOT IN ('sealed', 'closed')
    FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE case_transfers SET state = 'accepted', answered_at = p_now
    WHERE id = p_transfer AND state = 'offered' AND to_account_id = guanhu_account();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE case_files SET officer_id = guanhu_account(), version = version + 1 WHERE id = v_case;
  RETURN true;
END
$$
"""

# Sent back, it is hidden from whoever sends it: no policy lets a row out of one's own sight.
SEND_BACK = """
CREATE FUNCTION guanhu_send_back(p_transfer uuid, p_answer bytea, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE case_transfers SET state = 'returned', answered_at = p_now, answer = p_answer
    WHERE id = p_transfer AND state = 'offered' AND to_account_id = guanhu_account()
      AND case_id = ANY (guanhu_offered_cases());
  RETURN FOUND;
END
$$
"""

# Drafts about a file that changed hands: handed over, but for those the new officer has begun
# anew; those of members who were withdrawn are cleared. How many of each.
MOVE_DRAFTS = """
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

# Asked once for a statement; only who has such an assignment is asked more for each note.
HIDES_NOTES = """
CREATE FUNCTION guanhu_hides_notes() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT guanhu_role() = 'social_worker' AND EXISTS (SELECT FROM team_members t
    WHERE t.account_id = guanhu_account() AND t.valid_during @> guanhu_today()
      AND t.withdrawn_at IS NULL AND t.notes_from IS NOT NULL)
$$
"""

# A note of a day before the assignment is hidden from the worker, but for the worker's own.
NOTE_HIDDEN = """
CREATE FUNCTION guanhu_note_hidden(p_case uuid, p_author uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p_author IS DISTINCT FROM guanhu_account() AND EXISTS (SELECT FROM team_members t
    WHERE t.account_id = guanhu_account() AND t.case_id = p_case
      AND t.valid_during @> guanhu_today() AND t.withdrawn_at IS NULL
      AND t.notes_from > (p_at AT TIME ZONE 'Asia/Shanghai')::date)
$$
"""

CHECK_IN_HIDDEN = """
CREATE FUNCTION guanhu_check_in_hidden(p_check_in uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT guanhu_note_hidden(c.case_id, c.recorded_by, c.happened_at) FROM check_ins c
  WHERE c.id = p_check_in
$$
"""

FUNCTIONS = {
    "guanhu_offered_cases()": OFFERED_CASES,
    "guanhu_take_over(uuid, timestamptz)": TAKE_OVER,
    "guanhu_send_back(uuid, bytea, timestamptz)": SEND_BACK,
    "guanhu_move_drafts(uuid, uuid, uuid[])": MOVE_DRAFTS,
    "guanhu_hides_notes()": HIDES_NOTES,
    "guanhu_note_hidden(uuid, uuid, timestamptz)": NOTE_HIDDEN,
    "guanhu_check_in_hidden(uuid)": CHECK_IN_HIDDEN,
}

# Restrictive: narrows what the other policies of the table let through.
SINCE = {
    "check_in_records": "guanhu_check_in_hidden(check_in_id)",
    "check_in_remarks": "guanhu_note_hidden(case_id, author_id, written_at)",
    "check_in_changes": "guanhu_note_hidden(case_id, author_id, made_at)",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_transfers()
    for column in (
        sa.Column("notes_from", sa.Date, comment="a worker reads no note of a day before it (S61)"),
        sa.Column(
            "withdrawn_at",
            INSTANT,
            comment="access ended at this instant, before the day was over",
        ),
    ):
        op.add_column("team_members", column)
    _one_at_a_time("withdrawn_at IS NULL")
    _rewrite_enter(OF_OFFICER, OFFERED_TOO)
    _rewrite_enter(ON_TEAM, STILL_ON_TEAM)
    for signature, text in FUNCTIONS.items():
        op.execute(text)
        op.execute(f"ALTER FUNCTION {signature} OWNER TO guanhu_gate")
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO guanhu_app")
    op.execute("GRANT SELECT, UPDATE ON case_transfers TO guanhu_gate")
    op.execute("GRANT UPDATE (account_id) ON drafts TO guanhu_gate")
    _build_transfer_wall()
    for table, hidden in SINCE.items():
        op.execute(
            f"CREATE POLICY {table}_since ON {table} AS RESTRICTIVE FOR SELECT TO guanhu_app"
            f" USING (NOT (SELECT guanhu_hides_notes()) OR NOT {hidden})"
        )
    op.execute(
        "CREATE POLICY record_keys_offered_read ON record_keys FOR SELECT TO guanhu_app"
        f" USING (kind = 'case' AND {IN_OFFICE}"
        " AND record_id = ANY ((SELECT guanhu_offered_cases())::uuid[]))"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP POLICY record_keys_offered_read ON record_keys")
    for table in SINCE:
        op.execute(f"DROP POLICY {table}_since ON {table}")
    _rewrite_enter(OFFERED_TOO, OF_OFFICER)
    _rewrite_enter(STILL_ON_TEAM, ON_TEAM)
    op.drop_table("case_transfers")
    for signature in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {signature}")
    op.execute("REVOKE UPDATE (account_id) ON drafts FROM guanhu_gate")
    _one_at_a_time(None)
    op.drop_column("team_members", "withdrawn_at")
    op.drop_column("team_members", "notes_from")


def _create_transfers() -> None:
    op.create_table(
        "case_transfers",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("case_id", "case_files"),
        _to("from_account_id", "accounts"),
        _to("to_account_id", "accounts"),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("team_stays", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        _to("offered_by", "accounts"),
        sa.Column("offered_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.Column("answer", sa.LargeBinary),
        sa.CheckConstraint(
            "(state = 'offered') = (answered_at IS NULL)", name=op.f("ck_case_transfers_answered")
        ),
        sa.CheckConstraint(
            "to_account_id <> from_account_id", name=op.f("ck_case_transfers_another_officer")
        ),
    )
    op.create_index("ix_case_transfers_case_id", "case_transfers", ["case_id"])
    op.create_index(
        "uq_case_transfers_open", "case_transfers", ["case_id"], unique=True,
        postgresql_where=sa.text("state = 'offered'"),
    )  # fmt: skip
    op.create_index(
        "ix_case_transfers_offered_to", "case_transfers", ["to_account_id"],
        postgresql_where=sa.text("state = 'offered'"),
    )  # fmt: skip


def _build_transfer_wall() -> None:
    """The prosecution of the file, and whoever it is offered to until that is answered."""
    build_case_wall("case_transfers", readers=PROSECUTION, writers=PROSECUTION)
    op.execute(
        "CREATE POLICY case_transfers_offered_read ON case_transfers FOR SELECT TO guanhu_app"
        f" USING ({IN_OFFICE} AND to_account_id = (SELECT guanhu_account())"
        " AND case_id = ANY ((SELECT guanhu_offered_cases())::uuid[]) AND state = 'offered')"
    )


def _one_at_a_time(where: str | None) -> None:
    """Nobody is on a team twice at a time; who was withdrawn may come back on the same day."""
    op.drop_constraint("ex_team_members_one_at_a_time", "team_members")
    op.create_exclude_constraint(
        "ex_team_members_one_at_a_time",
        "team_members",
        ("case_id", "="),
        ("account_id", "="),
        ("valid_during", "&&"),
        using="gist",
        where=None if where is None else sa.text(where),
    )


def _to(column: str, target: str) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_case_transfers_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def _rewrite_enter(before: str, after: str) -> None:
    """Replace one part of `guanhu_enter`; owner and grants stay."""
    bind = op.get_bind()
    text = str(bind.scalar(sa.text("SELECT pg_get_functiondef('guanhu_enter'::regproc)")))
    if text.count(before) != 1:
        raise AssertionError(before)
    bind.exec_driver_sql(text.replace(before, after).replace("%", "%%"))
