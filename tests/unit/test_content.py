"""Content from its files: what is told when they are wrong, and the questions that rules ask."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from cluster.calendar import OfficeHours
from cluster.content import (
    BaseEducation,
    Campaign,
    Content,
    ContentError,
    MedicalExam,
    PaperCase,
    TieBreaker,
    deserialise,
    load_content,
    serialise,
    template_faults,
    template_kinds,
)
from cluster.content.lines import Lines
from cluster.content.templates import _PLACES as PLACES
from cluster.content.templates import _SENTENCES as SENTENCES
from papers.documents import Code, Kind, Part
from storage.errors import NotFound
from tests.unit.papers.letters import letter, with_xml

CONTENT = Path(__file__).parents[2] / "content"
RYAZAN = CONTENT / "ryazan"

CLUSTER = """\
[cluster]
key = "test"
name = { ru = "Кластер", en = "Cluster" }
region = { ru = "Область", en = "Region" }
operator = { ru = "Оператор", en = "Operator" }
operator_address = { ru = "Адрес", en = "Address" }
operator_email = "operator@example.org"
phone = "+74912000001"
"""
DISTRICTS = """\
[[districts]]
key = "north"
label = { ru = "Северный", en = "North" }
"""
COLLEGE = """\
[[colleges]]
key = "a"
name = { ru = "Колледж А", en = "College A" }
short = { ru = "А", en = "A" }
city = { ru = "Город", en = "Town" }
district = "north"
address = { ru = "Улица, 1", en = "1 Street" }
room = { ru = "кабинет 1", en = "room 1" }
phones = ["+74912000002"]
email = "a@example.org"
"""
PROGRAMME = """\
[[programmes]]
key = "welder"
code = "15.01.05"
name = { ru = "Сварщик", en = "Welder" }
short = { ru = "Сварщик", en = "Welder" }
college = "a"
base_education = ["grade9"]
duration_months = 22
qualification = { ru = "сварщик", en = "welder" }
funded_seats = 25
"""
CAMPAIGN = """\
[[campaigns]]
key = "2026"
year = 2026
rules_published = 2026-03-01
docs_start = 2026-06-20
docs_end = 2026-08-15
ranking_daily_from = 2026-06-20
originals_end = 2026-08-18
order_date = 2026-08-19
extra_end = 2026-12-01
programmes = ["welder"]
"""
WHOLE = {
    "campaigns.toml": CAMPAIGN,
    "cluster.toml": CLUSTER,
    "colleges.toml": COLLEGE,
    "districts.toml": DISTRICTS,
    "programmes.toml": PROGRAMME,
}


def write(folder: Path, files: dict[str, str]) -> Path:
    home = folder / "content" / "test"
    home.mkdir(parents=True)
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return home


def faults(folder: Path, files: dict[str, str]) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_content(write(folder, files))
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]
    return str(caught.value).splitlines()


@pytest.fixture(scope="module")
def ryazan() -> Content:
    return load_content(RYAZAN)


# --- the loader


def test_a_small_whole_loads(tmp_path: Path) -> None:
    content = load_content(write(tmp_path, WHOLE))
    assert content.cluster.name.in_("ru") == "Кластер"
    assert content.programme("welder").medical_exam is MedicalExam.NONE
    assert content.calendar.is_known(2026) is False


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("programmes.toml", 'college = "a"', 'college = "b"', '6: programme "welder": unknown college "b"'),
        ("programmes.toml", "= 22", '= "22"', '8: programme "welder": duration_months: Input should be'),
        ("programmes.toml", "= 25", "= 25\nseats = 25", '11: programme "welder": unknown key "seats"'),
        ("programmes.toml", "funded_seats = 25\n", "", '1: programme "welder": "funded_seats" is missing'),
        ("programmes.toml", '["grade9"]', '["grade9", "grade8"]', '7: programme "welder": base_education.1: '),
        ("programmes.toml", '["grade9"]', '["grade9", "grade9"]', '7: programme "welder": names the same'),
        ("programmes.toml", "15.01.05", "15-01-05", '3: programme "welder": code: String should match pattern'),
        ("programmes.toml", "= 25", "= 0", '10: programme "welder": there are neither funded nor paid seats'),
        ("programmes.toml", "= 25", "= 25\nlast_year_min = 6.1", '11: programme "welder": last_year_min: '),
        ("programmes.toml", "= 25", "= 25\nlast_year_min = 4.1\nlast_year_mean = 3.9",
         '12: programme "welder": 3.9 is below last_year_min 4.1'),
        ("programmes.toml", 'ru = "Сварщик"', 'ru = ""', '4: programme "welder": name.ru: String'),
        ("programmes.toml", ', en = "Welder" }\nshort', ' }\nshort', '4: programme "welder": "name.en" is missing'),
        ("colleges.toml", '{ ru = "А", en = "A" }', '{ ru = "' + "А" * 41 + '", en = "A" }',
         f'4: college "a": short: ru: "{"А" * 41}" has 41 characters, a button shows 40'),
        ("colleges.toml", '"north"', '"south"', '6: college "a": unknown district "south"'),
        ("colleges.toml", "+74912000002", "84912000002", '9: college "a": phones.0: String should match pattern'),
        ("colleges.toml", '"a@example.org"', '"a@example.org"\n[colleges.distances_km]\nnorth = 5\nwest = 7',
         '11: college "a": unknown district "west"'),
        ("colleges.toml", '"a@example.org"', '"a@example.org"\n[colleges.office_hours]\nopen = 08:30:00',
         '12: college "a": unknown key "office_hours.open"'),
        ("colleges.toml", 'email = "a@example.org"',
         'email = "a@example.org"\n[colleges.office_hours]\nopens = 18:30:00',
         '11: college "a": office_hours: opens, lunch_from, lunch_until and closes must follow each other'),
        ("campaigns.toml", "docs_end = 2026-08-15", "docs_end = 2026-06-01",
         '6: campaign "2026": 2026-06-01 is before docs_start 2026-06-20'),
        ("campaigns.toml", "ranking_daily_from = 2026-06-20", "ranking_daily_from = 2026-06-01",
         '7: campaign "2026": 2026-06-01 is outside docs_start to originals_end'),
        ("campaigns.toml", "year = 2026", "year = 2027", '3: campaign "2026": 2027 is not the year of docs_start'),
        ("campaigns.toml", '["welder"]', '["welder", "welder"]', '11: campaign "2026": "welder" stands there twice'),
        ("campaigns.toml", '["welder"]', '["turner"]', '11: campaign "2026": unknown programme "turner"'),
        ("campaigns.toml", '["welder"]', '["welder"]\nextra_programmes = ["turner"]',
         '12: campaign "2026": "turner" is not among programmes'),
        ("campaigns.toml", "2026-08-15", "2026-08-32", "6: not TOML: "),
        ("campaigns.toml", "2026-08-15", '"15.08.2026"', '6: campaign "2026": docs_end: Input should be a valid date'),
        ("districts.toml", "[[districts]]", "[[district]]", '1: unknown kind "district"; known: cluster, '),
        ("districts.toml", "[[districts]]", "[districts]", "1: write [[districts]] and its keys below"),
        ("districts.toml", 'key = "north"', 'key = "Север"', '2: district "Север": key: String should match pattern'),
        ("districts.toml", "North", 'North" }\n[[districts]]\nkey = "n2"\nlabel = { ru = "Север", en = "north',
         '6: district "n2": the en label "north" is taken by "north"'),
        ("districts.toml", "North", 'North" }\n[[districts]]\nkey = "north"\nlabel = { ru = "Юг", en = "South',
         '5: district "north": the key is taken by an earlier one'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    assert old in WHOLE[file]
    told = faults(tmp_path, WHOLE | {file: WHOLE[file].replace(old, new, 1)})
    assert told[0].startswith(f"{file}:{said}"), told
    assert len(told) == 1


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    broken = {
        "colleges.toml": COLLEGE.replace('city = { ru = "Город", en = "Town" }', 'town = "Город"'),
        "programmes.toml": PROGRAMME.replace("22", "0"),
    }
    told = faults(tmp_path, WHOLE | broken)
    assert told == [
        'colleges.toml:1: college "a": "city" is missing',
        'colleges.toml:5: college "a": unknown key "town"',
        'programmes.toml:8: programme "welder": duration_months: Input should be greater than or equal to 1',
    ]


def test_a_second_item_is_found_where_it_stands(tmp_path: Path) -> None:
    second = PROGRAMME.replace('"welder"', '"welder-2"').replace('college = "a"', 'college = "c"')
    told = faults(tmp_path, WHOLE | {"programmes.toml": PROGRAMME + "\n# another one\n" + second})
    assert told == ['programmes.toml:18: programme "welder-2": unknown college "c"']


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no TOML file here has a [cluster] table"),
        ({"one.toml": CLUSTER, "two.toml": CLUSTER.replace('"test"', '"b"')}, 'two.toml:1: cluster "b": there is'),
    ],
)  # fmt: skip
def test_there_is_one_cluster(tmp_path: Path, files: dict[str, str], said: str) -> None:
    (told,) = faults(tmp_path, files)
    assert said in told


def test_two_campaigns_do_not_overlap(tmp_path: Path) -> None:
    later = CAMPAIGN.replace('"2026"', '"again"')
    told = faults(tmp_path, WHOLE | {"later.toml": later})
    assert told == ['later.toml:5: campaign "again": starts before campaign "2026" ends on 2026-12-01']


CONSENT = """\
[[consents]]
key = "application"
purpose = "application"
version = 1
title = { ru = "Согласие", en = "Consent" }
text_file = { ru = "texts/ru.txt", en = "texts/en.txt" }
"""


def test_a_long_text_is_a_file_of_its_own(tmp_path: Path) -> None:
    texts = {"consents.toml": CONSENT, "texts/ru.txt": "Да.\n\nНет.\n", "texts/en.txt": "Yes."}
    consent = load_content(write(tmp_path, WHOLE | texts)).consent("application")
    assert consent.text.ru == "Да.\n\nНет."
    assert consent.sha256("ru") == hashlib.sha256("Да.\n\nНет.".encode()).hexdigest()
    assert consent.sha256("en") == hashlib.sha256(b"Yes.").hexdigest()


@pytest.mark.parametrize("name", ["texts/nowhere.txt", "../../../etc/passwd", "texts"])
def test_a_text_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    files = {"consents.toml": CONSENT.replace("texts/ru.txt", name), "texts/en.txt": "Yes."}
    assert faults(tmp_path, WHOLE | files) == ['consents.toml:6: consent "application": text_file.ru: no such file']


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key = "2026"', 'key = "2025"', '2: holidays "2025": "2025" is not the year 2026'),
        ("last = 2026-01-11", "last = 2027-01-11", '5: holidays "2026": 2026-01-01 to 2027-01-11 leaves the year 2026'),
        ("last = 2026-01-11", "last = 2025-12-31", '5: holidays "2026": 2025-12-31 is before 2026-01-01'),
        ("working_weekends = [", "working_weekends = [2026-07-14", '8: holidays "2026": 2026-07-14 is no weekend'),
    ],
)  # fmt: skip
def test_holidays_lie_in_their_year(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = """\
[[holidays]]
key = "2026"
year = 2026
source = { ru = "Указ", en = "Decree" }
rest = [
    { first = 2026-01-01, last = 2026-01-11 },
]
working_weekends = []
"""
    home = write(tmp_path, WHOLE)
    (home.parent / "holidays").mkdir()
    (home.parent / "holidays" / "2026.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_content(home)
    assert str(caught.value).splitlines()[0].startswith(f"holidays/2026.toml:{said}")


@pytest.mark.parametrize(
    ("name", "template", "said"),
    [
        (
            "diary.docx",
            letter("Студент {{ studnt_name }}"),
            'unknown slot "studnt_name", near "Студент {{ studnt_name }}"; ',
        ),
        ("diary.docx", letter(header="{{ who }}"), 'unknown slot "who" in a header'),
        ("diary.docx", letter(), 'the slot "entries" has to be shown'),
        ("report_title.docx", letter("{{ year }"), '"{{" is no tag that templates know, near "{{ year }"'),
        ("report_title.docx", b"no", "no Word document (.docx)"),
        ("diarry.docx", letter(), "no such paper; known: diary.docx, attestation_sheet.docx"),
    ],
)
def test_a_faulty_template_is_refused_by_file_and_slot(tmp_path: Path, name: str, template: bytes, said: str) -> None:
    folder = write(tmp_path, WHOLE)
    (folder / "templates").mkdir()
    (folder / "templates" / name).write_bytes(template)
    with pytest.raises(ContentError) as caught:
        load_content(folder)
    assert f"templates/{name}: {said}" in str(caught.value)


def test_templates_that_are_right_are_loaded_and_what_word_leaves_beside_them_is_not(tmp_path: Path) -> None:
    folder = write(tmp_path, WHOLE)
    (folder / "templates").mkdir()
    (folder / "templates" / "report_title.docx").write_bytes(letter("{{ year }}"))
    (folder / "templates" / "~$report_title.docx").write_bytes(b"Word keeps such a file beside one that is open")
    assert load_content(folder).cluster.key == "test"
    assert template_kinds(folder) == (Kind.REPORT_TITLE,)
    assert template_kinds(RYAZAN) == tuple(Kind)


def test_a_template_that_cannot_be_filled_is_told_to_who_asks_for_it(tmp_path: Path) -> None:
    folder = write(tmp_path, WHOLE)
    (folder / "templates").mkdir()
    odd = with_xml("<w:p><w:r><w:t>x</w:t><w:sym>{% for x in y %}</w:sym></w:r></w:p>")
    (folder / "templates" / "report_title.docx").write_bytes(odd)
    assert list(template_faults(folder)) == []
    ((file, said),) = template_faults(folder, filled=True)
    assert file == "templates/report_title.docx"
    assert said.startswith("filling it with samples fails")


def test_every_fault_of_a_template_has_a_sentence() -> None:
    assert {code.value for code in Code} <= {str(code) for code in SENTENCES}
    assert [part for part in Part if part not in PLACES] == []


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    home = write(tmp_path, WHOLE)
    (home / "bad.toml").write_bytes(b'a = "\xff"')
    with pytest.raises(ContentError, match=r"bad\.toml: not UTF-8 at byte 5"):
        load_content(home)


# --- lines


TRICKY = '''\
title = "a = [1 # no comment"   # a comment with ] and "
text = """
[not.a.header]
key = 1
"""
list = [
    "x = ]",  # [
    { a = 1 },
]
"odd = key" = 1
dotted.one = 1
dotted.two = 2

[plain]
a = \'\'\'
multi\'\'\'
b = 1

[[many]]
key = 1
[[many]]
key = 2
[many.inner]
x = 1
[[many.deep]]
y = 1
[[many.deep]]
y = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("text",), 2),
        (("list",), 6),
        (("list", 1, "a"), 6),
        (("odd = key",), 10),
        (("dotted",), 11),
        (("dotted", "two"), 12),
        (("plain",), 14),
        (("plain", "b"), 17),
        (("many", 0, "key"), 20),
        (("many", 1), 21),
        (("many", 1, "key"), 22),
        (("many", 1, "inner", "x"), 24),
        (("many", 1, "deep", 1, "y"), 28),
        (("many", 1, "nothing"), 21),
        (("nothing",), 1),
    ],
)
def test_every_key_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TRICKY)
    assert Lines(TRICKY).of(path) == line


def _keys(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _keys(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, dict):
                yield from _keys(inner, (*path, number))


@pytest.mark.parametrize("file", sorted(CONTENT.rglob("*.toml")), ids=lambda file: file.name)
def test_the_line_of_a_key_names_the_key(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = Lines(text)
    for path in _keys(tomllib.loads(text)):
        assert str(path[-1]) in text.splitlines()[lines.of(path) - 1] or "{" in text


# --- the content of Ryazan


def test_the_shipped_content_is_whole(ryazan: Content) -> None:
    assert [college.key for college in ryazan.colleges] == ["electronics", "zhivago", "klepiki", "kasimov"]
    assert [one.key for one in ryazan.colleges if one.base] == ["electronics"]
    assert len(ryazan.enterprises) == 4
    assert len(ryazan.districts) == 30
    assert {programme.code for programme in ryazan.programmes} >= {"15.01.05"}
    welders = {programme.college for programme in ryazan.programmes if programme.code == "15.01.05"}
    assert welders >= {"klepiki", "kasimov", "zhivago"}
    for college in ryazan.colleges:
        assert len(college.distances_km) == 29


def test_invented_values_carry_the_mark_of_the_demo(ryazan: Content) -> None:
    for kind in ("cluster", "colleges", "programmes", "campaigns", "enterprises", "contacts", "consents"):
        assert all(item.demo for item in ryazan.items()[kind]), kind
        file = RYAZAN / f"{kind}.toml"
        assert file.read_text(encoding="utf-8").startswith("# ДЕМО:"), file


def test_every_item_survives_json(ryazan: Content) -> None:
    for kind, items in ryazan.items().items():
        assert [deserialise(kind, serialise(item)) for item in items] == list(items)
    assert Content.of(ryazan.items()) == ryazan


def test_numbers_of_content_are_exact(ryazan: Content) -> None:
    programme = ryazan.programme("klepiki-welder-9")
    assert (programme.last_year_min, programme.last_year_mean) == (Decimal("3.42"), Decimal("3.87"))
    assert ryazan.distance_km("klepiki", "mikhailovsky") == 140
    assert ryazan.distance_km("klepiki", "other") is None


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 6, 19), None),
        (date(2026, 6, 20), "2026"),
        (date(2026, 8, 15), "2026"),
        (date(2026, 8, 16), None),
        (date(2026, 9, 1), None),
        (date(2027, 7, 1), "2027"),
    ],
)
def test_a_campaign_is_open_between_its_dates(ryazan: Content, day: date, key: str | None) -> None:
    campaign = ryazan.campaign_on(day)
    assert (campaign.key if campaign else None) == key


@pytest.mark.parametrize(
    ("day", "key"),
    [(date(2026, 1, 1), "2026"), (date(2026, 6, 20), "2027"), (date(2026, 9, 1), "2027"), (date(2027, 9, 1), None)],
)
def test_the_next_campaign_is_known_while_its_dates_are(ryazan: Content, day: date, key: str | None) -> None:
    campaign = ryazan.next_campaign(day)
    assert (campaign.key if campaign else None) == key


def test_seats_that_are_left_open_the_campaign_again(tmp_path: Path) -> None:
    files = WHOLE | {"campaigns.toml": CAMPAIGN + 'extra_programmes = ["welder"]\n'}
    content = load_content(write(tmp_path, files))
    (campaign,) = content.campaigns
    assert content.campaign_on(date(2026, 8, 18)) is None
    assert content.campaign_on(date(2026, 8, 19)) is campaign
    assert content.campaign_on(date(2026, 12, 2)) is None
    assert campaign.last_day(date(2026, 7, 1)) == date(2026, 8, 15)
    assert campaign.last_day(date(2026, 9, 1)) == date(2026, 12, 1)
    assert [one.key for one in content.programmes_for("grade9", campaign, date(2026, 9, 1))] == ["welder"]
    assert content.programmes_for("grade9", campaign, date(2026, 12, 2)) == ()


def test_programmes_are_offered_by_education(ryazan: Content) -> None:
    campaign = ryazan.campaign("2026")
    after_nine = ryazan.programmes_for(BaseEducation.GRADE9, campaign)
    after_eleven = ryazan.programmes_for("grade11", campaign)
    assert [one.key for one in after_nine][:2] == ["klepiki-welder-9", "kasimov-welder-9"]
    assert {one.duration_months for one in after_eleven} == {10, 34}
    assert after_eleven == ryazan.programmes_for("higher", campaign)
    assert not set(after_nine) & set(after_eleven)


def test_papers_depend_on_the_case(ryazan: Content) -> None:
    def asked(**case: bool) -> list[str]:
        papers = ryazan.documents_for(PaperCase(BaseEducation.GRADE9, **{"minor": False} | case))
        return [paper.key for paper in papers]

    plain = ["passport", "certificate", "photos", "snils", "oms"]
    assert asked() == plain
    assert set(asked(minor=True)) - set(plain) == {"parent_passport"}
    assert set(asked(target_signed=True)) - set(plain) == {"target_contract"}
    assert set(asked(priority_right=True)) - set(plain) == {"priority"}
    assert set(asked(medical_exam=True)) - set(plain) == {"medical"}
    graduates = ryazan.documents_for(PaperCase(BaseEducation.SPO, minor=False))
    assert [paper.key for paper in graduates][:2] == ["passport", "diploma"]


def test_small_questions_have_answers(ryazan: Content) -> None:
    campaign = ryazan.campaign("2026")
    assert ryazan.office_hours("klepiki").opens == time(8, 30)
    assert ryazan.tie_breakers("klepiki-welder-9", campaign) == campaign.tie_breakers
    assert ryazan.tie_breakers("kasimov-mounting-9", campaign) == (
        TieBreaker.TARGET_CONTRACT,
        TieBreaker.ACHIEVEMENTS,
    )
    assert "serebryansky" not in [one.key for one in ryazan.target_enterprises()]
    assert [one.key for one in ryazan.contacts_of("klepiki")] == ["klepiki-admission"]
    assert campaign.first_september == date(2026, 9, 1)
    assert ryazan.calendar.is_known(2026)
    assert not ryazan.calendar.is_known(2027)
    assert ryazan.calendar.is_working(date(2027, 11, 13))
    assert isinstance(campaign, Campaign)


def test_a_key_that_nobody_has_is_refused(ryazan: Content) -> None:
    for find in (ryazan.college, ryazan.programme, ryazan.campaign, ryazan.enterprise, ryazan.district,
                 ryazan.document, ryazan.reason, ryazan.source, ryazan.consent):  # fmt: skip
        with pytest.raises(NotFound):
            find("nobody")


LAW = {
    "ru": ("ДЕМО", "privacy@example.org", "Зачем.", "Какие данные.", "Сколько хранят.", "Как отозвать."),
    "en": ("DEMO", "privacy@example.org", "What for.", "Which data.", "How long.", "How to withdraw."),
}


@pytest.mark.parametrize("language", LAW)
@pytest.mark.parametrize("purpose", ["application", "news"])
def test_a_consent_names_what_the_law_asks(ryazan: Content, purpose: str, language: str) -> None:
    text = ryazan.consent(purpose).text.in_(language)
    assert [words for words in LAW[language] if words not in text] == []


CONTACT = """\
[[contacts]]
key = "secretary"
name = { ru = "Орлова Т. С.", en = "T. Orlova" }
role = { ru = "Секретарь", en = "Secretary" }
college = "b"
enterprise = "plant"
phone = "+74912000003"
"""
PLANT = """\
[[enterprises]]
key = "a"
name = { ru = "Завод", en = "Plant" }
short = { ru = "Завод", en = "Plant" }
district = "north"
target_training = true
"""
SECOND = COLLEGE.replace('"a"', '"a2"').replace('{ ru = "А", en = "A" }', '{ ru = "Б", en = "B" }')


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"contacts.toml": CONTACT},
            [
                'contacts.toml:5: contact "secretary": unknown college "b"',
                'contacts.toml:6: contact "secretary": unknown enterprise "plant"',
            ],
        ),
        ({"enterprises.toml": PLANT}, ['enterprises.toml:2: enterprise "a": a college has this key']),
        (
            {"colleges.toml": COLLEGE + 'number_prefix = "КЛ"\n', "second.toml": SECOND + 'number_prefix = "КЛ"\n'},
            ['second.toml:11: college "a2": another college has numbers with "КЛ"'],
        ),
        (
            {"colleges.toml": COLLEGE + "base = true\n", "second.toml": SECOND + "base = true\n"},
            ['second.toml:11: college "a2": there is a base college already'],
        ),
        (
            {
                "consents.toml": CONSENT + CONSENT.replace('key = "application"', 'key = "again"'),
                "texts/ru.txt": "Да",
                "texts/en.txt": "Yes",
            },
            ['consents.toml:9: consent "again": purpose "application" has a consent already'],
        ),
    ],
)
def test_what_contradicts_another_item_is_told(tmp_path: Path, files: dict[str, str], told: list[str]) -> None:
    assert faults(tmp_path, WHOLE | files) == told


@pytest.mark.parametrize(
    "hours",
    [
        {"lunch_from": time(12), "lunch_until": None},
        {"opens": time(18), "closes": time(9)},
        {"lunch_from": time(7), "lunch_until": time(8)},
        {"weekdays": (0, 8)},
    ],
)
def test_office_hours_that_make_no_sense_are_refused(hours: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"lunch_from|follow each other|weekdays"):
        OfficeHours(**hours)
