"""Items through worker processes, in any order; a worker that dies takes one report with it, never the run."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

from sayso.document import Metadata
from sayso.errors import FaultError
from sayso.intake.item import Failure, Item
from sayso.ledger.working import Done, begin, work
from sayso.settings import Settings

P = TypeVar("P")
Result = Done | Failure


@dataclass(frozen=True, slots=True)
class Task:
    """An item to be read, what the caller says of it, the settings, and the digest of all that."""

    item: Item
    given: Metadata
    settings: Settings
    digest: str


_AHEAD = 3
"""Items waiting for each worker: enough to keep it busy, few enough to keep memory small."""


def worked(entries: Iterable[Task | P], *, processes: int) -> Iterator[tuple[Task, Result] | P]:
    """Each task with what came of it, as they are done; what is no task passes through at once.

    With one process the work is done in this one, in order.
    """
    if processes < 2:
        yield from ((entry, _done(entry)) if isinstance(entry, Task) else entry for entry in entries)
        return
    yield from _Crew(processes).run(entries)


def _done(task: Task) -> Result:
    return work(task.item, task.given, task.settings, task.digest)


class _Crew:
    """A pool that is made anew when a worker dies; what it worked on is then tried alone, to find which report did it."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool = self._made(processes)
        self._under_way: dict[Future[Result], Task] = {}

    def run(self, entries: Iterable[Task | P]) -> Iterator[tuple[Task, Result] | P]:
        try:
            for entry in entries:
                if not isinstance(entry, Task):
                    yield entry
                    continue
                yield from self._sent(entry)
                if len(self._under_way) >= _AHEAD * self._processes:
                    yield from self._finished()
            while self._under_way:
                yield from self._finished()
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _sent(self, task: Task) -> Iterator[tuple[Task, Result]]:
        try:
            self._under_way[self._pool.submit(_done, task)] = task
        except BrokenProcessPool:
            yield from self._salvaged([task])

    def _finished(self) -> Iterator[tuple[Task, Result]]:
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        lost: list[Task] = []
        for future in done:
            task = self._under_way.pop(future)
            try:
                yield task, future.result()
            except BrokenProcessPool:
                lost.append(task)
        if lost:
            yield from self._salvaged(lost)

    def _salvaged(self, lost: list[Task]) -> Iterator[tuple[Task, Result]]:
        """Every report that was under way when a worker died, each in a process of its own."""
        lost += self._under_way.values()
        self._under_way.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)
        for task in lost:
            yield task, self._alone(task)
        self._pool = self._made(self._processes)

    def _alone(self, task: Task) -> Result:
        with self._made(1) as pool:
            try:
                return pool.submit(_done, task).result()
            except BrokenProcessPool:
                where = task.item.where
                return Failure(where, FaultError(where, "the process that read it died (out of memory?); the other inputs go on"))

    @staticmethod
    def _made(processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=begin)

