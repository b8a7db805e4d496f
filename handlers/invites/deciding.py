"""The college's word on who came by an invite under another name: the card, the list, the answer."""

from __future__ import annotations

from markupsafe import Markup, escape
from telegram import Update

from bot.screens import Button, Screen
from bot.texts import Texts
from bot.turn.context import Context
from cluster import invites, russian
from cluster.content import Content
from cluster.internship.naming import short_name
from cluster.invites import StoredInvite, Student
from handlers import menu
from handlers.invites.common import HOME, feature, whose
from handlers.people.common import name_in
from storage.errors import Refusal

ON_A_PAGE = 5


def card(texts: Texts, content: Content, language: str, stored: StoredInvite, student: Student) -> Screen:
    """Return the card of a claim that waits."""
    args = {
        "for": whose(texts, content, language, stored.role, student),
        "said": stored.claimed_name or texts.get(language, "invites-no-name"),
        "at": russian.format_moment(stored.claimed_at or stored.created_at, language),
    }
    rows = [
        [
            Button(f"invites-yes-{stored.role}", feature.action("yes", stored.id)),
            Button("invites-no", feature.action("no", stored.id)),
        ]
    ]
    return Screen(f"invites-card-{stored.role}", args, rows)


def settled_card(
    texts: Texts, content: Content, language: str, stored: StoredInvite, student: Student, who: str | Markup | None
) -> Screen:
    """Return the card of a claim that is over; `who` has decided, None where nobody's word did it."""
    args = {"for": whose(texts, content, language, stored.role, student)}
    granted = invites.is_granted(stored)
    at = stored.used_at if granted else stored.revoked_at
    if who is None or at is None:
        return Screen("invites-card-over", args)
    key = "invites-card-granted" if granted else "invites-card-declined"
    return Screen(key, {**args, "who": who, "at": russian.format_moment(at, language)})


@feature.press("claims")
async def claims(_update: Update, context: Context) -> None:
    """List who waits for this person's word."""
    waiting = await context.read(invites.waiting, context.person.id)
    pages = max(1, -(-len(waiting) // ON_A_PAGE))
    page = menu.number(context) % pages
    shown = waiting[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = [[Button(label=_line(context, *one), action=feature.action("claim", one[0].id))] for one in shown]
    if pages > 1:
        rows.append([Button("people-page-next", feature.action("claims", (page + 1) % pages))])
    context.show(Screen("invites-claims", {"count": len(waiting)}, [*rows, [HOME, menu.BACK]]))


def _line(context: Context, stored: StoredInvite, student: Student) -> str:
    said = stored.claimed_name or context.text("invites-no-name").unescape()
    return context.text("invites-claim-line", said=said, name=short_name(student)).unescape()


@feature.press("claim")
async def open_claim(_update: Update, context: Context) -> None:
    """Open one claim, as it stands now."""
    await _show(context)


@feature.press("yes")
async def yes(_update: Update, context: Context) -> None:
    """Say that it is them."""
    await _decide(context, grant=True)


@feature.press("no")
async def no(_update: Update, context: Context) -> None:
    """Say that it is somebody else: the link becomes worthless."""
    await _decide(context, grant=False)


async def _decide(context: Context, *, grant: bool) -> None:
    """Decide; an old button shows what has become of the claim meanwhile."""
    try:
        await context.run(invites.decide, context.now, context.person.id, menu.number(context), grant=grant)
    except Refusal as refusal:
        await context.undo()
        await _show(context)
        context.alert(refusal.text_key, **refusal.args_)
    else:
        await _show(context)


async def _show(context: Context) -> None:
    stored, student = await context.read(invites.read, context.person.id, menu.number(context))
    texts, content, language = context.room.texts, context.content, context.language
    if stored.has_waiting_claim:
        screen = card(texts, content, language, stored, student)
        context.show(Screen(screen.key, screen.args, [*screen.keyboard, [HOME, menu.BACK]]))
        return
    by = stored.confirmed_by if invites.is_granted(stored) else stored.revoked_by
    who = None if by is None else await _called(context, by)
    screen = settled_card(texts, content, language, stored, student, who)
    rows: list[list[Button]] = [[HOME, menu.BACK]]
    if stored.revoked_at is not None and student.person_id is None:
        rows = [[Button("invites-anew", feature.action(stored.role.value, student.id))], *rows]
    context.show(Screen(screen.key, screen.args, rows))


async def _called(context: Context, person_id: int) -> Markup:
    return (
        context.text("people-card-you") if person_id == context.person.id else escape(await name_in(context, person_id))
    )
