"""The ledger: what the sandbox's record and the bot's database say about a story after its end."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.client import ControlClient
from storage import consents, people
from storage.admission import ApplicationStatus, applicants, applications
from storage.conversations import of_person
from storage.inbox import InboxRow, InboxState
from storage.outbox import OutboxRow, OutboxState
from tests.e2e.house import Bot
from tests.e2e.story import ARTYOM, OLGA, shown

CALM_S, STILL_S = 60.0, 1.5
# Calls that nobody sees in a chat: fetching, and what a start tells Telegram about the bot.
UNSEEN = re.compile(r"get|set|delete(Webhook|MyCommands)|answerCallbackQuery")

# The card of one's path is drawn when there is time, so that several changes come to one edit or to some.
CARD, PIN = "<b>Мой путь</b>", "pinChatMessage"

Entry = dict[str, Any]
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Call:
    """One call that took effect in a chat; `n` is its number in the record, `at` real seconds."""

    n: int
    at: float
    key: Key
    lost: bool

    @classmethod
    def of(cls, entry: Entry) -> Call:
        params = entry["params"]
        # Times of day are the only thing that differs from one run to the next.
        text = re.sub(r"\d\d:\d\d", "(time)", shown(params))
        return cls(entry["n"], entry["t"], (entry["chat_id"], entry["method"], text), bool(entry.get("lost")))


def is_of_the_card(entry: Entry) -> bool:
    """Whether a call draws the card of somebody's path, or pins it."""
    return entry["method"] == PIN or shown(entry["params"]).startswith(CARD)


def tells_of_a_pin(update: Entry) -> bool:
    """Whether an update only says that something was pinned."""
    return "pinned_message" in update["update"].get("message", {})


@dataclass(frozen=True)
class Ledger:
    """What happened outside: updates handed over and calls that took effect, in order; and what stands inside."""

    updates: tuple[Entry, ...]
    calls: tuple[Call, ...]
    inside: Inside
    cards: frozenset[int]
    """The chats that have a card of the path."""

    def of_chat(self, chat_id: int) -> list[Call]:
        return [call for call in self.calls if call.key[0] == chat_id]


@dataclass(frozen=True)
class Inside:
    """What the database holds. `owed` counts the rows of the outbox by (chat, method): one each, however often sent."""

    handled: tuple[int, ...]
    unhandled: dict[str, int]
    owed: dict[tuple[int, str], int]
    unsent: dict[str, int]
    applications: tuple[tuple[str, str, int], ...]
    people: int
    consents: int
    drafts: int


async def calm(control: ControlClient, bot: Bot) -> None:
    """Wait until nothing is under way: every update is confirmed and done, every call recorded as sent.

    It stays so for longer than a tick: what is due then, such as a card to be drawn and pinned, brings updates anew.
    """
    until, since = time.monotonic() + CALM_S, time.monotonic()
    while time.monotonic() - since < STILL_S:
        pending = (await control.state())["bots"][0]["pending_updates"]
        waiting = await bot.look(_waiting)
        if pending or any(waiting):
            since = time.monotonic()
        assert time.monotonic() < until, (pending, waiting, bot.said()[-3000:])
        await asyncio.sleep(0.05)


async def read(control: ControlClient, bot: Bot) -> Ledger:
    """Read the ledger; the bot should be calm or stopped."""
    record = await control.record()
    calls = [e for e in record if e["kind"] == "call" and e["ok"] and not UNSEEN.match(e["method"])]
    updates = [e for e in record if e["kind"] == "update"]
    cards = {e["chat_id"] for e in calls if is_of_the_card(e) and e["method"] == "sendMessage"}
    told = tuple(Call.of(e) for e in calls if not is_of_the_card(e))
    return Ledger(tuple(updates), told, await bot.look(_inside), frozenset(cards))


def check_nothing_is_lost(ledger: Ledger, told: Ledger) -> None:
    """Check that every update was handled once, and that the database is as after the undisturbed story `told`."""
    handed = [update["update_id"] for update in ledger.updates]
    assert all(update["confirmed"] for update in ledger.updates)
    assert sorted(ledger.inside.handled) == sorted(handed)
    assert _kinds(ledger) == _kinds(told)
    assert ledger.cards == told.cards
    assert ledger.inside.unhandled == ledger.inside.unsent == {}
    assert ledger.inside.owed == told.inside.owed
    assert ledger.inside.applications == told.inside.applications
    assert (ledger.inside.people, ledger.inside.consents) == (told.inside.people, told.inside.consents)
    assert ledger.inside.drafts == told.inside.drafts


def doubles(ledger: Ledger, told: Ledger, excused: Callable[[Call, Call], bool]) -> list[Call]:
    """Return the calls that happened again; every other one must stand where it does in `told`, chat by chat.

    A call may happen again only where `excused(first, again)`, and only before the chat has gone on: a resent
    message never overtakes, and never comes behind what followed from it.
    """
    assert {call.key[0] for call in ledger.calls} == {call.key[0] for call in told.calls}
    found = []
    for chat_id in (ARTYOM, OLGA):
        expected = [call.key for call in told.of_chat(chat_id)]
        done: list[Call] = []
        for call in ledger.of_chat(chat_id):
            if len(done) < len(expected) and call.key == expected[len(done)]:
                done.append(call)
                continue
            again = next((first for first in reversed(done) if first.key == call.key), None)
            assert again is not None, f"unexpected: {call.key}, after {done[-1].key if done else None}"
            assert excused(again, call), f"done twice without need: {call.key}"
            found.append(call)
        assert [call.key for call in done] == expected
    return found


def _waiting(session: Session) -> tuple[int, int]:
    return (
        _count(session, InboxRow.state == InboxState.WAITING),
        _count(session, OutboxRow.state.in_([OutboxState.WAITING, OutboxState.SENDING])),
    )


def _count(session: Session, condition: Any) -> int:
    return session.scalar(select(func.count()).where(condition)) or 0


def _inside(session: Session) -> Inside:
    inbox = session.execute(select(InboxRow.update_id, InboxRow.state)).all()
    rows = session.execute(select(OutboxRow.chat_id, OutboxRow.method, OutboxRow.state, OutboxRow.anchor)).all()
    outbox = [(chat_id, method, state) for chat_id, method, state, _ in rows]
    seen = [(chat_id, method) for chat_id, method, _, anchor in rows if method != PIN and not _is_path(anchor)]
    found = people.by_telegram_ids(session, [ARTYOM, OLGA])
    artyom = found[ARTYOM].id
    mine = applications.of_owner(session, artyom)
    return Inside(
        handled=tuple(update_id for update_id, state in inbox if state is InboxState.DONE),
        unhandled=_by_state(state for _, state in inbox if state is not InboxState.DONE),
        owed=dict(Counter(seen)),
        unsent=_by_state(state for _, _, state in outbox if state is not OutboxState.SENT),
        applications=tuple(
            (one.number, ApplicationStatus(one.status).value, len(applications.history(session, one.id)))
            for one in mine
        ),
        people=len(applicants.of_owner(session, artyom)),
        consents=len(consents.of_person(session, artyom)),
        drafts=len(of_person(session, ARTYOM)),
    )


def _kinds(ledger: Ledger) -> list[list[str]]:
    return [sorted(one["update"].keys() - {"update_id"}) for one in ledger.updates if not tells_of_a_pin(one)]


def _is_path(anchor: str | None) -> bool:
    return anchor is not None and anchor.startswith("path:")


def _by_state(states: Iterable[Any]) -> dict[str, int]:
    return dict(Counter(str(state) for state in states))
