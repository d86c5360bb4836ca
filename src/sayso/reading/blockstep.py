"""The block step: labels the lines of a flat text; a page comes with its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.block import BLOCKS, Block
from sayso.document import Document, LayerKey, Reading

_AGENCY = re.compile(r"\((?P<name>[A-Z][\w.&' -]{1,38})\)")


@dataclass(frozen=True)
class BlockStep:
    """Labels blocks where intake has not, and notes the text's language and its agency where nobody has said them."""

    name: str = "blocks"
    version: str = "2"
    provides: tuple[LayerKey[Any], ...] = (BLOCKS,)
    requires: tuple[LayerKey[Any], ...] = ()

    def run(self, reading: Reading) -> Reading:
        """The reading with its blocks, in the order of the text."""
        from sayso.reading.blocks import label_text

        document = with_language(reading.document)
        reading = replace(reading, document=document)
        blocks = reading.layer(BLOCKS) if reading.has(BLOCKS) else label_text(document)
        reading = replace(reading, document=with_publisher(document, blocks))
        return reading.with_layer(BLOCKS, blocks, self.name, self.version)


def with_language(document: Document) -> Document:
    """The document with its language filled from the text, if nobody has said it."""
    from sayso.reading.language import language_of

    if document.metadata.language:
        return document
    return replace(document, metadata=document.metadata.updated("text", language=language_of(document.text)))


def with_publisher(document: Document, blocks: Sequence[Block]) -> Document:
    """The document with the paper above its headline, or the agency of its dateline ("MOSCOW, Nov 7 (Nordwire) -"), as publisher, if nobody has said who that is."""
    from sayso.reading.naming.tables import tables

    if document.metadata.publisher:
        return document
    above = next((b for b in blocks if b.detail == "masthead"), None)
    if above is not None:
        return replace(document, metadata=document.metadata.updated("text", publisher=tables().masthead(document.text[above.start : above.end])))
    dateline = next((b for b in blocks if b.kind == "dateline"), None)
    agency = _AGENCY.search(document.text, dateline.start, dateline.end) if dateline else None
    if agency is None:
        return document
    known = tables().outlet(agency["name"])
    return replace(document, metadata=document.metadata.updated("text", publisher=known.name if known else agency["name"]))
