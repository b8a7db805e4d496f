"""How the machine acts and what it looks at: one step is played, and everything that must hold is asserted."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine

from storage.admission import ACTIVE
from storage.conversations import Conversation
from tests.conversation.machine.answers import valid
from tests.conversation.machine.model import (
    ALERT,
    AMEND,
    APPLY,
    FORMS,
    ORDER,
    QUIET,
    REVIEW,
    SCREEN,
    SUBMITTED_ON,
    TOLD,
    Draft,
    Next,
)
from tests.conversation.machine.world import (
    ANNA,
    EVE,
    NUMBER,
    SECRETS,
    STEP,
    Seen,
    World,
    draft_of,
    fits,
    visible,
    words,
)
from tests.conversation.people import CONTENT
from tests.conversation.stage import Bubble


class Acting(RuleBasedStateMachine):
    """A machine without rules yet."""

    world: ClassVar[World]
    sequences: ClassVar[list[int]] = []

    def __init__(self) -> None:
        super().__init__()
        self.steps = 0
        """How many forms ended of which she hears only in the morning."""

    # --- how it is done -------------------------------------------------------------------------------

    @property
    def model(self) -> Any:
        return self.world.model

    def live_bubble(self) -> Bubble | None:
        """Return the message with the form's present buttons."""
        live = self.model.live
        if self.model.draft is None or live is None:
            return None
        return next((bubble for bubble in self.world.anna.bubbles if bubble.message_id == live[0]), None)

    def go_on(self, pick: int) -> None:
        """Do what the screen asks for, one step."""
        draft, live = self.model.draft, self.live_bubble()
        if draft is None or live is None:
            self._enter(pick)
            return
        verbs: dict[str, list[str]] = {}
        for _, data in live.buttons:
            verbs.setdefault(data.split(";")[2], []).append(data)
        for verb in ("y", "k", "ok", "d"):
            if verb in verbs and (verb != "d" or pick % 3 == 0):
                self.press(live, verbs[verb][0])
                return
        texts = valid(draft.place, draft.mode)
        if texts and (pick % 4 or "a" not in verbs):
            self.write(texts[pick % len(texts)])
            return
        ways = verbs.get("a") or verbs.get("e") or verbs.get("s") or verbs.get("v") or []
        if (draft.place, ways) != ("consent_pd", []) and ways:
            self.press(live, ways[0] if draft.place == "consent_pd" else ways[pick % len(ways)])

    def _enter(self, pick: int) -> None:
        doors = [
            (bubble, data)
            for bubble, _, data in self.world.buttons(self.world.anna)
            if data.split(";")[1:3] in ([APPLY, "open"], [APPLY, "resume"], [AMEND, "open"])
        ]
        if doors:
            self.press(*doors[pick % len(doors)])
        else:
            self.command("menu")

    def write(self, text: str) -> None:
        """Write a text."""
        self.world.tick()
        message = self.world.anna.message(text=text)
        follows = self.model.wrote(message["message_id"], text)
        self.world.said.append((message, text))
        self.check(self.world.play({"message": message}), follows)

    def command(self, name: str) -> None:
        """Send a command."""
        self.world.tick()
        follows = self.model.command(name)
        self.check(self.world.play({"message": self.world.anna.message(text=f"/{name}")}), follows)

    def press(self, bubble: Bubble, data: str, taps: int = 1) -> None:
        """Press a button once or twice at once."""
        self.world.tick()
        before, sends = self._copy_draft(), ";ok;" in data
        applications = self.world.applications() if sends else []
        message_id = bubble.message_id
        queries = [{"callback_query": self.world.anna.query(data, message_id)} for _ in range(taps)]
        expected = [self.model.pressed(message_id, data)]
        seen = self.world.play(*queries)
        told = [bool(answer.get("show_alert")) for answer in seen.answers]
        assert len(told) == taps, "a pressed button was not answered"
        expected[0] = self._settle(expected[0], data, before, applications, refused=told[0])
        for refused in told[1:]:
            if expected[0].reaction != ALERT:
                self.model.live = None
            expected.append(
                self._settle(self.model.pressed(message_id, data), data, before, applications, refused=refused)
            )
        if sends:
            active = [one["application"] for one in self.world.applications() if one["application"].status in ACTIVE]
            keys = [(one.applicant_id, one.campaign, one.college) for one in active]
            assert len(keys) == len(set(keys)), "two applications of a person to one college"
        self.check(seen, *expected)

    def _settle(self, follows: Next, data: str, before: Draft | None, was: list[Any], *, refused: bool) -> Next:
        """Find out how something ended that the model leaves open."""
        if follows.reaction != TOLD:
            return follows
        if follows.submits:
            return self._submitted(before, was, refused=refused)
        if follows.shows == AMEND:
            return self._began_to_amend(data, refused=refused)
        parts = data.split(";")
        if len(parts) < 3 or parts[0] != "1" or not self._is_known(parts[1], parts[2]):
            return self.model.outdated()  # type: ignore[no-any-return]
        if refused:
            return Next(ALERT)
        self.model.left()
        if parts[1:3] in (["language", "set"], ["language", "first"]):
            self.model.language = parts[3]
        return Next(SCREEN)

    def _is_known(self, feature: str, verb: str) -> bool:
        presses = self.world.now_stage.room.application.bot_data["presses"]  # type: ignore[union-attr]
        return (feature, verb) in presses

    def _copy_draft(self) -> Draft | None:
        draft = self.model.draft
        return dataclasses.replace(draft, answers=dict(draft.answers)) if draft is not None else None

    # --- sending --------------------------------------------------------------------------------------

    def _began_to_amend(self, data: str, *, refused: bool) -> Next:
        row = self.world.talks(ANNA).get(AMEND)
        if refused or row is None:
            return Next(ALERT)
        kept = draft_of(row)
        answers = {key: value for key, value in kept["answers"].items() if key in (*ORDER, SUBMITTED_ON)}
        standing = [one for one in self.world.applications() if str(one["applicant"].id) == kept["subject"][0]]
        assert standing, "a form about nobody"
        _compare(answers, standing[0]["applicant"])
        self.model.drafts[AMEND] = Draft(answers=answers, place=kept["cursor"], subject=tuple(kept["subject"]))
        self.model.active = AMEND
        return self.model._show()  # type: ignore[no-any-return]

    def _submitted(self, before: Draft | None, was: list[Any], *, refused: bool) -> Next:
        """The form was sent, or it was not: either all of it happened or nothing."""
        name, now = self.model.active, self.world.applications()
        assert before is not None
        row = self.world.talks(ANNA).get(name)
        if row is None:
            self.model.sent_off(name)
            self._compare_applications(name, before, was, now)
            return Next(SCREEN)
        assert now == was, "refused, and yet something was sent"
        if name == APPLY:
            assert not self._may_send(before, was), "an application that may be sent was refused"
        if not refused:  # one answer was found wrong: the person is led to it
            self.model._go(self.model.draft, draft_of(row)["cursor"])
            return self.model._show()  # type: ignore[no-any-return]
        return Next(ALERT)

    def _may_send(self, draft: Draft, was: list[Any]) -> bool:
        standing = self._standing(draft, was)
        taken = {one.college for one in standing}
        fresh = [key for key in draft.answers["choices"] if CONTENT.programme(key).college not in taken]
        total = sum(len(one.choices) for one in standing) + len(fresh)
        return self.model.rules.is_open(self.model.day) and (not fresh or total <= 3)

    def _standing(self, draft: Draft, applications: list[Any]) -> list[Any]:
        mine = [one for one in applications if _is_same_person(draft.answers, one["applicant"])]
        return [one["application"] for one in mine if one["application"].status in ACTIVE]

    def _compare_applications(self, name: str, draft: Draft, was: list[Any], now: list[Any]) -> None:
        wanted = {CONTENT.programme(key).college for key in draft.answers["choices"]}
        if name == APPLY:
            assert self._may_send(draft, was), "an application that may not be sent was taken"
            standing = self._standing(draft, now)
            taken = {one.college for one in self._standing(draft, was)}
        else:
            ids = [one for one in now if str(one["applicant"].id) == draft.subject[0]]
            standing = [one["application"] for one in ids if one["application"].status in ACTIVE]
            taken = set()
        colleges = [one.college for one in standing]
        assert len(colleges) == len(set(colleges)), "two applications to one college"
        assert set(colleges) == wanted | taken, f"{sorted(wanted | taken)} were chosen, {sorted(colleges)} got one"
        fresh = [key for key in draft.answers["choices"] if CONTENT.programme(key).college not in taken]
        sent = {choice.programme for one in standing for choice in one.choices}
        assert set(fresh) <= sent, "a chosen programme is missing"
        if fresh:
            person = next(one["applicant"] for one in now if one["application"].id == standing[0].id)
            _compare(draft.answers, person)
        known = {one["application"].number for one in was}
        new = [one["application"].number for one in now if one["application"].number not in known]
        assert len(new) == len(now) - len(was), "a number was given twice"
        if name == APPLY:
            assert len(new) == len(wanted - taken), "not one application a college"

    # --- somebody else --------------------------------------------------------------------------------

    def meddle(self, act: Callable[[], Seen]) -> None:
        """Let Eve act, and see that nothing of Anna's was shown or changed."""
        self.world.tick()
        rows, talks = self.world.rows(), self.world.talks(ANNA)
        seen = act()
        assert self.world.rows() == rows, "a foreigner changed an application"
        assert self.world.talks(ANNA) == talks, "a foreigner changed a draft"
        self.quiet_for(ANNA, seen)
        self.hides_anna(seen)
        told = [answer for answer in seen.answers if answer.get("text")]
        assert seen.screens(EVE) or told or self._is_second_tap(seen), "no answer"
        assert len(seen.screens(EVE)) <= 1, "answered twice"
        self.hold(seen)

    def _is_second_tap(self, seen: Seen) -> bool:
        """Whether a press was passed over as one that has been taken already."""
        return len(seen.answers) == 1

    def hides_anna(self, seen: Seen) -> None:
        """Assert that Eve reads nothing of Anna's."""
        shown = [text for _, body in seen.screens(EVE) for text in words(body)]
        shown += [str(answer.get("text", "")) for answer in seen.answers]
        for text in shown:
            assert not any(secret in text for secret in SECRETS), f"a foreigner reads {text!r}"
            assert not NUMBER.search(text), f"a foreigner reads {text!r}"

    def quiet_for(self, user_id: int, seen: Seen) -> None:
        """Assert that a person was not written to."""
        assert not seen.screens(user_id), f"{user_id} was written to, and did nothing"

    # --- what must hold -------------------------------------------------------------------------------

    def check(self, seen: Seen, *expected: Next) -> None:
        """Assert that every update of a step got its one reaction, and that the form stands where it must."""
        self.quiet_for(EVE, seen)
        screens = seen.screens(ANNA)
        wanted = sum(one.reaction == SCREEN for one in expected)
        shown = [visible(str(body.get("text", ""))) for _, body in screens]
        assert len(screens) == wanted, f"{wanted} screens expected, {len(screens)} came: {shown} {seen.answers}"
        alerts = [answer for answer in seen.answers if answer.get("show_alert") and answer.get("text")]
        assert len(alerts) == sum(one.reaction == ALERT for one in expected), f"alerts: {seen.answers}"
        told = [answer for answer in seen.answers if answer.get("text")]
        assert not told or any(one.reaction != QUIET for one in expected), "a second tap was told off"
        talks = self.world.talks(ANNA)
        last = next((one for one in reversed(expected) if one.reaction == SCREEN), None)
        if last is not None and last.shows is not None:
            self._form_is_on(last.shows, talks)
        self.hold(seen, talks)

    def _form_is_on(self, name: str, talks: dict[str, Conversation]) -> None:
        """Assert that the form's present place is what is shown and kept."""
        bubble, draft = self.world.phones.last[ANNA], self.model.draft
        assert self.model.active == name
        self.model.live = (bubble.message_id, tuple(data for _, data in bubble.buttons))
        Acting.live_language, Acting.live_place = self.model.language, draft.place
        kept = draft_of(talks[name])
        assert kept["cursor"] == draft.place, f"the form is at {kept['cursor']}, and should be at {draft.place}"
        assert kept["leaving"] == draft.leaving
        if draft.place == "choices":
            assert kept["picked"] == draft.picked
        if draft.place != REVIEW and not draft.leaving and draft.pending is None:
            asked = self.model.rules.asked(draft.answers, self.model.day)
            step = (str(asked.index(draft.place) + 1), str(len(asked)))
            assert STEP.findall(bubble.text) == [step], f"step {step} expected: {bubble.text!r}"

    live_language: ClassVar[str] = "ru"
    live_place: ClassVar[str] = ""

    def hold(self, seen: Seen, all_talks: dict[str, Conversation] | None = None) -> None:
        """Assert what holds whatever was done."""
        for _, body in seen.calls:
            fits(body)
        for answer in seen.answers:
            assert len(str(answer.get("text", ""))) <= 200
        assert self.world.left_over() == {}, "an update waits or was set aside"
        found = all_talks if all_talks is not None else self.world.talks(ANNA)
        talks = {name: row for name, row in found.items() if name in FORMS}
        assert set(talks) == set(self.model.drafts), "a draft was lost or came from nowhere"
        active = [name for name, row in talks.items() if row.active]
        assert active == ([self.model.active] if self.model.active else []), (
            f"active: {active}, not {self.model.active}"
        )
        for name, row in talks.items():
            kept = draft_of(row)
            assert row.state == kept["cursor"]
            assert kept["cursor"] in (*ORDER, REVIEW)
            standing, day = self.model.rules.standing, self.model.day
            answers = {key: value for key, value in kept["answers"].items() if key in (*ORDER, SUBMITTED_ON)}
            assert standing(answers, day) == standing(self.model.drafts[name].answers, day), "the answers differ"
        self.steps += 1


def _is_same_person(answers: dict[str, Any], applicant: Any) -> bool:
    kept = applicant.answers
    names = [(kept.last_name, "last_name"), (kept.first_name, "first_name"), (kept.middle_name, "middle_name")]
    same = all(_folded(value) == _folded(answers[key]) for value, key in names)
    return same and kept.birth_date.isoformat() == answers["birth_date"]


def _folded(name: str | None) -> str:
    return "".join(letter for letter in (name or "").lower().replace("ё", "е") if letter.isalpha())


def _compare(answers: dict[str, Any], applicant: Any) -> None:
    """Assert that what is kept of a person is what was answered."""
    kept = applicant.answers
    for key in ORDER:
        if key in answers and hasattr(kept, key):
            wanted, value = answers[key], getattr(kept, key)
            if key == "honours":
                wanted = bool(wanted)
            if key == "avg_grade" and wanted is not None:
                wanted = Decimal(wanted)
            if key == "birth_date":
                value = value.isoformat()
            assert value == wanted, f"{key} was sent as {wanted!r} and is kept as {value!r}"
    if answers.get("parent_name"):
        parent = kept.parent
        assert (
            " ".join(filter(None, (parent.last_name, parent.first_name, parent.middle_name))) == answers["parent_name"]
        )
        assert parent.phone == answers["parent_phone"]
