"""What is asked every second, and at each start, reads what it is about and not everything there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from storage import conversations, duties, inbox, outbox
from storage.conversations import ConversationRow
from storage.duties import DutyRow
from storage.inbox import InboxRow, InboxState
from storage.outbox import Lane, OutboxRow, OutboxState

BOT = 7
LATER = timedelta(days=1)


def fill(session: Session, now: datetime, first: int, last: int) -> None:
    """Keep what many people left: forms, duties and messages for tomorrow, updates that are handled."""
    for n in range(first, last):
        later = now + LATER + timedelta(seconds=n)
        session.add_all(
            [
                ConversationRow(
                    bot_id=BOT, chat_id=n, user_id=n, name="form", state="asks", version=1, updated_at=now, due_at=later
                ),
                DutyRow(kind="remind", key=str(n), due_at=later),
                InboxRow(bot_id=BOT, update_id=n, lane=n, state=InboxState.DONE, received_at=now, done_at=now),
                OutboxRow(
                    bot_id=BOT,
                    chat_id=n,
                    lane=Lane.NOTICE,
                    method="sendMessage",
                    state=OutboxState.WAITING,
                    not_before=later,
                    created_at=now,
                ),
            ]
        )
    session.commit()


def steps(session: Session, ask: Callable[[], Any]) -> int:
    """Return how many steps of SQLite's machine an answer takes."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    ask()  # whatever the first time alone needs is there now
    session.rollback()
    driver = session.connection().connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(count, 1)
    try:
        ask()
    finally:
        driver.set_progress_handler(None, 0)
    return counted


@pytest.mark.parametrize(
    "ask",
    [
        lambda session, _now: conversations.next_due(session, BOT),
        lambda session, now: conversations.due(session, BOT, now),
        lambda session, _now: duties.next_due(session),
        lambda session, now: duties.due(session, now),
        lambda session, now: outbox.next_held(session, BOT, now),
        lambda session, now: outbox.came_due(session, BOT, now - LATER, now),
        lambda session, now: outbox.find_uncertain(session, BOT, now),
        lambda session, _now: inbox.waiting(session, BOT),
    ],
    ids=["next form", "due forms", "next duty", "due duties", "next held", "came due", "uncertain", "unhandled"],
)
def test_an_answer_costs_the_same_however_much_waits_for_another_day(
    session: Session, now: datetime, ask: Callable[[Session, datetime], Any]
) -> None:
    fill(session, now, 1, 20)
    few = steps(session, lambda: ask(session, now))
    fill(session, now, 20, 400)
    assert steps(session, lambda: ask(session, now)) < 2 * few
