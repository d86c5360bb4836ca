"""The form of an input, by its beginning first and its name second."""

from __future__ import annotations

import json
import re
from enum import Enum
from typing import Any

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
_XML = re.compile(r"\s*(?:<\?xml\b|<(?:rss|feed|urlset|sitemapindex|rdf:RDF|opml)\b)")
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


def form_of(head: bytes, name: str) -> Form:
    """The form of an input that begins with `head`: what it looks like, and, where that leaves it open, what its name says."""
    text, low = _rough(head), name.lower()
    if low.endswith(_LINE_NAMES):
        return Form.RECORDS
    first = text.lstrip("\ufeff \t\r\n")[:1]
    if first in {"{", "["}:
        return Form.RECORDS if _has_record_lines(text, whole=len(head) < HEAD) else Form.JSON
    if _OPENS_AS_PAGE.match(text.lstrip("\ufeff")):
        return Form.PAGE
    if _XML.match(text.lstrip("\ufeff")):
        return Form.PAGE if _ROOT.search(text) else Form.FEED
    if low.endswith(_PAGE_NAMES) and _TAG.search(text):
        return Form.PAGE
    return Form.JSON if low.endswith(".json") else Form.TEXT


def is_record(value: Any) -> bool:
    """True if a JSON value is an object with a text or a page in it."""
    return isinstance(value, dict) and any(isinstance(value.get(field), str) for field in TEXT_FIELDS)


def _rough(head: bytes) -> str:
    """The beginning as text good enough to recognise markup in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.decode("utf-8", "ignore")


def _has_record_lines(text: str, *, whole: bool) -> bool:
    """True if one of the first lines is a record of its own, and there is more than one or no end in sight."""
    lines = [line for line in text.splitlines()[: 4 * _PROBED] if line.strip()]
    complete = lines if whole else lines[:-1] or lines
    for line in complete[:_PROBED]:
        try:
            if is_record(json.loads(line)):
                return len(lines) > 1 or not whole
        except (ValueError, RecursionError):
            continue
    # One line longer than the whole beginning: a record if it opens as an object does.
    return not whole and len(lines) == 1 and re.match(r"\ufeff?\s*\{\s*\"", text) is not None
