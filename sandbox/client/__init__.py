"""A small client of the control API, for tests, the demo and tools.

One `ControlClient` talks to one sandbox; `client.chat(person, bot)` is the chat of a person with a bot, where most
of the work is done:

    async with ControlClient("http://127.0.0.1:8900") as sandbox:
        person = await sandbox.add_person("Anna", language_code="ru")
        chat = sandbox.chat(person["id"], bot_id)
        answer = await chat.ask("/start")         # sends and returns the first message of the bot after it
        await chat.press("Apply")                 # the button with this label, inline or under the chat
        edited = await chat.wait_for("Step 1")    # until a message of the bot, new or edited, holds this text
        await chat.send_album(("front.jpg", front), ("back.jpg", back), caption="Passport")
        table = await chat.wait_for_file(".xlsx")  # name, type and bytes, as they land in the person's downloads

Everything is returned as the JSON objects described in `sandbox/CONTROL.md`: a message is the Bot API Message with
`out`, `html` and `version`. Virtual time only moves by itself and by `advance`; timeouts are in real seconds.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson

from sandbox.client.chat import ChatClient
from sandbox.client.errors import ControlFailed, NoAnswer
from sandbox.client.files import GotFile, SentFile

__all__ = ["ChatClient", "ControlClient", "ControlFailed", "GotFile", "NoAnswer", "SentFile"]

Json = dict[str, Any]

_WAIT_S = 10.0


class ControlClient:
    """Drives one sandbox through its control API."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connections."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, verb: str, path: str, body: Any = None, **query: Any) -> Any:
        """Call /control`path`; raise `ControlFailed` for a refusal. A `FormData` body is sent as a form."""
        answer, data = await self._request(verb, path, body, query)
        return orjson.loads(data) if answer.content_type == "application/json" else data

    async def _request(self, verb: str, path: str, body: Any, query: Json) -> tuple[aiohttp.ClientResponse, bytes]:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        params = {name: str(value) for name, value in query.items() if value is not None}
        if body is not None and not isinstance(body, aiohttp.FormData):
            body = orjson.dumps(body)
        async with self._session.request(verb, f"{self.url}/control{path}", data=body, params=params) as answer:
            data = await answer.read()
            if answer.status >= 400:
                try:
                    message = orjson.loads(data)["error"]
                except (orjson.JSONDecodeError, KeyError, TypeError):
                    message = data.decode("utf-8", "replace")
                raise ControlFailed(answer.status, message)
            return answer, data

    # --- the whole sandbox --------------------------------------------------------------------------

    async def state(self) -> Json:
        """Return `{bots, people, chats, clock, faults, cast, unsupported, version}`."""
        return dict(await self.call("GET", "/state"))

    async def ready(self, timeout_s: float = 10) -> None:
        """Wait until the sandbox answers; raise `TimeoutError`."""
        until = time.monotonic() + timeout_s
        while True:
            try:
                await self.state()
            except aiohttp.ClientError:
                if time.monotonic() > until:
                    raise TimeoutError(f"no sandbox at {self.url}") from None
                await asyncio.sleep(0.05)
            else:
                return

    async def bot_online(self, bot_id: int, timeout_s: float = _WAIT_S) -> Json:
        """Wait until the bot polls, or has a webhook that takes updates; return the Bot."""
        until = time.monotonic() + timeout_s
        while True:
            bots = (await self.state())["bots"]
            for bot in bots:
                if bot["id"] == bot_id and bot["online"]:
                    return dict(bot)
            if time.monotonic() > until:
                raise NoAnswer(f"bot {bot_id} is not online; known: {[(b['id'], b['online']) for b in bots]}")
            await asyncio.sleep(0.05)

    async def reset(self) -> None:
        """Forget everything and create the cast anew."""
        await self.call("POST", "/reset")

    async def people(self) -> list[Json]:
        """Return everybody who was not removed."""
        return list((await self.state())["people"])

    async def add_person(self, first_name: str, **fields: Any) -> Json:
        """Create a person: `last_name, username, language_code, id, note, hints`; return the Person."""
        return dict(await self.call("POST", "/people", {"first_name": first_name, **fields}))

    async def change_person(self, person_id: int, **fields: Any) -> Json:
        """Change names or `language_code` of a person."""
        return dict(await self.call("PATCH", f"/people/{person_id}", fields))

    async def remove_person(self, person_id: int) -> None:
        """Remove a person; bots that write to them get 403 `user is deactivated`."""
        await self.call("DELETE", f"/people/{person_id}")

    async def add_group(
        self, title: str, members: Iterable[int], admins: Iterable[int] = (), kind: str = "supergroup"
    ) -> Json:
        """Create a group, supergroup or channel with people and bots by id; return the Chat."""
        body = {"title": title, "type": kind, "members": list(members), "admins": list(admins)}
        return dict(await self.call("POST", "/groups", body))

    async def set_member(self, chat_id: int, user_id: int, status: str) -> None:
        """Make a person or bot member, administrator, left or kicked in a group."""
        await self.call("PUT", f"/groups/{chat_id}/members/{user_id}", {"status": status})

    async def upgrade_group(self, chat_id: int) -> Json:
        """Make a supergroup of a group; return the Chat with its new id."""
        return dict(await self.call("POST", f"/groups/{chat_id}/upgrade"))

    async def forge(self, bot_id: int, update: Json) -> int:
        """Send any update object, without update_id, to a bot; return the update_id it got."""
        return int((await self.call("POST", f"/bots/{bot_id}/updates", update))["update_id"])

    async def forge_all(self, bot_id: int, updates: Iterable[Json]) -> list[int]:
        """Send update objects to a bot at once; those with an `update_id` keep it. Return the numbers."""
        body = {"updates": list(updates)}
        return list((await self.call("POST", f"/bots/{bot_id}/batch", body))["update_ids"])

    def chat(self, chat_id: int, bot_id: int, person_id: int | None = None) -> ChatClient:
        """Return the chat of a bot; in a group `person_id` is who acts."""
        return ChatClient(self, chat_id, bot_id, person_id)

    # --- clock, faults, record ----------------------------------------------------------------------

    async def clock(self) -> Json:
        """Return `{now, rate}` of the virtual clock."""
        return dict(await self.call("GET", "/clock"))

    async def now(self) -> datetime:
        """Return the virtual moment, aware."""
        return datetime.fromisoformat((await self.clock())["now"])

    async def advance(self, seconds: float) -> Json:
        """Jump forward; return the clock."""
        return dict(await self.call("POST", "/clock", {"advance_s": seconds}))

    async def move_to(self, moment: datetime) -> Json:
        """Jump forward to an aware moment; return the clock."""
        return dict(await self.call("POST", "/clock", {"to": moment.isoformat()}))

    async def set_rate(self, rate: float) -> Json:
        """Run `rate` virtual seconds in a real one; 0 stops the clock."""
        return dict(await self.call("POST", "/clock", {"rate": rate}))

    async def faults(self, **values: Any) -> Json:
        """Change the named faults (see CONTROL.md) and return all of them; without names only return them."""
        return dict(await self.call("PUT", "/faults", values) if values else await self.call("GET", "/faults"))

    async def record(self, after: int = 0, kind: str | None = None) -> list[Json]:
        """Return the whole record after entry `after`; `kind` names one kind or several with commas."""
        entries: list[Json] = []
        while True:
            page = await self.call("GET", "/record", after=after, kind=kind)
            entries += page
            if len(page) < 10_000:
                return entries
            after = page[-1]["n"]

    async def calls(self, method: str | None = None, after: int = 0) -> list[Json]:
        """Return the bots' API calls, all or those of one method."""
        entries = await self.record(after, "call")
        return [entry for entry in entries if method is None or entry["method"] == method]

    async def file(self, file_id: str) -> bytes:
        """Return the bytes of a file."""
        return (await self.download(file_id)).data

    async def download(self, file_id: str) -> GotFile:
        """Return a file with the name and type under which a browser saves it."""
        answer, data = await self._request("GET", f"/files/{file_id}", None, {})
        named = answer.content_disposition
        return GotFile((named.filename if named else None) or "", answer.content_type, data)

    async def downloads(self, after: int = 0) -> list[Json]:
        """Return the record of what bots downloaded, or tried to: `file_id, sent, size, status, ok, error`."""
        return await self.record(after, "download")

    async def events(self, after: int | None = None) -> AsyncIterator[Json]:
        """Yield server-sent events after version `after`, from now on without it."""
        query = {} if after is None else {"after": str(after)}
        timeout = aiohttp.ClientTimeout(total=None, sock_read=None)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{self.url}/control/events", params=query) as answer,
        ):
            async for line in answer.content:
                if line.startswith(b"data: "):
                    yield orjson.loads(line[6:])
