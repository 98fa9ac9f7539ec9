"""A guardian reads no answer of the child, and the child none of a guardian: wall two, too."""

from __future__ import annotations

from alembic import op
from walls import EVERYONE, change_readers

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

CASES = "case_id = ANY ((SELECT guanhu_cases())::uuid[])"
FAMILY = "(SELECT guanhu_role()) = ANY (ARRAY['guardian', 'young_person'])"
# Who works through an assignment is named as the role is.
OWN = (
    f"(NOT {FAMILY} OR EXISTS (SELECT FROM assignments s"
    " WHERE s.id = assignment_id AND s.learner = (SELECT guanhu_role())))"
)
TABLES = ("attempts", "learning_steps")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        change_readers(table, f"{CASES} AND {OWN}", EVERYONE)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        change_readers(table, CASES, EVERYONE)
