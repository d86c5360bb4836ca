"""The place in a report that a quotation comes nearest to, and the quotation laid beside it word by word.

The place is found with rapidfuzz; the alignment is semi-global (Needleman and Wunsch 1970, the report's ends free), where
an ellipsis passes over words for nothing, a bracket over a few, and a tag such as “she said” between two quoted stretches, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz

from sayso.document import Span
from sayso.verifying.quoting import Quotation, quotations
from sayso.verifying.sentences import ends
from sayso.verifying.tokens import Token, tokens

MOST_TAG_WORDS = 18
"""The longest run of words between two quoted stretches of a paragraph that counts as a tag: “…,” said the minister, 51, “…”."""

MOST_ONE_SENTENCE = 45
"""The same where it is no more than the rest of one sentence: “…,” said Ana Brod, who ran the port from 1995 to 1997 and has since led the council. “…”."""

_MARGIN = 14
_MOST_WINDOW = 420
_LEAST_LIKE = 50.0
"""What is less like the quotation than this, of 100, is no altered form of it and need not be aligned."""

_SKIP = 0.001
_GAIN = 0.0001
"""What a word in its place gains, so that of two equally cheap alignments the one with more of them is taken."""

_IN_BRACKET = 0.05
_MOST_IN_BRACKET = 12

_FOLLOWED = re.compile(r"([^\n]*\S)[ \t]*\n(?=[ \t]*\S)")
_ENDING = frozenset(".!?…:;”’\"')")
_MOSTLY_ENDING = 0.7

Op = Literal["same", "changed", "added", "dropped", "elided", "bracket", "tag"]


@dataclass(frozen=True)
class Passage:
    """A report's text made ready to be compared with; `blocks` are places known to be block quotations."""

    text: str
    blocks: tuple[Span, ...] = ()

    @cached_property
    def words(self) -> list[Token]:
        """Its words in order."""
        return tokens(self.text)

    @cached_property
    def forms(self) -> list[str]:
        """The words as they are compared."""
        return [word.form for word in self.words]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each form stands."""
        found: dict[str, list[int]] = {}
        for place, form in enumerate(self.forms):
            found.setdefault(form, []).append(place)
        return found

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What it prints between quotation marks."""
        return quotations(self.text, self.blocks)

    @cached_property
    def owners(self) -> list[int]:
        """For each word the number of the outermost quotation that holds it; −1 for the report's own words."""
        found = [-1] * len(self.words)
        pieces = sorted((p.start, p.end, number) for number, q in enumerate(self.quotations) if not q.depth for p in q.pieces)
        at = 0
        for start, end, number in pieces:
            while at < len(found) and self.words[at].start < start:
                at += 1
            here = at
            while here < len(found) and self.words[here].end <= end:
                found[here] = number if found[here] < 0 else found[here]
                here += 1
        return found

    @cached_property
    def tags(self) -> dict[int, int]:
        """Runs of the report's own words between two quoted stretches of one paragraph: first word to the word behind the last."""
        found, owners, start = dict[int, int](), self.owners, None
        for place, owner in enumerate(owners):
            if owner < 0 and place and owners[place - 1] >= 0:
                start = place
            elif owner >= 0 and start is not None:
                if place - start <= MOST_ONE_SENTENCE and self._is_tag(start, place):
                    found[start] = place
                start = None
        return found

    def _is_tag(self, start: int, until: int) -> bool:
        """True if the words between two quoted stretches are of their paragraph, and few, or the rest of one sentence."""
        gap = Span(self.words[start - 1].end, self.words[until].start)
        if self.parted(gap):
            return False
        return until - start <= MOST_TAG_WORDS or not any(end.end <= self.words[until - 1].start for end in ends(self.text, gap.start + 2, gap.end))

    def parted(self, gap: Span) -> bool:
        """True if a paragraph ends in the stretch of text."""
        between = self.text[gap.start : gap.end]
        return "\n\n" in between or (self._line_by_line and "\n" in between)

    @cached_property
    def _line_by_line(self) -> bool:
        """True if each line is a paragraph: hardly a line that another follows ends within a sentence."""
        lines = _FOLLOWED.findall(self.text)
        return bool(lines) and sum(line[-1] in _ENDING for line in lines) >= _MOSTLY_ENDING * len(lines)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an alignment: words of the draft beside words of the report; the side that has none is empty."""

    op: Op
    draft: tuple[Token, ...] = ()
    ledger: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation beside the words of a report from `first` up to `until`; `cost` counts the words that differ."""

    passage: Passage
    steps: tuple[Step, ...]
    first: int
    until: int
    cost: int

    @property
    def span(self) -> Span:
        """Where the report's words stand."""
        if self.first >= self.until:
            return Span(0, 0)
        return Span(self.passage.words[self.first].start, self.passage.words[self.until - 1].end)

    @property
    def quoted(self) -> float:
        """The share of the report's words here that stand between its quotation marks."""
        kept = [w for step in self.steps if step.op in ("same", "changed", "dropped") for w in step.ledger]
        marked = {self.passage.words[i].start for i in range(self.first, self.until) if self.passage.owners[i] >= 0}
        return sum(word.start in marked for word in kept) / len(kept) if kept else 0.0


def verbatim(quote: Sequence[Token], passage: Passage) -> Iterator[Alignment]:
    """Every place where the report has exactly the quotation's words, one after the other."""
    if not quote or any(token.sort != "word" for token in quote):
        return
    forms = [token.form for token in quote]
    rarest = min(range(len(forms)), key=lambda k: len(passage.places.get(forms[k], ())))
    for place in passage.places.get(forms[rarest], ()):
        first = place - rarest
        if first >= 0 and passage.forms[first : first + len(forms)] == forms:
            steps = tuple(Step("same", (q,), (w,)) for q, w in zip(quote, passage.words[first : first + len(forms)], strict=True))
            yield Alignment(passage, steps, first, first + len(forms), 0)


def nearest(quote: Sequence[Token], passage: Passage) -> Alignment | None:
    """The alignment at the place that the quotation comes nearest to; None if nothing there is much like it."""
    segments = _segments(quote)
    found = [_window(segment, passage) for segment in segments]
    words = sum(map(len, segments))
    if not words or sum(score * len(segment) for (_, _, score), segment in zip(found, segments, strict=True)) < _LEAST_LIKE * words:
        return None
    windows = [(first, until) for first, until, score in found if score]
    first, until = min(w[0] for w in windows), max(w[1] for w in windows)
    if until - first > _MOST_WINDOW:
        first, until = windows[0][0], min(len(passage.forms), windows[0][0] + _MOST_WINDOW)
    margin = _MARGIN + sum(end - start for start, end in passage.tags.items() if first - _MARGIN <= end and start <= until + _MARGIN)
    return _aligned(quote, passage, max(0, first - margin), min(len(passage.forms), until + margin))


def _segments(quote: Sequence[Token]) -> list[list[str]]:
    """The quotation's words between ellipses."""
    found: list[list[str]] = [[]]
    for token in quote:
        if token.sort == "ellipsis":
            found.append([])
        elif token.sort == "word":
            found[-1].append(token.form)
    return [segment for segment in found if segment]


def _window(forms: list[str], passage: Passage) -> tuple[int, int, float]:
    """The stretch of the report that is most like the words, and how like it is, of 100."""
    numbers: dict[str, int] = {form: n for n, form in enumerate(dict.fromkeys(forms), 1)}
    there = [numbers.get(form, 0) for form in passage.forms]
    if not any(there):
        return 0, 0, 0.0
    here = [numbers[form] for form in forms]
    if len(here) >= len(there):
        return 0, len(there), fuzz.ratio(here, there)
    found = fuzz.partial_ratio_alignment(here, there)
    return (found.dest_start, found.dest_end, found.score) if found else (0, 0, 0.0)


_Cell = tuple[float, int, int, Op]


def _aligned(quote: Sequence[Token], passage: Passage, first: int, until: int) -> Alignment:
    """The cheapest alignment of the whole quotation with a part of the window."""
    width = until - first
    back = {start - first: end - first for start, end in passage.tags.items() if first <= start and end <= until}
    jumps = {end: start for start, end in back.items()}  # from the word behind a tag to the tag's first word
    above: list[float] = [0.0] * (width + 1)
    table: list[list[_Cell | None]] = [[None] * (width + 1)]
    for row, token in enumerate(quote, 1):
        line: list[float] = []
        cells: list[_Cell | None] = []
        for column in range(width + 1):
            choices = list(_choices(token, row, column, above, line, passage, first, jumps, last=row == len(quote)))
            best = min(choices, key=lambda cell: cell[0])
            line.append(best[0])
            cells.append(best)
        table.append(cells)
        above = line
    end = min(range(width + 1), key=lambda column: above[column])
    return _traced(quote, passage, first, table, end)


def _choices(
    token: Token, row: int, column: int, above: list[float], line: list[float], passage: Passage, first: int, jumps: dict[int, int], *, last: bool
) -> Iterator[_Cell]:
    if token.sort == "word":
        another = last and _stands_for_another(token, passage, first + column)
        yield above[column] + 1.0 + (_GAIN if another else 0.0), row - 1, column, "added"
        if column:
            same = token.form == passage.forms[first + column - 1]
            yield above[column - 1] + (-_GAIN if same else 1.0), row - 1, column - 1, "same" if same else "changed"
            if not last:
                yield line[column - 1] + 1.0, row, column - 1, "dropped"
                if column in jumps:
                    yield line[jumps[column]] + _SKIP, row, jumps[column], "tag"
        return
    yield above[column] + _SKIP, row - 1, column, "elided" if token.sort == "ellipsis" else "bracket"
    if column:
        bracket = token.sort == "bracket"
        yield line[column - 1] + (_IN_BRACKET if bracket else _SKIP), row, column - 1, "bracket" if bracket else "elided"


def _stands_for_another(token: Token, passage: Passage, place: int) -> bool:
    """True if a last word that differs stands for the report's next one: of the same quotation, and not itself to be found near by."""
    if not 0 < place < len(passage.owners) or not 0 <= passage.owners[place - 1] == passage.owners[place]:
        return False
    return token.form not in passage.forms[max(0, place - _MARGIN) : place + _MARGIN]


def _traced(quote: Sequence[Token], passage: Passage, first: int, table: list[list[_Cell | None]], end: int) -> Alignment:
    """The steps of the cheapest way, from the table."""
    steps: list[Step] = []
    row, column = len(quote), end
    while row:
        cell = table[row][column]
        if cell is None:
            break
        _, to_row, to_column, op = cell
        ledger = tuple(passage.words[first + to_column : first + column])
        steps.append(Step(op, (quote[row - 1],) if to_row < row else (), ledger))
        row, column = to_row, to_column
    told = tuple(_joined(reversed(steps)))
    return Alignment(passage, told, first + column, first + end, sum(step.op in ("changed", "added", "dropped") for step in told))


def _joined(steps: Iterator[Step]) -> Iterator[Step]:
    """Steps with all that one device passes over in one."""
    held: Step | None = None
    for step in steps:
        if held is not None and step.op == held.op and step.op in ("elided", "bracket") and not step.draft:
            held = Step(held.op, held.draft, held.ledger + step.ledger)
            continue
        if held is not None and step.op == held.op and step.op in ("elided", "bracket") and not held.draft:
            held = Step(held.op, step.draft, held.ledger + step.ledger)
            continue
        if held is not None:
            yield held
        held = step
    if held is not None:
        yield held
