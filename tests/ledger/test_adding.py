"""Adding reports: kept whole, kept once, versions in order, failures told."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from sayso.contract import to_json
from sayso.document import Document, Metadata
from sayso.engine import read_intake
from sayso.errors import LedgerError, MigrationError, MissingLedgerError
from sayso.intake.inputs import items_in
from sayso.intake.taking import taken
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.failing import failures
from sayso.ledger.rows import JOINT, Extract
from sayso.ledger.schema import FAILURES, INPUTS, STATEMENTS, TEXTS, VERSIONS
from sayso.ledger.stored import document_of, reading_of
from sayso.ledger.writing import Arrival, keep
from sayso.settings import Settings

REPORT = "Port to close, mayor denies\n\nOSTREL, March 3 - Mayor Ana Brod denied on Tuesday that the harbour would close.\n\n“We will dredge it,” Brod said.\n"


def clock() -> str:
    return "2026-03-10T12:00:00Z"


@pytest.fixture
def ledger(place_of: Callable[[], str]) -> Iterator[Ledger]:
    with Ledger.open(place_of(), create=True, clock=clock) as opened:
        yield opened


def add(ledger: Ledger, *paths: Path | str, captured: str | None = None, given: Metadata | None = None) -> list[str]:
    run = Adding(ledger, Settings(), given or Metadata(), captured, processes=1)
    return [one.outcome for one in run.run(items_in([str(path) for path in paths]))]


def test_a_report_is_kept_to_the_letter(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(REPORT, "utf-8")
    assert add(ledger, path) == ["added"]
    item = next(iter(items_in([str(path)])))
    read = read_intake(taken(item))  # type: ignore[arg-type]
    with ledger.reading() as connection:
        assert document_of(connection, 1).text == REPORT
        assert to_json(reading_of(connection, 1)) == to_json(read)


def test_every_quotation_is_its_slice(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(REPORT, "utf-8")
    add(ledger, path)
    with ledger.reading() as connection:
        rows = connection.execute(select(STATEMENTS)).all()
        text = document_of(connection, 1).text
    assert rows
    for row in rows:
        for part in ("source", "cue", "content"):
            spans = json.loads(getattr(row, f"{part}_spans"))
            assert getattr(row, part) == JOINT.join(text[start:end] for start, end in spans)


def test_the_same_again_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(REPORT, "utf-8")
    assert add(ledger, path, path) == ["added", "unchanged"]
    assert add(ledger, path) == ["unchanged"]
    with ledger.reading() as connection:
        assert len(connection.execute(select(VERSIONS)).all()) == 1
        assert len(connection.execute(select(INPUTS)).all()) == 1


def test_a_changed_file_is_a_new_version(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(REPORT, "utf-8")
    add(ledger, path, captured="2026-03-04T00:00:00Z")
    path.write_text(REPORT.replace("dredge", "sell"), "utf-8")
    assert add(ledger, path, captured="2026-03-05T00:00:00Z") == ["changed"]
    with ledger.reading() as connection:
        first, second = connection.execute(select(VERSIONS).order_by(VERSIONS.c.id)).all()
        assert (first.known_until, second.known_until) == ("2026-03-05T00:00:00Z", None)
        until = connection.execute(select(STATEMENTS.c.known_until).where(STATEMENTS.c.version == first.id)).scalars().all()
    assert set(until) == {"2026-03-05T00:00:00Z"}


def test_one_bad_input_never_stops_the_rest(ledger: Ledger, tmp_path: Path) -> None:
    good, bad = tmp_path / "port.txt", tmp_path / "empty.txt"
    good.write_text(REPORT, "utf-8")
    bad.write_text("", "utf-8")
    assert sorted(add(ledger, bad, good)) == ["added", "failed"]
    assert sorted(add(ledger, bad, good)) == ["failed", "unchanged"]
    with ledger.reading() as connection:
        (row,) = failures(connection)
    assert (row.place, row.tries) == (str(bad), 2)
    bad.write_text(REPORT.replace("dredge", "drain"), "utf-8")
    add(ledger, bad)
    with ledger.writing() as connection:
        assert failures(connection) == ()
        assert failures(connection, solved=True)[0].solved_at == clock()
        today = clock()[:10]
        assert failures(connection, as_of=today) == failures(connection, as_of="1999") == ()
        connection.execute(update(FAILURES).values(first_at="2001-05-03T00:00:00Z"))
        assert [f.place for f in failures(connection, as_of="2001-05-03")] == [str(bad)]
        assert failures(connection, as_of="2001-05-02", solved=True) == ()


def test_characters_that_a_database_cannot_keep_are_kept(ledger: Ledger, tmp_path: Path) -> None:
    text = REPORT + "A \x00 sign and a lone \ud800 surrogate stay.\n"
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps({"text": text}) + "\n", "utf-8")
    assert add(ledger, path) == ["added"]
    with ledger.reading() as connection:
        assert document_of(connection, 1).text == text
        kept = connection.execute(select(TEXTS.c.text)).scalar_one()
    assert len(kept) == len(text)


def test_a_place_without_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(MissingLedgerError, match="no such ledger"):
        Ledger.open(tmp_path / "none.db")
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path, create=True)
    (tmp_path / "text.db").write_text("no database, but longer than a header of one hundred bytes " * 10, "utf-8")
    with pytest.raises(LedgerError, match="is no ledger"):
        Ledger.open(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE birds (name TEXT)")
    with pytest.raises(LedgerError, match="no ledger of sayso"):
        Ledger.open(tmp_path / "other.db", create=True)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "story.db", create=True).close()
    with sqlite3.connect(tmp_path / "story.db") as newer:
        newer.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    newer.close()
    with pytest.raises(MigrationError, match="newer sayso"):
        Ledger.open(tmp_path / "story.db")


def test_what_the_caller_says_makes_another_input(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(REPORT, "utf-8")
    add(ledger, path)
    add(ledger, path, given=replace(Metadata()).updated("option", published="2026-03-04"))
    with ledger.reading() as connection:
        assert len(connection.execute(select(INPUTS)).all()) == 2


CAPTURES = st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9)), min_size=1, max_size=6, unique_by=lambda pair: pair[1])


def arrival(text: str, day: int) -> Arrival:
    document = Document(f"Version {text}", Metadata(url="https://gull.example/port"))
    return Arrival(document, Extract("{}", zlib.compress(b"{}")), f"2026-03-{day:02d}T12:00:00Z")


def history(pairs: list[tuple[str, int]]) -> list[tuple[object, ...]]:
    """The versions of a report whose captures came in this order."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "story.db", create=True, clock=clock) as ledger:
        with ledger.writing() as connection:
            for text, day in pairs:
                keep(connection, arrival(text, day), now=clock())
        with ledger.reading() as connection:
            chosen = select(TEXTS.c.digest, VERSIONS.c.captured_at, VERSIONS.c.seen_at, VERSIONS.c.known_from, VERSIONS.c.known_until)
            rows = connection.execute(chosen.join(TEXTS, TEXTS.c.id == VERSIONS.c.text).order_by(VERSIONS.c.captured_at)).all()
    return [tuple(row) for row in rows]


@settings(derandomize=True, max_examples=30, deadline=None)
@given(CAPTURES, st.randoms(use_true_random=False))
def test_the_order_of_captures_does_not_matter(pairs: list[tuple[str, int]], random: Random) -> None:
    mixed = pairs.copy()
    random.shuffle(mixed)
    assert history(mixed) == history(sorted(pairs, key=lambda pair: pair[1]))


def test_a_report_of_an_archive_is_told_by_its_place_there(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "more.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("port.txt", REPORT)
    assert add(ledger, path) == ["added"]
    where = f"{path}, port.txt"
    assert [report.where for report in ledger.reports().reports] == [where]
    assert [version.version for version in ledger.versions(where).versions] == [1]
    assert {line.stands_in.where for line in ledger.search("dredge").lines} == {where}
