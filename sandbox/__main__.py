"""`python -m sandbox`: Telegram on your desk, for any bot."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from sandbox.server import serve
from sandbox.settings import PortTakenError, SandboxError, SandboxSettings


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: loopback only)")
    parser.add_argument("--port", type=int, default=8900, help="0 takes a free one (default: 8900)")
    parser.add_argument("--state", type=Path, metavar="DIR", help="keep everything in this folder (default: in memory)")
    parser.add_argument("--cast", type=Path, metavar="FILE", help="TOML file with people for an empty state")
    parser.add_argument("--start-at", type=_moment, metavar="ISO", help="virtual moment on an empty state")
    parser.add_argument("--rate", type=float, default=1.0, help="virtual seconds in a real one (default: 1)")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run until Ctrl-C; return 0, or 3 for a taken port, or 2 for anything else that prevents the start."""
    args = _arguments(argv)
    settings = SandboxSettings(args.host, args.port, args.state, args.start_at, args.rate, args.cast)
    try:
        serve(settings)
    except PortTakenError as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 3
    except SandboxError as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
