"""What a job brings: an update of its chat, so that its turn comes in order, once, after any crash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from telegram import Chat, Update, User
from telegram.constants import ChatType

from storage.base import new_id
from storage.errors import Refusal
from storage.inbox import Arrival
from storage.jobs import Job

FIELD = "iskra_job"
FAILED = "core-job-failed"


@dataclass(frozen=True)
class JobResult:
    """What became of a job. With `error`, the key of a text with `error_args`, there is no `result`."""

    kind: str
    payload: Mapping[str, Any]
    result: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    error_args: Mapping[str, Any] = field(default_factory=dict)

    def require(self) -> Mapping[str, Any]:
        """Return the result; a `Refusal` with the error where there is none, so that the person is told."""
        if self.error is not None:
            raise Refusal(self.error, **self.error_args)
        return self.result


class JobUpdate(Update):
    """An update that no person sent. It belongs to whoever started the job, in the chat where they did."""

    __slots__ = ("_chat", "_user", "job")

    def __init__(self, update_id: int, job: JobResult, chat_id: int, user_id: int) -> None:
        super().__init__(update_id)
        with self._unfrozen():
            self.job = job
            self._chat = Chat(chat_id, ChatType.PRIVATE if chat_id == user_id else ChatType.GROUP)
            self._user = User(user_id, "", is_bot=False)

    @property
    def effective_chat(self) -> Chat:
        """Return the chat in which the job was started."""
        return self._chat

    @property
    def effective_user(self) -> User:
        """Return who started the job."""
        return self._user


def arrival_of(job: Job, found: JobResult, now: datetime) -> Arrival:
    """Return the update that brings what became of a job. Its number is that of the job: it comes once."""
    said = {
        "kind": found.kind,
        "payload": found.payload,
        "result": found.result,
        "error": found.error,
        "error_args": found.error_args,
        "chat_id": job.chat_id,
        "user_id": job.user_id,
    }
    raw = orjson.dumps({"update_id": -job.id, FIELD: said})
    return Arrival(new_id(), job.bot_id, -job.id, job.chat_id, None, raw, now)


def brings_job(arrival: Arrival) -> bool:
    """Whether an arrival is what a job brought. Telegram's updates are numbered above zero."""
    return arrival.update_id < 0


def read_update(arrival: Arrival) -> JobUpdate:
    """Return the update of an arrival that a job brought."""
    said = orjson.loads(arrival.raw)[FIELD]
    chat_id, user_id = said.pop("chat_id"), said.pop("user_id")
    return JobUpdate(arrival.update_id, JobResult(**said), chat_id, user_id)
