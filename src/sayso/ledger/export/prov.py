"""PROV-JSON (W3C Member Submission 2013): a report was derived from the statements in it, each from the one inside it, each attributed to a voice.

A statement that people corrected was derived, by activities of theirs, from the statement as the engine read it; one that they rejected is there as read,
invalidated. The file has one section for each kind of record, so the ledger is passed over once for each; nothing is held in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Row

from sayso.ledger.correction import Correction
from sayso.ledger.export.decided import change_of
from sayso.ledger.export.losses import CHANGES, columns
from sayso.ledger.export.source import Choice, Chosen, Report, being_id
from sayso.ledger.export.writing import write_pieces
from sayso.ledger.opening import Ledger
from sayso.ledger.rows import dumped

PREFIXES = {"sayso": "urn:sayso:", "text": "urn:sha256:"}
HOLDS = (
    columns("texts", "digest") | columns("reports", "url key") | columns("versions", "publisher title published captured_at")
    | columns("names", "record kind name entity")
    | columns("statements", "record inside speaker entity who identification act quotation content said") | CHANGES | columns("corrections", "id")
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
        for key, record in records(chosen):
            yield (f',\n"{section}":{{\n' if first else ",\n") + f"{dumped(key)}:{dumped(record)}"
            first = False
        if not first:
            yield "\n}"
    yield "}\n"


def _told(report: Report) -> Iterator[Row[Any]]:
    return (row for row in report.statements.values() if not row.quiet)


def _report(report: Report) -> str:
    return f"sayso:{report.id}"


def _statement(report: Report, record: str) -> str:
    return f"sayso:{report.id}-{record}"


def _entities(chosen: Chosen) -> Iterator[Record]:
    for report in chosen.reports():
        v = report.version
        yield _report(report), _known({
            "prov:type": "sayso:report", "prov:label": v.title, "prov:location": v.url, "sayso:text": v.digest, "sayso:published": v.published,
            "sayso:captured": v.captured_at,
        })
        for row in _told(report):
            yield _statement(report, row.record), _known({
                "prov:type": "sayso:statement", "prov:value": row.content or row.cue, "sayso:act": row.act, "sayso:quotation": row.quotation,
                "sayso:said": row.said, "sayso:identification": row.identification,
            })
        for _, _, before, _ in _steps(report):
            yield before, _known({"prov:type": "sayso:reading"})


def _steps(report: Report) -> Iterator[tuple[str, Correction, str, str | None]]:
    """Each correction of a statement: its record, the correction, the state before, and the state after, which is None once it is rejected."""
    told = {row.record for row in _told(report)}
    for record, changes in sorted(report.corrected.items()):
        rows = [one for one in changes if one.layer == "attributions"]
        if not rows or (record not in told and rows[-1].field != "reject"):
            continue
        states = [f"{_statement(report, record)}-read", *(f"{_statement(report, record)}-correction-{one.id}" for one in rows)]
        last = None if rows[-1].field == "reject" else _statement(report, record)
        for number, one in enumerate(rows):
            yield record, one, states[number], last if number == len(rows) - 1 else states[number + 1]


def _activity(report: Report, one: Correction) -> str:
    return f"sayso:{report.id}-act-{one.id}"


def _activities(chosen: Chosen) -> Iterator[Record]:
    for report in chosen.reports():
        for _, one, _, _ in _steps(report):
            facts = {"prov:type": "sayso:correction", "prov:startTime": one.at, "prov:endTime": one.at, "sayso:change": change_of(one), "sayso:why": one.why}
            yield _activity(report, one), _known(facts)


def _agents(chosen: Chosen) -> Iterator[Record]:
    for name in sorted({one.by for rows in chosen.corrections.values() for one in rows}):
        yield _editor(name), _known({"prov:type": "prov:Person", "prov:label": name})
    for being in chosen.beings(spoken=True):
        kind = "prov:Person" if "person" in being.kinds else "prov:Organization" if {"institution", "outlet"} & {*being.kinds} else None
        yield f"sayso:{_slug(being.id)}", _known({"prov:type": kind, "prov:label": being.name})
    for report in chosen.reports():
        yield f"{_report(report)}-outlet", _known({"prov:type": "prov:Organization", "prov:label": report.version.publisher or "the outlet"})
        for row in _told(report):
            if row.speaker not in report.names:
                kind = "prov:Organization" if row.identification in ("institution", "outlet") else None
                yield _voice(report, row), _known({"prov:type": kind, "prov:label": row.who or "a source not named"})


def _editor(name: str) -> str:
    return "sayso:person-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


def _slug(being: str) -> str:
    return being.replace(":", "-")


def _voice(report: Report, row: Row[Any]) -> str:
    """The speaker, one across reports, or a voice of its own for a statement whose speaker is not known: two unknown ones are not made one."""
    name = report.names.get(row.speaker or "")
    return f"sayso:{_slug(being_id(report.id, name))}" if name is not None else _statement(report, f"{row.record}-voice")


def _attributions(chosen: Chosen) -> Iterator[Record]:
    for report in chosen.reports():
        yield f"_:{report.id}-by", {"prov:entity": _report(report), "prov:agent": f"{_report(report)}-outlet"}
        for row in _told(report):
            yield f"_:{report.id}-{row.record}-by", {"prov:entity": _statement(report, row.record), "prov:agent": _voice(report, row)}


def _derivations(chosen: Chosen) -> Iterator[Record]:
    """What relays from what is relayed (the outlet's own words from the outermost statements), and what is corrected from what was read."""
    for report in chosen.reports():
        for row in _told(report):
            outer = _outer(report, row)
            relaying = _statement(report, outer.record) if outer is not None else _report(report)
            kind = "prov:Quotation" if row.quotation == "direct" else "prov:PrimarySource" if outer is None else None
            facts = {"prov:generatedEntity": relaying, "prov:usedEntity": _statement(report, row.record), "prov:type": kind}
            yield f"_:{report.id}-{row.record}-from", _known(facts)
        for record, one, before, after in _steps(report):
            facts = {"prov:generatedEntity": after, "prov:usedEntity": before, "prov:activity": _activity(report, one), "prov:type": "prov:Revision"}
            if after:
                yield f"_:{report.id}-{record}-revised-{one.id}", _known(facts)


def _outer(report: Report, row: Row[Any]) -> Row[Any] | None:
    """The nearest statement around it that is told, too."""
    return next((link for link in reversed(report.chain(row)[:-1]) if not link.quiet), None)


def _generations(chosen: Chosen) -> Iterator[Record]:
    for report in chosen.reports():
        for record, one, _, after in _steps(report):
            if after:
                yield f"_:{report.id}-{record}-made-{one.id}", {"prov:entity": after, "prov:activity": _activity(report, one), "prov:time": one.at}


def _invalidations(chosen: Chosen) -> Iterator[Record]:
    for report in chosen.reports():
        for record, one, before, after in _steps(report):
            if after is None:
                yield f"_:{report.id}-{record}-gone-{one.id}", {"prov:entity": before, "prov:activity": _activity(report, one), "prov:time": one.at}


def _associations(chosen: Chosen) -> Iterator[Record]:
    for report in chosen.reports():
        for record, one, _, _ in _steps(report):
            yield f"_:{report.id}-{record}-whose-{one.id}", {"prov:activity": _activity(report, one), "prov:agent": _editor(one.by)}


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that are known; types as qualified names."""
    return {name: {"$": value, "type": "prov:QUALIFIED_NAME"} if name == "prov:type" else value for name, value in facts.items() if value}


_SECTIONS: dict[str, Callable[[Chosen], Iterator[Record]]] = {
    "entity": _entities, "activity": _activities, "agent": _agents, "wasAttributedTo": _attributions, "wasDerivedFrom": _derivations,
    "wasGeneratedBy": _generations, "wasInvalidatedBy": _invalidations, "wasAssociatedWith": _associations,
}


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the document."""
    write_pieces(ledger, pieces, out, stdout, choice, progress)
