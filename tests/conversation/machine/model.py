"""The rules of the application form as a person could state them, without a line of the form's own code.

A step of the model says what must follow: a screen, an alert, or nothing, and whether the form is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cluster.calendar import after_quiet_hours
from cluster.content import Content
from tests.conversation.machine.answers import Understood, age, read, seen

APPLY, AMEND = "admission", "amend"
FORMS = frozenset({APPLY, AMEND})
DOORS = frozenset({"open", "resume", "restart"})
VERBS = frozenset({"a", "b", "s", "c", "y", "n", "p", "d", "m", "e", "v", "ok", "x", "k", "l", "g"})
REVIEW = "review"
EXPIRES = timedelta(days=14)
MOST_CHOICES = 3
MOST_TYPED = 1000
REMEMBERED = 40
SUBMITTED_ON = "_submitted_on"

ORDER = (
    "consent_pd", "filled_by", "last_name", "first_name", "middle_name", "birth_date", "citizenship", "phone", "email",
    "district", "locality", "base_education", "school", "grad_year", "avg_grade", "honours", "choices",
    "target_interest", "target_enterprise", "priority_right", "special_conditions", "dorm_needed", "parent_name",
    "parent_relation", "parent_phone", "contact_pref", "contact_hours", "source", "comment",
)  # fmt: skip
OPTIONAL = frozenset({"email", "locality", "honours", "priority_right", "special_conditions", "source", "comment"})
OF_MINORS = frozenset({"parent_name", "parent_relation", "parent_phone"})
WAYS = {"ru": {"назад": "b", "пропустить": "s", "отмена": "c"}, "en": {"back": "b", "skip": "s", "cancel": "c"}}

SCREEN, ALERT, TOLD, QUIET = "screen", "alert", "screen or alert", "nothing"


@dataclass
class Draft:
    """One form's answers, and where the person stands."""

    answers: dict[str, Any] = field(default_factory=dict)
    place: str = "consent_pd"
    pending: Understood | None = None
    mode: str | None = None
    picked: list[str] = field(default_factory=list)
    leaving: bool = False
    choosing: bool = False
    sources: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    taken: str | None = None
    touched: datetime | None = None
    subject: tuple[str, ...] = ()


@dataclass(frozen=True)
class Next:
    """What must follow a step."""

    reaction: str
    shows: str | None = None  # the form that is on the screen afterwards
    submits: bool = False


class Rules:
    """What depends on the day: who is a minor, which questions are asked, which answers stand."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def is_open(self, day: date) -> bool:
        return self.content.campaign_on(day) is not None

    def is_minor(self, answers: Mapping[str, Any], day: date) -> bool:
        born = answers.get("birth_date")
        signed = date.fromisoformat(answers[SUBMITTED_ON]) if SUBMITTED_ON in answers else day
        return born is not None and age(date.fromisoformat(born), signed) < 18

    def asked(self, answers: Mapping[str, Any], day: date) -> list[str]:
        """Return the questions that these answers ask, in order."""
        minor = self.is_minor(answers, day)
        hidden = set() if minor else set(OF_MINORS)
        if answers.get("target_interest") not in {"want", "signed"}:
            hidden.add("target_enterprise")
        if answers.get("contact_pref") not in {"call", "parent"}:
            hidden.add("contact_hours")
        return [key for key in ORDER if key not in hidden]

    def programmes(self, answers: Mapping[str, Any], day: date) -> set[str]:
        campaign, education = self.content.campaign_on(day), answers.get("base_education")
        if campaign is None or education is None:
            return set()
        kept = set(answers.get("choices") or ()) if SUBMITTED_ON in answers else set()
        fit = {one.key for one in self.content.programmes if education in one.base_education}
        return {one.key for one in self.content.programmes_for(education, campaign, day)} | (kept & fit)

    def standing(self, answers: Mapping[str, Any], day: date) -> dict[str, Any]:
        """Return the answers that still hold."""
        left = dict(answers)
        born = left.get("birth_date")
        if born is not None and age(date.fromisoformat(born), day) < 14 and left.get("filled_by") != "parent":
            del left["birth_date"]
        if left.get("choices") and self.is_open(day) and not set(left["choices"]) <= self.programmes(left, day):
            del left["choices"]
        if left.get("contact_pref") == "parent" and not self.is_minor(left, day):
            del left["contact_pref"]
        asked = self.asked(left, day)
        return {key: value for key, value in left.items() if key in asked or key == SUBMITTED_ON}

    def place(self, answers: Mapping[str, Any], day: date) -> str:
        """Return the first unanswered question, else the review."""
        return next((key for key in self.asked(answers, day) if key not in answers), REVIEW)


class Model:
    """One person's forms."""

    def __init__(self, rules: Rules, today: Callable[[datetime], date]) -> None:
        self.rules, self._today = rules, today
        self.drafts: dict[str, Draft] = {}
        self.active: str | None = None
        self.language = "ru"
        self.live: tuple[int, tuple[str, ...]] | None = None  # the message with the form's present buttons
        self.now = datetime.min.replace(tzinfo=UTC)

    @property
    def day(self) -> date:
        return self._today(self.now)

    @property
    def draft(self) -> Draft | None:
        """Return the draft that a text goes to."""
        return self.drafts.get(self.active) if self.active is not None else None

    # --- what a person does ---------------------------------------------------------------------------

    def wrote(self, message_id: int, text: str) -> Next:
        """A text without a command."""
        draft = self._present()
        if draft is None:
            return Next(SCREEN)
        plain = seen(text)
        way = WAYS[self.language].get(plain.casefold())
        if way == "s" and draft.place not in OPTIONAL:
            return self._show()
        if way is not None:
            return self._verb(draft, way, ())
        if draft.place == REVIEW or draft.leaving:
            return self._show()
        _remember(draft, message_id)
        return self._read(draft, draft.place, draft.mode, plain)

    def sent(self, *, phone: str | None = None) -> Next:
        """Anything but a text: a contact of one's own with `phone`, or nothing that answers."""
        draft = self._present()
        if draft is None:
            return Next(SCREEN)
        if phone is None or draft.place != "phone" or draft.leaving:
            return self._show()
        return self._take(draft, draft.place, phone)

    def corrected(self, message_id: int, text: str) -> Next:
        """An earlier message was edited."""
        draft = self._present()
        key, mode = draft.sources.get(message_id, ("", None)) if draft is not None else ("", None)
        if draft is None or key not in self.rules.asked(draft.answers, self.day):
            return Next(QUIET)
        if key not in draft.answers:
            if draft.place != key or draft.leaving:
                return Next(QUIET)
            return self._read(draft, key, mode, seen(text))
        if key == "choices":
            return self._show()
        given = self._understood(draft, key, mode, seen(text))
        if given is None:
            return self._show()
        if given.doubt:
            self._go(draft, key)
            draft.pending = given
            return self._show()
        if given.value == draft.answers[key]:
            return Next(QUIET)
        here = draft.place
        draft.answers[key] = given.value
        self._mend(draft)
        if here == REVIEW:
            self._go(draft, self.rules.place(draft.answers, self.day))
        return self._show()

    def command(self, name: str) -> Next:
        """A command; an unknown one changes nothing."""
        draft = self._present()
        if name == "cancel" and draft is not None:
            draft.leaving = True
            return self._show()
        if name in {"start", "menu", "language", "help", "cancel", "privacy"}:
            self.active = None
            return Next(SCREEN)
        return self._again() if draft is not None else Next(SCREEN)

    def pressed(self, message_id: int, data: str) -> Next:
        """A button, on whatever message it stood."""
        version, _, rest = data.partition(";")
        feature, _, rest = rest.partition(";")
        verb, *args = rest.split(";")
        if version == "1" and feature in FORMS and verb in DOORS:
            return self._door(feature, verb, tuple(args))
        if version == "1" and feature in FORMS and verb in VERBS:
            return self._inside(feature, verb, tuple(args), message_id, data)
        return Next(TOLD)

    def chose_by_name(self, message_id: int, code: str) -> Next:
        """The name of an option on the screen was typed."""
        draft = self._present()
        assert draft is not None
        _remember(draft, message_id)
        if draft.mode is not None:
            return self._show()
        follows = self._choose(draft, code)
        return follows if follows.reaction == SCREEN else self._show()

    def outdated(self) -> Next:
        """A button that nothing answers: what is on is shown, else an alert."""
        return self._again() if self._present() is not None else Next(ALERT)

    def left(self) -> None:
        """A button of something else put the form aside."""
        self.active = None

    def waited(self) -> list[str]:
        """Time has passed: return the forms whose drafts are forgotten."""
        # What ends at night ends in the morning, when it can be told.
        ends = {
            name: after_quiet_hours(draft.touched + EXPIRES) for name, draft in self.drafts.items() if draft.touched
        }
        gone = [name for name, end in ends.items() if self.now >= end]
        for name in gone:
            self._end(name)
        return gone

    def sent_off(self, name: str) -> None:
        """A form was sent."""
        self._end(name)

    # --- the form -------------------------------------------------------------------------------------

    def _door(self, form: str, verb: str, subject: tuple[str, ...]) -> Next:
        if form == APPLY and not self.rules.is_open(self.day):
            self.active = None
            return Next(SCREEN)
        draft = self.drafts.get(form)
        if draft is not None and verb == "open" and draft.subject != subject:
            draft = None
        if draft is not None:
            self._mend(draft)
        if draft is not None and verb == "open" and self.active != form:
            if draft.picked or draft.pending is not None or any(key in ORDER for key in draft.answers):
                self.active = None
                return Next(SCREEN)
            verb = "restart"  # nothing is answered yet: the first question comes at once
        if draft is None or verb == "restart":
            if form == AMEND:
                return Next(TOLD, shows=AMEND)  # begins with what was sent; the world tells how it turned out
            draft = self.drafts[form] = Draft(subject=subject)
        draft.leaving = False
        self.active = form
        return self._show()

    def _inside(self, form: str, verb: str, args: tuple[str, ...], message_id: int, data: str) -> Next:
        draft = self._present()
        if draft is None:
            return Next(ALERT)
        if self.active != form:
            return self._again()
        if self.live is None or message_id != self.live[0] or data not in self.live[1]:
            return Next(QUIET) if data == draft.taken else self._show()
        before, draft.taken = draft.taken, data
        follows = self._verb(draft, verb, args[1:])
        if follows.reaction == ALERT:
            draft.taken = before
        return follows

    def _verb(self, draft: Draft, verb: str, args: tuple[str, ...]) -> Next:
        assert self.active is not None
        match verb:
            case "a":
                return self._choose(draft, args[0])
            case "b" if draft.mode is not None:
                draft.mode = None
            case "b":
                asked = self.rules.asked(draft.answers, self.day)
                at = asked.index(draft.place) if draft.place in asked else len(asked)
                if at > 0:
                    self._go(draft, asked[at - 1])
            case "s":
                return self._take(draft, draft.place, None)
            case "g":
                self._go(draft, self.rules.place(draft.answers, self.day))
            case "y":
                assert draft.pending is not None
                return self._take(draft, draft.place, draft.pending.value)
            case "n":
                draft.pending = None
            case "d":
                return self._take(draft, draft.place, list(draft.picked))
            case "m":
                draft.mode = args[0]
            case "e":
                self._go(draft, args[0])
            case "v":
                draft.choosing = not draft.choosing
            case "c" | "k":
                draft.leaving = verb == "c"
            case "l":
                draft.leaving, draft.touched = False, self.now
                self.active = None
                return Next(SCREEN)
            case "x":
                self._end(self.active)
                return Next(SCREEN)
            case "ok":
                place = self.rules.place(draft.answers, self.day)
                if place == REVIEW:
                    return Next(TOLD, submits=True)
                self._go(draft, place)
        return self._show()

    def _choose(self, draft: Draft, code: str) -> Next:
        key = draft.place
        if key == "choices":
            return self._toggle(draft, code)
        value: Any = code
        if key in {"consent_pd", "honours", "dorm_needed"}:
            value = code == "1"
        elif (key, code) in {("middle_name", "none"), ("avg_grade", "unknown")}:
            value = None
        if (key, code) == ("citizenship", "other"):
            draft.pending = Understood(value, doubt=True)
            return self._show()
        return self._take(draft, key, value)

    def _toggle(self, draft: Draft, programme: str) -> Next:
        if programme in draft.picked:
            draft.picked.remove(programme)
        elif len(draft.picked) == MOST_CHOICES:
            return Next(ALERT)
        else:
            draft.picked.append(programme)
        return self._show()

    def _read(self, draft: Draft, key: str, mode: str | None, text: str) -> Next:
        given = self._understood(draft, key, mode, text)
        if given is None:
            return self._show()
        if given.doubt:
            draft.pending = given
            return self._show()
        return self._take(draft, key, given.value)

    def _understood(self, draft: Draft, key: str, mode: str | None, text: str) -> Understood | None:
        if len(text) > MOST_TYPED:
            return None
        day = self.day
        # What was sent belongs to the campaign that it was sent in, open or not.
        running = self.rules.is_open(day) or SUBMITTED_ON in draft.answers
        return read(key, text, mode, draft.answers, day, campaign=running)

    def _take(self, draft: Draft, key: str, value: Any) -> Next:
        assert self.active is not None
        if key == "consent_pd" and value is False:
            self._end(self.active)
            return Next(SCREEN)
        draft.answers[key] = value
        draft.answers = self.rules.standing(draft.answers, self.day)
        self._go(draft, self.rules.place(draft.answers, self.day))
        return self._show()

    def _present(self) -> Draft | None:
        draft = self.draft
        if draft is not None:
            self._mend(draft)
        return draft

    def _mend(self, draft: Draft) -> None:
        draft.answers = self.rules.standing(draft.answers, self.day)
        if draft.place != REVIEW and draft.place not in self.rules.asked(draft.answers, self.day):
            self._go(draft, self.rules.place(draft.answers, self.day))
        if draft.place == "choices":
            takes = self.rules.programmes(draft.answers, self.day)
            draft.picked = [one for one in draft.picked if one in takes]

    def _go(self, draft: Draft, place: str) -> None:
        draft.place, draft.pending, draft.mode = place, None, None
        draft.leaving = draft.choosing = False
        draft.picked = list(draft.answers.get("choices") or []) if place == "choices" else []

    def _again(self) -> Next:
        assert self.draft is not None
        self._mend(self.draft)
        return self._show()

    def _show(self) -> Next:
        assert self.draft is not None
        self.draft.touched = self.now
        return Next(SCREEN, shows=self.active)

    def _end(self, name: str) -> None:
        del self.drafts[name]
        if self.active == name:
            self.active = None


def _remember(draft: Draft, message_id: int) -> None:
    draft.sources[message_id] = (draft.place, draft.mode)
    for old in list(draft.sources)[:-REMEMBERED]:
        del draft.sources[old]
