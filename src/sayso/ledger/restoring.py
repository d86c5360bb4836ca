"""A report as another ledger kept and exported it, ready to be kept in this one: with its captures and its readings; nothing is read anew."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, replace
from typing import Any

from sayso.contract import from_json
from sayso.document import Document
from sayso.errors import SpanError, UnsupportedFormatError
from sayso.intake.item import Item
from sayso.ledger.kept import keepable, kept
from sayso.ledger.rows import Extract, dumped, extract, packed
from sayso.ledger.stored import whole
from sayso.ledger.versions import Capture
from sayso.schema import misfit

MOST_PAGE = 256 * 1024 * 1024
"""Bytes beyond which an unpacked page counts as built to fill the memory."""


@dataclass(frozen=True, slots=True)
class Read:
    """A reading as it was kept: what read it, when, and its layers compressed."""

    engine: str
    read_at: str
    layers: bytes


@dataclass(frozen=True, slots=True)
class Past:
    """What another ledger knew of a version: what told its report apart, its captures, oldest first, its readings, the current one last."""

    key: str
    place: str | None
    captures: tuple[Capture, ...]
    readings: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A version ready to be kept again."""

    document: Document
    extract: Extract
    past: Past


def restored(item: Item) -> Restored:
    """The version that a line of an export holds; raises UnsupportedFormatError for one that is damaged or that no ledger wrote."""
    value = json.loads(item.raw.decode("utf-8", "surrogatepass"))
    value = value.get("earlier", value)
    wrong = misfit(value, kept())
    if wrong:
        raise UnsupportedFormatError(item.where, f"is no report as sayso exports it ({wrong}); export the ledger again")
    try:
        found = _restored(value)
    except (SpanError, KeyError, TypeError, ValueError, zlib.error) as error:
        raise UnsupportedFormatError(item.where, f"is no report as sayso exports it ({error}); export the ledger again") from error
    return found


def _restored(value: dict[str, Any]) -> Restored:
    beside, document = value["ledger"], replace(from_json(value).document, raw=_page(value["ledger"]["page"]))
    if document.id != value["document"]["id"]:
        raise ValueError("its text is not the one that its digest names")
    if [one["current"] for one in beside["readings"]].count(True) != 1:
        raise ValueError("not exactly one of its readings is the current one")
    past = tuple(_read(one, value) for one in sorted(beside["readings"], key=lambda one: bool(one["current"])))
    for one in past:
        found = extract(whole(document, one.engine, one.layers))
    if not keepable([beside["key"], beside["place"], *found.rows.values()]):
        raise ValueError("its records hold characters that no ledger keeps")
    captures = (Capture(document.id, one["captured_at"], one["published"], one["modified"]) for one in beside["captures"])
    whence = Past(beside["key"], beside["place"], tuple(sorted(captures, key=lambda capture: capture.order)), past)
    return Restored(document, replace(found, engine=past[-1].engine, layers=past[-1].layers), whence)


def _read(one: dict[str, Any], value: dict[str, Any]) -> Read:
    """A reading; the current one has the layers of the line itself unless a correction changed those."""
    layers = one["layers"] if one["layers"] is not None else {name: found for name, found in value.items() if name not in _NO_LAYERS}
    return Read(dumped(one["engine"]), one["read_at"], packed(layers))


_NO_LAYERS = frozenset({"schema", "engine", "document", "ledger"})


def _page(written: str | None) -> bytes | None:
    if written is None:
        return None
    try:
        unpacking = zlib.decompressobj()
        page = unpacking.decompress(base64.b64decode(written, validate=True), MOST_PAGE)
    except (binascii.Error, zlib.error) as error:
        raise ValueError("the page in it is damaged") from error
    if not unpacking.eof:
        raise ValueError("the page in it is cut off, or larger than any page")
    return page
