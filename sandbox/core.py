"""One sandbox: the world and what acts on it, handed to the Bot API and to the control API."""

import asyncio
import time
from collections import defaultdict, deque
from typing import Any

from sandbox.cast import load_cast
from sandbox.faults import Faults
from sandbox.limits import FloodLimits
from sandbox.model import Bot, Chat, Json
from sandbox.settings import SandboxSettings
from sandbox.updates import Updates
from sandbox.world import World

_TYPING_S = 5.0


class Sandbox:
    """Everything that runs in one sandbox process."""

    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self.world = World(settings)
        self.faults = Faults(self.world.faults, self.world.clock)
        self.updates = Updates(self.world, self.faults)
        self.limits: defaultdict[int, FloodLimits] = defaultdict(FloodLimits)
        self._typing: dict[tuple[int, str], float] = {}
        # Durations of the latest calls in ms, for whoever looks at the load.
        self.durations: deque[float] = deque(maxlen=1000)
        if self.world.is_new:
            load_cast(self.world, settings.cast)
            self.world.save_settings()
        self.world.commit()

    def start(self) -> None:
        """Begin to work; called in the running event loop."""
        self.updates.start()

    async def stop(self) -> None:
        """End polls, waits and streams, so that the server can close its connections."""
        self.world.events.stop()
        await self.updates.stop()

    def close(self) -> None:
        """Write what is left and close the state."""
        self.world.keep_clock()
        self.world.store.close()

    def reset(self) -> None:
        """Forget everything and set the cast up anew."""
        self.updates.reset()
        self.limits.clear()
        self._typing.clear()
        self.world.reset()
        self.faults = self.updates.faults = Faults({}, self.world.clock)
        load_cast(self.world, self.settings.cast)
        self.world.save_settings()
        self.world.commit()

    def commit_and_wake(self, *bots: Bot) -> None:
        """Write the changes, then tell these bots that updates may wait for them."""
        self.world.commit()
        for bot in bots:
            self.updates.wake(bot)

    # --- typing -------------------------------------------------------------------------------------

    def set_typing(self, bot: Bot, chat: Chat, *, on: bool) -> None:
        """Show or hide that the bot does something in the chat; it hides by itself after 5 s."""
        key = (bot.id, chat.key)
        if on:
            self._typing[key] = time.monotonic() + _TYPING_S
            asyncio.get_running_loop().call_later(_TYPING_S + 0.05, self._typing_over, bot, chat)
        elif self._typing.pop(key, None) is None:
            return
        self.world.events.publish("typing", chat_id=chat.id, bot_id=bot.id, typing=on)

    def typing(self, bot_id: int, chat: Chat) -> bool:
        """Tell whether the bot shows an action in the chat."""
        return self._typing.get((bot_id, chat.key), 0) > time.monotonic()

    def _typing_over(self, bot: Bot, chat: Chat) -> None:
        if 0 < self._typing.get((bot.id, chat.key), 0) <= time.monotonic():
            self.set_typing(bot, chat, on=False)
            self.world.events.release()

    # --- showing ------------------------------------------------------------------------------------

    def bots_in(self, chat: Chat) -> list[Bot]:
        """Return the bots of a chat."""
        if chat.bot_id is not None:
            return [self.world.bots[chat.bot_id]]
        present = (self.world.bots.get(member) for member, s in chat.members.items() if s not in ("left", "kicked"))
        return [bot for bot in present if bot is not None]

    def bot_public(self, bot: Bot, language: str = "") -> Json:
        """Return the Bot of the control API."""
        commands: Any = bot.commands.get(f"default|{language}") or bot.commands.get("default|", [])
        return {
            "id": bot.id,
            "first_name": bot.text("name", language) or bot.first_name,
            "username": bot.username,
            "commands": commands,
            "description": bot.text("description", language),
            "short_description": bot.text("short_description", language),
            "online": self.updates.online(bot),
            "pending_updates": len(self.world.updates[bot.id]),
        }
