"""Reports that come as JSON: one object a line, one object, or a list of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from sayso.document import Metadata
from sayso.errors import EmptyInputError, UnsupportedFormatError
from sayso.intake.sniffing import is_reading, is_record

_DATES = ("published", "date")
_PUBLISHERS = ("publisher", "outlet", "source")
_AUTHORS = ("authors", "author")
_NAME_BREAKS = re.compile(r"\s*;\s*|\s+and\s+|\s*,\s+")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_WRITTEN_SO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_DAY_ONLY = re.compile(r"\d{4}-\d\d-\d\d")
_COMPACT = re.compile(r"\d{8}")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%Y/%m/%d")
_MILLISECONDS = 1e11


@dataclass(frozen=True, slots=True)
class Record:
    """A report's text, or the markup of its page if `html`, with what the record says about it and when it was captured."""

    text: str
    html: bool
    metadata: Metadata
    captured: str | None = None


def items_of(text: str, where: str, *, strict: bool = False) -> list[Any] | None:
    """The records in a JSON text: the items of a list, or the one value; None if the text is no JSON at all.

    Raises UnsupportedFormatError for JSON without a report in it, and, if `strict` or named .json, for what is not JSON.
    """
    strict = strict or where.lower().endswith(".json")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if strict:
            raise UnsupportedFormatError(where, f"is not valid JSON ({_fault(error)}); correct or remove it") from error
        return None
    items = value if isinstance(value, list) and not strict_line(text, where) else [value]
    if not any(isinstance(item, dict) for item in items):
        if not strict:
            return None
        raise UnsupportedFormatError(where, 'holds no object with a "text" or "html" field; give each report one')
    return items


def strict_line(text: str, where: str) -> bool:
    """True for one line of a JSON Lines file (`where` ends in its number), where a list is no record."""
    return re.search(r":\d+$", where) is not None and "\n" not in text.strip()


def record_of(value: Any, where: str) -> Record:
    """The report that a JSON object holds; raises UnsupportedFormatError or EmptyInputError if it holds none."""
    if not is_record(value):
        raise UnsupportedFormatError(where, 'is no record of a report: it needs a "text" or "html" field that is a string')
    if is_reading(value):
        value = value["document"]
    html = not (isinstance(value.get("text"), str) and value["text"].strip()) and isinstance(value.get("html"), str)
    text = value["html"] if html else value["text"]
    if not text.strip():
        raise EmptyInputError(where, "is a record without any text")
    return Record(text, html, _metadata(value), day_or_time(value.get("captured")))


def dumped(value: Any) -> str:
    """A JSON value on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def day_or_time(value: Any) -> str | None:
    """A date as ISO 8601, a day or a UTC time; None if it cannot be told (a local time keeps only its day).

    "2025-11-07T01:00:00+02:00" is "2025-11-06T23:00:00Z"; "07/11/2025" is None, for nobody knows which is the month.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        return _stamp(value / 1000 if value > _MILLISECONDS else value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    found = _iso(text) or _mail(text)
    if found and _WRITTEN_SO.fullmatch(text):
        return text
    if found is None:
        return next((day for form in _WRITTEN if (day := _day(text, form))), None)
    if _DAY_ONLY.fullmatch(text) or _COMPACT.fullmatch(text) or found.tzinfo is None:
        return found.date().isoformat()
    return _utc(found)


def _metadata(value: Mapping[str, Any]) -> Metadata:
    dates = (day_or_time(value.get(field)) for field in _DATES)
    return Metadata().updated(
        "record",
        url=_string(value.get("url")),
        title=_string(value.get("title")) or _string(value.get("headline")),
        published=next((day for day in dates if day), None),
        modified=day_or_time(value.get("modified")),
        publisher=next((name for field in _PUBLISHERS if (name := _name(value.get(field)))), None),
        authors=next((names for field in _AUTHORS if (names := _authors(value.get(field)))), ()),
        language=_string(value.get("language")),
    )


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(name for name in _NAME_BREAKS.split(_BY.sub("", value.strip())) if name)
    items = value if isinstance(value, list) else [value]
    return tuple(name for item in items if (name := _name(item)))


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    """The time in the form of e-mail and feeds: "Fri, 07 Nov 2025 09:30:00 GMT"."""
    try:
        return parsedate_to_datetime(text) if "," in text or ":" in text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(text: str, form: str) -> str | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def _stamp(seconds: float) -> str | None:
    try:
        return _utc(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _utc(moment: datetime) -> str | None:
    try:
        return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        return date(moment.year, moment.month, moment.day).isoformat()


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:80]
