"""Reports through worker processes, in any order; a worker that dies takes one report with it, never the run."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.errors import FaultError
from sayso.intake.item import Failure
from sayso.ledger.working import begin

P = TypeVar("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Task(Generic[R]):
    """A report to be worked on: `where` names it, `work` does it in whatever process (it must pickle), `key` is the caller's own."""

    where: str
    work: Callable[[], R | Failure]
    key: str


_AHEAD = 3
"""Items waiting for each worker: enough to keep it busy, few enough to keep memory small."""


def worked(entries: Iterable[Task[R] | P], *, processes: int) -> Iterator[tuple[Task[R], R | Failure] | P]:
    """Each task with what came of it, as they are done; what is no task passes through at once.

    With one process the work is done in this one, in order.
    """
    if processes < 2:
        for entry in entries:
            if isinstance(entry, Task):
                yield entry, entry.work()
            else:
                yield entry
        return
    crew: _Crew[R] = _Crew(processes)
    results: Iterator[tuple[Task[R], R | Failure] | P] = crew.run(entries)
    yield from results


class _Crew(Generic[R]):
    """A pool that is made anew when a worker dies; what it worked on is then tried alone, to find which report did it."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool = self._made(processes)
        self._under_way: dict[Future[R | Failure], Task[R]] = {}

    def run(self, entries: Iterable[Task[R] | P]) -> Iterator[tuple[Task[R], R | Failure] | P]:
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

    def _sent(self, task: Task[R]) -> Iterator[tuple[Task[R], R | Failure]]:
        try:
            self._under_way[self._pool.submit(task.work)] = task
        except BrokenProcessPool:
            yield from self._salvaged([task])

    def _finished(self) -> Iterator[tuple[Task[R], R | Failure]]:
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        lost: list[Task[R]] = []
        for future in done:
            task = self._under_way.pop(future)
            try:
                yield task, future.result()
            except BrokenProcessPool:
                lost.append(task)
        if lost:
            yield from self._salvaged(lost)

    def _salvaged(self, lost: list[Task[R]]) -> Iterator[tuple[Task[R], R | Failure]]:
        """Every report that was under way when a worker died, each in a process of its own."""
        lost += self._under_way.values()
        self._under_way.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)
        for task in lost:
            yield task, self._alone(task)
        self._pool = self._made(self._processes)

    def _alone(self, task: Task[R]) -> R | Failure:
        with self._made(1) as pool:
            try:
                return pool.submit(task.work).result()
            except BrokenProcessPool:
                where = task.where
                return Failure(where, FaultError(where, "the process that read it died (out of memory?); the other inputs go on"))

    @staticmethod
    def _made(processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=begin)

