"""Duplicates: people who were filled in twice, side by side; a human makes them one, or tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup
from telegram import Update

from bot.feature import Feature, Notice, NoticeContext
from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import duplicates, review, russian
from cluster.calendar import after_quiet_hours, day_of
from cluster.content import NoticeEvent, NoticeMode, NoticeRole
from cluster.duplicates import AskedAboutSame, Merged, Pair, Side
from cluster.people import coordinators_of
from cluster.review.queue import short_name_of
from handlers import menu
from handlers.admission.notices import ways
from handlers.admission.telling import Tale, tell
from handlers.exports.common import REPORTS
from handlers.naming import organisation_name
from storage.admission import Application, applications

feature = Feature("duplicates")

ON_A_PAGE = 6
BACK = [Button("duplicates-to-list", feature.action("list")), menu.BACK]
FIELDS = ("phone", "email", "school", "avg_grade", "district", "base_education")
"""Answers that tell two people apart, or show who mistyped."""


@feature.press("list")
async def listed(_update: Update, context: Context) -> None:
    """List the people who were filled in twice."""
    found = await context.read(duplicates.listed, context.person.id)
    _show_list(context, found, [REPORTS, menu.BACK])


@feature.press("of")
async def of_application(_update: Update, context: Context) -> None:
    """Show the doubles of one application's person; of a single one at once the two records."""
    application_id = menu.number(context)
    found = await context.read(duplicates.of_application, context.person.id, application_id)
    if len(found) == 1:
        await _show_pair(context, found[0])
        return
    _show_list(context, found, [Button("notice-card", Action.of("review", "card", application_id)), menu.BACK])


def _show_list(context: Context, found: Sequence[Pair], last: list[Button]) -> None:
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = menu.number(context) % pages
    rows = [[_line(context, pair)] for pair in found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]]
    if pages > 1:
        rows.append([Button("form-page-next", feature.action("list", (page + 1) % pages))])
    key = "duplicates-list" if found else "duplicates-none"
    context.show(Screen(key, {"count": len(found)} if found else {}, [*rows, last]))


def _line(context: Context, pair: Pair) -> Button:
    action = feature.action("pair", pair.first.applicant_id, pair.second.applicant_id)
    ours = pair.ours
    args = {"name": _name(ours), "no": ours.here[0].number}
    if pair.is_ours:
        return Button("duplicates-line", action, args={**args, "other": pair.second.here[0].number})
    colleges = _colleges(context, pair.second if ours is pair.first else pair.first)
    return Button("duplicates-line-elsewhere", action, args={**args, "other": ", ".join(colleges)})


def _name(side: Side) -> str:
    return short_name_of(side.applicant) if side.applicant is not None else ""


def _colleges(context: Context, side: Side) -> list[str]:
    keys = dict.fromkeys(one.college for one in side.elsewhere)
    return [organisation_name(context.content, key, context.language) for key in keys]


# --- two records -------------------------------------------------------------------------------------


def _ids(context: Context) -> tuple[int, int]:
    return menu.number(context), menu.number(context, 1)


@feature.press("pair")
async def show_pair(_update: Update, context: Context) -> None:
    """Show two records side by side; of what lies elsewhere only the college and the status."""
    await _show_pair(context, await context.read(duplicates.read_pair, context.person.id, *_ids(context)))


async def _show_pair(context: Context, pair: Pair) -> None:
    for one in (*pair.first.here, *pair.second.here):
        await context.run(review.look, context.now, context.person.id, one.id)
    sides = (pair.first, pair.second)
    parts = [context.text("duplicates-pair", name=_name(pair.ours))]
    parts += [_side(context, side, sides) for side in sides]
    context.show(Screen("", body=BLANK.join(parts), keyboard=[*_pair_rows(pair), BACK]))


def _pair_rows(pair: Pair) -> list[list[Button]]:
    both = (pair.first.applicant_id, pair.second.applicant_id)
    cards = [
        Button("duplicates-card", Action.of("review", "card", side.here[0].id), args={"no": side.here[0].number})
        for side in (pair.first, pair.second)
        if side.here
    ]
    if not pair.is_ours:
        ordered = both if pair.ours is pair.first else both[::-1]
        return [cards, [Button("duplicates-ask", feature.action("ask", *ordered))]]
    keep = [
        [Button("duplicates-keep", feature.action("keep", *order), args={"no": side.here[0].number})]
        for side, order in ((pair.first, both), (pair.second, both[::-1]))
    ]
    last = [Button("duplicates-apart", feature.action("apart", *both))]
    if pair.second.elsewhere:
        last.append(Button("duplicates-ask", feature.action("ask", *both)))
    return [cards, *keep, last]


def _side(context: Context, side: Side, sides: tuple[Side, Side]) -> Markup:
    lines = [_application(context, one) for one in side.here]
    lines += [
        context.text(
            "duplicates-elsewhere",
            college=organisation_name(context.content, one.college, context.language),
            status=context.text(f"review-status-{one.status}"),
        )
        for one in side.elsewhere
    ]
    if side.applicant is not None:
        filled = context.text(f"duplicates-filled-{side.applicant.filled_by}")
        lines.append(context.text("duplicates-filled", who=filled))
        lines += _differences(context, side, sides)
    return LINE.join(lines)


def _application(context: Context, one: Application) -> Markup:
    return context.text(
        "duplicates-application",
        no=one.number,
        college=organisation_name(context.content, one.college, context.language),
        status=context.text(f"review-status-{one.status}"),
        date=russian.format_date(day_of(one.submitted_at), context.language),
    )


def _differences(context: Context, side: Side, sides: tuple[Side, Side]) -> list[Markup]:
    """Return the answers in which two records of one's own desk differ."""
    first, second = (one.applicant.answers if one.applicant else None for one in sides)
    mine = side.applicant.answers if side.applicant else None
    if first is None or second is None or mine is None:
        return []
    return [
        context.text(
            "duplicates-answer", label=context.text(f"admission-label-{name}"), value=_value(context, name, mine)
        )
        for name in FIELDS
        if getattr(first, name) != getattr(second, name)
    ]


def _value(context: Context, name: str, answers: object) -> str:
    value = getattr(answers, name)
    if value is None:
        return "\u2014"
    match name:
        case "phone":
            return russian.format_phone(value)
        case "avg_grade":
            return russian.format_grade(value, context.language)
        case "base_education":
            return str(context.text(f"admission-option-base_education-{value}"))
        case "district":
            known = {one.key: one.label.in_(context.language) for one in context.content.districts}
            return str(known.get(value, value))
        case _:
            return str(value)


# --- deciding ----------------------------------------------------------------------------------------


@feature.press("keep")
async def ask_to_keep(_update: Update, context: Context) -> None:
    """Ask before two records are made one."""
    kept, gone = _ids(context)
    pair = await context.read(duplicates.read_pair, context.person.id, kept, gone)
    if not pair.is_ours:
        await _show_pair(context, pair)
        return
    rows = [
        [Button("duplicates-no", feature.action("pair", kept, gone))],
        [Button("duplicates-yes", feature.action("merge", kept, gone))],
    ]
    args = {"kept": pair.first.here[0].number, "gone": pair.second.here[0].number, "name": _name(pair.first)}
    context.show(Screen("duplicates-sure", args, rows))


@feature.press("merge")
async def merge(_update: Update, context: Context) -> None:
    """Make two records one."""
    await context.run(duplicates.merge, context.now, context.person.id, *_ids(context))
    context.show(Screen("duplicates-merged", keyboard=[BACK]))


@feature.press("apart")
async def apart(_update: Update, context: Context) -> None:
    """Note that they are two people."""
    await context.run(duplicates.tell_apart, context.now, context.person.id, *_ids(context))
    context.show(Screen("duplicates-told-apart", keyboard=[BACK]))


@feature.press("ask")
async def ask(_update: Update, context: Context) -> None:
    """Ask the coordinators of the other college."""
    asked = await context.run(duplicates.ask_other, context.now, context.person.id, *_ids(context))
    names = [organisation_name(context.content, key, context.language) for key in dict.fromkeys(asked)]
    context.show(Screen("duplicates-asked", {"colleges": ", ".join(names)}, [BACK]))


# --- telling -----------------------------------------------------------------------------------------


@feature.notice(Merged)
def merged(event: Merged, context: NoticeContext) -> Iterable[Notice]:
    """Tell the owner of what goes on, and staff; then who filled in what went, without a word about the other."""
    once = str(event.merge_id)  # one for all its applications: nobody reads of one merge twice
    for application_id in event.standing:
        yield from tell(context, Tale(NoticeEvent.MERGED, application_id, once, event.actor, rows=ways))
    mode = context.content.notice(NoticeEvent.MERGED).mode(NoticeRole.APPLICANT)
    if mode is NoticeMode.OFF or event.gone_owner == event.actor:
        return
    gone = applications.get(context.session, [event.gone_application])[event.gone_application]
    phone = russian.format_phone(context.content.college(gone.college).phones[0])
    screen = Screen("duplicates-gone", {"no": gone.number, "phone": phone})
    later = after_quiet_hours(context.now) if mode is NoticeMode.DAY else None
    yield Notice(event.gone_owner, screen, f"merged-gone:{once}", not_before=later)


@feature.notice(AskedAboutSame)
def asked_about(event: AskedAboutSame, context: NoticeContext) -> Iterable[Notice]:
    """Ask the coordinators of the other college: with the number of their own application, and who to call."""
    one = applications.get(context.session, [event.application_id])[event.application_id]
    phone = russian.format_phone(context.content.college(event.college).phones[0])
    for person in coordinators_of(context.session, one.college):
        if person == event.asked_by:
            continue
        college = organisation_name(context.content, event.college, context.language_of(person))
        rows = [[Button("notice-card", Action.of("review", "card", one.id))]]
        screen = Screen("duplicates-question", {"college": college, "no": one.number, "phone": phone}, rows)
        key = f"same-asked:{event.college}:{one.id}:{event.day}"
        yield Notice(person, screen, key, not_before=after_quiet_hours(context.now))
