"""What is kept about a person and why, and how they take it back: consents, drafts, applications, everything.

Buttons name a purpose, a form or a feature, never a person: whoever presses acts on their own data.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from telegram import Update

from bot.feature import Feature, Notice, NoticeContext
from bot.screens import BLANK, LINE, Button, Screen
from bot.turn.context import Context
from cluster import consent_ends, consents, privacy, russian
from cluster.calendar import after_quiet_hours
from cluster.consents import Consent, ConsentBy, ConsentGiven, ConsentWithdrawn
from cluster.people import Role
from cluster.privacy import Erased, ErasureCancelled, ErasureRequested, Summary
from handlers import menu
from handlers.consent_ends import again_action
from handlers.naming import held_role, with_leads
from storage.errors import NotFound

feature = Feature("privacy")

MOST_DRAFTS = 2
MOST_CONSENTS = 6
HERE = Button("privacy-back", feature.action("open"))
RESTING = {consents.APPLICATION: ("admission", "amend", "files"), consents.PHOTO_FILES: ("files",)}
"""The forms whose answers may be kept only while a consent stands."""
COPYING = {"admission": ("amend",)}
"""The forms that begin with a copy of what a feature keeps."""


@feature.command("privacy")
async def summary(_update: Update, context: Context) -> None:
    """Show what is kept about oneself, and why."""
    await _show(context)


@feature.press("open")
async def reopen(_update: Update, context: Context) -> None:
    """The same, in place of the menu."""
    await _show(context)


async def _show(context: Context, note: Markup | None = None) -> None:
    seen = await context.read(privacy.summary, context.person.id)
    blocks = [*([note] if note else []), _title(context), *_blocks(context, seen)]
    context.show(Screen("", body=BLANK.join(blocks), keyboard=_rows(context, seen)))


def _title(context: Context) -> Markup:
    cluster, language = context.content.cluster, context.language
    operator, address = cluster.operator.in_(language), cluster.operator_address.in_(language)
    return context.text("privacy-title", operator=operator, address=address, email=cluster.operator_email)


def _blocks(context: Context, seen: Summary) -> Iterable[Markup]:
    """Give a block for each kind of thing that is kept, with its reason."""
    if seen.consents:
        yield _block(context, "consents", [_consent_line(context, one) for one in seen.consents], why=True)
    if seen.roles:
        yield _block(context, "roles", [_role(context, one.role, one.organisation) for one in seen.roles], why=True)
    if seen.requests:
        held = [_role(context, one.role, one.organisation) for one in seen.requests]
        yield _block(context, "requests", held, why=True)
    if seen.drafts:
        yield _block(context, "drafts", [_draft_line(context, one) for one in seen.drafts], why=True)
    if seen.kept:
        yield _block(context, "kept", [context.text(one.text_key, count=one.count) for one in seen.kept])
    if seen.is_empty:
        yield context.text("privacy-nothing")
    if seen.erasure is not None:
        yield context.text("privacy-erase-waits", at=russian.format_moment(seen.erasure.due_at, context.language))


def _block(context: Context, kind: str, lines: list[Markup], *, why: bool = False) -> Markup:
    reason = [context.text(f"privacy-why-{kind}")] if why else []
    return LINE.join([context.text(f"privacy-{kind}"), *lines, *reason])


def _consent_line(context: Context, one: Consent) -> Markup:
    args = {
        "purpose": _purpose(context, one.purpose),
        "at": russian.format_moment(one.given_at, context.language),
        "version": one.version,
        "until": "none" if one.valid_until is None else russian.format_date(one.valid_until, context.language),
        "over": int(consents.is_over(one, context.now)),
    }
    return context.text("privacy-consent-line", **args)


def _draft_line(context: Context, one: privacy.Draft) -> Markup:
    at = russian.format_moment(one.updated_at, context.language)
    return context.text("privacy-draft-line", form=_form(context, one.name), at=at)


def _role(context: Context, role: Role, organisation: str | None) -> Markup:
    return held_role(context.room.texts, context.content, context.language, role, organisation)


def _purpose(context: Context, purpose: str) -> Markup:
    return context.text(f"privacy-purpose-{purpose.partition(':')[0]}")


def _form(context: Context, name: str) -> Markup:
    key = f"privacy-form-{name}"
    return context.text(key if context.room.texts.has(key) else "privacy-form-other")


def _rows(context: Context, seen: Summary) -> list[list[Button]]:
    rows = [[Button("privacy-consents-button", feature.action("consents"))]]
    for one in seen.drafts[:MOST_DRAFTS]:
        args = {"form": _form(context, one.name)}
        rows.append([Button("privacy-delete-draft", feature.action("draft", one.name), args=args)])
    deletable = dict.fromkeys(one.feature for one in seen.kept if one.deletable)
    rows += [[Button(f"privacy-delete-{name}", feature.action("kept", name))] for name in deletable]
    everything = "privacy-erase" if seen.erasure is None else "privacy-erase-cancel"
    rows.append([Button(everything, feature.action("erase" if seen.erasure is None else "stay"))])
    return [*rows, [menu.BACK]]


# --- consents ---------------------------------------------------------------------------------------------


@feature.press("consents")
async def consent_list(_update: Update, context: Context) -> None:
    """List what one can agree to, and what one has agreed to."""
    ever = await context.read(consents.given, context.person.id)
    given = {one.purpose for one in ever if not consents.is_over(one, context.now)}
    known = [one.purpose for one in context.content.consents if _is_asked(context, one.purpose)]
    purposes = [*dict.fromkeys([*sorted(one.purpose for one in ever), *known])][:MOST_CONSENTS]
    rows = [[_consent_button(context, one, given=one in given)] for one in purposes]
    context.show(Screen("privacy-which-consent", keyboard=[*rows, [HERE]]))


def _is_asked(context: Context, purpose: str) -> bool:
    """Whether anybody is ever asked for this consent: for files only where the operator takes them."""
    return purpose != consents.PHOTO_FILES or bool(context.room.settings.get("paper_files"))


def _consent_button(context: Context, purpose: str, *, given: bool) -> Button:
    key = "privacy-consent-given" if given else "privacy-consent-not-given"
    return Button(key, feature.action("consent", purpose), args={"purpose": _purpose(context, purpose)})


@feature.press("consent")
async def consent(_update: Update, context: Context) -> None:
    """Show the document behind a consent, and when it was given."""
    purpose = _word(context)
    given = await context.read(consents.newest, context.person.id, purpose)
    document = next((one for one in context.content.consents if one.purpose == purpose), None)
    if document is None and given is None:
        raise NotFound
    parts = []
    if document is not None:
        title, text = document.title.in_(context.language), with_leads(document.text.in_(context.language))
        parts.append(context.text("privacy-document", title=title, text=text, version=document.version))
    parts.append(_consent_line(context, given) if given else context.text("privacy-not-agreed"))
    rows = [[Button("privacy-withdraw", feature.action("withdraw", purpose))]] if given else []
    if given and document and consent_ends.is_renewable(given, document, context.now):
        rows.insert(0, [Button("consent_ends-again", again_action(purpose))])
    back = Button("privacy-back", feature.action("consents"))
    context.show(Screen("", body=BLANK.join(parts), keyboard=[*rows, [back]]))


@feature.press("withdraw")
async def withdraw(_update: Update, context: Context) -> None:
    """Explain what withdrawing a consent brings with it."""
    purpose = _word(context)
    if await context.read(consents.newest, context.person.id, purpose) is None:
        raise NotFound("privacy-not-withdrawn")
    args = {"purpose": _purpose(context, purpose), "what": purpose.partition(":")[0]}
    yes = Button("privacy-withdraw-yes", feature.action("withdrawn", purpose))
    keep = Button("privacy-keep", feature.action("consent", purpose))
    context.show(Screen("privacy-withdraw-sure", args, [[yes, keep]]))


@feature.press("withdrawn")
async def withdrawn(_update: Update, context: Context) -> None:
    """Withdraw a consent; what rested on it stops, and its drafts go."""
    purpose = _word(context)
    if not await context.run(privacy.withdraw_consent, context.now, context.person.id, purpose):
        raise NotFound("privacy-not-withdrawn")
    for name in RESTING.get(purpose, ()):
        await _forget_draft(context, name)
    await _show(context, context.text("privacy-withdrawn", purpose=_purpose(context, purpose)))


# --- drafts and what was sent -----------------------------------------------------------------------------


@feature.press("draft")
async def draft(_update: Update, context: Context) -> None:
    """Ask before a draft is deleted."""
    seen = await context.read(privacy.summary, context.person.id)
    name = _word(context)
    if name not in {one.name for one in seen.drafts}:
        raise NotFound("privacy-no-draft")
    yes = Button("privacy-yes-delete", feature.action("undraft", name))
    context.show(Screen("privacy-delete-draft-sure", {"form": _form(context, name)}, [[yes, _keep()]]))


@feature.press("undraft")
async def delete_draft(_update: Update, context: Context) -> None:
    """Delete a draft."""
    if not await _forget_draft(context, _word(context)):
        raise NotFound("privacy-no-draft")
    await _show(context, context.text("privacy-draft-deleted"))


async def _forget_draft(context: Context, name: str) -> bool:
    found: bool = await context.run(privacy.delete_draft, context.now, context.person.id, name)
    # Else the end of this turn would write back what it had loaded.
    context.talks.end(name)
    return found


@feature.press("kept")
async def kept(_update: Update, context: Context) -> None:
    """Ask before what was sent is deleted."""
    name = _word(context)
    seen = await context.read(privacy.summary, context.person.id)
    if name not in {one.feature for one in seen.kept if one.deletable}:
        raise NotFound("privacy-nothing-to-delete")
    yes = Button("privacy-yes-delete", feature.action("unkeep", name))
    context.show(Screen(f"privacy-delete-{name}-sure", keyboard=[[yes, _keep()]]))


@feature.press("unkeep")
async def delete_kept(_update: Update, context: Context) -> None:
    """Delete what one feature keeps about oneself, and the copies of it."""
    if not await context.run(privacy.delete_kept, context.now, context.person.id, _word(context)):
        raise NotFound("privacy-nothing-to-delete")
    for name in COPYING.get(_word(context), ()):
        await _forget_draft(context, name)
    await _show(context, context.text("privacy-deleted"))


# --- everything -------------------------------------------------------------------------------------------


@feature.press("erase")
async def erase(_update: Update, context: Context) -> None:
    """Ask before everything goes."""
    seen = await context.read(privacy.summary, context.person.id)
    left = int(any(not one.deletable for one in seen.kept))
    yes = Button("privacy-erase-yes", feature.action("erased"))
    context.show(Screen("privacy-erase-sure", {"left": left}, [[yes, _keep()]]))


@feature.press("erased")
async def request_erasure(_update: Update, context: Context) -> None:
    """Let everything go in two weeks."""
    await context.run(privacy.request_erasure, context.now, context.person.id)
    await _show(context)


@feature.press("stay")
async def stay(_update: Update, context: Context) -> None:
    """Stay after all."""
    await context.run(privacy.cancel_erasure, context.now, context.person.id)
    await _show(context, context.text("privacy-erase-cancelled"))


def _keep() -> Button:
    return Button("privacy-keep", feature.action("open"))


def _word(context: Context) -> str:
    return (context.args or [""])[0]


# --- who is told ------------------------------------------------------------------------------------------


@feature.notice(ConsentGiven)
def consent_given(event: ConsentGiven, context: NoticeContext) -> Iterable[Notice]:
    """A consent that a representative gave is told to whom it is about; one's own stands on the screen."""
    if event.by is ConsentBy.REPRESENTATIVE:
        base = event.purpose.partition(":")[0]
        purpose = context.texts.get(context.language_of(event.person_id), f"privacy-purpose-{base}")
        screen = Screen("privacy-consent-representative", {"purpose": purpose}, [[menu.FRESH]])
        key = f"consent:{event.purpose}:{context.now:%Y%m%d%H%M%S}"
        yield Notice(event.person_id, screen, key, not_before=after_quiet_hours(context.now))


@feature.notice(Erased)
def erased(event: Erased, context: NoticeContext) -> Iterable[Notice]:
    """The last message: everything is deleted, or all that may be."""
    key = f"erased:{context.now:%Y%m%d}"
    screen = Screen("privacy-erased", {"left": int(not event.whole)})
    yield Notice(event.person_id, screen, key, not_before=after_quiet_hours(context.now))


@feature.notice(ConsentWithdrawn)
def consent_withdrawn(_event: ConsentWithdrawn, _context: NoticeContext) -> Iterable[Notice]:
    """Nobody: the person has it on the screen, and what rested on it tells its own people."""
    return ()


@feature.notice(ErasureRequested)
def erasure_requested(_event: ErasureRequested, _context: NoticeContext) -> Iterable[Notice]:
    """Nobody: the person has it on the screen."""
    return ()


@feature.notice(ErasureCancelled)
def erasure_cancelled(_event: ErasureCancelled, _context: NoticeContext) -> Iterable[Notice]:
    """Nobody: the person has it on the screen."""
    return ()


feature.on_duty(privacy.DUTIES)
menu.offer(menu.MenuEntry("privacy-button", feature.action("open"), order=92))
