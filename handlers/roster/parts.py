"""A large file, applied or taken back part by part: others write in between, a process that dies goes on after it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from telegram import Update

from bot.jobs.result import FAILED
from bot.jobs.work import Work
from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster import roster
from cluster.roster import Part, RosterRow, Step, Thing
from handlers.roster.common import desk_button, feature, send_button
from storage.errors import Refusal

KIND, UNDO = "roster-apply", "roster-undo"
ROWS_A_PART = 50
"""Written in some ten milliseconds: whoever writes meanwhile waits for no more."""
PAUSE_S = 0.05


async def start(context: Context, import_id: int, college: str) -> None:
    """Have a large file applied; the second tap of a double tap starts nothing."""
    await context.start_job(KIND, {"import": import_id, "college": college}, key=str(import_id))
    context.show(Screen("roster-applying", keyboard=[[desk_button(college)]]))


async def start_undo(context: Context, import_id: int, college: str) -> None:
    """Have a large import taken back; the second tap of a double tap starts nothing."""
    await context.start_job(UNDO, {"import": import_id, "college": college}, key=str(import_id))
    context.show(Screen("roster-undoing", keyboard=[[desk_button(college)]]))


@feature.job(KIND)
async def apply(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Apply a large file: everything is looked at once more before the first part is written."""
    import_id = int(payload["import"])
    rows = await work.read(roster.rows_left, import_id)
    try:
        await _write(work, import_id, rows)
    except Refusal:
        await _take_back(work, import_id)
        raise
    numbers = await work.read(roster.numbers_of, import_id)
    await work.run(roster.finish, work.now(), import_id, numbers)
    return {}


async def _write(work: Work, import_id: int, rows: list[RosterRow]) -> None:
    steps: list[Step] = []
    for part in _parts(rows):
        steps += await work.read(roster.check_part, work.now(), import_id, part)
    await work.read(roster.check_mentors, import_id, steps)
    shared = roster.shared_by(steps)
    for part in _parts(rows):
        await work.run(roster.apply_part, work.now(), import_id, part, shared, work.content())
        await asyncio.sleep(PAUSE_S)


async def _take_back(work: Work, import_id: int) -> list[Part]:
    """Take an import back part by part; return what each came to."""
    done: list[Part] = []
    last: int | None = 0
    while last is not None:
        part: Part = await work.run(roster.undo_part, work.now(), import_id, last, ROWS_A_PART)
        last = part.last
        done.append(part)
        await asyncio.sleep(PAUSE_S)
    await work.run(roster.end_parts, work.now(), import_id)
    return done


def _parts(rows: list[RosterRow]) -> list[list[RosterRow]]:
    return [rows[start : start + ROWS_A_PART] for start in range(0, len(rows), ROWS_A_PART)]


@feature.job_done(KIND)
async def applied(_update: Update, context: Context) -> None:
    """Show what a large file came to, or why it was taken back."""
    import_id, college = int(context.job.payload["import"]), str(context.job.payload["college"])
    if context.job.error is not None:
        go_on = Button("roster-apply", feature.action("apply", import_id))
        way = go_on if context.job.error == FAILED else send_button(college, again=True)
        context.send(Screen(context.job.error, dict(context.job.error_args), [[way], [desk_button(college)]]))
        return
    from handlers.roster.steps import applied_screen

    context.send(applied_screen(context, await context.read(roster.applied, context.person.id, import_id)))


@feature.job(UNDO)
async def undo(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take a large import back."""
    done = await _take_back(work, int(payload["import"]))
    parts = [[one.gone, one.back, one.unplanned, list(one.left), [list(some) for some in one.lost]] for one in done]
    return {"parts": parts}


@feature.job_done(UNDO)
async def undone(_update: Update, context: Context) -> None:
    """Show what the undoing of a large import came to."""
    from handlers.roster.steps import undone_screen

    import_id, college = int(context.job.payload["import"]), str(context.job.payload["college"])
    if context.job.error is not None:
        go_on = Button("roster-undo-yes", feature.action("undo-sure", import_id))
        context.send(Screen(context.job.error, dict(context.job.error_args), [[go_on], [desk_button(college)]]))
        return
    parts = [
        Part(gone, back, unplanned, tuple(left), lost=tuple((student, Thing(what)) for student, what in lost))
        for gone, back, unplanned, left, lost in context.job.require()["parts"]
    ]
    done = await context.read(roster.summary, context.person.id, import_id, parts)
    context.send(undone_screen(context, done))
