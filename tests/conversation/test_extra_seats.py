"""Extra seats: who waits for a programme is told once it takes applications again; a coordinator opens and closes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, content_store, duties
from cluster.content import Content
from cluster.people import Role
from storage.admission import ApplicationStatus, applications, seat_watchers
from storage.database import Database
from tests.conversation.desk import Desk, open_desk
from tests.conversation.people import CONTENT, open_house, with_role
from tests.conversation.reminded import moscow
from tests.conversation.stage import Actor, Stage

JULY = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
SEPTEMBER = date(2026, 9, 1)
CAMPAIGN = CONTENT.campaign("2026")
WELDER, MOUNTING = "klepiki-welder-9", "kasimov-mounting-9"
WAIT, WAIT_NO_MORE = f"1;admission;wait;{WELDER};1;0", f"1;admission;wait;{WELDER};0;0"
ON, OFF = f"1;ranking;extra-set;{WELDER};on;0", f"1;ranking;extra-set;{WELDER};off;0"


@pytest.fixture
async def desk(sqlite_database: Database) -> AsyncIterator[Desk]:
    stage = await open_house(sqlite_database, JULY)
    yield await open_desk(stage)
    await stage.close()


async def come_to(desk: Desk, day: date, clock: str = "10:00") -> Stage:
    """Let the time come without anything that is due in between, and the phones be empty."""
    desk.stage.clock.forward(seconds=(moscow(day, clock) - desk.stage.clock.now()).total_seconds())
    desk.stage.phones.chats.clear()
    return desk.stage


async def take_content(stage: Stage) -> Content:
    stage.content = await stage.database.read(content_store.refresh, None)
    return stage.content


async def switch(desk: Desk, data: str, actor: Actor | None = None) -> str:
    bubble = await (actor or desk.olga).presses_in_menu(data)
    await take_content(desk.stage)
    return bubble.text


def told(actor: Actor) -> list[str]:
    return [
        bubble.text for bubble in actor.bubbles if "дополнительные места" in bubble.text and "до 1 дек" in bubble.text
    ]


async def waiting(stage: Stage) -> dict[str, int]:
    return await stage.database.read(seat_watchers.counts, "2026")


async def test_from_the_menu_to_the_message(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    anna = await with_role(stage, 504, Role.APPLICANT)
    await anna.say("/menu")
    await anna.press("Когда и куда")
    await anna.press("🔔 Дополнительные места")
    await anna.press("Клепиковский техникум")
    assert "Нажмите на программу" in anna.screen.text
    await anna.press("▫️ Сварщик, 9 классов")
    assert "Напишем, как только" in anna.screen.text
    assert "🔔 Сварщик, 9 классов" in anna.screen.labels

    await desk.olga.say("/menu")
    await desk.olga.press("Рейтинг")
    await desk.olga.press("Клепиковский техникум")
    await desk.olga.press("Дополнительные места")
    assert "▫️ Сварщик, 9 классов: закрыта. Ждёт 1 человек" in desk.olga.screen.text
    await desk.olga.press("Открыть: Сварщик, 9 классов")
    assert "✅ Сварщик, 9 классов: открыта. Ждёт 1 человек" in desk.olga.screen.text
    assert "1 сентября, вт, 10:05 напишем тем, кто ждёт: 1" in desk.olga.screen.text
    await take_content(stage)

    await stage.pass_time(minutes=4)
    assert told(anna) == []
    await stage.pass_time(minutes=2)
    (text,) = told(anna)
    assert text.splitlines() == [
        "🔔 Открылись дополнительные места: Сварщик, 9 классов (Клепиковский техникум).",
        "Заявки принимаем до 1 декабря 2026, пока есть места.",
    ]
    await anna.press("Подать заявку")
    assert "согласны" in anna.screen.text, "the form is open again"
    assert await waiting(stage) == {}


async def test_who_is_told_waits_no_more_and_may_ask_again(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    await desk.artyom.presses_in_menu(WAIT)
    await switch(desk, ON)
    await stage.pass_time(minutes=6)
    assert len(told(desk.artyom)) == 1
    await switch(desk, OFF)
    await desk.artyom.presses_in_menu(WAIT)
    await switch(desk, ON)
    await stage.pass_time(minutes=6)
    assert len(told(desk.artyom)) == 2
    await stage.pass_time(days=3)
    assert len(told(desk.artyom)) == 2


async def test_taken_back_in_time_nobody_is_told(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    await desk.artyom.presses_in_menu(WAIT)
    await switch(desk, ON)
    await stage.pass_time(minutes=4)
    assert "закрыта. Ждёт 1 человек" in await switch(desk, OFF)
    await stage.pass_time(days=2)
    assert told(desk.artyom) == []
    assert await waiting(stage) == {WELDER: 1}


async def test_who_changed_their_mind_is_not_told(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    await desk.artyom.presses_in_menu(WAIT)
    for _ in range(2):  # pressed twice
        await desk.artyom.presses_in_menu(WAIT_NO_MORE)
        assert "▫️ Сварщик, 9 классов" in desk.artyom.screen.labels
    assert await waiting(stage) == {}
    await switch(desk, ON)
    await stage.pass_time(minutes=6)
    assert told(desk.artyom) == []


async def test_one_message_for_several_programmes_and_pressed_twice(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    kasimov = await with_role(stage, 907, Role.COORDINATOR, "kasimov", "Второва Вера")
    for key in (WELDER, WELDER, MOUNTING):
        await desk.artyom.presses_in_menu(f"1;admission;wait;{key};1;0")
    await switch(desk, f"1;ranking;extra-set;{MOUNTING};on;0", kasimov)
    for _ in range(2):
        assert "✅ Сварщик, 9 классов: открыта" in await switch(desk, ON)
    await stage.pass_time(minutes=6)
    (text,) = told(desk.artyom)
    assert "на нескольких программах" in text
    assert text.index("(Клепиковский техникум)") < text.index("(Касимовский колледж)")


async def test_opened_at_night_it_is_told_in_the_morning(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER, "22:30")
    await desk.artyom.presses_in_menu(WAIT)
    assert "2 сентября, ср, 09:00" in await switch(desk, ON)
    await stage.pass_until(moscow(date(2026, 9, 2), "08:59"))
    assert told(desk.artyom) == []
    await stage.pass_until(moscow(date(2026, 9, 2), "09:01"))
    assert len(told(desk.artyom)) == 1


async def test_what_a_file_opened_is_told_on_the_next_morning(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER, "12:00")
    await desk.artyom.presses_in_menu(WAIT)
    opened = CAMPAIGN.model_copy(update={"extra_programmes": (WELDER,)})
    files = replace(CONTENT, campaigns=(opened, *CONTENT.campaigns[1:]))
    await stage.database.run(content_store.load, files, stage.clock.now())
    await take_content(stage)
    await stage.pass_until(moscow(date(2026, 9, 2), "09:59"))
    assert told(desk.artyom) == []
    await stage.pass_until(moscow(date(2026, 9, 2), "10:01"))
    assert len(told(desk.artyom)) == 1


async def test_opened_just_before_the_daily_look_it_may_still_be_taken_back(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER, "09:58")
    await desk.artyom.presses_in_menu(WAIT)
    await switch(desk, ON)
    await stage.pass_until(moscow(SEPTEMBER, "10:02"))
    assert told(desk.artyom) == []
    await switch(desk, OFF)
    await stage.pass_until(moscow(SEPTEMBER, "10:30"))
    assert told(desk.artyom) == []


async def test_many_are_told_each_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cluster.admission.seats.AT_ONCE", 2)
    stage = await come_to(desk, SEPTEMBER)
    crowd = [await with_role(stage, 600 + n, Role.APPLICANT) for n in range(5)]
    for actor in crowd:
        await actor.presses_in_menu(WAIT)
    await switch(desk, ON)
    await stage.pass_time(minutes=6)
    assert [len(told(actor)) for actor in crowd] == [1] * 5


async def test_before_the_campaign_is_over_and_after_all_of_it_nobody_waits(desk: Desk) -> None:
    stage = desk.stage
    for day in (date(2026, 7, 14), date(2026, 12, 2)):
        if day != date(2026, 7, 14):
            await come_to(desk, day)
        await desk.artyom.presses_in_menu(WAIT)
        assert "Сейчас дополнительных мест не ждут" in desk.artyom.toast
        await desk.artyom.presses_in_menu("1;admission;seats")
        assert "Сейчас дополнительных мест не ждут" in desk.artyom.screen.text
        await desk.olga.presses_in_menu("1;ranking;desk;klepiki")
        assert "Дополнительные места" not in desk.olga.screen.labels
        await desk.olga.presses_in_menu(ON)
        assert (await take_content(stage)).campaign("2026").extra_programmes == ()
    assert await waiting(stage) == {}


async def test_after_the_last_day_nothing_is_kept(desk: Desk) -> None:
    stage = await come_to(desk, date(2026, 11, 30))
    await desk.artyom.presses_in_menu(WAIT)
    assert await waiting(stage) == {WELDER: 1}
    await stage.pass_until(moscow(date(2026, 12, 3), "12:00"))
    assert await waiting(stage) == {}
    assert await stage.database.read(duties.open_one, admission.SEATS, "2026") is None


async def test_what_is_open_is_applied_for_not_waited_for(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    await switch(desk, ON)
    anna = await with_role(stage, 504, Role.APPLICANT)
    await anna.presses_in_menu("1;admission;seats-of;klepiki;0")
    assert "✅ Подать: Сварщик, 9 классов" in anna.screen.labels
    await anna.presses_in_menu(WAIT)
    assert await waiting(stage) == {}
    await anna.presses_in_menu("1;admission;when")
    assert "🔔 Дополнительные места" in anna.screen.labels, "the other programmes may still be waited for"


async def test_staff_look_and_the_coordinator_switches(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    bubble = await desk.dasha.presses_in_menu("1;ranking;extra;klepiki;0")
    assert "Открывает и закрывает координатор колледжа." in bubble.text
    assert bubble.labels == ["К рейтингу"]
    for actor in (desk.dasha, desk.pavel, desk.artyom):
        await actor.presses_in_menu(ON)
        assert (await take_content(stage)).campaign("2026").extra_programmes == ()


async def test_a_coordinator_changes_no_more_of_a_campaign_than_their_seats(desk: Desk) -> None:
    """The right to their own programmes' seats is none to the dates, nor to another college's programmes."""
    await with_role(desk.stage, 908, Role.COORDINATOR, "electronics")  # the base college, which has the dates
    from cluster.access import Forbidden
    from cluster.content import serialise
    from storage import people

    stage = await come_to(desk, SEPTEMBER)

    def change(session: Session, **changes: Any) -> None:
        olga = people.by_telegram_ids(session, [desk.olga.id])[desk.olga.id].id
        body = {**serialise(CAMPAIGN), **changes}
        content_store.change(session, stage.clock.now(), olga, "campaigns", "2026", body)

    for changes in (
        {"extra_end": "2026-12-15"},
        {"extra_programmes": [WELDER, MOUNTING]},
        {"extra_programmes": [WELDER], "extra_end": "2026-12-15"},
    ):
        with pytest.raises(Forbidden):
            await stage.database.run(lambda session, said=changes: change(session, **said))
    await stage.database.run(lambda session: change(session, extra_programmes=[WELDER]))


async def test_who_is_in_reserve_finds_the_way(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    now, one = stage.clock.now(), desk.application.id
    await stage.database.run(applications.set_status, one, ApplicationStatus.RESERVE, now)
    await desk.artyom.presses_in_menu(f"1;admission;card;{one}")
    await desk.artyom.press("🔔 Дополнительные места")
    assert "Клепиковский техникум" in desk.artyom.screen.labels


async def test_it_is_shown_and_deleted_with_my_data(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    anna = await with_role(stage, 504, Role.APPLICANT)
    await anna.presses_in_menu(WAIT)
    await anna.say("/privacy")
    assert "Просьба сообщить о дополнительных местах. На 1 программу." in anna.screen.text
    await anna.presses_in_menu("1;privacy;unkeep;admission")
    assert await waiting(stage) == {}
    await switch(desk, ON)
    await stage.pass_time(minutes=6)
    assert told(anna) == []


async def test_in_english(desk: Desk) -> None:
    stage = await come_to(desk, SEPTEMBER)
    john = await with_role(stage, 504, Role.APPLICANT, language="en")
    await john.presses_in_menu(WAIT)
    await switch(desk, ON)
    await stage.pass_time(minutes=6)
    assert "There are extra seats" in john.screen.text
    assert "There are extra seats in several" not in john.screen.text
