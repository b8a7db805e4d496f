"""Logs: readable, structured, and without the token, whatever writes them."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator

import pytest
import structlog

from bot.config import Log
from bot.log import Redactor, configure, get_logger

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz01234"
URL = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Give the place where logs go, and put everything back afterwards."""
    root, hook, levels = logging.getLogger(), sys.excepthook, {}
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(logging.Logger.manager.loggerDict)}
    with warnings.catch_warnings():
        yield io.StringIO()
    logging.captureWarnings(capture=False)
    root.handlers[:], sys.excepthook = handlers, hook
    root.setLevel(level)
    for name in list(logging.Logger.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
    structlog.reset_defaults()


def failing(message: str) -> None:
    """Raise an error whose message and cause hold what is given."""
    try:
        raise OSError(message)
    except OSError as error:
        raise RuntimeError(f"while asking {message}") from error


def log_exception() -> None:
    try:
        failing(URL)
    except RuntimeError:
        get_logger("bot.delivery").exception("sending failed", url=URL)


def log_stdlib_exception() -> None:
    try:
        failing(URL)
    except RuntimeError:
        logging.getLogger("telegram.ext").exception("No error handlers are registered")


def log_uncaught() -> None:
    try:
        failing(URL)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)


WAYS: dict[str, Callable[[], object]] = {
    "event": lambda: get_logger("bot").info(f"asking {URL}"),
    "field": lambda: get_logger("bot").info("asking", url=URL),
    "nested field": lambda: get_logger("bot").info("asking", call={"url": [URL]}),
    "object field": lambda: get_logger("bot").info("asking", error=ValueError(URL)),
    "percent-encoded": lambda: get_logger("bot").info("asking", url=URL.replace(":AAE", "%3AAAE")),
    "positional": lambda: get_logger("bot").info("asking %s", URL),
    "library message": lambda: logging.getLogger("uvicorn.error").info("GET %s 200", URL),
    "library warning": lambda: logging.getLogger("httpx").warning("HTTP Request: POST %s", URL),
    "python warning": lambda: warnings.warn(f"unclosed {URL}", UserWarning, stacklevel=1),
    "exception": log_exception,
    "library exception": log_stdlib_exception,
    "uncaught exception": log_uncaught,
    "another bot's token": lambda: get_logger("bot").info("file", url=f"/file/bot{TOKEN.replace('1', '7')}/a.jpg"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("format_", ["human", "json"])
@pytest.mark.filterwarnings("default")
def test_the_token_never_gets_out(stream: io.StringIO, way: str, format_: str) -> None:
    configure(Log(format=format_, level="debug"), [TOKEN], stream)  # type: ignore[arg-type]
    WAYS[way]()
    written = stream.getvalue()
    assert written.strip()
    assert "abcdefghijklmnopqrstuvwxyz" not in written
    assert "<token>" in written


def test_other_secrets_are_removed_too() -> None:
    assert Redactor(["hunter2", ""])("postgresql://u:hunter2@db") == "postgresql://u:<token>@db"
    assert Redactor()("ids 123:45 and 2026-07-14T10:00:00 stay") == "ids 123:45 and 2026-07-14T10:00:00 stay"


def test_json_has_ids_as_fields(stream: io.StringIO) -> None:
    configure(Log(format="json"), stream=stream)
    with structlog.contextvars.bound_contextvars(update_id=17):
        get_logger("bot.turn").warning("turn failed", chat_id=-100, attempt=2)
    line = json.loads(stream.getvalue())
    moment = line.pop("timestamp")
    assert moment.endswith("Z")
    assert line == {
        "event": "turn failed",
        "level": "warning",
        "logger": "bot.turn",
        "chat_id": -100,
        "attempt": 2,
        "update_id": 17,
    }


def test_json_is_one_line_an_event_with_its_traceback(stream: io.StringIO) -> None:
    configure(Log(format="json"), [TOKEN], stream)
    log_exception()
    logging.getLogger("library").error("two\nlines")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert "RuntimeError: while asking" in first["exception"]
    assert (second["event"], second["logger"]) == ("two\nlines", "library")


def test_auto_means_json_where_nobody_looks(stream: io.StringIO) -> None:
    configure(Log(), stream=stream)
    get_logger("bot").info("started")
    assert json.loads(stream.getvalue())["event"] == "started"


def test_what_people_wrote_does_not_get_out(stream: io.StringIO) -> None:
    configure(Log(format="human"), stream=stream)
    get_logger("bot").info("stored", text="a secret wish", body=b"{}", update={"message": "hush"}, update_id=5)
    written = stream.getvalue()
    assert "secret" not in written
    assert "hush" not in written
    assert "<13 characters>" in written
    assert "update_id=5" in written


def test_local_variables_do_not_get_out_with_a_traceback(stream: io.StringIO) -> None:
    configure(Log(format="human"), stream=stream)
    letter = "dear " + "college"
    try:
        raise ValueError(len(letter))
    except ValueError:
        get_logger("bot").exception("failed")
    assert "ValueError: 12" in stream.getvalue()
    assert "dear college" not in stream.getvalue()


@pytest.mark.parametrize("library", ["telegram.ext.ExtBot", "httpx", "aiosqlite", "sqlalchemy.engine.Engine"])
def test_loud_libraries_stay_quiet_even_at_debug(stream: io.StringIO, library: str) -> None:
    configure(Log(level="debug"), stream=stream)
    logging.getLogger(library).debug("Calling %s", {"text": "hush"})
    logging.getLogger(library).info("INSERT %s", {"text": "hush"})
    get_logger("bot").debug("own debug is there")
    assert "hush" not in stream.getvalue()
    assert "own debug is there" in stream.getvalue()


def test_level_is_kept(stream: io.StringIO) -> None:
    configure(Log(level="warning"), stream=stream)
    get_logger("bot").info("not this")
    get_logger("bot").warning("but this")
    assert "not this" not in stream.getvalue()
    assert "but this" in stream.getvalue()


def test_a_dying_process_does_not_print_the_token() -> None:
    code = (
        "from bot.config import Log; from bot.log import configure\n"
        f"configure(Log(), ['{TOKEN}'])\n"
        f"raise RuntimeError('{URL}')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    assert "abcdefghijklmnopqrstuvwxyz" not in done.stderr
