"""Write ``matrix.txt`` anew from the permissions; read the difference before committing it."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from access.walk import expected_rows, write_rows  # noqa: E402 - the path comes first
from guanhu.api.gql.schema import build_schema  # noqa: E402

build_schema(open_documents=True)
write_rows(Path(__file__).with_name("matrix.txt"), expected_rows())
