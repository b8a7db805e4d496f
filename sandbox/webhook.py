"""Send a bot's updates to its webhook: chats side by side, each chat in order, retries with growing delay."""

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson

from sandbox.model import Bot, Json
from sandbox.world import World

if TYPE_CHECKING:
    from sandbox.updates import Updates

_FIRST_DELAY_S = 0.5
_LONGEST_DELAY_S = 60.0
_TIMEOUT_S = 60.0
_LOOK_EVERY_S = 0.05


class WebhookSender:
    """Sends the updates of one bot until it is stopped; an update stays in the queue until it was taken with 2xx."""

    def __init__(self, world: World, updates: "Updates", bot: Bot) -> None:
        assert bot.webhook is not None
        self._world = world
        self._updates = updates
        self._bot = bot
        self._webhook = bot.webhook
        self._session: aiohttp.ClientSession | None = None
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(bot.webhook.max_connections)

    def wake(self) -> None:
        """Look at the queue: each chat with updates gets its task."""
        for update in self._world.updates[self._bot.id].values():
            lane = _lane(update)
            task = self._lanes.get(lane)
            if task is None or task.done():
                self._lanes[lane] = asyncio.get_running_loop().create_task(self._run(lane))

    async def close(self) -> None:
        """Stop sending and close the connections; the queue stays."""
        for task in self._lanes.values():
            task.cancel()
        await asyncio.gather(*self._lanes.values(), return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _run(self, lane: str) -> None:
        while (update := self._next(lane)) is not None:
            async with self._slots:
                await self._send(update)

    def _next(self, lane: str) -> Json | None:
        return next((u for u in self._world.updates[self._bot.id].values() if _lane(u) == lane), None)

    async def _send(self, update: Json) -> None:
        delay_s = _FIRST_DELAY_S
        while True:
            while self._updates.faults.down():  # noqa: ASYNC110 - a virtual clock has no event to wait for
                await asyncio.sleep(_LOOK_EVERY_S)
            taken, retry_after_s = await self._attempt(update)
            if taken:
                if self._updates.faults.happens("duplicate_update", "webhook"):
                    await self._attempt(update)
                self._updates.confirm(self._bot, update["update_id"])
                self._world.commit()
                return
            await asyncio.sleep(retry_after_s or delay_s)
            delay_s = min(_LONGEST_DELAY_S, delay_s * 2)

    async def _attempt(self, update: Json) -> tuple[bool, float]:
        """Post an update once; return whether it was taken, and the seconds that the receiver asked to wait."""
        headers = {"Content-Type": "application/json"}
        if self._webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._webhook.secret_token
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
            self._session = aiohttp.ClientSession(timeout=timeout)
        try:
            post = self._session.post(self._webhook.url, data=orjson.dumps(update), headers=headers, ssl=False)
            async with post as answer:
                body = await answer.read()
                status, reason, wait = answer.status, answer.reason, answer.headers.get("Retry-After", "")
        except aiohttp.ClientConnectorError:
            return self._failed("Connection refused"), 0
        except TimeoutError:
            return self._failed("Read timeout expired"), 0
        except aiohttp.ClientError:
            return self._failed("Connection reset by peer"), 0
        self._world.record.add(
            "delivered", bot_id=self._bot.id, update_id=update["update_id"], by="webhook", status=status
        )
        if 200 <= status < 300:
            self._took(body)
            return True, 0
        retry_after_s = float(wait) if wait.isdecimal() else 0
        return self._failed(f"Wrong response from the webhook: {status} {reason}"), min(retry_after_s, 3600)

    def _failed(self, message: str) -> bool:
        self._webhook.last_error_date = self._world.clock.unix()
        self._webhook.last_error_message = message
        self._world.save_bot(self._bot)
        self._world.commit()
        return False

    def _took(self, body: bytes) -> None:
        """A webhook may answer with a method to call; nobody learns what became of it, as at Telegram."""
        if self._webhook.last_error_message:
            self._webhook.last_error_message, self._webhook.last_error_date = "", 0
            self._world.save_bot(self._bot)
        called: Any = None
        with contextlib.suppress(orjson.JSONDecodeError):
            called = orjson.loads(body) if body else None
        if isinstance(called, dict) and isinstance(called.get("method"), str):
            self._updates.on_answer(self._bot, called.pop("method"), called)


def _lane(update: Json) -> str:
    """Return what keeps order: the chat of an update, else its person."""
    for kind, content in update.items():
        if kind != "update_id" and isinstance(content, dict):
            message = content.get("message", content)
            chat = message.get("chat") if isinstance(message, dict) else None
            owner = chat or content.get("from") or content.get("user")
            if isinstance(owner, dict):
                return str(owner.get("id"))
    return ""
