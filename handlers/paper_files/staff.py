"""What staff of a college see of an application's files: sent to their chat, not to be saved, each look logged."""

from __future__ import annotations

from telegram import Update

from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import paper_files
from cluster.paper_files import Bundle, CollegeShelf
from handlers import menu
from handlers.paper_files.common import feature, is_on, require_on, sheet

MOST_PAPERS = 6


async def staff_rows(context: Context, application_id: int) -> list[list[Button]]:
    """Return the row that opens an application's files, for its card; none where there are none."""
    if not is_on(context):
        return []
    shelf = await context.read(paper_files.college_shelf, context.person.id, application_id, context.content)
    if not shelf.total:
        return []
    return [[Button("files-staff", feature.action("staff", application_id), args={"count": shelf.total})]]


@feature.press("staff")
async def shelf(_update: Update, context: Context) -> None:
    """Show of which papers of an application there are files."""
    require_on(context)
    found: CollegeShelf = await context.read(
        paper_files.college_shelf, context.person.id, menu.number(context), context.content
    )
    one = found.application
    rows = [
        [
            Button(
                "files-line",
                feature.action("show", one.id, paper.key, 0),
                args={"paper": paper.label.in_(context.language), "count": count},
            )
        ]
        for paper, count in found.papers[:MOST_PAPERS]
    ]
    to_card = Button("form-back", Action.of("review", "card", one.id))
    context.show(Screen("files-staff-shelf", {"no": one.number, "count": found.total}, [*rows, [to_card]]))


@feature.press("show")
async def show(_update: Update, context: Context) -> None:
    """Send the files of one paper."""
    require_on(context)
    application_id, kind, start = menu.number(context), menu.word(context, 1), menu.number(context, 2)
    found: Bundle = await context.run(
        paper_files.look, context.now, context.person.id, application_id, kind, start, context.content
    )
    label, number = found.paper.label.in_(context.language), found.application.number
    for page in found.pages.shown:
        args = {"no": number, "paper": label, "number": page.number, "total": found.pages.total}
        rows = [_on(found)] if page is found.pages.shown[-1] else []
        context.send(Screen("files-staff-page", args, rows, document=sheet(page, number, protect=True)))


def _on(found: Bundle) -> list[Button]:
    application_id, pages = found.application.id, found.pages
    if pages.following is not None:
        return [Button("files-next", feature.action("show", application_id, found.paper.key, pages.following))]
    return [Button("review-to-card", Action.of("review", "fresh", application_id))]
