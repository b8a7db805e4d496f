"""A mentor who is away: who stands in for them, from when to when; the mentor's own door, and the plant's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel
from telegram import Update

from bot.feature import Feature, Notice, NoticeContext
from bot.form import FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import russian
from cluster.calendar import after_quiet_hours, day_of
from cluster.internship import deputies
from cluster.internship.deputies import Away, Standing
from cluster.internship.events import DeputyBegan, DeputyEnded, DeputyNamed
from cluster.people import ENTERPRISE_ROLES, Role
from handlers import menu
from handlers.naming import organisation_name
from handlers.short_forms import SHORT
from storage import people
from storage.errors import Forbidden, Refusal
from storage.internship import deputies as stored
from storage.internship.deputies import Deputy

feature = Feature("deputies")
feature.on_duty(deputies.DUTIES)

FORM = "deputy"
MOST_SHOWN = 6
FEW_DAYS = (6, 13, 27)
"""Ready last days: one week, two, four."""


# --- who stands in ------------------------------------------------------------------------------------


@feature.press("open")
async def opened(_update: Update, context: Context) -> None:
    """Show who stands in for whom, with the ways to name somebody and to end it."""
    await _show(context)


async def _show(context: Context, note: Markup | None = None) -> None:
    if not await context.read(deputies.may_name_for, context.person.id):
        raise Forbidden
    found: list[Standing] = await context.read(deputies.standing, context.person.id)
    lines = [_line(context, one) for one in found[:MOST_SHOWN]]
    title = context.text("deputies-title" if found else "deputies-none")
    rows = [
        [Button("deputies-end", feature.action("end", one.deputy.id), args={"name": _name(context, one.name)})]
        for one in found[:MOST_SHOWN]
        if one.may_end
    ]
    parts = [part for part in (note, title, LINE.join(lines)) if part]
    ways = [Button("deputy-open", Action.of(FORM, "open"))]
    context.show(Screen("", body=BLANK.join(parts), keyboard=[*rows, ways, [menu.BACK]]))


def _line(context: Context, one: Standing) -> Markup:
    return context.text(
        "deputies-line",
        mentor=_name(context, one.mentor),
        name=_name(context, one.name),
        days=russian.format_period(one.deputy.first_day, one.deputy.last_day, context.language),
        now=int(one.deputy.acts),
    )


def _name(context: Context, name: str | None) -> str:
    return name or str(context.text("internship-nameless"))


@feature.press("end")
async def end(_update: Update, context: Context) -> None:
    """End a deputy before the last day."""
    await context.run(deputies.end, context.now, context.person.id, menu.number(context))
    await _show(context, context.text("deputies-ended"))


# --- naming somebody ----------------------------------------------------------------------------------


class Named(BaseModel):
    """Who stands in for whom, and when. `mentor` is left out where one can only speak for oneself."""

    mentor: str | None = None
    deputy: int
    first: date
    last: date


async def _initial(context: Context, _subject: Subject) -> Mapping[str, Any]:
    found = await _mentors(context)
    known: dict[str, list[list[Any]]] = {}
    for one in found:
        if one.enterprise not in known:
            who = await context.read(deputies.candidates, context.person.id, one.enterprise, one.mentor_id)
            everybody = [(one.mentor_id, one.name), *who]
            known[one.enterprise] = [[person, _name(context, name)] for person, name in everybody]
    if not any(len(some) > 1 for some in known.values()):
        raise Refusal("deputies-nobody")
    return {
        "_mentors": [[_key(one), _label(context, one, found)] for one in found],
        "_candidates": known,
    }


async def _mentors(context: Context) -> list[Away]:
    found: list[Away] = await context.read(deputies.may_name_for, context.person.id)
    if not found:
        raise Forbidden
    return found


def _key(one: Away) -> str:
    return f"{one.mentor_id}.{one.enterprise}"


def _label(context: Context, one: Away, found: Sequence[Away]) -> str:
    name = _name(context, one.name)
    if len({other.enterprise for other in found}) == 1:
        return name
    return f"{name} \u00b7 {organisation_name(context.content, one.enterprise, context.language)}"


async def _still(context: Context, _subject: Subject) -> None:
    await _mentors(context)


def _several(view: FormView) -> bool:
    return len(view.answers.get("_mentors", ())) > 1


def _mentor_options(view: FormView) -> Sequence[Option]:
    known = view.answers.get("_mentors", ())
    return [Option(key, label=label, code=str(number)) for number, (key, label) in enumerate(known)]


def _of(view: FormView) -> str | None:
    known = view.answers.get("_mentors", ())
    chosen: str | None = view.answers.get("mentor")
    return chosen if chosen is not None else known[0][0] if len(known) == 1 else None


def _deputy_options(view: FormView) -> Sequence[Option]:
    mentor, _, enterprise = (_of(view) or "").partition(".")
    known = view.answers.get("_candidates", {}).get(enterprise, ())
    return [Option(person, label=label, code=str(person)) for person, label in known if str(person) != mentor]


def _is_candidate(value: Any, view: FormView) -> bool:
    return any(one.value == value for one in _deputy_options(view))


def _option(day: date, view: FormView) -> Option:
    return Option(day.isoformat(), label=russian.format_day(day, view.language), code=f"{day:%Y%m%d}")


def _firsts(view: FormView) -> Sequence[Option]:
    today = day_of(view.now)
    return [_option(today + timedelta(days=days), view) for days in (0, 1)]


def _lasts(view: FormView) -> Sequence[Option]:
    first = view.answers.get("first")
    if first is None:
        return []
    return [_option(date.fromisoformat(first) + timedelta(days=days), view) for days in FEW_DAYS]


def _day(text: str, view: FormView) -> Given:
    return Given(russian.parse_near_day(text, day_of(view.now)).value.isoformat())


def _check_first(value: Any, view: FormView) -> Given:
    if date.fromisoformat(value) < day_of(view.now):
        raise Refusal("deputies-past")
    return Given(value)


def _check_last(value: Any, view: FormView) -> Given:
    first, last = date.fromisoformat(view.answers.get("first") or value), date.fromisoformat(value)
    if not first <= last <= first + deputies.LONGEST:
        raise Refusal("deputies-days", most=deputies.LONGEST.days)
    return Given(value)


def _last_holds(value: Any, view: FormView) -> bool:
    return bool(value >= (view.answers.get("first") or value))


def _shown(value: Any, view: FormView) -> str:
    return russian.format_day(date.fromisoformat(value), view.language)


async def _submit(context: Context, filled: BaseModel, _subject: Subject) -> None:
    assert isinstance(filled, Named)
    found = await _mentors(context)
    of = next((one for one in found if filled.mentor in {None, _key(one)}), None)
    if of is None or (filled.mentor is None and len(found) > 1):
        raise Refusal("deputies-unknown")
    await context.run(
        deputies.name, context.now, context.person.id, of.enterprise, of.mentor_id, filled.deputy, filled.first,
        filled.last,
    )  # fmt: skip
    await _show(context, context.text("deputies-named"))


feature.form(
    FormSpec(
        name=FORM,
        model=Named,
        questions=[
            Question("mentor", options=_mentor_options, when=_several),
            Question("deputy", options=_deputy_options, holds=_is_candidate),
            Question("first", options=_firsts, parse=_day, check=_check_first, show=_shown),
            Question("last", options=_lasts, parse=_day, check=_check_last, holds=_last_holds, show=_shown),
        ],
        submit=_submit,
        initial=_initial,
        still=_still,
        **SHORT,
    )
)


# --- who is told --------------------------------------------------------------------------------------


@feature.notice(DeputyNamed)
def named(event: DeputyNamed, context: NoticeContext) -> Iterable[Notice]:
    """Tell both whom the plant, or the mentor, has named."""
    yield from _both(context, event.deputy_id, "named", event.actor_id)


@feature.notice(DeputyBegan)
def began(event: DeputyBegan, context: NoticeContext) -> Iterable[Notice]:
    """Tell both that the first day has come."""
    yield from _both(context, event.deputy_id, "began", None)


@feature.notice(DeputyEnded)
def ended(event: DeputyEnded, context: NoticeContext) -> Iterable[Notice]:
    """Tell both that the mentor answers alone again."""
    yield from _both(context, event.deputy_id, "ended", event.actor_id)


def _both(context: NoticeContext, number: int, what: str, actor: int | None) -> Iterable[Notice]:
    one = stored.find(context.session, number)
    if one is None:
        return
    for person, part in ((one.deputy_id, "deputy"), (one.mentor_id, "mentor")):
        if person != actor:
            yield _told(context, one, what, part, person)


def _told(context: NoticeContext, one: Deputy, what: str, part: str, person: int) -> Notice:
    language = context.language_of(person)
    names = people.names(context.session, [one.mentor_id, one.deputy_id])
    nameless = context.texts.get(language, "internship-nameless")
    args = {
        "mentor": names.get(one.mentor_id) or nameless,
        "deputy": names.get(one.deputy_id) or nameless,
        "days": russian.format_period(one.first_day, one.last_day, language),
        "last": russian.format_day(one.last_day, language),
    }
    screen = Screen(f"deputies-told-{what}-{part}", args, [[menu.FRESH]])
    return Notice(person, screen, f"deputy:{one.id}:{what}", not_before=after_quiet_hours(context.now))


# --- the menu -----------------------------------------------------------------------------------------


def _has_door(view: menu.MenuView) -> bool:
    return deputies.has_door(view.session, view.person_id)


menu.offer(
    menu.MenuEntry(
        "deputies-menu", feature.action("open"), order=45, roles=ENTERPRISE_ROLES | {Role.MENTOR}, when=_has_door
    ),
)

__all__ = ["FORM", "feature"]
