"""Two people side by side on one page: an applicant and a coordinator, from /start to the enrolment order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from sandbox.client import ControlClient
from sandbox.testing import TOKEN_BOT_ID
from tests.browser.conftest import DESKTOP, OpenPage
from tests.e2e.conftest import invited, sandbox_at_the_story
from tests.e2e.deciding import CLOCK, UNTIL_ENROLLED, Scene, pass_time
from tests.e2e.deciding import OLGA as COORDINATOR
from tests.e2e.house import bot_in
from tests.e2e.story import ARTYOM, OLGA, STORY, Step, people

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

PATIENCE_MS = 30_000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATER = """([person, last, text]) =>
    [...document.querySelectorAll(`[data-testid=chat][data-person='${person}'] .message`)]
        .some((row) => Number(row.dataset.id) > last && row.textContent.includes(text))"""
PAIR = f"#/chat/{ARTYOM}/{TOKEN_BOT_ID}?beside={OLGA}.{TOKEN_BOT_ID}"


def pane(page: Page, person: int) -> Locator:
    """Return the chat of a person."""
    return page.locator(f"[data-testid=chat][data-person='{person}']")


def shows(chat: Locator, text: str) -> Locator:
    """Return the newest message with this text, or on whose buttons it stands."""
    return chat.locator(".message").filter(has_text=exactly(text)).last


def exactly(text: str) -> re.Pattern[str]:
    """Return a text that is found as it is spelled: as a string its case would not count."""
    return re.compile(re.escape(text))


async def does(chat: Locator, step: Step) -> None:
    """Do a step with the mouse and the keyboard, and wait for what the screen should show."""
    if step.way == "say":
        await says(chat, step)
    elif step.way == "contact":
        await chat.get_by_test_id("reply-button").first.click()
        await chat.page.get_by_role("dialog").get_by_role("button", name="Поделиться").click()
    elif step.way == "send back":
        await send_back(chat)
    else:
        await chat.get_by_test_id("inline-button").filter(has_text=exactly(step.what)).last.click()
    await expect(shows(chat, step.then)).to_be_visible(timeout=PATIENCE_MS)


async def says(chat: Locator, step: Step) -> None:
    """Write a message, and wait for one that comes after it: what was shown before does not count."""
    last = await chat.locator(".message").last.get_attribute("data-id") or "0"
    await chat.get_by_test_id("composer").fill(step.what)
    await chat.get_by_test_id("composer").press("Enter")
    await chat.page.wait_for_function(LATER, arg=[await chat.get_attribute("data-person"), int(last), step.then])


async def send_back(chat: Locator) -> None:
    """Download the newest file of the chat by a click, and attach it again."""
    page = chat.page
    async with page.expect_download() as download:
        await chat.get_by_test_id("document").last.click()
    saved = await download.value
    name, data = saved.suggested_filename, Path(await saved.path()).read_bytes()
    await chat.get_by_test_id("attach").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_test_id("attach-document").click()
    await (await chooser.value).set_files([FilePayload(name=name, mimeType=EXCEL, buffer=data)])
    await page.get_by_test_id("upload-dialog").get_by_test_id("form-ok").click()


async def plays(page: Page, control: ControlClient, scenes: tuple[Scene, ...]) -> None:
    """Play scene after scene on the page."""
    for scene in scenes:
        acts = OLGA if scene.who in {COORDINATOR, CLOCK} else ARTYOM
        chat, other = pane(page, acts), pane(page, ARTYOM if acts == OLGA else OLGA)
        if scene.who == CLOCK:
            await pass_time(control, scene.step.what)
            if scene.step.then:
                await expect(shows(chat, scene.step.then)).to_be_visible(timeout=PATIENCE_MS)
        else:
            await does(chat, scene.step)
        if scene.also:
            await expect(shows(other, scene.also)).to_be_visible(timeout=PATIENCE_MS)


async def test_two_people_side_by_side_from_start_to_enrolled(open_page: OpenPage, tmp_path: Path) -> None:
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path / "bot", sandbox.url) as bot:
        _, olga = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        await invited(bot, olga)
        page = await open_page(PAIR, size=DESKTOP, url=sandbox.url, locale="ru-RU")
        await pane(page, ARTYOM).get_by_test_id("start").click()
        await expect(shows(pane(page, ARTYOM), STORY[0].then)).to_be_visible(timeout=PATIENCE_MS)
        for step in STORY[1:]:
            await does(pane(page, ARTYOM), step)
        await plays(page, sandbox.control, UNTIL_ENROLLED)
        await page.context.close()
