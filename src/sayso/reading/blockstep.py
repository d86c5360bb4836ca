"""The block step: labels the lines of a flat text; a page comes with its blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sayso.block import BLOCKS
from sayso.document import Document, LayerKey, Reading


@dataclass(frozen=True)
class BlockStep:
    """Labels blocks where intake has not, and notes the text's language where nobody has said it."""

    name: str = "blocks"
    version: str = "1"
    provides: tuple[LayerKey[Any], ...] = (BLOCKS,)
    requires: tuple[LayerKey[Any], ...] = ()

    def run(self, reading: Reading) -> Reading:
        """The reading with its blocks, in the order of the text."""
        from sayso.reading.blocks import label_text

        document = with_language(reading.document)
        reading = replace(reading, document=document)
        blocks = reading.layer(BLOCKS) if reading.has(BLOCKS) else label_text(document)
        return reading.with_layer(BLOCKS, blocks, self.name, self.version)


def with_language(document: Document) -> Document:
    """The document with its language filled from the text, if nobody has said it."""
    from sayso.reading.language import language_of

    if document.metadata.language:
        return document
    return replace(document, metadata=document.metadata.updated("text", language=language_of(document.text)))
