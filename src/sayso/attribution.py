"""Attributions: who says what, by which words, inside whose statement (Pareti 2012; the PolNeAR guidelines)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.document import LayerKey, Span, Spans

ACTS = (
    "assert", "deny", "confirm", "speculate", "decline", "question", "demand", "promise", "threaten", "accuse",
    "announce", "believe", "intend", "other",
)
QUIET_ACTS = frozenset({"intend", "other"})
"""Stances that nobody put into words: kept, and not shown by default."""

IDENTIFICATIONS = ("named", "role", "institution", "outlet", "document", "group", "unnamed")
QUOTATIONS = ("direct", "indirect", "mixed")


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When a statement was made: a TIMEX3 value, and the id of the timex that says so (None: taken from the document)."""

    value: str
    timex: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement and its authority.

    `source`, `cue` and `content` may be discontinuous and may be empty; `inside` is the id of the attribution whose content
    holds this one, `speaker` the id of an entity; `block` the kind of block it stands in. `confidence` is a calibrated
    probability, `by` names the model or rule that made it, `reasons` what each later step decided and why.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    inside: str | None = None
    speaker: str | None = None
    identification: str = "unnamed"
    quotation: str = "indirect"
    act: str = "assert"
    hedges: Spans = ()
    addressee: Spans = ()
    said_on: SaidOn | None = None
    confidence: float = 1.0
    by: str = "rule"
    block: str = "body"
    reasons: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """The first character of any of its parts."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))

    @property
    def quiet(self) -> bool:
        """True for a stance that nobody put into words."""
        return self.act in QUIET_ACTS


ATTRIBUTIONS: LayerKey[Attribution] = LayerKey("attributions")


def chain(attribution: Attribution, among: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions that hold this one, outermost first, and itself last (the outlet, outside all, is not listed)."""
    by_id = {a.id: a for a in among}
    links = [attribution]
    while links[0].inside is not None and links[0].inside in by_id and len(links) <= len(by_id):
        links.insert(0, by_id[links[0].inside])
    return tuple(links)


def spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    """Ordered spans out of pairs."""
    return tuple(sorted(Span(start, end) for start, end in pairs))
