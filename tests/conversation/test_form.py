"""The form engine on a toy form: entered, answered, gone back, corrected, left, resumed, cancelled, submitted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel
from telegram import Update

from bot.feature import Feature
from bot.form import Alternative, FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import Button, Screen
from bot.texts import Texts
from bot.turn.context import Context
from storage import facts
from storage.database import Database
from storage.errors import Refusal
from tests.conversation.stage import LOCALES, Actor, Stage

TOY_TEXTS = """
toy-menu = Toy menu
toy-open = Open
toy-unfinished = Unfinished, step { $step } of { $steps }
toy-question-name = Your name?
toy-question-age = Your age?
toy-question-age-sum = Two numbers?
toy-question-parent = Your parent?
toy-question-colour = Colour?
toy-question-fruits = Fruits in order?
toy-question-note = A note?
toy-question-phone = Phone?
toy-label-name = Name
toy-label-age = Age
toy-label-parent = Parent
toy-label-colour = Colour
toy-label-fruits = Fruits
toy-label-note = Note
toy-label-phone = Phone
toy-odd = An odd age, { $age }?
toy-by-sum = By sum
toy-bad-age = Not an age
toy-bad-name = Not a name
toy-review = Check and send
toy-submit = Send
toy-sent = Sent { $name } { $age }
toy-remind = Still { $days } days
toy-expired = Gone
"""


class Toy(BaseModel):
    name: str
    age: int
    parent: str | None = None
    colour: str
    fruits: list[str]
    note: str | None = None
    phone: str


def parse_name(text: str, _view: FormView) -> Given:
    if not text.replace("-", "").isalpha():
        raise Refusal("toy-bad-name")
    return Given(text.title())


def parse_age(text: str, _view: FormView) -> Given:
    if not text.isdecimal():
        raise Refusal("toy-bad-age")
    age = int(text)
    return Given(age, "toy-odd", {"age": age}) if age == 99 else Given(age)


def parse_sum(text: str, _view: FormView) -> Given:
    return Given(sum(int(one) for one in text.split()))


SENT: list[Toy] = []


async def submit(context: Context, toy: BaseModel, _subject: Subject) -> None:
    assert isinstance(toy, Toy)
    SENT.append(toy)
    context.show(Screen("toy-sent", {"name": toy.name, "age": toy.age}))


def toy_feature() -> Feature:
    feature = Feature("toy")
    spec = FormSpec(
        name="toy",
        model=Toy,
        submit=submit,
        questions=[
            Question("name", parse=parse_name),
            Question(
                "age",
                parse=parse_age,
                alternatives=[Alternative("sum", "toy-by-sum", "toy-question-age-sum", parse_sum)],
            ),
            Question("parent", parse=parse_name, when=lambda v: v.answers.get("age", 18) < 18),
            Question("colour", options=[Option("r", label="Red"), Option("g", label="Green")]),
            Question("fruits", options=[Option(str(n), label=f"Fruit {n}") for n in range(9)], many=(1, 3)),
            Question("note", parse=lambda text, _v: Given(text), required=False),
            Question("phone", parse=lambda text, _v: Given(text), contact=True),
        ],
    )
    feature.form(spec)

    @feature.command("start")
    async def start(_update: Update, context: Context) -> None:
        context.send(Screen("toy-menu", keyboard=[[Button("toy-open", feature.action("open"))]]))

    return feature


@pytest.fixture
async def stage(sqlite_database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    stage = Stage(sqlite_database, now, texts=Texts(LOCALES))
    stage.texts.add(TOY_TEXTS)
    SENT.clear()
    yield await stage.open([toy_feature()])
    await stage.close()


@pytest.fixture
def anna(stage: Stage) -> Actor:
    return Actor(stage, 101, language="en")


async def fill_to_review(anna: Actor, age: str = "30") -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say(age)
    await anna.press("Green")
    await anna.press("Fruit 3")
    await anna.press("Fruit 1")
    await anna.press("Done")
    await anna.press("Skip")
    await anna.shares_contact("+79101234567")


async def test_from_the_door_to_submitted(anna: Actor) -> None:
    await fill_to_review(anna)
    assert "Name: Anna" in anna.screen.text
    assert "Fruits: Fruit 3, Fruit 1" in anna.screen.text
    await anna.press("Send")
    assert anna.screen.text == "Sent Anna 30"
    assert SENT[0].fruits == ["3", "1"]
    assert SENT[0].note is None
    assert SENT[0].phone == "+79101234567"


async def test_a_press_edits_in_place_and_a_text_gets_a_new_message(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    assert len(anna.bubbles) == 1
    await anna.say("anna")
    assert len(anna.bubbles) == 2
    assert "Step 2 of 6" in anna.screen.text


async def test_a_wrong_answer_is_explained_and_asked_again(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("R2D2")
    assert anna.screen.text.startswith("Not a name")
    assert "Your name?" in anna.screen.text


async def test_a_part_appears_by_an_answer(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say("15")
    assert "Your parent?" in anna.screen.text
    assert "Step 3 of 7" in anna.screen.text


async def test_back_keeps_answers_and_goes_on_where_it_was(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say("30")
    await anna.press("Back")
    await anna.press("Back")
    assert "Your name?" in anna.screen.text
    assert "Now: Anna" in anna.screen.text
    await anna.say("Olga")
    assert "Colour?" in anna.screen.text


async def test_change_one_answer_from_the_review(anna: Actor) -> None:
    await fill_to_review(anna)
    await anna.press("Change")
    await anna.press("Age")
    await anna.say("12")
    assert "Your parent?" in anna.screen.text
    await anna.say("Olga")
    assert "Parent: Olga" in anna.screen.text
    await anna.press("Send")
    assert SENT[0].parent == "Olga"


async def test_an_answer_that_was_looked_at_again_is_kept_by_a_button(anna: Actor) -> None:
    await fill_to_review(anna)
    review = anna.screen.text
    await anna.press("Change")
    await anna.press("Age")
    await anna.press("Keep")
    assert anna.screen.text == review
    await anna.press("Change")
    await anna.press("Phone")
    assert "Keep" in anna.screen.reply_buttons
    await anna.say("Keep")
    assert anna.screen.text == review


async def test_an_answer_that_need_not_be_given_is_taken_away_by_name(anna: Actor) -> None:
    await fill_to_review(anna)
    await anna.press("Change")
    await anna.press("Note")
    assert anna.screen.labels == ["Back", "Skip", "Cancel"]
    await anna.say("hello")
    await anna.press("Change")
    await anna.press("Note")
    assert anna.screen.labels == ["Take the answer away", "Back", "Keep", "Cancel"]
    await anna.press("Take the answer away")
    assert "Note: not given" in anna.screen.text


async def test_a_warning_asks_before_it_is_taken(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say("99")
    assert "An odd age, 99?" in anna.screen.text
    await anna.press("Correct")
    await anna.say("99")
    await anna.press("Yes")
    assert "Colour?" in anna.screen.text


async def test_another_way_to_answer(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.press("By sum")
    assert "Two numbers?" in anna.screen.text
    await anna.say("10 20")
    assert "Colour?" in anna.screen.text


async def test_back_from_another_way_to_answer_leads_to_the_plain_one(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.press("By sum")
    await anna.press("Back")
    assert "Your age?" in anna.screen.text


async def test_the_second_tap_of_a_double_tap_changes_nothing(anna: Actor, stage: Stage) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say("30")
    bubble = anna.screen
    data = dict(bubble.buttons)["Green"]
    await stage.play(
        {"callback_query": anna.query(data, bubble.message_id)}, {"callback_query": anna.query(data, bubble.message_id)}
    )
    assert "Fruits" in anna.screen.text
    assert anna.toast == ""
    assert len(stage.phones.answers) == 3


async def test_an_old_button_says_so_and_shows_the_present(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    old = anna.screen
    await anna.say("anna")
    await anna.press("Cancel", old)
    assert anna.toast.startswith("This button is outdated")
    assert "Your age?" in old_after(anna, old.message_id)


def old_after(anna: Actor, message_id: int) -> str:
    return next(b.text for b in anna.bubbles if b.message_id == message_id)


async def test_left_and_resumed(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say("/cancel")
    await anna.press("Leave")
    await anna.say("hello?")
    assert "did not understand" in anna.screen.text
    await anna.press("Continue")
    assert "Your age?" in anna.screen.text
    await anna.say("/start")
    await anna.press("Open")
    assert anna.screen.text == "Unfinished, step 2 of 6"
    await anna.press("Start over")
    assert "Your name?" in anna.screen.text


async def test_deleted(anna: Actor, stage: Stage) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.press("Cancel")
    await anna.press("Delete")
    loaded = await stage.room.loader.load(101, 101)
    assert [(c.state, c.data) for c in loaded.conversations] == [(None, b"")]


async def test_a_command_in_the_middle_puts_the_form_aside(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say("/start")
    await anna.say("30")
    assert "did not understand" in anna.screen.text


async def test_an_edited_message_corrects_its_answer(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    message = anna.message(text="anna")
    await anna.does({"message": message})
    await anna.say("30")
    await anna.does({"edited_message": {**message, "text": "olga", "edit_date": message["date"]}})
    assert anna.screen.text.startswith("Corrected: Name — Olga")
    assert "Colour?" in anna.screen.text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"sticker": {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}}, "Please answer in text"),
        ({"voice": {"file_id": "1", "file_unique_id": "1", "duration": 1}}, "Please answer in text"),
        ({"text": "\u202e\u200b"}, "The message is empty"),
        ({"text": "😀" * 2048}, "Too long"),
        ({"text": "Anna", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}}, "This is a forwarded"),
        ({"contact": {"phone_number": "1", "first_name": "a"}}, "Please answer in text"),
        ({"unheard_of": {"x": 1}}, "Please answer in text"),
    ],
)  # fmt: skip
async def test_what_is_no_answer_is_explained(anna: Actor, content: dict[str, Any], expected: str) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.sends(**content)
    assert anna.screen.text.startswith(expected)
    assert "Your name?" in anna.screen.text


async def test_an_album_is_answered_once(anna: Actor, stage: Stage) -> None:
    await anna.say("/start")
    await anna.press("Open")
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
    parts = [{"message": anna.message(photo=photo, media_group_id="7")} for _ in range(3)]
    before = len(anna.bubbles)
    await stage.play(*parts)
    assert len(anna.bubbles) == before + 1


async def test_an_answer_that_is_refused_late_leaves_nothing_behind(sqlite_database: Database, now: datetime) -> None:
    async def write_and_refuse(context: Context, value: Any) -> None:
        await context.run(facts.write, "name", value)
        raise Refusal("form-empty")

    feature = Feature("toy")
    name = Question("name", parse=parse_name, on_answer=write_and_refuse)
    feature.form(FormSpec(name="toy", model=Toy, submit=submit, questions=[name]))
    stage = Stage(sqlite_database, now, texts=Texts(LOCALES))
    stage.texts.add(TOY_TEXTS)
    await stage.open([feature])
    anna = Actor(stage, 101, language="en")
    await anna.presses(feature.action("open").data())
    await anna.say("Anna")
    assert "Your name?" in anna.screen.text
    assert await stage.database.read(facts.read, "name") is None
    await stage.close()


async def test_reminded_twice_then_forgotten(anna: Actor, stage: Stage) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await stage.pass_time(days=1, minutes=1)
    assert anna.screen.text == "Still 13 days"
    await stage.pass_time(days=6)
    assert anna.screen.text == "Still 7 days"
    await stage.pass_time(days=7)
    assert anna.screen.text == "Gone"
    loaded = await stage.room.loader.load(101, 101)
    assert [c.state for c in loaded.conversations] == [None]


async def test_a_place_that_a_release_removed_falls_to_the_first_open_question(anna: Actor, stage: Stage) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await stage.database.run(_rename_place)
    await anna.say("31")
    assert "Your age?" in anna.screen.text or "Colour?" in anna.screen.text


def _rename_place(session: Any) -> None:
    from dataclasses import replace

    import orjson

    from storage import conversations

    row = conversations.load(session, 4242, [(101, 101)])[101, 101][0]
    data = orjson.loads(row.data)
    data["cursor"] = "shoe_size"
    data["unknown_field"] = 1
    conversations.save(session, [replace(row, state="shoe_size", data=orjson.dumps(data))])


async def test_somebody_elses_contact_is_refused(anna: Actor) -> None:
    await fill_to_review(anna)
    await anna.press("Change")
    await anna.press("Phone")
    await anna.shares_contact("+79990000000", user_id=555)
    assert anna.screen.text.startswith("This is somebody else's")


async def test_typed_names_of_buttons_work(anna: Actor) -> None:
    await anna.say("/start")
    await anna.press("Open")
    await anna.say("anna")
    await anna.say("30")
    await anna.say("green")
    await anna.say("fruit 2")
    await anna.press("Done")
    await anna.say("skip")
    await anna.say("back")
    assert "A note?" in anna.screen.text
