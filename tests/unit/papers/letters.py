"""Templates of every kind, good and bad: by python-docx where it can, by hand where Word alone would write it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence

from docx import Document
from docx.document import Document as Doc

from tests.unit.papers.books import packed, parts

BODY, TYPES, RELATIONS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f'xmlns:w="{WORDS}" xmlns:v="urn:schemas-microsoft-com:vml"'
NAME = "{{ student_name }}"
"""What every paper of one student has to show."""


def saved(document: Doc) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def letter(
    *paragraphs: str, header: str = "", footer: str = "", change: Callable[[Doc], object] | None = None
) -> bytes:
    """A template of paragraphs, with the name that every one needs."""
    document = Document()
    for text in (NAME, *paragraphs):
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    if change is not None:
        change(document)
    return saved(document)


def with_table(*rows: Sequence[str]) -> Callable[[Doc], None]:
    """Let a letter end with a table."""

    def change(document: Doc) -> None:
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text

    return change


def with_xml(xml: str) -> bytes:
    """A letter whose body begins with elements written by hand."""
    content = letter()
    body = parts(content)[BODY].decode()
    return packed({**parts(content), BODY: re.sub("<w:body>", lambda _: f"<w:body>{xml}", body, count=1)})


def with_part(
    content: bytes, name: str, data: str | bytes, *, kind: str = "", relation: str = "", external: str = ""
) -> bytes:
    """The letter with one part more, and what tells Word of it; `external` is an address instead."""
    files: dict[str, bytes | str] = dict(parts(content))
    if data:
        files[name] = data
    if kind:
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        files[TYPES] = parts(content)[TYPES].decode().replace("</Types>", override)
    if relation:
        target = f'Target="{external}" TargetMode="External"' if external else f'Target="/{name}"'
        line = f'<Relationship Id="rIdX" Type="{OFFICE}/{relation}" {target}/></Relationships>'
        files[RELATIONS] = parts(content)[RELATIONS].decode().replace("</Relationships>", line)
    return packed(files)


def notes(text: str, name: str = "footnotes") -> bytes:
    """A letter with a note at the foot or the end, which Word keeps in a part of its own."""
    element = name.removesuffix("s")
    data = f'<w:{name} {W}><w:{element} w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{element}></w:{name}>'
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    return with_part(letter(), f"word/{name}.xml", data, kind=kind, relation=name)


def texts_of(content: bytes) -> list[str]:
    """Every paragraph of the body, those of tables too, in their order."""
    body = parts(content)[BODY].decode()
    found = re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL)
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", one, re.DOTALL)) for one in found]


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
