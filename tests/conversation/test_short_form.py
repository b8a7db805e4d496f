"""Forms of a question or two: sent with their last answer, about a subject, answered by files, forgotten in an hour."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import BaseModel, field_validator
from telegram import Update

from bot.feature import Feature
from bot.form import AnswerRefused, FileRule, FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import Button, Screen
from bot.texts import Texts
from bot.turn.context import Context
from storage import facts
from storage.database import Database
from storage.errors import Refusal
from tests.conversation.stage import LOCALES, Actor, Stage

TEXTS = """
scrap-menu = Menu
scrap-open = Write
scrap-unfinished = Unfinished
scrap-question-kind = Kind of { $subject }?
scrap-question-words = Words?
scrap-question-phone = Phone?
scrap-question-papers = Papers?
scrap-question-size = Size?
scrap-label-kind = Kind
scrap-label-words = Words
scrap-label-papers = Papers
scrap-short = Too short
scrap-full = The drawer is full
scrap-sent = Sent { $what } about { $subject }
scrap-expired = Gone
"""
MEGABYTE = 1024 * 1024


class Note(BaseModel):
    kind: str = ""
    words: str = ""
    phone: str = ""
    papers: list[dict[str, Any]] | None = None
    size: str = ""

    @field_validator("words")
    @classmethod
    def _no_nonsense(cls, words: str) -> str:
        if words == "nonsense":
            raise ValueError(words)
        return words


SENT: list[Note] = []


async def submit(context: Context, note: BaseModel, subject: Subject) -> None:
    assert isinstance(note, Note)
    await context.run(facts.write, "note", note.words)
    if note.words == "full":
        raise Refusal("scrap-full")
    if note.words == "wrong kind":
        raise AnswerRefused("kind", "scrap-full")
    SENT.append(note)
    context.show(Screen("scrap-sent", {"what": note.words or note.kind, "subject": "-".join(subject)}))


def words(text: str, _view: FormView) -> Given:
    if len(text) < 3:
        raise Refusal("scrap-short")
    return Given(text)


KIND = Question(
    "kind",
    options=lambda view: [Option(f"{n}", label=f"{view.subject[0]} {n}") for n in range(20)],
    prompt_args=lambda view: {"subject": view.subject[0]},
)
WORDS = Question("words", parse=words)
PHONE = Question("phone", parse=lambda text, _view: Given(text), contact=True)
PAPERS = Question("papers", file=FileRule(most_bytes=2 * MEGABYTE, most=3), required=False)
SIZE = Question("size", options=[Option("s", label="Small"), Option("l", label="Large")])


class Home:
    """A stage whose only form has the questions that a test names."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.stage = Stage(database, now, texts=Texts(LOCALES))
        self.stage.texts.add(TEXTS)
        self.anna = Actor(self.stage, 101, language="en")

    async def ask(self, *questions: Question, **more: Any) -> Actor:
        feature = Feature("scrap")
        settings = {"submit": submit, "review": False, "reminders": (), "expires": timedelta(hours=1)} | more
        feature.form(FormSpec(name="scrap", model=Note, questions=questions, **settings))

        @feature.command("start")
        async def start(_update: Update, context: Context) -> None:
            context.send(Screen("scrap-menu", keyboard=[[Button("scrap-open", feature.action("open", "a", 7))]]))

        await self.stage.open([feature])
        await self.anna.say("/start")
        await self.anna.press("Write")
        return self.anna


@pytest.fixture
async def home(sqlite_database: Database, now: datetime) -> AsyncIterator[Home]:
    SENT.clear()
    home = Home(sqlite_database, now)
    yield home
    await home.stage.close()


async def test_the_last_answer_sends_it(home: Home) -> None:
    anna = await home.ask(WORDS)
    assert anna.screen.text == "Words?"  # one question has no steps to count
    assert anna.screen.labels == ["Cancel"]
    await anna.say("hello")
    assert anna.screen.text == "Sent hello about a-7"
    await anna.say("hello again")
    assert len(SENT) == 1


async def test_an_option_sends_it_and_its_second_tap_nothing_more(home: Home) -> None:
    anna = await home.ask(SIZE)
    query = anna.query(next(d for label, d in anna.screen.buttons if label == "Small"), anna.screen.message_id)
    await home.stage.play({"callback_query": query}, {"callback_query": {**query, "id": "2"}})
    assert [note.size for note in SENT] == ["s"]


async def test_the_subject_is_in_the_question_and_its_options_page(home: Home) -> None:
    anna = await home.ask(KIND, WORDS)
    assert anna.screen.text == "Step 1 of 2\nKind of a?"
    for _ in range(3):
        await anna.press("More")
    await anna.press("a 18")
    assert "Words?" in anna.screen.text
    await anna.press("Back")
    assert "Now: a 18" in anna.screen.text
    await anna.press("Keep")
    await anna.say("hello")
    assert SENT[0].kind == "18"


async def test_what_is_no_answer_is_asked_again(home: Home) -> None:
    anna = await home.ask(WORDS)
    await anna.say("x")
    assert anna.screen.text == "Too short\n\nWords?"


REFUSALS = [
    ("refused", "full", "The drawer is full\n\nStep 2 of 2\nWords?"),
    ("one answer refused", "wrong kind", "The drawer is full\n\nStep 1 of 2\nKind of a?"),
    ("not valid", "nonsense", "Please check this answer once more.\n\nStep 2 of 2\nWords?"),
]


@pytest.mark.parametrize(("said", "expected"), [c[1:] for c in REFUSALS], ids=[c[0] for c in REFUSALS])
async def test_what_is_not_taken_stands_above_its_question(home: Home, said: str, expected: str) -> None:
    anna = await home.ask(KIND, WORDS)
    await anna.press("a 1")
    await anna.say(said)
    assert anna.screen.text.startswith(expected)
    assert await home.stage.database.read(facts.read, "note") is None
    await anna.press("Keep")
    assert anna.screen.text.startswith(expected)
    assert SENT == []


async def test_what_was_not_taken_is_answered_better(home: Home) -> None:
    anna = await home.ask(KIND, WORDS)
    await anna.press("a 1")
    await anna.say("full")
    await anna.say("better")
    assert anna.screen.text == "Sent better about a-7"


async def test_what_is_not_taken_after_a_press_stands_above_its_question(home: Home) -> None:
    refused: list[BaseModel] = []

    async def full_once(context: Context, note: BaseModel, subject: Subject) -> None:
        if not refused:
            refused.append(note)
            raise Refusal("scrap-full")
        await submit(context, note, subject)

    anna = await home.ask(SIZE, submit=full_once)
    await anna.press("Small")
    assert anna.screen.text.startswith("The drawer is full\n\nSize?")
    assert SENT == []
    await anna.press("Keep")
    assert [note.size for note in SENT] == ["s"]


async def test_the_keyboard_under_the_line_goes(home: Home) -> None:
    anna = await home.ask(WORDS, PHONE)
    await anna.say("hello")
    assert anna.id in home.stage.phones.keyboards
    await anna.say("+79101234567")
    assert anna.id not in home.stage.phones.keyboards
    assert anna.screen.text == "Sent hello about a-7"


async def test_left_and_taken_up_it_is_about_the_same(home: Home) -> None:
    anna = await home.ask(KIND, WORDS)
    await anna.press("a 1")
    await anna.press("Cancel")
    await anna.press("Leave")
    await anna.press("Continue")
    await anna.say("hello")
    assert anna.screen.text == "Sent hello about a-7"


async def test_nobody_is_reminded_and_an_hour_later_it_is_gone(home: Home) -> None:
    anna = await home.ask(WORDS)
    await home.stage.pass_time(minutes=59)
    assert anna.screen.text == "Words?"
    await home.stage.pass_time(minutes=2)
    assert anna.screen.text == "Gone"
    await anna.press("Write")
    await anna.say("hello")
    assert anna.screen.text == "Sent hello about a-7"


async def test_a_document_is_an_answer(home: Home) -> None:
    anna = await home.ask(PAPERS)
    await anna.sends_document("Аттестат\u202e.pdf", b"%PDF", "application/pdf")
    assert SENT[0].papers == [
        {
            "file_id": "file-1",
            "unique_id": "unique-file-1",
            "name": "Аттестат.pdf",
            "mime": "application/pdf",
            "size": 4,
            "kind": "document",
        }
    ]
    assert home.stage.cupboard.asked == []


async def test_an_album_is_one_answer(home: Home) -> None:
    anna = await home.ask(PAPERS, WORDS)
    photos = [anna.photo(b"x" * n) for n in (1, 2)]
    parts = [anna.message(photo=photo, media_group_id="7") for photo in photos]
    parts.append(anna.message(document=anna.document("a.pdf", b"1"), media_group_id="7"))
    await home.stage.play(*({"message": part} for part in parts))
    assert "Words?" in anna.screen.text
    await anna.press("Back")
    assert "Now: photo, photo, a.pdf" in anna.screen.text
    await anna.press("Keep")
    await anna.say("hello")
    assert [(file["kind"], file["size"], file["file_id"]) for file in SENT[0].papers or []] == [
        ("photo", 1, "file-1"),
        ("photo", 2, "file-2"),
        ("document", 1, "file-3"),
    ]


async def test_files_can_be_skipped_where_they_may(home: Home) -> None:
    anna = await home.ask(PAPERS)
    await anna.say("skip")
    assert SENT[0].papers is None


STICKER = {
    "file_id": "1",
    "file_unique_id": "1",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
    "type": "regular",
}
DOCUMENT = {"file_id": "1", "file_unique_id": "1", "file_name": "a.gif", "file_size": 10}
PHOTO = [{"file_id": "1", "file_unique_id": "1", "file_size": 10, "width": 1, "height": 1}]
ANY, BY_DOCUMENT, BY_PHOTO = ({"document", "photo"}, {"document"}, {"photo"})
MISFITS: list[tuple[str, set[str], dict[str, Any], str]] = [
    ("text", ANY, {"text": "here you are"}, "Please answer with a photo or a file"),
    ("sticker", ANY, {"sticker": STICKER}, "Please answer with a photo or a file"),
    ("voice", ANY, {"voice": {"file_id": "1", "file_unique_id": "1", "duration": 1}}, "Please answer with a photo"),
    ("animation", ANY, {"document": DOCUMENT, "animation": {**DOCUMENT, "width": 1, "height": 1, "duration": 1}}, "Please answer with"),
    ("photo for a document", BY_DOCUMENT, {"photo": PHOTO}, "Please send it as a file"),
    ("document for a photo", BY_PHOTO, {"document": DOCUMENT}, "Please send a photo"),
    ("too large", ANY, {"document": {**DOCUMENT, "file_size": 2 * MEGABYTE + 1}}, "The file is too large: at most 2 MB"),
    ("no photo in it", ANY, {"photo": []}, "Please answer with a photo or a file"),
]  # fmt: skip


@pytest.mark.parametrize(("kinds", "content", "expected"), [c[1:] for c in MISFITS], ids=[c[0] for c in MISFITS])
async def test_what_does_not_fit_is_explained(
    home: Home, kinds: set[str], content: dict[str, Any], expected: str
) -> None:
    rule = FileRule(kinds=frozenset(kinds), most_bytes=2 * MEGABYTE, most=3)
    anna = await home.ask(Question("papers", file=rule))
    await anna.sends(**content)
    assert anna.screen.text.startswith(expected)
    assert anna.screen.text.endswith("Papers?")
    assert SENT == []


async def test_too_many_at_once_are_not_taken_in_part(home: Home) -> None:
    anna = await home.ask(PAPERS)
    photos = [anna.message(photo=anna.photo(b"x"), media_group_id="7") for _ in range(4)]
    await home.stage.play(*({"message": photo} for photo in photos))
    assert anna.screen.text.startswith("Too many at once: at most 3 files.")
    assert SENT == []


async def test_the_review_names_the_files(home: Home) -> None:
    home.stage.texts.add("scrap-review = Look\nscrap-submit = Send", "en")
    anna = await home.ask(PAPERS, review=True)
    await anna.sends_document("<b>.pdf", b"1")
    assert "Papers: <b>.pdf" in anna.screen.text
    await anna.press("Send")
    assert len(SENT) == 1
