"""A line cut at the edges of what is known: header grammar, a widget's label in front, an appeal at either end.

Elsewhere a line is never cut: the verdict is for all of it, and an appeal of many sentences is one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.document import trimmed
from sayso.furniture import appeal_score, furniture_kind, label_in_front, lexicon
from sayso.reading.blocks.forms import CREDIT_INSIDE
from sayso.reading.blocks.headers import HEAD, header
from sayso.reading.blocks.wording import is_voiced, speaks_to_reader

_SEPARATORS = re.compile(r"[\s|·•,]*(?:[–—-]\s+)?")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(]?[A-ZÀ-Þ0-9])")
_BUTTON = re.compile(
    r"(?i:(?:(?:read|learn|find out|show) more|(?:support|donate|subscribe|join|give) (?:now|today|us)|"
    r"click here)\s+)+(?=[\"“‘'(]?[A-ZÀ-Þ])",
)
_EDGE = 4_000
_GAP = 3
_WEAK = 0.4
_SHORTEST = 60
_CAPTION = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line; `kind` is set where a cut already told it, with `detail`, `voter` and `reason`."""

    start: int
    end: int
    kind: str = ""
    detail: str = ""
    voter: str = ""
    reason: str = ""


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of a line in order; together they cover all of it but white space."""
    found: list[Piece] = []
    at = start
    while at < end and len(found) < 4:
        match = header(text[at : min(end, at + HEAD)], whole=at + HEAD >= end)
        if match is None:
            break
        after = _SEPARATORS.match(text, at + match.end, end)
        stop = after.end() if after else at + match.end
        found.append(Piece(*trimmed(text, (at, stop)), match.kind, "", "header", match.reason))
        at = stop
    if at < end:
        found += _labelled(text, at, end) or _with_runs(text, at, end)
    return found


def _labelled(text: str, start: int, end: int) -> list[Piece]:
    """A widget's label and the caption behind it, or nothing."""
    head = text[start : min(end, start + 200)]
    length = label_in_front(head)
    if not length or (length < len(head) and head[length].islower()):
        return []
    label = Piece(*trimmed(text, (start, start + length)), "furniture", "gallery", "label", "a widget's label")
    if start + length >= end:
        return [label]
    return [label, Piece(start + length, end, "caption", "", "label", "a widget's label stands in front of it")]


def _with_runs(text: str, start: int, end: int) -> Iterator[Piece]:
    """The line, with a run of appeals and labels at its beginning or end cut off if the rest is no part of it."""
    if end - start < _SHORTEST:
        yield Piece(start, end)
        return
    front, sort = _front_run(text, start, end)
    back, last_sort = _back_run(text, front, end)
    if start < front < back < end and back - front <= _EDGE and speaks_to_reader(text[front:back]):
        yield Piece(start, end, "furniture", sort, "lexicon", "an appeal from its beginning to its end")
        return
    if front > start:
        yield Piece(*trimmed(text, (start, front)), "furniture", sort, "lexicon", "a run of appeals at the line's beginning")
    if front < back:
        yield from _with_inner_labels(text, *trimmed(text, (front, back)))
    if back < end:
        yield Piece(*trimmed(text, (back, end)), "furniture", last_sort, "lexicon", "an appeal or label at the line's end")


def _with_inner_labels(text: str, start: int, end: int) -> Iterator[Piece]:
    """The stretch, cut at widgets' labels between its sentences; a caption behind one ends with its credit, if it has any."""
    at = start
    for match in _inner_label().finditer(text, start, end):
        if match.start(1) < at or match.end() >= end or text[match.end()].islower():
            continue
        if at < match.start(1):
            yield Piece(*trimmed(text, (at, match.start(1))))
        yield Piece(*match.span(1), "furniture", "gallery", "label", "a widget's label between sentences")
        credit = CREDIT_INSIDE.search(text, match.end(), min(end, match.end() + _CAPTION))
        at = match.end()
        if credit:
            yield Piece(
                *trimmed(text, (at, credit.end())), "caption", "", "label", "stands between a widget's label and a credit"
            )
            at = credit.end()
    at += len(text[at:end]) - len(text[at:end].lstrip()) if at > start else 0
    if at < end:
        yield Piece(at, end)


@cache
def _inner_label() -> re.Pattern[str]:
    """A label of several words behind the end of a sentence, and the space behind it."""
    phrases = "|".join(re.escape(phrase) for phrase in lexicon().prefixes if phrase.count(" ") >= 1)
    return re.compile(rf"(?<=[.!?)”\"’]\s)({phrases})\s+", re.IGNORECASE)


def _front_run(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the run at the beginning ends, `start` if there is none; and its sort.

    It must open with furniture. Sentences between two pieces of furniture belong to it if few, and if they speak to the reader.
    """
    bounds = [match.end() for match in _SENTENCE_END.finditer(text, start, min(end, start + _EDGE))]
    stop, sort, at, since = start, "", start, 0
    for bound in [*bounds, end] if end - start <= _EDGE else bounds:
        sentence = text[at:bound]
        kind = _furniture(sentence)
        if kind:
            stop, sort, since = bound, sort or kind, 0
        elif stop == start or since >= _GAP or is_voiced(sentence):
            break
        else:
            since += 1
        at = bound
    button = _BUTTON.match(text, stop, end) if stop > start else None
    return (button.end() if button else stop), sort


def _furniture(sentence: str) -> str | None:
    """The sort of furniture that a sentence is by itself: by the lexicon, or half so if it also speaks to the reader."""
    if is_voiced(sentence) or any(mark in sentence for mark in '“”"'):
        return None
    weak = "appeal" if speaks_to_reader(sentence) and appeal_score(sentence) >= _WEAK else None
    return furniture_kind(sentence) or weak


def _back_run(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the run at the end begins, `end` if there is none; and its sort."""
    low = max(start, end - _EDGE)
    bounds = [match.end() for match in _SENTENCE_END.finditer(text, low, end)]
    begin, sort, stop = end, "", end
    for bound in reversed(bounds):
        sentence = text[bound:stop]
        kind = _furniture(sentence)
        if kind:
            begin, sort = bound, kind
        elif begin == end or not speaks_to_reader(sentence):
            break
        stop = bound
    return begin, sort
