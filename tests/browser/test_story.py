"""The whole story in the browser: from /start to "submitted", then both processes die and come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.testing import TOKEN_BOT_ID, sandbox_process
from tests.browser.conftest import PHONE, OpenPage
from tests.e2e.house import bot_in
from tests.e2e.story import ARTYOM, LOOKING, STORY, Step, people

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PATIENCE_MS = 30_000


async def plays(page: Page, steps: tuple[Step, ...]) -> None:
    """Do the steps with the mouse and the keyboard, waiting each time for what the screen should show."""
    for step in steps:
        if step.way == "say":
            await page.get_by_test_id("composer").fill(step.what)
            await page.get_by_test_id("composer").press("Enter")
        elif step.way == "contact":
            await page.get_by_test_id("reply-button").first.click()
            await page.get_by_role("dialog").get_by_role("button", name="Поделиться").click()
        else:
            await button(page, step.what).click()
        await expect(shows(page, step.then)).to_be_visible(timeout=PATIENCE_MS)


def button(page: Page, label: str) -> Locator:
    """Return the newest button with this label."""
    return page.get_by_test_id("inline-button").filter(has_text=label).last


def shows(page: Page, text: str) -> Locator:
    """Return the newest message with this text, or on whose buttons it stands."""
    return page.locator(".message").filter(has_text=text).last


async def test_from_start_to_submitted_and_back_after_a_restart(open_page: OpenPage, tmp_path: Path) -> None:
    state = ("--state", str(tmp_path / "sandbox"), "--start-at", "2026-07-14T10:00:00+03:00")
    async with sandbox_process(*state) as sandbox, bot_in(tmp_path / "bot", sandbox.url) as bot:
        await people(sandbox.control)
        await bot.start()
        await bot.serving()
        page = await open_page(f"#/chat/{ARTYOM}/{TOKEN_BOT_ID}", size=PHONE, url=sandbox.url, locale="ru-RU")
        await page.get_by_test_id("start").click()
        await expect(shows(page, STORY[0].then)).to_be_visible(timeout=PATIENCE_MS)
        await plays(page, STORY[1:])
        await page.context.close()
        await bot.end()
        await sandbox.kill()
        async with sandbox_process(*state, port=int(sandbox.url.rsplit(":", 1)[1])) as again:
            await bot.start()
            await bot.serving()
            again_page = await open_page(f"#/chat/{ARTYOM}/{TOKEN_BOT_ID}", size=PHONE, url=again.url, locale="ru-RU")
            await expect(shows(again_page, "Ответим до 17 июля")).to_be_visible(timeout=PATIENCE_MS)
            await plays(again_page, LOOKING)
            await again_page.context.close()
