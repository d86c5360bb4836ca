"""Answers of a ledger as plain rows: a header and cells for tab-separated lines and CSV, records for JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import singledispatch
from typing import Any

from sayso.document import Spans
from sayso.render.differences import correction_words
from sayso.render.symbols import one_line
from sayso.views.authority import ChainView
from sayso.views.dossier import DossierView, Seen
from sayso.views.found import SearchView
from sayso.views.holdings import FiguresView, ReportsView, VersionsView
from sayso.views.lines import Line
from sayso.views.story import TimelineView

Cells = tuple[str, ...]

LINE_COLUMNS = (
    "id", "day", "who", "through", "act", "quotation", "identification", "hedged", "confidence", "content", "publisher", "title", "published",
    "version", "report", "document", "spans",
)
DOSSIER_COLUMNS = ("part", "label", "detail", "first", "last", "count", "id", "version", "document", "spans")


def line_cells(line: Line) -> Cells:
    """A statement in the columns LINE_COLUMNS."""
    place = line.stands_in
    return (
        line.id, line.day, line.who, line.through, line.act, line.quotation, line.identification, _flag(line.hedged), f"{line.confidence:.2f}",
        line.content, place.publisher or "", place.title or "", place.published or "", str(place.version), str(place.report), place.document,
        span_words(line.content_spans),
    )


def span_words(spans: Spans) -> str:
    """Spans as start-end, several parted by commas."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)


@singledispatch
def sheet(view: object) -> tuple[Cells, list[Cells]]:
    """The columns of a view and its rows; raises TypeError for what is no answer of a ledger."""
    raise TypeError(f"no rows for a {type(view).__name__}")


@singledispatch
def records(view: Any) -> Iterator[dict[str, Any]]:
    """A view as JSON objects: one for the whole, or one for each of its rows."""
    yield asdict(view)


@sheet.register
def _(view: SearchView) -> tuple[Cells, list[Cells]]:
    return LINE_COLUMNS, [line_cells(line) for line in view.lines]


@records.register
def _(view: SearchView) -> Iterator[dict[str, Any]]:
    yield from map(asdict, view.lines)


@sheet.register
def _(view: ChainView) -> tuple[Cells, list[Cells]]:
    parts = [("above", line) for line in view.above] + [("statement", view.statement)] + [("below", line) for line in view.below]
    told = {line.id: "; ".join(correction_words(one) for one in view.corrections if one.id == line.id) for _, line in parts}
    rows = [(part, str(line.depth), *line_cells(line), told[line.id]) for part, line in parts]
    outlet: Cells = ("above", "0", "", view.statement.day, view.outlet, *("",) * (len(LINE_COLUMNS) - 3), "")
    return ("part", "depth", *LINE_COLUMNS, "corrected"), [outlet, *rows]


@sheet.register
def _(view: DossierView) -> tuple[Cells, list[Cells]]:
    rows: list[Cells] = [("entity", view.who, view.kind, view.first or "", view.last or "", str(view.statements), view.entity or "", "", "", "")]
    rows += [(used.sort, used.label, "", used.first, used.last, str(used.versions), "", "", "", "") for used in (*view.names, *view.roles)]
    rows += [("silence", f"{gap.days} days", "", gap.after, gap.before or "", "", "", "", "", "") for gap in view.silences]
    rows += [_seen_cells(seen) for seen in view.appearances]
    rows += [_said_cells(part, line) for part, lines in (("by", view.by), ("about", view.about)) for line in lines]
    return DOSSIER_COLUMNS, rows


def _seen_cells(seen: Seen) -> Cells:
    place = seen.stands_in
    return ("appearance", seen.occasion, seen.status, seen.day or "", "", "", seen.id, str(place.version), place.document, span_words(seen.spans))


def _said_cells(part: str, line: Line) -> Cells:
    place = line.stands_in
    return (part, line.who, f"{line.act}: {line.content}", line.day, "", "", line.id, str(place.version), place.document, span_words(line.content_spans))


@sheet.register
def _(view: TimelineView) -> tuple[Cells, list[Cells]]:
    columns = ("day", "sort", "id", "what", "who", "words", "voice", "happened", "publisher", "version", "report", "document", "spans")
    return columns, [
        (m.day, m.sort, m.id, m.what, "; ".join(m.who), m.words, m.voice, _flag(m.happened), m.stands_in.publisher or "", str(m.stands_in.version),
         str(m.stands_in.report), m.stands_in.document, span_words(m.spans))
        for day in view.days for m in day.moments
    ]


@records.register
def _(view: TimelineView) -> Iterator[dict[str, Any]]:
    yield from (asdict(moment) for day in view.days for moment in day.moments)


@sheet.register
def _(view: ReportsView) -> tuple[Cells, list[Cells]]:
    return _all_fields(view.reports)


@records.register
def _(view: ReportsView) -> Iterator[dict[str, Any]]:
    yield from map(asdict, view.reports)


@sheet.register
def _(view: VersionsView) -> tuple[Cells, list[Cells]]:
    return _all_fields(view.versions)


@records.register
def _(view: VersionsView) -> Iterator[dict[str, Any]]:
    yield from map(asdict, view.versions)


@sheet.register
def _(view: FiguresView) -> tuple[Cells, list[Cells]]:
    return ("what", "figure"), [(name, _text(value)) for name, value in view.figures.items()]


@records.register
def _(view: FiguresView) -> Iterator[dict[str, Any]]:
    yield dict(view.figures)


def _all_fields(items: Sequence[Any]) -> tuple[Cells, list[Cells]]:
    rows = [asdict(item) for item in items]
    return tuple(rows[0]) if rows else (), [tuple(map(_text, row.values())) for row in rows]


def tab_separated(view: object) -> Iterator[str]:
    """A header and a line for each row; no cell holds a tab or a new line."""
    columns, rows = sheet(view)
    for cells in (columns, *rows):
        yield "\t".join(map(one_line, cells))


def comma_separated(view: object) -> str:
    """The same as CSV (RFC 4180 with line feeds): cells keep every character, quoted where needed.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    columns, rows = sheet(view)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *(map(_no_formula, row) for row in rows)])
    return out.getvalue()


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _flag(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _text(value: object) -> str:
    return "" if value is None else str(value)


