"""Names beside the noun of a source: behind a comma, at the end of a long title, or of one of two who may be meant."""

from __future__ import annotations

from sayso.reading.naming import lists
from sayso.reading.naming.fronting import personal
from sayso.reading.naming.joining import Found
from sayso.reading.naming.phrases import Phrase
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words

_TIES = frozenset({"of", "for", "on", "to", "in", "at"})
"""Words inside long titles."""
_SERVED = frozenset({"for", "of", "to"})
_WITHIN = _TIES | {"and", "the"}


def apposed(words: Words, tables: Tables, f: Found, first: int) -> bool:
    """True if a comma stands before a name, or before what is said of it: "her daughter, the violinist X", "counsel, senior advocate X"."""
    comma = next((k for k in range(f.first - 1, max(first, f.first - 12), -1) if words.low[k] == ","), None)
    if comma is None:
        return False
    begin = comma + 1 + (words.low[comma + 1] in {"a", "an", "the"})
    between = range(begin, f.first)
    plain = all((words.word[k][0].isalpha() or words.low[k] == "'s") and words.low[k] not in lists.STOPS for k in between)
    return (plain and len(between) < 6) or ends_title(words, tables, begin, f)


def ends_title(words: Words, tables: Tables, first: int, f: Found) -> bool:
    """True if the words from `first` up to a full name are one long title: "Director of Services Ana Ruiz".

    Not in "Friends of Senator Ana Ruiz", nor in "Spokesman for Russian Ana Ruiz".
    """
    low = words.low
    tie = next((k for k in range(first + 1, f.first) if low[k] in _TIES), None)
    if tie is None or f.first != f.core or f.last - f.core < 2 or not words.word[tie - 1][0].isupper() or not personal(words, tables, tie - 1):
        return False
    if any(words.word[k][0].islower() and low[k] not in _WITHIN for k in range(first, f.first)):
        return False
    if any(not words.word[k][0].isalpha() and words.word[k] not in {"(", ")"} for k in range(first, f.first)):
        return False
    last = f.first - 1
    people = any(k.kind in {"demonym", "place"} for k in tables.known.get(words.word[last], ()))
    titled = any(t.words == (low[last],) for t in tables.titles.get(low[last], ()))
    told = titled or low[last] in lists.STANCES | lists.STOPS or low[last] in tables.given
    return words.word[last] == ")" or (words.word[last][0].isupper() and not people and not told)


def title_begin(words: Words, tables: Tables, f: Found) -> int | None:
    """The word with which a long title before a name begins, None if there is none."""
    begin = f.first
    while begin and begin > f.first - 12 and words.sentence[begin - 1] == words.sentence[f.first]:
        word = words.word[begin - 1]
        if not (word[0].isupper() or word in {"(", ")"} or words.low[begin - 1] in _WITHIN):
            break
        begin -= 1
    while begin < f.first and not (words.word[begin][0].isupper() and words.low[begin] not in lists.STOPS):
        begin += 1
    return begin if ends_title(words, tables, begin, f) else None


def served(words: Words, tables: Tables, phrase: Phrase, f: Found) -> tuple[int, int] | None:
    """The words that name whom somebody serves, where the name behind may be either's: "a spokesman for the governor, Ana Ruiz".

    None for "a spokesman for the ministry, Ana Ruiz" and "a spokesman for Brod, Ana Ruiz".
    """
    tie, comma = phrase.head + 1, f.first - 1
    if not tie < comma - 1 or words.low[comma] != "," or words.low[tie] not in _SERVED or "," in words.low[tie:comma]:
        return None
    return (tie + 1, comma) if personal(words, tables, comma - 1) and personal(words, tables, phrase.head) else None
