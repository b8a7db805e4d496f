"""Logs: an event a line, ids as fields; for people on a terminal, JSON otherwise.

Levels: *debug* for who hunts a fault in Iskra; *info* for what an operator may like to know (started, stopped, loaded);
*warning* for what heals by itself but should not last (Telegram unreachable); *error* for what a person must look at.

What never gets out: the bot token (libraries log addresses that hold it), and what people wrote (`BODIES`).
"""

from __future__ import annotations

import logging
import re
import sys
import warnings
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import orjson
import structlog

from bot.config.model import Log

HIDDEN = "<token>"
TOKEN = re.compile(r"\d{3,20}(?::|%3[Aa])[A-Za-z0-9_-]{30,}")
# Fields that would hold what people wrote or who they are; a slip in a call shows up as the length only.
BODIES = frozenset(
    {"text", "caption", "body", "raw", "payload", "message", "update", "data", "first_name", "last_name"}
)
# Libraries that at `info` and below write addresses, bodies or statement parameters.
LOUD = (
    "telegram",
    "httpx",
    "httpcore",
    "aiosqlite",
    "aiohttp",
    "asyncpg",
    "sqlalchemy",
    "alembic",
    "asyncio",
)
LOUD_INFO = ("uvicorn", "multipart", "python_multipart")

Record = MutableMapping[str, Any]


class Redactor:
    """Removes the known secrets, and whatever is shaped like a bot token, from finished text."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, text: str) -> str:
        """Return `text` without secrets."""
        text = TOKEN.sub(HIDDEN, text)
        return self._known.sub(HIDDEN, text) if self._known else text


class Formatter(structlog.stdlib.ProcessorFormatter):
    """Renders records of structlog and of the standard library alike, and redacts the finished line.

    Redaction is the very last step, so it covers messages, arguments, tracebacks and fields of any type.
    """

    def __init__(self, redact: Redactor, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line."""
        return self._redact(super().format(record))


def configure(settings: Log, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send the logs of Iskra and of its libraries to `stream` (default: standard error), without `secrets`.

    Also takes over what Python would print by itself: warnings and the traceback of an uncaught exception.
    """
    stream = stream or sys.stderr
    human = settings.format == "human" or (settings.format == "auto" and stream.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_bodies,
    ]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        Formatter(
            Redactor(secrets),
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(human, stream)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    for name in LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    for name in LOUD_INFO:
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(capture=True)
    warnings.simplefilter("default", ResourceWarning)
    sys.excepthook = _log_uncaught


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return the logger of a module: `log = get_logger(__name__)`; `log.info("inbox stored", update_id=17)`."""
    return structlog.stdlib.get_logger(name)


def hide_bodies(_logger: Any, _method: str, record: Record) -> Record:
    """Replace what people wrote by its length."""
    for field in BODIES & record.keys():
        value = record[field]
        record[field] = f"<{len(value)} characters>" if isinstance(value, str | bytes) else "<hidden>"
    return record


def _rendering(human: bool, stream: TextIO) -> list[Any]:
    if human:
        return [
            structlog.dev.ConsoleRenderer(
                colors=stream.isatty(),
                # The rich traceback prints local variables, and those hold what people wrote.
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(serializer=lambda value, **_: orjson.dumps(value, default=repr).decode()),
    ]


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("iskra").critical("stopped by an error", exc_info=(kind, error, trace))
