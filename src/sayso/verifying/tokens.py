"""A quotation and a report as words that can be compared: typography aside, editors' brackets and ellipses understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from sayso.document import Span

Sort = Literal["word", "ellipsis", "bracket"]

_WORDS = (
    r"(?P<number>(?:(?<!\w)[-−–])?(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+|\d+)(?:[.,’']\d+)*)"
    r"|(?P<sign>[$€£¥₽%‰])"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[’'ʼ­\u0300-\u036f](?=[^\W_])|\[[^\W\d_]{1,3}\](?=[^\W_]))*)"
)
_PLAIN = re.compile(_WORDS)
_TOKEN = re.compile(
    r"(?P<link>\]\([^()\s]*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)|\[\^[^\[\]\s]+\])"
    r"|(?P<ellipsis>\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.(?:\s?\.)?)"
    r"|(?P<bracket>\[(?P<inside>[^\[\]\n]{1,120})\](?P<linked>\()?)"
    rf"|{_WORDS}",
)
_INITIAL = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "­": None})
_SIGNS = {"%": "percent"}


class Token(NamedTuple):
    """A word, or an editor's device. `form` is what is compared; `start` and `end` say where it stands, `printed` how.

    An ellipsis stands for words left out; a bracket for an editor's words instead of, or beside, the speaker's. (A tuple, for a report has thousands.)
    """

    form: str
    start: int
    end: int
    sort: Sort = "word"
    printed: str = ""


def tokens(text: str, spans: Iterable[Span] | None = None) -> list[Token]:
    """The words of the spans (of the whole text without any) in order, without ellipses and brackets as such: for a report."""
    listed = list(spans) if spans is not None else [Span(0, len(text))]
    if any("[" in text[start:end] for start, end in listed):
        return [token for token in _tokens(text, listed, devices=False) if token.sort == "word"]
    return [Token(form_of(m[0]), m.start(), m.end(), printed=m[0]) for start, end in listed for m in _PLAIN.finditer(text, start, end)]


def forms(text: str) -> set[str]:
    """The forms of the words of a text that holds no editor's devices, each once."""
    return {form_of(match[0]) for match in _PLAIN.finditer(text)}


def pattern(text: str, spans: Iterable[Span]) -> list[Token]:
    """The words of a quotation, with ellipses and brackets as the devices of an editor; none at its edges."""
    found = [token for token in _tokens(text, spans, devices=True) if token.form != "[sic]"]
    while found and found[0].sort == "ellipsis":
        del found[0]
    while found and found[-1].sort == "ellipsis":
        del found[-1]
    return found


def printed(words: Iterable[Token]) -> str:
    """The words as they are printed, between them single spaces."""
    return " ".join(token.printed for token in words)


def plain(words: Iterable[Token]) -> list[str]:
    """The forms alone."""
    return [token.form for token in words]


def _tokens(text: str, spans: Iterable[Span] | None, *, devices: bool) -> list[Token]:
    found: list[Token] = []
    for start, end in spans if spans is not None else [Span(0, len(text))]:
        at = start
        while match := _TOKEN.search(text, at, end):
            at = match.end()
            if match["link"] is not None:
                continue
            if match["bracket"] is not None and (not devices or match["linked"] or _initial(text, match, end)):
                at = match.start() + 1  # what stands in it are words of the text
                if devices and not match["linked"] and _initial(text, match, end):
                    at = _joined(text, match, end, found)
                continue
            if match["ellipsis"] is not None or match["bracket"] is not None:
                if devices:
                    found.append(_device(match))
                continue
            found.append(Token(form_of(match[0]), match.start(), match.end(), printed=match[0]))
    return found


def _initial(text: str, match: re.Match[str], end: int) -> bool:
    """True for "[T]he": the bracket changes a letter, not a word."""
    return match.end() < end and len(match["inside"]) == 1 and text[match.end()].isalnum()


def _joined(text: str, match: re.Match[str], end: int, found: list[Token]) -> int:
    rest = _TOKEN.match(text, match.end(), end)
    stop = rest.end() if rest else match.end()
    found.append(Token(form_of(match["inside"] + text[match.end() : stop]), match.start(), stop, printed=text[match.start() : stop]))
    return stop


def _device(match: re.Match[str]) -> Token:
    if match["ellipsis"] is not None:
        return Token("…", match.start(), match.end(), "ellipsis", "…")
    inside = " ".join(form_of(word) for word in re.findall(r"\w+(?:['’]\w+)*", match["inside"]))
    return Token(f"[{inside}]", match.start(), match.end(), "bracket", match[0].removesuffix("("))


@lru_cache(maxsize=1 << 16)
def form_of(word: str) -> str:
    """The word as it is compared: compatibility forms and apostrophes made one, small letters, no marks of thousands.

    "US" stays in capitals, for it is another word than "us".
    """
    word = unicodedata.normalize("NFKC", _INITIAL.sub(r"\1", word)).translate(_APOSTROPHES)
    if word[-1:].isdigit():
        return re.sub(r"(?<=\d)[, ' ](?=\d{3}(?!\d))", "", word.replace("–", "-").replace("−", "-"))
    if word in _SIGNS:
        return _SIGNS[word]
    if 1 < len(word) <= 3 and word.isupper() and word.casefold() in _TWO_MEANINGS:
        return word
    return word.casefold()


_TWO_MEANINGS = frozenset({"us", "it", "who"})
