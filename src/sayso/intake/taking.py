"""An item decoded, and its page linearised: the costly half of intake, one report at a time, in any process."""

from __future__ import annotations

from dataclasses import replace

from sayso.block import Block
from sayso.document import Document
from sayso.errors import EmptyInputError
from sayso.intake.addresses import cleaned
from sayso.intake.decode import decode
from sayso.intake.item import Intake, Item
from sayso.intake.sniffing import Form
from sayso.intake.wires import credited


def taken(item: Item) -> Intake:
    """The item's document and, of a page, its blocks; what is known of it goes before what the page says.

    Raises InputError if there is no report to be had from it.
    """
    return _page(item) if item.form is Form.PAGE else _flat(item)


def _page(item: Item) -> Intake:
    from sayso.intake.page import read_page

    document, blocks = read_page(item.raw, where=item.where, text_encoding=item.encoding, url=item.known.url)
    said, known = document.metadata, item.known
    metadata = said.overlaid(known)
    if said.url and known.url:  # the page's own address, or the given one cleaned: see `addresses`
        source = said.sources["url"]
        metadata = metadata.updated(known.sources["url"] if source == "option" else source, url=said.url)
    return _intake(item, Document(document.text, metadata, document.raw, item.where), tuple(blocks))


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
