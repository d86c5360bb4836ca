"""An item decoded, and its page linearised: the costly half of intake, one report at a time, in any process."""

from __future__ import annotations

import json
from dataclasses import replace

from sayso.block import Block
from sayso.document import Document, Metadata
from sayso.errors import EmptyInputError, InputError
from sayso.intake.addresses import cleaned
from sayso.intake.decode import decode
from sayso.intake.item import Intake, Item, text_bytes
from sayso.intake.records import record_of
from sayso.intake.sniffing import Form
from sayso.intake.wires import credited

_LISTS = frozenset({"url", "feed", "sitemap"})
"""Who knows a page from outside: the address that it was fetched from, and the lists that it stood in."""

_STATED = frozenset({"json-ld", "meta", "microdata"})
"""How a page speaks of itself on purpose; its headings and the times on it are guesses beside that."""


def taken(item: Item) -> Intake:
    """The item's document and, of a page, its blocks; what is known of it goes before what the page says.

    Only what a page states about itself goes before what the address and a feed or sitemap say of it.

    Raises InputError if there is no report to be had from it, or its bytes do not fit what its archive states of them.
    """
    if item.seal and not item.seal.fits(item.raw):
        raise InputError(item.where, "is damaged: its bytes do not fit the digest in its header")
    if item.form is Form.KEPT:
        item = _told(item)
    return _page(item) if item.form is Form.PAGE else _flat(item)


def _told(item: Item) -> Item:
    """The report that a ledger kept as the record of a text."""
    record = record_of(json.loads(item.raw.decode("utf-8", "surrogatepass")), item.where)
    return Item(item.where, text_bytes(record.text), Form.TEXT, record.metadata.overlaid(item.known), item.captured, "utf-8")


def _page(item: Item) -> Intake:
    from sayso.intake.page import read_page

    document, blocks = read_page(item.raw, where=item.where, text_encoding=item.encoding, url=item.known.url)
    metadata = _together(document.metadata, item.known)
    return _intake(item, Document(document.text, metadata, document.raw, item.where), tuple(blocks))


def _together(said: Metadata, known: Metadata) -> Metadata:
    """What a page says of itself, and what is known of it."""
    stated = {name for name, source in known.sources.items() if source in _LISTS and said.sources.get(name) in _STATED}
    metadata = said.overlaid(replace(known, sources={name: source for name, source in known.sources.items() if name not in stated}))
    if said.url and known.url:  # the page's own address, or the given one cleaned: see `addresses`
        source = said.sources["url"]
        metadata = metadata.updated(known.sources["url"] if source == "option" else source, url=said.url)
    return metadata


def _flat(item: Item) -> Intake:
    text = _text(item)
    if not text.strip():
        raise EmptyInputError(item.where, "holds only white space; there is nothing to read in it")
    known = item.known
    if known.url:
        known = known.updated(known.sources["url"], url=cleaned(known.url))
    return _intake(item, Document(text, known, None, item.where), None)


def _intake(item: Item, document: Document, blocks: tuple[Block, ...] | None) -> Intake:
    return Intake(replace(document, metadata=credited(document, blocks)), blocks, item.where, item.captured)


def _text(item: Item) -> str:
    """The text; lone surrogates that JSON held survive where the sender says UTF-8."""
    if item.encoding and item.encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        try:
            return item.raw.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    return decode(item.raw, http=item.encoding, where=item.where).text
