"""Nothing but the database may be awaited while a turn holds the writer's place: on SQLite everybody waits for it."""

from __future__ import annotations

import types
from collections.abc import Coroutine, Generator
from typing import Any, TypeVar

from storage.database import Transaction
from storage.errors import IskraError

T = TypeVar("T")


class AwaitInsideTransaction(IskraError):
    """A handler awaited something else between its first `context.run` and the commit."""


@types.coroutine
def guarded(work: Coroutine[Any, Any, T], transaction: Transaction) -> Generator[Any, Any, T]:
    """Drive `work`, and stop it where it waits for anything but its own open transaction."""
    value: Any = None
    failure: BaseException | None = None
    while True:
        try:
            waited_for = work.throw(failure) if failure is not None else work.send(value)
        except StopIteration as stop:
            result: T = stop.value
            return result
        failure = None
        if transaction.holding and not transaction.waiting:
            failure = AwaitInsideTransaction(
                "a handler awaited something other than context.run while its transaction was open"
            )
            _discard(waited_for)
            continue
        try:
            value = yield waited_for
        except BaseException as error:  # handed on to the work, cancellation too
            failure, value = error, None


def _discard(waited_for: Any) -> None:
    # The task never sees this future: take back its claim so that nobody waits for it.
    if getattr(waited_for, "_asyncio_future_blocking", False):
        waited_for._asyncio_future_blocking = False
        waited_for.cancel()
