"""What a format cannot hold: every column of the ledger, and every field of a reading, that an export to it leaves behind, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from sayso.ledger.export.formats import FORMATS
from sayso.ledger.schema import METADATA

REPORTED = (
    "texts", "reports", "versions", "captures", "readings", "entities", "names", "labels", "statements", "mentions", "events", "parties", "appearances",
    "corrections", "judgements", "failures",
)
"""The tables about reports, and about what people decided and what failed; the others are the program's own notes."""

IN_COLUMNS: Mapping[str, str] = {
    **{f"document.{name}": f"versions.{name}" for name in ("publisher", "title", "authors", "published", "modified", "language", "wire", "sources", "origin")},
    "document.id": "texts.digest", "document.text": "texts.text", "document.url": "reports.url", "document.published_from": "versions.sources",
    **{f"entities.{name}": f"names.{name}" for name in ("kind", "name", "aliases", "roles", "gender", "count", "capacity")}, "entities.id": "names.record",
    "mentions.entity": "mentions.name",
    **{f"attributions.{name}": f"statements.{name}" for name in ("inside", "speaker", "identification", "quotation", "act", "confidence", "block")},
    **{f"attributions.{name}": f"statements.{name}_spans" for name in ("source", "cue", "content")},
    "attributions.id": "statements.record", "attributions.said_on": "statements.said",
    **{f"events.{name}": f"events.{name}" for name in ("kind", "happened", "status", "according_to")},
    "events.id": "events.record", "events.evidence": "events.spans", "events.who": "parties.name", "events.where": "events.place", "events.when": "events.day",
    **{f"appearances.{name}": f"appearances.{name}" for name in ("occasion", "status", "mode", "according_to")},
    "appearances.id": "appearances.record", "appearances.person": "appearances.name", "appearances.by": "appearances.counterpart",
    "appearances.when": "appearances.day", "appearances.evidence": "appearances.spans",
}
"""The fields of a reading (sayso/reading/1) that have a column, and which."""

BEYOND: Mapping[str, str] = {
    "blocks.start": "Where a part of the page begins.", "blocks.end": "Where it ends.", "blocks.kind": "Headline, body, caption, furniture…",
    "blocks.detail": "Of furniture, its sort.", "blocks.votes": "What spoke for that.",
    "entities.age": "How old somebody is.",
    "mentions.start": "Where somebody is named or meant.", "mentions.end": "Where that ends.", "mentions.form": "Name, nominal or pronoun.",
    "mentions.reason": "Why it means whom.",
    **{f"timexes.{name}": meaning for name, meaning in {
        "id": "The expression's id.", "start": "Where a date or time is told.", "end": "Where that ends.", "type": "Date, time, duration or set.",
        "value": "Its TIMEX3 value.", "mod": "Its modifier.", "begin": "First moment.", "until": "Moment after its last.", "anchor": "What it is counted from.",
        "rule": "The rule that read it."}.items()},
    "attributions.hedges": "Where the words stand that weaken it.", "attributions.addressee": "Where stands to whom it was said.",
    "attributions.by": "What found it.", "attributions.reasons": "Why it reads as it does.",
    "events.by": "What found it.",
    "appearances.expected_because": "Where stands why somebody was expected.", "appearances.rule": "The rule that read it.",
    "voices.start": "Where a voice begins.", "voices.end": "Where it ends.", "voices.voice": "The outlet's, or somebody's words or account.",
    "voices.attribution": "The statement whose voice it is.",
}
"""The fields that stand in the reading only, and what they mean; the formats that are made from columns do not have them."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format does not hold: a column of a table, or a field of a layer (`*`: all of them); what it means, and what becomes of it there."""

    format: str
    table: str
    column: str
    meaning: str
    why: str


def losses(name: str) -> tuple[Loss, ...]:
    """What an export to the format leaves behind, in the order of the schema, then of the reading; empty if nothing is."""
    module = import_module(FORMATS[name].module)
    return tuple(_lost(name, frozenset(module.HOLDS), dict(module.WHY)))


def _lost(name: str, held: frozenset[str], reasons: Mapping[str, str]) -> Iterator[Loss]:
    for table in REPORTED:
        found = [Loss(name, table, column.name, str(column.comment), reasons.get(f"{table}.{column.name}") or reasons.get(table) or NO_PLACE)
                 for column in METADATA.tables[table].columns if f"{table}.{column.name}" not in held]
        whole = len(found) == len(METADATA.tables[table].columns) and len({loss.why for loss in found}) == 1
        yield from [Loss(name, table, "*", str(METADATA.tables[table].comment), found[0].why)] if whole else found
    if "readings.layers" not in held:
        beyond = ((*field.split(".", 1), meaning) for field, meaning in BEYOND.items())
        yield from (Loss(name, layer, field, meaning, "it stands in the reading, which jsonl has") for layer, field, meaning in beyond)
    if "meta.value" not in held:
        yield from (Loss(name, table, "*", str(METADATA.tables[table].comment), "the program’s own notes") for table in METADATA.tables if table not in REPORTED)


NO_PLACE = "the format has no place for it"


CHANGES = frozenset(f"corrections.{name}" for name in "document layer record field before after by at why undoes".split()) | {"statements.corrected"}
"""What tells who corrected what, when and why."""


def columns(table: str, names: str) -> frozenset[str]:
    """Columns of a table by name: `columns("names", "kind name")`; `*` is all."""
    listed: Iterable[str] = METADATA.tables[table].columns.keys() if names == "*" else names.split()
    return frozenset(f"{table}.{name}" for name in listed)
