"""Runs of capitals: where a name may begin, and how far the words go that may be one name."""

from __future__ import annotations

from sayso.reading.naming import lists
from sayso.reading.naming.fronting import personal, titles_by_form
from sayso.reading.naming.joining import MOST_WORDS
from sayso.reading.naming.tables import Known, Tables, titles_in
from sayso.reading.naming.words import Words


class Runs:
    """Finds the runs of capitals of one report, with the titles in them."""

    def __init__(self, words: Words, tables: Tables, publisher: Known | None = None) -> None:
        """`publisher`: the outlet that prints the report, whose name is known."""
        self.words, self.tables, self.publisher = words, tables, publisher
        self.titles = titles_in(words.low, tables)
        self.titles |= titles_by_form(words, tables, self.titles)
        self.title_ends = {end: (begin, title) for begin, (end, title) in self.titles.items()}

    def _begins(self, i: int) -> bool:
        word, low = self.words.word[i], self.words.low[i]
        if word[0].isupper():
            if low == "no":
                return self.words.word[i + 1 : i + 2] == ["10"]
            return (not self._stop(i) or self._given_like_word(i) or (low == "may" and self._behind_calling(i))) and not self._calendar(i)
        if low in lists.PARTICLES and low not in {"y", "e", "do", "la", "le"} and low not in lists.STOPS:
            return self._name_follows(i)
        return low.startswith(("al-", "el-")) and len(word) > 3 and word[3].isupper()

    def _stop(self, i: int) -> bool:
        """True for a function word or a label; "US" and "WHO" in text that does not shout are none."""
        low, word = self.words.low[i], self.words.word[i]
        if low == "born" and self.words.opens[i]:
            return True
        if low in lists.STOPS:
            return self.words.careful[i] or word not in {"US", "WHO"}
        return word in lists.LABELS or low.endswith(lists.CONTRACTIONS) or low.partition("-")[0] in lists.TENS

    def _given_like_word(self, i: int) -> bool:
        """True for a given name that is also a function word, in the midst of a sentence before a surname: "the organist Per X"."""
        words = self.words
        if words.low[i] not in lists.GIVEN_LIKE_WORDS or words.opens[i] or words.careful[i] or not (i and words.joins(i) and words.joins(i - 1)):
            return False
        people = any(k.kind == "demonym" for k in self.tables.known.get(words.word[i - 1], ()))
        if not (words.word[i - 1][0].islower() or people):
            return False
        return words.word[i + 1][0].isupper() and words.low[i + 1] not in lists.STOPS and self.known_at(i + 1) is None

    def _surname_like_word(self, i: int, j: int) -> bool:
        """True for a surname that is also a function word, behind a given name: "Ana Were"."""
        words = self.words
        if words.low[j] not in lists.SURNAMES_LIKE_WORDS or words.careful[j] or words.low[j - 1] not in self.tables.given or j == i:
            return False
        return not (words.joins(j) and words.word[j + 1][0].isupper()) and not words.opens[j]

    def _past_nickname(self, j: int) -> int:
        """Where a name goes on behind a nickname in quotation marks (‘Ana P. "Bo" Ruiz’), or 0."""
        words = self.words
        initial = words.word[j - 1][1:] == "."
        if words.word[j] not in lists.QUOTES or not (initial or words.low[j - 1] in self.tables.given):
            return 0
        close = next((k for k in range(j + 2, min(j + 4, len(words) - 1)) if words.word[k] in lists.QUOTES), 0)
        named = close and all(words.word[k][0].isupper() for k in (j + 1, close - 1, close + 1))
        return close + 1 if named and words.joins(close) and not self._stop(close + 1) else 0

    def _particle(self, k: int) -> bool:
        """True for a small word inside names: "de", "&", the Irish "an" in "Mac an"."""
        low = self.words.low
        return low[k] in lists.PARTICLES or self.words.word[k] == "&" or (low[k] == "an" and k > 0 and low[k - 1] in {"mac", "nic"})

    def _elided(self, i: int) -> bool:
        return self.words.low[i].startswith(("l'", "d'")) and self.words.word[i][2:3].isupper()

    def _name_follows(self, i: int) -> bool:
        """True if only particles stand between a particle and a capital."""
        for k in range(i, min(i + 3, len(self.words) - 1)):
            if not self.words.joins(k):
                return False
            if self.words.word[k + 1][0].isupper():
                return self.words.low[k + 1] not in lists.STOPS
            if self.words.low[k + 1] not in lists.PARTICLES:
                return False
        return False

    def _calendar(self, i: int) -> bool:
        if self.words.low[i] not in lists.CALENDAR:
            return False
        if self.words.low[i] in {"may", "june", "april"} and self._behind_calling(i):
            return False
        following = i + 1 < len(self.words) and self.words.joins(i) and self.words.low[i + 1] not in lists.STOPS
        if following and i + 1 < len(self.words) and self.words.word[i + 1][0].isupper() and self.words.low[i + 1] in lists.OUTLET_SUFFIXES:
            return self.words.low[i] not in {"saturday", "sunday"}
        named = following and (self.words.word[i + 1][0].isupper() or self.words.low[i + 1] in lists.PARTICLES)
        return not (named and self.words.low[i] in self.tables.given and self.words.low[i + 1] not in lists.CALENDAR)

    def _behind_calling(self, i: int) -> bool:
        """True for a month that is a given name: "analyst May Ruiz"."""
        words = self.words
        named = i > 0 and words.joins(i - 1) and words.joins(i) and words.word[i + 1][0].isupper()
        return named and words.word[i - 1][0].islower() and personal(words, self.tables, i - 1)

    def _run_end(self, i: int) -> int:
        words, size = self.words, len(self.words)
        j = self._over_title(i)
        if self.peer(i):
            j = i + 3
        while j < size and j - i < MOST_WORDS and self.words.joins(j - 1):
            if words.word[j][0].isupper():
                if (self._stop(j) and not self._surname_like_word(i, j)) or self._calendar(j):
                    break
                if words.careful[j] and words.low[j] in self.tables.verbs and words.low[j] not in self.tables.given:
                    break
                j = self._over_title(j)
                continue
            if behind := self._past_nickname(j):
                j = behind
                continue
            particle = self._particle(j) or words.low[j].startswith(("al-", "el-", "l'", "d'"))
            ahead = next((k for k in range(j + 1, min(j + 4, size)) if words.word[k][0].isupper() or self._elided(k)), None)
            if not particle or words.low[j] in {"do", "e", "to"}:
                break
            if words.low[j].startswith(("al-", "el-", "l'", "d'")) and words.word[j][-1] != "'":
                j += 1
                continue
            if (
                ahead is None
                or not all(self._particle(k) and self.words.joins(k) for k in range(j, ahead))
                or words.low[ahead] in lists.STOPS
            ):
                break
            j = ahead + 1
        return j

    def peer(self, i: int) -> bool:
        """True where somebody is called by a peerage alone: "the Duke of X"; not where a name stands beside it."""
        words = self.words
        if words.low[i] not in lists.PEERS or words.careful[i] or words.low[i + 1 : i + 2] != ["of"] or not (words.joins(i) and words.joins(i + 1)):
            return False
        named = words.low[i + 3 : i + 4] == [","] and (words.low[i + 4 : i + 5] or [""])[0] in self.tables.given
        behind = i > 1 and words.low[i - 1] == "," and words.word[i - 2][0].isupper()
        return words.word[i + 2][0].isupper() and not named and not behind

    def _over_title(self, i: int) -> int:
        """The word after the one at a place, or after the title of several words that begins there ("Secretary of State")."""
        if i in self.titles and not self.words.careful[i]:
            end = self.titles[i][0]
            if (
                end <= len(self.words)
                and all(self.words.joins(k) for k in range(i, end - 1))
                and self.words.word[end - 1][0].isupper()
            ):
                return end
        return i + 1

    def known_at(self, i: int) -> Known | None:
        """The longest name of the tables that begins at a word."""
        word = self.words.word[i]
        own = [self.publisher] if self.publisher is not None and self.publisher.words[0] == word else []
        for known in (*own, *self.tables.known.get(word, ())):
            size = len(known.words)
            if i + size <= len(self.words) and (size == 1 or tuple(self.words.word[i : i + size]) == known.words):
                return known
        return None

    def letters_behind(self, i: int, until: int) -> int:
        """How many words at the end of a run are letters behind a full name: "Ana Ruiz KC"."""
        count = 0
        while until - count - i > 2 and self.words.word[until - count - 1] in lists.LETTERS_BEHIND:
            count += 1
        return count

    def beside_capital(self, k: int) -> bool:
        """True for a word in a run of several capitals."""
        words = self.words
        before = k > 0 and words.joins(k - 1) and words.word[k - 1][0].isupper()
        return before or (words.joins(k) and words.word[k + 1][0].isupper())

    def country(self, k: int) -> bool:
        """True for the name of a country in one word."""
        return any(known.kind == "place" and known.stands_for == known.name for known in self.tables.known.get(self.words.word[k], ()) if len(known.words) == 1)

    def no_name(self, i: int, acts: bool) -> bool:
        """True for words in capitals that name nobody: "TV", "M.D." or "Inc." behind a comma, the mark of a share, the "E." of "E. coli"."""
        word, low = self.words.word[i], self.words.low
        before, after = low[i - 1 : i], low[i + 1 : i + 2]
        if word in lists.COMMON_ACRONYMS or (before == [","] and (word in lists.LETTERS_BEHIND or low[i] in lists.CORPORATE)):
            return True
        share = low[i] in lists.EXCHANGES and after == [":"]
        share = share or (before == [":"] and i > 1 and low[i - 2] in lists.EXCHANGES)
        initial = len(word) == 2 and word[1] == "." and not acts
        opening = self.words.opens[i] and len(word) > 5 and word.isupper() and after and after[0].islower() and self.words.word[i + 1].islower() and not acts
        return share or initial or opening or (low[i] == "ph" and after == ["."])

    def opens_noun(self, i: int) -> bool:
        """True if a sentence's first word only belongs to the noun behind it: "Political analysts", "Recent polls"."""
        words = self.words
        after = words.low[i + 1] if words.joins(i) else ""
        return after.isalpha() and words.word[i + 1][0].islower() and after not in lists.STOPS | self.tables.verbs and not after.endswith(("ed", "ly"))
