"""Files on the page: what the bot sends is shown and downloaded, what people send goes out or is refused in words."""

import io
from pathlib import Path
from typing import Any

import pytest
import telegram
import xlsxwriter
from playwright.async_api import Page, expect

from sandbox.client import GotFile
from sandbox.testing import TOKEN, TOKEN_BOT_ID, RunningSandbox, picture
from tests.browser.conftest import ANNA, DESKTOP, PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("bot")]

BOTH = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = {"name": "Аттестат.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 scan"}
MB = 1024 * 1024


def table() -> bytes:
    """Return a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Рейтинг").write_row(0, 0, ["Номер", "Балл"])
    return out.getvalue()


def sized(path: Path, size: int) -> Path:
    """Make a file of a size that takes no room on the disk."""
    with path.open("wb") as sparse:
        sparse.truncate(size)
    return path


async def begun(open_page: OpenPage, sandbox: RunningSandbox, size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
    """Open Anna's chat, which she has begun."""
    await sandbox.control.chat(ANNA, TOKEN_BOT_ID).ask("/start")
    page = await open_page(f"#/chat/{ANNA}/{TOKEN_BOT_ID}", size=size, **options)
    await expect(page.get_by_test_id("attach")).to_be_visible()  # the chat has come: until then it takes no files
    return page


async def bot_sends(sandbox: RunningSandbox, data: bytes, name: str) -> None:
    """Let the bot send Anna a document."""
    async with telegram.Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        await bot.send_document(ANNA, data, filename=name, caption="For you")


async def choose(page: Page, item: str, *files: Any) -> None:
    """Take files for an item of the attachment menu."""
    await page.get_by_test_id("attach").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_test_id(item).click()
    await (await chooser.value).set_files(list(files))


@BOTH
async def test_a_workbook_of_the_bot_is_downloaded_as_it_is(
    open_page: OpenPage, sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    page, data = await begun(open_page, sandbox, size), table()
    await bot_sends(sandbox, data, "Рейтинг 22.06.xlsx")
    bubble = page.get_by_test_id("document")
    await expect(bubble).to_contain_text("Рейтинг 22.06.xlsx")
    await expect(bubble).to_contain_text(f"{len(data) / 1024:.1f} KB")
    await expect(bubble.locator("[data-kind=sheet]")).to_have_text("xlsx")
    async with page.expect_download() as download:
        await bubble.click()
    saved = await download.value
    assert saved.suggested_filename == "Рейтинг 22.06.xlsx"
    assert Path(await saved.path()).read_bytes() == data
    assert page.url.endswith(f"#/chat/{ANNA}/{TOKEN_BOT_ID}")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "pdf"), ("a.DOCX", "words"), ("a.zip", "archive"), ("a.ods", "sheet"), ("README", "other")],
)
async def test_a_document_carries_the_sign_of_its_kind(
    open_page: OpenPage, sandbox: RunningSandbox, name: str, kind: str
) -> None:
    page = await begun(open_page, sandbox)
    await bot_sends(sandbox, b"x", name)
    await expect(page.get_by_test_id("document").locator(f"[data-kind={kind}]")).to_be_visible()


async def test_a_page_sent_as_a_document_does_not_run(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await begun(open_page, sandbox)
    await bot_sends(sandbox, b"<script>document.title = 'ran'</script>", "page.html")
    address = await page.get_by_test_id("document").get_attribute("href")
    async with page.expect_download() as download:
        await page.evaluate("address => { location.href = address }", address)
    assert (await download.value).suggested_filename == "page.html"
    assert await page.title() != "ran"


async def test_a_photo_stands_in_line_and_a_picture_as_a_file_small(
    open_page: OpenPage, sandbox: RunningSandbox
) -> None:
    page = await begun(open_page, sandbox)
    async with telegram.Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        await bot.send_photo(ANNA, picture(600, 400))
        await bot.send_document(ANNA, picture(600, 400), filename="scan.png")
    for shown in (page.locator(".photo img"), page.locator("img.document-mark")):
        await expect(shown).to_be_visible()
        await expect(shown).to_have_js_property("naturalWidth", 600)
    await page.locator(".photo").click()
    await expect(page.get_by_test_id("lightbox")).to_be_visible()


@BOTH
async def test_documents_go_out_as_an_album_with_names_and_types(
    open_page: OpenPage, sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    page = await begun(open_page, sandbox, size)
    workbook = {"name": "Рейтинг.xlsx", "mimeType": "", "buffer": table()}
    await choose(page, "attach-document", PDF, workbook)
    await expect(page.get_by_test_id("upload-dialog")).to_contain_text("Аттестат.pdf")
    await page.get_by_test_id("caption").fill("two papers")
    await page.get_by_test_id("form-ok").click()
    await expect(page.get_by_test_id("album").get_by_test_id("document")).to_have_count(2)
    await expect(page.locator(".message.in", has_text="echo: two papers")).to_be_visible()
    chat = sandbox.control.chat(ANNA, TOKEN_BOT_ID)
    first, second = [message for message in await chat.messages() if "document" in message]
    assert first["media_group_id"] == second["media_group_id"]
    assert await chat.download(first) == GotFile("Аттестат.pdf", "application/pdf", PDF["buffer"])
    assert await chat.download(second) == GotFile("Рейтинг.xlsx", XLSX, workbook["buffer"])


@pytest.mark.parametrize(
    ("item", "file", "word"),
    [
        ("attach-document", ("empty.pdf", b""), "is empty"),
        ("attach-photo", ("a.pdf", b"%PDF"), "is not a picture"),
        ("attach-photo", ("a.jpg", b"broken"), "is not a picture"),
        ("attach-photo", ("a.png", picture() + bytes(10 * MB)), "10 MB"),
    ],
)
async def test_what_telegram_would_not_take_is_said_before_it_is_sent(
    open_page: OpenPage, sandbox: RunningSandbox, tmp_path: Path, item: str, file: tuple[str, bytes], word: str
) -> None:
    page, (name, data) = await begun(open_page, sandbox), file
    # From the disk: the browser's driver is slow to hand over megabytes.
    (tmp_path / name).write_bytes(data)
    await choose(page, item, tmp_path / name)
    await expect(page.get_by_test_id("form-fault")).to_contain_text(word)
    await expect(page.get_by_test_id("form-fault")).to_contain_text(name)
    await expect(page.get_by_test_id("form-ok")).to_be_disabled()
    if item == "attach-photo":
        await page.get_by_test_id("upload-as-file").click()
        await expect(page.get_by_test_id("form-ok")).to_have_count(1)  # the first dialog is gone
        await page.get_by_test_id("form-ok").click()
        await expect(page.get_by_test_id("document")).to_contain_text(name)


async def test_more_than_two_gigabytes_are_refused_in_words(
    open_page: OpenPage, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    page = await begun(open_page, sandbox)
    await choose(page, "attach-document", sized(tmp_path / "film.mp4", 2001 * MB))
    await expect(page.get_by_test_id("form-fault")).to_contain_text("Telegram takes files up to 2,000 MB")
    await expect(page.get_by_test_id("form-ok")).to_be_disabled()


async def test_what_a_bot_cannot_download_is_said_and_sent(
    open_page: OpenPage, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    page = await begun(open_page, sandbox)
    await choose(page, "attach-document", sized(tmp_path / "a.zip", 21 * MB))
    await expect(page.get_by_test_id("upload-note")).to_contain_text("cannot download it")
    await page.get_by_test_id("form-ok").click()
    await expect(page.get_by_test_id("document")).to_contain_text("21 MB")


async def test_of_eleven_files_ten_go(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await begun(open_page, sandbox)
    await choose(page, "attach-document", *[{**PDF, "name": f"{n}.pdf"} for n in range(11)])
    await expect(page.get_by_test_id("upload-note")).to_contain_text("the first 10")
    await page.get_by_test_id("form-ok").click()
    await expect(page.get_by_test_id("document")).to_have_count(10)


async def test_a_file_may_answer_a_message(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await begun(open_page, sandbox)
    await page.locator(".message.in .bubble").click(button="right")
    await page.get_by_test_id("menu-reply").click()
    await choose(page, "attach-document", PDF)
    await page.get_by_test_id("form-ok").click()
    await expect(page.locator(".message.out").get_by_test_id("quote")).to_contain_text("Hello")
    await expect(page.locator(".mode-bar")).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "mime_type", "shown"), [("a.png", "image/png", ".photo img"), ("a.pdf", "application/pdf", ".document")]
)
async def test_files_are_dropped_onto_the_chat(
    open_page: OpenPage, sandbox: RunningSandbox, name: str, mime_type: str, shown: str
) -> None:
    page = await begun(open_page, sandbox)
    transfer = await page.evaluate_handle(
        """([name, type, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
            return transfer;
        }""",
        [name, mime_type, list(picture())],
    )
    chat = page.get_by_test_id("chat")
    await chat.dispatch_event("dragover", {"dataTransfer": transfer})
    await chat.dispatch_event("drop", {"dataTransfer": transfer})
    await page.get_by_test_id("form-ok").click()
    await expect(page.locator(f".message.out {shown}")).to_be_visible()
