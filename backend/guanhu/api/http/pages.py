"""The built front ends: the family page at `/`, the staff's desk at `/admin/`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

NOT_FOUND: Final = 404
A_YEAR: Final = "public, max-age=31536000, immutable"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PORTAL_POLICY: Final = POLICY.format(style="'self'")
# The desk's component library writes its styles into the page at run time.
ADMIN_POLICY: Final = POLICY.format(style="'self' 'unsafe-inline'")


class NotBuilt(RuntimeError):
    """The folder with the built front ends is not what it should be."""


class Pages(StaticFiles):
    """One built front end; addresses inside it that name no file answer with its page."""

    def __init__(self, folder: Path, policy: str) -> None:
        if not (folder / "index.html").is_file():
            raise NotBuilt(f"{folder} holds no index.html; build the front ends (make build)")
        super().__init__(directory=folder, html=True)
        self._policy = policy

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != NOT_FOUND or os.path.splitext(path)[1]:  # noqa: PTH122
                raise
            response = await super().get_response("index.html", scope)
        # The build puts a hash of the content into the name of everything below assets/.
        hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = A_YEAR if hashed else "no-cache"
        response.headers["Content-Security-Policy"] = self._policy
        return response


def page_routes(folder: Path) -> list[BaseRoute]:
    """Routes for `folder`, which holds `portal/` and `admin/`. Raises `NotBuilt`.

    They answer every address, so they come last.
    """

    async def to_admin(_request: Request) -> Response:
        return RedirectResponse("/admin/")

    return [
        Route("/admin", to_admin),
        Mount("/admin", Pages(folder / "admin", ADMIN_POLICY)),
        Mount("/", Pages(folder / "portal", PORTAL_POLICY)),
    ]
