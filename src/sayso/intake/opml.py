"""OPML (opml.org): the lists of feeds that feed readers export."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from sayso.errors import UnsupportedFormatError
from sayso.intake.decode import decode
from sayso.intake.xml import local_name, refuse_declarations

MOST_FEEDS = 50_000
_BARE = re.compile(r"&(?!#?\w{1,20};)")


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """A feed that a list names, with the title that it has there."""

    url: str
    title: str | None = None


def opml_feeds(raw: bytes, where: str) -> tuple[FeedAddress, ...]:
    """The feeds of an OPML list in its order, each once, at most 50,000.

    Raises InputError if it is no OPML, names no feed, or declares entities.
    """
    text = decode(raw, html=True, where=where).text
    refuse_declarations(text, where)
    # Lists that programs write are often not quite XML (a bare ampersand in an address): as much as can be read is read.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8")
    try:
        root = etree.fromstring(_BARE.sub("&amp;", text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or local_name(root.tag).lower() != "opml":
        raise UnsupportedFormatError(where, "is no OPML list of feeds")
    found: dict[str, FeedAddress] = {}
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if url.startswith(("http://", "https://")) and len(found) < MOST_FEEDS:
            found.setdefault(url, FeedAddress(url, outline.get("title") or outline.get("text") or None))
    if not found:
        raise UnsupportedFormatError(where, "is an OPML list that names no feed")
    return tuple(found.values())
