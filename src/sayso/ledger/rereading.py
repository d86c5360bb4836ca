"""Reading anew: the texts that the ledger keeps, by the present engine, with what that changes; earlier readings stay."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from sayso.block import BLOCKS, Block
from sayso.contract import to_json
from sayso.document import Document, Reading
from sayso.errors import InputError
from sayso.intake.item import Failure, Intake, Item
from sayso.intake.sniffing import Form
from sayso.ledger.adding import batches
from sayso.ledger.comparing import Change, compare
from sayso.ledger.failing import REREAD, note_failure, note_solved
from sayso.ledger.opening import Ledger
from sayso.ledger.pool import Task, worked
from sayso.ledger.relinking import relink
from sayso.ledger.rows import Extract, dumped, extract
from sayso.ledger.schema import READINGS, RUNS, TEXTS, VERSIONS
from sayso.ledger.stored import document_of, whole
from sayso.ledger.versions import Capture, Version
from sayso.ledger.working import guarded
from sayso.ledger.writing import keep_reading
from sayso.settings import Settings


@dataclass(frozen=True, slots=True)
class Anew:
    """A version read anew in a worker: what the parent needs to keep, and what changed."""

    version: int
    extract: Extract
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one version, told once it is safely kept: read as before, read otherwise (with the changes), or failed (with the problem)."""

    version: int
    outcome: Literal["same", "changed", "failed"]
    changes: tuple[Change, ...] = ()
    problem: str | None = None


@dataclass(slots=True)
class RereadTally:
    """Counts of a run; `present` were read by this engine already."""

    same: int = 0
    changed: int = 0
    failed: int = 0
    present: int = 0


@dataclass
class Rereading:
    """One run; with `dry` nothing is kept. A run that was stopped goes on where it was: what this engine has read is passed over."""

    ledger: Ledger
    settings: Settings
    processes: int = 0
    dry: bool = False
    tally: RereadTally = field(default_factory=RereadTally)

    def run(self, versions: Iterable[int]) -> Iterator[Reread]:
        """What became of each version that another engine read, in the order in which they are done; raises LedgerError."""
        run = None if self.dry else self._begun()
        results: Iterator[tuple[Task[Anew], Anew | Failure]] = worked(self._tasks(versions), processes=self.processes or os.cpu_count() or 1)
        for batch in batches(results):
            yield from self._kept(batch)
        if run is not None:
            with self.ledger.writing() as connection:
                relink(connection)
                ended = {"ended_at": self.ledger.clock(), "outcome": dumped(asdict(self.tally))}
                connection.execute(update(RUNS).where(RUNS.c.id == run).values(ended))

    def _begun(self) -> int:
        with self.ledger.writing() as connection:
            values = {"command": "reread", "started_at": self.ledger.clock()}
            return int(connection.execute(insert(RUNS).returning(RUNS.c.id), values).scalar_one())

    def _tasks(self, versions: Iterable[int]) -> Iterator[Task[Anew]]:
        """Tasks for the versions that another engine has read."""
        settings = replace(self.settings, origins={})
        now = present_engine(settings)
        for version in versions:
            with self.ledger.reading() as connection:
                chosen = select(READINGS.c.engine, READINGS.c.layers).where(READINGS.c.version == version, READINGS.c.current)
                engine, layers = connection.execute(chosen).one()
                document = None if same_engine(engine, now) else document_of(connection, version)
            if document is None:
                self.tally.present += 1
                continue
            where = f"version {version}"
            yield Task(where, partial(read_anew, where, version, document, Extract(engine, layers), settings), str(version))

    def _kept(self, batch: Sequence[tuple[Task[Anew], Anew | Failure]]) -> Sequence[Reread]:
        told = [self._told(int(task.key), result) for task, result in batch]
        if not self.dry:
            now = self.ledger.clock()
            with self.ledger.writing() as connection:
                for task, result in batch:
                    self._keep(connection, task, result, now)
        for one in told:
            setattr(self.tally, one.outcome, getattr(self.tally, one.outcome) + 1)
        return told

    @staticmethod
    def _told(version: int, result: Anew | Failure) -> Reread:
        if isinstance(result, Failure):
            return Reread(version, "failed", (), result.error.problem)
        return Reread(version, "changed" if result.changes else "same", result.changes)

    @staticmethod
    def _keep(connection: Connection, task: Task[Anew], result: Anew | Failure, now: str) -> None:
        if isinstance(result, Failure):
            note_failure(connection, result, source=REREAD, digest=None, now=now)
            return
        keep_reading(connection, result.version, result.extract, _clocks(connection, result.version), now=now)
        note_solved(connection, task.where, now=now)


def versions_to_read(connection: Connection, *, report: int | None = None, every: bool = False) -> tuple[int, ...]:
    """The numbers of the latest version of every report, or of one; with `every` of the earlier versions, too."""
    chosen = select(VERSIONS.c.id).order_by(VERSIONS.c.id)
    chosen = chosen if every else chosen.where(VERSIONS.c.known_until.is_(None))
    return tuple(connection.execute(chosen if report is None else chosen.where(VERSIONS.c.report == report)).scalars())


def present_engine(settings: Settings) -> str:
    """The engine that would read now, as the readings table notes it."""
    from sayso.engine import pipeline

    steps = {step.name: step.version for step in pipeline(settings.model, settings.threads).steps}
    return dumped(to_json(Reading(Document(""), steps=steps))["engine"])


def same_engine(one: str, now: str) -> bool:
    """True if a reading is what the engine `now` would give; a step notes beside its version why it read nothing, as of a language it does not know."""
    read, present = json.loads(one), json.loads(now)
    steps = {step: str(version).partition(" (")[0] for step, version in read["steps"].items()}
    return bool(read["sayso"] == present["sayso"] and steps == present["steps"])


def read_anew(where: str, version: int, document: Document, before: Extract, settings: Settings) -> Anew | Failure:
    """A version's text read by the present engine, in a worker; the text and what is known about it stay as they are."""
    from sayso.engine import read_intake

    def done() -> Anew:
        old = whole(document, before.engine, before.layers)
        new = read_intake(Intake(document, _blocks(document, old, where), where), None, settings)
        return Anew(version, extract(new), compare(old, new))

    return guarded(where, done)


def _blocks(document: Document, old: Reading, where: str) -> tuple[Block, ...] | None:
    """The blocks of a page, from its bytes; those read before if its bytes give another text now, for the kept text stays. None for flat text."""
    from sayso.intake.taking import taken

    if document.raw is None:
        return None
    try:
        page = taken(Item(where, document.raw, Form.PAGE, document.metadata))
    except InputError:
        return old.layer(BLOCKS)
    return page.blocks if page.document.text == document.text else old.layer(BLOCKS)


def _clocks(connection: Connection, version: int) -> Version:
    chosen = select(TEXTS.c.digest, VERSIONS.c.captured_at, VERSIONS.c.seen_at, VERSIONS.c.known_from, VERSIONS.c.known_until)
    row = connection.execute(chosen.join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(VERSIONS.c.id == version)).one()
    return Version(Capture(row.digest, row.captured_at), row.seen_at, row.known_from, row.known_until)
