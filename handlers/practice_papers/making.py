"""Papers of a practice as files: which there are, what is missing for one, the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup
from telegram import Update

from bot.feature import Feature
from bot.jobs.work import Work
from bot.screens import BLANK, LINE, Button, Document, Screen
from bot.turn.context import Context
from cluster import practice_papers as papers
from cluster import russian
from cluster.content.templates import TEMPLATES
from cluster.internship import card as cards
from cluster.internship.card import PlacementCard
from handlers import menu
from handlers.internship.card import offer
from handlers.internship.common import card_button
from papers.documents import Kind, fill, slots_of
from papers.errors import PaperError
from storage import files
from storage.errors import Forbidden, NotFound, Refusal

feature = Feature("papers")

MAKE = "practice-paper"
MOST_DAYS = 10
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@offer
def _on_card(found: PlacementCard) -> list[Button]:
    if found.placement.status in papers.NONE_YET:
        return []
    return [Button("practice_papers-open", feature.action("open", found.placement.id))]


@feature.press("open")
async def open_papers(_update: Update, context: Context) -> None:
    """Show which papers somebody may have of a placement."""
    placement_id = menu.number(context)
    kinds = await context.read(papers.kinds_for, context.person.id, placement_id)
    rows = [
        [Button(f"practice_papers-name-{kind}", feature.action("make", placement_id, kind.value))] for kind in kinds
    ]
    key = "practice_papers-which" if kinds else "practice_papers-none"
    context.show(Screen(key, keyboard=[*rows, [_back(context, placement_id)]]))


def _back(context: Context, placement_id: int) -> Button:
    role = context.person.role
    staffed = role is not None and role.value in {"student", "mentor", "parent"}
    return menu.BACK if staffed else card_button(placement_id)


@feature.press("make")
async def make_pressed(_update: Update, context: Context) -> None:
    """Have a paper made; the second tap of a double tap starts nothing."""
    placement_id, kind = menu.number(context), _kind(menu.word(context, 1))
    if kind not in await context.read(papers.kinds_for, context.person.id, placement_id):
        raise Forbidden
    await context.run(cards.look, context.now, context.person.id, placement_id)
    payload = {"placement": placement_id, "kind": kind.value, "person": context.person.id}
    if not await context.start_job(MAKE, payload, key=f"{placement_id}:{kind.value}:{context.person.id}"):
        context.toast("practice_papers-making-already")
        return
    context.toast("practice_papers-making")


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise NotFound from None


@feature.job(MAKE)
async def make(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the paper of the college's template; what is missing is the result where anything is."""
    kind, placement_id, person = Kind(payload["kind"]), int(payload["placement"]), int(payload["person"])
    facts = await work.read(papers.facts_for, work.now(), person, placement_id, kind, work.content())
    template = _template(work, kind)
    told = {"placement": placement_id, "kind": kind.value}
    try:
        shown = await work.make(slots_of, template)
        filled = papers.values_of(kind, facts, work.content(), lambda key: work.text("ru", key), shown)
        if filled.missing:
            days = {one.value: [day.isoformat() for day in filled.days.get(one, ())] for one in filled.missing}
            return {**told, "missing": days}
        content = await work.make(fill, template, kind, filled.values)
    except PaperError as error:
        # The template was changed since it was checked: the college is told to ask who keeps it.
        raise Refusal("practice_papers-template", code=error.code) from error
    return {**told, "missing": {}, "file": work.keep(f"{kind.value}-{placement_id}.docx", content, DOCX)}


def _template(work: Work, kind: Kind) -> bytes:
    path = Path(work.setting("content_folder")) / TEMPLATES / kind.file_name
    if not path.is_file():
        raise Refusal("practice_papers-no-template")
    return path.read_bytes()


@feature.job_done(MAKE)
async def hand_over(_update: Update, context: Context) -> None:
    """Send the paper, or say what is missing for it; unless the right ended meanwhile."""
    result = context.job.require()
    placement_id, kind = int(result["placement"]), Kind(result["kind"])
    if kind not in await context.read(papers.kinds_for, context.person.id, placement_id):
        raise Forbidden
    name = context.text(f"practice_papers-name-{kind}")
    rows = [[Button("practice_papers-back", feature.action("open", placement_id))]]
    if result["missing"]:
        context.send(Screen("", body=_lacking(context, name, result["missing"]), keyboard=rows))
        return
    file = await context.run(files.get, int(result["file"]))
    if file is None:
        raise Refusal("practice_papers-gone")
    await context.run(files.forget, [file.id])
    document = Document(file.name, file.content, file.mime)
    context.send(Screen("practice_papers-file", {"name": name}, rows, document=document))


def _lacking(context: Context, name: Markup, missing: Mapping[str, Sequence[str]]) -> Markup:
    lines = [Markup("\u2022 {}").format(_lack(context, papers.Missing(one), days)) for one, days in missing.items()]
    return BLANK.join([context.text("practice_papers-lacks", name=name), LINE.join(lines)])


def _lack(context: Context, one: papers.Missing, days: Sequence[str]) -> Markup:
    """Return what is missing, and of which days; a long list is cut, and how many are left out is said."""
    named = [russian.format_short_day(date.fromisoformat(day), context.language) for day in days[:MOST_DAYS]]
    return context.text(one.text_key, days=", ".join(named), more=max(0, len(days) - MOST_DAYS))
