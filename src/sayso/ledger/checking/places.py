"""What a draft’s reading has to be checked: what it quotes, and whom it has say what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.attribution import ATTRIBUTIONS, Attribution, chain
from sayso.block import BLOCKS
from sayso.document import Document, Reading, Span, Spans, common
from sayso.entity import ENTITIES, Entity
from sayso.verifying.quoting import Quotation, quotations
from sayso.verifying.tokens import tokens
from sayso.verifying.voices import Account, Voice

_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘'«(\[]?[^\Wa-z])|\n\s*\n")
_LEADS_IN = re.compile(r":\s*(?:\*+|_+)?\s*\Z")
_LEAST_COVERED = 0.7


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation or statement in the draft: where it stands, the account that the draft gives of it, the words around it.

    `sentence` is the sentence, `context` that and the one before; `around` the words of the sentence outside the place itself.
    """

    kind: str
    pieces: Spans
    words: str
    account: Account | None
    sentence: str
    context: str
    around: tuple[str, ...]

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def places(reading: Reading) -> tuple[Place, ...]:
    """What is to be checked in a draft: its quotations, inner ones only where their outer one is not all theirs; and what it has people say."""
    text = reading.document.text
    set_off = [Span(b.start, b.end) for b in reading.layer(BLOCKS) if b.kind == "quotation"]
    furniture = [Span(b.start, b.end) for b in reading.layer(BLOCKS) if b.kind == "furniture"]
    quoted = [q for q in quotations(text, set_off) if not q.depth and not common(furniture, q.pieces)]
    names = {entity.id: entity for entity in reading.layer(ENTITIES)}
    told = [a for a in reading.layer(ATTRIBUTIONS) if not a.quiet]
    found = [_of_quotation(reading, q, told, names) for q in quoted]
    found += [_of_statement(reading, a, told, names) for a in _unquoted(told, quoted)]
    return tuple(sorted(found, key=lambda place: (place.span.start, place.kind)))


def _unquoted(told: list[Attribution], quoted: list[Quotation]) -> Iterator[Attribution]:
    """Attributions with words of the draft's own that hold no other: those within quotation marks are checked as quotations."""
    pieces = [piece for q in quoted for piece in q.pieces]
    holders = {a.inside for a in told}
    for a in told:
        size = sum(end - start for start, end in a.content)
        if size and a.id not in holders and common(a.content, pieces) < 0.5 * size:
            yield a


def _of_quotation(reading: Reading, q: Quotation, told: list[Attribution], names: dict[str, Entity]) -> Place:
    text = reading.document.text
    size = sum(end - start for start, end in q.pieces)
    covering = [a for a in told if common(a.content, q.pieces) >= _LEAST_COVERED * size and not any(q.span.holds(cue) for cue in a.cue)]
    if not covering and q.block:
        covering = _led_in(text, q, told)
    inner = min(covering, key=lambda a: (-len(chain(a, told)), sum(e - s for s, e in a.content)), default=None)
    account = _account(reading.document, inner, told, names) if inner is not None else None
    return _place("quotation", q.pieces, text, account)


def _led_in(text: str, q: Quotation, told: list[Attribution]) -> list[Attribution]:
    """The attribution whose line, ending in a colon, leads in a block quotation."""
    before = text[: q.span.start].rstrip("> \t\n“\"«")
    if not _LEADS_IN.search(before):
        return []
    line = before.rfind("\n") + 1
    return [a for a in told if a.cue and line <= a.cue[-1].start < len(before)][-1:]


def _of_statement(reading: Reading, a: Attribution, told: list[Attribution], names: dict[str, Entity]) -> Place:
    return _place("statement", a.content, reading.document.text, _account(reading.document, a, told, names))


def _place(kind: str, pieces: Spans, text: str, account: Account | None) -> Place:
    whole = Span(pieces[0].start, pieces[-1].end)
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(text, 0, whole.start + 1) if m.end() <= whole.start)]
    ending = _SENTENCE_END.search(text, max(whole.end - 1, 0))
    end = ending.start() + 1 if ending else len(text)
    sentence = text[starts[-1] : end]
    around = [*tokens(text, [Span(starts[-1], whole.start)]), *tokens(text, [Span(whole.end, max(end, whole.end))])]
    context = text[starts[-3 if len(starts) >= 3 else 0] : end]
    words = " … ".join(" ".join(text[start:stop].split()) for start, stop in pieces) if kind == "statement" else " ".join(
        " ".join(text[start:stop].split()) for start, stop in pieces)
    return Place(kind, pieces, words, account, sentence, context, tuple(token.form for token in around))


def _account(document: Document, a: Attribution, told: Iterable[Attribution], names: dict[str, Entity]) -> Account:
    links = chain(a, told)
    hedges = tuple(document.text[start:end] for link in links for start, end in link.hedges)
    content = " … ".join(document.text[start:end] for start, end in a.content)
    return Account(tuple(_voice(document, link, names) for link in links), a.act, content, hedges, tuple(link.act for link in links))


def _voice(document: Document, a: Attribution, names: dict[str, Entity]) -> Voice:
    entity = names.get(a.speaker or "")
    known = (entity.name, *entity.aliases, *(role.title for role in entity.roles)) if entity else ()
    printed = " ".join(document.text[start:end] for start, end in a.source)
    return Voice(tuple(dict.fromkeys(form for form in (*known, printed) if form)), a.identification)
