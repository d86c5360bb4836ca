"""What is known about a page: JSON-LD first, then Open Graph and other meta elements, microdata, its own marks, libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from sayso.document import Metadata
from sayso.intake.addresses import cleaned, trusted
from sayso.intake.agencies import agency
from sayso.intake.page.structured import Structured, names_in

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date", "publication_date", "pubdate",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
    "revised",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_SOURCES = ("source", "dc.source", "article:source", "article:provider", "provider", "syndication-source", "news_source")
_BY = re.compile(r"^\s*(?:written\s+by|by|von|par|por|di|oleh|text)[:\s]+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|\||\band\b|\bund\b|\bet\b|&)\s*")
_TAIL = re.compile(r"\s+[|–—·•»-]\s+[^|–—·•»]{2,40}$")


def metadata(root: HtmlElement, said: Structured, url: str | None) -> Metadata:
    """The page's metadata, each field with where it came from; fields that nothing states are left None."""
    metas = _metas(root)
    known = Metadata()
    shown = _only_h1(root)
    for source, fields in _stated(root, metas, said, url):
        missing = {name: value for name, value in fields.items() if value and not getattr(known, name)}
        title = missing.get("title")
        if title and shown and title != shown and _TAIL.sub("", title) == shown:
            missing["title"] = shown  # without the site's name behind it
        known = known.updated(source, **missing)
    return known


def described(root: HtmlElement, said: Structured) -> tuple[str, ...]:
    """The page's own summaries of its article, for finding the standfirst."""
    metas = _metas(root)
    found = (
        said.article.get("description"),
        metas.get("og:description"),
        metas.get("description"),
        said.article.get("alternativeHeadline"),
    )
    return tuple(dict.fromkeys(text for text in found if isinstance(text, str) and text))


def _stated(root: HtmlElement, metas: dict[str, str], said: Structured, url: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from _addresses(root, metas, said, url)
    yield "json-ld", _from_json_ld(said.article)
    yield "meta", _from_meta(root, metas)
    yield "microdata", _from_microdata(root)
    yield "h1", {"title": _only_h1(root)}
    yield "time", {"published": _first_time(root)}
    yield "rel", {"authors": _clean_authors(_texts(root, "//a[contains(concat(' ', @rel, ' '), ' author ')]"))}
    yield "json-ld", {"authors": _clean_authors(names_in(said.article.get("author")))}
    title = root.findtext(".//title")
    yield "title", {"title": _TAIL.sub("", " ".join(title.split())) if title else None}


def _addresses(root: HtmlElement, metas: dict[str, str], said: Structured, url: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The page's own address, if it can be that of a page got from `url`, else `url` without tracking parameters."""
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    page = said.article.get("url") or said.article.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    beside = url or metas.get("og:url")  # what a relative link is relative to
    yield "canonical", {"url": next((found for link in links if (found := trusted(urljoin(beside or "", link or ""), url))), None)}
    yield "meta", {"url": trusted(metas.get("og:url"), url)}
    yield "json-ld", {"url": trusted(page, url) if isinstance(page, str) and page.startswith(("http://", "https://")) else None}
    yield "option", {"url": cleaned(url) if url else None}


def _from_json_ld(article: dict[str, Any]) -> dict[str, Any]:
    language = article.get("inLanguage")
    publisher = next(iter(names_in(article.get("publisher"))), None)
    return {
        "title": next(iter(names_in(article.get("headline"))), None),
        "authors": _clean_authors(names_in(_people(article.get("author"))) or names_in(_people(article.get("creator")))),
        "publisher": publisher,
        "wire": _wire(article, publisher),
        "published": moment(article.get("datePublished")) or moment(article.get("dateCreated")),
        "modified": moment(article.get("dateModified")),
        "language": _language(language.get("alternateName") if isinstance(language, dict) else language),
    }


def _wire(article: dict[str, Any], publisher: str | None) -> str | None:
    """The agency that JSON-LD names as the article's source, unless it is the publisher itself."""
    keys = ("sourceOrganization", "provider", "author", "creator", "copyrightHolder")
    found = (agency(name) for key in keys for name in names_in(article.get(key)))
    return next((wire for wire in found if wire and wire != agency(publisher)), None)


def _people(value: Any) -> list[Any]:
    """JSON-LD's authors, unless all of them are said to be organisations: then others may know better."""
    authors = value if isinstance(value, list) else [value]
    people = [author for author in authors if not (isinstance(author, dict) and "Organization" in str(author.get("@type")))]
    return authors if people else []


def _from_meta(root: HtmlElement, metas: dict[str, str]) -> dict[str, Any]:
    return {
        "title": metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title"),
        "authors": _clean_authors(tuple(metas[name] for name in _AUTHORS if name in metas)[:1]),
        "publisher": metas.get("og:site_name") or metas.get("application-name") or metas.get("dc.publisher"),
        "published": next((day for name in _PUBLISHED if (day := moment(metas.get(name)))), None),
        "modified": next((day for name in _MODIFIED if (day := moment(metas.get(name)))), None),
        "language": _language(
            root.get("lang") or root.get("xml:lang") or metas.get("og:locale") or metas.get("content-language")
        ),
        "wire": next((wire for name in _SOURCES if (wire := agency(metas.get(name)))), None),
    }


def _from_microdata(root: HtmlElement) -> dict[str, Any]:
    def first(name: str) -> str | None:
        found = root.xpath(f"//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]")
        for element in found[:5]:
            text = element.get("content") or element.get("datetime") or " ".join(element.text_content().split())
            if text and len(text) < 400:
                return str(text)
        return None

    author = first("author")
    return {
        "title": first("headline"),
        "authors": _clean_authors((author,) if author else ()),
        "published": moment(first("datePublished")),
        "modified": moment(first("dateModified")),
    }


def _only_h1(root: HtmlElement) -> str | None:
    found = [text for text in _texts(root, "//h1") if 2 <= len(text.split()) < 60]
    return found[0] if found else None


def _first_time(root: HtmlElement) -> str | None:
    times = (moment(element.get("datetime")) for element in root.iter("time"))
    return next((day for day in times if day), None)


def _texts(root: HtmlElement, path: str) -> tuple[str, ...]:
    return tuple(" ".join(element.text_content().split()) for element in root.xpath(path)[:10])


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content and len(content) < 5_000:
            found.setdefault(name, content)
    return found


def _clean_authors(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names one by one, without "By"; addresses are no names."""
    found: list[str] = []
    for name in names:
        plain = _BY.sub("", name).strip()
        parts = _AND.split(plain) if len(plain.split()) > 3 else [plain]
        found += [
            part for part in parts if 0 < len(part) < 80 and "://" not in part and "@" not in part and part.lower() != "null"
        ]
    return tuple(dict.fromkeys(found))


def _language(value: Any) -> str | None:
    """The primary subtag: "en" for "en-GB" and "en_GB"; None for what is no tag."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_,\s]|$)", value) if isinstance(value, str) else None
    return match[1].lower() if match else None


def moment(value: Any) -> str | None:
    """A date or time as ISO 8601: a UTC time where the offset is stated, else the day; None if it is no date."""
    text = value.strip() if isinstance(value, str) else ""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?", text)
    if match is None:
        return None
    try:
        if match[4] is None or match[6] is None:
            return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC).date().isoformat()
        stamp = f"{match[1]}-{match[2]}-{match[3]}T{match[4]}{match[5] or ':00'}{match[6].replace('Z', '+00:00')}"
        return datetime.fromisoformat(stamp).astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


def from_libraries(root: HtmlElement, known: Metadata, url: str | None) -> Metadata:
    """The metadata with what is still missing asked of htmldate and trafilatura."""
    if not known.published:
        known = known.updated("htmldate", published=_htmldate(root, url))
    if known.title and known.authors:
        return known
    from trafilatura.metadata import extract_metadata

    try:
        guess = extract_metadata(root, default_url=url)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return known
    if guess is None:
        return known
    authors = () if known.authors else tuple(name.strip() for name in (guess.author or "").split(";") if name.strip())
    return known.updated("trafilatura", title=None if known.title else guess.title, authors=authors)


def _htmldate(root: HtmlElement, url: str | None) -> str | None:
    from htmldate import find_date

    try:
        return find_date(root, url=url, original_date=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None
