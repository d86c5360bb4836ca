"""Statements out of a ledger as lines: who says what, through whom, in which version of which report, at which characters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.document import Span, Spans
from sayso.views.statements import OUTLET, UNNAMED


@dataclass(frozen=True, slots=True)
class Source:
    """The version of a report in which a record stands; `document` is the digest of its text, `where` its address or file."""

    version: int
    report: int
    document: str
    where: str | None
    title: str | None
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One statement. `through` is the voice that relays it: who makes the statement that it stands in, or the outlet.

    `day` puts it in order: the first of when it was said, published and known. Span lists are code points of the document.
    `known_until` is None as long as its version is the latest.
    """

    id: str
    day: str
    who: str
    through: str
    act: str
    quotation: str
    identification: str
    hedged: bool
    confidence: float
    content: str
    cue: str
    source: str
    said: str | None
    speaker: str | None
    entity: str | None
    inside: str | None
    depth: int
    block: str
    corrected: bool
    content_spans: Spans
    cue_spans: Spans
    source_spans: Spans
    stands_in: Source
    captured_at: str
    known_from: str
    known_until: str | None


_SAME = (
    "day", "act", "quotation", "identification", "hedged", "confidence", "content", "cue", "source", "said", "speaker", "entity", "inside", "depth",
    "block", "corrected", "captured_at", "known_from", "known_until",
)


def line(row: Mapping[Any, Any]) -> Line:
    """The line of a row of statements."""
    same: dict[str, Any] = {name: row[name] for name in _SAME}
    same |= {name: spans_of(row[name]) for name in ("content_spans", "cue_spans", "source_spans")}
    through = row["through"] or row["publisher"] or OUTLET
    return Line(id=row["record"], who=row["who"] or UNNAMED, through=through, stands_in=source(row), **same)


def source(row: Mapping[Any, Any]) -> Source:
    """Where a row stands."""
    where = row["url"] or row.get("place") or row.get("origin")
    return Source(row["version"], row["report"], row["document"], where, row["title"], row["publisher"], row["published"])


def spans_of(pairs: str) -> Spans:
    """Spans out of a JSON list of [start, end]."""
    return tuple(Span(start, end) for start, end in json.loads(pairs))
