"""Lines that one publisher prints in many reports: furniture shows by its repetition."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from urllib.parse import urlsplit

from sayso.block import BODY, Block, Vote
from sayso.document import Document
from sayso.reading.blocks.lines import Line, lines_of

LEAST = 3
"""Different reports that must share a line before it counts as repeated."""

_DIGITS = re.compile(r"\d+")
_LONG = 60
_MOST = 200_000


class RepetitionStore:
    """Counts, per publisher, of the different reports in which a line stands, digits aside.

    A report with most of its long lines known already is a new version of one seen before and counts for nothing, so that
    updates and reprints do not turn their own words into furniture. Reports of an unknown publisher are not counted.
    """

    def __init__(self, least: int = LEAST) -> None:
        self.least = least
        self._counts: dict[str, dict[bytes, int]] = defaultdict(dict)
        self._seen: set[str] = set()

    def add(self, document: Document) -> None:
        """Count a document's lines; a second time changes nothing."""
        publisher = publisher_of(document)
        if publisher is None or document.id in self._seen:
            return
        self._seen.add(document.id)
        self._note(publisher, document.text, lines_of(document.text))

    def _note(self, publisher: str, text: str, lines: list[Line]) -> None:
        counts = self._counts[publisher]
        folded = {_hash(text[line.start : line.end]): line.end - line.start >= _LONG for line in lines}
        long = [key for key, is_long in folded.items() if is_long]
        if len(long) >= 3 and 2 * sum(key in counts for key in long) >= len(long):
            return
        for key in folded:
            if key in counts or len(counts) < _MOST:
                counts[key] = counts.get(key, 0) + 1

    def count(self, document: Document, line: str) -> int:
        """The number of different reports of the document's publisher that hold this line."""
        publisher = publisher_of(document)
        return 0 if publisher is None else self._counts[publisher].get(_hash(line), 0)


def relabelled(document: Document, blocks: tuple[Block, ...], seen: RepetitionStore) -> tuple[Block, ...]:
    """A page's blocks, where those of its text that other reports of the publisher repeat become furniture, by a further vote.

    The page is added to `seen`. Headlines, captions and corrections stay what the page's mark-up says they are.
    """
    seen.add(document)
    return tuple(_voted(block, seen.count(document, document[block.span]), seen.least) for block in blocks)


def _voted(block: Block, count: int, least: int) -> Block:
    if block.kind not in BODY | {"heading"} or count < least:
        return block
    vote = Vote("repetition", "furniture", 0.9, f"stands in {count} reports of the publisher")
    return replace(block, kind="furniture", detail="other", votes=(*block.votes, vote))


def publisher_of(document: Document) -> str | None:
    """The publisher's name in small letters, else the host of the address, else None."""
    if document.metadata.publisher:
        return document.metadata.publisher.casefold()
    try:
        host = urlsplit(document.metadata.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _hash(line: str) -> bytes:
    folded = _DIGITS.sub("0", " ".join(line.split())).casefold()
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
