"""Names found, and names of several parts joined: "Office" and "Grid Safety" over "for", "Labour and Land" with "party"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.tables import Known, Tables
from sayso.reading.naming.words import Words

MOST_WORDS = 9
"""The longest run read as one name; a longer one is a list or a headline."""


@dataclass(eq=False, slots=True)
class Found:
    """One place where something is named: its words (`first` with title, `core` without), kind, and what led there; `several` where its title is a plural."""

    first: int
    core: int
    last: int
    kind: str
    gender: str | None = None
    role: tuple[int, int] | None = None
    honorific: str | None = None
    known: Known | None = None
    being: Being | None = None
    sure: bool = False
    several: bool = False


class Joiner:
    """Joins the names of one report that belong together."""

    def __init__(self, words: Words, tables: Tables) -> None:
        """Over the words of a report."""
        self.words, self.tables = words, tables

    def joined(self, found: list[Found]) -> list[Found]:
        """Join "Office" and "Grid Safety" over "for", "St Brannoc" and "Hospital" over "'s", "Labour and Land" with "party"."""
        out: list[Found] = []
        for f in found:
            previous = out[-1] if out else None
            if previous and previous.kind not in {"person", "echo"} and self._binds(previous, f):
                kind = self._bound_kind(previous, f)
                if kind:
                    out[-1] = Found(previous.first, previous.first, f.last, kind, sure=True)
                    continue
            out.append(f)
        for f in out:
            self._with_small_head(f)
        for one, two in itertools.pairwise(out):
            if self.words.low[one.last : two.first] in ([","], ["and"], ["or"], [",", "and"]):
                self._listed(one, two)
        return out

    def _listed(self, one: Found, two: Found) -> None:
        """Persons in a list: behind a title in the plural ("Presidents X and Y"), or a given name that is a title among given names."""
        if one.several and two.known is None and two.kind in {"unknown", "maybe", "other", "nominal", "person"}:
            two.kind, two.sure, two.several, two.role = "person", True, True, two.role or one.role
        for f, beside in ((one, two), (two, one)):
            named = beside.kind == "person" or self.words.low[beside.core] in self.tables.given
            if f.kind == "nominal" and named and self.words.low[f.core] in self.tables.given:
                f.kind = "person"

    def _binds(self, one: Found, two: Found) -> bool:
        low = self.words.low
        between = low[one.last : two.first]
        if (
            self.words.sentence[one.first] != self.words.sentence[two.first]
            or two.last - one.first > MOST_WORDS
            or two.kind == "echo"
        ):
            return False
        return between in (["of"], ["for"], ["of", "the"], ["for", "the"], ["and"], ["on"], ["'s"], ["for", "a"], ["against"])

    def _bound_kind(self, one: Found, two: Found) -> str | None:
        low = self.words.low
        between = low[one.last : two.first]
        if between == ["'s"]:
            return "institution" if two.last - two.first == 1 and low[two.last - 1] in self.tables.heads else None
        if between == ["and"]:
            after = low[two.last : two.last + 1]
            small = after and (after[0] in {"party", "union", "ministry", "department", "committee"})
            inside = self._one_head(one, two) or (
                one.kind == "institution" and any(w in {"of", "for"} for w in low[one.first : one.last]) and two.kind != "person"
            )
            return "institution" if small or (inside and two.known is None) else None
        heads = low[one.first : one.last]
        if heads[-1] in lists.OUTLET_SUFFIXES and one.kind in {"outlet", "unknown", "maybe"}:
            return "outlet" if between[0] == "of" else None
        if two.kind == "person" and two.sure and between[0] != "of":
            return None
        return "institution" if heads[-1] in self.tables.heads and between[0] != "'s" else None

    def _one_head(self, one: Found, two: Found) -> bool:
        """True for two fields of one body: "the National Harbour and Land Commission"."""
        low = self.words.low
        fields = one.known is None and one.kind in {"maybe", "unknown", "other", "place", "institution"} and low[one.last - 1] not in self.tables.heads
        return fields and low[one.first - 1 : one.first] == ["the"] and two.last - two.first > 1 and low[two.last - 1] in self.tables.heads

    def _with_small_head(self, f: Found) -> None:
        """Take in a head noun in small letters behind the name: "Labour and Land party", "Pine news agency"."""
        low = self.words.low
        after = low[f.last : f.last + 2]
        if f.kind in {"person", "echo"} or f.known or not after or f.last >= len(low) or not self.words.joins(f.last - 1):
            return
        if after[0][0].isdigit() and low[f.last - 1] in lists.NUMBERED:
            f.last, f.kind, f.sure = f.last + 1, "outlet" if low[f.last - 1] in {"channel", "radio"} else "other", True
        elif after[0] in {"newspaper", "magazine", "tv", "radio"} or after in (["news", "agency"], ["news", "site"]):
            f.kind, f.sure = "outlet", True
        elif after[0] == "agency" and f.kind == "outlet":
            f.last += 1
        elif after[0] == "party" and f.kind != "place":
            f.last, f.kind, f.sure = f.last + 1, "institution", True
