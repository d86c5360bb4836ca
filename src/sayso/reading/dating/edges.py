"""Early, late, mid, the end of: which part of a period is meant, as TIMEX3's MOD."""

from __future__ import annotations

from typing import Final

from sayso.reading.dating.patterns import Match

EDGE: Final = "(edge hyphen? | ends the?)?"
"""What may stand before a month, a year, a season."""

_EDGES: Final = {
    "early": "START", "earlier": "START", "beginning": "START", "start": "START", "onset": "START", "late": "END", "later": "END",
    "end": "END", "latter": "END", "mid": "MID", "middle": "MID",
}


def edge_of(m: Match) -> str | None:
    """The MOD that "early", "mid-", "the end of" stand for."""
    words = f"{m.text('edge')} {m.text('ends')}".split()
    return next((_EDGES[word] for word in words if word in _EDGES), None)
