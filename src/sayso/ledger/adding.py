"""Adding reports to a ledger: items in, read by worker processes, kept in batches; a batch holds whole reports only."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Literal, TypeVar

from sqlalchemy import Connection, insert, update

from sayso.document import Metadata
from sayso.errors import InputError
from sayso.intake.fetching.answers import Unchanged
from sayso.intake.item import Failure, Item
from sayso.intake.sniffing import Form
from sayso.ledger.bringing import Bringing, Note, note_of
from sayso.ledger.failing import note_failure, note_solved
from sayso.ledger.fetches import moment_of, version_at
from sayso.ledger.opening import Ledger
from sayso.ledger.pool import Task, worked
from sayso.ledger.relinking import relink
from sayso.ledger.rows import dumped
from sayso.ledger.schema import RUNS
from sayso.ledger.working import Done, digest_of, place_of, work
from sayso.ledger.writing import Arrival, keep, keep_again, taken_in
from sayso.settings import Settings

T = TypeVar("T")

BATCH = 64
BATCH_SECONDS = 1.0
"""A batch is committed when it holds so many reports, or is so old: what is acknowledged is on the disk."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input, told once it is safely kept; `version` is None for a failure, whose `problem` says why."""

    where: str
    outcome: Literal["added", "changed", "unchanged", "failed"]
    version: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """An input that is as it was when it gave a version, captured anew; `version` is None for an address that gave none, a list of pages."""

    where: str
    captured_at: str
    version: int | None


@dataclass(slots=True)
class Tally:
    """Counts of a run, and the CPU time of its reading; `noted` are rows of another ledger that are no reports."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    noted: int = 0
    engine_seconds: float = 0.0

    def count(self, outcome: str) -> None:
        """One more with this outcome."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    @property
    def done(self) -> int:
        """All inputs that were not failures."""
        return self.added + self.changed + self.unchanged


@dataclass
class Adding:
    """One run that adds items; `given` is what the caller says of them all, `captured` when they were captured if they do not say."""

    ledger: Ledger
    settings: Settings
    given: Metadata = field(default_factory=Metadata)
    captured: str | None = None
    processes: int = 0
    command: str = "add"
    tally: Tally = field(default_factory=Tally)
    _bringing: Bringing = field(default_factory=Bringing)

    def run(self, items: Iterable[Item | Failure | Unchanged], source: Callable[[str], str] = str) -> Iterator[Added]:
        """What became of each item, in the order in which they are done, each told after it is committed.

        Raises LedgerError if the ledger fails; what was told before is kept. `source` says what the caller named to reach an item.
        """
        started = self.ledger.clock()
        with self.ledger.writing() as connection:
            values = {"command": self.command, "started_at": started}
            run = int(connection.execute(insert(RUNS).returning(RUNS.c.id), values).scalar_one())
        results: Iterator[Entry] = worked(self._entries(items), processes=self.processes or os.cpu_count() or 1)
        for batch in batches(results):
            yield from self._kept(batch, run, started, source)
        with self.ledger.writing() as connection:
            relink(connection, also=self._bringing.names)
            ended = {"ended_at": self.ledger.clock(), "outcome": dumped(asdict(self.tally))}
            connection.execute(update(RUNS).where(RUNS.c.id == run).values(ended))

    def _entries(self, items: Iterable[Item | Failure | Unchanged]) -> Iterator[Task[Done] | Failure | Added | Again | Note]:
        """Tasks for the items that are new; failures and inputs known already as they are."""
        settings = replace(self.settings, origins={})  # workers need the values only
        with self.ledger.reading() as connection:
            for item in items:
                if isinstance(item, Failure):
                    yield item
                    continue
                if isinstance(item, Unchanged):
                    yield Again(item.where, moment_of(item.fetched_at), version_at(connection, item.where, item.url))
                    connection.rollback()
                    continue
                if item.form is Form.NOTE and not (isinstance(note := note_of(item), Note) and note.sort == "earlier"):
                    yield note
                    continue
                digest = digest_of(item, self.given)
                version = taken_in(connection, digest)
                connection.rollback()  # the next look sees what has been added since
                task = Task(item.where, partial(work, item, self.given, settings, digest), digest)
                yield task if version is None else self._again(item, version) or task

    def _again(self, item: Item, version: int) -> Again | Added | None:
        """What to keep of an item that gave a version before: when it was captured, if that is known; None if it has to be read anew."""
        captured = item.captured or self.captured
        if captured is None:
            return Added(item.where, "unchanged", version)
        return Again(item.where, captured, version) if item.form in {Form.PAGE, Form.TEXT} else None

    def _kept(self, batch: Sequence[Entry], run: int, started: str, source: Callable[[str], str]) -> Sequence[Added]:
        """A batch in one transaction."""
        now = self.ledger.clock()
        with self.ledger.writing() as connection:
            told = [one for entry in batch if (one := self._keep(connection, entry, run, started, now, source)) is not None]
        for one in told:
            self.tally.count(one.outcome)
        return told

    def _keep(self, connection: Connection, entry: Entry, run: int, started: str, now: str, source: Callable[[str], str]) -> Added | None:
        if isinstance(entry, Added):
            return entry
        if isinstance(entry, Note):
            return self._noted(connection, entry, source, now)
        if isinstance(entry, Again):
            return _seen(connection, entry, now)
        digest, result = (entry[0].key, entry[1]) if isinstance(entry, tuple) else (None, entry)
        if isinstance(result, Failure):
            return _failed(connection, result, source, digest, now)
        captured = result.captured or self.captured or started
        place = result.past.place if result.past else place_of(result.where)
        arrival = Arrival(result.document, result.extract, captured, place, result.digest, result.past)
        kept = keep(connection, arrival, now=now, run=run)
        self.tally.engine_seconds += result.engine_seconds
        note_solved(connection, result.where, now=now)
        return Added(result.where, kept.outcome, kept.version)

    def _noted(self, connection: Connection, note: Note, source: Callable[[str], str], now: str) -> Added | None:
        """Keeps a note of another ledger; tells only of one that cannot be kept."""
        try:
            self.tally.noted += self._bringing.keep(connection, note)
        except InputError as error:
            return _failed(connection, Failure(note.where, error), source, None, now)
        return None


def _seen(connection: Connection, again: Again, now: str) -> Added:
    note_solved(connection, again.where, now=now)
    if again.version is None:
        return Added(again.where, "unchanged")
    kept = keep_again(connection, again.version, again.captured_at, now=now)
    return Added(again.where, kept.outcome, kept.version)


def _failed(connection: Connection, failure: Failure, source: Callable[[str], str], digest: str | None, now: str) -> Added:
    note_failure(connection, failure, source=source(failure.where), digest=digest, now=now)
    return Added(failure.where, "failed", None, failure.error.problem)


Entry = tuple[Task[Done], Done | Failure] | Failure | Added | Again | Note


def batches(entries: Iterable[T]) -> Iterator[list[T]]:
    """Entries in batches that are neither large nor old (BATCH, BATCH_SECONDS)."""
    batch: list[T] = []
    since = time.monotonic()
    for entry in entries:
        batch.append(entry)
        if len(batch) >= BATCH or time.monotonic() - since >= BATCH_SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch
