"""The report as words: one pass over the stated blocks, with sentences, quotation and capitals noted for each word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.block import STATED, Block
from sayso.reading.naming.lists import HONORIFIC_DOTS

_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,6}}|(?:{'|'.join(HONORIFIC_DOTS.split())})\.(?=\s+\w)|[^\W\d_]\.(?=\s+[^\W\d_])"
    r"|['’]s\b|\w+(?:[-'’&](?!s\b)\w+)*|\n|[^\w\s]"
)
_OPEN, _CLOSE = "“«„", "”»"
_END = frozenset(".!?…")


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
        words._mark_careful()
        return words

    def _read(self, begin: int, until: int) -> None:
        quote = single = False
        fresh, ended = True, False
        self.count += 1
        for match in _WORD.finditer(self.text, begin, until):
            word = match[0]
            if word == "\n":
                fresh, quote, single = True, False, False
                continue
            letter = word[0].isalnum()
            if letter and ended and (word[0].isupper() or word[0].isdigit() or quote):
                fresh = True
            if letter and fresh:
                self.count += 1
            if word in _OPEN or word in _CLOSE or word == '"':
                quote = word in _OPEN or (word == '"' and not quote)
                fresh = fresh or (quote and letter)
            elif word == "‘" or (word == "'" and not single and self._gap(match.start())):
                single = True
            elif word in {"’", "'"}:
                single = False
            self._add(match, word, fresh and letter, quote or single)
            if letter:
                fresh = ended = False
            elif word in _END:
                ended = True
            elif word not in _CLOSE and word not in "\"'’)“‘(":
                ended = False

    def _gap(self, place: int) -> bool:
        return place == 0 or self.text[place - 1].isspace()

    def _add(self, match: re.Match[str], word: str, opens: bool, quoted: bool) -> None:
        self.word.append(word)
        self.low.append(word.lower().replace("’", "'"))
        self.start.append(match.start())
        self.end.append(match.end())
        self.sentence.append(self.count)
        self.opens.append(opens)
        self.quoted.append(quoted)

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
            titled = len(long) > 4 and capital >= 0.75 * len(long) and self.word[until - 1] not in _END
            if long and (shouted >= 0.7 * len(long) > 1.4 or titled):
                self.careful[begin:until] = [True] * (until - begin)
            begin = until

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
