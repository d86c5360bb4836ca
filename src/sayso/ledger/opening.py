"""Opening a ledger: which database, whether it is a ledger at all, of which version; every trouble in one sentence."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.pool import QueuePool

from sayso._version import VERSION
from sayso.clock import Clock, utc_now
from sayso.errors import LedgerError, MigrationError, MissingLedgerError
from sayso.ledger import fulltext
from sayso.ledger.migrations import OLDEST, STEPS, migrate
from sayso.ledger.schema import META, METADATA, SCHEMA_VERSION
from sayso.ledger.troubles import told

if TYPE_CHECKING:
    from sayso.views.authority import ChainView
    from sayso.views.dossier import DossierView
    from sayso.views.found import SearchView
    from sayso.views.holdings import FiguresView, ReportsView, VersionsView
    from sayso.views.story import TimelineView

BUSY_SECONDS = 30.0
"""How long a writer of SQLite waits for another one to finish."""


@dataclass(frozen=True)
class Ledger:
    """An open ledger; a context manager. `place` is the file or the database's address without its password."""

    place: str
    engine: Engine
    clock: Clock = utc_now
    was: int = SCHEMA_VERSION
    """The version that its schema had before it was opened."""

    @classmethod
    def open(cls, place: str | Path, *, create: bool = False, write: bool = True, clock: Clock = utc_now) -> Ledger:
        """The ledger in a file, or behind a `postgresql://` address.

        With `create` it is made if it is not there; with `write` its schema is brought forward if it is older. Raises
        MissingLedgerError if there is none, MigrationError for a schema that this sayso does not know, LedgerError for a file
        that is no ledger, is damaged, locked or not to be written.
        """
        address = str(place)
        ledger = cls(*(_remote(address) if "://" in address else _local(address, create=create, write=write)), clock)
        try:
            return replace(ledger, was=ledger._ready(create=create, write=write))
        except BaseException:
            ledger.close()
            raise

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self, *, as_of: str | None = None) -> Iterator[Connection]:
        """A connection that sees one state of the ledger throughout; raises LedgerError.

        With `as_of` (a day, month or year, or a UTC time) without what people corrected and judged later; which versions were known then is the
        query's to say. Raises QueryError if it is none.
        """
        with told(self.place), self.engine.connect() as connection:
            if self.dialect == "postgresql":  # by default every statement there would see the latest state
                connection.execution_options(isolation_level="REPEATABLE READ")
            if as_of is not None:
                from sayso.ledger.past import before_later_decisions

                before_later_decisions(connection, as_of)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all that is written in it is kept, or nothing; raises LedgerError."""
        with told(self.place), self.engine.connect().execution_options(sayso_writes=True) as connection, connection.begin():
            yield connection

    def search(self, words: str = "", **narrowing: Any) -> SearchView:
        """A page of the statements that hold the words; `narrowing` are the fields of `queries.asked.Question`.

        Raises QueryError, NotFoundError for a name that nobody bears or several do, LedgerError.
        """
        from sayso.views.found import search_view

        return search_view(self, words, **narrowing)

    def who(self, name: str, **page: Any) -> DossierView:
        """All about whom a name or an id means (`as_of`, `limit`, `offset`). Raises NotFoundError, QueryError, LedgerError."""
        from sayso.views.dossier import dossier_view

        return dossier_view(self, name, **page)

    def timeline(self, name: str | None = None, **page: Any) -> TimelineView:
        """The story, or one entity, by day (`since`, `until`, `as_of`, `limit`, `offset`). Raises as `who` does."""
        from sayso.views.story import timeline_view

        return timeline_view(self, name, **page)

    def chain(self, wanted: str, *, as_of: str | None = None) -> ChainView:
        """The chain of a statement by its id, a beginning of it, or VERSION:ID. Raises NotFoundError, QueryError, LedgerError."""
        from sayso.views.authority import chain_view

        return chain_view(self, wanted, as_of=as_of)

    def reports(self, **page: Any) -> ReportsView:
        """A page of reports (`publisher`, `since`, `until`, `as_of`, `changed`, `limit`, `offset`). Raises as `who` does."""
        from sayso.views.holdings import reports_view

        return reports_view(self, **page)

    def versions(self, report: str | int, *, as_of: str | None = None) -> VersionsView:
        """The versions of a report by its number, address or file. Raises NotFoundError, QueryError, LedgerError."""
        from sayso.views.holdings import versions_view

        return versions_view(self, str(report), as_of=as_of)

    def stats(self, *, as_of: str | None = None) -> FiguresView:
        """What the ledger holds, or held, in figures. Raises QueryError, LedgerError."""
        from sayso.views.holdings import figures_view

        return figures_view(self, as_of=as_of)

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes it."""
        self.close()

    def _ready(self, *, create: bool, write: bool) -> int:
        """Makes the ledger, or brings it forward, if need be; returns the version of its schema before."""
        with self.reading() as connection:
            try:
                version = schema_version(connection)
            except ValueError as error:
                raise LedgerError(self.place, "is damaged: it does not say the version of its schema; restore a copy") from error
        if version is None:
            self._make(create=create)
            return SCHEMA_VERSION
        if version > SCHEMA_VERSION:
            raise MigrationError(self.place, f"was written by a newer sayso (schema {version}, this one knows {SCHEMA_VERSION}); update sayso")
        if version < OLDEST:
            raise MigrationError(self.place, f"was written by an older sayso (schema {version}) that this one cannot bring forward; use the sayso that wrote it")
        if version < SCHEMA_VERSION:
            if not write:
                raise MigrationError(self.place, f"has the older schema {version}; `sayso upgrade {self.place}` brings it to {SCHEMA_VERSION}")
            with self.writing() as connection:
                return migrate(connection, steps=STEPS, target=SCHEMA_VERSION)
        return version

    def _make(self, *, create: bool) -> None:
        with self.writing() as connection:
            version = schema_version(connection)  # another process may have made it meanwhile
            if version is not None:
                return
            tables = inspect(connection).get_table_names()
            if tables and self.dialect == "sqlite":
                raise LedgerError(self.place, "is a database, but no ledger of sayso; name another file")
            if not create:
                raise MissingLedgerError(self.place, "holds no ledger; make one with `sayso add`")
            METADATA.create_all(connection)
            fulltext.create(connection)
            facts = {"schema": str(SCHEMA_VERSION), "created": self.clock(), "sayso": VERSION}
            connection.execute(META.insert(), [{"key": key, "value": value} for key, value in facts.items()])


def schema_version(connection: Connection) -> int | None:
    """The version of the ledger's schema; None if there is no ledger."""
    if not inspect(connection).has_table(META.name):
        return None
    found = connection.execute(select(META.c.value).where(META.c.key == "schema")).scalar()
    return int(found) if found is not None else None


def _local(place: str, *, create: bool, write: bool) -> tuple[str, Engine]:
    path = Path(place)
    try:
        path.stat()
    except PermissionError as error:
        raise LedgerError(place, "cannot be opened; check that the file and its folder may be read and written") from error
    except OSError:
        pass  # it is not there, or not yet
    if not path.exists() and not create:
        raise MissingLedgerError(place, "no such ledger; make one with `sayso add`")
    if path.is_dir():
        raise LedgerError(place, "is a folder; name a file")
    if not path.parent.is_dir():
        raise MissingLedgerError(place, "its folder does not exist; make it first")
    mode = "rwc" if create else "rw" if write else "ro"
    address = f"file:{quote(str(path.absolute()))}?mode={mode}{'' if write else _unchanging(path)}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4)
    event.listen(engine, "connect", _prepared if write else _prepared_to_read)
    event.listen(engine, "begin", _begun)
    return place, engine


def _unchanging(path: Path) -> str:
    """What lets SQLite read a file beside which it may write nothing, not even its notes on who else reads; only while nobody writes to it."""
    effective = os.access in os.supports_effective_ids
    bound = not all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))
    return "&immutable=1" if bound and not path.with_name(path.name + "-wal").exists() else ""


def _prepared(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # what was acknowledged outlives a power cut, too
    _prepared_to_read(connection, _)


def _prepared_to_read(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("PRAGMA mmap_size=1073741824")
    connection.execute("PRAGMA temp_store=MEMORY")


def _begun(connection: Connection) -> None:
    # A writer takes its lock at once: taken halfway, it could be refused without waiting.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("sayso_writes") else "BEGIN")


def _remote(address: str) -> tuple[str, Engine]:
    scheme = address.partition("://")[0]
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise LedgerError(address, "is no ledger's address; name a file or postgresql://user@host/database")
    url = address.replace(scheme, "postgresql+psycopg", 1)
    try:
        engine = create_engine(url, pool_size=4, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise LedgerError(scheme, "needs the driver: pip install 'sayso[postgres]'") from error
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=True), engine
