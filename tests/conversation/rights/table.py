"""What each door of the house is about: its kind of object, what is done to it, and through which scopes one gets in.

A new command, button, form, link or result of a job is added here; the walk derives from `cluster.access` who may.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from cluster.access import Action, Kind, Role, Scope


class About(enum.Enum):
    """Doors that lead to nobody's object."""

    EVERYBODY = "everybody"  # the same for all: the menu, dates, languages, a new form
    ONESELF = "oneself"  # whatever it carries, it shows and changes what is the presser's
    PLACE = "place"  # it opens in the operators' chat and nowhere else, whoever presses: test_operators.py


class Proof(enum.Enum):
    """What tells that somebody got in."""

    ANSWERS = "answers"  # a screen, not a refusal
    SHOWS = "shows"  # the object's name or number
    CHANGES = "changes"  # a row of the object
    ASKS = "asks"  # a form is open


@dataclass(frozen=True)
class Rule:
    """What a door is about. `carries` is what follows the verb, `place` where the house stands when it is tried.
    A result carries the payload of its job, as JSON; `{me}` is who started it.

    `anywhere`: whoever has the right in some college gets in, and sees what is there: their own. `alone`: of those whom
    the table lets, only this walker, since it is about what they did; `but`: everybody else, since nobody answers their
    own request. `roles`: a tool of these alone, beside the right. `gives`: where a role is handed out or taken, it must
    be one that the actor may hand out; None for whichever they may.
    """

    kind: Kind
    action: Action
    scopes: frozenset[Scope]
    carries: str = ""
    proof: Proof = Proof.ANSWERS
    place: str = "taken"
    anywhere: bool = False
    alone: str = ""
    but: str = ""
    roles: frozenset[Role] = frozenset(Role)
    gives: Role | None = Role.COLLEGE_STAFF


Door = tuple[str, str]
"""What kind of door it is (command, press, form, link, result), and its name; of a button `<feature>;<verb>`."""

READ, WRITE = Action.READ, Action.WRITE
DESK = frozenset({Scope.ORGANISATION, Scope.ALL})
"""Nobody acts at the desk as the one who applied."""
OWNER = frozenset({Scope.OWN})
"""Staff have the desk: here they do not act as if they were the applicant."""
READERS = frozenset(Scope) - {Scope.NONE}

APPLICATION = "{application}"
SEEN = "{application};{version}"


def _desk(action: Action, proof: Proof, carries: str = APPLICATION, place: str = "taken", **more: object) -> Rule:
    return Rule(Kind.APPLICATION, action, DESK, carries, proof, place, **more)  # type: ignore[arg-type]


def _mine(action: Action, proof: Proof, carries: str = APPLICATION, place: str = "taken") -> Rule:
    return Rule(Kind.APPLICATION, action, OWNER, carries, proof, place)


def _record(action: Action, proof: Proof, carries: str, **more: object) -> Rule:
    """The students of these records are nobody who walks, nor a walker's child."""
    return Rule(Kind.STUDENT, action, DESK, carries, proof, "record claimed", **more)  # type: ignore[arg-type]


REVIEW: Mapping[Door, Rule | About] = {
    ("command", "queue"): _desk(WRITE, Proof.ANSWERS, "", anywhere=True),
    ("press", "review;queue"): _desk(WRITE, Proof.ANSWERS, "", anywhere=True),
    ("press", "review;shelf"): _desk(WRITE, Proof.SHOWS, "new;0", "submitted", anywhere=True),
    ("press", "review;next"): _desk(WRITE, Proof.SHOWS, "", "submitted", anywhere=True),
    ("form", "seek"): _desk(WRITE, Proof.ASKS, "", anywhere=True),
    ("press", "review;card"): _desk(READ, Proof.SHOWS),
    ("press", "review;fresh"): _desk(READ, Proof.SHOWS),
    ("press", "review;take"): _desk(WRITE, Proof.CHANGES, SEEN, "submitted"),
    ("press", "review;hand"): _desk(READ, Proof.SHOWS, "{application};0"),
    # To a third person; what one has taken, and taking over, is more than a scope: test_review_acting.py.
    ("press", "review;give"): _desk(Action.ASSIGN, Proof.CHANGES, "{application};{colleague}"),
    ("press", "review;papers"): _desk(READ, Proof.SHOWS, "{application};0"),
    ("press", "review;paper"): _desk(READ, Proof.ANSWERS, "{application};passport"),
    ("press", "review;mark"): _desk(WRITE, Proof.CHANGES, "{application};passport;verified"),
    ("press", "review;consent"): _desk(READ, Proof.SHOWS),
    ("press", "review;consented"): Rule(Kind.CONSENT, WRITE, DESK, "{application};paper", Proof.CHANGES),
    ("press", "review;original"): _desk(WRITE, Proof.CHANGES, place="invited"),
    ("press", "review;unoriginal"): _desk(WRITE, Proof.CHANGES, place="original"),
    ("press", "review;reserve"): _desk(WRITE, Proof.CHANGES, SEEN, "ranked"),
    ("press", "review;notes"): _desk(READ, Proof.SHOWS),
    ("press", "review;history"): _desk(READ, Proof.SHOWS, "{application};0"),
    ("press", "review;unhold"): _desk(WRITE, Proof.CHANGES, place="held"),
    ("press", "review;now"): _desk(WRITE, Proof.CHANGES, place="held", alone="coordinator"),
    ("form", "invite"): _desk(WRITE, Proof.ASKS, SEEN),
    ("form", "register"): _desk(WRITE, Proof.ASKS, SEEN, "invited"),
    ("form", "enrol"): _desk(WRITE, Proof.ASKS, SEEN, "recommended"),
    ("form", "reject"): _desk(WRITE, Proof.ASKS, SEEN),
    ("form", "ask"): _desk(WRITE, Proof.ASKS, SEEN),
    ("form", "note"): _desk(WRITE, Proof.ASKS),
    ("form", "giveback"): _desk(WRITE, Proof.ASKS, "{application};certificate", "original"),
}
ADMISSION: Mapping[Door, Rule | About] = {
    ("form", "admission"): About.EVERYBODY,
    ("form", "amend"): _mine(WRITE, Proof.ASKS, "{applicant}"),
    ("form", "clarify"): _mine(WRITE, Proof.ASKS, place="asked"),
    ("press", "admission;mine"): About.ONESELF,
    ("press", "admission;card"): Rule(Kind.APPLICATION, READ, READERS, APPLICATION, Proof.SHOWS),
    ("press", "admission;withdraw"): _mine(WRITE, Proof.SHOWS),
    ("press", "admission;withdraw-sure"): _mine(WRITE, Proof.CHANGES),
    ("press", "admission;others"): _mine(WRITE, Proof.SHOWS, place="enrolled"),
    ("press", "admission;others-gone"): _mine(WRITE, Proof.CHANGES, place="enrolled"),
    ("press", "admission;papers"): _mine(WRITE, Proof.ANSWERS, "{applicant}"),
    ("press", "admission;paper"): _mine(WRITE, Proof.CHANGES, "{applicant};passport;1;0"),
    ("press", "admission;when"): About.EVERYBODY,
    ("press", "admission;college"): About.EVERYBODY,
    ("press", "admission;map"): About.EVERYBODY,
    ("press", "admission;remind"): About.ONESELF,
    ("press", "admission;forget"): About.ONESELF,
    ("press", "admission;seats"): About.EVERYBODY,
    ("press", "admission;seats-of"): About.ONESELF,
    ("press", "admission;wait"): About.ONESELF,
}
PEOPLE: Mapping[Door, Rule | About] = {
    ("form", "access"): About.EVERYBODY,
    ("form", "name"): About.ONESELF,
    ("link", "inv"): About.EVERYBODY,  # whoever holds a link may open it: test_people.py
    ("press", "people;accept"): About.EVERYBODY,
    ("press", "people;later"): About.EVERYBODY,
    ("press", "people;contacts"): About.EVERYBODY,
    ("press", "people;mine"): About.ONESELF,
    ("press", "people;takeback"): Rule(Kind.ACCESS_REQUEST, WRITE, OWNER, "{request}", Proof.CHANGES),
    ("press", "people;requests"): About.ONESELF,  # the list of what one may decide
    ("press", "people;card"): Rule(Kind.ACCESS_REQUEST, READ, READERS, "{request}", Proof.SHOWS),
    ("press", "people;grant"): Rule(Kind.ACCESS_REQUEST, Action.DECIDE, READERS, "{request}", Proof.CHANGES),
    ("press", "people;decline"): Rule(Kind.ACCESS_REQUEST, Action.DECIDE, READERS, "{request}", Proof.CHANGES),
    ("press", "people;invite"): Rule(Kind.INVITE, WRITE, DESK, anywhere=True, gives=None),
    ("press", "people;as"): Rule(Kind.INVITE, WRITE, DESK, "college_staff", Proof.ANSWERS, anywhere=True),
    ("press", "people;make"): Rule(Kind.INVITE, WRITE, DESK, "college_staff;klepiki", Proof.CHANGES),
    ("press", "people;parent"): About.ONESELF,
    ("press", "people;invites"): About.ONESELF,
    ("press", "people;revoke"): Rule(Kind.INVITE, Action.REVOKE, READERS, "{invite}", Proof.CHANGES),
    ("press", "people;confirm"): Rule(Kind.INVITE, WRITE, DESK, "{sleeping}", Proof.CHANGES, alone="admin"),
    ("press", "people;leave"): About.ONESELF,
    ("press", "people;leaving"): Rule(Kind.ROLE, Action.REVOKE, OWNER, "{grant}"),
    ("press", "people;left"): Rule(Kind.ROLE, Action.REVOKE, OWNER, "{grant}", Proof.CHANGES),
    ("press", "people;team"): About.ONESELF,  # the list of roles that one may end
    ("press", "people;member"): Rule(Kind.ROLE, Action.REVOKE, DESK, "{grant}"),
    ("press", "people;end"): Rule(Kind.ROLE, Action.REVOKE, READERS, "{grant}", Proof.CHANGES),
}
FILES: Mapping[Door, Rule | About] = {
    ("form", "files"): _mine(WRITE, Proof.ASKS, "{applicant};certificate"),
    ("result", "paper-files"): _mine(
        WRITE,
        Proof.ANSWERS,
        '{{"person": {me}, "applicant": {applicant}, "paper": "certificate", "files": [{{"fault": "gone"}}]}}',
    ),
    ("press", "files;list"): _mine(WRITE, Proof.ANSWERS, "{applicant}"),
    ("press", "files;paper"): _mine(WRITE, Proof.ANSWERS, "{applicant};certificate"),
    ("press", "files;look"): _mine(WRITE, Proof.ANSWERS, "{applicant};certificate;0"),
    ("press", "files;drop"): _mine(WRITE, Proof.ANSWERS, "{applicant};certificate"),
    ("press", "files;dropped"): _mine(WRITE, Proof.CHANGES, "{applicant};certificate"),
    ("press", "files;dropone"): _mine(WRITE, Proof.CHANGES, "{file}"),
    ("press", "files;staff"): _desk(READ, Proof.SHOWS),
    ("press", "files;show"): _desk(READ, Proof.SHOWS, "{application};certificate;0"),
}
LIST_JOB = '{{"college": "klepiki", "campaign": "2026", "person": {me}, "language": "ru"}}'
RANKING: Mapping[Door, Rule | About] = {
    ("press", "ranking;open"): _desk(WRITE, Proof.ANSWERS, "", anywhere=True),
    ("press", "ranking;desk"): _desk(WRITE, Proof.ANSWERS, "klepiki"),
    ("press", "ranking;fresh"): _desk(WRITE, Proof.ANSWERS, "klepiki"),
    ("press", "ranking;template"): _desk(WRITE, Proof.CHANGES, "klepiki"),
    ("press", "ranking;enrolment"): _desk(WRITE, Proof.CHANGES, "klepiki"),
    ("press", "ranking;apply"): _desk(WRITE, Proof.CHANGES, "{step}", "list prepared"),
    ("press", "ranking;drop"): _desk(WRITE, Proof.CHANGES, "{step}", "list prepared"),
    ("press", "ranking;undo"): _desk(WRITE, Proof.ANSWERS, "{step}", "list applied"),
    ("press", "ranking;undo-sure"): _desk(WRITE, Proof.CHANGES, "{step}", "list applied"),
    ("press", "ranking;recommend"): _desk(WRITE, Proof.ANSWERS, "klepiki", "list stands"),
    ("press", "ranking;seats"): _desk(WRITE, Proof.CHANGES, "klepiki-welder-9", "list stands"),
    ("press", "ranking;free"): _desk(WRITE, Proof.CHANGES, "klepiki", "seat given"),
    ("press", "ranking;offer"): _desk(WRITE, Proof.CHANGES, "klepiki", "seat free"),
    ("press", "ranking;extra"): _desk(WRITE, Proof.ANSWERS, "klepiki;0", "seats awaited"),
    # It is content besides: the coordinator's.
    ("press", "ranking;extra-set"): _desk(
        WRITE, Proof.CHANGES, "klepiki-welder-9;on;0", "seats awaited", roles=frozenset({Role.COORDINATOR})
    ),
    ("press", "ranking;take"): _mine(WRITE, Proof.CHANGES, "{offer}", "offered"),
    ("press", "ranking;decline"): _mine(WRITE, Proof.ANSWERS, "{offer}", "offered"),
    ("press", "ranking;decline-sure"): _mine(WRITE, Proof.CHANGES, "{offer}", "offered"),
    ("form", "ranking-list"): _desk(WRITE, Proof.ASKS, "klepiki"),
    ("form", "ranking-enrol"): _desk(WRITE, Proof.ASKS, "klepiki"),
    ("result", "ranking-template"): _desk(WRITE, Proof.ANSWERS, LIST_JOB),
    ("result", "ranking-enrolment"): _desk(WRITE, Proof.ANSWERS, LIST_JOB),
    # What was sent is read for who sent it; its rows are asked about with their right: test_ranking_lists.py.
    ("result", "ranking-read"): About.ONESELF,
    ("result", "ranking-enrol"): About.ONESELF,
}
EXPORT = "{export}"
TWICE, TWICE_ELSEWHERE = "{applicant};{double}", "{applicant};{double_elsewhere}"
WITH_DIGEST = frozenset({Role.COORDINATOR, Role.COLLEGE_STAFF})
REPORTS: Mapping[Door, Rule | About] = {
    **{
        ("press", f"{name}"): _desk(WRITE, Proof.ANSWERS, "", anywhere=True)
        for name in ("exports;reports", "exports;college", "exports;record", "duplicates;list")
    },
    ("press", "exports;campaign"): _desk(WRITE, Proof.ANSWERS, "klepiki"),
    ("press", "exports;shelves"): _desk(WRITE, Proof.ANSWERS, "klepiki;2026"),
    ("press", "exports;list"): _desk(WRITE, Proof.ANSWERS, "klepiki;0"),
    ("press", "exports;ask"): _desk(WRITE, Proof.CHANGES, "klepiki;2026;all"),
    ("press", "exports;card"): _desk(WRITE, Proof.ANSWERS, EXPORT, "export waits"),
    ("press", "exports;confirm"): _desk(WRITE, Proof.CHANGES, EXPORT, "export waits", but="staff"),
    ("press", "exports;decline"): _desk(WRITE, Proof.CHANGES, EXPORT, "export waits", but="staff"),
    ("press", "exports;withdraw"): _desk(WRITE, Proof.CHANGES, EXPORT, "export waits", alone="staff"),
    ("press", "exports;make"): _desk(WRITE, Proof.CHANGES, EXPORT, "export allowed", alone="staff"),
    ("result", "export"): _desk(
        WRITE,
        Proof.CHANGES,
        '{{"export": {export}, "person": {me}, "language": "ru"}}',
        "export allowed",
        alone="staff",
    ),
    ("press", "duplicates;of"): _desk(READ, Proof.SHOWS, place="applied again"),
    ("press", "duplicates;pair"): _desk(WRITE, Proof.SHOWS, TWICE, "applied again"),
    ("press", "duplicates;keep"): _desk(WRITE, Proof.SHOWS, TWICE, "applied again"),
    ("press", "duplicates;merge"): _desk(WRITE, Proof.CHANGES, TWICE, "applied again"),
    ("press", "duplicates;apart"): _desk(WRITE, Proof.CHANGES, TWICE, "applied again"),
    ("press", "duplicates;ask"): _desk(WRITE, Proof.ANSWERS, TWICE_ELSEWHERE, "applied again"),
    ("press", "digest;open"): _desk(WRITE, Proof.ANSWERS, "", anywhere=True, roles=WITH_DIGEST),
    ("press", "digest;switch"): _desk(WRITE, Proof.CHANGES, "off", anywhere=True, roles=WITH_DIGEST),
    ("press", "digest;now"): _desk(WRITE, Proof.ANSWERS, "", anywhere=True, roles=WITH_DIGEST),
}
RECORDS_JOB = (
    '{{"college": "klepiki", "group": "", "way": "table", "new": false, "person": {me}, "language": "ru", "bot": "b"}}'
)
INVITES: Mapping[Door, Rule | About] = {
    ("link", "join"): About.EVERYBODY,  # whoever holds a link may say a name: test_invites.py
    ("form", "invites-join"): About.EVERYBODY,
    ("press", "invites;later"): About.EVERYBODY,
    ("press", "invites;takeback"): About.ONESELF,
    ("press", "invites;claims"): About.ONESELF,  # the list of what one may decide
    ("press", "invites;children"): About.ONESELF,
    ("press", "invites;child"): _record(READ, Proof.SHOWS, "{pupil}"),
    ("press", "invites;student"): _record(WRITE, Proof.CHANGES, "{pupil}"),
    ("press", "invites;parent"): _record(WRITE, Proof.CHANGES, "{pupil}"),
    ("press", "invites;revoke"): _record(WRITE, Proof.CHANGES, "{bound}"),
    ("press", "invites;claim"): _record(WRITE, Proof.SHOWS, "{claim}"),
    ("press", "invites;yes"): _record(WRITE, Proof.CHANGES, "{claim}"),
    ("press", "invites;no"): _record(WRITE, Proof.CHANGES, "{claim}"),
    ("press", "invites;open"): _record(WRITE, Proof.ANSWERS, "", anywhere=True),
    ("press", "invites;colleges"): _record(WRITE, Proof.ANSWERS, "", anywhere=True),
    ("press", "invites;college"): _record(WRITE, Proof.ANSWERS, "klepiki"),
    ("press", "invites;cards"): _record(WRITE, Proof.ANSWERS, "klepiki"),
    ("press", "invites;pick"): _record(WRITE, Proof.ANSWERS, "klepiki;all"),
    ("press", "invites;print"): _record(WRITE, Proof.CHANGES, "klepiki;all;table;all"),
    ("result", "invites-print"): _record(WRITE, Proof.CHANGES, RECORDS_JOB),
}
PLACEMENT, MODULE = "{placement}", "weld-pm02"
COLLEGE_AND_MENTOR = frozenset({Role.COORDINATOR, Role.COLLEGE_STAFF, Role.COLLEGE_SUPERVISOR, Role.MENTOR})


def _practice(
    action: Action,
    proof: Proof,
    carries: str = PLACEMENT,
    place: str = "practice",
    scopes: object = DESK,
    **more: object,
) -> Rule:
    return Rule(Kind.PLACEMENT, action, scopes, carries, proof, place, **more)  # type: ignore[arg-type]


WORKERS = DESK | {Scope.ASSIGNED}
"""The college, the plant and the mentor; the student and their parents have screens of their own, with no word of staff."""
PRACTICE: Mapping[Door, Rule | About] = {
    # The plant sees the desk and the cards of its own, and takes the steps that the table of steps gives it.
    ("command", "practice"): _practice(READ, Proof.ANSWERS, "", anywhere=True),
    ("press", "internship;desk"): _practice(READ, Proof.ANSWERS, "", anywhere=True),
    ("press", "internship;shelf"): _practice(READ, Proof.SHOWS, "gathering;0", anywhere=True),
    ("press", "internship;briefings"): _practice(READ, Proof.ANSWERS, "0", anywhere=True),
    ("press", "internship;card"): _practice(READ, Proof.SHOWS, scopes=WORKERS),
    ("press", "internship;fresh"): _practice(READ, Proof.SHOWS, scopes=WORKERS),
    ("press", "internship;items"): _practice(READ, Proof.SHOWS, scopes=WORKERS),
    ("press", "internship;noted"): _practice(READ, Proof.SHOWS, scopes=WORKERS),
    ("press", "internship;item"): _practice(READ, Proof.ANSWERS, "{placement};pass", scopes=WORKERS),
    ("press", "internship;tick"): _practice(WRITE, Proof.CHANGES, "{placement};bed"),
    ("press", "internship;insist"): _practice(WRITE, Proof.CHANGES, "{placement};pass", "practice let pass"),
    ("press", "internship;step"): _practice(
        WRITE, Proof.CHANGES, "{placement};{practice_version};active", "practice let pass"
    ),
    ("press", "internship;sign"): _practice(WRITE, Proof.SHOWS, place="practice assessed"),
    ("press", "internship;signed"): _practice(
        WRITE, Proof.CHANGES, "{placement};{practice_version}", "practice assessed"
    ),
    ("press", "internship;history"): _practice(READ, Proof.ANSWERS, "{placement};0"),
    # The parent reads, and gets no paper; who gets which one: test_practice_papers.py.
    ("press", "papers;open"): _practice(READ, Proof.ANSWERS, place="practice active", scopes=READERS),
    ("press", "papers;make"): _practice(READ, Proof.CHANGES, "{placement};student_list", "practice active"),
    ("result", "practice-paper"): _practice(
        READ,
        Proof.ANSWERS,
        '{{"placement": {placement}, "kind": "attestation_sheet", "person": {me}}}',
        "practice active",
        scopes=WORKERS,
    ),
    ("form", "practice-item"): _practice(WRITE, Proof.ASKS, "{placement};agreement"),
    ("form", "practice-pass"): _practice(WRITE, Proof.ASKS, "{placement};agreement"),
    ("form", "practice-days"): _practice(WRITE, Proof.ASKS, "{placement};{practice_version}", "practice let pass"),
    ("form", "practice-step"): _practice(READ, Proof.ASKS, "{placement};{active_version};paused", "practice active"),
    ("form", "practice-assess"): _practice(
        READ, Proof.ASKS, place="practice reporting", scopes=READERS, roles=COLLEGE_AND_MENTOR
    ),
}
REMINDERS: Mapping[Door, Rule | About] = {
    ("press", "reminders;table"): About.EVERYBODY,  # content, which everybody reads: it tells about nobody
    ("press", "reminders;row"): About.EVERYBODY,
    ("press", "reminders;switch"): Rule(Kind.CONTENT, WRITE, DESK, "birthday;off", Proof.CHANGES),
    # Whoever has no part in the reminder reads that it is over, and nothing of it.
    ("press", "reminders;show"): _practice(READ, Proof.ANSWERS, "practice_plan;{placement};261005", scopes=READERS),
    ("press", "reminders;paid"): Rule(
        Kind.INCIDENT, WRITE, OWNER, "{placement};261125;no", Proof.CHANGES, "practice reporting"
    ),
}
DAY, NEXT_DAY = "{placement};2026-10-05", "{placement};2026-10-06"
TAUGHT = frozenset({Scope.ASSIGNED})


def _diary(
    action: Action, proof: Proof, carries: str = PLACEMENT, place: str = "practice diary", scopes: object = OWNER
) -> Rule:
    return Rule(Kind.DIARY, action, scopes, carries, proof, place)  # type: ignore[arg-type]


def _across(action: Action) -> Rule:
    """Return what whoever has the right in some organisation gets in by, and sees there: their own."""
    return Rule(Kind.DIARY, action, DESK, "", Proof.ANSWERS, "practice diary", anywhere=True)


DIARY: Mapping[Door, Rule | About] = {
    ("press", "diary;open"): About.ONESELF,
    ("press", "diary;book"): _diary(WRITE, Proof.ANSWERS),
    ("press", "diary;day"): _diary(WRITE, Proof.SHOWS, DAY),
    ("press", "diary;help"): _diary(WRITE, Proof.CHANGES, DAY),
    ("form", "diary-entry"): _diary(WRITE, Proof.ASKS, DAY),
    ("form", "diary-words"): _diary(WRITE, Proof.ASKS, DAY),
    ("press", "diary;past"): About.ONESELF,  # one's own practices that are over: test_diary_past.py
    ("press", "diary;mine"): About.ONESELF,
    ("press", "diary;former"): About.ONESELF,  # one's own trainees of before: test_diary_past.py
    ("press", "diary;all"): About.ONESELF,  # the weeks of one's own trainees: test_diary.py
    ("press", "diary;accept"): _diary(WRITE, Proof.CHANGES, "{placement};2026-10-05;{week}", scopes=TAUGHT),
    ("press", "diary;week"): _diary(WRITE, Proof.SHOWS, DAY, scopes=TAUGHT),
    ("press", "diary;entry"): _diary(WRITE, Proof.SHOWS, "{entry}", scopes=TAUGHT),
    ("press", "diary;ok"): _diary(WRITE, Proof.CHANGES, "{entry};{entry_version}", scopes=TAUGHT),
    ("form", "diary-return"): _diary(WRITE, Proof.ASKS, "{entry};{entry_version}", scopes=TAUGHT),
    ("form", "diary-leave"): _practice(
        WRITE, Proof.ASKS, "{stuck};{stuck_version}", scopes=DESK, place="practice stuck"
    ),
    ("press", "diary;takein"): _practice(
        WRITE, Proof.CHANGES, "{stuck};{left_version}", scopes=DESK, place="practice left out"
    ),
    ("press", "diary;staff"): _across(READ),
    ("press", "diary;look"): _diary(READ, Proof.SHOWS, scopes=DESK),
    ("press", "diary;plant"): _across(Action.SUMMARY),
    ("press", "absences;open"): About.ONESELF,
    ("press", "absences;day"): _diary(WRITE, Proof.ANSWERS, NEXT_DAY, "practice active"),
    ("press", "absences;tell"): _diary(WRITE, Proof.CHANGES, f"{NEXT_DAY};illness", "practice active"),
    ("press", "absences;card"): _diary(WRITE, Proof.ANSWERS, "{absence}"),
    ("press", "absences;come"): _diary(WRITE, Proof.CHANGES, "{absence}"),
    ("form", "absence-days"): _diary(WRITE, Proof.ASKS, place="practice active"),
    ("form", "absence-note"): _diary(WRITE, Proof.ASKS, "{absence}"),
    ("press", "absences;mark"): About.ONESELF,
    ("press", "absences;miss"): _diary(WRITE, Proof.CHANGES, place="practice active", scopes=TAUGHT),
    ("press", "absences;came"): _diary(WRITE, Proof.CHANGES, "{missed}", "practice missed", TAUGHT),
    ("press", "absences;seen"): _diary(READ, Proof.CHANGES, "{absence}", scopes=DESK | TAUGHT),
    ("press", "absences;phones"): Rule(Kind.PERSON, Action.UNMASK, DESK, "{missed}", Proof.CHANGES, "practice missed"),
}
DEPUTIES: Mapping[Door, Rule | About] = {
    # One's own and one's plant's; who may name whom: test_deputies.py.
    ("press", "deputies;open"): About.ONESELF,
    ("form", "deputy"): About.ONESELF,
    ("press", "deputies;end"): _practice(
        READ, Proof.CHANGES, "{deputy}", "practice deputised", READERS,
        roles=frozenset({Role.MENTOR, Role.ENTERPRISE_HR, Role.ENTERPRISE_ADMIN}),
    ),
}  # fmt: skip
FAMILY = frozenset({Scope.OWN, Scope.CHILD})
"""The student and their parents read along; staff have the desk."""
PERSON = "{student_person}"
PATH: Mapping[Door, Rule | About] = {
    **{("press", f"path;{verb}"): About.ONESELF for verb in ("path", "today", "children")},
    ("press", "path;line"): _practice(READ, Proof.ANSWERS, "practice;{student_person}", scopes=FAMILY),
    ("press", "path;child"): Rule(Kind.STUDENT, READ, FAMILY, PERSON, Proof.ANSWERS, "practice"),
    ("press", "path;childday"): _practice(READ, Proof.ANSWERS, PERSON, scopes=FAMILY),
    ("press", "path;item"): _practice(READ, Proof.ANSWERS, "{placement};medical", scopes=OWNER),
    ("press", "path;map"): _practice(READ, Proof.ANSWERS, scopes=FAMILY),
    ("press", "path;calendar"): _practice(READ, Proof.CHANGES, scopes=OWNER),
    ("result", "path-calendar"): _practice(
        READ, Proof.CHANGES, '{{"person": {me}, "placement": {placement}, "newer": false}}', scopes=OWNER
    ),
}
CALLED = "help called"
ANSWERING = frozenset({Scope.ORGANISATION, Scope.UNLESS_NAMED})
"""Nobody answers their own call for help."""


def _help(action: Action, scopes: frozenset[Scope], proof: Proof, carries: str = "{incident}") -> Rule:
    return Rule(Kind.INCIDENT, action, scopes, carries, proof, CALLED)


HELP: Mapping[Door, Rule | About] = {
    ("command", "sos"): About.EVERYBODY,
    ("press", "incidents;help"): About.EVERYBODY,
    ("press", "incidents;for"): _help(WRITE, READERS, Proof.ANSWERS, "{student}"),
    ("press", "incidents;tell"): _help(WRITE, READERS, Proof.CHANGES, "unsafe;{student}"),
    ("press", "incidents;card"): _help(READ, READERS, Proof.SHOWS),
    ("press", "incidents;call"): _help(READ, READERS, Proof.ANSWERS),
    ("press", "incidents;oops"): _help(WRITE, OWNER, Proof.CHANGES),
    # Who may see a conflict is more than a scope, and whoever is named sees nothing: test_incidents.py.
    ("press", "incidents;whom"): _help(WRITE, OWNER, Proof.ANSWERS, "{conflict}"),
    ("press", "incidents;named"): _help(WRITE, OWNER, Proof.CHANGES, "{conflict};mentor"),
    ("press", "incidents;take"): _help(WRITE, ANSWERING, Proof.CHANGES),
    ("press", "incidents;hand"): _help(WRITE, ANSWERING, Proof.ANSWERS, "{incident};0"),
    ("press", "incidents;give"): _help(WRITE, ANSWERING, Proof.CHANGES, "{incident};{colleague}"),
    ("press", "incidents;list"): About.ONESELF,  # the list of what one may see
    ("form", "incident-words"): _help(WRITE, OWNER, Proof.ASKS),
    ("form", "incident-outcome"): _help(WRITE, ANSWERING, Proof.ASKS),
    ("form", "incident-note"): _help(WRITE, ANSWERING, Proof.ASKS),
}


def _students(proof: Proof, carries: str = "", place: str = "roster applied", **more: object) -> Rule:
    return Rule(Kind.STUDENT, WRITE, DESK, carries, proof, place, **more)  # type: ignore[arg-type]


ROSTER_JOB = '{{"college": "klepiki", "person": {me}, "language": "ru"}}'
ROSTER: Mapping[Door, Rule | About] = {
    ("press", "roster;open"): _students(Proof.ANSWERS, anywhere=True),
    ("press", "roster;colleges"): _students(Proof.ANSWERS, anywhere=True),
    ("press", "roster;desk"): _students(Proof.ANSWERS, "klepiki"),
    ("press", "roster;fresh"): _students(Proof.ANSWERS, "klepiki"),
    ("press", "roster;groups"): _students(Proof.ANSWERS, "klepiki;0"),
    ("press", "roster;group"): _students(Proof.SHOWS, "{student};0"),
    ("press", "roster;card"): _students(Proof.SHOWS, "{student}"),
    ("press", "roster;template"): _students(Proof.CHANGES, "klepiki"),
    ("press", "roster;apply"): _students(Proof.CHANGES, "{roster}", "roster prepared"),
    ("press", "roster;drop"): _students(Proof.CHANGES, "{roster}", "roster prepared"),
    ("press", "roster;undo"): _students(Proof.ANSWERS, "{roster}"),
    ("press", "roster;undo-sure"): _students(Proof.CHANGES, "{roster}"),
    ("form", "roster-list"): _students(Proof.ASKS, "klepiki"),
    ("result", "roster-template"): _students(Proof.ANSWERS, ROSTER_JOB),
    # What was sent is read for who sent it; its rows are asked about with their right: test_roster.py.
    ("result", "roster-read"): About.ONESELF,
    # It carries out what somebody has decided by right; what it shows is asked about once more: test_roster.py.
    **{("result", f"roster-{kind}"): About.ONESELF for kind in ("apply", "undo")},
}
SEATS, WORKS = "{seats}", "rnpk"


def _places(action: Action, proof: Proof, carries: str = SEATS, place: str = "seats free", **more: object) -> Rule:
    return Rule(Kind.PLACE, action, DESK, carries, proof, place, **more)  # type: ignore[arg-type]


def _plans(carries: str, proof: Proof = Proof.ANSWERS, place: str = "seat planned", **more: object) -> Rule:
    return Rule(Kind.PLACEMENT, WRITE, DESK, carries, proof, place, **more)  # type: ignore[arg-type]


def _answers(proof: Proof, carries: str = "{planned}", **more: object) -> Rule:
    return Rule(Kind.PLACEMENT, Action.WRITE_PART, DESK, carries, proof, "seat offered", **more)  # type: ignore[arg-type]


ELSEWHERE_FROM = "{placement};{active_version};{elsewhere}"
OFFERS: Mapping[Door, Rule | About] = {
    ("press", "places;move"): _plans("{placement}", Proof.SHOWS, "practice active"),
    ("press", "places;moveto"): _plans(ELSEWHERE_FROM, Proof.SHOWS, "practice active"),
    ("press", "places;moved"): _plans(f"{ELSEWHERE_FROM};20261006", Proof.CHANGES, "practice active"),
    ("press", "places;open"): _places(READ, Proof.ANSWERS, "", anywhere=True),
    ("press", "places;enterprises"): _places(READ, Proof.ANSWERS, "0", anywhere=True),
    ("press", "places;of"): _places(READ, Proof.ANSWERS, f"{WORKS};0"),
    ("press", "places;place"): _places(READ, Proof.ANSWERS),
    ("press", "places;who"): _places(READ, Proof.ANSWERS, "{seats};0", "seat planned"),
    ("press", "places;close"): _places(WRITE, Proof.CHANGES),
    ("press", "places;reopen"): _places(WRITE, Proof.CHANGES, place="seats closed"),
    ("form", "place"): _places(WRITE, Proof.ASKS, WORKS),
    ("form", "placeedit"): _places(WRITE, Proof.ASKS),
    **{
        ("press", f"places;{verb}"): _plans(carries, anywhere=True)
        # What is taken back and asked at once is that of one's own colleges: test_placing.py, test_offering.py.
        for verb, carries in {
            "desk": "",
            "without": "0",
            "free": "0",
            "fill": SEATS,
            "undo": "{planned_at}",
            "ask": "{planned_at}",
            "askplace": SEATS,
            "askall": "",
        }.items()
    },
    ("press", "places;group"): _plans(f"{{seeker}};{MODULE}", Proof.SHOWS, "seats free"),
    ("press", "places;student"): _plans(f"{{seeker}};{MODULE};0", Proof.SHOWS, "seats free"),
    ("press", "places;assign"): _plans(f"{{seeker}};{{seats}};{MODULE}", Proof.CHANGES, "seats free"),
    ("form", "placematch"): _plans(f"{{seeker}};{MODULE};group", Proof.ASKS, "seats free"),
    ("form", "placefill"): _plans(f"{{seats}};{MODULE}", Proof.ASKS, "seats free"),
    ("press", "internship;offers"): About.ONESELF,
    ("press", "internship;offer"): _practice(READ, Proof.ANSWERS, "{planned}", "seat offered", READERS),
    ("press", "internship;offer-of"): _practice(READ, Proof.ANSWERS, "{planned}", "seat offered", READERS),
    ("press", "internship;offer-yes"): _practice(READ, Proof.CHANGES, "{planned}", "seat offered", OWNER),
    ("form", "offerno"): _practice(READ, Proof.ASKS, "{planned};student", "seat offered", OWNER),
    ("press", "internship;asked"): _answers(Proof.ANSWERS, "0", anywhere=True),
    ("press", "internship;offer-take"): _answers(Proof.CHANGES),
    ("press", "internship;offer-take-all"): _answers(Proof.ANSWERS, "", anywhere=True),
    ("press", "internship;offer-planned"): _plans("0", anywhere=True),
    ("press", "internship;offer-waiting"): _plans("0", anywhere=True),
    ("press", "internship;offer-unheard"): _plans("0", anywhere=True),
    ("press", "internship;offer-ask"): _plans("{planned}", Proof.CHANGES),
    ("press", "internship;offer-noted"): _plans("{planned};student", Proof.CHANGES, "seat offered"),
}
_CHILD = frozenset({Scope.CHILD})
"""One's own consent carries nobody: test_consent_ends.py."""
CONSENTS: Mapping[Door, Rule | About] = {
    ("press", "consent_ends;open"): Rule(
        Kind.CONSENT, WRITE, _CHILD, "application;{owner}", Proof.ANSWERS, "consent ends"
    ),
    ("press", "consent_ends;agree"): Rule(
        Kind.CONSENT, WRITE, _CHILD, "application;{consent};{owner}", Proof.CHANGES, "consent ends"
    ),
}
PLAIN: Mapping[Door, Rule | About] = {
    **{("command", name): About.EVERYBODY for name in ("start", "menu", "help", "cancel", "language")},
    ("command", "privacy"): About.ONESELF,
    ("press", "operators;settle"): About.PLACE,
    **{("press", f"start;{verb}"): About.EVERYBODY for verb in ("who", "am")},
    **{("press", f"menu;{verb}"): About.EVERYBODY for verb in ("open", "fresh", "help")},
    **{("press", f"menu;{verb}"): About.ONESELF for verb in ("roles", "role")},
    **{("press", f"language;{verb}"): About.EVERYBODY for verb in ("open", "set", "first")},
    **{
        ("press", f"privacy;{verb}"): About.ONESELF
        for verb in (
            "open", "consents", "consent", "withdraw", "withdrawn", "draft", "undraft", "kept", "unkeep", "erase",
            "erased", "stay",
        )
    },
}  # fmt: skip

RULES: Mapping[Door, Rule | About] = {
    **REVIEW,
    **ADMISSION,
    **PEOPLE,
    **FILES,
    **RANKING,
    **REPORTS,
    **INVITES,
    **PRACTICE,
    **HELP,
    **ROSTER,
    **DIARY,
    **DEPUTIES,
    **OFFERS,
    **PATH,
    **REMINDERS,
    **CONSENTS,
    **PLAIN,
}
