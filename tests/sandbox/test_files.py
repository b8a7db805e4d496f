"""Files that people send and get: names, types, albums, captions, and what no Telegram app would send."""

from typing import Any

import aiohttp
import pytest

from sandbox.client import ChatClient, ControlFailed, GotFile, NoAnswer, SentFile
from sandbox.files import MAX_FROM_PERSON, MAX_PHOTO
from sandbox.testing import TOKEN_BOT_ID, RunningSandbox, picture
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def messages(api: BotApi) -> list[dict[str, Any]]:
    """Return the messages that wait for the bot."""
    return [update["message"] for update in await api("getUpdates")]


@pytest.mark.parametrize(
    ("name", "declared", "mime_type"),
    [
        ("ranking.xlsx", "application/octet-stream", XLSX),
        ("Рейтинг «2026» (1).XLSX", "", XLSX),
        ("was a docx.xlsx", DOCX, XLSX),
        ("old.xls", "", "application/vnd.ms-excel"),
        ("form.docx", "", DOCX),
        ("паспорт.pdf", "text/html", "application/pdf"),
        ("scan.JPG", "", "image/jpeg"),
        ("list.csv", "application/vnd.ms-excel", "text/csv"),
        ("page.html", "", "text/html"),
        ("bomb.tar.gz", "", "application/gzip"),
        ("no suffix", "application/x-thing; charset=x", "application/x-thing"),
        ("no suffix", "nonsense", "application/octet-stream"),
        ('quo"ted; name=.pdf', "", "application/pdf"),
        ("👩‍🏭 сварка.png", "", "image/png"),
    ],
)
async def test_a_document_keeps_its_name_and_gets_its_type(
    anna: ChatClient, api: BotApi, name: str, declared: str, mime_type: str
) -> None:
    (sent,) = await anna.upload(SentFile(name, b"PK\x03\x04 bytes", declared or "application/octet-stream"))
    (heard,) = await messages(api)
    assert (heard["document"]["file_name"], heard["document"]["mime_type"]) == (name, mime_type)
    assert heard["document"]["file_size"] == 10
    assert await anna.download(sent) == GotFile(name, mime_type, b"PK\x03\x04 bytes")


async def test_a_path_in_a_name_is_dropped(anna: ChatClient) -> None:
    for name in ("../../etc/passwd.pdf", "C:\\Users\\anna\\passwd.pdf"):
        assert (await anna.send_document(name, b"x"))["document"]["file_name"] == "passwd.pdf"


async def test_a_photo_is_a_photo_whatever_its_name(anna: ChatClient, api: BotApi) -> None:
    asked = await api("sendMessage", chat_id=501, text="Your passport, please")
    await anna.send_photo(picture(90, 30), "mine", name="photo", reply_to=asked["message_id"])
    (heard,) = await messages(api)
    (size,) = heard["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (90, 30, len(picture(90, 30)))
    assert (heard["caption"], heard["reply_to_message"]["message_id"]) == ("mine", asked["message_id"])


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_an_album_comes_as_messages_of_one_group(anna: ChatClient, api: BotApi, kind: Any) -> None:
    pages = [(f"{n}.png", picture(40 + n, 40)) for n in range(10)]
    await anna.send_album(*pages, kind=kind, caption="ten pages")
    await anna.send_album(*pages[:2], kind=kind)
    heard = await messages(api)
    assert [message.get("caption") for message in heard] == ["ten pages", *[None] * 11]
    groups = [message["media_group_id"] for message in heard]
    assert groups == [groups[0]] * 10 + [groups[-1]] * 2
    assert groups[0] != groups[-1]
    assert all(kind in message for message in heard)


async def test_only_photos_and_documents_make_albums(anna: ChatClient) -> None:
    apart = await anna.upload(("a.oga", b"a"), ("b.oga", b"b"), kind="voice")
    alone = await anna.upload(("a.pdf", b"a"), ("b.pdf", b"b"), album=False)
    assert [message.get("media_group_id") for message in [*apart, *alone]] == [None] * 4
    with pytest.raises(AssertionError, match="several"):
        await anna.send_album(("a.pdf", b"a"), kind="document")


@pytest.mark.parametrize(
    ("files", "kind", "status", "reason"),
    [
        ([("a.pdf", b"")], "document", 400, "a.pdf: the file is empty"),
        ([("a.png", b"no picture")], "photo", 400, "send it as a document"),
        ([("a.png", picture(2100, 100))], "photo", 400, "too long or wide"),
        ([("a.png", picture() + bytes(MAX_PHOTO))], "photo", 413, "up to 10485760 bytes"),
        ([(f"{n}.pdf", b"x") for n in range(11)], "document", 400, "1 to 10 files"),
        ([("a.mp4", b"x")], "video", 400, "kind is photo"),
    ],
)
async def test_what_no_app_would_send_is_refused(
    anna: ChatClient, api: BotApi, files: list[tuple[str, bytes]], kind: Any, status: int, reason: str
) -> None:
    with pytest.raises(ControlFailed, match=reason) as refused:
        await anna.upload(*files, kind=kind)
    assert refused.value.status == status
    assert [message["text"] for message in await anna.messages()] == ["/start"]


async def test_two_gigabytes_are_refused_before_they_are_read(anna: ChatClient, running: RunningSandbox) -> None:
    path = f"{running.url}/control/chats/501/{TOKEN_BOT_ID}/upload"
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(MAX_FROM_PERSON * 2)}
    async with aiohttp.ClientSession() as session, session.post(path, headers=headers) as answer:
        assert answer.status == 413
        assert str(MAX_FROM_PERSON) in (await answer.json())["error"]


async def test_what_a_bot_sends_is_downloaded_with_its_name(anna: ChatClient, api: BotApi) -> None:
    table = b"PK\x03\x04" + bytes(range(256)) * 20
    form = aiohttp.FormData({"chat_id": "501", "caption": "12 заявлений"}, quote_fields=False)
    form.add_field("document", table, filename="Заявления 22.06.xlsx", content_type=XLSX)
    assert (await api.raw("sendDocument", data=form))[0] == 200
    assert await anna.wait_for_file(".xlsx") == GotFile("Заявления 22.06.xlsx", XLSX, table)
    form = aiohttp.FormData({"chat_id": "501"})
    form.add_field("photo", picture(), filename="p.png")
    assert (await api.raw("sendPhoto", data=form))[0] == 200
    assert (await anna.wait_for_file(lambda message: "photo" in message)).data == picture()
    with pytest.raises(NoAnswer, match=r"<Заявления 22.06.xlsx>"):
        await anna.wait_for_file(".pdf", timeout_s=0.1)
    with pytest.raises(AssertionError, match="has no file"):
        await anna.download((await anna.messages())[0])


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("page.html", "document", "attachment"),
        ("picture.svg", "document", "attachment"),
        ("picture.png", "document", "attachment"),
        ("picture.png", "photo", "inline"),
        ("voice.oga", "voice", "inline"),
        ("page.html", "voice", "attachment"),
        ("page.svg", "sticker", "attachment"),
    ],
)
async def test_a_document_never_runs_as_a_page(
    anna: ChatClient, running: RunningSandbox, name: str, kind: Any, shown: str
) -> None:
    (sent,) = await anna.upload((name, picture()), kind=kind)
    file = sent[kind][0] if kind == "photo" else sent[kind]
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{running.url}/control/files/{file['file_id']}") as answer,
    ):
        assert answer.headers["Content-Disposition"].partition(";")[0] == shown
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_looking_without_reading_leaves_the_mark(anna: ChatClient, api: BotApi) -> None:
    await api("sendMessage", chat_id=501, text="x")
    path = f"/chats/501/{TOKEN_BOT_ID}"
    for read, unread in (("false", 1), ("true", 0)):
        await anna.client.call("GET", path, read=read)
        assert await anna.unread() == unread
