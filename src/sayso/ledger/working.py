"""What a worker process does: one item in, its reading ready to be kept out. The model is loaded once a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from pathlib import Path
from types import FrameType
from typing import TypeVar

from sayso.document import Document, Metadata
from sayso.errors import FaultError, HostileInputError, InputError
from sayso.intake.item import Failure, Item
from sayso.intake.sniffing import Form
from sayso.ledger.restoring import Past, restored
from sayso.ledger.rows import Extract, extract
from sayso.settings import Settings

R = TypeVar("R")

LONGEST_SECONDS = 300
"""How long one report may take before it counts as built to exhaust the reader."""


@dataclass(frozen=True, slots=True)
class Done:
    """A report read in a worker: what the parent needs to keep it; `engine_seconds` is the CPU time that reading it took, `past` what another ledger knew of it."""

    where: str
    document: Document
    extract: Extract
    captured: str | None
    digest: str
    engine_seconds: float
    past: Past | None = None


def begin() -> None:
    """Readies a worker: an interrupt is the parent's business, and a worker does not outlive a parent that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)  # nobody is left to take what it would say


def work(item: Item, given: Metadata, settings: Settings, digest: str) -> Done | Failure:
    """The item, read; a Failure if it cannot be. Never raises for what an input holds."""
    def done() -> Done:
        if item.form in (Form.KEPT, Form.NOTE):
            kept = restored(item)
            return Done(item.where, kept.document, kept.extract, kept.past.captures[0].captured_at, digest, 0.0, kept.past)
        from sayso.engine import read_intake
        from sayso.intake.taking import taken

        begun = time.process_time()
        reading = read_intake(taken(item), given, settings)
        seconds = time.process_time() - begun
        return Done(item.where, reading.document, extract(reading), item.captured, digest, seconds)

    return guarded(item.where, done)


def guarded(where: str, work: Callable[[], R]) -> R | Failure:
    """What the work on a report gives, or a Failure if it cannot be done, fails, or takes too long."""
    try:
        with _limited(where):
            return work()
    except InputError as error:
        return Failure(where, error)
    except Exception as error:  # noqa: BLE001 - the edge: a fault on one report must not lose the others
        problem = f"sayso failed on it ({type(error).__name__}: {error}); the other inputs go on; please report it with the input"
        return Failure(where, FaultError(where, problem))


def place_of(where: str) -> str | None:
    """The full path of the file that an input is, if it is a file by itself."""
    try:
        return str(Path(where).resolve()) if Path(where).is_file() else None
    except (OSError, ValueError):
        return None


def digest_of(item: Item, given: Metadata) -> str:
    """The digest of an item together with what the caller says of it."""
    known = {name: getattr(given, name) for name in given.sources}
    return replace(item, known=item.known.updated("option", **known)).digest if known else item.digest


@contextmanager
def _limited(where: str) -> Iterator[None]:
    """Ends work that takes too long; where the system has no such alarm, there is no limit."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise HostileInputError(where, f"takes longer than {LONGEST_SECONDS} seconds to read; split it into its reports")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
