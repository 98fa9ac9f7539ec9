"""PostGraphile, installed for the measurement only; never among the product's packages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

VERSION: Final = "5.1.5"
SERVER: Final = Path(__file__).with_name("postgraphile.mjs")


def install(folder: Path) -> Path | None:
    """Install it into `folder` unless it is there; None, and a line that says so, when npm cannot.

    Answers the folder, with the server's script beside the packages it imports.
    """
    packages = {"private": True, "type": "module", "dependencies": {"postgraphile": VERSION}}
    wanted = json.dumps(packages)
    description, stamp = folder / "package.json", folder / ".installed"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        description.write_text(wanted, encoding="utf-8")
        command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
        try:
            subprocess.run(command, cwd=folder, check=True, timeout=300)
        except (OSError, subprocess.SubprocessError) as failed:
            print(
                f"(c) is left out: npm could not install PostGraphile ({failed})", file=sys.stderr
            )
            return None
        stamp.write_text(wanted, encoding="utf-8")
    shutil.copy(SERVER, folder / SERVER.name)
    return folder
