"""Stands in for the name service of a process that has this folder on its path.

`TEST_NAMES` is a folder: a name in `.test` is known, as this machine, while a file of that name lies there. It stands
where aiohttp asks the loop, since uvloop asks the system without Python.
"""

import os
import socket
from pathlib import Path
from typing import Any

from aiohttp.resolver import ThreadedResolver

_true = ThreadedResolver.resolve
_names = Path(os.environ["TEST_NAMES"])


async def _resolve(self: ThreadedResolver, host: str, *arguments: Any, **options: Any) -> Any:
    if not host.endswith(".test"):
        return await _true(self, host, *arguments, **options)
    if not (_names / host).exists():
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return await _true(self, "127.0.0.1", *arguments, **options)


ThreadedResolver.resolve = _resolve
