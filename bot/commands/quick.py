"""Importing much, quickly, and no more of it than serving needs."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator
from typing import Any

# Libraries take these wherever they find them, 7 MB and a tenth of a second, for what nobody here uses: structlog and
# httpx for tracebacks in colour, which would print local variables, and for a command line; python-telegram-bot for its
# job queue.
UNWANTED = ("rich", "pygments", "click", "apscheduler")


@contextlib.contextmanager
def quick_import() -> Iterator[None]:
    """Keep the garbage collector and `UNWANTED` packages out of a long import: that saves a quarter of its time.

    Libraries that can do without a package see it as not installed; afterwards it can be imported as ever. What was
    imported stays for the life of the process, so later collections need not look at it either.
    """
    modules: dict[str, Any] = sys.modules
    hidden = [name for name in UNWANTED if name not in modules]
    modules.update(dict.fromkeys(hidden))  # None stands for "not to be found"
    gc.disable()
    try:
        yield
    finally:
        for name in hidden:
            modules.pop(name, None)
        gc.enable()
        gc.freeze()
