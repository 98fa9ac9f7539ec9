"""Notifications, deliveries, how people want to be told; walls for each; runs of jobs are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import build_wall

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = ("deliveries", "notifications", "contact_preferences")
CASEWORK = ("officer", "supervisor", "social_worker", "system")

# One's own, and of a case only while one has a part in it.
ACCOUNT = "account_id = (SELECT guanhu_account()) AND office_id = (SELECT guanhu_office())"
OWN = (
    f"{ACCOUNT} AND (directly OR case_id IS NULL OR (SELECT guanhu_scope()) = 'office'"
    " OR case_id = ANY ((SELECT guanhu_cases())::uuid[]))"
)
JOB = "(SELECT guanhu_scope()) = 'all'"
RUN_READ = (
    "(SELECT guanhu_role()) = 'administrator'"
    " AND (office_id IS NULL OR office_id = (SELECT guanhu_office()))"
)

# Whose account ends with the sealing of a file: how to reach them goes with it (F-06).
DRAFTS_GO = "DELETE FROM drafts d WHERE d.account_id = ANY (v_family);"
PREFERENCES_GO = (
    f"{DRAFTS_GO}\n  DELETE FROM contact_preferences p WHERE p.account_id = ANY (v_family);"  # noqa: S608
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_notifications()
    _create_deliveries()
    _create_preferences()
    _own("notifications", OWN, insert="false")
    _own("contact_preferences", ACCOUNT, insert=ACCOUNT)
    build_wall(
        "deliveries", "case_id = ANY ((SELECT guanhu_cases())::uuid[])", readers=CASEWORK,
        writers=("system",),
    )  # fmt: skip
    op.execute(
        f"CREATE POLICY job_runs_read ON job_runs FOR SELECT TO guanhu_app USING ({RUN_READ})"
    )
    _rewrite_forget(DRAFTS_GO, PREFERENCES_GO)


def _own(table: str, mine: str, *, insert: str) -> None:
    """One's own rows and no one else's; the system's actor reaches all."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for verb, clause in (
        ("read", f"FOR SELECT TO guanhu_app USING (({mine}) OR {JOB})"),
        ("insert", f"FOR INSERT TO guanhu_app WITH CHECK (({insert}) OR {JOB})"),
        ("update", f"FOR UPDATE TO guanhu_app USING (({mine}) OR {JOB})"),
    ):
        op.execute(f"CREATE POLICY {table}_{verb} ON {table} {clause}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO guanhu_app")


def _rewrite_forget(before: str, after: str) -> None:
    """Replace one line of the gate's function that forgets a file; owner and grants stay."""
    bind = op.get_bind()
    found = bind.scalar(sa.text("SELECT pg_get_functiondef('guanhu_forget_case'::regproc)"))
    text = str(found)
    if text.count(before) != 1:
        raise AssertionError(before)
    bind.exec_driver_sql(text.replace(before, after).replace("%", "%%"))


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _create_notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("notifications", "case_id", "case_files", nullable=True),
        _to("notifications", "message_id", "outbox_messages"),
        _to("notifications", "account_id", "accounts"),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("facts", postgresql.JSONB, nullable=False, comment="days and numbers"),
        sa.Column(
            "directly",
            sa.Boolean,
            nullable=False,
            comment="told to this account by itself, whatever part it has in the case",
        ),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("read_at", INSTANT),
        sa.UniqueConstraint(
            "message_id", "account_id", name="uq_notifications_message_id_account_id"
        ),
    )
    op.create_index("ix_notifications_case_id", "notifications", ["case_id"])
    op.create_index(
        "ix_notifications_account_id_told_at", "notifications", ["account_id", "told_at", "id"]
    )
    op.create_index(
        "ix_notifications_unread", "notifications", ["account_id"],
        postgresql_where=sa.text("read_at IS NULL"),
    )  # fmt: skip


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to("deliveries", "case_id", "case_files", nullable=True),
        _to("deliveries", "notification_id", "notifications"),
        _to("deliveries", "account_id", "accounts"),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("because", sa.Text, comment="why it was given up"),
        sa.Column("tries", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("tried_at", INSTANT),
        sa.Column("sent_at", INSTANT),
        sa.Column("given_up_at", INSTANT),
        sa.UniqueConstraint(
            "notification_id", "channel", name="uq_deliveries_notification_id_channel"
        ),
    )
    op.create_index("ix_deliveries_case_id", "deliveries", ["case_id"])
    op.create_index(
        "ix_deliveries_open", "deliveries", ["office_id", "not_before"],
        postgresql_where=sa.text("state IN ('waiting', 'failed')"),
    )  # fmt: skip
    op.create_index(
        "ix_deliveries_account_id_channel_sent_at", "deliveries",
        ["account_id", "channel", "sent_at"],
    )  # fmt: skip


def _create_preferences() -> None:
    account = sa.ForeignKey("accounts.id", name="fk_contact_preferences_account_id")
    op.create_table(
        "contact_preferences",
        sa.Column("account_id", sa.Uuid, account, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("email", sa.LargeBinary),
        sa.Column("phone", sa.LargeBinary),
        sa.Column("by_email", sa.Boolean, nullable=False),
        sa.Column("by_sms", sa.Boolean, nullable=False),
        sa.Column("quiet_from", sa.Time, nullable=False),
        sa.Column("quiet_until", sa.Time, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _rewrite_forget(PREFERENCES_GO, DRAFTS_GO)
    op.execute("DROP POLICY job_runs_read ON job_runs")
    for table in TABLES:
        op.drop_table(table)
