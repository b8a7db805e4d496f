"""One's own files: which there are, looking at them, deleting them."""

from __future__ import annotations

from telegram import Update

from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import paper_files
from cluster.paper_files import Pages, Shelf
from handlers import menu
from handlers.paper_files.common import (
    MOST,
    feature,
    leave_form,
    paper_button,
    paper_label,
    require_on,
    send_button,
    sheet,
)

MOST_PAPERS = 6


@feature.press("list")
async def shelf(_update: Update, context: Context) -> None:
    """Show the papers that may be sent."""
    _enter(context)
    context.show(_shelf(context, await _read(context, menu.number(context))))


def _shelf(context: Context, shelf: Shelf) -> Screen:
    rows = [
        [
            Button(
                "files-line",
                feature.action("paper", shelf.applicant_id, paper.key),
                args={"paper": paper.label.in_(context.language), "count": count},
            )
        ]
        for paper, count in shelf.papers[:MOST_PAPERS]
    ]
    back = Button("form-back", Action.of("admission", "papers", shelf.applicant_id))
    return Screen("files-shelf", keyboard=[*rows, [back, menu.BACK]])


@feature.press("paper")
async def paper(_update: Update, context: Context) -> None:
    """Show what there is of one paper."""
    _enter(context)
    found = await _read(context, menu.number(context))
    context.show(_paper(context, found, menu.word(context, 1)))


def _paper(context: Context, shelf: Shelf, kind: str) -> Screen:
    count, place = shelf.count(kind), (shelf.applicant_id, kind)
    args = {"paper": paper_label(context, kind), "count": count, "most": MOST, "may": int(shelf.may_change)}
    rows = []
    if shelf.may_change and count < MOST:
        rows.append([send_button(*place)])
    if count:
        rows.append([Button("files-see", feature.action("look", *place, 0))])
    if shelf.may_change and count:
        rows.append([Button("files-drop", feature.action("drop", *place))])
    rows.append([Button("form-back", feature.action("list", shelf.applicant_id)), menu.BACK])
    return Screen("files-paper", args, rows)


@feature.press("look")
async def look(_update: Update, context: Context) -> None:
    """Show the files themselves."""
    _enter(context)
    applicant_id, kind, start = menu.number(context), menu.word(context, 1), menu.number(context, 2)
    shelf = await _read(context, applicant_id)
    shelf.count(kind)
    pages: Pages = await context.read(paper_files.see, context.person.id, applicant_id, kind, start)
    for page in pages.shown:
        rows = [[Button("files-drop-one", feature.action("dropone", page.file.file_id))]] if shelf.may_change else []
        if page is pages.shown[-1]:
            rows.append(_on(pages, applicant_id, kind))
        args = {"paper": paper_label(context, kind), "number": page.number, "total": pages.total}
        context.send(Screen("files-page", args, rows, document=sheet(page, "iskra", protect=False)))


def _on(pages: Pages, applicant_id: int, kind: str) -> list[Button]:
    if pages.following is None:
        return [paper_button(applicant_id, kind)]
    return [Button("files-next", feature.action("look", applicant_id, kind, pages.following))]


@feature.press("drop")
async def ask_to_drop(_update: Update, context: Context) -> None:
    """Ask before the files of a paper are deleted."""
    _enter(context)
    applicant_id, kind = menu.number(context), menu.word(context, 1)
    count = (await _read(context, applicant_id)).count(kind)
    rows = [
        [Button("files-drop-no", feature.action("paper", applicant_id, kind))],
        [Button("files-drop-yes", feature.action("dropped", applicant_id, kind))],
    ]
    context.show(Screen("files-drop-sure", {"paper": paper_label(context, kind), "count": count}, rows))


@feature.press("dropped")
async def drop(_update: Update, context: Context) -> None:
    """Delete the files of a paper."""
    _enter(context)
    applicant_id, kind = menu.number(context), menu.word(context, 1)
    (await _read(context, applicant_id)).count(kind)
    await context.run(paper_files.drop_paper, context.now, context.person.id, applicant_id, kind)
    context.toast("files-dropped")
    context.show(_shelf(context, await _read(context, applicant_id)))


@feature.press("dropone")
async def drop_one(_update: Update, context: Context) -> None:
    """Delete one file."""
    _enter(context)
    gone: paper_files.PaperFile = await context.run(
        paper_files.drop_file, context.now, context.person.id, menu.number(context)
    )
    context.toast("files-dropped")
    found = await _read(context, gone.applicant_id)
    on_shelf = any(document.key == gone.kind for document, _ in found.papers)
    context.show(_paper(context, found, gone.kind) if on_shelf else _shelf(context, found))


def _enter(context: Context) -> None:
    require_on(context)
    leave_form(context)


async def _read(context: Context, applicant_id: int) -> Shelf:
    return await context.read(paper_files.my_shelf, context.person.id, applicant_id, context.content)
