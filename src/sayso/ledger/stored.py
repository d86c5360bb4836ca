"""A ledger's reports back as documents and readings, to the letter."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from sayso.contract import SCHEMA_ID, from_json, to_json
from sayso.document import Document, Metadata, Reading
from sayso.errors import NotFoundError
from sayso.ledger.schema import READINGS, REPORTS, TEXTS, VERSIONS


def document_of(connection: Connection, version: int) -> Document:
    """The document of a version, its page's bytes with it; raises NotFoundError if there is no such version."""
    row = connection.execute(
        select(VERSIONS, REPORTS.c.url, TEXTS.c.text.label("words"), TEXTS.c.exact, TEXTS.c.raw)
        .join(TEXTS, TEXTS.c.id == VERSIONS.c.text).join(REPORTS, REPORTS.c.id == VERSIONS.c.report)
        .where(VERSIONS.c.id == version)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"there is no version {version} in this ledger; `sayso versions` lists them")
    return _document(row)


def reading_of(connection: Connection, version: int, *, reading: int | None = None) -> Reading:
    """The current reading of a version as the engine gave it, or the one with a number; raises NotFoundError."""
    document = document_of(connection, version)
    chosen = READINGS.c.current if reading is None else READINGS.c.id == reading
    found = connection.execute(select(READINGS.c.engine, READINGS.c.layers).where(READINGS.c.version == version, chosen)).one_or_none()
    if found is None:
        raise NotFoundError(f"version {version} has no such reading")
    return whole(document, found.engine, found.layers)


def whole(document: Document, engine: str, layers: bytes) -> Reading:
    """A reading put together from its document and what the readings table keeps of it."""
    value = to_json(Reading(document))
    value |= {"schema": SCHEMA_ID, "engine": json.loads(engine), **unpacked(layers)}
    reading = from_json(value)
    return Reading(document, reading.layers, reading.steps)


def unpacked(layers: bytes) -> dict[str, Any]:
    """The layers of a reading as plain values."""
    found: dict[str, Any] = json.loads(zlib.decompress(layers).decode("utf-8", "surrogatepass"))
    return found


def live_versions(connection: Connection) -> Iterator[int]:
    """The numbers of the latest version of every report."""
    yield from connection.execute(select(VERSIONS.c.id).where(VERSIONS.c.known_until.is_(None)).order_by(VERSIONS.c.id)).scalars()


def _document(row: Row[Any]) -> Document:
    text = row.words if row.exact is None else zlib.decompress(row.exact).decode("utf-8", "surrogatepass")
    told = {name: getattr(row, name) for name in ("published", "modified", "publisher", "wire", "title", "language") if name in _FIELDS}
    metadata = Metadata(url=row.url, authors=tuple(json.loads(row.authors)), sources=json.loads(row.sources), **told)
    return Document(text, metadata, None if row.raw is None else zlib.decompress(row.raw), row.origin)


_FIELDS = frozenset(Metadata.__dataclass_fields__)

