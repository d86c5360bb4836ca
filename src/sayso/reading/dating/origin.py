"""The report's own date, where its text gives it: a label ("Published: 3 March 2026"), a date line, a dateline with its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from sayso.block import Block
from sayso.reading.dating.days import day_of, made
from sayso.reading.dating.finding import find_timexes
from sayso.timex import Timex

HEAD: Final = 1500
"""How far into a text its own date is looked for where no blocks are known."""
_DATED: Final = frozenset({"date", "dateline", "byline"})
_ELSEWHERE: Final = frozenset({"headline", "standfirst", "heading", "body", "furniture"})
"""Where else a date may stand that says what it is; furniture has those of other reports, too, and must say most."""
_LABEL: Final = (
    r"(?:(?:^|\n|[|•·—–.(])\s*(?:first |originally |last )?(?:published|posted|updated|modified|issued|released|filed|dated?|pub(?:lished)? ?date)"
    r"(?: (?:on|at))?\s*[:\-–]?\s*)(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:\d\d?:\d\d(?:\s?[ap]\.?m\.?)?,?\s*)?$"
)
_LATER: Final = ("updated", "modified", "last")
_RULES: Final = " \t|•·—–-"
_PLACE: Final = r"(?:^|\n)\s*[A-Z][A-Z .'’-]{2,}(?:,[A-Za-z .]+)?,\s*$"
_NAMED: Final = r"(?:[A-Z][\w.'’&-]*|of|the|and|for|by|in|de|du)"
_BEHIND_NAMES: Final = rf"^[ \t]*(?:{_NAMED}(?:[ ,|•·–—-]+{_NAMED}){{0,8}})[ ,|•·–—-]+$"
"""A line that holds nothing but names before its date: "By Ana Brod, Velia, March 3, 2026", "Daily Gull, Friday, March 6th, 2026"."""
_CLOCK: Final = r"[ ,|at]*(?:\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?)?[ ]?(?:[A-Z]{2,4})?[ .]*"
_LINE_OF_NAMES: Final = 4
_IN_A_DATE: Final = 5
"""The last two ranks: see `_rank`, and a date without any sign, but in a block of dates."""
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SOURCE: Final = r"\s*(?:\([A-Z][A-Za-z /.]+\)|[-–—])"


@cache
def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A compiled pattern; compiled at its first use."""
    return re.compile(text, flags)


def _day(timex: Timex) -> bool:
    """True if the expression is one day, said in full."""
    return timex.type in ("DATE", "TIME") and timex.anchor is None and day_of(timex.value) is not None


def _around(text: str, timex: Timex) -> tuple[str, str]:
    """The words before and behind an expression."""
    return text[max(0, timex.start - 80) : timex.start], text[timex.end : timex.end + 40]


def _in_dateline(before: str, behind: str) -> bool:
    """True between a place in capitals and an agency or a dash: "MOSCOW, Nov 7 (Reuters)"."""
    return _pattern(_PLACE).search(before) is not None and _pattern(_SOURCE).match(behind) is not None


def _rank(text: str, timex: Timex) -> int | None:
    """How surely a full date is the report's own: 0 a label, 1 an update's, 2 a dateline, 3 a line to itself, 4 a line of names; None."""
    before, behind = _around(text, timex)
    label = _pattern(_LABEL, re.IGNORECASE).search(text, max(0, timex.start - 80), timex.start)
    if label:
        return 1 if any(word in label.group().lower() for word in _LATER) else 0
    if _in_dateline(before, behind):
        return 2
    line, rest = before.rsplit("\n", 1)[-1], behind.split("\n", 1)[0]
    closed = _pattern(_CLOCK).fullmatch(rest.rstrip(_RULES)) is not None
    if not line.strip(_RULES) and closed:
        return 3
    names = closed and timex.start < HEAD and _pattern(_BEHIND_NAMES).match(line)
    return _LINE_OF_NAMES if names else None


def _stretches(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where to look: the blocks of dates, datelines and bylines; without blocks, the head of the text."""
    spans = [(block.start, block.end) for block in blocks if block.kind in _DATED]
    return spans or [(0, min(len(text), HEAD))]


def _dateline(text: str, timexes: Sequence[Timex], near: date) -> tuple[str, tuple[int, int]] | None:
    """A dateline's day and month, in the year that brings it nearest to `near`."""
    for timex in timexes:
        if not timex.rule.startswith(("month and day", "day and month")) or not _in_dateline(*_around(text, timex)):
            continue
        for read in find_timexes(text[timex.start : timex.end], document_date=near.isoformat()):
            known = day_of(read.value)
            years = (near.year - 1, near.year, near.year + 1)
            days = [d for year in years if known and (d := made(year, known.month, known.day))]
            if days:
                return min(days, key=lambda d: abs((d - near).days)).isoformat(), (timex.start, timex.end)
    return None


def _best(text: str, timexes: Sequence[Timex], blocks: Sequence[Block]) -> Timex | None:
    """The expression that is most surely the report's own date; of equals the first, behind the headline if one is there."""
    headline = next((block.start for block in blocks if block.kind == "headline"), 0)
    dates = [(block.start, block.end) for block in blocks if block.kind == "date"]
    ranked: list[tuple[int, Timex]] = []
    for timex in filter(_day, timexes):
        rank = _rank(text, timex)
        if rank is None and any(start <= timex.start < end for start, end in dates):
            rank = _IN_A_DATE
        if rank is not None:
            ranked.append((rank, timex))
    return min(ranked, key=lambda pair: (pair[0], pair[1].start < headline, pair[1].start))[1] if ranked else None


def _elsewhere(text: str, blocks: Sequence[Block], day_first: bool | None) -> Timex | None:
    """A date with a label or behind names at the head of a report whose blocks of dates have none: they were taken for others."""
    kinds = {(block.start, block.end): block.kind for block in blocks if block.kind in _ELSEWHERE and block.start < HEAD}
    found = [
        timex
        for timex in filter(_day, find_timexes(text, document_date=None, spans=list(kinds), day_first=day_first))
        for (start, end), kind in kinds.items()
        if start <= timex.start < end and _says(text, timex, kind)
    ]
    return _best(text, found, ())


def _says(text: str, timex: Timex, kind: str) -> bool:
    """True if a date outside blocks of dates says that it is the report's: by a label, or names (in furniture, with its weekday)."""
    rank = _rank(text, timex)
    if kind == "furniture":
        return rank == _LINE_OF_NAMES and _pattern(_WEEKDAY).search(text, max(0, timex.start - 12), timex.end) is not None
    return rank in (0, 1, 2, _LINE_OF_NAMES)


def document_date(
    text: str, blocks: Sequence[Block] = (), *, day_first: bool | None = None, near: str | None = None
) -> tuple[str, tuple[int, int]] | None:
    """The report's own day and where it stands, or None if the text does not say it.

    Found after a label ("date 2025-11-07", "Published: 3 March 2026"; the first publication before an update), in a dateline
    that has its year, on a line to itself, or in a block of kind `date`. A dateline without a year ("MOSCOW, Nov 7 (Reuters)")
    is not enough: it takes `near`, an ISO day known otherwise (from the address, the feed), to tell the year.
    """
    timexes = find_timexes(text, document_date=None, spans=_stretches(text, blocks), day_first=day_first)
    best = _best(text, timexes, blocks) or (_elsewhere(text, blocks, day_first) if blocks else None)
    if best is not None:
        return str(best.value)[:10], (best.start, best.end)
    evidence = day_of(near)
    return _dateline(text, timexes, evidence) if evidence else None
