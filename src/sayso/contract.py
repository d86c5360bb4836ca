"""The JSON contract: a reading as one JSON object (`sayso/reading/1`), back again, and the JSON Schema that describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from sayso._version import VERSION
from sayso.attribution import ATTRIBUTIONS, Attribution, SaidOn
from sayso.attribution import spans as spans_of
from sayso.block import BLOCKS, Block, Vote
from sayso.document import Document, LayerKey, Metadata, Reading, Span, Spans
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention, Role
from sayso.event import APPEARANCES, EVENTS, Appearance, Event, Occasion
from sayso.timex import TIMEXES, Timex
from sayso.voice import VOICE_RUNS, Voice

Json: TypeAlias = dict[str, Any]

SCHEMA_ID = "sayso/reading/1"


def to_json(reading: Reading) -> Json:
    """The reading as plain values, ready for `json.dumps`; every layer is there, empty where nothing was found."""
    return {
        "schema": SCHEMA_ID,
        "engine": {"sayso": VERSION, "steps": dict(sorted(reading.steps.items()))},
        "document": _document(reading.document),
        **{key.name: [write(item) for item in reading.layer(key)] for key, write, _ in _LAYERS},
    }


def from_json(value: Mapping[str, Any]) -> Reading:
    """The reading that `to_json` wrote (raw bytes of a page are not part of it); raises KeyError on a missing field."""
    document = value["document"]
    metadata = Metadata(
        url=document["url"], publisher=document["publisher"], title=document["title"], authors=tuple(document["authors"]),
        published=document["published"], modified=document["modified"], language=document["language"],
        wire=document.get("wire"),
        sources=document["sources"],
    )
    layers = {key.name: tuple(read(item) for item in value[key.name]) for key, _, read in _LAYERS}
    return Reading(
        Document(document["text"], metadata, origin=document["origin"]),
        MappingProxyType(layers), MappingProxyType(dict(value["engine"]["steps"])),
    )


def _document(document: Document) -> Json:
    meta = document.metadata
    return {
        "id": document.id, "text": document.text, "url": meta.url, "publisher": meta.publisher, "title": meta.title,
        "authors": list(meta.authors), "published": meta.published, "published_from": meta.sources.get("published"),
        "modified": meta.modified, "language": meta.language, "wire": meta.wire, "sources": dict(meta.sources), "origin": document.origin,
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    return spans_of((start, end) for start, end in pairs)


def _block(b: Block) -> Json:
    votes = [{"voter": v.voter, "kind": v.kind, "weight": v.weight, "reason": v.reason} for v in b.votes]
    return {"start": b.start, "end": b.end, "kind": b.kind, "detail": b.detail, "votes": votes}


def _read_block(v: Json) -> Block:
    return Block(v["start"], v["end"], v["kind"], v["detail"], tuple(Vote(**vote) for vote in v["votes"]))


def _entity(e: Entity) -> Json:
    roles = [{"title": r.title, "start": r.start, "end": r.end} for r in e.roles]
    return {"id": e.id, "kind": e.kind, "name": e.name, "aliases": list(e.aliases), "roles": roles, "age": e.age,
            "gender": e.gender, "count": e.count, "capacity": e.capacity}


def _read_entity(v: Json) -> Entity:
    roles = tuple(Role(**role) for role in v["roles"])
    return Entity(**{**v, "aliases": tuple(v["aliases"]), "roles": roles})


def _mention(m: Mention) -> Json:
    return {"start": m.start, "end": m.end, "entity": m.entity, "form": m.form, "reason": m.reason}


def _timex(t: Timex) -> Json:
    return {"id": t.id, "start": t.start, "end": t.end, "type": t.type, "value": t.value, "mod": t.mod, "begin": t.begin,
            "until": t.until, "anchor": t.anchor, "rule": t.rule}


def _when(when: SaidOn | None) -> Json | None:
    return None if when is None else {"value": when.value, "timex": when.timex}


def _read_when(value: Json | None) -> SaidOn | None:
    return None if value is None else SaidOn(value["value"], value["timex"])


def _attribution(a: Attribution) -> Json:
    return {
        "id": a.id, "source": _pairs(a.source), "cue": _pairs(a.cue), "content": _pairs(a.content), "inside": a.inside,
        "speaker": a.speaker, "identification": a.identification, "quotation": a.quotation, "act": a.act,
        "hedges": _pairs(a.hedges), "addressee": _pairs(a.addressee), "said_on": _when(a.said_on),
        "confidence": round(a.confidence, 3), "by": a.by, "block": a.block, "reasons": list(a.reasons),
    }


def _read_attribution(v: Json) -> Attribution:
    spans = {name: _spans(v[name]) for name in ("source", "cue", "content", "hedges", "addressee")}
    return Attribution(**{**v, **spans, "said_on": _read_when(v["said_on"]), "reasons": tuple(v["reasons"])})


def _event(e: Event) -> Json:
    return {"id": e.id, "kind": e.kind, "evidence": _pairs(e.evidence), "who": list(e.who), "where": e.where,
            "when": _when(e.when), "happened": e.happened, "status": e.status, "according_to": e.according_to, "by": e.by}


def _read_event(v: Json) -> Event:
    return Event(**{**v, "evidence": _spans(v["evidence"]), "who": tuple(v["who"]), "when": _read_when(v["when"])})


def _appearance(a: Appearance) -> Json:
    return {
        "id": a.id, "person": a.person, "occasion": {"name": a.occasion.name, "event": a.occasion.event}, "status": a.status,
        "by": a.by, "expected_because": _pairs(a.expected_because), "when": _when(a.when), "mode": a.mode,
        "evidence": _pairs(a.evidence), "according_to": a.according_to, "rule": a.rule,
    }


def _read_appearance(v: Json) -> Appearance:
    spans = {name: _spans(v[name]) for name in ("evidence", "expected_because")}
    return Appearance(**{**v, **spans, "occasion": Occasion(**v["occasion"]), "when": _read_when(v["when"])})


def _voice(v: Voice) -> Json:
    return {"start": v.start, "end": v.end, "voice": v.voice, "attribution": v.attribution}


_LAYERS: tuple[tuple[LayerKey[Any], Callable[[Any], Json], Callable[[Json], Any]], ...] = (
    (BLOCKS, _block, _read_block),
    (ENTITIES, _entity, _read_entity),
    (MENTIONS, _mention, lambda v: Mention(**v)),
    (TIMEXES, _timex, lambda v: Timex(**v)),
    (ATTRIBUTIONS, _attribution, _read_attribution),
    (EVENTS, _event, _read_event),
    (APPEARANCES, _appearance, _read_appearance),
    (VOICE_RUNS, _voice, lambda v: Voice(**v)),
)
