"""Attendance and absence: rows for the subject of a trigger, or for those it names, at the occasion that it takes."""

from __future__ import annotations

import re
from typing import Final

from sayso.attribution import Attribution
from sayso.document import Span
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.clauses import OCCASION, PERSON, Clause, Item
from sayso.reading.happening.drafts import EventDraft
from sayso.reading.happening.occasions import Extent, trail
from sayso.reading.happening.reader import Reader, same_person
from sayso.reading.happening.triggers import Trigger
from sayso.reading.happening.verbal import PRESENT, dated, verb_event

_MISSING: Final = {moods.FACT: "absent", moods.PLANNED: "absent"}
_OF_OCCASION: Final = {moods.NEGATED: moods.FACT, moods.DROPPED: moods.PLANNED}


def voiced(status: str, voice: Attribution | None) -> str:
    """What a denial makes of a status: who denies having been there was absent; a denied absence is nothing."""
    if voice is not None and voice.act == "deny":
        return "absent" if status == "attended" else ""
    return status


def _undone(clause: Clause, t: Trigger) -> bool:
    """True for a plan that came to nothing: "was to have spoken", "had been due to speak …, but"."""
    low, after = set(t.auxiliaries), set(clause.codes(t.last, len(clause.items)))
    if {"was", "to", "have"} <= low or {"were", "to", "have"} <= low:
        return True
    return bool(low & {"had", "was", "were"}) and bool(low & {"due", "supposed", "meant", "scheduled", "billed", "planned", "set", "booked", "promised"}) and \
        bool(after & {"but", "until"})


_WATCHED: Final = frozenset({"watched", "followed", "watching", "following"})


def present(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody attends, chairs, opens an occasion, or is said not to; who watches it at home is absent."""
    if t.mood == moods.FACT and clause.items[t.at].code in _WATCHED and {"home", "television", "tv"} & set(clause.codes(t.last, t.last + 5)):
        rows_at(reader, clause, t, "absent", t.subject)
        return
    if t.mood == moods.PLANNED and _undone(clause, t):
        t.mood = moods.NEGATED
        rows_at(reader, clause, t, "absent", t.subject)
        return
    if t.mood == moods.PLANNED and "had" in t.auxiliaries and not t.slots:
        return
    rows_at(reader, clause, t, PRESENT.get(t.mood, ""), t.subject)


def seen(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody is seen somewhere: at an occasion, or at a place, which is no event."""
    if t.occasion is not None:
        present(reader, clause, t)
    elif t.mood in {moods.FACT, moods.NEGATED} and not guarding.hedged(clause, t.at):
        at = t.slots.get("NP") or t.slots.get("WORD") or t.slots["PLACE"]
        for person in t.subject:
            reader.add_row(clause, t, person, PRESENT[t.mood], None, reader.voice_over(clause, t),
                           Span(clause.items[at.first].start, clause.items[at.last - 1].end))


_SAID: Final = frozenset({"evidence", "testimony", "speech", "address", "statement", "eulogy", "sermon", "reading", "lecture", "toast"})


def seen_by(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"Evidence was given on Monday by P": a presence without an occasion."""
    if t.mood == moods.FACT and set(t.auxiliaries) & {"was", "were"} and _SAID & set(clause.codes(0, t.at)):
        for person in t.people:
            reader.add_row(clause, t, person, "attended", None, reader.voice_over(clause, t))


def seen_where(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"P planted an oak in Oslo on Monday": who does something bodily at a place on a day is there."""
    dates = [i.timex for i in clause.items if i.timex is not None and i.timex.type in {"DATE", "TIME"} and len((i.timex.value or "")[:10]) == _DAY]
    people = [p for p in t.subject if p.code == PERSON]
    voice = reader.voice_over(clause, t)
    if t.mood not in _COMING or not people or not dates or guarding.hedged(clause, t.at) or (voice is not None and voice.act != "assert"):
        return
    spot = t.slots.get("SPOT") or t.slots["WORD"]
    name = Span(clause.items[spot.first].start, clause.items[spot.last - 1].end)
    for person in people:
        reader.add_row(clause, t, person, PRESENT[t.mood], None, voice, name)


_FOOTAGE: Final = frozenset({"footage", "photograph", "photographs", "photo", "photos", "video", "videos", "picture", "pictures", "image", "images", "film", "television", "cameras",
                             "camera", "tape", "eyewitnesses", "witnesses", "recording", "broadcast", "tv"})


def shown(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"Footage shows P entering the hotel on Monday"."""
    words = {w for item in clause.items[: t.at] for w in item.words or (item.code,)}
    if t.mood in {moods.FACT, moods.HABIT, moods.PLANNED} and words & _FOOTAGE and any(i.timex is not None for i in clause.items):
        for person in t.people:
            reader.add_row(clause, t, person, "attended", None, reader.voice_over(clause, t), Span(clause.items[t.at].start, clause.items[t.last - 1].end))


def due_where(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody is due or expected at a place on a day."""
    spot = t.slots["SPOT"]
    if t.mood == moods.FACT and {"is", "are", "'s"} & set(t.auxiliaries):
        for person in t.subject:
            reader.add_row(clause, t, person, t.frame.sense.partition(":")[2], None, reader.voice_over(clause, t),
                           Span(clause.items[spot.first].start, clause.items[spot.last - 1].end))


_DAY: Final = 10
"""A date of that many characters names a day."""


def tried_absent(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"P was convicted in his absence": a trial at which the accused was not."""
    if t.mood == moods.FACT:
        voice = reader.voice_over(clause, t)
        at, _ = reader.last_occasion(clause, t.last)
        event = reader.event_at(clause, at, moods.FACT, voice=voice) if at is not None else verb_event(reader, clause, t, voice)
        for person in t.subject:
            reader.add_row(clause, t, person, "absent", event, voice)


def missing(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody misses, skips, is absent from an occasion, or leaves one before another."""
    if t.occasion is None and "NP" not in t.slots and _as_due(reader, clause, t):
        return
    if t.frame.name == "leave-before" and t.mood == moods.FACT:
        _left(reader, clause, t)
    status = _MISSING.get(t.mood, "")
    if status and _LEAVE & set(clause.codes(max(0, t.first - 12), t.first)):
        status = "excused"
    rows_at(reader, clause, t, status, t.subject)


_LEAVE: Final = frozenset({"permission", "leave", "dispensation"})


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
        rows_at(reader, clause, t, "absent", t.subject)


def absence(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"The minister's absence from the vigil", "the absence of P from": the one whose absence it is was not there."""
    owner = _owner(reader, clause, t)
    if owner is not None:
        rows_at(reader, clause, t, "absent", [owner])


def _owner(reader: Reader, clause: Clause, t: Trigger) -> Item | None:
    if t.who is not None:
        return t.who
    items, k = clause.items, t.first - 1
    while k > 0 and items[k].code.isalpha() and items[k].code.islower() and items[k].code not in {"his", "her", "in", "the"}:
        k -= 1
    if k > 0 and items[k].code == "'s" and items[k - 1].code == PERSON:
        return items[k - 1]
    if k >= 0 and items[k].code in {"his", "her"}:
        return reader.antecedent(clause, k)
    return None


_COMING: Final = frozenset({moods.FACT, moods.PLANNED, moods.EXPECTED})


def present_by(reader: Reader, clause: Clause, t: Trigger) -> None:
    """An occasion was attended by somebody, or its guests included them."""
    near = OCCASION in clause.codes(max(0, t.first - 8), t.first) or t.auxiliaries or t.occasion is not None
    if t.mood in _COMING and near:
        rows_at(reader, clause, t, PRESENT[t.mood], t.people)


def due(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody is expected or due at an occasion, or not."""
    status = "absent" if t.mood in {moods.NEGATED, moods.DROPPED} else t.frame.sense.partition(":")[2]
    t.mood = {"absent": moods.DROPPED, "expected": moods.EXPECTED}.get(status, moods.PLANNED)
    rows_at(reader, clause, t, status, t.subject)


def kept(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Something kept somebody from an occasion, or somebody excused another from it."""
    if t.mood == moods.FACT:
        rows_at(reader, clause, t, t.frame.sense.partition(":")[2], t.people or t.subject)


def due_object(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"Organisers expect P at the final"."""
    if t.mood in {moods.FACT, moods.HABIT} or clause.items[t.at].code in {"expect", "await", "anticipate"}:
        t.mood = moods.EXPECTED
        rows_at(reader, clause, t, "expected", t.people)


def excused_by(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"Apologies were received from P"."""
    if {"apologies", "regrets"} & set(clause.codes(0, t.at)):
        excused(reader, clause, t)


def excused(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody sent apologies, or was excused."""
    if t.frame.name == "excused-bare" and t.mood == moods.FACT and reader.last_occasion(clause, t.last) == (None, None):
        for person in t.subject:
            reader.add_row(clause, t, person, "excused", None, reader.voice_over(clause, t))
    elif t.mood == moods.FACT:
        rows_at(reader, clause, t, "excused", t.people or t.subject)


def missing_then(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody stayed elsewhere, or cancelled: an absence only where it is clear from what."""
    _as_due(reader, clause, t)


def _as_due(reader: Reader, clause: Clause, t: Trigger) -> bool:
    """True if the subject was due at an occasion told of just before, or others went there, and is now known to be absent."""
    due = [r for r in reader.rows[-5:] if r.status in {"expected", "scheduled"} and reader.number - r.sentence <= 1]
    if t.mood not in {moods.FACT, moods.PLANNED} or not t.subject or t.subject[0].code != PERSON:
        return False
    row = next((r for r in reversed(due) if same_person(r.person, t.subject[0])), None)
    others = [r for r in reader.rows[-5:] if r.status == "attended" and r.event is not None and r.event.kind == "visit" and reader.number - r.sentence <= 1]
    if row is not None:
        reader.add_row(clause, t, t.subject[0], "absent", row.event, reader.voice_over(clause, t))
        return True
    if t.frame.name == "stay-elsewhere" and others and not any(same_person(r.person, t.subject[0]) for r in others):
        reader.add_row(clause, t, t.subject[0], "absent", others[-1].event, reader.voice_over(clause, t))
        return True
    return False


_GUESTS: Final = frozenset({"guests", "mourners", "attendees", "participants", "speakers", "those", "audience", "delegates", "attending", "crowd", "delegation", "congregation",
                            "dignitaries", "celebrities", "panellists", "panelists", "party", "gathering", "turnout", "visitors", "present", "line-up", "attendance"})
_SEATS: Final = re.compile(r" (?P<own>P )'s (?:[a-z]+ ){0,2}?(?:chair|seat|place|desk|box|throne|spot|lectern|podium) | (?:chair|seat|place|desk|box|throne|spot|lectern|podium) "
                           r"(?:[a-z-]+ ){0,3}?(?:for|of|to) (?P<of>P )| (?P<whose>P )(?:, )?whose (?:[a-z]+ ){0,2}?(?:chair|seat|place|desk|box|throne) ")


def guests(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"Guests at the wedding included P and P": those listed were there."""
    words = {w for item in clause.items[: t.first] for w in item.words or (item.code,)}
    if t.mood in _COMING and words & _GUESTS:
        rows_at(reader, clause, t, PRESENT[t.mood], t.people)


def empty(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"P's chair stayed empty"."""
    found = _SEATS.search(clause.coded, 0, clause.places[t.at])
    if found is not None and t.mood == moods.FACT:
        at = clause.item_at(found.start(next(n for n in ("own", "of", "whose") if found[n])))
        t.first = min(t.first, clause.item_at(found.start() + 1))
        rows_at(reader, clause, t, "absent", [clause.items[at]])


def without(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"The trial went ahead without P": somebody not there, where the sentence begins, opens or holds the occasion."""
    came = [r for r in reader.rows[-8:] if r.sentence == reader.number and r.status == "attended" and r.event is not None and r.event.kind == "visit"]
    if came and t.people:
        for person in t.people:
            reader.add_row(clause, t, person, "absent", came[-1].event, reader.voice_over(clause, t))
    elif set(clause.codes(max(0, t.at - 10), t.at)) & _UNDER_WAY and any(item.code == OCCASION for item in clause.items[: t.at]):
        rows_at(reader, clause, t, "absent", t.people)


_UNDER_WAY: Final = frozenset({"ahead", "began", "begun", "opened", "started", "resumed", "held", "met", "proceeded", "place", "ended", "continued", "convened", "reopened", "sat", "way", "closed", "begins", "opens"})


def rows_at(reader: Reader, clause: Clause, t: Trigger, status: str, people: list[Item]) -> None:
    """A row of a status for each of some people at the occasion of a trigger."""
    voice = reader.voice_over(clause, t)
    people = [p for p in people if p.code == PERSON] if status else []
    status = voiced(status, voice)
    event = occasion_event(reader, clause, t, voice, bool(people))
    if event is not None and event.kind == "election" and t.mood == moods.FACT:
        return
    if status == "absent" and t.mood == moods.NEGATED and t.occasion is not None and clause.items[t.occasion].words[0] in {"a", "an"} and not dated(
            clause, clause.items[t.occasion], t.occasion):
        return
    if not status or guarding.hedged(clause, t.at) or (event is None and not _placed(clause, t, status)):
        return
    for person in people:
        reader.add_row(clause, t, person, status, event, voice)
        if status == "attended" and event is not None and event.sentence >= reader.number - 2 and not any(
                person.people and person.people == w.people for w in event.who):
            event.who.append(person)


def _placed(clause: Clause, t: Trigger, status: str) -> bool:
    """True if a row may stand without an event: a dated absence."""
    contrast = t.mood == moods.NEGATED and bool({"did", "never"} & set(t.auxiliaries)) and "but" in clause.codes(0, t.first)
    gave_up = t.frame.name == "stay-away" and t.mood == moods.FACT
    return t.frame.name in {"set-foot", "absence"} or contrast or (not gave_up and status in {"absent", "excused"} and any(i.timex is not None and i.timex.type in {"DATE", "TIME"} for i in clause.items))


def occasion_event(reader: Reader, clause: Clause, t: Trigger, voice: Attribution | None, meant: bool) -> EventDraft | None:
    """The event of a trigger's occasion: the one it takes, else the one before it."""
    mood = _OF_OCCASION.get(t.mood, t.mood)
    if t.mood in {moods.LOOSE, moods.HABIT}:
        return None
    at = t.occasion
    if at is None and t.frame.kind:
        return verb_event(reader, clause, t, voice) if meant else None
    if at is None and "NP" in t.slots:
        return _unnamed(reader, clause, t, mood, voice) if meant else None
    if at is None:
        at, event = reader.last_occasion(clause, t.last)
        if at is None:
            return event if meant else None
    item = clause.items[at]
    if not meant and not dated(clause, item, at):
        return None
    affirmed = voice if voice is None or voice.act != "deny" else None
    return reader.event_at(clause, at, mood, voice=affirmed)


def _unnamed(reader: Reader, clause: Clause, t: Trigger, mood: str, voice: Attribution | None) -> EventDraft | None:
    """An occasion whose noun the lexicon lacks: only where a date shows that it is one."""
    slot = t.slots["NP"]
    found = Extent(slot.first, slot.last, clause.items[slot.first].start, clause.items[slot.last - 1].end)
    found.dates += [i.timex for i in clause.items[slot.first : slot.last] if i.timex is not None]
    trail(clause, found)
    if not found.dates:
        return None
    happened = True if mood == moods.FACT else None
    event = EventDraft("other", [found.span], reader.number, clause.items[slot.head].code, happened=happened,
                       status="held" if happened else "planned", voice=voice.id if voice else None)
    event.name = Span(found.start, clause.items[slot.last - 1].end)
    event.when = reader.calendar.when(found.dates, not happened)
    reader.events.append(event)
    return event
