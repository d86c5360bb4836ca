"""What the model of scenes adds to what the rules found in a sentence: occasions, and who stood where."""

from __future__ import annotations

from typing import Final

from sayso.document import Span
from sayso.reading.happening.clauses import OCCASION, PERSON, Clause, Item
from sayso.reading.happening.drafts import EventDraft, RowDraft
from sayso.reading.happening.occasions import dates_near, extent_of
from sayso.reading.happening.reader import Reader, mode_near, same_person
from sayso.reading.happening.scenes import Standing, Taking

RULE: Final = "model"
_EITHER: Final = {"attended", "replaced"}


def learned(reader: Reader, clause: Clause) -> None:
    """Occasions that no rule found, then persons of whom no rule said anything in this sentence."""
    within = Span(clause.start, clause.end)
    for taking in reader.scenes.occasions(within):
        _occasion(reader, clause, taking)
    people = [item for item in clause.items if item.code == PERSON]
    standings = reader.scenes.standings([Span(i.start, i.end) for i in people], within) if people else []
    found = [(item, standing, row) for item, standing in zip(people, standings, strict=True) if standing and (row := _row(reader, clause, item, standing))]
    _substitutes(found)


def _occasion(reader: Reader, clause: Clause, taking: Taking) -> None:
    if any(taking.span.meets(span) for event in reader.events[-20:] for span in event.spans if event.sentence == reader.number):
        return
    status, happened = taking.outcome
    at = _item_at(clause, taking.span)
    voice = reader.authority.over(clause.items[at].start, taking.span)
    event = EventDraft(taking.kind, [taking.span], reader.number, _key(clause, taking.span), happened=happened, status=status,
                       voice=voice.id if voice else None, rule=RULE, name=taking.span)
    event.when = reader.calendar.when(dates_near(clause, extent_of(clause, at), at), happened is None)
    event.who = [i for i in clause.items if i.code == PERSON and taking.span.meets(Span(i.start, i.end))]
    if not _told_before(reader, event):
        reader.events.append(event)


def _told_before(reader: Reader, event: EventDraft) -> bool:
    """True if an earlier sentence told of the same occasion, day and outcome; the words are added to it."""
    for other in reader.events[-20:]:
        same_day = other.when and event.when and other.when.value == event.when.value
        if same_day and other.sentence != reader.number and (other.key, other.happened, other.voice) == (event.key, event.happened, event.voice):
            other.spans += event.spans
            return True
    return False


def _row(reader: Reader, clause: Clause, person: Item, standing: Standing) -> RowDraft | None:
    """The appearance of a person, unless a rule has told it; an occasion of the sentence that its evidence meets is what it is at."""
    rows = [r for r in reader.rows[-30:] if r.sentence == reader.number and same_person(r.person, person)]
    if any(r.status == standing.status or any(standing.evidence.meets(s) for s in r.spans) for r in rows):
        return None
    voice = reader.authority.over(person.start, standing.evidence)
    event = next((e for e in reversed(reader.events[-20:]) if e.sentence == reader.number and any(standing.evidence.meets(s) for s in e.spans)), None)
    at = _item_at(clause, standing.evidence)
    when = event.when if event else reader.calendar.when(dates_near(clause, None, at), standing.status in {"expected", "scheduled"} or None)
    mode = mode_near(clause, at, event) if standing.status == "attended" else "unknown"
    row = RowDraft(person, standing.status, [standing.evidence], reader.number, RULE, _name(clause, standing.evidence, event), event, when=when,
                   mode=mode, voice=voice.id if voice else None)
    return reader.keep(row)


def _substitutes(found: list[tuple[Item, Standing, RowDraft]]) -> None:
    """Where one is replaced and one other is there or due, each names the other."""
    absent = [row for _, standing, row in found if standing.status == "replaced" and row.by is None]
    there = [row for _, standing, row in found if standing.status in {"attended", "scheduled", "expected"}]
    if len(absent) == len(there) == 1:
        absent[0].by, there[0].by = there[0].person, absent[0].person


def _name(clause: Clause, evidence: Span, event: EventDraft | None) -> Span:
    if event is not None:
        return event.name or event.spans[-1]
    occasion = next((i for i in clause.items if i.code == OCCASION and evidence.meets(Span(i.start, i.end))), None)
    return Span(occasion.start, occasion.end) if occasion else evidence


def _item_at(clause: Clause, span: Span) -> int:
    """The occasion within a stretch of a sentence, else its first item."""
    inside = [k for k, i in enumerate(clause.items) if i.start < span.end and span.start < i.end]
    return next((k for k in inside if clause.items[k].code == OCCASION), inside[0] if inside else 0)


def _key(clause: Clause, span: Span) -> str:
    item = clause.items[_item_at(clause, span)]
    return item.noun.words[-1] if item.noun else item.words[-1] if item.words else item.code
