"""Incidents, responses, holds and the revocation; milestones of a revoked and a held file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from walls import PROSECUTION, STAFF, build_case_wall, build_wall

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
RESTRICTABLE = ("incidents", "incident_responses")
PROSECUTIONS = ("investigation_holds", "revocation_proposals", "revocation_incidents")
MILESTONES = ("revoked_on", "revocation_announced_on", "held_since")

# A minor's public-security violation is itself sealed: its rows are for the prosecution.
MINE = "case_id = ANY ((SELECT guanhu_cases())::uuid[])"
READABLE = (
    f"({MINE} AND (NOT restricted"
    " OR (SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor', 'system'])))"
)


def _office() -> sa.Column[sa.Uuid[object]]:
    return sa.Column("office_id", sa.Uuid, nullable=False)


def _to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> sa.Column[sa.Uuid[object]]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in MILESTONES:
        comment = "a crime is investigated; the final decision waits (R-12)"
        op.add_column(
            "case_files",
            sa.Column(name, sa.Date, comment=comment if name == "held_since" else None),
        )
    # A file ends once: revoked, or with the final decision.
    op.create_index(
        "uq_decisions_case_id_ending",
        "decisions",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("kind IN ('revocation', 'final_non_prosecution')"),
    )
    _create_incidents()
    _create_responses()
    _create_holds()
    _create_proposals()
    build_wall("incidents", READABLE, STAFF, STAFF, insert=MINE)
    build_wall("incident_responses", READABLE, STAFF, PROSECUTION, insert=MINE)
    # A worker reports; what is found is written by the prosecution (S-01).
    op.execute(
        "ALTER POLICY incidents_update ON incidents"
        " USING (office_id = (SELECT guanhu_office()) AND ((SELECT guanhu_scope()) = 'office'"
        f" OR {MINE}) AND (SELECT guanhu_role()) = ANY (ARRAY['officer', 'supervisor']))"
    )
    for table in PROSECUTIONS:
        build_case_wall(table, readers=PROSECUTION, writers=PROSECUTION)


def _create_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("incidents", "case_id", "case_files"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("duty", sa.Text),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("happened_until", sa.Date),
        sa.Column("found_on", sa.Date, nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        _to("incidents", "check_in_id", "check_ins", nullable=True),
        sa.Column("restricted", sa.Boolean, nullable=False),
        _to("incidents", "reported_by", "accounts"),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("finding", sa.Text),
        sa.Column("serious", sa.Boolean, nullable=False, server_default="false"),
        sa.Column("to_prosecute", sa.Boolean, nullable=False, server_default="false"),
        sa.Column("serious_reason", sa.LargeBinary),
        sa.Column("evidence", sa.LargeBinary),
        sa.Column("investigation", sa.LargeBinary),
        _to("incidents", "found_by", "accounts", nullable=True),
        sa.Column("decided_on", sa.Date),
        sa.Column("disputed_on", sa.Date),
        sa.Column("disputed_by", sa.Text),
        sa.Column("dispute", sa.LargeBinary),
        sa.Column("dispute_accepted", sa.Boolean),
        sa.Column("dispute_explanation", sa.LargeBinary),
        sa.Column("dispute_decided_on", sa.Date),
        _to("incidents", "dispute_decided_by", "accounts", nullable=True),
    )
    _index("incidents", "case_id")
    _index("incidents", "check_in_id")


def _create_responses() -> None:
    op.create_table(
        "incident_responses",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("incident_responses", "case_id", "case_files"),
        _to("incident_responses", "incident_id", "incidents"),
        sa.Column("proposed", sa.Text),
        sa.Column("rung", sa.Text),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
        sa.Column("served_on", sa.Date),
        sa.Column("restricted", sa.Boolean, nullable=False),
        _to("incident_responses", "decided_by", "accounts"),
        sa.Column("decided_at", INSTANT, nullable=False),
    )
    _index("incident_responses", "case_id")
    _index("incident_responses", "incident_id")


def _create_holds() -> None:
    op.create_table(
        "investigation_holds",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("investigation_holds", "case_id", "case_files"),
        _to("investigation_holds", "incident_id", "incidents"),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        _to("investigation_holds", "placed_by", "accounts"),
        sa.Column("lifted_on", sa.Date),
        sa.Column("lift_reason", sa.LargeBinary),
        _to("investigation_holds", "lifted_by", "accounts", nullable=True),
    )
    _index("investigation_holds", "case_id")
    _index("investigation_holds", "incident_id")
    op.create_index(
        "uq_investigation_holds_case_id_standing",
        "investigation_holds",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("lifted_on IS NULL"),
    )


def _create_proposals() -> None:
    op.create_table(
        "revocation_proposals",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("revocation_proposals", "case_id", "case_files"),
        sa.Column("ground", sa.Text, nullable=False),
        sa.Column("reasons", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        _to("revocation_proposals", "author_id", "accounts"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        _to("revocation_proposals", "approver_id", "accounts", nullable=True),
        sa.Column("closed_at", INSTANT),
        sa.Column("feedback", sa.LargeBinary),
        sa.CheckConstraint(
            "approver_id <> author_id",
            name=op.f("ck_revocation_proposals_approver_is_somebody_else"),
        ),
    )
    _index("revocation_proposals", "case_id")
    op.create_index(
        "uq_revocation_proposals_case_id_submitted",
        "revocation_proposals",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_table(
        "revocation_incidents",
        sa.Column("id", sa.Uuid, primary_key=True),
        _office(),
        _to("revocation_incidents", "case_id", "case_files"),
        _to("revocation_incidents", "proposal_id", "revocation_proposals"),
        _to("revocation_incidents", "incident_id", "incidents"),
        sa.UniqueConstraint(
            "proposal_id", "incident_id", name="uq_revocation_incidents_proposal_id_incident_id"
        ),
    )
    _index("revocation_incidents", "case_id")
    _index("revocation_incidents", "incident_id")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in reversed((*RESTRICTABLE, *PROSECUTIONS)):
        op.drop_table(table)
    op.drop_index("uq_decisions_case_id_ending", "decisions")
    for name in MILESTONES:
        op.drop_column("case_files", name)
