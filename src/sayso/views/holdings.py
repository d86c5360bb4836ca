"""What a ledger holds: its reports, the versions of one, and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.ledger import Ledger
from sayso.ledger.queries.reports import figures, reports, versions


@dataclass(frozen=True, slots=True)
class ReportLineage:
    """A report with its latest version's facts; `versions` counts all."""

    report: int
    versions: int
    latest: int
    title: str | None
    publisher: str | None
    published: str | None
    first_captured: str
    captured_at: str
    where: str | None


@dataclass(frozen=True, slots=True)
class ReportsView:
    """Reports, the latest captured first."""

    reports: tuple[ReportLineage, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version on all its clocks; `document` is the digest of its text, `length` its code points, `statements` those read in it."""

    version: int
    report: int
    document: str
    title: str | None
    publisher: str | None
    wire: str | None
    published: str | None
    modified: str | None
    captured_at: str
    seen_at: str
    known_from: str
    known_until: str | None
    length: int
    statements: int
    origin: str | None
    where: str | None
    engine: str | None


@dataclass(frozen=True, slots=True)
class VersionsView:
    """The versions of one report, oldest first."""

    report: int
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures by name."""

    figures: Mapping[str, str | int | None]


def reports_view(ledger: Ledger, **narrowing: Any) -> ReportsView:
    """Reports; `narrowing` as in `queries.reports.reports`. Raises NotFoundError, QueryError, LedgerError."""
    with ledger.reading() as connection:  # nobody corrects these
        found = reports(connection, **narrowing)
    same = ("report", "versions", "latest", "title", "publisher", "published", "first_captured", "captured_at")
    return ReportsView(tuple(ReportLineage(**{name: row[name] for name in same}, where=_where(row)) for row in found.rows), found.more)


def versions_view(ledger: Ledger, report: str, *, as_of: str | None = None) -> VersionsView:
    """The versions of the report of this number, address or file. Raises NotFoundError, QueryError, LedgerError."""
    with ledger.reading(as_of=as_of) as connection:
        rows = versions(connection, report, as_of=as_of)
    same = ("report", "document", "title", "publisher", "wire", "published", "modified", "captured_at", "seen_at", "known_from", "known_until",
            "length", "statements", "origin", "engine")
    return VersionsView(rows[0]["report"], tuple(VersionLine(version=row["id"], where=_where(row), **{name: row[name] for name in same}) for row in rows))


def figures_view(ledger: Ledger, *, as_of: str | None = None) -> FiguresView:
    """What the ledger holds, or held, in figures. Raises QueryError, LedgerError."""
    with ledger.reading(as_of=as_of) as connection:
        return FiguresView(figures(connection, as_of=as_of))


def _where(row: Mapping[Any, Any]) -> str | None:
    found = row["url"] or row["place"] or row["origin"]
    return str(found) if found else None
