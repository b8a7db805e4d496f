"""The system's Chromium, a sandbox, a small bot on plain python-telegram-bot, and pages that may not complain."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import telegram
from playwright.async_api import Browser, Page, Request, async_playwright
from telegram.ext import Application, CallbackContext, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from sandbox.testing import TOKEN, RunningSandbox, sandbox_in_loop

ANNA, BORIS = 101, 102
PHONE, DESKTOP = (390, 844), (1440, 900)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_HOW_TO_GET = (
    "no Chromium for the browser tests: install one (apt install chromium), or set CHROMIUM to the path of a browser"
)
_ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]

OpenPage = Callable[..., Awaitable[Page]]
App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]


def chromium() -> str | None:
    """Return the path of the browser: CHROMIUM, else the first of the usual names, else None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Start the system's Chromium; without one the test is skipped, and in CI it fails."""
    path = chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(_HOW_TO_GET)
        pytest.skip(_HOW_TO_GET)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield started
        await started.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[RunningSandbox]:
    """Run a sandbox with two people, Anna and Boris."""
    async with sandbox_in_loop() as running:
        note = {"ru": "Абитуриентка", "en": "Applicant"}
        await running.control.add_person("Anna", last_name="Orlova", id=ANNA, language_code="ru", note=note)
        await running.control.add_person("Boris", id=BORIS, language_code="en")
        yield running


@dataclass
class Watched:
    """What pages did that they should not do."""

    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)  # requests to anything but the sandbox


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    """Collect complaints of all pages of a test; there may be none at its end."""
    seen = Watched()
    yield seen
    assert seen.complaints == []
    assert seen.strangers == []


@pytest.fixture
async def open_page(browser: Browser, sandbox: RunningSandbox, watched: Watched) -> AsyncIterator[OpenPage]:
    """Give `open_page(path="", size=DESKTOP, url=None, **context)`, which opens the sandbox page and waits for it."""

    async def open_(path: str = "", size: tuple[int, int] = DESKTOP, url: str = sandbox.url, **options: Any) -> Page:
        settings = {"locale": "en-GB", "timezone_id": "Europe/Moscow", **options}
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, **settings)
        page = await context.new_page()
        page.set_default_timeout(8000)
        watch(page, url, watched)
        await page.goto(f"{url}/{path}")
        await page.wait_for_selector("html[data-ready]")
        return page

    yield open_
    for context in browser.contexts:
        await context.close()


def watch(page: Page, url: str, watched: Watched) -> None:
    """Note what `page` says on its console and asks from anybody but `url`."""

    def asked(request: Request) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            watched.strangers.append(request.url)

    page.on("request", asked)
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: watched.complaints.append(message.text) if message.type in ("error", "warning") else None,
    )


@pytest.fixture
async def bot(sandbox: RunningSandbox) -> AsyncIterator[None]:
    """Run a bot that echoes, shows cards with buttons, takes contacts and notices corrections."""
    async with running_bot(sandbox.url):
        yield


@asynccontextmanager
async def running_bot(url: str) -> AsyncIterator[None]:
    """Run the bot of these tests against the sandbox at `url`."""
    app = demo_bot(url)
    async with app:
        await app.bot.set_my_commands([("start", "Begin"), ("card", "Show a card")])
        await app.bot.set_my_description("I echo what you say.")
        polling = asyncio.ensure_future(_poll(app))
        yield
        polling.cancel()
        await asyncio.wait([polling])


async def _poll(app: App) -> None:
    # Not the library's Updater: its last getUpdates at the end repeats an offset, for which Telegram makes it wait 3 s.
    offset = 0
    while True:
        for update in await app.bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            await app.process_update(update)


def demo_bot(url: str) -> App:
    """Return the bot of these tests, not started."""
    app = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    app.add_handler(CommandHandler("start", _start))
    app.add_handler(CommandHandler("card", _card))
    app.add_handler(CommandHandler("place", _place))
    app.add_handler(CallbackQueryHandler(_pressed))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, _edited))
    app.add_handler(MessageHandler(filters.CONTACT, _contact))
    app.add_handler(MessageHandler(filters.ALL, _echo))
    return app


async def _start(update: telegram.Update, context: Context) -> None:
    keys: list[list[str | telegram.KeyboardButton]] = [
        [telegram.KeyboardButton("My phone", request_contact=True)],
        ["Today", "Help"],
    ]
    assert update.message is not None
    markup = telegram.ReplyKeyboardMarkup(keys, resize_keyboard=True, input_field_placeholder="Say something")
    await update.message.reply_html(f"<b>Hello</b> {' '.join(context.args or [])}", reply_markup=markup)


async def _card(update: telegram.Update, context: Context) -> None:
    def key(text: str, **kind: str) -> telegram.InlineKeyboardButton:
        return telegram.InlineKeyboardButton(text, **kind)  # type: ignore[arg-type]

    assert update.message is not None
    link = f"https://t.me/{context.bot.username}?start=gift"
    rows = [[key("Toast", callback_data="toast"), key("Alert", callback_data="alert")], [key("Link", url=link)]]
    await update.message.reply_text("A card", reply_markup=telegram.InlineKeyboardMarkup(rows))


async def _place(update: telegram.Update, _context: Context) -> None:
    assert update.message is not None
    await update.message.reply_venue(54.6, 39.7, "Plant No. 1", "Gate 2")
    sent = await update.message.reply_document(b"%PDF-1.4", filename="Памятка.pdf", caption="Read me")
    await sent.pin()


async def _pressed(update: telegram.Update, _context: Context) -> None:
    assert update.callback_query is not None
    is_alert = update.callback_query.data == "alert"
    await update.callback_query.answer("Look at this" if is_alert else "Noted", show_alert=is_alert)


async def _edited(update: telegram.Update, _context: Context) -> None:
    assert update.edited_message is not None
    await update.edited_message.reply_text(f"corrected: {update.edited_message.text}")


async def _contact(update: telegram.Update, _context: Context) -> None:
    assert update.message is not None
    assert update.message.contact is not None
    shared = update.message.contact
    await update.message.reply_text(f"your id {shared.user_id}", reply_markup=telegram.ReplyKeyboardRemove())


async def _echo(update: telegram.Update, _context: Context) -> None:
    if update.message is not None and update.message.pinned_message is None:
        await update.message.reply_text(f"echo: {update.message.text or update.message.caption or 'a file'}")
