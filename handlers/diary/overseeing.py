"""Diaries as the college sees them, whoever is missing first; and what a plant sees: numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.diary import IN_A_ROW, Book, Numbers
from cluster.internship.card import PlacementCard
from cluster.internship.status import Actor
from cluster.people import COLLEGE_ROLES, ENTERPRISE_ROLES, Role
from handlers import menu
from handlers.diary.book import calendar, entry_text
from handlers.diary.common import LEAVE, ON_A_PAGE, feature, hours, name_of, plant_of, said_of, state_text, turned
from handlers.internship.card import offer
from storage.diary import Entry

NUMBERS_A_PAGE = 15
MOST_TO_SETTLE = 5
CHARACTERS_A_PAGE = 2600


@offer
def _on_card(found: PlacementCard) -> list[Button]:
    """Lead from the card of a practice to its diary, whatever became of the practice."""
    if found.part is not Actor.COLLEGE or found.placement.status not in diary.KEPT | diary.PAST:
        return []
    return [Button("diary-open", feature.action("look", found.placement.id, 0))]


@feature.press("staff")
async def staff(_update: Update, context: Context) -> None:
    """List the diaries of one's colleges; whose days are missing in a row stands first."""
    own = menu.word(context) == "1"
    books = await context.read(diary.overview, context.now, context.person.id, context.content, own=own)
    here, pages = turned(menu.number(context, 1), len(books))
    shown = books[here * ON_A_PAGE : (here + 1) * ON_A_PAGE]
    gaps = sum(len(book.last_gap) >= IN_A_ROW for book in books)
    title = context.text("diary-staff", count=len(books), gaps=gaps, page=here + 1, pages=pages, own=int(own))
    body = BLANK.join([title, *(_line(context, book) for book in shown)])
    rows = [[_open(context, book)] for book in shown]
    whose = Button("diary-staff-all" if own else "diary-staff-own", feature.action("staff", int(not own), 0))
    turn = [Button("form-page-next", feature.action("staff", int(own), (here + 1) % pages))] if pages > 1 else []
    context.show(Screen("", body=body, keyboard=[*rows, [whose, *turn], [menu.BACK]]))


def _line(context: Context, book: Book) -> Markup:
    language = context.language
    gap, missing = book.last_gap, book.missing
    args = {
        "name": name_of(context.room.texts, language, book),
        "group": book.student.study_group,
        "plant": plant_of(context, book),
        "real": hours(book.real, language),
        "planned": hours(book.planned_so_far, language),
    }
    lines = [context.text("diary-staff-line", **args)]
    if missing:
        since = russian.format_short_day(missing[0].day, language)
        lines.append(context.text("diary-staff-missing", count=len(missing), row=len(gap), since=since))
    if diary.calls_for_help(book):
        lines.append(context.text("diary-staff-help"))
    if long := diary.too_long(book):
        lines.append(context.text("diary-staff-long", count=len(long)))
    return LINE.join(lines)


def _open(context: Context, book: Book) -> Button:
    name = name_of(context.room.texts, context.language, book)
    return Button("diary-look-at", feature.action("look", book.placement.id, 0), args={"name": name})


@feature.press("look")
async def look(_update: Update, context: Context) -> None:
    """Show a whole diary to the college: the calendar, then the entries, the newest first."""
    await show_look(context, menu.number(context), menu.number(context, 1))


async def show_look(context: Context, placement_id: int, page: int = 0) -> None:
    """Show one page of a diary to the college; on the first also what it may settle."""
    book, written = await context.read(diary.read_diary, context.now, context.person.id, placement_id, context.content)
    names = await context.read(diary.who_left_out, written)
    pages = _pages([_entry(context, book, one, names) for one in reversed(written)])
    here = page % len(pages)
    head = [_head(context, book), calendar(context, book)] if here == 0 else [_head(context, book)]
    turn = Button("form-page-next", feature.action("look", book.placement.id, (here + 1) % len(pages)))
    back = Button("diary-to-staff", feature.action("staff", 0, 0))
    settle = await settling_rows(context, book, written) if here == 0 else []
    rows = [*settle, *([[turn]] if len(pages) > 1 else []), [back, menu.BACK]]
    context.show(Screen("", body=BLANK.join([*head, *pages[here]]), keyboard=rows))


def _head(context: Context, book: Book) -> Markup:
    language = context.language
    return context.text(
        "diary-look-head",
        name=name_of(context.room.texts, language, book),
        group=book.student.study_group,
        plant=plant_of(context, book),
        real=hours(book.real, language),
        planned=hours(book.planned_so_far, language),
        total=hours(book.planned_total, language),
        absent=sum(one.day <= book.today for one in book.absent),
    )


def _entry(context: Context, book: Book, entry: Entry, names: Mapping[int, str]) -> Markup:
    line = book.on(entry.day)
    day = russian.format_day(entry.day, context.language)
    state = state_text(context.text, line.state) if line is not None else ""
    over = int(line is not None and line.is_over)
    head = context.text("diary-look-day", day=day, state=state, over=over)
    said = said_of(entry)
    lines = [head, entry_text(context, book, entry, own=True)]
    if said["by"] != "none":
        who = names.get(entry.decided_by or 0, "none")
        lines.append(context.text("diary-look-said", who=who, **said))
    return LINE.join(lines)


async def settling_rows(context: Context, book: Book, written: Sequence[Entry]) -> list[list[Button]]:
    """Return the buttons with which the college leaves days out that nobody settled, or takes them in again."""
    if not await context.read(diary.may_settle, context.person.id, book):
        return []
    unsettled, left_out = ({line.day for line in lines} for lines in (book.may_be_left_out, book.left_out))
    rows, back = [], []
    for one in written:
        args = {"day": russian.format_short_day(one.day, context.language)}
        if one.day in unsettled:
            rows.append([Button("diary-leave-out", Action.of(LEAVE, "open", one.id, one.version), args=args)])
        elif one.day in left_out:
            back.append([Button("diary-take-in", feature.action("takein", one.id, one.version), args=args)])
    return [*rows, *reversed(back)][:MOST_TO_SETTLE]


def _pages(blocks: Sequence[Markup]) -> list[list[Markup]]:
    """Return blocks in pages that fit a message; the first leaves room for the calendar."""
    pages: list[list[Markup]] = [[]]
    for block in blocks:
        room = CHARACTERS_A_PAGE // 2 if len(pages) == 1 else CHARACTERS_A_PAGE
        if pages[-1] and sum(map(len, pages[-1])) + len(block) > room:
            pages.append([])
        pages[-1].append(block)
    return pages


@feature.press("plant")
async def plant(_update: Update, context: Context) -> None:
    """Show an enterprise the hours of its trainees, in numbers."""
    found = await context.read(diary.plant_numbers, context.now, context.person.id, context.content)
    here, pages = turned(menu.number(context), len(found), NUMBERS_A_PAGE)
    shown = found[here * NUMBERS_A_PAGE : (here + 1) * NUMBERS_A_PAGE]
    title = context.text("diary-plant" if found else "diary-plant-none", count=len(found), page=here + 1, pages=pages)
    turn = [Button("form-page-next", feature.action("plant", (here + 1) % pages))] if pages > 1 else []
    body = BLANK.join([title, *(_numbers(context, one) for one in shown)])
    context.show(Screen("", body=body, keyboard=[[*turn, menu.BACK]]))


def _numbers(context: Context, one: Numbers) -> Markup:
    return context.text(
        "diary-plant-line",
        name=name_of(context.room.texts, context.language, one.book),
        real=hours(one.book.real, context.language),
        planned=hours(one.book.planned_so_far, context.language),
        written=one.written,
        accepted=one.accepted,
        absent=one.absent,
    )


def _oversees(view: menu.MenuView) -> bool:
    return diary.has_diaries(view.session, view.person_id)


def _has_trainees(view: menu.MenuView) -> bool:
    return diary.has_trainees(view.session, view.person_id)


menu.offer(
    menu.MenuEntry(
        "diary-menu-staff",
        feature.action("staff"),
        order=36,
        roles=COLLEGE_ROLES,
        when=_oversees,
        orders={Role.COLLEGE_SUPERVISOR: 4},
    ),
    menu.MenuEntry("diary-menu-plant", feature.action("plant"), order=36, roles=ENTERPRISE_ROLES, when=_has_trainees),
)
