"""Meetings and calls of two, gatherings, visits, rites, appointments, votes and strikes: the verb itself is the event."""

from __future__ import annotations

from sayso.document import Span
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.clauses import BODY, GROUP, OCCASION, PERSON, PLACE, Clause, Item
from sayso.reading.happening.reader import Reader
from sayso.reading.happening.triggers import Trigger
from sayso.reading.happening.verbal import PRESENT, dated, verb_event


def meet(reader: Reader, clause: Clause, t: Trigger) -> None:
    """One side meets, phones, receives another."""
    if t.who is None or not t.subject or (t.who.code == BODY and t.subject[0].code not in {PERSON, GROUP, BODY}):
        return
    if t.frame.name == "call-person" and clause.codes(t.last, t.last + 1) in (["“"], ['"'], ["“"]):
        return
    _meeting(reader, clause, t, [*t.subject, *t.people])


def gather(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Several meet, or hold an occasion together."""
    if t.occasion is None and clause.codes(t.last, t.last + 1) == ["with"]:
        return
    before = clause.items[t.first - 1] if t.first else None
    they = before is not None and (before.code in {"they", BODY} or (before.noun is not None and before.noun.strength == "body"))
    if they and before is not None and before.code != "they" and not any(i.timex is not None for i in clause.items):
        return
    if len(t.subject) > 1 or (t.subject and t.subject[0].code == GROUP) or they:
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
    elif event is not None and t.subject[0].code == PERSON and t.mood in {moods.FACT, moods.PLANNED} and not (voice and voice.act == "deny"):
        reader.add_row(clause, t, t.subject[0], PRESENT[t.mood], event, voice)


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
    place = t.head("PLACE", "SITE")
    people = [p for p in t.subject if p.code == PERSON]
    if not people or place is None or t.mood in {moods.LOOSE, moods.HABIT}:
        return
    if not any(i.timex is not None for i in clause.items) and (clause.items[place].code != PLACE or t.mood == moods.NEGATED):
        return
    if t.mood in {moods.NEGATED, moods.DROPPED}:
        voice = reader.voice_over(clause, t)
        event = verb_event(reader, clause, t, voice)
        for person in people:
            reader.add_row(clause, t, person, "absent", event, voice)
    else:
        _meeting(reader, clause, t, people)


def under_way(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody is on the way to a place: due there."""
    if t.mood == moods.FACT and {"is", "are", "'s"} & set(t.auxiliaries):
        t.mood = moods.PLANNED
        _meeting(reader, clause, t, [p for p in t.subject if p.code == PERSON])


def rite(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody lays a wreath, cuts a ribbon, signs a treaty, takes an oath."""
    people = [p for p in (t.people if t.frame.sense == "rite-by" else t.subject) if p.code == PERSON]
    if people and t.mood in {moods.FACT, moods.PLANNED, moods.EXPECTED}:
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
    """Somebody is appointed, elected, steps down: an event without appearance."""
    if t.subject and t.subject[0].code == PERSON and t.mood in {moods.FACT, moods.PLANNED} and (
            t.frame.sense == "appoint-by" or set(t.auxiliaries) & {"was", "were", "been", "be"}):
        event = verb_event(reader, clause, t, reader.voice_over(clause, t))
        if event is not None:
            event.who = list(t.subject)
            event.spans[0] = Span(min(event.spans[0].start, t.subject[0].start), event.spans[0].end)


def buried(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody is buried, christened: a ceremony, and no appearance."""
    if t.subject and t.subject[0].code == PERSON and t.mood in {moods.FACT, moods.PLANNED}:
        verb_event(reader, clause, t, reader.voice_over(clause, t))


def name(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A body or person appoints or elects somebody."""
    if t.who is not None and t.who.code == PERSON and t.mood in {moods.FACT, moods.PLANNED}:
        event = verb_event(reader, clause, t, reader.voice_over(clause, t))
        if event is not None:
            event.who = [t.who, *t.subject]


def act(reader: Reader, clause: Clause, t: Trigger) -> None:
    """People vote, strike, march: an event where it is dated."""
    led = clause.items[t.first - 1].code if t.first else ""
    people = t.subject or led in {"thousands", "hundreds", "parliament", "tens", "crowds", "protesters", "voters", "residents", "they"}
    if people and t.mood in {moods.FACT, moods.PLANNED} and any(i.timex is not None for i in clause.items[t.at : t.last + 12]):
        event = verb_event(reader, clause, t, reader.voice_over(clause, t))
        if event is not None:
            event.who = list(t.subject)


def walkout(reader: Reader, clause: Clause, t: Trigger) -> None:
    """People walk out: a strike where the sentence says so."""
    nouns = {w for item in clause.items for w in (item.words or (item.code,))}
    if t.mood not in {moods.FACT, moods.PLANNED} or (t.frame.name == "walkout" and not nouns & {"strike", "stoppage", "walkout", "pay", "union", "picket"}):
        return
    event = verb_event(reader, clause, t, reader.voice_over(clause, t))
    if event is not None:
        event.who = list(t.subject)
        for at, item in enumerate(clause.items):
            if item.code == OCCASION and item.noun is not None and item.noun.kind == "strike":
                reader.taken[at] = event
                event.spans[0] = Span(event.spans[0].start, max(event.spans[0].end, item.end))
