"""RSS 0.9 to 2.0, Atom and JSON Feed as entries, the same for all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import UnsupportedFormatError
from sayso.intake import jsonfeed
from sayso.intake.addresses import completed
from sayso.intake.decode import decode
from sayso.intake.entries import Entry, is_full, item_of, words_of
from sayso.intake.item import Failure, Item
from sayso.intake.records import day_or_time
from sayso.intake.xml import refuse_declarations

_TITLE_BREAK = re.compile(r"\s+[|–—»>·•:-]+\s+|\s+[»>]\s*")
_NOISE = re.compile(r"\b(?:rss|atom|json)?\s*feeds?$|\brss$|^rss\b", re.IGNORECASE)
_AUTHOR_MAIL = re.compile(r"^\S+@\S+\s*\((?P<name>[^)]+)\)$")
_NAME_BREAKS = re.compile(r"\s*;\s*|\s*,\s+|\s+and\s+")


def feed_entries(raw: bytes, where: str) -> tuple[Entry, ...]:
    """The entries of a feed in its order: RSS, Atom or JSON Feed, told by the bytes; `where` completes relative addresses if it is one.

    Raises InputError if it is no feed, has no entries, or declares entities.
    """
    text = decode(raw, html=True, where=where).text
    if text.lstrip("\ufeff \t\r\n")[:1] == "{":
        found = jsonfeed.entries(text, where)
    else:
        refuse_declarations(text, where)
        found = tuple(_entries(_parsed(text, where), where))
    if not found:
        raise UnsupportedFormatError(where, "is a feed without entries; there is nothing to read in it")
    return found


def feed_items(raw: bytes, where: str) -> Iterator[Item | Failure]:
    """An item of each entry's own words; an entry without any fails alone."""
    for number, entry in enumerate(feed_entries(raw, where), 1):
        yield item_of(entry, f"{where}, entry {number}")


def _parsed(text: str, where: str) -> Any:
    import feedparser

    # Text as it is: no markup taken out, no address rewritten in it. A stream, for a string would be taken for an address.
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")), response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False, resolve_relative_uris=False,
    )  # fmt: skip
    if not parsed.get("version") and not parsed.entries:
        raise UnsupportedFormatError(where, "is XML, but no feed that sayso knows (RSS, Atom, JSON Feed)")
    return parsed


def _entries(parsed: Any, where: str) -> Iterator[Entry]:
    feed = parsed.feed
    base = web_address(where, _text(feed.get("link")) or "")
    rss = str(parsed.get("version") or "").startswith("rss")
    for found in parsed.entries:
        url = _address(found, base)
        content, summary = _content(found)
        markup, plain = content or summary
        words = words_of(markup) if markup else plain
        published, updated = _moment(found, "published") or _moment(found, "created"), _moment(found, "updated")
        if rss and not published:  # RSS 1.0 has one date only (dc:date), and it is that of publication
            published, updated = updated, None
        yield Entry(
            url=url,
            title=words_of(_text(found.get("title")) or "") or None,
            published=published,
            updated=updated,
            authors=_authors(found),
            publisher=publisher_named(_text(found.get("publisher")) or _text(feed.get("publisher")) or _text(feed.get("title")), url or base),
            source=_source(found),
            html=markup or None,
            text=None if markup else plain or None,
            full=is_full(words, summary=content is None),
            language=language_tag(_text(feed.get("language"))),
        )


def _content(found: Any) -> tuple[tuple[str, str] | None, tuple[str, str]]:
    """The entry's content, if it has one, and its summary: each as markup and as plain text, one of which is empty."""
    contents = [part for part in found.get("content", ()) if _text(part.get("value"))]
    summary = found.get("summary_detail") or {"value": found.get("summary", ""), "type": "text/html"}
    best = max(contents, key=lambda part: len(part["value"]), default=None)
    return (_two_ways(best) if best else None), _two_ways(summary)


def _two_ways(part: Any) -> tuple[str, str]:
    value = _text(part.get("value")) or ""
    return (value, "") if "html" in part.get("type", "") and re.search(r"<[a-zA-Z!/]|&#?\w+;", value) else ("", value)


def _address(found: Any, base: str | None) -> str | None:
    """The report's address: the link, completed with the feed's own if it is relative, else an id that is an address."""
    links = (web_address(base or "", said.strip()) for said in filter(None, map(_text, (found.get("feedburner_origlink"), found.get("link")))))
    return next(filter(None, links), None) or web_address("", _text(found.get("id")) or "")


def web_address(base: str, said: str) -> str | None:
    """An address of the web, completed with another one if that is one; None for what is none, or for one that nobody could follow."""
    url = completed(base if base.startswith(("http://", "https://")) else None, said)
    return url if url.startswith(("http://", "https://")) else None


def _moment(found: Any, field: str) -> str | None:
    """A date in UTC; feedparser's reading where it could tell, for times without an offset the day alone."""
    # `found.get("updated")` falls back on `published` with a warning; only what the entry itself has counts.
    written = _text(dict.get(found, field))
    told = day_or_time(written) if written else None
    parsed = dict.get(found, f"{field}_parsed") if told is None else None
    if parsed is None:
        return told
    try:
        return date(*parsed[:3]).isoformat()
    except (ValueError, TypeError):
        return None


def _authors(found: Any) -> tuple[str, ...]:
    whole = _text(found.get("author")) or ""
    names = [_text(author.get("name")) or "" for author in found.get("authors", ())]
    if _AUTHOR_MAIL.match(whole.strip()) or not any(names):
        names = [whole]
    parts = [part for name in names for part in _split_names(name)]
    return tuple(dict.fromkeys(part for part in parts if part and "@" not in part))


def _split_names(name: str) -> list[str]:
    match = _AUTHOR_MAIL.match(name.strip())
    return _NAME_BREAKS.split(re.sub(r"^by\s+", "", (match["name"] if match else name).strip(), flags=re.IGNORECASE))


def _source(found: Any) -> str | None:
    source = found.get("source")
    name = source.get("title") or source.get("value") if isinstance(source, dict) else None
    return words_of(_text(name) or "") or None


def publisher_named(title: str | None, url: str | None) -> str | None:
    """The publisher in a feed's title: the part that its address spells, else the whole without the word "feed".

    "World news | The Velm Gazette" at velmgazette.example is "The Velm Gazette".
    """
    plain = words_of(title or "")
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(url or "").hostname or ""))
    for part in (_NOISE.sub("", part).strip() for part in _TITLE_BREAK.split(plain)):
        letters = re.sub(r"[^a-z0-9]", "", part.casefold().removeprefix("the "))
        if len(letters) >= 3 and letters in host:
            return part
    return _NOISE.sub("", plain).strip(" -|–—»:") or None


def language_tag(value: str | None) -> str | None:
    """The primary subtag: "en" for "en-GB"."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", value or "")
    return match[1].lower() if match else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
