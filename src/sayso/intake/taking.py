"""An item decoded, and its page linearised: the costly half of intake, one report at a time, in any process."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from sayso.document import Document, Metadata
from sayso.errors import EmptyInputError
from sayso.intake.decode import decode
from sayso.intake.item import Intake, Item
from sayso.intake.sniffing import Form

_LISTS = frozenset({"url", "feed", "sitemap"})
"""Who knows a page from outside: the address that it was fetched from, and the lists that it stood in."""

_STATED = frozenset({"json-ld", "meta", "microdata"})
"""How a page speaks of itself on purpose; its headings and the times on it are guesses beside that."""


def taken(item: Item) -> Intake:
    """The item's document and, of a page, its blocks; what is known of it goes before what the page says.

    Only what a page states about itself goes before what the address and a feed or sitemap say of it; its canonical address
    does so within its own site.

    Raises InputError if there is no report to be had from it.
    """
    return _page(item) if item.form is Form.PAGE else _flat(item)


def _page(item: Item) -> Intake:
    from sayso.intake.page import read_page

    fetched = item.known.sources.get("url") in _LISTS
    document, blocks = read_page(item.raw, where=item.where, text_encoding=item.encoding, url=None if fetched else item.known.url)
    metadata = _together(document.metadata, item.known)
    return Intake(Document(document.text, metadata, document.raw, item.where), tuple(blocks), item.where, item.captured)


def _together(page: Metadata, known: Metadata) -> Metadata:
    better = {
        name for name, source in known.sources.items()
        if source in _LISTS and page.sources.get(name) in _STATED and (name != "url" or _one_site(page.url, known.url))
    }
    return page.overlaid(replace(known, sources={name: source for name, source in known.sources.items() if name not in better}))


def _one_site(one: str | None, other: str | None) -> bool:
    """True if the hosts of both addresses end in the same two names (www.gazette.example and amp.gazette.example)."""
    try:
        ends = [(urlsplit(url or "").hostname or "").rsplit(".", 2)[-2:] for url in (one, other)]
    except ValueError:
        return False
    return ends[0] == ends[1] != [""]


def _flat(item: Item) -> Intake:
    text = _text(item)
    if not text.strip():
        raise EmptyInputError(item.where, "holds only white space; there is nothing to read in it")
    return Intake(Document(text, item.known, None, item.where), None, item.where, item.captured)


def _text(item: Item) -> str:
    """The text; lone surrogates that JSON held survive where the sender says UTF-8."""
    if item.encoding and item.encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        try:
            return item.raw.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    return decode(item.raw, http=item.encoding, where=item.where).text
