"""The hypothesis machine: what people do to the form, and what must hold after every step."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.conversation.machine.acting import Acting
from tests.conversation.machine.answers import NONSENSE, PHONE, valid
from tests.conversation.machine.model import (
    DOORS,
    FORMS,
    ORDER,
    REVIEW,
    VERBS,
)
from tests.conversation.machine.world import (
    ANNA,
    EVE,
)

pick = st.integers(0, 10_000)
PLACES = ("menu", "phone", "choices", "review", "review", "sent", "sent")
STICKER = {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}  # fmt: skip
PHOTO = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
ODD: tuple[dict[str, Any], ...] = (
    {"sticker": STICKER},
    {"voice": {"file_id": "1", "file_unique_id": "1", "duration": 1}},
    {"photo": PHOTO, "caption": "Соловьёв"},
    {"text": "Соловьёв", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}},
    {"contact": {"phone_number": "79990000000", "first_name": "B", "user_id": 555}},
    {"contact": {"phone_number": "79990000000", "first_name": "B"}},
    {"unheard_of": {"x": 1}},
    {"dice": {"emoji": "🎲", "value": 3}},
)
FORGED = (
    "", ";;", "1;admission", "2;admission;open", "1;nowhere;x", "1;admission;nothing", "1;admission;a", "1;admission;ok;-1",
    "1;admission;card;99999999999999999999999", "1;admission;card", "1;admission;paper;1", "1;admission;papers;x;y",
    "1;admission;college", "1;admission;map;x", "1;amend;open;99999999999999999999", "1;amend;open", "1;amend;resume;²",
    "1;menu;role;-1", "я" * 32,
)  # fmt: skip
INSIDE = ("p;99999999999999999999999999", "p;x", "e;nothing", "e", "a;nothing", "a", "m;nothing", "m", "p")
SPANS: tuple[dict[str, float], ...] = (
    {"minutes": 30}, {"hours": 9}, {"days": 1, "hours": 1}, {"days": 6}, {"days": 14, "minutes": 1},
)  # fmt: skip


class FormMachine(Acting):
    """Anna applies, Eve meddles."""

    @initialize(at=st.sampled_from(PLACES))
    def begin(self, at: str) -> None:
        """Begin somewhere in the story."""
        self.world.begin_at(at)

    def teardown(self) -> None:
        """Count how long the story was."""
        self.sequences.append(self.steps)

    # --- what Anna does -------------------------------------------------------------------------------

    @rule(pick=pick)
    def answers(self, pick: int) -> None:
        """Do what the screen asks for."""
        self.go_on(pick)

    @rule(pick=pick)
    def answers_again(self, pick: int) -> None:
        """The same: half of what people do is sensible."""
        self.go_on(pick)

    @rule(pick=pick)
    def answers_and_answers(self, pick: int) -> None:
        """The same, several times."""
        for turn in range(3):
            self.go_on(pick + turn)

    @rule(pick=pick)
    def presses_what_is_on(self, pick: int) -> None:
        """Press any button of the present screen."""
        live = self.live_bubble()
        if live is not None and live.buttons:
            self.press(live, live.buttons[pick % len(live.buttons)][1])
        else:
            self.go_on(pick)

    @rule(pick=pick)
    def thinks_again(self, pick: int) -> None:
        """Go to an earlier answer, and give it anew."""
        for verb in ("v", "e") if self.model.draft is not None and self.model.draft.place == REVIEW else ("b", "b"):
            live = self.live_bubble()
            ways = [data for _, data in live.buttons if data.split(";")[2] == verb] if live is not None else []
            if live is not None and ways:
                self.press(live, ways[pick % len(ways)])
        self.go_on(pick)

    @rule(pick=pick)
    def presses_anything(self, pick: int) -> None:
        """Press any button that was ever shown."""
        known = [(bubble, data) for bubble, _, data in self.world.buttons(self.world.anna) if _harmless(data)]
        if known:
            self.press(*known[pick % len(known)])

    @rule(pick=pick)
    def presses_twice(self, pick: int) -> None:
        """Tap twice at once."""
        live = self.live_bubble()
        known = [(b, data) for b, _, data in self.world.buttons(self.world.anna) if _harmless(data)]
        if live is not None and live.buttons and pick % 3:
            self.press(live, live.buttons[pick % len(live.buttons)][1], taps=2)
        elif known:
            self.press(*known[pick % len(known)], taps=2)

    @rule(data=st.sampled_from(FORGED))
    def forges(self, data: str) -> None:
        """Press a button that nobody showed."""
        self.press(self.world.anna.bubbles[-1], data)

    @rule(words=st.sampled_from(INSIDE))
    def forges_inside(self, words: str) -> None:
        """Press what stands nowhere, with the number of the present screen."""
        live, draft = self.live_bubble(), self.model.draft
        if live is None or draft is None or not live.buttons or draft.place == REVIEW:
            self.go_on(len(words))
            return
        form, token = self.model.active, live.buttons[0][1].split(";")[3]
        verb, *rest = words.split(";")
        data = ";".join(("1", str(form), verb, token, *rest))
        self.world.tick()
        draft = self.model._present()
        assert draft is not None
        draft.taken = data
        self.check(
            self.world.play({"callback_query": self.world.anna.query(data, live.message_id)}), self.model._show()
        )

    @rule(pick=pick)
    def writes_what_fits_somewhere(self, pick: int) -> None:
        """Write an answer to any of the questions."""
        key = ORDER[pick % len(ORDER)]
        texts = [*valid(key, None), *valid(key, "marks"), "назад", "Пропустить", "ОТМЕНА"]
        texts += ["нет"] if self.model.language == "ru" else []
        self.write(texts[pick % len(texts)])

    @rule(text=st.sampled_from(NONSENSE))
    def writes_nonsense(self, text: str) -> None:
        """Write what answers nothing."""
        self.write(text)

    @rule(pick=pick)
    def writes_the_name_of_a_button(self, pick: int) -> None:
        """Write an option instead of pressing it."""
        live, draft = self.live_bubble(), self.model.draft
        options = [(label, data.split(";")[4]) for label, data in live.buttons if ";a;" in data] if live else []
        if draft is None or not options or self.live_language != self.model.language:
            self.go_on(pick)
            return
        label, code = options[pick % len(options)]
        label = label.removeprefix("✓ ").lstrip("0123456789. " if draft.place == "choices" else "")
        self.world.tick()
        message = self.world.anna.message(text=label.upper())
        if self.model._present() is not draft or self.live_place != draft.place:
            return
        follows = self.model.chose_by_name(message["message_id"], code)
        self.world.said.append((message, label))
        self.check(self.world.play({"message": message}), follows)

    @rule(own=st.booleans())
    def shares_a_contact(self, own: bool) -> None:
        """Press the button of the phone question, or send somebody else's card."""
        self.world.tick()
        contact = {"phone_number": PHONE[1:], "first_name": "A", "user_id": ANNA if own else EVE}
        follows = self.model.sent(phone=PHONE if own else None)
        self.check(self.world.play({"message": self.world.anna.message(contact=contact)}), follows)

    @rule(content=st.sampled_from(ODD))
    def sends_something_odd(self, content: dict[str, Any]) -> None:
        """Send what is no text."""
        self.world.tick()
        follows = self.model.sent()
        self.check(self.world.play({"message": self.world.anna.message(**content)}), follows)

    @rule(parts=st.integers(2, 4))
    def sends_an_album(self, parts: int) -> None:
        """Send pictures together."""
        self.world.tick()
        follows = self.model.sent()
        album = [{"message": self.world.anna.message(photo=PHOTO, media_group_id="7")} for _ in range(parts)]
        self.check(self.world.play(*album), follows)

    @rule(pick=pick, nonsense=st.booleans())
    def edits_a_message(self, pick: int, nonsense: bool) -> None:
        """Edit something written earlier."""
        if not self.world.said:
            self.go_on(pick)
            return
        self.world.tick()
        message, _ = self.world.said[pick % len(self.world.said)]
        draft = self.model.draft
        key, mode = draft.sources.get(message["message_id"], ("comment", None)) if draft else ("comment", None)
        texts = list(NONSENSE) if nonsense else valid(key, mode) or ["что-то ещё"]
        text = texts[pick % len(texts)]
        follows = self.model.corrected(message["message_id"], text)
        edited = {**message, "text": text, "edit_date": message["date"]}
        self.check(self.world.play({"edited_message": edited}), follows)

    @rule(name=st.sampled_from(("start", "menu", "cancel", "language", "help", "privacy", "абырвалг", "")))
    def commands(self, name: str) -> None:
        """Send a command in the middle of whatever it is."""
        self.command(name)

    @rule(pick=pick)
    def resumes(self, pick: int) -> None:
        """Go on with what was left."""
        known = [(b, data) for b, _, data in self.world.buttons(self.world.anna) if data.split(";")[2:3] == ["resume"]]
        if known:
            self.press(*known[pick % len(known)])
        else:
            self.command("menu")

    # --- what happens to her --------------------------------------------------------------------------

    @rule(span=st.sampled_from(SPANS))
    def time_passes(self, span: dict[str, float]) -> None:
        """Minutes, or days."""
        before = set(self.model.drafts)
        seen = self.world.pass_time(**span)
        gone = self.model.waited()
        self.hides_anna(seen)  # who may be reminded of a form of her own
        screens = seen.screens(ANNA)
        reminded = [body for _, body in screens if ";resume" in str(body.get("reply_markup"))]
        assert not reminded or before, "a reminder of a form that nobody began"
        assert len(reminded) <= 2 * len(before), "reminded too often"
        closed = [body for _, body in screens if any(f"'1;{form};open'" in str(body) for form in gone)]
        assert len(closed) == len(gone), f"{gone} ended, {len(closed)} were told"
        self.hold(seen)

    @rule(pick=pick, waiting=st.booleans())
    def restarts(self, pick: int, waiting: bool) -> None:
        """The process is killed, and started again; an update may have been waiting."""
        self.world.tick()
        if not waiting:
            self.hold(self.world.restart())
            return
        text = NONSENSE[pick % 5]
        message = self.world.anna.message(text=text)
        follows = self.model.wrote(message["message_id"], text)
        self.check(self.world.restart({"message": message}), follows)

    # --- somebody else --------------------------------------------------------------------------------

    @rule(pick=pick)
    def eve_presses_a_button_of_anna(self, pick: int) -> None:
        """A foreign button, harvested."""
        known = list(dict.fromkeys(data for _, _, data in self.world.buttons(self.world.anna)))
        if known:
            data = known[pick % len(known)]
            self.meddle(lambda: self.world.play({"callback_query": self.world.eve.query(data)}))

    @rule(verb=st.sampled_from(("card", "withdraw", "withdraw-sure", "papers", "paper")), n=st.integers(1, 3))
    def eve_guesses(self, verb: str, n: int) -> None:
        """A foreign number, guessed."""
        data = f"1;admission;{verb};{n};passport;1;0"
        self.meddle(lambda: self.world.play({"callback_query": self.world.eve.query(data)}))

    @rule(n=st.integers(1, 3))
    def eve_opens_what_anna_sent(self, n: int) -> None:
        """A foreign form, guessed."""
        self.meddle(lambda: self.world.play({"callback_query": self.world.eve.query(f"1;amend;open;{n}")}))

    @rule(text=st.sampled_from(("Привет", "/menu", "/start", "+7 999 000-00-00")))
    def eve_writes(self, text: str) -> None:
        """Her own words, in her own chat."""
        self.meddle(lambda: self.world.play({"message": self.world.eve.message(text=text)}))


def _harmless(data: str) -> bool:
    """Whether a button leads to no other form, and deletes nothing outside of the form."""
    feature, verb, *args = [*data.split(";")[1:], "", ""]
    if feature == "start":
        return verb != "am" or args[0] in {"applicant", "parent"}
    if feature in FORMS and verb in DOORS | VERBS:
        return True
    return feature in {"admission", "menu", "language"}
