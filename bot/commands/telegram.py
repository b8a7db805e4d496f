"""A few questions to a Bot API server from the command line; the bot itself has `bot/http.py`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.commands.house import CommandError
from bot.config import Telegram as Settings

PATIENCE_S = 10.0


class Unreachable(CommandError):
    """The server cannot be reached; nothing is known about the token."""


class Refused(CommandError):
    """The server answered with an error; `code` is Telegram's error code."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"Telegram answers {code}: {description}")
        self.code = code


class Telegram:
    """A connection for a few calls. Errors never hold the address, since the token is part of it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.clock_ahead: timedelta | None = None
        """How far this machine's clock is ahead of the server's, after the first answer that told its time."""

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE_S))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def call(self, method: str, **params: Any) -> Any:
        """Return the result of `method`; `Refused` for an error of Telegram, `Unreachable` for none at all."""
        root, token = self._settings.base_url, self._settings.token.get_secret_value()
        try:
            async with self._session.post(
                f"{root}/bot{token}/{method}", json=params, proxy=self._settings.proxy or None
            ) as response:
                self._compare_clocks(response)
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            reason = "no answer" if isinstance(error, TimeoutError) else _reason(error)
            raise Unreachable(f"{root} does not answer as a Bot API server: {reason}") from None
        if not isinstance(answer, dict) or "ok" not in answer:
            raise Unreachable(f"{root} does not answer as a Bot API server")
        if not answer["ok"]:
            raise Refused(answer.get("error_code", 0), answer.get("description", "no description"))
        return answer["result"]

    def _compare_clocks(self, response: aiohttp.ClientResponse) -> None:
        if date := response.headers.get("Date"):
            self.clock_ahead = datetime.now(UTC) - parsedate_to_datetime(date)


def _reason(error: Exception) -> str:
    """Return what went wrong without the address."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return error.os_error.strerror or type(error.os_error).__name__
    return type(error).__name__
