"""Papers of a practice in the chat: who gets which, what is missing, a Word file without blanks."""

from __future__ import annotations

import base64
import io
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from sqlalchemy.orm import Session

from cluster.internship import life
from storage import diary
from storage.database import Database
from storage.diary import Written
from storage.internship import PlacementStatus, Recommendation, placements
from tests.conversation.people import CONTENT, open_house
from tests.conversation.stage import Actor, Bubble, Stage
from tests.practice import NOW, VIKTOR, Practice, lead, open_practice

S = PlacementStatus
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)
REVIEW = "Работал старательно, швы ровные, технику безопасности соблюдал. Жду на работу <после> выпуска & сразу."


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    yield stage
    await stage.close()


async def asks(actor: Actor, practice: Practice, kind: str) -> Bubble:
    """Ask for a paper, and wait for what comes."""
    await actor.presses_in_menu(f"1;papers;make;{practice.placement.id};{kind}")
    await practice.stage.work()
    return actor.screen


def words_of(bubble: Bubble) -> str:
    """Return everything that a Word file says, its tables, headers and footers among it."""
    name, _mime, content = bubble.body["_files"]["document"]
    assert name.endswith(".docx")
    assert "Ёлкин" not in name
    opened = docx.Document(io.BytesIO(base64.b64decode(content)))
    parts = [paragraph.text for paragraph in opened.paragraphs]
    parts += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    parts += [p.text for section in opened.sections for p in (*section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join(parts)


def finish(session: Session, practice: Practice) -> None:
    """Write a diary of two days that the mentor accepts, and the mentor's word at the end."""
    one, mentor = practice.placement.id, practice.ids[VIKTOR]
    for day, said in ((date(2026, 10, 5), "Варил тавровые швы"), (date(2026, 10, 6), "Зачищал <швы> & кромки")):
        entry = diary.write(session, one, day, Written(8, ("ПК2.1",), 4, said), NOW)
        diary.accept(session, [entry.id], mentor, NOW)
    lead(session, placements.get(session, one), S.ACTIVE, S.REPORTING)
    mastered = {item.code: item.code != "ПК2.2" for item in CONTENT.module("weld-pm02").competences}
    after = datetime(2026, 11, 28, 9, tzinfo=UTC)
    life.assess(session, after, mentor, one, mastered, 5, Recommendation.HIRE, REVIEW, CONTENT)


@pytest.fixture
async def finished(stage: Stage) -> Practice:
    """Give a practice that is over, with everything its papers need."""
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await stage.database.run(finish, practice)
    return practice


EXPECTED = {
    "diary": (
        "Ёлкин Пётр",
        "05.10.2026",
        "Варил тавровые швы",
        "Зачищал <швы> & кромки",
        "ПК\u00a02.1",
        "Инженер Котов",
    ),
    "attestation_sheet": ("Ёлкин Пётр", "ПК\u00a02.1", "освоена", "не освоена", "5 (отлично)", "ПМ.02"),
    "reference_letter": ("Ёлкин Пётр", REVIEW, "принять на работу"),
    "report_title": ("Ёлкин П.", "Тяжпрессмаш", "ПМ.02"),
    "student_list": ("Ёлкин Пётр", "СВ-21", "№ 7"),
}


@pytest.mark.parametrize("kind", EXPECTED)
async def test_a_paper_says_what_the_records_say(finished: Practice, kind: str) -> None:
    text = words_of(await asks(finished.olga, finished, kind))
    for part in EXPECTED[kind]:
        assert part in text
    assert "{{" not in text
    assert "{%" not in text
    assert "None" not in text


async def test_what_is_missing_is_listed_and_no_paper_comes(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    screen = await asks(practice.olga, practice, "attestation_sheet")
    assert "_files" not in screen.body
    for part in ("Аттестационный лист: пока не хватает", "наставник",
                 "оценка за практику"):  # fmt: skip
        assert part in screen.text


async def test_a_day_that_the_mentor_has_not_accepted_keeps_the_diary_back(finished: Practice) -> None:
    await finished.stage.database.run(
        diary.write, finished.placement.id, date(2026, 10, 7), Written(8, ("ПК2.1",), 4, "Резал металл"), NOW
    )
    assert "наставник ещё не принял дни: 7 октября" in (await asks(finished.olga, finished, "diary")).text


MAY = {
    "olga": set(EXPECTED),
    "sergey": set(EXPECTED),
    "nina": {"attestation_sheet", "reference_letter", "student_list"},
    "viktor": {"attestation_sheet", "reference_letter"},
    "petya": {"diary", "report_title"},
    "mother": set[str](),
    "pavel": set[str](),
}


@pytest.mark.parametrize("name", MAY)
async def test_who_gets_which_paper(finished: Practice, name: str) -> None:
    actor: Actor = getattr(finished, name)
    got = set()
    for kind in EXPECTED:
        finished.stage.phones.chats.clear()
        await asks(actor, finished, kind)
        if any("_files" in bubble.body for bubble in finished.stage.phones.chats.get(actor.id, [])):
            got.add(kind)
    assert got == MAY[name]


@pytest.mark.parametrize("end", [(S.COMPLETED,), (S.REPORTING, S.ACTIVE, S.TERMINATED)], ids=["completed", "early"])
async def test_a_student_gets_the_diary_as_a_file_after_the_end(
    finished: Practice, end: tuple[PlacementStatus, ...]
) -> None:
    for status in end:
        await finished.stage.database.run(
            placements.set_status, finished.placement.id, status, finished.stage.clock.now()
        )
    await finished.petya.say("/menu")
    await finished.petya.press("Дневник")
    await finished.petya.press("Документы (Word)")
    await finished.petya.press("Дневник")
    await finished.stage.work()
    assert "Варил тавровые швы" in words_of(finished.petya.screen)


async def test_the_card_leads_to_the_papers(finished: Practice) -> None:
    await finished.olga.presses_in_menu(f"1;internship;card;{finished.placement.id}")
    await finished.olga.press("Документы (Word)")
    assert finished.olga.screen.labels == [
        "Дневник", "Аттестационный лист", "Характеристика", "Титульный лист отчёта", "Список студентов к договору",
        "К карточке",
    ]  # fmt: skip
    await finished.olga.press("Характеристика")
    assert "Заполняю" in finished.olga.toast
    await finished.olga.press("Характеристика")
    assert "Уже заполняю" in finished.olga.toast
    await finished.stage.work()
    assert sum("_files" in bubble.body for bubble in finished.olga.bubbles) == 1


async def test_before_anything_is_agreed_there_are_no_papers(stage: Stage) -> None:
    practice = await open_practice(stage, S.OFFERED)
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "Документы (Word)" not in practice.olga.screen.labels
    await practice.olga.presses_in_menu(f"1;papers;open;{practice.placement.id}")
    assert "Документов пока нет" in practice.olga.screen.text


async def test_a_template_that_was_spoilt_since_is_told(finished: Practice, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "reference_letter.docx").write_bytes(b"no document")
    finished.stage.room.settings = {**finished.stage.room.settings, "content_folder": str(tmp_path)}
    assert "Шаблон этого документа испорчен" in (await asks(finished.olga, finished, "reference_letter")).text
    assert "нет шаблона" in (await asks(finished.olga, finished, "diary")).text
