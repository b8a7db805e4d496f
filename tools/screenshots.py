"""Take the pictures of the README: the same moments on a phone and on a desk, light and dark.

    make screenshots

Starts the demo in a folder of its own, plays an applicant's and a coordinator's story through the control API, and
photographs the page in the system's Chromium into docs/pictures/. The virtual day makes the pictures the same in any
month.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sandbox.client import ControlClient  # noqa: E402
from tests.e2e.deciding import IN_THE_DEMO, plays  # noqa: E402
from tests.e2e.practising import PRACTICE  # noqa: E402
from tests.e2e.story import FILLING, STORY, Person, Step  # noqa: E402

PICTURES = ROOT / "docs/pictures"
BOT_ID, ARTYOM, COORDINATOR = 7000000001, 700101, 700106
NUMBERS = ("-0001", "-0004")
SIZES = {"390": (390, 844), "1440": (1440, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
START_S = 60
SETTLE_MS = 700
PHONE = {"390": SIZES["390"]}
QUESTION = 17  # the choice of programmes: buttons, progress, a typed answer above


def moments() -> list[tuple[str, Sequence[Step]]]:
    """Return what is photographed, each after some more steps of the story."""
    first, form, sent = STORY[:1], STORY.index(FILLING[0]), STORY.index(FILLING[-1]) + 1
    middle = form + QUESTION
    return [
        ("first", first),
        ("question", STORY[1:middle]),
        ("review", STORY[middle:sent]),
        ("status", [_numbered(step) for step in STORY[sent:]]),
    ]


def _numbered(step: Step) -> Step:
    """Return a step with the number that an application gets in the demo, where others were sent before."""
    return replace(step, what=step.what.replace(*NUMBERS), then=step.then.replace(*NUMBERS))


@contextlib.asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """Run the demo on a free port; give its address."""
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "demo", "--port", "18900", "--data", f"{folder}/demo"),
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        try:
            while line := (await asyncio.wait_for(process.stdout.readline(), START_S)).decode():
                if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                    yield found[0]
                    break
        finally:
            process.send_signal(signal.SIGINT)
            await process.communicate()


async def photograph(
    browser: Browser, url: str, name: str, person: int = ARTYOM, sizes: Mapping[str, tuple[int, int]] = SIZES
) -> None:
    """Take one moment in every size and colour."""
    for size, (width, height) in sizes.items():
        for scheme in SCHEMES:
            context = await browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="ru-RU"
            )
            page = await context.new_page()
            await page.goto(f"{url}/?lang=ru#/chat/{person}/{BOT_ID}")
            await page.wait_for_selector("html[data-ready]")
            await page.wait_for_timeout(SETTLE_MS)
            await page.screenshot(path=PICTURES / f"{name}-{size}-{scheme}.png")
            await context.close()


async def main() -> None:
    """Play the story and take every picture."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium: install one (apt-get install chromium), or set CHROMIUM to the path of a browser")
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with demo() as url, ControlClient(url) as control, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        person = Person(control.chat(ARTYOM, BOT_ID))
        for name, steps in moments():
            await person.plays(steps)
            await photograph(browser, url, name)
            print(f"{name}: done")
        coordinator = Person(control.chat(COORDINATOR, BOT_ID))
        for name, steps in IN_THE_DEMO:
            await plays(coordinator, steps)
            await photograph(browser, url, name, COORDINATOR)
            print(f"{name}: done")
        for name, number, steps in PRACTICE:
            await Person(control.chat(number, BOT_ID)).plays(steps)
            await photograph(browser, url, name, number, PHONE)
            print(f"{name}: done")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
