"""Which screen a line of the path opens. A feature that has one says so; what nobody named has the line's own."""

from __future__ import annotations

from collections.abc import Callable

from bot.screens import Action
from cluster.path.lines import Line, Where
from handlers.path.common import feature

Way = Callable[[int], Action]

_WAYS: dict[Where, Way] = {
    Where.APPLICATION: lambda application: Action.of("admission", "card", application),
    Where.CHECKLIST: lambda applicant: Action.of("admission", "papers", applicant),
    Where.TODAY: lambda _placement: feature.action("today"),
    Where.DIARY: lambda placement: Action.of("diary", "book", placement),
}


def lead(where: Where, way: Way) -> None:
    """Have lines of this kind open the screen of `way`, which is given the number that the line carries."""
    _WAYS[where] = way


def way_of(line: Line, person_id: int, *, own: bool) -> Action:
    """Return what opens a line. To a parent it is always the line's own screen: what is done is the child's."""
    if own and line.where in _WAYS:
        return _WAYS[line.where](line.ref)
    return feature.action("line", line.stage) if own else feature.action("line", line.stage, person_id)
