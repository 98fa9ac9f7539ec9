"""Money is counted in fen (¥0.01), as whole numbers."""

from __future__ import annotations

from typing import NewType

Fen = NewType("Fen", int)
"""An amount in fen; ¥8,445.53 is ``Fen(844553)``."""
