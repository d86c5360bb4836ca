"""A report on its way in: an item as it came, an intake when it is decoded, a failure when it cannot be."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from sayso.block import Block
from sayso.document import Document, Metadata
from sayso.errors import InputError
from sayso.intake.sniffing import Form
from sayso.intake.warcseals import Seal


@dataclass(frozen=True, slots=True)
class Item:
    """One report as it came, neither decoded nor parsed yet: cheap to make, and it pickles.

    `where` names it (a path, `path:line`, `path, record 3`, an archive and a place in it, an address). `raw` are the bytes of a
    page or a text as `form` says, `encoding` the charset that HTTP stated, or "utf-8" where JSON, CSV or a feed has been decoded
    already, and one line of what a ledger exported. `known` is what the record, feed, archive or server says of the report, each field with its source; `captured` the
    UTC time at which it was taken from the web, if the input says so. `seal` is what an archive states of the bytes where nothing
    has checked them yet: `taken` does.
    """

    where: str
    raw: bytes
    form: Form
    known: Metadata = field(default_factory=Metadata)
    captured: str | None = None
    encoding: str | None = None
    seal: Seal | None = None

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal over all that the reading depends on: form, encoding, known metadata and the bytes."""
        about = {name: getattr(self.known, name) for name in sorted(self.known.sources)}
        head = json.dumps([self.form.value, self.encoding, about], sort_keys=True)
        return hashlib.sha256(head.encode() + b"\n" + self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Intake:
    """A document ready to be read; `blocks` is None for flat text, which has no markup to tell its parts by."""

    document: Document
    blocks: tuple[Block, ...] | None
    where: str
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or a record in one, that could not be read, and why."""

    where: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of inputs has come: `done` documents and failures so far, and the input now being opened."""

    where: str
    done: int


def text_bytes(text: str) -> bytes:
    """A text that is decoded already as the UTF-8 of an item, from which `taken` gets back exactly this text."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""  # one mark is dropped in decoding; the text's own stays
    return (mark + text).encode("utf-8", "surrogatepass")
