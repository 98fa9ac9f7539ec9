"""Breaches, their rungs, and the revocation of a decision."""

from __future__ import annotations

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
