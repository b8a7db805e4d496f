"""The chat on the page, as a person uses it: write, press, share, correct, block."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.testing import TOKEN_BOT_ID, RunningSandbox
from tests.browser.conftest import ANNA, BORIS, DESKTOP, PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("bot")]

BOTH = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def said(page: Page, text: str) -> Locator:
    """Return the message with `text`."""
    return page.locator(".message", has_text=text)


async def say(page: Page, text: str) -> None:
    """Write `text` and send it with Enter."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def begin(page: Page, person: int = ANNA) -> None:
    """Open a person's chat and press Start."""
    await page.get_by_test_id(f"person-{person}").click()
    await page.get_by_test_id("start").click()
    await expect(said(page, "Hello")).to_be_visible()


async def message_menu(page: Page, text: str, item: str) -> None:
    """Choose `item` from the menu of the last message with `text`."""
    await said(page, text).last.locator(".bubble").click(button="right")
    await page.get_by_test_id(item).click()


@BOTH
async def test_a_chat_begins_and_goes_on(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = await open_page(size=size)
    await page.get_by_test_id(f"person-{ANNA}").click()
    await expect(page.get_by_test_id("empty")).to_contain_text("I echo what you say.")
    await page.get_by_test_id("start").click()
    await expect(said(page, "Hello").locator("strong")).to_have_text("Hello")
    await say(page, "two\nlines <b>& marks</b>")
    await expect(said(page, "echo: two")).to_contain_text("lines <b>& marks</b>")
    await page.get_by_test_id("composer").fill("by button")
    await page.get_by_test_id("send").click()
    await expect(said(page, "echo: by button")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == size[0]


async def test_on_a_phone_one_goes_back_to_the_list(open_page: OpenPage) -> None:
    page = await open_page(size=PHONE)
    await begin(page)
    await expect(page.get_by_test_id(f"person-{BORIS}")).to_be_hidden()
    await page.get_by_test_id("back").click()
    await expect(page.get_by_test_id(f"person-{BORIS}")).to_be_visible()
    await expect(page.get_by_test_id(f"person-{ANNA}")).to_contain_text("Hello")


@BOTH
async def test_inline_buttons_show_toast_and_alert(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = await open_page(size=size)
    await begin(page)
    await say(page, "/card")
    await page.get_by_test_id("inline-button").filter(has_text="Toast").click()
    await expect(page.get_by_test_id("toast")).to_have_text("Noted")
    await page.get_by_test_id("inline-button").filter(has_text="Alert").click()
    await expect(page.get_by_test_id("alert")).to_contain_text("Look at this")
    await page.get_by_test_id("alert-ok").click()
    await expect(page.get_by_test_id("alert")).to_have_count(0)
    await expect(page.locator("[aria-busy]")).to_have_count(0)


async def test_a_button_waits_visibly_until_the_bot_answers(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    await begin(page)
    await say(page, "/card")
    await expect(said(page, "A card")).to_be_visible()
    await sandbox.control.faults(latency_ms=1500, methods=["answerCallbackQuery"])
    toast = page.get_by_test_id("inline-button").filter(has_text="Toast")
    await toast.click()
    await expect(toast).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_test_id("toast")).to_have_text("Noted")
    await expect(page.locator("[aria-busy]")).to_have_count(0)


async def test_a_link_with_a_payload_opens_here_and_waits_for_start(open_page: OpenPage) -> None:
    page = await open_page()
    await begin(page)
    await say(page, "/card")
    await page.get_by_test_id("inline-button").filter(has_text="Link").click()
    await page.get_by_test_id("start").click()
    await expect(said(page, "Hello gift")).to_be_visible()


@pytest.mark.parametrize("way", ["hash", "dialog"])
async def test_a_deep_link_comes_by_address_or_by_hand(open_page: OpenPage, way: str) -> None:
    page = await open_page(f"#/chat/{ANNA}/{TOKEN_BOT_ID}{'?start=inv_1' if way == 'hash' else ''}")
    if way == "dialog":
        await page.get_by_test_id("chat-menu").click()
        await page.get_by_test_id("deep-link").click()
        await page.get_by_test_id("deep-link-input").fill("not a link!")
        await page.get_by_test_id("form-ok").click()
        await expect(page.get_by_test_id("form-fault")).to_be_visible()
        await page.get_by_test_id("deep-link-input").fill("inv_1")
        await page.get_by_test_id("form-ok").click()
    await page.get_by_test_id("start").click()
    await expect(said(page, "Hello inv_1")).to_be_visible()


@BOTH
async def test_the_reply_keyboard_shares_the_contact(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = await open_page(size=size)
    await begin(page)
    await expect(page.get_by_test_id("composer")).to_have_attribute("placeholder", "Say something")
    await page.get_by_test_id("reply-button").filter(has_text="Today").click()
    await expect(said(page, "echo: Today")).to_be_visible()
    await page.get_by_test_id("reply-button").filter(has_text="My phone").click()
    await page.get_by_test_id("confirm-ok").click()
    await expect(page.get_by_test_id("contact")).to_contain_text("Anna Orlova")
    await expect(said(page, f"your id {ANNA}")).to_be_visible()
    await expect(page.get_by_test_id("reply-keyboard")).to_have_count(0)


async def test_own_messages_are_corrected_answered_forwarded_and_deleted(open_page: OpenPage) -> None:
    page = await open_page()
    await begin(page)
    await say(page, "helo")
    await expect(said(page, "echo: helo")).to_be_visible()
    await page.locator(".message.out", has_text="helo").locator(".bubble").click(button="right")
    await page.get_by_test_id("menu-edit").click()
    await expect(page.get_by_test_id("composer")).to_have_value("helo")
    await say(page, "hello there")
    await expect(said(page, "corrected: hello there")).to_be_visible()
    await expect(page.get_by_test_id("edited")).to_be_visible()
    await message_menu(page, "corrected:", "menu-reply")
    await say(page, "an answer")
    await expect(page.get_by_test_id("quote")).to_contain_text("corrected: hello there")
    await page.locator(".message.out", has_text="an answer").locator(".bubble").click(button="right")
    await page.get_by_test_id("menu-forward").click()
    await expect(page.locator(".forwarded")).to_contain_text("Anna Orlova")
    corrected = page.locator(".message.out .text", has_text=re.compile("^hello there$"))
    await corrected.click(button="right")
    await page.get_by_test_id("menu-delete").click()
    await page.get_by_test_id("confirm-ok").click()
    await expect(corrected).to_have_count(0)


async def test_a_bot_is_blocked_and_unblocked(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    await begin(page)
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("block").click()
    await page.get_by_test_id("confirm-ok").click()
    await expect(page.get_by_test_id("composer")).to_be_hidden()
    assert (await sandbox.control.chat(ANNA, TOKEN_BOT_ID).view())["blocked"]
    await page.get_by_test_id("unblock").click()
    await say(page, "again")
    await expect(said(page, "echo: again")).to_be_visible()


async def test_commands_come_from_the_menu_and_while_typing(open_page: OpenPage) -> None:
    page = await open_page()
    await begin(page)
    await page.get_by_test_id("menu-button").click()
    await expect(page.get_by_test_id("command-start")).to_contain_text("Begin")
    await page.get_by_test_id("command-card").click()
    await expect(said(page, "A card")).to_be_visible()
    await page.get_by_test_id("composer").press_sequentially("/ca")
    await expect(page.get_by_test_id("commands").locator("button")).to_have_count(1)
    await page.get_by_test_id("composer").press("Enter")
    await expect(said(page, "A card")).to_have_count(2)


async def test_places_files_and_pinned_messages_are_shown(open_page: OpenPage) -> None:
    page = await open_page()
    await begin(page)
    await say(page, "/place")
    await expect(page.get_by_test_id("venue")).to_contain_text("Gate 2")
    await expect(page.get_by_test_id("pinned")).to_contain_text("Read me")
    async with page.expect_download() as download:
        await page.get_by_test_id("document").click()
    assert (await download.value).suggested_filename == "Памятка.pdf"


async def test_pictures_albums_stickers_and_voices_are_sent(open_page: OpenPage) -> None:
    page = await open_page()
    await begin(page)
    picture = await page.screenshot(clip={"x": 0, "y": 0, "width": 60, "height": 40})
    photos = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": picture} for n in range(3)]
    for item, files in (("attach-photo", photos[:1]), ("attach-album", photos)):
        await page.get_by_test_id("attach").click()
        async with page.expect_file_chooser() as chooser:
            await page.get_by_test_id(item).click()
        await (await chooser.value).set_files(files)  # type: ignore[arg-type]
        await page.get_by_test_id("caption").fill(f"by {item}")
        await page.get_by_test_id("form-ok").click()
        await expect(said(page, f"echo: by {item}")).to_be_visible()
    await expect(page.get_by_test_id("album").locator("img")).to_have_count(3)
    await page.get_by_test_id("attach").click()
    await page.get_by_test_id("attach-sticker").click()
    await page.get_by_test_id("sticker-happy").click()
    await expect(page.get_by_test_id("sticker")).to_be_visible()
    await page.get_by_test_id("attach").click()
    await page.get_by_test_id("attach-voice").click()
    await expect(page.get_by_test_id("voice")).to_be_visible()
