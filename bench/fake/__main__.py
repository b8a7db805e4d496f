"""`python -m bench.fake`: serve on loopback until SIGTERM, at most `--max-seconds`; the port is the first line."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from datetime import datetime

import uvloop

from bench.fake.api import FakeTelegram
from bench.fake.http import Connection


async def serve(arguments: argparse.Namespace) -> None:
    loop = asyncio.get_running_loop()
    telegram = FakeTelegram(arguments.token, arguments.round_trip_ms / 1000, arguments.moment, strict=arguments.strict)
    server = await loop.create_server(lambda: Connection(telegram.asked), "127.0.0.1", 0, backlog=2048)
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    print(server.sockets[0].getsockname()[1], flush=True)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), arguments.max_seconds)
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--token", required=True)
    parser.add_argument("--round-trip-ms", type=float, required=True)
    parser.add_argument("--moment", type=datetime.fromisoformat, required=True)
    parser.add_argument("--max-seconds", type=float, required=True)
    parser.add_argument("--strict", action="store_true")
    uvloop.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
