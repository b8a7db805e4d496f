"""How updates reach a bot: long polls, webhooks, kinds that were asked for, groups."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.client import ChatClient, ControlFailed
from sandbox.testing import TOKEN_BOT_ID, RunningSandbox, picture, token
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_wait_until_they_are_confirmed(anna: ChatClient, api: BotApi) -> None:
    for text in "abc":
        await anna.send(text)
    first = await api("getUpdates")
    assert texts(first) == ["a", "b", "c"]
    assert texts(await api("getUpdates", limit=1)) == ["a"]
    assert texts(await api("getUpdates", offset=first[1]["update_id"])) == ["b", "c"]
    assert texts(await api("getUpdates")) == ["b", "c"]
    assert texts(await api("getUpdates", offset=-1)) == ["c"]
    ids = [update["update_id"] for update in first]
    assert ids == list(range(ids[0], ids[0] + 3))


async def test_a_poll_waits_for_the_first_update(anna: ChatClient, api: BotApi) -> None:
    began = time.monotonic()
    poll = asyncio.ensure_future(api("getUpdates", timeout=20))
    await anna.client.bot_online(TOKEN_BOT_ID)
    assert not poll.done()
    await anna.send("hello")
    assert texts(await poll) == ["hello"]
    assert time.monotonic() - began < 5


async def test_the_older_poll_gets_409(anna: ChatClient, api: BotApi) -> None:
    older = asyncio.ensure_future(api.refusal("getUpdates", timeout=20))
    await anna.client.bot_online(TOKEN_BOT_ID)
    newer = asyncio.ensure_future(api("getUpdates", timeout=20))
    assert await older == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await anna.send("x")
    assert texts(await newer) == ["x"]


async def test_asking_for_the_same_offset_at_once_waits_three_seconds(anna: ChatClient, api: BotApi) -> None:
    assert await api("getUpdates", offset=100) == []
    began = time.monotonic()
    assert await api("getUpdates", offset=100) == []
    assert 2.5 < time.monotonic() - began < 4


async def test_a_bot_that_hung_up_is_offline(anna: ChatClient, api: BotApi) -> None:
    poll = asyncio.ensure_future(api("getUpdates", timeout=50))
    await anna.client.bot_online(TOKEN_BOT_ID)
    poll.cancel()
    async with asyncio.timeout(8):
        async for event in anna.client.events():
            if event["kind"] == "bot":
                assert event["online"] is False
                break


async def test_only_kinds_that_were_asked_for_come(anna: ChatClient, api: BotApi) -> None:
    await api("getUpdates", allowed_updates=["message", "kind_of_tomorrow"], offset=-1, timeout=0)
    sent = await anna.send("one")
    await anna.edit(sent["message_id"], "uno")
    await anna.block()
    await anna.start()
    assert texts(await api("getUpdates")) == ["one", "/start"]
    assert (await api("getWebhookInfo"))["allowed_updates"] == ["message"]
    await api("getUpdates", allowed_updates=[])
    await anna.block()
    assert "my_chat_member" in (await api("getUpdates"))[-1]


async def test_blocking_and_unblocking_is_told(anna: ChatClient, api: BotApi) -> None:
    await anna.block()
    with pytest.raises(ControlFailed, match="unblock it first"):
        await anna.send("x")
    await anna.start("again")
    blocked, unblocked, start = await api("getUpdates")
    was, now = (blocked["my_chat_member"][name]["status"] for name in ("old_chat_member", "new_chat_member"))
    assert (was, now) == ("member", "kicked")
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert unblocked["my_chat_member"]["new_chat_member"]["user"]["id"] == TOKEN_BOT_ID
    assert start["message"]["text"] == "/start again"


async def test_messages_look_as_telegrams_do(anna: ChatClient, api: BotApi) -> None:
    sent = await anna.send("hi /help", reply_to_message_id=1)
    (update,) = await api("getUpdates")
    message = update["message"]
    user = {"id": 501, "is_bot": False, "first_name": "Anna", "last_name": "K", "username": "anna_k"}
    assert message["from"] == {**user, "language_code": "ru"}
    assert message["chat"] == {
        "id": 501, "first_name": "Anna", "last_name": "K", "username": "anna_k", "type": "private",
    }  # fmt: skip
    assert message["entities"] == [{"type": "bot_command", "offset": 3, "length": 5}]
    assert message["reply_to_message"]["message_id"] == 1
    assert message["message_id"] == sent["message_id"]
    assert message["date"] == 1782118800  # 22 June 2026, 9:00 UTC, when the virtual clock began


async def test_buttons_are_pressed_by_label_place_and_by_force(anna: ChatClient, api: BotApi) -> None:
    rows = [
        [{"text": "a", "callback_data": "1"}, {"text": "b", "callback_data": "2"}],
        [{"text": "u", "url": "https://x.ru"}],
    ]
    sent = await api("sendMessage", chat_id=501, text="?", reply_markup={"inline_keyboard": rows})
    await anna.press("b")
    await anna.press_at(sent["message_id"], 0, 0)
    await anna.client.add_person("Boris", id=502)
    await anna.forge_press(sent["message_id"], "forged", person=502)
    assert await anna.press("u") == {"url": "https://x.ru"}
    with pytest.raises(ControlFailed, match="there are"):
        await anna.press("c")
    queries = [update["callback_query"] for update in await api("getUpdates")]
    assert [(query["from"]["id"], query["data"]) for query in queries] == [(501, "2"), (501, "1"), (502, "forged")]
    assert len({query["chat_instance"] for query in queries}) == 1
    assert queries[0]["message"]["reply_markup"] == {"inline_keyboard": rows}


async def test_uploads_and_albums(anna: ChatClient, api: BotApi) -> None:
    await anna.upload(("a.png", picture()), ("b.png", picture(80, 80)), kind="photo", caption="two")
    await anna.upload(("v.ogg", b"v"), kind="voice")
    await anna.upload(("s.webp", b"s"), kind="sticker")
    first, second, voice, sticker = (update["message"] for update in await api("getUpdates"))
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("two", False)
    assert voice["voice"]["mime_type"] == "audio/ogg"
    assert sticker["sticker"]["type"] == "regular"
    file = await api("getFile", file_id=second["photo"][-1]["file_id"])
    async with api.session.get(f"{api.url}/file/bot{api.token}/{file['file_path']}") as answer:
        assert await answer.read() == picture(80, 80)


async def test_any_update_can_be_forged(anna: ChatClient, api: BotApi) -> None:
    update_id = await anna.client.forge(TOKEN_BOT_ID, {"thing_of_tomorrow": {"a": 1}})
    assert await api("getUpdates") == [{"update_id": update_id, "thing_of_tomorrow": {"a": 1}}]


async def test_numbers_may_be_chosen(anna: ChatClient, api: BotApi) -> None:
    control = anna.client
    first = await control.forge(TOKEN_BOT_ID, {"poll": {}})
    numbers = [first + 9, first + 7, first + 8]
    assert await control.forge_all(TOKEN_BOT_ID, [{"update_id": n, "poll": {}} for n in numbers]) == numbers
    assert await control.forge_all(TOKEN_BOT_ID, [{"poll": {}}]) == [first + 10]
    assert [update["update_id"] for update in await api("getUpdates")] == [first, *numbers, first + 10]
    for updates, status in (
        ([{"update_id": first}], 409),
        ([{"update_id": first + 20}, {"update_id": first + 20}], 409),
        ([{"update_id": 0}], 400),
        ([{"update_id": "7"}], 400),
        ([7], 400),
    ):
        with pytest.raises(ControlFailed) as refused:
            await control.call("POST", f"/bots/{TOKEN_BOT_ID}/batch", {"updates": updates})
        assert refused.value.status == status


@dataclass
class Receiver:
    """A bot's webhook: it keeps what came and answers what it is told to."""

    url: str
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def count(self, n: int) -> None:
        async with asyncio.timeout(10), self.arrived:
            await self.arrived.wait_for(lambda: len(self.got) >= n)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async def take(request: web.Request) -> web.Response:
        async with found.arrived:
            found.got.append(await request.json())
            found.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            found.at.append(time.monotonic())
            found.arrived.notify_all()
        return found.answers.pop(0) if found.answers else web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found = Receiver(f"http://127.0.0.1:{runner.addresses[0][1]}/hook")
    yield found
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret(anna: ChatClient, api: BotApi, receiver: Receiver) -> None:
    await anna.send("before")
    await api("setWebhook", url=receiver.url, secret_token="s3cret_-")
    await anna.send("after")
    await receiver.count(2)
    assert texts(receiver.got) == ["before", "after"]
    assert set(receiver.secrets) == {"s3cret_-"}
    info = await api("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == (receiver.url, 40)


async def test_a_webhook_that_fails_is_tried_again_later_and_later(
    anna: ChatClient, api: BotApi, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500), web.Response(status=500)]
    await api("setWebhook", url=receiver.url)
    await anna.send("x")
    await receiver.count(2)
    info = await api("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    await receiver.count(3)
    assert texts(receiver.got) == ["x", "x", "x"]
    assert receiver.at[2] - receiver.at[1] > 1.5 * (receiver.at[1] - receiver.at[0])


async def test_a_webhook_may_answer_with_a_method(anna: ChatClient, api: BotApi, receiver: Receiver) -> None:
    receiver.answers = [web.json_response({"method": "sendMessage", "chat_id": 501, "text": "by the way"})]
    await api("setWebhook", url=receiver.url)
    assert (await anna.ask("x"))["text"] == "by the way"


async def test_groups(running: RunningSandbox, anna: ChatClient, api: BotApi) -> None:
    await running.control.add_person("Boris", id=502)
    group = await running.control.add_group("Welders", [501, 502, TOKEN_BOT_ID])
    chat = running.control.chat(group["id"], TOKEN_BOT_ID, 502)
    sent = await api("sendMessage", chat_id=group["id"], text="hello")
    assert sent["chat"] == {"id": group["id"], "type": "supergroup", "title": "Welders"}
    await chat.send("not for the bot")
    await chat.send("/help")
    await chat.send("/help@another_bot")
    await chat.send("an answer", reply_to_message_id=sent["message_id"])
    added, *heard = await api("getUpdates")
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert texts(heard) == ["/help", "an answer"]
    assert (await api("getChatMember", chat_id=group["id"], user_id=501))["status"] == "creator"
    assert await api("getChatMemberCount", chat_id=group["id"]) == 3
    refusal = await api.refusal("pinChatMessage", chat_id=group["id"], message_id=sent["message_id"])
    assert refusal == (400, "Bad Request: not enough rights to manage pinned messages in the chat")
    await running.control.set_member(group["id"], TOKEN_BOT_ID, "administrator")
    assert await api("pinChatMessage", chat_id=group["id"], message_id=sent["message_id"]) is True
    promoted, note = (await api("getUpdates"))[-2:]
    assert promoted["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert note["message"]["pinned_message"]["message_id"] == sent["message_id"]
    assert (await chat.view())["pinned_message_id"] == sent["message_id"]
    await running.control.set_member(group["id"], TOKEN_BOT_ID, "kicked")
    refusal = await api.refusal("sendMessage", chat_id=group["id"], text="x")
    assert refusal == (403, "Forbidden: bot was kicked from the supergroup chat")


async def test_a_group_becomes_a_supergroup(running: RunningSandbox, anna: ChatClient, api: BotApi) -> None:
    control = running.control
    group = await control.add_group("Welders", [501], [TOKEN_BOT_ID], kind="group")
    new = await control.upgrade_group(group["id"])
    assert new == {"id": new["id"], "type": "supergroup", "title": "Welders"}
    _, left, arrived = await api("getUpdates")
    assert left["message"]["chat"]["id"] == group["id"]
    assert left["message"]["migrate_to_chat_id"] == new["id"]
    assert (arrived["message"]["chat"]["id"], arrived["message"]["migrate_from_chat_id"]) == (new["id"], group["id"])
    status, body = await api.raw("sendMessage", json={"chat_id": group["id"], "text": "x"})
    assert (status, body) == (
        400,
        {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": new["id"]},
        },
    )
    assert (await api("sendMessage", chat_id=new["id"], text="x"))["chat"]["id"] == new["id"]
    for chat_id in (group["id"], new["id"]):
        with pytest.raises(ControlFailed) as refused:
            await control.upgrade_group(chat_id)
        assert refused.value.status == 409


async def test_channels(running: RunningSandbox, anna: ChatClient, api: BotApi) -> None:
    channel = await running.control.add_group("News", [501, TOKEN_BOT_ID], kind="channel")
    refusal = await api.refusal("sendMessage", chat_id=channel["id"], text="x")
    assert refusal == (400, "Bad Request: need administrator rights in the channel chat")
    await running.control.set_member(channel["id"], TOKEN_BOT_ID, "administrator")
    sent = await api("sendMessage", chat_id=channel["id"], text="x")
    assert sent["sender_chat"]["id"] == channel["id"]
    assert "from" not in sent
    await running.control.chat(channel["id"], TOKEN_BOT_ID, 501).send("by hand")
    assert (await api("getUpdates"))[-1]["channel_post"]["text"] == "by hand"


async def test_two_bots_know_nothing_of_each_other(running: RunningSandbox, anna: ChatClient, api: BotApi) -> None:
    async with aiohttp.ClientSession() as session:
        other = BotApi(running.url, session, token(42))
        refusal = await other.refusal("sendMessage", chat_id=501, text="x")
        assert refusal == (403, "Forbidden: bot can't initiate conversation with a user")
        await running.control.chat(501, 42).start("x")
        assert texts(await other("getUpdates")) == ["/start x"]
        assert (await other("sendMessage", chat_id=501, text="42"))["message_id"] == 2
    assert "42" not in [message["text"] for message in await anna.messages()]


async def test_chats_do_not_wait_for_each_other(running: RunningSandbox, api: BotApi) -> None:
    people = [await running.control.add_person(f"P{i}") for i in range(20)]
    chats = [running.control.chat(person["id"], TOKEN_BOT_ID) for person in people]
    await asyncio.gather(*(chat.start(str(i)) for i, chat in enumerate(chats)))
    updates = await api("getUpdates")
    assert len(updates) == 20

    async def answer(update: dict[str, Any]) -> None:
        await api("sendMessage", chat_id=update["message"]["chat"]["id"], text=update["message"]["text"])

    waits = [asyncio.ensure_future(chat.wait(1)) for chat in chats]
    await asyncio.gather(*(answer(update) for update in updates for _ in range(3)))
    assert all(await asyncio.gather(*waits))
    for i, chat in enumerate(chats):
        assert [message["text"] for message in await chat.messages()] == [f"/start {i}"] * 4
