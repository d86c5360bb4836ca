"""Roles and ages: what stands before a name, in apposition behind or before it, and in a clause with "who"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.entity import Role
from sayso.reading.naming import lists
from sayso.reading.naming.appositions import title_begin
from sayso.reading.naming.beings import Being
from sayso.reading.naming.fronting import personal
from sayso.reading.naming.joining import Found
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words

_STOPS_ROLE = frozenset(", ( ) ; : — – who which that whose said says told and but was is has had were".split())
_ARTICLES = frozenset({"a", "an", "the"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_ENDS_HEAD = frozenset("of for at in to from and with on after before that during over under".split())
_BEING = frozenset({"is", "was", "became", "remains", "being", "as"})
MOST_WORDS = 14
"""The longest apposition read as a role."""


class RoleReader:
    """Reads the roles of the persons and the descriptions of the institutions that were found."""

    def __init__(self, words: Words, tables: Tables, titles: Mapping[int, tuple[int, object]]) -> None:
        """`titles` says where titles begin and end."""
        self.words, self.tables, self.titles = words, tables, titles

    def read(self, found: Sequence[Found]) -> None:
        """Give every being the roles that stand around its names."""
        at = {f.first: f for f in found}
        for f in found:
            if f.being is None:
                continue
            if f.role:
                self._play(f.being, *f.role)
            if f.being.kind == "person":
                self._before(f)
                self._age_before(f)
                self._letters(f)
                self._seat(f)
                self._behind(f, at)
            elif f.being.kind in {"institution", "outlet", "document"}:
                self._described(f)

    def _play(self, being: Being, first: int, last: int) -> None:
        while first < last and self.words.low[first] in _ARTICLES:
            first += 1
        if first >= last or self.words.low[last - 1] in lists.INCOMPLETE - {"deputy"}:
            return
        title = self.words.slice(first, last)
        being.plays(Role(title, self.words.start[first], self.words.end[last - 1]))
        held = tuple(self.words.low[first:last])
        if held not in being.held:
            being.held[held] = first
            being.kin.update(w for w in held if any(t.kind == "kin" for t in self.tables.titles.get(w, ())))
        self._gender(being, first, last)

    def _gender(self, being: Being, first: int, last: int) -> None:
        owned = [k for k in range(first, last) if self.words.low[k] == "'s"]
        for word in self.words.low[owned[-1] + 1 if owned else first : last]:
            if word in {"of", "for"}:
                break
            gender = next((t.gender for t in self.tables.titles.get(word, ()) if len(t.words) == 1), None)
            if gender is None and word.endswith(("woman", "man")) and len(word) > 5:
                gender = "f" if word.endswith("woman") else "m"
            if gender and being.gender is None and not word.endswith(("chairman",)):
                being.gender = gender

    def _letters(self, f: Found) -> None:
        """The letters behind a name that are a part somebody plays: "Ana Ruiz KC", "Ana Ruiz MP"."""
        k = f.last
        if f.being is None or k >= len(self.words) or not self.words.joins(k - 1) or self.words.word[k] not in lists.LETTERS_BEHIND:
            return
        if any(t.kind != "honorific" for t in self.tables.titles.get(self.words.low[k], ())):
            self._play(f.being, k, k + 1)

    def _seat(self, f: Found) -> None:
        """The place in the name of a prince: "Sultan X of Y" is also called "X of Y"."""
        words, k = self.words, f.last
        if f.being is None or f.role is None or words.low[k : k + 1] != ["of"] or not words.joins(k) or not words.word[k + 1][0].isupper():
            return
        if any(t.kind == "royalty" for t in self.tables.titles.get(words.low[f.role[1] - 1], ())):
            f.being.also(words.slice(f.core, k + 2))

    def _behind(self, f: Found, at: dict[int, Found]) -> None:
        """What follows a comma: an age, a noun phrase, a clause with "who"."""
        being, low, i = f.being, self.words.low, f.last
        assert being is not None
        while i < len(low) and self.words.word[i] in lists.LETTERS_BEHIND:
            i += 1
        for _ in range(3):
            if low[i : i + 1] not in ([","], ["("]) or i + 1 >= len(low):
                return
            i += 1
            if low[i].isdecimal() and 5 <= int(low[i][:4]) <= 115 and low[i + 1 : i + 2] in ([","], [")"], ["."]):
                being.age = being.age or int(low[i])
                i += 1
                continue
            if low[i] == "aged" and low[i + 1 : i + 2] and low[i + 1].isdecimal():
                being.age = being.age or int(low[i + 1])
                i += 2
                continue
            if low[i] == "who":
                self._clause(being, i)
                return
            until = self._phrase_end(i)
            if low[until : until + 1] == ["who"]:
                self._clause(being, until)
            beside = at[i].being if i in at else None
            if (beside is not None and beside.kind == "person") or not self._is_role(i, until):
                return
            self._play(being, i, until)
            i = until

    def _clause(self, being: Being, i: int) -> None:
        """Read a clause such as "who is 84 and the founder", "who has served as foreign minister for…"."""
        low = self.words.low
        for k in range(i + 1, min(i + 7, len(low) - 1)):
            if low[k] in {",", "."}:
                return
            if low[k] not in _BEING and not (low[k] == "and" and k > i + 2):
                continue
            if low[k + 1].isdecimal() and len(low[k + 1]) <= 3:
                being.age = being.age or int(low[k + 1])
                continue
            begin = k + 2 if low[k + 1] in _ARTICLES else k + 1
            if begin in self.titles:
                end = self.titles[begin][0]
                self._play(being, begin, end)
                return

    def _phrase_end(self, i: int) -> int:
        low, k = self.words.low, i
        while k < len(low) and k - i < MOST_WORDS and self.words.sentence[k] == self.words.sentence[i]:
            if low[k] in {",", ";", ":", "—", "–", "(", ")", ".", "who", "which", "said", "says", "told", '"', "“", "‘"}:
                break
            if k > i and low[k] in {"was", "is", "has", "had", "were"}:
                break
            k += 1
        return k

    def _is_role(self, i: int, until: int) -> bool:
        """True if a phrase names a part that somebody plays: its head noun is a title or a noun for a person."""
        low = self.words.low
        if until <= i or until - i >= MOST_WORDS:
            return False
        if low[i] in {"of", "in", "on", "at", "from", "and", "but", "when", "as", "after", "while", "with", "by", "to", "for"}:
            return False
        if low[i] in self.tables.verbs and low[i + 1] in lists.PRONOUNS:
            return False
        if low[i] == "then":
            i += 1
        head = next((k for k in range(i, until) if low[k] in _ENDS_HEAD), until)
        return head > i and self.personal(head - 1)

    def personal(self, k: int) -> bool:
        """True if a word is a noun for a person, by the tables or its ending."""
        return personal(self.words, self.tables, k)

    def _before(self, f: Found) -> None:
        """Read what stands before: "Its director, X", "her husband, X": a noun phrase, a comma, the name; and "skipper X"."""
        words, low, being = self.words, self.words.low, f.being
        assert being is not None
        i = f.first - 1
        if i < 1 or words.sentence[i] != words.sentence[f.first]:
            return
        if low[i] == "," and (head := self._head_before(i)):
            self._apposed_before(f, i, head)
            return
        if (begin := title_begin(words, self.tables, f)) is not None:
            self._play(being, begin, f.first)
            return
        verb = low[i] in lists.VERBS_LIKE_ROLES or low[i - 1] in lists.BEFORE_VERBS
        if f.role is None and words.word[i][0].islower() and not verb and self.personal(i) and low[i] not in self.tables.groups:
            first = i
            while (
                first
                and words.word[first - 1][0].isalpha()
                and low[first - 1] not in lists.STOPS
                and low[first - 1] not in self.tables.verbs
                and words.sentence[first - 1] == words.sentence[i]
                and i - first < 4
            ):
                first -= 1
            self._play(being, first, i + 1)

    def _head_before(self, i: int) -> int:
        """The noun for a person that leads the phrase before a comma: "director" in "the director of the plant,"; 0 if none does."""
        if self.personal(i - 1):
            return i - 1
        for k in range(i - 2, max(1, i - 8), -1):
            if self.words.low[k] in _STOPS_ROLE or self.words.sentence[k] != self.words.sentence[i]:
                return 0
            if self.words.low[k] in {"of", "for"} and self.personal(k - 1):
                return k - 1
        return 0

    def _apposed_before(self, f: Found, i: int, first: int) -> None:
        """Read the noun phrase that ends before the comma at a word; `first` is its noun."""
        words, low, being, head = self.words, self.words.low, f.being, first
        assert being is not None
        while first and i - first < 8 and low[first - 1] not in _STOPS_ROLE and words.sentence[first - 1] == words.sentence[i]:
            first -= 1
            if low[first] in _ARTICLES | _OWNERS:
                break
        bounded = low[first] in _ARTICLES | _OWNERS or low[first + 1 : first + 2] == ["'s"] or words.opens[first]
        closed = low[f.last : f.last + 1] == [] or not low[f.last][0].isalpha() or words.opens[first]
        if bounded and not self._serves(first) and (closed or head == i - 1):
            first = self._past_tie(first, i)
            being.also(words.slice(first, i))
            self._play(being, first + (low[first] in _OWNERS), i)

    def _past_tie(self, first: int, last: int) -> int:
        """Where the part begins behind what is none: "As my editor", "a reference to Brod's premier"."""
        low = self.words.low
        first += low[first] in {"as", "like"}
        ties = [k for k in range(first + 1, last - 1) if low[k] in {"to", "from", "against", "by", "with"} and not self.personal(k - 1)]
        return ties[-1] + 1 if ties else first

    def _serves(self, first: int) -> bool:
        """True for what may be another's part: "a spokesman for the governor, X"."""
        return first > 1 and self.words.low[first - 1] in {"for", "of", "to"} and self.personal(first - 2)

    def _age_before(self, f: Found) -> None:
        """Read the age in "84-year-old X"."""
        for k in range(max(0, f.first - 4), f.first):
            number, _, rest = self.words.low[k].partition("-")
            if rest.startswith("year-old") and number.isdecimal() and f.being is not None:
                f.being.age = f.being.age or int(number)

    def _described(self, f: Found) -> None:
        """The nouns by which an institution may be taken up: "X, the shipping line" is later "the line"."""
        low, being = self.words.low, f.being
        assert being is not None
        if low[f.last : f.last + 1] == [","] and low[f.last + 1 : f.last + 2] and low[f.last + 1] in _ARTICLES:
            until = self._phrase_end(f.last + 2)
            nouns = low[f.last + 2 : until]
            head = next((k for k, w in enumerate(nouns) if w in {"of", "for", "at", "in"}), len(nouns))
            being.heads.update(nouns[head - 1 : head])
        if low[f.last : f.last + 1] == [","] and low[f.last + 1 : f.last + 2] and low[f.last + 1] in lists.CORPORATE:
            being.heads.update(("company", "firm"))
        before = low[f.first - 1 : f.first]
        if before and before[0] in lists.ORG_NOUNS | lists.OUTLET_NOUNS:
            being.heads.add(before[0])
