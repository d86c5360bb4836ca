"""PROV-JSON (W3C Member Submission 2013): a report was derived from the statements in it, each from the one inside it, each attributed to a voice.

The file has one section for each kind of record, so the ledger is passed over once for each; nothing is held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Row

from sayso.ledger.export.losses import columns
from sayso.ledger.export.source import Choice, Chosen, Report
from sayso.ledger.export.writing import write_pieces
from sayso.ledger.opening import Ledger
from sayso.ledger.rows import dumped

PREFIXES = {"sayso": "urn:sayso:", "text": "urn:sha256:"}
HOLDS = (
    columns("texts", "digest") | columns("reports", "url") | columns("versions", "publisher title published captured_at")
    | columns("names", "record kind name") | columns("statements", "record inside speaker who identification act quotation content said")
)
_CHAINS = "only chains of authority are told there"
WHY = {
    **dict.fromkeys(("mentions", "events", "parties", "appearances"), _CHAINS), "texts.text": "the digest names it",
    "statements.quiet": "stances that nobody put into words are left out",
}
Record = tuple[str, dict[str, Any]]


def pieces(chosen: Chosen) -> Iterator[str]:
    """One document, a record at a time, a section after the other."""
    yield '{"prefix":' + dumped(PREFIXES)
    for section, records in _SECTIONS.items():
        first = True
        for report in chosen.reports():
            for key, record in records(report):
                yield (f',\n"{section}":{{\n' if first else ",\n") + f"{dumped(key)}:{dumped(record)}"
                first = False
        if not first:
            yield "\n}"
    yield "}\n"


def _told(report: Report) -> Iterator[Row[Any]]:
    return (row for row in report.statements.values() if not row.quiet)


def _statement(report: Report, record: str) -> str:
    return f"sayso:{report.digest[:16]}-v{report.version.id}-{record}"


def _report(report: Report) -> str:
    return f"sayso:{report.digest[:16]}-v{report.version.id}"


def _entities(report: Report) -> Iterator[Record]:
    v = report.version
    facts = {"prov:type": "sayso:report", "prov:label": v.title, "prov:location": v.url, "sayso:text": v.digest, "sayso:published": v.published,
             "sayso:captured": v.captured_at}
    yield _report(report), _known(facts)
    for row in _told(report):
        facts = {"prov:type": "sayso:statement", "prov:value": row.content or row.cue, "sayso:act": row.act, "sayso:quotation": row.quotation, "sayso:said": row.said}
        yield _statement(report, row.record), _known(facts)


def _agents(report: Report) -> Iterator[Record]:
    yield f"{_report(report)}-outlet", _known({"prov:type": "prov:Organization", "prov:label": report.version.publisher or "the outlet"})
    seen = set[str]()
    for row in _told(report):
        key = _voice(report, row)
        if key not in seen:
            seen.add(key)
            name = report.names.get(row.speaker or "")
            kind = "prov:Person" if name is not None and name.kind == "person" else "prov:Organization" if row.identification in ("institution", "outlet") else None
            yield key, _known({"prov:type": kind, "prov:label": row.who or "a source not named", "sayso:identification": row.identification})


def _voice(report: Report, row: Row[Any]) -> str:
    """The speaker, or a voice of its own for a statement whose speaker is not known: two unknown ones are not made one."""
    return _statement(report, row.speaker or f"{row.record}-voice")


def _attributions(report: Report) -> Iterator[Record]:
    yield f"_:{_report(report)[6:]}-by", {"prov:entity": _report(report), "prov:agent": f"{_report(report)}-outlet"}
    for row in _told(report):
        yield f"_:{_statement(report, row.record)[6:]}-by", {"prov:entity": _statement(report, row.record), "prov:agent": _voice(report, row)}


def _derivations(report: Report) -> Iterator[Record]:
    """What relays from what is relayed; the outlet's own words are derived from the outermost statements."""
    for row in _told(report):
        outer = _outer(report, row)
        relaying = _statement(report, outer.record) if outer is not None else _report(report)
        kind = "prov:Quotation" if row.quotation == "direct" else "prov:PrimarySource" if outer is None else None
        facts = {"prov:generatedEntity": relaying, "prov:usedEntity": _statement(report, row.record), "prov:type": kind}
        yield f"_:{_statement(report, row.record)[6:]}-from", _known(facts)


def _outer(report: Report, row: Row[Any]) -> Row[Any] | None:
    """The nearest statement around it that is told, too."""
    return next((link for link in reversed(report.chain(row)[:-1]) if not link.quiet), None)


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that are known; types as qualified names."""
    return {name: {"$": value, "type": "prov:QUALIFIED_NAME"} if name == "prov:type" else value for name, value in facts.items() if value}


_SECTIONS: dict[str, Callable[[Report], Iterator[Record]]] = {
    "entity": _entities, "agent": _agents, "wasAttributedTo": _attributions, "wasDerivedFrom": _derivations,
}


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the document."""
    write_pieces(ledger, pieces, out, stdout, choice, progress)
