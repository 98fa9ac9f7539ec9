"""Finds a Chromium for the browser tests, or installs one. Run as a script: prints its path.

In this order: `CHROMIUM`, a browser on PATH, the one Playwright downloaded before, Debian's
package by apt (as root), Playwright's own download. Where there is a choice, the build without a
window: the same Chromium to a page, with a quarter less work for the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

WINDOWLESS = "chromium-headless-shell"
NAMES = (WINDOWLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BY_APT = (WINDOWLESS, "chromium")
"""Debian's packages; not every release has the first."""
FONTS = "fonts-noto-cjk"
NOTHING_FOUND = (
    "No Chromium for the browser tests: none is on PATH, apt could not install one, and "
    "Playwright could not download one. Install Chromium, or set CHROMIUM to its path."
)


class NoChromium(RuntimeError):
    """There is none, and none can be had."""


def find() -> Path | None:
    """The browser to use, if one is here and starts.

    Raises `NoChromium` when `CHROMIUM` names something that does not start.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if not _starts(chosen):
            raise NoChromium(f"CHROMIUM={chosen} does not start")
        return Path(chosen)
    for name in NAMES:
        path = shutil.which(name)
        if path and _starts(path):
            return Path(path)
    return _downloaded()


def ensure() -> Path:
    """The browser to use, installed if need be. Raises `NoChromium`."""
    found = find()
    if _may_use_apt():
        if not _has_chinese_font():
            _install_by_apt(FONTS)
        for browser in BY_APT:
            if found is None:
                _install_by_apt(browser)
                found = find()
    if found is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
        found = find()
    if found is None:
        raise NoChromium(NOTHING_FOUND)
    return found


def _may_use_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install_by_apt(package: str) -> None:
    _update_lists()
    _run("apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", package)


@cache
def _update_lists() -> None:
    _run("apt-get", "update", "--quiet=2")


def _has_chinese_font() -> bool:
    listing = shutil.which("fc-list")
    if listing is None:
        return any(Path("/usr/share/fonts").rglob("*CJK*"))
    done = subprocess.run([listing, ":lang=zh-cn"], capture_output=True, check=False)
    return bool(done.stdout.strip())


def _downloaded() -> Path | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return Path(path) if _starts(path) else None


def _starts(path: str) -> bool:
    # Ubuntu's `chromium-browser` may be a script that only tells one to install a snap.
    try:
        done = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    except OSError:
        return False
    return done.returncode == 0


def _run(*command: str) -> None:
    """Run a command that may fail; what it says goes to standard error."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, stdout=sys.stderr, env=environment)


if __name__ == "__main__":
    try:
        sys.stdout.write(f"Chromium: {ensure()}\n")
    except NoChromium as problem:
        sys.exit(str(problem))
