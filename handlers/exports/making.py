"""Making the file: read page by page, put together in a process of its own, handed over in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Update

from bot.jobs.work import Work
from bot.screens import Document, Screen
from bot.turn.context import Context
from cluster import exports
from cluster.admission import TargetInterest
from cluster.calendar import day_of
from cluster.content import BaseEducation
from cluster.exports import FIELDS, Cell, Export, Words
from handlers import menu
from handlers.exports.common import REPORTS, campaign_year, facts, feature
from handlers.naming import organisation_name
from papers.tables import Column, Kind, Sheet, write
from storage import files
from storage.admission import ApplicationStatus
from storage.errors import Refusal
from storage.outbox import Lane

MAKE = "export"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Mapping[str, Kind] = {
    "birth_date": Kind.DATE,
    "grade": Kind.NUMBER,
    "priority": Kind.INTEGER,
    "dorm": Kind.YES_NO,
    "submitted": Kind.DATE,
}
"""What is no text. Phones and official numbers are: a number would lose their zeros."""
WIDTHS = {"name": 34, "school": 34, "programmes": 28, "target": 28, "status": 22, "phone": 18, "consent": 18}


@feature.press("make")
async def make_pressed(_update: Update, context: Context) -> None:
    """Make a file that was allowed."""
    await start(context, menu.number(context))


async def start(context: Context, export_id: int) -> None:
    """Have the file made; the second tap of a double tap starts nothing."""
    export = await context.run(exports.permitted, context.now, context.person.id, export_id)
    payload = {"export": export.id, "person": context.person.id, "language": context.language}
    if not await context.start_job(MAKE, payload, key=str(export.id)):
        context.toast("exports-making-already")
    args = facts(context.room.texts, context.content, context.language, export)
    context.show(Screen("exports-making", args, [[REPORTS]]))


@feature.job(MAKE)
async def make(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the file; the rights are asked for each page of it."""
    person, export_id, language = int(payload["person"]), int(payload["export"]), str(payload["language"])
    export = await work.read(exports.permitted, work.now(), person, export_id)
    words, rows, after = _words(work, language), list[Mapping[str, Cell]](), 0
    while True:
        page = await work.read(exports.page, work.now(), person, export_id, after, work.content(), words)
        if not page.rows:
            break
        rows.extend(page.rows)
        after = page.last
    if not rows:
        raise Refusal("exports-nothing")
    content = await work.make(write, [_sheet(work, language, export, rows)])
    return {"export": export_id, "rows": len(rows), "file": work.keep(_name(work, export), content, XLSX)}


@feature.job_done(MAKE)
async def hand_over(_update: Update, context: Context) -> None:
    """Send the file, unless the right ended meanwhile, and put it on the record."""
    result = context.job.require()
    rows = int(result["rows"])
    export: Export = await context.run(exports.deliver, context.now, context.person.id, int(result["export"]), rows)
    file = await context.run(files.get, int(result["file"]))
    if file is None:
        raise Refusal("exports-gone")
    await context.run(files.forget, [file.id])
    args = facts(context.room.texts, context.content, context.language, export)
    document = Document(file.name, file.content, file.mime)
    context.send(Screen("exports-file", args, [[REPORTS]], document=document))
    if export.alone:
        _tell_operators(context, export)


def _tell_operators(context: Context, export: Export) -> None:
    """Tell the operators of a large export for which there was nobody to give a second word."""
    to = context.room.operator_chat_id
    if to is None:
        return
    screen = Screen("exports-operator-alone", facts(context.room.texts, context.content, "ru", export))
    key = f"export-alone:{export.id}"
    call = context.room.outgoing(screen, to, "ru", context.now, lane=Lane.NOTICE, dedupe_key=key)
    context.turn.calls.append(call)


def _words(work: Work, language: str) -> Words:
    return Words(
        language,
        {one: work.text(language, f"review-status-{one}") for one in ApplicationStatus},
        {one: work.text(language, f"admission-option-base_education-{one}") for one in BaseEducation},
        {one: work.text(language, f"admission-option-target_interest-{one}") for one in TargetInterest},
    )


def _sheet(work: Work, language: str, export: Export, rows: list[Mapping[str, Cell]]) -> Sheet:
    yes_no = (work.text(language, "exports-yes"), work.text(language, "exports-no"))
    columns = [
        Column(
            field,
            work.text(language, f"exports-column-{field}"),
            KINDS.get(field, Kind.TEXT),
            width=WIDTHS.get(field, 14),
            choices=yes_no if KINDS.get(field) is Kind.YES_NO else (),
        )
        for field in FIELDS
    ]
    at = work.text(language, "exports-note", day=day_of(export.asked_at).strftime("%d.%m.%Y"))
    return Sheet(organisation_name(work.content(), export.college, language), columns, rows, note=at)


def _name(work: Work, export: Export) -> str:
    """Return a file's name, which says nothing about anybody: it is seen in lists of chats and downloads."""
    campaign = campaign_year(work.content(), export.campaign)
    return f"applications-{export.college}-{campaign}-{day_of(work.now()):%Y-%m-%d}.xlsx"
