"""What the losses of a format say is so: whatever is held shows in the export, whatever is lost does not, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Connection, Float, Integer, LargeBinary, update
from sqlalchemy import select as sql

from sayso.ledger import Ledger
from sayso.ledger.correcting import correct
from sayso.ledger.export import FORMATS, Choice, losses
from sayso.ledger.export.losses import BEYOND, IN_COLUMNS, REPORTED
from sayso.ledger.export.source import Chosen
from sayso.ledger.judging import Person, judge
from sayso.ledger.relinking import relink
from sayso.ledger.schema import EVENTS, METADATA, NAMES, STATEMENTS
from sayso.schema import schema

NOW = "2026-04-01T12:00:00Z"
MADE_OF_COLUMNS = ("ftm", "webannotation", "schemaorg", "prov")
JOINS = {"version", "id", "report", "text", "known_until", "quiet", "layer", "field", "engine", "current"}
"""Columns that hold rows together, or choose among them: with another value there would be nothing to compare."""
BY_OTHER = {
    **{f"{table}.entity": "names.entity" for table in ("statements", "labels", "mentions", "parties", "appearances")},
    **{f"statements.{part}": f"statements.{part}_spans" for part in ("source", "cue", "content")},
    "statements.corrected": "corrections.by", "corrections.record": "corrections.by",
}
"""Columns that say again what another says, which a format may tell from."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, filled: Callable[[Ledger], None]) -> Iterator[Ledger]:
    """A story in which every table has rows and every column tells something."""
    ledger = Ledger.open(tmp_path_factory.mktemp("losses") / "story.db", create=True, clock=lambda: NOW)
    filled(ledger)
    with ledger.writing() as connection:
        relink(connection)
        keys = {row.name: row.key for row in connection.execute(sql(NAMES.c.name, NAMES.c.key).order_by(NAMES.c.version))}
        judge(connection, [(keys["Ana Brod"], keys["Pavel Brod"], "different")], Person("Kim", NOW, "two"))
        relink(connection, everything=True)
    for version, record, field, value in ((3, "v1", "status", "planned"), (3, "p1", "status", "absent"), (3, "c1", "act", "deny"), (5, "f1", "reject", None)):
        correct(ledger, version, record, field, value, by="Kim", why="so it reads")
    with ledger.writing() as connection:  # references among records that the story has none of
        connection.execute(update(STATEMENTS).where(STATEMENTS.c.record == "c2").values(inside="c1"))
        connection.execute(update(EVENTS).where(EVENTS.c.record == "v1").values(according_to="c1"))
    yield ledger
    ledger.close()


def exported(connection: Connection) -> dict[str, str]:
    chosen = Chosen(connection, Choice(with_text=True))
    return {name: "".join(import_module(FORMATS[name].module).pieces(chosen)) for name in MADE_OF_COLUMNS}


@pytest.fixture(scope="module")
def before(ledger: Ledger) -> dict[str, str]:
    with ledger.reading() as connection:
        return exported(connection)


def columns() -> Iterator[Column[Any]]:
    for table in REPORTED:
        for column in METADATA.tables[table].columns:
            if column.computed is None and column.name not in JOINS and not isinstance(column.type, LargeBinary):
                yield column


LISTS = {"authors": '["Zed Zink"]', "sources": '{"title":"zz"}', "aliases": '["Zed Zink"]', "roles": '[{"title":"zz","start":1,"end":2}]', "engine": "{}",
         "anchor": "[[2,3]]", "before": '"zz"', "after": '"zz"', "undoes": "1", "spans": "[[2,3]]"}
DATES = {"said": "2001-02-03", "day": "2001-02-03", "language": "de", "gender": "female", "known_until": "NULL", "kind": "institution", "status": "zz", "url": "http://zz.example",
         "document": "sha256:zz", "by": "Zed", "at": "2001-02-03T00:00:00Z", "published": "2001-02-03", "modified": "2001-02-03"}


def another(column: Column[Any]) -> str:
    """Another value for all rows of a column, as SQL."""
    if isinstance(column.type, Boolean):
        return f"CASE WHEN {column.name} THEN 0 ELSE 1 END"
    if isinstance(column.type, Integer | Float):
        return f"coalesce({column.name}, 0) + 1"
    if column.name in LISTS or column.name.endswith("_spans"):
        return f"'{LISTS.get(column.name, LISTS['spans'])}'"
    if column.name.endswith(("_at", "_from", "_until")):
        return "'2001-02-03T00:00:00Z'" if column.name.endswith("_at") or column.name.startswith("known") else "'2001-02-03'"
    return f"'{DATES[column.name]}'" if column.name in DATES else f"'zz' || coalesce({column.name}, '')"


@pytest.mark.parametrize("column", list(columns()), ids=str)
def test_what_is_held_shows_and_what_is_lost_does_not(ledger: Ledger, before: dict[str, str], column: Column[Any]) -> None:
    with ledger.engine.connect().execution_options(sayso_writes=True) as connection, connection.begin() as changing:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(f"UPDATE OR IGNORE {column.table.name} SET {column.name} = {another(column)}")
        found = exported(connection)
        changing.rollback()
    held = {name: import_module(FORMATS[name].module).HOLDS for name in MADE_OF_COLUMNS}
    told = {name: found[name] != before[name] or {str(column), BY_OTHER.get(str(column))} <= held[name] for name in MADE_OF_COLUMNS}
    assert told == {name: str(column) in held[name] for name in MADE_OF_COLUMNS}


def test_every_field_of_a_reading_has_a_column_or_is_told_lost() -> None:
    """Where this fails: a field is new; give it a column (IN_COLUMNS) or say what the exports made of columns lose (BEYOND)."""
    properties = schema()["properties"]
    layers = {name: fits["items"]["properties"] for name, fits in properties.items() if fits.get("type") == "array"}
    fields = {f"{layer}.{field}" for layer, found in (layers | {"document": properties["document"]["properties"]}).items() for field in found}
    assert fields == set(IN_COLUMNS) | set(BEYOND)
    assert not set(IN_COLUMNS) & set(BEYOND)
    for column in IN_COLUMNS.values():
        table, _, name = column.partition(".")
        assert name in METADATA.tables[table].c


@pytest.mark.parametrize("name", FORMATS)
def test_every_table_and_column_is_held_or_told_lost(name: str) -> None:
    held, lost = import_module(FORMATS[name].module).HOLDS, losses(name)
    told = {f"{loss.table}.{loss.column}" for loss in lost}
    for table in METADATA.tables.values():
        for column in table.columns:
            assert (f"{column}" in held) != (f"{column}" in told or f"{table}.*" in told), column
    assert {field for field in told if field in BEYOND} == (set() if name in ("jsonl", "datasette") else set(BEYOND))
    assert all(loss.meaning and loss.why for loss in lost)
    assert len(told) == len(lost)
    assert (name == "datasette") == (not lost)
