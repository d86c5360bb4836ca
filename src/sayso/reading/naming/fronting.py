"""Titles known by their form before a name: plurals ("Presidents X and Y"), compounds ("Ex-spook X", "Judge-Advocate X")."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from sayso.reading.naming import lists
from sayso.reading.naming.joining import Found
from sayso.reading.naming.tables import Tables, Title
from sayso.reading.naming.words import Words

_PREFIXES = frozenset("ex vice sub under deputy co then former pro chief".split())
_BORNE = frozenset({"office", "royalty", "rank", "honorific", "clergy"})
"""Kinds of titles whose plural stands before names that no table knows; "Veterans Affairs" is none."""

_DETERMINERS = frozenset({"the", "his", "her", "their", "its", "my", "our", "'s"})
_RELATED = frozenset("parent sibling relative guardian child spouse twin".split())
"""Said of firms, too: "its parent X"."""
_PERSONS = frozenset({"staff", "star", "champion", "critic", "host", "chief", "secretary"})


def titles_by_form(words: Words, tables: Tables, known: Mapping[int, tuple[int, Title]]) -> dict[int, tuple[int, Title]]:
    """Where a title begins that no table holds, before a capital: the word after it, and the title."""
    found: dict[int, tuple[int, Title]] = {}
    for i in range(len(words) - 1):
        if i in known or not words.word[i + 1][0].isupper() or not words.joins(i) or words.careful[i]:
            continue
        title = _rank(words, i) or _compound(words, tables, i) or _plural(words, tables, i) or _deputy(words, tables, i, known)
        if title is not None:
            found[i] = (i + 1, title)
    return found


def _rank(words: Words, i: int) -> Title | None:
    """A short rank in capitals before a name that is not: "DS Ruiz", "ASP Ana Ruiz"."""
    printed = words.word[i + 1]
    name = printed[:1].isupper() and not printed.isupper() and words.low[i + 1] not in lists.STOPS | lists.ORG_SUFFIXES
    return Title((words.low[i],), "rank", None, holds=False) if words.word[i] in lists.RANKS_PRINTED and name else None


def _one_word(tables: Tables, low: str) -> Title | None:
    """The title of one word in the singular, kin aside."""
    return next((t for t in tables.titles.get(low, ()) if len(t.words) == 1 and t.kind != "kin"), None)


def _compound(words: Words, tables: Tables, i: int) -> Title | None:
    """A title with a hyphen: its first part says former or deputy, or its last part is a title itself and no part of a name."""
    low = words.low[i]
    first, hyphen, _ = low.partition("-")
    last = low.rpartition("-")[2]
    if not hyphen or not last.isalpha() or not first.isalpha() or first in tables.given:
        return None
    base = _one_word(tables, last)
    if first in _PREFIXES:
        return Title((low,), base.kind if base else "office", base.gender if base else None, holds=False)
    printed = words.word[i]
    lower = printed.rpartition("-")[2][0].islower()
    titled = _one_word(tables, first) is not None or first in {"minister", "judge"}
    if base is None or base.kind == "honorific" or not (lower or titled):
        return None
    return Title((low,), base.kind, base.gender, holds=False)


def _plural(words: Words, tables: Tables, i: int) -> Title | None:
    """A title in the plural before a name: "Presidents X", "Cllrs X", "ministers Ana Ruiz"."""
    base = next((t for low in _singulars(words.low[i]) if (t := _one_word(tables, low)) is not None), None)
    following = words.low[i + 1]
    if base is None or words.low[i] in tables.given or following in lists.STOPS | lists.THING_LASTS | tables.heads | tables.documents:
        return None
    if following not in tables.given and (base.kind not in _BORNE or words.word[i + 1].isupper() != words.word[i + 1].endswith(".")):
        return None
    return Title((words.low[i],), base.kind, base.gender, holds=False, several=True)


def _singulars(low: str) -> list[str]:
    """What a word may be the plural of."""
    if low.endswith("men"):
        return [low[:-3] + "man"]
    if not low.endswith("s") or low.endswith("ss") or len(low) < 4:
        return []
    return [low[:-1], low[:-2] if low.endswith("es") else "", low[:-3] + "y" if low.endswith("ies") else ""]


def _deputy(words: Words, tables: Tables, i: int, known: Mapping[int, tuple[int, Title]]) -> Title | None:
    """The word "deputy" as a title of its own, right before a full name."""
    if words.low[i] != "deputy" or i + 1 in known or words.low[i + 1] not in tables.given:
        return None
    return Title(("deputy",), "office", None, holds=False)


def personal(words: Words, tables: Tables, k: int) -> bool:
    """True if a word is a noun for a person, by the tables or its ending."""
    word = words.low[k]
    if word in lists.STOPS or word in lists.VERBS_LIKE_ROLES or word in lists.ELDEST:
        return False
    if any(t.kind != "honorific" and t.words[-1:] == (word,) for t in tables.titles.get(word, ())):
        return True
    if word in tables.people or word in tables.unnamed or word in _PERSONS:
        return True
    return len(word) > 4 and word.endswith(lists.ROLE_SUFFIXES) and words.word[k][0].islower() and word not in tables.heads


def introduced(words: Words, tables: Tables, f: Found) -> bool:
    """True if what stands before a name makes it a person's: "his daughter X", "the commissioner, X,", "her ten-year-old, X"."""
    low, i = words.low, f.first - 1
    if i < 1 or words.sentence[i] != words.sentence[f.first] or _no_persons(tables, low[f.core], f):
        return False
    if low[i] != ",":
        return words.joins(i) and _calling(tables, low[i]) == "kin"
    noun = low[i - 1]
    described = _calling(tables, noun) is not None or noun.endswith("-year-old") or noun in lists.ELDEST
    if not described or low[f.last : f.last + 1] not in ([","], ["."], [";"], [")"], ["—"], ["–"], []):
        return False
    opening = range(i - 2, max(-1, i - 9), -1)
    return any(low[k] in _DETERMINERS for k in itertools.takewhile(lambda k: words.sentence[k] == words.sentence[i] and low[k] != ",", opening))


def _no_persons(tables: Tables, low: str, f: Found) -> bool:
    """True for a country, a body, or an adjective of a party, whatever stands before it: "his wife, Democratic"."""
    if f.known is not None:
        return f.known.kind != "place" or f.known.stands_for is not None
    return low not in tables.given and (low in lists.STANCES or low.endswith("ic"))


def _calling(tables: Tables, noun: str) -> str | None:
    """The kind of a noun for one person that the tables hold, honorifics and what firms and things are called aside."""
    if noun in lists.STOPS or noun in lists.EXPLAINED or noun in _RELATED or noun in lists.ORG_NOUNS - lists.ORG_PEOPLE:
        return None
    kinds = [t.kind for t in tables.titles.get(noun, ()) if t.words == (noun,) and t.kind != "honorific"]
    return kinds[0] if kinds else "people" if noun in tables.people else None
