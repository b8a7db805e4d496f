"""What is sent where it does not belong: input x place -> the text that the person reads.

"No answer" stands only where nobody waits for one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from cluster import admission, consents
from storage import people as stored_people
from tests.conversation.machine.rules import FormMachine
from tests.conversation.machine.stories import sensible, until
from tests.conversation.machine.world import NOW, World, draft_of
from tests.conversation.people import CONTENT
from tests.conversation.stage import Actor, plain
from tests.conversation.texts import shows
from tests.unit.test_admission_rules import form

STRANGER, BORIS = 303, 404
BORISES = 2  # his applications come first
OUTSIDE = ("no role yet", "menu", "submitted")
OPTIONS = ("first question", "choice question")
TYPED = ("name", "phone question", "multi-choice")
BUTTONS = ("review", "leaving screen")
INSIDE = (*OPTIONS, *TYPED, *BUTTONS)
PLACES = (*OUTSIDE, *INSIDE)

PRESENT: Mapping[str, tuple[str, dict[str, str]]] = {
    "first question": ("admission-option-consent_pd-yes", {}),
    "name": ("admission-question-last_name", {"who": "own"}),
    "choice question": ("admission-question-citizenship", {"who": "own"}),
    "phone question": ("admission-question-phone", {"who": "own"}),
    "multi-choice": ("admission-question-choices", {"who": "own"}),
    "review": ("admission-review", {}),
    "leaving screen": ("form-leaving", {}),
}
"""What is on the screen inside the form, and stays there after whatever does not belong."""


@dataclass(frozen=True)
class Says:
    """A screen with this text; inside the form what is asked stands beneath, unless the form `goes_on`."""

    key: str
    goes_on: bool = False


@dataclass(frozen=True)
class Alert:
    """A window over the chat, and nothing else."""

    key: str


@dataclass(frozen=True)
class Toast:
    """A line over the chat, and the present screen."""

    key: str


Expected = Says | Alert | Toast | None
Send = Callable[[World, Actor], list[dict[str, Any]]]


def table(
    outside: Expected, options: Expected, typed: Expected, buttons: Expected, **others: Expected
) -> dict[str, Expected]:
    """Return what is expected in each place; `others` by the place's name with underscores."""
    groups = ((OUTSIDE, outside), (OPTIONS, options), (TYPED, typed), (BUTTONS, buttons))
    rows = {place: expected for places, expected in groups for place in places}
    known = {place.replace(" ", "_").replace("-", "_"): place for place in PLACES}
    return rows | {known[name]: expected for name, expected in others.items()}


def message(**content: Any) -> Send:
    return lambda _world, actor: [{"message": actor.message(**content)}]


def press(data: str) -> Send:
    return lambda _world, actor: [{"callback_query": actor.query(data, actor.bubbles[-1].message_id)}]


def album(_world: World, actor: Actor) -> list[dict[str, Any]]:
    return [{"message": actor.message(photo=PHOTO, media_group_id="9", caption="Соловьёв")} for _ in range(3)]


def edited_answer(world: World, actor: Actor) -> list[dict[str, Any]]:
    typed = [said for said, text in world.said if text == "Соловьёв"]
    said = typed[0] if typed else actor.message(text="Соловьёв")
    return [{"edited_message": {**said, "text": "Ёлкин", "edit_date": said["date"]}}]


def from_a_group(text: str) -> Send:
    chat = {"id": -1001234567890, "type": "supergroup", "title": "Сварщики"}
    return lambda _world, actor: [{"message": {**actor.message(text=text), "chat": chat}}]


def channel_post(_world: World, actor: Actor) -> list[dict[str, Any]]:
    post = actor.message(text="/start")
    del post["from"]
    chat = {"id": -1009876543210, "type": "channel", "title": "Вакансии"}
    return [{"channel_post": {**post, "chat": chat}}]


def too_old_to_edit(_world: World, actor: Actor) -> list[dict[str, Any]]:
    query = actor.query("1;admission;b;1")
    query["message"] = {"message_id": 1, "date": 0, "chat": actor.chat}
    return [{"callback_query": query}]


def unknown_fields(_world: World, actor: Actor) -> list[dict[str, Any]]:
    said = actor.message(text="Соловьёв")
    return [{"message": {**said, "mood": {"level": 3}, "from": {**said["from"], "aura": "blue"}}, "epoch": 7}]


def unknown_update(_world: World, actor: Actor) -> list[dict[str, Any]]:
    return [{"thought": {"from": actor.user, "text": "Соловьёв"}}]


def blocked(_world: World, actor: Actor) -> list[dict[str, Any]]:
    member = {"user": {"id": 4242, "is_bot": True, "first_name": "Iskra"}}
    change = {
        "old_chat_member": {**member, "status": "member"},
        "new_chat_member": {**member, "status": "kicked", "until_date": 0},
    }
    return [{"my_chat_member": {"chat": actor.chat, "from": actor.user, "date": 1, **change}}]


STICKER = {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}  # fmt: skip
PHOTO = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
FILE = {"file_id": "1", "file_unique_id": "1"}
POLL = {
    "id": "1",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}}

LOST = Says("core-not-understood")
BUTTON, TEXT = Says("form-choose-button"), Says("form-need-text")
NO_TEXT = table(LOST, BUTTON, TEXT, BUTTON)
NO_FILE = table(Says("core-file-unasked"), BUTTON, TEXT, BUTTON)
TOLD = Toast("core-outdated")
OUTDATED = table(Alert("core-outdated-menu"), TOLD, TOLD, TOLD)
UNSEEN = dict.fromkeys(PLACES)
REFUSED = dict.fromkeys(PLACES, Alert("access-not-found"))
NEXT_NAME = Says("admission-question-first_name", goes_on=True)
CORRECTED = Says("form-corrected")
NAMES_THAT_ARE_NONE = table(
    LOST,
    BUTTON,
    Says("russian-option-unclear"),
    BUTTON,
    name=Says("russian-name-letters"),
    phone_question=Says("russian-phone-unclear"),
)

INPUTS: Mapping[str, tuple[Send, Mapping[str, Expected]]] = {
    "a sticker": (message(sticker=STICKER), NO_TEXT),
    "a voice message": (message(voice={**FILE, "duration": 1}), NO_TEXT),
    "a photo with a caption": (message(photo=PHOTO, caption="Соловьёв"), NO_FILE),
    "a file": (message(document=FILE), NO_FILE),
    "an album": (album, NO_FILE),
    "a poll": (message(poll=POLL), NO_TEXT),
    "a poll that lacks what the library wants": (message(poll={"id": "1"}), NO_TEXT),
    "a message of a kind that is unknown": (message(hologram={"x": 1}), NO_TEXT),
    "4,096 characters of emoji": (
        message(text="😀" * 4096),
        table(LOST, Says("form-too-long"), Says("form-too-long"), BUTTON),
    ),
    "nothing but right-to-left marks": (
        message(text="\u202e\u200f\u200b"),
        table(LOST, Says("form-empty"), Says("form-empty"), BUTTON),
    ),
    "a name between right-to-left marks": (
        message(text="\u202eСоловьёв\u202c"),
        {**NAMES_THAT_ARE_NONE, "name": NEXT_NAME},
    ),
    "<b> in a name": (message(text="<b>Иван</b>"), NAMES_THAT_ARE_NONE),
    "& in a name": (message(text="Иван & Ко"), NAMES_THAT_ARE_NONE),
    "a tag that never ends": (message(text="<a href='"), NAMES_THAT_ARE_NONE),
    "a forwarded message": (
        message(text="Соловьёв", **FORWARDED),
        table(LOST, Says("form-forwarded"), Says("form-forwarded"), BUTTON),
    ),
    "the contact of another person": (
        message(contact={"phone_number": "79990000000", "first_name": "B", "user_id": 555}),
        {**NO_TEXT, "phone question": Says("form-contact-foreign")},
    ),
    "a contact of nobody in Telegram": (
        message(contact={"phone_number": "79990000000", "first_name": "B"}),
        {**NO_TEXT, "phone question": Says("form-contact-foreign")},
    ),
    "an edited answer": (
        edited_answer,
        table(None, None, CORRECTED, CORRECTED, choice_question=CORRECTED, name=None),
    ),
    "an old button": (press("1;admission;b;1"), OUTDATED),
    "an old button on a message that is too old": (too_old_to_edit, OUTDATED),
    "a forged callback": (press("x"), OUTDATED),
    "an empty callback": (press(""), OUTDATED),
    "a callback of another version": (press("2;admission;open"), OUTDATED),
    "a callback of 64 bytes": (press("я" * 32), OUTDATED),
    "a callback without its number": (press("1;admission;ok"), OUTDATED),
    "a callback of a feature that is none": (press("1;nowhere;x;1"), OUTDATED),
    "a callback of a verb that is none": (press("1;admission;nothing;1"), OUTDATED),
    "a number larger than the database": (press("1;admission;card;99999999999999999999"), REFUSED),
    "somebody else's card": (press("1;admission;card;1"), dict.fromkeys(PLACES, Alert("access-forbidden"))),
    "somebody else's button": (press("1;admission;withdraw-sure;1"), dict.fromkeys(PLACES, Alert("access-forbidden"))),
    "somebody else's form": (press("1;amend;open;1"), dict.fromkeys(PLACES, Alert("access-forbidden"))),
    "/start": (
        message(text="/start"),
        {**dict.fromkeys(PLACES, Says("menu-title", goes_on=True)), "no role yet": Says("start-who")},
    ),
    "/start with a link that is none": (
        message(text="/start nothing_x"),
        {**dict.fromkeys(PLACES, Says("menu-title", goes_on=True)), "no role yet": Says("start-who")},
    ),
    "a command that is none": (message(text="/абырвалг"), dict.fromkeys(PLACES, Says("core-unknown-command"))),
    "another form": (
        press("1;access;open"),
        dict.fromkeys(PLACES, Says("access-question-kind", goes_on=True)),
    ),
    "words in a group": (from_a_group("Соловьёв"), UNSEEN),
    "a command in a group": (from_a_group("/start"), dict.fromkeys(PLACES, Says("core-private-only", goes_on=True))),
    "a command to another bot in a group": (from_a_group("/start@other_bot"), UNSEEN),
    "a channel post": (channel_post, UNSEEN),
    "an update with unknown fields": (unknown_fields, {**NAMES_THAT_ARE_NONE, "name": NEXT_NAME}),
    "an update of an unknown kind": (unknown_update, UNSEEN),
    "the bot blocked": (blocked, UNSEEN),
    "a pinned message": (
        message(pinned_message={"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}),
        UNSEEN,
    ),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give the world with every place kept; an application of somebody else stands in each."""
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        world = World(tmp_path_factory.mktemp("bad"), loop)
        _lay(world)
        yield world
        world.end()
        loop.run_until_complete(world.database.close())


def _lay(world: World) -> None:
    story = type("Story", (FormMachine,), {"world": world, "sequences": []})()
    world.begin()
    world.wait(world.database.run(_boris_applies))
    world.play({"message": Actor(world.now_stage, STRANGER).message(text="/start")})
    world.keep("no role yet")
    story.command("menu")
    world.keep("menu")
    questions = {
        "first question": "consent_pd", "name": "last_name", "choice question": "citizenship",
        "phone question": "phone", "multi-choice": "choices", "review": "review",
    }  # fmt: skip
    for place, question in questions.items():
        until(story, question)
        world.keep(place)
    world.begin_at("choice question")
    story.command("cancel")
    world.keep("leaving screen")
    world.begin_at("review")
    sensible(story)
    world.keep("submitted")


def _boris_applies(session: Any) -> None:
    person = stored_people.meet(session, BORIS, BORIS, "ru", NOW)
    document = admission.consent_document(CONTENT, "ru")
    consents.give(session, NOW, person.id, document, consents.APPLICATION)
    admission.submit(session, NOW, person.id, form(), CONTENT)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", INPUTS)
def test_bad_input(world: World, name: str, place: str) -> None:
    world.begin_at(place)
    send, expected = INPUTS[name]
    actor = Actor(world.now_stage, STRANGER) if place == "no role yet" else world.anna
    before = _draft(world, actor)
    seen = world.play(*send(world, actor))
    assert world.left_over() == {}
    read_by(world, expected[place], place, seen)
    if before is not None and not isinstance(expected[place], Says):
        assert _answers(_draft(world, actor)) == _answers(before)


def read_by(world: World, expected: Expected, place: str, seen: Any) -> None:
    """Assert that a person reads what is expected, once."""
    texts = world.now_stage.texts
    screens = [str(body.get("text", "")) for method, body in seen.calls if _is_screen(method, body)]
    told = [str(answer.get("text", "")) for answer in seen.answers if answer.get("text")]
    match expected:
        case None:
            assert (screens, told) == ([], [])
        case Alert(key):
            assert screens == []
            assert [shows(texts, line, key) for line in told] == [True], told
            assert seen.answers[0]["show_alert"]
        case Toast(key):
            assert [shows(texts, line, key) for line in told] == [True], told
            assert len(screens) == 1
            assert _is_on(world, place, screens[0], seen)
        case Says(key, goes_on):
            assert len(screens) == 1, screens
            assert told == []
            assert shows(texts, plain(screens[0]), key, **({"who": "own"} if "-question-" in key else {})), screens[0]
            assert goes_on or place not in PRESENT or _is_on(world, place, screens[0], seen), screens[0]


def _is_on(world: World, place: str, screen: str, seen: Any) -> bool:
    key, known = PRESENT[place]
    labels = str([body.get("reply_markup") for _, body in seen.calls])
    where = labels if key.startswith("admission-option") else plain(screen)
    return shows(world.now_stage.texts, where, key, **known)


def _is_screen(method: str, body: dict[str, Any]) -> bool:
    return method in {"sendMessage", "editMessageText"} and "remove_keyboard" not in (body.get("reply_markup") or {})


def _draft(world: World, actor: Actor) -> dict[str, Any] | None:
    row = world.talks(actor.id).get("admission")
    return draft_of(row) if row is not None else None


def _answers(draft: dict[str, Any] | None) -> Any:
    return draft["answers"] if draft is not None else None


# --- two taps in 10 ms: the first is taken, the second changes nothing ------------------------------------


@pytest.mark.parametrize(
    ("place", "label", "first", "second"),
    [
        ("no role yet", "start-i-am-applicant", Says("menu-title"), Says("menu-title")),
        ("menu", "admission-open", Says("admission-question-consent_pd"), Says("admission-question-consent_pd")),
        ("first question", "admission-option-consent_pd-yes", Says("admission-question-filled_by"), None),
        ("name", "form-cancel", Says("form-leaving"), None),
        ("choice question", "admission-option-citizenship-RU", Says("admission-question-phone"), None),
        ("multi-choice", None, Says("admission-question-choices"), None),
        ("review", "admission-submit", Says("admission-submitted"), Alert("core-outdated-menu")),
        ("leaving screen", "form-go-on", Says("admission-question-citizenship"), None),
        ("submitted", "admission-menu-mine", Says("admission-mine"), Says("admission-mine")),
    ],
)
def test_two_taps_in_ten_milliseconds(
    world: World, place: str, label: str | None, first: Says, second: Says | Alert | None
) -> None:
    world.begin_at(place)
    texts = world.now_stage.texts
    actor = Actor(world.now_stage, STRANGER) if place == "no role yet" else world.anna
    bubble = actor.bubbles[-1]
    wanted = texts.get("ru", label).unescape() if label is not None else bubble.labels[0]
    data = dict(bubble.buttons)[wanted]
    seen = world.play(*({"callback_query": actor.query(data, bubble.message_id)} for _ in range(2)))
    screens = [plain(str(body.get("text", ""))) for method, body in seen.calls if _is_screen(method, body)]
    keys = [one.key for one in (first, second) if isinstance(one, Says)]
    assert len(screens) == len(keys), screens
    assert all(shows(texts, shown, key, **({"who": "own"} if "-question-" in key else {})) for shown, key in zip(screens, keys, strict=True)), screens  # fmt: skip
    told = [answer["text"] for answer in seen.answers if answer.get("text")]
    assert len(told) == isinstance(second, Alert)
    assert len(seen.answers) == 2
    if place == "multi-choice":
        assert len((_draft(world, actor) or {})["picked"]) == 1
    if place == "review":
        colleges = [one["application"].college for one in world.applications() if one["application"].id > BORISES]
        assert len(colleges) == len(set(colleges)) > 0


def test_two_contacts_in_ten_milliseconds(world: World) -> None:
    world.begin_at("phone question")
    contact = {"phone_number": "79101234567", "first_name": "A", "user_id": world.anna.id}
    seen = world.play(*({"message": world.anna.message(contact=contact)} for _ in range(2)))
    screens = [plain(str(body.get("text", ""))) for method, body in seen.calls if _is_screen(method, body)]
    assert [shows(world.now_stage.texts, one, "admission-question-email") for one in screens] == [True, True]
    assert shows(world.now_stage.texts, screens[1], "form-need-text")
