"""The people of one application, each in one part, and the moments at which events happen."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy.orm import Session

from cluster import admission, consents, people, review
from cluster.content import NoticeEvent, NoticeMode, NoticeRole, NoticeRule
from cluster.people import Role
from storage import outbox, roles
from storage import people as stored
from storage.admission import ApplicationStatus, ConsentWay, DocumentState, applications
from storage.duties import Duty
from tests.conversation.people import CONTENT
from tests.conversation.places import Places
from tests.conversation.rights.lists import lay_lists
from tests.conversation.rights.reports import apply_again
from tests.conversation.stage import Actor, plain
from tests.unit.test_admission_rules import form

NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
AFTER_DOCS_END = datetime(2026, 8, 17, 7, 0, tzinfo=UTC)
DAY_HOUR, NIGHT_HOUR = 7, 19
"""10:00 and 22:00 in Moscow, on the clock of UTC."""
FIRST_TELEGRAM_ID = 8101
PEOPLE: Mapping[str, tuple[Role, str | None]] = {
    "artyom": (Role.APPLICANT, None),
    "mother": (Role.PARENT, None),
    "dasha": (Role.COLLEGE_STAFF, "klepiki"),
    "olga": (Role.COORDINATOR, "klepiki"),
    "inna": (Role.COORDINATOR, "klepiki"),
    "pyotr": (Role.COLLEGE_STAFF, "klepiki"),
    "another's mother": (Role.PARENT, None),
    "coordinator elsewhere": (Role.COORDINATOR, "zhivago"),
    "admin": (Role.ADMIN, None),
    "aunt": (Role.PARENT, None),
}
IN_PART: Mapping[NoticeRole, tuple[str, ...]] = {
    NoticeRole.APPLICANT: ("artyom",),
    NoticeRole.PARENT: ("mother",),
    NoticeRole.ASSIGNEE: ("dasha",),
    NoticeRole.COLLEGE: ("inna", "olga"),
}
"""Who is told in which part. Pyotr does what staff do, so that everybody in a part may be told of it."""


@dataclass(frozen=True, order=True)
class Told:
    """A message to somebody else than who acted; `at` where it waits."""

    who: str
    text: str
    at: datetime | None = None


@dataclass
class NoticeHouse(Places):
    """The house of one application."""

    ids: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Return somebody's phone."""
        return Actor(self.stage, telegram_id(name))

    def press(self, name: str, feature: str, verb: str, *args: object) -> None:
        """Let somebody press a button."""
        data = ";".join(["1", feature, verb, *map(str, args)])
        self.wait(self.stage.play({"callback_query": self.actor(name).query(data)}))
        assert not [one for one in self.stage.phones.answers if one.get("show_alert")], self.stage.phones.answers

    def say(self, name: str, text: str) -> None:
        """Let somebody write."""
        self.wait(self.stage.play({"message": self.actor(name).message(text=text)}))

    def tell(self, use_case: Callable[..., Any], *args: Any) -> None:
        """Run a use case as the clock does: what it tells goes out with what it writes."""

        def work(session: Session) -> Any:
            told = use_case(session, self.stage.clock.now(), *args)
            return outbox.add(session, self.stage.room.render(session, self.stage.clock.now(), told.events))

        self.stage.phones.offer(self.do(work))

    def duty(self, run: Callable[..., Any], **payload: object) -> None:
        """Do a duty whose time has come."""
        self.tell(run, Duty(1, "test", "1", self.stage.clock.now(), payload, 1), self.stage.content)

    def begin(self, place: str, hour: int) -> None:
        """Begin at a place, at an hour of its day."""
        self.begin_at(place)
        self.stage.clock._now = self.stage.clock.now().replace(hour=hour)
        self.stage.content = CONTENT

    def table(self, event: NoticeEvent, **modes: NoticeMode) -> None:
        """Let the table of content say this about an event, and nothing else."""
        off = dict.fromkeys(NoticeRole, NoticeMode.OFF)
        rule = NoticeRule(key=event.value, **{role.value: mode for role, mode in off.items()} | modes)
        others = tuple(one for one in CONTENT.notices if one.key != event)
        self.stage.content = dataclasses.replace(CONTENT, notices=(*others, rule))

    def speak(self, language: str, but: str | None) -> None:
        """Let everybody speak a language, and `but` the other one."""
        other = "en" if language == "ru" else "ru"
        for name, person_id in self.people.items():
            self.do(stored.set_language, person_id, other if name == but else language)

    def told(self, actor: str | None) -> list[Told]:
        """Return what went out, or waits, to everybody but who acted; a screen that is drawn anew tells nobody."""
        phones, names = self.stage.phones, {telegram_id(name): name for name in PEOPLE}
        sent = [
            Told(names[body["chat_id"]], plain(str(body["text"])))
            for method, body in phones.calls
            if method.startswith("send")
        ]
        for call in phones.held:
            text = plain(str(orjson.loads(call.body)["text"]))
            sent.append(Told(names[call.chat_id], text, call.not_before))
        return sorted((one for one in sent if one.who != actor), key=lambda one: (one.who, one.text))


def telegram_id(name: str) -> int:
    """Return Telegram's number of somebody."""
    return FIRST_TELEGRAM_ID + list(PEOPLE).index(name)


def open_house(folder: Path, loop: asyncio.AbstractEventLoop) -> NoticeHouse:
    """Open the house, and lay every place."""
    house = NoticeHouse(folder, loop, NOW)
    house.open()
    house.do(_everybody, house)
    house.keep("nothing")
    house.do(_apply, house)
    house.keep("submitted")
    _lay_review(house)
    _lay_list(house)
    house.begin_at("invited")
    lay_lists(house, house.ids, house.people["pyotr"], "klepiki")
    house.begin_at("taken")
    house.ids["double"] = house.do(apply_again, NOW, house.people["aunt"], "klepiki-welder-9")
    house.keep("applied again")
    return house


def _lay_review(house: NoticeHouse) -> None:
    dasha, pyotr, one = house.people["dasha"], house.people["pyotr"], house.ids["application"]
    house.do(review.take, NOW, pyotr, one)
    house.keep("taken by pyotr")
    house.begin_at("submitted")
    house.do(review.take, NOW, dasha, one)
    house.keep("taken")
    house.do(review.ask, NOW, dasha, one, version(house), (["phone"], ["passport"]), "Нет разворота", CONTENT)
    house.keep("asked")
    house.begin_at("taken")
    house.do(review.ask, NOW, dasha, one, version(house), ([], ["passport"]), None, CONTENT)
    house.keep("asked for a paper")
    house.begin_at("taken")
    house.do(review.decide, NOW, pyotr, one, None, review.Reject(reason="no_seats", comment="Увы"), CONTENT)
    house.keep("refusal held")
    house.begin_at("taken")
    house.do(review.decide, NOW, pyotr, one, None, _invitation(), CONTENT)
    house.keep("invitation held")


def _lay_list(house: NoticeHouse) -> None:
    """Lead the application from the invitation to the order."""
    dasha, pyotr, one = house.people["dasha"], house.people["pyotr"], house.ids["application"]
    house.do(review.send_now, NOW, pyotr, one, CONTENT)
    house.do(review.check_paper, NOW, dasha, one, "passport", DocumentState.VERIFIED, CONTENT)
    house.do(review.receive_consent, NOW, dasha, one, ConsentWay.PAPER)
    house.keep("invited")
    house.keep("never came", AFTER_DOCS_END)
    house.do(review.decide, NOW, pyotr, one, None, review.Register(number="45"), CONTENT)
    house.keep("registration held")
    house.do(review.check_paper, NOW, dasha, one, "passport", DocumentState.RETURNED, CONTENT, "нет печати")
    house.keep("registration held, the paper given back")
    house.begin_at("invited")
    house.do(review.bring_original, NOW, dasha, one, CONTENT)
    house.keep("original")
    house.do(applications.set_status, one, ApplicationStatus.RANKED, NOW)
    house.keep("ranked", AFTER_DOCS_END)
    house.do(applications.set_status, one, ApplicationStatus.RECOMMENDED, AFTER_DOCS_END)
    house.do(
        review.decide, AFTER_DOCS_END, pyotr, one, None, review.Enrol(number="112-у", day=date(2026, 8, 17)), CONTENT
    )
    house.keep("enrolment held", AFTER_DOCS_END)


def _invitation() -> review.Invite:
    return review.Invite(
        moment=datetime(2026, 7, 16, 7, 30, tzinfo=UTC),
        room="каб. 1",
        capacity=5,
        last_day=CONTENT.campaign("2026").docs_end,
        checklist_seen=True,
        parent_told=True,
    )


def version(house: NoticeHouse) -> int:
    """Return the version of the application's card."""
    return house.database.look(applications.get, [house.ids["application"]])[house.ids["application"]].version


def _everybody(session: Session, house: NoticeHouse) -> None:
    for name, (role, organisation) in PEOPLE.items():
        person = stored.meet(session, telegram_id(name), telegram_id(name), "ru", NOW)
        house.people[name] = person.id
        held = people.grant(session, NOW, None, person.id, role, organisation, choose=True).value
        house.ids[f"grant of {name}"] = held.id
    roles.add_guardian(session, house.people["mother"], house.people["artyom"], NOW)
    document = admission.consent_document(CONTENT, "ru")
    consents.give(session, NOW, house.people["artyom"], document, consents.APPLICATION)


def _apply(session: Session, house: NoticeHouse) -> None:
    sent = admission.submit(session, NOW, house.people["artyom"], filled(), CONTENT).value
    house.ids |= {"applicant": sent.applicant_id, "application": sent.applications[0].id}


def filled(**changes: Any) -> admission.ApplicationForm:
    """Return Artyom's answers."""
    return form(**{"choices": ["klepiki-welder-9"], **changes})
