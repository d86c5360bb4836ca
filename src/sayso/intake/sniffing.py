"""The form of an input, by its beginning first and its name second."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from sayso.intake.columns import is_table_name, table_delimiter

HEAD = 65_536
"""Bytes of an input's beginning that its form is judged by."""

TEXT_FIELDS = ("text", "html")
"""The fields, one of which makes a JSON object a record of a report."""

_BLOCK_TAGS = (
    "html|head|body|meta|title|script|style|link|div|article|section|main|header|nav|figure|table|h[1-6]|p|ul|ol|"
    "blockquote|span|br|img"
)
_OPENS_AS_PAGE = re.compile(
    rf"(?:\s|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html\b|(?:{_BLOCK_TAGS})[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype\s+html|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_XML_ROOT = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE(?:[^>\[]|\[.*?\])*>)*+<(?:[\w.-]+:)?(?P<root>[A-Za-z][\w.-]*)", re.DOTALL | re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https://jsonfeed\.org/version/')
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".xht")
_LINE_NAMES = (".jsonl", ".ndjson", ".jsonlines")
_PROBED = 5


class Form(Enum):
    """What an input is."""

    TEXT = "text"
    PAGE = "page"
    RECORDS = "JSON Lines"
    JSON = "JSON"
    FEED = "feed"
    TABLE = "table"
    OPML = "list of feeds"
    SITEMAP = "sitemap"
    XML = "XML"
    WARC = "web archive"
    GZIP = "gzip"
    ZIP = "zip archive"
    TAR = "tar archive"
    KEPT = "report that a ledger kept"
    NOTE = "what a ledger notes beside its reports"


_ROOTS = {
    "rss": Form.FEED, "feed": Form.FEED, "rdf": Form.FEED, "opml": Form.OPML, "urlset": Form.SITEMAP, "sitemapindex": Form.SITEMAP,
    "html": Form.PAGE, "body": Form.PAGE,
}  # fmt: skip


def container_of(head: bytes) -> Form | None:
    """The form of an input whose beginning is that of an archive or of something packed, or None."""
    if head.startswith(b"\x1f\x8b"):
        return Form.GZIP
    if head.startswith(b"WARC/"):
        return Form.WARC
    if head[257:262] == b"ustar":
        return Form.TAR
    # Office documents are zip archives, too, and say so in the name of the first thing in them.
    if head.startswith(b"PK\x03\x04") and not head[30:].startswith((b"[Content_Types].xml", b"mimetype", b"_rels/", b"META-INF/")):
        return Form.ZIP
    return None


def form_of(head: bytes, name: str) -> Form:
    """The form of an input that begins with `head`: what it looks like, and, where that leaves it open, what its name says."""
    text, low = _rough(head), name.lower()
    if low.endswith(_LINE_NAMES):
        return Form.RECORDS
    first = text.lstrip("\ufeff \t\r\n")[:1]
    if first in {"{", "["}:
        return _json_form(text, whole=len(head) < HEAD)
    if _OPENS_AS_PAGE.match(text.lstrip("\ufeff")):
        return Form.PAGE
    if first == "<" and (form := _xml_form(text.lstrip("\ufeff"))):
        return form
    if low.endswith(_PAGE_NAMES) and _TAG.search(text):
        return Form.PAGE
    if is_table_name(low) or table_delimiter(text, low):
        return Form.TABLE
    return Form.JSON if low.endswith(".json") else Form.TEXT


def _json_form(text: str, *, whole: bool) -> Form:
    if text.lstrip("\ufeff \t\r\n").startswith("{") and _JSON_FEED.search(text):
        return Form.FEED
    return Form.RECORDS if _has_record_lines(text, whole=whole) else Form.JSON


def _xml_form(text: str) -> Form | None:
    """The form that the root element of XML names; None for markup in a text, which does not begin as XML does."""
    match = _XML_ROOT.match(text)
    known = _ROOTS.get(match["root"].lower()) if match else None
    if known is not None or not text.lstrip().startswith("<?xml"):
        return known
    return Form.PAGE if _ROOT.search(text) else Form.XML


def is_record(value: Any) -> bool:
    """True if a JSON value is an object with a text or a page in it, or a reading that sayso wrote itself."""
    if not isinstance(value, dict):
        return False
    return is_reading(value) or any(isinstance(value.get(field), str) for field in TEXT_FIELDS)


def is_reading(value: Mapping[str, Any]) -> bool:
    """True for an object of the contract `sayso/reading/1`, whose document is the record of a report."""
    document = value.get("document")
    return str(value.get("schema")).startswith("sayso/reading/") and isinstance(document, dict) and isinstance(document.get("text"), str)


def is_kept(value: Any) -> bool:
    """True for a reading as `sayso export --to jsonl` writes it: with what the ledger kept beside it."""
    return isinstance(value, dict) and is_reading(value) and isinstance(value.get("ledger"), dict)


def is_note(value: Any) -> bool:
    """True for another line of such an export: the ledger itself, an earlier version, a correction, a judgement, a failure."""
    return isinstance(value, dict) and str(value.get("schema")).startswith("sayso/ledger/")


def _rough(head: bytes) -> str:
    """The beginning as text good enough to recognise markup in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    if head[:64].count(0) * 5 >= len(head[:64]) * 2:
        return head.decode("utf-16-be" if head[:1] == b"\0" else "utf-16-le", "ignore")
    return head.decode("utf-8", "ignore")


def _has_record_lines(text: str, *, whole: bool) -> bool:
    """True if one of the first lines is a record of its own, and there is more than one or no end in sight."""
    lines = [line for line in text.splitlines()[: 4 * _PROBED] if line.strip()]
    complete = lines if whole else lines[:-1] or lines
    for line in complete[:_PROBED]:
        try:
            if is_record(value := json.loads(line)) or is_note(value):
                return len(lines) > 1 or not whole
        except (ValueError, RecursionError):
            continue
    # One line longer than the whole beginning: a record if it opens as an object does.
    return not whole and len(lines) == 1 and re.match(r"\ufeff?\s*\{\s*\"", text) is not None
