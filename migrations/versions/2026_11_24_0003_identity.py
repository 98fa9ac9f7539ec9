"""Refresh tokens, sign-in throttles, invitations, enrolments, TOTP secrets; joining by a code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, build_wall

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)

# Both functions run for somebody who is not signed in, when row-level security hides every case
# table. The first tells what an open code is good for and nothing about the case or the person.
LOOK_AT_INVITATION = """
CREATE FUNCTION guanhu_look_at_invitation(p_code bytea, p_now timestamptz)
RETURNS TABLE (invitation_id uuid, office_id uuid, role text, account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, i.office_id, i.role, i.account_id FROM invitations i
    WHERE i.code_hash = p_code AND i.used_at IS NULL AND i.superseded_at IS NULL
      AND i.expires_at > p_now
$$
"""

# The second uses a code up, once, and puts the account in its place. A guardian who was blocked,
# or whose guardianship has ended, since the invitation does not get in.
CLAIM_INVITATION = """
CREATE FUNCTION guanhu_claim_invitation(
  p_invitation uuid, p_account uuid, p_today date, p_now timestamptz
) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v invitations%ROWTYPE;
BEGIN
  UPDATE invitations SET used_at = p_now
    WHERE id = p_invitation AND used_at IS NULL AND superseded_at IS NULL AND expires_at > p_now
      AND (account_id IS NULL OR account_id = p_account)
    RETURNING * INTO v;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'invitation not valid' USING ERRCODE = 'GH410';
  END IF;
  PERFORM FROM accounts a WHERE a.id = p_account AND a.role = v.role
    AND a.office_id = v.office_id AND a.deactivated_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'invitation not valid' USING ERRCODE = 'GH410';
  END IF;
  IF v.case_id IS NULL THEN
    RETURN NULL;
  END IF;
  IF v.guardian_id IS NOT NULL THEN
    UPDATE guardians g SET account_id = p_account
      FROM guardianships s JOIN case_files c ON c.minor_id = s.minor_id
      WHERE g.id = v.guardian_id AND (g.account_id IS NULL OR g.account_id = p_account)
        AND s.guardian_id = g.id AND s.valid_during @> p_today AND s.blocked_at IS NULL
        AND c.id = v.case_id AND c.status NOT IN ('sealed', 'closed');
  ELSE
    UPDATE minors m SET account_id = p_account FROM case_files c
      WHERE m.id = v.minor_id AND (m.account_id IS NULL OR m.account_id = p_account)
        AND c.minor_id = m.id AND c.id = v.case_id AND c.status NOT IN ('sealed', 'closed');
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'invitation not valid' USING ERRCODE = 'GH410';
  END IF;
  RETURN v.case_id;
END
$$
"""

FUNCTIONS = {
    "guanhu_look_at_invitation": LOOK_AT_INVITATION,
    "guanhu_claim_invitation": CLAIM_INVITATION,
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "accounts",
        sa.Column(
            "deactivation_reason", sa.LargeBinary, comment="vault field of the account's own key"
        ),
    )
    _create_sessions_parts()
    _create_invitations()
    build_wall(
        "invitations",
        "case_id = ANY ((SELECT guanhu_cases())::uuid[])",
        PROSECUTION,
        PROSECUTION,
    )
    # Invitations of staff tell nothing about any case; administrators are in no case's audience.
    op.execute(
        "CREATE POLICY invitations_staff ON invitations FOR ALL TO guanhu_app"
        " USING (case_id IS NULL) WITH CHECK (case_id IS NULL)"
    )
    op.execute("GRANT SELECT ON invitations TO guanhu_gate")
    op.execute("GRANT UPDATE (used_at) ON invitations TO guanhu_gate")
    op.execute("GRANT UPDATE (account_id) ON guardians, minors TO guanhu_gate")
    for name, text in FUNCTIONS.items():
        op.execute(text)
        op.execute(f"ALTER FUNCTION {name} OWNER TO guanhu_gate")
        op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO guanhu_app")
    # Deleted when they have done their work; none of these is a record of the office.
    op.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_tokens, sign_in_throttles, enrolments,"
        " totp_secrets TO guanhu_app"
    )


def _create_sessions_parts() -> None:
    op.create_table(
        "refresh_tokens",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True, comment="SHA-256 of the token"),
        sa.Column(
            "session_id",
            sa.Uuid,
            sa.ForeignKey("sessions.id", name="fk_refresh_tokens_session_id"),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer, nullable=False, comment="0 at sign-in, then counting"),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.UniqueConstraint(
            "session_id", "generation", name="uq_refresh_tokens_session_id_generation"
        ),
    )
    op.create_table(
        "sign_in_throttles",
        sa.Column(
            "subject",
            sa.LargeBinary,
            primary_key=True,
            comment="blind index of a login, an address or an account",
        ),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_failed_at", INSTANT, nullable=False),
    )
    op.create_index("ix_sign_in_throttles_last_failed_at", "sign_in_throttles", ["last_failed_at"])
    op.create_table(
        "totp_secrets",
        sa.Column(
            "account_id",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_totp_secrets_account_id"),
            primary_key=True,
        ),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False, comment="newest 30-second step used"),
    )


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column(
            "office_id",
            sa.Uuid,
            sa.ForeignKey("offices.id", name="fk_invitations_office_id"),
            nullable=False,
        ),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column(
            "account_id", sa.Uuid, sa.ForeignKey("accounts.id", name="fk_invitations_account_id")
        ),
        sa.Column(
            "case_id", sa.Uuid, sa.ForeignKey("case_files.id", name="fk_invitations_case_id")
        ),
        sa.Column(
            "guardian_id", sa.Uuid, sa.ForeignKey("guardians.id", name="fk_invitations_guardian_id")
        ),
        sa.Column("minor_id", sa.Uuid, sa.ForeignKey("minors.id", name="fk_invitations_minor_id")),
        sa.Column("invited_by", sa.Uuid, nullable=False),
        sa.Column("invited_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.Column("superseded_at", INSTANT),
        sa.UniqueConstraint("code_hash", name="uq_invitations_code_hash"),
        # Staff: an account. Family: a case and exactly one person of it.
        sa.CheckConstraint(
            "CASE WHEN case_id IS NULL"
            " THEN account_id IS NOT NULL AND num_nonnulls(guardian_id, minor_id) = 0"
            " ELSE num_nonnulls(guardian_id, minor_id) = 1 END",
            name="ck_invitations_bound",
        ),
    )
    for column in ("account_id", "case_id", "guardian_id", "minor_id"):
        op.create_index(f"ix_invitations_{column}", "invitations", [column])
    op.create_table(
        "enrolments",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True, comment="SHA-256 of the token"),
        sa.Column(
            "invitation_id",
            sa.Uuid,
            sa.ForeignKey("invitations.id", name="fk_enrolments_invitation_id"),
            nullable=False,
        ),
        sa.Column(
            "account_id",
            sa.Uuid,
            sa.ForeignKey("accounts.id", name="fk_enrolments_account_id"),
            nullable=False,
        ),
        sa.Column("login_index", sa.LargeBinary, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.UniqueConstraint("invitation_id", name="uq_enrolments_invitation_id"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}")
    for table in (
        "enrolments", "invitations", "totp_secrets", "sign_in_throttles", "refresh_tokens",
    ):  # fmt: skip
        op.drop_table(table)
    op.execute("REVOKE UPDATE (account_id) ON guardians, minors FROM guanhu_gate")
    op.drop_column("accounts", "deactivation_reason")
