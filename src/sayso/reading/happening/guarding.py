"""What makes a trigger mean nothing: a question, a condition, a work of fiction, a thing instead of a person."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import Clause

_HEDGES: Final = frozenset({"allegedly", "reportedly", "supposedly", "rumoured", "rumored", "purportedly", "apparently", "perhaps", "possibly"})
_INVERTED: Final = frozenset({"had", "should", "were"})
_PARTS: Final = frozenset({"of", "in", "on", "at", "by"})


def supposed(clause: Clause, at: int) -> bool:
    """True if the sentence asks, or supposes what stands at an item, or tells the plot of a fiction."""
    return clause.asks or _conditional(clause, at) or _fiction(clause, at)


def _conditional(clause: Clause, at: int) -> bool:
    items = clause.items
    for k in range(at - 1, -1, -1):
        code = items[k].code
        if code in {";", "“"}:
            break
        if code in {"if", "unless", "whether", "lest", "supposing", "wondered", "imagine"} and not (code == "if" and k and items[k - 1].code == "even"):
            return True
        if code in _INVERTED and k + 1 < at and items[k + 1].code in {"P", "he", "she", "they"} and (k == 0 or items[k - 1].code == ","):
            return True
    return any(c in {"if", "unless"} for c in clause.codes(at + 1, len(items))) and any(
        c in w.FUTURE | w.MODAL for c in clause.codes(0, len(items)))


def _fiction(clause: Clause, at: int) -> bool:
    items = clause.items
    if len(items) > 2 and items[0].code in {"the", "his", "her", "this"} and items[1].code in w.FICTION - {"game", "story", "book", "series"}:
        return True
    return any(items[k].code in w.FICTION and k >= 2 and items[k - 2].code == "in" and items[k - 1].code in {"the", "a", "his", "her", "this"}
               for k in range(min(at + 1, len(items))))


_CLAIMS: Final = frozenset({"claim", "claims", "allegation", "allegations", "rumour", "rumours", "rumor", "rumors", "suggestion", "suggestions",
                             "speculation", "accusation", "accusations", "notion", "theory"})


def hedged(clause: Clause, at: int) -> bool:
    """True if the outlet itself keeps a distance: "allegedly", "reportedly", "is said to have"."""
    codes = clause.codes(max(0, at - 12), at + 1)
    if any(a in _CLAIMS and b == "that" for a, b in pairwise(codes)):
        return True
    text = " ".join(codes)
    return any(c in _HEDGES for c in codes) or "said to have" in text or "believed to have" in text or "thought to have" in text \
        or "accused of" in text or "appears to have" in text or "seems to have" in text
