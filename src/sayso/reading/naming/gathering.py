"""Gathering: the places that name one and the same are put together; namesakes are kept apart."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.fronting import introduced
from sayso.reading.naming.joining import Found
from sayso.reading.naming.surroundings import Surroundings, named_countries
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words

_GOVERNMENT = "government"


class Gatherer(Surroundings):
    """Gives every name found its being; `beings` are in the order of the text."""

    def __init__(self, words: Words, tables: Tables, sources: Iterable[int] = ()) -> None:
        """`sources` are the words with which sources of attributions begin."""
        super().__init__(words, tables, sources)
        self.beings: list[Being] = []
        self.countries: frozenset[str] | None = None
        self.introduced: dict[int, int] = {}
        self.by_key: dict[tuple[str, tuple[str, ...]], Being] = {}
        self.by_word: defaultdict[str, list[Being]] = defaultdict(list)

    def full(self, found: Sequence[Found]) -> None:
        """Full names first, so that a surname finds its person wherever it stands."""
        honoured = {self.words.low[f.core] for f in found if f.honorific and f.last - f.core == 1}
        self.mentioned = {self.words.low[f.core] for f in found if f.last - f.core == 1}
        surnames = {tuple(self.words.low[k : f.last]) for f in found if f.kind == "person" for k in range(f.core + 1, f.last)}
        certain = {self.key(f): f.kind for f in found if f.sure and f.last - f.core > 1}
        for f in found:
            if f.kind == "maybe" and (kind := certain.get(self.key(f))):
                f.kind = kind
            if f.kind == "maybe" and self._before_calling(f):
                f.kind = "other"
            if f.kind == "maybe" and self._behind_place(f):
                f.kind = "place"
            if self._neuter(f):
                f.kind, f.role = "institution", None
            if f.kind == "maybe":
                borne = tuple(self.words.low[f.core : f.last]) in surnames
                f.kind = "person" if borne else self._apposed(f) or self._foreign_title(f) or ("person" if self._human(f, honoured) else "other")
        full = [f for f in found if f.last - f.core > 1 and f.kind not in {"echo", "unknown"}]
        for f in full:
            f.being = self._settle(f)
            self.introduced.setdefault(id(f.being), f.first)

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
        same = [b for b in self.by_word[key[0]] if b.kind == "person" and len(b.words) > 1 and _half(b.words[-1], key[-1]) and b.words[0] == key[0]]
        same += [b for b in self.by_word[key[-1]] if b.kind == "person" and len(b.words) > 1 and b.words[-1] == key[-1]]
        for being in same:
            short, long = sorted((being.words, key), key=len)
            if being.words[-1] != key[-1]:
                being.also(self.words.slice(f.core, f.last))
                return being
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
        if (not acts and known.kind not in {"institution", "outlet"}) or self._abroad(f):
            name = " ".join(known.words)
        key = tuple(name.lower().split())
        being = self.by_key.get((kind, key)) or self._born(f, kind, name, key)
        if known.sort:
            being.heads.update(lists.OUTLET_SORTS.get(known.sort, ()))
            being.sort = known.sort
        return self._noted(being, f)

    def _abroad(self, f: Found) -> bool:
        """True for a name that many countries' bodies have ("Congress"), in a report that names other countries and not the one of the tables."""
        known = f.known
        if known is None or " ".join(known.words) not in lists.SHARED_NAMES:
            return False
        if self.countries is None:
            self.countries = named_countries(self.words, self.tables)
        return bool(self.countries) and known.country not in self.countries

    def _born(self, f: Found, kind: str, name: str, key: tuple[str, ...]) -> Being:
        being = Being(kind, " ".join(name.split()), key, f.first)
        self.beings.append(being)
        self.by_key[(kind, key)] = being
        self._listed(being, key if f.known is None else ())
        return self._noted(being, f)

    def _listed(self, being: Being, words: Iterable[str]) -> None:
        """Make a being known by these words."""
        for word in words:
            if not any(b is being for b in self.by_word[word]):
                self.by_word[word].append(being)

    def _noted(self, being: Being, f: Found) -> Being:
        being.also(self.words.slice(f.core, f.last))
        being.also(self.words.slice(f.first, f.last))
        if f.known is not None:  # by the words that the report has, not by those of the full name
            self._listed(being, self.words.low[f.core : f.last])
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
        if f.first and self.words.low[f.first - 1] in {"elder", "younger", "older"}:
            return None  # which of two, the speaker's verdict says
        if (turn := self._initials_of_one(f)) is not None:
            return self._noted(turn, f)
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
            near = self._known_so_far(f, low) or near
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

    def _known_so_far(self, f: Found, low: str) -> list[Being]:
        """The one body of that name of which a report has spoken before it introduces a person who bears it, too."""
        near = [b for b in self.by_word.get(low, ()) if self._bears(b, low, f)]
        later = any(b.kind == "person" and self.introduced.get(id(b), 0) > f.first for b in near)
        bodies = [b for b in near if b.kind in {"institution", "outlet"} and b.born < f.first]
        return bodies if later and len(bodies) == 1 and not self.words.careful[f.first] else []

    def _initials_of_one(self, f: Found) -> Being | None:
        """Whoever takes turns under initials in an interview ("AR:" for Ana Ruiz), or holds the office of these ("the SP")."""
        low, printed = self.words.low, self.words.word[f.core]
        if not printed.isupper() or not 1 < len(printed) < 5:
            return None
        people = [b for b in self.beings if b.kind == "person"]
        near: list[Being] = []
        if self.words.opens[f.core] and low[f.last : f.last + 1] == [":"]:
            near = [b for b in people if len(b.words) > 1 and _initials(b.words) == low[f.core]]
        elif low[f.first - 1 : f.first] == ["the"]:
            near = [b for b in people if any(low[f.core] in {_initials(held), _initials(_own(held))} for held in b.held if len(held) > 1)]
        if not near and f.known is not None:  # a report's own body before another of the same letters
            near = [b for b in self.beings if b.kind == "institution" and len(b.words) > 1 and b.name != f.known.name and _initials(b.words) == low[f.core]]
        return near[0] if len(near) == 1 else None

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
            firm = being.words[-1].endswith(lists.ORG_ENDINGS) or (being.words[-1] in lists.ORG_SUFFIXES and self._held(f))
            return word == being.words[-1] or firm
        return word in {being.words[0], being.words[-1]} and word not in self.tables.heads

    def pick(self, near: list[Being], f: Found) -> Being | None:
        """The one that is meant among those who bear the word; None if that cannot be told."""
        people = [b for b in near if b.kind == "person"]
        if people and (f.kind == "person" or f.honorific):
            near = people
        if f.gender:
            near = [b for b in near if b.kind != "person" or b.fits(f.gender)]
        last = self.words.low[f.last - 1]
        by_surname = [b for b in near if b.words[-1] == last or self._first_surname(b) == last]
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

    def _first_surname(self, being: Being) -> str | None:
        """The first of two family names: "Ruiz" of "Ana Ruiz Brod"; None of whose middle word is a given name or an initial."""
        middle = being.words[-2] if being.kind == "person" and len(being.words) > 2 else ""
        return middle if len(middle) > 2 and middle not in self.tables.given and middle not in lists.PARTICLES else None

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
            return self._born(f, "person" if f.first in self.sources else "place", self.words.slice(f.core, f.last), (low,))
        if self.words.opens[f.core] and self.words.low[f.last : f.last + 1] in (["—"], ["–"], ["-"], ["("]):
            return self._born(f, "place", self.words.slice(f.core, f.last), (low,))
        for being in self.beings:
            initials = "".join(w[0] for w in being.words if w not in lists.CONNECTORS and w not in {"the", "and"})
            if being.kind in {"institution", "outlet"} and len(low) > 1 and initials == low:
                self.by_word[low].append(being)
                return self._noted(being, f)
        return self._born(f, "institution", self.words.slice(f.core, f.last), (low,))

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


def _own(held: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an office before what it is for: "cabinet secretary" of "cabinet secretary for transport"."""
    return tuple(itertools.takewhile(lambda w: w not in {"for", "in", "to"}, held))


def _initials(words: Iterable[str]) -> str:
    """The first letters of a name or an office, without its small words."""
    plain = (w.removeprefix("al-").removeprefix("el-") for w in itertools.takewhile(lambda w: w != "(", words))
    return "".join(w[0] for w in plain if w not in lists.PARTICLES | lists.CONNECTORS | {"the", "and", "in", "to", "at"} and w[0].isalpha())


def _half(one: str, two: str) -> bool:
    """True if one family name is a half of the other: "Ruiz" and "Ruiz-Brod"."""
    return ("-" in one) != ("-" in two) and (one in two.split("-") or two in one.split("-"))
