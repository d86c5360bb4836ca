"""schema.org as JSON-LD: each report a NewsArticle, each direct quotation a Quotation, each other statement a Claim with its claimant.

A Claim here says that somebody said it; no rating and no ClaimReview is made, for sayso gives no verdict on what is true.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Row

from sayso.ledger.correction import Correction
from sayso.ledger.export.decided import Being, change_of
from sayso.ledger.export.losses import CHANGES, columns
from sayso.ledger.export.source import Choice, Chosen, Report, being_id
from sayso.ledger.export.writing import write_pieces
from sayso.ledger.opening import Ledger
from sayso.ledger.rows import dumped

HOLDS = (
    columns("texts", "digest text") | columns("reports", "url key") | columns("versions", "published modified publisher title authors language")
    | columns("names", "record kind name aliases roles gender entity") | columns("statements", "record who content quotation said speaker entity act inside") | CHANGES
)
_OFFSETS = "there are no offsets into a text there"
WHY = {
    **dict.fromkeys(("statements.source_spans", "statements.cue_spans", "statements.content_spans", "statements.start"), _OFFSETS),
    **dict.fromkeys(("events", "parties", "appearances"), "events with doubtful standing (planned, denied) would read as facts there"),
    **dict.fromkeys(("statements.hedged", "statements.confidence", "statements.identification"), "a Claim has no degree of certainty"),
    "statements.quiet": "stances that nobody put into words are left out",
}
_AGENTS = {"person": "Person", "institution": "Organization", "outlet": "NewsMediaOrganization", "group": "Organization"}


def pieces(chosen: Chosen) -> Iterator[str]:
    """One graph, a node at a time."""
    yield '{"@context":"https://schema.org","@graph":[\n'
    first = True
    for being in chosen.beings(spoken=True):
        for node in _agent(being):
            yield ("" if first else ",\n") + dumped(node)
            first = False
    for report in chosen.reports():
        for node in nodes(report, with_text=chosen.choice.with_text):
            yield ("" if first else ",\n") + dumped(node)
            first = False
    yield "\n]}\n"


def nodes(report: Report, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
    """The report's nodes: the article, and what is said in it."""
    v = report.version
    article = f"urn:sayso:{report.id}"
    yield _node(
        "NewsArticle", article, identifier=v.digest, headline=v.title, url=v.url, datePublished=v.published, dateModified=v.modified, inLanguage=v.language,
        publisher={"@type": "NewsMediaOrganization", "name": v.publisher} if v.publisher else None,
        author=[{"@type": "Person", "name": name} for name in json.loads(v.authors)], articleBody=report.text if with_text else None,
    )
    spoken = [row for row in report.statements.values() if not row.quiet and row.content]
    for row in spoken:
        yield _said(report, row, article)


def _agent(being: Being) -> Iterator[dict[str, Any]]:
    """Somebody who speaks, as one across reports."""
    kind = next((kind for kind in being.kinds if kind in _AGENTS), None)
    if kind:
        person = {"jobTitle": list(being.roles), "gender": being.gender} if kind == "person" else {}
        yield _node(_AGENTS[kind], f"urn:sayso:{being.id}", name=being.name, alternateName=list(being.forms), **person)


def _said(report: Report, row: Row[Any], article: str) -> dict[str, Any]:
    name = report.names.get(row.speaker or "")
    creator = {"@id": f"urn:sayso:{being_id(report.id, name)}"} if name is not None and name.kind in _AGENTS else None
    outer = {"@id": _of(report, row.inside)} if row.inside in report.statements else {"@id": article}
    direct = row.quotation == "direct"
    place = {"isPartOf": outer} if direct else {"appearance": {"@id": article}, "isPartOf": outer}
    return _node(
        "Quotation" if direct else "Claim", _of(report, row.record), text=row.content, creator=creator,
        creditText=None if creator else row.who or "a source not named", dateCreated=_day(row.said), additionalType=f"urn:sayso:act:{row.act}",
        correction=[_comment(one) for one in report.corrected.get(row.record, ())], **place,
    )


def _comment(one: Correction) -> dict[str, Any]:
    """A person's correction of what sayso read; not the publisher's of what it printed."""
    return {"@type": "CorrectionComment", "text": f"The reading was corrected: {change_of(one)}" + (f" ({one.why})" if one.why else ""), "dateCreated": one.at,
            "author": {"@type": "Person", "name": one.by}}


def _day(said: str | None) -> str | None:
    """The date if it is a calendar day; a week or a season has no place there."""
    return said if said and len(said) == 10 and said[4] == said[7] == "-" and said.replace("-", "").isdigit() else None


def _of(report: Report, record: str) -> str:
    return f"urn:sayso:{report.id}:{record}"


def _node(kind: str, number: str, **properties: Any) -> dict[str, Any]:
    return {"@type": kind, "@id": number, **{name: value for name, value in properties.items() if value not in (None, "", [])}}


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the graph."""
    write_pieces(ledger, pieces, out, stdout, choice, progress)
