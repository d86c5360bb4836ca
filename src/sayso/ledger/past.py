"""The ledger without what people decided later: temporary tables and views that, in one connection, stand before the ledger's own.

Corrections and judgements are laid over the tables when they are made, so that questions need not look for them. To ask what was known
before, the few versions that they bear on are worked out anew, with only the decisions of that time, and take the place of the
ledger's rows in views of the same names: every question is then asked as ever. Both databases look for temporary names first. Nothing is
written to the ledger, and all of it is gone with the connection's transaction.

What the engine reads, and whom linking takes for one by itself, are the program's understanding of today, whatever the day that is asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Column, Computed, Connection, MetaData, Row, Table, column, insert, select, text, update
from sqlalchemy.schema import CreateTable

from sayso.ledger import fulltext
from sayso.ledger.amending import corrected_reading
from sayso.ledger.appellations import chunks
from sayso.ledger.queries.knowing import by_then
from sayso.ledger.relinking import (
    Name,
    blocks_of,
    entity_rows,
    link_rows,
    linked_anew,
    names_of,
    reference,
    unlinked,
    versions_naming,
)
from sayso.ledger.rows import extract
from sayso.ledger.schema import BLOCKS, CORRECTIONS, ENTITIES, JUDGEMENTS, LINKS, NAMES, STATEMENTS, TEXTS, VERSIONS
from sayso.ledger.writing import EXTRACTED, links_of, placed_rows

_PAST = MetaData()
_FIRST = -(2**40)
"""From here on the rows of statements are numbered that the ledger has not; those of the ledger have positive numbers."""


def _past(table: Table) -> Table:
    """A temporary table for rows of a table, with its columns and none of its ties."""
    columns = [
        Column(c.name, c.type, *([Computed(c.computed.sqltext, persisted=True)] if c.computed is not None else []), nullable=True) for c in table.columns
    ]
    return Table(f"past_{table.name}", _PAST, *columns, prefixes=["TEMPORARY"])


_ROWS = {table: _past(table) for table in (*EXTRACTED, ENTITIES, LINKS, BLOCKS)}
_REPLACED = Table("past_replaced", _PAST, Column("version", VERSIONS.c.id.type, primary_key=True, autoincrement=False), prefixes=["TEMPORARY"])
_RELINKED = Table("past_relinked", _PAST, Column("key", NAMES.c.key.type, primary_key=True), prefixes=["TEMPORARY"])
_GONE = Table("past_gone", _PAST, Column("id", ENTITIES.c.id.type, primary_key=True), prefixes=["TEMPORARY"])


def before_later_decisions(connection: Connection, as_of: str) -> None:
    """From now on the connection sees the ledger without the corrections and judgements made after a day, month or year, or a UTC time."""
    corrected = _documents(connection, as_of)
    judged = connection.execute(select(JUDGEMENTS).where(~by_then(JUDGEMENTS.c.at, as_of))).all()
    if not corrected and not judged:
        return
    _Past(connection).begin(as_of, corrected, judged)


def _documents(connection: Connection, as_of: str) -> list[str]:
    """The texts in which something was corrected later."""
    return list(connection.execute(select(CORRECTIONS.c.document).where(~by_then(CORRECTIONS.c.at, as_of)).distinct()).scalars())


class _Past:
    """The making of the temporary tables and views."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._schema = "main" if self._sqlite else connection.execute(text("SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = 'names'::regclass")).scalar_one()

    def begin(self, as_of: str, corrected: Sequence[str], judged: Sequence[Row[Any]]) -> None:
        """Puts the past before the present."""
        for table in (CORRECTIONS, JUDGEMENTS):
            self._view(table, str(by_then(column("at"), as_of).compile(dialect=self._connection.dialect, compile_kwargs={"literal_binds": True})))
        for made in (*_ROWS.values(), _REPLACED, _RELINKED, _GONE):
            self._connection.execute(CreateTable(made))
        fulltext.create_past(self._connection)
        for table in EXTRACTED:
            self._view(table, "version NOT IN (SELECT version FROM past_replaced)", past=True)
        new = self._uncorrected(corrected) | self._judged(judged)
        self._linked(new)
        if not self._sqlite:
            self._connection.execute(text("DISCARD PLANS"))  # those made for the ledger's own tables

    def _view(self, table: Table, condition: str, *, past: bool = False) -> None:
        """A view that hides a table of the ledger: its rows that meet a condition, and those of the past."""
        words = ["words"] if table is STATEMENTS and not self._sqlite else []
        columns = ", ".join(map(self._connection.dialect.identifier_preparer.quote, [*(c.name for c in table.columns), *words]))
        added = f" UNION ALL SELECT {columns} FROM past_{table.name}" if past else ""  # noqa: S608 - names of ours
        self._connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {table.name} AS SELECT {columns} FROM {self._schema}.{table.name} WHERE {condition}{added}")  # noqa: S608 - names of ours

    def _uncorrected(self, documents: Sequence[str]) -> set[Name]:
        """Works out the versions with these texts anew; returns the names whose linking that bears on."""
        if not documents:
            return set()
        chosen = select(VERSIONS.c.id, VERSIONS.c.known_from, VERSIONS.c.known_until).join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(TEXTS.c.digest.in_(documents))
        numbers = count(_FIRST)
        left: set[str] = set()
        for row in self._connection.execute(chosen).all():
            linked = links_of(self._connection, row.id)
            found = corrected_reading(self._connection, row.id)
            placed = placed_rows(row.id, extract(found.reading, corrected=found.ids), linked, known_from=row.known_from, known_until=row.known_until)
            placed[STATEMENTS.name] = [{**statement, "id": next(numbers)} for statement in placed[STATEMENTS.name]]
            self._put(_REPLACED, [{"version": row.id}])
            for table in EXTRACTED:
                self._put(_ROWS[table], placed[table.name])
            left |= {entity for key, entity in linked.items() if key not in {name["key"] for name in placed[NAMES.name]}}
        return unlinked(self._connection) | names_of(self._connection, NAMES.c.entity, left)

    def _judged(self, judged: Iterable[Row[Any]]) -> set[Name]:
        """The names that were judged, also if they are read otherwise now."""
        rows = list(judged)
        named = {(row.kind, name) for row in rows for name in (row.left_name, row.right_name)}
        return named | names_of(self._connection, NAMES.c.key, {key for row in rows for key in (row.left, row.right)})

    def _linked(self, new: set[Name]) -> None:
        """Links the names anew, by the judgements of that time alone."""
        if not new:
            return
        self._view(BLOCKS, "true", past=True)
        self._put(_ROWS[BLOCKS], blocks_of(self._connection, new))
        linkage, keys, _ = linked_anew(self._connection, new)
        before = self._entities(keys)
        now = {key: cluster.id for cluster in linkage.clusters for key in cluster.members}
        changed = {key: entity for key, entity in now.items() if before.get(key) != {entity}}
        self._replace(versions_naming(self._connection, changed))
        self._spread(changed)
        self._put(_GONE, [{"id": entity} for entity in sorted({*now.values(), *(one for some in before.values() for one in some if one)})])
        self._put(_ROWS[ENTITIES], entity_rows(linkage))
        self._put(_RELINKED, [{"key": key} for key in sorted(keys)])
        self._put(_ROWS[LINKS], link_rows(linkage))
        self._view(ENTITIES, "id NOT IN (SELECT id FROM past_gone)", past=True)
        self._view(LINKS, """"left" NOT IN (SELECT key FROM past_relinked) AND "right" NOT IN (SELECT key FROM past_relinked)""", past=True)

    def _entities(self, keys: Collection[str]) -> dict[str, set[str | None]]:
        """Whom each name is linked to in the versions where it stands."""
        found: dict[str, set[str | None]] = {}
        for some in chunks(sorted(keys)):
            for key, entity in self._connection.execute(select(NAMES.c.key, NAMES.c.entity).where(NAMES.c.key.in_(some))):
                found.setdefault(key, set()).add(entity)
        return found

    def _replace(self, versions: Collection[int]) -> None:
        """Takes over the rows of versions as they are, where these have not been worked out anew."""
        done = set(self._connection.execute(select(_REPLACED.c.version)).scalars())
        for some in chunks(sorted(set(versions) - done)):
            for table in EXTRACTED:
                written = [c.name for c in table.columns if c.computed is None]
                rows = select(*(table.c[name] for name in written)).where(table.c.version.in_(some))  # not replaced yet: the ledger's own
                self._connection.execute(insert(_ROWS[table]).from_select(written, rows))
            self._put(_REPLACED, [{"version": version} for version in some])

    def _spread(self, changed: Mapping[str, str]) -> None:
        """Carries whom names are linked to into the rows that were taken over."""
        names = _ROWS[NAMES]
        for key, entity in sorted(changed.items()):
            self._connection.execute(update(names).where(names.c.key == key).values(entity=entity))
        for table in EXTRACTED:
            past = _ROWS[table]
            if table is not NAMES and "entity" in table.c:
                refers = past.c[reference(table).name]
                meant = select(names.c.entity).where(names.c.version == past.c.version, names.c.record == refers).scalar_subquery()
                self._connection.execute(update(past).values(entity=meant))

    def _put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)
