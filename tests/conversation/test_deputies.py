"""A mentor who is away: another one stands in, from a day to a day, as the mentor would, and both hear."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import people
from cluster.internship import deputies
from cluster.people import Role
from storage import diary, duties, roles
from storage import people as stored
from storage.database import Database
from storage.diary import EntryState, Written
from storage.errors import Refusal
from storage.internship import PlacementStatus, placements
from storage.internship import deputies as kept
from tests.conversation.people import open_house, with_role
from tests.conversation.stage import Actor, Stage
from tests.practice import NOW, PLANT, VIKTOR, Practice, open_practice

S = PlacementStatus
ACTIVE = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE)
IVAN, ZINA = 651, 652
MONDAY = datetime(2026, 10, 12, 7, 0, tzinfo=UTC)  # 10:00 in Moscow, the second week


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    yield stage
    await stage.close()


@pytest.fixture
async def practice(stage: Stage) -> Practice:
    """Give a practice in its second week whose mentor is Viktor."""
    practice = await open_practice(stage, *ACTIVE)
    await stage.database.run(placements.change, practice.placement.id, mentor_id=practice.ids[VIKTOR])
    stage.clock.forward(seconds=(MONDAY - stage.clock.now()).total_seconds())
    return practice


@pytest.fixture
async def ivan(stage: Stage, practice: Practice) -> Actor:
    """Give another mentor of the plant."""
    return await mentor(practice, IVAN, "Сидоров Иван")


async def mentor(practice: Practice, telegram_id: int, name: str) -> Actor:
    """Return another mentor of the plant, with the number of their person among those of the practice."""
    actor = await with_role(practice.stage, telegram_id, Role.MENTOR, PLANT, name)
    known = await practice.stage.database.read(stored.by_telegram_ids, [telegram_id])
    practice.ids[telegram_id] = known[telegram_id].id
    practice.stage.phones.chats.clear()
    return actor


async def names(practice: Practice, first: str = "12 октября", last: str = "18 октября") -> None:
    """Let Viktor name Ivan, by taps."""
    await practice.viktor.say("/menu")
    await practice.viktor.press("Замена")
    await practice.viktor.press("Назначить замену")
    await practice.viktor.press("Сидоров Иван")
    await practice.viktor.press(first)
    await practice.viktor.press(last)
    await practice.viktor.press("Назначить")


def heard(actor: Actor) -> str:
    """Return all that somebody's phone shows."""
    return "\n".join(bubble.text for bubble in actor.stage.phones.chats.get(actor.id, []))


async def write(practice: Practice, day: date = date(2026, 10, 9)) -> int:
    """Write a day of the diary; return the number of the entry."""
    said = Written(8, ("ПК2.1",), 4, "Варил стыковой шов")
    entry = await practice.stage.database.run(diary.write, practice.placement.id, day, said, practice.stage.clock.now())
    return int(entry.id)


async def entry_state(practice: Practice, number: int) -> EntryState:
    found = await practice.stage.database.read(diary.get, number)
    assert found is not None
    return found.state  # type: ignore[no-any-return]


# --- naming ------------------------------------------------------------------------------------------


async def test_a_mentor_names_a_deputy_who_sees_the_students_at_once(practice: Practice, ivan: Actor) -> None:
    await ivan.say("/menu")
    assert not any("практикант" in label for label in ivan.screen.labels)
    await names(practice)
    assert "обоим написали" in practice.viktor.screen.text
    assert "Сидоров Иван вместо Громов Виктор, 12 октября – 18 октября 2026" in practice.viktor.screen.text
    assert "Вы замените наставника Громов Виктор" in heard(ivan)
    await write(practice)
    for actor in (ivan, practice.viktor):
        await actor.presses_in_menu("1;diary;mine")
        assert "Ёлкин П." in actor.screen.text


async def test_the_student_and_staff_see_who_it_is(practice: Practice, ivan: Actor) -> None:
    await names(practice)
    await practice.petya.presses_in_menu("1;path;path")
    assert "Сидоров Иван, до 18 октября, вс за наставника" in heard(practice.petya)
    await practice.petya.presses_in_menu("1;path;today")
    assert "Наставник: Громов Виктор" in practice.petya.screen.text
    assert "До 18 октября, вс его заменяет: Сидоров Иван" in practice.petya.screen.text
    await practice.mother.presses_in_menu(f"1;path;childday;{practice.ids[practice.petya.id]}")
    assert "Сидоров" not in heard(practice.mother)
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "До 18 октября, вс наставника заменяет: Сидоров Иван" in practice.olga.screen.text


async def test_a_deputy_accepts_the_diary_and_gives_no_marks(practice: Practice, ivan: Actor) -> None:
    entry = await write(practice)
    await names(practice)
    await ivan.presses_in_menu(f"1;diary;entry;{entry}")
    await ivan.press("Принять")
    assert await entry_state(practice, entry) is EntryState.ACCEPTED
    await practice.lead(S.REPORTING)
    await ivan.presses_in_menu(f"1;practice-assess;open;{practice.placement.id}")
    assert "недоступно" in ivan.toast + ivan.screen.text
    await practice.viktor.presses_in_menu(f"1;practice-assess;open;{practice.placement.id}")
    assert "Что студент освоил" in practice.viktor.screen.text


async def test_days_to_come_begin_and_end_by_themselves(practice: Practice, ivan: Actor) -> None:
    await names(practice, "13 октября", "19 октября")
    entry = await write(practice)
    await ivan.presses_in_menu(f"1;diary;entry;{entry}")
    assert "Ёлкин" not in ivan.screen.text
    practice.stage.phones.chats.clear()
    await practice.stage.pass_until(MONDAY + timedelta(days=1))
    assert "С сегодняшнего дня вы заменяете наставника Громов Виктор, до 19 октября" in heard(ivan)
    assert "С сегодняшнего дня вас заменяет Сидоров Иван" in heard(practice.viktor)
    await ivan.presses_in_menu(f"1;diary;entry;{entry}")
    assert "Варил стыковой шов" in ivan.screen.text
    practice.stage.phones.chats.clear()
    await practice.stage.pass_until(MONDAY + timedelta(days=8))
    assert "Вы больше не заменяете наставника Громов Виктор" in heard(ivan)
    assert "Замена закончилась" in heard(practice.viktor)
    await ivan.presses_in_menu(f"1;diary;entry;{entry}")
    assert "Варил" not in ivan.screen.text


async def test_it_ends_by_a_tap_of_the_mentor_once(practice: Practice, ivan: Actor) -> None:
    await names(practice)
    (one,) = await practice.stage.database.read(kept.standing, people=[practice.ids[VIKTOR]])
    practice.stage.phones.chats.clear()
    await practice.viktor.presses_in_menu(f"1;deputies;end;{one.id}")
    await practice.viktor.presses_in_menu(f"1;deputies;end;{one.id}")
    assert heard(ivan).count("Вы больше не заменяете") == 1
    assert "Сейчас никто никого не заменяет" in practice.viktor.screen.text
    assert await practice.stage.database.read(duties.open_one, deputies.END, str(one.id)) is None
    await ivan.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "Ёлкин" not in ivan.screen.text


async def test_the_plant_names_and_ends_for_its_mentors(practice: Practice, ivan: Actor) -> None:
    nina = practice.nina
    await nina.say("/menu")
    await nina.press("Замена")
    await nina.press("Назначить замену")
    await nina.press("Громов Виктор")
    assert "Громов Виктор" not in nina.screen.labels
    await nina.press("Сидоров Иван")
    await nina.press("12 октября")
    await nina.press("18 октября")
    await nina.press("Назначить")
    assert "Вас заменит Сидоров Иван" in heard(practice.viktor)
    assert "Вы замените наставника" in heard(ivan)
    await nina.press("Закончить замену: Сидоров Иван")
    assert "Вы больше не заменяете" in heard(ivan)
    assert "Замена закончилась" in heard(practice.viktor)


async def test_a_new_deputy_takes_the_place_of_the_old_one(practice: Practice, ivan: Actor) -> None:
    zina = await mentor(practice, ZINA, "Котова Зинаида")
    await names(practice)
    await practice.viktor.press("Назначить замену")
    await practice.viktor.press("Котова Зинаида")
    await practice.viktor.press("12 октября")
    await practice.viktor.press("18 октября")
    await practice.viktor.press("Назначить")
    assert "Вы больше не заменяете" in heard(ivan)
    assert "Вы замените" in heard(zina)
    standing = await practice.stage.database.read(kept.standing, people=[practice.ids[VIKTOR]])
    assert [one.deputy_id for one in standing] == [practice.ids[ZINA]]


async def test_days_to_come_do_not_end_who_stands_in_now(practice: Practice, ivan: Actor) -> None:
    await mentor(practice, ZINA, "Котова Зинаида")
    await names(practice)
    later = MONDAY.date() + timedelta(days=7)
    named = (PLANT, practice.ids[VIKTOR], practice.ids[ZINA], later, later)
    with pytest.raises(Refusal, match="deputies-other-days"):
        await practice.stage.database.run(deputies.name, MONDAY, practice.ids[VIKTOR], *named)
    standing = await practice.stage.database.read(kept.standing, people=[practice.ids[VIKTOR]])
    assert [one.deputy_id for one in standing] == [practice.ids[IVAN]]


async def test_pressed_twice_names_once(practice: Practice, ivan: Actor) -> None:
    named = (PLANT, practice.ids[VIKTOR], practice.ids[IVAN], MONDAY.date(), MONDAY.date())
    for events in (1, 0):
        done = await practice.stage.database.run(deputies.name, MONDAY, practice.ids[VIKTOR], *named)
        assert len(done.events) == events


@pytest.mark.parametrize("who", ["petya", "mother", "olga", "sergey", "pavel", "ivan"])
async def test_nobody_else_names_or_ends(practice: Practice, ivan: Actor, who: str) -> None:
    await names(practice)
    (one,) = await practice.stage.database.read(kept.standing, people=[practice.ids[VIKTOR]])
    actor = ivan if who == "ivan" else getattr(practice, who)
    await actor.presses_in_menu(f"1;deputies;end;{one.id}")
    (left,) = await practice.stage.database.read(kept.standing, people=[practice.ids[VIKTOR]])
    assert left.ended_at is None
    named = (PLANT, practice.ids[VIKTOR], practice.ids[IVAN], MONDAY.date(), date(2026, 10, 30))
    with pytest.raises(Refusal):
        await practice.stage.database.run(deputies.name, MONDAY, practice.ids[actor.id], *named)


@pytest.mark.parametrize(
    ("deputy", "first", "last", "why"),
    [
        (VIKTOR, MONDAY.date(), MONDAY.date(), "deputies-unknown"),
        (607, MONDAY.date(), MONDAY.date(), "deputies-unknown"),
        (ZINA, MONDAY.date() - timedelta(days=1), MONDAY.date(), "deputies-past"),
        (ZINA, MONDAY.date(), MONDAY.date() - timedelta(days=1), "deputies-days"),
        (ZINA, MONDAY.date(), MONDAY.date() + timedelta(days=93), "deputies-days"),
        (IVAN, MONDAY.date() + timedelta(days=2), MONDAY.date() + timedelta(days=3), "deputies-away"),
    ],
)
async def test_who_cannot_stand_in_is_refused(
    practice: Practice, ivan: Actor, deputy: int, first: date, last: date, why: str
) -> None:
    await mentor(practice, ZINA, "Котова Зинаида")
    me, run = practice.ids[VIKTOR], practice.stage.database.run
    away = (PLANT, practice.ids[IVAN], practice.ids[ZINA], MONDAY.date() + timedelta(days=3), date(2026, 10, 20))
    await run(deputies.name, MONDAY, practice.ids[IVAN], *away)
    with pytest.raises(Refusal) as refused:
        await run(deputies.name, MONDAY, me, PLANT, me, practice.ids[deputy], first, last)
    assert refused.value.text_key == why


async def test_who_stands_in_finds_somebody_for_that_first(practice: Practice, ivan: Actor) -> None:
    await mentor(practice, ZINA, "Котова Зинаида")
    await names(practice)
    mine = (PLANT, practice.ids[IVAN], practice.ids[ZINA], MONDAY.date(), MONDAY.date())
    with pytest.raises(Refusal) as refused:
        await practice.stage.database.run(deputies.name, MONDAY, practice.ids[IVAN], *mine)
    assert refused.value.text_key == "deputies-stands-in"


@pytest.mark.parametrize("who", [VIKTOR, IVAN])
async def test_a_right_that_ends_ends_it(practice: Practice, ivan: Actor, who: int) -> None:
    await names(practice)
    entry = await write(practice)

    def leave(session: Session) -> None:
        held = roles.find(session, practice.ids[who], Role.MENTOR, PLANT)
        assert held is not None
        people.revoke(session, practice.stage.clock.now(), None, held.id)

    await practice.stage.database.run(leave)
    await ivan.presses_in_menu(f"1;diary;entry;{entry}")
    assert "Варил" not in ivan.screen.text


# --- as the mentor would --------------------------------------------------------------------------------


async def test_of_an_absence_both_hear_and_the_deputy_answers(practice: Practice, ivan: Actor) -> None:
    await names(practice)
    practice.stage.phones.chats.clear()
    await practice.petya.presses_in_menu(f"1;absences;tell;{practice.placement.id};2026-10-13;illness")
    for actor in (ivan, practice.viktor):
        assert "Ёлкин П." in heard(actor)
    await ivan.press("Прочитал")
    assert "Сидоров Иван" in heard(practice.viktor) + heard(ivan)


async def test_of_a_call_for_help_both_hear(practice: Practice, ivan: Actor) -> None:
    await names(practice)
    practice.stage.phones.chats.clear()
    await practice.petya.presses_in_menu(f"1;incidents;tell;injury;{practice.student.id}")
    for actor in (ivan, practice.viktor):
        assert "Ёлкин" in heard(actor)


async def test_of_a_conflict_with_the_mentor_the_deputy_hears_nothing(practice: Practice, ivan: Actor) -> None:
    await names(practice)
    practice.stage.phones.chats.clear()
    await practice.petya.presses_in_menu(f"1;incidents;tell;conflict;{practice.student.id}")
    for actor in (ivan, practice.viktor):
        assert "Ёлкин" not in heard(actor)


async def test_the_deputy_s_own_students_do_not_count_as_the_other_s(practice: Practice, ivan: Actor) -> None:
    """Standing in takes no room: how many a mentor takes is asked of their own students."""
    await names(practice)
    loads = await practice.stage.database.read(placements.loads, [practice.ids[VIKTOR], practice.ids[IVAN]])
    assert loads == {practice.ids[VIKTOR]: 1}
