"""Refusals: `ApiError` goes to a bot in Telegram's shape, `ControlError` to whoever drives the sandbox."""

from typing import Any


class ApiError(Exception):
    """A Bot API call that fails: HTTP status, description as Telegram words it, `parameters` of the answer."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class ControlError(Exception):
    """A control call that cannot be done."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def bad_request(message: str) -> ApiError:
    """Return the error 400 with Telegram's prefix.

    Like the official server, the first letter is lowered unless the second one is a capital, so that
    `Message text is empty` and `BUTTON_DATA_INVALID` both come out as Telegram writes them.
    """
    if len(message) > 1 and message[1] > "Z":
        message = message[0].lower() + message[1:]
    return ApiError(400, f"Bad Request: {message}")


def forbidden(message: str) -> ApiError:
    """Return the error 403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {message}")


def too_many_requests(retry_after: int) -> ApiError:
    """Return the error 429; `retry_after` in seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def upgraded(chat_id: int) -> ApiError:
    """Return the error for a group that became the supergroup `chat_id`."""
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, description, {"migrate_to_chat_id": chat_id})
