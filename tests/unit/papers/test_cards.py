"""Cards to print: a telephone reads each of them, whatever the name is it stays on its card, and nothing else is told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.workshop import Workshop
from papers.cards import Card, CardWords, cards_pdf
from papers.cards.fitting import Box, fitted, height_of
from tests.conftest import NOW

ROOT = Path(__file__).parents[3]
WORDS = CardWords("Приглашения", "ru", ("1. Откройте Telegram", "2. Наведите камеру на код", "3. Нажмите «Начать»"))
LINK = "https://t.me/iskra_cluster_bot?start=inv_"
CARD = Card(
    "Соловьёв Артём Игоревич", "СВ-21", "Рязанский колледж электроники", LINK + "0", "Действует до 5 сентября, сб"
)
NAMES = (
    "Соловьёв Артём Игоревич",
    "Абрамова-Жукова Александра-Елизавета Константиновна",
    "Ю Максим",
    "Мамедов Рустам Октай оглы",
    "Щеглова Анна-Мария Юрьевна",
    "Д'Анжело Марко",
    "Константинопольский-Голенищев-Кутузов Вячеслав Всеволодович",
    "Ё" * 400,
    "Очень " * 60,
)
DPI = 150
EDGE_MM = 4.7  # what every printer leaves white, and a cut may miss
PAGE_MM, CARD_MM = (210, 297), (105, 74.25)


def links(number: int) -> list[str]:
    return [LINK + f"{n:02d}" + "aIl0OQ-_xZ5" * 3 + "abcdefgh" for n in range(number)]


def printed(cards: Sequence[Card], words: CardWords = WORDS) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(cards_pdf(cards, words, made_at=NOW))


def picture(page: pypdfium2.PdfPage, dpi: int = DPI) -> Image.Image:
    drawn: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil()
    return drawn


def cut(whole: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """A part of a drawn page, in millimetres."""
    k = whole.width / PAGE_MM[0]
    return whole.crop((round(left * k), round(top * k), round(right * k), round(bottom * k)))


def corners() -> Iterator[tuple[float, float]]:
    """Left and top of the places of a page, in the order of cards."""
    return ((column * CARD_MM[0], row * CARD_MM[1]) for row in range(4) for column in range(2))


def texts(page: pypdfium2.PdfPage) -> list[str]:
    """What stands on each of a page's places, without what lines and hyphens add."""
    read = page.get_textpage()
    k = 72 / 25.4
    found = []
    for left, top in corners():
        bottom = PAGE_MM[1] - top - CARD_MM[1]
        text = read.get_text_bounded(left * k, bottom * k, (left + CARD_MM[0]) * k, (bottom + CARD_MM[1]) * k)
        found.append(text.replace("\x02", "-").replace("\ufffe", "-").replace("\r\n", "").replace(" ", ""))
    return found


def test_a_telephone_reads_every_card_at_its_place() -> None:
    cards = [replace(CARD, link=link) for link in links(19)]
    document = printed(cards)
    read: list[str] = []
    for page in document:
        whole = picture(page)
        found = (zxingcpp.read_barcodes(cut(whole, x, y, x + CARD_MM[0], y + CARD_MM[1])) for x, y in corners())
        read += [code.text for codes in found for code in codes]
    assert len(document) == 3
    assert read == [card.link for card in cards]


def test_the_code_is_drawn_in_lines_with_its_white_frame_and_mends_what_a_fold_takes() -> None:
    page = printed([CARD])[0]
    assert list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])) == []
    whole = picture(page, 600)
    code = zxingcpp.read_barcodes(cut(whole, 0, 0, *CARD_MM))[0]
    assert code.ec_level in "MQH"
    modules = len(segno.make(CARD.link, error="m", micro=False).matrix)
    left, top, right, bottom = (
        code.position.top_left.x,
        code.position.top_left.y,
        code.position.bottom_right.x,
        code.position.bottom_right.y,
    )
    module = (right - left) / modules
    assert module * 25.4 / 600 > 0.6
    frame = tuple(
        round(p) for p in (left - 3.9 * module, top - 3.9 * module, right + 3.9 * module, bottom + 3.9 * module)
    )
    within = tuple(round(p * module) for p in (3.4, 3.4, modules + 4.4, modules + 4.4))
    around = whole.crop(frame)  # type: ignore[arg-type]
    around.paste(255, within)  # type: ignore[arg-type]
    assert around.getextrema() == (255, 255)


def test_a_code_is_one_shape_so_that_no_viewer_draws_seams_in_it() -> None:
    page = printed([CARD] * 8)[0]
    cuts = 1 + 3
    assert len(list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]))) == cuts + 8


def test_a_card_says_who_where_what_to_do_and_until_when() -> None:
    text = texts(printed([CARD])[0])[0]
    for part in (CARD.name, CARD.group, CARD.college, *WORDS.steps, CARD.valid, CARD.link):
        assert part.replace(" ", "") in text


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leaves_its_card(name: str) -> None:
    long = replace(CARD, name=name, group=name, college=name, valid=name, link=links(1)[0])
    whole = picture(printed([long] * 8, replace(WORDS, steps=(name, name, name)))[0])
    for left, top in corners():
        card = cut(whole, left, top, left + CARD_MM[0], top + CARD_MM[1])
        k = whole.width / PAGE_MM[0]
        inside = tuple(round(mm * k) for mm in (EDGE_MM, EDGE_MM, CARD_MM[0] - EDGE_MM, CARD_MM[1] - EDGE_MM))
        line = round(0.5 * k)  # where it is cut
        card.paste(255, inside)  # type: ignore[arg-type]
        card.paste(255, (0, 0, line, card.height))
        card.paste(255, (card.width - line, 0, card.width, card.height))
        card.paste(255, (0, 0, card.width, line))
        card.paste(255, (0, card.height - line, card.width, card.height))
        assert card.getextrema() == (255, 255)
        assert zxingcpp.read_barcodes(cut(whole, left, top, left + CARD_MM[0], top + CARD_MM[1]))[0].text == long.link


@pytest.mark.parametrize("name", [name for name in NAMES if len(name) < 80])
def test_a_name_that_people_have_stands_there_whole(name: str) -> None:
    assert name.replace(" ", "") in texts(printed([replace(CARD, name=name)])[0])[0]


def test_pages_are_cut_along_dotted_lines() -> None:
    whole = picture(printed([CARD])[0], 300)  # the last row holds no card: what is dark there is a line
    for strip in ((20, 222.6, 60, 222.9), (120, 222.6, 180, 222.9), (104.85, 230, 105.15, 290)):
        darkest, lightest = cut(whole, *strip).getextrema()
        assert (darkest < 160, lightest) == (True, 255)
    assert cut(whole, 110, 230, 205, 290).getextrema() == (255, 255)


def test_composed_letters_and_foreign_ones() -> None:
    text = texts(printed([replace(CARD, name="Ёлкин 李\nПетр\x07")])[0])[0]
    assert text.startswith("Ёлкин\ufffdПетр")


def test_a_link_is_spelled_so_that_it_can_be_typed() -> None:
    """The address and the secret stand on a line each, in letters of which none looks like another."""
    link = links(1)[0]
    page = printed([replace(CARD, link=link)])[0]
    lines = page.get_textpage().get_text_bounded().replace("\x02", "-").split("\r\n")
    assert lines[-2:] == [link[: link.index("=") + 1], link[link.index("=") + 1 :]]


def test_the_document_tells_no_name_of_itself() -> None:
    content = cards_pdf([CARD], WORDS, made_at=NOW)
    about = pypdfium2.PdfDocument(content).get_metadata_dict()
    assert about.pop("Title") == "Приглашения"
    assert about.pop("CreationDate").startswith("D:20260714070000")
    assert set(about.values()) == {""}
    for encoding in ("utf-8", "utf-16-be"):
        assert "Соловьёв".encode(encoding) not in content
    assert b"/Lang (ru)" in content


def test_a_font_comes_along() -> None:
    content = cards_pdf([CARD], WORDS, made_at=NOW)
    assert content.count(b"/FontFile2") == 3
    assert content.count(b"/Subtype /Type0") == 3
    assert b"Helvetica" not in content


def test_the_same_cards_are_the_same_bytes_in_every_process() -> None:
    code = (
        "import sys, hashlib, datetime\n"
        "from papers.cards import Card, CardWords, cards_pdf\n"
        "cards = [Card('\\u0401\\u043b\\u043a\\u0438\\u043d', 'A-1', 'B', f'https://t.me/x?start={n}', 'C') for n in range(9)]\n"
        "made = cards_pdf(cards, CardWords('T', 'ru', ['1']), made_at=datetime.datetime(2026, 7, 14, tzinfo=datetime.UTC))\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert cards_pdf([CARD], WORDS, made_at=NOW) != cards_pdf([replace(CARD, name="Ю")], WORDS, made_at=NOW)


async def test_a_college_goes_through_the_real_limits() -> None:
    cards = [replace(CARD, name=name, link=link) for name, link in zip(NAMES * 12, links(108), strict=True)]
    content = await Workshop().make(cards_pdf, cards, WORDS, made_at=NOW)
    assert len(pypdfium2.PdfDocument(content)) == 14
    assert len(content) < 1 << 20


@pytest.mark.parametrize(("cards", "made_at"), [([], NOW), ([CARD], NOW.replace(tzinfo=None))], ids=["none", "naive"])
def test_nothing_is_made_of_nothing(cards: list[Card], made_at: datetime) -> None:
    with pytest.raises(ValueError):
        cards_pdf(cards, WORDS, made_at=made_at)


def wide(text: str) -> float:
    """Letters of unequal width."""
    return sum(0.1 + ord(letter) % 7 / 20 for letter in text)


@given(st.lists(st.text("аЁz- \n9", max_size=120), max_size=4), st.floats(8, 80), st.floats(4, 30))
def test_no_text_leaves_its_box(paragraphs: list[str], width: float, height: float) -> None:
    sizes = (12, 9, 6)
    size, lines = fitted(paragraphs, wide, Box(0, 0, width, height), sizes)
    assert all(wide(line) * size <= width + 1e-6 for line in lines)
    assert height_of(size, len(lines)) <= height + 1e-6
    shown = "".join(lines).replace(" ", "")
    whole = "".join("".join(paragraphs).split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
    if shown != whole:
        assert size == sizes[-1]


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("ab cd", 10, ["ab cd"]),
        ("abcd efgh", 10, ["abcd", "efgh"]),
        ("abcd-efgh", 10, ["abcd-", "efgh"]),
        ("abcdefgh", 5, ["abcdefgh"]),
        ("abcdefghijklm", 5, ["abcdefghij", "klm"]),
        ("aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde", 5, ["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "ddddddddd…"]),
    ],
)
def test_words_stay_whole_while_smaller_letters_do(text: str, size: float, lines: list[str]) -> None:
    """Every letter is as wide as a tenth of its size, so that five of ten points are as wide as the box."""
    box = Box(0, 0, 5, height_of(10, 2))
    assert fitted([text], lambda t: len(t) / 10, box, (10, 5)) == (size, lines)


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = ROOT / "papers/fonts"
    assert {path.suffix for path in fonts.iterdir()} == {".ttf", ".md", ""}
    assert "DejaVu" in (fonts / "LICENSE").read_text("utf-8")
