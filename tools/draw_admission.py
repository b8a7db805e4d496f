"""Write the drawn parts of `docs/admission.md` from what the house really does: the table of steps and that of notices.

Run by `make picture`. A test holds the document equal to the code, so that neither moves alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from cluster.admission.status import TRANSITIONS, Actor, ApplicationStatus, Guard, Transition
from cluster.content import Content, NoticeEvent, NoticeMode, NoticeRole, load_content
from cluster.review import HELD_STATUSES
from tools import drawing
from tools.drawing import boxed, diagram, filled

ROOT: Final = Path(__file__).resolve().parent.parent
DOC: Final = ROOT / "docs" / "admission.md"
CONTENT: Final = ROOT / "content" / "ryazan"
SOURCES: Final = {
    ApplicationStatus: ROOT / "storage" / "admission" / "states.py",
    Guard: ROOT / "cluster" / "admission" / "status.py",
    NoticeEvent: ROOT / "cluster" / "content" / "notices.py",
}
"""Where the note of each member stands: behind it, as a comment."""


def picture(steps: Iterable[Transition] = TRANSITIONS) -> str:
    """Return the life of an application as Mermaid diagrams: the way on, the ways out, what an undone import brings."""
    drawings: dict[str, list[Transition]] = {"on": [], "out": [], "undo": []}
    for step in steps:
        out = step.target in {ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN}
        drawings["undo" if Guard.UNDOABLE in step.guards else "out" if out else "on"].append(step)
    final = [state for state in ApplicationStatus if not any(step.source is state for step in TRANSITIONS)]
    return "\n\n".join(
        [
            "The way on:",
            diagram("TB", drawings["on"], [f"[*] --> {ApplicationStatus.DRAFT}"]),
            "The ways out, by a refusal of staff or by who filled it in:",
            diagram("LR", drawings["out"], [f"{state} --> [*]" for state in final]),
            "Back, where an import is undone:",
            diagram("LR", drawings["undo"]),
        ]
    )


def steps_table(content: Content) -> str:
    """Return every step: from where, by whom, to where, what must hold, who is told."""
    rows = []
    for step in TRANSITIONS:
        guards = ", ".join(guard.value for guard in step.guards) or "-"
        waits = step.actor is Actor.STAFF and step.target in HELD_STATUSES and Guard.UNDOABLE not in step.guards
        held = " (held)" if waits else ""
        rows.append((step.source.value, step.actor.value, step.target.value + held, guards, told(content, step.notice)))
    return boxed(("from", "who", "to", "guard", "told"), rows)


def told(content: Content, event: NoticeEvent | None) -> str:
    """Return who is told of an event, as the table of content says."""
    if event is None:
        return "nobody"
    modes = _modes(content, event)
    return ", ".join(role if mode is NoticeMode.DAY else f"{role} ({mode})" for role, mode in modes.items()) or "nobody"


def notices_table(content: Content) -> str:
    """Return every event of admission with what each part of people gets."""
    known = notes(NoticeEvent)
    lines = [
        "| event | what happened | applicant | parent | assignee | college |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for event in NoticeEvent:
        modes = _modes(content, event)
        cells = [modes.get(role, "") and f"{modes[role]}" for role in NoticeRole]
        lines.append(f"| `{event}` | {known.get(event.value) or '-'} | {' | '.join(cells)} |")
    return "\n".join(lines)


def exceptions(content: Content) -> str:
    """Return every cell that is told at any hour."""
    return "\n".join(
        f"- `{event} → {role}`"
        for event in NoticeEvent
        for role, mode in _modes(content, event).items()
        if mode is NoticeMode.NOW
    )


def legend(members: type[ApplicationStatus] | type[Guard]) -> str:
    """Return the members of an enumeration, each with the note that stands behind it in the source."""
    known = notes(members)
    return "\n".join(f"- `{member.value}`: {known[member.value]}" for member in members)


def notes(members: type[ApplicationStatus] | type[Guard] | type[NoticeEvent]) -> dict[str, str]:
    """Return the comment behind each member, by value."""
    return drawing.notes(members, SOURCES[members])


def parts(content: Content) -> Mapping[str, Callable[[], str]]:
    """Return what is drawn between `<!-- name -->` and `<!-- /name -->`."""
    return {
        "picture": picture,
        "states": lambda: legend(ApplicationStatus),
        "steps": lambda: steps_table(content),
        "guards": lambda: legend(Guard),
        "notices": lambda: notices_table(content),
        "exceptions": lambda: exceptions(content),
    }


def drawn(text: str, content: Content) -> str:
    """Return the document with every drawn part made anew; `ValueError` where one has no place."""
    return filled(text, parts(content))


def _modes(content: Content, event: NoticeEvent) -> dict[NoticeRole, NoticeMode]:
    rule = content.notice(event)
    return {role: rule.mode(role) for role in NoticeRole if rule.mode(role) is not NoticeMode.OFF}


if __name__ == "__main__":
    DOC.write_text(drawn(DOC.read_text(encoding="utf-8"), load_content(CONTENT)), encoding="utf-8")
