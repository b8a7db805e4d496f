"""Reminders of unfinished forms, and the end of those that nobody finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import orjson
import structlog
from sqlalchemy.orm import Session

from bot.clock import DueSource
from bot.form.draft import Draft, next_due
from bot.form.flow import FormFlow
from bot.screens import Action, Button, Screen
from storage import conversations, people, restored
from storage.conversations import Conversation
from storage.outbox import Lane, Outgoing
from storage.people import Person

if TYPE_CHECKING:
    from bot.turn.room import Room

log = structlog.get_logger(__name__)


def due_source(room: Room, flows: Mapping[str, FormFlow]) -> DueSource:
    """Return what the clock asks about forms."""

    async def next_moment() -> datetime | None:
        return await room.database.read(conversations.next_due, room.bot_id)

    async def run(now: datetime) -> int:
        moments, calls = await room.database.run(_remind, room, flows, now)
        for due_at in moments:
            room.counts.was_due("forms", due_at, now)
        room.sender.offer(calls)
        return len(moments)

    return DueSource("forms", next_moment, run)


def _remind(
    session: Session, room: Room, flows: Mapping[str, FormFlow], now: datetime
) -> tuple[list[datetime], list[Outgoing]]:
    due = conversations.due(session, room.bot_id, now)
    known = people.by_telegram_ids(session, [c.user_id for c in due])
    changed, calls = [], []
    for conversation in due:
        flow, after = flows.get(conversation.name), replace(conversation, due_at=None, updated_at=now)
        if flow is not None and conversation.state is not None:
            try:
                screen, going_on = _step(conversation, flow, room, now)
                silent = going_on.state is not None and not flow.spec.reminds(room.content())
                person = known.get(conversation.user_id)
                call = [] if silent else _told(room, flow, screen, conversation, person, now)
            except Exception:  # one that cannot be read must not keep everybody else's from being told
                log.exception("unfinished form cannot be read", form=conversation.name, user_id=conversation.user_id)
            else:
                after = going_on
                calls += call
        changed.append(after)
    conversations.save(session, changed)
    return [c.due_at or now for c in due], restored.keep(session, calls, room.restored)


def _told(
    room: Room, flow: FormFlow, screen: Screen, conversation: Conversation, person: Person | None, now: datetime
) -> list[Outgoing]:
    """Return the call that tells the person, none where they cannot be reached. What comes late keeps quiet hours."""
    if person is not None and person.unreachable:
        return []
    key = f"form:{conversation.name}:{conversation.user_id}:{conversation.due_at:%Y%m%d%H%M%S%f}"
    morning = flow.spec.after_quiet(now)
    return [
        room.outgoing(
            screen,
            conversation.chat_id,
            person.language if person is not None else "ru",
            now,
            lane=Lane.NOTICE,
            dedupe_key=key,
            not_before=morning if morning > now else None,
        )
    ]


def _step(conversation: Conversation, flow: FormFlow, room: Room, now: datetime) -> tuple[Screen, Conversation]:
    """Return what the person is told, and the conversation as it goes on."""
    spec, draft = flow.spec, Draft.of(conversations.answers(conversation))
    if now >= draft.touched + spec.expires:
        ended = replace(conversation, state=None, active=False, data=b"", due_at=None, updated_at=now)
        # Where the button that opens the form says too little under this message, it has a name of its own.
        again = f"{spec.name}-anew" if room.texts.has(f"{spec.name}-anew") else f"{spec.name}-open"
        rows = [[Button(again, Action.of(spec.name, "open", *draft.subject))]]
        return Screen(f"{spec.name}-expired", keyboard=rows), ended
    draft.reminded += 1
    while draft.reminded < len(spec.reminders) and next_due(spec, draft) <= now:
        draft.reminded += 1  # after a long outage one reminder is enough
    days = (draft.touched + spec.expires - now).days
    rows = [
        [Button("form-resume", Action.of(spec.name, "resume"))],
        [Button("form-restart", Action.of(spec.name, "restart"))],
    ]
    going_on = replace(
        conversation,
        data=orjson.dumps(draft.data(), option=orjson.OPT_SORT_KEYS),
        due_at=next_due(spec, draft),
        updated_at=now,
    )
    return Screen(f"{spec.name}-remind", {"days": days}, rows), going_on
