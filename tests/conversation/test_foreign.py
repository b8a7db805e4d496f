"""Every button and every link, pressed by somebody whom it does not belong to: nothing is shown, nothing changes.

The list is made from the registry of handlers: a new one that is not listed in `PLAUSIBLE` fails the first test.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from bot.form.doors import DOOR, VERBS
from cluster import people
from cluster.people import Role
from handlers import FEATURES
from storage import people as stored_people
from tests.conversation.machine.rules import FormMachine
from tests.conversation.machine.stories import sensible, until
from tests.conversation.machine.world import NOW, NUMBER, SECRETS, Seen, World, words
from tests.conversation.places import rows_of
from tests.conversation.stage import Actor

ANNA, PAVEL, OLGA, DASHA, IRINA = 101, 102, 103, 104, 105
OWNERS = (ANNA, PAVEL, OLGA, DASHA)
NAMES = {PAVEL: "Просителев Павел", OLGA: "Тайнова Ольга", DASHA: "Скрытнева Дарья"}
HIDDEN = (*SECRETS, "Просителев", "Тайнова", "Скрытнева")
FOREIGNERS: Mapping[str, tuple[int, Role | None, str | None]] = {
    "no role": (8001, None, None),
    "applicant": (8002, Role.APPLICANT, None),
    "parent": (8003, Role.PARENT, None),
    "student": (8004, Role.STUDENT, "electronics"),
    "mentor": (8005, Role.MENTOR, "rnpk"),
    "personnel of an enterprise": (8006, Role.ENTERPRISE_HR, "rnpk"),
    "head of an enterprise": (8007, Role.ENTERPRISE_ADMIN, "rnpk"),
    "staff of another college": (8008, Role.COLLEGE_STAFF, "zhivago"),
    "supervisor of another college": (8009, Role.COLLEGE_SUPERVISOR, "zhivago"),
    "coordinator of another college": (8010, Role.COORDINATOR, "zhivago"),
    "coordinator of the base college": (8011, Role.COORDINATOR, "electronics"),
    "viewer of the ministry": (8012, Role.MINISTRY_VIEWER, None),
}
"""Who presses: Telegram's number, the role and where it is held. The administrator is left out: all of it is theirs."""
FIRST_FOREIGN_ID = 7000  # so high that it is found in a row and taken for nothing else

IDS = ("", "1", "2", "3", "x", "99999999999999999999")
FEW = ("x", "1")
"""Enough where every role tries each of these doors anyway: test_rights.py."""
NOTHING = ("",)
ROLES = ("coordinator;klepiki", "college_staff;klepiki", "mentor;tyazhpressmash", "parent", "admin", "x", "")
PLAUSIBLE: Mapping[tuple[str, str], Sequence[str]] = {
    ("start", "who"): NOTHING,
    ("start", "am"): ("applicant", "parent", "student", "mentor", "enterprise", "college", "x", ""),
    ("menu", "open"): NOTHING,
    **{("invites", verb): NOTHING for verb in ("open", "colleges", "children", "later")},
    **{
        ("invites", verb): IDS
        for verb in ("student", "parent", "revoke", "claims", "claim", "yes", "no", "takeback", "child")
    },
    **{("invites", verb): ("klepiki", "x", "") for verb in ("college", "cards")},
    ("invites", "pick"): ("klepiki;all", "klepiki;ffffffff;new", "x;all", "klepiki", ""),
    ("invites", "print"): ("klepiki;all;cards;all", "klepiki;all;x", "klepiki;x;table;new", "x;all;cards", ""),
    ("menu", "fresh"): NOTHING,
    ("menu", "roles"): NOTHING,
    ("menu", "role"): IDS,
    ("menu", "help"): NOTHING,
    ("operators", "settle"): ("dead;again;1", "uncertain;drop;1", "quarantine;again;1", "x;y;z", ""),
    ("language", "open"): NOTHING,
    ("language", "set"): ("ru", "en", "x", ""),
    ("language", "first"): ("ru", "en", "x", ""),
    ("privacy", "open"): NOTHING,
    ("privacy", "consents"): NOTHING,
    ("privacy", "consent"): ("application", "x", ""),
    ("privacy", "withdraw"): ("application", "x", ""),
    ("privacy", "withdrawn"): ("application", "x", ""),
    ("privacy", "draft"): ("admission", "amend", "x", ""),
    ("privacy", "undraft"): ("admission", "amend", "x", ""),
    ("privacy", "kept"): ("admission", "x", ""),
    ("privacy", "unkeep"): ("admission", "x", ""),
    ("privacy", "erase"): NOTHING,
    ("privacy", "erased"): NOTHING,
    ("privacy", "stay"): NOTHING,
    ("consent_ends", "open"): ("application", "application;1", "news;x", "x", ""),
    ("consent_ends", "agree"): ("application;x", "application;x;1", "application", "x", ""),
    ("people", "mine"): IDS,
    ("people", "takeback"): IDS,
    ("people", "contacts"): NOTHING,
    ("people", "requests"): IDS,
    ("people", "card"): IDS,
    ("people", "grant"): IDS,
    ("people", "decline"): IDS,
    ("people", "accept"): ("x", "", "inv_x"),
    ("people", "later"): NOTHING,
    ("people", "invite"): NOTHING,
    ("people", "as"): ROLES,
    ("people", "make"): ROLES,
    ("people", "parent"): IDS,
    ("people", "invites"): IDS,
    ("people", "revoke"): IDS,
    ("people", "confirm"): IDS,
    ("people", "leave"): IDS,
    ("people", "leaving"): IDS,
    ("people", "left"): IDS,
    ("people", "team"): IDS,
    ("people", "member"): IDS,
    ("people", "end"): IDS,
    ("admission", "when"): NOTHING,
    ("admission", "college"): ("klepiki", "x", ""),
    ("admission", "map"): ("klepiki", "x", ""),
    ("admission", "remind"): NOTHING,
    ("admission", "forget"): NOTHING,
    ("admission", "seats"): NOTHING,
    ("admission", "seats-of"): ("klepiki;0", "klepiki;99", "x;0", ""),
    ("admission", "wait"): ("klepiki-welder-9;1;0", "klepiki-welder-9;0;0", "x;1;0", ""),
    ("admission", "mine"): IDS,
    ("admission", "card"): IDS,
    ("admission", "withdraw"): IDS,
    ("admission", "withdraw-sure"): IDS,
    ("admission", "papers"): (*IDS, "1;1"),
    ("duplicates", "list"): IDS,
    ("duplicates", "of"): IDS,
    ("duplicates", "pair"): ("1;2", "2;1", "1;1", "1", "x;x", ""),
    ("duplicates", "keep"): ("1;2", "2;1", "1;1", "1", "x;x", ""),
    ("duplicates", "merge"): ("1;2", "2;1", "1;1", "1", "x;x", ""),
    ("duplicates", "apart"): ("1;2", "2;1", "1;1", "1", "x;x", ""),
    ("duplicates", "ask"): ("1;2", "2;1", "1;1", "1", "x;x", ""),
    ("digest", "open"): NOTHING,
    ("digest", "switch"): ("on", "off", "x", ""),
    ("digest", "now"): NOTHING,
    ("exports", "reports"): NOTHING,
    ("exports", "college"): NOTHING,
    ("exports", "campaign"): ("klepiki", "x", ""),
    ("exports", "shelves"): ("klepiki;2026", "klepiki;x", ""),
    ("exports", "ask"): ("klepiki;2026;all", "klepiki;2026;new", "klepiki;2026;x", ""),
    ("exports", "make"): IDS,
    ("exports", "card"): IDS,
    ("exports", "confirm"): IDS,
    ("exports", "decline"): IDS,
    ("exports", "withdraw"): IDS,
    ("exports", "record"): NOTHING,
    ("exports", "list"): ("klepiki;0", "x;0", ""),
    ("admission", "paper"): (*IDS, "1;passport;1;0", "1;passport;0;0", "1;x;1"),
    **{
        ("ranking", verb): ("", "x", "klepiki")
        for verb in ("open", "desk", "fresh", "template", "enrolment", "recommend", "free", "offer", "extra")
    },
    ("ranking", "extra-set"): ("klepiki-welder-9;on;0", "klepiki-welder-9;x", "x;on;0", ""),
    ("ranking", "seats"): ("", "x", "klepiki-welder-9"),
    **{("ranking", verb): FEW for verb in ("apply", "drop", "undo", "undo-sure", "take", "decline", "decline-sure")},
    **{
        ("roster", verb): ("", "x", "klepiki", "klepiki;1")
        for verb in ("open", "colleges", "desk", "fresh", "template", "groups")
    },
    **{("roster", verb): FEW for verb in ("group", "card", "apply", "drop", "undo", "undo-sure")},
    ("files", "list"): IDS,
    ("files", "paper"): (*IDS, "1;certificate", "1;x"),
    ("files", "look"): (*IDS, "1;certificate;0", "1;x;0"),
    ("files", "drop"): (*IDS, "1;certificate", "1;x"),
    ("files", "dropped"): (*IDS, "1;certificate", "1;x"),
    ("files", "dropone"): IDS,
    ("files", "staff"): IDS,
    ("files", "show"): (*IDS, "1;certificate;0", "1;x;0"),
    ("admission", "others"): IDS,
    ("admission", "others-gone"): IDS,
    ("review", "queue"): NOTHING,
    ("review", "shelf"): ("new;0", "overdue;7", "closed;0", "x", ""),
    ("review", "next"): NOTHING,
    ("review", "card"): FEW,
    ("review", "fresh"): FEW,
    ("review", "take"): FEW,
    ("review", "hand"): (*FEW, "1;0"),
    ("review", "give"): (*FEW, "1;7001"),
    ("review", "papers"): (*FEW, "1;0"),
    ("review", "paper"): (*FEW, "1;passport", "1;x"),
    ("review", "mark"): (*FEW, "1;passport;verified", "1;passport;returned", "1;passport;x"),
    ("review", "consent"): FEW,
    ("review", "consented"): (*FEW, "1;paper", "1;x"),
    ("review", "original"): FEW,
    ("review", "unoriginal"): FEW,
    ("review", "reserve"): FEW,
    ("review", "notes"): FEW,
    ("review", "history"): (*FEW, "1;0"),
    ("review", "unhold"): FEW,
    ("review", "now"): FEW,
    ("internship", "desk"): ("", "1", "x"),
    ("internship", "shelf"): ("gathering;0;0", "late;7;1", "x", ""),
    ("internship", "briefings"): ("", "0;1", "7;0", "x"),
    ("internship", "card"): FEW,
    ("internship", "fresh"): FEW,
    ("internship", "items"): FEW,
    ("internship", "noted"): FEW,
    ("internship", "item"): (*FEW, "1;pass", "1;x"),
    ("internship", "tick"): (*FEW, "1;bed"),
    ("internship", "insist"): (*FEW, "1;pass"),
    ("internship", "step"): (*FEW, "1;1;active"),
    ("internship", "sign"): FEW,
    ("internship", "signed"): (*FEW, "1;1"),
    ("internship", "history"): (*FEW, "1;0"),
    **{
        ("internship", verb): FEW
        for verb in (
            "asked",
            "offer",
            "offer-ask",
            "offer-noted",
            "offer-of",
            "offer-planned",
            "offer-take",
            "offer-take-all",
            "offer-unheard",
            "offer-waiting",
            "offer-yes",
            "offers",
        )
    },
    **{("places", verb): ("", "0", "x") for verb in ("open", "desk", "enterprises", "free", "without")},
    **{
        ("places", verb): FEW
        for verb in (
            "ask",
            "askall",
            "askplace",
            "close",
            "fill",
            "group",
            "of",
            "place",
            "reopen",
            "student",
            "undo",
            "who",
        )
    },
    ("places", "move"): FEW,
    ("places", "moveto"): (*FEW, "1;1;1"),
    ("places", "moved"): (*FEW, "1;1;1;20261006", "1;1;1;20261006;20261106", "1;1;1;x"),
    ("places", "assign"): (*FEW, "1;1;weld-pm02"),
    **{("incidents", verb): ("", "x") for verb in ("help", "list")},
    **{("incidents", verb): FEW for verb in ("call", "card", "for", "hand", "oops", "take", "whom")},
    ("incidents", "give"): (*FEW, "1;7001"),
    ("incidents", "named"): (*FEW, "1;mentor"),
    ("incidents", "tell"): (*FEW, "unsafe;1", "x;1"),
    **{("path", verb): ("", "1") for verb in ("path", "today", "children")},
    ("path", "line"): ("practice", "practice;1", "application;2", "x", ""),
    **{("path", verb): FEW for verb in ("child", "childday", "map", "calendar")},
    ("path", "item"): (*FEW, "1;medical", "1;x"),
    ("reminders", "table"): ("", "1"),
    ("reminders", "row"): ("", "birthday", "x"),
    ("reminders", "switch"): ("", "birthday;x", "medical;off", "x;on"),  # the base college may: test_rights.py
    ("reminders", "show"): ("", "practice_plan;1;261005", "draft;1;261005", "practice_plan;1;x", "x;1;261005"),
    ("reminders", "paid"): (*FEW, "1;261010;no", "1;261010;x", "1;x;yes", "99;261010;no"),
    ("papers", "open"): FEW,
    ("papers", "make"): (*FEW, "1;diary", "1;x"),
    ("diary", "open"): ("", "1"),
    ("diary", "book"): (*FEW, "1;2", "1;99"),
    ("diary", "past"): ("", "7", "x"),
    ("diary", "former"): ("", "7", "x"),
    ("diary", "day"): (*FEW, "1;2026-10-05", "1;x", "1;0001-01-01"),
    ("diary", "help"): (*FEW, "1;2026-10-05"),
    ("diary", "mine"): ("", "0;0", "2026-10-05;7", "x", "9999-12-31;1"),
    ("diary", "accept"): (*FEW, "1;2026-10-05;0", "1;x;y"),
    ("diary", "all"): ("", "2026-10-05;0", "x"),
    ("diary", "week"): (*FEW, "1;2026-10-05", "1;x"),
    ("diary", "entry"): FEW,
    ("diary", "ok"): (*FEW, "1;1"),
    ("diary", "takein"): (*FEW, "1;1"),
    ("diary", "staff"): ("", "0;0", "1;9", "x"),
    ("diary", "look"): (*FEW, "1;7"),
    ("diary", "plant"): ("", "7", "x"),
    ("absences", "open"): ("", "1"),
    ("absences", "day"): (*FEW, "1;2026-10-06", "1;x"),
    ("absences", "tell"): (*FEW, "1;2026-10-06;illness", "1;2026-10-06;x", "1;x;illness"),
    ("absences", "card"): FEW,
    ("absences", "come"): FEW,
    ("absences", "mark"): ("", "7", "x"),
    ("absences", "miss"): FEW,
    ("absences", "came"): FEW,
    ("absences", "seen"): FEW,
    ("absences", "phones"): FEW,
    ("deputies", "open"): NOTHING,
    ("deputies", "end"): FEW,
}
"""What each button may carry, by feature and verb: a new handler is added here with the arguments it takes."""
SUBJECTS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("admission", "amend", "clarify", "name"), IDS),
    "access": ("", "student", "x"),
    "invites-join": ("", "x", "join_x"),
    **dict.fromkeys(("invite", "register", "reject", "enrol", "ask", "note", "seek"), FEW),
    "giveback": (*FEW, "1;passport"),
    "files": (*IDS, "1;certificate", "1;x"),
    **dict.fromkeys(("practice-item", "practice-pass"), (*FEW, "1;agreement", "1;x")),
    "practice-step": (*FEW, "1;1;paused", "1;1;x"),
    "practice-assess": FEW,
    "practice-days": (*FEW, "1;1"),
    **dict.fromkeys(("incident-note", "incident-outcome", "incident-words"), FEW),
    **dict.fromkeys(("offerno", "place", "placeedit", "placefill", "placematch"), FEW),
    **dict.fromkeys(("ranking-list", "ranking-enrol", "roster-list"), ("", "x", "klepiki")),
    **dict.fromkeys(("diary-entry", "diary-words"), (*FEW, "1;2026-10-05", "1;x")),
    **dict.fromkeys(("diary-return", "diary-leave"), (*FEW, "1;1")),
    "deputy": NOTHING,
    **dict.fromkeys(("absence-days", "absence-note"), FEW),
}
"""What a form may be opened about."""
LINKS: Mapping[str, Sequence[str]] = {
    "inv": ("", "x", "inv", "../..", "' OR 1=1"),
    "join": ("", "x", "join", "../..", "' OR 1=1"),
}
"""What a deep link may carry; one that was made and taken back is added. One that works is meant for its holder."""
OWNED = frozenset(
    {
        "applicants",
        "applicant_words",
        "applicant_documents",
        "applications",
        "application_choices",
        "application_history",
        "paper_files",
        "files",
        "application_notes",
        "info_requests",
        "held_decisions",
    }
)
"""Where a foreigner of these roles has nothing to write, unless they apply themselves, which no button here does."""


def test_every_handler_is_covered() -> None:
    """A new button, form or link fails here until it is listed above with what it may carry."""
    _lists(PLAUSIBLE, {(feature.name, verb) for feature in FEATURES for verb in feature.presses}, "PLAUSIBLE")
    _lists(SUBJECTS, {spec.name for feature in FEATURES for spec in feature.forms}, "SUBJECTS")
    _lists(LINKS, {prefix for feature in FEATURES for prefix in feature.links}, "LINKS")


def _lists(listed: Mapping[Any, Any], there: set[Any], where: str) -> None:
    missing, gone = sorted(there - set(listed)), sorted(set(listed) - there)
    assert not missing, f"add to {where} above, with what it may carry: {missing}"
    assert not gone, f"take out of {where}: {gone}"


@dataclass
class House:
    """A house where much has been done; what its owners see was gathered."""

    world: World
    harvest: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    before: Mapping[str, Counter[tuple[Any, ...]]] = field(default_factory=dict)

    def again(self) -> None:
        """Bring everything back to where it was."""
        self.world.begin_at("owned")

    def rows(self) -> dict[str, Counter[tuple[Any, ...]]]:
        """Return every row of every table that is watched, as it lies there."""
        return self.world.database.look(rows_of)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        house = House(World(tmp_path_factory.mktemp("foreign"), loop))
        _lay(house)
        yield house
        house.world.end()
        loop.run_until_complete(house.world.database.close())


@pytest.mark.parametrize("who", FOREIGNERS)
def test_every_button_pressed_by_a_foreigner(house: House, who: str) -> None:
    house.again()
    buttons = [
        f"1;{feature};{verb};{args}".rstrip(";") for (feature, verb), known in PLAUSIBLE.items() for args in known
    ]
    for form, subjects in SUBJECTS.items():
        buttons += [f"1;{form};{verb};{subject}".rstrip(";") for verb in sorted(DOOR) for subject in subjects]
        buttons += [f"1;{form};{verb};1;x" for verb in sorted(VERBS)]
    for data in dict.fromkeys([*buttons, *house.harvest]):
        _try(house, who, data, lambda actor, data=data: {"callback_query": actor.query(data, _under(actor))})


@pytest.mark.parametrize("who", FOREIGNERS)
def test_every_link_opened_by_a_foreigner(house: House, who: str) -> None:
    house.again()
    for prefix, known in LINKS.items():
        for rest in (*known, *house.tokens):
            said = f"/start {prefix}_{rest}"
            _try(house, who, said, lambda actor, said=said: {"message": actor.message(text=said)})


def test_the_owners_see_what_the_foreigners_must_not(house: House) -> None:
    """Else the tests above would pass on an empty house."""
    house.again()
    bubbles = [bubble for owner in OWNERS for bubble in house.world.phones.chats[owner]]
    shown = [text for bubble in bubbles for text in (bubble.text, *bubble.labels)]
    everything = "\n".join(shown)
    assert NUMBER.search(everything)
    assert "Просителев" in everything
    assert "Скрытнева" in everything
    assert len(house.harvest) > 60
    assert len(house.tokens) == 1


# --- one try ----------------------------------------------------------------------------------------------


def _try(house: House, who: str, what: str, act: Any) -> None:
    """Let a foreigner do one thing, and look at what was shown and changed."""
    telegram_id = FOREIGNERS[who][0]
    actor = Actor(house.world.now_stage, telegram_id, "Eve")
    seen = house.world.play(act(actor))
    assert house.world.left_over() == {}, f"{what}: failed"
    _shows_nothing(seen, telegram_id, what)
    if _changes_nothing(house, telegram_id, what):
        house.again()


def _shows_nothing(seen: Seen, telegram_id: int, what: str) -> None:
    others = [body for _, body in seen.calls if body.get("chat_id") != telegram_id]
    assert not others, f"{what}: somebody else was written to"
    shown = [text for _, body in seen.calls for text in words(body)]
    shown += [str(answer.get("text", "")) for answer in seen.answers]
    for line in shown:
        assert not NUMBER.search(line), f"{what}: {line!r}"
        assert not any(name in line for name in HIDDEN), f"{what}: {line!r}"


def _changes_nothing(house: House, telegram_id: int, what: str) -> bool:
    """Assert that nobody else's rows differ; return whether one's own do."""
    now = house.rows()
    if now == house.before:
        return False
    own = re.compile(rf"\b({telegram_id}|{_person_id(house, telegram_id)})\b")
    changed = False
    for table, rows in now.items():
        gone, new = house.before[table] - rows, rows - house.before[table]
        for row in (*gone, *new):
            changed = True
            assert any(own.search(str(value)) for value in row), f"{what}: {table} {row}"
        assert table not in OWNED or not new, f"{what}: {table} {new}"
    return changed


def _person_id(house: House, telegram_id: int) -> int:
    return FIRST_FOREIGN_ID + telegram_id - 8000


def _under(actor: Actor) -> int | None:
    return actor.bubbles[-1].message_id if actor.bubbles else None


# --- the house --------------------------------------------------------------------------------------------


def _lay(house: House) -> None:
    world = house.world
    world.begin()
    house.tokens.append(world.wait(world.database.run(_people)))
    story = type("Story", (FormMachine,), {"world": world, "sequences": []})()
    story.command("menu")
    until(story, "review")
    sensible(story)
    for said, label in ((None, "Моя заявка"), (None, "КЛ-26"), (None, "Изменить ответы"), ("/menu", "Подать заявку")):
        if said:
            world.play({"message": world.anna.message(text=said)})
        _press(world, world.anna, label)
    _press(world, world.anna, "Даю согласие")
    for owner in OWNERS:
        actor = Actor(world.now_stage, owner)
        for command in ("/menu", "/privacy"):
            world.play({"message": actor.message(text=command)})
    olga = Actor(world.now_stage, OLGA)
    for label in ("Запросы доступа", "Роли сотрудников"):
        world.play({"message": olga.message(text="/menu")})
        _press(world, olga, label)
    world.keep("owned")
    house.again()
    house.before = house.rows()
    found = [data for owner in OWNERS for data in _harvest(house, owner)]
    house.harvest = list({_token_free(data): data for data in found}.values())
    house.again()


def _people(session: Session) -> str:
    """Lay the people of the house; return the token of an invite that was taken back."""
    ids = {}
    for telegram_id in (PAVEL, OLGA, DASHA):
        ids[telegram_id] = stored_people.meet(session, telegram_id, telegram_id, "ru", NOW).id
        stored_people.set_name(session, ids[telegram_id], NAMES[telegram_id])
    people.grant(session, NOW, None, ids[OLGA], Role.COORDINATOR, "klepiki", choose=True)
    # Else the base college would decide for the second college of the application.
    irina = stored_people.meet(session, IRINA, IRINA, "ru", NOW).id
    people.grant(session, NOW, None, irina, Role.COORDINATOR, "kasimov", choose=True)
    people.grant(session, NOW, None, ids[DASHA], Role.COLLEGE_STAFF, "klepiki", choose=True)
    people.request_access(session, NOW, ids[PAVEL], Role.COLLEGE_STAFF, "klepiki", NAMES[PAVEL])
    made = people.invite(session, NOW, ids[OLGA], Role.COLLEGE_SUPERVISOR, "klepiki").value
    people.revoke_invite(session, NOW, ids[OLGA], made.id)
    people.invite(session, NOW, ids[OLGA], Role.COLLEGE_STAFF, "klepiki")
    first = stored_people.meet(session, FIRST_FOREIGN_ID, FIRST_FOREIGN_ID, "ru", NOW)
    session.execute(sql("UPDATE people SET id = :high WHERE id = :low"), {"high": FIRST_FOREIGN_ID, "low": first.id})
    session.expire_all()
    for telegram_id, role, organisation in FOREIGNERS.values():
        person = stored_people.meet(session, telegram_id, telegram_id, "ru", NOW)
        if role is not None:
            people.grant(session, NOW, None, person.id, role, organisation, choose=True)
    return str(made.token)


def _harvest(house: House, owner: int) -> Iterator[str]:
    """Press everything that an owner can reach, each from the beginning; give every button that was seen."""
    known: dict[str, None] = {}
    waiting = [data for bubble in house.world.phones.chats[owner] for _, data in bubble.buttons]
    while waiting:
        data = waiting.pop(0)
        if data in known:
            continue
        known[data] = None
        house.again()
        actor = Actor(house.world.now_stage, owner)
        house.world.play({"callback_query": actor.query(data, _under(actor))})
        waiting += [
            one
            for bubble in actor.bubbles
            for _, one in bubble.buttons
            if _token_free(one) not in map(_token_free, known)
        ]
    yield from known


def _token_free(data: str) -> str:
    """Return callback data without the number of its screen, which is another each time."""
    return re.sub(r";\d{6,}", "", data)


def _press(world: World, actor: Actor, label: str) -> None:
    for bubble in reversed(actor.bubbles):
        for shown, data in bubble.buttons:
            if label in shown:
                world.play({"callback_query": actor.query(data, bubble.message_id)})
                return
    raise AssertionError(f"no button {label!r} among {[bubble.labels for bubble in actor.bubbles]}")
