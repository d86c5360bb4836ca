"""Meetings and calls of two, gatherings, visits, appointments, votes and strikes: the verb itself is the event."""

from __future__ import annotations

from sayso.document import Span
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.clauses import BODY, GROUP, OCCASION, PERSON, PLACE, TIME, Clause, Item
from sayso.reading.happening.drafts import Trigger
from sayso.reading.happening.reader import Reader
from sayso.reading.happening.verbal import PRESENT, dated, verb_event


def meet(reader: Reader, clause: Clause, t: Trigger) -> None:
    """One side meets, phones, receives another."""
    if t.who is None or not t.subject or (t.who.code == BODY and t.subject[0].code not in {PERSON, GROUP, BODY}):
        return
    parties = [*t.subject, t.who, *_joined(clause, t)]
    _meeting(reader, clause, t, parties)


def _joined(clause: Clause, t: Trigger) -> list[Item]:
    found: list[Item] = []
    k = t.last
    while k + 1 < len(clause.items) and clause.items[k].code in {"and", ","} and clause.items[k + 1].code == PERSON:
        if clause.items[k].code == "," and (k + 2 >= len(clause.items) or clause.items[k + 2].code not in {",", "and"}):
            break
        if clause.items[k].code == "," and clause.items[k + 2].code == "," and len(found) == 0:
            break
        found.append(clause.items[k + 1])
        k += 2
    return found


def gather(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Several meet, or hold an occasion together."""
    plural = len(t.subject) > 1 or (t.subject and t.subject[0].code == GROUP)
    they = t.first and clause.items[t.first - 1].code == "they"
    if t.rule.name == "gather" and t.last < len(clause.items) and clause.items[t.last].code not in {
            "in", "on", "at", "for", TIME, ".", ",", "by", "to", "again", "during", "after", "before", ";", "near"}:
        return
    if plural or they:
        _meeting(reader, clause, t, t.subject)
    elif t.occasion is not None and t.subject and t.subject[0].code in {PERSON, BODY}:
        _hosted(reader, clause, t)


def _hosted(reader: Reader, clause: Clause, t: Trigger) -> None:
    """One body or person holds an occasion: an event; the person who holds it is there."""
    voice = reader.voice_over(clause, t)
    if t.occasion is None or t.mood in {moods.LOOSE, moods.HABIT} or not dated(clause, clause.items[t.occasion], t.occasion):
        return
    event = reader.event_at(clause, t.occasion, t.mood, voice=voice)
    if event is not None and t.mood == moods.NEGATED:
        event.happened, event.status = False, "failed"
    elif event is not None and t.subject[0].code == PERSON and t.mood == moods.FACT and not (voice and voice.act == "deny"):
        reader.add_row(clause, t, t.subject[0], "attended", event, voice)


def _meeting(reader: Reader, clause: Clause, t: Trigger, parties: list[Item]) -> None:
    if t.mood in {moods.LOOSE, moods.HABIT}:
        return
    voice = reader.voice_over(clause, t)
    event = verb_event(reader, clause, t, voice)
    if event is None:
        return
    event.who = [*parties, *(p for p in event.who if p not in parties)]
    status = {moods.FACT: "attended", moods.PLANNED: "scheduled", moods.EXPECTED: "expected"}.get(t.mood, "")
    if not status or (voice is not None and voice.act == "deny") or guarding.hedged(clause, t.at):
        return
    for person in parties:
        row = reader.add_row(clause, t, person, status, event, voice)
        if row is not None and row.sentence == reader.number and t.occasion is None:
            row.name = Span(clause.items[t.at].start, clause.items[t.last - 1].end)


def visit(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A person goes to a place; an unnamed place needs a date."""
    people = [p for p in t.subject if p.code == PERSON]
    if not people or t.place is None or t.mood in {moods.LOOSE, moods.HABIT, moods.NEGATED, moods.DROPPED}:
        return
    if clause.items[t.place].code != PLACE and not any(i.code == TIME for i in clause.items[t.last : t.last + 6]):
        return
    _meeting(reader, clause, t, people)


def escort(reader: Reader, clause: Clause, t: Trigger) -> None:
    """One travels with another: where the first did not, the other did."""
    voice = reader.voice_over(clause, t)
    if t.who is None or t.mood not in {moods.FACT, moods.NEGATED} or (voice and voice.act == "deny"):
        return
    mood, t.mood = t.mood, moods.FACT
    event = verb_event(reader, clause, t, voice)
    if event is None:
        return
    event.who = [t.who] if mood == moods.NEGATED else [*t.subject, t.who]
    for person in t.subject:
        reader.add_row(clause, t, person, PRESENT[mood], event, voice)
    reader.add_row(clause, t, t.who, "attended", event, voice)


def appoint(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody is appointed, elected, sworn in: an event without appearance."""
    if t.subject and t.subject[0].code == PERSON and t.mood in {moods.FACT, moods.PLANNED} and set(t.auxiliaries) & {"was", "were", "been", "be"}:
        event = verb_event(reader, clause, t, reader.voice_over(clause, t))
        if event is not None:
            event.who = list(t.subject)
            event.spans[0] = Span(min(event.spans[0].start, t.subject[0].start), event.spans[0].end)


def walkout(reader: Reader, clause: Clause, t: Trigger) -> None:
    """People walk out: a strike where the sentence says so."""
    nouns = {w for item in clause.items for w in (item.words or (item.code,))}
    if t.mood not in {moods.FACT, moods.PLANNED} or (t.rule.name == "walkout" and not nouns & {"strike", "stoppage", "walkout", "pay", "union", "picket"}):
        return
    event = verb_event(reader, clause, t, reader.voice_over(clause, t))
    if event is not None:
        event.who = list(t.subject)
        for at, item in enumerate(clause.items):
            if item.code == OCCASION and item.noun is not None and item.noun.kind == "strike":
                reader.taken[at] = event
                event.spans[0] = Span(event.spans[0].start, max(event.spans[0].end, item.end))

def name(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A body or person appoints or elects somebody."""
    if t.who is None or t.who.code != PERSON or t.mood not in {moods.FACT, moods.PLANNED}:
        return
    event = verb_event(reader, clause, t, reader.voice_over(clause, t))
    if event is not None:
        event.who = [t.who, *t.subject]


def act(reader: Reader, clause: Clause, t: Trigger) -> None:
    """People vote: an event where it is dated."""
    if t.subject and t.mood in {moods.FACT, moods.PLANNED} and any(i.code == TIME for i in clause.items[t.last : t.last + 8]):
        event = verb_event(reader, clause, t, reader.voice_over(clause, t))
        if event is not None:
            event.who = list(t.subject)
