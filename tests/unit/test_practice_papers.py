"""Papers of a practice from its records: what each says, and what is told missing, once, in the order of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from cluster.content import Content, load_content
from cluster.practice_papers import (
    DATA,
    DiaryEntryFacts,
    DiaryFacts,
    Filled,
    ListFacts,
    Member,
    Missing,
    PracticeFacts,
    Signer,
    values_of,
)
from papers.documents import PAPERS, Kind, MissingValues, Need, fill, slots_of
from storage.errors import NotFound
from storage.internship import (
    Briefing,
    BriefingKind,
    Competence,
    PayBasis,
    Place,
    Placement,
    PracticeKind,
    Recommendation,
    Student,
)
from tests.conversation.stage import house_texts
from tests.unit.papers.letters import texts_of

RYAZAN = Path(__file__).parents[2] / "content" / "ryazan"
FIRST_DAY, LAST_DAY = date(2026, 9, 1), date(2026, 10, 24)
STUDENT = Student(
    id=1, person_id=None, applicant_id=None, college="klepiki", programme="klepiki-welder-9", study_group="СВ-21",
    last_name="Соловьёв", first_name="Артём", middle_name="Игоревич", birth_date=date(2009, 9, 5), phone="+79101234567",
    sizes={}, district="klepikovsky", wish=None, needs_bed=True, medical_until=None, parent_consent=True, supervisor_id=3,
)  # fmt: skip
PLACEMENT = Placement(
    1, "klepiki", "tyazhpressmash", "klepiki-welder-9", "weld-pm02", PracticeKind.PRODUCTION, FIRST_DAY, LAST_DAY, 288,
    place_id=5, mentor_id=8, supervisor_id=3, id=17, agreement_no="12-П", agreement_date=date(2026, 6, 1),
    college_order_no="3-пр", college_order_date=date(2026, 8, 10), enterprise_order_no="44",
    enterprise_order_date=date(2026, 8, 20), mark=4, recommendation=Recommendation.HIRE, review=" Работает внимательно. ",
)  # fmt: skip
PLACE = Place(
    "tyazhpressmash", "15.01.05", 4, FIRST_DAY, LAST_DAY, "Цех 3", time(8), time(12), PayBasis.STIPEND, 9, id=5
)
BRIEFINGS = (
    Briefing(17, BriefingKind.PRIMARY, date(2026, 9, 2), "Громов В. П."),
    Briefing(17, BriefingKind.INTRODUCTORY, date(2026, 9, 1), "Щеглова А. Ю.", "118"),
)
DIARY = DiaryFacts(
    (
        DiaryEntryFacts(date(2026, 9, 2), 13, " Собрал раму ", ("ПК1.5", "ПК 1.8")),
        DiaryEntryFacts(date(2026, 9, 1), 12, "Зачистил швы"),
    ),
    BRIEFINGS,
)
COMPETENCES = (
    Competence("ПК2.3", mastered=True, hours=36, by_id=8),
    Competence("ПК2.1", mastered=True, hours=None, by_id=8),
    Competence("ПК2.2", mastered=False, hours=0, by_id=8),
    Competence("ПК2.4", mastered=True, hours=24, by_id=8),
    Competence("ПК9.9", mastered=True, hours=24, by_id=8),  # the module has it no more
)
FACTS = PracticeFacts(
    STUDENT, PLACEMENT, PLACE, Signer("Лаврентьева Нина Ивановна", "мастер"), Signer("Громов Виктор Павлович"), DIARY,
    COMPETENCES,
)  # fmt: skip
LIST = ListFacts(
    "klepiki", "tyazhpressmash", (Member(STUDENT, PLACEMENT, Signer("Громов Виктор Павлович")),), "12-П",
    date(2026, 6, 1), Signer("Лаврентьева Нина Ивановна"),
)  # fmt: skip
OF_ONE = [kind for kind in Kind if kind is not Kind.STUDENT_LIST]


def say(key: str) -> str:
    return str(house_texts().get("ru", key))


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(RYAZAN)


def filled(content: Content, kind: Kind, **changes: Any) -> Filled:
    facts = LIST if kind is Kind.STUDENT_LIST else FACTS
    return values_of(kind, replace(facts, **changes), content, say)


def with_placement(**changes: Any) -> dict[str, Any]:
    return {"placement": replace(PLACEMENT, **changes)}


def with_student(**changes: Any) -> dict[str, Any]:
    return {"student": replace(STUDENT, **changes)}


# --- what papers say -----------------------------------------------------------------------------------


def test_a_practice_is_told_in_words_that_need_no_declension(content: Content) -> None:
    found = filled(content, Kind.REPORT_TITLE)
    assert found.missing == ()
    assert found.values == {
        "college_name": "Клепиковский технологический техникум",
        "college_city": "Спас-Клепики",
        "enterprise_name": "ПАО «Тяжпрессмаш»",
        "site": "Цех 3",
        "student_name": "Соловьёв Артём Игоревич",
        "student_short": "Соловьёв А. И.",
        "study_group": "СВ-21",
        "programme_code": "15.01.05",
        "programme_name": "Сварщик (ручной и частично механизированной сварки (наплавки))",
        "qualification": "сварщик",
        "practice_kind": "производственная",
        "module": "ПМ.02",
        "module_name": "Ручная дуговая сварка плавящимся покрытым электродом",
        "date_from": "1 сентября 2026\u00a0г.",
        "date_to": "24 октября 2026\u00a0г.",
        "year": "2026",
        "hours_total": "156",  # 39 working days of four hours
        "agreement_no": "12-П",
        "agreement_date": "01.06.2026",
        "agreement_until": "",
        "college_order_no": "3-пр",
        "college_order_date": "10.08.2026",
        "enterprise_order_no": "44",
        "enterprise_order_date": "20.08.2026",
        "supervisor_name": "Лаврентьева Нина Ивановна",
        "supervisor_short": "Лаврентьева Н. И.",
        "supervisor_post": "мастер",
        "mentor_name": "Громов Виктор Павлович",
        "mentor_short": "Громов В. П.",
        "mentor_post": "",
    }


def test_a_diary_has_its_days_in_order_with_what_they_come_to(content: Content) -> None:
    values = filled(content, Kind.DIARY).values
    assert values["entries"] == [
        {"day": "01.09.2026", "hours": "6", "competences": "", "text": "Зачистил швы"},
        {"day": "02.09.2026", "hours": "6,5", "competences": "ПК\u00a01.5, ПК 1.8", "text": "Собрал раму"},
    ]
    assert (values["days_done"], values["hours_done"]) == ("2", "12,5")
    assert values["briefings"] == [
        {"kind": "вводный", "date": "01.09.2026", "held_by": "Щеглова А. Ю.", "journal_no": "118"},
        {"kind": "первичный на рабочем месте", "date": "02.09.2026", "held_by": "Громов В. П.", "journal_no": ""},
    ]


def test_two_entries_of_one_day_are_one_day(content: Content) -> None:
    twice = DiaryFacts((DIARY.entries[0], DIARY.entries[0]), BRIEFINGS)
    assert filled(content, Kind.DIARY, diary=twice).values["days_done"] == "1"


def test_an_attestation_sheet_goes_through_the_module_and_says_what_was_mastered(content: Content) -> None:
    values = filled(content, Kind.ATTESTATION_SHEET).values
    assert values["competences"] == [
        {"code": "ПК\u00a02.1", "name": "Варить детали из сталей", "hours": "0", "result": "освоена"},
        {"code": "ПК\u00a02.2", "name": "Варить цветные металлы", "hours": "0", "result": "не освоена"},
        {"code": "ПК\u00a02.3", "name": "Наплавлять покрытия", "hours": "36", "result": "освоена"},
        {"code": "ПК\u00a02.4", "name": "Резать дугой", "hours": "24", "result": "освоена"},
    ]
    assert (values["mastered_count"], values["competence_count"], values["mark"]) == ("3", "4", "4 (хорошо)")


def test_nobody_mastered_is_a_number_and_nothing_missing(content: Content) -> None:
    none = tuple(replace(one, mastered=False) for one in COMPETENCES)
    found = filled(content, Kind.ATTESTATION_SHEET, competences=none)
    assert (found.values["mastered_count"], found.missing) == ("0", ())


def test_a_reference_letter_brings_the_mentors_words(content: Content) -> None:
    values = filled(content, Kind.REFERENCE_LETTER).values
    assert values["reference_text"] == "Работает внимательно."
    assert values["recommendation"] == "принять на работу после выпуска"


def test_a_list_is_in_the_order_of_the_alphabet_with_yo_as_ye(content: Content) -> None:
    names = [("Жуков", "Пётр", None), ("Ёлкин", "Пётр", None), ("Емелин", "Иван", "Ильич"), ("Соловьёв", "Артём", None)]
    members = tuple(
        Member(replace(STUDENT, last_name=last, first_name=first, middle_name=middle), PLACEMENT)
        for last, first, middle in names
    )
    found = filled(content, Kind.STUDENT_LIST, members=members)
    rows = found.values["students"]
    assert not isinstance(rows, str)
    assert [row["name"] for row in rows] == ["Ёлкин Пётр", "Емелин Иван Ильич", "Жуков Пётр", "Соловьёв Артём"]
    assert (found.values["student_count"], found.values["year"]) == ("4", "2026")
    assert rows[0] == {
        "name": "Ёлкин Пётр",
        "birth_date": "05.09.2009",
        "study_group": "СВ-21",
        "programme_code": "15.01.05",
        "programme_name": "Сварщик (ручной и частично механизированной сварки (наплавки))",
        "practice_kind": "производственная",
        "module": "ПМ.02",
        "date_from": "01.09.2026",
        "date_to": "24.10.2026",
        "hours_total": "288",
        "mentor_name": "",
    }


@pytest.mark.parametrize("kind", list(Kind))
def test_each_paper_is_really_made(content: Content, kind: Kind) -> None:
    template = (RYAZAN / "templates" / kind.file_name).read_bytes()
    found = filled(content, kind)
    assert found.missing == ()
    shown = texts_of(fill(template, kind, found.values))
    assert any("Соловьёв Артём Игоревич" in text for text in shown)
    assert any("Тяжпрессмаш" in text for text in shown)


@pytest.mark.parametrize("kind", list(Kind))
def test_values_are_those_that_the_paper_declares(content: Content, kind: Kind) -> None:
    values = filled(content, kind).values
    assert list(values.keys() - {slot.name for slot in PAPERS[kind].slots}) == []
    assert [slot.name for slot in PAPERS[kind].slots if slot.name not in values] == []
    for slot in PAPERS[kind].slots:
        for row in values[slot.name] if slot.is_list else ():
            assert not isinstance(row, str)
            assert list(row) == [item.name for item in slot.items]


# --- what is missing -----------------------------------------------------------------------------------

NOBODY = Student(
    **{**{name: getattr(STUDENT, name) for name in STUDENT.__slots__}, "last_name": None, "birth_date": None}
)
UNTOLD = tuple(replace(one, hours=None) for one in COMPETENCES)
LACKS: list[tuple[Kind, dict[str, Any], list[Missing]]] = [
    (Kind.DIARY, with_student(last_name=None, first_name=None), [Missing.STUDENT_NAME]),  # erased; told once
    (Kind.DIARY, with_student(first_name=None), [Missing.STUDENT_NAME]),
    (Kind.DIARY, with_student(study_group=""), [Missing.STUDY_GROUP]),
    (Kind.DIARY, with_placement(module="gone"), [Missing.MODULE]),  # content has it no more
    (Kind.DIARY, with_placement(hours_total=0), [Missing.HOURS]),
    (Kind.DIARY, with_placement(agreement_no=None), [Missing.AGREEMENT_NO]),
    (Kind.DIARY, with_placement(agreement_date=None), [Missing.AGREEMENT_DATE]),
    (Kind.DIARY, with_placement(college_order_no=None), [Missing.COLLEGE_ORDER_NO]),
    (Kind.DIARY, with_placement(college_order_date=None), [Missing.COLLEGE_ORDER_DATE]),
    (Kind.DIARY, with_placement(enterprise_order_no=None), [Missing.ENTERPRISE_ORDER_NO]),
    (Kind.DIARY, with_placement(enterprise_order_date=None), [Missing.ENTERPRISE_ORDER_DATE]),
    (Kind.DIARY, {"supervisor": None}, [Missing.SUPERVISOR]),
    (Kind.DIARY, {"mentor": None}, [Missing.MENTOR]),
    (Kind.DIARY, {"mentor": Signer("  ")}, [Missing.MENTOR]),
    (Kind.DIARY, {"diary": replace(DIARY, briefings=BRIEFINGS[:1])}, [Missing.INTRODUCTORY]),
    (Kind.DIARY, {"diary": replace(DIARY, briefings=BRIEFINGS[1:])}, [Missing.PRIMARY]),
    (Kind.DIARY, {"diary": replace(DIARY, entries=())}, [Missing.ENTRIES]),
    (Kind.DIARY, {"diary": replace(DIARY, waiting=(FIRST_DAY,))}, [Missing.UNACCEPTED]),
    (Kind.DIARY, {"diary": replace(DIARY, returned=(FIRST_DAY,))}, [Missing.RETURNED]),
    (Kind.DIARY, {"diary": replace(DIARY, stuck=(FIRST_DAY,))}, [Missing.STUCK]),
    (Kind.DIARY, {"diary": replace(DIARY, entries=(), waiting=(FIRST_DAY,))}, [Missing.UNACCEPTED]),
    (Kind.DIARY, {"diary": replace(DIARY, entries=(DiaryEntryFacts(FIRST_DAY, 8, ""),))}, [Missing.ENTRIES_TEXT]),
    (Kind.DIARY, {"diary": DiaryFacts()}, [Missing.INTRODUCTORY, Missing.PRIMARY, Missing.ENTRIES]),
    (
        Kind.ATTESTATION_SHEET,
        with_placement(module="gone"),
        [Missing.MODULE, Missing.COMPETENCES, Missing.RESULTS],
    ),
    (Kind.ATTESTATION_SHEET, {"competences": COMPETENCES[:3]}, [Missing.RESULTS]),
    (Kind.ATTESTATION_SHEET, {"competences": ()}, [Missing.RESULTS]),
    (
        Kind.ATTESTATION_SHEET,
        {"diary": DiaryFacts(), "competences": UNTOLD},
        [Missing.COMPETENCE_HOURS],
    ),
    (Kind.ATTESTATION_SHEET, with_placement(mark=None), [Missing.MARK]),
    (Kind.REFERENCE_LETTER, with_placement(review=" "), [Missing.REFERENCE_TEXT]),
    (Kind.REFERENCE_LETTER, with_placement(recommendation=None), [Missing.RECOMMENDATION]),
    (Kind.REPORT_TITLE, {"diary": DiaryFacts(), "competences": (), "place": None}, []),
    (Kind.STUDENT_LIST, {"agreement_no": None, "supervisor": None}, [Missing.AGREEMENT_NO, Missing.SUPERVISOR]),
    (Kind.STUDENT_LIST, {"members": ()}, [Missing.STUDENTS]),
    (
        Kind.STUDENT_LIST,
        {"members": (*LIST.members, Member(NOBODY, PLACEMENT))},
        [Missing.STUDENT_NAME, Missing.BIRTH_DATE],
    ),
]


@pytest.mark.parametrize(("kind", "changes", "missing"), LACKS)
def test_each_datum_alone_is_told_missing(
    content: Content, kind: Kind, changes: dict[str, Any], missing: Sequence[Missing]
) -> None:
    assert list(filled(content, kind, **changes).missing) == missing


def test_every_datum_has_a_case() -> None:
    assert {one for _, _, missing in LACKS for one in missing} == set(Missing)


def test_what_is_missing_is_told_in_the_order_of_the_paper(content: Content) -> None:
    found = filled(
        content,
        Kind.DIARY,
        mentor=None,
        diary=DiaryFacts(),
        **with_placement(agreement_no=None, module="gone", hours_total=0),
    )
    assert found.missing == (
        Missing.MODULE, Missing.HOURS, Missing.AGREEMENT_NO, Missing.MENTOR, Missing.INTRODUCTORY, Missing.PRIMARY,
        Missing.ENTRIES,
    )  # fmt: skip


def test_what_the_template_does_not_show_is_not_asked_for(content: Content) -> None:
    facts = replace(FACTS, mentor=None, supervisor=None, diary=DiaryFacts(DIARY.entries))
    shown = {"student_name", "entries.day", "mentor_post", "supervisor_short"}
    assert values_of(Kind.DIARY, facts, content, say, shown).missing == (Missing.SUPERVISOR,)
    everyone = values_of(
        Kind.STUDENT_LIST, replace(LIST, members=(Member(NOBODY, PLACEMENT),)), content, say, {"students.name"}
    )
    assert everyone.missing == (Missing.STUDENT_NAME,)


@pytest.mark.parametrize(("kind", "changes", "missing"), LACKS)
def test_a_paper_is_made_exactly_where_nothing_is_missing(
    content: Content, kind: Kind, changes: dict[str, Any], missing: Sequence[Missing]
) -> None:
    """What people are told and what `fill` would refuse are the same; what is told of the diary is known to the records alone."""
    template = (RYAZAN / "templates" / kind.file_name).read_bytes()
    facts = replace(LIST if kind is Kind.STUDENT_LIST else FACTS, **changes)
    found = values_of(kind, facts, content, say, slots_of(template))
    known_to_records = {Missing.INTRODUCTORY, Missing.PRIMARY, Missing.UNACCEPTED, Missing.RETURNED, Missing.STUCK}
    try:
        made = fill(template, kind, found.values)
    except MissingValues:
        assert found.missing != ()
    else:
        assert set(found.missing) <= known_to_records
        assert made


def test_every_slot_that_may_be_empty_has_its_datum() -> None:
    never_empty = {
        "college_name", "college_city", "enterprise_name", "programme_code", "programme_name", "qualification",
        "practice_kind", "date_from", "date_to", "briefings", "briefings.kind", "briefings.date", "briefings.held_by",
        "entries.day", "entries.hours", "competences.code", "competences.name",
    } | {f"students.{name}" for name in ("programme_code", "programme_name", "practice_kind", "date_from", "date_to")}  # fmt: skip
    slots = [slot for paper in PAPERS.values() for slot in paper.slots]
    needed = {slot.name for slot in slots if slot.need is not Need.OPTIONAL}
    needed |= {f"{slot.name}.{item.name}" for slot in slots for item in slot.items if item.need is not Need.OPTIONAL}
    assert needed - never_empty == set(DATA)


# --- mistakes of ours, and words -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", OF_ONE)
def test_facts_of_another_paper_are_a_mistake(content: Content, kind: Kind) -> None:
    with pytest.raises(TypeError):
        values_of(kind, LIST, content, say)
    with pytest.raises(TypeError):
        values_of(Kind.STUDENT_LIST, FACTS, content, say)


def test_an_enterprise_that_content_has_no_more_is_refused(content: Content) -> None:
    with pytest.raises(NotFound):
        filled(content, Kind.DIARY, **with_placement(enterprise="gone"))


WORDS = {
    "missing": [one.text_key for one in Missing],
    "kinds": [f"practice_papers-kind-{one}" for one in PracticeKind],
    "briefings": [f"practice_papers-briefing-{one}" for one in BriefingKind],
    "marks": [f"practice_papers-mark-{one}" for one in range(2, 6)],
    "recommendations": [f"practice_papers-recommend-{one}" for one in Recommendation],
    "results": ["practice_papers-result-mastered", "practice_papers-result-open"],
}


@pytest.mark.parametrize("keys", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_word_of_a_paper_has_its_text(keys: list[str], language: str) -> None:
    said = [house_texts().get(language, key, days="1", more=0) for key in keys]
    assert len(set(said)) == len(keys)
