"""Quotation marks and hedges: how much of a content is in its speaker's own words, and how firmly it is put."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from sayso.document import Span, Spans
from sayso.reading.attributing.windows import quotation_states

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|ostensibly|seemingly|presumably|possibly|probably|perhaps|maybe|"
    r"potentially|conceivably|likely|unlikely|rumou?red|unconfirmed|believed to|thought to|said to|understood to|expected to|"
    r"(?:(?:may|might)(?: well)?(?: not)?|could(?: well)?(?! not\b))(?: have)?|seem(?:s|ed)?(?: to)?|appear(?:s|ed)? to|suggest(?:s|ed)? that|"
    r"as if|in theory|if confirmed|if true|it is possible|sort of|kind of|about to)\b",
    re.IGNORECASE,
)
_DATE_MAY = re.compile(r"^May\b(?=\s+\d|,|\s+and\b|\.|$)")


def quoted_characters(text: str) -> npt.NDArray[np.bool_]:
    """Per character: True inside quotation marks (or a mark itself); pairing starts anew on every line."""
    out = np.zeros(len(text), dtype=np.bool_)
    for line in re.finditer(r"[^\n]+", text):
        out[line.start() : line.end()] = quotation_states(line[0]) > 0
    return out


def quoted_inside(text: str, piece: Span) -> npt.NDArray[np.bool_]:
    """Per character of a quoted piece: True inside marks that stand within it (its own outer marks not counted)."""
    out = np.zeros(piece.end - piece.start, dtype=np.bool_)
    end = piece.end - int(text[piece.end - 1] in "\"”’'»")
    if piece.start + 1 < end:
        out[1 : end - piece.start] = quotation_states(text[piece.start + 1 : end].replace("\n", " ")) > 0
    return out


def quotation_of(text: str, content: Spans, quoted: npt.NDArray[np.bool_], offset: int = 0) -> str:
    """`direct` if nine tenths of the content's words are in quotation marks, `mixed` if some are, else `indirect`.

    `quoted` says so per character of the text from `offset` on; the content lies within it.
    """
    words = [m.start() for span in content for m in _WORD.finditer(text, span.start, span.end)]
    if not words:
        return "indirect"
    inside = sum(bool(quoted[at - offset]) for at in words)
    if 10 * inside >= 9 * len(words):
        return "direct"
    return "mixed" if inside else "indirect"


def hedges_of(text: str, spans: Spans) -> Spans:
    """Words in the spans that put a statement less firmly ("reportedly", "may have"); the month of May is none."""
    found = (m for span in spans for m in _HEDGE.finditer(text, span.start, span.end))
    return tuple(Span(*m.span()) for m in found if not (m[0] == "May" and _DATE_MAY.match(text[m.start() : m.start() + 8])))
