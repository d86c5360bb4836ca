"""What a page says about its article in JSON-LD: objects of schema.org's Article types, flattened."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|Recipe)$|^(?:NewsArticle|LiveBlogPosting|CreativeWork)$")
_TAGS = re.compile(r"<[^<>]{1,300}>")
_MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Structured:
    """The first article object of a page's JSON-LD (empty if there is none) and its `articleBody` as plain text."""

    article: dict[str, Any]
    body: str


def structured(root: HtmlElement) -> Structured:
    """The page's article as its JSON-LD has it; broken JSON-LD counts as none."""
    articles: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            articles += [found for found in _objects(_loaded(script.text or "")) if _is_article(found)]
    articles.sort(key=lambda article: (not article.get("headline"), not article.get("datePublished")))
    bodies = [article["articleBody"] for article in articles if isinstance(article.get("articleBody"), str)]
    body = max(bodies, key=len, default="")
    return Structured(articles[0] if articles else {}, html.unescape(_TAGS.sub(" ", html.unescape(body))))


def _loaded(text: str) -> Any:
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
        .rstrip(";")
    )
    if not text or len(text) > _MOST:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects in lists and graphs, and what they are the main entity of; three levels down."""
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1) if depth < 4 else ()
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth < 4 and isinstance(value.get(key), (list, dict)):
                yield from _objects(value[key], depth + 1)


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def names_in(value: Any) -> tuple[str, ...]:
    """The names in a JSON-LD person, organisation, string or list of these, in order, without repetition."""
    if isinstance(value, str):
        return (" ".join(html.unescape(value).split()),) if value.strip() and not value.startswith(("http:", "https:")) else ()
    if isinstance(value, dict):
        return names_in(value.get("name"))
    if isinstance(value, list):
        return tuple(dict.fromkeys(name for item in value[:40] if not isinstance(item, list) for name in names_in(item)))
    return ()
