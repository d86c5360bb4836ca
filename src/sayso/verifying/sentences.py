"""Where sentences end in prose as it is printed, a full stop behind an abbreviation aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.document import Span

_SHORT = "".join(
    rf"(?<!\b{word}\.)"
    for word in (
        "[A-Z]", "Mr", "Mrs", "Ms", "Dr", "St", "No", "Inc", "Corp", "Co", "Ltd", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Capt", "Sgt", "Prof",
        "Rev", "Jr", "vs", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec",
    )
)
_END = re.compile(rf"(?:\.{_SHORT}|[!?…])[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]?[^\Wa-z])|\n\s*\n")
_FAR = 4000
"""No sentence is longer than so many characters."""


def ends(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Each place between two sentences: from the sign that ends one to the first character of the next."""
    return (Span(*match.span()) for match in _END.finditer(text, start, len(text) if end is None else end))


def sentence(text: str, span: Span, before: int = 0) -> Span:
    """From the beginning of the sentence that `span` begins in to the end of that in which it ends, with so many sentences before it."""
    first = max(0, span.start - _FAR)
    starts = [first, *(found.end for found in ends(text, first, span.start + 1) if found.end <= span.start)]
    stop = next(ends(text, max(span.end - 1, 0), span.end + _FAR), None)
    return Span(starts[max(-1 - before, -len(starts))], stop.start + 1 if stop else min(len(text), span.end + _FAR))
