"""Passes of courses done elsewhere, waiting in an office's inbox under a key of the office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_wall

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
PASSES = "course_passes"
KINDS = "kind IN ('case', 'minor', 'account'{})"
CHECK = "ck_record_keys_kind"
OF_STAFF = "(SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor', 'social_worker'])"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        PASSES,
        sa.Column("id", sa.Uuid, primary_key=True),
        _to("office_id", "offices"),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column(
            "external_index",
            sa.LargeBinary,
            nullable=False,
            comment="keyed digest of the provider's identifier",
        ),
        sa.Column(
            "content_hash",
            sa.LargeBinary,
            nullable=False,
            comment="keyed digest, to know the same pass sent again",
        ),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column(
            "content",
            sa.LargeBinary,
            comment="JSON; null as soon as nobody has to match it",
        ),
        sa.Column("completed_on", sa.Date, nullable=False),
        sa.Column("minutes", sa.Integer),
        sa.Column("received_at", INSTANT, nullable=False),
        _to("settled_by", "accounts", nullable=True),
        sa.Column("settled_at", INSTANT),
        sa.Column("reason", sa.LargeBinary),
        sa.UniqueConstraint(
            "provider", "external_index", name="uq_course_passes_provider_external_index"
        ),
    )
    op.create_index(
        "ix_course_passes_office_id_waiting",
        PASSES,
        ["office_id", "received_at"],
        postgresql_where=sa.text("state = 'waiting'"),
    )
    # It belongs to no file yet: the whole office's staff, and wall one narrows it by name.
    build_wall(PASSES, "true", STAFF, STAFF, insert="false")
    op.drop_constraint(CHECK, "record_keys", type_="check")
    op.create_check_constraint(CHECK, "record_keys", KINDS.format(", 'office'"))
    op.execute(
        "CREATE POLICY record_keys_office_read ON record_keys FOR SELECT TO guanhu_app USING"
        f" (kind = 'office' AND office_id = (SELECT guanhu_office()) AND {OF_STAFF})"
    )


def _to(column: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{PASSES}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP POLICY record_keys_office_read ON record_keys")
    op.drop_table(PASSES)
    op.execute("DELETE FROM record_keys WHERE kind = 'office'")
    op.drop_constraint(CHECK, "record_keys", type_="check")
    op.create_check_constraint(CHECK, "record_keys", KINDS.format(""))
