"""Papers from Word templates: filled where they say so, told exactly where they are wrong, harmless whoever wrote them."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.workshop import Workshop
from papers.documents import (
    NUMBER,
    PAPERS,
    Code,
    Fault,
    Kind,
    MissingValues,
    Need,
    Part,
    Slot,
    TemplateRefused,
    check,
    checking,
    fill,
    glance,
    slots_of,
)
from papers.errors import PaperError
from papers.package import MOST_BYTES
from tests.unit.papers.books import packed, parts, workbook
from tests.unit.papers.letters import (
    BODY,
    NAME,
    TYPES,
    letter,
    notes,
    run,
    saved,
    texts_of,
    with_part,
    with_table,
    with_xml,
)
from tools.make_templates import TARGET, made

ROOT = Path(__file__).parents[3]
STUDENT = "Соловьёв Артём Игоревич"
TITLE, DIARY = Kind.REPORT_TITLE, Kind.DIARY
DAYS = [
    {"day": "01.09.2026", "hours": "6", "text": "Зачистил швы", "competences": "ПК 1.8"},
    {"day": "02.09.2026", "hours": "6,5", "text": "Собрал раму"},
]
ENTRIES = with_table(
    ["№", "Дата", "Что сделано"],
    ["{%tr for entry in entries %}"],
    [
        "{{ entry.number }}",
        "{{ entry.day }}",
        "{{ entry.text }}{% if entry.competences %} ({{ entry.competences }}){% endif %}",
    ],
    ["{%tr endfor %}"],
)


def filled(template: bytes, kind: Kind = TITLE, **values: Any) -> bytes:
    return fill(template, kind, {"student_name": STUDENT, **values})


# --- what is filled ------------------------------------------------------------------------------------


def test_slots_are_filled_in_body_header_footer_and_tables() -> None:
    template = letter("Группа {{study_group}}.", header="{{ college_name }}", footer="{{ year }}", change=ENTRIES)
    paper = Document(
        io.BytesIO(filled(template, DIARY, study_group="СВ-21", college_name="Техникум", year="2026", entries=DAYS))
    )
    assert [one.text for one in paper.paragraphs] == [STUDENT, "Группа СВ-21."]
    assert paper.sections[0].header.paragraphs[0].text == "Техникум"
    assert paper.sections[0].footer.paragraphs[0].text == "2026"
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [
        ["№", "Дата", "Что сделано"],
        ["1", "01.09.2026", "Зачистил швы (ПК 1.8)"],
        ["2", "02.09.2026", "Собрал раму"],
    ]


def test_a_footnote_and_a_text_box_are_filled() -> None:
    noted = parts(filled(notes("Группа {{ study_group }}"), study_group="СВ-21"))
    assert "Группа СВ-21" in noted["word/footnotes.xml"].decode()
    box = f"<w:txbxContent><w:p>{run('{{ study_group }}')}</w:p></w:txbxContent>"
    xml = f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r></w:p>'
    assert "СВ-21" in parts(filled(with_xml(xml), study_group="СВ-21"))[BODY].decode()


SPLIT = {
    "between the braces": [run("{"), run("{ study_group }"), run("}")],
    "within the name": [
        run("{{ stu", "<w:rPr><w:b/></w:rPr>"),
        '<w:proofErr w:type="spellStart"/>',
        run("dy_"),
        run("group }}"),
    ],
    "letter by letter": [run(letter_) for letter_ in "{{ study_group }}"],
    "with another language": [run("{{ "), run("study_group", '<w:rPr><w:lang w:val="en-US"/></w:rPr>'), run(" }}")],
}


@pytest.mark.parametrize("runs", SPLIT.values(), ids=SPLIT)
def test_a_slot_that_word_has_cut_into_runs_is_one_slot(runs: list[str]) -> None:
    template = with_xml(f"<w:p>{run('Группа ')}{''.join(runs)}{run('!')}</w:p>")
    assert check(template, TITLE) == ()
    assert "study_group" in slots_of(template)
    assert texts_of(filled(template, study_group="СВ-21"))[0] == "Группа СВ-21!"


@pytest.mark.parametrize(("site", "shown"), [("Цех 3", ["Место: Цех 3"]), ("", ["Места нет"])])
def test_paragraphs_are_left_out_on_a_condition(site: str, shown: list[str]) -> None:
    template = letter("{%p if site %}", "Место: {{ site }}", "{%p else %}", "Места нет", "{%p endif %}")
    assert texts_of(filled(template, site=site)) == [STUDENT, *shown]


def test_a_cell_that_loses_all_its_paragraphs_is_still_one_that_word_opens() -> None:
    def change(document: Doc) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "{%p if site %}"
        cell.add_paragraph("{{ site }}")
        cell.add_paragraph("{%p endif %}")

    body = parts(filled(letter(change=change), site=""))[BODY].decode()
    assert re.search(r"<w:p ?/></w:tc>", body)


@pytest.mark.parametrize(
    ("post", "rows"), [("мастер", [["Должность", "мастер"], ["Группа", "СВ-21"]]), ("", [["Группа", "СВ-21"]])]
)
def test_rows_are_left_out_on_a_condition(post: str, rows: list[list[str]]) -> None:
    change = with_table(
        ["{%tr if mentor_post %}"],
        ["Должность", "{{ mentor_post }}"],
        ["{%tr endif %}"],
        ["Группа", "{{ study_group }}"],
    )
    paper = Document(io.BytesIO(filled(letter(change=change), mentor_post=post, study_group="СВ-21")))
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == rows


def test_a_content_control_shows_the_value_and_not_what_word_keeps_for_it_elsewhere() -> None:
    binding = '<w:sdtPr><w:dataBinding w:xpath="/x[1]" w:storeItemID="{1}"/></w:sdtPr>'
    xml = f"<w:sdt>{binding}<w:sdtContent><w:p>{run('{{ study_group }}')}</w:p></w:sdtContent></w:sdt>"
    body = parts(filled(with_xml(xml), study_group="СВ-21"))[BODY].decode()
    assert "СВ-21" in body
    assert "dataBinding" not in body


AWKWARD = {
    "markup": 'Д\'Анжело & <w:p>"Ко"</w:p>',
    "an entity": "&lt; &amp; &#38;",
    "letters beyond the usual": "Ёлкин — №5 «ё» 𝛼",
}


@pytest.mark.parametrize("value", AWKWARD.values(), ids=AWKWARD)
def test_whatever_is_in_a_name_is_shown_and_is_no_markup(value: str) -> None:
    template = letter(header=NAME)
    paper = Document(io.BytesIO(fill(template, TITLE, {"student_name": value})))
    assert [one.text for one in paper.paragraphs] == [value]
    assert paper.sections[0].header.paragraphs[0].text == value


TAGS = ["{{ year }}", "{{ 7*7 }}", "{% for x in y %}", "{# x #}", "{_{ year }_}", "{_% x %_}", "{{{{", "}}}}"]


@pytest.mark.parametrize("typed", TAGS)
def test_what_a_student_typed_is_never_a_tag(typed: str) -> None:
    (shown,) = texts_of(fill(letter(), TITLE, {"student_name": f"a {typed} b", "year": "2026"}))
    assert shown.replace(" ", "") == f"a{typed}b".replace(" ", "")
    assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#|#\}|2026", shown)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("{}%#_ ax<>&\"'\n\t\\$\x01Ё𝛼"), max_size=12))
def test_whatever_is_typed_is_shown_letter_by_letter(typed: str) -> None:
    template = letter("{{ site }}|", header=NAME)
    paper = Document(io.BytesIO(fill(template, TITLE, {"student_name": f"x{typed}", "site": typed})))
    shown = [paper.sections[0].header.paragraphs[0].text, *(one.text for one in paper.paragraphs)]
    expected = re.sub(r"[\s\x01]", "", typed)
    assert [re.sub(r"\s", "", text) for text in shown] == [f"x{expected}", f"x{expected}", f"{expected}|"]


def test_lines_of_a_text_stay_lines_and_what_xml_knows_not_goes() -> None:
    template = letter("{{ site }}")
    paper = Document(io.BytesIO(filled(template, site="Цех 3\nпролёт\x07 2\x0c\ud800")))
    assert paper.paragraphs[1].text == "Цех 3\nпролёт 2"
    assert len(paper.paragraphs) == 2


# --- what is missing -----------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", ["", " \n\t", "\x07"])
def test_an_empty_required_slot_is_told_and_nothing_is_made(blank: str) -> None:
    template = letter("{{ study_group }} {{ site }} {{ mentor_name }}")
    with pytest.raises(MissingValues) as caught:
        fill(template, TITLE, {"student_name": blank, "study_group": "СВ-21"})
    assert caught.value.names == ("student_name", "mentor_name")  # in the order of the paper, `site` may be empty


def test_lists_and_their_items_are_missed_too() -> None:
    template = letter(change=ENTRIES)
    with pytest.raises(MissingValues) as empty:
        filled(template, DIARY, entries=[])
    assert empty.value.names == ("entries",)
    with pytest.raises(MissingValues) as blank:
        filled(template, DIARY, entries=[*DAYS, {"day": "03.09.2026"}])
    assert blank.value.names == ("entries.text",)  # its hours are not on this paper


def test_what_a_template_does_not_show_is_not_missed() -> None:
    assert texts_of(filled(letter())) == [STUDENT]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"studnt_name": "x"}, ValueError),
        ({"entries": [{"dya": "x"}]}, ValueError),
        ({"entries": "x"}, TypeError),
        ({"study_group": 21}, TypeError),
    ],
)
def test_values_that_are_no_slots_are_a_mistake_of_ours(values: Mapping[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        filled(letter(change=ENTRIES), DIARY, **{"entries": DAYS, **values})


@pytest.mark.parametrize("error", [MissingValues(["mark"]), TemplateRefused([Fault(Code.TRACKED, part=Part.BODY)])])
def test_the_errors_go_through_pickle(error: MissingValues | TemplateRefused) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.args_, vars(again)) == (type(error), error.args_, vars(error))


async def test_the_workshop_makes_a_paper_and_brings_back_what_is_missing() -> None:
    template, values = letter(change=ENTRIES), {"student_name": STUDENT, "entries": DAYS}
    assert await Workshop().make(fill, template, DIARY, values) == fill(template, DIARY, values)
    with pytest.raises(MissingValues, match="values_missing") as caught:
        await Workshop().make(fill, template, DIARY, {"entries": DAYS})
    assert caught.value.names == ("student_name",)
    with pytest.raises(TemplateRefused) as refused:
        await Workshop().make(fill, letter("{{ nmae }}"), TITLE, {})
    assert [fault.name for fault in refused.value.faults] == ["nmae"]


# --- whose paper it is ---------------------------------------------------------------------------------

SECRETS = ("Секретарёва", "C:\\Users", "WORKSTATION", "2019-05-05", "python-docx")


def telling_template() -> bytes:
    """A template that says who made it, when, where, and from what."""

    def change(document: Doc) -> None:
        properties = document.core_properties
        properties.author = properties.last_modified_by = "Секретарёва {{ student_name }}"
        properties.title = "{{ never closed"

    content = letter(change=change)
    files: dict[str, bytes | str] = dict(parts(content))
    app = "<Properties><Company>WORKSTATION</Company><Template>C:\\Users\\x.dotx</Template></Properties>"
    files["docProps/app.xml"] = app
    settings = parts(content)["word/settings.xml"].decode()
    attached = '<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
    files["word/settings.xml"] = re.sub(r"(<w:settings[^>]*>)", lambda found: found[0] + attached, settings, count=1)
    files["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="file:///C:\\Users\\Секретарёва\\x.dotx" TargetMode="External"/></Relationships>'
    )
    return packed(files)


def test_a_paper_tells_nothing_of_who_made_its_template_and_where() -> None:
    template = telling_template()
    assert "Секретарёва" in "".join(data.decode("utf-8", "ignore") for data in parts(template).values())
    paper = filled(template)
    everything = "".join(f"{name} {data.decode('utf-8', 'ignore')}" for name, data in parts(paper).items())
    assert [secret for secret in SECRETS if secret in everything] == []
    assert "attachedTemplate" not in everything
    assert "docProps" not in everything
    with zipfile.ZipFile(io.BytesIO(paper)) as package:
        assert {(part.date_time, part.create_system) for part in package.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
    assert texts_of(paper) == [STUDENT]


def test_the_same_input_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    template = letter(change=ENTRIES)
    first = filled(template, DIARY, entries=DAYS)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 5, 5, 5, 5, 5, 0, 1, 0))
    assert filled(template, DIARY, entries=DAYS) == first
    assert filled(template, DIARY, entries=DAYS[:1]) != first


# --- what is refused -----------------------------------------------------------------------------------

FAULTS: dict[str, tuple[bytes, Fault]] = {
    "an unknown slot": (
        letter("Студент: {{ studnt_name }}"),
        Fault(Code.UNKNOWN_SLOT, "studnt_name", Part.BODY, "Студент: {{ studnt_name }}", "student_name"),
    ),
    "a slot with a Russian letter": (
        letter("{{ сollege_name }}"),
        Fault(Code.UNKNOWN_SLOT, "сollege_name", Part.BODY, "{{ сollege_name }}", "college_name"),
    ),
    "a slot of another paper": (letter("{{ student_count }}"), Fault(Code.UNKNOWN_SLOT, "student_count", Part.BODY, "{{ student_count }}", "student_short")),
    "an unknown slot in the header": (
        letter(header="{{ who }}"),
        Fault(Code.UNKNOWN_SLOT, "who", Part.HEADER, "{{ who }}"),
    ),
    "an unknown slot in a footnote": (notes("{{ who }}"), Fault(Code.UNKNOWN_SLOT, "who", Part.NOTES, "{{ who }}")),
    "an unknown slot in a condition": (
        letter("{% if who %}x{% endif %}"),
        Fault(Code.UNKNOWN_SLOT, "who", Part.BODY, "{% if who %}x{% endif %}"),
    ),
    "an unknown list": (
        letter("{% for x in lines %}{% endfor %}"),
        Fault(Code.UNKNOWN_SLOT, "lines", Part.BODY, "{% for x in lines %}{% endfor %}"),
    ),
    "an unknown slot of an item": (
        letter("{% for e in entries %}{{ e.dayy }}{% endfor %}"),
        Fault(Code.UNKNOWN_SLOT, "entries.dayy", Part.BODY, "{% for e in entries %}{{ e.dayy }}{% endfor %}", "entries.day"),
    ),
    "an item outside its loop": (letter("{{ e.day }}"), Fault(Code.NOT_IN_ITS_LIST, "e.day", Part.BODY, "{{ e.day }}")),
    "an item after its loop": (
        letter("{% for e in entries %}{% endfor %}{{ e.day }}"),
        Fault(Code.NOT_IN_ITS_LIST, "e.day", Part.BODY, "{% for e in entries %}{% endfor %}{{ e.day }}"),
    ),
    "a list as a text": (letter("{{ entries }}"), Fault(Code.LIST_AS_TEXT, "entries", Part.BODY, "{{ entries }}")),
    "a text as a list": (
        letter("{% for x in year %}{% endfor %}"),
        Fault(Code.TEXT_AS_LIST, "year", Part.BODY, "{% for x in year %}{% endfor %}"),
    ),
    "a loop that hides a slot": (
        letter("{% for year in entries %}{{ year }}{% endfor %}"),
        Fault(Code.BROKEN_TAG, "{% for year in entries %}", Part.BODY, "{% for year in entries %}{{ year }}{% endfor %}"),
    ),
    "a loop by a word of the language": (
        letter("{% for not in entries %}{% endfor %}"),
        Fault(Code.BROKEN_TAG, "{% for not in entries %}", Part.BODY, "{% for not in entries %}{% endfor %}"),
    ),
    "a loop within a loop by the same word": (
        letter("{% for x in entries %}{% for x in briefings %}{% endfor %}{% endfor %}"),
        Fault(Code.BROKEN_TAG, "{% for x in briefings %}", Part.BODY, "{% for x in entries %}{% for x in briefings %}{% endfor %}{…"),
    ),
    "a brace forgotten": (letter("{{ year }"), Fault(Code.BROKEN_TAG, "{{", Part.BODY, "{{ year }")),
    "braces that are single": (letter("{ year }"), Fault(Code.BROKEN_TAG, "{", Part.BODY, "{ year }")),
    "a brace in the next paragraph": (letter("{{ year }}", "}"), Fault(Code.BROKEN_TAG, "}", Part.BODY, "}")),
    "a brace too many": (letter("{{ year }}}}"), Fault(Code.BROKEN_TAG, "}}", Part.BODY, "{{ year }}}}")),
    "a slot over two paragraphs": (letter("{{ ye", "ar }}"), Fault(Code.BROKEN_TAG, "{{", Part.BODY, "{{ ye")),
    "nothing in braces": (letter("{{ }}"), Fault(Code.BROKEN_TAG, "{{ }}", Part.BODY, "{{ }}")),
    "a space before tr": (
        letter("{% tr for e in entries %}"),
        Fault(Code.BROKEN_TAG, "{% tr for e in entries %}", Part.BODY, "{% tr for e in entries %}"),
    ),
    "a loop without an end": (
        letter("{% for e in entries %}x"),
        Fault(Code.UNCLOSED, "{% for e in entries %}", Part.BODY, "{% for e in entries %}x"),
    ),
    "an end without a loop": (letter("{% endfor %}"), Fault(Code.UNCLOSED, "{% endfor %}", Part.BODY, "{% endfor %}")),
    "a condition over two paragraphs": (
        letter("{% if site %}", "{% endif %}"),
        Fault(Code.UNCLOSED, "{% endif %}", Part.BODY, "{% endif %}"),
    ),
    "a loop of paragraphs that ends in a cell": (
        letter("{%p if site %}", change=with_table(["{%p endif %}"])),
        Fault(Code.UNCLOSED, "{%p endif %}", Part.BODY, "{%p endif %}"),
    ),
    "a loop that ends in the footer": (
        letter("{%p if site %}", footer="{%p endif %}"),
        Fault(Code.UNCLOSED, "{%p if site %}", Part.BODY, "{%p if site %}"),
    ),
    "a row's loop among its cells": (
        letter(change=with_table(["{%tr for e in entries %}{{ e.day }}", "{%tr endfor %}"])),
        Fault(Code.CROWDED, "{%tr endfor %}", Part.BODY, "{%tr endfor %}"),
    ),
    "a row's loop outside a table": (
        letter("{%tr for e in entries %}", "{%tr endfor %}"),
        Fault(Code.CROWDED, "{%tr endfor %}", Part.BODY, "{%tr endfor %}"),
    ),
    "two tags in a paragraph that goes": (
        letter("{%p if site %}{{ site }}", "{%p endif %}"),
        Fault(Code.CROWDED, "{%p if site %}", Part.BODY, "{%p if site %}{{ site }}"),
    ),
    "a slot in an endnote": (
        notes("{{ year }}", "endnotes"),
        Fault(Code.MISPLACED, "", Part.OTHER, "{{ year }}"),
    ),
    "a slot in the text of a picture": (
        with_xml('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{{ year }}"/></w:pict></w:r></w:p>'),
        Fault(Code.MISPLACED, "{{ year }}", Part.BODY),
    ),
    "a slot in a field": (
        with_xml("<w:p><w:r><w:instrText>DATE {{ year }}</w:instrText></w:r></w:p>"),
        Fault(Code.MISPLACED, "DATE {{ year }}", Part.BODY),
    ),
    "a tracked insertion": (
        with_xml(f'<w:p><w:ins w:id="1" w:author="x">{run("x")}</w:ins></w:p>'),
        Fault(Code.TRACKED, "", Part.BODY),
    ),
    "a tracked deletion": (
        with_xml('<w:p><w:del w:id="1"><w:r><w:delText>{{ 7*7 }}</w:delText></w:r></w:del></w:p>'),
        Fault(Code.TRACKED, "", Part.BODY),
    ),
    "a comment": (with_xml('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'), Fault(Code.COMMENTED, "", Part.BODY)),
    "a picture from elsewhere": (
        with_part(letter(), "", "", relation="image", external="http://evil.example/x.png"),
        Fault(Code.LINKED, "image"),
    ),
    "a field that fetches a picture": (
        with_xml('<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://evil.example/x.png"</w:instrText></w:r></w:p>'),
        Fault(Code.LINKED, "INCLUDEPICTURE", Part.BODY),
    ),
    "a field that calls a program": (
        with_xml('<w:p><w:fldSimple w:instr=" ddeauto c:\\\\cmd.exe "/></w:p>'),
        Fault(Code.LINKED, "ddeauto", Part.BODY),
    ),
    "a file within": (
        with_part(letter(), "word/embeddings/x.bin", b"x", kind="application/x", relation="oleObject"),
        Fault(Code.EMBEDDED, "oleObject"),
    ),
    "a page to be taken in": (
        with_part(letter(), "word/x.html", "<b>x</b>", kind="text/html", relation="aFChunk"),
        Fault(Code.EMBEDDED, "aFChunk"),
    ),
    "nothing essential": (saved(Document()), Fault(Code.MISSING_SLOT, "student_name")),
}  # fmt: skip


@pytest.mark.parametrize(("template", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_template_is_told_by_what_and_where(template: bytes, fault: Fault) -> None:
    kind = DIARY if "entries" in repr(fault) else TITLE
    assert fault in glance(template, kind)
    assert fault in check(template, kind)
    with pytest.raises(TemplateRefused) as caught:
        filled(template, kind)
    assert fault in caught.value.faults


def test_fields_that_fetch_nothing_are_fine() -> None:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    fields = ['HYPERLINK "http://example.org/link"', "PAGE", "NUMPAGES"]
    shown = "".join(f"{begin}<w:r><w:instrText>{field}</w:instrText></w:r>{end}" for field in fields)
    assert check(with_xml(f"<w:p>{shown}</w:p>"), TITLE) == ()
    nested = f"<w:p>{begin}<w:r><w:instrText>IF 1 </w:instrText></w:r>{begin}<w:r><w:instrText> LINK x</w:instrText></w:r>{end}{end}</w:p>"
    assert glance(with_xml(nested), TITLE) == (Fault(Code.LINKED, "LINK", Part.BODY),)


def test_every_fault_that_reading_finds_has_a_case() -> None:
    assert {fault.code for _, fault in FAULTS.values()} == set(Code) - {Code.UNFILLABLE}


def test_a_list_that_is_essential_has_to_be_gone_through() -> None:
    asked = letter("{% if entries %}x{% endif %}")
    assert glance(asked, DIARY) == (Fault(Code.MISSING_SLOT, "entries"),)
    assert glance(letter(change=ENTRIES), DIARY) == ()


def test_a_row_s_loop_outside_a_table_has_no_row_to_take_away() -> None:
    document = Document()
    document.add_paragraph("{%tr endfor %}")
    assert Fault(Code.CROWDED, "{%tr endfor %}", Part.BODY, "{%tr endfor %}") in glance(saved(document), TITLE)


def test_a_condition_that_tears_a_link_apart_is_found_by_filling_in_the_least() -> None:
    link = f"<w:hyperlink>{run('{{ site }}{% endif %}')}</w:hyperlink>"
    template = with_xml(f"<w:p>{run('{% if site %}')}{link}</w:p>")
    assert glance(template, TITLE) == ()
    assert check(template, TITLE) == (Fault(Code.UNFILLABLE, "XMLSyntaxError"),)
    with pytest.raises(TemplateRefused):  # and no paper is made that lacks what stood behind it
        filled(template, site="")


def test_what_reads_well_and_cannot_be_filled_is_told() -> None:
    # A slot that stands in a run's text and nowhere in a paragraph: no reader sees it, and Jinja finds half a loop.
    template = with_xml("<w:p><w:r><w:t>x</w:t><w:sym>{% for x in y %}</w:sym></w:r></w:p>")
    assert glance(template, TITLE) == ()
    assert [fault.code for fault in check(template, TITLE)] == [Code.UNFILLABLE]


CODE = [
    "{{ ''.__class__ }}",
    "{{ student_name.__class__ }}",
    "{{ student_name.upper() }}",
    "{{ student_name|upper }}",
    "{{ student_name[0] }}",
    "{{ lipsum() }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ 7*7 }}",
    "{{ self }}",
    "{% set x = 1 %}",
    "{% include 'x' %}",
    "{% import 'os' as os %}",
    "{% macro x() %}{% endmacro %}",
    "{% for x in range(9) %}{% endfor %}",
    "{% for x in ().__class__.__mro__ %}{% endfor %}",
    "{% if year == '1' %}{% endif %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% cellbg year %}",
    "{% colspan year %}",
    "{{r year }}",
    "{{p year }}",
    "{# year #}",
    "{%- if year -%}{% endif %}",
]


@pytest.mark.parametrize("code", CODE)
def test_a_template_holds_no_code(code: str) -> None:
    assert glance(letter(code), TITLE) != ()


# What docxtpl or Jinja drop, or take for another slot: no code, and refused by reading alone.
HARMLESS = ("{#", "{%-", "{{p", "{{r", "cellbg", "colspan")


@pytest.mark.parametrize("code", [one for one in CODE if not any(mark in one for mark in HARMLESS)])
def test_jinja_itself_refuses_code_that_the_reader_overlooked(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(checking, "faults_of", lambda *_: ())
    monkeypatch.setattr(checking, "slots_of", lambda *_: frozenset())
    with pytest.raises(PaperError) as caught:
        filled(letter(code), year="1")
    # Braces that Jinja takes as they are would be on the paper.
    assert caught.value.code == ("unfilled" if "raw" in code else "template_refused")


@pytest.mark.parametrize("name", ["items", "keys", "__class__"])
def test_an_item_has_slots_and_nothing_that_python_gives_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(checking, "faults_of", lambda *_: ())
    with pytest.raises(TemplateRefused):
        filled(letter(f"{{% for e in entries %}}{{{{ e.{name} }}}}{{% endfor %}}"), DIARY, entries=DAYS)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def macros(name: str = "") -> bytes:
    content = letter()
    types = parts(content)[TYPES].decode()
    word = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    if name:
        return packed({**parts(content), name: b"\xd0\xcf"})
    return packed({**parts(content), TYPES: types.replace(word, "vnd.ms-word.document.macroEnabled.main")})


def as_template() -> bytes:
    types = parts(letter())[TYPES].decode().replace("document.main+xml", "template.main+xml")
    return packed({**parts(letter()), TYPES: types})


def doctype() -> bytes:
    body = parts(letter())[BODY].decode()
    return packed({**parts(letter()), BODY: body.replace("<w:document", f"{LAUGHS}<w:document", 1)})


FILES = {
    "nothing": (b"", "empty"),
    "text": ("Дневник".encode("cp1251"), "not_word"),
    "a workbook": (workbook(), "not_word"),
    "any zip": (packed({"readme.txt": "no"}), "not_word"),
    "an old .doc": (OLE + "WordDocument".encode("utf-16-le"), "old_word"),
    "an old .xls": (OLE + "Workbook".encode("utf-16-le"), "not_word"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "a template of Word's own": (as_template(), "not_word"),
    "a type with macros": (macros(), "macros"),
    "a module of macros": (macros("word/vbaProject.bin"), "macros"),
    "a byte too many": (letter() + bytes(MOST_BYTES), "too_large"),
    "a bomb": (packed({**parts(letter()), "word/x.bin": bytes(60 * 1024 * 1024)}), "too_large"),
    "the first half": (letter()[:9000], "broken"),
    "no XML": (packed({**parts(letter()), BODY: "<w:document"}), "broken"),
    "a billion laughs": (doctype(), "broken"),
}


@pytest.mark.parametrize(("content", "code"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_document_to_be_opened_is_told_by_its_code(content: bytes, code: str) -> None:
    assert check(content, TITLE) == (Fault(code),)
    with pytest.raises(PaperError) as caught:
        slots_of(content)
    assert caught.value.code == code


# --- the templates that come along ---------------------------------------------------------------------


def whole(slot: Slot) -> Any:
    if slot.is_list:
        return [{item.name: f"{slot.name}.{item.name}" for item in slot.items}]
    return slot.name


@pytest.mark.parametrize("kind", list(Kind))
def test_each_template_that_comes_along_is_right_and_shows_what_it_is_given(kind: Kind) -> None:
    template = (TARGET / kind.file_name).read_bytes()
    assert check(template, kind) == ()
    paper = fill(template, kind, {slot.name: whole(slot) for slot in PAPERS[kind].slots})
    everything = "".join(data.decode("utf-8", "ignore") for data in parts(paper).values())
    shown = slots_of(template) - {f"{slot.name}.{NUMBER}" for slot in PAPERS[kind].slots}
    assert [name for name in shown if name not in everything] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_each_template_that_comes_along_says_demo_and_is_as_the_tool_makes_it(kind: Kind) -> None:
    template = (TARGET / kind.file_name).read_bytes()
    assert parts(template) == parts(made(kind)), "tools/make_templates.py --anew"
    for section in Document(io.BytesIO(template)).sections:
        assert "ДЕМО" in section.header.paragraphs[0].text
        assert not section.different_first_page_header_footer or "ДЕМО" in section.first_page_header.paragraphs[0].text


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.REPORT_TITLE])
def test_each_further_page_says_whose_it_is_and_none_holds_signatures_alone(kind: Kind) -> None:
    document = Document(io.BytesIO((TARGET / kind.file_name).read_bytes()))
    (section,) = document.sections
    assert "{{" in section.footer.paragraphs[0].text
    assert "стр. " in section.footer.paragraphs[0].text
    blocks = list(document.iter_inner_content())
    signatures = next(
        i for i, one in enumerate(blocks) if isinstance(one, Table) and "(подпись)" in texts_of_row(one, 1)
    )
    before = blocks[signatures - 2 : signatures]  # what is told last, and the gap that parts it from the signatures
    assert all(isinstance(one, Paragraph) and one.paragraph_format.keep_with_next for one in before)
    assert "{{" in before[0].text


def texts_of_row(table: Table, number: int) -> list[str]:
    return [cell.text for cell in table.rows[number].cells]


# --- docs/templates.md ---------------------------------------------------------------------------------

NEEDS = {"всегда": Need.ESSENTIAL, "да": Need.REQUIRED, "нет": Need.OPTIONAL}


def test_the_manual_tells_every_slot_of_every_paper() -> None:
    manual = (ROOT / "docs" / "templates.md").read_text("utf-8")
    told: dict[str, set[tuple[str, Need]]] = {}
    for section in re.split(r"(?m)^### ", manual)[1:]:
        kind = re.match(r".*`(\w+)\.docx`", section)
        assert kind, section[:60]
        rows = re.findall(r"(?m)^\| `([\w.]+)` \| [^|]+ \| (\w+) \|$", section)
        told[kind[1]] = {(name, NEEDS[need]) for name, need in rows}
    assert told == {
        kind.value: {(slot.name, slot.need) for slot in paper.slots}
        | {(f"{slot.name}.{item.name}", item.need) for slot in paper.slots for item in slot.items}
        for kind, paper in PAPERS.items()
    }


def test_no_list_has_a_slot_of_the_name_that_is_filled_by_itself() -> None:
    assert [slot.name for paper in PAPERS.values() for slot in paper.slots if slot.item(NUMBER)] == []
