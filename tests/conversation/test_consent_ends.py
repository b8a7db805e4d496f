"""A consent whose text names a term: its end is told in time, it is given again, and nothing ends by force."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, consent_ends, consents, duties, paper_files, privacy
from cluster.consents import ConsentBy, ConsentDocument
from cluster.content import Content, ReminderKind
from cluster.people import Role
from storage import consents as stored_consents
from storage import people as stored
from storage import roles
from storage.database import Database
from tests.conversation.desk import Desk, open_desk
from tests.conversation.people import CONTENT, FOLDER, open_house, with_role
from tests.conversation.reminded import JULY, agree, moscow, with_rule, with_term
from tests.conversation.stage import Actor, Stage
from tests.conversation.test_reminder_table import asleep_until, heard

ENDS, WEEK_BEFORE = date(2026, 8, 14), date(2026, 8, 7)  # both a Friday
NEWS = "Согласие на новости действует по 14 августа 2026"


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 14 July 2026, 10:00 in Moscow, where the consent to news holds for a month."""
    stage = await open_house(sqlite_database, JULY)
    stage.content = with_term(1)
    await stage.database.run(consent_ends.ensure, stage.clock.now())
    yield stage
    await stage.close()


@pytest.fixture
async def anna(stage: Stage) -> Actor:
    """An applicant who has agreed to news."""
    anna = await with_role(stage, 501, Role.APPLICANT)
    await stage.database.run(agree, stage.clock.now(), anna.id, stage.content)
    return anna


async def person(stage: Stage, actor: Actor) -> int:
    return (await stage.database.read(stored.by_telegram_ids, [actor.id]))[actor.id].id


async def held(stage: Stage, actor: Actor, purpose: str = consents.NEWS) -> date | None:
    """Return until when somebody's newest consent holds."""
    found = await stage.database.read(consents.newest, await person(stage, actor), purpose)
    assert found is not None
    return found.valid_until


def test_terms_of_the_content_are_those_of_its_texts() -> None:
    """A term in months stands in the text in words; the other two last as long as what they are for."""
    terms = {one.key: one.valid_months for one in CONTENT.consents}
    assert terms == {"application": None, "news": 12, "photo_files": None}
    news = CONTENT.consent(consents.NEWS)
    assert "не дольше года" in news.text.ru
    assert "at most one year" in news.text.en
    assert Path(FOLDER / "consents" / "news.ru.txt").exists()


# --- who is told, and when -------------------------------------------------------------------------------------


async def test_a_week_before_and_on_the_last_day(stage: Stage, anna: Actor) -> None:
    await stage.pass_until(moscow(WEEK_BEFORE, "09:59"))
    assert anna.bubbles == []
    await stage.pass_until(moscow(WEEK_BEFORE, "10:00"))
    assert len(heard(anna, NEWS)) == 1
    await stage.pass_until(moscow(ENDS, "09:59"))
    assert len(anna.bubbles) == 1
    await stage.pass_until(moscow(ENDS, "10:00"))
    assert len(heard(anna, "Сегодня последний день согласия на новости")) == 1
    await stage.pass_time(days=40)
    assert len(anna.bubbles) == 2


async def test_days_and_time_are_the_contents(stage: Stage, anna: Actor) -> None:
    at = datetime(2026, 1, 1, 12, 30, tzinfo=UTC).time()
    stage.content = with_rule(ReminderKind.CONSENT, stage.content, before=(3,), at=at)
    await stage.pass_until(moscow(date(2026, 8, 11), "12:29"))
    assert anna.bubbles == []
    await stage.pass_until(moscow(date(2026, 8, 11), "12:30"))
    assert len(heard(anna, NEWS)) == 1
    await stage.pass_time(days=10)
    assert len(anna.bubbles) == 1


async def test_after_an_outage_it_is_told_once_and_only_while_it_is_of_use(stage: Stage, anna: Actor) -> None:
    await asleep_until(stage, moscow(date(2026, 8, 10), "15:00"))
    assert len(heard(anna, NEWS)) == 1
    await asleep_until(stage, moscow(date(2026, 8, 20), "15:00"))
    assert len(anna.bubbles) == 1


@pytest.mark.parametrize("how", ["withdrawn", "erased", "leaving", "renewed", "newer version"])
async def test_what_ends_its_cause_ends_the_reminder(stage: Stage, anna: Actor, how: str) -> None:
    me, now = await person(stage, anna), stage.clock.now()
    if how == "withdrawn":
        await stage.database.run(privacy.withdraw_consent, now, me, consents.NEWS)
    elif how == "erased":
        await stage.database.run(privacy.request_erasure, now, me)
    elif how == "leaving":  # everything goes five days after the end
        await stage.pass_until(moscow(date(2026, 8, 5), "12:00"))
        await stage.database.run(privacy.request_erasure, stage.clock.now(), me)
    elif how == "renewed":
        await stage.pass_until(moscow(date(2026, 8, 1), "12:00"))
        await stage.database.run(agree, stage.clock.now(), anna.id, stage.content)
    else:
        newer = [replace_version(one) for one in CONTENT.consents]
        stage.content = replace(CONTENT, consents=tuple(newer))
        await stage.database.run(agree, stage.clock.now(), anna.id, stage.content)
    await stage.pass_until(moscow(date(2026, 7, 29), "12:00") if how == "erased" else stage.clock.now())
    stage.phones.chats.clear()
    await stage.pass_until(moscow(ENDS, "12:00"))
    assert not heard(anna, "ействует по 14 августа")
    assert not heard(anna, "последний день")


def replace_version(one: Any) -> Any:
    """Return a text in a newer version that names no term."""
    return one.model_copy(update={"version": one.version + 1, "valid_months": None})


async def test_many_are_told_some_at_a_time(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consent_ends, "AT_ONCE", 2)
    people = [await with_role(stage, 700 + n, Role.APPLICANT) for n in range(5)]
    for one in people:
        await stage.database.run(agree, stage.clock.now(), one.id, stage.content)
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    assert [len(heard(one, NEWS)) for one in people] == [1] * 5
    await stage.pass_until(moscow(ENDS, "10:01"))
    assert [len(one.bubbles) for one in people] == [2] * 5


# --- what it was for ------------------------------------------------------------------------------------------


async def applied(stage: Stage) -> Desk:
    """Return a desk whose applicant agreed a moment ago to a text that holds for a month."""
    stage.content = with_term(1, consents.APPLICATION)
    desk = await open_desk(stage)
    me = await person(stage, desk.artyom)

    def put(session: Session) -> None:
        (one,) = consents.given(session, me)
        session.get_one(stored_consents.ConsentRow, one.id).valid_until = ENDS

    await stage.database.run(put)
    stage.phones.chats.clear()
    return desk


async def test_a_consent_to_an_application_is_told_while_one_is_under_way(stage: Stage) -> None:
    desk = await applied(stage)
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    assert len(heard(desk.artyom, "Согласие на заявку действует по 14 августа 2026")) == 1


async def test_with_the_application_its_reminder_is_over(stage: Stage) -> None:
    desk = await applied(stage)
    await desk.artyom.presses(f"1;admission;withdraw-sure;{desk.application.id}")
    stage.phones.chats.clear()
    await stage.pass_until(moscow(ENDS, "12:00"))
    assert not heard(desk.artyom, "огласи")


async def test_a_consent_that_is_over_is_asked_for_at_the_next_use(stage: Stage) -> None:
    desk = await applied(stage)
    me = await person(stage, desk.artyom)
    after = moscow(date(2026, 8, 15), "12:00")
    content = stage.content
    assert await stage.database.read(admission.consent_given, moscow(ENDS, "12:00"), content, me)
    assert not await stage.database.read(admission.consent_given, after, content, me)
    await stage.database.run(agree, moscow(date(2026, 7, 14), "12:00"), desk.artyom.id, content, consents.PHOTO_FILES)
    assert not await stage.database.read(paper_files.consent_needed, after, me, content), "no term, no end"
    mine = await stage.database.read(admission.my_applications, me)
    assert [one.application.status for one in mine] == [desk.application.status], "nothing was withdrawn"


# --- giving it again ------------------------------------------------------------------------------------------


async def test_it_is_read_and_given_again(stage: Stage, anna: Actor) -> None:
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    await anna.press("Прочитать и продлить")
    assert "Чтобы прислать вам сюда" in anna.screen.text
    assert "Сейчас согласие действует по 14 августа 2026. Дать его ещё раз?" in anna.screen.text
    agree_button = next(data for name, data in anna.screen.buttons if name == "Даю согласие")
    await anna.presses(agree_button, anna.screen.message_id)
    assert "✅ Согласие на новости действует по 7 сентября 2026" in anna.screen.text
    await anna.presses(agree_button, anna.screen.message_id)  # a second tap
    assert await held(stage, anna) == date(2026, 9, 7)
    assert len(await stage.database.read(consents.history, await person(stage, anna))) == 2
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 8, 31), "09:59"))
    assert anna.bubbles == []
    await stage.pass_until(moscow(date(2026, 8, 31), "10:01"))
    assert len(heard(anna, "действует по 7 сентября 2026")) == 1


async def test_the_whole_way_in_english(stage: Stage) -> None:
    anna = await with_role(stage, 501, Role.APPLICANT, language="en")
    await stage.database.run(agree, stage.clock.now(), anna.id, stage.content)
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    assert heard(anna, "The consent to news is valid until 14 August 2026.")
    await anna.press("Read and renew")
    assert "The consent is valid until 14 August 2026 now. Give it again?" in anna.screen.text
    await anna.press("I agree")
    assert "The consent to news is valid until 7 September 2026" in anna.screen.text
    found = await stage.database.read(consents.newest, await person(stage, anna), consents.NEWS)
    assert found.sha256 == CONTENT.consent(consents.NEWS).sha256("en")
    everything = " ".join([bubble.text for bubble in anna.bubbles] + anna.screen.labels)
    assert not any("а" <= letter <= "я" for letter in everything.lower())


async def test_who_leaves_it_keeps_it_to_its_end(stage: Stage, anna: Actor) -> None:
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    await anna.press("Прочитать и продлить")
    await anna.press("В меню")
    assert await held(stage, anna) == ENDS
    await stage.pass_until(moscow(date(2026, 8, 15), "12:00"))
    await anna.say("/privacy")
    assert "Согласие на новости: дано 14 июля, вт, 10:00, версия 2, действовало по 14 августа 2026" in anna.screen.text
    await anna.press("Согласия и их тексты")
    assert "Согласие на новости" in anna.screen.labels, "not marked as given"
    await anna.press("Согласие на новости")
    await anna.press("Дать ещё раз")
    assert "Согласие действовало по 14 августа 2026. Дать его ещё раз?" in anna.screen.text
    await anna.press("Даю согласие")
    assert await held(stage, anna) == date(2026, 9, 15)


async def test_until_when_stands_in_my_data(anna: Actor) -> None:
    await anna.say("/privacy")
    assert "Согласие на новости: дано 14 июля, вт, 10:00, версия 2, действует по 14 августа 2026" in anna.screen.text


async def test_withdrawn_meanwhile_it_is_not_given_by_an_old_button(stage: Stage, anna: Actor) -> None:
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    await anna.press("Прочитать и продлить")
    agree_button = next(data for name, data in anna.screen.buttons if name == "Даю согласие")
    await anna.presses("1;privacy;withdrawn;news")
    for button in (agree_button, "1;consent_ends;open;news"):
        await anna.presses(button)
        assert "его отозвали" in anna.toast
    assert await stage.database.read(consents.given, await person(stage, anna)) == []


async def test_a_text_that_changed_meanwhile_is_shown_before_it_counts(stage: Stage, anna: Actor) -> None:
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    await anna.press("Прочитать и продлить")
    agree_button = next(data for name, data in anna.screen.buttons if name == "Даю согласие")
    stage.content = rewritten(stage.content)
    await anna.presses(agree_button, anna.screen.message_id)
    assert "Текст согласия изменился" in anna.toast
    assert "Новый текст" in anna.screen.text
    assert await held(stage, anna) == ENDS
    await anna.press("Даю согласие")
    found = await stage.database.read(consents.newest, await person(stage, anna), consents.NEWS)
    assert (found.version, found.valid_until) == ("3", date(2026, 9, 7))


def rewritten(content: Content) -> Content:
    """Return the content with another text of the consent to news."""
    old = content.consent(consents.NEWS)
    text = old.text.model_copy(update={"ru": "Новый текст."})
    new = old.model_copy(update={"version": old.version + 1, "text": text})
    return replace(content, consents=tuple(new if one is old else one for one in content.consents))


async def test_one_that_lasts_is_not_renewed(stage: Stage, anna: Actor) -> None:
    stage.content = with_term(12)
    await stage.database.run(agree, stage.clock.now(), anna.id, stage.content)
    await anna.presses_in_menu("1;consent_ends;open;news")
    assert "✅ Согласие на новости действует по 14 июля 2027" in anna.screen.text
    assert "Даю согласие" not in anna.screen.labels


# --- of a child -----------------------------------------------------------------------------------------------


async def represented(stage: Stage, anna: Actor, by: Actor, **more: Any) -> None:
    """Let somebody give the consent to news as, or for, Anna's parent."""
    document = ConsentDocument.from_content(stage.content.consent(consents.NEWS), "ru")
    me, child = await person(stage, by), await person(stage, anna)
    await stage.database.run(
        consents.give, stage.clock.now(), me, document, consents.NEWS, subject_id=child,
        by=ConsentBy.REPRESENTATIVE, **more,
    )  # fmt: skip


@pytest.fixture
async def child(stage: Stage) -> Actor:
    """An applicant who has agreed to nothing."""
    return await with_role(stage, 501, Role.APPLICANT, name="Соловьёва Анна")


async def parent_of(stage: Stage, child: Actor, telegram_id: int) -> Actor:
    parent = await with_role(stage, telegram_id, Role.PARENT, name="Соловьёва Ольга")
    await stage.database.run(
        roles.add_guardian, await person(stage, parent), await person(stage, child), stage.clock.now()
    )
    return parent


async def test_the_parent_who_gave_it_is_told_and_gives_it_again(stage: Stage, child: Actor) -> None:
    mother, father = await parent_of(stage, child, 502), await parent_of(stage, child, 503)
    await represented(stage, child, mother)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    assert len(heard(mother, "вы дали его за ребёнка (Соловьёва Анна)")) == 1
    assert not heard(father, "огласи")
    assert not heard(child, "огласи")
    await mother.press("Прочитать и продлить")
    assert "Дать его ещё раз за ребёнка?" in mother.screen.text
    await mother.press("Даю согласие")
    assert "Согласие на новости за ребёнка действует по 7 сентября 2026" in mother.screen.text
    assert heard(child, "Записано согласие вашего родителя")
    given = await stage.database.read(
        consents.newest, await person(stage, child), consents.NEWS, ConsentBy.REPRESENTATIVE
    )
    assert (given.representative, given.valid_until) == ("Соловьёва Ольга", date(2026, 9, 7))


async def test_a_paper_is_told_to_the_parents_in_the_bot_else_to_its_college(stage: Stage, child: Actor) -> None:
    olga = await with_role(stage, 504, Role.COORDINATOR, "klepiki", "Тайнова Ольга")
    other = await with_role(stage, 505, Role.COORDINATOR, "kasimov")
    paper = {"evidence": "paper", "representative": "Соловьёва О. П.", "organisations": frozenset({"klepiki"})}
    await represented(stage, child, olga, **paper)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(WEEK_BEFORE, "10:01"))
    assert len(heard(olga, "Заканчиваются согласия родителей на бумаге: 1")) == 1
    assert heard(olga, "Соловьёва Анна: согласие на новости, по 14 августа 2026")
    assert not heard(other, "огласи")
    mother = await parent_of(stage, child, 502)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(ENDS, "10:01"))
    assert heard(mother, "Сегодня последний день согласия на новости")
    assert not heard(olga, "огласи")


async def test_a_paper_that_ends_on_a_day_off_is_told_on_the_working_day_before(stage: Stage, child: Actor) -> None:
    olga = await with_role(stage, 504, Role.COORDINATOR, "klepiki")
    await stage.pass_until(moscow(date(2026, 7, 16), "12:00"))
    await represented(stage, child, olga, evidence="paper", organisations=frozenset({"klepiki"}))
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 8, 7), "10:01"))  # a week before Sunday the 16th, and that a Sunday, too
    assert len(heard(olga, "по 16 августа 2026")) == 1
    await stage.pass_until(moscow(date(2026, 8, 14), "10:01"))
    assert len(heard(olga, "по 16 августа 2026")) == 2
    await stage.pass_time(days=5)
    assert len(heard(olga, "по 16 августа 2026")) == 2


async def test_a_parent_no_more_is_told_nothing(stage: Stage, child: Actor) -> None:
    mother = await parent_of(stage, child, 502)
    await represented(stage, child, mother)
    me = await person(stage, mother)
    await stage.database.run(roles.forget_family, me)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(ENDS, "12:00"))
    assert mother.bubbles == []
    await mother.presses(f"1;consent_ends;open;news;{await person(stage, child)}")
    assert mother.toast, "refused"
    assert "Чтобы прислать вам сюда" not in " ".join(bubble.text for bubble in mother.bubbles)


async def test_the_look_is_made_sure_of_once(stage: Stage) -> None:
    for _ in range(2):
        await stage.database.run(consent_ends.ensure, stage.clock.now() + timedelta(hours=1))
    found = await stage.database.read(duties.open_one, consent_ends.LOOK, consent_ends.EVERYBODY)
    assert found is not None
