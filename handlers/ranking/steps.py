"""A step over many applications: shown before it is applied, applied, dropped, taken back."""

from __future__ import annotations

from telegram import Update

from bot.screens import BLANK, Button, Screen
from bot.turn.context import Context
from cluster import ranking
from cluster.calendar import to_moscow
from cluster.ranking import Step, StepKind, Undone
from handlers import menu
from handlers.ranking import looks
from handlers.ranking.common import desk_button, feature
from handlers.ranking.desk import desk_screen
from storage.errors import Refusal


async def show_preview(context: Context, step: Step) -> None:
    """Show what a step would change, and the two ways on."""
    rows = [
        [Button("ranking-apply", feature.action("apply", step.id))],
        [Button("ranking-drop", feature.action("drop", step.id)), desk_button(step.college)],
    ]
    parts = await _parts(context, step)
    context.show(Screen("", body=BLANK.join(parts), keyboard=rows))


async def _parts(context: Context, step: Step) -> list[looks.Part]:
    now, me, content = context.now, context.person.id, context.content
    match step.kind:
        case StepKind.LIST:
            return looks.of_list(context, await context.read(ranking.preview_list, now, me, step.id, content))
        case StepKind.RECOMMEND:
            return looks.of_seats(context, await context.read(ranking.preview_seats, now, me, step.id, content))
        case StepKind.FREE:
            return looks.of_freeing(context, await context.read(ranking.preview_freeing, now, me, step.id, content))
        case StepKind.ENROL:
            return looks.of_enrolment(context, await context.read(ranking.preview_enrolment, now, me, step.id))


@feature.press("apply")
async def apply(_update: Update, context: Context) -> None:
    """Apply what was looked at."""
    step: Step = await context.run(ranking.apply, context.now, context.person.id, menu.number(context), context.content)
    until = f"{to_moscow((step.applied_at or context.now) + ranking.UNDO_FOR):%H:%M}"
    rows = [[desk_button(step.college)]]
    if step.kind is not StepKind.FREE:
        what = context.text(f"ranking-kind-{step.kind}")
        rows.insert(0, [Button("ranking-undo", feature.action("undo", step.id), args={"what": what})])
    context.show(Screen(f"ranking-applied-{step.kind}", {"until": until}, rows))


@feature.press("drop")
async def drop(_update: Update, context: Context) -> None:
    """Cancel what was prepared."""
    step: Step = await context.run(ranking.drop, context.now, context.person.id, menu.number(context))
    context.show(await desk_screen(context, step.college, context.text("ranking-dropped")))


@feature.press("undo")
async def ask_to_undo(_update: Update, context: Context) -> None:
    """Ask before a step is taken back."""
    step: Step = await context.read(ranking.load, context.person.id, menu.number(context))
    if not ranking.may_undo(step, context.now):
        raise Refusal("ranking-undo-late" if step.state is ranking.PreviewState.APPLIED else "ranking-undo-gone")
    rows = [[Button("ranking-undo-yes", feature.action("undo-sure", step.id))], [desk_button(step.college)]]
    what = context.text(f"ranking-kind-{step.kind}")
    context.show(Screen("ranking-undo-ask", {"what": what}, rows))


@feature.press("undo-sure")
async def undo(_update: Update, context: Context) -> None:
    """Take a step back."""
    done: Undone = await context.run(ranking.undo, context.now, context.person.id, menu.number(context))
    parts = [context.text("ranking-undone", count=done.back)]
    if done.left_count:
        named = looks.people(done.left, done.left_count)
        parts.append(context.text("ranking-undone-left", count=done.left_count, people=named))
    context.show(Screen("", body=BLANK.join(parts), keyboard=[[desk_button(done.step.college)]]))
