"""What can go wrong on the way to Telegram.

IskraError
├── Refusal
│   ├── FileTooLarge      a file that somebody sent is larger than what reads it allows
│   └── FileGone          Telegram does not have it any more
└── TelegramError
    ├── TelegramDown      the call surely did not arrive: nothing happened
    ├── OutcomeUnknown    the call left, no answer came: it may have happened
    └── Refused           Telegram answered "no": nothing happened
        ├── TooManyRequests   429, after how many seconds to come back
        ├── Blocked           403, the person blocked the bot, is gone, or never spoke to it
        ├── ChatMigrated      400, the group is a supergroup now, with another id
        ├── BadCall           400 and other 4xx, this call can never succeed
        ├── Unauthorized      401 or 404, the token is not (or no longer) known
        ├── Conflict          409, somebody else takes the updates
        └── ServerFailed      5xx, Telegram's own fault

A 5xx counts as "did not happen": a Bot API server says 500, 502 or 503 when it refuses to take the call on. Only 504
(a gateway gave up waiting) and a success that cannot be read leave the outcome unknown.
No text of these errors ever holds the address of a call, since that holds the bot token.
"""

from __future__ import annotations

from collections.abc import Mapping

from storage.errors import IskraError, Refusal

DEFAULT_RETRY_AFTER_S = 1.0
MEGABYTE = 1024 * 1024


class FileTooLarge(Refusal):
    """A file that somebody sent is larger than `most_bytes`."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__("core-file-too-large", most=max(1, most_bytes // MEGABYTE))


class FileGone(Refusal):
    """Telegram does not have a file (any more): it must be sent again."""

    def __init__(self) -> None:
        super().__init__("core-file-gone")


class TelegramError(IskraError):
    """A call to the Bot API did not bring its result."""


class TelegramDown(TelegramError):
    """The call surely did not arrive, so nothing happened."""


class OutcomeUnknown(TelegramError):
    """The call left and no readable answer came: it may have had its effect."""


class Refused(TelegramError):
    """Telegram answered that it did not do it. `description` is Telegram's, without "Bad Request: " and the like."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description


class TooManyRequests(Refused):
    """A flood limit: come back after `retry_after` seconds."""

    def __init__(self, code: int, description: str, retry_after: float) -> None:
        super().__init__(code, description)
        self.retry_after = retry_after


class Blocked(Refused):
    """The person blocked the bot, deleted their account or never started it; or the bot was thrown out of the chat."""


class ChatMigrated(Refused):
    """The group became a supergroup with the id `new_chat_id`."""

    def __init__(self, code: int, description: str, new_chat_id: int) -> None:
        super().__init__(code, description)
        self.new_chat_id = new_chat_id


class BadCall(Refused):
    """This call can never succeed."""


class Unauthorized(Refused):
    """Telegram does not know the token."""


class Conflict(Refused):
    """Another process takes this bot's updates, or a webhook is set."""


class ServerFailed(Refused):
    """Telegram's own fault; later it may work."""


def error_of(status: int, said: object) -> TelegramError:
    """Return the error that the answer `said` (decoded JSON, or None when unreadable) with HTTP `status` means."""
    if not isinstance(said, Mapping) or "ok" not in said:
        return _not_telegram(status)
    code = _number(said.get("error_code")) or status
    description = _strip(str(said.get("description", "")))
    parameters = said.get("parameters")
    parameters = parameters if isinstance(parameters, Mapping) else {}
    if code == 429:
        after = parameters.get("retry_after")
        after_s = float(after) if isinstance(after, int | float) and after >= 0 else DEFAULT_RETRY_AFTER_S
        return TooManyRequests(code, description, after_s)
    if new_chat_id := _number(parameters.get("migrate_to_chat_id")):
        return ChatMigrated(code, description, new_chat_id)
    if code == 504:
        return OutcomeUnknown("504 a gateway gave up waiting")
    return _kind(code, description)(code, description)


def _kind(code: int, description: str) -> type[Refused]:
    if code >= 500:
        return ServerFailed
    if code == 404 and "method" in description.lower():
        return BadCall
    return {401: Unauthorized, 403: Blocked, 404: Unauthorized, 409: Conflict}.get(code, BadCall)


def _not_telegram(status: int) -> TelegramError:
    """Judge an answer that is no Bot API answer: a gateway's page, a proxy's refusal, half an answer."""
    if status == 504 or 200 <= status < 300:
        return OutcomeUnknown(f"HTTP {status} with an answer that cannot be read")
    if status >= 500:
        return ServerFailed(status, "not a Bot API answer")
    # A filter on the way answers 403 to everything; that must not make everybody unreachable.
    return TelegramDown(f"HTTP {status} from something that is not a Bot API server")


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _strip(description: str) -> str:
    head, found, tail = description.partition(": ")
    return (
        tail if found and head in {"Bad Request", "Forbidden", "Conflict", "Not Found", "Unauthorized"} else description
    )
