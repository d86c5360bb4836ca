"""The report as words: one pass over the stated blocks, with sentences, quotation and capitals noted for each word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.block import STATED, Block
from sayso.reading.naming.lists import HONORIFIC_DOTS

_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,6}}|(?:{'|'.join(HONORIFIC_DOTS.split())})\.(?=\s+\w)|[^\W\d_]\.(?=\s+(?:[\"“‘]\w+[\"”’]\s+)?[^\W\d_])"
    r"|['’]s\b|\w+(?:[-'’&](?!s\b)\w+)*|\n|[^\w\s]"
)
_OPEN, _CLOSE = "“«„", "”»"
_END = frozenset(".!?…")
_MARKS = frozenset("“«„”»\"‘’'")


def _turned(mark: str, quote: bool, single: bool, gap: bool) -> tuple[bool, bool]:
    """Whether double and single quotation are open behind a mark; `gap` says that a blank stands before it."""
    if mark in _OPEN or mark in _CLOSE or mark == '"':
        return mark in _OPEN or (mark == '"' and not quote), single
    return quote, mark == "‘" or (mark == "'" and not single and gap)


@dataclass(slots=True)
class Words:
    """Parallel lists over the words of a report; `sentence` numbers sentences, `opens` marks a sentence's first word."""

    text: str
    word: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    careful: list[bool] = field(default_factory=list)
    byline: tuple[int, int] | None = None
    headlines: list[tuple[int, int]] = field(default_factory=list)
    count: int = 0

    @classmethod
    def of(cls, text: str, blocks: Iterable[Block]) -> Words:
        """The words of the blocks in which the report speaks, and of its byline."""
        words = cls(text)
        for block in blocks:
            if block.kind in STATED or block.kind == "byline":
                begun = len(words.word)
                words._read(block.start, block.end)
                if block.kind == "byline":
                    words.byline = (begun, len(words.word))
                if block.kind == "headline":
                    words.headlines.append((begun, len(words.word)))
        words._mark_careful()
        return words

    def _read(self, begin: int, until: int) -> None:
        """One block: a flat loop, because it meets every word of every report."""
        text, number = self.text, self.count + 1
        add_word, add_low, add_start, add_end = self.word.append, self.low.append, self.start.append, self.end.append
        add_sentence, add_opens, add_quoted = self.sentence.append, self.opens.append, self.quoted.append
        quote = single = ended = False
        fresh = True
        for match in _WORD.finditer(text, begin, until):
            word = match[0]
            if word == "\n":
                fresh, quote, single = True, False, False
                continue
            start, end = match.span()
            letter = word[0].isalnum()
            if letter:
                fresh = fresh or (ended and (quote or not word[0].islower()))
                number += fresh
                add_opens(fresh)
                fresh = ended = False
            else:
                add_opens(False)
                if word in _MARKS:
                    quote, single = _turned(word, quote, single, start == 0 or text[start - 1].isspace())
                elif word in _END:
                    ended = True
                elif word not in ")(":
                    ended = False
            add_word(word)
            add_low(word.lower().replace("’", "'"))
            add_start(start)
            add_end(end)
            add_sentence(number)
            add_quoted(quote or single)
        self.count = number

    def _mark_careful(self) -> None:
        """Note the sentences whose capitals say little: all in capitals, or a headline with a capital on every word."""
        size = len(self.word)
        self.careful = [False] * size
        begin = 0
        while begin < size:
            until = bisect_right(self.sentence, self.sentence[begin], begin)
            long = [w for w in self.word[begin:until] if len(w) > 3 and w[0].isalpha()]
            capital = sum(w[0].isupper() for w in long)
            shouted = sum(w.isupper() for w in long)
            titled = len(long) > 4 and capital >= 0.75 * len(long) and (self.word[until - 1] not in _END or self._heads(begin))
            letters = [w for w in self.word[begin:until] if w[0].isalpha()]
            shouting = shouted >= 0.7 * len(long) > 1.4 or (len(letters) > 3 and all(w.isupper() for w in letters))
            if long and (shouting or titled):
                self.careful[begin:until] = [True] * (until - begin)
            begin = until

    def _heads(self, i: int) -> bool:
        """True for a word of a headline."""
        return any(first <= i < last for first, last in self.headlines)

    def __len__(self) -> int:
        """How many words."""
        return len(self.word)

    def at(self, place: int) -> int:
        """The word that holds or follows a character."""
        return bisect_right(self.end, place)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie in a stretch of text, as a half-open range."""
        return bisect_left(self.start, start), bisect_right(self.end, end)

    def slice(self, first: int, last: int) -> str:
        """The text from one word up to, not including, another."""
        return self.text[self.start[first] : self.end[last - 1]] if first < last else ""

    def joins(self, i: int) -> bool:
        """True if only blanks on one line, and no sentence's end, stand between a word and the next one."""
        if i + 1 >= len(self.word) or self.sentence[i] != self.sentence[i + 1]:
            return False
        gap = self.text[self.end[i] : self.start[i + 1]] if self.start[i + 1] - self.end[i] < 4 else ""
        return bool(gap) and gap.isspace() and "\n" not in gap
