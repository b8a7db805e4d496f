"""`iskra status`: what waits, what went out, and what needs a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bot.commands import house
from bot.commands.backup import last_one
from bot.commands.serving import serving
from bot.config import Config, load_config, locate
from bot.operators import masked
from cluster import content_store
from cluster.internship import keeping
from cluster.internship.keeping import Forgotten
from storage import duties, inbox, jobs, outbox, queues, revisions, settling
from storage.backup import LastGood, last_good
from storage.inbox import InboxState
from storage.jobs import JobState
from storage.outbox import OutboxState
from storage.queues import Queue
from storage.settling import Stuck, StuckRow

MOST_LISTED = 100
Line = Callable[[Config, datetime], str]
# What is told of the house beside the table, a line each: who keeps something of their own adds one.
LINES: tuple[Line, ...] = (lambda config, _now: serving(config.health),)


@dataclass(frozen=True)
class Status:
    """One look at the machine room, all from the same moment."""

    received: dict[InboxState, int]
    outgoing: dict[OutboxState, int]
    jobs: dict[JobState, int]
    queues: dict[str, Queue]
    left_behind: int
    next_duty: datetime | None
    duties_set_aside: int
    content_version: int
    to_forget: Forgotten
    backup: LastGood | None = None
    forgotten: Forgotten | None = None
    rows: list[StuckRow] = field(default_factory=list)
    contents: dict[int, bytes] = field(default_factory=dict)


def run(config_file: Path | None, *, each: bool = False, show: bool = False) -> int:
    """Print the status, with `each` also the rows that need a person; 1 where something needs one."""
    config = load_config(locate(config_file))
    now = house.run(house.present(config))
    found = house.run(_look(config, now, each=each, show=each and show))
    console = Console()
    console.print(
        f"{house.shown(config.storage.url)} at revision {revisions.newest()}, content {found.content_version}"
    )
    for tell in LINES:
        console.print(tell(config, now), highlight=False, markup=False)
    console.print(last_one(found.backup, now), highlight=False, markup=False)
    console.print(_table(found, now))
    for line in described(found, now):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    lines = _trouble(found)
    for line in lines:
        console.print(line, style="bold red", markup=False)
    console.print("Needs a person: see above" if lines else "Nothing needs a person")
    return 1 if lines else 0


async def _look(config: Config, now: datetime, *, each: bool, show: bool) -> Status:
    async with house.opened(config) as database:
        unplaced_for = timedelta(days=config.retention.unplaced_days)
        return await database.read(look, now, each=each, show=show, unplaced_for=unplaced_for)


def look(
    session: Session,
    now: datetime,
    *,
    each: bool = False,
    show: bool = False,
    unplaced_for: timedelta = keeping.UNPLACED_FOR,
) -> Status:
    """Return the status at `now`; with `each` the rows that need a person, with `show` what they hold.

    `unplaced_for`: how long students are kept who never had a practice.
    """
    rows = [row for kind in Stuck for row in settling.stuck(session, kind, MOST_LISTED)] if each else []
    contents = {row.id: settling.content(session, row.kind, row.id) or b"" for row in rows} if show else {}
    return Status(
        received=inbox.counts(session),
        outgoing=outbox.counts(session),
        jobs=jobs.counts(session),
        queues=queues.queues(session, now),
        left_behind=settling.left_behind(session),
        next_duty=duties.next_due(session),
        duties_set_aside=duties.set_aside(session),
        content_version=content_store.content_version(session),
        backup=last_good(session),
        to_forget=keeping.to_forget(session, now, unplaced_for),
        forgotten=keeping.last_forgotten(session),
        rows=rows,
        contents=contents,
    )


def _table(found: Status, now: datetime) -> Table:
    table = Table("what", "state", "rows", "oldest", show_edge=False)
    inbox_queue, job_queue = found.queues[queues.INBOX], found.queues[queues.JOBS]
    for received in InboxState:
        oldest = _age(inbox_queue.oldest, now) if received is InboxState.WAITING else ""
        table.add_row("updates", received.value, str(found.received.get(received, 0)), oldest)
    for outgoing in OutboxState:
        table.add_row("messages", outgoing.value, str(found.outgoing.get(outgoing, 0)), "")
        if outgoing is OutboxState.WAITING:
            for lane in queues.LANES.values():
                queue = found.queues[lane]
                table.add_row("", f"due now: {lane}", str(queue.rows), _age(queue.oldest, now))
    for job in (JobState.WAITING, JobState.FAILED):
        oldest = _age(job_queue.oldest, now) if job is JobState.WAITING else ""
        table.add_row("jobs", job.value, str(found.jobs.get(job, 0)), oldest)
    table.add_row("duties", "next due", "", f"{found.next_duty:%Y-%m-%d %H:%M} UTC" if found.next_duty else "none")
    table.add_row("duties", "set aside", str(found.duties_set_aside), "")
    table.add_row("students", "practised long ago, to be forgotten tonight", str(found.to_forget.practised), "")
    table.add_row("students", "never placed, to be forgotten tonight", str(found.to_forget.unplaced), "")
    if (last := found.forgotten) is not None:
        table.add_row("students", f"forgotten on {last.on}", f"{last.practised} + {last.unplaced}", "")
    return table


def described(found: Status, now: datetime) -> list[str]:
    """Return a line for each row that needs a person, with its content where that was asked for."""
    lines = []
    for row in found.rows:
        what = f"update {row.what}" if row.kind is Stuck.QUARANTINE else row.what
        lines.append(
            f"{row.kind.value} {row.id}  {what}  chat {masked(row.chat_id)}  {_age(row.since, now)} ago  "
            f"{row.error or 'no reason known'}"
        )
        if row.id in found.contents:
            lines.append(f"    {_readable(found.contents[row.id])}")
    return lines


def _readable(content: bytes) -> str:
    try:
        return orjson.dumps(orjson.loads(content)).decode()
    except ValueError:
        return f"{len(content)} bytes that are no JSON"


def _age(moment: datetime | None, now: datetime) -> str:
    return f"{max(0, round((now - moment).total_seconds()))} s" if moment else ""


def _trouble(found: Status) -> list[str]:
    """Return what does not heal by itself, and what to do about it."""
    dead = found.outgoing.get(OutboxState.DEAD, 0) - found.left_behind
    cases = [
        (
            found.received.get(InboxState.QUARANTINED, 0),
            "updates were set aside after three attempts: iskra status --list, then iskra settle quarantine",
        ),
        (dead, "messages were refused by Telegram for good: iskra status --list, then iskra settle dead"),
        (
            found.outgoing.get(OutboxState.UNCERTAIN, 0),
            "messages may or may not have arrived: iskra status --list, then iskra settle uncertain",
        ),
        (found.jobs.get(JobState.FAILED, 0), "jobs failed and were given up: read the log for them"),
        (found.duties_set_aside, "duties failed and were set aside: read the log for them"),
    ]
    return [f"{count} {sentence}" for count, sentence in cases if count]
