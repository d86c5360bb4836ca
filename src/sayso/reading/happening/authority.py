"""On whose word: the innermost attribution whose content holds an event, and what its act makes of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.attribution import Attribution
from sayso.document import Span

UNPROVEN = frozenset({"accuse", "speculate", "believe"})
UNDONE = frozenset({"question", "demand", "promise", "threaten", "intend", "decline"})


@dataclass(frozen=True, slots=True)
class Authority:
    """The attributions of a report, ready to be asked about a place."""

    attributions: tuple[Attribution, ...]
    _starts: tuple[int, ...]
    _widest: int

    @classmethod
    def of(cls, attributions: Sequence[Attribution]) -> Authority:
        """Ordered by the first character of the content."""
        held = sorted((a for a in attributions if a.content and a.act != "other"), key=lambda a: a.content[0].start)
        widest = max((a.content[-1].end - a.content[0].start for a in held), default=0)
        return cls(tuple(held), tuple(a.content[0].start for a in held), widest)

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
        return best
