"""The file: the template out, the list in; what is wrong comes back marked in a copy of their own file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel
from telegram import Update

from bot.form import Subject
from bot.jobs.work import Work
from bot.screens import Screen
from bot.turn.context import Context
from cluster import roster
from cluster.calendar import day_of
from cluster.roster import Labels, Raw, RosterRow
from cluster.tables import RowFault
from handlers import menu
from handlers.roster.common import FORM, desk_button, feature, send_button
from handlers.roster.steps import show_preview
from handlers.roster.tables import MOST_ROWS, allowed, columns, fault_text, labels, raw_rows
from handlers.tables import (
    EXCEL,
    MOST_BYTES,
    Sent,
    Words,
    cell_faults,
    file_form,
    languages,
    marked_copy,
    read_table,
    send_file,
)
from papers.tables import template

T = TypeVar("T")

ROWS_A_BREATH = 40
"""How many rows are understood in one go on the loop: some two milliseconds, less than a reply takes."""
BREATH_S = 0.005
ROWS_A_LOOK = 250
"""How many are compared with the database at once."""


def _payload(context: Context, college: str) -> dict[str, Any]:
    return {"college": college, "person": context.person.id, "language": context.language}


# --- the template out ---------------------------------------------------------------------------------


@feature.press("template")
async def ask_template(_update: Update, context: Context) -> None:
    """Have the template made. It holds no student: whom the bot knows, it recognises."""
    college = menu.word(context)
    await context.read(roster.check, context.person.id, college)
    await context.start_job("roster-template", _payload(context, college), key=f"{college}:{context.person.id}")
    context.toast("roster-making")


@feature.job("roster-template")
async def make_template(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the template, with what may stand in its cells."""
    content, words, college = work.content(), Words(work.text, payload["language"]), str(payload["college"])
    found = await work.read(roster.directory, int(payload["person"]), college, content)
    made = await work.make(
        template,
        columns(words),
        words("roster-sheet", college=content.college(college).short.in_(words.language)),
        words("roster-sheet-allowed"),
        allowed(content, college, found, words),
    )
    return {"file": work.keep(words("roster-file-name"), made, EXCEL)}


@feature.job_done("roster-template")
async def send_template(_update: Update, context: Context) -> None:
    """Send the template."""
    made, college = context.job.require(), str(context.job.payload["college"])
    rows = [[send_button(college)], [desk_button(college, fresh=True)]]
    await send_file(context, int(made["file"]), Screen("roster-template-ready", {"most": MOST_ROWS}, rows))


# --- the list in ----------------------------------------------------------------------------------------


async def _at_desk(context: Context, subject: Subject) -> Mapping[str, Any]:
    await context.read(roster.check, context.person.id, subject[0] if subject else "")
    return {}


async def _submit(context: Context, filled: BaseModel, subject: Subject) -> None:
    """Have the file read outside the turn; one at a time for each person and college."""
    assert isinstance(filled, Sent)
    college = subject[0] if subject else ""
    await context.run(roster.check, context.person.id, college)
    payload = {**_payload(context, college), "file_id": filled.file[0]["file_id"]}
    started = await context.start_job("roster-read", payload, key=f"{college}:{context.person.id}")
    context.show(Screen("roster-reading" if started else "roster-reading-already", keyboard=[[desk_button(college)]]))


feature.form(file_form(FORM, _submit, _at_desk))


@feature.job("roster-read")
async def read_list(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read a list and prepare it; what is wrong in it goes into a marked copy instead."""
    content, person, college = work.content(), int(payload["person"]), str(payload["college"])
    sent = await work.download(payload["file_id"], MOST_BYTES)
    words = {one: Words(work.text, one) for one in languages(payload["language"])}
    language, table = await read_table(work, sent, {one: columns(say) for one, say in words.items()}, MOST_ROWS)
    found = await work.read(roster.directory, person, college, content)
    known = labels(content, college, found, words.values())
    rows, faults = await _understood(raw_rows(table), known, day_of(work.now()))
    steps, against = await _compared(work, person, college, rows)
    crowded = await work.read(roster.crowded, person, college, steps)
    faults = [*cell_faults(table), *faults, *against, *crowded]
    if faults:
        file = await marked_copy(work, sent, columns(words[language]), faults, words[payload["language"]], fault_text)
        return {"rows": len({one.row for one in faults}), "file": file}
    alike = await work.read(roster.similar, person, college, steps)
    weighed = await work.read(roster.weigh, work.now(), person, college, steps, alike, content)
    kept = await work.run(roster.prepare, work.now(), person, college, found.version, weighed)
    return {"import": kept.id}


async def _understood(raw: Sequence[Raw], known: Labels, today: date) -> tuple[list[RosterRow], list[RowFault]]:
    """Understand rows a few at a time: whoever writes meanwhile waits for a few of them, not for thousands."""
    rows: list[RosterRow] = []
    faults: list[RowFault] = []
    people: list[tuple[int, str]] = []
    for part in _parts(raw, ROWS_A_BREATH):
        for one in part:
            row, wrong = roster.read_row(one, known, today)
            faults += wrong
            if row is not None:
                rows.append(row)
            # Whatever else is wrong in a row, a person who stands there twice is told in the same round.
            who = row.identity if row is not None else roster.who_is(one)
            if who is not None:
                people.append((one.row, who))
        await asyncio.sleep(BREATH_S)
    return rows, [*faults, *roster.doubles(people)]


async def _compared(
    work: Work, person: int, college: str, rows: Sequence[RosterRow]
) -> tuple[list[roster.Step], list[RowFault]]:
    """Compare rows with what the bot has, in short looks."""
    steps: list[roster.Step] = []
    faults: list[RowFault] = []
    for part in _parts(rows, ROWS_A_LOOK):
        seen = await work.read(roster.examine, work.now(), person, college, part)
        steps += seen.steps
        faults += seen.faults
    return steps, faults


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


@feature.job_done("roster-read")
async def list_read(_update: Update, context: Context) -> None:
    """Show what the list would change, or what is wrong with it."""
    college = str(context.job.payload["college"])
    again = [[send_button(college, again=True)], [desk_button(college, fresh=True)]]
    if context.job.error is not None or "file" in context.job.require():
        await context.room.forms[FORM].listen(context, (college,))  # a corrected file may follow at once
    if context.job.error is not None:
        context.send(Screen(context.job.error, dict(context.job.error_args), again))
        return
    read = context.job.require()
    if "file" in read:
        await send_file(context, int(read["file"]), Screen("roster-faults", {"rows": read["rows"]}, again))
        return
    await show_preview(context, int(read["import"]))
