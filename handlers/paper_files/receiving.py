"""What becomes of files that came: a job downloads and cleans them, its turn keeps them and answers for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from markupsafe import Markup
from telegram import Update

from bot.errors import FileGone, FileTooLarge
from bot.form import Subject
from bot.jobs.work import Work
from bot.screens import LINE, Screen
from bot.turn.context import Context
from bot.workshop import WorkshopError
from cluster import paper_files
from cluster.paper_files import Fate, NewFile, Receipt
from handlers import menu
from handlers.paper_files.common import MIME, MOST, feature, paper_button, require_on
from papers import scans
from papers.errors import PaperError
from papers.pictures import MOST_BYTES
from storage.errors import Refusal

JOB = "paper-files"
MEGABYTES = MOST_BYTES // 1024**2


async def start(context: Context, subject: Subject, files: Sequence[Mapping[str, Any]]) -> None:
    """Have files looked at, unless the person may not send them any more."""
    require_on(context)
    applicant_id, kind, person = menu.read_number(subject[0]), subject[1], context.person.id
    await context.run(paper_files.check_may_send, context.now, person, applicant_id, kind, context.content)
    payload = {"person": person, "applicant": applicant_id, "paper": kind, "files": list(files)}
    await context.start_job(JOB, payload)


@feature.job(JOB)
async def fetch(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Download and clean files one after the other; a bad one stands in nobody's way."""
    await work.read(
        paper_files.check_may_send,
        work.now(),
        payload["person"],
        payload["applicant"],
        payload["paper"],
        work.content(),
    )
    return {"files": [await _fetched(work, one) for one in payload["files"]]}


async def _fetched(work: Work, one: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return where a file lies and what it is, or the fault that keeps it out."""
    if "fault" in one:
        return one
    if one["size"] > MOST_BYTES:
        return {"fault": "too_large"}
    try:
        scan = await work.make(scans.read, await work.download(one["file_id"], MOST_BYTES))
    except FileTooLarge:
        return {"fault": "too_large"}
    except FileGone:
        return {"fault": "gone"}
    except PaperError as error:
        return {"fault": "heic" if error.args_.get("kind") == "heic" else error.code}
    except WorkshopError as error:
        if error.may_heal:
            raise
        return {"fault": "picture_broken"}
    return {
        "file_id": work.keep("scan", scan.content, MIME[scan.kind]),
        "format": scan.kind,
        "as_photo": scan.as_photo,
        "size": len(scan.content),
        "sha256": sha256(scan.content).hexdigest(),
    }


@feature.job_done(JOB)
async def keep(_update: Update, context: Context) -> None:
    """Keep what came in good order, and say of each file what became of it."""
    payload, found = context.job.payload, context.job.require()["files"]
    sent = [NewFile(**one) for one in found if "fault" not in one]
    place = (payload["applicant"], payload["paper"])
    try:
        require_on(context)
        receipt: Receipt = await context.run(
            paper_files.receive, context.now, context.person.id, *place, sent, context.content
        )
    except Refusal as refusal:
        await context.undo()
        await context.run(paper_files.discard, [one.file_id for one in sent])
        context.send(Screen(refusal.text_key, refusal.args_, [[menu.FRESH]]))
        return
    lines = list(_lines(context, found, receipt))
    context.send(Screen("", body=LINE.join(lines), keyboard=[[paper_button(*place)]]))


def _lines(context: Context, found: Sequence[Mapping[str, Any]], receipt: Receipt) -> Iterator[Markup]:
    """Give the lines of the answer: the paper, what was kept, every fault by the place of its file."""
    yield context.text("files-result", paper=receipt.paper.label.in_(context.language))
    told = Counter(receipt.fates)
    documents = sum(one.get("format") == "pdf" for one in found)
    for fate in (Fate.KEPT, Fate.REPEATED):
        if told[fate]:
            yield context.text(f"files-result-{fate}", count=told[fate], documents=documents)
    fates = iter(receipt.fates)
    for place, one in enumerate(found, 1):
        fault = one["fault"] if "fault" in one else next(fates)
        if fault not in {Fate.KEPT, Fate.REPEATED}:
            number = place if len(found) > 1 else 0
            yield context.text(f"files-fault-{fault}", place=number, megabytes=MEGABYTES, most=MOST)
    yield context.text("files-result-total", total=receipt.total, most=MOST)
