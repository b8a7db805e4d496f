"""How each row of the table of reminders is brought about, and brought to its end: for `test_reminder_table.py`.

A scene begins at a moment with its cause, says when which person is reminded by which words, and ends its cause.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from cluster import consent_ends, consents, content_store, diary, review
from cluster.admission.status import Actor as Part
from cluster.admission.status import By, Facts, transition
from cluster.calendar import at
from cluster.consents import ConsentDocument
from cluster.content import Content, ReminderKind
from cluster.internship import gate, items
from cluster.internship.readiness import Item
from cluster.people import Role
from cluster.reminders import planning
from storage import diary as written
from storage import people
from storage.admission import ApplicationStatus, applications
from storage.diary import Written
from storage.internship import PlacementStatus, placements
from tests.conversation.desk import Desk, open_desk
from tests.conversation.people import CONTENT, with_role
from tests.conversation.stage import Actor, Stage
from tests.practice import GIVEN, NOW, OLGA, VIKTOR, Practice, open_practice

K, S = ReminderKind, PlacementStatus
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)
ACTIVE = (*GATHERING, S.READY, S.ACTIVE)
AT_WORK = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)  # the first day, 10:00 in Moscow

Ending = Callable[[], Awaitable[object]]
Opening = Callable[[Stage], Awaitable["Scene"]]


@dataclass
class Scene:
    """A cause on the stage. `told` are those who are reminded, each with words of it; `end` ends the cause."""

    told: list[tuple[Actor, str]]
    due: datetime
    end: Ending
    practice: Practice | None = None


@dataclass(frozen=True)
class Case:
    """How a kind is brought about: when the house opens, with which content, and how.

    `over_by_morning`: told at nine on the next day it would be of no use to anybody.
    """

    begin: Opening
    opens: datetime = NOW
    content: Content = CONTENT
    over_by_morning: bool = False


def moscow(day: date, clock: str) -> datetime:
    """Return the moment of a Moscow time."""
    return at(day, time.fromisoformat(clock)).astimezone(UTC)


def with_rule(kind: ReminderKind, content: Content = CONTENT, **changes: Any) -> Content:
    """Return the content with one row of the table changed."""
    rules = [rule.model_copy(update=changes) if rule.key == kind else rule for rule in content.reminders]
    return replace(content, reminders=tuple(rules))


# --- admission ---------------------------------------------------------------------------------------------


async def draft(stage: Stage) -> Scene:
    anna = await with_role(stage, 501, Role.APPLICANT)
    await anna.presses("1;admission;open")
    due = stage.clock.now() + timedelta(days=1)

    async def end() -> None:
        await anna.say("/privacy")
        await anna.presses("1;privacy;undraft;admission")

    return Scene([(anna, "Заявка не отправлена")], due, end)


async def needs_info(stage: Stage) -> Scene:
    desk, now = await open_desk(stage), stage.clock.now()

    def ask(session: Session) -> None:
        olga = people.by_telegram_ids(session, [desk.olga.id])[desk.olga.id].id
        taken = review.take(session, now, olga, desk.application.id).value
        review.ask(session, now, olga, taken.id, taken.version, (["phone"], []), None, CONTENT)

    await stage.database.run(ask)
    stage.phones.chats.clear()
    return Scene([(desk.artyom, "КЛ-26-0001")], moscow(date(2026, 7, 15), "10:00"), _withdrawing(desk))


def _withdrawing(desk: Desk) -> Ending:
    async def end() -> None:
        await desk.artyom.presses(f"1;admission;withdraw-sure;{desk.application.id}")

    return end


async def originals(stage: Stage) -> Scene:
    """Who is recommended after the papers end has only the last of the reminders before them."""
    desk = await open_desk(stage)
    stage.clock.forward(days=(date(2026, 8, 16) - date(2026, 7, 14)).days)

    def recommend(session: Session) -> None:
        now, one = stage.clock.now(), desk.application.id
        applications.set_status(session, one, ApplicationStatus.RANKED, now)
        standing = applications.get(session, [one])[one]
        facts = Facts(after_docs_end=True)
        transition(session, now, standing, ApplicationStatus.RECOMMENDED, By(Part.STAFF), facts)

    await stage.database.run(recommend)
    await stage.pass_time(minutes=1)
    stage.phones.chats.clear()
    due = CONTENT.campaign("2026").originals_end - timedelta(days=1)
    return Scene([(desk.artyom, "КЛ-26-0001")], moscow(due, "10:00"), _withdrawing(desk))


async def opening(stage: Stage) -> Scene:
    anna = await with_role(stage, 501, Role.APPLICANT)
    await anna.presses("1;admission;remind")

    async def end() -> None:
        await anna.presses("1;admission;forget")

    return Scene([(anna, "Приём")], moscow(CONTENT.campaign("2026").docs_start, "10:00"), end)


async def extra_seats(stage: Stage) -> Scene:
    """Opened before the enrolment order, they take applications from its day on."""
    desk = await open_desk(stage)
    stage.clock.forward(days=(date(2026, 8, 17) - date(2026, 7, 14)).days)
    anna = await with_role(stage, 504, Role.APPLICANT)
    await anna.presses("1;admission;wait;klepiki-welder-9;1;0")
    await desk.olga.presses("1;ranking;extra-set;klepiki-welder-9;on;0")
    await take_content(stage)

    async def end() -> None:
        await desk.olga.presses("1;ranking;extra-set;klepiki-welder-9;off;0")
        await take_content(stage)

    due = CONTENT.campaign("2026").order_date
    return Scene([(anna, "Открылись дополнительные места")], moscow(due, "10:00"), end)


async def take_content(stage: Stage) -> None:
    """Let the process see what staff changed, as it does every few seconds; the scene's own table stays."""
    kept = stage.content.reminders
    stage.content = replace(await stage.database.read(content_store.refresh, None), reminders=kept)


# --- practice ----------------------------------------------------------------------------------------------


async def _ready(stage: Stage) -> Practice:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await stage.pass_time(minutes=1)
    stage.phones.chats.clear()
    return practice


async def _active(stage: Stage, **changes: Any) -> Practice:
    practice = await open_practice(stage, *ACTIVE, **changes)
    await _set(stage, practice)
    return practice


async def _set(stage: Stage, practice: Practice) -> None:
    def give(session: Session) -> None:
        placements.change(session, practice.placement.id, mentor_id=practice.ids[VIKTOR])

    await stage.database.run(give)
    await stage.pass_time(minutes=1)
    stage.phones.chats.clear()


def _end(practice: Practice, target: PlacementStatus) -> Ending:
    async def end() -> None:
        await practice.lead(target)

    return end


async def papers(stage: Stage) -> Scene:
    practice = await _ready(stage)
    told = [(practice.petya, "Ваша практика начинается 5 октября, пн")]
    return Scene(told, moscow(date(2026, 9, 21), "10:00"), _end(practice, S.CANCELLED), practice)


async def plan(stage: Stage) -> Scene:
    practice = await _ready(stage)
    told = [
        (practice.petya, "Наставник: Громов Виктор"),
        (practice.viktor, "К вам приходит практикант, первый день 5 октября, пн: Ёлкин П., группа СВ-21"),
    ]
    return Scene(told, moscow(date(2026, 10, 2), "10:00"), _end(practice, S.CANCELLED), practice)


async def first_day(stage: Stage) -> Scene:
    practice = await _ready(stage)
    told = [(practice.petya, "Первый день практики: 5 октября, пн, в 8:00")]
    return Scene(told, moscow(date(2026, 10, 4), "18:00"), _end(practice, S.CANCELLED), practice)


async def readiness(stage: Stage) -> Scene:
    await stage.database.run(gate.ensure, stage.clock.now())
    practice = await open_practice(stage, *GATHERING)
    told = [(practice.sergey, "Первые дни близко"), (practice.petya, "Что осталось за вами")]
    return Scene(told, moscow(date(2026, 9, 21), "10:00"), _end(practice, S.CANCELLED), practice)


async def medical(stage: Stage) -> Scene:
    practice = await _active(stage)
    given = replace(GIVEN, until=date(2026, 11, 20))
    olga = practice.ids[OLGA]
    await stage.database.run(items.note, stage.clock.now(), olga, practice.placement.id, Item.MEDICAL, given, CONTENT)
    await stage.pass_time(minutes=1)
    words = "Медосмотр действует по 20 ноября, пт: Ёлкин П."
    told = [(practice.sergey, words), (practice.nina, words)]
    return Scene(told, moscow(date(2026, 11, 6), "10:00"), _end(practice, S.TERMINATED), practice)


async def briefing(stage: Stage) -> Scene:
    """The table of this scene lets a briefing hold for a month."""
    practice = await _active(stage)
    given, olga = replace(GIVEN, day=date(2026, 10, 5)), practice.ids[OLGA]
    await stage.database.run(items.note, stage.clock.now(), olga, practice.placement.id, Item.PRIMARY, given, CONTENT)
    await stage.pass_time(minutes=1)
    words = "Инструктаж на рабочем месте повторить до 5 ноября, чт: Ёлкин П."
    told = [(practice.sergey, words), (practice.nina, words)]
    return Scene(told, moscow(date(2026, 10, 22), "10:00"), _end(practice, S.TERMINATED), practice)


async def diary_missing(stage: Stage) -> Scene:
    """Nobody is asked of a day after its deadline, 21:00: the next noon asks once more."""
    await stage.database.run(diary.ensure, stage.clock.now())
    practice = await _active(stage)
    told = [(practice.petya, "Запишите сегодняшний день в дневник до 21:00: 5 октября, пн.")]
    return Scene(told, moscow(date(2026, 10, 5), "20:00"), _end(practice, S.TERMINATED), practice)


async def diary_review(stage: Stage) -> Scene:
    """A week that is over on Sunday the 11th: the mentor heard on Monday, and both hear on Tuesday."""
    practice = await _active(stage)
    await stage.database.run(planning.ensure, stage.clock.now())
    one, said = practice.placement.id, Written(8, ("ПК2.1",), 4, "Варил тавровые швы")
    entry = await stage.database.run(written.write, one, date(2026, 10, 5), said, stage.clock.now())
    await stage.pass_until(moscow(date(2026, 10, 13), "08:30"))
    told = [
        (practice.viktor, "Дневник ждёт вас: Ёлкин П."),
        (practice.sergey, "Наставник не смотрит дневник: Ёлкин П."),
    ]

    async def end() -> None:
        await stage.database.run(written.accept, [entry.id], practice.ids[VIKTOR], stage.clock.now())

    return Scene(told, moscow(date(2026, 10, 13), "10:00"), end, practice)


async def marks(stage: Stage) -> Scene:
    """Over on Friday the 27th: the mentor heard on Wednesday, Tuesday and Wednesday; on Friday everybody hears."""
    practice = await _active(stage)
    await stage.pass_until(moscow(date(2026, 12, 4), "08:30"))
    words = "Нет отзыва и отметок наставника: Ёлкин П."
    others = [(one, words) for one in (practice.sergey, practice.nina, practice.olga)]
    told = [(practice.viktor, "Нужны ваши отзыв и отметки: Ёлкин П."), *others]
    return Scene(told, moscow(date(2026, 12, 4), "10:00"), _end(practice, S.ASSESSED), practice)


async def sign_off(stage: Stage) -> Scene:
    """Due on Monday the 12th: the supervisor heard before and on that day; on Tuesday the coordinators hear it too."""
    practice = await _active(stage)

    def mark(session: Session) -> None:
        placements.change(session, practice.placement.id, mark=5, assessed_at=stage.clock.now())

    await stage.database.run(mark)
    await practice.lead(S.REPORTING, S.ASSESSED)
    await stage.pass_until(moscow(date(2026, 10, 13), "08:30"))
    words = "Документы практики ждут подписи: Ёлкин П."
    told = [(practice.sergey, words), (practice.olga, words)]
    return Scene(told, moscow(date(2026, 10, 13), "10:00"), _end(practice, S.COMPLETED), practice)


async def pay(stage: Stage) -> Scene:
    """The 10th is a Saturday, so the money comes on Friday."""
    practice = await _active(stage)
    told = [(practice.petya, "Пришла оплата за практику?")]
    return Scene(told, moscow(date(2026, 10, 9), "18:00"), _end(practice, S.TERMINATED), practice)


async def birthday(stage: Stage) -> Scene:
    practice = await _active(stage, birth_date=date(2008, 10, 30))
    words = "Исполнится 18 лет: 30 октября, пт. Ёлкин П."
    told = [(practice.sergey, words), (practice.nina, words)]
    return Scene(told, moscow(date(2026, 10, 23), "10:00"), _end(practice, S.TERMINATED), practice)


async def agreement(stage: Stage) -> Scene:
    practice = await _active(stage)
    given = replace(GIVEN, ends=date(2026, 11, 20))
    olga = practice.ids[OLGA]
    await stage.database.run(items.note, stage.clock.now(), olga, practice.placement.id, Item.AGREEMENT, given, CONTENT)
    await stage.pass_time(minutes=1)
    told = [(practice.sergey, "Договор № 7 действует по 20 ноября, пт")]
    return Scene(told, moscow(date(2026, 11, 13), "10:00"), _end(practice, S.TERMINATED), practice)


def with_term(months: int | None, purpose: str = consents.NEWS, content: Content = CONTENT) -> Content:
    """Return the content in which the text of one consent names a term."""
    texts = [
        one.model_copy(update={"valid_months": months}) if one.purpose == purpose else one for one in content.consents
    ]
    return replace(content, consents=tuple(texts))


def agree(session: Session, now: datetime, telegram_id: int, content: Content, purpose: str = consents.NEWS) -> None:
    """Let somebody give a consent."""
    me = people.by_telegram_ids(session, [telegram_id])[telegram_id].id
    consents.give(session, now, me, ConsentDocument.from_content(content.consent(purpose), "ru"), purpose)


async def consent(stage: Stage) -> Scene:
    """Given on 14 July for a month."""
    anna = await with_role(stage, 501, Role.APPLICANT)
    await stage.database.run(consent_ends.ensure, stage.clock.now())
    await stage.database.run(agree, stage.clock.now(), anna.id, stage.content)

    async def end() -> None:
        await anna.presses("1;privacy;withdrawn;news")

    return Scene([(anna, "Согласие на новости действует по 14 августа 2026")], moscow(date(2026, 8, 7), "10:00"), end)


JULY = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
CASES: Mapping[ReminderKind, Case] = {
    K.DRAFT: Case(draft, JULY),
    K.NEEDS_INFO: Case(needs_info, JULY),
    K.ORIGINALS: Case(originals, JULY),
    K.OPENING: Case(opening, datetime(2026, 6, 10, 7, 0, tzinfo=UTC)),
    K.EXTRA_SEATS: Case(extra_seats, JULY),
    K.PAPERS: Case(papers),
    K.PLAN: Case(plan),
    K.FIRST_DAY: Case(first_day, over_by_morning=True),
    K.READINESS: Case(readiness),
    K.MEDICAL: Case(medical, AT_WORK),
    K.BRIEFING: Case(briefing, AT_WORK, with_rule(K.BRIEFING, months=1)),
    K.DIARY: Case(diary_missing, AT_WORK, over_by_morning=True),
    K.REVIEW: Case(diary_review, AT_WORK),
    K.MARKS: Case(marks, AT_WORK),
    K.SIGN: Case(sign_off, AT_WORK),
    K.PAY: Case(pay, AT_WORK),
    K.BIRTHDAY: Case(birthday, AT_WORK),
    K.AGREEMENT: Case(agreement, AT_WORK),
    K.CONSENT: Case(consent, JULY, with_term(1)),
}
