"""`python -m bench.profiled serve`: Iskra, with what its CPU goes into written to `BENCH_PROFILE` at its end.

A thread looks every few milliseconds at what each thread has used of the CPU since and where it stands now. That costs
little and knows the event loop from the database's writer, unlike cProfile, which doubles the cost of small functions.
It looks when the interpreter lets it, so that a function in C shows up as its caller. It begins when the file named
like the profile, with the suffix `.begin`, appears.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

EVERY_S = 0.002
SHOWN = 45
STDLIB = str(Path(os.__file__).parent) + os.sep
ROOT = str(Path(__file__).parents[1]) + os.sep


class Sampler(threading.Thread):
    """Attributes the CPU of every thread to where it stands."""

    def __init__(self, out: Path) -> None:
        super().__init__(name="sampler", daemon=True)
        self._out = out
        self._spent: dict[int, float] = {}
        self._names: dict[int, str] = {}
        self._total: defaultdict[str, float] = defaultdict(float)
        self._own: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._all: defaultdict[tuple[str, str], float] = defaultdict(float)

    def run(self) -> None:
        begin = self._out.with_suffix(".begin")
        while not begin.exists():
            time.sleep(0.05)
        while True:
            time.sleep(EVERY_S)
            self._look()

    def _look(self) -> None:
        frames = sys._current_frames()
        for thread in threading.enumerate():
            ident = thread.ident
            if ident is None or ident not in frames or thread is self:
                continue
            try:
                spent = time.clock_gettime(time.pthread_getcpuclockid(ident))
            except OSError:  # it ended meanwhile
                continue
            used, self._spent[ident] = spent - self._spent.get(ident, spent), spent
            if used > 0:
                self._blame(thread.name, frames[ident], used)

    def _blame(self, name: str, frame: FrameType, used: float) -> None:
        self._total[name] += used
        self._own[name, _place(frame)] += used
        seen = set()
        step: FrameType | None = frame
        while step is not None:
            place = _place(step)
            if place not in seen:
                seen.add(place)
                self._all[name, place] += used
            step = step.f_back

    def write(self) -> None:
        """Write what was seen: for each thread its CPU seconds, and where they went."""
        lines = []
        for name, total in _most(self._total):
            lines.append(f"thread {name}: {total:.3f} CPU seconds")
            for title, counted in (("by itself", self._own), ("with all it called", self._all)):
                lines.append(f"  {title}:")
                here = {place: used for (thread, place), used in counted.items() if thread == name}
                lines += [f"  {used / total:7.1%}  {place}" for place, used in _most(here)[:SHOWN]]
        self._out.write_text("\n".join(lines) + "\n", "utf-8")


def _most(counted: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(counted.items(), key=lambda one: -one[1])


def _place(frame: FrameType) -> str:
    file = frame.f_code.co_filename
    short = file.removeprefix(ROOT).rpartition("site-packages" + os.sep)[2].removeprefix(STDLIB)
    return f"{short}:{frame.f_code.co_firstlineno} {frame.f_code.co_qualname}"


def main() -> None:
    from bot.cli import main as iskra

    sys.setswitchinterval(0.0005)
    sampler = Sampler(Path(os.environ["BENCH_PROFILE"]))
    sampler.start()
    try:
        iskra()
    finally:
        sampler.write()


if __name__ == "__main__":
    main()
