"""Texts as the reader sees them: every mention of a person with what is said of it, and the occasions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.attribution import ATTRIBUTIONS
from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading
from sayso.entity import ENTITIES
from sayso.reading.attributing.model import packaged
from sayso.reading.attributing.step import AttributionStep
from sayso.reading.dating import find_timexes
from sayso.reading.happening.authority import Authority
from sayso.reading.happening.clauses import PERSON
from sayso.reading.happening.scenes import STATUSES
from sayso.reading.happening.step import clauses
from sayso.reading.naming.step import EntityStep
from sayso.timex import TIMEXES

from .markup import Appearing, Occasion, Place, read

UNSURE = -100
"""The status that counts for nothing in training."""


@dataclass
class Candidate:
    """A mention of a person: its status (index, 0 for none, UNSURE where another mention bears it) and the evidence."""

    mention: Place
    sentence: Place
    person: str
    names: frozenset[str]
    status: int = 0
    evidence: Place | None = None


@dataclass(frozen=True)
class Scene:
    """A text with its labelled mentions and occasions."""

    text: str
    candidates: list[Candidate]
    occasions: list[Occasion]


def scenes(path: Path, corpora: Path | None = None) -> Iterator[Scene]:
    """The passages of a file, read and labelled."""
    for passage in read(path, corpora):
        found = list(mentions(before_events(passage.text, passage.published)))
        for row in passage.appearances:
            _label(found, row, passage.text)
        yield Scene(passage.text, found, passage.occasions)


def before_events(text: str, published: str) -> Reading:
    """A reading of plain lines, all layers but events."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Block(at, at + len(line), "body"))
        at += len(line) + 1
    reading = Reading(Document(text, Metadata(published=published, language="en"))).with_layer(BLOCKS, lines)
    reading = EntityStep().run(AttributionStep(packaged(1)).run(reading))
    return reading.with_layer(TIMEXES, find_timexes(text, document_date=published))


def mentions(reading: Reading) -> Iterator[Candidate]:
    """Every person that stands in a sentence: names, nominals, pronouns."""
    text = reading.document.text
    names = {e.id: frozenset({plain(e.name), *map(plain, e.aliases)}) for e in reading.layer(ENTITIES)}
    for clause in clauses(reading, Authority.of(reading.layer(ATTRIBUTIONS), text), lambda *_: True):
        for item in clause.items if clause else ():
            if item.code == PERSON:
                who = item.same or item
                person = who.people[0] if who.people else f"@{who.start}"
                called = names.get(person) or frozenset({plain(text[who.start : who.end])})
                yield Candidate((item.start, item.end), (clause.start, clause.end), person, called)


def _label(found: list[Candidate], row: Appearing, text: str) -> None:
    """Gives a row to the mention that it names, or to the person's nearest; the person's others in that sentence are unsure."""
    fits = [c for c in found if row.mention and c.mention[0] < row.mention[1] and row.mention[0] < c.mention[1]]
    fits = fits or sorted((c for c in found if plain(row.name) in c.names), key=lambda c: _gap(c.mention, row.evidence))
    if not fits:
        start = text.find(row.name)
        place = row.mention or (start, start + len(row.name))
        fits = [Candidate(place, place, row.name, frozenset({plain(row.name)}))]
        found.append(fits[0])
    one = fits[0]
    if one.status <= 0:
        one.status, one.evidence = STATUSES.index(row.status), row.evidence
    for other in found:
        if other.person == one.person and not other.status and other.sentence[0] <= row.evidence[0] < other.sentence[1]:
            other.status = UNSURE


def _gap(one: Place, other: Place) -> int:
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


def plain(name: str | None) -> str:
    """A name as names are compared: small letters, no article."""
    return (name or "").casefold().removeprefix("the ").strip()
