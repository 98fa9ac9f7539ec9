"""The outbox: what has to be told to whom, written with its cause; and a wall for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from walls import EVERYONE, build_wall

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# Only the jobs read messages; whoever has a part in a case may tell something of it.
MINE = "false"
MAY_TELL = "(case_id IS NULL OR case_id = ANY ((SELECT guanhu_cases())::uuid[]))"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    case = sa.ForeignKey("case_files.id", name="fk_outbox_messages_case_id")
    account = sa.ForeignKey("accounts.id", name="fk_outbox_messages_account_id")
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, case),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("record_id", sa.Uuid, nullable=False),
        sa.Column(
            "occurrence", sa.Text, nullable=False, server_default=sa.text("''"),
            comment="a day or a level; empty where it happens once",
        ),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("account_id", sa.Uuid, account),
        sa.Column(
            "facts", postgresql.JSONB, nullable=False, server_default=sa.text("'{}'::jsonb"),
            comment="days and numbers the sentence names",
        ),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("handed_out_at", INSTANT),
        sa.CheckConstraint(
            "(audience = 'account') = (account_id IS NOT NULL)",
            name=op.f("ck_outbox_messages_one_account"),
        ),
        sa.CheckConstraint(
            "audience = 'account' OR case_id IS NOT NULL OR audience = 'supervisors'",
            name=op.f("ck_outbox_messages_of_a_case"),
        ),
        sa.UniqueConstraint(
            "record_id", "cause", "occurrence", "audience", "account_id",
            name="uq_outbox_messages_once", postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip
    op.create_index("ix_outbox_messages_case_id", "outbox_messages", ["case_id"])
    op.create_index("ix_outbox_messages_account_id", "outbox_messages", ["account_id"])
    op.create_index(
        "ix_outbox_messages_waiting", "outbox_messages", ["office_id", "told_at"],
        postgresql_where=sa.text("handed_out_at IS NULL"),
    )  # fmt: skip
    build_wall(
        "outbox_messages", MINE, readers=("system",), writers=(*EVERYONE, "administrator"),
        insert=MAY_TELL,
    )  # fmt: skip


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("outbox_messages")
