"""JSON Feed, versions 1 and 1.1 (jsonfeed.org), as entries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import UnsupportedFormatError
from sayso.intake.entries import Entry, is_full, words_of
from sayso.intake.records import day_or_time

VERSION = "https://jsonfeed.org/version/"


def entries(text: str, where: str) -> tuple[Entry, ...]:
    """The entries of a JSON Feed; raises UnsupportedFormatError if the text is none."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnsupportedFormatError(where, "is no feed: neither XML nor valid JSON; load it again") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not (_text(feed.get("version")) or "").startswith(VERSION):
        raise UnsupportedFormatError(where, "is JSON, but no feed that sayso knows (JSON Feed names its version and has items)")
    return tuple(_entries(feed, [item for item in items if isinstance(item, dict)]))


def _entries(feed: Mapping[str, Any], items: list[Mapping[str, Any]]) -> Iterator[Entry]:
    from sayso.intake.feeds import language_tag, publisher_named

    for item in items:
        markup, plain = _text(item.get("content_html")), _text(item.get("content_text"))
        summary = _text(item.get("summary"))
        url = _address(item)
        yield Entry(
            url=url,
            title=_text(item.get("title")),
            published=day_or_time(item.get("date_published")),
            updated=day_or_time(item.get("date_modified")),
            authors=_authors(item) or _authors(feed),
            publisher=publisher_named(_text(feed.get("title")), url or _text(feed.get("home_page_url"))),
            html=markup,
            text=None if markup else plain or summary,
            full=is_full(words_of(markup) if markup else plain or summary or "", summary=not (markup or plain)),
            language=language_tag(_text(item.get("language")) or _text(feed.get("language"))),
        )


def _address(item: Mapping[str, Any]) -> str | None:
    """The report's own address; `external_url` is what it writes about, and only stands in."""
    for field in ("url", "id", "external_url"):
        url = _text(item.get(field))
        if url and url.startswith(("http://", "https://")):
            return url
    return None


def _authors(part: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors' names; version 1 has one author as an object."""
    said = part.get("authors") if isinstance(part.get("authors"), list) else [part.get("author")]
    names = (_text(author.get("name")) for author in said or () if isinstance(author, dict))
    return tuple(dict.fromkeys(name.strip() for name in names if name))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
