"""W3C Web Annotation (Recommendation of 2017): each statement an annotation of its content, found again by position and by quote.

`TextPositionSelector` counts Unicode code points of the text whose digest `source` or `sayso:text` names, ends exclusive;
`sayso:utf16` gives the same in UTF-16 units, as browsers count. `TextQuoteSelector` carries the words with what stands before and after, so that
an annotation finds its place in a page that has changed around it. A person's correction is an annotation by that person: `editing` the statement's, or
`moderating` the words of one that was rejected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Row

from sayso.ledger.correction import Correction
from sayso.ledger.export.decided import change_of
from sayso.ledger.export.losses import CHANGES, columns
from sayso.ledger.export.source import Choice, Chosen, Report
from sayso.ledger.export.writing import write_pieces
from sayso.ledger.opening import Ledger
from sayso.ledger.rows import dumped

CONTEXT_CHARACTERS = 32
"""How many characters before and after a quotation go with it."""

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sayso": "urn:sayso:terms:"}]
HOLDS = (
    columns("texts", "digest") | columns("reports", "url key") | columns("versions", "published captured_at publisher title")
    | columns("statements", "record entity inside who identification act quotation source cue content content_spans source_spans cue_spans confidence said depth block") | CHANGES | columns("corrections", "id anchor")
)
_ONLY = "only statements are annotations; people, events and appearances are in other formats"
WHY = {
    **dict.fromkeys(("names", "events", "parties", "appearances", "mentions"), _ONLY), "texts.text": "an annotation points at the text and does not hold it",
    "statements.quiet": "stances that nobody put into words are left out",
}


def pieces(chosen: Chosen) -> Iterator[str]:
    """One annotation page, an item at a time."""
    head = {"@context": CONTEXT, "id": "urn:sayso:annotations", "type": "AnnotationPage", "startIndex": 0}
    yield dumped(head)[:-1] + ',"items":[\n'
    first = True
    for report in chosen.reports():
        for item in items(report):
            yield ("" if first else ",\n") + dumped(item)
            first = False
    yield "\n]}\n"


def items(report: Report) -> Iterator[dict[str, Any]]:
    """Each statement as it stands, then what people corrected to make it so, and what they rejected."""
    told = [row for row in report.statements.values() if not row.quiet and (row.content_spans != "[]" or row.cue_spans != "[]")]
    yield from (annotation(report, row) for row in told)
    shown = {row.record for row in told}
    for record, rows in sorted(report.corrected.items()):
        yield from (_decision(report, one, _number(report, record), known=record in shown) for one in rows)


def annotation(report: Report, row: Row[Any]) -> dict[str, Any]:
    """One statement: its act and its speaker as bodies, its content (or its cue, where it has none) as the target."""
    spans = report.spans(row.content_spans) or report.spans(row.cue_spans)
    targets = [_target(report, start, end) for start, end in spans]
    changes = report.corrected.get(row.record, ())
    inner = _number(report, row.inside) if row.inside else None
    facts = {"who": row.who, "identification": row.identification, "act": row.act, "quotation": row.quotation, "confidence": row.confidence,
             "said": row.said, "entity": f"urn:sayso:entity:{row.entity}" if row.entity else None, "depth": row.depth, "block": row.block, "inside": inner, "source": report.spans(row.source_spans),
             "cue": report.spans(row.cue_spans)}
    return {
        "id": _number(report, row.record), "type": "Annotation", "motivation": "identifying", **({"modified": max(one.at for one in changes)} if changes else {}),
        "body": [{"type": "TextualBody", "value": row.act, "purpose": "classifying", "format": "text/plain"},
                 {"type": "TextualBody", "value": row.who or "a source not named", "purpose": "identifying", "format": "text/plain"}],
        "target": targets[0] if len(targets) == 1 else targets,
        **{f"sayso:{name}": value for name, value in facts.items() if value not in (None, [])},
    }


def _decision(report: Report, one: Correction, about: str, *, known: bool) -> dict[str, Any]:
    """A person's correction: of a statement's annotation, or, of what is no annotation here (any more), of the words on which it stood."""
    places = [_target(report, start, end) for start, end in one.anchor]
    bodies = [{"type": "TextualBody", "value": change_of(one), "purpose": "editing", "format": "text/plain"}]
    if one.why:
        bodies.append({"type": "TextualBody", "value": one.why, "purpose": "commenting", "format": "text/plain"})
    return {
        "id": f"{about}:correction:{one.id}", "type": "Annotation", "motivation": "moderating" if one.field == "reject" else "editing",
        "creator": {"type": "Person", "name": one.by}, "created": one.at, "body": bodies,
        "target": about if known else (places[0] if len(places) == 1 else places) or report.source,
    }


def _number(report: Report, record: str) -> str:
    return f"urn:sayso:{report.id}:{record}"


def _target(report: Report, start: int, end: int) -> dict[str, Any]:
    text, v = report.text, report.version
    units = [len(text[:place].encode("utf-16-le", "surrogatepass")) // 2 for place in (start, end)]
    quote = {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - CONTEXT_CHARACTERS) : start],
             "suffix": text[end : end + CONTEXT_CHARACTERS]}
    about = {"sayso:title": v.title, "sayso:publisher": v.publisher, "sayso:published": v.published}
    return {
        "source": report.source, "sayso:text": v.digest, "sayso:utf16": units,
        "state": {"type": "TimeState", "sourceDate": v.captured_at},
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
        **{name: value for name, value in about.items() if value},
    }


def anchored(text: str, quote: dict[str, str]) -> tuple[int, int] | None:
    """Where a quote selector's words stand in a text that may have changed around them; None if they do not, or it is not clear where.

    Of several places the one wins whose surroundings share most with the prefix and the suffix.
    """
    exact, prefix, suffix = quote["exact"], quote.get("prefix", ""), quote.get("suffix", "")
    best: list[tuple[int, int]] = []
    place = text.find(exact) if exact else -1
    while place >= 0:
        before, after = text[:place], text[place + len(exact) :]
        best.append((_common(before[::-1], prefix[::-1]) + _common(after, suffix), place))
        place = text.find(exact, place + 1)
    best.sort(reverse=True)
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1], best[0][1] + len(exact)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the page."""
    write_pieces(ledger, pieces, out, stdout, choice, progress)
