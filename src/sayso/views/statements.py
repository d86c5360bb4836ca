"""Statements: the attributions of a reading as rows of a table and as trees, each with its chain of authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.document import Document, Reading, Span, Spans
from sayso.entity import ENTITIES

OUTLET = "the outlet"
"""How the outermost voice is called where the publisher is not known."""

UNNAMED = "(nobody named)"
"""How a source is called that has no words of its own."""

_VOICE_OF_ACT = {"deny": "denied", "speculate": "speculated"}


@dataclass(frozen=True, slots=True)
class Link:
    """One link in a chain of authority; `attribution` is None for the outlet itself, the outermost voice."""

    who: str
    attribution: str | None = None
    identification: str = "outlet"
    act: str = "assert"


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution as a reader sees it.

    `number` counts all attributions in the order of the text, quiet ones too, so that it never depends on what is shown.
    `authority` are the voices it comes through, outermost (the outlet) first, itself not included. Span lists are those of
    the attribution; `words`, `cue_words`, `said` and `hedges` are their texts.
    """

    number: int
    id: str
    who: str
    words: str
    authority: tuple[Link, ...]
    cue_words: str
    said: str
    act: str
    quotation: str
    identification: str
    hedges: tuple[str, ...]
    addressee: str
    when: str | None
    confidence: float
    by: str
    block: str
    reasons: tuple[str, ...]
    quiet: bool
    voice: str
    speaker: str | None
    inside: str | None
    source: Spans
    cue: Spans
    content: Spans
    hedge_spans: Spans

    @property
    def depth(self) -> int:
        """How many attributions hold it: 0 where the outlet alone vouches for it."""
        return len(self.authority) - 1

    @property
    def on_the_word_of(self) -> str:
        """The voices it comes through as one line, outermost first."""
        return " › ".join(link.who for link in self.authority)


@dataclass(frozen=True, slots=True)
class Branch:
    """A statement with those that stand inside it, in the order of the text."""

    statement: Statement
    inner: tuple[Branch, ...] = ()

    @property
    def height(self) -> int:
        """The number of links in its longest chain, itself included."""
        return 1 + max((branch.height for branch in self.inner), default=0)


def statements(reading: Reading) -> tuple[Statement, ...]:
    """Every attribution of the reading, quiet ones too, in the order of the text."""
    names = {entity.id: entity.name for entity in reading.layer(ENTITIES)}
    ordered = sorted(reading.layer(ATTRIBUTIONS), key=lambda a: (first_character(a), a.cue, a.id))
    by_id = {a.id: a for a in ordered}
    outlet = Link(reading.document.metadata.publisher or OUTLET)
    links = {a.id: _link(a, reading.document, names) for a in ordered}
    return tuple(
        _statement(number, a, reading.document, (outlet, *(links[held] for held in _holders(a, by_id))), links[a.id].who)
        for number, a in enumerate(ordered, 1)
    )


def branches(shown: Iterable[Statement]) -> tuple[Branch, ...]:
    """The statements as trees: each under the nearest one that is shown and holds it."""
    listed = tuple(shown)
    ids = {statement.id for statement in listed}
    inner: dict[str | None, list[Statement]] = {}
    for statement in listed:
        holders = [link.attribution for link in statement.authority if link.attribution in ids]
        inner.setdefault(holders[-1] if holders else None, []).append(statement)
    return tuple(_branch(statement, inner) for statement in inner.get(None, []))


def first_character(attribution: Attribution) -> int:
    """Where the attribution begins; 0 for one without any words."""
    return min((span.start for span in (*attribution.source, *attribution.cue, *attribution.content)), default=0)


def words_of(document: Document, spans: Iterable[Span]) -> str:
    """The texts of the spans on one line, white space collapsed, an ellipsis between parts that stand apart."""
    return " … ".join(" ".join(document.text[span.start : span.end].split()) for span in spans)


def _branch(statement: Statement, inner: Mapping[str | None, list[Statement]]) -> Branch:
    return Branch(statement, tuple(_branch(held, inner) for held in inner.get(statement.id, [])))


def _holders(attribution: Attribution, by_id: Mapping[str, Attribution]) -> list[str]:
    """The ids of the attributions that hold this one, outermost first; a circle ends where it closes."""
    found: list[str] = []
    held = attribution
    while held.inside is not None and held.inside in by_id and held.inside not in (*found, attribution.id):
        held = by_id[held.inside]
        found.append(held.id)
    return found[::-1]


def _link(a: Attribution, document: Document, names: Mapping[str, str]) -> Link:
    who = names.get(a.speaker or "") or words_of(document, a.source) or UNNAMED
    return Link(who, a.id, a.identification, a.act)


def _statement(number: int, a: Attribution, document: Document, authority: tuple[Link, ...], who: str) -> Statement:
    return Statement(
        number=number, id=a.id, who=who, words=words_of(document, a.source), authority=authority,
        cue_words=words_of(document, a.cue), said=words_of(document, a.content), act=a.act, quotation=a.quotation,
        identification=a.identification, hedges=tuple(words_of(document, [span]) for span in a.hedges),
        addressee=words_of(document, a.addressee), when=a.said_on.value if a.said_on else None, confidence=a.confidence,
        by=a.by, block=a.block, reasons=a.reasons, quiet=a.quiet, voice=_VOICE_OF_ACT.get(a.act, "attributed"),
        speaker=a.speaker, inside=a.inside, source=a.source, cue=a.cue, content=a.content, hedge_spans=a.hedges,
    )
