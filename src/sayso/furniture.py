"""The lexicon of furniture: appeals, calls to action and widgets' labels, kept as data in `data/furniture.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SORTS = (
    "appeal", "newsletter", "read-more", "related", "gallery", "share", "nav", "advert", "paywall", "comments", "cookie", "legal",
    "promo", "masthead", "other",
)  # fmt: skip
"""The sorts of furniture, as in `Block.detail`."""

LONGEST = 3_000
"""Characters beyond which a text is not looked at: no appeal is that long."""

_EDGES = " \t\n\r\f\xa0.:!?…›»>→←↓|–—-+*()[]•·▸►"
_APPEALS = frozenset({"appeal", "newsletter", "paywall", "promo", "cookie", "legal", "comments"})
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rows by the way they match; `parts` finds every phrase at once, longest first."""

    whole: dict[str, str]
    starts: tuple[tuple[str, str, float], ...]
    openings: tuple[str, ...]
    prefixes: tuple[str, ...]
    weights: dict[str, tuple[str, float]]
    parts: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon."""
    rows = [line.split("\t") for line in (files("sayso") / "data" / "furniture.tsv").read_text("utf-8").splitlines()]
    rows = [row for row in rows if len(row) == 5 and row[0] in SORTS]
    weights = {words: (sort, float(weight)) for sort, match, weight, _, words in rows if match == "part"}
    phrases = sorted(weights, key=len, reverse=True)
    return Lexicon(
        whole={words.strip(_EDGES) or words: sort for sort, match, _, _, words in rows if match == "whole"},
        starts=tuple((words, sort, float(weight)) for sort, match, weight, _, words in rows if match == "start"),
        openings=tuple(words for _, match, _, _, words in rows if match == "start"),
        prefixes=tuple(sorted((words for _, match, _, _, words in rows if match == "prefix"), key=len, reverse=True)),
        weights=weights,
        parts=re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)"),
    )


def _plain(text: str) -> str:
    return " ".join(text[: LONGEST + 1].lower().replace("’", "'").replace("\xa0", " ").split())


def _scores(plain: str) -> dict[str, float]:
    """For each sort, the chance that the phrases found in a text make it furniture of that sort."""
    missed: dict[str, float] = {}
    words = lexicon()
    for phrase in set(words.parts.findall(plain)):
        sort, weight = words.weights[phrase]
        missed[sort] = missed.get(sort, 1.0) * (1.0 - weight)
    return {sort: 1.0 - chance for sort, chance in missed.items()}


def appeal_score(text: str) -> float:
    """How surely a text appeals to its reader (to give, subscribe, sign up, consent, follow): 0 to 1; 0 for a long text."""
    if len(text) > LONGEST:
        return 0.0
    missed = 1.0
    for sort, score in _scores(_plain(text)).items():
        if sort in _APPEALS:
            missed *= 1.0 - score
    return 1.0 - missed


def furniture_kind(text: str) -> str | None:
    """The sort of furniture that a whole block is by its words alone, or None.

    "Read more: the harbour that moved" is `read-more`; "He read more than he wrote." is none.
    """
    if len(text) > LONGEST:
        return None
    plain, words = _plain(text), lexicon()
    bare = plain.strip(_EDGES)
    if bare in words.whole:
        return words.whole[bare]
    if len(plain) < 200 and plain.startswith(words.openings):
        for start, sort, _ in words.starts:
            if plain.startswith(start):
                return sort
    scores = _scores(plain)
    best = max(scores, key=lambda sort: scores[sort], default=None)
    return best if best is not None and scores[best] >= _needed(plain) else None


def _needed(plain: str) -> float:
    """How sure the phrases must be: surer the longer the text, and surer still if it quotes someone."""
    quoted = any(mark in plain for mark in '“”„»«"')
    return _SURE + 0.02 * min(15, len(plain) // 60) + (0.15 if quoted else 0.0)


def label_in_front(text: str) -> int:
    """The length of a widget's label in front of a caption ("open image in gallery"), white space after it included; else 0."""
    lower = text[:200].lower()
    for phrase in lexicon().prefixes:
        if lower.startswith(phrase) and (len(text) == len(phrase) or not text[len(phrase)].isalnum()):
            end = len(phrase)
            while end < len(text) and (text[end].isspace() or text[end] in ":,|"):
                end += 1
            return end
    return 0
