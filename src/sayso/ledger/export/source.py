"""What is exported: the reports of a ledger as known at one time, one after the other, each with its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, exists, func, select, true

from sayso.ledger.amending import correction_of
from sayso.ledger.correction import Correction, corrected
from sayso.ledger.export.decided import Being, being_of
from sayso.ledger.schema import APPEARANCES, CORRECTIONS, EVENTS, NAMES, PARTIES, REPORTS, STATEMENTS, TEXTS, VERSIONS
from sayso.ledger.stored import reading_of

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Choice:
    """What to export: the state known at the UTC time `as_of` (None: now), with the reports' whole texts or without."""

    as_of: str | None = None
    with_text: bool = False

    @property
    def live(self) -> ColumnElement[bool]:
        """The condition that a version is the one known then."""
        v = VERSIONS.c
        if self.as_of is None:
            return v.known_until.is_(None)
        return (v.known_from <= self.as_of) & (v.known_until.is_(None) | (v.known_until > self.as_of))

    @property
    def known(self) -> ColumnElement[bool]:
        """The condition that a version was known then, whatever has replaced it."""
        return true() if self.as_of is None else VERSIONS.c.known_from <= self.as_of


@dataclass(frozen=True)
class Report:
    """One version of a report with all that was read in it; rows are loaded when they are first looked at."""

    connection: Connection
    version: Row[Any]
    chosen: Chosen

    @cached_property
    def corrected(self) -> Mapping[str, tuple[Correction, ...]]:
        """The corrections that changed a record, by its id; the record itself is gone if one of them rejects it."""
        return self.chosen.changes(self.version.id, self.version.digest)

    @cached_property
    def text(self) -> str:
        """Its whole text."""
        return str(self.connection.execute(select(TEXTS.c.text).where(TEXTS.c.id == self.version.text)).scalar_one())

    @cached_property
    def names(self) -> Mapping[str, Row[Any]]:
        """Its entities by record."""
        return {row.record: row for row in self._rows(NAMES, "record")}

    @cached_property
    def statements(self) -> Mapping[str, Row[Any]]:
        """Its statements by record, in the order of the text."""
        return {row.record: row for row in self._rows(STATEMENTS, "start", "record")}

    @cached_property
    def events(self) -> tuple[Row[Any], ...]:
        """Its events."""
        return self._rows(EVENTS, "record")

    @cached_property
    def parties(self) -> Mapping[str, tuple[str, ...]]:
        """Who took part in each event: records of names."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._rows(PARTIES, "event", "name"):
            found[row.event] = (*found.get(row.event, ()), row.name)
        return found

    @cached_property
    def appearances(self) -> tuple[Row[Any], ...]:
        """Its appearances."""
        return self._rows(APPEARANCES, "record")

    @property
    def id(self) -> str:
        """What names this text of this report for ever, in any ledger: two reports may have one text."""
        return name_of(self.version.key, self.version.digest)

    @property
    def source(self) -> str:
        """What names the report to the outside: its address, or the digest of its text as a URN."""
        return str(self.version.url or f"urn:sha256:{self.digest}")

    @property
    def digest(self) -> str:
        """The digest of its text, hexadecimal."""
        return str(self.version.digest).removeprefix("sha256:")

    def chain(self, row: Row[Any]) -> tuple[Row[Any], ...]:
        """The statements that hold this one, outermost first, and itself last."""
        links = [row]
        while (outer := self.statements.get(links[0].inside or "")) is not None and outer not in links:
            links.insert(0, outer)
        return tuple(links)

    def spans(self, listed: str) -> list[tuple[int, int]]:
        """The spans of a column that keeps them."""
        return [(start, end) for start, end in json.loads(listed)]

    def _rows(self, table: Table, *order: str) -> tuple[Row[Any], ...]:
        query = select(table).where(table.c.version == self.version.id).order_by(*(table.c[name] for name in order))
        return tuple(self.connection.execute(query))


@dataclass(frozen=True)
class Chosen:
    """What is exported of a ledger, over one connection; `seen` is told how many reports a pass has come by."""

    connection: Connection
    choice: Choice
    seen: Callable[[int], None] = lambda _: None

    def reports(self) -> Iterator[Report]:
        """A pass over the chosen reports, one in memory at a time; formats that need several passes call it again."""
        for number, row in enumerate(streamed(self.connection, _versions(self.choice.live)), 1):
            yield self._report(row)
            self.seen(number)

    def versions(self) -> Iterator[tuple[Report, bool]]:
        """The same with the versions before: each in the order in which it came, and whether it is the chosen one of its report."""
        number = 0
        for row in streamed(self.connection, _versions(self.choice.known, self.choice.live)):
            yield self._report(row), bool(row.live)
            number += row.live
            self.seen(number)

    def beings(self, *, spoken: bool = False) -> Iterator[Being]:
        """Everybody and everything named in the chosen reports, each once; with `spoken` only those whose words are told there."""
        chosen = select(NAMES, TEXTS.c.digest, REPORTS.c.key.label("report")).join(VERSIONS, VERSIONS.c.id == NAMES.c.version)
        chosen = chosen.join(TEXTS, TEXTS.c.id == VERSIONS.c.text).join(REPORTS, REPORTS.c.id == VERSIONS.c.report).where(self.choice.live)
        if spoken:
            said = (STATEMENTS.c.version == NAMES.c.version) & (STATEMENTS.c.speaker == NAMES.c.record) & ~STATEMENTS.c.quiet
            chosen = chosen.where(exists().where(said))
        rows = streamed(self.connection, chosen.order_by(func.coalesce(NAMES.c.entity, ""), NAMES.c.version, NAMES.c.record))
        for number, group in groupby(rows, lambda row: being_id(name_of(row.report, row.digest), row)):
            yield being_of(number, tuple(group))

    @cached_property
    def corrections(self) -> Mapping[str, tuple[Correction, ...]]:
        """What people corrected, oldest first, those taken back too, by the document that it is about."""
        found: dict[str, tuple[Correction, ...]] = {}
        for row in self.connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.id)):
            found[row.document] = (*found.get(row.document, ()), correction_of(row))
        return found

    def changes(self, version: int, digest: str) -> Mapping[str, tuple[Correction, ...]]:
        """The corrections that changed records of a version, by their ids."""
        mine = self.corrections.get(digest)
        return corrected(reading_of(self.connection, version), mine).records if mine else {}

    def _report(self, row: Row[Any]) -> Report:
        return Report(self.connection, row, self)


def name_of(key: str, digest: str) -> str:
    """A short name for a text of a report: 40 hexadecimal digits."""
    return hashlib.sha256(f"{key}\0{digest}".encode()).hexdigest()[:40]


def being_id(report: str, name: Row[Any]) -> str:
    """What stands for whom a name of a report means: the entity that linking takes it for, or the name itself."""
    return f"entity:{name.entity}" if name.entity else f"name:{report}:{name.record}"


def _versions(known: ColumnElement[bool], live: ColumnElement[bool] | None = None) -> Select[Any]:
    joined = select(VERSIONS, REPORTS.c.url, REPORTS.c.place, REPORTS.c.key, TEXTS.c.digest, TEXTS.c.length, (true() if live is None else live).label("live"))
    joined = joined.join(REPORTS, REPORTS.c.id == VERSIONS.c.report).join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
    return joined.where(known).order_by(VERSIONS.c.id)


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """The rows of a query, a batch in memory at a time."""
    with connection.execution_options(yield_per=_BATCH).execute(query) as result:
        yield from result
