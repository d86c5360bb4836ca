"""An entry of a feed, whatever the feed's format, and the item that its own words make."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from sayso.document import Metadata
from sayso.errors import EmptyInputError
from sayso.intake.agencies import agency
from sayso.intake.item import Failure, Item, text_bytes
from sayso.intake.sniffing import Form

_TAG = re.compile(r"<[^<>]{0,2000}>")
_CUT_SHORT = re.compile(r"(?:…|\.{3}|\[(?:…|\.{3}|&#8230;)\]|(?:read|see) more\W*|continue reading[^.]{0,80}|full (?:story|article)\W*)\s*$", re.IGNORECASE)
_FULL_WORDS = 60
_FULL_SUMMARY = 250


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one report.

    `published` and `updated` are ISO 8601 (a day or a UTC time); `publisher` is the feed's title, `source` the original
    publisher where the entry names one. `html` or `text` are the entry's own words, neither where it has none; `full` is true
    if they look like the whole report rather than a summary of it.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    source: str | None = None
    html: str | None = None
    text: str | None = None
    full: bool = False
    language: str | None = None

    @property
    def known(self) -> Metadata:
        """What the feed says, each field noted as coming from it.

        An original publisher that is a news agency is credited; any other one is the publisher, for then the feed is a collection.
        """
        wire = agency(self.source)
        return Metadata().updated(
            "feed", url=self.url, title=self.title, published=self.published, modified=self.updated, authors=self.authors,
            publisher=self.publisher if wire else self.source or self.publisher, wire=wire, language=self.language,
        )  # fmt: skip


def words_of(markup: str) -> str:
    """The words of a snippet of markup, good enough to count and compare them."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def is_full(words: str, *, summary: bool) -> bool:
    """True if so many words, which do not break off, look like a whole report; a summary has to be long for that."""
    return (_FULL_SUMMARY if summary else _FULL_WORDS) <= len(words.split()) and not _CUT_SHORT.search(words[-120:])


def item_of(entry: Entry, where: str) -> Item | Failure:
    """The item of an entry's own words, under its title where they do not begin with it."""
    title = entry.title or ""
    if entry.html:
        words = words_of(entry.html)
        head = f"<h1>{html.escape(title, quote=False)}</h1>" if title and not _opens_with(words, title) else ""
        page = f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body><article>{head}{entry.html}</article></body></html>"
        if words or head:
            return Item(where, text_bytes(page), Form.PAGE, entry.known, None, "utf-8")
    text = entry.text or ""
    if title and not _opens_with(text, title):
        text = f"{title}\n\n{text}" if text.strip() else title
    if text.strip():
        return Item(where, text_bytes(text), Form.TEXT, entry.known, None, "utf-8")
    return Failure(where, EmptyInputError(where, "is an entry without a title and without any text"))


def _opens_with(words: str, title: str) -> bool:
    return " ".join(title.split()).casefold() in " ".join(words[: 4 * len(title) + 200].split()).casefold()
