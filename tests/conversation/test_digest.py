"""The morning's digest: who gets it, on which days, what stands in it; once, and never of a day that is over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.app import begin
from cluster import digest, people
from cluster.people import Role
from handlers import FEATURES
from storage import people as stored
from storage import roles
from storage.admission import Application, ParentConsent, ParentState, applicants, applications
from storage.admission import ApplicationStatus as S
from storage.database import Database
from storage.duties import open_one
from storage.review import InfoRequest, requests
from tests import applied
from tests.conversation.people import open_house, with_role
from tests.conversation.stage import Actor, Stage

OLGA, IRINA, BASE = 201, 202, 204
EVENING = datetime(2026, 7, 13, 17, 0, tzinfo=UTC)  # Monday, 20:00 in Moscow


@pytest.fixture
async def evening(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house that was opened on Monday evening, with a plan for the morning."""
    stage = await open_house(sqlite_database, EVENING)
    await begin(stage.database, FEATURES, EVENING)
    await with_role(stage, BASE, Role.COORDINATOR, "electronics")
    yield stage
    await stage.close()


@pytest.fixture
async def olga(evening: Stage) -> Actor:
    return await with_role(evening, OLGA, Role.COORDINATOR, "klepiki", "Ольга Петрова")


@pytest.fixture
async def irina(evening: Stage) -> Actor:
    return await with_role(evening, IRINA, Role.COLLEGE_STAFF, "klepiki", "Ирина Сергеева")


async def lay(stage: Stage, count: int = 1, college: str = "klepiki") -> None:
    await stage.database.run(applied.many, EVENING, count, college)


async def at(stage: Stage, day: int, clock: str) -> None:
    """Let time pass until a July day and a Moscow time of it."""
    hours, minutes = map(int, clock.split(":"))
    moment = datetime(2026, 7, day, tzinfo=UTC) + timedelta(hours=hours - 3, minutes=minutes)
    await stage.pass_time(seconds=(moment - stage.clock.now()).total_seconds())


async def asleep_until(stage: Stage, day: int, clock: str) -> None:
    """Let nothing be done until a moment: the process was down."""
    hours, minutes = map(int, clock.split(":"))
    moment = datetime(2026, 7, day, tzinfo=UTC) + timedelta(hours=hours - 3, minutes=minutes)
    stage.clock.forward(seconds=(moment - stage.clock.now()).total_seconds())
    await stage.restart(FEATURES)
    await begin(stage.database, FEATURES, stage.clock.now())
    for source in stage.due:
        while (due := await source.next_due()) is not None and due <= stage.clock.now():
            await source.run(stage.clock.now())


def digests(actor: Actor) -> list[str]:
    return [bubble.text for bubble in actor.bubbles if bubble.text.startswith("Сводка · ")]


async def test_it_comes_at_half_past_eight(evening: Stage, olga: Actor) -> None:
    await lay(evening, 2)
    await at(evening, 14, "8:29")
    assert digests(olga) == []
    await at(evening, 14, "8:30")
    assert digests(olga) == ["Сводка · 14 июля, вт\n📄 Новые: 2"]
    assert olga.screen.labels == ["Новые (2)", "Настроить сводку"]
    await olga.press("Новые (2)")
    assert olga.screen.text == "Новые: 2. Страница 1 из 1."


async def test_nothing_comes_where_nothing_waits(evening: Stage, olga: Actor) -> None:
    await lay(evening, 2, "zhivago")  # of the base college's coordinator
    await at(evening, 14, "12:00")
    assert digests(olga) == []


async def test_it_comes_on_working_days(evening: Stage, olga: Actor) -> None:
    await lay(evening)
    await at(evening, 20, "8:30")
    assert [line.split("\n")[0] for line in digests(olga)] == [
        "Сводка · 14 июля, вт", "Сводка · 15 июля, ср", "Сводка · 16 июля, чт", "Сводка · 17 июля, пт",
        "Сводка · 20 июля, пн",
    ]  # fmt: skip


async def test_a_holiday_is_no_working_day(sqlite_database: Database) -> None:
    eve = datetime(2026, 6, 11, 17, 0, tzinfo=UTC)  # 12 June is a Friday and a holiday
    stage = await open_house(sqlite_database, eve)
    await begin(stage.database, FEATURES, eve)
    await with_role(stage, BASE, Role.COORDINATOR, "electronics")
    olga = await with_role(stage, OLGA, Role.COORDINATOR, "klepiki")
    await stage.database.run(applied.many, eve, 1, "klepiki")
    await stage.pass_time(days=1)
    assert digests(olga) == []
    await stage.pass_time(days=3)
    assert [line.split("\n")[0] for line in digests(olga)] == ["Сводка · 15 июня, пн"]
    await stage.close()


def lay_everything(session: Session) -> None:
    """Lay one application for each line, and one in another college."""
    for n, status in enumerate((S.SUBMITTED, S.IN_REVIEW, S.NEEDS_INFO, S.NEEDS_INFO, S.INVITED, S.RECOMMENDED)):
        said = applied.answers(last_name="Соловьёв" + "абвгдежз"[n])
        one = applied.apply(session, applied.owner(session, 1000 + n, EVENING), EVENING, said)
        applied.stand(session, one, status)
        _complete(session, one, n)
    applied.apply(session, applied.owner(session, 2000, EVENING), EVENING, college="zhivago")


def _complete(session: Session, one: Application, n: int) -> None:
    match n:
        case 0:
            session.execute(text("UPDATE applications SET answer_due = '2026-08-12' WHERE id = :id"), {"id": one.id})
            session.execute(text("UPDATE people SET unreachable_since = '2026-07-01 00:00:00' WHERE id = 4"))
            stored.mark_unreachable(session, 1000, EVENING)
        case 1:
            session.execute(text("UPDATE applications SET answer_due = '2026-08-20' WHERE id = :id"), {"id": one.id})
            applicants.set_parent(session, one.applicant_id, ParentState.NONE, ParentConsent.PENDING, EVENING)
        case 2 | 3:
            due = date(2026, 8, 12 if n == 2 else 20)
            requests.ask(session, InfoRequest(one.id, ("phone",), (), None, 1, EVENING, due))
        case 4:
            applications.set_invitation(session, one.id, datetime(2026, 8, 13, 8, 0, tzinfo=UTC), "1")


async def test_everything_that_waits_has_its_line(evening: Stage, olga: Actor) -> None:
    await evening.database.run(lay_everything)
    await at(evening, 14, "7:00")
    await olga.say("/menu")
    await olga.press("Отчёты")
    await olga.press("Утренняя сводка")
    await evening.pass_time(days=30)  # 13 August: papers end on the 15th, originals on the 18th, the order is the 19th
    await olga.press("Показать сейчас")
    assert olga.screen.text.split("\n") == [
        "Сводка · 13 августа, чт",
        "⚠️ Просрочено: 2",
        "📄 Новые: 1",
        "⏳ Взяты, ответа ещё нет: 1",
        "⏳ Ждём уточнений: 2, из них поздно: 1",
        "📍 Придут сегодня: 1",
        "⚠️ Нет согласия родителя: 1",
        "📅 Документы до 15 августа, сб, приглашены и ещё не пришли: 1",
        "📅 Оригиналы до 18 августа, вт, ещё не принесли: 1",
        "📅 Приказ 19 августа, ср, рекомендованы: 1",
        "🔕 Сообщения не доходят: 1",
    ]
    assert len(olga.screen.labels) == 11
    for label, data in olga.screen.buttons[:-1]:
        await olga.presses(data, olga.screen.message_id)
        assert not olga.toast
        assert any("Соловьёв" in shown for shown in olga.screen.labels), label


async def test_all_colleges_of_a_person_are_counted_together(evening: Stage, olga: Actor) -> None:
    await with_role(evening, OLGA, Role.COORDINATOR, "kasimov")
    await lay(evening, 2)
    await lay(evening, 3, "kasimov")
    await at(evening, 14, "8:30")
    assert digests(olga) == ["Сводка · 14 июля, вт\n📄 Новые: 5"]


# --- who gets it -----------------------------------------------------------------------------------


async def test_staff_switch_it_on_and_off(evening: Stage, olga: Actor, irina: Actor) -> None:
    await lay(evening)
    await at(evening, 14, "9:00")
    assert (len(digests(olga)), len(digests(irina))) == (1, 0)
    for actor, before, press, after in (
        (irina, "Сводка выключена", "Включить", "Сводка приходит"),
        (olga, "Сводка приходит", "Выключить", "Сводка выключена"),
    ):
        await actor.say("/menu")
        await actor.press("Отчёты")
        await actor.press("Утренняя сводка")
        assert before in actor.screen.text
        await actor.press(press)
        assert after in actor.screen.text
    await at(evening, 15, "9:00")
    assert (len(digests(olga)), len(digests(irina))) == (1, 1)


async def test_a_new_coordinator_gets_it_from_the_next_morning(evening: Stage) -> None:
    await lay(evening)
    await at(evening, 14, "9:00")
    late = await with_role(evening, 300, Role.COORDINATOR, "klepiki")
    await at(evening, 14, "20:00")
    assert digests(late) == []
    await at(evening, 15, "9:00")
    assert len(digests(late)) == 1


async def test_who_lost_the_role_gets_none(evening: Stage, olga: Actor) -> None:
    await lay(evening)
    await at(evening, 14, "8:26")  # planned already
    await evening.database.run(lose_roles, OLGA, evening.clock.now())
    await at(evening, 20, "9:00")
    assert digests(olga) == []
    person = (await evening.database.read(stored.by_telegram_ids, [OLGA]))[OLGA]
    assert await evening.database.read(open_one, digest.DIGEST, str(person.id)) is None


def lose_roles(session: Session, telegram_id: int, now: datetime) -> None:
    person = stored.by_telegram_ids(session, [telegram_id])[telegram_id]
    for held in roles.of_person(session, person.id):
        people.revoke(session, now, None, held.id)


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.MINISTRY_VIEWER, Role.ADMIN, Role.MENTOR])
async def test_nobody_else_switches_it_on(evening: Stage, role: Role) -> None:
    await lay(evening)
    eve = await with_role(evening, 666, role, "rnpk" if role is Role.MENTOR else None)
    for data in ("open", "switch;on", "now"):
        await eve.presses(f"1;digest;{data}")
        assert eve.toast
    await at(evening, 14, "9:00")
    assert eve.bubbles == []


async def test_a_forged_switch_changes_nothing(evening: Stage, olga: Actor) -> None:
    for word in ("switch", "switch;x"):
        await olga.presses(f"1;digest;{word}")
        assert olga.toast
    await lay(evening)
    await at(evening, 14, "9:00")
    assert len(digests(olga)) == 1


# --- after an outage -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ((14, "8:27"), []),
        ((14, "10:00"), ["Сводка · 14 июля, вт"]),
        ((14, "16:59"), ["Сводка · 14 июля, вт"]),
        ((14, "17:00"), []),
        ((17, "11:00"), ["Сводка · 17 июля, пт"]),  # one, not four
        ((18, "11:00"), []),  # a Saturday
    ],
)
async def test_after_an_outage_todays_comes_alone(
    evening: Stage, olga: Actor, until: tuple[int, str], told: list[str]
) -> None:
    await lay(evening)
    await asleep_until(evening, *until)
    assert [line.split("\n")[0] for line in digests(olga)] == told


async def test_down_between_the_plan_and_the_digest(evening: Stage, olga: Actor) -> None:
    await lay(evening)
    await at(evening, 14, "8:26")
    await asleep_until(evening, 15, "11:00")
    assert [line.split("\n")[0] for line in digests(olga)] == ["Сводка · 15 июля, ср"]


async def test_told_once_however_often_it_is_planned(evening: Stage, olga: Actor) -> None:
    await lay(evening)
    await at(evening, 14, "9:00")
    for _ in range(3):
        await asleep_until(evening, 14, "9:30")
        await evening.database.run(digest._plan, evening.clock.now(), None, evening.content)
        await evening.pass_time(minutes=1)
    assert len(digests(olga)) == 1


async def test_a_duty_that_failed_is_done_again_and_told_once(
    evening: Stage, olga: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lay(evening)
    await at(evening, 14, "8:29")
    real, failures = digest.lines, [RuntimeError("once"), RuntimeError("once")]  # each of two readers

    def fail_once(*args: object) -> object:
        if failures:
            raise failures.pop()
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(digest, "lines", fail_once)
    await at(evening, 14, "8:30")
    assert digests(olga) == []
    await at(evening, 14, "8:40")
    assert len(digests(olga)) == 1


# --- the first plan --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 7, 14, 5, 24, tzinfo=UTC), datetime(2026, 7, 14, 5, 25, tzinfo=UTC)),
        (datetime(2026, 7, 14, 5, 25, tzinfo=UTC), datetime(2026, 7, 15, 5, 25, tzinfo=UTC)),
        (datetime(2026, 7, 14, 21, 30, tzinfo=UTC), datetime(2026, 7, 15, 5, 25, tzinfo=UTC)),
    ],
)
def test_the_first_start_plans_the_next_morning(session: Session, moment: datetime, due: datetime) -> None:
    digest.ensure(session, moment)
    planned = open_one(session, digest.PLAN, digest.EVERYBODY)
    assert planned is not None
    assert planned.due_at == due
    digest.ensure(session, moment + timedelta(days=3))  # a start after an outage leaves what is due
    assert open_one(session, digest.PLAN, digest.EVERYBODY) == planned


def test_a_plan_that_was_given_up_begins_anew_at_the_next_start(session: Session) -> None:
    digest.ensure(session, EVENING)
    session.execute(text("UPDATE duties SET set_aside_at = due_at"))
    digest.ensure(session, EVENING)
    assert open_one(session, digest.PLAN, digest.EVERYBODY) is not None
