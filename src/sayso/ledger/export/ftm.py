"""FollowTheMoney: articles, people and organizations, mentions, events, and notes for what people said; one entity a line.

The entities load with the `followthemoney` library (model of 3.8) as they are: ids are stable digests, so that exporting again
replaces and never doubles; whoever linking takes for one is one entity. A source that has no name is no entity there: what it says is a note about the article.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Row

from sayso.ledger.export.decided import Being, in_words
from sayso.ledger.export.losses import CHANGES, columns
from sayso.ledger.export.source import Choice, Chosen, Report, being_id
from sayso.ledger.export.writing import write_pieces
from sayso.ledger.opening import Ledger
from sayso.ledger.rows import dumped

SCHEMATA = {"person": "Person", "institution": "Organization", "outlet": "Organization", "group": "LegalEntity"}
"""The kinds of names that become entities, and their schemata."""

_LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est", "fi": "fin", "fr": "fra", "he": "heb",
    "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sk": "slk", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}
HOLDS = (
    columns("texts", "digest text") | columns("reports", "url key") | columns("versions", "publisher title authors published modified captured_at language")
    | columns("names", "record kind name aliases roles gender entity") | columns("statements", "record who act content quotation identification said inside speaker entity")
    | columns("events", "record kind words place day_from day_until happened status according_to") | columns("parties", "event name entity")
    | columns("appearances", "record name occasion status mode day words entity") | CHANGES
)
_OFFSETS = "there are no offsets into a text there"
WHY = {
    **dict.fromkeys(("statements.source_spans", "statements.cue_spans", "statements.content_spans", "statements.start", "events.spans", "appearances.spans"), _OFFSETS),
    "mentions": "whom a statement is about has no link there",
    "statements.quiet": "stances that nobody put into words are left out",
    "names.count": "a source without a name is no entity there",
}


def pieces(chosen: Chosen) -> Iterator[str]:
    """A line for each entity."""
    for being in chosen.beings():
        if _usable(being.name) and any(kind in SCHEMATA for kind in being.kinds):
            yield dumped(_being(being)) + "\n"
    for report in chosen.reports():
        for entity in entities(report, with_text=chosen.choice.with_text):
            yield dumped(entity) + "\n"


def entities(report: Report, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
    """The entities of one report: the article first, then the mentions of who is named in it, then what happened and was said."""
    article = _article(report, with_text=with_text)
    yield article
    for row in report.names.values():
        if row.kind in SCHEMATA and _usable(row.name):
            yield _mention(report, row, article["id"])
    for event in report.events:
        yield _event(report, event, article["id"])
    for statement in report.statements.values():
        if not statement.quiet:
            yield _statement(report, statement, article["id"])
    for appearance in report.appearances:
        yield _appearance(report, appearance, article["id"])


def _article(report: Report, *, with_text: bool) -> dict[str, Any]:
    v = report.version
    return _entity(
        "Article", f"sayso-{report.id}", title=v.title, sourceUrl=v.url if (v.url or "").startswith("http") else None, publisher=v.publisher,
        author=json.loads(v.authors), publishedAt=v.published, modifiedAt=v.modified, retrievedAt=v.captured_at,
        language=_LANGUAGES.get((v.language or "").partition("-")[0]), bodyText=report.text if with_text else None,
        fileName=None, notes=f"text {v.digest}",
    )


def _being(being: Being) -> dict[str, Any]:
    """Somebody as one across reports, with all names and roles that any report gives."""
    schema, roles = next(SCHEMATA[kind] for kind in being.kinds if kind in SCHEMATA), being.roles
    person = {"position": roles, "gender": _gender(being.gender)} if schema == "Person" else {"summary": roles}
    return _entity(schema, _key(being.id), name=being.name, alias=[form for form in being.forms if _usable(form)], **person)


def _mention(report: Report, row: Row[Any], article: str) -> dict[str, Any]:
    number = _id_of(report, row)
    names = [row.name, *(alias for alias in json.loads(row.aliases) if _usable(alias))]
    return _entity("Mention", _key(article, number, row.record), document=article, resolved=number, name=names, detectedSchema=SCHEMATA[row.kind])


def _gender(gender: str | None) -> str | None:
    return gender if gender in ("male", "female", "other") else None


def _event(report: Report, row: Row[Any], article: str) -> dict[str, Any]:
    who = [report.names[name] for name in report.parties.get(row.record, ()) if name in report.names]
    involved = [_id_of(report, name) for name in who if name.kind in SCHEMATA and _usable(name.name)]
    happened = {True: "took place", False: "did not take place", None: "not known whether it took place"}[row.happened]
    according = report.statements.get(row.according_to or "")
    told = f"{row.status}; {happened}; according to {according.who if according is not None else report.version.publisher or 'the outlet'}"
    return _entity(
        "Event", _key(article, row.record), name=row.kind, summary=told, description=row.words, date=row.day_from, startDate=row.day_from,
        endDate=row.day_until, location=_shown(row.place), involved=involved, proof=article, publisher=report.version.publisher, recordId=row.record,
        sourceUrl=report.version.url if (report.version.url or "").startswith("http") else None, **_corrected(report, row.record),
    )


def _shown(place: str | None) -> str | None:
    return place if place and place.strip() else None


def _statement(report: Report, row: Row[Any], article: str) -> dict[str, Any]:
    name = report.names.get(row.speaker or "")
    about = _id_of(report, name) if name is not None and name.kind in SCHEMATA and _usable(name.name) else article
    chain = " › ".join([report.version.publisher or "the outlet", *(link.who or "a source not named" for link in report.chain(row))])
    said = f", said {row.said}" if row.said else ""
    return _entity(
        "Note", _key(article, row.record), entity=about, name=f"{row.who or 'a source not named'}: {row.act}", description=row.content or row.cue or None,
        summary=f"{chain} ({row.act}, {row.quotation}, {row.identification}{said})", proof=article, publisher=report.version.publisher, **_corrected(report, row.record, row.speaker or ""),
    )


def _appearance(report: Report, row: Row[Any], article: str) -> dict[str, Any]:
    name = report.names.get(row.name or "")
    about = _id_of(report, name) if name is not None and name.kind in SCHEMATA and _usable(name.name) else article
    day = f", {row.day}" if row.day else ""
    return _entity(
        "Note", _key(article, row.record), entity=about, name=f"{row.status}: {row.occasion}", description=row.words or None,
        summary=f"{name.name if name is not None else 'somebody not named'}: {row.status} ({row.mode}{day})", proof=article, **_corrected(report, row.record),
    )


def _id_of(report: Report, row: Row[Any]) -> str:
    """Whom linking takes the name for, or else this report's own entity."""
    return _key(being_id(report.id, row))


def _corrected(report: Report, *records: str) -> dict[str, Any]:
    """What people changed in records, and when they did last."""
    rows = [one for record in records for one in report.corrected.get(record, ())]
    return {"notes": [in_words(one) for one in rows], "modifiedAt": max((one.at for one in rows), default=None)}


def _key(*parts: str) -> str:
    return "sayso-" + hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def _usable(name: str) -> bool:
    return any(sign.isalnum() for sign in name)


def _entity(schema: str, number: str, **properties: Any) -> dict[str, Any]:
    """An entity with those properties that have a value, each a list of strings."""
    listed = {name: [value] if isinstance(value, str) else list(dict.fromkeys(value or ())) for name, value in properties.items()}
    kept = {name: [v for v in values if v and v.strip()] for name, values in listed.items()}
    return {"id": number, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the entities."""
    write_pieces(ledger, pieces, out, stdout, choice, progress)
