"""The report as HTML: each block an element, each piece a link to the statement it chiefly belongs to; no character lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from sayso.document import Span
from sayso.render.symbols import one_line, visible
from sayso.views.reading import ReadingView
from sayso.views.segments import Passage, Piece
from sayso.views.statements import Statement

_TAGS = {"headline": "h2", "heading": "h3", "quotation": "blockquote"}
_ROLE_LETTERS = {"source": "s", "cue": "c", "content": "t"}
_SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class Links:
    """What the pieces of a page need to know: statements by id, the element ids of their cards, and the spans that are linked."""

    statements: Mapping[str, Statement]
    cards: Mapping[str, str]
    by_number: Mapping[int, str]
    raised: frozenset[int]
    targets: Mapping[int, tuple[int, ...]]
    values: Mapping[str, str]

    @classmethod
    def of(cls, view: ReadingView) -> Links:
        """The links of a page, made once."""
        ends: dict[int, list[int]] = {}
        for span in sorted(set(_linked(view))):
            ends.setdefault(span.start, []).append(span.end)
        cards = {s.id: s.id if _SAFE_ID.fullmatch(s.id) else f"n{s.number}" for s in view.statements}
        return cls(
            {s.id: s for s in view.statements}, cards, {s.number: cards[s.id] for s in view.statements},
            frozenset(spans[-1].end for s in view.statements if (spans := s.cue or s.source or s.content)),
            {start: tuple(found) for start, found in ends.items()},
            {dated.id: day.value or "not resolved" for day in view.days for dated in day.wordings},
        )


def report(view: ReadingView, links: Links) -> Markup:
    """The whole text as elements; the text content is the document's, with control characters as symbols."""
    return Markup("").join(_passage(passage, links) for passage in view.passages)


def char(span: Sequence[int]) -> str:
    """The fragment that names exact characters (RFC 5147)."""
    return f"char={span[0]},{span[1]}"


def _linked(view: ReadingView) -> Iterable[Span]:
    """Every span that a panel links to."""
    for s in view.statements:
        yield from (*s.source, *s.cue, *s.content, *s.hedge_spans)
    for person in view.people:
        if person.first is not None:
            yield person.first
    for day in view.days:
        yield from (dated.span for dated in day.wordings)
        for event in day.events:
            yield from event.evidence
    for row in view.appearances:
        yield from row.evidence


def _passage(passage: Passage, links: Links) -> Markup:
    inner = Markup("").join(_piece(piece, links) for piece in passage.pieces)
    if passage.number is None:
        return inner if passage.blank else Markup('<p class="k k-furniture">{}</p>').format(inner)
    tag = _TAGS.get(passage.kind, "p")
    label = passage.detail or passage.kind
    return Markup('<{0} class="k k-{1}" id="b{2}" title="b{2}: {3}" dir="auto">{4}</{0}>').format(
        tag, passage.kind, passage.number, label, inner
    )


def _piece(piece: Piece, links: Links) -> Markup:
    anchors = Markup("").join(
        Markup('<i id="{}"></i>').format(char((piece.start, end))) for end in links.targets.get(piece.start, ()) if end != piece.end
    )
    own = piece.end in links.targets.get(piece.start, ())
    text = escape(visible(piece.text))
    if piece.plain and not own:
        return anchors + text
    attributes = [("class", " ".join(_classes(piece, links)))] if not piece.plain else []
    if own:
        attributes.append(("id", char((piece.start, piece.end))))
    if piece.timexes:
        attributes.append(("title", "; ".join(links.values.get(timex, "") for timex in piece.timexes)))
    tag = "span"
    if piece.leads_to is not None:
        tag = "a"
        attributes += _link(piece, links)
    written = Markup("").join(Markup(' {}="{}"').format(name, one_line(value)) for name, value in attributes if value)
    return anchors + Markup("<{0}{1}>{2}</{0}>").format(tag, written, text)


def _classes(piece: Piece, links: Links) -> list[str]:
    """Voice, depth, roles, and the parts that it plays in numbered statements (s1: source of the first, c: cue, t: content)."""
    names = [f"v-{piece.voice}"] if piece.voice not in (None, "outlet") else []
    depth = max((links.statements[part.attribution].depth for part in piece.parts if part.role == "content"), default=0)
    names += [f"d{min(depth, 3)}"] if depth else []
    if piece.leads_to is not None and piece.leads_to.role in ("source", "cue"):
        names.append(piece.leads_to.role)
        voice = links.statements[piece.leads_to.attribution].voice
        names += [f"by-{voice}"] if voice != "attributed" else []
    names += ["hedge"] if any(part.role == "hedge" for part in piece.parts) else []
    names += ["en"] if piece.entities else []
    names += ["tx"] if piece.timexes else []
    numbered = [(_ROLE_LETTERS[part.role], part.attribution) for part in piece.parts if part.role in _ROLE_LETTERS]
    return names + [f"{letter}{links.statements[attribution].number}" for letter, attribution in numbered]


def _link(piece: Piece, links: Links) -> list[tuple[str, str]]:
    """Where the piece leads; only the piece that carries the statement's number is a stop of the tabulator."""
    if piece.leads_to is None:
        return []
    s = links.statements[piece.leads_to.attribution]
    found = [("href", f"#{links.cards[s.id]}")]
    spans = s.cue or s.source or s.content
    if piece.end in links.raised and spans and spans[-1].end == piece.end:
        return [*found, ("data-n", str(s.number)), ("aria-label", f"{piece.text} (statement {s.number}: {s.who}, {s.act})")]
    return [*found, ("tabindex", "-1")]
