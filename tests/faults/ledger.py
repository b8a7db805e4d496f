"""The ledger of a crowd: what everybody did and was owed, beside the sandbox's record and the bot's database.

    async with crowd_at(sandbox.control) as crowd:
        ...                                     # whatever may go wrong
    await calm(sandbox.control, bot)
    found = await ledger.read(sandbox.control, bot, kills)
    assert ledger.problems(found, crowd) == []

It is clean where every update that was handed over is done in the database, once; every answer owed stands in the
outbox and came, in its chat's order; what came twice came twice for a reason; and no chat shows a word of another.

The reasons: the answer to the first sending was lost (`lost` in the record), or the process was killed between the
two (`kills`, real times), at most `MOST_UNRECORDED` answers after the first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.client import ControlClient
from storage.conversations import answers, of_person
from storage.inbox import InboxRow, InboxState
from storage.outbox import OutboxRow, OutboxState
from tests.e2e.house import Bot
from tests.e2e.ledger import UNSEEN, calm
from tests.e2e.story import shown
from tests.faults.crowd import LONGEST_BURST, NAMES, Crowd, Owed

__all__ = ["Call", "Ledger", "calm", "problems", "read"]

# When a burst is over and its last answer seen, the answers before that burst are on record: the commit of what came
# of them stands in the queue before the next turn's. So a death forgets a burst, and what the next one had begun.
MOST_UNRECORDED = 2 * LONGEST_BURST
WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
MOST_TOLD = 20

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call that took effect in a chat: its number in the record, and the life of the process that made it."""

    n: int
    life: int
    chat_id: int
    method: str
    text: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """What happened outside, in order, and what stands inside. `killed` says of each life whether it was cut off."""

    updates: dict[int, int]
    unconfirmed: int
    calls: dict[int, list[Call]]
    killed: tuple[bool, ...]
    inbox: dict[int, str]
    outbox: dict[int, list[tuple[str, str]]]
    drafts: dict[int, Any]


async def read(control: ControlClient, bot: Bot, kills: Sequence[float] = ()) -> Ledger:
    """Read the ledger; the bot should be calm or stopped. `kills` are the unix times of every SIGKILL."""
    updates: dict[int, int] = {}
    calls: defaultdict[int, list[Call]] = defaultdict(list)
    births = [0.0]
    unconfirmed = 0
    async for entry in _entries(control):
        if entry["kind"] == "update":
            updates[entry["update_id"]] = entry["chat_id"]
            unconfirmed += not entry["confirmed"]
        elif not entry["ok"]:
            continue
        elif entry["method"] == "getMe":
            births.append(entry["t"])
        elif not UNSEEN.match(entry["method"]):
            calls[entry["chat_id"]].append(_call(entry, len(births) - 1))
    killed = tuple(any(born <= kill < next_ for kill in kills) for born, next_ in pairwise(births))
    return Ledger(updates, unconfirmed, dict(calls), killed, *await bot.look(_inside, list(calls)))


async def _entries(control: ControlClient) -> Any:
    """Yield the record page by page: after a soak it does not fit into memory."""
    after = 0
    while page := await control.call("GET", "/record", after=after, kind="update,call"):
        for entry in page:
            yield entry
        after = page[-1]["n"]


def _call(entry: Entry, life: int) -> Call:
    return Call(entry["n"], life, entry["chat_id"], entry["method"], shown(entry["params"]), bool(entry.get("lost")))


def _inside(session: Session, chat_ids: Sequence[int]) -> tuple[Any, ...]:
    inbox = {
        update_id: str(state)
        for update_id, state in session.execute(
            select(InboxRow.update_id, InboxRow.state).where(InboxRow.update_id > 0)
        )
    }
    outbox: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    columns = (OutboxRow.chat_id, OutboxRow.method, OutboxRow.state)
    for chat_id, method, state in session.execute(select(*columns).order_by(OutboxRow.id)):
        outbox[chat_id].append((method, str(state)))
    drafts = {chat_id: answers(talk)["answers"] for chat_id in chat_ids for talk in of_person(session, chat_id)}
    return inbox, dict(outbox), drafts


def problems(found: Ledger, crowd: Crowd) -> list[str]:
    """Return whatever is not as it has to be, in words; a clean ledger has nothing."""
    return list(_problems(found, crowd))[:MOST_TOLD]


def repeats(found: Ledger, crowd: Crowd) -> int:
    """Return how many answers came once more than owed, all of them for a reason where the ledger is clean."""
    return sum(map(len, found.calls.values())) - crowd.done


def _problems(found: Ledger, crowd: Crowd) -> Iterator[str]:
    yield from _of_updates(found, crowd)
    yield from (f"a stranger's chat: {chat_id}" for chat_id in found.calls if chat_id not in crowd.walkers)
    owners = {word: chat_id for chat_id, walker in crowd.walkers.items() for word in walker.words}
    for chat_id, walker in crowd.walkers.items():
        calls = found.calls.get(chat_id, [])
        yield from _of_outbox(chat_id, found.outbox.get(chat_id, []), walker.owed)
        yield from _of_calls(chat_id, calls, walker.owed, found.killed)
        yield from _strays(calls, owners)
        draft = {name: value for name, value in found.drafts.get(chat_id, {}).items() if name in NAMES}
        if draft != walker.answers:
            yield f"{chat_id}: the draft holds {draft}, not {walker.answers}"


def _of_updates(found: Ledger, crowd: Crowd) -> Iterator[str]:
    if found.unconfirmed:
        yield f"{found.unconfirmed} updates were not confirmed"
    made = {chat_id: len(owed) for chat_id, owed in crowd.owed.items()}
    if (handed := Counter(found.updates.values())) != Counter(made):
        yield f"updates handed over: {handed - Counter(made)} too many, {Counter(made) - handed} missing"
    for update_id in found.updates.keys() ^ found.inbox.keys():
        yield f"update {update_id} is {'lost' if update_id in found.updates else 'nobody had sent it'}"
    for update_id, state in found.inbox.items():
        if state != InboxState.DONE:
            yield f"update {update_id} is {state}"


def _of_outbox(chat_id: int, rows: Sequence[tuple[str, str]], owed: Sequence[Owed]) -> Iterator[str]:
    if [method for method, _ in rows] != [one.method for one in owed]:
        yield f"{chat_id}: {len(rows)} rows in the outbox for {len(owed)} answers owed, or in another order"
    if bad := Counter(state for _, state in rows if state != OutboxState.SENT):
        yield f"{chat_id}: in the outbox stand {dict(bad)}"


def _of_calls(chat_id: int, calls: Sequence[Call], owed: Sequence[Owed], killed: Sequence[bool]) -> Iterator[str]:
    """Walk through what came: each call is the next answer owed, or an earlier one again that has an excuse."""
    last: dict[int, Call] = {}  # by place among what is owed: when it came last
    before: int | None = None  # the place of the call before, in this life
    life = 0
    for call in calls:
        before = before if call.life == life else None
        life = call.life
        if len(last) < len(owed) and _is(call, owed[len(last)]):
            place = len(last)
        elif (place := _again(call, owed, last)) is None:
            yield f"{chat_id}: not owed: {call.method} {call.text[:80]!r} after {_what(owed, len(last) - 1)}"
            return
        elif not _excused(last[place], call, killed) or len(last) - place > MOST_UNRECORDED:
            yield f"{chat_id}: done twice without need: {_what(owed, place)}, entries {last[place].n} and {call.n}"
        if before is not None and place < before:
            yield f"{chat_id}: out of order: {_what(owed, place)} came after {_what(owed, before)}"
        before = place
        last[place] = call
    if len(last) < len(owed):
        yield f"{chat_id}: {len(owed) - len(last)} answers never came, first {_what(owed, len(last))}"


def _is(call: Call, owed: Owed) -> bool:
    return call.method == owed.method and owed.shows in call.text


def _again(call: Call, owed: Sequence[Owed], last: dict[int, Call]) -> int | None:
    """Return the place of the newest answer that came with the very words of this call."""
    return next((place for place in reversed(range(len(last))) if last[place].text == call.text), None)


def _excused(first: Call, again: Call, killed: Sequence[bool]) -> bool:
    return first.lost or any(killed[first.life : again.life])


def _what(owed: Sequence[Owed], place: int) -> str:
    return f"the answer {owed[place].shows!r} to {owed[place].what!r}" if 0 <= place < len(owed) else "nothing"


def _strays(calls: Sequence[Call], owners: dict[str, int]) -> Iterator[str]:
    for call in calls:
        for word in WORD.findall(call.text):
            if owners.get(word, call.chat_id) != call.chat_id:
                yield f"{call.chat_id}: shows {word!r}, which {owners[word]} wrote"
