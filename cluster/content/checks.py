"""What one item says about another: references, repetitions, overlaps. Used on files and on every change by staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

from cluster.content.incidents import IncidentRoute
from cluster.content.minors import MinorRules
from cluster.content.models import (
    KINDS,
    Campaign,
    Cluster,
    College,
    Consent,
    Contact,
    District,
    Enterprise,
    Programme,
    Reason,
    Source,
)
from cluster.content.practice_notices import PracticeEvent
from cluster.content.reminders import ReminderKind
from cluster.content.values import Item
from storage.incidents import IncidentKind

Items = Mapping[str, Sequence[Item]]
I = TypeVar("I", bound=Item)  # noqa: E741

_WHOLE_TABLES: Final[tuple[tuple[str, Iterable[str], str], ...]] = (
    ("reminders", ReminderKind, "on = false"),
    ("practice_notices", PracticeEvent, '"off"'),
)
"""Tables of which files give every row: the kind, its rows, and how a row says that nobody is told."""


class Problem(NamedTuple):
    """What is wrong with which field of which item; `place` counts the items of the kind."""

    kind: str
    place: int
    key: str
    field: str
    message: str

    @property
    def sentence(self) -> str:
        """Return the problem as an operator reads it, without file and line."""
        noun = KINDS[self.kind].noun
        return f'{noun} "{self.key}": {self.message}'


def problems(items: Items) -> list[Problem]:
    """Return everything that makes no sense, in the order of the kinds and items."""
    found = [
        Problem(kind, place, item.key, field, message)
        for kind, members in items.items()
        for place, item in enumerate(members)
        for field, message in item.complaints()
    ]
    for check in (
        _repeated_keys,
        _references,
        _repeated_labels,
        _repeated_purposes,
        _organisations,
        _overlaps,
        _versions,
        _routes,
    ):
        found.extend(check(items))
    return found


def gaps(items: Items) -> list[Problem]:
    """Return what files leave out: a table of reminders, or of notices of practice, that begins has every row.

    Asked of files alone. A database that another release filled is not wrong for lacking a new row: the program has
    a rule for each.
    """
    return [
        Problem(kind, len(rows) - 1, rows[-1].key, "key", f'no row says anything of "{key}" ({silence} is silence)')
        for kind, keys, silence in _WHOLE_TABLES
        if (rows := items.get(kind, ()))
        for key in keys
        if key not in {row.key for row in rows}
    ]


def _repeated_keys(items: Items) -> Iterator[Problem]:
    for kind, members in items.items():
        seen: set[str] = set()
        for place, item in enumerate(members):
            if item.key in seen:
                yield Problem(kind, place, item.key, "key", "the key is taken by an earlier one")
            seen.add(item.key)
            if isinstance(item, Cluster) and place > 0:
                yield Problem(kind, place, item.key, "", "there is one cluster already")


def _references(items: Items) -> Iterator[Problem]:
    known = {kind: {item.key for item in members} for kind, members in items.items()}
    for kind, members in items.items():
        for place, item in enumerate(members):
            for field, target, key in _named(item):
                if key not in known.get(target, ()):
                    message = f'unknown {KINDS[target].noun} "{key}"'
                    yield Problem(kind, place, item.key, field, message)


def _named(item: Item) -> Iterator[tuple[str, str, str]]:
    """Give what an item refers to: its field, the kind meant, the key."""
    if isinstance(item, College | Enterprise):
        yield "district", "districts", item.district
    if isinstance(item, College | Enterprise):
        yield from (("distances_km", "districts", key) for key in item.distances_km)
    if isinstance(item, Programme):
        yield "college", "colleges", item.college
    if isinstance(item, Campaign):
        yield from (("programmes", "programmes", key) for key in item.programmes)
    if isinstance(item, Contact):
        if item.college:
            yield "college", "colleges", item.college
        if item.enterprise:
            yield "enterprise", "enterprises", item.enterprise


def _repeated_labels(items: Items) -> Iterator[Problem]:
    """Find equal labels within a pick list: nobody could tell the buttons apart."""
    for kind, members in items.items():
        for language in ("ru", "en"):
            seen: dict[str, str] = {}
            for place, item in enumerate(members):
                field = "label" if isinstance(item, District | Reason | Source | IncidentRoute) else "short"
                label = getattr(item, field, None)
                if label is None or isinstance(item, Programme):
                    continue
                shown = label.in_(language).casefold()
                if shown in seen:
                    message = f'the {language} label "{label.in_(language)}" is taken by "{seen[shown]}"'
                    yield Problem(kind, place, item.key, field, message)
                seen.setdefault(shown, item.key)


def _repeated_purposes(items: Items) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, consent in _of(items, "consents", Consent):
        if consent.purpose in seen:
            message = f'purpose "{consent.purpose}" has a consent already'
            yield Problem("consents", place, consent.key, "purpose", message)
        seen.add(consent.purpose)


def _organisations(items: Items) -> Iterator[Problem]:
    """Find organisations that rights or application numbers could not tell apart, and a second base college."""
    colleges = [college for _, college in _of(items, "colleges", College)]
    for place, college in enumerate(colleges):
        earlier = colleges[:place]
        if college.base and any(one.base for one in earlier):
            yield Problem("colleges", place, college.key, "base", "there is a base college already")
        if college.prefix in {one.prefix for one in earlier}:
            message = f'another college has numbers with "{college.prefix}"'
            yield Problem("colleges", place, college.key, "number_prefix", message)
    for place, enterprise in _of(items, "enterprises", Enterprise):
        if enterprise.key in {college.key for college in colleges}:
            yield Problem("enterprises", place, enterprise.key, "key", "a college has this key")


def _overlaps(items: Items) -> Iterator[Problem]:
    campaigns = sorted(_of(items, "campaigns", Campaign), key=lambda pair: pair[1].docs_start)
    for (_, earlier), (place, later) in pairwise(campaigns):
        if later.docs_start <= earlier.extra_end:
            message = f'starts before campaign "{earlier.key}" ends on {earlier.extra_end}'
            yield Problem("campaigns", place, later.key, "docs_start", message)


def _versions(items: Items) -> Iterator[Problem]:
    """Find two versions of the rules on work under 18 that begin on the same day."""
    seen: dict[date, str] = {}
    for place, rules in _of(items, "minor_rules", MinorRules):
        begins = rules.effective_from
        if begins in seen:
            message = f'"{seen[begins]}" is in force from {begins} already'
            yield Problem("minor_rules", place, rules.key, "effective_from", message)
        seen.setdefault(begins, rules.key)


def _routes(items: Items) -> Iterator[Problem]:
    """Find kinds of incidents that were forgotten: whoever presses one reaches nobody in particular."""
    routes = [route for _, route in _of(items, "incident_routes", IncidentRoute)]
    missing = sorted(set(IncidentKind) - {route.key for route in routes})
    if routes and missing:
        message = f"there is no route for: {', '.join(missing)}"
        yield Problem("incident_routes", len(routes) - 1, routes[-1].key, "key", message)


def _of(items: Items, kind: str, model: type[I]) -> Iterator[tuple[int, I]]:
    for place, item in enumerate(items.get(kind, ())):
        if isinstance(item, model):
            yield place, item
