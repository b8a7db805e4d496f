"""The life of a form in a chat: entered, answered, gone back, corrected, left, resumed, cancelled, submitted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from telegram import Message, Update
from telegram.ext import BaseHandler, ConversationHandler

from bot.conversation import UNKNOWN_STATE, DatabaseConversation, Talk
from bot.form import draft as drafts
from bot.form import screens
from bot.form.doors import Door, Inside, State
from bot.form.draft import Draft
from bot.form.files import read_files
from bot.form.sending import send
from bot.form.spec import REVIEW, Again, FormSpec, FormView, Given, Question, Subject
from bot.form.typing import clean, read, read_edited, typed_here, typed_way
from bot.screens import Action, Button, Keyboard, Screen
from bot.turn.context import Context
from storage.errors import Refusal

END = ConversationHandler.END
LONGEST_PAGE = 3  # digits
ANEW = "anew"
"""Said by handlers alone: no button opens a form so."""

Step = Callable[[Context, Draft, FormView, list[str]], Awaitable[State]]


class FormFlow:
    """Drives one form."""

    def __init__(self, spec: FormSpec) -> None:
        self.spec = spec
        self._steps: dict[str, Step] = {
            "a": self._choose, "b": self._back, "s": self._skip, "c": self._ask_to_leave, "y": self._confirm,
            "n": self._fix, "p": self._turn_page, "d": self._done, "m": self._switch_mode, "e": self._edit,
            "v": self._choose_field, "ok": self._submit, "x": self._delete, "k": self._keep, "l": self._leave,
            "g": self._go_on,
        }  # fmt: skip

    def handler(self) -> DatabaseConversation:
        """Return the conversation for python-telegram-bot."""
        inside: list[BaseHandler[Update, Context, object]] = [Inside(self.spec.name, self.answer)]
        return DatabaseConversation(
            entry_points=[Door(self.spec.name, self.enter)],
            states=dict.fromkeys((*self.spec.states(), UNKNOWN_STATE), inside),
            fallbacks=[],
            allow_reentry=True,
            name=self.spec.name,
        )

    async def enter(self, update: Update, context: Context) -> State:
        """Open the form, or what is left of it."""
        action = Action.parse(update.callback_query.data if update.callback_query else None)
        return await self.open(context, action.verb, action.args) if action else await self.open(context)

    async def open(
        self,
        context: Context,
        verb: str = "open",
        subject: Subject = (),
        note: Markup | None = None,
        ways: Keyboard = (),
    ) -> State:
        """Open the form: `open` offers an old draft that has an answer, `resume` takes it up, `restart` begins anew.

        A handler that opens it by itself may say `anew`, which begins anew about its own `subject`, put a `note` above
        the question, and `ways` in place of the question's buttons.
        """
        active = context.talks.active
        if active is not None and active.name != self.spec.name:
            context.leave()  # two forms never listen at once, and the other one's keyboard goes
        instead = await self.spec.at_door(context) if self.spec.at_door is not None else None
        if instead is not None:
            context.leave()
            context.show(instead)
            return None
        talk = context.talks.get(self.spec.name)
        draft = self._read(talk, context) if talk is not None else None
        if draft is not None and verb in {"open", ANEW} and draft.subject != list(subject):
            draft = None  # a draft about somebody else does not belong here
        if draft is not None and await self._is_barred(context, draft):
            return END
        left = talk is not None and not talk.active and verb == "open"
        if draft is not None and left and drafts.is_blank(self.spec, draft):
            verb = "restart"  # there is nothing to lose by asking its first question at once
        elif draft is not None and left:
            context.show(screens.offer(self.spec, draft, self._view(context, draft)))
            return None
        if draft is None or verb in {"restart", ANEW}:
            draft = await self._begin(context, tuple(draft.subject) if draft is not None else subject, draft)
        draft.leaving = False
        return self._show(context, draft, note, ways)

    async def listen(self, context: Context, subject: Subject = ()) -> None:
        """Take what the person sends next as the first answer: a message that they just got says what is wanted.

        Where they are in another form it stays theirs, and nothing is opened.
        """
        active = context.talks.active
        if active is None:
            self._save(context, await self._begin(context, subject, None))

    async def begin_with(self, update: Update, context: Context, subject: Subject) -> None:
        """Open the form about `subject` with the message as its first answer; an older draft goes."""
        context.talks.end(self.spec.name)
        self._save(context, await self._begin(context, subject, None))
        await self.answer(update, context)

    async def present(self, context: Context, talk: Talk, note: Markup | None = None) -> None:
        """Show the open form as it stands; `note` goes above the question. Who may not go on reads why instead."""
        draft = self._read(talk, context)
        if not await self._is_barred(context, draft):
            self._show(context, draft, note)

    async def _begin(self, context: Context, subject: Subject, old: Draft | None) -> Draft:
        answers = dict(await self.spec.initial(context, subject)) if self.spec.initial else {}
        known = [question.key for question in self.spec.questions if question.key in answers]
        token = drafts.first_token(context.now, old)
        draft = Draft(answers=answers, subject=list(subject), token=token, known=known)
        drafts.move(draft, drafts.next_cursor(self.spec, self._view(context, draft)))
        return draft

    async def answer(self, update: Update, context: Context) -> State:
        """Take whatever the person did inside the form."""
        talk = context.talks.get(self.spec.name)
        if talk is None:
            return None
        draft = self._read(talk, context)
        if await self._is_barred(context, draft):
            return END
        view = self._view(context, draft)
        if update.callback_query is not None:
            return await self._pressed(context, draft, view)
        if update.edited_message is not None:
            return await self._corrected(update.edited_message, context, draft, view)
        message = update.message
        if message is None:
            return None
        try:
            return await self._said(message, context, draft, view)
        except Refusal as refusal:
            await context.undo()
            return self._show(context, draft, context.text(refusal.text_key, **refusal.args_))

    async def _is_barred(self, context: Context, draft: Draft) -> bool:
        """Whether the person may not go on any more; then the draft goes, and their screen says why."""
        if self.spec.still is None:
            return False
        try:
            await self.spec.still(context, tuple(draft.subject))
        except Refusal as refusal:
            context.talks.end(self.spec.name)
            context.show(Screen(refusal.text_key, refusal.args_))
            return True
        return False

    # What a person does with a button

    async def _pressed(self, context: Context, draft: Draft, view: FormView) -> State:
        action = Action.parse(context.pressed.data if context.pressed else None)
        if action is None or not action.args:
            return self._outdated(context, draft)
        press = f"{action.verb};{';'.join(action.args)}"
        if action.args[0] != str(draft.token):
            # The second tap of a double tap: its first has been done, and the screen shows it already.
            return None if press == draft.last_press else self._outdated(context, draft)
        draft.last_press = press
        return await self._steps[action.verb](context, draft, view, list(action.args[1:]))

    def _outdated(self, context: Context, draft: Draft) -> State:
        context.toast("core-outdated")
        return self._show(context, draft)

    async def _choose(self, context: Context, draft: Draft, view: FormView, args: list[str]) -> State:
        question = self.spec.question(draft.cursor)
        option = next((o for o in question.choices(view) if args == [o.name]), None) if question else None
        if question is None or option is None:
            return self._outdated(context, draft)
        if question.many is not None:
            return self._pick(context, draft, question, option.value)
        return await self._take(context, draft, view, question, drafts.weigh(question, Given(option.value), view))

    def _pick(self, context: Context, draft: Draft, question: Question, value: Any) -> State:
        most = question.many[1] if question.many is not None else 1
        picked = drafts.toggle(draft.picked, value, most)
        if picked is None:
            raise Refusal("form-too-many", most=most)
        draft.picked = picked
        return self._show(context, draft)

    async def _done(self, context: Context, draft: Draft, view: FormView, _args: list[str]) -> State:
        question = self.spec.question(draft.cursor)
        if question is None or question.many is None or len(draft.picked) < question.many[0]:
            return self._outdated(context, draft)
        given = drafts.weigh(question, Given(list(draft.picked)), view)
        return await self._take(context, draft, view, question, given)

    async def _back(self, context: Context, draft: Draft, view: FormView, _args: list[str]) -> State:
        if draft.mode is not None:  # first back to the plain way of answering
            self._go(draft, draft.cursor)
            return self._show(context, draft)
        earlier = drafts.before(self.spec, view, draft.cursor)
        if earlier is not None:
            self._go(draft, earlier)
        return self._show(context, draft)

    async def _go_on(self, context: Context, draft: Draft, view: FormView, _args: list[str]) -> State:
        if draft.cursor not in draft.answers:
            return self._outdated(context, draft)
        self._go(draft, drafts.next_cursor(self.spec, view))
        return await self._arrive(context, draft)

    async def _skip(self, context: Context, draft: Draft, view: FormView, _args: list[str]) -> State:
        question = self.spec.question(draft.cursor)
        if question is None or question.required:
            return self._outdated(context, draft)
        return await self._take(context, draft, view, question, Given(None))

    async def _confirm(self, context: Context, draft: Draft, view: FormView, _args: list[str]) -> State:
        question = self.spec.question(draft.cursor)
        if question is None or draft.pending is None:
            return self._outdated(context, draft)
        return await self._take(context, draft, view, question, Given(draft.pending["value"]))

    async def _fix(self, context: Context, draft: Draft, _view: FormView, _args: list[str]) -> State:
        draft.pending = None
        return self._show(context, draft)

    async def _turn_page(self, context: Context, draft: Draft, _view: FormView, args: list[str]) -> State:
        forged = not args or not args[0].isdecimal() or len(args[0]) > LONGEST_PAGE
        draft.page = 0 if forged else int(args[0])
        return self._show(context, draft)

    async def _switch_mode(self, context: Context, draft: Draft, _view: FormView, args: list[str]) -> State:
        question = self.spec.question(draft.cursor)
        if question is None or args not in [[one.name] for one in question.alternatives]:
            return self._outdated(context, draft)
        draft.mode = args[0]
        return self._show(context, draft)

    async def _choose_field(self, context: Context, draft: Draft, _view: FormView, _args: list[str]) -> State:
        draft.choosing, draft.page = not draft.choosing, 0
        return self._show(context, draft)

    async def _edit(self, context: Context, draft: Draft, view: FormView, args: list[str]) -> State:
        if args and args[0] in [question.key for question in drafts.visible(self.spec, view)]:
            self._go(draft, args[0])
        return self._show(context, draft)

    async def _ask_to_leave(self, context: Context, draft: Draft, _view: FormView, _args: list[str]) -> State:
        draft.leaving = True
        return self._show(context, draft)

    async def _keep(self, context: Context, draft: Draft, _view: FormView, _args: list[str]) -> State:
        draft.leaving = False
        return self._show(context, draft)

    async def _leave(self, context: Context, draft: Draft, _view: FormView, _args: list[str]) -> State:
        draft.leaving = False
        self._save(context, draft)
        context.talks.suspend()
        context.show(Screen("form-left", keyboard=[[_button("form-resume", self.spec, "resume")]]))
        return None

    async def _delete(self, context: Context, _draft: Draft, _view: FormView, _args: list[str]) -> State:
        context.talks.end(self.spec.name)
        context.show(Screen("form-deleted"))
        return END

    async def _submit(self, context: Context, draft: Draft, view: FormView, _args: list[str]) -> State:
        place = drafts.next_cursor(self.spec, view)
        if draft.cursor != REVIEW or place != REVIEW:
            self._go(draft, place)
            return self._show(context, draft, context.text("form-unanswered"))
        return await self._send(context, draft, view)

    async def _send(self, context: Context, draft: Draft, view: FormView) -> State:
        outcome = await send(self.spec, context, draft, view)
        if isinstance(outcome, Again):
            fresh = await self._begin(context, tuple(draft.subject), draft)
            return self._show(context, fresh, outcome.note, outcome.ways)
        if outcome is not None:
            self._go(draft, outcome.question)
            return self._show(context, draft, outcome.note)
        context.talks.end(self.spec.name)
        return END

    # What a person writes

    async def _said(self, message: Message, context: Context, draft: Draft, view: FormView) -> State:
        question = self.spec.question(draft.cursor)
        text = clean(message.text or "")
        if text.startswith("/"):
            return await self._ask_to_leave(context, draft, view, [])
        way = typed_way(text, context.text)
        if way == "s" and question is not None and question.required:
            raise Refusal("form-not-skipped")  # else it would be somebody's surname
        if way is not None and typed_here(way, question, draft):
            return await self._steps[way](context, draft, view, [])
        if question is None or draft.leaving:
            raise Refusal("form-choose-button")
        if message.text is not None and question.file is None:
            # Even where it is refused: people mend what they wrote as often as they write it anew.
            drafts.remember_source(draft, message.message_id, question.key)
        if question.file is not None:
            parts = [message, *(part.message for part in context.turn.album if part.message is not None)]
            given = drafts.weigh(question, read_files(parts, question.file), view)
        else:
            given = read(message, text, question, draft, view)
        draft.pending = None
        return await self._take(context, draft, view, question, given)

    async def _corrected(self, message: Message, context: Context, draft: Draft, view: FormView) -> State:
        """An edited message corrects the answer that it gave, or gives the one that it failed to give."""
        question = drafts.corrected_by(self.spec, draft, view, message.message_id)
        if question is None:
            return None
        try:
            given = read_edited(message, question, draft, view)
        except Refusal as refusal:
            return self._show(context, draft, context.text(refusal.text_key, **refusal.args_))
        known = question.key in draft.answers
        if not known or given.warning is not None or question.leaves(given.value):
            if known:
                self._go(draft, question.key)
            return await self._take(context, draft, view, question, given)
        if given.value == draft.answers[question.key]:
            return None
        await self._hook(context, question, given.value)
        here = draft.cursor
        draft.answers[question.key] = given.value
        drafts.mend(self.spec, draft, replace(view, answers=draft.answers))
        if here == REVIEW:
            drafts.move(draft, drafts.next_cursor(self.spec, self._view(context, draft)))
        label = context.text(f"{self.spec.texts}-label-{question.key}")
        note = context.text("form-corrected", label=label, answer=screens.shown(question, given.value, view))
        return self._show(context, draft, note)

    # What every way has in common

    async def _take(self, context: Context, draft: Draft, view: FormView, question: Question, given: Given) -> State:
        if question.many is not None and not isinstance(given.value, list):
            return self._pick(context, draft, question, given.value)
        if given.warning is not None:
            draft.pending = {"value": given.value, "warning": given.warning, "args": dict(given.args)}
            return self._show(context, draft)
        await self._hook(context, question, given.value)
        if question.leaves(given.value):
            context.talks.end(self.spec.name)
            if self.spec.declined is not None:
                await self.spec.declined(context)
            return END
        drafts.put(self.spec, draft, view, question.key, given.value)
        self._prepare(draft)
        return await self._arrive(context, draft)

    async def _arrive(self, context: Context, draft: Draft) -> State:
        """Go on where an answer has led; the last one of a form without a review sends it."""
        if draft.cursor == REVIEW and not self.spec.review:
            return await self._send(context, draft, self._view(context, draft))
        return self._show(context, draft)

    async def _hook(self, context: Context, question: Question, value: Any) -> None:
        if question.on_answer is not None:
            await question.on_answer(context, value)

    def _go(self, draft: Draft, key: str) -> None:
        drafts.move(draft, key)
        self._prepare(draft)

    def _prepare(self, draft: Draft) -> None:
        """An ordered choice that is opened again begins with what was chosen."""
        question = self.spec.question(draft.cursor)
        if question is not None and question.many is not None:
            draft.picked = list(draft.answers.get(question.key) or [])

    def _show(self, context: Context, draft: Draft, note: Markup | None = None, ways: Keyboard = ()) -> State:
        if draft.cursor == REVIEW and not self.spec.review:
            self._go(draft, drafts.visible(self.spec, self._view(context, draft))[-1].key)
        screen = screens.current(self.spec, draft, self._view(context, draft), note)
        if ways:
            screen = replace(screen, keyboard=ways)
        if draft.keyboard and not screen.reply_keyboard:
            context.send(Screen("form-went-on", remove_reply_keyboard=True))
        draft.keyboard = bool(screen.reply_keyboard)
        context.show(screen)
        self._save(context, draft)
        return draft.cursor

    def _save(self, context: Context, draft: Draft) -> None:
        draft.touched_at, draft.reminded = context.now.isoformat(), 0
        talk = context.talks.activate(self.spec.name, draft.cursor)
        talk.data = draft.data()
        talk.due_at = drafts.next_due(self.spec, draft)

    def _read(self, talk: Talk, context: Context) -> Draft:
        draft = Draft.of(talk.data)
        drafts.mend(self.spec, draft, self._view(context, draft))
        return draft

    def _view(self, context: Context, draft: Draft) -> FormView:
        return FormView(
            draft.answers,
            context.now,
            context.content,
            context.language,
            context.person.id,
            context.room.texts,
            tuple(draft.subject),
        )


def _button(key: str, spec: FormSpec, verb: str) -> Button:
    return Button(key, Action.of(spec.name, verb))
