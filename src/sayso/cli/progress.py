"""A line on standard error that says how far a long run has come."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self

from sayso.intake.inputs import Progress
from sayso.render.symbols import one_line, shortened

_PATIENCE = 1.0
_BETWEEN_LINES = 15.0


class Meter:
    """Shows what is being read once a run takes longer than a second; rewritten on a terminal, now and then a line elsewhere.

    A context manager that is also the callback of `read_all`.
    """

    def __init__(self, *, on: bool = True) -> None:
        """Off, it stays silent."""
        self._on = on
        self._now = Progress("", 0)
        self._started = time.monotonic()
        self._shown = False
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __call__(self, progress: Progress) -> None:
        """Notes how far the run has come."""
        self._now = progress

    def __enter__(self) -> Self:
        """Begins to watch."""
        if self._on:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stops, and clears the line."""
        self._end.set()
        if self._on:
            self._thread.join()
        self.clear()

    def clear(self) -> None:
        """Takes the line off the terminal, before something else is printed."""
        if self._shown and sys.stderr.isatty():
            _write("\r\x1b[K")
            self._shown = False

    def aside(self, say: Callable[[str], None]) -> Callable[[str], None]:
        """`say` for what is said while the line may be on the terminal."""
        def said(message: str) -> None:
            self.clear()
            say(message)

        return said

    def _line(self, seconds: float) -> str:
        done = f"{self._now.done} read, now " if self._now.done else "reading "
        return f"{done}{shortened(one_line(self._now.where or '…'), 60)} ({seconds:.0f} s)"

    def _watch(self) -> None:
        while not self._end.wait(_PATIENCE if sys.stderr.isatty() else _BETWEEN_LINES):
            line = self._line(time.monotonic() - self._started)
            if sys.stderr.isatty():
                _write(f"\r\x1b[K{line}")
                self._shown = True
            else:
                _write(f"sayso: {line}\n")


class RunMeter(Meter):
    """A meter with the rate and, where the number of inputs is known, the time left; `done` counts reports kept."""

    def __init__(self, total: int | None, *, on: bool = True) -> None:
        """`total` is the number of inputs that will be opened, None if it cannot be told."""
        super().__init__(on=on)
        self._total = total
        self._opened = 0
        self.done = 0

    def __call__(self, progress: Progress) -> None:
        """Notes that one more input is opened."""
        super().__call__(progress)
        self._opened += 1

    def each(self, numbers: Iterable[int], name: str) -> Iterator[int]:
        """The numbers, each noted as it is begun."""
        for number in numbers:
            self(Progress(f"{name} {number}", self.done))
            yield number

    def _line(self, seconds: float) -> str:
        rate = f"{self.done} reports, {self.done / max(seconds, 0.1):.1f} a second"
        left = ""
        if self._total and self._total > 1 and self._opened > 1:
            share = min(1.0, (self._opened - 1) / self._total)
            left = f", {share:.0%}, {_clock(seconds * (1 - share) / share)} left"
        return f"{rate}{left}; now {shortened(one_line(self._now.where or '…'), 50)}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def _write(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
