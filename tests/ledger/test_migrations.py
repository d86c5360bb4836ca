"""Ledgers of earlier schemas, stored as SQL, brought forward on both databases: nothing lost, and whole or not at all.

`schemas/vN.*.sql` is a ledger as sayso wrote it when N was the schema. The first run of these tests with a new schema writes its files, to be
looked at and committed; those of earlier ones are never written again.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Dialect, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from sayso.cli import main
from sayso.errors import InputError, LedgerError
from sayso.intake.item import Failure
from sayso.ledger import Ledger, fulltext
from sayso.ledger.correcting import correct
from sayso.ledger.failing import note_failure
from sayso.ledger.judging import Person, judge
from sayso.ledger.migrations import STEPS, migrate
from sayso.ledger.opening import _local, _remote, schema_version
from sayso.ledger.relinking import relink
from sayso.ledger.schema import METADATA, NAMES, SCHEMA_VERSION
from sayso.ledger.writing import Arrival, keep

FOLDER = Path(__file__).parent / "schemas"
KEPT = [table for table in METADATA.sorted_tables if table.info["sort"] == "kept"]
STORED = tuple(range(1, SCHEMA_VERSION + 1))


def stored(version: int, dialect: str) -> str:
    """A ledger of that version as SQL."""
    return (FOLDER / f"v{version}.{dialect}.sql").read_text("utf-8")


@pytest.fixture
def place(place_of: Callable[[], str]) -> str:
    return place_of()


def raw(place: str) -> Ledger:
    """What is there, whatever its schema."""
    return Ledger(*(_remote(place) if "://" in place else _local(place, create=True, write=True)))


def load(place: str, version: int) -> None:
    """Puts a stored ledger there."""
    with raw(place) as ledger, ledger.engine.connect() as connection:
        own: Any = connection.connection
        if ledger.dialect == "sqlite":
            own.executescript(stored(version, "sqlite"))
        else:
            own.execute(stored(version, "postgresql"))
            own.commit()


def rows(connection: Connection, table: Table) -> list[Mapping[str, Any]]:
    """The rows of a table as a dictionary of the columns that the database has."""
    return sorted((dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}").mappings()), key=repr)


def structure(connection: Connection) -> dict[str, list[str]]:
    """Tables, columns, keys and indexes of a ledger, whatever order they were made in."""
    if connection.dialect.name == "sqlite":
        tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_words\\_%' ESCAPE '\\'"
        found = {name: sorted(" ".join(part.split()).removesuffix(",").removesuffix(")") for part in sql.split("\n")) for name, sql in connection.exec_driver_sql(tables)}
        others = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master WHERE type <> 'table'"
        return found | {name: [" ".join(sql.split())] for name, sql in connection.exec_driver_sql(others)}
    found = {}
    for query in (
        "SELECT table_name, concat_ws(' ', column_name, data_type, is_nullable, generation_expression, column_default) FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    ):
        for name, part in connection.exec_driver_sql(query):
            found.setdefault(name, []).append(part)
    return {name: sorted(parts) for name, parts in found.items()}


def held(place: str) -> tuple[int | None, dict[str, list[str]], dict[str, list[Mapping[str, Any]]]]:
    """The schema of a ledger, and what it keeps."""
    with raw(place) as ledger, ledger.reading() as connection:
        return schema_version(connection), structure(connection), {table.name: rows(connection, table) for table in KEPT}


@pytest.mark.parametrize("version", STORED)
def test_an_older_ledger_loses_nothing(place: str, place_of: Callable[[], str], version: int, arrivals: list[Arrival]) -> None:
    load(place, version)
    _, _, before = held(place)
    assert {name for name, found in before.items() if not found} <= {"runs"}
    with Ledger.open(place) as ledger, Ledger.open(place_of(), create=True) as fresh:
        assert ledger.was == version
        with ledger.reading() as connection, fresh.reading() as new:
            assert schema_version(connection) == SCHEMA_VERSION
            assert structure(connection) == structure(new)
            for name, found in before.items():
                after = rows(connection, METADATA.tables[name])
                assert [{column: row[column] for column in old} for old, row in zip(found, after, strict=True)] == found, name
    with Ledger.open(place, write=False) as ledger:
        assert [line.id for line in ledger.search("dredge").lines] == ["b3"]
        assert [line.act for line in ledger.search("stays open").lines] == ["deny"]
        assert ledger.who("Ana Brod").by
        assert ledger.chain("a2").above[0].id == "a1"
    with Ledger.open(place) as ledger, ledger.writing() as connection:  # and it can be written to
        number = max(row["id"] for row in before["versions"])
        later = replace(arrivals[-1], document=replace(arrivals[-1].document, text="The quay sinks."), captured_at="2026-04-02T00:00:00Z")
        assert keep(connection, later, now="2026-04-02T00:00:00Z").version == number + 1


@pytest.fixture(autouse=True)
def _present(request: pytest.FixtureRequest) -> None:
    """Stores the present schema if it is not stored yet, which fails the run that does so."""
    if (FOLDER / f"v{SCHEMA_VERSION}.sqlite.sql").exists():
        return
    for name, sql in written(request.getfixturevalue("own_story")):
        (FOLDER / f"v{SCHEMA_VERSION}.{name}.sql").write_text(sql, "utf-8")
    pytest.fail(f"schema {SCHEMA_VERSION} is stored now; look at its files in {FOLDER}, commit them, and run again")


def test_tables_change_only_with_their_version(place: str, place_of: Callable[[], str]) -> None:
    load(place, SCHEMA_VERSION)
    with raw(place) as ledger, Ledger.open(place_of(), create=True) as fresh, ledger.reading() as connection, fresh.reading() as new:
        told = "the tables in ledger/schema.py changed: raise SCHEMA_VERSION, write a step in ledger/migrations, and run this file"
        assert structure(connection) == structure(new), told
    assert sorted(STEPS) == list(range(1, SCHEMA_VERSION))
    assert {path.name for path in FOLDER.iterdir()} == {f"v{number}.{dialect}.sql" for number in STORED for dialect in ("sqlite", "postgresql")}


def test_a_step_that_fails_leaves_the_older_ledger(place: str) -> None:
    load(place, 1)

    def half(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE statements ADD COLUMN mood VARCHAR")
        connection.exec_driver_sql("DELETE FROM corrections")
        connection.exec_driver_sql("SELECT nothing FROM nowhere")

    before = held(place)
    with raw(place) as ledger, pytest.raises(LedgerError), ledger.writing() as connection:
        migrate(connection, steps={1: half}, target=2)
    assert held(place) == before


KILLED = """
import os, signal, sys
from sayso.ledger.migrations import migrate
from sayso.ledger.opening import Ledger, _local, _remote

def step(connection):
    for sql in ("ALTER TABLE statements ADD COLUMN mood VARCHAR", "UPDATE statements SET mood = 'glad'", "DELETE FROM corrections"):
        connection.exec_driver_sql(sql)
    os.kill(os.getpid(), signal.SIGKILL)

place = sys.argv[1]
ledger = Ledger(*(_remote(place) if "://" in place else _local(place, create=False, write=True)))
with ledger.writing() as connection:
    migrate(connection, steps={1: step}, target=2)
"""


def test_a_kill_in_the_middle_leaves_the_older_ledger(place: str) -> None:
    load(place, 1)
    before = held(place)
    done = subprocess.run([sys.executable, "-c", KILLED, place], check=False)
    assert done.returncode == -signal.SIGKILL
    assert held(place) == before


def test_of_two_that_open_at_once_one_takes_the_steps(place: str) -> None:
    load(place, 1)
    taken = []

    def step(connection: Connection) -> None:
        taken.append(1)
        connection.exec_driver_sql("ALTER TABLE statements ADD COLUMN mood VARCHAR")

    for _ in range(2):  # the second has seen version 1 before it got its turn
        with raw(place) as ledger, ledger.writing() as connection:
            migrate(connection, steps={1: step}, target=2)
    assert taken == [1]


def test_reading_asks_for_the_upgrade_and_the_command_makes_it(place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    load(place, SCHEMA_VERSION)
    monkeypatch.setattr("sayso.ledger.opening.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr("sayso.ledger.opening.STEPS", {SCHEMA_VERSION: lambda connection: connection.exec_driver_sql("DELETE FROM links")})
    assert main(["stats", place]) == 3
    assert f"has the older schema {SCHEMA_VERSION}; `sayso upgrade" in capsys.readouterr().err
    assert main(["upgrade", place]) == 0
    assert f"schema {SCHEMA_VERSION} → {SCHEMA_VERSION + 1}" in capsys.readouterr().err
    assert main(["upgrade", place]) == 0
    assert f"schema {SCHEMA_VERSION + 1} already" in capsys.readouterr().err
    assert main(["stats", place]) == 0


def written(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The present schema with the story and what people decided about it, as SQL of each dialect."""
    with ledger.writing() as connection:
        relink(connection)
    correct(ledger, 3, "c1", "act", "deny", by="Kim", why="the mayor’s words")
    with ledger.writing() as connection:
        ordered = select(NAMES.c.key).where(NAMES.c.name.in_(("Ana Brod", "Pavel Brod"))).order_by(NAMES.c.version, NAMES.c.record)
        keys = connection.execute(ordered).scalars().all()
        judge(connection, [(keys[0], keys[-1], "different")], Person("Kim", ledger.clock(), "her brother"))
        relink(connection, also=keys)
        note_failure(connection, Failure("reports/empty.txt", InputError("reports/empty.txt", "is empty")), source="reports", digest=None, now=ledger.clock())
    with ledger.reading() as connection:
        for dialect, ours in ((sqlite.dialect(), fulltext._SQLITE), (postgresql.dialect(), fulltext._POSTGRESQL)):
            yield dialect.name, "".join(f"{line};\n" for line in [*_tables(dialect), *ours, *_rows(connection, dialect)])


def _tables(dialect: Dialect) -> Iterator[str]:
    for table in METADATA.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        yield from (str(CreateIndex(index).compile(dialect=dialect)) for index in sorted(table.indexes, key=lambda one: str(one.name)))


def _rows(connection: Connection, dialect: Dialect) -> Iterator[str]:
    for table in METADATA.sorted_tables:
        columns = [column for column in table.columns if column.computed is None]
        names = ", ".join(dialect.identifier_preparer.quote(column.name) for column in columns)
        for row in connection.execute(select(*columns).order_by(*table.primary_key.columns)):
            yield f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(_literal(value, dialect) for value in row)})"
        if dialect.name == "postgresql" and table.autoincrement_column is not None:
            yield f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT coalesce(max(id), 1) FROM {table.name}))"


def _literal(value: Any, dialect: Dialect) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value)) if dialect.name == "sqlite" else str(value).lower()
    if isinstance(value, bytes):
        return f"X'{value.hex()}'" if dialect.name == "sqlite" else f"'\\x{value.hex()}'"
    return str(value) if isinstance(value, int | float) else "'" + re.sub("'", "''", str(value)) + "'"
