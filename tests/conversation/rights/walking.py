"""Trying a door: what is pressed or said, what it brought, and whether that is right."""

from __future__ import annotations

import re
from typing import Any

import orjson

from bot.form.doors import DOOR
from cluster.access import Kind
from storage import conversations, inbox, jobs
from storage.base import new_id
from storage.jobs import Job
from tests.conversation.machine.world import words
from tests.conversation.rights.house import SECRETS, House, telegram_id
from tests.conversation.rights.people import may_read, may_work_on
from tests.conversation.rights.practice import STAFF_WORDS
from tests.conversation.rights.table import Door, Proof, Rule
from tests.conversation.stage import BOT_ID

JOB = "job"


def ways(house: House, door: Door, rule: Rule) -> list[str]:
    """Return what is pressed or said at a door."""
    if house.standing != rule.place:
        house.begin_at(rule.place)
    kind, name = door
    carried = house.carried(rule.carries)
    match kind:
        case "command":
            return [f"/{name}"]
        case "link":
            return [f"/start {name}_{carried}"]
        case "press":
            return [f"1;{name};{carried}".rstrip(";")]
        case "form":
            return [f"1;{name};{verb};{carried}".rstrip(";") for verb in sorted(DOOR)]
        case _:
            return [f"{JOB};{name};{carried}"] if carried.startswith("{") else []


def try_door(house: House, name: str, said: str, rule: Rule, *, passes: bool) -> None:
    """Let somebody try a door, and see what came of it."""
    if house.standing != rule.place:
        house.begin_at(rule.place)
    what = f"{name}: {said}"
    told = play(house, name, said)
    shows_only_what_may_be_read(name, told, what)
    if passes or said.startswith(JOB):
        house.standing = ""  # whatever happened is taken back before the next
    if passes:
        _got_in(house, name, told, rule, said)
        return
    assert told.refused, f"{what}: was let in: {told.shown}"
    assert not told.others, f"{what}: somebody else was told"
    assert not _changed(house, rule, said), f"{what}: something changed"


def _changed(house: House, rule: Rule, said: str) -> set[str]:
    """Return the tables that differ, but for the job itself that brought a result."""
    before, now = house.places[rule.place].rows, house.rows()
    beside = {"jobs"} if said.startswith(JOB) else set()
    return {table for table in now if now[table] != before[table]} - beside


class Told:
    """What a try brought: what was shown to who tried, and what others were told."""

    def __init__(self, house: House, name: str, calls: int, held: int, answers: int) -> None:
        phones, chat = house.stage.phones, telegram_id(name)
        mine = [body for _, body in phones.calls[calls:] if body.get("chat_id") == chat]
        said = phones.answers[answers:]
        self.shown = [text for body in mine for text in words(body)] + [str(one.get("text", "")) for one in said]
        self.others = [body for _, body in phones.calls[calls:] if body.get("chat_id") != chat]
        self.others += [{"chat_id": one.chat_id} for one in phones.held[held:]]
        alerted = any(one.get("show_alert") for one in said)
        no = [house.stage.texts.get("ru", key) for key in ("access-forbidden", "access-not-found")]
        self.refused = (alerted and not mine) or (bool(mine) and self.shown[0] in no)


def play(house: House, name: str, said: str, message_id: int | None = None, **content: Any) -> Told:
    """Let somebody press or say something, or send `content`."""
    actor, phones = house.actor(name), house.stage.phones
    counted = len(phones.calls), len(phones.held), len(phones.answers)
    if said.startswith(JOB):
        _job(house, name, said)
    elif said.startswith("1;"):
        house.wait(house.stage.play({"callback_query": actor.query(said, message_id)}))
    else:
        house.wait(house.stage.play({"message": actor.message(**(content or {"text": said}))}))
    assert house.database.look(inbox.counts) == {}, f"{name}: {said}: failed"
    return Told(house, name, *counted)


def _job(house: House, name: str, said: str) -> None:
    """Have a job done as if somebody had started it, and play the turn that takes its result."""
    _, kind, payload = said.replace("{me}", str(house.people[name])).split(";", 2)
    number, chat = new_id(), telegram_id(name)
    job = Job(number, BOT_ID, kind, str(number), chat, chat, orjson.loads(payload), house.stage.clock.now())
    house.do(jobs.start, job)
    house.wait(house.stage.work())


def shows_only_what_may_be_read(name: str, told: Told, what: str) -> None:
    """Assert that nobody sees what the access table hides from them."""
    for kind, secrets in SECRETS.items():
        # Whoever an application or a call for help is about reads who deals with it.
        staff_names = kind is Kind.ROLE and (may_read(name, Kind.APPLICATION) or may_read(name, Kind.INCIDENT))
        if may_read(name, kind) or staff_names:
            continue
        for line in told.shown:
            assert not any(secret in line for secret in secrets), f"{what}: {line!r}"
    if not may_work_on(name, Kind.PLACEMENT):
        assert not any(STAFF_WORDS in line for line in told.shown), f"{what}: {told.shown}"


def _got_in(house: House, name: str, told: Told, rule: Rule, said: str) -> None:
    what = f"{name}: {said}"
    assert not told.refused, f"{what}: was refused: {told.shown}"
    match rule.proof:
        case Proof.CHANGES:
            assert _changed(house, rule, said), f"{what}: changed nothing"
        case Proof.SHOWS if not rule.anywhere or may_read(name, rule.kind):
            secrets = SECRETS[rule.kind]
            assert any(secret in line for line in told.shown for secret in secrets), f"{what}: {told.shown}"
        case Proof.ASKS:
            key = (telegram_id(name), telegram_id(name))
            rows = house.database.look(conversations.load, BOT_ID, [key])[key]
            assert [row.name for row in rows if row.active] == [what.split(";")[1]], f"{what}: {told.shown}"
        case _:
            assert any(told.shown), f"{what}: nothing was shown"


def own_rows_changed(house: House, name: str, what: str) -> bool:
    """Assert that nobody else's rows differ; return whether one's own do."""
    now, before = house.rows(), house.places["taken"].rows
    if now == before:
        return False
    own = re.compile(rf"\b({telegram_id(name)}|{house.people[name]})\b")
    changed = [row for table in now for row in ((now[table] - before[table]) + (before[table] - now[table]))]
    for row in changed:
        assert any(own.search(str(value)) for value in row), f"{name}: {what}: {row}"
    return bool(changed)
