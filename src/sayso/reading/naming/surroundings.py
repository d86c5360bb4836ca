"""What stands around a name: whether it acts, governs, belongs to a noun, and what kind that makes of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from sayso.reading.naming import lists
from sayso.reading.naming.fronting import introduced, personal
from sayso.reading.naming.joining import Found
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words


class Surroundings:
    """Tells what the words around the names of one report say of them."""

    def __init__(self, words: Words, tables: Tables, sources: Iterable[int] = ()) -> None:
        """`sources` are the words with which sources of attributions begin."""
        self.words, self.tables, self.sources = words, tables, frozenset(sources)
        self.mentioned: set[str] = set()

    def _human(self, f: Found, honoured: set[str]) -> bool:
        low = self.words.low
        after = low[f.last : f.last + 2]
        if low[f.last - 1] in honoured or f.first in self.sources or introduced(self.words, self.tables, f):
            return True
        if low[f.last - 1] in lists.THING_LASTS:
            return False
        if after and (after[0] in self.tables.verbs or after[0] == "who"):
            return True
        if len(after) == 2 and after[0] == "," and (after[1] in {"who", "a", "an", "the", "whose"} or after[1].isdigit()):
            return True
        return self.words.low[f.first - 1 : f.first] == ["by"] or (f.last - f.first in {2, 3} and not self._thing(f))

    def _before_calling(self, f: Found) -> bool:
        """True for a thing that somebody is something of: "Harbour Kingdom winner Ana Ruiz"."""
        words, k = self.words, f.last
        named = k + 1 < len(words) and words.joins(k - 1) and words.joins(k) and words.word[k][0].islower() and words.word[k + 1][0].isupper()
        return named and personal(words, self.tables, k)

    def _behind_place(self, f: Found) -> bool:
        """True for the town behind a street: "of Church Lane, Nether Brod"."""
        low = self.words.low
        return f.first > 2 and low[f.first - 1] == "," and low[f.first - 2] in lists.BUILT | {"lane"} and self.words.word[f.first - 2][0].isupper()

    def _held(self, f: Found) -> bool:
        """True where only a firm can be meant: "shares of X", "6% of X", "the founder of X"."""
        low, i = self.words.low, f.first - 2
        return i >= 0 and low[i + 1] == "of" and (low[i] in {"shares", "stock", "%", "percent", "stake"} or personal(self.words, self.tables, i))

    def _neuter(self, f: Found) -> bool:
        """True for two words or more without a given name that "which" or "it" takes up: a firm, even behind a calling ("investor Granite Point, which…")."""
        low = self.words.low
        if f.kind not in {"maybe", "person"} or f.known is not None or f.last - f.core < 2 or f.honorific or low[f.core] in self.tables.given:
            return False
        if low[f.last : f.last + 2] == [",", "which"]:
            return True
        if f.kind != "maybe" or not self._acts(f):
            return False
        here = itertools.takewhile(lambda k: self.words.sentence[k] == self.words.sentence[f.first], range(f.last, min(f.last + 8, len(low))))
        taken = next((low[k] for k in here if low[k] in {"he", "she", "his", "her", "it", "its"}), "")
        return taken in {"it", "its"}

    def _thing(self, f: Found) -> bool:
        """True if the words make a thing likelier than a person: "Morning Call", "Pell Grants", "Northern Lights", "Avoid Bad Optics"."""
        words = self.words
        first, last = words.low[f.core], words.low[f.last - 1]
        if first in lists.THING_FIRSTS or last in lists.THING_LASTS or (words.opens[f.core] and first.endswith("ing")):
            return True
        shouted = words.word[f.core].isupper() and len(first) > 3 and not words.word[f.last - 1].isupper()
        adjective = last == "islamic" or ("-" in last and last.endswith("ed")) or any(k.kind == "demonym" for k in self.tables.known.get(words.word[f.last - 1], ()))
        return shouted or adjective or (last.endswith(lists.THING_ENDINGS) and last not in self.mentioned)

    def _foreign_title(self, f: Found) -> str | None:
        """A paper's name in another language that speaks: "Le Courrier de l'Est reported"."""
        article = self.words.word[f.first] in {"Le", "La", "El", "Il", "Les", "Los", "Der", "Die", "Das", "O"}
        return "outlet" if article and f.first in self.sources and f.last - f.first > 1 else None

    def _looks_away(self, f: Found) -> bool:
        return f.first not in self.sources and self.words.low[f.first - 1 : f.first] != ["the"]

    def key(self, f: Found) -> tuple[str, ...]:
        """The words of a name in lower case, without stops and hyphen variants."""
        return tuple(w.rstrip(".") if len(w) <= 3 else w for w in self.words.low[f.core : self._name_end(f)])

    def _name_end(self, f: Found) -> int:
        """Where the name itself ends: "Nordwire" in "the Nordwire agency"."""
        return f.last - (f.kind == "outlet" and f.last - f.core > 1 and self.words.word[f.last - 1] == "agency")

    def _acts(self, f: Found) -> bool:
        before = self.words.low[f.first - 1 : f.first]
        if before and before[0] in lists.BOUND and f.first not in self.sources:
            return False
        after = self.words.low[f.last] if f.last < len(self.words) else ""
        return f.first in self.sources or after in self.tables.verbs

    def _behaves(self, f: Found) -> bool:
        """True if a name is the subject of what only persons do: "X skips talks", "X to resign", "X has died"."""
        low, k = self.words.low, f.last
        bound = low[f.first - 1 : f.first] and low[f.first - 1] in lists.BOUND
        k += low[k : k + 1] in (["to"], ["will"], ["has"], ["had"])
        return not bound and k < len(low) and low[k] in lists.HUMAN_VERBS

    def _may_be_one(self, f: Found) -> bool:
        """True if a place's name may be a person's here: it acts, or, of a place that is no country or capital, nothing places it."""
        region = f.known is not None and f.known.stands_for is None
        placed = f.first > 0 and self.words.low[f.first - 1] in lists.BOUND
        return self._acts(f) or (region and not placed)

    def _governs(self, f: Found) -> bool:
        """True if a place is the subject of a verb of speech or will, and so means its government."""
        after = self.words.low[f.last] if f.last < len(self.words) else ""
        before = self.words.low[f.first - 1] if f.first else ""
        bound = before in lists.BOUND or before == "and"
        return (
            f.known is not None
            and f.known.kind == "place"
            and f.known.stands_for is not None
            and after in self.tables.verbs
            and not bound
        )

    def _kind(self, f: Found) -> str:
        """What a lone unknown word names, by what stands around it."""
        low, word = self.words.low, f.core
        after = low[f.last : f.last + 4]
        before = low[f.first - 1 : f.first]
        if before and before[0] in lists.PLACE_PREPOSITIONS:
            return "place"
        if before == ["of"] and f.first > 1 and low[word] not in self.tables.given and personal(self.words, self.tables, f.first - 2):
            return "place"  # "the Bishop of Brod, the Rt Rev Ana Ruiz"
        apposed = self._apposed(f)
        if apposed:
            return apposed
        if introduced(self.words, self.tables, f):
            return "person"
        if self._modifies(f):
            return "other"
        if low[word] in self.tables.given or (
            before != ["the"] and after[:1] == [","] and after[1:2] in (["who"], ["the"], ["a"], ["an"])
        ):
            return "person"
        if before == ["the"]:
            return "group" if low[word].endswith("s") and f.last - f.core == 1 else "institution"
        return self._by_reference(f)

    def _modifies(self, f: Found) -> bool:
        """True if a lone name only belongs to a noun: "a 2bn Blueline project", "Ostian energy minister", "Ostia's mayor"."""
        low = self.words.low
        before, after = low[f.first - 1 : f.first], low[f.last : f.last + 1]
        if (before and before[0][0].isdigit()) or (after == ["'s"] and f.first in self.sources):
            return True
        adjective = low[f.core].endswith(("ian", "ish", "ese")) and low[f.core] not in self.tables.given
        plain = bool(after) and after[0].isalpha() and after[0] not in lists.STOPS and after[0] not in self.tables.verbs
        return adjective and plain and self.words.joins(f.last - 1) and self.words.word[f.last][0].islower()

    def _apposed(self, f: Found) -> str | None:
        """The kind that an apposition gives a name: "X, the shipping line", "X, a regional paper", "X, which…"."""
        after = self.words.low[f.last : f.last + 3]
        if len(after) < 3 or after[0] != ",":
            return None
        if after[1] == "which":
            return "institution"
        if after[1] in {"a", "an", "the"}:
            nouns = self._until_comma(f.last + 2)
            if nouns and nouns[-1] in lists.OUTLET_NOUNS:
                return "outlet"
            if nouns and nouns[-1] in lists.ORG_NOUNS | self.tables.heads:
                return "institution"
        return None

    def _until_comma(self, i: int) -> list[str]:
        noun: list[str] = []
        for word in self.words.low[i : i + 6]:
            if word in {",", ".", "of", "for", "that", "which", "who"}:
                break
            noun.append(word)
        return noun

    def _by_reference(self, f: Found) -> str:
        """A lone name that acts and is then taken up by "the company" or "it" is an institution; else a person."""
        if not self._acts(f) and not self._behaves(f):
            return "other"
        following = self.words.low[f.last : f.last + 40]
        if following[:2] in (["spoke", "by"], ["talked", "by"]) or following[:1] in (["phoned"], ["telephoned"]):
            return "person"
        for one, two in itertools.pairwise(following):
            if one in {"he", "she", "his", "her"}:
                return "person"
            if (one == "the" and two in lists.GENERIC_ORGS) or one in {"it", "its"}:
                return "institution"
        return "person"


def named_countries(words: Words, tables: Tables) -> frozenset[str]:
    """The codes of the countries that a report names, by their names, peoples, regions, capitals or bodies."""
    found: set[str] = set()
    for k, word in enumerate(words.word):
        if not word[0].isupper():
            continue
        for known in tables.known.get(word, ()):
            size = len(known.words)
            if known.country and not known.loose and tuple(words.word[k : k + size]) == known.words and " ".join(known.words) not in lists.SHARED_NAMES:
                found.add(known.country)
    return frozenset(found)
