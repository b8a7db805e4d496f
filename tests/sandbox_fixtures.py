"""A sandbox for any test that asks for one: `from tests.sandbox_fixtures import running, anna` makes them known.

`sandbox.testing` has the functions behind them and `sandbox_process` for a sandbox that can be killed.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson
import pytest

from sandbox.client import ChatClient
from sandbox.testing import TOKEN, TOKEN_BOT_ID, RunningSandbox, sandbox_in_loop


@dataclass
class BotApi:
    """The plainest bot: it calls methods over HTTP and returns what came, refusals included."""

    url: str
    session: aiohttp.ClientSession
    token: str = TOKEN

    async def raw(self, method: str, **options: Any) -> tuple[int, dict[str, Any]]:
        """Call with options of aiohttp's `post`; return (status, body)."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", **options) as answer:
            return answer.status, orjson.loads(await answer.read())

    async def __call__(self, method: str, **parameters: Any) -> Any:
        """Call with JSON parameters; return the result, or raise `AssertionError` with the refusal."""
        _, body = await self.raw(method, json=parameters)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> tuple[int, str]:
        """Call with JSON parameters; return (error_code, description) of the refusal."""
        status, body = await self.raw(method, json=parameters)
        assert not body["ok"], body
        assert status == body["error_code"]
        return status, body["description"]


@pytest.fixture
async def running() -> AsyncIterator[RunningSandbox]:
    """Give an empty sandbox in the running loop; its clock begins at `sandbox.testing.START_AT`."""
    async with sandbox_in_loop() as sandbox:
        yield sandbox


@pytest.fixture
async def api(running: RunningSandbox) -> AsyncIterator[BotApi]:
    """Give a bot that calls methods by hand."""
    async with aiohttp.ClientSession() as session:
        bot = BotApi(running.url, session)
        await bot("getMe")
        yield bot


@pytest.fixture
async def anna(running: RunningSandbox, api: BotApi) -> ChatClient:
    """Give the chat of Anna (id 501), who pressed Start, with the bot of `api`; the update is confirmed."""
    await running.control.add_person("Anna", id=501, last_name="K", username="anna_k", language_code="ru")
    chat = running.control.chat(501, TOKEN_BOT_ID)
    await chat.start()
    (update,) = await api("getUpdates")
    # Confirming by a poll would wait for updates that nobody sends.
    await api("deleteWebhook", drop_pending_updates=True)
    assert update["message"]["text"] == "/start"
    return chat
