"""A reading as rows of the ledger's extracted tables; pure, so that worker processes do it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sayso.attribution import ATTRIBUTIONS, Attribution, SaidOn, chain
from sayso.contract import to_json
from sayso.document import Document, Reading, Spans, covers
from sayso.entity import ENTITIES, MENTIONS, Entity
from sayso.event import APPEARANCES, EVENTS, Appearance, Event
from sayso.ledger.fulltext import folded
from sayso.linking.folding import plain
from sayso.reading.dating.intervals import interval_of
from sayso.timex import TIMEXES, Timex

JOINT = " … "
"""What joins the parts of a discontinuous quotation where it is kept as one string."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Extract:
    """What one reading adds to the extracted tables: rows by table name, without the version's number, and the whole reading.

    `layers` is the JSON of all layers, compressed; `engine` what read it, as JSON.
    """

    engine: str
    layers: bytes
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


def extract(reading: Reading, *, corrected: frozenset[str] = frozenset()) -> Extract:
    """The rows of a reading; `corrected` are the ids of records that a person's correction changed."""
    whole = to_json(reading)
    layers = {name: value for name, value in whole.items() if name not in ("schema", "engine", "document")}
    return Extract(dumped(whole["engine"]), packed(layers), {
        "names": tuple(_keyed(reading)),
        "labels": tuple(_labels(reading)),
        "statements": tuple(_statements(reading, corrected)),
        "mentions": tuple(_mentions(reading)),
        "events": tuple(_event(reading, event) for event in reading.layer(EVENTS)),
        "parties": tuple(_parties(reading)),
        "appearances": tuple({a.id: _appearance(reading, a) for a in reading.layer(APPEARANCES)}.values()),  # an engine may find one twice
    })


def packed(layers: Mapping[str, Any]) -> bytes:
    """The layers of a reading as the ledger keeps them."""
    return zlib.compress(dumped(layers).encode("utf-8", "surrogatepass"), 3)


def dumped(value: Any) -> str:
    """A value as JSON, the same bytes for the same value; lone surrogates, which UTF-8 cannot hold, as escapes."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def words(document: Document, spans: Spans) -> str:
    """The characters of spans as one string (see JOINT)."""
    return JOINT.join(document[span] for span in spans)


def storable(text: str) -> str:
    """The text as both databases can keep it in a column of words: NUL and lone surrogates made visible.

    Only columns for searching and showing pass through this; a document's own text is kept to the letter.
    """
    return text.replace("\x00", "␀").encode("utf-8", "replace").decode("utf-8")


def day_of(value: str | None) -> str | None:
    """The day of a day or UTC time."""
    return value[:10] if value else None


def _pairs(spans: Spans) -> str:
    return dumped([[span.start, span.end] for span in spans])


def _keyed(reading: Reading) -> Iterable[Row]:
    alike: Counter[tuple[str, str]] = Counter()
    for entity in reading.layer(ENTITIES):
        name = plain(storable(entity.name))
        yield {**_name(entity), "key": name_key(reading.document.id, entity.kind, name, alike[entity.kind, name])}
        alike[entity.kind, name] += 1


def name_key(document: str, kind: str, name: str, number: int = 0) -> str:
    """What links and judgements hold on to: the same whenever the same text names somebody the same way.

    `name` is folded (`linking.folding.plain`); `number` counts those of one kind and name in one text.
    """
    return hashlib.sha256("\0".join((document, kind, name, str(number))).encode()).hexdigest()[:20]


def _name(e: Entity) -> Row:
    roles = [{"title": role.title, "start": role.start, "end": role.end} for role in e.roles]
    return {
        "record": e.id, "kind": e.kind, "name": storable(e.name), "aliases": dumped(list(e.aliases)), "roles": dumped(roles),
        "gender": e.gender, "count": e.count, "capacity": storable(e.capacity) if e.capacity else None,
    }


def _labels(reading: Reading) -> Iterable[Row]:
    day = day_of(reading.document.metadata.published)
    for e in reading.layer(ENTITIES):
        shared = {"name": e.id, "kind": e.kind, "who": storable(e.name), "day": day}
        forms = {storable(form): "alias" for form in e.aliases} | {storable(e.name): "name"}
        for form, sort in forms.items():
            yield {**shared, "sort": sort, "label": form, "folded": folded(form)}
        for title in dict.fromkeys(storable(role.title) for role in e.roles):
            yield {**shared, "sort": "role", "label": title, "folded": None}


def _statements(reading: Reading, corrected: frozenset[str]) -> Iterable[Row]:
    attributions = reading.layer(ATTRIBUTIONS)
    names = _names(reading)
    timexes = {timex.id: timex for timex in reading.layer(TIMEXES)}
    published = day_of(reading.document.metadata.published)
    for a in attributions:
        yield {
            "record": a.id, "inside": a.inside, "depth": len(chain(a, attributions)), "speaker": a.speaker,
            "who": names.get(a.speaker or "", "") or storable(words(reading.document, a.source)),
            "identification": a.identification, "act": a.act, "quotation": a.quotation, **_parts(reading.document, a),
            "start": a.start, "hedged": bool(a.hedges), "confidence": round(a.confidence, 3), "quiet": a.quiet, "block": a.block,
            "said": a.said_on.value if a.said_on else None, **_days("said", a.said_on, timexes), "published": published,
            "corrected": a.id in corrected,
        }


def _parts(document: Document, a: Attribution) -> Row:
    parts = {"source": a.source, "cue": a.cue, "content": a.content}
    texts = {name: storable(words(document, spans)) for name, spans in parts.items()}
    return {**texts, **{f"{name}_spans": _pairs(spans) for name, spans in parts.items()}}


def _mentions(reading: Reading) -> Iterable[Row]:
    mentions = reading.layer(MENTIONS)
    timexes = {timex.id: timex for timex in reading.layer(TIMEXES)}
    names, published = _names(reading), day_of(reading.document.metadata.published)
    for a in reading.layer(ATTRIBUTIONS):
        found = {mention.entity: None for mention in mentions if covers(a.content, (mention.span,))}
        day = _day_in_order(_days("said", a.said_on, timexes)["said_from"], published)
        yield from ({"statement": a.id, "name": entity, "who": names.get(entity, ""), "day": day} for entity in found)


def _day_in_order(said: str | None, published: str | None) -> str | None:
    """The first of both days; the writer knows the third, that of being known (see the column `statements.day`)."""
    return min((day for day in (said, published) if day), default=None)


def _parties(reading: Reading) -> Iterable[Row]:
    names = _names(reading)
    for e in reading.layer(EVENTS):
        yield from ({"event": e.id, "name": who, "who": names.get(who, "")} for who in dict.fromkeys(e.who))


def _names(reading: Reading) -> dict[str, str]:
    return {entity.id: storable(entity.name) for entity in reading.layer(ENTITIES)}


def _event(reading: Reading, e: Event) -> Row:
    timexes = {timex.id: timex for timex in reading.layer(TIMEXES)}
    return {
        "record": e.id, "kind": e.kind, "words": storable(words(reading.document, e.evidence)), "spans": _pairs(e.evidence), "place": storable(e.where) if e.where else None,
        "day": e.when.value if e.when else None, **_days("day", e.when, timexes), "happened": e.happened, "status": e.status,
        "according_to": e.according_to,
    }


def _appearance(reading: Reading, a: Appearance) -> Row:
    timexes = {timex.id: timex for timex in reading.layer(TIMEXES)}
    return {
        "record": a.id, "name": a.person, "who": _names(reading).get(a.person or ""), "occasion": storable(a.occasion.name), "event": a.occasion.event, "status": a.status,
        "counterpart": a.by, "mode": a.mode, "words": storable(words(reading.document, a.evidence)), "spans": _pairs(a.evidence),
        "day": a.when.value if a.when else None, **_days("day", a.when, timexes), "according_to": a.according_to,
    }


def _days(prefix: str, when: SaidOn | None, timexes: Mapping[str, Timex]) -> Row:
    """The first day, and the day after the last, that a date covers; None for both where it covers none that is known."""
    begin, until = None, None
    if when is not None:
        timex = timexes.get(when.timex or "")
        begin, until = (timex.begin, timex.until) if timex and timex.value == when.value else interval_of(when.value)
    return {f"{prefix}_from": day_of(begin), f"{prefix}_until": _day_after_last(until)}


def _day_after_last(until: str | None) -> str | None:
    """A half-open end as a day: a time within a day ends with that day."""
    if until is None or len(until) <= 10 or until[10:].startswith("T00:00"):
        return day_of(until)
    try:
        return date.fromordinal(date.fromisoformat(until[:10]).toordinal() + 1).isoformat()
    except (ValueError, OverflowError):
        return None
