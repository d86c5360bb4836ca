"""The text cut at every edge: pieces that each know all they belong to, gathered into the blocks they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from sayso.block import BLOCKS
from sayso.document import Reading
from sayso.entity import MENTIONS
from sayso.event import APPEARANCES, EVENTS, Appearance, Event
from sayso.timex import TIMEXES
from sayso.views.statements import Statement
from sayso.voice import VOICE_RUNS

_ROLE_ORDER = {"content": 0, "hedge": 1, "source": 2, "cue": 2}


class Part(NamedTuple):
    """A part that a piece plays: in which attribution, as source, cue, content or hedge."""

    attribution: str
    role: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that no edge cuts, with everything it belongs to.

    `voice` is None outside every voice; `records` are events and appearances whose evidence it is; `leads_to` is the attribution it chiefly belongs to: the innermost one, and there
    source and cue before content.
    """

    start: int
    end: int
    text: str
    voice: str | None = None
    parts: tuple[Part, ...] = ()
    entities: tuple[str, ...] = ()
    timexes: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    leads_to: Part | None = None

    @property
    def plain(self) -> bool:
        """True if nothing marks it."""
        return not (self.parts or self.entities or self.timexes) and self.voice in (None, "outlet")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its pieces, or (number None, kind "gap") what stands between two blocks; numbers count from 1."""

    number: int | None
    kind: str
    detail: str
    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its characters, all of them."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def blank(self) -> bool:
        """True if it holds nothing but white space; a control character that is no new line or tab is something."""
        return all(c.isspace() and (c in "\t\n\r" or c.isprintable() or ord(c) > 0x9F) for c in self.text)


class _Mark(NamedTuple):
    start: int
    end: int
    layer: str
    key: str
    role: str = ""


def passages(reading: Reading, shown: Sequence[Statement]) -> tuple[Passage, ...]:
    """The whole text as passages, in order, no character left out; time grows with the text and the number of marks."""
    text = reading.document.text
    depths = {statement.id: statement.depth for statement in shown}
    cut = groupby(_cut(text, _marks(reading, shown)), key=lambda found: _last(found[1], "block"))
    blocks = reading.layer(BLOCKS)
    made: list[Passage] = []
    for key, found in cut:
        pieces = tuple(_piece(text, span, active, depths) for span, active in found)
        block = blocks[int(key)] if key is not None else None
        made.append(Passage(
            int(key) + 1 if key is not None else None, block.kind if block else "gap", block.detail if block else "",
            pieces[0].start, pieces[-1].end, pieces,
        ))
    return tuple(made)


def _marks(reading: Reading, shown: Iterable[Statement]) -> Iterator[_Mark]:
    for number, block in enumerate(reading.layer(BLOCKS)):
        yield _Mark(block.start, block.end, "block", str(number))
    for run in reading.layer(VOICE_RUNS):
        yield _Mark(run.start, run.end, "voice", run.voice)
    for statement in shown:
        roles = {"source": statement.source, "cue": statement.cue, "content": statement.content, "hedge": statement.hedge_spans}
        for role, spans in roles.items():
            yield from (_Mark(span.start, span.end, "part", statement.id, role) for span in spans)
    for mention in reading.layer(MENTIONS):
        yield _Mark(mention.start, mention.end, "entity", mention.entity)
    for timex in reading.layer(TIMEXES):
        yield _Mark(timex.start, timex.end, "timex", timex.id)
    records: tuple[Event | Appearance, ...] = (*reading.layer(EVENTS), *reading.layer(APPEARANCES))
    for record in records:
        yield from (_Mark(span.start, span.end, "record", record.id) for span in record.evidence)


def _cut(text: str, marks: Iterable[_Mark]) -> Iterator[tuple[tuple[int, int], tuple[_Mark, ...]]]:
    """Each stretch between two edges, with the marks over it in the order in which they began."""
    known = sorted((mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=lambda mark: (mark.start, -mark.end))
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, mark in enumerate(known):
        starts.setdefault(mark.start, []).append(index)
        ends.setdefault(mark.end, []).append(index)
    active: dict[int, _Mark] = {}
    for edge, following in pairwise(sorted({0, len(text), *starts, *ends})):
        for index in ends.get(edge, ()):
            active.pop(index, None)
        for index in starts.get(edge, ()):
            active[index] = known[index]
        yield (edge, following), tuple(active.values())


def _last(active: Iterable[_Mark], layer: str) -> str | None:
    key = None
    for mark in active:
        if mark.layer == layer:
            key = mark.key
    return key


def _piece(text: str, span: tuple[int, int], active: Sequence[_Mark], depths: Mapping[str, int]) -> Piece:
    parts = tuple(dict.fromkeys(Part(mark.key, mark.role) for mark in active if mark.layer == "part"))
    return Piece(
        start=span[0], end=span[1], text=text[span[0] : span[1]], voice=_last(active, "voice"), parts=parts,
        entities=tuple(dict.fromkeys(mark.key for mark in active if mark.layer == "entity")),
        timexes=tuple(dict.fromkeys(mark.key for mark in active if mark.layer == "timex")),
        records=tuple(dict.fromkeys(mark.key for mark in active if mark.layer == "record")),
        leads_to=max(parts, key=lambda part: (depths[part.attribution], _ROLE_ORDER[part.role]), default=None),
    )
