"""A sentence as a row of items: people, groups, places, occasions, dates, and the words between them.

Each item has a one-letter code or is its own lower-case word, so that the patterns of `presence.tsv` run over the row
written as one string: "P did not attend O in L on T . ".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.reading.happening.lexicon import Noun
from sayso.timex import Timex

PERSON, GROUP, BODY, PLACE, OCCASION, TIME, NUMBER, SOMEBODY = "P", "G", "I", "L", "O", "T", "#", "Q"
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|\w+(?:[-&]\w+)*|['’](?:s|ll|ve|re|d)\b|[^\w\s]")


@dataclass(eq=False, slots=True)
class Item:
    """A stretch of a sentence: its code (a letter, or the word itself) and what it stands for."""

    code: str
    start: int
    end: int
    people: tuple[str, ...] = ()
    timex: Timex | None = None
    noun: Noun | None = None
    inner: tuple[Item, ...] = ()
    pronoun: bool = False
    words: tuple[str, ...] = ()
    name: bool = False
    same: Item | None = None


@dataclass(slots=True)
class Clause:
    """One sentence: its items, and the string that patterns run over, with the place of every item in it; `ahead` if it tells of a coming day."""

    start: int
    end: int
    items: list[Item]
    block: str
    coded: str = ""
    places: list[int] = field(default_factory=list)
    ahead: bool = False

    def write(self) -> None:
        """Writes the items as a string; call again when they change."""
        self.places, parts, at = [], [], 1
        for item in self.items:
            self.places.append(at)
            parts.append(item.code)
            at += len(item.code) + 1
        self.coded = " " + " ".join(parts) + " "

    def item_at(self, place: int) -> int:
        """The index of the item that holds or follows a place of the string."""
        return bisect_right(self.places, place) - 1

    def codes(self, first: int, last: int) -> list[str]:
        """The codes of a range of items."""
        return [item.code for item in self.items[max(0, first) : last]]

    @property
    def asks(self) -> bool:
        """True for a question."""
        return any(item.code == "?" for item in self.items[-3:])


def words_of(items: Sequence[Item]) -> list[str]:
    """The plain words of items, chunks opened."""
    return [word for item in items for word in (item.words or (item.code,))]
