"""The list as a file: the template out, the list in; what is wrong comes back marked in a copy of their own file."""

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
from cluster.calendar import day_of
from cluster.content import Content
from handlers import menu
from handlers.ranking.common import LIST_FORM, desk_button, feature
from handlers.ranking.steps import show_preview
from handlers.ranking.tables import (
    fault_text,
    list_columns,
    list_rows,
    programme_labels,
    template_columns,
    template_rows,
)
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


async def at_desk(context: Context, subject: Subject) -> Mapping[str, Any]:
    """Open a form only to who works on the college."""
    await context.read(ranking.check, context.person.id, college_of(subject))
    return {}


def college_of(subject: Subject) -> str:
    """Return the college that a form is about."""
    return subject[0] if subject else ""


async def start_reading(context: Context, kind: str, filled: BaseModel, subject: Subject) -> None:
    """Have a file read outside the turn; one of a kind at a time for each person and college."""
    assert isinstance(filled, Sent)
    college, content = college_of(subject), context.content
    await context.run(ranking.check, context.person.id, college)
    payload = {
        **job_payload(context, college, content),
        "file_id": filled.file[0]["file_id"],
        "name": filled.file[0]["name"],
    }
    started = await context.start_job(kind, payload, key=f"{college}:{context.person.id}")
    context.show(Screen("ranking-reading" if started else "ranking-reading-already", keyboard=[[desk_button(college)]]))


def job_payload(context: Context, college: str, content: Content) -> dict[str, Any]:
    """Return what every job of ranking is told."""
    campaign = ranking.campaign_on(content, day_of(context.now)).key
    return {"college": college, "campaign": campaign, "person": context.person.id, "language": context.language}


# --- the template out ---------------------------------------------------------------------------------


@feature.press("template")
async def ask_template(_update: Update, context: Context) -> None:
    """Have the template made, with everybody in it who belongs on the list."""
    college = menu.word(context)
    await context.read(ranking.check, context.person.id, college)
    payload = job_payload(context, college, context.content)
    await context.start_job("ranking-template", payload, key=f"{college}:{context.person.id}")
    context.toast("ranking-making")


@feature.job("ranking-template")
async def make_template(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the template."""
    content, words = work.content(), Words(work.text, payload["language"])
    college, campaign = payload["college"], payload["campaign"]
    labels = programme_labels(content, college, campaign, words)
    found = await work.read(ranking.to_list, payload["person"], college, campaign)
    title = words("ranking-sheet-list", college=content.college(college).short.in_(words.language))
    made = await work.make(
        template, template_columns(list(labels), words), title, words("ranking-sheet-allowed"), {},
        template_rows(found, labels),
    )  # fmt: skip
    return {"file": work.keep(words("ranking-file-name-list", campaign=campaign), made, EXCEL), "count": len(found)}


@feature.job_done("ranking-template")
async def send_template(_update: Update, context: Context) -> None:
    """Send the template."""
    made = context.job.require()
    college = str(context.job.payload["college"])
    form = Button(f"{LIST_FORM}-open", Action.of(LIST_FORM, "open", college))
    key = "ranking-template-filled" if made["count"] else "ranking-template-empty"
    rows = [[form], [desk_button(college, fresh=True)]]
    await send_file(context, int(made["file"]), Screen(key, {"count": made["count"]}, rows))


# --- the list in ----------------------------------------------------------------------------------------


async def _submit(context: Context, filled: BaseModel, subject: Subject) -> None:
    await start_reading(context, "ranking-read", filled, subject)


feature.form(file_form(LIST_FORM, _submit, at_desk))


@feature.job("ranking-read")
async def read_list(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read a list and prepare it; what is wrong in it goes into a marked copy instead."""
    content, person = work.content(), int(payload["person"])
    college, campaign = str(payload["college"]), str(payload["campaign"])
    sent = await work.download(payload["file_id"], MOST_BYTES)
    words = {one: Words(work.text, one) for one in languages(payload["language"])}
    labels = {one: programme_labels(content, college, campaign, say) for one, say in words.items()}
    columns = {one: list_columns(list(labels[one]), say) for one, say in words.items()}
    language, table = await read_table(work, sent, columns)
    rows, faults = list_rows(table, labels[language]), cell_faults(table)
    found = await work.read(ranking.check_list, person, college, campaign, rows)
    # With rows left out, what is said of places would be wrong.
    faults += [one for one in found if not (faults and one.column == "place")]
    if faults:
        own = words[payload["language"]]
        file = await marked_copy(work, sent, columns[language], faults, own, fault_text)
        return {"faults": len(faults), "rows": len({one.row for one in faults}), "file": file}
    step = await work.run(ranking.prepare_list, work.now(), person, college, campaign, rows)
    return {"step": step.id}


@feature.job_done("ranking-read")
async def list_read(_update: Update, context: Context) -> None:
    """Show what the list would change, or what is wrong with it."""
    await show_read(context, LIST_FORM)


async def show_read(context: Context, form: str) -> None:
    """Show what became of a file: why it is refused, its marked copy, or the preview."""
    college = str(context.job.payload["college"])
    again = [[Button(f"{form}-again", Action.of(form, "open", college))], [desk_button(college, fresh=True)]]
    if context.job.error is not None or "file" in context.job.require():
        await context.room.forms[form].listen(context, (college,))  # a corrected file may follow at once
    if context.job.error is not None:
        args = dict(context.job.error_args)
        if context.job.error == "ranking-list-foreign":
            args["college"] = context.content.college(str(args["college"])).short.in_(context.language)
        context.send(Screen(context.job.error, args, again))
        return
    read = context.job.require()
    if "file" in read:
        await send_file(context, int(read["file"]), Screen("ranking-faults", {"rows": read["rows"]}, again))
        return
    await show_preview(context, await context.read(ranking.load, context.person.id, int(read["step"])))
