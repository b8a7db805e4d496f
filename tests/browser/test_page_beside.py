"""Two people on one page: side by side where there is room, a tap away where there is none, both live."""

import re

import pytest
import telegram
from playwright.async_api import Locator, Page, expect

from sandbox.testing import TOKEN, TOKEN_BOT_ID, RunningSandbox
from tests.browser.conftest import ANNA, BORIS, DESKTOP, PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("bot")]

PAIR = f"#/chat/{ANNA}/{TOKEN_BOT_ID}?beside={BORIS}.{TOKEN_BOT_ID}"
TABLET = (900, 1000)


def pane(page: Page, person: int) -> Locator:
    """Return the chat of a person."""
    return page.locator(f"[data-testid=chat][data-person='{person}']")


async def begin_both(sandbox: RunningSandbox) -> None:
    """Let both people begin."""
    for person in (ANNA, BORIS):
        await sandbox.control.chat(person, TOKEN_BOT_ID).ask("/start")


async def unread(sandbox: RunningSandbox, person: int) -> int:
    """Return what the server holds for unread."""
    return await sandbox.control.chat(person, TOKEN_BOT_ID).unread()


@pytest.mark.parametrize("way", ["list", "menu", "link"])
async def test_a_second_chat_opens_beside_the_first(open_page: OpenPage, sandbox: RunningSandbox, way: str) -> None:
    await begin_both(sandbox)
    page = await open_page(PAIR if way == "link" else f"#/chat/{ANNA}/{TOKEN_BOT_ID}")
    if way == "list":
        await page.get_by_test_id(f"person-{BORIS}").hover()
        await page.get_by_test_id(f"beside-{BORIS}").click()
    if way == "menu":
        await page.get_by_test_id("open-beside").click()
        await page.get_by_test_id(f"open-beside-{BORIS}").click()
    one, two = [await pane(page, person).bounding_box() for person in (ANNA, BORIS)]
    assert one is not None
    assert two is not None
    assert one["x"] + one["width"] <= two["x"] + 1
    assert abs(one["width"] - two["width"]) < 2
    await expect(page.get_by_test_id("switch")).to_be_hidden()
    await expect(page).to_have_url(re.compile(re.escape(PAIR)))
    assert await page.evaluate("document.documentElement.scrollWidth") == DESKTOP[0]


async def test_both_are_live_and_act_by_their_own(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    await begin_both(sandbox)
    page = await open_page(PAIR)
    await pane(page, ANNA).get_by_test_id("composer").fill("Anna is not done")
    # One press in the other pane does its work at once, though it also makes that pane the active one.
    await pane(page, BORIS).get_by_test_id("reply-button").filter(has_text="Today").click()
    await expect(pane(page, BORIS).locator(".message.in", has_text="echo: Today")).to_be_visible()
    await sandbox.control.chat(ANNA, TOKEN_BOT_ID).ask("elsewhere")
    await expect(pane(page, ANNA).locator(".message.in", has_text="echo: elsewhere")).to_be_visible()
    await expect(pane(page, ANNA).get_by_test_id("composer")).to_have_value("Anna is not done")
    await expect(pane(page, BORIS).get_by_test_id("composer")).to_have_value("")
    await expect(pane(page, BORIS)).to_have_class(re.compile("active"))
    await expect(page.locator(".badge")).to_have_count(0)
    assert "elsewhere" not in await pane(page, BORIS).inner_text()


async def test_each_pane_keeps_its_place(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    await begin_both(sandbox)
    for person in (ANNA, BORIS):
        for n in range(12):
            await sandbox.control.chat(person, TOKEN_BOT_ID).ask(f"line {n}")
    page = await open_page(PAIR, size=PHONE)
    scroll = pane(page, ANNA).locator(".scroll")
    await expect(page.get_by_test_id("to-bottom")).to_have_count(2)
    await scroll.evaluate("element => element.scrollTo(0, 100)")
    await expect(pane(page, ANNA).get_by_test_id("to-bottom")).to_be_visible()
    await page.get_by_test_id(f"switch-{BORIS}").click()
    await expect(pane(page, BORIS).locator(".message.in", has_text="echo: line 11").last).to_be_in_viewport()
    async with telegram.Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        await bot.send_message(ANNA, "meanwhile")
    await expect(page.get_by_test_id(f"switch-unread-{ANNA}")).to_have_text("1")
    await page.get_by_test_id(f"switch-{ANNA}").click()
    await expect(pane(page, ANNA)).to_be_visible()
    assert await scroll.evaluate("element => element.scrollTop") == 100


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
async def test_a_narrow_page_switches_and_marks_the_other(
    open_page: OpenPage, sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    await begin_both(sandbox)
    page = await open_page(PAIR, size=size)
    await expect(pane(page, ANNA)).to_be_visible()
    await expect(pane(page, BORIS)).to_be_hidden()
    await sandbox.control.chat(BORIS, TOKEN_BOT_ID).ask("one")
    await sandbox.control.chat(BORIS, TOKEN_BOT_ID).ask("two")
    mark = page.get_by_test_id(f"switch-unread-{BORIS}")
    await expect(mark).to_have_text(re.compile("[123]"))
    await page.reload()
    await expect(mark).to_be_visible()
    assert await unread(sandbox, BORIS) > 0
    await page.get_by_test_id(f"switch-{BORIS}").click()
    await expect(pane(page, BORIS).locator(".message.in", has_text="echo: two")).to_be_visible()
    await expect(pane(page, ANNA)).to_be_hidden()
    await expect(mark).to_have_count(0)
    await expect(page).to_have_url(re.compile(r"&at=2$"))
    await page.reload()
    await expect(pane(page, BORIS)).to_be_visible()
    await expect(pane(page, ANNA)).to_be_hidden()
    assert await unread(sandbox, BORIS) == 0
    assert await page.evaluate("document.documentElement.scrollWidth") == size[0]


async def test_on_a_phone_the_last_two_stay_together(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    await begin_both(sandbox)
    vera = (await sandbox.control.add_person("Vera"))["id"]
    await sandbox.control.chat(vera, TOKEN_BOT_ID).ask("/start")
    page = await open_page(f"#/chat/{ANNA}/{TOKEN_BOT_ID}", size=PHONE)
    await expect(page.get_by_test_id("switch")).to_be_hidden()
    await expect(page.get_by_test_id("back-unread")).to_have_text("2")
    await page.get_by_test_id("back").click()
    await page.get_by_test_id(f"person-{BORIS}").click()
    await expect(pane(page, BORIS)).to_be_visible()
    await page.get_by_test_id(f"switch-{ANNA}").click()
    await expect(pane(page, ANNA)).to_be_visible()
    await page.get_by_test_id("back").filter(visible=True).click()
    await page.get_by_test_id(f"person-{vera}").click()
    await expect(page.get_by_test_id("switch").locator("button")).to_have_text([re.compile("Anna"), re.compile("Vera")])
    await page.get_by_test_id("chat-menu").filter(visible=True).click()
    await page.get_by_test_id("menu-close").click()
    await expect(pane(page, ANNA)).to_be_visible()
    await expect(page.get_by_test_id("switch")).to_be_hidden()


async def test_a_page_that_becomes_wide_reads_both(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    await begin_both(sandbox)
    page = await open_page(PAIR, size=PHONE)
    await sandbox.control.chat(BORIS, TOKEN_BOT_ID).ask("one")
    await expect(page.get_by_test_id(f"switch-unread-{BORIS}")).to_be_visible()
    await page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    await expect(pane(page, BORIS).locator(".message.in", has_text="echo: one")).to_be_visible()
    await expect(page.get_by_test_id(f"unread-{BORIS}")).to_have_count(0)
    assert await unread(sandbox, BORIS) == 0


async def test_back_and_forth_in_the_history(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    await begin_both(sandbox)
    page = await open_page(f"#/chat/{ANNA}/{TOKEN_BOT_ID}")
    await page.get_by_test_id("open-beside").click()
    await page.get_by_test_id(f"open-beside-{BORIS}").click()
    await expect(page.get_by_test_id("chat")).to_have_count(2)
    await page.go_back()
    await expect(page.get_by_test_id("chat")).to_have_attribute("data-person", str(ANNA))
    await page.go_forward()
    await expect(page.get_by_test_id("chat")).to_have_count(2)
