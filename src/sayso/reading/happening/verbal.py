"""The event that a verb itself tells of: who met, went, walked out, and when."""

from __future__ import annotations

from typing import Final

from sayso.attribution import Attribution
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.clauses import PERSON, PLACE, TIME, Clause, Item
from sayso.reading.happening.drafts import EventDraft
from sayso.reading.happening.occasions import Extent, trail
from sayso.reading.happening.reader import Reader
from sayso.reading.happening.triggers import Trigger

PRESENT: Final = {moods.FACT: "attended", moods.NEGATED: "absent", moods.PLANNED: "scheduled", moods.EXPECTED: "expected", moods.DROPPED: "absent"}
"""The status of the subject of a verb of attendance in each mood."""


def dated(clause: Clause, item: Item, at: int) -> bool:
    """True if an occasion names its date, one follows it, or one opens the sentence."""
    return any(i.code == TIME for i in (*item.inner, *clause.items[:2], *clause.items[at : at + 7]))


def verb_event(reader: Reader, clause: Clause, t: Trigger, voice: Attribution | None) -> EventDraft | None:
    """The event that a verb tells, or the occasion that it takes."""
    if t.occasion is not None:
        event = reader.event_at(clause, t.occasion, t.mood, voice=voice)
        return _refused(event, t) if event is not None else None
    found = Extent(t.at, t.last, clause.items[t.first].start, clause.items[t.last - 1].end)
    found.places += [i for i in clause.items[t.at : t.last] if i.code == PLACE]
    _past_aside(clause, found)
    trail(clause, found)
    happened = {moods.FACT: True, moods.NEGATED: False, moods.DROPPED: False}.get(t.mood)
    status = {moods.FACT: "held", moods.NEGATED: "failed", moods.DROPPED: "cancelled"}.get(t.mood, "planned")
    event = EventDraft(t.frame.kind, [found.span], reader.number, _key(t), happened=happened, status=status, rule=t.frame.name)
    event.when = reader.calendar.when(reader.dates(clause, found, t.at), happened is None)
    if event.when is None and t.first and clause.items[t.first - 1].code == "they":
        event.when = next((e.when for e in reversed(reader.events[-20:]) if e.kind == event.kind and reader.number - e.sentence < 4), None)
    if found.places:
        event.where = " ".join(found.places[0].words).title()
    if guarding.hedged(clause, t.at):
        event.happened = None
    reader.judged(event, voice)
    return _merged(reader, event)


def _past_aside(clause: Clause, found: Extent) -> None:
    """Steps over the comma that closes a name in apposition: "met the chairwoman, P, in Lyon"."""
    items, k = clause.items, found.last
    if k + 2 < len(items) and items[k].code == "," and items[k + 1].code == PERSON and items[k + 2].code == ",":
        k += 2
    if k + 1 < len(items) and items[k].code == "," and items[k - 1].code == PERSON and items[k + 1].code in {"in", "on", "at", "by", TIME}:
        found.last = k + 1


def _merged(reader: Reader, event: EventDraft) -> EventDraft:
    reader.touched = True
    for other in reader.events[-20:]:
        if other.sentence == reader.number and other.kind == event.kind and other.voice == event.voice and any(
                s.meets(o) for s in event.spans for o in other.spans):
            return other
    reader.events.append(event)
    return event


def _key(t: Trigger) -> str:
    return {"meeting": "meeting", "call": "call", "visit": "visit", "strike": "strike"}.get(t.frame.kind, t.frame.name)


def _refused(event: EventDraft, t: Trigger) -> EventDraft:
    if t.mood in {moods.NEGATED, moods.DROPPED}:
        event.happened, event.status = False, "failed" if t.mood == moods.NEGATED else "cancelled"
    return event
