"""Downloads as strict as Telegram's, and what may go wrong with them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from sandbox.client import ChatClient, ControlFailed
from sandbox.files import MAX_DOWNLOAD
from sandbox.testing import RunningSandbox, sandbox_process, token
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]

DATA = bytes(range(256)) * 400  # 100 KB
BAD = "Bad Request: "
OTHER_BOT = 7_002


@pytest.fixture
async def other(running: RunningSandbox) -> AsyncIterator[BotApi]:
    """Give a second bot."""
    async with aiohttp.ClientSession() as session:
        bot = BotApi(running.url, session, token(OTHER_BOT))
        await bot("getMe")
        yield bot


async def opened(anna: ChatClient, api: BotApi, data: bytes = DATA) -> str:
    """Let Anna send a document and the bot ask for it; return the path."""
    sent = await anna.send_document("a.pdf", data)
    file = await api("getFile", file_id=sent["document"]["file_id"])
    assert file["file_size"] == len(data)
    return str(file["file_path"])


async def fetch(api: BotApi, path: str, *, as_token: str | None = None, method: str = "GET") -> tuple[int, bytes]:
    """Ask for a path as a bot does; return (status, body)."""
    url = f"{api.url}/file/bot{as_token or api.token}/{path}"
    async with api.session.request(method, URL(url, encoded=True)) as answer:
        return answer.status, await answer.read()


async def read_into(got: bytearray, url: str) -> None:
    """Add what comes from an address to `got`, as far as it comes."""
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.headers["Content-Length"] == str(len(DATA))
        async for piece in answer.content.iter_any():
            got += piece


async def test_a_file_comes_whole(anna: ChatClient, api: BotApi) -> None:
    path = await opened(anna, api)
    assert await fetch(api, path) == (200, DATA)
    assert await fetch(api, path, method="HEAD") == (200, b"")
    assert (await fetch(api, path, method="POST"))[0] == 405
    first, *_ = await anna.client.downloads()
    assert (first["params"], first["sent"], first["size"], first["ok"]) == ({"file_path": path}, 102400, 102400, True)
    assert api.token not in str(await anna.client.record())


async def test_twenty_megabytes_and_not_a_byte_more(anna: ChatClient, api: BotApi) -> None:
    path = await opened(anna, api, bytes(MAX_DOWNLOAD))
    assert len((await fetch(api, path))[1]) == MAX_DOWNLOAD
    sent = await anna.send_document("a.zip", bytes(MAX_DOWNLOAD + 1))
    assert sent["document"]["file_size"] == MAX_DOWNLOAD + 1
    assert await api.refusal("getFile", file_id=sent["document"]["file_id"]) == (400, BAD + "file is too big")


async def test_a_file_is_for_the_bot_that_got_it(anna: ChatClient, api: BotApi, other: BotApi) -> None:
    path = await opened(anna, api)
    file_id = (await anna.messages())[-1]["document"]["file_id"]
    unknown = BAD + "wrong file_id or the file is temporarily unavailable"
    assert await other.refusal("getFile", file_id=file_id) == (400, unknown)
    assert (await fetch(other, path))[0] == 404
    await anna.client.chat(501, OTHER_BOT).start()
    refused = await other.refusal("sendDocument", chat_id=501, document=file_id)
    assert refused == (400, BAD + "wrong file identifier/HTTP URL specified")


async def test_a_bot_opens_what_it_sent_itself(anna: ChatClient, api: BotApi) -> None:
    form = aiohttp.FormData({"chat_id": "501"})
    form.add_field("document", b"mine", filename="a.txt")
    _, answer = await api.raw("sendDocument", data=form)
    file = await api("getFile", file_id=answer["result"]["document"]["file_id"])
    assert await fetch(api, file["file_path"]) == (200, b"mine")


@pytest.mark.parametrize(
    "wrong",
    ["unasked", "path", "token", "secret", "above"],
)
async def test_a_wrong_address_is_not_found(anna: ChatClient, api: BotApi, wrong: str) -> None:
    path, as_token = await opened(anna, api), api.token
    if wrong == "unasked":
        await anna.send_document("b.pdf", b"b")
        path = path.replace("_1.", "_2.")
    if wrong == "path":
        path = "documents/file_99.pdf"
    if wrong == "token":
        as_token = "nonsense"
    if wrong == "secret":
        as_token = api.token[:-1] + "x"
    if wrong == "above":
        path = f"documents/%2E%2E/{path}"
    status, body = await fetch(api, path, as_token=as_token)
    assert (status, body) == (404, b'{"ok":false,"error_code":404,"description":"Not Found"}')


async def test_a_path_lives_for_an_hour_of_the_clock(anna: ChatClient, api: BotApi) -> None:
    await anna.client.set_rate(0)
    path = await opened(anna, api)
    await anna.client.advance(3599)
    assert (await fetch(api, path))[0] == 200
    await anna.client.advance(1)
    assert (await fetch(api, path))[0] == 404
    await api("getFile", file_id=(await anna.messages())[-1]["document"]["file_id"])
    assert (await fetch(api, path))[0] == 200


async def test_a_path_survives_the_death_of_the_sandbox(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with sandbox_process("--state", str(tmp_path)) as first:
            bot = BotApi(first.url, session)
            await bot("getMe")
            await first.control.add_person("Anna", id=501)
            chat = first.control.chat(501, int(bot.token.partition(":")[0]))
            path = await opened(chat, bot)
            await first.kill()
        async with sandbox_process("--state", str(tmp_path)) as second:
            bot = BotApi(second.url, session)
            assert await fetch(bot, path) == (200, DATA)
            assert (await fetch(bot, path, as_token=bot.token[:-1] + "x"))[0] == 404


@pytest.mark.parametrize(
    ("fault", "status", "description"),
    [
        ({"fault": "5xx"}, 502, "Bad Gateway"),
        ({"fault": "5xx", "status": 503}, 503, "Service Unavailable"),
        ({"fault": "429", "retry_after": 4}, 429, "Too Many Requests: retry after 4"),
        ({"fault": "error", "code": 404, "description": "Not Found"}, 404, "Not Found"),
        ({"fault": "expired"}, 404, "Not Found"),
    ],
)
async def test_a_download_is_refused_on_demand(
    anna: ChatClient, api: BotApi, fault: dict[str, Any], status: int, description: str
) -> None:
    path = await opened(anna, api)
    await anna.client.faults(next=[{"method": "download", **fault}])
    answered, body = await fetch(api, path)
    assert (answered, description.encode() in body) == (status, True)
    (entry,) = await anna.client.downloads()
    assert (entry["status"], entry["error"], entry["sent"]) == (status, description, 0)
    # An expired path stays so until the bot asks anew; after the others it is as good as before.
    if fault["fault"] == "expired":
        assert (await fetch(api, path))[0] == 404
        await api("getFile", file_id=entry["file_id"])
    assert await fetch(api, path) == (200, DATA)


@pytest.mark.parametrize(
    ("fault", "error", "sent"),
    [
        ({"fault": "reset", "count": 2}, aiohttp.ClientOSError, 0),  # the client asks once more by itself
        ({"fault": "reset", "bytes": 1000}, aiohttp.ClientError, 1000),
        ({"fault": "cut"}, aiohttp.ClientPayloadError, len(DATA) // 2),
        ({"fault": "cut", "bytes": 0}, aiohttp.ClientPayloadError, 0),
        ({"fault": "cut", "bytes": len(DATA) - 1}, aiohttp.ClientPayloadError, len(DATA) - 1),
        ({"fault": "lost_answer"}, aiohttp.ClientPayloadError, len(DATA) // 2),
    ],
)
async def test_a_download_breaks_on_demand(
    anna: ChatClient, api: BotApi, fault: dict[str, Any], error: type[Exception], sent: int
) -> None:
    path = await opened(anna, api)
    await anna.client.faults(next=[{"method": "download", **fault}])
    got = bytearray()
    with pytest.raises(error):
        await read_into(got, f"{api.url}/file/bot{api.token}/{path}")
    assert got == DATA[:sent]
    entries = await anna.client.downloads()
    assert {(entry["ok"], entry["sent"]) for entry in entries} == {(False, sent)}
    assert await fetch(api, path) == (200, DATA)


async def test_a_slow_download_comes_whole_and_ends_with_its_peer(anna: ChatClient, api: BotApi) -> None:
    path = await opened(anna, api)
    await anna.client.faults(next=[{"method": "download", "fault": "slow", "bytes": 25_600, "ms": 20, "count": 2}])
    url = f"{api.url}/file/bot{api.token}/{path}"
    assert await fetch(api, path) == (200, DATA)
    async with api.session.get(url) as answer:
        await answer.content.readany()
        answer.close()
    async with asyncio.timeout(5):
        while len(await anna.client.downloads()) < 2:
            await asyncio.sleep(0.01)
    whole, left = await anna.client.downloads()
    assert (whole["sent"], whole["ok"]) == (len(DATA), True)
    assert whole["ms"] >= 4 * 20 - 1
    assert (left["sent"] < len(DATA), left["error"]) == (True, "the peer went away")


async def test_chances_concern_downloads_too(anna: ChatClient, api: BotApi) -> None:
    path = await opened(anna, api)
    await anna.client.faults(p5xx=1, methods=["sendMessage"])
    assert (await fetch(api, path))[0] == 200
    await anna.client.faults(methods=["download"])
    assert (await fetch(api, path))[0] == 502
    await api("sendMessage", chat_id=501, text="fine")


async def test_a_script_for_a_method_leaves_downloads_alone(anna: ChatClient, api: BotApi) -> None:
    path = await opened(anna, api)
    await anna.client.faults(next=[{"method": "sendMessage", "fault": "reset"}])
    assert (await fetch(api, path))[0] == 200
    assert len((await anna.client.faults())["next"]) == 1
    with pytest.raises(ControlFailed):
        await anna.client.faults(next=[{"method": "download", "fault": "cut", "bytes": -1}])
