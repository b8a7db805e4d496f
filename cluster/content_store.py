"""Content in the database: loaded from files, changed by staff, never overwritten behind their back.

    a file brings an item      new: added; staff left it alone: updated; staff changed it: kept, and told as a conflict
    an item leaves the files   kept: applications may name it
    staff change an item       checked together with everything else before it is kept

`content_version` rises with every change, so a process knows cheaply when its picture is old (`refresh`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, require
from cluster.content import (
    KINDS,
    Campaign,
    College,
    Consent,
    Contact,
    Content,
    ContentError,
    Enterprise,
    Fault,
    Item,
    Programme,
    deserialise,
    problems,
    serialise,
)
from cluster.people.organisations import circle_of, register_organisations
from storage import content as stored
from storage.content import ContentChangedMeanwhile, StoredItem
from storage.errors import NotFound, Refusal
from storage.organisations import Organisation, OrganisationKind

__all__ = [
    "ContentChangedMeanwhile",
    "ContentRefused",
    "ItemName",
    "LoadReport",
    "change",
    "content_version",
    "load",
    "refresh",
    "snapshot",
]


class ItemName(NamedTuple):
    """An item by kind and key; `str()` gives `colleges/klepiki`."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `conflicts`: staff changed the item and so did the file; `missing`: no file has it any more."""

    added: tuple[ItemName, ...] = ()
    updated: tuple[ItemName, ...] = ()
    unchanged: tuple[ItemName, ...] = ()
    conflicts: tuple[ItemName, ...] = ()
    missing: tuple[ItemName, ...] = ()


class ContentRefused(Refusal):
    """The change makes no sense; `field` names what to look at, `problem` says it to an operator."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__("content-refused", field=field)
        self.problem = problem


def load(session: Session, content: Content, now: datetime) -> LoadReport:
    """Bring content from files into the database; what staff changed stays, and is told as a conflict.

    `ContentError` when the files and the changes of staff contradict each other, or a consent has a new text under
    its old version; then nothing is loaded. The organisations that the content names are registered.
    """
    report: dict[str, list[ItemName]] = {name: [] for name in LoadReport.__dataclass_fields__}
    known = {ItemName(item.kind, item.key): item for item in stored.every(session)}
    changes: list[StoredItem] = []
    for kind, items in content.items().items():
        for position, item in enumerate(items):
            name = ItemName(kind, item.key)
            outcome, change = _compare(kind, item, position, known.pop(name, None))
            report[outcome].append(name)
            changes += [change] if change else []
    report["missing"] = [name for name, left in known.items() if left.loaded_hash is not None]
    stored.put(session, changes, now)
    _register(session, snapshot(session))
    return LoadReport(**{outcome: tuple(names) for outcome, names in report.items()})


def snapshot(session: Session) -> Content:
    """Return the content as it stands; `ContentError` when none was loaded or it does not fit this release."""
    items: dict[str, list[Item]] = {kind: [] for kind in KINDS}
    for row in stored.every(session):
        if row.kind in KINDS:  # an older release may meet a kind that a newer one left behind
            items[row.kind].append(deserialise(row.kind, row.body))
    if not items["cluster"]:
        raise ContentError([Fault("database", 0, "no content is loaded yet")])
    found = [Fault("database", 0, problem.sentence) for problem in problems(items)]
    if found:
        raise ContentError(found)
    return Content.of(items, content_version(session))


def refresh(session: Session, held: Content | None) -> Content:
    """Return `held` while the database has nothing newer, else a new snapshot."""
    if held is not None and held.version == content_version(session):
        return held
    return snapshot(session)


def content_version(session: Session) -> int:
    """Return a number that rises with every change of content; 0 before the first load."""
    return stored.version(session)


def change(
    session: Session,
    now: datetime,
    actor: int,
    kind: str,
    key: str,
    body: Mapping[str, Any],
    seen_version: int | None = None,
) -> Item:
    """Keep an item as staff want it, or add one, and return it. `body` is its whole JSON, as `serialise` gives it.

    `seen_version` is the item's version that staff looked at (None: whatever stands now). Refused with
    `ContentRefused` when the item, or anything that refers to it, would no longer make sense.
    """
    if kind not in KINDS:
        raise NotFound
    item = _parse(kind, {**body, "key": key})
    old = stored.get(session, kind, key)
    require(session, actor, Action.WRITE, _target(session, item, old))
    if old is not None and seen_version not in (None, old.version):
        raise ContentChangedMeanwhile
    if isinstance(item, Consent) and old is not None and _is_silent(item, old):
        raise Refusal("content-consent-version")
    _check_together(session, kind, item)
    last = max((row.position for row in stored.every(session) if row.kind == kind), default=-1)
    row = old or StoredItem(kind, key, last + 1, {}, None)
    stored.put(session, [replace(row, body=serialise(item), changed_by=actor)], now)
    _register(session, snapshot(session))
    return item


def _compare(kind: str, item: Item, position: int, old: StoredItem | None) -> tuple[str, StoredItem | None]:
    """Return what becomes of an item that a file brings, and the row to keep, if any."""
    body = serialise(item)
    digest = _digest(body)
    if old is None:
        return "added", StoredItem(kind, item.key, position, body, digest)
    standing = _digest(old.body)
    if digest == standing:
        same = (old.loaded_hash, old.position) == (digest, position)
        return "unchanged", None if same else replace(old, loaded_hash=digest, position=position)
    if standing != old.loaded_hash:
        return ("unchanged" if digest == old.loaded_hash else "conflicts"), None
    if isinstance(item, Consent) and _is_silent(item, old):
        sentence = f'consent "{item.key}": the text or the term changed, so give it a version above {item.version}'
        raise ContentError([Fault("consents", 0, sentence)])
    return "updated", replace(old, body=body, loaded_hash=digest, position=position, changed_by=None)


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _is_silent(new: Consent, old: StoredItem) -> bool:
    """Whether a consent would say something else without people being asked again."""
    before = deserialise(old.kind, old.body)
    return isinstance(before, Consent) and _says(new) != _says(before) and new.version <= before.version


def _says(consent: Consent) -> tuple[object, ...]:
    return consent.text, consent.valid_months


def _parse(kind: str, body: Mapping[str, Any]) -> Item:
    try:
        return deserialise(kind, body)
    except ContentError as error:
        first = error.faults[0]
        raise ContentRefused(first.field, first.message) from error


def _check_together(session: Session, kind: str, item: Item) -> None:
    """Refuse an item with which the whole would no longer make sense."""
    items = {name: list(members) for name, members in snapshot(session).items().items()}
    places = [place for place, member in enumerate(items[kind]) if member.key == item.key]
    if places:
        items[kind][places[0]] = item
    else:
        items[kind].append(item)
    for problem in problems(items):
        raise ContentRefused(problem.field, problem.sentence)


def _target(session: Session, item: Item, old: StoredItem | None) -> Target:
    """Return whose item it is: the organisation that it is about, before the change and after it."""
    owners = _owners(session, item, None if old is None else deserialise(old.kind, old.body))
    # Handing an item over to another college takes the right for both.
    circles = [circle_of(session, owner) for owner in owners]
    return Target(Kind.CONTENT, organisations=frozenset.intersection(*circles))


def _owners(session: Session, item: Item, old: Item | None) -> set[str | None]:
    """Return which organisations an item is about, before a change and after it; None is the cluster as a whole.

    Which programmes of a campaign have extra seats is each college's own to say.
    """
    if isinstance(item, Campaign) and isinstance(old, Campaign):
        changed = set(item.extra_programmes) ^ set(old.extra_programmes)
        if changed and item == old.model_copy(update={"extra_programmes": item.extra_programmes}):
            content = snapshot(session)
            return {one.college for one in content.programmes if one.key in changed} or {None}
    return {_organisation(one) for one in (item, old) if one is not None}


def _organisation(item: Item) -> str | None:
    match item:
        case College() | Enterprise():
            return item.key
        case Programme():
            return item.college
        case Contact():
            return item.college or item.enterprise
        case _:
            return None


def _register(session: Session, content: Content) -> None:
    colleges = [Organisation(one.key, OrganisationKind.COLLEGE, one.base) for one in content.colleges]
    enterprises = [Organisation(one.key, OrganisationKind.ENTERPRISE, False) for one in content.enterprises]
    register_organisations(session, [*colleges, *enterprises])
