"""How much of what a draft has somebody say a statement has, and in which part of it: the words that tell, endings aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.verifying.alterations import is_number
from sayso.verifying.sentences import ends
from sayso.verifying.tokens import Token, forms, tokens

_EMPTY = frozenset(
    "a an the and or of to in on at by for with as is are was were be been being have has had do does did it its he she they them his her their "
    "i we you my our your me him us that this these those there here so than then very just will would can from about up out into over "
    "not no never may might could mr mrs ms dr".split(),
)
_CLITIC = re.compile(r"'(?:s|ll|re|ve|d|m)?\Z|n't\Z")
_CLAUSE = frozenset("and but or because while although though which who that".split())
_CALENDAR = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split(),
)
_LEAST_BARE = 2
_MOST_BEFORE = 8
"""So many words before the first shared one may belong to the same clause."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` of the draft's telling words stand in `part` of the statement, its best; `shared` is how many."""

    share: float
    shared: int
    part: str


def telling(forms: Iterable[str]) -> set[str]:
    """The stems of the words that carry sense; negations and hedges are compared by themselves."""
    return {stem(form) for form in forms if _CLITIC.sub("", form) not in _EMPTY and not form.endswith("n't")}


def wanted_of(forms: Sequence[str]) -> set[str]:
    """The telling words by which a statement is found again: without numbers, months and weekdays, which are compared by themselves, if two are left."""
    bare = telling(form for form in forms if not is_number(form) and form not in _CALENDAR)
    return bare if len(bare) >= _LEAST_BARE else telling(forms)


@lru_cache(maxsize=1 << 16)
def stem(form: str) -> str:
    """The word without the commonest endings of English, so that "deny" and "denied" meet."""
    form = _CLITIC.sub("", form)
    for ending, put in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return (form[: -len(ending)] + put).rstrip("e")
    return form.rstrip("e") if len(form) > 3 else form


def share(wanted: set[str], content: str) -> float:
    """The share of the wanted words that stand anywhere in a statement's content: at least that of its likeness."""
    return len(wanted & {stem(form) for form in forms(content)}) / len(wanted)


def likeness(wanted: set[str], size: int, content: str) -> Likeness:
    """The part of a statement's content that has most of the wanted words together; `size` is how many words the draft's has in all."""
    words = tokens(content)
    hits = [(place, stem(word.form)) for place, word in enumerate(words) if stem(word.form) in wanted]
    room, best = 2 * size + 6, (0, 0, 0)
    for end, (place, _) in enumerate(hits):
        last = {form: at for at, form in hits[: end + 1] if place - at <= room}  # the nearest of each before this one
        best = max(best, (len(last), min(last.values()) - place, -min(last.values())))
    shared, width, first = best[0], -best[1], -best[2]
    if not shared:
        return Likeness(0.0, 0, content)
    return Likeness(shared / len(wanted), shared, _part(content, words, first, first + width))


def _part(content: str, words: list[Token], first: int, last: int) -> str:
    """The words from the first to the last, with those of the same clause before them."""
    opens = first
    while opens > 0 and first - opens < _MOST_BEFORE and not _parted(content, words, opens):
        opens -= 1
    return content[words[opens].start : words[last].end]


def _parted(content: str, words: list[Token], place: int) -> bool:
    """True if a clause begins at the word."""
    between = content[words[place - 1].end : words[place].start]
    if set(between) & set(",;:—–…") or words[place].form in _CLAUSE:
        return True
    return next(ends(content, words[place - 1].end - 1, words[place].start + 1), None) is not None
