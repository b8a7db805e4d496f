"""`iskra serve` for the demo: what takes long to import is imported while the sandbox starts, then they meet."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bot.commands.quick import quick_import


def main(config_file: Path) -> None:
    """Wait until the sandbox answers, then serve; the parent ends this process when it never does."""
    with quick_import():
        from bot.commands import serve
        from bot.config import load_config
        from bot.demo.processes import ask
    root = load_config(config_file).telegram.base_url
    port = int(root.rpartition(":")[2])
    while ask(port, "GET", "/") is None:
        time.sleep(0.03)
    serve.run(config_file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
