"""The enrolment list as a file: out with who may be enrolled, in again with the order's number and date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import Subject
from bot.jobs.work import Work
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import ranking
from handlers import menu
from handlers.ranking.common import ENROL_FORM, desk_button, feature
from handlers.ranking.importing import at_desk, job_payload, show_read, start_reading
from handlers.ranking.tables import enrol_columns, enrol_rows, enrol_sheet, fault_text
from handlers.tables import (
    EXCEL,
    MOST_BYTES,
    Words,
    cell_faults,
    file_form,
    languages,
    marked_copy,
    read_table,
    send_file,
)
from papers.tables import write


@feature.press("enrolment")
async def ask_list(_update: Update, context: Context) -> None:
    """Have the enrolment list made."""
    college = menu.word(context)
    await context.read(ranking.check, context.person.id, college)
    payload = job_payload(context, college, context.content)
    await context.start_job("ranking-enrolment", payload, key=f"{college}:{context.person.id}")
    context.toast("ranking-making")


@feature.job("ranking-enrolment")
async def make_list(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the enrolment list."""
    content, words = work.content(), Words(work.text, payload["language"])
    found = await work.read(ranking.to_enrol, payload["person"], payload["college"], payload["campaign"])
    title = words("ranking-sheet-enrol")
    made = await work.make(write, [enrol_sheet(found, content, words, title)])
    name = words("ranking-file-name-enrol", campaign=payload["campaign"])
    return {"file": work.keep(name, made, EXCEL), "count": len(found)}


@feature.job_done("ranking-enrolment")
async def send_list(_update: Update, context: Context) -> None:
    """Send the enrolment list."""
    made = context.job.require()
    college = str(context.job.payload["college"])
    rows = [
        [Button(f"{ENROL_FORM}-open", Action.of(ENROL_FORM, "open", college))],
        [desk_button(college, fresh=True)],
    ]
    await send_file(context, int(made["file"]), Screen("ranking-enrol-list", {"count": made["count"]}, rows))


async def _submit(context: Context, filled: BaseModel, subject: Subject) -> None:
    await start_reading(context, "ranking-enrol", filled, subject)


feature.form(file_form(ENROL_FORM, _submit, at_desk))


@feature.job("ranking-enrol")
async def read_enrolment(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read an enrolment list that came back and prepare it, or mark what is wrong."""
    person, college, campaign = int(payload["person"]), str(payload["college"]), str(payload["campaign"])
    sent = await work.download(payload["file_id"], MOST_BYTES)
    words = {one: Words(work.text, one) for one in languages(payload["language"])}
    columns = {one: enrol_columns(say) for one, say in words.items()}
    language, table = await read_table(work, sent, columns)
    rows, faults = enrol_rows(table), cell_faults(table)
    faults += await work.read(ranking.check_enrolment, work.now(), person, college, campaign, rows)
    if faults:
        own = words[payload["language"]]
        file = await marked_copy(work, sent, columns[language], faults, own, fault_text)
        return {"faults": len(faults), "rows": len({one.row for one in faults}), "file": file}
    step = await work.run(ranking.prepare_enrolment, work.now(), person, college, campaign, rows)
    return {"step": step.id}


@feature.job_done("ranking-enrol")
async def enrolment_read(_update: Update, context: Context) -> None:
    """Show who would be enrolled, or what is wrong with the list."""
    await show_read(context, ENROL_FORM)
