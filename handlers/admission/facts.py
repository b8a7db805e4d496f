"""What the texts of notices say about an application: dates, places, numbers, reasons, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from bot.screens import LINE, Action, Button
from bot.texts import Texts
from cluster import russian
from cluster.admission import original_due
from cluster.calendar import day_of, to_moscow
from cluster.content import College, Content, NoticeEvent, NoticeRole
from handlers.admission.telling import Facts, Rows, Teller
from handlers.naming import programme_name
from storage.admission import ACTIVE, Application, HistoryKind, applications
from storage.ranking import OwnPlace
from storage.ranking import lists as rankings
from storage.review import requests

N = NoticeEvent


def nothing(_teller: Teller, _language: str) -> Mapping[str, Any]:
    """Return nothing beside what every text gets."""
    return {}


def answer_due(teller: Teller, language: str) -> Mapping[str, Any]:
    """Return by when the college answers."""
    return {"date": russian.format_day(teller.application.answer_due, language)}


def asked(teller: Teller, language: str) -> Mapping[str, Any]:
    """Return what the college asks for, by when, and its words ("" where it wrote none)."""
    request = requests.open_one(teller.context.session, teller.application.id)
    if request is None:
        return {"list": "", "date": "", "comment": "", "words": 0}
    return {
        "list": items(teller, language, request.missing),
        "date": russian.format_day(request.due, language),
        "comment": request.comment or "",
        "words": int(bool(request.comment)),
    }


def invitation(teller: Teller, language: str) -> Mapping[str, Any]:
    """Return when and where the applicant is awaited."""
    one = teller.application
    college = teller.context.content.college(one.college)
    moment = one.invited_for or teller.context.now
    clock = to_moscow(moment).strftime("%H:%M")
    return {
        "date": russian.format_day(day_of(moment), language),
        "time": clock,
        "address": college.address.in_(language),
        "room": invited_room(one, college, language),
    }


def invited_room(one: Application, college: College, language: str) -> str:
    """Return where an applicant is awaited: the usual room has its name in both languages, another one was typed."""
    if one.invited_room is None or one.invited_room == college.room.ru:
        return college.room.in_(language)
    return one.invited_room


def registration(teller: Teller, _language: str) -> Mapping[str, Any]:
    """Return the official number."""
    return {"reg": teller.application.registration_number or ""}


def originals(teller: Teller, language: str) -> Mapping[str, Any]:
    """Return by when the original is awaited, and where."""
    campaign = teller.context.content.campaign(teller.application.campaign)
    college = teller.context.content.college(teller.application.college)
    due = original_due(campaign, day_of(teller.application.status_since))
    return {
        "originals_end": russian.format_day(due, language),
        "address": college.address.in_(language),
        "room": college.room.in_(language),
    }


def place_lines(texts: Texts, content: Content, language: str, places: Sequence[OwnPlace]) -> Markup:
    """Return one's own places, a line each, with the moment of the list."""
    return LINE.join(
        texts.get(
            language,
            "ranking-own-place",
            programme=programme_name(partial(texts.get, language), language, content.programme(one.programme)),
            rank=one.place,
            total=one.total,
            seats=one.seats,
            as_of=f"{to_moscow(one.as_of):%d.%m %H:%M}",
        )
        for one in places
    )


def places(teller: Teller, language: str) -> Mapping[str, Any]:
    """Return one's own places, never anybody else's."""
    found = rankings.own_places(teller.context.session, [teller.application.id]).get(teller.application.id, [])
    return {"places": place_lines(teller.context.texts, teller.context.content, language, found)}


def order(teller: Teller, language: str) -> Mapping[str, Any]:
    """Return the enrolment order and where to come on 1 September."""
    one = teller.application
    college = teller.context.content.college(one.college)
    return {
        "order": one.order_number or "",
        "date": russian.format_date(one.order_date, language) if one.order_date else "",
        "where": college.address.in_(language),
    }


def refusal(teller: Teller, language: str) -> Mapping[str, Any]:
    """Return why an application was refused: the reason of content, and what staff wrote."""
    lines = applications.history(teller.context.session, teller.application.id)
    last = next((one for one in reversed(lines) if one.kind is HistoryKind.STATUS), None)
    why = (last.reason, last.comment) if last is not None else (None, None)
    return {"reason": refusal_words(teller.context.content, language, *why)}


def refusal_words(content: Content, language: str, reason: str | None, comment: str | None) -> str:
    """Return a reason of content, and what staff wrote beside it, as the applicant reads them."""
    known = {one.key: one.text.in_(language) for one in content.reasons}
    return " ".join(words for words in (known.get(reason or ""), comment) if words)


def labels(teller: Teller, language: str, names: Iterable[str]) -> str:
    """Return the names of answers as people read them; unknown ones are left out."""
    texts = teller.context.texts
    keys = [f"admission-label-{name}" for name in names]
    return ", ".join(texts.get(language, key).unescape() for key in keys if texts.has(key))


def items(teller: Teller, language: str, names: Iterable[str]) -> str:
    """Return answers and papers by name, as people read them."""
    papers = {one.key: one.label.in_(language) for one in teller.context.content.documents}
    found = [papers[name] if name in papers else labels(teller, language, [name]) for name in names]
    return ", ".join(one for one in found if one)


OF_EVENT: dict[NoticeEvent, Facts] = {
    N.NEEDS_INFO: asked,
    N.INFO_REMINDED: asked,
    N.INVITED: invitation,
    N.REGISTERED: registration,
    N.RANKED: places,
    N.RECOMMENDED: originals,
    N.ENROLLED: order,
    N.REJECTED: refusal,
}
"""What each event tells beside the number; an event that is not here tells no more."""


def rows_of(ways: Rows) -> Rows:
    """Return the buttons of a change of status: the way to the application, and what the event asks for."""

    def rows(teller: Teller, role: NoticeRole) -> Sequence[Sequence[Button]]:
        if role is not NoticeRole.APPLICANT:
            return ways(teller, role)
        event = teller.tale.event
        first: list[list[Button]] = []
        if event in {N.NEEDS_INFO, N.INFO_REMINDED}:
            first = [[Button("clarify-open", Action.of("clarify", "open", teller.application.id))]]
        if event is N.ENROLLED and _stands_elsewhere(teller):
            first = [[Button("admission-others", Action.of("admission", "others", teller.application.id))]]
        return [*first, *ways(teller, role)]

    return rows


def _stands_elsewhere(teller: Teller) -> bool:
    found = applications.of_applicant(teller.context.session, teller.application.applicant_id)
    return any(one.status in ACTIVE for one in found if one.id != teller.application.id)
