"""Files that are no table, or one made to do harm: each is refused with its code, and none hangs or fills the memory."""

from __future__ import annotations

import io
import pickle
import struct
import zipfile

import pytest
from PIL import Image

from papers.errors import PaperError
from papers.package import MOST_BYTES, MOST_PARTS
from papers.tables import read
from tests.unit.papers.books import (
    BOOK,
    COLUMNS,
    SHEET,
    TITLES,
    TYPES,
    handmade,
    packed,
    parts,
    sheet_xml,
    text_row,
    with_parts,
    workbook,
)

GOOD = workbook(TITLES, ["А-1", "Ёлкин Пётр", "05.09.2010"])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
PASSWORDS = '<!DOCTYPE x [<!ENTITY d SYSTEM "file:///etc/passwd">]>'


def docx() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    return packed({TYPES: types, "word/document.xml": "<document/>"})


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def macros() -> bytes:
    types = parts(GOOD)[TYPES].decode().replace("spreadsheetml.sheet.main", "X")
    types = types.replace("vnd.openxmlformats-officedocument.X", "vnd.ms-excel.sheet.macroEnabled.main")
    return with_parts(GOOD, types=types)


def lying_directory(true_size: int = 60 * 1024 * 1024) -> bytes:
    """A sheet of 60 MB, of which the directory and the part's own head say that it has 100 bytes."""
    content = bytearray(with_parts(GOOD, sheet=sheet_xml(" " * true_size)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = struct.pack("<L", package.getinfo(SHEET).file_size)
        assert content.count(size) == 2
    return bytes(content.replace(size, struct.pack("<L", 100)))


def flagged(content: bytes) -> bytes:
    """Every part marked as encrypted with a password."""
    changed = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + at] |= 1
            start = changed.find(mark, start + 4)
    return bytes(changed)


def twice_the_same_part() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(SHEET.upper(), sheet_xml(text_row(1, *TITLES)))
    return out.getvalue()


def lzma_part() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        for name, data in parts(GOOD).items():
            package.writestr(name, data)
    return out.getvalue()


REFUSED = {
    "nothing": (b"", "empty"),
    "an empty workbook": (workbook(), "empty"),
    "text": ("Рег. №;ФИО\nА-1;Ёлкин".encode("cp1251"), "not_excel"),
    "a web page called .xls": (b"<html><table>", "not_excel"),
    "a picture": (png(), "not_excel"),
    "a renamed .docx": (docx(), "not_excel"),
    "any zip": (packed({"readme.txt": "no"}), "not_excel"),
    "an empty zip": (packed({}), "not_excel"),
    "an old .doc": (OLE + "WordDocument".encode("utf-16-le"), "not_excel"),
    "an old .xls": (OLE + "Workbook".encode("utf-16-le"), "old_excel"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "a password of the zip": (flagged(GOOD), "encrypted"),
    "a module of macros": (with_parts(GOOD, **{"xl/vbaProject.bin": b"\xd0\xcf"}), "macros"),
    "a type with macros": (macros(), "macros"),
    "60 MB": (GOOD + bytes(60 * 1024 * 1024), "too_large"),
    "a byte too many": (GOOD + bytes(MOST_BYTES + 1 - len(GOOD)), "too_large"),
    "a bomb": (with_parts(GOOD, sheet=sheet_xml(" " * 60 * 1024 * 1024)), "too_large"),
    "a bomb in a part that nobody reads": (with_parts(GOOD, **{"x.bin": bytes(60 * 1024 * 1024)}), "too_large"),
    "too many parts": (with_parts(GOOD, **{f"{n}.xml": b"" for n in range(MOST_PARTS)}), "too_large"),
    "a directory that lies": (lying_directory(), "broken"),
    "a part twice": (twice_the_same_part(), "broken"),
    "an unusual way of packing": (lzma_part(), "broken"),
    "the first half": (GOOD[: len(GOOD) // 2], "broken"),
    "a byte turned": (GOOD.replace(b"sheet1.xml", b"sheet2.xml", 1), "broken"),
    "no XML": (with_parts(GOOD, sheet="<worksheet><sheetData>"), "broken"),
    "no workbook": (packed({TYPES: parts(GOOD)[TYPES]}), "broken"),
    "a billion laughs": (handmade(text_row(2, "А-1", "&d;"), before=LAUGHS), "broken"),
    "a file of ours asked for": (handmade(text_row(2, "А-1", "&d;"), before=PASSWORDS), "broken"),
    "laughs in the workbook": (with_parts(GOOD, book=LAUGHS + "<workbook>&d;</workbook>"), "broken"),
    "rows backwards": (handmade(text_row(3, "А-1"), text_row(2, "А-2")), "broken"),
    "a row beyond the last": (handmade(text_row(999_999_999, "А-1")), "broken"),
    "a row with no number": (handmade('<row r="x"><c r="A2"><v>1</v></c></row>'), "broken"),
    "a cell nowhere": (handmade('<row r="2"><c r="?2"><v>1</v></c></row>'), "broken"),
    "a cell beyond the last": (handmade('<row r="2"><c r="XFE2"><v>1</v></c></row>'), "broken"),
    "a string that is not there": (handmade('<row r="2"><c r="A2" t="s"><v>9</v></c></row>'), "broken"),
    "a style that is none": (handmade('<row r="2"><c r="A2" s="x"><v>9</v></c></row>'), "broken"),
    "merged nonsense": (handmade(text_row(2, "А-1"), after='<mergeCells><mergeCell ref="Z"/></mergeCells>'), "broken"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_refused_with_its_code(content: bytes, code: str) -> None:
    with pytest.raises(PaperError) as caught:
        read(content, COLUMNS)
    assert caught.value.code == code


def test_the_good_file_that_they_were_made_of_is_read() -> None:
    (row,) = read(GOOD, COLUMNS).rows
    assert (row.values["number"], row.faults) == ("А-1", {})


def test_what_is_really_unpacked_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    content = handmade(*(text_row(n, f"А-{n}") for n in range(2, 2_000)))
    monkeypatch.setattr("papers.package._refuse_bombs", lambda _: None)
    monkeypatch.setattr("papers.package.MOST_UNPACKED", 100_000)
    with pytest.raises(PaperError, match="too_large"):
        read(content, COLUMNS)


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "C:\\x.dll", "xl/../../../x"])
def test_parts_that_would_climb_out_do_nothing(name: str) -> None:
    assert len(read(with_parts(GOOD, **{name: b"x"}), COLUMNS).rows) == 1


def test_links_to_elsewhere_are_not_followed() -> None:
    name = "xl/_rels/workbook.xml.rels"
    links = parts(GOOD)[name].decode()
    outside = '<Relationship Id="rId99" Type="x/sharedStrings" Target="http://127.0.0.1:9/s" TargetMode="External"/>'
    content = with_parts(GOOD, **{name: links.replace("<Relationship ", outside + "<Relationship ", 1)})
    assert read(content, COLUMNS).rows[0].values["name"] == "Ёлкин Пётр"


def test_a_sheet_outside_the_package_is_no_sheet() -> None:
    content = with_parts(GOOD, **{"xl/_rels/workbook.xml.rels": "<Relationships/>"})
    with pytest.raises(PaperError, match="empty"):
        read(content, COLUMNS)


def test_a_workbook_of_another_program_is_read() -> None:
    """With a prefix for every name, and the namespaces of the strict standard."""
    cells = '<x:row r="1"><x:c t="inlineStr"><x:is><x:t>Рег. №</x:t></x:is></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
    (row,) = read(with_parts(GOOD, sheet=sheet), COLUMNS).rows
    assert (row.number, row.values["number"]) == (2, "7")


def test_what_is_beside_the_tables_is_left_alone() -> None:
    assert BOOK in parts(GOOD)
    content = with_parts(GOOD, **{"xl/externalLinks/externalLink1.xml": LAUGHS, "docProps/core.xml": LAUGHS})
    assert len(read(content, COLUMNS).rows) == 1


def test_the_error_goes_through_pickle() -> None:
    error = pickle.loads(pickle.dumps(PaperError("columns_missing", {"titles": ("ФИО",)})))
    assert (error.code, error.args_) == ("columns_missing", {"titles": ("ФИО",)})
