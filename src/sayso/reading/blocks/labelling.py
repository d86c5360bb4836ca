"""The verdict on each piece of a flat text: the kind with the strongest votes together."""

from __future__ import annotations

import re

from sayso.block import KINDS, Block
from sayso.document import Document
from sayso.furniture import furniture_kind
from sayso.reading.blocks import forms
from sayso.reading.blocks.cutting import Piece, pieces
from sayso.reading.blocks.lines import Line, lines_of
from sayso.reading.blocks.repetition import RepetitionStore
from sayso.reading.blocks.voting import Place, ballots, figures
from sayso.reading.blocks.wording import Wording

_RUN = 5
_SHORT = 6
_OUTER_RUN = 3
_LOOSE = 30
_SPACE = re.compile(r"\W+")


def label_text(document: Document, seen: RepetitionStore | None = None) -> tuple[Block, ...]:
    """The blocks of a document's text in order: they do not overlap, and cover every character that is not white space.

    A block is a line (a paragraph, where the file wraps its lines) or a part of one: a date, by-line or dateline in front, a
    widget's label, an appeal at either end. `seen` holds the lines of other reports of the run; this one is added to it.

    Time is linear in the text.
    """
    if seen is not None:
        seen.add(document)
    text = document.text
    page = _Page(document, seen)
    blocks: list[Block] = []
    headline_at = -1
    for index, piece in enumerate(page.pieces):
        block = _verdict(text, piece, page.place(index, headline_at), page.words[index])
        if block.kind == "headline":
            headline_at = index
        if blocks and page.owner[index] is page.owner[index - 1] and _one_run(blocks[-1], block):
            first = blocks.pop()
            block = Block(first.start, block.end, first.kind, first.detail, first.votes + block.votes)
        blocks.append(block)
    return tuple(blocks)


def _one_run(one: Block, two: Block) -> bool:
    """True for two pieces of furniture in one line, such as the sentences of an appeal; a widget's label stays alone."""
    return one.kind == two.kind == "furniture" and "label" not in {vote.voter for vote in one.votes}


def _verdict(text: str, piece: Piece, place: Place, words: Wording) -> Block:
    """The kind for which the votes together are strongest; between equals, body."""
    cast = list(ballots(text, piece, place, words))
    missed: dict[str, float] = {}
    for ballot in cast:
        missed[ballot.vote.kind] = missed.get(ballot.vote.kind, 1.0) * (1.0 - ballot.vote.weight)
    kind = min(missed, key=lambda name: (missed[name], name != "body", KINDS.index(name)))
    detail = next((ballot.detail for ballot in cast if ballot.vote.kind == kind and ballot.detail), "")
    return Block(piece.start, piece.end, kind, detail, tuple(ballot.vote for ballot in cast))


class _Page:
    """A text's pieces with what each voter needs to know about their neighbours, counted once."""

    def __init__(self, document: Document, seen: RepetitionStore | None) -> None:
        self.document, self.seen, self.text = document, seen, document.text
        self.lines = lines_of(self.text)
        self.pieces: list[Piece] = []
        self.owner: list[Line] = []
        for line in self.lines:
            for piece in pieces(self.text, line.start, line.end):
                self.pieces.append(piece)
                self.owner.append(line)
        self.words = [figures(self.text, piece) for piece in self.pieces]
        self.first_prose, self.last_prose = self._core()
        self.runs = self._runs()
        self.open = [i for i, piece in enumerate(self.pieces) if not piece.kind]
        self.masthead = self._masthead()
        self.candidate = self._headline_candidate()
        self.title = _folded(document.metadata.title or "")
        indents = sorted(line.indent for line in self.lines)
        self.indent = indents[len(indents) // 2] if indents else 0

    def _core(self) -> tuple[int, int]:
        """The first and last piece of the report's running text: the stretch with most prose and fewest loose lines.

        The maximum-sum stretch, where a paragraph counts its words and a line without an end costs four (Kadane's scan).
        """
        best, first, last = 0, len(self.pieces), -1
        total, begin = 0, 0
        for index, (piece, words) in enumerate(zip(self.pieces, self.words, strict=True)):
            paragraph = not piece.kind and words.is_prose and words.words >= (15 if index else 18)
            if paragraph and not self._is_furniture(piece, words):
                total += words.words
            elif not piece.kind and not words.is_prose:
                total -= 4
            if total <= 0:
                total, begin = 0, index + 1
            elif total > best:
                best, first, last = total, begin, index
        return first, last

    def _is_furniture(self, piece: Piece, words: Wording) -> bool:
        """True for a paragraph that the lexicon knows as an appeal; asked only where the reader is spoken to."""
        return words.reader_share > 0 and not words.quoted and furniture_kind(self.text[piece.start : piece.end]) is not None

    def _runs(self) -> list[bool]:
        """For each piece, whether it is one of a run of loose lines: five short ones, or three of any length outside the core."""
        loose = [not piece.kind and not words.terminal for piece, words in zip(self.pieces, self.words, strict=True)]
        short = [is_loose and words.words <= _SHORT for is_loose, words in zip(loose, self.words, strict=True)]
        core = range(self.first_prose, self.last_prose + 1)
        outer = [is_loose and i not in core and self._is_pointer(i) for i, is_loose in enumerate(loose)]
        return [a or b for a, b in zip(_runs_of(short, _RUN), _runs_of(outer, _OUTER_RUN), strict=True)]

    def _is_pointer(self, index: int) -> bool:
        """True for a line that may be a mere link: not long, quoting and reporting nobody, and no item of a list."""
        words, begin = self.words[index], self.pieces[index].start
        reports = words.quoted or (words.voiced and words.words >= 10)
        return words.words <= _LOOSE and not reports and self.text[begin] not in "-–—•*·▪"

    def _headline_candidate(self) -> int:
        """The piece in front of the report that may be its headline, -1 if there is none.

        It is the first line; where a page's menus stand in front, the nearest longer line before the first header or paragraph.
        """
        front = [i for i in self.open if i <= min(self.first_prose, len(self.pieces) - 1) and i != self.masthead]
        if not front or self.last_prose < 0:
            return self.open[0] if self.open else -1
        if not any(self.runs[i] for i in front):
            return next((i for i in front if not self._is_label(i)), -1)
        headers = (i for i in range(front[0], self.first_prose) if self.pieces[i].kind in {"byline", "date"})
        stop = next((i for i in headers if self.first_prose - i <= 8), self.first_prose)
        near = [i for i in front if i < stop and 4 <= self.words[i].words <= 30 and not self._is_label(i)]
        if len(near) > 1 and near[-1] - near[-2] <= 2 and self.words[near[-1]].words >= 12:
            return near[-2]  # the longer one below it is the standfirst
        return near[-1] if near else -1

    def _masthead(self) -> int:
        """The first piece, where it is only the paper's name and a longer line without an end follows before the report; else -1."""
        from sayso.reading.naming.tables import tables

        if len(self.open) < 3 or self.open[0] >= self.first_prose or self.words[self.open[0]].words > 5:
            return -1
        first, second = self.open[:2]
        titled = second < self.first_prose and self.words[second].words >= 4 and not self.words[second].terminal
        piece = self.pieces[first]
        return first if titled and tables().masthead(self.text[piece.start : piece.end]) else -1

    def _near_headline(self, index: int) -> bool:
        """True for a line of some length just below the headline: no menu, but the report's own introduction."""
        return 0 <= self.candidate <= index <= self.candidate + 4 and (index == self.candidate or self.words[index].words >= 8)

    def _is_label(self, index: int) -> bool:
        piece, words = self.pieces[index], self.words[index]
        return words.words <= 12 and furniture_kind(self.text[piece.start : piece.end]) is not None

    def place(self, index: int, headline_at: int) -> Place:
        """What stands around a piece."""
        piece, line = self.pieces[index], self.owner[index]
        before = self.pieces[index - 1] if index else None
        after = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        size = piece.end - piece.start
        return Place(
            before_prose=index < self.first_prose,
            after_prose=index >= self.last_prose >= 0,
            first=index == self.candidate,
            masthead=index == self.masthead,
            last=after is None,
            after_headline=headline_at >= 0 and index - headline_at <= 3,
            before_header=after is not None and after.kind in {"date", "byline", "dateline"},
            after_label=before is not None and before.detail == "gallery",
            in_short_run=self.runs[index] and not self._near_headline(index),
            alone=len(self.open) < 2,
            longer_follows=any(p.end - p.start > size for p in self.pieces[index + 1 : index + 4]),
            after_gap=line.after_gap,
            indented=line.indent >= self.indent + 4,
            is_title=bool(self.title) and size <= 400 and _folded(self.text[piece.start : piece.end]) == self.title,
            surname_known=self._surname_known(piece),
            repeated=self._repeated(piece),
        )

    def _surname_known(self, piece: Piece) -> bool:
        """True if the person whom a piece introduces has been spoken of before; looked up only where it could matter."""
        match = forms.BIOGRAPHY.match(self.text, piece.start, min(piece.end, piece.start + 600))
        if match is None or self.last_prose < 0:
            return True
        surname = match["name"].split()[-1].rstrip(".,")
        begin = self.pieces[min(self.first_prose, len(self.pieces) - 1)].start
        return self.text.find(surname, begin, piece.start) >= 0

    def _repeated(self, piece: Piece) -> int:
        if self.seen is None or piece.kind or piece.end - piece.start > 3_000:
            return 0
        count = self.seen.count(self.document, self.text[piece.start : piece.end])
        return count if count >= self.seen.least else 0


def _runs_of(marks: list[bool], least: int) -> list[bool]:
    """The marks that stand in an unbroken run of at least `least`."""
    kept = [False] * len(marks)
    begin = 0
    for index in range(len(marks) + 1):
        if index < len(marks) and marks[index]:
            continue
        if index - begin >= least:
            kept[begin:index] = [True] * (index - begin)
        begin = index + 1
    return kept


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text.casefold()).strip()
