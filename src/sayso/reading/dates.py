"""The steps of time: the report's own day, its time expressions, and when each statement was made."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.attribution import ATTRIBUTIONS, Attribution, SaidOn
from sayso.block import BLOCKS, Block
from sayso.document import Document, LayerKey, Reading, Span
from sayso.reading.attributing.drafts import Page
from sayso.timex import TIMEXES, Timex

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_READ = frozenset({"date", "byline", "dateline", "headline", "standfirst", "heading", "body", "quotation", "list", "caption", "correction"})
_HABIT = re.compile(r"\b(?:used|liked|likes|tends?|tended) to\s+$|\bwould (?:often|always|sometimes)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(r"[,–—] ?(?:who|which|whose|where|when(?! \w+ed\b))\b[^,;–—]*$")  # "However, when asked on Friday, X said" is one clause
_ASIDE = re.compile(r", (?:\w+ )?(?:after|before|while|although|because)\b[^,;]*,|[–—] [^–—]* [–—]")
_OTHER_CLAUSE = re.compile(r"\b(?:after|before|until|because|although|while)\b|;| [–—-] ")
_LATER = re.compile(r"\b(?:later|earlier|previously|once|then|has|have|had)\b", re.IGNORECASE)
NEAR = 600
"""How far, in characters, a speaker's dated statement still dates the next one."""


@dataclass(frozen=True)
class TimexStep:
    """Finds the report's day where nobody has given it, and every time expression outside furniture."""

    name: str = "timexes"
    version: str = "2"
    provides: tuple[LayerKey[Any], ...] = (TIMEXES,)
    requires: tuple[LayerKey[Any], ...] = (BLOCKS,)

    def run(self, reading: Reading) -> Reading:
        """The reading with its timexes in the order of the text, and the document dated if its text says when."""
        from sayso.reading.dating import find_timexes

        blocks = reading.layer(BLOCKS)
        if reading.document.metadata.language not in {"en", None}:
            return reading.with_layer(TIMEXES, (), self.name, f"{self.version} (English only: not read)")
        document = dated(reading.document, blocks)
        spans = [(b.start, b.end) for b in blocks if b.kind in _READ]
        published = document.metadata.published
        known = published[:10] if published and _DAY.match(published) else None
        found = find_timexes(document.text, document_date=known, spans=spans)
        return replace(reading, document=document).with_layer(TIMEXES, found, self.name, self.version)


def dated(document: Document, blocks: Sequence[Block]) -> Document:
    """The document with its day of publication from its own text, if nobody has said it."""
    from sayso.reading.dating import document_date

    if document.metadata.published:
        return document
    found = document_date(document.text, blocks)
    return replace(document, metadata=document.metadata.updated("text", published=found[0])) if found else document


@dataclass(frozen=True)
class SaidOnStep:
    """Dates each statement by the expression in its own sentence, outside what is said; else by the same speaker's last one.

    A speaker who "told reporters on Friday" and two paragraphs on "added" something said that on Friday too; "later said" or
    "has said" does not say when.
    """

    name: str = "said_on"
    version: str = "2"
    provides: tuple[LayerKey[Any], ...] = (ATTRIBUTIONS,)
    requires: tuple[LayerKey[Any], ...] = (BLOCKS, ATTRIBUTIONS, TIMEXES)

    def run(self, reading: Reading) -> Reading:
        """The reading with `said_on` filled wherever the text says it."""
        page = Page(reading.document.text, reading.layer(BLOCKS))
        days = [t for t in reading.layer(TIMEXES) if t.type in {"DATE", "TIME"} and t.value and _DAY.match(t.value)]
        attributions = reading.layer(ATTRIBUTIONS)
        by_id = {a.id: a for a in attributions}
        published = reading.document.metadata.published
        places = _Places([t for t in days if not _after(t, published)], attributions)
        last: dict[str, tuple[int, SaidOn]] = {}
        out = []
        for a in attributions:
            said = _stated(page, a, by_id, places)
            place = a.cue[0].start if a.cue else a.start
            if said is None and a.speaker in last and a.inside is None and not _LATER.search(_words(page.text, a)):
                at, before = last[a.speaker]
                said = before if 0 <= place - at < NEAR else None
            if said is not None and a.speaker and a.inside is None:
                last[a.speaker] = (place, said)
            out.append(replace(a, said_on=said))
        return reading.with_layer(ATTRIBUTIONS, out, self.name, self.version)


def _words(text: str, a: Attribution) -> str:
    """The cue with the words just before it."""
    return text[max(0, a.cue[0].start - 12) : a.cue[-1].end] if a.cue else ""


def _after(timex: Timex, published: str | None) -> bool:
    """True for a day after the report's own: nothing was said then."""
    return published is not None and _DAY.match(published) is not None and published[:10] < str(timex.value)[:10]


def _relative(text: str, sentence: Span, place: int) -> int | None:
    """Where the relative clause begins that a place of a sentence lies in, if in one."""
    found = _RELATIVE.search(text, sentence.start, place)
    return found.start() if found else None


def _beside(text: str, sentence: Span, day: Span, cue: Span) -> bool:
    """True if a day and a cue are of one clause: not one alone in a relative clause, no "after" or dash between them."""
    first, last = sorted((day, cue))
    between = _ASIDE.sub(" ", text[first.end : last.start])
    return _OTHER_CLAUSE.search(between) is None and _relative(text, sentence, day.start) == _relative(text, sentence, cue.start)


class _Places:
    """Days and contents by place: each looked up around one sentence only."""

    def __init__(self, days: Sequence[Timex], attributions: Sequence[Attribution]) -> None:
        self._days = sorted(days, key=lambda t: t.start)
        self._starts = [t.start for t in self._days]
        self._contents = sorted((s.start, s.end, a.id) for a in attributions for s in a.content)
        self._longest = max((end - start for start, end, _ in self._contents), default=0)

    def days(self, within: Span) -> list[Timex]:
        """The days that stand in the span."""
        found = self._days[bisect_left(self._starts, within.start) : bisect_left(self._starts, within.end)]
        return [t for t in found if t.end <= within.end]

    def contents(self, place: Span) -> list[tuple[Span, str]]:
        """The contents that hold the place, with the id of their attribution."""
        low, high = (place.start - self._longest, 0, ""), (place.start + 1, 0, "")
        near = self._contents[bisect_left(self._contents, low) : bisect_left(self._contents, high)]
        return [(Span(s, e), name) for s, e, name in near if s <= place.start and place.end <= e]


def _stated(page: Page, a: Attribution, by_id: dict[str, Attribution], places: _Places) -> SaidOn | None:
    """The nearest day in the cue's sentence that no content of this statement, nor of one beside it, holds."""
    if not a.cue or _HABIT.search(page.text, max(0, a.cue[0].start - 24), a.cue[0].start):
        return None
    cue = a.cue[0]
    sentence = page.sentence_at(cue.start)
    parent = by_id.get(a.inside or "")
    near = []
    for t in places.days(sentence):
        holding = places.contents(t.span)
        if any(name == a.id or not span.holds(cue) for span, name in holding) or not _beside(page.text, sentence, t.span, cue):
            continue
        if parent is None or not parent.content or any(s.holds(t.span) for s in parent.content):
            near.append(t)
    best = min(near, key=lambda t: min(abs(t.start - a.cue[-1].end), abs(cue.start - t.end)), default=None)
    return SaidOn(str(best.value)[:10], best.id) if best else None
