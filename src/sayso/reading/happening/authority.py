"""On whose word: the innermost attribution whose content holds an event, and what its act makes of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribution import Attribution
from sayso.document import Span

UNPROVEN = frozenset({"accuse", "speculate", "believe"})
UNDONE = frozenset({"question", "demand", "promise", "threaten", "intend", "decline"})


_ACCUSING = re.compile(r"\b(?:indictment|prosecut\w+|charge sheet|lawsuit|complaint|accusers?|plaintiffs?)\b", re.IGNORECASE)


def _accuses(attribution: Attribution, text: str) -> bool:
    return any(_ACCUSING.search(text, s.start, s.end) for s in attribution.source)


def _asks(attribution: Attribution, text: str) -> bool:
    """True where a word of asking stands for a source ("will not say why"): nobody's voice."""
    return any(text[s.start : s.end].lower() in {"why", "how", "what", "whether", "where", "when"} for s in attribution.source)


def _width(attribution: Attribution) -> int:
    return sum(s.end - s.start for s in attribution.content)


@dataclass(frozen=True, slots=True)
class Authority:
    """The attributions of a report, ready to be asked about a place."""

    attributions: tuple[Attribution, ...]
    cued: tuple[Attribution, ...]
    _starts: tuple[int, ...]
    _widest: int

    @classmethod
    def of(cls, attributions: Sequence[Attribution], text: str = "") -> Authority:
        """Ordered by the first character of the content; what a prosecution or a lawsuit says counts as an accusation."""
        attributions = [replace(a, act="accuse") if a.act == "assert" and _accuses(a, text) else a for a in attributions]
        held = sorted((a for a in attributions if a.content and a.act != "other" and not _asks(a, text)), key=lambda a: a.content[0].start)
        widest = max((a.content[-1].end - a.content[0].start for a in held), default=0)
        return cls(tuple(held), tuple(attributions), tuple(a.content[0].start for a in held), widest)

    def speaker_at(self, place: int) -> str | None:
        """Who says "I" at a place: the speaker of the innermost quotation that holds it, None if it is nobody's."""
        held = [a for a in self.attributions if a.quotation != "indirect" and a.speaker and any(s.start <= place < s.end for s in a.content)]
        return min(held, key=_width).speaker if held else None

    def by_cue(self, place: int) -> Attribution | None:
        """The attribution whose cue holds a place."""
        return next((a for a in self.cued if any(s.start <= place < s.end for s in a.cue)), None)

    def over(self, place: int, evidence: Span) -> Attribution | None:
        """The innermost attribution whose content holds a place; one whose cue is part of the evidence is no voice over it."""
        best: Attribution | None = None
        size = 0
        for k in range(bisect_right(self._starts, place) - 1, -1, -1):
            a = self.attributions[k]
            if place - a.content[0].start > self._widest:
                break
            if any(s.start <= place < s.end for s in a.content) and not any(evidence.meets(c) for c in a.cue):
                length = sum(s.end - s.start for s in a.content)
                if best is None or length < size:
                    best, size = a, length
        return self._denied(best)

    def _denied(self, best: Attribution | None) -> Attribution | None:
        """"Denied reports that …": what nobody named reports, inside a denial, stands denied."""
        if best is None or best.inside is None or best.source:
            return best
        outer = next((a for a in self.attributions if a.id == best.inside), None)
        return outer if outer is not None and outer.act == "deny" else best
