"""Duplicates in the chat: found, shown to the right people, made one by a human, told to both owners."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import people
from cluster.people import Role
from storage import people as stored
from storage import roles
from storage.admission import Application, FilledBy, applicants, applications
from storage.admission import ApplicationStatus as S
from tests import applied
from tests.conversation.people import with_role
from tests.conversation.stage import Actor, Stage

OLGA, EVE, BASE, CHILD, MOTHER = 201, 203, 204, 101, 102


@pytest.fixture
async def olga(house: Stage) -> Actor:
    await with_role(house, BASE, Role.COORDINATOR, "electronics")
    olga = await with_role(house, OLGA, Role.COORDINATOR, "klepiki", "Ольга Петрова")
    await olga.say("/menu")
    return olga


async def go(actor: Actor, data: str) -> None:
    """Press a button that may not be there, in place of the newest message."""
    await actor.presses(data, actor.bubbles[-1].message_id)


@pytest.fixture
async def kasimov(house: Stage) -> Actor:
    return await with_role(house, 205, Role.COORDINATOR, "kasimov", "Пётр Иванов")


def lay_both(session: Session, now: datetime, second: str = "klepiki") -> tuple[int, int]:
    """Lay an application by the child, and a later one by the mother; return their ids."""
    child, mother = applied.owner(session, CHILD, now), applied.owner(session, MOTHER, now)
    one = applied.apply(session, child, now, college="klepiki")
    said = applied.answers(phone="+79107654321", school="Тайная школа")
    later = now + timedelta(hours=1)
    other = applied.apply(session, mother, later, said, college=second, filled_by=FilledBy.PARENT)
    return one.id, other.id


async def stands(house: Stage, application_id: int) -> Application:
    return (await house.database.read(applications.get, [application_id]))[application_id]


async def test_one_is_kept_and_both_owners_are_told(house: Stage, olga: Actor, now: datetime) -> None:
    first, second = await house.database.run(lay_both, now)
    child, mother = Actor(house, CHILD), Actor(house, MOTHER)
    await olga.say("/menu")
    await olga.press("Отчёты")
    await olga.press("Повторы")
    assert olga.screen.labels[0] == "Соловьёв А. И. · KLEPIKI-0001 и KLEPIKI-0002"
    await olga.press("Соловьёв А. И.")
    assert "Кто подал: сам поступающий\nТелефон: +7 910 123-45-67" in olga.screen.text
    assert "Кто подал: родитель\nТелефон: +7 910 765-43-21\nШкола: Тайная школа" in olga.screen.text
    await olga.press("оставить KLEPIKI-0001")
    assert "Это нельзя отменить" in olga.screen.text
    assert (await stands(house, second)).status is S.SUBMITTED
    await olga.press("Объединить")
    assert (await stands(house, first)).status is S.SUBMITTED
    assert (await stands(house, second)).status is S.REJECTED
    assert "".join(b.text for b in child.bubbles) == (
        "Две заявки на одного поступающего объединили. Осталась заявка № KLEPIKI-0001, Клепиковский техникум. "
        "Делать ничего не нужно."
    )
    assert "".join(b.text for b in mother.bubbles) == (
        "Заявку № KLEPIKI-0002 объединили с другой заявкой на того же поступающего. Теперь о ней пишем тому, кто подал "
        "вторую. Делать ничего не нужно. Если это ошибка, позвоните: +7 4912 00-00-04"
    )
    await olga.press("К повторам")
    assert olga.screen.text == "Повторов нет."


async def test_kept_is_the_later_record_and_its_application_is_refused(
    house: Stage, olga: Actor, now: datetime
) -> None:
    first, second = await house.database.run(lay_both, now)
    keeper = (await stands(house, second)).applicant_id
    await go(olga, "1;duplicates;list")
    await olga.press("Соловьёв А. И.")
    await olga.press("оставить KLEPIKI-0002")
    await olga.press("Объединить")
    moved = await stands(house, first)
    assert (moved.status, moved.applicant_id) == (S.SUBMITTED, keeper)
    assert (await stands(house, second)).status is S.REJECTED


async def test_no_owner_reads_of_the_other(house: Stage, olga: Actor, now: datetime) -> None:
    await house.database.run(lay_both, now)
    await go(olga, "1;duplicates;merge;1;2")
    await house.pass_time(days=1)
    for owner, hidden in ((CHILD, ("Тайная", "765-43-21", "KLEPIKI-0002")), (MOTHER, ("123-45-67", "KLEPIKI-0001"))):
        actor = Actor(house, owner)
        await with_role(house, owner, Role.APPLICANT)
        await actor.say("/menu")
        await actor.press("Моя заявка")
        shown = " ".join(text for bubble in actor.bubbles for text in (bubble.text, *bubble.labels))
        assert not any(word in shown for word in hidden), owner


async def test_they_are_told_in_the_morning(house: Stage, olga: Actor, now: datetime) -> None:
    await house.database.run(lay_both, now)
    await house.pass_time(hours=12)  # 22:00
    await go(olga, "1;duplicates;merge;1;2")
    child, mother = Actor(house, CHILD), Actor(house, MOTHER)
    assert (child.bubbles, mother.bubbles) == ([], [])
    await house.pass_time(hours=11)
    assert (len(child.bubbles), len(mother.bubbles)) == (1, 1)


async def test_two_people_are_told_apart(house: Stage, olga: Actor, now: datetime) -> None:
    await house.database.run(lay_both, now)
    await go(olga, "1;duplicates;list")
    await olga.press("Соловьёв А. И.")
    await olga.press("Это разные люди")
    await olga.press("К повторам")
    assert olga.screen.text == "Повторов нет."
    assert Actor(house, CHILD).bubbles == []


async def test_the_button_of_a_card_leads_to_the_pair(house: Stage, olga: Actor, now: datetime) -> None:
    await house.database.run(lay_both, now)
    await go(olga, "1;review;card;1")
    assert "ещё одна заявка этого человека" in olga.screen.text
    await olga.press("Повтор")
    assert "Это один человек?" in olga.screen.text
    await olga.press("Это разные люди")
    await go(olga, "1;review;card;1")
    assert "ещё одна заявка этого человека" not in olga.screen.text
    assert "Повтор" not in olga.screen.labels
    await go(olga, "1;duplicates;of;1")
    assert olga.screen.text == "Повторов нет."


@pytest.mark.parametrize("status", [S.SUBMITTED, S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED])
async def test_a_card_with_the_button_fits_a_phone(house: Stage, olga: Actor, now: datetime, status: S) -> None:
    first, _ = await house.database.run(lay_both, now)
    laid = await stands(house, first)
    await house.database.run(applied.stand, laid, status)
    await go(olga, f"1;review;card;{first}")
    rows = olga.screen.body["reply_markup"]["inline_keyboard"]
    assert len(rows) <= 8
    (last,) = (row for row in rows if any(button["text"] == "Повтор" for button in row))
    assert [button["text"] for button in last][-2:] == ["Повтор", "Очередь"]


@pytest.mark.parametrize("over", [1, 2])
async def test_what_is_over_has_no_double(house: Stage, olga: Actor, now: datetime, over: int) -> None:
    await house.database.run(lay_both, now)
    laid = await stands(house, over)
    await house.database.run(applied.stand, laid, S.WITHDRAWN)
    for one in (1, 2):
        await go(olga, f"1;review;card;{one}")
        assert "Повтор" not in olga.screen.labels


async def test_a_second_tap_changes_nothing(house: Stage, olga: Actor, now: datetime) -> None:
    await house.database.run(lay_both, now)
    query = {"callback_query": olga.query("1;duplicates;merge;1;2")}
    await house.play(query, {"callback_query": olga.query("1;duplicates;merge;1;2")})
    assert len(Actor(house, CHILD).bubbles) == 1
    assert len(Actor(house, MOTHER).bubbles) == 1
    await go(olga, "1;duplicates;merge;2;1")
    assert olga.toast == "Эта пара уже разобрана."


# --- two colleges ----------------------------------------------------------------------------------


async def test_another_college_is_named_and_nothing_else(
    house: Stage, olga: Actor, kasimov: Actor, now: datetime
) -> None:
    await house.database.run(lay_both, now, "kasimov")
    await go(olga, "1;duplicates;list")
    assert olga.screen.labels[0] == "Соловьёв А. И. · KLEPIKI-0001 · ещё: Касимовский колледж"
    await olga.press("Соловьёв А. И.")
    assert "У этого человека есть заявка в другом колледже: Касимовский колледж, новая" in olga.screen.text
    shown = " ".join(text for bubble in olga.bubbles for text in (bubble.text, *bubble.labels))
    assert not any(word in shown for word in ("KASIMOV", "Тайная", "765-43-21", "родитель"))
    assert "Объединить" not in shown
    await olga.press("Спросить другой колледж")
    assert olga.screen.text == "Спросили координаторов: Касимовский колледж. Повторно спросить можно завтра."
    (asked,) = kasimov.bubbles
    assert asked.text.startswith("❓ Клепиковский техникум спрашивает о вашей заявке № KASIMOV-0001")
    assert not any(word in asked.text for word in ("KLEPIKI-0001", "Соловьёв", "123-45-67"))
    await kasimov.press("Открыть карточку")
    assert "KASIMOV-0001" in kasimov.screen.text
    await go(olga, "1;duplicates;ask;1;2")
    assert len(kasimov.bubbles) == 1  # the question was edited into the card: no second one came that day


@pytest.mark.parametrize("data", ["merge;1;2", "merge;2;1", "apart;1;2", "keep;1;2"])
async def test_one_college_decides_nothing_about_another(
    house: Stage, olga: Actor, kasimov: Actor, now: datetime, data: str
) -> None:
    first, second = await house.database.run(lay_both, now, "kasimov")
    before = [await stands(house, one) for one in (first, second)]
    await go(olga, f"1;duplicates;{data}")
    assert [await stands(house, one) for one in (first, second)] == before
    await go(olga, "1;duplicates;list")
    assert "Соловьёв" in olga.screen.labels[0]
    shown = " ".join(text for bubble in olga.bubbles for text in (bubble.text, *bubble.labels))
    assert "KASIMOV" not in shown


async def test_staff_of_both_colleges_decide(house: Stage, olga: Actor, now: datetime) -> None:
    await with_role(house, OLGA, Role.COORDINATOR, "kasimov")
    first, second = await house.database.run(lay_both, now, "kasimov")
    await go(olga, "1;duplicates;merge;1;2")
    assert {(await stands(house, one)).status for one in (first, second)} == {S.SUBMITTED}
    assert (await stands(house, second)).applicant_id == (await stands(house, first)).applicant_id


# --- rights ----------------------------------------------------------------------------------------

FORGED = [f"{verb};{args}" for verb in ("pair", "keep", "merge", "apart", "ask") for args in ("1;2", "2;1")]


@pytest.mark.parametrize(
    ("role", "college"),
    [(Role.COORDINATOR, "zhivago"), (Role.APPLICANT, None), (Role.MINISTRY_VIEWER, None), (Role.ADMIN, None)],
)
async def test_a_stranger_sees_and_changes_nothing(
    house: Stage, olga: Actor, now: datetime, role: Role, college: str | None
) -> None:
    ids = await house.database.run(lay_both, now)
    before = [await stands(house, one) for one in ids]
    eve = await with_role(house, EVE, role, college)
    await eve.say("/menu")
    for data in [*FORGED, "list", "of;1", "of;2"]:
        await go(eve, f"1;duplicates;{data}")
    shown = " ".join(text for bubble in eve.bubbles for text in (bubble.text, *bubble.labels))
    assert not any(word in shown for word in ("Соловьёв", "KLEPIKI", "Клепик"))
    assert [await stands(house, one) for one in ids] == before


@pytest.mark.parametrize("args", ["1;1", "1;3", "3;1", "0;0", "x;y", "1", ""])
@pytest.mark.parametrize("verb", ["pair", "keep", "merge", "apart", "ask"])
async def test_two_who_are_not_alike_are_no_pair(
    house: Stage, olga: Actor, now: datetime, verb: str, args: str
) -> None:
    ids = await house.database.run(lay_both, now)

    def lay_third(session: Session) -> None:
        applied.apply(session, applied.owner(session, 300, now), now, applied.answers(first_name="Пётр"))

    await house.database.run(lay_third)
    await go(olga, f"1;duplicates;{verb};{args}")
    assert olga.toast
    assert {(await stands(house, one)).status for one in ids} == {S.SUBMITTED}


async def test_a_right_that_ended_decides_nothing(house: Stage, olga: Actor, now: datetime) -> None:
    ids = await house.database.run(lay_both, now)
    await go(olga, "1;duplicates;keep;1;2")

    def lose(session: Session) -> None:
        person = stored.by_telegram_ids(session, [OLGA])[OLGA]
        for held in roles.of_person(session, person.id):
            people.revoke(session, now, None, held.id)

    await house.database.run(lose)
    await olga.press("Объединить")
    assert {(await stands(house, one)).status for one in ids} == {S.SUBMITTED}


async def test_an_erased_person_is_no_double(house: Stage, olga: Actor, now: datetime) -> None:
    _, second = await house.database.run(lay_both, now)
    await house.database.run(applicants.erase, (await stands(house, second)).applicant_id, now)
    await go(olga, "1;duplicates;list")
    assert olga.screen.text == "Повторов нет."
