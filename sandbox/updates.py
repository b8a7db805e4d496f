"""How updates wait for their bot and reach it by getUpdates; `sandbox.webhook` is the other way."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sandbox.errors import ApiError
from sandbox.faults import Faults
from sandbox.model import Bot, Chat, Json
from sandbox.webhook import WebhookSender
from sandbox.world import World

_ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}
_KINDS = {
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count",
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost",
    "removed_chat_boost",
}  # fmt: skip
_MAX_POLL_S = 50
# A bot that polls counts as online this long after its last poll ended.
_ONLINE_S = 3.0

_TAKEN_OVER = ApiError(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)


class Updates:
    """The queues of all bots, persisted until they are confirmed, and the polls that wait on them."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self.faults = faults
        self._polls: dict[int, asyncio.Future[None]] = {}
        self._poll_ended: dict[int, float] = {}
        self._last_poll: dict[int, tuple[int, float]] = {}  # offset and start, by bot
        self._repeats: defaultdict[int, list[Json]] = defaultdict(list)
        self._senders: dict[int, WebhookSender] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._shown_online: set[int] = set()
        # Called with (bot, method, parameters) when a webhook answers with a method to call.
        self.on_answer: Callable[[Bot, str, Json], None] = lambda _bot, _method, _given: None

    # --- coming in ----------------------------------------------------------------------------------

    def add(self, bot: Bot, kind: str, content: Json, chat: Chat | None = None) -> int | None:
        """Put an update into a bot's queue; return its id, None when the bot did not ask for the kind.

        The caller commits, then calls `wake`.
        """
        wanted = kind in bot.allowed_updates if bot.allowed_updates else kind not in _ONLY_WHEN_ASKED
        if not wanted:
            return None
        # A copy: the message may be edited before the bot asks, and an update tells what was.
        return self.add_raw(bot, {kind: dict(content)}, chat)

    def add_raw(self, bot: Bot, content: Json, chat: Chat | None = None) -> int:
        """Put any update object into a bot's queue, whatever the bot asked for; a new number unless it has one."""
        update_id = int(content.get("update_id", bot.next_update_id))
        bot.next_update_id = max(bot.next_update_id, update_id + 1)
        update = {"update_id": update_id, **content}
        self._world.updates[bot.id][update_id] = update
        self._world.save_bot(bot)
        self._world.save_update(bot, update)
        chat_id = chat.id if chat is not None else None
        self._world.record.add("update", bot_id=bot.id, update_id=update_id, chat_id=chat_id, update=update)
        return update_id

    def interrupt(self) -> None:
        """End every poll that waits, as when Telegram goes down."""
        for poll in self._polls.values():
            if not poll.done():
                poll.set_result(None)

    def wake(self, bot: Bot) -> None:
        """Tell the bot's poll or webhook that something waits."""
        poll = self._polls.get(bot.id)
        if poll is not None and not poll.done():
            poll.set_result(None)
        if bot.webhook is not None:
            self._sender(bot).wake()

    # --- getUpdates ---------------------------------------------------------------------------------

    async def poll(self, bot: Bot, given: Json, gone: asyncio.Future[Any]) -> list[Json]:
        """Answer getUpdates: confirm, then wait for updates up to the timeout. `gone` is done when the bot hung up."""
        if bot.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        offset, limit = given.get("offset", 0), given.get("limit", 100)
        self.allow(bot, given)
        timeout_s = self._timeout(bot, offset, max(0, min(given.get("timeout", 0), _MAX_POLL_S)))
        self._take_over(bot)
        self._confirm(bot, offset)
        self._world.commit()
        batch = self._batch(bot, limit)
        if not batch and timeout_s > 0 and not self._world.events.stopped:
            await self._wait(bot, timeout_s, gone)
            batch = self._batch(bot, limit)
        self._poll_ended[bot.id] = time.monotonic()
        return [] if gone.done() or self.faults.down() else self._delivered(bot, batch, "getUpdates")

    def allow(self, bot: Bot, given: Json) -> None:
        """Keep `allowed_updates` of getUpdates or setWebhook; names that Telegram does not know are ignored."""
        if "allowed_updates" in given:
            bot.allowed_updates = [kind for kind in given["allowed_updates"] if kind in _KINDS]
            self._world.save_bot(bot)

    def _timeout(self, bot: Bot, offset: int, timeout_s: int) -> int:
        """The official server slows a bot down that asks for the same offset again and again."""
        before = self._last_poll.get(bot.id)
        now = time.monotonic()
        self._last_poll[bot.id] = (offset, now)
        if before is not None and before[0] == offset and now < before[1] + 3 and timeout_s < 3:
            return 3
        return timeout_s

    def _take_over(self, bot: Bot) -> None:
        older = self._polls.pop(bot.id, None)
        if older is not None and not older.done():
            older.set_exception(_TAKEN_OVER)

    def _confirm(self, bot: Bot, offset: int) -> None:
        waiting = self._world.updates[bot.id]
        passed = [update_id for update_id in waiting if update_id < offset]
        gone = list(waiting)[:offset] if offset < 0 else passed
        for update_id in gone:
            self.confirm(bot, update_id)

    def confirm(self, bot: Bot, update_id: int) -> None:
        """Take an update out of the queue: the bot has it."""
        if self._world.updates[bot.id].pop(update_id, None) is not None:
            self._world.forget("update", f"{bot.id}:{update_id}")

    def _batch(self, bot: Bot, limit: int) -> list[Json]:
        repeats = self._repeats.pop(bot.id, [])
        # A reset may have taken the bot away while it waited.
        waiting = self._world.updates.get(bot.id, {})
        fresh = [update for update, _ in zip(waiting.values(), range(max(1, min(limit, 100))), strict=False)]
        return [update for update in repeats if update["update_id"] not in waiting] + fresh

    async def _wait(self, bot: Bot, timeout_s: float, gone: asyncio.Future[Any]) -> None:
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._polls[bot.id] = poll
        self._show_online(bot)
        try:
            await asyncio.wait([poll, gone], timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if self._polls.get(bot.id) is poll:
                del self._polls[bot.id]
            asyncio.get_running_loop().call_later(_ONLINE_S + 0.1, self._show_online, bot)
        if poll.done():
            poll.result()

    def _delivered(self, bot: Bot, batch: list[Json], by: str) -> list[Json]:
        for update in batch:
            self._world.record.add("delivered", bot_id=bot.id, update_id=update["update_id"], by=by)
            if self.faults.happens("duplicate_update", by):
                self._repeats[bot.id].append(update)
        return batch

    # --- who is there -------------------------------------------------------------------------------

    def online(self, bot: Bot) -> bool:
        """Tell whether the bot polls, or takes updates at its webhook."""
        if bot.webhook is not None:
            return not bot.webhook.last_error_message
        if bot.id in self._polls:
            return True
        return time.monotonic() - self._poll_ended.get(bot.id, -_ONLINE_S) < _ONLINE_S

    def polling(self, bot: Bot) -> bool:
        """Tell whether a poll of the bot waits right now."""
        return bot.id in self._polls

    def _show_online(self, bot: Bot) -> None:
        online = self.online(bot)
        if online != (bot.id in self._shown_online):
            (self._shown_online.add if online else self._shown_online.discard)(bot.id)
            self._world.events.publish("bot", bot_id=bot.id, online=online)
            self._world.events.release()

    # --- webhooks -----------------------------------------------------------------------------------

    def _sender(self, bot: Bot) -> WebhookSender:
        sender = self._senders.get(bot.id)
        if sender is None:
            sender = self._senders[bot.id] = WebhookSender(self._world, self, bot)
        return sender

    def _retire(self, bot_id: int) -> None:
        sender = self._senders.pop(bot_id, None)
        if sender is not None:
            task = asyncio.get_running_loop().create_task(sender.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    def webhook_changed(self, bot: Bot, *, drop_pending: bool) -> None:
        """Begin or end sending to the bot's webhook, after setWebhook or deleteWebhook."""
        if drop_pending:
            for update_id in list(self._world.updates[bot.id]):
                self.confirm(bot, update_id)
        self._retire(bot.id)
        if bot.webhook is not None:
            poll = self._polls.pop(bot.id, None)
            if poll is not None and not poll.done():
                poll.set_exception(
                    ApiError(409, "Conflict: terminated by setWebhook request"),
                )
            self._sender(bot).wake()

    def start(self) -> None:
        """Take up sending to the webhooks that were set before a restart."""
        for bot in self._world.bots.values():
            if bot.webhook is not None:
                self._sender(bot).wake()

    async def stop(self) -> None:
        """End polls and senders."""
        self.interrupt()
        for bot_id in list(self._senders):
            self._retire(bot_id)
        await asyncio.gather(*self._closing)

    def reset(self) -> None:
        """Forget all polls' history."""
        for bot_id in list(self._senders):
            self._retire(bot_id)
        self.interrupt()
        self._last_poll.clear()
        self._repeats.clear()
