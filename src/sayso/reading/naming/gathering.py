"""Gathering: the places that name one and the same are put together; namesakes are kept apart."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.fronting import introduced
from sayso.reading.naming.joining import Found
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words

_GOVERNMENT = "government"


class Gatherer:
    """Gives every name found its being; `beings` are in the order of the text."""

    def __init__(self, words: Words, tables: Tables, sources: Iterable[int] = ()) -> None:
        """`sources` are the words with which sources of attributions begin."""
        self.words, self.tables, self.sources = words, tables, frozenset(sources)
        self.beings: list[Being] = []
        self.mentioned: set[str] = set()
        self.by_key: dict[tuple[str, tuple[str, ...]], Being] = {}
        self.by_word: defaultdict[str, list[Being]] = defaultdict(list)

    def full(self, found: Sequence[Found]) -> None:
        """Full names first, so that a surname finds its person wherever it stands."""
        honoured = {self.words.low[f.core] for f in found if f.honorific and f.last - f.core == 1}
        self.mentioned = {self.words.low[f.core] for f in found if f.last - f.core == 1}
        surnames = {tuple(self.words.low[k : f.last]) for f in found if f.kind == "person" for k in range(f.core + 1, f.last)}
        for f in found:
            if f.kind == "maybe":
                borne = tuple(self.words.low[f.core : f.last]) in surnames
                f.kind = "person" if borne else self._apposed(f) or self._foreign_title(f) or ("person" if self._human(f, honoured) else "other")
        full = [f for f in found if f.last - f.core > 1 and f.kind not in {"echo", "unknown"}]
        for f in full:
            f.being = self._settle(f)

    def rest(self, found: Sequence[Found]) -> None:
        """Then single words, by the full names and roles that are known."""
        rest = [f for f in found if f.being is None]
        for f in (f for f in rest if f.kind == "unknown" and f.last - f.core > 1):
            f.kind = self._apposed(f) or ("other" if self._looks_away(f) else "institution")
            f.being = self._settle(f)
        for f in rest:
            if f.being is None and f.kind != "echo":
                f.being = self._single(f)
        for f in rest:
            if f.being is None and f.kind in {"echo", "opening"}:
                f.being = self._echo(f)
        self.beings.sort(key=lambda b: b.born)

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

    def _settle(self, f: Found) -> Being:
        """The being of a name that is complete in itself."""
        if f.known is not None:
            return self.known(f)
        key = self.key(f)
        being = self.by_key.get((f.kind, key)) or self._shorter(f, key)
        return self._noted(being, f) if being else self._born(f, f.kind, self.words.slice(f.core, self._name_end(f)), key)

    def _shorter(self, f: Found, key: tuple[str, ...]) -> Being | None:
        """A person known by the same first and last name with other words between."""
        if f.kind != "person":
            return None
        same = [b for b in self.by_word[key[-1]] if b.kind == "person" and len(b.words) > 1 and b.words[-1] == key[-1]]
        for being in same:
            short, long = sorted((being.words, key), key=len)
            if long[-len(short) :] == short or (short[0] == long[0] and set(short) <= set(long)):
                if self._fuller(key, being.words):
                    being.also(being.name)
                    being.name, being.words = self.words.slice(f.core, f.last), key
                return being
        return None

    def _fuller(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        """True if the first says more of a person's name: it is longer, unless what it has in front is no name ("Crooked Ana Ruiz")."""
        first, second = (words[0] in self.tables.given or words[0] in lists.EAST_SURNAMES for words in (one, two))
        return len(one) > len(two) if first == second else first

    def known(self, f: Found, acts: bool = False) -> Being:
        """The being of a name that the tables know; a place that acts is its government."""
        known = f.known
        assert known is not None
        government = acts or known.kind == "institution"
        kind = "institution" if government else known.kind
        name = known.stands_for if acts and known.stands_for else known.name
        if not acts and known.kind not in {"institution", "outlet"}:
            name = " ".join(known.words)
        key = tuple(name.lower().split())
        being = self.by_key.get((kind, key)) or self._born(f, kind, name, key)
        if known.sort:
            being.heads.update(lists.OUTLET_SORTS.get(known.sort, ()))
            being.sort = known.sort
        return self._noted(being, f)

    def _born(self, f: Found, kind: str, name: str, key: tuple[str, ...]) -> Being:
        being = Being(kind, " ".join(name.split()), key, f.first)
        self.beings.append(being)
        self.by_key[(kind, key)] = being
        for word in key:
            self.by_word[word].append(being)
        return self._noted(being, f)

    def _noted(self, being: Being, f: Found) -> Being:
        being.also(self.words.slice(f.core, f.last))
        being.also(self.words.slice(f.first, f.last))
        being.born = min(being.born, f.first)
        if f.gender and (being.gender is None or f.honorific):
            being.gender = f.gender
        if f.honorific:
            being.honorifics.add(f.honorific)
        if f.known is None and f.kind == "institution" and self.words.low[f.last : f.last + 1] == ["("]:
            self._abbreviated(being, f)
        return being

    def _abbreviated(self, being: Being, f: Found) -> None:
        inside = self.words.word[f.last + 1 : f.last + 3]
        if len(inside) == 2 and inside[1] == ")" and inside[0].isupper():
            being.also(inside[0])
            self.by_word[inside[0].lower()].append(being)

    def _single(self, f: Found) -> Being | None:
        low = self.words.low[f.core]
        near = [b for b in self.by_word.get(low, ()) if self._bears(b, low, f)]
        if self.words.low[f.last : f.last + 2] == ["'s", "ministry"]:
            near = [b for b in near if b.kind == "person"] or near
        if f.kind in {"person", "nominal"}:
            near = [b for b in near if b.kind == "person"]
        if f.known is not None:
            near = [b for b in near if b.kind == "person"] if f.known.kind == "place" and self._may_be_one(f) else []
        if f.kind == "place" and f.known is None:
            owns = self.words.low[f.last : f.last + 1] == ["'s"]
            near = [b for b in near if b.kind == "place" or (owns and b.kind == "person")]
        if self._acts(f) and sum(b.kind == "person" for b in near) == 1 and not self._apposed(f):
            near = [b for b in near if b.kind == "person" or (b.words == (low,) and b.kind in {"institution", "outlet"})]
        if self._apposed(f):
            near = [b for b in near if b.kind != "person"]
        chosen = self.pick(near, f)
        if chosen is not None:
            return self._noted(chosen, f)
        if near and f.kind != "person" and not self._apposed(f):
            return None
        return self._alone(f, low, [] if self._apposed(f) else near)

    def _alone(self, f: Found, low: str, near: list[Being]) -> Being | None:
        if f.known is not None and not introduced(self.words, self.tables, f):
            return self.known(f, acts=self._governs(f))
        open_still = any(not f.gender or (b.kind == "person" and b.fits(f.gender)) for b in near)
        if f.kind in {"opening", "nominal"} or open_still:
            return None
        if f.kind == "acronym":
            return self._acronym(f, low)
        kind = f.kind if f.kind != "unknown" and f.known is None else self._kind(f)
        if kind == "person" and low in lists.PLACE_PREPOSITIONS:
            return None
        return self._born(f, kind, self.words.slice(f.core, f.last), self.key(f))

    def _bears(self, being: Being, word: str, f: Found) -> bool:
        if being.kind == "person":
            return word in being.words and word not in lists.PARTICLES
        if being.kind == "place":
            return len(being.words) == 1
        if len(being.words) == 1 or word.upper() in being.aliases:
            return True
        if being.kind == "outlet":
            return word == being.words[-1]
        before = self.words.low[f.first - 1 : f.first]
        if before and (before[0] in lists.PLACE_PREPOSITIONS or before[0] == "of"):
            return word == being.words[-1]
        return word in {being.words[0], being.words[-1]} and word not in self.tables.heads

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

    def pick(self, near: list[Being], f: Found) -> Being | None:
        """The one that is meant among those who bear the word; None if that cannot be told."""
        people = [b for b in near if b.kind == "person"]
        if people and (f.kind == "person" or f.honorific):
            near = people
        if f.gender:
            near = [b for b in near if b.kind != "person" or b.fits(f.gender)]
        last = self.words.low[f.last - 1]
        by_surname = [b for b in near if b.words[-1] == last]
        by_first = [b for b in near if b.words[0] == last]
        for choice in (by_surname, by_first, near):
            if choice:
                near = choice
                break
        if len(near) > 1 and f.honorific:
            near = (
                [b for b in near if f.honorific in b.honorifics]
                or [b for b in near if f.honorific not in {"dr", "prof"} or self._learned(b)]
                or near
            )
        if len(near) > 1 and f.gender:
            near = [b for b in near if b.gender == f.gender] or near
        if len(near) > 1 and f.role:
            title = self.words.low[f.role[1] - 1]
            near = [b for b in near if any(title in r.title.lower().split() for r in b.roles)] or near
        if len(near) > 1:
            before = [b for b in near if b.born < f.first]
            near = before if len(before) == 1 and not f.role else near
        return near[0] if len(near) == 1 else None

    def _learned(self, being: Being) -> bool:
        learned = {
            "surgeon",
            "doctor",
            "professor",
            "scientist",
            "physician",
            "researcher",
            "economist",
            "neurologist",
            "historian",
        }
        return any(learned & set(role.title.lower().split()) for role in being.roles)

    def _acronym(self, f: Found, low: str) -> Being | None:
        if self.words.low[f.last : f.last + 1] == [":"] and self.words.opens[f.core] and "&" not in low:
            return self._born(f, "person", self.words.slice(f.core, f.last), (low,))
        if self.words.opens[f.core] and self.words.low[f.last : f.last + 1] in (["—"], ["–"], ["-"], ["("]):
            return self._born(f, "place", self.words.slice(f.core, f.last), (low,))
        for being in self.beings:
            initials = "".join(w[0] for w in being.words if w not in lists.CONNECTORS and w not in {"the", "and"})
            if being.kind in {"institution", "outlet"} and len(low) > 1 and initials == low:
                self.by_word[low].append(being)
                return self._noted(being, f)
        return self._born(f, "institution", self.words.slice(f.core, f.last), (low,))

    def _kind(self, f: Found) -> str:
        """What a lone unknown word names, by what stands around it."""
        low, word = self.words.low, f.core
        after = low[f.last : f.last + 4]
        before = low[f.first - 1 : f.first]
        if before and before[0] in lists.PLACE_PREPOSITIONS:
            return "place"
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

    def _echo(self, f: Found) -> Being | None:
        """A word of a shouted sentence or headline, or a sentence's first word, that a being known from elsewhere bears."""
        low = self.words.low[f.core]
        near = [b for b in self.by_word.get(low, ()) if low in {b.words[-1], b.words[0]} and len(low) > 2]
        near = [b for b in near if low not in self.tables.heads or b.kind == "person"]
        if f.kind == "opening":
            near = [b for b in near if b.kind in {"person", "institution", "outlet"}]
        alone = [b for b in near if len(b.words) == 1]
        chosen = self.pick(alone or near, f)
        if chosen is not None:
            return self._noted(chosen, f)
        labelled = self.words.low[f.last : f.last + 1] == [":"] and self.words.opens[f.core]
        plain = low in self.tables.groups or low in self.tables.documents
        if labelled and f.kind == "echo" and not near and not plain and f.first in self.sources:
            return self._born(f, "person", self.words.slice(f.core, f.last), (low,))
        return None
