"""Second opinions on which words of a page are its main text; only their word runs are kept, never their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree
from lxml.html import HtmlElement

from sayso.intake.page.walk import folded

Gram: TypeAlias = "tuple[str, ...]"
_RUN = 4


def grams(words: tuple[str, ...]) -> list[Gram]:
    """All runs of four words."""
    return [words[i : i + _RUN] for i in range(len(words) - _RUN + 1)]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one oracle takes for main text: its runs of four words, and its shorter lines whole."""

    name: str
    runs: frozenset[Gram] = frozenset()
    lines: frozenset[Gram] = field(default=frozenset())

    def share(self, words: tuple[str, ...]) -> float:
        """The share of a block's words that the oracle has, 0 to 1; a block of less than four words counts whole or not."""
        if len(words) < _RUN:
            return float(bool(words) and words in self.lines)
        own = grams(words)
        return sum(gram in self.runs for gram in own) / len(own)


def opinion(name: str, text: str) -> Opinion:
    """The opinion that an oracle's text amounts to."""
    lines = [folded(re.sub(r"^\W+", "", line)) for line in text.splitlines()]
    return Opinion(
        name, frozenset(grams(tuple(word for line in lines for word in line))), frozenset(line for line in lines if line)
    )


def ask(root: HtmlElement, markup: str, least: int = 40) -> Opinion | None:
    """What trafilatura takes for main text, or resiliparse where that finds less than `least` words; None if neither does."""
    text = _trafilatura(root)
    if len(text.split()) >= least:
        return opinion("trafilatura", text)
    other = _resiliparse(markup)
    if len(other.split()) > max(least, 2 * len(text.split())):
        return opinion("resiliparse", other)
    return opinion("trafilatura", text) if text.strip() else None


def _trafilatura(root: HtmlElement) -> str:
    from trafilatura import extract

    try:
        return extract(root, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False) or ""
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ""


def _resiliparse(markup: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    try:
        return str(extract_plain_text(markup, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False))
    except (ValueError, TypeError, RuntimeError):
        return ""
