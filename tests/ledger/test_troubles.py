"""Trouble: kills, a full disk, files that are locked, damaged, not to be written or of another schema: one sentence, nothing lost."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import event, func, select

from sayso.cli import main
from sayso.errors import LedgerError, LockedError, MigrationError
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger, opening
from sayso.ledger.adding import Added, Adding
from sayso.ledger.queries.asked import Question
from sayso.ledger.queries.searching import search
from sayso.ledger.schema import VERSIONS
from sayso.settings import Settings

NOBODY = 65534


def _crash() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "crash.py"
    spec = importlib.util.spec_from_file_location("bench_crash", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


CRASH = _crash()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in CRASH.reports(12)), "utf-8")
    return path


@pytest.fixture
def story(source: Path, tmp_path: Path) -> Path:
    """A ledger that holds the reports."""
    with Ledger.open(tmp_path / "story.db", create=True) as ledger:
        added(ledger, source)
    return tmp_path / "story.db"


def added(ledger: Ledger, source: Path) -> list[Added]:
    return list(Adding(ledger, Settings(), processes=1).run(items_in([str(source)])))


def count(path: Path) -> int:
    with Ledger.open(path, write=False) as ledger, ledger.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(VERSIONS)).scalar_one())


@contextmanager
def unprivileged() -> Iterator[None]:
    """As somebody whom permissions bind, root or not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def told_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence that a command fails with, its exit code being 3."""
    assert main(list(arguments)) == 3
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    seen = CRASH.tried(tmp_path, kills=6, number=12, processes=2, seed=4)
    assert (seen.lost, seen.halves, seen.unequal, seen.orphans, seen.faults) == (0, 0, 0, 0, [])
    assert seen.kills == 6
    assert seen.in_time


def test_a_full_disk_loses_nothing_that_was_told(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.ledger.adding.BATCH", 3)
    place = tmp_path / "full.db"
    told: list[Added] = []
    with Ledger.open(place, create=True) as ledger:
        with ledger.reading() as connection:
            pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        ledger.engine.dispose()
        event.listen(ledger.engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count={pages + 3}").close())
        with pytest.raises(LedgerError, match="the disk is full; make room and run the same command again"):
            told += Adding(ledger, Settings(), processes=1).run(items_in([str(source)]))
    assert count(place) < 12
    with Ledger.open(place) as ledger:
        added(ledger, source)
    with Ledger.open(tmp_path / "whole.db", create=True) as ledger:
        added(ledger, source)
    assert CRASH.dump(place) == CRASH.dump(tmp_path / "whole.db")


def test_a_file_that_may_not_be_written(story: Path, source: Path) -> None:
    with open_folder() as folder:
        place = folder / "story.db"
        shutil.copy(story, place)
        place.chmod(0o444)
        with unprivileged(), pytest.raises(LedgerError, match=r"may not be written by you; change its permissions or copy it|cannot be opened; check"):
            Ledger.open(place).close()
        with unprivileged(), pytest.raises(LedgerError, match=r"may not be written|cannot be opened; check that the file and its folder"):
            Ledger.open(folder / "new.db", create=True).close()


def test_a_ledger_that_may_only_be_read_can_be_read(story: Path) -> None:
    with open_folder() as folder:
        place = folder / "story.db"
        shutil.copy(story, place)
        place.chmod(0o444)
        folder.chmod(0o555)
        whole = count(story)
        with unprivileged():
            assert count(place) == whole


def test_a_locked_file(story: Path, source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(story, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(LockedError, match="is locked by another program that writes to it; wait for it to end"), Ledger.open(story) as ledger:
            added(ledger, source)
        assert "is locked by another program" in told_by(capsys, "add", str(story), str(source), "--quiet", "--processes", "1")
        assert count(story) > 0
    finally:
        other.close()


@pytest.mark.parametrize("damage", ["middle", "short", "head"])
def test_a_damaged_file(story: Path, source: Path, damage: str, capsys: pytest.CaptureFixture[str]) -> None:
    raw = bytearray(story.read_bytes())
    if damage == "middle":
        raw[4096:] = bytes(255 - byte for byte in raw[4096:])
    elif damage == "short":
        del raw[len(raw) // 3 :]
    else:
        raw[:200] = b"\xff" * 200
    story.write_bytes(raw)
    line = told_by(capsys, "add", str(story), str(source), "--quiet", "--processes", "1")
    assert "is damaged; restore a copy" in line or "is no ledger; name another file" in line


@pytest.mark.parametrize(("schema", "problem"), [("0", "older sayso"), ("999", "newer sayso"), ("many", "is damaged")])
def test_a_schema_of_another_time(story: Path, schema: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(story) as other:
        other.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (schema,))
    other.close()
    before = story.read_bytes()
    with pytest.raises(LedgerError, match=problem) as told:
        Ledger.open(story)
    assert isinstance(told.value, MigrationError) == (schema != "many")
    assert problem in told_by(capsys, "failures", str(story)) or schema == "0"
    assert story.read_bytes() == before


def test_readers_are_not_disturbed_by_an_add(source: Path, tmp_path: Path) -> None:
    place = tmp_path / "busy.db"
    Ledger.open(place, create=True).close()
    done, troubles, searches = threading.Event(), [], []

    def searched() -> None:
        try:
            with Ledger.open(place, write=False) as ledger:
                while not done.is_set():
                    with ledger.reading() as connection:
                        searches.append(len(search(connection, Question("quay")).rows))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what the test looks for
            troubles.append(error)

    readers = [threading.Thread(target=searched) for _ in range(8)]
    for reader in readers:
        reader.start()
    try:
        with Ledger.open(place) as ledger:
            outcomes = [one.outcome for one in added(ledger, source)]
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert troubles == []
    assert outcomes.count("failed") == 1
    assert len(searches) >= 8
