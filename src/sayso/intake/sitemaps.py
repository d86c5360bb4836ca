"""Sitemaps (sitemaps.org, with the news extension) and indexes of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sayso.document import Metadata
from sayso.errors import HostileInputError, UnsupportedFormatError
from sayso.intake.decode import decode
from sayso.intake.gzipped import MAGIC, unpacked
from sayso.intake.records import day_or_time
from sayso.intake.xml import local_name, refuse_declarations

MOST_BYTES = 50 * 1024 * 1024
"""The largest sitemap that the protocol allows, unpacked."""

MOST_ENTRIES = 50_000
"""The most addresses that the protocol allows in one sitemap."""

_LONGEST = 4_000
_MEDIA = re.compile(r"-(?:image|video)/[^}]*\}")


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address of a sitemap; `sitemap` is true if it is another sitemap, false for a page.

    `modified` and `published` are ISO 8601, a day or a UTC time; `publisher`, `published`, `title` and `language` are there
    where the sitemap has them (the news extension).
    """

    url: str
    sitemap: bool = False
    modified: str | None = None
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None

    @property
    def known(self) -> Metadata:
        """What the sitemap says of the page, each field noted as coming from it."""
        return Metadata().updated(
            "sitemap", url=self.url, title=self.title, published=self.published, publisher=self.publisher, language=self.language
        )


def sitemap_entries(raw: bytes, where: str) -> tuple[SitemapEntry, ...]:
    """The addresses in a sitemap or an index of sitemaps, gzipped or not, in its order; at most 50,000.

    Raises InputError if it is none, is larger than 50 MiB, lists more than 50,000 addresses, or declares entities.
    """
    if raw.startswith(MAGIC):
        raw = unpacked(raw, where, MOST_BYTES)
    if len(raw) > MOST_BYTES:
        raise HostileInputError(where, "is larger than the 50 MiB that a sitemap may have")
    text = decode(raw, html=True, where=where).text
    if text.lstrip("\ufeff").startswith(("http://", "https://")):
        return _limited((SitemapEntry(line.strip()) for line in text.lstrip("\ufeff").splitlines() if _is_address(line.strip())), where)
    refuse_declarations(text, where)
    try:
        found = _limited(_parsed(raw), where)
    except etree.XMLSyntaxError as error:
        raise UnsupportedFormatError(where, f"is no valid XML (line {error.lineno}); load it again") from error
    if not found:
        raise UnsupportedFormatError(where, "lists no page and no sitemap")
    return found


def _limited(entries: Iterator[SitemapEntry], where: str) -> tuple[SitemapEntry, ...]:
    found: list[SitemapEntry] = []
    for entry in entries:
        if len(found) == MOST_ENTRIES:
            raise HostileInputError(where, "lists more than the 50,000 addresses that a sitemap may have")
        found.append(entry)
    return tuple(found)


def _parsed(raw: bytes) -> Iterator[SitemapEntry]:
    """One entry at a time, forgotten by the parser when it is read; nothing is fetched, no entity is expanded."""
    parsing = etree.iterparse(
        io.BytesIO(raw), events=("end",), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    for _, element in parsing:
        entry = _entry(element)
        if entry:
            yield entry
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _entry(element: etree._Element) -> SitemapEntry | None:
    fields: dict[str, str] = {}
    for child in element.iter("{*}*"):
        text = " ".join((child.text or "").split())
        # Images and videos have a title and a `loc` of their own.
        if text and len(text) < _LONGEST and not _MEDIA.search(str(child.tag)):
            fields.setdefault(local_name(child.tag), text)
    url = fields.get("loc", "")
    if not _is_address(url):
        return None
    return SitemapEntry(
        url, local_name(element.tag) == "sitemap", day_or_time(fields.get("lastmod")), day_or_time(fields.get("publication_date")),
        fields.get("title"), fields.get("name"), fields.get("language"),
    )  # fmt: skip


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text) < _LONGEST and not any(mark.isspace() for mark in text)
