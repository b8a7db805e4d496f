"""The bot and the application that handlers see: no network, no background work. Every call becomes an outbox row."""

from __future__ import annotations

from typing import Any

from telegram import User
from telegram.ext import Application, BaseHandler, ExtBot
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.feature import RegistrationError
from bot.turn.state import current_turn
from storage.errors import IskraError


class NetworkInsideTurn(IskraError):
    """A handler asked Telegram something whose answer a turn cannot wait for."""


class NoRequest(BaseRequest):
    """In place of the library's HTTP client, which would load certificates for nothing: no request ever leaves."""

    @property
    def read_timeout(self) -> None:
        """Return None: nothing is read."""
        return None

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Refuse."""
        raise NetworkInsideTurn("a turn has no network")


class OfflineBot(ExtBot[None]):
    """A bot object without a network: inside a turn, sending means owing."""

    def __init__(self, token: str, me: dict[str, Any]) -> None:
        super().__init__(token, request=NoRequest(), get_updates_request=NoRequest())
        self._me = me

    async def initialize(self) -> None:
        """Know who the bot is without asking; the real question was asked at start."""
        self._bot_user = User.de_json(self._me, self)
        self._bot_initialized = self._requests_initialized = True

    async def shutdown(self) -> None:
        """Close nothing: nothing is open."""
        self._bot_initialized = self._requests_initialized = False

    async def _do_post(self, endpoint: str, data: dict[str, Any], **_timeouts: Any) -> Any:
        request = RequestData([RequestParameter.from_input(key, value) for key, value in data.items()])
        if request.contains_files:
            raise NetworkInsideTurn(f"{endpoint} with a file: send a Screen with a Document instead")
        turn = current_turn()
        if endpoint == "answerCallbackQuery":
            turn.answer = dict(request.parameters)
            return True
        if endpoint.startswith(("get", "log", "close")):
            raise NetworkInsideTurn(f"{endpoint} needs an answer from the network, a turn has none")
        body = dict(request.parameters)
        turn.owe(endpoint, body)
        if not endpoint.startswith(("send", "edit", "forward")):
            return True
        # The real message does not exist yet; what reads its number meets 0, which Telegram never uses.
        chat = {"id": turn.arrivals[0].lane, "type": "private"}
        return {"message_id": 0, "date": int(turn.now.timestamp()), "chat": chat, "text": str(body.get("text", ""))}


class TurnApplication(Application[Any, Any, Any, Any, Any, Any]):
    """An application that refuses whatever would run outside the turn's transaction."""

    __slots__ = ()

    def add_handler(self, handler: BaseHandler[Any, Any, Any], group: int = 0) -> None:
        """Add a handler; `RegistrationError` where it would not block."""
        if handler.block is False:
            raise RegistrationError("block=False would run outside the turn and its transaction")
        super().add_handler(handler, group)

    def create_task(self, coroutine: Any, *_args: Any, **_kwargs: Any) -> Any:
        """Refuse: a task outlives the turn, and what it does is lost with the process."""
        coroutine.close()
        raise RegistrationError("create_task would run outside the turn; owe a call or schedule a duty instead")

    def _mark_for_persistence_update(self, *, update: object | None = None, job: object | None = None) -> None:
        """Mark nothing: there is no persistence that would ever empty the marks, two of everybody who wrote."""
