"""W3C Web Annotation (Recommendation of 2017): each statement an annotation of its content, found again by position and by quote.

`TextPositionSelector` counts Unicode code points of the text whose digest `source` or `sayso:text` names, ends exclusive;
`sayso:utf16` gives the same in UTF-16 units, as browsers count. `TextQuoteSelector` carries the words with what stands before and after, so that
an annotation finds its place in a page that has changed around it.
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

CONTEXT_CHARACTERS = 32
"""How many characters before and after a quotation go with it."""

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sayso": "urn:sayso:terms:"}]
HOLDS = (
    columns("texts", "digest") | columns("reports", "url") | columns("versions", "published captured_at publisher title")
    | columns("statements", "record inside who identification act quotation source cue content content_spans source_spans cue_spans start confidence said depth block")
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
        for row in report.statements.values():
            if not row.quiet and (row.content_spans != "[]" or row.cue_spans != "[]"):
                yield ("" if first else ",\n") + dumped(annotation(report, row))
                first = False
    yield "\n]}\n"


def annotation(report: Report, row: Row[Any]) -> dict[str, Any]:
    """One statement: its act and its speaker as bodies, its content (or its cue, where it has none) as the target."""
    spans = report.spans(row.content_spans) or report.spans(row.cue_spans)
    targets = [_target(report, start, end) for start, end in spans]
    inner = f"urn:sayso:{report.digest}:{row.inside}" if row.inside else None
    facts = {"who": row.who, "identification": row.identification, "act": row.act, "quotation": row.quotation, "confidence": row.confidence,
             "said": row.said, "depth": row.depth, "block": row.block, "inside": inner, "source": report.spans(row.source_spans),
             "cue": report.spans(row.cue_spans)}
    return {
        "id": f"urn:sayso:{report.digest}:{row.record}", "type": "Annotation", "motivation": "identifying",
        "body": [{"type": "TextualBody", "value": row.act, "purpose": "classifying", "format": "text/plain"},
                 {"type": "TextualBody", "value": row.who or "a source not named", "purpose": "identifying", "format": "text/plain"}],
        "target": targets[0] if len(targets) == 1 else targets,
        **{f"sayso:{name}": value for name, value in facts.items() if value not in (None, [])},
    }


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
