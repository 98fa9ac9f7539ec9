"""Logs: one JSON object a line, with identifiers and codes and nothing anybody typed.

The formatter writes keys it knows and drops the rest, so a forgotten scrubber cannot leak. Of an
exception it writes the types and the places in the code: messages quote values, and stay out.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final, TextIO
from uuid import UUID

import orjson
import structlog

KNOWN: Final = frozenset(
    {
        "account", "attempt", "case", "code", "command", "count", "duration_ms", "incident", "job",
        "kind", "method", "office", "operation", "port", "request", "revision", "role", "route",
        "session", "status", "task", "version",
    }
)  # fmt: skip
"""Keys an event may carry. Each holds an identifier, a code, a date or a number."""

CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./:-]{0,79}|/[a-z/_-]{0,40}")
EVENT: Final = re.compile(r"[a-z][a-z ._-]{0,79}")
DROPPED: Final = "dropped"

# Loggers of libraries whose message templates (never their arguments) are fixed sentences.
SPOKEN: Final = ("uvicorn.error", "alembic.runtime", "procrastinate")


class IdsOnly(logging.Formatter):
    """Formats records of structlog and of libraries alike."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        given = record.msg
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(given, Mapping):
            event = given.get("event")
            line["event"] = event if isinstance(event, str) and EVENT.fullmatch(event) else DROPPED
            line |= {key: _plain(given[key]) for key in sorted(KNOWN & given.keys())}
            unknown = len(given.keys() - KNOWN - {"event", "exc_info", "level", "logger"})
            if unknown:
                line[DROPPED] = unknown
            error = _exception_of(given.get("exc_info")) or error
        elif record.name.startswith(SPOKEN) and isinstance(given, str):
            line["event"] = given.strip()[:120]
        else:
            line["event"] = DROPPED
        if error is not None:
            line |= shape_of(error)
        return orjson.dumps(line).decode()


def shape_of(error: BaseException) -> dict[str, Any]:
    """An exception as its types, outermost first, and the places it passed; no message."""
    kinds: list[str] = []
    current: BaseException | None = error
    while current is not None and len(kinds) < 10:  # noqa: PLR2004 - a chain worth reading
        kinds.append(f"{type(current).__module__}.{type(current).__qualname__}")
        current = current.__cause__ or current.__context__
    frames = [
        f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return {"exception": kinds, "frames": frames[-30:]}


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every log of this process through the formatter; again replaces the former stream."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(IdsOnly())
    root = logging.getLogger()
    for old in list(root.handlers):
        if isinstance(old.formatter, IdsOnly):
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = name != "uvicorn.access"  # the outer door writes its own line
    # It tells of each part of itself that it loads.
    logging.getLogger("alembic.runtime.plugins").setLevel("WARNING")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _code(value: Any) -> str:
    """Text that reads like a code; anything else is dropped."""
    return value if isinstance(value, str) and CODE.fullmatch(value) else DROPPED


def _plain(value: Any) -> Any:
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, Enum):
        return value.name
    if value is None or isinstance(value, bool | int | float):
        return value
    code = _code(value)
    # Failing to read an identifier is slow, and most of what is told are codes.
    return value if code is DROPPED and isinstance(value, str) and _is_uuid(value) else code


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _exception_of(given: Any) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None
