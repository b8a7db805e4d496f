"""Content in the database: files never overwrite what staff changed, and nothing senseless is kept."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import content_store
from cluster import people as cluster_people
from cluster.content import Content, ContentError, Item, Programme, load_content, serialise
from cluster.content_store import ContentRefused, ItemName, LoadReport
from storage import content as stored
from storage import organisations, people
from storage.content import ContentChangedMeanwhile
from storage.database import Database
from storage.errors import Forbidden, NotFound, Refusal
from storage.organisations import Organisation, OrganisationKind
from storage.roles import Role

RYAZAN = Path(__file__).parents[2] / "content" / "ryazan"
WELDER = ItemName("programmes", "klepiki-welder-9")


@pytest.fixture(scope="module")
def files() -> Content:
    return load_content(RYAZAN)


def with_item(content: Content, kind: str, key: str, **changes: Any) -> Content:
    """Return the files as they would be after an edit of one item."""
    items = {name: list(members) for name, members in content.items().items()}
    items[kind] = [one.model_copy(update=changes) if one.key == key else one for one in items[kind]]
    return Content.of(items)


def without_item(content: Content, kind: str, key: str) -> Content:
    items: dict[str, list[Item]] = {name: list(members) for name, members in content.items().items()}
    items[kind] = [one for one in items[kind] if one.key != key]
    return Content.of(items)


def staff(session: Session, now: datetime, telegram_id: int, role: Role, college: str | None = None) -> int:
    person = people.meet(session, telegram_id, telegram_id, "ru", now)
    cluster_people.grant(session, now, None, person.id, role, college)
    return person.id


def lay(session: Session, files: Content, now: datetime) -> dict[str, int]:
    """Load the files; return staff of three kinds."""
    content_store.load(session, files, now)
    return {
        "klepiki": staff(session, now, 101, Role.COORDINATOR, "klepiki"),
        "base": staff(session, now, 102, Role.COORDINATOR, "electronics"),
        "admin": staff(session, now, 103, Role.ADMIN),
    }


def edit(session: Session, now: datetime, actor: int, name: ItemName, **changes: Any) -> Item:
    item = stored.get(session, *name)
    assert item is not None
    return content_store.change(session, now, actor, *name, {**item.body, **changes})


def seats(session: Session) -> int:
    return content_store.snapshot(session).programme(WELDER.key).funded_seats


def names(report: LoadReport) -> dict[str, int]:
    return {field: len(getattr(report, field)) for field in LoadReport.__dataclass_fields__}


# --- loading


async def test_what_is_loaded_comes_back_the_same(database: Database, files: Content, now: datetime) -> None:
    report = await database.run(content_store.load, files, now)
    count = sum(len(members) for members in files.items().values())
    assert names(report) == {"added": count, "updated": 0, "unchanged": 0, "conflicts": 0, "missing": 0}
    content = await database.read(content_store.snapshot)
    assert content.items() == files.items()
    assert content.version == await database.read(content_store.content_version) == count


def test_loading_twice_changes_nothing(session: Session, files: Content, now: datetime) -> None:
    content_store.load(session, files, now)
    before = content_store.content_version(session)
    report = content_store.load(session, files, now)
    assert names(report)["unchanged"] == before
    assert content_store.content_version(session) == before


def test_a_new_file_updates_what_staff_left_alone(session: Session, files: Content, now: datetime) -> None:
    lay(session, files, now)
    report = content_store.load(session, with_item(files, *WELDER, funded_seats=30), now)
    assert report.updated == (WELDER,)
    assert report.conflicts == ()
    assert seats(session) == 30


def test_what_staff_changed_stays(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    edit(session, now, who["klepiki"], WELDER, funded_seats=27)
    report = content_store.load(session, files, now)
    assert (report.updated, report.conflicts) == ((), ())
    assert seats(session) == 27


def test_a_file_against_staff_is_a_conflict_each_time(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    edit(session, now, who["klepiki"], WELDER, funded_seats=27)
    newer = with_item(files, *WELDER, funded_seats=30)
    for _ in range(2):
        assert content_store.load(session, newer, now).conflicts == (WELDER,)
        assert seats(session) == 27
    assert str(WELDER) == "programmes/klepiki-welder-9"


def test_a_conflict_ends_when_both_say_the_same(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    edit(session, now, who["klepiki"], WELDER, funded_seats=30)
    assert content_store.load(session, with_item(files, *WELDER, funded_seats=30), now).conflicts == ()
    assert content_store.load(session, with_item(files, *WELDER, funded_seats=31), now).updated == (WELDER,)
    assert seats(session) == 31


def test_what_leaves_the_files_stays_and_is_told(session: Session, files: Content, now: datetime) -> None:
    content_store.load(session, files, now)
    report = content_store.load(session, without_item(files, "sources", "fair"), now)
    assert report.missing == (ItemName("sources", "fair"),)
    assert content_store.snapshot(session).source("fair").key == "fair"


def test_the_order_of_the_files_is_the_order_shown(session: Session, files: Content, now: datetime) -> None:
    content_store.load(session, files, now)
    items = {name: list(members) for name, members in files.items().items()}
    items["sources"].reverse()
    content_store.load(session, Content.of(items), now)
    assert [one.key for one in content_store.snapshot(session).sources] == [one.key for one in items["sources"]]


def test_a_new_text_of_a_consent_needs_a_new_version(session: Session, files: Content, now: datetime) -> None:
    content_store.load(session, files, now)
    text = files.consent("news").text.model_copy(update={"ru": "Другой текст"})
    with pytest.raises(ContentError, match='consent "news": the text or the term changed'):
        content_store.load(session, with_item(files, "consents", "news", text=text), now)
    report = content_store.load(session, with_item(files, "consents", "news", text=text, version=3), now)
    assert report.updated == (ItemName("consents", "news"),)


def test_the_organisations_of_the_content_are_known(session: Session, files: Content, now: datetime) -> None:
    content_store.load(session, files, now)
    assert organisations.get(session, "electronics") == Organisation("electronics", OrganisationKind.COLLEGE, True)
    assert organisations.get(session, "rnpk") == Organisation("rnpk", OrganisationKind.ENTERPRISE, False)


def test_an_empty_database_has_no_content(session: Session) -> None:
    with pytest.raises(ContentError, match="no content is loaded yet"):
        content_store.snapshot(session)
    assert content_store.content_version(session) == 0


def test_a_picture_is_renewed_only_when_it_is_old(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    held = content_store.refresh(session, None)
    assert content_store.refresh(session, held) is held
    edit(session, now, who["klepiki"], WELDER, funded_seats=27)
    newer = content_store.refresh(session, held)
    assert newer.version == held.version + 1
    assert newer.programme(WELDER.key).funded_seats == 27


# --- changes by staff


def test_a_change_is_kept_with_its_author(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    item = edit(session, now, who["klepiki"], WELDER, funded_seats=27)
    assert isinstance(item, Programme)
    assert item.funded_seats == 27
    row = stored.get(session, *WELDER)
    assert row is not None
    assert (row.changed_by, row.version) == (who["klepiki"], 2)


def test_staff_may_add_an_item(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    body = {"key": "radio", "label": {"ru": "По радио", "en": "On the radio"}}
    content_store.change(session, now, who["admin"], "sources", "radio", body)
    assert content_store.snapshot(session).sources[-1].key == "radio"
    assert content_store.load(session, files, now).missing == ()


@pytest.mark.parametrize(
    ("name", "changes", "field"),
    [
        (WELDER, {"funded_seats": -1}, "funded_seats"),
        (WELDER, {"funded_seats": "25"}, "funded_seats"),
        (WELDER, {"colour": "red"}, "colour"),
        (WELDER, {"college": "nowhere"}, "college"),
        (WELDER, {"last_year_mean": "2.5"}, "last_year_mean"),
        (ItemName("campaigns", "2026"), {"docs_end": "2026-06-01"}, "docs_end"),
        (ItemName("campaigns", "2026"), {"programmes": ["nothing"]}, "programmes"),
        (ItemName("campaigns", "2027"), {"docs_start": "2026-07-01", "rules_published": "2026-03-01"}, "year"),
        (ItemName("sources", "vk"), {"label": {"ru": "В школе", "en": "VK"}}, "label"),
    ],
)
def test_a_senseless_change_is_refused(
    session: Session, files: Content, now: datetime, name: ItemName, changes: dict[str, Any], field: str
) -> None:
    who = lay(session, files, now)
    before = content_store.content_version(session)
    with pytest.raises(ContentRefused) as caught:
        edit(session, now, who["admin"], name, **changes)
    assert (caught.value.text_key, caught.value.args_) == ("content-refused", {"field": field})
    assert caught.value.problem
    assert content_store.content_version(session) == before


def test_a_consent_cannot_change_silently(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    consent = ItemName("consents", "news")
    text = {"ru": "Другой текст", "en": "Another text"}
    with pytest.raises(Refusal) as caught:
        edit(session, now, who["admin"], consent, text=text)
    assert caught.value.text_key == "content-consent-version"
    with pytest.raises(Refusal, match="content-consent-version"):  # the term stands in the text
        edit(session, now, who["admin"], consent, valid_months=24)
    edit(session, now, who["admin"], consent, text=text, version=3)
    assert content_store.snapshot(session).consent("news").version == 3


def test_the_second_of_two_changes_is_refused(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    seen = stored.get(session, *WELDER)
    assert seen is not None
    for count, expected in ((26, True), (27, False)):
        body = {**seen.body, "funded_seats": count}
        if expected:
            content_store.change(session, now, who["klepiki"], *WELDER, body, seen.version)
        else:
            with pytest.raises(ContentChangedMeanwhile):
                content_store.change(session, now, who["klepiki"], *WELDER, body, seen.version)
    assert seats(session) == 26


@pytest.mark.parametrize(
    ("who", "name", "allowed"),
    [
        ("klepiki", WELDER, True),
        ("klepiki", ItemName("programmes", "kasimov-welder-9"), False),
        ("klepiki", ItemName("colleges", "klepiki"), True),
        ("klepiki", ItemName("contacts", "klepiki-admission"), True),
        ("klepiki", ItemName("campaigns", "2026"), False),
        ("klepiki", ItemName("enterprises", "rnpk"), False),
        ("base", ItemName("campaigns", "2026"), True),
        ("base", ItemName("programmes", "kasimov-welder-9"), True),  # Kasimov has no coordinator of its own
        ("base", WELDER, False),
        ("admin", WELDER, True),
        ("admin", ItemName("campaigns", "2026"), True),
    ],
)
def test_staff_change_what_is_theirs(
    session: Session, files: Content, now: datetime, who: str, name: ItemName, allowed: bool
) -> None:
    actor = lay(session, files, now)[who]
    if allowed:
        edit(session, now, actor, name)
    else:
        with pytest.raises(Forbidden):
            edit(session, now, actor, name)


def test_nobody_else_changes_anything(session: Session, files: Content, now: datetime) -> None:
    lay(session, files, now)
    stranger = people.meet(session, 109, 109, "ru", now).id
    with pytest.raises(Forbidden):
        edit(session, now, stranger, WELDER, funded_seats=1)


def test_a_programme_cannot_be_taken_to_or_from_another_college(
    session: Session, files: Content, now: datetime
) -> None:
    who = lay(session, files, now)
    staff(session, now, 104, Role.COORDINATOR, "kasimov")
    for name, college in ((WELDER, "kasimov"), (ItemName("programmes", "kasimov-welder-9"), "klepiki")):
        with pytest.raises(Forbidden):
            edit(session, now, who["klepiki"], name, college=college)


def test_an_unknown_kind_is_not_found(session: Session, files: Content, now: datetime) -> None:
    who = lay(session, files, now)
    with pytest.raises(NotFound):
        content_store.change(session, now, who["admin"], "ghosts", "a", {})


async def test_concurrent_changes_lose_nothing(database: Database, files: Content, now: datetime) -> None:
    who = await database.run(lay, files, now)
    before = await database.read(content_store.content_version)
    turns = [database.run(edit, now, who["admin"], ItemName("sources", one.key), demo=True) for one in files.sources]
    await asyncio.gather(*turns)
    content = await database.read(content_store.snapshot)
    assert all(one.demo for one in content.sources)
    assert content.version == before + len(files.sources)


def test_a_body_leaves_defaults_out(files: Content) -> None:
    assert serialise(files.source("vk")) == {"key": "vk", "label": {"ru": "ВКонтакте", "en": "VK"}}
