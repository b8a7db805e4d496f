"""Links for a whole group: cards to cut and a table, made by a job; what became of them all, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup
from telegram import Update

from bot.jobs.work import Work
from bot.screens import BLANK, LINE, Button, Document, Screen
from bot.turn.context import Context
from cluster import invites, russian
from cluster.calendar import day_of
from cluster.content import Content
from cluster.internship.naming import full_name
from cluster.invites import PRINTED_VALID_FOR, Group, InviteSource, Numbers, Student
from cluster.people import OFFICE_ROLES
from handlers import menu
from handlers.invites.common import HOME, feature, own_college
from handlers.naming import organisation_name
from papers.cards import Card, CardWords, cards_pdf
from papers.tables import Codes, Column, Sheet, write
from storage import files
from storage.errors import Forbidden, NotFound, Refusal

PRINT = "invites-print"
PDF, XLSX = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CARD_LANGUAGE = "ru"  # a card is read by a student of a Russian college, whatever language its maker chose
EVERY = "all"  # every group; also: whoever holds a link as well
NEW = "new"  # only who holds no link that works
MOST_AT_ONCE = 1000
MAKE_TIMEOUT_S = 120.0
GROUPS_ON_A_PAGE, COLUMNS = 10, 2
WAYS: Mapping[str, InviteSource] = {"cards": InviteSource.CARD, "table": InviteSource.TABLE}


# --- what became of them ------------------------------------------------------------------------------------


@feature.press("open")
async def home(_update: Update, context: Context) -> None:
    """Show the invites of one's college; who decides for others, too, may go on to these."""
    known = await context.read(invites.colleges_of, context.person.id)
    if not known:
        raise Forbidden
    own = context.person.organisation
    await _show_college(context, own if own in known else known[0])


@feature.press("colleges")
async def colleges(_update: Update, context: Context) -> None:
    """Show the colleges to choose from."""
    known = await context.read(invites.colleges_of, context.person.id)
    if not known:
        raise Forbidden
    buttons = [
        Button(label=organisation_name(context.content, key, context.language), action=feature.action("college", key))
        for key in known
    ]
    rows = [buttons[i : i + COLUMNS] for i in range(0, len(buttons), COLUMNS)]
    context.show(Screen("invites-which-college", keyboard=[*rows, [menu.BACK]]))


@feature.press("college")
async def college(_update: Update, context: Context) -> None:
    """Show the invites of one college."""
    await _show_college(context, await own_college(context))


async def _show_college(context: Context, key: str) -> None:
    found = await context.read(invites.groups, context.now, context.person.id, key)
    numbers = await context.read(invites.numbers, context.person.id, key)
    waiting = len(await context.read(invites.waiting, context.person.id))
    several = len(await context.read(invites.colleges_of, context.person.id)) > 1
    args = {
        "college": organisation_name(context.content, key, context.language),
        "students": sum(one.students for one in found),
        "absent": sum(one.absent for one in found),
        "linked": sum(one.linked for one in found),
    }
    body = BLANK.join([context.text("invites-home", **args), _numbers(context, numbers)])
    rows = [[Button("invites-to-cards", feature.action("cards", key))]] if args["absent"] else []
    if waiting:
        rows.append([Button("invites-to-claims", feature.action("claims"), args={"count": waiting})])
    if several:
        rows.append([Button("invites-other-college", feature.action("colleges"))])
    context.show(Screen("", body=body, keyboard=[*rows, [menu.BACK]]))


def _numbers(context: Context, found: Sequence[Numbers]) -> Markup:
    if not found:
        return context.text("invites-numbers-none")
    lines = [
        context.text(f"invites-numbers-{one.source}", made=one.made, opened=one.opened, used=one.used) for one in found
    ]
    return LINE.join([context.text("invites-numbers"), *lines])


# --- for whom -----------------------------------------------------------------------------------------------


@feature.press("cards")
async def choose_group(_update: Update, context: Context) -> None:
    """Ask for which group."""
    key = await own_college(context)
    found = [one for one in await _groups(context, key) if one.absent]
    pages = max(1, -(-len(found) // GROUPS_ON_A_PAGE))
    page = menu.number(context, 1) % pages
    shown = found[page * GROUPS_ON_A_PAGE : (page + 1) * GROUPS_ON_A_PAGE]
    buttons = [
        Button("invites-group", feature.action("pick", key, one.code), args={"group": one.name, "count": one.absent})
        for one in shown
    ]
    rows = [buttons[i : i + COLUMNS] for i in range(0, len(buttons), COLUMNS)]
    total = sum(one.absent for one in found)
    if len(found) > 1:
        every = Button("invites-every-group", feature.action("pick", key, EVERY), args={"count": total})
        more = Button("people-page-next", feature.action("cards", key, (page + 1) % pages))
        rows.append([every, more] if pages > 1 else [every])
    context.show(Screen("invites-which-group", {"count": total}, [*rows, [HOME, menu.BACK]]))


@feature.press("pick")
async def pick(_update: Update, context: Context) -> None:
    """Ask whether those who hold a link get a new one, which ends theirs; then for cards, or a table alone."""
    key, code, whom = await own_college(context), menu.word(context, 1), menu.word(context, 2)
    found = _picked(await _groups(context, key), code)
    absent, linked = sum(one.absent for one in found), sum(one.linked for one in found)
    name = context.text("invites-every-group-name") if code == EVERY else found[0].name
    args = {"group": name, "absent": absent, "linked": linked, "fresh": absent - linked}
    back = [Button("invites-other-group", feature.action("cards", key)), menu.BACK]
    if linked and whom not in (EVERY, NEW):
        fresh = Button("invites-for-new", feature.action("pick", key, code, NEW), args={"count": absent - linked})
        anew = Button("invites-for-all", feature.action("pick", key, code, EVERY), args={"count": absent})
        rows = [[fresh], [anew]] if absent > linked else [[anew]]
        context.show(Screen("invites-some-linked", args, [*rows, back]))
        return
    whom = whom if linked else EVERY
    rows = [[Button(f"invites-way-{way}", feature.action("print", key, code, way, whom))] for way in WAYS]
    context.show(Screen(f"invites-which-way-{whom}", args, [*rows, back]))


async def _groups(context: Context, key: str) -> list[Group]:
    return await context.read(invites.groups, context.now, context.person.id, key)


def _picked(found: Sequence[Group], code: str) -> list[Group]:
    picked = [one for one in found if code in (EVERY, one.code)]
    if not sum(one.absent for one in picked):
        raise Refusal("invites-nobody-absent")
    return picked


# --- the files ----------------------------------------------------------------------------------------------


@feature.press("print")
async def start(_update: Update, context: Context) -> None:
    """Have the files made; the second tap of a double tap starts nothing."""
    key, code, way = await own_college(context), menu.word(context, 1), menu.word(context, 2)
    if way not in WAYS:
        raise NotFound
    payload = {
        "college": key, "group": "" if code == EVERY else code, "way": way, "new": menu.word(context, 3) == NEW,
        "person": context.person.id, "language": context.language, "bot": context.bot.username,
    }  # fmt: skip
    found = await context.read(_wanted, context.now, payload)
    if not found:
        raise Refusal("invites-nobody-absent")
    if len(found) > MOST_AT_ONCE:
        raise Refusal("invites-too-many", most=MOST_AT_ONCE)
    started = await context.start_job(PRINT, payload, key=f"{key}:{context.person.id}")
    context.show(Screen("invites-making" if started else "invites-making-already", keyboard=[[HOME, menu.BACK]]))


def _wanted(session: Any, now: datetime, payload: Mapping[str, Any]) -> list[Student]:
    person, key = int(payload["person"]), str(payload["college"])
    return invites.to_print(session, now, person, key, str(payload["group"]), only_new=bool(payload["new"]))


@feature.job(PRINT)
async def make(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the files, then the links that stand in them: until then the older ones work.

    Cut after that and done again it makes others; nobody has seen the first.
    """
    now, key = work.now(), str(payload["college"])
    found = await work.read(_wanted, now, payload)
    if not found:
        raise Refusal("invites-nobody-absent")
    tokens = {one.id: invites.new_token() for one in found}
    links = {one: f"https://t.me/{payload['bot']}?start={invites.payload_of(token)}" for one, token in tokens.items()}
    until = now + PRINTED_VALID_FOR
    table = await work.make(write, [_sheet(work, payload, found, links, until)], timeout_s=MAKE_TIMEOUT_S)
    made = [work.keep(f"invites-{key}-{day_of(now)}.xlsx", table, XLSX)]
    if payload["way"] == "cards":
        cards, words = _cards(work, found, links, until)
        pdf = await work.make(cards_pdf, cards, words, made_at=now, timeout_s=MAKE_TIMEOUT_S)
        made.insert(0, work.keep(f"cards-{key}-{day_of(now)}.pdf", pdf, PDF))
    source = WAYS[str(payload["way"])]
    count = await work.run(invites.keep_printed, now, int(payload["person"]), key, tokens, source, until)
    return {"files": made, "count": count, "until": until.isoformat()}


def _sheet(
    work: Work, payload: Mapping[str, Any], found: Sequence[Student], links: Mapping[int, str], until: datetime
) -> Sheet:
    language, content = str(payload["language"]), work.content()

    def say(key: str, **args: Any) -> str:
        return work.text(language, key, **args)

    columns = [
        Column("name", say("invites-column-name"), width=34),
        Column("group", say("invites-column-group"), width=12),
        Column("link", say("invites-column-link"), width=46),
    ]
    rows = [{"name": full_name(one), "group": one.study_group, "link": links[one.id]} for one in found]
    title = organisation_name(content, str(payload["college"]), language)
    note = say("invites-sheet-note", until=russian.format_moment(until, language))
    return Sheet(title, columns, rows, note, Codes("link", say("invites-column-code")))


def _cards(
    work: Work, found: Sequence[Student], links: Mapping[int, str], until: datetime
) -> tuple[list[Card], CardWords]:
    content: Content = work.content()

    def say(key: str, **args: Any) -> str:
        return work.text(CARD_LANGUAGE, key, **args)

    valid = say("invites-card-until", until=russian.format_date(day_of(until), CARD_LANGUAGE))
    cards = [
        Card(
            full_name(one), say("invites-card-group", group=one.study_group),
            organisation_name(content, one.college, CARD_LANGUAGE), links[one.id], valid,
        )
        for one in found
    ]  # fmt: skip
    steps = [say(f"invites-card-step-{number}") for number in ("one", "two", "three")]
    return cards, CardWords(say("invites-cards-title"), CARD_LANGUAGE, steps)


@feature.job_done(PRINT)
async def hand_over(_update: Update, context: Context) -> None:
    """Send the files, unless the right ended meanwhile."""
    made = context.job.require()
    await context.read(invites.check_college, context.person.id, str(context.job.payload["college"]))
    found = [await context.run(files.get, int(one)) for one in made["files"]]
    if any(one is None for one in found):
        raise Refusal("invites-files-gone")
    await context.run(files.forget, [one.id for one in found])
    until = russian.format_moment(datetime.fromisoformat(made["until"]), context.language)
    for number, file in enumerate(found, 1):
        document = Document(file.name, file.content, file.mime)
        last = number == len(found)
        args = {"count": int(made["count"]), "until": until}
        key = "invites-files" if last else "invites-cards-file"
        context.send(Screen(key, args, [[HOME, menu.BACK]] if last else [], document=document))


def _waiting(view: menu.MenuView) -> int:
    return len(invites.waiting(view.session, view.person_id))


def _is_asked(view: menu.MenuView) -> bool:
    """Whether somebody gave another name; else the way leads by the students."""
    return _waiting(view) > 0


menu.offer(
    menu.MenuEntry(
        "invites-menu", feature.action("open"), order=42, roles=OFFICE_ROLES, when=_is_asked, count=_waiting
    ),
)
