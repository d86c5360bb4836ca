"""Attendance and absence: rows for the subject of a trigger at the occasion that it takes."""

from __future__ import annotations

from typing import Final

from sayso.attribution import Attribution
from sayso.document import Span
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.clauses import OCCASION, PERSON, Clause, Item
from sayso.reading.happening.drafts import EventDraft, Trigger
from sayso.reading.happening.occasions import Extent, trail
from sayso.reading.happening.reader import Reader
from sayso.reading.happening.verbal import PRESENT, dated, verb_event

_MISSING: Final = {moods.FACT: "absent", moods.PLANNED: "absent"}
_OF_OCCASION: Final = {moods.NEGATED: moods.FACT}


def voiced(status: str, voice: Attribution | None) -> str:
    """What a denial makes of a status: who denies having been there was absent; a denied absence is nothing."""
    if voice is not None and voice.act == "deny":
        return "absent" if status == "attended" else ""
    return status


def present(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody attends, chairs, opens an occasion, or is said not to."""
    _rows_at_occasion(reader, clause, t, PRESENT.get(t.mood, ""), t.subject)


def missing(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody misses, skips, is absent from an occasion, or leaves one before another."""
    if t.rule.name == "leave-before" and t.mood == moods.FACT:
        _left(reader, clause, t)
    _rows_at_occasion(reader, clause, t, _MISSING.get(t.mood, ""), t.subject)


def _left(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Who left a meeting before the ballot was at the meeting."""
    for at in range(t.at + 1, t.occasion or t.at):
        if clause.items[at].code == OCCASION:
            event = reader.event_at(clause, at, moods.FACT, voice=reader.voice_over(clause, t))
            for person in t.subject:
                reader.add_row(clause, t, person, "attended", event, reader.voice_over(clause, t))


def come(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody did not come: only a negated coming says something, and only where an occasion is at hand."""
    if t.mood == moods.NEGATED:
        _rows_at_occasion(reader, clause, t, "absent", t.subject)


def absence(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"The minister's absence from the vigil": the owner of the absence was not there."""
    if t.first > 1 and clause.items[t.first - 1].code == "'s" and clause.items[t.first - 2].code == PERSON:
        t.mood = moods.FACT
        _rows_at_occasion(reader, clause, t, "absent", [clause.items[t.first - 2]])


def present_by(reader: Reader, clause: Clause, t: Trigger) -> None:
    """An occasion was attended by somebody."""
    if t.who is not None and t.mood == moods.FACT:
        _rows_at_occasion(reader, clause, t, "attended", [t.who])


def excused(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody sent apologies, or was excused."""
    if t.mood == moods.FACT:
        _rows_at_occasion(reader, clause, t, "excused", t.subject)


def _rows_at_occasion(reader: Reader, clause: Clause, t: Trigger, status: str, people: list[Item]) -> None:
    voice = reader.voice_over(clause, t)
    people = [p for p in people if p.code == PERSON] if status else []
    status = voiced(status, voice)
    event = occasion_event(reader, clause, t, voice, bool(people))
    if event is None or not status or guarding.hedged(clause, t.at):
        return
    for person in people:
        reader.add_row(clause, t, person, status, event, voice)
        if status == "attended" and event.sentence >= reader.number - 2 and not any(person.people and person.people == w.people for w in event.who):
            event.who.append(person)


def occasion_event(reader: Reader, clause: Clause, t: Trigger, voice: Attribution | None, meant: bool) -> EventDraft | None:
    """The event of a trigger's occasion: the one in its pattern, else the one before it."""
    mood = _OF_OCCASION.get(t.mood, t.mood)
    if t.mood in {moods.LOOSE, moods.HABIT}:
        return None
    at = t.occasion
    if at is None and t.rule.kind:
        return verb_event(reader, clause, t, voice) if meant else None
    if at is None:
        at, event = reader.last_occasion(clause, t.last)
        if at is None:
            return event if meant else None
    item = clause.items[at]
    if item.code != OCCASION:
        return _unnamed(reader, clause, t, at, mood, voice) if meant else None
    if not meant and not dated(clause, item, at):
        return None
    affirmed = voice if voice is None or voice.act != "deny" else None
    return reader.event_at(clause, at, mood, voice=affirmed)


def _unnamed(reader: Reader, clause: Clause, t: Trigger, at: int, mood: str, voice: Attribution | None) -> EventDraft | None:
    """An occasion whose noun the lexicon lacks: only where a date shows that it is one."""
    found = Extent(at, t.last, clause.items[at].start, clause.items[t.last - 1].end)
    found.dates += [i.timex for i in clause.items[at : t.last] if i.timex is not None]
    trail(clause, found)
    if not found.dates:
        return None
    happened = True if mood == moods.FACT else None
    event = EventDraft("other", [found.span], reader.number, clause.items[t.last - 1].code, happened=happened,
                       status="held" if happened else "planned", voice=voice.id if voice else None)
    event.name = Span(found.start, clause.items[t.last - 1].end)
    event.when = reader.calendar.when(found.dates, not happened)
    reader.events.append(event)
    return event
