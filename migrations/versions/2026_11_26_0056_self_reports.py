"""Self-reports of young people, the questions a worker adds, and links sent again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import STAFF, build_case_wall

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = ("check_in_links", "self_report_answers", "self_reports", "self_report_questions")


def _case(table: str) -> tuple[sa.Column[sa.Uuid[object]], ...]:
    return (
        sa.Column("office_id", sa.Uuid, nullable=False),
        _to(table, "case_id", "case_files"),
    )


def _to(
    table: str, column: str, target: str, *, primary_key: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=False, primary_key=primary_key)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    table = "self_report_questions"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid, primary_key=True),
        *_case(table),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("questions", sa.LargeBinary, nullable=False),
        _to(table, "author_id", "accounts"),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.UniqueConstraint("case_id", "number", name=f"uq_{table}_case_id_number"),
    )
    key = sa.ForeignKey(f"{table}.id", name="fk_check_ins_questions_id")
    op.add_column("check_ins", sa.Column("questions_id", sa.Uuid, key))
    op.create_index("ix_check_ins_questions_id", "check_ins", ["questions_id"])
    table = "self_reports"
    op.create_table(
        table,
        _to(table, "check_in_id", "check_ins", primary_key=True),
        *_case(table),
        sa.Column("mood", sa.Text, nullable=False),
        sa.Column("help_wanted", sa.Boolean, nullable=False),
        sa.Column("want_to_talk", sa.Boolean, nullable=False),
        sa.Column("help_with", sa.LargeBinary),
        sa.Column("proud_of", sa.LargeBinary),
        sa.Column("extra_answers", sa.LargeBinary),
    )
    table = "self_report_answers"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid, primary_key=True),
        *_case(table),
        _to(table, "check_in_id", "check_ins"),
        _to(table, "condition_id", "plan_conditions"),
        sa.Column("answer", sa.Text, nullable=False),
        sa.UniqueConstraint(
            "check_in_id", "condition_id", name=f"uq_{table}_check_in_id_condition_id"
        ),
    )
    op.create_index(f"ix_{table}_condition_id", table, ["condition_id"])
    table = "check_in_links"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid, primary_key=True),
        *_case(table),
        _to(table, "check_in_id", "check_ins"),
        _to(table, "sent_by", "accounts"),
        sa.Column("sent_at", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{table}_check_in_id", table, ["check_in_id"])
    for each in TABLES:
        op.create_index(f"ix_{each}_case_id", each, ["case_id"])
    # A young person reads the questions and the own words; they are stored by the system for them.
    build_case_wall("self_report_questions", readers=(*STAFF, "young_person"), writers=STAFF)
    for own in ("self_reports", "self_report_answers"):
        build_case_wall(own, readers=(*STAFF, "young_person"), writers=("system",))
    build_case_wall("check_in_links", readers=STAFF, writers=STAFF)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index("ix_check_ins_questions_id")
    op.drop_column("check_ins", "questions_id")
    for table in TABLES:
        op.drop_table(table)
