"""Make the Word templates of `content/ryazan/templates` from what `tools/templates` says: one TOML file a paper.

    tools/make_templates.py            those that are not there; what the college has edited stays
    tools/make_templates.py --anew     all of them

A paper is a row of blocks: a `text` in a style, `fields` with their names, a table with `columns` for `each` item of a
list, `signatures`, a `new_page`. The words stand in the TOML files, the measures here; the same files make the same
bytes.
"""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from papers.documents import Kind, packing

ROOT: Final = Path(__file__).resolve().parent.parent
TEXTS: Final = ROOT / "tools" / "templates"
TARGET: Final = ROOT / "content" / "ryazan" / "templates"

FONT: Final = "Times New Roman"
BODY_PT, TITLE_PT, TABLE_PT, SMALL_PT = 12, 14, 11, 8
A4_MM: Final = (210, 297)
# Left, right, top, bottom: a paper is filed at its left.
MARGINS_MM: Final = (26, 15, 20, 18)
LABEL_SHARE: Final = 0.36
SIGNATURE_SHARES: Final = (0.42, 0.2, 0.03, 0.35)
PROSE_INDENT_MM, ITEM_INDENT_MM = 12.5, 6.0
GREY: Final = RGBColor(0x80, 0x80, 0x80)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "plain": {},
    "centre": {"align": CENTRE},
    "right": {"align": RIGHT},
    "title": {"align": CENTRE, "bold": True, "size": TITLE_PT},
    "heading": {"bold": True, "before": 12, "after": 4, "keep": True},
    "strong": {"bold": True, "keep": True},
    "total": {"before": 8, "keep": True},  # no page holds signatures alone
    "prose": {"align": WD_ALIGN_PARAGRAPH.JUSTIFY, "indent_mm": PROSE_INDENT_MM},
    "item": {"left_mm": ITEM_INDENT_MM, "size": TABLE_PT, "after": 0},
}


def made(kind: Kind, texts: Path = TEXTS) -> bytes:
    """Return the template of a paper."""
    paper, common = (_read(texts / f"{name}.toml") for name in (kind.value, "common"))
    document = Document()
    _set_up(document, landscape=paper.get("landscape", False))
    _frame(document, paper, common)
    for block in paper["blocks"]:
        _block(document, block, common)
    out = io.BytesIO()
    document.save(out)
    return packing.packed_anew(out.getvalue())


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


# --- the sheet -----------------------------------------------------------------------------------------


def _set_up(document: Doc, landscape: bool) -> None:
    document.core_properties.author = ""
    document.core_properties.comments = ""
    section = document.sections[0]
    width, height = reversed(A4_MM) if landscape else A4_MM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = map(Mm, MARGINS_MM)
    section.header_distance = section.footer_distance = Mm(9)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY_PT)
    properties = normal.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    properties.append(language)
    spacing = normal.paragraph_format
    spacing.space_after, spacing.space_before, spacing.line_spacing = Pt(2), Pt(0), 1.0


def _frame(document: Doc, paper: Mapping[str, Any], common: Mapping[str, Any]) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = "first_footer" in paper
    headers = [section.header, section.first_page_header] if "first_footer" in paper else [section.header]
    for header in headers:
        _write(header.paragraphs[0], common["header"], align=RIGHT, size=SMALL_PT, colour=GREY)
    for text in paper.get("footer", []):
        _write(section.footer.paragraphs[0], text, align=CENTRE, size=TABLE_PT)
    for text in paper.get("first_footer", []):
        _write(section.first_page_footer.paragraphs[0], text, align=CENTRE)
    if "first_footer" in paper:
        run = section.footer.paragraphs[0].add_run(f", {common['page']}")
        run.font.size = Pt(TABLE_PT)
        _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(TABLE_PT)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)


# --- blocks --------------------------------------------------------------------------------------------


def _block(document: Doc, block: Mapping[str, Any], common: Mapping[str, Any]) -> None:
    if "columns" in block:
        _list(document, block["columns"], block["each"])
    elif "fields" in block:
        _fields(document, block["fields"])
    elif "signatures" in block:
        _signatures(document, block["signatures"], block["stamp"], common)
    elif "new_page" in block:
        document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    else:
        given = {name: block[name] for name in ("before", "after") if name in block}
        _write(document.add_paragraph(), block["text"], **{**STYLES[block.get("style", "plain")], **given})


def _fields(document: Doc, fields: Sequence[Sequence[str]]) -> None:
    width = _text_width(document)
    table = _table(document, len(fields), (width * LABEL_SHARE, width * (1 - LABEL_SHARE)))
    for row, (name, value) in zip(table.rows, fields, strict=True):
        _keep_whole(row._tr)
        _write(row.cells[0].paragraphs[0], name, size=TABLE_PT, before=1)
        _write(row.cells[1].paragraphs[0], value, before=1)
        _border(row.cells[1], ("bottom",))
    _gap(document)


def _list(document: Doc, columns: Sequence[Sequence[Any]], each: str) -> None:
    share = _text_width(document) / sum(column[1] for column in columns)
    table = _table(document, 4, [column[1] * share for column in columns])
    head, begin, item, end = table.rows
    for number, (title, _, text, *align) in enumerate(columns):
        _write(head.cells[number].paragraphs[0], title, size=TABLE_PT, bold=True, align=CENTRE)
        _write(item.cells[number].paragraphs[0], text, size=TABLE_PT, align=CENTRE if align else None)
        for row in (head, item):
            _border(row.cells[number], ("top", "left", "bottom", "right"))
    begin.cells[0].paragraphs[0].text = f"{{%tr for {each} %}}"
    end.cells[0].paragraphs[0].text = "{%tr endfor %}"
    for row in (head, item):
        _keep_whole(row._tr)
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)


def _signatures(document: Doc, rows: Sequence[Sequence[str]], stamp: str, common: Mapping[str, Any]) -> None:
    _gap(document)
    width = _text_width(document)
    table = _table(document, 2 * len(rows), [width * share for share in SIGNATURE_SHARES])
    for number, (role, name) in enumerate(rows):
        line, caption = table.rows[2 * number], table.rows[2 * number + 1]
        for place, text in ((0, role), (1, ""), (3, name)):
            cell = line.cells[place]
            _write(cell.paragraphs[0], text, keep=True, before=6)
            if place:
                _border(cell, ("bottom",))
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        _write(caption.cells[0].paragraphs[0], common["date"], size=TABLE_PT, keep=True)
        _write(caption.cells[1].paragraphs[0], common["signature_caption"], size=SMALL_PT, align=CENTRE, keep=True)
        _write(caption.cells[3].paragraphs[0], common["name_caption"], size=SMALL_PT, align=CENTRE, keep=True)
        for row in (line, caption):
            _keep_whole(row._tr)
    _write(document.add_paragraph(), stamp, before=10)


# --- pieces --------------------------------------------------------------------------------------------


def _text_width(document: Doc) -> float:
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None
    assert left is not None
    assert right is not None
    return float((width - left - right) / Mm(1))


def _table(document: Doc, rows: int, widths_mm: Sequence[float]) -> Table:
    table: Table = document.add_table(rows, len(widths_mm))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _write(
    paragraph: Paragraph,
    text: str,
    *,
    size: int = BODY_PT,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    before: int = 0,
    after: int = 2,
    indent_mm: float = 0,
    left_mm: float = 0,
    keep: bool = False,
    colour: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    if colour is not None:
        run.font.color.rgb = colour
    spacing = paragraph.paragraph_format
    spacing.alignment, spacing.space_before, spacing.space_after = align, Pt(before), Pt(after)
    spacing.first_line_indent, spacing.left_indent = Mm(indent_mm) or None, Mm(left_mm) or None
    spacing.keep_with_next = keep or None


def _gap(document: Doc) -> None:
    """Part two tables, which Word would join; what stands above stays with what stands below."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(SMALL_PT)
    paragraph.paragraph_format.keep_with_next = True


def _border(cell: _Cell, sides: Sequence[str]) -> None:
    """Draw lines around a cell that has its width and not yet its alignment: Word insists on this order."""
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _keep_whole(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def main(arguments: Sequence[str]) -> int:
    """Write the templates, and say which."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for kind in Kind:
        path = TARGET / kind.file_name
        if path.exists() and "--anew" not in arguments:
            print(f"{path.relative_to(ROOT)}: is there, left as it is")
        else:
            path.write_bytes(made(kind))
            print(f"{path.relative_to(ROOT)}: made")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
