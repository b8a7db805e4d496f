"""`iskra status`: what waits, what went out, and what needs a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bot.commands import house
from bot.config import Config, load_config, locate
from cluster import content_store
from storage import duties, inbox, jobs, outbox, revisions
from storage.inbox import InboxState
from storage.jobs import JobState
from storage.outbox import OutboxState


@dataclass(frozen=True)
class Status:
    """One look at the machine room, all from the same moment."""

    received: dict[InboxState, int]
    outgoing: dict[OutboxState, int]
    jobs: dict[JobState, int]
    oldest_update: datetime | None
    oldest_message: datetime | None
    oldest_job: datetime | None
    next_duty: datetime | None
    duties_set_aside: int
    content_version: int


def run(config_file: Path | None) -> int:
    """Print the status; 1 where something needs a person."""
    config = load_config(locate(config_file))
    now = house.run(house.present(config))
    found = house.run(_look(config, now))
    console = Console()
    console.print(
        f"{house.shown(config.storage.url)} at revision {revisions.newest()}, content {found.content_version}"
    )
    console.print(_table(found, now))
    lines = _trouble(found)
    for line in lines:
        console.print(line, style="bold red", markup=False)
    console.print("Needs a person: see above" if lines else "Nothing needs a person")
    return 1 if lines else 0


async def _look(config: Config, now: datetime) -> Status:
    async with house.opened(config) as database:
        return await database.read(look, now)


def look(session: Session, now: datetime) -> Status:
    """Return the status at `now`."""
    return Status(
        received=inbox.counts(session),
        outgoing=outbox.counts(session),
        jobs=jobs.counts(session),
        oldest_update=inbox.oldest_waiting(session),
        oldest_message=outbox.oldest_owed(session, now),
        oldest_job=jobs.oldest_waiting(session),
        next_duty=duties.next_due(session),
        duties_set_aside=duties.set_aside(session),
        content_version=content_store.content_version(session),
    )


def _table(found: Status, now: datetime) -> Table:
    table = Table("what", "state", "rows", "oldest", show_edge=False)
    for received in InboxState:
        oldest = _age(found.oldest_update, now) if received is InboxState.WAITING else ""
        table.add_row("updates", received.value, str(found.received.get(received, 0)), oldest)
    for outgoing in OutboxState:
        oldest = _age(found.oldest_message, now) if outgoing is OutboxState.WAITING else ""
        table.add_row("messages", outgoing.value, str(found.outgoing.get(outgoing, 0)), oldest)
    for job in (JobState.WAITING, JobState.FAILED):
        oldest = _age(found.oldest_job, now) if job is JobState.WAITING else ""
        table.add_row("jobs", job.value, str(found.jobs.get(job, 0)), oldest)
    table.add_row("duties", "next due", "", f"{found.next_duty:%Y-%m-%d %H:%M} UTC" if found.next_duty else "none")
    table.add_row("duties", "set aside", str(found.duties_set_aside), "")
    return table


def _age(moment: datetime | None, now: datetime) -> str:
    return f"{max(0, round((now - moment).total_seconds()))} s" if moment else ""


def _trouble(found: Status) -> list[str]:
    """Return what does not heal by itself, and what to do about it."""
    cases = [
        (
            found.received.get(InboxState.QUARANTINED, 0),
            "updates were set aside after three attempts: read the log for them",
        ),
        (found.outgoing.get(OutboxState.DEAD, 0), "messages were refused by Telegram for good: the log says why"),
        (
            found.outgoing.get(OutboxState.UNCERTAIN, 0),
            "messages may or may not have arrived: settle them in the operators' chat",
        ),
        (found.jobs.get(JobState.FAILED, 0), "jobs failed and were given up: read the log for them"),
        (found.duties_set_aside, "duties failed and were set aside: read the log for them"),
    ]
    return [f"{count} {sentence}" for count, sentence in cases if count]
