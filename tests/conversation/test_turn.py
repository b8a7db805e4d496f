"""The turn: everything or nothing, in order, once; and what happens when it cannot be done."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from telegram import Update
from telegram.ext import ConversationHandler, MessageHandler, filters

from bot.conversation import DatabaseConversation, Talks, set_current_talks
from bot.feature import Errand, Feature, Notice, NoticeContext, RegistrationError
from bot.jobs.work import Work
from bot.screens import BELOW, Action, Button, Screen, ScreenError, stays
from bot.texts import Texts
from bot.turn.context import Context
from storage import facts, inbox, outbox, people
from storage.database import Database
from storage.errors import Refusal
from storage.inbox import InboxState
from tests.conversation.stage import LOCALES, Actor, Stage

TEXTS = """
probe-count = Count { $n }
probe-no = No <b>{ $why }</b>
probe-button = Press
probe-news = News for { $who }
"""


@dataclass(frozen=True)
class Counted:
    """An event of the probe."""

    person_id: int
    n: int


@dataclass(frozen=True)
class Told:
    """What the probe's use case gives back."""

    value: int
    events: tuple[Any, ...]


def bump(session: Session, person_id: int) -> Told:
    n = int(facts.read(session, "n") or 0) + 1
    facts.write(session, "n", str(n))
    return Told(n, (Counted(person_id, n),))


@dataclass
class Trouble:
    """What the probe does wrong, and how often still."""

    left: int = 0
    error: type[Exception] = RuntimeError


def probe(trouble: Trouble) -> Feature:
    feature = Feature("probe")

    @feature.command("count")
    async def count(_update: Update, context: Context) -> None:
        n = await context.run(bump, context.person.id)
        context.send(Screen("probe-count", {"n": n}, [[Button("probe-button", feature.action("count"))]]))
        if trouble.left > 0:
            trouble.left -= 1
            raise trouble.error("boom")

    @feature.press("count")
    async def press(_update: Update, context: Context) -> None:
        n = await context.run(bump, context.person.id)
        context.show(Screen("probe-count", {"n": n}))

    @feature.command("refuse")
    async def refuse(_update: Update, context: Context) -> None:
        await context.run(bump, context.person.id)
        context.send(Screen("probe-count", {"n": 0}))
        raise Refusal("probe-no", why="<i>tag & co")

    @feature.command("sleep")
    async def sleep(_update: Update, context: Context) -> None:
        await context.run(bump, context.person.id)
        await asyncio.sleep(0)

    @feature.command("network")
    async def network(_update: Update, context: Context) -> None:
        await context.bot.get_chat(1)

    @feature.command("raw")
    async def raw(update: Update, context: Context) -> None:
        await context.bot.send_message(update.effective_chat.id, "raw")  # type: ignore[union-attr]

    @feature.command("task")
    async def task(_update: Update, context: Context) -> None:
        context.application.create_task(asyncio.sleep(0))

    @feature.notice(Counted)
    def look(event: Counted, _context: NoticeContext) -> list[Notice]:
        return [Notice(event.person_id, Screen("probe-news", {"who": event.n}), f"counted:{event.n}")]

    return feature


@pytest.fixture
def trouble() -> Trouble:
    return Trouble()


@pytest.fixture
async def stage(database: Database, now: datetime, trouble: Trouble) -> AsyncIterator[Stage]:
    stage = Stage(database, now, texts=Texts(LOCALES))
    stage.texts.add(TEXTS)
    yield await stage.open([probe(trouble)])
    await stage.close()


@pytest.fixture
def anna(stage: Stage) -> Actor:
    return Actor(stage, 101, language="en")


GROUP = {"id": -1001, "type": "supergroup", "title": "Welders"}


async def test_nothing_is_kept_of_who_talks_in_a_group(stage: Stage, anna: Actor) -> None:
    member = {"user": anna.user, "status": "member"}
    joined = {"chat": GROUP, "from": anna.user, "date": 1, "old_chat_member": member, "new_chat_member": member}
    await stage.play(
        {"message": anna.message(text="hello", chat=GROUP)},
        {"message": anna.message(text="/start", chat=GROUP)},
        {"chat_member": joined},
        {"my_chat_member": joined},
    )
    assert await stage.database.read(people.by_telegram_ids, [anna.id]) == {}
    assert await stage.database.read(inbox.counts) == {}
    assert [method for method, _ in stage.phones.calls] == ["sendMessage"]


async def test_strangers_who_come_at_once_are_met_in_one_commit(stage: Stage) -> None:
    commits = 0

    def committed(_session: Session) -> None:
        nonlocal commits
        commits += 1

    strangers = [Actor(stage, number, language="en") for number in range(201, 221)]
    arrivals = [stage.arrival({"message": one.message(text="/unknown")}) for one in strangers]
    await stage.commits.store(arrivals)
    event.listen(Session, "after_commit", committed)
    try:
        stage.lanes.accept(arrivals)
        await stage.lanes.idle()
    finally:
        event.remove(Session, "after_commit", committed)
    known = await stage.database.read(people.by_telegram_ids, [one.id for one in strangers])
    assert {(number, person.chat_id) for number, person in known.items()} == {(one.id, one.id) for one in strangers}
    assert 2 <= commits < len(strangers)


async def test_a_pressed_picture_loses_its_buttons(stage: Stage, anna: Actor) -> None:
    query = anna.query("1;probe;count")
    del query["message"]["text"]
    button = {"text": "Press", "callback_data": "1;probe;count"}
    query["message"] |= {"caption": "A picture", "reply_markup": {"inline_keyboard": [[button]]}}
    await stage.play({"callback_query": query})
    assert "editMessageReplyMarkup" in [method for method, _ in stage.phones.calls]


async def test_who_blocked_the_bot_is_not_back_by_talking_in_a_group(stage: Stage, anna: Actor) -> None:
    await anna.say("/count")
    await stage.database.run(people.mark_unreachable, anna.id, stage.clock.now())
    await stage.play({"message": anna.message(text="hello", chat=GROUP)})
    assert (await stage.database.read(people.by_telegram_ids, [anna.id]))[anna.id].unreachable
    await anna.say("/count")
    assert not (await stage.database.read(people.by_telegram_ids, [anna.id]))[anna.id].unreachable


def said(actor: Actor) -> list[str]:
    return [bubble.text for bubble in actor.bubbles]


async def test_a_turn_commits_rows_reply_notice_and_inbox_together(anna: Actor, stage: Stage) -> None:
    await anna.say("/count")
    assert sorted(said(anna)) == ["Count 1", "News for 1"]
    assert await stage.database.read(facts.read, "n") == "1"
    assert await stage.database.read(inbox.counts) == {}
    assert len(await stage.owed()) == 2


async def test_a_failed_turn_leaves_nothing_and_is_tried_again(anna: Actor, stage: Stage, trouble: Trouble) -> None:
    trouble.left = 1
    await anna.say("/count")
    assert await stage.database.read(facts.read, "n") == "1"
    assert said(anna).count("Count 1") == 1
    assert any("not lost" in text for text in said(anna))


async def test_the_third_failure_sets_the_update_aside_and_the_chat_goes_on(
    anna: Actor, stage: Stage, trouble: Trouble
) -> None:
    stage.room.operator_chat_id = 999
    trouble.left = 3
    await stage.play({"message": anna.message(text="/count")}, {"message": anna.message(text="/count")})
    assert await stage.database.read(inbox.counts) == {InboxState.QUARANTINED: 1}
    assert await stage.database.read(facts.read, "n") == "1"
    assert said(anna).count("Count 1") == 1
    assert "RuntimeError" in stage.phones.chats[999][-1].text
    assert "boom" not in stage.phones.chats[999][-1].text


async def test_a_refusal_undoes_the_turn_and_says_why(anna: Actor, stage: Stage) -> None:
    await anna.say("/refuse")
    assert said(anna) == ["No <i>tag & co"]
    assert anna.screen.html == "No <b>&lt;i&gt;tag &amp; co</b>"
    assert await stage.database.read(facts.read, "n") is None
    assert await stage.database.read(inbox.counts) == {}


@pytest.mark.parametrize("command", ["/sleep", "/network", "/task"])
async def test_what_a_turn_may_not_do_is_stopped(anna: Actor, stage: Stage, command: str) -> None:
    await anna.say(command)
    assert await stage.database.read(inbox.counts) == {InboxState.QUARANTINED: 1}
    assert await stage.database.read(facts.read, "n") is None
    await anna.say("/count")
    assert "Count 1" in said(anna)


async def test_the_bot_object_owes_instead_of_sending(anna: Actor, stage: Stage) -> None:
    await anna.say("/raw")
    assert said(anna) == ["raw"]
    assert [call.method for call in await stage.owed()] == ["sendMessage"]


async def test_a_repeated_update_is_handled_once(anna: Actor, stage: Stage) -> None:
    arrival = stage.arrival({"message": anna.message(text="/count")})
    for _ in range(2):
        if await stage.commits.store([arrival]):
            stage.lanes.accept([arrival])
        await stage.lanes.idle()
    assert await stage.database.read(facts.read, "n") == "1"


async def test_what_waited_is_done_after_a_restart(anna: Actor, stage: Stage) -> None:
    await stage.commits.store([stage.arrival({"message": anna.message(text="/count")})])
    stage.lanes.accept(await stage.database.read(inbox.waiting, stage.room.bot_id))
    await stage.lanes.idle()
    assert "Count 1" in said(anna)


async def test_eight_people_at_once_lose_no_update(stage: Stage) -> None:
    actors = [Actor(stage, 200 + i) for i in range(8)]
    await stage.play(*({"message": actor.message(text="/count")} for _ in range(5) for actor in actors))
    assert await stage.database.read(facts.read, "n") == "40"


async def test_within_a_chat_the_order_holds(anna: Actor, stage: Stage) -> None:
    await stage.play(*({"message": anna.message(text="/count")} for _ in range(6)))
    assert [text for text in said(anna) if text.startswith("Count")] == [f"Count {n}" for n in range(1, 7)]


async def test_a_blocked_person_is_unreachable_until_they_return(anna: Actor, stage: Stage) -> None:
    await anna.say("/count")
    member = {"user": {"id": 4242, "is_bot": True, "first_name": "Iskra"}, "status": "kicked", "until_date": 0}
    left = {"user": member["user"], "status": "member"}
    change = {"chat": anna.chat, "from": anna.user, "date": 1, "old_chat_member": left, "new_chat_member": member}
    await stage.play({"my_chat_member": change})
    assert (await stage.database.read(people.by_telegram_ids, [101]))[101].unreachable
    await anna.say("/raw")
    assert not (await stage.database.read(people.by_telegram_ids, [101]))[101].unreachable


@pytest.mark.parametrize("data", ["", "x", "1;probe;unknown", "9;probe;count", "1;;;;", "\ud83d\ude00" * 8])
async def test_a_forged_button_is_answered_and_does_nothing(anna: Actor, stage: Stage, data: str) -> None:
    await anna.presses(data.encode("utf-16", "surrogatepass").decode("utf-16"))
    assert "outdated" in anna.toast
    assert await stage.database.read(facts.read, "n") is None


async def test_a_button_without_words_stops_spinning(anna: Actor, stage: Stage) -> None:
    await anna.say("/count")
    await anna.press("Press")
    assert list(stage.phones.answers[-1]) == ["callback_query_id"]


UPDATES: list[tuple[str, dict[str, Any], str | None]] = [
    ("text", {"message": {"text": "hi"}}, "did not understand"),
    ("unknown command", {"message": {"text": "/nothing"}}, "no such command"),
    ("photo", {"message": {"photo": []}}, "did not understand"),
    ("group command", {"message": {"text": "/count", "chat": {"id": -5, "type": "group", "title": "g"}}}, "private"),
    ("group text", {"message": {"text": "hi", "chat": {"id": -5, "type": "group", "title": "g"}}}, None),
    ("channel post", {"channel_post": {"text": "/count", "chat": {"id": -7, "type": "channel", "title": "c"}}}, None),
    ("unknown kind", {"brand_new_kind": {"x": 1}}, None),
    ("poll", {"poll_answer": {"poll_id": "1", "option_ids": [], "option_persistent_ids": [], "user": {"id": 7, "is_bot": False, "first_name": "x"}}},
     None),
]  # fmt: skip


@pytest.mark.parametrize(("update", "expected"), [case[1:] for case in UPDATES], ids=[case[0] for case in UPDATES])
async def test_no_answer_only_where_nobody_waits(
    anna: Actor, stage: Stage, update: dict[str, Any], expected: str | None
) -> None:
    kind, content = next(iter(update.items()))
    full = anna.message(**content) if kind == "message" else {"message_id": 1, "date": 1, **content}
    await stage.play({kind: full})
    shown = [bubble.text for chat in stage.phones.chats.values() for bubble in chat]
    assert [expected in text for text in shown] == [True] if expected else shown == []
    assert await stage.database.read(inbox.counts) == {}


def test_two_features_cannot_claim_the_same() -> None:
    feature = Feature("x")

    async def handler(_update: Update, _context: Context) -> None: ...

    feature.command("start")(handler)
    with pytest.raises(RegistrationError, match="twice"):
        feature.command("start")(handler)


async def test_handlers_outside_the_turn_are_refused(stage: Stage) -> None:
    async def nothing(_update: Update, _context: Any) -> None: ...

    assert stage.room.application is not None
    with pytest.raises(RegistrationError, match="block=False"):
        stage.room.application.add_handler(MessageHandler(filters.ALL, nothing, block=False))


def test_the_library_keeps_its_states_where_we_think() -> None:
    """A release of the library that moves `_conversations` must not pass unnoticed."""
    assert "_conversations" in ConversationHandler.__slots__

    async def nothing(_update: Update, _context: Any) -> None: ...

    states = {"name": [MessageHandler(filters.ALL, nothing)]}
    handler = DatabaseConversation(entry_points=[], states=states, fallbacks=[], name="probe")  # type: ignore[arg-type]
    talks = Talks(1, 10, 20, [])
    set_current_talks(talks)
    handler._update_state("name", (10, 20))
    assert talks.active is not None
    assert talks.active.state == "name"
    assert handler._conversations.get((10, 20)) == "name"
    handler._update_state(ConversationHandler.END, (10, 20))
    assert talks.active is None


async def test_group_commit_fails_only_the_bad_one(stage: Stage, now: datetime) -> None:
    from bot.commits import Finished
    from storage.conversations import Conversation
    from storage.errors import StaleConversation

    def conversation(user: int, version: int) -> Conversation:
        return Conversation(1, user, user, "f", "s", True, b"{}", version, now)

    await stage.commits.finish(Finished((), now, (conversation(1, 0),)))
    results = await asyncio.gather(
        stage.commits.finish(Finished((), now, (conversation(1, 0),))),
        stage.commits.finish(Finished((), now, (conversation(2, 0),))),
        return_exceptions=True,
    )
    assert isinstance(results[0], StaleConversation)
    assert results[1] == []
    assert len(await stage.database.read(outbox.owed, 1, now)) == 0


Run = Callable[[], Awaitable[None]]


async def test_a_turn_leaves_nobody_in_memory(stage: Stage) -> None:
    everybody = range(7_310_000_000, 7_310_000_040)
    for number in everybody:
        await Actor(stage, number).say("/count")
    stage.phones.chats.clear()
    stage.phones.last.clear()
    holders = [held for held in gc.get_objects() if type(held) in {dict, set, list} and len(held) >= 40]
    assert not [held for held in holders if all(number in held for number in everybody)]


# --- a message that stays, events that others hear, jobs that nobody pressed for


async def test_a_button_below_leaves_its_message_as_it_is(database: Database, now: datetime) -> None:
    feature = Feature("staying")

    @feature.command("card")
    async def card(_update: Update, context: Context) -> None:
        button = Button("probe-button", feature.action("open"), below=True)
        context.send(Screen("probe-count", {"n": 1}, [[button]], anchor="card", silent=True))
        context.pin("card")

    @feature.press("open")
    async def opened(_update: Update, context: Context) -> None:
        context.toast("probe-button")
        context.show(Screen("probe-count", {"n": 2}))

    stage = await _open(database, now, [feature])
    anna = Actor(stage, 1)
    shown = await anna.say("/card")
    assert stage.phones.pinned == {1: shown.message_id}
    assert shown.body["disable_notification"] is True
    await anna.press("Press", shown)
    assert [bubble.text for bubble in anna.bubbles] == ["Count 1", "Count 2"]
    assert anna.toast == "Press"
    assert shown.labels == ["Press"]
    await stage.close()


def test_a_button_below_keeps_to_the_length_of_callback_data() -> None:
    action = Action.of("f", "v", "x" * 57)
    assert Action.parse(action.data(BELOW)) == action
    assert not stays(action.data())
    with pytest.raises(ScreenError):
        Action.of("f", "v", "x" * 58).data(BELOW)


async def test_who_listens_writes_in_the_same_transaction(database: Database, now: datetime) -> None:
    listener = Feature("listener")

    @listener.listen(Counted)
    def heard(session: Session, _now: datetime, event: Counted) -> None:
        facts.write(session, "heard", str(event.n))

    stage = await _open(database, now, [probe(Trouble()), listener])
    await Actor(stage, 1).say("/count")
    assert await database.read(facts.read, "heard") == "1"
    await Actor(stage, 1).say("/refuse")
    assert await database.read(facts.read, "heard") == "1", "what is taken back was heard by nobody"
    await Actor(stage, 1).say("/count")
    assert await database.read(facts.read, "heard") == "2"
    await stage.close()


async def test_an_errand_is_a_job_that_its_person_did_not_start(database: Database, now: datetime) -> None:
    feature = Feature("errands")

    @feature.command("count")
    async def count(_update: Update, context: Context) -> None:
        await context.run(bump, context.person.id)

    @feature.notice(Counted)
    def look(event: Counted, _context: NoticeContext) -> list[Errand]:
        return [Errand(event.person_id, "made", {"n": event.n}, "one")] * 2

    @feature.job("made")
    async def made(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"n": payload["n"], "bot": work.bot_id}

    @feature.job_done("made")
    async def done(_update: Update, context: Context) -> None:
        context.send(Screen("probe-count", {"n": context.job.require()["n"]}))

    stage = await _open(database, now, [feature])
    anna = Actor(stage, 1)
    await anna.say("/count")
    assert anna.bubbles == []
    await stage.work()
    assert [bubble.text for bubble in anna.bubbles] == ["Count 1"]
    await stage.close()


async def _open(database: Database, now: datetime, features: list[Feature]) -> Stage:
    stage = Stage(database, now, texts=Texts(LOCALES))
    stage.texts.add(TEXTS)
    return await stage.open(features)
