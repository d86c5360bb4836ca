"""What the model of scenes adds to what the rules found in a sentence: occasions, and who stood where."""

from __future__ import annotations

from typing import Final

from sayso.document import Span
from sayso.reading.happening.authority import UNDONE, UNPROVEN
from sayso.reading.happening.clauses import OCCASION, PERSON, PLACE, Clause, Item
from sayso.reading.happening.drafts import EventDraft, RowDraft
from sayso.reading.happening.occasions import extent_of
from sayso.reading.happening.reader import Reader, mode_near, same_person
from sayso.reading.happening.scenes import Standing, Taking

RULE: Final = "model"
_AHEAD: Final = frozenset({"expected", "scheduled"})
_NO_PROOF: Final = UNPROVEN | UNDONE | {"deny"}
_PLANS: Final = (" was to have ", " were to have ", " would have ", " had been due ", " had been to ", " was supposed ", " had hoped ", " had planned ")
_SHORT: Final = 3
"""Words of so many letters or fewer show nothing by themselves."""


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
    if _event_at(reader, taking.span) is not None:
        return
    status, happened = taking.outcome
    at = _item_at(clause, taking.span)
    voice = reader.authority.over(clause.items[at].start, taking.span)
    event = EventDraft(taking.kind, [taking.span], reader.number, _key(clause, taking.span), happened=happened, status=status, rule=RULE, name=taking.span)
    event.when = reader.calendar.when(reader.dates(clause, extent_of(clause, at), at), happened is None)
    reader.judged(event, voice)
    event.who = [i for i in clause.items if i.code == PERSON and taking.span.meets(Span(i.start, i.end))]
    if not _told_before(reader, event):
        reader.events.append(event)


def _event_at(reader: Reader, span: Span) -> EventDraft | None:
    """The last event some of whose words lie in a stretch of text."""
    return next((e for e in reversed(reader.events[-40:]) if any(span.meets(s) for s in e.spans)), None)


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
    if _says_nothing(clause, person, standing.evidence) or _told(reader, clause, person) or _never_was(reader, clause, standing):
        return None
    voice = reader.authority.over(standing.evidence.start, standing.evidence)  # a person's words may begin before what is said: "that harbourmaster P"
    if voice is not None and (voice.act in UNPROVEN or (voice.act in UNDONE and standing.status not in _AHEAD)):
        return None
    event = _event_at(reader, standing.evidence)
    at = _item_at(clause, standing.evidence)
    when = event.when if event else reader.calendar.when(reader.dates(clause, None, at), standing.status in _AHEAD or None)
    mode = mode_near(clause, at, event) if standing.status == "attended" else "unknown"
    row = RowDraft(person, standing.status, [standing.evidence], reader.number, RULE, _name(clause, standing.evidence, event), event, when=when,
                   mode=mode, voice=voice.id if voice else None)
    return reader.keep(row)


def _told(reader: Reader, clause: Clause, person: Item) -> bool:
    """True if a row of the person points into this sentence already."""
    return any(same_person(r.person, person) and any(clause.start <= s.start < clause.end for s in r.spans) for r in reader.rows[-60:])


def _never_was(reader: Reader, clause: Clause, standing: Standing) -> bool:
    """True for an attendance that had only been planned ("was to have led") or is denied ("denied sharing a car"), and for a refusal to speak."""
    inside = [k for k, i in enumerate(clause.items) if i.start < standing.evidence.end and standing.evidence.start < i.end]
    acts = {said.act for k in inside if (said := reader.authority.by_cue(clause.items[k].start)) is not None}
    if standing.status == "absent":
        return bool(acts)
    words = f" {' '.join(clause.codes(inside[0] - 3, inside[-1] + 1))} " if inside else ""
    return standing.status == "attended" and (bool(acts & _NO_PROOF) or any(plan in words for plan in _PLANS))


def _says_nothing(clause: Clause, person: Item, evidence: Span) -> bool:
    """True for evidence that is no more than the person's own name, or a word of grammar."""
    words = [i for i in clause.items if i.start < evidence.end and evidence.start < i.end and i is not person]
    return not any(len(i.code) > _SHORT or i.code in {OCCASION, PLACE} for i in words)


def _substitutes(found: list[tuple[Item, Standing, RowDraft]]) -> None:
    """Where one is replaced and one other is there or due, each names the other."""
    absent = [row for _, standing, row in found if standing.status == "replaced" and row.by is None]
    there = [row for _, standing, row in found if standing.status in {"attended", "scheduled", "expected"}]
    if len(absent) == len(there) == 1:
        absent[0].by, there[0].by = there[0].person, absent[0].person


def _name(clause: Clause, evidence: Span, event: EventDraft | None) -> Span:
    if event is not None:
        return event.name or event.spans[-1]
    inside = [i for i in clause.items if evidence.meets(Span(i.start, i.end))]
    at = next((i for code in (OCCASION, PLACE) for i in inside if i.code == code), None)
    return Span(at.start, at.end) if at else evidence


def _item_at(clause: Clause, span: Span) -> int:
    """The occasion within a stretch of a sentence, else its first item."""
    inside = [k for k, i in enumerate(clause.items) if i.start < span.end and span.start < i.end]
    return next((k for k in inside if clause.items[k].code == OCCASION), inside[0] if inside else 0)


def _key(clause: Clause, span: Span) -> str:
    item = clause.items[_item_at(clause, span)]
    return item.noun.words[-1] if item.noun else item.words[-1] if item.words else item.code
