"""Quotations in a text: all kinds of marks, one inside another, over several paragraphs, and block quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.document import Span, Spans, trimmed

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "»": "«", "‘": "’", "‚": "‘’", '"': '"', "'": "'", "「": "」", "『": "』", "”": "”"}
_DOUBLE = frozenset('“„«»"「『')
_SINGLE = frozenset("‘‚'‹")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)(?!\s*(?:>|[-*#] ))[^\n]+)*")
_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_BLOCK_LINE = re.compile(r"^[ \t]*>[ \t>]*(?P<words>[^\n]*)", re.MULTILINE)
_MARKUP = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)"  # code
    r"|\A---\n.*?\n---(?=\n)"  # what stands before a Markdown text about it
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"  # where a link leads, with its title
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+[^\n]*"  # the same, noted at the end
    r"|</?[a-zA-Z][^<>\n]*>",
    re.MULTILINE | re.DOTALL,
)
_CREDIT = re.compile(r"^\s*(?:[—–]|--)\s*\S")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between one pair of marks, without them: `pieces` in the order of the text, one for each paragraph it runs over.

    `depth` counts the quotations around it; `block` is true for one that is set off as a paragraph of its own (Markdown's `>`, `<blockquote>`).
    """

    pieces: Spans
    depth: int = 0
    block: bool = False

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def quotations(text: str, blocks: Iterable[Span] = ()) -> tuple[Quotation, ...]:
    """Every quotation of the text in order, outer ones before those inside them; `blocks` are places known to be block quotations.

    An apostrophe is no mark. A mark that is never closed runs to its paragraph's end, and goes on where the next paragraph opens
    with the same mark. Code, the targets of links and other markup hold none.
    """
    set_off = [found for found in _blocks(text, blocks) if found.pieces]
    markup = [Span(*m.span()) for m in _MARKUP.finditer(text)]
    inline = list(_inline(_masked(text, markup)))
    covered = [q for q in inline if not any(_same(text, q, block) for block in set_off)]
    return tuple(sorted((*set_off, *covered), key=lambda q: (q.span.start, -q.span.end)))


def _masked(text: str, spans: Iterable[Span]) -> str:
    """The text with as many neutral characters in the place of the spans, so that no mark in them counts."""
    kept, at = list[str](), 0
    for start, end in spans:
        kept += [text[at:start], "".join(sign if sign == "\n" else "_" for sign in text[start:end])]
        at = end
    return "".join((*kept, text[at:]))


def _blocks(text: str, known: Iterable[Span]) -> Iterator[Quotation]:
    for found in _BLOCK.finditer(text):
        lines = [Span(found.start() + m.start("words"), found.start() + m.end("words")) for m in _BLOCK_LINE.finditer(found[0])]
        kept = [trimmed(text, line, "“”\"«»") for line in lines if not _CREDIT.match(text[line.start : line.end])]
        yield Quotation(tuple(line for line in kept if line.start < line.end), block=True)
    for span in known:
        bare = trimmed(text, span, "“”\"«»")
        if bare.start < bare.end and not text[span.start : span.end].lstrip().startswith(">"):
            yield Quotation((bare,), block=True)


def _same(text: str, inner: Quotation, block: Quotation) -> bool:
    """True if marks merely stand around the whole of a block quotation."""
    return trimmed(text, inner.span, "“”\"«»") == trimmed(text, block.span, "“”\"«»")


@dataclass(slots=True)
class _Open:
    mark: str
    depth: int
    pieces: list[Span]
    since: int


def _inline(text: str) -> Iterator[Quotation]:
    carried: list[_Open] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        found, left = _scan(text, start, end, carried)
        yield from found
        carried = []
        for frame in left:
            pieces = [*frame.pieces, trimmed(text, (frame.since, end))]
            if frame.mark not in _SINGLE and _reopened(text, end, frame.mark):
                carried.append(_Open(frame.mark, frame.depth, pieces, -1))
            elif frame.mark in "“„«":
                yield Quotation(tuple(p for p in pieces if p.start < p.end) or (Span(start, end),), frame.depth)


def _reopened(text: str, end: int, mark: str) -> bool:
    """True if the next paragraph opens with the mark."""
    following = re.compile(r"\s*(\S)").match(text, end)
    return following is not None and following[1] == mark


def _scan(text: str, start: int, end: int, carried: list[_Open]) -> tuple[list[Quotation], list[_Open]]:
    """The quotations that end in the paragraph, and those still open at its end."""
    done: list[Quotation] = []
    stack = [frame for frame in carried if frame.mark in _DOUBLE]
    at = start
    for frame in stack:
        at = text.index(frame.mark, at, end) + 1
        frame.since = at
    while at < end:
        mark = text[at]
        if mark in _CLOSERS or mark in "”’»›」』":
            level = _closed(text, at, end, stack)
            if level is not None:
                frame = stack[level]
                del stack[level:]
                pieces = [p for p in (*frame.pieces, trimmed(text, (frame.since, at))) if p.start < p.end]
                if pieces:
                    done.append(Quotation(tuple(pieces), frame.depth))
            elif _opens(text, at, end, stack):
                stack.append(_Open(mark, len(stack), [], at + 1))
        at += 1
    return done, stack


def _closed(text: str, at: int, end: int, stack: list[_Open]) -> int | None:
    """The open quotation that the mark closes: the innermost that it can."""
    mark = text[at]
    for level in range(len(stack) - 1, -1, -1):
        if mark in _CLOSERS[stack[level].mark]:
            if mark in "’'" and not _closes_single(text, at, end):
                return None
            return level
    return None


def _opens(text: str, at: int, end: int, stack: list[_Open]) -> bool:
    mark = text[at]
    if mark not in _CLOSERS or at + 1 >= end or (mark == "”" and not _at_word(text, at)):
        return False
    if mark in "‘'":
        return _at_word(text, at) and not any(frame.mark == mark for frame in stack) and _closer_ahead(text, at, end)
    if mark == "»":
        return _at_word(text, at)
    return not (mark == '"' and text[at + 1].isspace())


def _at_word(text: str, at: int) -> bool:
    """True if the mark stands before a word and behind none."""
    before = text[at - 1] if at else " "
    return (before.isspace() or before in "([—–-:“„«\"‘/*_>") and at + 1 < len(text) and not text[at + 1].isspace()


def _closer_ahead(text: str, at: int, end: int) -> bool:
    close = _CLOSERS[text[at]]
    return any(text[i] in close and _closes_single(text, i, end) for i in range(at + 2, end))


def _closes_single(text: str, at: int, end: int) -> bool:
    """True if a single mark closes: a word or sign before it, none after; not the apostrophe of a plural ("the ministers’ offices")."""
    before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
    if before.isspace() or after.isalnum():
        return False
    if before == "s" and re.match(r"[’'] [a-z]", text[at : at + 3]):
        ahead = re.search(r"[‘“\"\n]|[’'](?=[\s.,;:!?)—”]|\Z)", text[at + 1 : end])
        return ahead is None or ahead[0] not in "’'" or text[at + ahead.start()] == "s"
    return True
