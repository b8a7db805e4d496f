"""Filling: docxtpl puts values where a template has tags, within what the check of the template leaves possible.

What is refused by reading (checking.py) is refused once more by what Jinja itself understood: it works on the XML, and
finds tags there that no reader sees.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from docx.oxml import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from papers.documents import checking, packing, reading
from papers.documents.model import (
    NUMBER,
    Code,
    Fault,
    MissingValues,
    Need,
    Paper,
    Slot,
    TemplateRefused,
    Values,
)
from papers.errors import PaperError

# Characters that look like nothing and like markup: whoever fills in a sample sees what a name may do.
SAMPLE: Final = "A & B < \"C\" 'D' > {{ e }}"
# XML knows no such characters; two of them would begin a paragraph or a page for docxtpl.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What somebody typed is never a tag: not for docxtpl, which has an escape of its own, and not for a reader.
_LIKE_A_TAG = re.compile(r"\{(?=[{%#_])|[}%#_](?=\})")
_BOUND = re.compile(r"<w\d*:dataBinding\b[^>]*/>")
_MAY_STAND = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Not,
)
_FROM_ELSEWHERE = "/attachedTemplate"
_MAIN = "/officeDocument"


def check(template: bytes, paper: Paper) -> tuple[Fault, ...]:
    """Return what is wrong with a template: by reading it, then by filling it with everything and with the least."""
    try:
        for least in (False, True):
            fill(template, paper, _samples(paper, least))
    except TemplateRefused as error:
        return error.faults
    except PaperError as error:
        return (Fault(Code.UNFILLABLE, error.code),)
    return ()


def fill(template: bytes, paper: Paper, values: Values) -> bytes:
    """Return the paper; see `papers.documents.fill`."""
    faults = checking.faults_of(template, paper)
    if faults:
        raise TemplateRefused(faults)
    context = _context(paper, values)
    missing = _missing(paper, context, checking.slots_of(template))
    if missing:
        raise MissingValues(missing)
    try:
        made = _rendered(template, context)
    except Exception as error:  # whatever makes docxtpl, Jinja or the parser stumble
        raise TemplateRefused((Fault(Code.UNFILLABLE, type(error).__name__),)) from error
    if any(reading.BRACES.search(text) for text in reading.texts(made)):
        raise PaperError("unfilled")
    return made


# --- what goes in --------------------------------------------------------------------------------------


def _context(paper: Paper, values: Values) -> dict[str, Any]:
    _refuse_strangers("", values, paper.slots)
    context: dict[str, Any] = {}
    for slot in paper.slots:
        value = values.get(slot.name, () if slot.is_list else "")
        if slot.is_list:
            context[slot.name] = [_item(slot, number, row) for number, row in enumerate(_rows(slot, value), 1)]
        else:
            context[slot.name] = _shown(slot.name, value)
    return context


def _item(slot: Slot, number: int, row: Mapping[str, str]) -> dict[str, str]:
    _refuse_strangers(f"{slot.name}.", row, slot.items)
    return {NUMBER: str(number), **{item.name: _shown(item.name, row.get(item.name, "")) for item in slot.items}}


def _rows(slot: Slot, value: object) -> Sequence[Mapping[str, str]]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"{slot.name} is a list")
    return value


def _shown(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is a text")
    return _LIKE_A_TAG.sub(lambda found: f"{found[0]} ", _ILLEGAL.sub("", value)).strip()


def _refuse_strangers(before: str, values: Mapping[str, object], slots: Sequence[Slot]) -> None:
    if strangers := sorted(values.keys() - {slot.name for slot in slots}):
        raise ValueError(f"no such slots: {', '.join(before + name for name in strangers)}")


def _missing(paper: Paper, context: Mapping[str, Any], shown: frozenset[str]) -> list[str]:
    """Return what the paper would show empty and must not, in its order."""
    names = []
    for slot in paper.slots:
        items = [item for item in slot.items if f"{slot.name}.{item.name}" in shown]
        if slot.need is not Need.OPTIONAL and (slot.name in shown or items) and not context[slot.name]:
            names.append(slot.name)
        names += [
            f"{slot.name}.{item.name}"
            for item in items
            if item.need is not Need.OPTIONAL and not all(row[item.name] for row in context[slot.name])
        ]
    return names


def _samples(paper: Paper, least: bool) -> Values:
    def sample(slot: Slot) -> str:
        return "" if least and slot.need is Need.OPTIONAL else SAMPLE

    return {
        slot.name: [{item.name: sample(item) for item in slot.items}] * (1 if least else 2)
        if slot.is_list
        else sample(slot)
        for slot in paper.slots
    }


# --- what comes out ------------------------------------------------------------------------------------


def _rendered(template: bytes, context: Mapping[str, Any]) -> bytes:
    document = _Document(io.BytesIO(template))
    document.render(dict(context), jinja_env=_Environment(context.keys()))
    document.forget_where_it_came_from()
    out = io.BytesIO()
    document.save(out)
    return packing.packed_anew(out.getvalue())


class _Document(DocxTemplate):  # type: ignore[misc]
    """A template that repairs nothing in silence and keeps nothing of whoever wrote it."""

    def patch_xml(self, src_xml: str) -> str:
        """Cut what Word would put in place of a filled slot: a content control may show data kept elsewhere."""
        patched: str = super().patch_xml(_BOUND.sub("", src_xml))
        return patched

    def fix_tables(self, xml: str) -> Any:
        """Take XML as it is: docxtpl would drop what is broken. A cell that lost all its paragraphs gets one."""
        etree.fromstring(xml)
        tree = super().fix_tables(xml)
        for cell in tree.iter("{*}tc"):
            if not len(cell) or not str(cell[-1].tag).endswith("}p"):
                cell.append(OxmlElement("w:p"))
        return tree

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the properties alone: they go."""

    def forget_where_it_came_from(self) -> None:
        """Drop author, dates, company, preview, and the address of the template that Word made this one from."""
        package = self.docx.part.package
        for key, relation in list(package.rels.items()):
            if not relation.reltype.endswith(_MAIN):
                del package.rels[key]
        for relation in self.docx.part.rels.values():
            if relation.reltype.endswith("/settings"):
                _forget_address(relation.target_part)


def _forget_address(settings: Any) -> None:
    for key, relation in list(settings.rels.items()):
        if relation.reltype.endswith(_FROM_ELSEWHERE):
            del settings.rels[key]
    for element in settings.element.findall("{*}attachedTemplate"):
        settings.element.remove(element)


class _Environment(SandboxedEnvironment):
    """Jinja without anything to call, compute or import: slots, loops over lists, conditions."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, cache_size=0)
        self._names = names

    def from_string(self, source: str | nodes.Template, *args: Any, **named: Any) -> Template:
        """Refuse a template that Jinja understands as more than tags of papers."""
        tree = self.parse(source) if isinstance(source, str) else source
        found = list(_all(tree))
        stored = {node.name for node in found if isinstance(node, nodes.Name) and node.ctx == "store"}
        for node in found:
            if not isinstance(node, _MAY_STAND):
                raise TemplateSyntaxError(f"{type(node).__name__} has no place in a paper", node.lineno)
            if isinstance(node, nodes.Name) and node.name not in self._names and node.name not in stored:
                raise TemplateSyntaxError(f"{node.name} is no slot", node.lineno)
        return super().from_string(source, *args, **named)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the slot of an item; nothing else has anything after a dot."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)
