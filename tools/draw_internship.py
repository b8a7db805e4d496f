"""Write the drawn parts of `docs/internship.md`: the steps of a placement, what each needs, who is told, the list.

Run by `make picture`. A test holds the document equal to the code, so that neither moves alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from cluster.content import Content, NoticeMode, PracticeEvent, PracticeRole, load_content
from cluster.content.practice_notices import TOLD
from cluster.internship.items import NOTED
from cluster.internship.readiness import ITEMS, Item
from cluster.internship.status import TRANSITIONS, Guard, Transition
from handlers.internship.notices import event_of
from storage.internship import OVER, PlacementStatus
from tools import drawing
from tools.drawing import boxed, diagram, filled

ROOT: Final = Path(__file__).resolve().parent.parent
DOC: Final = ROOT / "docs" / "internship.md"
CONTENT: Final = load_content(ROOT / "content" / "ryazan")
SOURCES: Final[Mapping[type[Any], Path]] = {
    PlacementStatus: ROOT / "storage" / "internship" / "states.py",
    Guard: ROOT / "cluster" / "internship" / "status.py",
    Item: ROOT / "cluster" / "internship" / "readiness.py",
    PracticeEvent: ROOT / "cluster" / "content" / "practice_notices.py",
}
"""Where the note of each member stands: behind it, as a comment."""


def picture(steps: Iterable[Transition] = TRANSITIONS) -> str:
    """Return the life of a placement as two Mermaid diagrams: the way on, and the ways out."""
    on = [step for step in steps if step.target not in OVER or step.target is PlacementStatus.COMPLETED]
    out = [step for step in steps if step.target in OVER and step.target is not PlacementStatus.COMPLETED]
    ended = [f"{state} --> [*]" for state in PlacementStatus if state in OVER]
    return "\n\n".join(
        [
            "The way on:",
            diagram("TB", on, [f"[*] --> {PlacementStatus.PLANNED}"]),
            "The ways out:",
            diagram("LR", out, ended),
        ]
    )


def steps_table() -> str:
    """Return every step: from where, by whom, to where, what must hold, who is told."""
    rows = []
    for step in TRANSITIONS:
        guards = ", ".join(guard.value for guard in step.guards) or "-"
        what = event_of(step.source, step.target)
        told = ", ".join(_modes(CONTENT, what)) if what is not None else ""
        rows.append((step.source.value, step.actor.value, step.target.value, guards, told or "-"))
    return boxed(("from", "who", "to", "guard", "told"), rows)


def notices_table(content: Content = CONTENT) -> str:
    """Return every event of practice with what each part of people gets, empty where there is no text for them.

    What is about safety stands in bold.
    """
    known = notes(PracticeEvent)
    head = ["event", "what happened", *PracticeRole]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for event, told in TOLD.items():
        row = content.practice_notice(event)
        modes = {role: f"**{row.mode(role)}**" if role in told.always else row.mode(role) for role in told.modes}
        cells = [modes.get(role, "") for role in PracticeRole]
        lines.append(f"| `{event}` | {known[event.value]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _modes(content: Content, event: PracticeEvent) -> dict[PracticeRole, NoticeMode]:
    row = content.practice_notice(event)
    return {role: row.mode(role) for role in PracticeRole if row.mode(role) is not NoticeMode.OFF}


def items_table() -> str:
    """Return the readiness list: whose turn, how many days before the first day, who may note it."""
    known = notes(Item)
    lines = ["| item | what | whose turn | days before | noted by |", "| --- | --- | --- | --- | --- |"]
    for rule in ITEMS:
        noting = NOTED.get(rule.item)
        by = (
            "worked out" if noting is None else "college" + ", plant" * noting.enterprise + ", student" * noting.student
        )
        what = known.get(rule.item.value) or "-"
        lines.append(f"| `{rule.item}` | {what} | {rule.ball} | {rule.days_before} | {by} |")
    return "\n".join(lines)


def legend(members: type[PlacementStatus] | type[Guard]) -> str:
    """Return the members of an enumeration, each with the note that stands behind it in the source."""
    known = notes(members)
    return "\n".join(f"- `{member.value}`: {known[member.value]}" for member in members)


def notes(members: type[PlacementStatus] | type[Guard] | type[Item] | type[PracticeEvent]) -> dict[str, str]:
    """Return the comment behind each member, by value."""
    return drawing.notes(members, SOURCES[members])


PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "picture": picture,
    "states": lambda: legend(PlacementStatus),
    "steps": steps_table,
    "guards": lambda: legend(Guard),
    "notices": notices_table,
    "items": items_table,
}
"""What is drawn between `<!-- name -->` and `<!-- /name -->`."""


def drawn(text: str) -> str:
    """Return the document with every drawn part made anew."""
    return filled(text, PARTS)


if __name__ == "__main__":
    DOC.write_text(drawn(DOC.read_text(encoding="utf-8")), encoding="utf-8")
