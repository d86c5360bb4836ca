"""What a verb group says of its event: that it was, was not, is to be, was expected, is wished, supposed or customary."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sayso.reading.happening import words as w

FACT, NEGATED, PLANNED, EXPECTED, DROPPED, LOOSE, HABIT = "fact", "negated", "planned", "expected", "will not", "loose", "habit"
"""Loose: wished, possible, asked for, supposed: neither a fact nor a plan."""

_CARRIERS: Final = w.BE | w.HAVE | w.DO


def mood_of(auxiliaries: Sequence[str], form: str) -> str:
    """The mood of a verb form after its auxiliaries: "did not" attend, "is due to" attend, "would normally" attend."""
    low = set(auxiliaries)
    negated = bool(low & (w.NEGATIONS - {"no"}))
    if low & w.HABIT:
        return HABIT
    if "no" in low and low & (w.PLAN | w.EXPECT | w.WISH):
        return LOOSE
    if low & w.FAIL:
        return LOOSE if negated or low & w.MODAL else (DROPPED if low & w.FUTURE else NEGATED)
    if low & w.EXPECT and low & {"want", "wants", "like", "need"}:
        return LOOSE
    if low & w.EXPECT:
        return DROPPED if negated or "unlikely" in low else EXPECTED
    if low & w.WISH:
        return LOOSE
    if low & w.PLAN or _is_to(auxiliaries):
        return DROPPED if negated else PLANNED
    if low & w.FUTURE:
        return DROPPED if negated else PLANNED
    if low & w.MODAL:
        return NEGATED if negated and "could" in low else LOOSE
    if negated:
        return NEGATED
    return _plain(low, form)


def _plain(low: set[str], form: str) -> str:
    if "to" in low or (form == "base" and not low & {"did"}):
        return LOOSE
    if form == "s":
        return HABIT
    if form == "ing" and not low & (w.BE | w.HAVE):
        return LOOSE
    if form == "participle" and not low & _CARRIERS:
        return LOOSE
    return FACT


def _is_to(auxiliaries: Sequence[str]) -> bool:
    return any(a in w.BE and b == "to" for a, b in pairwise(auxiliaries))
