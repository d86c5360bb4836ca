"""JSON Lines: the reading of each report as `sayso read --json` prints it, corrections not applied; reading it back gives the same reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from sqlalchemy import select

from sayso.contract import to_json
from sayso.ledger.export.source import Choice, Report, Reports
from sayso.ledger.export.writing import write_pieces
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import READINGS
from sayso.ledger.stored import reading_of

HOLDS = frozenset(
    "texts.digest texts.text texts.length texts.exact reports.url versions.published versions.modified versions.publisher versions.title versions.authors "
    "versions.language versions.sources versions.origin names.record names.kind names.name names.aliases names.roles names.gender "
    "names.count names.capacity statements.record statements.inside statements.depth statements.speaker statements.who "
    "statements.identification statements.act statements.quotation statements.source statements.cue statements.content "
    "statements.source_spans statements.cue_spans statements.content_spans statements.start statements.hedged statements.confidence "
    "statements.quiet statements.block statements.said statements.said_from statements.said_until statements.published "
    "mentions.statement mentions.name events.record events.kind events.words events.spans events.place events.day events.day_from "
    "events.day_until events.happened events.status events.according_to parties.event parties.name appearances.record "
    "appearances.name appearances.occasion appearances.event appearances.status appearances.counterpart appearances.mode "
    "appearances.words appearances.spans appearances.day appearances.day_from appearances.day_until appearances.according_to".split(),
)
_NUMBER = "a row’s number means nothing outside this ledger"
_CLOCK = "the ledger’s own clock; the contract is about one reading"
_LINK = "linking across reports is no part of a reading"
WHY = {
    **dict.fromkeys(("texts.id", "reports.id", "versions.id", "versions.report", "versions.text", "versions.run", "statements.id"), _NUMBER),
    **dict.fromkeys(("versions.captured_at", "versions.seen_at", "versions.known_from", "versions.known_until", "statements.known_from",
                     "statements.known_until"), _CLOCK),
    **dict.fromkeys(("names.entity", "statements.entity", "mentions.entity", "parties.entity", "appearances.entity"), _LINK),
    "statements.corrected": "the reading is given as the engine made it; corrections are no part of it",
    "texts.raw": "the page’s bytes stay in the ledger",
}


def pieces(reports: Reports, _: Choice) -> Iterator[str]:
    """A line for each report that was read."""
    for report in reports():
        value = to_json(reading_of(report.connection, report.version.id))
        value["engine"] = _engine(report)
        yield dumped(value) + "\n"


def dumped(value: object) -> str:
    """A value on one line; lone surrogates, which UTF-8 cannot hold, as escapes."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return line


def _engine(report: Report) -> dict[str, object]:
    """The engine that made the reading, which may be older than the one that writes it down."""
    chosen = select(READINGS.c.engine).where(READINGS.c.version == report.version.id, READINGS.c.current)
    found: dict[str, object] = json.loads(report.connection.execute(chosen).scalar_one())
    return found


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the lines."""
    write_pieces(ledger, pieces, out, stdout, choice, progress)
