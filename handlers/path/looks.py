"""How a path reads: a headline, a line a stage, a button a line."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bot.screens import BLANK, LINE, Button
from cluster import russian
from cluster.content import Content
from cluster.path.lines import Line, Next, Path, State
from handlers.naming import organisation_name
from handlers.path.common import Say
from handlers.path.ways import way_of

MARKS = {
    State.DONE: "\u2705",
    State.NOW: "\u23f3",
    State.LATER: "\u25ab\ufe0f",
    State.NOT_NEEDED: "\u2796",
    State.STOPPED: "\u26a0\ufe0f",
}
WAITING = frozenset({State.NOW, State.STOPPED})
"""Of these one reads who has the ball."""
DAYS = frozenset({Next.BEGIN, Next.GOING})
"""Of these one reads the first or the last day: nobody has to be waited for."""


class Look:
    """Draws paths for one reader; `say` gives texts of their `language`."""

    def __init__(self, say: Say, content: Content, language: str) -> None:
        self._say, self._content, self._language = say, content, language

    def text(self, path: Path) -> Markup:
        """Return the whole card."""
        own = path.child is None
        title = self._say("path-title", name=path.name or "none", own=int(path.name is None))
        lines = [self._line(line, own=own) for line in path.lines if line.next is not Next.NO_APPLICATION]
        return BLANK.join([title, self._headline(path), LINE.join(lines)])

    def rows(self, path: Path, *, below: bool = False) -> list[list[Button]]:
        """Return a button a line, two a row; `below` where the card has to stay when one is pressed."""
        buttons = [self._button(path, line, below=below) for line in path.lines if line.state is not State.NOT_NEEDED]
        return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]

    def sentence(self, line: Line) -> Markup:
        """Return what a line says, without its name."""
        plant = organisation_name(self._content, line.plant, self._language) if line.plant else ""
        said: dict[str, Any] = {"plant": plant, "number": line.number or "", "count": line.count, "total": line.total}
        name = line.name if line.name != "" else self._say("path-nameless")
        if line.next is Next.HAND_IN:
            name = line.name or self._say("path-supervisor")
        until = russian.format_day(line.until, self._language) if line.until is not None else ""
        return self._say(line.next.text_key, **said, name=name or "", until=until, day=self._day(line))

    def turn(self, line: Line, *, own: bool) -> Markup:
        """Return who has the ball, and by when; empty where nobody has."""
        if line.ball is None or line.state not in WAITING:
            return Markup()
        if line.next in DAYS and line.by is not None:
            said = self._say(f"path-turn-{line.next}", day=russian.format_day(line.by, self._language))
            return self._say("path-turn", ball=said, by="")
        ball = self._say(f"path-turn-{line.ball}", own=int(own))
        return self._say("path-turn", ball=ball, by=self._by(line))

    def _by(self, line: Line) -> Markup:
        if line.by is None:
            return Markup()
        how = "late" if line.late else "exact" if line.exact else "until"
        return self._say(f"path-by-{how}", day=russian.format_day(line.by, self._language))

    def _line(self, line: Line, *, own: bool) -> Markup:
        stage = self._say(f"path-stage-{line.stage}")
        said = self._say("path-line", mark=MARKS[line.state], stage=stage, text=self.sentence(line))
        turn = self.turn(line, own=own)
        return LINE.join([said, turn]) if turn else said

    def _headline(self, path: Path) -> Markup:
        own, yours = path.child is None, path.yours
        if yours:
            first = yours[0]
            said = self._asked(first, own=own)
            return self._say("path-head-yours", text=said, by=self._by(first), more=len(yours) - 1)
        others = dict.fromkeys(line.ball for line in path.lines if line.state in WAITING and line.ball is not None)
        if others:
            names = Markup(", ").join(self._say(f"path-ball-{one}", own=int(own)) for one in others)
            return self._say("path-head-others", own=int(own), names=names)
        return self._say("path-head-nothing")

    def _asked(self, line: Line, *, own: bool) -> Markup:
        """Return what the person is asked to do, as one says it to them, or to their parent."""
        plant = organisation_name(self._content, line.plant, self._language) if line.plant else ""
        name = line.name or self._say("path-supervisor")
        said = {"plant": plant, "count": line.count, "total": line.total, "name": name, "day": self._day(line)}
        said["own"] = int(own)
        return self._say(f"path-do-{line.next}", **said)

    def _day(self, line: Line) -> str:
        return russian.format_day(line.day, self._language) if line.day is not None else ""

    def _button(self, path: Path, line: Line, *, below: bool) -> Button:
        label = f"{MARKS[line.state]} {self._say(f'path-stage-{line.stage}')}"
        return Button(label=label, action=way_of(line, path.person_id, own=path.child is None), below=below)
