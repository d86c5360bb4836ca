"""Noun phrases of sources taken apart: determiner, possessor, head noun, and what sort of source the head is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.naming import lists
from sayso.reading.naming.joining import Found
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "dozen": 12,
    "both": 2,
    "a": 1,
    "an": 1,
    "another": 1,
    "second": 1,
    "third": 1,
}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_INDEFINITE = frozenset(
    "a an another some several many most few one two three four five six seven eight nine ten dozens both any no".split()
)
_PLURAL_PEOPLE = frozenset(
    {"people", "those", "men", "women", "children", "some", "others", "many", "most", "few", "several", "all"}
)
_PERSONS = frozenset(
    {"person", "man", "woman", "someone", "somebody", "one", "insider", "friend", "cousin", "stranger", "boy", "girl"}
)
_MEDIA = frozenset({"websites", "newspapers", "papers", "media", "broadcasters", "outlets", "press", "radio", "tv", "television"})
_WHEN = frozenset("last yesterday today tonight earlier later this".split())
"""Right behind a name they begin to say when: "Ana Ruiz last night"."""
_LONE = frozenset({"one", "some", "others", "most", "many", "few", "several", "all", "both", "another", "neither", "none"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source's words [first, last), its head region [begin, head], determiner, and the words of a possessor, if any."""

    first: int
    last: int
    begin: int
    head: int
    determiner: str
    owner: tuple[int, int] | None
    names: tuple[Found, ...]

    @property
    def name(self) -> Found | None:
        """The name that is the head of the phrase, if a name is."""
        return next((f for f in self.names if f.last == self.head + 1 and f.first >= self.begin), None)


def phrase_of(words: Words, first: int, last: int, names: tuple[Found, ...]) -> Phrase | None:
    """The phrase that these words make up; None if there are none but punctuation."""
    while first < last and not words.word[first][0].isalnum():
        first += 1
    while last > first and not words.word[last - 1][0].isalnum() and words.low[last - 1] != "'s":
        last -= 1
    if last > first and words.low[last - 1] == "'s":
        last -= 1
    if first >= last:
        return None
    low, cut = words.low, last
    inside = {k for f in names for k in range(f.first, f.last)}
    for k in range(first + 1, last):
        if k not in inside and (
            low[k] in lists.HEAD_ENDS
            or (low[k] in {"and", "or"} and (k - 1 in inside or not _pair(words, first, k)))
            or (k > first + 1 and low[k].endswith("ed") and low[k + 1 : k + 2] and low[k + 1] in lists.HEAD_ENDS | lists.CALENDAR)
            or (k - 1 in inside and (low[k] in _WHEN or words.word[k] in lists.LETTERS_BEHIND))
        ):
            cut = k
            break
    owner, begin = None, first
    for k in range(cut - 1, first, -1):
        if k not in inside and (low[k] == "'s" or (low[k] in {"'", "’"} and low[k - 1].endswith("s"))) and k + 1 < cut:
            owner, begin = (first, k), k + 1
            break
    determiner = low[first] if first not in inside and low[first] in _DEFINITE | _POSSESSIVE | _INDEFINITE else ""
    if owner is not None:
        determiner = "'s"
    elif low[first] in _POSSESSIVE and cut > first + 1:
        owner, begin = (first, first + 1), first + 1
    elif determiner and cut > first + 1:
        begin = first + 1
    return Phrase(first, last, begin, cut - 1, determiner, owner, names)


def _pair(words: Words, first: int, k: int) -> bool:
    """True if "and" joins two parts of one head, as in "Waiters and guides"."""
    return k == first + 1 and words.low[first] not in lists.STOPS and not words.word[k + 1 : k + 2][0].istitle()


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of source a head noun is, and whether it is plural."""

    identification: str
    plural: bool
    reason: str


def kind_of(words: Words, tables: Tables, phrase: Phrase) -> Kind:
    """The identification that the head noun of a phrase without a name suggests."""
    low = words.low
    region = low[phrase.begin : phrase.head + 1]
    nameless = _nameless(tables, low, phrase, region)
    return nameless or _body_or_document(tables, phrase, region) or _people(words, tables, phrase, region)


def _nameless(tables: Tables, low: Sequence[str], phrase: Phrase, region: Sequence[str]) -> Kind | None:
    """Sources that are nobody in particular: "one", "a source", "people familiar with the matter"."""
    head = region[-1]
    if head in _LONE or (low[phrase.first] == "one" and low[phrase.first + 1 : phrase.first + 2] == ["of"]):
        plural = head not in {"one", "another"}
        return Kind("group" if plural else "unnamed", plural, f"“{head}” stands for persons without a name")
    unnamed = any(w in {"unnamed", "anonymous", "unidentified"} for w in region) and head not in tables.people
    if head in {"source", "sources"} or unnamed:
        return Kind("unnamed", head.endswith("s"), f"“{head}” names nobody")
    several = head in {"people", "those", "friends"}
    familiar = {"familiar", "with", "close", "briefed", "involved"} & set(low[phrase.head + 1 : phrase.head + 3])
    if head in _PERSONS or (several and familiar):
        return Kind("unnamed", several, f"“{head}” names nobody")
    return None


def _body_or_document(tables: Tables, phrase: Phrase, region: Sequence[str]) -> Kind | None:
    """News organisations, documents and institutions known by their nouns."""
    head, pair = region[-1], " ".join(region[-2:])
    alone = phrase.determiner == "the" and phrase.last == phrase.head + 1
    if (head in lists.OUTLET_NOUNS and (head not in {"journal", "paper"} or alone)) or head in _MEDIA:
        return Kind("outlet", head.endswith("s") or head == "media", f"“{head}” is a news organisation")
    if (head in tables.documents or pair in tables.documents) and head not in {"authorities", "party", "members"}:
        return Kind("document", head.endswith("s"), f"“{head}” is a document")
    if pair in tables.head_plurals or (head in tables.head_plurals and head != "forces"):
        return Kind("group", True, f"“{head}” are institutions")
    if pair in tables.heads or head in tables.heads or head in lists.ORG_NOUNS:
        return Kind("institution", False, f"“{head}” is an institution")
    return None


def _people(words: Words, tables: Tables, phrase: Phrase, region: Sequence[str]) -> Kind:
    """Classes of people, and single or counted holders of a part."""
    head, pair = region[-1], " ".join(region[-2:])
    number = next((NUMBERS[w] for w in words.low[phrase.first : phrase.head + 1] if w in NUMBERS), None)
    if head in tables.groups or head in _PLURAL_PEOPLE or pair in tables.groups:
        return Kind("role" if number is not None and number > 1 else "group", True, f"“{head}” is a class of people")
    if head.endswith("s") and not head.endswith("ss") and head not in tables.titles:
        owned = phrase.owner is not None or phrase.determiner == "the"
        return Kind("role" if number or owned else "group", True, f"“{head}” are holders of a part")
    if head in {"witness", "driver"} and words.low[phrase.first] == "one":
        return Kind("unnamed", False, "one of a group")
    return Kind("role", False, f"“{head}” is a part that somebody plays")
