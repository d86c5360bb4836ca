"""Asking at a pace that a host can bear: one question at a time, a pause between two, and patience when it is busy."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

ENOUGH = 3
"""Questions in a row that a host may leave unanswered before it is left alone for the rest of a run."""


class Politeness:
    """One question at a time for each host, with `delay` seconds between the end of one and the beginning of the next."""

    def __init__(self, delay: float, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._guard = Lock()
        self._locks: dict[str, Lock] = {}
        self._last: dict[str, float] = {}
        self._silent: dict[str, int] = {}

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Iterator[None]:
        """Waits until the host may be asked, and keeps others from asking it meanwhile; `delay` is what the host asks for."""
        with self._guard:
            lock = self._locks.setdefault(host, Lock())
        with lock:
            if host in self._last:
                wait = self._last[host] + max(self._delay, delay) - self._clock()
                if wait > 0:
                    self._sleep(wait)
            try:
                yield
            finally:
                self._last[host] = self._clock()

    def note(self, host: str, *, answered: bool) -> None:
        """Counts the questions in a row that a host has left unanswered, however often they were put."""
        self._silent[host] = 0 if answered else self._silent.get(host, 0) + 1

    def given_up(self, host: str) -> bool:
        """True for a host that has left several questions unanswered: it would cost minutes for each of the pages on it."""
        return self._silent.get(host, 0) >= ENOUGH

    def pause(self, seconds: float) -> None:
        """Waits before a question is put again."""
        self._sleep(seconds)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a question is put (`attempts` in all), and how long is waited in between: `first` seconds, then twice that, and so on."""

    attempts: int = 3
    first: float = 2.0
    longest: float = 60.0

    def wait(self, attempt: int, asked_for: float | None = None) -> float | None:
        """Seconds until the next attempt after `attempt` of them, or None if that is enough.

        A server that asks for more time than `longest` is left alone: its wish is kept, and the run does not stand still.
        """
        wait = max(self.first * 2 ** (attempt - 1), asked_for or 0.0)
        return None if attempt >= self.attempts or wait > self.longest else wait


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (a number, or a date: RFC 9110, 10.2.3); None if it says nothing."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
