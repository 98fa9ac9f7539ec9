"""What is really sent to the database, seen at the driver."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from sqlalchemy import event

from guanhu.plumbing.database import Database

ABOUT_TYPES: Final = ("typeinfo_tree", "set_config('jit'")


@asynccontextmanager
async def sent_by(database: Database) -> AsyncIterator[list[str]]:
    """Every statement sent while the block runs: by a session, or by the driver alone.

    But for what the driver asks about types, once for each connection it happens to come by.
    """
    seen: list[str] = []

    def note(record: Any) -> None:
        if not any(part in record.query for part in ABOUT_TYPES):
            seen.append(record.query)

    def begin(connection: Any, *_rest: Any) -> None:
        connection.driver_connection.add_query_logger(note)

    def end(connection: Any, *_rest: Any) -> None:
        connection.driver_connection.remove_query_logger(note)

    def session(_c: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        seen.append(text)  # prepared by the library: the driver's loggers are not told

    engine = database.engine.sync_engine
    pool = engine.pool
    event.listen(pool, "checkout", begin)
    event.listen(pool, "checkin", end)
    event.listen(engine, "before_cursor_execute", session)
    try:
        yield seen
        await asyncio.sleep(0)  # the driver tells its loggers a turn later
    finally:
        event.remove(pool, "checkout", begin)
        event.remove(pool, "checkin", end)
        event.remove(engine, "before_cursor_execute", session)
