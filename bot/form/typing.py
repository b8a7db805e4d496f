"""What people send into a form: what is an answer and what is not, and the buttons' names understood as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup
from telegram import Message

from bot.form import draft as drafts
from bot.form.draft import Draft
from bot.form.spec import FormView, Given, Question
from storage.errors import Refusal

# Direction marks, zero-width characters and the like: pasted unseen, never meant.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f]")
MOST_TYPED = 1000
WAYS = {"form-back": "b", "form-skip": "s", "form-cancel": "c", "form-keep": "g"}


def clean(text: str) -> str:
    """Return `text` without invisible marks and outer spaces."""
    return _INVISIBLE.sub("", text).strip()


def typed_way(text: str, lookup: Callable[[str], Markup]) -> str | None:
    """Return the form's verb where somebody typed the name of a button that every question has."""
    wanted = text.casefold()
    for key, verb in WAYS.items():
        if wanted == lookup(key).unescape().casefold():
            return verb
    return None


def typed_here(way: str, question: Question | None, draft: Draft) -> bool:
    """Whether the button whose name was typed stands under the present question."""
    if way == "s":
        return question is not None and not question.required
    return way != "g" or draft.cursor in draft.answers


def read_edited(message: Message, question: Question, draft: Draft, view: FormView) -> Given:
    """Return what an edited message answers now, read in the way in which it was meant when it was written."""
    _, mode = drafts.source_of(draft, message.message_id)
    given = read(message, clean(message.text or ""), question, replace(draft, mode=mode), view)
    if question.many is not None:  # one of several choices was typed: in place of which, nobody can tell
        raise Refusal("form-choose-button")
    return given


def read(message: Message, text: str, question: Question, draft: Draft, view: FormView) -> Given:
    """Return what a message answers; `Refusal` where it is no answer: a sticker, another's contact, too long a text."""
    if message.forward_origin is not None:
        raise Refusal("form-forwarded")
    if message.contact is not None and question.contact and question.parse is not None:
        sender = message.from_user.id if message.from_user else 0
        if message.contact.user_id != sender:
            raise Refusal("form-contact-foreign")
        return drafts.weigh(question, question.parse(message.contact.phone_number, view), view)
    if message.text is None:
        raise Refusal("form-need-text" if question.parse is not None else "form-choose-button")
    if not text:
        raise Refusal("form-empty")
    if len(text) > MOST_TYPED:
        raise Refusal("form-too-long", most=MOST_TYPED)
    return drafts.understand(question, draft, view, text)
