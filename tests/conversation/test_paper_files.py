"""Files of papers in the chat: sent, judged one by one, seen by the right people alone, deleted."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import bot.jobs.runner
import bot.turn.room
from bot import commits
from bot.workshop import Workshop
from cluster import admission, consents, review
from cluster.people import Role
from handlers import FEATURES
from storage import access_log, paper_files
from storage import people as stored
from storage.admission import ApplicationStatus, DocumentState, applicants, applications
from storage.database import Database
from storage.jobs import counts as jobs_left
from storage.paper_files import PaperFile
from tests import scans
from tests.conversation.desk import ARTYOM, MOTHER, Desk, apply, open_desk, parent_of
from tests.conversation.people import CONTENT, open_house, with_role
from tests.conversation.stage import Actor, Stage

KIND = "certificate"
ON = {"personal_data": "full", "paper_files": True, "username": "iskra_bot"}
TWENTY_MB = 20 * 1024 * 1024


class Death(BaseException):
    """The process dies here."""


@pytest.fixture
async def stage(sqlite_database: Database, now: datetime) -> AsyncIterator[Stage]:
    stage = await open_house(sqlite_database, now)
    stage.room.settings = ON
    yield stage
    await stage.close()


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    return await open_desk(stage)


@pytest.fixture
async def artyom(desk: Desk) -> Actor:
    """Somebody who is asked for a file of the certificate."""
    await desk.artyom.say("/menu")
    await desk.artyom.press("Документы")
    await desk.artyom.press("Прислать файл")
    await desk.artyom.press("Аттестат")
    await desk.artyom.press("Прислать")
    assert "Согласие на файлы документов" in desk.artyom.screen.text
    await desk.artyom.press("Даю согласие")
    assert "Пришлите фото или PDF" in desk.artyom.screen.text
    return desk.artyom


async def kept(stage: Stage, applicant_id: int = 1, kind: str = KIND) -> list[PaperFile]:
    return await stage.database.read(paper_files.of_paper, applicant_id, kind)


async def contents(stage: Stage) -> list[bytes]:
    files = await kept(stage)
    found = await stage.database.read(paper_files.contents, files)
    return [found[one.file_id] for one in files]


async def stored_files(stage: Stage) -> int:
    def count(session: Session) -> int:
        return int(session.scalar(text("SELECT count(*) FROM files")) or 0)

    return await stage.database.read(count)


async def album(actor: Actor, *parts: dict[str, Any], group: str = "1") -> None:
    """Send the parts of an album, as one batch."""
    updates = [{"message": actor.message(media_group_id=group, **part)} for part in parts]
    await actor.stage.play(*updates)


async def tap(actor: Actor, data: str) -> None:
    """Press a button with this data on a message that the phone shows."""
    if actor.stage.phones.last.get(actor.id) is None or not actor.bubbles:
        await actor.say("/menu")
    await actor.presses(data, actor.screen.message_id)


def shot(actor: Actor, shade: int = 200) -> dict[str, Any]:
    return {"photo": actor.photo(scans.photo(shade))}


def sheet(actor: Actor, content: bytes, name: str = "scan.jpg") -> dict[str, Any]:
    return {"document": actor.document(name, content)}


async def state(stage: Stage) -> DocumentState:
    listed = await stage.database.read(applicants.documents, 1)
    return next((one.state for one in listed if one.kind == KIND), DocumentState.NONE)


# --- sending -----------------------------------------------------------------------------------------------


async def test_an_album_becomes_pages_that_the_college_sees(stage: Stage, desk: Desk, artyom: Actor) -> None:
    await album(artyom, shot(artyom, 10), shot(artyom, 20))
    assert "Получено, проверяю" in artyom.screen.text
    await stage.work()
    assert artyom.screen.text == "Аттестат с приложением\n✅ Принято: 2 страницы\nВсего: 2 из 8."
    await artyom.press("Готово")
    assert "больше файлов не жду" in artyom.screen.text
    assert await state(stage) is DocumentState.HAVE
    assert [(one.format, one.as_photo, one.sent_at) for one in await kept(stage)] == [
        ("jpg", True, stage.clock.now())
    ] * 2

    await tap(desk.olga, f"1;files;staff;{desk.application.id}")
    await desk.olga.press("Аттестат")
    sent = [body for method, body in stage.phones.calls if method == "sendPhoto"]
    assert [body["caption"] for body in sent] == [f"№ КЛ-26-0001 · Аттестат с приложением: {n} из 2" for n in (1, 2)]
    assert all(body["protect_content"] for body in sent)
    assert [body["_files"]["photo"][0] for body in sent] == [f"КЛ-26-0001-certificate-{n}.jpg" for n in (1, 2)]
    shown = [base64.b64decode(body["_files"]["photo"][2]) for body in sent]
    assert shown == await contents(stage)


async def test_what_a_picture_tells_beside_its_pixels_is_not_kept(stage: Stage, artyom: Actor) -> None:
    await artyom.sends_document("Соловьёв у дома.jpg", scans.photo(place=True), "image/jpeg")
    await stage.work()
    (content,) = await contents(stage)
    assert scans.SECRET.encode() in scans.photo(place=True)
    assert scans.SECRET.encode() not in content

    def everything(session: Session) -> list[str | None]:
        rows = session.execute(text("SELECT name FROM files"))
        return [stage_name for (stage_name,) in rows]

    assert not any("Соловьёв".encode() in (name or b"") for name in await stage.database.read(everything))


async def test_a_pdf_goes_as_a_document(stage: Stage, desk: Desk, artyom: Actor) -> None:
    await artyom.sends_document("аттестат.pdf", scans.pdf(), "application/pdf")
    await stage.work()
    assert "✅ Принято: 1 файл" in artyom.screen.text
    await tap(desk.olga, f"1;files;show;{desk.application.id};{KIND};0")
    method, body = stage.phones.calls[-1]
    assert (method, body["protect_content"]) == ("sendDocument", True)
    assert body["_files"]["document"][0] == "КЛ-26-0001-certificate-1.pdf"
    assert base64.b64decode(body["_files"]["document"][2]) == scans.pdf()


BAD = [
    ("zip called jpg", scans.archive(), "не фото JPG или PNG и не PDF"),
    ("svg", scans.SVG, "не фото JPG или PNG и не PDF"),
    ("heic", scans.HEIC, "Настройки → Камера → Форматы → Наиболее совместимые"),
    ("webp", scans.photo(form="WEBP"), "не фото JPG или PNG и не PDF"),
    ("bomb", scans.bomb(), "слишком большое по размеру в точках"),
    ("cut", scans.photo()[:-200], "повреждено и не открывается"),
    ("script in a PDF", scans.pdf(b"<</S /JavaScript /JS (app.alert(1))>>"), "содержит программу или вложения"),
    ("locked PDF", scans.pdf(b"<</Encrypt 9 0 R>>"), "закрыт паролем"),
    ("half a PDF", b"%PDF-1.7 half", "повреждён и не открывается"),
    ("empty", b"", "не фото JPG или PNG и не PDF"),
]


@pytest.mark.parametrize(("content", "answer"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
async def test_a_bad_file_gets_its_answer_and_is_not_kept(
    stage: Stage, artyom: Actor, content: bytes, answer: str
) -> None:
    await artyom.sends_document("scan.jpg", content, "image/jpeg")
    await stage.work()
    assert answer in artyom.screen.text
    assert "№" not in artyom.screen.text
    assert artyom.screen.text.endswith("Всего: 0 из 8.")
    assert await stored_files(stage) == 0
    assert await state(stage) is DocumentState.NONE
    await artyom.sends_photo(scans.photo())
    await stage.work()
    assert "✅ Принято: 1 страница" in artyom.screen.text


@pytest.mark.parametrize("content", [scans.photo() + scans.archive(), scans.photo() + scans.pdf()])
async def test_a_polyglot_loses_its_second_half(stage: Stage, artyom: Actor, content: bytes) -> None:
    await artyom.sends_document("scan.jpg", content)
    await stage.work()
    (held,) = await contents(stage)
    assert b"PK" not in held
    assert b"%PDF" not in held


@pytest.mark.parametrize("told", [TWENTY_MB, 100, None])
async def test_a_file_too_large_is_refused_whatever_its_size_is_said_to_be(
    stage: Stage, artyom: Actor, told: int | None
) -> None:
    document = {**artyom.document("scan.jpg", bytes(TWENTY_MB)), "file_size": told}
    await artyom.sends(document={name: value for name, value in document.items() if value is not None})
    await stage.work()
    assert "слишком большой: можно до 10 МБ" in artyom.screen.text
    assert stage.cupboard.asked == ([] if told == TWENTY_MB else [document["file_id"]])


async def test_one_bad_part_of_an_album_is_named_and_the_others_are_kept(stage: Stage, artyom: Actor) -> None:
    gone = {**artyom.document("scan.jpg", b""), "file_id": "gone"}
    video = {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}
    parts = [shot(artyom, 10), sheet(artyom, scans.archive()), {"video": video}, {"document": gone}, shot(artyom, 20)]
    await album(artyom, *parts)
    await stage.work()
    assert artyom.screen.text.split("\n") == [
        "Аттестат с приложением",
        "✅ Принято: 2 страницы",
        "⚠️ № 2 — не фото JPG или PNG и не PDF. Сфотографируйте документ и пришлите фото.",
        "⚠️ № 3 — не фото и не файл. Видео, голосовые и стикеры не принимаю.",
        "⚠️ Файла № 4 в Telegram больше нет. Пришлите его ещё раз.",
        "Всего: 2 из 8.",
    ]
    assert len(await kept(stage)) == 2


OTHER = [
    {"text": "вот мой аттестат"},
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
    {"sticker": {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "is_animated": False,
                 "is_video": False, "type": "regular"}},
    {"video": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}},
    {"animation": {"file_id": "g", "file_unique_id": "g", "width": 1, "height": 1, "duration": 1},
     "document": {"file_id": "g", "file_unique_id": "g"}},
    {"text": "переслано", "forward_origin": {"type": "hidden_user", "sender_user_name": "A", "date": 1}},
]  # fmt: skip


@pytest.mark.parametrize("content", OTHER, ids=[next(iter(one)) for one in OTHER])
async def test_whatever_is_no_file_is_answered_and_the_form_waits_on(
    stage: Stage, artyom: Actor, content: dict[str, Any]
) -> None:
    await artyom.sends(**content)
    assert "Пришлите, пожалуйста, фото или файл" in artyom.screen.text
    await artyom.sends_photo(scans.photo())
    await stage.work()
    assert len(await kept(stage)) == 1


async def test_a_photo_that_somebody_else_took_may_be_passed_on(stage: Stage, artyom: Actor) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Мама", "date": 1}
    await artyom.sends_photo(scans.photo(), forward_origin=origin)
    await stage.work()
    assert len(await kept(stage)) == 1


async def test_the_same_is_kept_once(stage: Stage, artyom: Actor) -> None:
    same = scans.photo()
    await album(artyom, {"photo": artyom.photo(same)}, {"photo": artyom.photo(same)})
    await stage.work()
    assert "✅ Принято: 1 страница" in artyom.screen.text
    assert "Уже было раньше, второй раз не храню: 1" in artyom.screen.text
    await artyom.sends_document("another name.jpg", scans.photo(place=True))
    await stage.work()
    assert artyom.screen.text.endswith("второй раз не храню: 1\nВсего: 1 из 8.")
    assert await stored_files(stage) == 1


async def test_two_albums_at_once_lose_nothing_and_stop_at_eight(stage: Stage, artyom: Actor) -> None:
    first = [{"message": artyom.message(media_group_id="1", **shot(artyom, n))} for n in range(6)]
    second = [{"message": artyom.message(media_group_id="2", **shot(artyom, 100 + n))} for n in range(6)]
    await stage.play(*first, *second)
    await stage.work()
    assert len(await kept(stage)) == 8
    assert await stored_files(stage) == 8
    answers = [bubble.text for bubble in artyom.bubbles if "Всего:" in bubble.text]
    assert [answer.split("\n")[-1] for answer in answers] == ["Всего: 6 из 8.", "Всего: 8 из 8."]
    assert answers[1].count("на один документ можно до 8 файлов") == 4
    await artyom.press("К файлам документа")
    assert "Прислать" not in artyom.screen.labels


async def test_a_real_child_cleans_what_came(stage: Stage, artyom: Actor) -> None:
    stage.runner._maker = Workshop()
    await album(artyom, shot(artyom), sheet(artyom, scans.bomb()), sheet(artyom, scans.archive()))
    await stage.work()
    assert "✅ Принято: 1 страница" in artyom.screen.text
    assert "Фото № 2 слишком большое" in artyom.screen.text
    assert "№ 3 — не фото" in artyom.screen.text


DEATHS = [("turn.before-commit", 1), ("turn.committed", 1), ("job.before-commit", 1), ("job.committed", 1),
          ("turn.before-commit", 2), ("turn.committed", 2)]  # fmt: skip


@pytest.mark.parametrize(("seam", "n"), DEATHS)
async def test_dead_between_any_two_steps_the_files_are_kept_once(
    stage: Stage, artyom: Actor, monkeypatch: pytest.MonkeyPatch, seam: str, n: int
) -> None:
    passed = 0

    def die(here: str) -> None:
        nonlocal passed
        passed += here == seam
        if passed == n and here == seam:
            raise Death

    for module in (bot.jobs.runner, bot.turn.room, commits):
        monkeypatch.setattr(module, "seam", die)
    arrivals = [stage.arrival({"message": artyom.message(media_group_id="1", **shot(artyom, s))}) for s in (1, 2)]
    await stage.commits.store(arrivals)
    with contextlib.suppress(Death):
        stage.lanes.accept(arrivals)
        await stage.lanes.idle()
        await stage.work()
    assert passed == n
    await stage.restart(FEATURES)
    await stage.work()
    assert len(await kept(stage)) == 2
    assert await stored_files(stage) == 2
    assert await stage.database.read(jobs_left) == {}


# --- while it is on its way --------------------------------------------------------------------------------


async def person(stage: Stage, actor: Actor) -> int:
    return (await stage.database.read(stored.by_telegram_ids, [actor.id]))[actor.id].id


async def withdraw_application(stage: Stage, desk: Desk) -> None:
    me = await person(stage, desk.artyom)
    await stage.database.run(admission.withdraw, stage.clock.now(), me, desk.application.id)


async def take_consent_back(stage: Stage, desk: Desk) -> None:
    me = await person(stage, desk.artyom)
    await stage.database.run(consents.withdraw, stage.clock.now(), me, consents.PHOTO_FILES)


async def finish_college(stage: Stage, desk: Desk) -> None:
    """Change the education: a diploma is asked for, the certificate no longer."""

    def change(session: Session) -> None:
        session.execute(text("UPDATE applicants SET base_education = 'spo'"))

    await stage.database.run(change)


async def register(stage: Stage, desk: Desk) -> None:
    def change(session: Session) -> None:
        applications.set_status(session, desk.application.id, ApplicationStatus.REGISTERED, stage.clock.now())

    await stage.database.run(change)


async def switch_off(stage: Stage, desk: Desk) -> None:
    stage.room.settings = {**ON, "paper_files": False}


MEANWHILE = [
    (withdraw_application, "действующей заявки сейчас нет"),
    (take_consent_back, "согласие на файлы отозвано"),
    (finish_college, "больше не спрашивают"),
    (register, "уже зарегистрировали"),
    (switch_off, "больше не принимают"),
]


@pytest.mark.parametrize(("happens", "answer"), MEANWHILE)
@pytest.mark.parametrize("moment", ["sent", "downloaded"])
async def test_what_changes_meanwhile_is_told_and_nothing_is_kept(
    stage: Stage, desk: Desk, artyom: Actor, happens: Any, answer: str, moment: str
) -> None:
    await artyom.sends_photo(scans.photo())
    if moment == "sent":
        await happens(stage, desk)
        await stage.work()
    else:
        taken = stage.runner._accept
        held: list[Any] = []
        stage.runner._accept = held.extend
        await stage.runner.idle()
        assert await stored_files(stage) == 1
        await happens(stage, desk)
        taken(held)
        await stage.lanes.idle()
    assert answer in artyom.screen.text
    assert await kept(stage) == []
    assert await stored_files(stage) == 0


# --- whose it is -------------------------------------------------------------------------------------------


@pytest.fixture
async def sent(stage: Stage, artyom: Actor) -> PaperFile:
    """A file that Artyom has sent."""
    await artyom.sends_photo(scans.photo())
    await stage.work()
    await artyom.press("Готово")
    return (await kept(stage))[0]


@pytest.mark.parametrize(
    "verb",
    ["files;list;1", "files;paper;1;certificate", "files;look;1;certificate;0", "files;drop;1;certificate",
     "files;dropped;1;certificate", "files;dropone;{file}", "files;staff;{application}",
     "files;show;{application};certificate;0", "files;open;1;certificate"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["pavel", "mentor", "mother", "stranger"])
async def test_others_see_and_change_nothing(stage: Stage, desk: Desk, sent: PaperFile, verb: str, who: str) -> None:
    others = {
        "pavel": desk.pavel,
        "mentor": await with_role(stage, 600, Role.MENTOR, "tyazhpressmash"),
        "mother": await parent_of(stage, MOTHER, ARTYOM),
        "stranger": await with_role(stage, 666, Role.APPLICANT),
    }
    actor = others[who]
    await actor.say("/menu")
    before = len(stage.phones.calls)
    await tap(actor, "1;" + verb.format(file=sent.file_id, application=desk.application.id))
    assert stage.phones.answers[-1]["show_alert"]
    assert len(stage.phones.calls) == before
    assert len(await kept(stage)) == 1
    assert await stage.database.read(access_log.about, sent.sent_by) == []


@pytest.mark.parametrize(
    "data",
    ["1;files;show", "1;files;show;1", "1;files;show;99999999999999999999;certificate;0", "1;files;show;1;passport;0",
     "1;files;show;1;certificate;9", "1;files;show;1;../../etc;0", "1;files;look;1;certificate;9",
     "1;files;dropone;²", "1;files;dropone", "1;files;open", "1;files;open;1", "1;files;open;1;passport", "1;files;open;1;medical",
     "1;files;open;1;nothing", "1;files;open;1;certificate;x", "1;files;open;0;certificate"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["olga", "artyom"])
async def test_a_forged_button_is_refused_not_failed_on(
    stage: Stage, desk: Desk, sent: PaperFile, data: str, who: str
) -> None:
    actor = {"olga": desk.olga, "artyom": desk.artyom}[who]
    await actor.say("/menu")
    before = len(stage.phones.calls)
    await tap(actor, data)
    assert stage.phones.answers[-1]["show_alert"]
    assert len(stage.phones.calls) == before
    assert len(await kept(stage)) == 1


async def test_each_look_of_staff_is_written_down(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    for actor in (desk.olga, desk.dasha):
        await tap(actor, f"1;files;show;{desk.application.id};{KIND};0")
    looks = await stage.database.read(access_log.about, sent.sent_by)
    assert [(one.actor_id, one.action, one.object_id, one.reason) for one in reversed(looks)] == [
        (await person(stage, actor), "read", desk.application.id, "files: certificate")
        for actor in (desk.olga, desk.dasha)
    ]


async def test_another_college_of_the_same_person_sees_what_it_asks_for(stage: Stage) -> None:
    both = {"choices": ["klepiki-welder-9", "kasimov-welder-9"]}
    desk = await open_desk(stage, **both)
    irina = await with_role(stage, 910, Role.COORDINATOR, "kasimov")
    await stage.database.run(_lay, stage.clock.now(), 1)
    (here, there) = await stage.database.read(applications.of_applicant, 1)
    for actor, mine, foreign in ((desk.olga, here, there), (irina, there, here)):
        await tap(actor, f"1;files;show;{mine.id};{KIND};0")
        assert stage.phones.calls[-1][0] == "sendPhoto"
        before = len(stage.phones.calls)
        await tap(actor, f"1;files;show;{foreign.id};{KIND};0")
        assert len(stage.phones.calls) == before
    await stage.database.run(admission.withdraw, stage.clock.now(), here.owner_id, here.id)
    await tap(desk.olga, f"1;files;show;{here.id};{KIND};0")
    assert "Заявка завершена" in desk.olga.toast


def _lay(session: Session, now: datetime, applicant_id: int, content: bytes = b"") -> int:
    """Keep a file as if it had been sent."""
    from storage import files
    from storage.base import new_id
    from storage.files import StoredFile
    from storage.paper_files import NewFile

    content = content or scans.photo()
    number = new_id()
    owner = applicants.get(session, [applicant_id])[applicant_id].owner_id
    files.add(session, [StoredFile(number, "scan", "image/jpeg", content, now, now)])
    new = NewFile(number, "jpg", True, len(content), content[:4].hex() + str(number))
    paper_files.add(session, applicant_id, KIND, new, owner, now)
    return number


async def test_large_files_come_a_few_at_a_time(stage: Stage, desk: Desk) -> None:
    for n in range(3):
        await stage.database.run(_lay, stage.clock.now(), 1, bytes([n]) * (7 * 1024 * 1024))
    await tap(desk.olga, f"1;files;show;{desk.application.id};{KIND};0")
    shown = [desk.olga.screen.text]
    while "Показать ещё" in desk.olga.screen.labels:
        await desk.olga.press("Показать ещё")
        shown.append(desk.olga.screen.text)
    assert [one.partition(": ")[2] for one in shown] == ["1 из 3", "2 из 3", "3 из 3"]


# --- one's own ---------------------------------------------------------------------------------------------


async def test_one_looks_at_ones_own_files_and_deletes_them(stage: Stage, desk: Desk, artyom: Actor) -> None:
    await album(artyom, shot(artyom, 1), shot(artyom, 2), shot(artyom, 3))
    await stage.work()
    await artyom.press("К файлам документа")
    assert "Файлов: 3 из 8" in artyom.screen.text
    await artyom.press("Посмотреть")
    pictures = [bubble for bubble in artyom.bubbles if "_files" in bubble.body]
    assert [one.text for one in pictures] == [f"Аттестат с приложением: {n} из 3" for n in (1, 2, 3)]
    assert "protect_content" not in pictures[0].body
    await artyom.press("Удалить этот файл", pictures[1])
    assert "Файлов: 2 из 8" in artyom.screen.text
    await tap(
        artyom,
        "1;files;dropone;" + pictures[1].body["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(";")[3],
    )
    assert artyom.toast == "Этого файла уже нет."
    await artyom.press("Удалить все")
    assert "Удалить файлы: Аттестат с приложением (2)?" in artyom.screen.text
    yes = artyom.screen
    await artyom.press("Удалить", yes)
    assert await kept(stage) == []
    await artyom.press("Удалить", yes) if yes.buttons else None
    assert await stored_files(stage) == 0


async def test_after_registration_they_stay_as_they_are(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await register(stage, desk)
    await tap(desk.artyom, f"1;files;paper;1;{KIND}")
    assert "Вас уже зарегистрировали" in desk.artyom.screen.text
    assert desk.artyom.screen.labels == ["Посмотреть", "Назад", "В меню"]
    for data in (f"1;files;dropped;1;{KIND}", f"1;files;dropone;{sent.file_id}", f"1;files;open;1;{KIND}"):
        await tap(desk.artyom, data)
        assert "уже зарегистрировали" in desk.artyom.toast
    assert len(await kept(stage)) == 1


async def test_the_switch_takes_every_button_and_handler_away(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await switch_off(stage, desk)
    await desk.olga.say("/menu")
    await desk.artyom.say("/menu")
    await desk.artyom.press("Документы")
    assert "Прислать файл" not in desk.artyom.screen.labels
    for actor, data in (
        (desk.artyom, "list;1"), (desk.artyom, f"paper;1;{KIND}"), (desk.artyom, f"look;1;{KIND};0"),
        (desk.artyom, f"dropped;1;{KIND}"), (desk.artyom, f"open;1;{KIND}"), (desk.olga, "staff;1"),
        (desk.olga, f"show;1;{KIND};0"),
    ):  # fmt: skip
        before = len(stage.phones.calls)
        await tap(actor, f"1;files;{data}")
        assert "больше не принимают" in actor.toast
        assert len(stage.phones.calls) == before


@pytest.mark.parametrize("settings", [{"paper_files": False}, {"personal_data": "code"}])
async def test_switched_off_a_file_gets_the_ordinary_answer(stage: Stage, desk: Desk, settings: dict[str, Any]) -> None:
    stage.room.settings = {**ON, **settings}
    await album(desk.artyom, shot(desk.artyom), shot(desk.artyom))
    assert "сюда присылать не нужно" in desk.artyom.screen.text
    assert len([one for one in desk.artyom.bubbles if "не нужно" in one.text]) == 1
    await stage.work()
    assert await stored_files(stage) == 0


# --- the consent, and the end ------------------------------------------------------------------------------


async def test_without_the_consent_nothing_is_taken(stage: Stage, desk: Desk) -> None:
    await tap(desk.artyom, f"1;files;open;1;{KIND}")
    await desk.artyom.sends_photo(scans.photo())
    assert "Выберите ответ кнопкой" in desk.artyom.screen.text
    await desk.artyom.press("Не даю")
    assert "Без согласия файлы не принимаю" in desk.artyom.screen.text
    await desk.artyom.sends_photo(scans.photo())
    assert "сюда присылать не нужно" in desk.artyom.screen.text
    await stage.work()
    assert await stored_files(stage) == 0


async def test_who_goes_back_and_refuses_has_not_agreed(stage: Stage, desk: Desk, artyom: Actor) -> None:
    await artyom.sends_photo(scans.photo())
    await stage.work()
    await artyom.press("Назад")
    assert "Сейчас: файлов: 1" in artyom.screen.text
    await artyom.press("Назад")
    await artyom.press("Не даю")
    assert await stored_files(stage) == 0
    assert (
        await stage.database.read(
            consents.current, stage.clock.now(), await person(stage, artyom), consents.PHOTO_FILES
        )
        is None
    )


async def test_the_consent_is_asked_once(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await tap(desk.artyom, f"1;files;open;1;{KIND}")
    assert "Пришлите фото или PDF" in desk.artyom.screen.text


async def test_files_are_told_in_privacy_and_go_with_the_consent(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await desk.artyom.say("/privacy")
    assert "Файлы документов: 1." in desk.artyom.screen.text
    await desk.artyom.press("Согласия")
    await desk.artyom.press("на файлы документов")
    await desk.artyom.press("Отозвать согласие")
    assert "Файлы документов удалятся сразу" in desk.artyom.screen.text
    await desk.artyom.press("Отозвать")
    assert "Файлы документов: " not in desk.artyom.screen.text
    assert await stored_files(stage) == 0
    assert (await stage.database.read(applications.get, [1]))[1].status is ApplicationStatus.SUBMITTED


async def test_files_alone_are_deleted_in_privacy(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await desk.artyom.say("/privacy")
    await desk.artyom.press("Удалить файлы документов")
    await desk.artyom.press("Удалить")
    assert await stored_files(stage) == 0


async def test_the_erasure_of_everything_takes_files_too(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await desk.artyom.say("/privacy")
    await desk.artyom.press("Удалить всё обо мне")
    await desk.artyom.press("Удалить всё")
    await stage.pass_time(days=13)
    assert len(await kept(stage)) == 1
    await stage.pass_time(days=1, hours=12)
    assert await stored_files(stage) == 0


@pytest.mark.parametrize("way", ["deleted", "consent"])
async def test_files_go_with_the_application(stage: Stage, desk: Desk, sent: PaperFile, way: str) -> None:
    await desk.artyom.say("/privacy")
    if way == "deleted":
        await desk.artyom.press("Удалить заявку")
        await desk.artyom.press("Удалить")
    else:
        for label in ("Согласия", "на заявку", "Отозвать согласие", "Отозвать"):
            await desk.artyom.press(label)
    assert await stored_files(stage) == 0


async def test_a_form_left_open_forgets_a_consent_that_was_withdrawn(stage: Stage, desk: Desk, artyom: Actor) -> None:
    await artyom.say("/privacy")
    for label in ("Согласия", "на файлы документов", "Отозвать согласие", "Отозвать"):
        await artyom.press(label)
    await artyom.sends_photo(scans.photo())
    assert "сюда присылать не нужно" in artyom.screen.text
    await tap(artyom, f"1;files;open;1;{KIND}")
    assert "Согласие на файлы документов" in artyom.screen.text


async def test_what_staff_asked_for_counts_as_given(stage: Stage, desk: Desk, artyom: Actor) -> None:
    await _ask(stage, desk)
    await artyom.sends_photo(scans.photo())
    await stage.work()
    one = (await stage.database.read(applications.get, [desk.application.id]))[desk.application.id]
    assert one.status is ApplicationStatus.IN_REVIEW
    assert any("КЛ-26-0001" in bubble.text for bubble in desk.olga.bubbles)


async def _ask(stage: Stage, desk: Desk) -> None:
    def ask(session: Session) -> None:
        olga, now = stored.by_telegram_ids(session, [desk.olga.id])[desk.olga.id].id, stage.clock.now()
        taken = review.take(session, now, olga, desk.application.id).value
        review.ask(session, now, olga, taken.id, None, ((), (KIND,)), None, CONTENT)  # type: ignore[arg-type]

    await stage.database.run(ask)


async def test_a_file_never_stands_in_for_the_original(stage: Stage, desk: Desk, artyom: Actor) -> None:
    def verify(session: Session) -> None:
        olga, now = stored.by_telegram_ids(session, [desk.olga.id])[desk.olga.id].id, stage.clock.now()
        review.check_paper(session, now, olga, desk.application.id, KIND, DocumentState.VERIFIED, CONTENT)

    await stage.database.run(verify)
    await artyom.sends_photo(scans.photo())
    await stage.work()
    assert "Принято" in artyom.screen.text
    assert await state(stage) is DocumentState.VERIFIED


async def test_thirty_days_after_the_end_they_are_gone(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await stage.pass_time(days=40)
    assert len(await kept(stage)) == 1
    await withdraw_application(stage, desk)
    await stage.pass_time(days=29)
    assert len(await kept(stage)) == 1
    await stage.pass_time(days=1)
    assert await stored_files(stage) == 0


async def test_who_applies_again_keeps_them(stage: Stage, desk: Desk, sent: PaperFile) -> None:
    await withdraw_application(stage, desk)
    await stage.pass_time(days=8)
    await apply(stage, ARTYOM)
    await stage.pass_time(days=60)
    assert len(await kept(stage)) == 1


async def test_the_form_that_nobody_closed_ends_after_a_day(stage: Stage, artyom: Actor) -> None:
    await artyom.sends_photo(scans.photo())
    await stage.work()
    await stage.pass_time(days=2)
    assert "Больше файлов не жду" in artyom.screen.text
    await artyom.press("Прислать файл")
    assert "Пришлите фото или PDF" in artyom.screen.text
