"""Jobs: started by a turn, done outside of any, come back as a turn: once, in order, after any crash."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel
from sqlalchemy.orm import Session
from telegram import Update

import bot.jobs.runner
import bot.turn.room
from bot import commits
from bot.errors import ServerFailed, TelegramDown, TooManyRequests
from bot.feature import Feature, RegistrationError
from bot.form import FormSpec, Given, Question, Subject
from bot.jobs.work import Work
from bot.screens import Screen
from bot.texts import Texts
from bot.turn.context import Context
from bot.workshop import Workshop
from papers import qr
from storage import facts, files, inbox, jobs, outbox, people, restored
from storage.database import Database
from storage.errors import Refusal
from storage.jobs import JobState
from storage.outbox import OutboxState
from storage.trouble import DatabaseTrouble, Trouble
from tests import trouble
from tests.conversation.stage import LOCALES, Actor, Stage

TEXTS = """
list-started = Reading
list-known = Already reading
list-read = Read { $n }: { $words }
list-empty = Empty <b>{ $name }</b>
list-no = Not today
list-form-question-note = Note?
list-form-submit = Send
list-form-review = Review
list-form-open = Open
list-form-unfinished = Unfinished
list-form-label-note = Note
list-form-sent = Sent { $note }
"""


class Boom(RuntimeError):
    """What a job was not made for."""


class Death(BaseException):
    """The process dies here."""


def count(session: Session, name: str) -> int:
    n = int(facts.read(session, name) or 0) + 1
    facts.write(session, name, str(n))
    return n


_TROUBLES: list[Exception] = []
"""What the database says to a job that reads "full", one after the other."""


async def read(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    content = await work.download(payload["file_id"], most_bytes=100)
    if not content:
        raise Refusal("list-empty", name=payload["name"])
    if content == b"boom":
        raise Boom("a secret of the file")
    if content == b"full" and _TROUBLES:
        raise _TROUBLES.pop()
    kept = work.keep(payload["name"], content.upper(), "text/plain")
    return {"words": content.decode(), "file": kept}


async def show(_update: Update, context: Context) -> None:
    result = context.job.require()
    n = await context.run(count, "turns")
    if result["words"] == "refuse":
        raise Refusal("list-no")
    if result["words"] == "break":
        raise Boom("the turn")
    context.send(Screen("list-read", {"n": n, "words": result["words"]}))


class Note(BaseModel):
    note: str


async def submit(context: Context, note: BaseModel, _subject: Subject) -> None:
    context.show(Screen("list-form-sent", {"note": note.note}))  # type: ignore[attr-defined]


def lists() -> Feature:
    feature = Feature("list")
    feature.form(
        FormSpec(
            name="list-form",
            model=Note,
            submit=submit,
            questions=[Question("note", parse=lambda text, _view: Given(text))],
        )
    )
    feature.job("list")(read)
    feature.job_done("list")(show)

    @feature.command("read")
    async def start(_update: Update, context: Context) -> None:
        name, key = (context.args or ["?"])[0], (context.args or ["?", "?"])[-1]
        started = await context.start_job("list", {"file_id": name, "name": name}, key=key)
        context.send(Screen("list-started" if started else "list-known"))

    return feature


@pytest.fixture
async def stage(database: Database, now: datetime) -> AsyncIterator[Stage]:
    stage = Stage(database, now, texts=Texts(LOCALES))
    stage.texts.add(TEXTS)
    await stage.open([lists()])
    stage.room.operator_chat_id = 999
    yield stage
    await stage.close()


@pytest.fixture
def anna(stage: Stage) -> Actor:
    return Actor(stage, 101, language="en")


def said(actor: Actor) -> list[str]:
    return [bubble.text for bubble in actor.bubbles]


async def left(stage: Stage) -> dict[JobState, int]:
    return await stage.database.read(jobs.counts)


async def test_a_result_comes_back_as_a_turn_of_its_chat(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"one"
    await anna.say("/read a")
    assert said(anna) == ["Reading"]
    assert await left(stage) == {JobState.WAITING: 1}
    await stage.work()
    assert said(anna) == ["Reading", "Read 1: one"]
    assert await left(stage) == {}
    assert await stage.database.read(inbox.counts) == {}


async def test_pressing_twice_starts_one_job_and_a_third_time_after_its_end_another(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"one"
    await stage.play({"message": anna.message(text="/read a")}, {"message": anna.message(text="/read a")})
    await stage.work()
    assert said(anna) == ["Reading", "Already reading", "Read 1: one"]
    assert stage.cupboard.asked == ["a"]
    await anna.say("/read a")
    await stage.work()
    assert said(anna)[-1] == "Read 2: one"


async def test_what_a_job_keeps_is_there_for_a_day(stage: Stage, anna: Actor) -> None:
    seen: list[int] = []
    stage.room.jobs["list"] = _watching(seen)
    stage.files["a"] = b"one"
    await anna.say("/read a")
    await stage.work()
    kept = await stage.database.read(files.get, seen[0])
    assert kept is not None
    assert (kept.name, kept.content) == ("a", b"ONE")
    source = stage.runner.due_source()
    assert await source.next_due() == kept.expires_at
    stage.clock.forward(days=1)
    await source.run(stage.clock.now())
    assert await stage.database.read(files.get, seen[0]) is None
    assert await source.next_due() is None


def _watching(seen: list[int]) -> Callable[..., Any]:
    async def watched(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        result = await read(work, payload)
        seen.append(result["file"])
        return result

    return watched


REFUSALS = [
    ("its own", "a", b"", "Empty <i>a"),
    ("too large", "a", b"x" * 101, "The file is too large: at most 1 MB. Please send a smaller one."),
    ("gone", "b", None, "Telegram does not have this file any more. Please send it again."),
]


@pytest.mark.parametrize(("file_id", "content", "expected"), [c[1:] for c in REFUSALS], ids=[c[0] for c in REFUSALS])
async def test_a_refusal_is_told_and_is_no_failure(
    stage: Stage, anna: Actor, file_id: str, content: bytes | None, expected: str
) -> None:
    if content is not None:
        stage.files[file_id if content else "<i>a"] = content
    await anna.say(f"/read {'<i>a' if content == b'' else file_id}")
    await stage.work()
    assert said(anna)[1:] == [expected]
    assert await left(stage) == {}
    assert stage.phones.chats[999] == []


async def test_a_refusal_of_who_takes_the_result_undoes_its_turn(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"refuse"
    await anna.say("/read a")
    await stage.work()
    assert said(anna)[1:] == ["Not today"]
    assert await stage.database.read(facts.read, "turns") is None


async def test_a_network_that_fails_is_waited_for(stage: Stage, anna: Actor) -> None:
    down = [TelegramDown("no"), ServerFailed(502, "no"), TooManyRequests(429, "flood", 3600.0)]
    stage.files["a"] = [*down, b"one"]
    await anna.say("/read a")
    for wait_s, seconds_more in ((4, 2), (8, 3), (3590, 11)):
        await stage.work()
        stage.clock.forward(seconds=wait_s)
        asked = len(stage.cupboard.asked)
        await stage.work()
        assert len(stage.cupboard.asked) == asked
        stage.clock.forward(seconds=seconds_more)
    await stage.work()
    assert said(anna) == ["Reading", "Read 1: one"]


async def test_a_network_that_never_comes_back_is_given_up(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = TelegramDown("no")
    await anna.say("/read a")
    for _ in range(20):
        await stage.work()
        stage.clock.forward(minutes=15)
    assert len(stage.cupboard.asked) == bot.jobs.runner.MOST_DELAYS
    assert await left(stage) == {JobState.FAILED: 1}
    assert said(anna)[1:] == [
        "This could not be done, though it was tried several times. Whoever runs the bot knows. Please try again later."
    ]


async def test_a_job_that_breaks_is_tried_three_times_then_told(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"boom"
    await anna.say("/read a")
    for _ in range(5):
        await stage.work()
        stage.clock.forward(minutes=1)
    assert len(stage.cupboard.asked) == 3
    assert said(anna)[1].startswith("This could not be done")
    assert len(said(anna)) == 2
    assert await left(stage) == {JobState.FAILED: 1}
    told = [bubble.text for bubble in stage.phones.chats[999]]
    assert len(told) == 1
    assert "(list) снято: Boom" in told[0]
    assert "secret" not in told[0]


async def test_a_database_in_trouble_is_no_failure_of_a_job(stage: Stage, anna: Actor) -> None:
    _TROUBLES[:] = [DatabaseTrouble(Trouble.FULL, "iskra.db", "disk full")] * 5
    stage.files["a"] = b"full"
    await anna.say("/read a")
    await stage.work()
    assert _TROUBLES == []
    assert len(stage.cupboard.asked) == 6
    assert said(anna)[-1].endswith("full")
    assert await left(stage) == {}
    assert 999 not in stage.phones.chats


async def test_a_result_that_nobody_can_take_is_set_aside_and_told(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"break"
    await anna.say("/read a")
    await stage.work()
    assert said(anna)[1].startswith("This could not be done")
    assert len(said(anna)) == 2
    assert list(await stage.database.read(inbox.counts)) == [inbox.InboxState.QUARANTINED]
    assert len(stage.phones.chats[999]) == 1


async def test_a_kind_that_a_release_dropped_is_set_aside_and_told(stage: Stage, anna: Actor) -> None:
    await anna.say("/read a")
    await stage.restart([Feature("other")])
    stage.room.operator_chat_id = 999
    await stage.work()
    assert await left(stage) == {JobState.FAILED: 1}
    assert said(anna)[1].startswith("This could not be done")
    assert "снято" in stage.phones.chats[999][0].text
    assert await stage.database.read(inbox.counts) == {}


async def test_a_form_that_is_open_stays_open(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"one"
    await anna.say("/read a")
    await anna.presses("1;list-form;open", anna.screen.message_id)
    form = anna.screen.text
    assert "Note?" in form
    await stage.work()
    assert anna.screen.text == "Read 1: one"
    await anna.say("my note")
    assert "my note" in anna.screen.text
    await anna.press("Send")
    assert anna.screen.text == "Sent my note"


async def test_jobs_of_one_chat_follow_each_other_and_four_chats_go_at_once(stage: Stage) -> None:
    under_way: list[int] = []
    most: list[int] = []
    gate = asyncio.Event()

    async def slow(work: Work, _payload: Mapping[str, Any]) -> Mapping[str, Any]:
        assert work.chat_id not in under_way
        under_way.append(work.chat_id)
        most.append(len(under_way))
        if len(under_way) == 4:
            gate.set()
        await gate.wait()
        for _ in range(10):
            await asyncio.sleep(0)
        under_way.remove(work.chat_id)
        return {"words": str(work.chat_id)}

    stage.room.jobs["list"] = slow
    actors = [Actor(stage, 200 + i, language="en") for i in range(6)]
    for actor in actors:
        for key in "xyz":
            await actor.say(f"/read a {actor.id}{key}")
    await stage.work()
    assert max(most) == 4
    assert await stage.database.read(facts.read, "turns") == "18"


async def test_who_blocked_the_bot_is_not_back_by_a_result(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"one"
    await anna.say("/read a")
    await stage.database.run(people.mark_unreachable, anna.id, stage.clock.now())
    await stage.work()
    assert said(anna) == ["Reading"]
    assert (await stage.database.read(people.by_telegram_ids, [anna.id]))[anna.id].unreachable
    assert await stage.database.read(facts.read, "turns") == "1"


async def test_a_job_may_write_and_have_things_made(stage: Stage, anna: Actor) -> None:
    async def make(work: Work, _payload: Mapping[str, Any]) -> Mapping[str, Any]:
        picture = await work.make(qr.png, "iskra", 2)
        return {"words": f"{picture[1:4].decode()} {await work.run(count, 'made')}"}

    stage.room.jobs["list"] = make
    await anna.say("/read a")
    await stage.work()
    assert anna.screen.text == "Read 1: PNG 1"


async def test_nobody_waits_for_what_is_made(stage: Stage, anna: Actor) -> None:
    async def burn(work: Work, _payload: Mapping[str, Any]) -> Mapping[str, Any]:
        making.set()
        await work.make(trouble.burn, timeout_s=5)
        return {}

    making, bob = asyncio.Event(), Actor(stage, 102, language="en")
    stage.workshop = Workshop(packages=("tests",))
    await stage.restart([lists()])
    stage.room.operator_chat_id = 999
    stage.room.jobs["list"] = burn
    await anna.say("/read a")
    working = asyncio.create_task(stage.work())
    await making.wait()
    for _ in range(3):
        await bob.say("/hello")
    assert len(bob.bubbles) == 3
    assert await left(stage) == {JobState.WAITING: 1}
    await working
    assert said(anna)[1].startswith("This could not be done")
    assert await left(stage) == {JobState.FAILED: 1}  # what took too long once is not tried again
    assert "WorkshopError" in stage.phones.chats[999][0].text


async def test_stopped_under_way_it_is_done_after_the_next_start(stage: Stage, anna: Actor) -> None:
    begun = asyncio.Event()

    async def endless(_work: Work, _payload: Mapping[str, Any]) -> Mapping[str, Any]:
        begun.set()
        await asyncio.Event().wait()
        return {}

    stage.files["a"] = b"one"
    stage.room.jobs["list"] = endless
    await anna.say("/read a")
    stage.runner.start()
    await begun.wait()
    await stage.restart([lists()])
    await stage.work()
    assert said(anna) == ["Reading", "Read 1: one"]


async def test_a_commit_is_followed_at_once(stage: Stage, anna: Actor) -> None:
    stage.files["a"] = b"one"
    stage.room.look_for_jobs = stage.runner.wake
    stage.runner.start()
    await anna.say("/read a")
    async with asyncio.timeout(10):
        while "Read 1: one" not in said(anna):
            await asyncio.sleep(0.01)


DEATHS = [
    ("turn.before-commit", 1),  # of the turn that starts it
    ("turn.committed", 1),
    ("job.before-commit", 1),
    ("job.committed", 1),
    ("turn.before-commit", 2),  # of the turn that takes the result
    ("turn.committed", 2),
]


@pytest.mark.parametrize(("seam", "n"), DEATHS)
async def test_dead_between_any_two_steps_it_comes_once(
    stage: Stage, anna: Actor, monkeypatch: pytest.MonkeyPatch, seam: str, n: int
) -> None:
    stage.files["a"] = b"one"
    passed = 0

    def die(here: str) -> None:
        nonlocal passed
        passed += here == seam
        if passed == n and here == seam:
            raise Death

    for module in (bot.jobs.runner, bot.turn.room, commits):
        monkeypatch.setattr(module, "seam", die)
    arrival = stage.arrival({"message": anna.message(text="/read a")})
    await stage.commits.store([arrival])
    with contextlib.suppress(Death):
        stage.lanes.accept([arrival])
        await stage.lanes.idle()
        await stage.work()
    assert passed == n
    await stage.restart([lists()])
    await stage.work()
    assert await stage.database.read(facts.read, "turns") == "1"
    owed = [call.body for call in await stage.owed()]
    assert sum(b"Read 1: one" in body for body in owed) == 1
    assert sum(b"Reading" in body for body in owed) == 1
    assert await left(stage) == {}
    assert await stage.database.read(inbox.counts) == {}


async def test_a_commit_whose_answer_was_lost_is_not_done_twice(
    stage: Stage, anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = []

    def lose(here: str) -> None:
        if here == "job.committed" and not lost:
            lost.append(here)
            raise OSError("the answer was lost")

    monkeypatch.setattr(bot.jobs.runner, "seam", lose)
    monkeypatch.setattr(bot.jobs.runner, "backoff_s", lambda _failures: 0.0)
    stage.files["a"] = b"one"
    await anna.say("/read a")
    await stage.work()
    assert lost
    assert said(anna) == ["Reading", "Read 1: one"]
    assert stage.cupboard.asked == ["a"]


async def test_results_keep_their_order_over_a_restart(stage: Stage, anna: Actor) -> None:
    stage.files.update({"a": b"one", "b": b"two"})
    await anna.say("/read a")
    await anna.say("/read b")
    stage.runner._accept = lambda _arrivals: None  # the process dies before their turns
    await stage.runner.idle()
    await stage.restart([lists()])
    assert said(anna)[2:] == ["Read 1: one", "Read 2: two"]


@pytest.mark.parametrize("missing", ["job", "job_done"])
async def test_a_job_and_who_takes_its_result_are_registered_together(
    sqlite_database: Database, now: datetime, missing: str
) -> None:
    feature = Feature("half")
    if missing == "job":
        feature.job_done("x")(show)
    else:
        feature.job("x")(read)
    stage = Stage(sqlite_database, now)
    with pytest.raises(RegistrationError, match="'x'"):
        await stage.open([feature])
    await stage.commits.stop()


async def test_two_features_cannot_do_the_same_job(sqlite_database: Database, now: datetime) -> None:
    features = [Feature("a"), Feature("b")]
    for feature in features:
        feature.job("x")(read)
        feature.job_done("x")(show)
    stage = Stage(sqlite_database, now)
    with pytest.raises(RegistrationError, match="taken"):
        await stage.open(features)
    await stage.commits.stop()


async def test_what_a_job_of_before_a_restore_tells_is_uncertain(stage: Stage, anna: Actor) -> None:
    """It is done again, since the restored database lacks what it did; but the person may have seen its result."""
    stage.files["a"] = b"one"
    await anna.say("/read a")
    backed_up = stage.clock.now()
    stage.clock.forward(hours=3)
    await stage.database.run(restored.begin_again, backed_up, stage.clock.now())
    stage.clock.forward(minutes=1)
    await stage.restart([lists()])
    await stage.work()
    assert said(anna) == ["Reading"]
    assert await stage.database.read(facts.read, "turns") == "1"
    # "Reading" too: it was sent, which nobody records on the stage.
    assert await stage.database.read(outbox.counts) == {OutboxState.UNCERTAIN: 2}
    stage.files["b"] = b"two"
    await anna.say("/read b")
    await stage.work()
    assert said(anna) == ["Reading", "Reading", "Read 2: two"]
