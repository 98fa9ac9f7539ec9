"""Learning sessions with a place per young person, notes about them, and learning entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import EVERYONE, STAFF, build_case_wall

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
PLACES, NOTES, ENTRIES = "session_places", "session_notes", "learning_entries"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_places()
    _create_notes()
    _create_entries()
    # Families read when and where; notes and credit stay with the staff.
    build_case_wall(PLACES, readers=EVERYONE, writers=STAFF)
    build_case_wall(NOTES, readers=STAFF, writers=STAFF)
    build_case_wall(ENTRIES, readers=STAFF, writers=STAFF)


def _create_places() -> None:
    op.create_table(
        PLACES,
        *_part(PLACES),
        sa.Column(
            "session_id", sa.Uuid, nullable=False, comment="the same for everybody in the session"
        ),
        *_subject(),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("planned_minutes", sa.Integer, nullable=False),
        sa.Column("venue", sa.LargeBinary, nullable=False),
        sa.Column("leader", sa.LargeBinary, nullable=False),
        sa.Column("of_group", sa.Boolean, nullable=False),
        _to(PLACES, "catch_up_of", PLACES, nullable=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("minutes", sa.Integer),
        _to(PLACES, "planned_by", "accounts"),
        sa.Column("planned_at", INSTANT, nullable=False),
        _to(PLACES, "recorded_by", "accounts", nullable=True),
        sa.Column("recorded_at", INSTANT),
        _to(PLACES, "cancelled_by", "accounts", nullable=True),
        sa.Column("cancelled_at", INSTANT),
        sa.Column("cancel_reason", sa.LargeBinary),
        sa.UniqueConstraint("session_id", "case_id", name="uq_session_places_session_id_case_id"),
    )
    op.create_index("ix_session_places_case_id_starts_at", PLACES, ["case_id", "starts_at"])
    op.create_index(
        "uq_session_places_catch_up_of_standing",
        PLACES,
        ["catch_up_of"],
        unique=True,
        postgresql_where=sa.text("status <> 'cancelled'"),
    )


def _create_notes() -> None:
    op.create_table(
        NOTES,
        *_part(NOTES),
        _to(NOTES, "place_id", PLACES),
        sa.Column("note", sa.LargeBinary, nullable=False),
        _to(NOTES, "author_id", "accounts"),
        sa.Column("written_at", INSTANT, nullable=False),
    )
    for column in ("case_id", "place_id"):
        op.create_index(f"ix_session_notes_{column}", NOTES, [column])


def _create_entries() -> None:
    op.create_table(
        ENTRIES,
        *_part(ENTRIES),
        sa.Column("how", sa.Text, nullable=False),
        *_subject(),
        sa.Column("learned_on", sa.Date, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        _to(ENTRIES, "place_id", PLACES, nullable=True),
        _to(
            ENTRIES, "assignment_id", "assignments", nullable=True,
            comment="completed by it and credited there",
        ),
        sa.Column("provider", sa.Text, comment="of a pass from outside: its code"),
        _to(ENTRIES, "condition_id", "plan_conditions", nullable=True),
        sa.Column(
            "credited_minutes",
            sa.Integer,
            comment="0 is a refusal with a reason; null while undecided",
        ),
        sa.Column("no_credit_reason", sa.LargeBinary),
        _to(ENTRIES, "credited_by", "accounts", nullable=True),
        sa.Column("credited_on", sa.Date),
        sa.Column("note", sa.LargeBinary),
        _to(ENTRIES, "recorded_by", "accounts"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.UniqueConstraint("place_id", name="uq_learning_entries_place_id"),
        sa.UniqueConstraint("assignment_id", name="uq_learning_entries_assignment_id"),
    )  # fmt: skip
    op.create_index("ix_learning_entries_case_id_learned_on", ENTRIES, ["case_id", "learned_on"])
    op.create_index("ix_learning_entries_condition_id", ENTRIES, ["condition_id"])


def _part(table: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "case_id", "case_files"),
    )


def _subject() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("module_code", sa.Text),
        sa.Column("module_version", sa.Integer),
        sa.Column("topic", sa.LargeBinary),
    )


def _to(
    table: str, column: str, target: str, *, nullable: bool = False, comment: str | None = None
) -> sa.Column[object]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable, comment=comment)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in (ENTRIES, NOTES, PLACES):
        op.drop_table(table)
