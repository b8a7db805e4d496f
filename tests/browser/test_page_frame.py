"""What stands around the chats: people, clock, drawer, languages, two chats, the way back after a restart."""

import re
from pathlib import Path

import pytest
import telegram
from playwright.async_api import Page, expect

from sandbox.testing import TOKEN_BOT_ID, RunningSandbox, sandbox_process, token
from tests.browser.conftest import ANNA, BORIS, DESKTOP, PHONE, OpenPage, Watched, demo_bot, running_bot

pytestmark = pytest.mark.browser

_CAST = """
title = {ru = "Театр", en = "Theatre"}
notice = {ru = "Всё понарошку", en = "All made up"}
clicks = [
  {ru = "Начать", en = "Begin here", person = 101, start = "", send = "hello"},
  {ru = "Второе", en = "Second", person = 101},
  {ru = "Третье", en = "Third", person = 101},
]
[[person]]
id = 101
first_name = "Anna"
note = {ru = "Абитуриентка", en = "Applicant"}
hints = [{ru = "Спросить", en = "Ask"}]
"""


async def focused(page: Page) -> str | None:
    """Return the data-testid of what has the focus."""
    return await page.evaluate("document.activeElement.dataset.testid ?? null")  # type: ignore[no-any-return]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_the_clock_goes_forward(open_page: OpenPage, sandbox: RunningSandbox, size: tuple[int, int]) -> None:
    page = await open_page(size=size)
    clock = page.get_by_test_id("clock-now")
    await expect(clock).to_contain_text("12:00")
    await expect(clock).to_have_attribute("title", "Monday, 22 June 2026, 12:00")
    await page.get_by_test_id("clock-plus-hour").click()
    await expect(clock).to_contain_text("13:00")
    await page.get_by_test_id("clock-plus-day").click()
    await expect(clock).to_contain_text("23 Jun")
    await page.get_by_test_id("clock-to").click()
    await page.get_by_test_id("clock-input").fill("2026-07-01T09:30")
    await page.get_by_test_id("form-ok").click()
    await expect(clock).to_contain_text("09:30")
    assert (await sandbox.control.now()).isoformat().startswith("2026-07-01T06:30")


async def test_the_clock_moved_by_somebody_else_is_shown(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    await sandbox.control.advance(3 * 3600)
    await expect(page.get_by_test_id("clock-now")).to_contain_text("15:00")


async def test_without_a_bot_the_page_says_what_it_waits_for(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    await expect(page.get_by_test_id("no-bot")).to_contain_text(f"{sandbox.url}/bot")


@pytest.mark.usefixtures("bot")
async def test_languages_and_themes_are_switched_and_kept(open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.get_by_test_id(f"person-{ANNA}")).to_contain_text("Applicant")
    await page.get_by_test_id("lang-ru").click()
    await expect(page.get_by_test_id(f"person-{ANNA}")).to_contain_text("Абитуриентка")
    await expect(page.get_by_test_id("clock-now")).to_have_attribute("title", "Понедельник, 22 июня 2026 г., 12:00")
    await page.get_by_test_id("theme").click()
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await expect(page.locator("html")).to_have_attribute("lang", "ru")


@pytest.mark.usefixtures("bot")
async def test_a_person_is_added_changes_language_and_leaves(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    await page.get_by_test_id("add-person").click()
    await page.get_by_test_id("person-first-name").fill("Вера")
    await page.get_by_test_id("form-ok").click()
    await expect(page.get_by_test_id("speaker")).to_contain_text("Вера")
    added = next(person for person in await sandbox.control.people() if person["first_name"] == "Вера")
    await page.get_by_test_id("speaker").click()
    await page.get_by_test_id("person-language").select_option("en")
    await page.get_by_test_id("remove-person").click()
    await page.get_by_test_id("confirm-ok").click()
    await expect(page.get_by_test_id(f"person-{added['id']}")).to_have_count(0)


@pytest.mark.usefixtures("bot")
async def test_two_chats_stand_side_by_side(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    for person in (ANNA, BORIS):
        await sandbox.control.chat(person, TOKEN_BOT_ID).ask("/start")
    await page.get_by_test_id(f"person-{ANNA}").click()
    await page.get_by_test_id(f"person-{BORIS}").hover()
    await page.get_by_test_id(f"beside-{BORIS}").click()
    await expect(page.get_by_test_id("chat")).to_have_count(2)
    for person, text in ((ANNA, "from Anna"), (BORIS, "from Boris")):
        chat = page.locator(f"[data-testid=chat][data-person='{person}']")
        await chat.get_by_test_id("composer").fill(text)
        await chat.get_by_test_id("send").click()
        await expect(chat.locator(".message.in", has_text=f"echo: {text}")).to_be_visible()
    await page.reload()
    await expect(page.get_by_test_id("chat")).to_have_count(2)
    await page.get_by_test_id("close-pane").first.click()
    await expect(page.get_by_test_id("chat")).to_have_attribute("data-person", str(BORIS))


@pytest.mark.usefixtures("bot")
async def test_what_was_not_read_is_counted(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    await page.get_by_test_id(f"person-{ANNA}").click()
    await sandbox.control.chat(BORIS, TOKEN_BOT_ID).ask("/start")
    await expect(page.get_by_test_id(f"unread-{BORIS}")).to_have_text("1")
    await page.get_by_test_id(f"person-{BORIS}").click()
    await expect(page.get_by_test_id(f"unread-{BORIS}")).to_have_count(0)


@pytest.mark.usefixtures("bot")
async def test_the_drawer_shows_calls_and_switches_faults(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    chat = sandbox.control.chat(ANNA, TOKEN_BOT_ID)
    await chat.ask("/start")
    await page.get_by_test_id("drawer-toggle").click()
    call = page.locator("[data-testid=call][data-method=sendMessage]")
    await call.locator("summary").click()
    await expect(call.locator("pre")).to_contain_text('"request_contact": true')
    await expect(page.locator("[data-method=getUpdates]")).to_have_count(0)
    await page.get_by_test_id("calls-method").fill("nothing")
    await expect(page.get_by_test_id("call")).to_have_count(0)
    await page.get_by_test_id("calls-method").fill("")
    await page.get_by_test_id("tab-faults").click()
    await page.get_by_test_id("next-add").click()
    await page.get_by_test_id("fault-latency_ms").fill("100")
    await expect(page.locator("#fault-mark")).to_be_visible()
    faults = await sandbox.control.faults()
    assert (faults["latency_ms"], faults["next"][0]["fault"]) == (100, "429")
    await chat.send("hello")
    await page.get_by_test_id("tab-calls").click()
    await expect(page.locator(".call.failed")).to_contain_text("429")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("drawer")).to_be_hidden()


@pytest.mark.usefixtures("bot")
async def test_everything_goes_by_keyboard(open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_test_id(f"person-{ANNA}").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("start")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("/card")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.press("Backspace")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message", has_text="A card")).to_be_visible()
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        if await focused(page) == "inline-button":
            break
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("alert-ok")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("alert")).to_have_count(0)
    await page.locator(".message").last.focus()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("menu-reply")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_test_id("menu-edit")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("announce")).to_contain_text("A card")


async def test_first_clicks_do_what_they_say(open_page: OpenPage, tmp_path: Path) -> None:
    cast = tmp_path / "cast.toml"
    cast.write_text(_CAST, encoding="utf-8")
    async with sandbox_process("--cast", str(cast)) as theatre, running_bot(theatre.url):
        page = await open_page(url=theatre.url, size=PHONE)
        await expect(page.get_by_test_id("topbar-title")).to_have_text("Theatre")
        await expect(page.get_by_test_id("notice")).to_have_text("All made up")
        await expect(page.get_by_test_id("first-steps").locator("li")).to_have_count(3)
        await page.get_by_test_id("click-1").click()
        await expect(page.locator(".message.in", has_text="echo: hello")).to_be_visible()
        await page.get_by_test_id("back").click()
        await expect(page.get_by_test_id("first-steps")).to_have_count(0)
        await page.close()


async def test_the_page_finds_the_server_again(open_page: OpenPage, watched: Watched, tmp_path: Path) -> None:
    state = ("--state", str(tmp_path))
    async with sandbox_process(*state) as first:
        await first.control.add_person("Anna", id=ANNA)
        async with demo_bot(first.url) as app:
            await app.bot.get_me()
        page = await open_page(f"#/chat/{ANNA}/{TOKEN_BOT_ID}", url=first.url)
        await page.get_by_test_id("start").click()
        await expect(page.locator(".message.out")).to_contain_text("/start")
        port = int(first.url.rpartition(":")[2])
        await first.kill()
        await expect(page.get_by_test_id("offline")).to_be_visible()
    async with sandbox_process(*state, port=port) as second:
        await expect(page.get_by_test_id("offline")).to_be_hidden()
        await second.control.chat(ANNA, TOKEN_BOT_ID).send("said elsewhere")
        await expect(page.locator(".message.out", has_text="said elsewhere")).to_be_visible()
        await page.close()
    # While the server was away the browser itself complained about refused connections, and about nothing else.
    assert [line for line in watched.complaints if "net::ERR" not in line] == []
    watched.complaints.clear()


@pytest.mark.usefixtures("bot")
async def test_in_a_group_one_chooses_who_speaks(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    group = await sandbox.control.add_group("Our group", members=[ANNA, BORIS, TOKEN_BOT_ID])
    page = await open_page(size=PHONE)
    await page.get_by_test_id(f"person-{group['id']}").click()
    for person, name in ((BORIS, "Boris"), (ANNA, "Anna")):
        await page.get_by_test_id("speak-as").select_option(str(person))
        await page.get_by_test_id("composer").fill("/start")
        await page.get_by_test_id("send").click()
        await expect(page.locator(".message.in", has_text="Hello")).not_to_have_count(0)
        await expect(page.locator(".message.out")).to_have_count(1)
        said = await sandbox.control.chat(group["id"], TOKEN_BOT_ID, person).messages()
        assert name in [message["from"]["first_name"] for message in said]


@pytest.mark.usefixtures("bot")
async def test_a_second_bot_brings_a_selector(open_page: OpenPage, sandbox: RunningSandbox) -> None:
    page = await open_page()
    await expect(page.get_by_test_id("bot-select")).to_have_count(0)
    async with telegram.Bot(token(7002), base_url=f"{sandbox.url}/bot"):
        await page.get_by_test_id("bot-select").select_option("7002")
    await page.get_by_test_id(f"person-{ANNA}").click()
    await expect(page).to_have_url(re.compile(f"#/chat/{ANNA}/7002$"))
