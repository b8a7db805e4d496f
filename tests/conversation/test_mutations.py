"""The machine is worth something only while it fails on a bug: five are planted, and it must find each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.form import draft as drafts
from bot.turn.context import Context
from cluster import admission
from tests.conversation.machine.stories import machine, play

STORIES, NUMBER = 60, 20260714

Plant = Callable[[pytest.MonkeyPatch], None]


def skipped_ownership_check(patch: pytest.MonkeyPatch) -> None:
    """Whoever knows a number reads and changes what lies behind it."""
    for module in ("editing", "mine"):
        patch.setattr(f"cluster.admission.{module}.require", lambda *_args: None)


def lost_draft(patch: pytest.MonkeyPatch) -> None:
    """A form that is put aside forgets its answers."""

    def leave(context: Context) -> None:
        if context.talks.active is not None:
            context.talks.end(context.talks.active.name)

    patch.setattr(Context, "leave", leave)


def double_submit(patch: pytest.MonkeyPatch) -> None:
    """The form is sent twice, and the second time nobody knows the first."""
    really = admission.submit

    def twice(session: Any, now: Any, actor: int, form: Any, *rest: Any) -> Any:
        really(session, now, actor, form.model_copy(update={"middle_name": "Повторный"}), *rest)
        return really(session, now, actor, form, *rest)

    patch.setattr(admission, "submit", twice)


def wrong_step_after_an_edit(patch: pytest.MonkeyPatch) -> None:
    """After any answer comes the next question of the list, answered or not."""

    def put(spec: Any, draft: Any, view: Any, key: str, value: Any) -> None:
        draft.answers[key] = value
        drafts.prune(spec, draft, view)
        keys = [question.key for question in drafts.visible(spec, view)]
        drafts.move(draft, [*keys, "review"][keys.index(key) + 1 if key in keys else len(keys)])

    patch.setattr(drafts, "put", put)


def swallowed_exception(patch: pytest.MonkeyPatch) -> None:
    """What a handler raises is dropped, as python-telegram-bot drops it."""

    async def nothing(_update: object, _context: object) -> None:
        return None

    patch.setattr("bot.turn.assembly._hand_over", nothing)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("plant", "complaint"),
    [
        (skipped_ownership_check, "a foreigner"),
        (lost_draft, "lost"),
        (double_submit, "not one application a college|got one|missing"),
        (wrong_step_after_an_edit, "should be at"),
        (swallowed_exception, "no answer|screens expected|alerts|an update waits|told"),
    ],
)
def test_the_machine_finds(plant: Plant, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with machine(tmp_path) as played:
        plant(monkeypatch)
        with pytest.raises(AssertionError, match=complaint):
            play(played, STORIES, NUMBER, shrink=False)
