"""A flat text as lines, or as paragraphs where a text file wraps its paragraphs over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.document import trimmed

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]")
_ENDS = ".!?:;…。！？\"”’'»)]"
_WIDEST = 100
_NARROWEST = 45


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its edges; `after_gap` if a blank line, or nothing, stands in front of it.

    `indent` is the number of white-space characters in front.
    """

    start: int
    end: int
    after_gap: bool
    indent: int


def lines_of(text: str) -> list[Line]:
    """The non-blank lines in order, wrapped paragraphs joined into one; linear in the text."""
    lines = list(_lines(text))
    return list(_joined(lines)) if _is_wrapped(text, lines) else lines


def _lines(text: str) -> Iterator[Line]:
    last = 0
    for match in _LINE.finditer(text):
        start, end = trimmed(text, match.span())
        if start == end:
            continue
        gap = last == 0 or len(_BREAK.findall(text, last, start)) > 1
        yield Line(start, end, gap, start - match.start())
        last = end


def _is_wrapped(text: str, lines: list[Line]) -> bool:
    """True if most lines are of one narrow width and run on into the next: no report's paragraphs, but a text file's."""
    pairs = [(one, two) for one, two in pairwise(lines) if not two.after_gap]
    if len(pairs) < 6 or 3 * len(pairs) < len(lines):
        return False
    full = [(one, two) for one, two in pairs if _NARROWEST <= one.end - one.start <= _WIDEST]
    runs_on = sum(text[one.end - 1] not in _ENDS and text[two.start].islower() for one, two in full)
    wide = sum(line.end - line.start > _WIDEST for line in lines)
    return 3 * runs_on > len(pairs) and 20 * wide < len(lines)


def _joined(lines: list[Line]) -> Iterator[Line]:
    held = lines[0]
    for line in lines[1:]:
        if line.after_gap or line.indent > held.indent + 1:
            yield held
            held = line
        else:
            held = Line(held.start, line.end, held.after_gap, held.indent)
    yield held
