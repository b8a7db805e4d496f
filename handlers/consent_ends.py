"""A consent that ends: the reminder of it, and giving it again: the text, one button, done.

A button about one's own consent carries no person; one about a child's carries the child, and the use case asks whose
child it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from telegram import Update

from bot.feature import Feature, Notice, NoticeContext
from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.texts import Texts
from bot.turn.context import Context
from cluster import consent_ends, consents, russian
from cluster.calendar import after_quiet_hours
from cluster.consent_ends import ConsentEnds, PaperConsentsEnd, Renewal
from cluster.consents import Consent, ConsentBy
from handlers import menu
from handlers.naming import with_leads
from storage import people
from storage.errors import NotFound, Refusal

feature = Feature("consent_ends")

MOST_LINES = 10
PURPOSES = "privacy-purpose-"


def again_action(purpose: str, child: int | None = None) -> Action:
    """Return the action that leads to giving a consent again; of a child as their parent."""
    return feature.action("open", purpose, *(() if child is None else (child,)))


@feature.press("open")
async def show(_update: Update, context: Context) -> None:
    """Show the text of a consent that ends, with the button that gives it again."""
    await _show(context, _subject(context, 1))


async def _show(context: Context, subject: int) -> None:
    purpose, language = menu.word(context), context.language
    found: Renewal = await context.read(
        consent_ends.look, context.now, context.person.id, purpose, subject, context.content
    )
    if not found.wanted:
        context.show(_standing(context, found.given))
        return
    text = found.text
    shown = {"title": text.title.in_(language), "text": with_leads(text.text.in_(language)), "version": text.version}
    ends = _until(found.given, language)
    over = int(consents.is_over(found.given, context.now))
    asked = context.text("consent_ends-ask", until=ends, over=over, whose=_whose(found.given))
    child = () if subject == context.person.id else (subject,)
    agree = Button("consent_ends-agree", feature.action("agree", purpose, found.mark(language), *child))
    context.show(
        Screen("", body=BLANK.join([context.text("privacy-document", **shown), asked]), keyboard=[[agree], [menu.BACK]])
    )


@feature.press("agree")
async def agree(_update: Update, context: Context) -> None:
    """Put the consent on the record; one whose text has changed meanwhile is shown anew."""
    subject, purpose, mark = _subject(context, 2), menu.word(context), menu.word(context, 1)
    try:
        given: Consent = await context.run(
            consent_ends.renew, context.now, context.person.id, purpose, subject, mark, context.content,
            context.language,
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.text_key != "consent_ends-changed":
            raise
        context.alert(refusal.text_key)
        await _show(context, subject)
        return
    context.show(_standing(context, given))


def _subject(context: Context, place: int) -> int:
    """Return whose consent a button is about; nobody's own number stands on one."""
    if not menu.word(context, place):
        return context.person.id
    child = menu.number(context, place)
    if child == context.person.id:
        raise NotFound
    return child


def _standing(context: Context, given: Consent) -> Screen:
    until = _until(given, context.language)
    args = {"purpose": _purpose(context.room.texts, context.language, given), "until": until, "whose": _whose(given)}
    return Screen("consent_ends-stands", args, [[menu.BACK]])


def _until(given: Consent, language: str) -> str:
    """Return the last day of a consent; "none" where its text names none."""
    return "none" if given.valid_until is None else russian.format_date(given.valid_until, language)


def _whose(given: Consent) -> str:
    return "child" if given.given_by is ConsentBy.REPRESENTATIVE else "own"


def _purpose(texts: Texts, language: str, given: Consent) -> Markup:
    return texts.get(language, PURPOSES + given.purpose.partition(":")[0])


# --- who is told ---------------------------------------------------------------------------------------


@feature.notice(ConsentEnds)
def ends(event: ConsentEnds, context: NoticeContext) -> Iterable[Notice]:
    """Remind who gave a consent that it ends."""
    one, language = event.consent, context.language_of(event.person_id)
    args = {
        "purpose": _purpose(context.texts, language, one),
        "until": _until(one, language),
        "left": event.left,
        "whose": _whose(one),
        "name": people.names(context.session, [one.subject_id]).get(one.subject_id) or "none",
    }
    child = None if one.given_by is ConsentBy.SELF else one.subject_id
    rows = [[Button("consent_ends-read", again_action(one.purpose, child))], [menu.FRESH]]
    once = f"consent-ends:{one.id}:{one.valid_until:%Y%m%d}:{event.left}"
    yield Notice(
        event.person_id, Screen("consent_ends-told", args, rows), once, not_before=after_quiet_hours(context.now)
    )


@feature.notice(PaperConsentsEnd)
def papers_end(event: PaperConsentsEnd, context: NoticeContext) -> Iterable[Notice]:
    """Remind a coordinator of consents on paper, all in one message."""
    language, shown = context.language_of(event.person_id), event.found[:MOST_LINES]
    names = people.names(context.session, [one.subject_id for one in shown])
    lines = [
        context.texts.get(
            language, "consent_ends-paper-line", name=names.get(one.subject_id) or "none",
            purpose=_purpose(context.texts, language, one), until=_until(one, language),
        )
        for one in shown
    ]  # fmt: skip
    if len(event.found) > len(shown):
        lines.append(context.texts.get(language, "consent_ends-paper-more", count=len(event.found) - len(shown)))
    head = context.texts.get(language, "consent_ends-paper", count=len(event.found))
    body = BLANK.join([head, LINE.join(lines), context.texts.get(language, "consent_ends-paper-what")])
    once = f"consent-papers:{event.day:%Y%m%d}:{event.found[0].id}"
    screen = Screen("", body=body, keyboard=[[menu.FRESH]])
    yield Notice(event.person_id, screen, once, not_before=after_quiet_hours(context.now))


feature.on_duty(consent_ends.DUTIES)
feature.at_start(consent_ends.ensure)
