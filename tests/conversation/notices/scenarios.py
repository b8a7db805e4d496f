"""How each event comes about, by the use case or the turn that brings it in the house, and what its texts say.

A new event needs a `Scenario` here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from cluster import admission, ranking, review, russian
from cluster.admission.parents import drop_unconfirmed
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition
from cluster.content import NoticeEvent as N
from cluster.content import NoticeRole
from cluster.events import Done
from cluster.ranking import originals, telling
from cluster.ranking.offering import offer_deadline
from handlers.review.holding import anchor_of
from storage.admission import applications
from tests.conversation.notices.house import NoticeHouse, filled, telegram_id, version
from tests.conversation.people import CONTENT
from tests.conversation.rights.lists import CAMPAIGN, PROGRAMME
from tests.conversation.stage import house_texts

Said = Mapping[str, Any]


def nothing(_language: str) -> Said:
    """Return no facts beside the number, the name and the college."""
    return {}


@dataclass(frozen=True)
class Beside:
    """Somebody in no part of the application who is told whenever a role is, in words of their own."""

    who: str
    role: NoticeRole
    key: str
    says: Said


@dataclass(frozen=True)
class Scenario:
    """How an event comes about: from a `place` by a `deed` of `actor` (None: the clock). `says` are its texts' facts.

    `assignee` is who has taken the application then, or whom it is about; None where nobody has. `beside` is who else
    is told.
    """

    place: str
    deed: Callable[[NoticeHouse], None]
    actor: str | None
    says: Callable[[str], Said] = nothing
    assignee: str | None = "dasha"
    beside: Beside | None = None


def common(language: str, now: datetime) -> Said:
    """Return what every text may say; an offer of `now` is open until the deadline."""
    deadline = offer_deadline(now, CONTENT, CAMPAIGN)
    return {
        "no": "КЛ-26-0001",
        "name": "Соловьёв А. И.",
        "college": CONTENT.college("klepiki").short.in_(language),
        "deadline": russian.format_moment(deadline, language) if deadline else "",
    }


def _text(language: str, key: str) -> str:
    return str(house_texts().get(language, key))


def _day(month: int, day: int) -> Callable[[str], str]:
    return lambda language: russian.format_day(date(2026, month, day), language)


def _place(language: str) -> dict[str, str]:
    college = CONTENT.college("klepiki")
    return {"address": college.address.in_(language), "room": college.room.in_(language)}


def _asked(language: str) -> Said:
    listed = {"ru": "Телефон, Паспорт", "en": "Phone, Passport"}[language]
    return {"list": listed, "date": _day(7, 21)(language), "comment": "Нет разворота", "words": 1}


def _invited(language: str) -> Said:
    return {**_place(language), "date": _day(7, 16)(language), "time": "10:30", "room": "каб. 1"}


def _refused(language: str) -> Said:
    return {"reason": {"ru": "Все места заняты. Увы", "en": "All seats are taken. Увы"}[language]}


def _ordered(language: str) -> Said:
    day = russian.format_date(date(2026, 8, 17), language)
    return {"order": "112-у", "date": day, "where": CONTENT.college("klepiki").address.in_(language)}


def _run_held(house: NoticeHouse) -> None:
    """Let the time of a held decision come; who decided has the screen that shows it."""
    anchor = anchor_of(house.ids["application"], house.people["pyotr"])
    house.stage.phones.anchors[anchor] = (telegram_id("pyotr"), 1)
    house.duty(review.run_held, application=house.ids["application"])


def _failed(language: str) -> Said:
    decision = _text(language, "review-decision-register")
    return {"decision": decision, "why": _text(language, "admission-guard-paper_verified")}


def _passport(language: str) -> Said:
    return {"paper": {"ru": "Паспорт", "en": "Passport"}[language], "reason": "нет печати"}


def _programme(language: str) -> dict[str, Any]:
    short = CONTENT.programme(PROGRAMME).short.in_(language)
    return {"programme": f"{short}, {_text(language, 'ranking-base-grade9')}", "declined": 1}


def _ranked(language: str) -> Said:
    seats = CONTENT.programme(PROGRAMME).funded_seats
    facts = {**_programme(language), "rank": 1, "total": 1, "seats": seats, "as_of": "14.07 10:00"}
    return {"places": house_texts().get(language, "ranking-own-place", **facts)}


def _originals(language: str) -> Said:
    return {**_place(language), "originals_end": _day(8, 18)(language)}


# --- deeds --------------------------------------------------------------------------------------------------


def _pyotr(feature: str, verb: str, *more: object) -> Callable[[NoticeHouse], None]:
    return lambda house: house.press("pyotr", feature, verb, house.ids["application"], *more)


def _submit(house: NoticeHouse) -> None:
    house.tell(admission.submit, house.people["artyom"], filled(), CONTENT)


def _edit(house: NoticeHouse) -> None:
    house.tell(admission.edit, house.people["artyom"], house.ids["applicant"], filled(school="Школа № 7"), CONTENT)


def _ask(house: NoticeHouse) -> None:
    one, items = house.ids["application"], (["phone"], ["passport"])
    house.tell(review.ask, house.people["pyotr"], one, version(house), items, "Нет разворота", CONTENT)


def _give_paper_back(house: NoticeHouse) -> None:
    house.press("pyotr", "giveback", "open", house.ids["application"], "passport")
    house.say("pyotr", "нет печати")


def _offer(house: NoticeHouse) -> None:
    house.tell(ranking.offer_free, house.people["pyotr"], "klepiki", CAMPAIGN, CONTENT)


def _merge(house: NoticeHouse) -> None:
    house.press("pyotr", "duplicates", "merge", house.ids["applicant"], house.ids["double"])


_AUNT = Beside(
    "aunt",
    NoticeRole.APPLICANT,
    "duplicates-gone",
    {"no": "КЛ-26-0002", "phone": russian.format_phone(CONTENT.college("klepiki").phones[0])},
)


def _step(target: ApplicationStatus, facts: Facts) -> Callable[[NoticeHouse], None]:
    """Take a step of the table of statuses as Pyotr: the screens that lead to it belong to the ranking."""

    def take(session: Session, now: datetime, one: int, by: int) -> Done[None]:
        application = applications.get(session, [one])[one]
        return Done(None, (transition(session, now, application, target, By(Actor.STAFF, by), facts)[1],))

    return lambda house: house.tell(take, house.ids["application"], house.people["pyotr"])


SCENARIOS: Mapping[N, Scenario] = {
    N.SUBMITTED: Scenario(
        "nothing", _submit, "artyom", lambda language: {"date": _day(7, 17)(language)}, assignee=None
    ),
    N.IN_REVIEW: Scenario("submitted", _pyotr("review", "take"), "pyotr", assignee=None),
    N.HANDED_ON: Scenario(
        "taken by pyotr",
        lambda house: house.press("pyotr", "review", "give", house.ids["application"], house.people["dasha"]),
        "pyotr",
    ),
    N.NEEDS_INFO: Scenario("taken", _ask, "pyotr", _asked),
    N.INFO_REMINDED: Scenario(
        "asked", lambda house: house.duty(review.remind, application=house.ids["application"]), None, _asked
    ),
    N.INFO_GIVEN: Scenario(
        "asked for a paper",
        lambda house: house.press("artyom", "admission", "paper", house.ids["applicant"], "passport", 1, 0),
        "artyom",
    ),
    N.EDITED: Scenario(
        "taken", _edit, "artyom", lambda language: {"fields": {"ru": "Школа", "en": "School"}[language]}
    ),
    N.PAPER_VERIFIED: Scenario("taken", _pyotr("review", "mark", "passport", "verified"), "pyotr", _passport),
    N.PAPER_RETURNED: Scenario("invited", _give_paper_back, "pyotr", _passport),
    N.PARENT_CONSENT: Scenario("taken", _pyotr("review", "consented", "paper"), "pyotr"),
    N.PARENT_DROPPED: Scenario(
        "taken", lambda house: house.duty(drop_unconfirmed, applicant=house.ids["applicant"]), None
    ),
    N.INVITED: Scenario("invitation held", _pyotr("review", "now"), "pyotr", _invited),
    N.REGISTERED: Scenario("registration held", _pyotr("review", "now"), "pyotr", lambda _language: {"reg": "45"}),
    N.ORIGINAL_BROUGHT: Scenario("invited", _pyotr("review", "original"), "pyotr"),
    N.ORIGINAL_BACK: Scenario("original", _pyotr("review", "unoriginal"), "pyotr"),
    N.RECOMMENDED: Scenario(
        "ranked",
        _step(ApplicationStatus.RECOMMENDED, Facts(after_docs_end=True)),
        "pyotr",
        _originals,
    ),
    N.ORIGINAL_DUE: Scenario(
        "original awaited",
        lambda house: house.duty(originals.remind, application=house.ids["application"], remind=True),
        None,
        _originals,
    ),
    N.RANKED: Scenario("list applied", lambda house: house.duty(telling.tell, step=house.ids["step"]), None, _ranked),
    N.OFFERED: Scenario("seat free", _offer, "pyotr", _programme),
    N.OFFER_PASSED: Scenario(
        "offered",
        lambda house: house.press("artyom", "ranking", "decline-sure", house.ids["offer"]),
        "artyom",
        _programme,
    ),
    N.RESERVE: Scenario("ranked", _pyotr("review", "reserve"), "pyotr"),
    N.ENROLLED: Scenario("enrolment held", _pyotr("review", "now"), "pyotr", _ordered),
    N.REJECTED: Scenario("refusal held", _pyotr("review", "now"), "pyotr", _refused),
    N.WITHDRAWN: Scenario(
        "taken", lambda house: house.press("artyom", "admission", "withdraw-sure", house.ids["application"]), "artyom"
    ),
    N.EXPIRED: Scenario(
        "never came", lambda house: house.duty(review.expire, application=house.ids["application"]), None
    ),
    N.CORRECTED: Scenario("ranked", _step(ApplicationStatus.REGISTERED, Facts(undoable=True)), "pyotr"),
    N.MERGED: Scenario("applied again", _merge, "pyotr", beside=_AUNT),
    N.DECISION_FAILED: Scenario(
        "registration held, the paper given back",
        _run_held,
        None,
        _failed,
        assignee="pyotr",
    ),
}
