"""What a draft’s reading has to be checked: what it quotes, and whom it has say what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.attribution import ATTRIBUTIONS, Attribution, chain
from sayso.block import BLOCKS
from sayso.document import Document, Reading, Span, Spans, common
from sayso.entity import ENTITIES, Entity
from sayso.verifying.accounts import Account
from sayso.verifying.days import told_on
from sayso.verifying.likening import telling
from sayso.verifying.quoting import Quotation, quotations
from sayso.verifying.sentences import sentence
from sayso.verifying.tokens import plain, tokens
from sayso.verifying.voices import Voice

_LEADS_IN = re.compile(r":\s*(?:\*+|_+)?\s*\Z")
_LEAST_COVERED = 0.7


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation or statement in the draft: where it stands, the account that the draft gives of it, the words around it.

    `sentence` is the sentence, `context` that and the two before; `around` the words of the sentence outside the place itself.
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
    found += [_of_statement(reading, a, told, names) for a in _unquoted(reading.document, told, quoted)]
    return tuple(sorted(found, key=lambda place: (place.span.start, place.kind)))


def _unquoted(document: Document, told: list[Attribution], quoted: list[Quotation]) -> Iterator[Attribution]:
    """Attributions with telling words of the draft's own, most of them not in another's mouth: those within quotation marks are checked as quotations."""
    pieces = [piece for q in quoted for piece in q.pieces]
    within: dict[str | None, list[Span]] = {}
    for a in told:
        within.setdefault(a.inside, []).extend(a.content)
    for a in told:
        size = sum(end - start for start, end in a.content)
        taken = [*pieces, *within.get(a.id, ())]
        if size and common(a.content, taken) < 0.5 * size and telling(plain(tokens(document.text, a.content))):
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
    start, end = sentence(text, whole)
    around = tokens(text, [Span(start, whole.start), Span(whole.end, max(end, whole.end))])
    context = sentence(text, whole, before=2)
    words = (" … " if kind == "statement" else " ").join(" ".join(text[s:e].split()) for s, e in pieces)
    return Place(kind, pieces, words, account, text[start:end], text[context.start : end], tuple(token.form for token in around))


def _account(document: Document, a: Attribution, told: Iterable[Attribution], names: dict[str, Entity]) -> Account:
    text, links = document.text, chain(a, told)
    hedges = tuple(text[start:end] for link in links for start, end in link.hedges)
    content, cue = (" … ".join(text[start:end] for start, end in spans) for spans in (a.content, a.cue))
    said = a.said_on.value if a.said_on is not None and a.said_on.timex is not None else None
    while len(links) > 1 and not _voice(document, links[-1], names).forms:
        links = links[:-1]  # what nobody is named for is said by whoever tells it
    voices, acts = tuple(_voice(document, link, names) for link in links), tuple(link.act for link in links)
    return Account(voices, acts[-1], content, hedges, acts, cue, told_on(text, a.cue, a.content, said))


def _voice(document: Document, a: Attribution, names: dict[str, Entity]) -> Voice:
    entity = names.get(a.speaker or "")
    printed = " ".join(document.text[start:end] for start, end in a.source)
    if entity is None:
        return Voice((printed,) if printed else (), a.identification)
    titles = tuple(dict.fromkeys(role.title for role in entity.roles))
    return Voice(tuple(dict.fromkeys(form for form in (entity.name, *entity.aliases) if form)), a.identification, titles, printed=printed)
