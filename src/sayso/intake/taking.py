"""An item decoded, and its page linearised: the costly half of intake, one report at a time, in any process."""

from __future__ import annotations

from sayso.document import Document
from sayso.errors import EmptyInputError
from sayso.intake.decode import decode
from sayso.intake.item import Intake, Item
from sayso.intake.sniffing import Form


def taken(item: Item) -> Intake:
    """The item's document and, of a page, its blocks; what is known of it goes before what the page says.

    Raises InputError if there is no report to be had from it.
    """
    return _page(item) if item.form is Form.PAGE else _flat(item)


def _page(item: Item) -> Intake:
    from sayso.intake.page import read_page

    document, blocks = read_page(item.raw, where=item.where, text_encoding=item.encoding, url=item.known.url)
    metadata = document.metadata.overlaid(item.known)
    return Intake(Document(document.text, metadata, document.raw, item.where), tuple(blocks), item.where, item.captured)


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
