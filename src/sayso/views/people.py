"""People and dates: who the report speaks of, what happened when, and who appeared where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.document import Document, Reading, Span, Spans
from sayso.entity import ENTITIES, MENTIONS
from sayso.event import APPEARANCES, EVENTS, Event
from sayso.timex import TIMEXES, Timex
from sayso.views.statements import OUTLET, Statement, words_of


@dataclass(frozen=True, slots=True)
class Person:
    """An entity with the roles and names that the text gives it, where it is first named, and what it says here."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    age: int | None
    mentions: int
    first: Span | None
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression in its words, and how it was resolved."""

    id: str
    words: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a reader sees it; `happened` is None where it is not known or not yet so."""

    id: str
    kind: str
    words: str
    who: tuple[str, ...]
    where: str | None
    status: str
    happened: bool | None
    according_to: str
    evidence: Spans


@dataclass(frozen=True, slots=True)
class Day:
    """One value of the timeline (None: undated) with its wordings and the events placed there."""

    value: str | None
    begin: str | None
    until: str | None
    wordings: tuple[Dated, ...]
    events: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """One row of the table of appearances, in the reader's words."""

    id: str
    person: str
    occasion: str
    status: str
    by: str | None
    when: str | None
    mode: str
    according_to: str
    because: str
    words: str
    evidence: Spans


def people(reading: Reading, told: Iterable[Statement]) -> tuple[Person, ...]:
    """Persons, and other entities that say something, in the order in which the text first has them."""
    said: dict[str, list[int]] = {}
    for statement in told:
        said.setdefault(statement.speaker or "", []).append(statement.number)
    places: dict[str, list[Span]] = {}
    for mention in reading.layer(MENTIONS):
        places.setdefault(mention.entity, []).append(mention.span)
    found = [
        Person(
            entity.id, entity.kind, entity.name, tuple(alias for alias in entity.aliases if alias != entity.name),
            tuple(dict.fromkeys(role.title for role in entity.roles)), entity.age, len(places.get(entity.id, ())),
            min(places.get(entity.id, ()), default=None), tuple(said.get(entity.id, ())),
        )
        for entity in reading.layer(ENTITIES) if entity.kind == "person" or entity.id in said
    ]
    return tuple(sorted(found, key=lambda person: (person.kind != "person", person.first or Span(0, 0))))


def timeline(reading: Reading, told: Sequence[Statement]) -> tuple[Day, ...]:
    """Every date the text gives and every event, by value, earliest first; what has no place in time comes last."""
    worded: dict[str | None, list[Timex]] = {}
    for timex in reading.layer(TIMEXES):
        worded.setdefault(timex.value, []).append(timex)
    placed: dict[str | None, list[Event]] = {}
    for event in reading.layer(EVENTS):
        placed.setdefault(event.when.value if event.when else None, []).append(event)
    document, names, voices = reading.document, _names(reading), _voices(reading, told)
    days = [
        _day(value, worded.get(value, ()), placed.get(value, ()), document=document, names=names, voices=voices)
        for value in {**worded, **placed}
    ]
    return tuple(sorted(days, key=_in_time))


def appearances(reading: Reading, told: Sequence[Statement]) -> tuple[Presence, ...]:
    """Who was where, or was not, in the order of the evidence."""
    names = _names(reading)
    voices = _voices(reading, told)
    document = reading.document
    return tuple(
        Presence(
            row.id, names.get(row.person or "", "somebody"), row.occasion.name, row.status,
            names.get(row.by, None) if row.by else None, row.when.value if row.when else None, row.mode,
            voices.get(row.according_to, "?"), words_of(document, row.expected_because), words_of(document, row.evidence), row.evidence,
        )
        for row in sorted(reading.layer(APPEARANCES), key=lambda row: (row.evidence[:1], row.id))
    )


def _names(reading: Reading) -> Mapping[str, str]:
    return {entity.id: entity.name for entity in reading.layer(ENTITIES)}


def _voices(reading: Reading, told: Sequence[Statement]) -> Mapping[str | None, str]:
    """Who vouches, by the id of an attribution; None stands for the outlet itself."""
    outlet = reading.document.metadata.publisher or OUTLET
    return {None: outlet, **{statement.id: statement.who for statement in told}}


def _day(
    value: str | None, timexes: Sequence[Timex], events: Sequence[Event], *, document: Document,
    names: Mapping[str, str], voices: Mapping[str | None, str],
) -> Day:
    begin = next((timex.begin for timex in timexes if timex.begin), _begin_of(value))
    until = next((timex.until for timex in timexes if timex.until), None)
    wordings = tuple(Dated(timex.id, words_of(document, [timex.span]), timex.span, timex.rule) for timex in timexes)
    happenings = tuple(
        Happening(
            event.id, event.kind, words_of(document, event.evidence), tuple(names.get(who, who) for who in event.who),
            names.get(event.where, event.where) if event.where else None, event.status, event.happened,
            voices.get(event.according_to, "?"), event.evidence,
        )
        for event in events
    )
    return Day(value, begin, until, wordings, happenings)


def _begin_of(value: str | None) -> str | None:
    """A value that starts with a year, as its own beginning; anything else (durations, sets) has no place in time."""
    return value if value and value[:4].isdecimal() else None


def _in_time(day: Day) -> tuple[bool, bool, str, str]:
    return day.begin is None, day.value is None, day.begin or "", day.value or ""
