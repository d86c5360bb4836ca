"""What a person types as a correction's value, checked against the reading: a quotation must stand in the text, a name must be there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from sayso.attribution import ACTS, ATTRIBUTIONS, IDENTIFICATIONS, QUOTATIONS
from sayso.document import Document, Reading, Span, Spans, trimmed
from sayso.entity import ENTITIES, ENTITY_KINDS
from sayso.errors import CorrectionError
from sayso.event import APPEARANCE_STATUSES, STATUSES
from sayso.ledger.correction import FIELDS, may_hold
from sayso.ledger.matching import identities, places
from sayso.ledger.rows import JOINT
from sayso.reading.dating.intervals import NOTHING, interval_of

NONE = "none"
"""How nobody, nothing and not known are written."""

_PAIRS = re.compile(r"\d+\s*[-–:]\s*\d+(?:\s*,\s*\d+\s*[-–:]\s*\d+)*")
_NUMBERS = re.compile(r"(\d+)\s*[-–:]\s*(\d+)")
_LISTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("attributions", "act"): ACTS, ("attributions", "quotation"): QUOTATIONS, ("attributions", "identification"): IDENTIFICATIONS,
    ("entities", "kind"): ENTITY_KINDS, ("events", "status"): STATUSES, ("appearances", "status"): APPEARANCE_STATUSES,
}
_TRUTH = {"yes": True, "true": True, "no": False, "false": False, NONE: None, "unknown": None}


def checked(reading: Reading, layer: str, record: str, field: str, value: str | None) -> Any:
    """The value as it is kept (see Correction); raises CorrectionError, in one sentence, for one that the record cannot take."""
    if field not in FIELDS[layer]:
        raise CorrectionError(f"{record} is one of the {layer}, which have no field {field!r} to correct; theirs are {', '.join(FIELDS[layer])}")
    if field == "reject":
        if value is not None and value.lower() not in ("true", "yes"):
            raise CorrectionError(f"reject takes no value; leave {value!r} out")
        return True
    if value is None or not value.strip():
        raise CorrectionError(f"{field} needs a value; write {NONE} for nobody or nothing")
    closed = _LISTS.get((layer, field))
    if closed is not None:
        return _one_of(closed, field, value)
    return _FIELDS[field](reading, layer, record, field, value.strip())


def speaker_value(reading: Reading, record: str) -> dict[str, Any]:
    """An entity as a value: its id, its name, and where it stands."""
    at = identities(reading, ENTITIES.name).index(record)
    name = reading.layer(ENTITIES)[at].name
    return {"id": record, "name": name, "spans": _pairs(places(reading, ENTITIES.name)[at])}


def holder_value(reading: Reading, record: str) -> dict[str, Any]:
    """An attribution as a value: its id and where it stands."""
    at = identities(reading, ATTRIBUTIONS.name).index(record)
    return {"id": record, "spans": _pairs(places(reading, ATTRIBUTIONS.name)[at])}


def _one_of(closed: Iterable[str], field: str, value: str) -> str:
    if value not in closed:
        raise CorrectionError(f"{field} cannot be {value!r}; it is one of {', '.join(closed)}")
    return value


def _speaker(reading: Reading, _: str, __: str, ___: str, value: str) -> dict[str, Any] | None:
    if value == NONE:
        return None
    entities = reading.layer(ENTITIES)
    wanted = value.casefold()
    fitting = [e for e in entities if e.id == value] or [e for e in entities if e.name.casefold() == wanted]
    fitting = fitting or [e for e in entities if wanted in (alias.casefold() for alias in e.aliases)]
    if not fitting:
        raise CorrectionError(f"nobody in this report is called {value!r}; give a name that the report gives, or an entity’s id")
    if len(fitting) > 1:
        raise CorrectionError(f"{len(fitting)} in this report are called {value!r}; give one’s id: {', '.join(e.id for e in fitting)}")
    return speaker_value(reading, fitting[0].id)


def _inside(reading: Reading, _: str, record: str, __: str, value: str) -> dict[str, Any] | None:
    if value == NONE:
        return None
    fitting = [one for one in identities(reading, ATTRIBUTIONS.name) if one.startswith(value)]
    if len(fitting) != 1:
        raise CorrectionError(f"{value!r} names {len(fitting)} statements of this report; give one’s id")
    if not may_hold(reading, fitting[0], record):
        raise CorrectionError(f"{record} cannot be inside {fitting[0]}: what that one says does not hold what this one says; correct the content first")
    return holder_value(reading, fitting[0])


def _quoted(reading: Reading, layer: str, record: str, field: str, value: str) -> list[list[int]]:
    if value == NONE and field == "source":
        return []
    anchor = places(reading, layer)[identities(reading, layer).index(record)]
    return _pairs(spans_in(reading.document, value, near=anchor[0].start if anchor else 0))


def spans_in(document: Document, value: str, *, near: int = 0) -> Spans:
    """The spans that a value names: "120-184,190-201", or words of the text, parts joined by “ … ”, each found nearest to `near`.

    Raises CorrectionError for what does not lie in the text, is only space, or overlaps itself.
    """
    if _PAIRS.fullmatch(value):
        spans = [Span(int(start), int(end)) for start, end in _NUMBERS.findall(value)]
    else:
        spans = [_found(document, part.strip(), near) for part in value.split(JOINT)]
    length = len(document.text)
    for span in spans:
        if not span.start < span.end <= length:
            raise CorrectionError(f"{span.start}-{span.end} does not lie in a text of {length} characters")
    spans = sorted(trimmed(document.text, span) for span in spans)
    if any(span.start == span.end for span in spans) or any(one.end > other.start for one, other in pairwise(spans)):
        raise CorrectionError(f"{value!r} names only space, or a part twice; name words of the text, each once")
    return tuple(spans)


def _found(document: Document, words: str, near: int) -> Span:
    starts = [at.start() for at in re.finditer(re.escape(words), document.text)] if words else []
    if not starts:
        raise CorrectionError(f"{words!r} does not stand in the text; give its words exactly, or where they stand, as 120-184")
    start = min(starts, key=lambda at: abs(at - near))
    return Span(start, start + len(words))


def _date(_: Reading, __: str, ___: str, field: str, value: str) -> dict[str, Any] | None:
    if value == NONE:
        return None
    if interval_of(value) == NOTHING:
        raise CorrectionError(f"{field} cannot be {value!r}; write a day (2026-03-05), a month, a year, or a UTC minute (2026-03-05T14:30Z), or {NONE}")
    return {"value": value, "timex": None}


def _truth(_: Reading, __: str, ___: str, field: str, value: str) -> bool | None:
    if value.lower() not in _TRUTH:
        raise CorrectionError(f"{field} cannot be {value!r}; it is yes, no or unknown")
    return _TRUTH[value.lower()]


def _name(reading: Reading, layer: str, record: str, _: str, value: str) -> str:
    start, end = _place(reading, layer, record, value)
    return reading.document.text[start:end]


def _role(reading: Reading, layer: str, record: str, _: str, value: str) -> dict[str, Any] | None:
    if value == NONE:
        return None
    start, end = _place(reading, layer, record, value)
    return {"title": reading.document.text[start:end], "start": start, "end": end}


def _place(reading: Reading, layer: str, record: str, value: str) -> Span:
    (span, *more) = spans_in(reading.document, value, near=(places(reading, layer)[identities(reading, layer).index(record)] or (Span(0, 0),))[0].start)
    if more:
        raise CorrectionError(f"{value!r} is more than one piece of the text; give one")
    return span


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


_FIELDS: Mapping[str, Callable[[Reading, str, str, str, str], Any]] = {
    "speaker": _speaker, "inside": _inside, "source": _quoted, "cue": _quoted, "content": _quoted, "said_on": _date, "when": _date,
    "happened": _truth, "name": _name, "role": _role,
}
