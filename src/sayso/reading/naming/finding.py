"""Finding names: runs of capitalised words, cut by titles and by the names that the tables know, each given a kind."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.reading.naming import lists
from sayso.reading.naming.joining import Found, Joiner
from sayso.reading.naming.runs import Runs
from sayso.reading.naming.tables import Known, Tables, Title
from sayso.reading.naming.words import Words

_COMPOUND = ("-based", "-born", "-led", "-style", "-backed", "-era", "-owned", "-run", "-listed", "-year-old")
"""Endings of adjectives that may stand before a name."""

_GIVEN_PEERS = frozenset({"earl", "duke", "dean"})
"""Titles that are given names behind another title: "Judge Earl Ruiz"."""


class Finder(Runs):
    """Finds the names of one report."""

    def __init__(self, words: Words, tables: Tables, sources: Iterable[int] = (), publisher: Known | None = None) -> None:
        """`sources`: the words that begin sources, where a lone word may be a name; `publisher`: the outlet that prints the report."""
        super().__init__(words, tables, publisher)
        self.sources = frozenset(sources)
        self.honoured = {words.low[end] for end, (_, row) in self.title_ends.items() if row.kind == "honorific" and end < len(words)}
        self.written = {
            w.lower() for k, w in enumerate(words.word) if w[0].isupper() and not words.careful[k] and not (words.opens[k] and w.lower() in lists.STOPS)
        }
        self.inner = {w.lower() for k, w in enumerate(words.word) if w[0].isupper() and not words.opens[k] and not words.careful[k]}
        self.alone = {w.lower() for k, w in enumerate(words.word) if w[0].isupper() and not words.opens[k] and not self.beside_capital(k)}
        self.surnames = {words.low[k] for k in range(1, len(words)) if words.low[k - 1] in tables.given and words.joins(k - 1)}

    def all(self) -> list[Found]:
        """Every name outside shouted sentences and headlines, in the order of the text."""
        found: list[Found] = []
        i, size = 0, len(self.words)
        while i < size:
            if not self._begins(i):
                i += 1
                continue
            until = self._run_end(i)
            last = until - self.letters_behind(i, until)
            names = self._careful(i, last) if self.words.careful[i] else self._parsed(i, last)
            found += names
            i = max(until, names[-1].last) if names else until
        return Joiner(self.words, self.tables).joined(found)

    def _title_within(self, i: int, until: int) -> tuple[int, int, Title] | None:
        """The last title of a run that still leaves a name behind it, unless a given name comes first."""
        given, low = self.tables.given, self.words.low
        best, within = None, i
        for k in range(i, until - 1):
            if best is None and k > i and low[k - 1] in given and k - 1 not in self.titles and not self._modifier(k - 1) and not self._named_behind(k, until):
                break
            if best is not None and k > i and low[k] in _GIVEN_PEERS and until - k > 1:
                break
            if k not in self.titles or (k > i and self.words.word[k - 1] in lists.QUOTES):
                continue
            end, title = self.titles[k]
            part = title.kind != "honorific" and end == until - 1 and low[end] in lists.TITLE_LASTS
            if k < within or part:
                continue
            within = end
            alone = end == until - 1 and title.kind != "honorific" and ((k == i and low[k] in given) or self._thing_behind(end))
            thing = self._thing_behind(until - 1) or low[until - 1] in lists.OUTLET_SUFFIXES
            alone = alone or (title.kind == "profession" and low[end] not in given and thing)
            if end < until and not alone and not (best and k < best[1]):
                best = (k, end, title)
        if best is None and i in self.titles:
            end, title = self.titles[i]
            if end > until and end < len(self.words) and self.words.word[end][0].isupper():
                return None
        return best

    def _named_behind(self, k: int, until: int) -> bool:
        """True if a full name stands behind a title, so that what is before it is none: "Nandi Senator Ana Ruiz"."""
        end = self.titles[k][0] if k in self.titles else until
        return until - end > 1 and self.words.low[end] in self.tables.given

    def _thing_behind(self, end: int) -> bool:
        """True for a word that makes a title part of the name of a body, place or thing: "General Assembly", "Regent Street"."""
        return self.words.low[end] in lists.SITES | lists.OFFICES | lists.THING_LASTS | lists.BUILT | self.tables.heads

    def _modifier(self, i: int) -> bool:
        return any(k.kind in {"demonym", "place", "institution"} for k in self.tables.known.get(self.words.word[i], ()))

    def _parsed(self, i: int, until: int) -> list[Found]:
        """The names in one run of capitals."""
        low = self.words.low
        if low[i] in lists.CALENDAR and until - i == 1:
            return []
        if self.peer(i):
            return [Found(i, i, until, "person", self.titles[i][1].gender, (i, until), sure=True)]
        title = self._title_within(i, until)
        if title:
            begin, end, row = title
            if row.kind == "honorific" and until == end + 1 and self.words.low[end] in lists.ADDRESSED:
                return []  # "Mr. President" is addressed, not named
            first = begin
            while first > i and not self.words.opens[first]:
                first -= 1
            person = self._person(begin, end, until, row)
            ahead = [f for f in self._parsed(i, begin) if f.known is not None or f.kind == "institution"] if begin > i else []
            if row.kind != "honorific" or row.words[0] in lists.NOBLE:
                person.role = (first, end)
            return [*ahead, person]
        before = self.title_ends.get(i)
        if before and self.words.joins(i - 1) and self._may_title(before[1], i, until):
            return [self._titled_before(before, i, until)]
        return self._plain(i, until)

    def _may_title(self, title: Title, i: int, until: int) -> bool:
        noun = title.words[-1]
        if (noun in lists.OUTLET_NOUNS or noun in lists.ORG_NOUNS) and self.words.low[i] not in self.tables.given:
            return False
        known = self.known_at(i)
        whole = known is not None and len(known.words) == until - i and until - i > 1
        whole = whole or (known is not None and known.kind == "institution" and until - i == 1)
        return not whole and title.kind != "kin" and self.words.low[until - 1] not in self.tables.heads

    def _titled_before(self, before: tuple[int, Title], i: int, until: int) -> Found:
        """A name behind a title in small letters, or one with "of" in it: "spokesman X", "Secretary of State X"."""
        begin, row = before
        found = self._person(begin, i, until, row)
        found.first = begin if self.words.word[begin][0].isupper() else i
        first = begin
        while first and self.words.joins(first - 1) and self._modifies(first - 1):
            first -= 1
        if row.kind != "honorific":
            found.role = (first, i)
        return found

    def _modifies(self, i: int) -> bool:
        low = self.words.low[i]
        if low in lists.STOPS or low in lists.PARTICLES or not self.words.word[i][0].isalpha():
            return False
        return self.words.word[i][0].isupper() or (
            (low not in self.tables.verbs and i in self.titles) or low in {"former", "deputy"}
        )

    def _person(self, begin: int, core: int, until: int, row: Title) -> Found:
        gender = row.gender or self.gender(core, until)
        honorific = row.words[0].rstrip(".") if row.kind in {"honorific", "rank"} else None
        return Found(begin, core, until, "person", gender, None, honorific, sure=True, several=row.several)

    def gender(self, core: int, until: int) -> str | None:
        """The gender of the first given name among the words, None if there is none or it is common to both."""
        if until - core < 2:
            return None
        low = self.words.low[core]
        if low in lists.EAST_SURNAMES and (until - core == 3 or "-" in self.words.low[core + 1]):
            return None
        return self.tables.given.get(low) or self.tables.given.get(low.split("-")[0])

    def _plain(self, i: int, until: int) -> list[Found]:
        """A run without a title: known, recognised by its ending, a person by a given name, or not yet known."""
        low, known, size = self.words.low, self.known_at(i), until - i
        if known and len(known.words) >= size:
            if known.kind == "demonym":
                return []
            if known.loose and size == 1 and not self._outlet_acts(i, until):
                return []
            return [Found(i, i, i + len(known.words), known.kind, known=known)]
        if size > 1 and self._opens_before(i) and (low[i] in {"rival", "fellow"} or low[until - 1] in self.inner):
            return self._parsed(i + 1, until)
        inside = self._given_inside(i, until)
        if inside:
            return [*(f for f in self._plain(i, inside) if f.known or f.kind == "institution"), *self._plain(inside, until)]
        if size > 1 and i in self.titles and self.titles[i][0] == until and low[i] not in self.tables.given:
            return []
        kind = self._kind_by_words(i, until)
        if kind:
            return [Found(i, i, until, kind, self.gender(i, until) if kind == "person" else None, sure=True)]
        return self._by_parts(i, until, known)

    def _by_parts(self, i: int, until: int, known: Known | None) -> list[Found]:
        """A run whose form says nothing: what it begins or ends with is known, or no part of a name."""
        words, low, size = self.words, self.words.low, until - i
        if known and known.kind != "demonym" and len(known.words) > 1:
            return [Found(i, i, i + len(known.words), known.kind, known=known), *self._plain(i + len(known.words), until)]
        stance = self._stance_end(i, until)
        if stance or (known and known.kind == "demonym") or self._demonym(i, until):
            return self._parsed(stance or i + 1, until)
        if size == 2 and known and known.kind == "place" and len(known.words) == 1 and low[until - 1] in self.surnames - self.tables.heads:
            return [Found(i, i, until, "person", sure=True)]
        if size == 2 and (self._before_place(i) or self._before_given(i)):
            return self._parsed(i + 1, until)
        if size == 1:
            return self._single(i)
        ends_in_title = self.title_ends.get(until)
        if ends_in_title and ends_in_title[0] >= i:
            begin = ends_in_title[0]
            return [f for f in self._plain(i, begin) if f.known or f.sure] if begin > i else []
        if low[until - 1] in lists.TITLE_LASTS:
            return []
        if known and low[i] not in self.tables.given and not known.loose and low[until - 1] not in self.honoured:
            return [Found(i, i, i + 1, known.kind, known=known), *self._plain(i + 1, until)]
        if self._noun_opens(i):
            return self._after_noun(i, until)
        if low[i].endswith(_COMPOUND):
            return self._parsed(i + 1, until)
        unknown = self._placed(i) or low[i - 1 : i] == ["the"] or words.word[until - 1].isupper()
        return [Found(i, i, until, "unknown" if unknown else "maybe")]

    def _demonym(self, i: int, until: int) -> bool:
        """True for an adjective of a place that no table knows, before a full name: "the Bavarian Ana Ruiz"."""
        low = self.words.low
        return until - i > 2 and low[i].endswith(("ean", "ian", "ese", "ish")) and low[i] not in self.tables.given and low[i + 1] in self.tables.given

    def _stance_end(self, i: int, until: int) -> int:
        """Where the name begins behind "Republican", "Social Democrat" or "Young", or 0."""
        low = self.words.low
        begin = i + 2 if low[i] in lists.DEMOCRATS and low[i + 1 : i + 2] == ["democrat"] else i + 1 if low[i] in lists.STANCES else 0
        if not begin or begin >= until:
            return 0
        full = until - begin == 2 and not self._thing_behind(until - 1)
        return begin if full or low[begin] in self.tables.given or begin in self.titles else 0

    def _given_inside(self, i: int, until: int) -> int:
        """Where a full name begins behind what belongs to its title ("minister for Foreign Trade X Y", "leader of the Z Party X Y"), or 0."""
        low, given = self.words.low, self.tables.given
        tied = low[i - 1 : i] in (["of"], ["for"]) or low[max(0, i - 2) : i] in (["of", "the"], ["for", "the"])
        if not tied or low[i] in given or not any(k in self.title_ends for k in range(max(0, i - 2), i)):
            return 0
        return next((k for k in range(i + 1, until - 1) if low[k] in given and until - k < 4), 0)

    def _outlet_acts(self, i: int, until: int) -> bool:
        after = self.words.low[until] if until < len(self.words) else ""
        return (i in self.sources and not self.opens_noun(i)) or after in self.tables.verbs

    def _placed(self, i: int) -> bool:
        return i > 0 and self.words.low[i - 1] in lists.PLACE_PREPOSITIONS

    def _before_place(self, i: int) -> bool:
        """True for a word that is no part of the place behind it: "Poor Mexico", "Say Ohio"."""
        known, low = self.known_at(i + 1), self.words.low[i]
        plain = low in lists.BEFORE_PLACES or (self.words.opens[i] and low not in self.tables.given)
        return plain and known is not None and known.kind == "place"

    def _opens_before(self, i: int) -> bool:
        """True for a first word such as "Sentencing" or "Rival" before a name."""
        low = self.words.low[i]
        opens = self.words.opens[i] and low not in self.inner and low not in self.tables.given
        return opens and (low.endswith("ing") or low in {"rival", "fellow"})

    def _before_given(self, i: int) -> bool:
        """True for a first word that is no name, before a given name that stands alone elsewhere: "Leave Ana alone"."""
        words, low = self.words, self.words.low
        alone = low[i + 1] in self.tables.given and low[i + 1] in self.alone
        return alone and words.opens[i] and low[i] not in self.tables.given and low[i] not in self.inner and low[i] not in lists.EAST_SURNAMES

    def _noun_opens(self, i: int) -> bool:
        low = self.words.low[i]
        begins = self.words.opens[i] or self.words.word[i - 1] in {"-", "—", "–"}
        return (
            begins
            and (low in lists.ORG_NOUNS or low in lists.OUTLET_NOUNS or low.endswith(("maker", *lists.ROLE_SUFFIXES)))
            and low not in self.tables.given
        )

    def _after_noun(self, i: int, until: int) -> list[Found]:
        low = self.words.low[i]
        if low in lists.PEOPLE_MAKERS or (low in lists.ORG_PEOPLE and self.words.low[i + 1] in self.tables.given):
            return [Found(i, i + 1, until, "person", self.gender(i + 1, until), (i, i + 1), sure=True)]
        if low in lists.ORG_NOUNS or low.endswith("maker"):
            return [Found(i + 1, i + 1, until, "institution", sure=True)]
        if low in lists.OUTLET_NOUNS:
            return [Found(i + 1, i + 1, until, "outlet", sure=True)]
        return [Found(i, i + 1, until, "person", self.gender(i + 1, until), (i, i + 1), sure=True)]

    def _kind_by_words(self, i: int, until: int) -> str | None:
        words, low = self.words, self.words.low
        last, first = low[until - 1], low[i]
        given = first in self.tables.given or words.word[i].endswith(".") or first.split("-")[0] in self.tables.given
        if low[until : until + 2] and low[until] == "," and low[until + 1 : until + 2] and low[until + 1] in lists.CORPORATE:
            return "institution"
        if until - i > 1:
            if last in lists.PARTY_PLURALS or words.word[until - 1] in lists.CORPORATE_FORMS or last.endswith(lists.ORG_ENDINGS):
                return "institution"
            if until - i > 2 and not given and self.country(until - 1) and not self.country(i):
                return "institution"
            if last in self.tables.heads or last in lists.ORG_SUFFIXES or "&" in words.word[i:until]:
                return "institution"
            if first in lists.ORG_FIRSTS and not given:
                return "institution"
            if last in self.tables.documents and low[i - 1 : i] == ["the"] and last not in lists.OUTLET_SUFFIXES:
                return "document"
            if last in lists.SURE_OUTLETS or (last in lists.OUTLET_SUFFIXES and (not given or low[i - 1 : i] == ["the"])):
                return "outlet"
            if last in lists.PLACE_SUFFIXES and not given:
                return "place"
            if last in lists.SITES and not given:
                return "institution"
            if not given and any(low[k] in {"radio", "fm"} for k in range(i, until)) and self.known_at(i) is not None:
                return "outlet"
            if first == "radio" or (
                first in {"le", "la", "el", "il", "les", "der", "die", "das", "o"} and low[i + 1] in lists.FOREIGN_OUTLETS
            ):
                return "outlet"
            if first in {"mt", "mt."} or (first in {"lake", "mount", "port", "cape", "san", "santa", "saint", "la", "los", "las"} and not given):
                return "place"
        if self.words.low[i - 1 : i] and self.words.joins(i - 1) and (noun := self._noun_before(i)):
            return noun
        if until - i > 1 and given and not (until - i > 2 and last in lists.THING_LASTS):
            return "person"
        initial = until - i > 1 and words.word[i][1:] == "." and words.word[i] != "St."
        particle = any(low[k] in lists.PARTICLES and words.word[k][0].islower() for k in range(i, until))
        return "person" if initial or particle else None

    def _noun_before(self, i: int) -> str | None:
        """What a noun right before a name makes of it: "the broadcaster X", "the firm X", "the publisher Ana Ruiz"."""
        before, given = self.words.low[i - 1], self.words.low[i] in self.tables.given
        if self.words.word[i - 1][0].isupper() and not self.words.opens[i - 1]:
            return None
        if before in lists.PEOPLE_MAKERS or (before in lists.ORG_PEOPLE and given):
            return "person"
        if before in {"report", "study"} or self.known_at(i) is not None:
            return None
        if before in lists.OUTLET_NOUNS:
            return "outlet"
        return "institution" if before in lists.ORG_NOUNS or before.endswith("maker") else None

    def _single(self, i: int) -> list[Found]:
        words, low = self.words, self.words.low[i]
        word = words.word[i]
        people = low.endswith("s") and any(k.kind == "demonym" for k in self.tables.known.get(word[:-1], ()))
        if people or low in self.tables.groups or (low in self.tables.documents and words.opens[i]):
            return []
        if low in self.tables.heads and words.low[i + 1 : i + 2] in (["of"], ["for"], ["on"]):
            return [Found(i, i, i + 1, "nominal")]
        if low in lists.SAINTED and words.low[i - 1 : i] == ["'s"] and i > 2 and words.low[i - 3].rstrip(".") in {"st", "saint"}:
            return [Found(i, i, i + 1, "nominal")]
        if i in self.titles or low in self.tables.heads or low in self.tables.people:
            named = low in self.surnames or (low in self.tables.given and not words.opens[i])
            return [Found(i, i, i + 1, "nominal")] if named else []
        if self.no_name(i, i in self.sources):
            return []
        if len(word) == 1 or not word[0].isalpha() or (words.word[i - 1] == "(" and "-" in word) or low.endswith(_COMPOUND):
            return []
        noun = self._noun_before(i) if i and self.words.joins(i - 1) else None
        if noun:
            return [Found(i, i, i + 1, noun, sure=True)]
        if low.endswith(("wire", "newswire")) and len(low) > 6 and word[0].isupper():
            return [Found(i, i, i + 1, "outlet", sure=True)]
        if word.isupper() and len(word) > 1:
            return [Found(i, i, i + 1, "other" if any(c.isdigit() for c in word) and i not in self.sources else "acronym")]
        if words.opens[i] and not self._opens_as_name(i):
            return [Found(i, i, i + 1, "opening")]
        return [Found(i, i, i + 1, "place" if self._placed(i) else "unknown")]

    def _opens_as_name(self, i: int) -> bool:
        """True if a lone first word of a sentence behaves as a name: an apposition, a source, or a known given name."""
        _words, low = self.words, self.words.low
        following = low[i + 1 : i + 3]
        if low[i].endswith(("ly", "ing")) and low[i] not in self.inner and low[i] not in self.tables.given:
            return False  # "Separately, the company…"
        if (
            following[:1] == [","]
            and following[1:]
            and (following[1] in {"the", "a", "an", "who", "which", "whose"} or following[1].isdigit())
        ):
            return True
        if i in self.sources and low[i] not in self.tables.given:
            plural = low[i].endswith("s") and not low[i].endswith(("ss", "is", "us", "as", "es'"))
            return not plural and not self.opens_noun(i)
        if i in self.sources:
            return True
        return low[i] in self.tables.given and following[:1] != [","]

    def _careful(self, i: int, until: int) -> list[Found]:
        """In a shouted sentence or a headline: names behind titles, given names with a surname, known outlets and places."""
        title = self._title_within(i, until)
        words = self.words
        if title and until - title[1] <= 3 and not self._after_article(title, i) and self._borne(title, until):
            begin, end, row = title
            person = self._person(begin, end, until, row)
            person.role = None if row.kind == "honorific" else (i, end)
            return [person]
        known = self.known_at(i)
        if known and known.kind != "demonym" and not known.loose:
            return [Found(i, i, i + len(known.words), known.kind, known=known)]
        if until - i in {2, 3} and words.low[i] in self.tables.given:
            return [Found(i, i, until, "person", self.gender(i, until), sure=True)]
        return [Found(k, k, k + 1, "echo") for k in range(i, until)]

    def _borne(self, title: tuple[int, int, Title], until: int) -> bool:
        """True if the words behind a title in a headline are a name: by a given name, a form of address, or the sentences of the report."""
        _, end, row = title
        low = self.words.low
        shouted = self.words.word[until - 1].isupper()
        return (row.kind == "honorific" and not shouted) or low[end] in self.tables.given or low[end] in self.written or low[until - 1] in self.written

    def _after_article(self, title: tuple[int, int, Title], i: int) -> bool:
        """True for "A Minister Resigns" in a headline: behind an article a title is nobody's, unless a given name follows."""
        begin, end, _ = title
        return begin == i and i > 0 and self.words.low[i - 1] in {"a", "an"} and self.words.low[end] not in self.tables.given
