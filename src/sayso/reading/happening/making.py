"""What each sense of a trigger makes: rows of appearance, and the events they are at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from sayso.attribution import Attribution, SaidOn
from sayso.document import Span
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.clauses import BODY, GROUP, OCCASION, PERSON, PLACE, TIME, Clause, Item
from sayso.reading.happening.drafts import EventDraft, RowDraft
from sayso.reading.happening.occasions import Extent, dates_near, extent_of, shade, trail
from sayso.reading.happening.words import PREPOSITIONS

if TYPE_CHECKING:
    from sayso.reading.happening.reader import Reader, Trigger

_PRESENT: Final = {moods.FACT: "attended", moods.NEGATED: "absent", moods.PLANNED: "scheduled", moods.EXPECTED: "expected", moods.DROPPED: "absent"}
_MISSING: Final = {moods.FACT: "absent", moods.PLANNED: "absent"}
_OF_OCCASION: Final = {moods.NEGATED: moods.FACT}
_SELF_EVIDENT: Final = frozenset({"a", "an"})


def _voiced(status: str, voice: Attribution | None) -> str:
    """What a denial makes of a status: who denies having been there was absent; a denied absence is nothing."""
    if voice is not None and voice.act == "deny":
        return "absent" if status == "attended" else ""
    return status


def present(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody attends, chairs, opens an occasion, or is said not to."""
    _rows_at_occasion(reader, clause, t, _PRESENT.get(t.mood, ""), t.subject)


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
    status = _voiced(status, voice)
    event = _occasion_event(reader, clause, t, voice, bool(people))
    if event is None or not status or guarding.hedged(clause, t.at):
        return
    for person in people:
        reader.add_row(clause, t, person, status, event, voice)
        if status == "attended" and event.sentence >= reader.number - 2 and not any(person.people and person.people == w.people for w in event.who):
            event.who.append(person)


def _occasion_event(reader: Reader, clause: Clause, t: Trigger, voice: Attribution | None, meant: bool) -> EventDraft | None:
    """The event of a trigger's occasion: the one in its pattern, else the one before it."""
    mood = _OF_OCCASION.get(t.mood, t.mood)
    if t.mood in {moods.LOOSE, moods.HABIT}:
        return None
    at = t.occasion
    if at is None:
        at, event = reader.last_occasion(clause, t.last)
        if at is None:
            return event if meant else None
    item = clause.items[at]
    if item.code != OCCASION:
        return _unnamed(reader, clause, t, at, mood, voice) if meant else None
    if not meant and not _dated(clause, item, at):
        return None
    affirmed = voice if voice is None or voice.act != "deny" else None
    return reader.event_at(clause, at, mood, voice=affirmed)


def _dated(clause: Clause, item: Item, at: int) -> bool:
    return any(i.code == TIME for i in (*item.inner, *clause.items[at : at + 4]))


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


# --- meetings of two, and visits ---


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
    if t.occasion is None or t.mood in {moods.LOOSE, moods.HABIT} or not _dated(clause, clause.items[t.occasion], t.occasion):
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
    event = _verb_event(reader, clause, t, voice)
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


def _verb_event(reader: Reader, clause: Clause, t: Trigger, voice: Attribution | None) -> EventDraft | None:
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
    event = EventDraft(t.rule.kind, [found.span], reader.number, _key(t), happened=happened, status=status, rule=t.rule.name)
    event.when = reader.calendar.when(dates_near(clause, found, t.at), happened is None)
    if event.when is None and t.first and clause.items[t.first - 1].code == "they":
        event.when = next((e.when for e in reversed(reader.events) if e.kind == event.kind and reader.number - e.sentence < 4), None)
    if found.places:
        event.where = " ".join(found.places[0].words).title()
    if guarding.hedged(clause, t.at):
        event.happened = None
    reader._judged(event, voice)  # noqa: SLF001
    return _merged(reader, event)


def _past_aside(clause: Clause, found: Extent) -> None:
    """Steps over the comma that closes a name in apposition: "met the chairwoman, P, in Lyon"."""
    items, k = clause.items, found.last
    if k + 2 < len(items) and items[k].code == "," and items[k + 1].code == PERSON and items[k + 2].code == ",":
        k += 2
    if k + 1 < len(items) and items[k].code == "," and items[k - 1].code == PERSON and items[k + 1].code in {"in", "on", "at", "by", TIME}:
        found.last = k + 1


def _merged(reader: Reader, event: EventDraft) -> EventDraft:
    for other in reader.events:
        if other.sentence == reader.number and other.kind == event.kind and other.voice == event.voice and any(
                s.meets(o) for s in event.spans for o in other.spans):
            return other
    reader.events.append(event)
    return event


def _key(t: Trigger) -> str:
    return {"meeting": "meeting", "call": "call", "visit": "visit", "strike": "strike"}.get(t.rule.kind, t.rule.name)


def _refused(event: EventDraft, t: Trigger) -> EventDraft:
    if t.mood in {moods.NEGATED, moods.DROPPED}:
        event.happened, event.status = False, "failed" if t.mood == moods.NEGATED else "cancelled"
    return event


def visit(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A person goes to a place; an unnamed place needs a date."""
    people = [p for p in t.subject if p.code == PERSON]
    if not people or t.place is None or t.mood in {moods.LOOSE, moods.HABIT, moods.NEGATED, moods.DROPPED}:
        return
    if clause.items[t.place].code != PLACE and not any(i.code == TIME for i in clause.items[t.last : t.last + 3]):
        return
    _meeting(reader, clause, t, people)


def escort(reader: Reader, clause: Clause, t: Trigger) -> None:
    """One travels with another: where the first did not, the other did."""
    voice = reader.voice_over(clause, t)
    if t.who is None or t.mood not in {moods.FACT, moods.NEGATED} or (voice and voice.act in {"deny"}):
        return
    mood, t.mood = t.mood, moods.FACT
    event = _verb_event(reader, clause, t, voice)
    if event is None:
        return
    event.who = [t.who] if mood == moods.NEGATED else [*t.subject, t.who]
    for person in t.subject:
        reader.add_row(clause, t, person, _PRESENT[mood], event, voice)
    reader.add_row(clause, t, t.who, "attended", event, voice)


def appoint(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody is appointed, elected, sworn in: an event without appearance."""
    if t.subject and t.subject[0].code == PERSON and t.mood in {moods.FACT, moods.PLANNED} and set(t.auxiliaries) & {"was", "were", "been", "be"}:
        event = _verb_event(reader, clause, t, reader.voice_over(clause, t))
        if event is not None:
            event.who = list(t.subject)
            event.spans[0] = Span(min(event.spans[0].start, t.subject[0].start), event.spans[0].end)


def walkout(reader: Reader, clause: Clause, t: Trigger) -> None:
    """People walk out: a strike where the sentence says so."""
    nouns = {w for item in clause.items for w in (item.words or (item.code,))}
    if t.mood not in {moods.FACT, moods.PLANNED} or (t.rule.name == "walkout" and not nouns & {"strike", "stoppage", "walkout", "pay", "union", "picket"}):
        return
    event = _verb_event(reader, clause, t, reader.voice_over(clause, t))
    if event is not None:
        event.who = list(t.subject)
        for at, item in enumerate(clause.items):
            if item.code == OCCASION and item.noun is not None and item.noun.kind == "strike":
                reader.taken[at] = event
                event.spans[0] = Span(event.spans[0].start, max(event.spans[0].end, item.end))


# --- standing in for somebody ---


def stand_in(reader: Reader, clause: Clause, t: Trigger) -> None:
    """The subject is there instead of another person."""
    if t.who is not None and t.subject:
        _substitution(reader, clause, t, t.subject[0], t.who)


def represented(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Another person is there instead of the subject."""
    if t.who is None or not t.subject:
        return
    if t.occasion is None and t.rule.name == "represented-by-2":
        t.occasion, _ = reader.last_occasion(clause, t.last)
    if t.occasion is None:
        _sent_instead(reader, clause, t)
    else:
        _substitution(reader, clause, t, t.who, t.subject[0])


def _substitution(reader: Reader, clause: Clause, t: Trigger, there: Item, away: Item) -> None:
    voice = reader.voice_over(clause, t)
    status = {moods.FACT: "attended", moods.PLANNED: "scheduled", moods.EXPECTED: "expected"}.get(t.mood, "")
    if not status or t.occasion is None or there.code != PERSON or away.code != PERSON or (voice and voice.act == "deny"):
        return
    event = _occasion_event(reader, clause, t, voice, True)
    if event is None:
        return
    gone = reader.add_row(clause, t, away, "replaced", event, voice)
    came = reader.add_row(clause, t, there, status, event, voice)
    if gone is not None and came is not None:
        gone.by, came.by = there, away
        if status == "attended":
            event.who.append(there)


def _sent_instead(reader: Reader, clause: Clause, t: Trigger) -> None:
    row = _latest_absent(reader)
    if row is not None and t.who is not None and t.mood == moods.FACT:
        came = reader.add_row(clause, t, t.who, "attended", row.event, reader.voice_over(clause, t), row.name)
        if came is not None:
            _pair(row, came)


def handed(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Another representative was chosen for an occasion, and the text says whose place that was."""
    found = re.compile(r" (?:role|place|seat|task|duty|job|part|post) (?:\S+ ){0,5}?(?:by|to|for) (?P<who>P )").search(clause.coded, t.match.end() if t.match else 0)
    if found is None or t.occasion is None or t.match is None or t.mood not in {moods.FACT, moods.PLANNED}:
        return
    if not set(clause.items[clause.item_at(t.match.start("other"))].words) & {"another", "alternative", "different", "other", "lower-ranking", "junior"}:
        return
    person = clause.items[clause.item_at(found.start("who"))]
    voice = reader.voice_over(clause, t)
    event = reader.event_at(clause, t.occasion, t.mood, voice=voice)
    reader.add_row(clause, t, person, "replaced", event, voice)


def instead(reader: Reader, clause: Clause) -> None:
    """Pairs who came with who did not: "in place of P", "instead of speaking at O, P sent a letter", "took the chair instead"."""
    coded = clause.coded
    if match := _PLACE_OF.search(coded):
        _in_place_of(reader, clause, match)
    if match := _FILLING.search(coded):
        _in_place_of(reader, clause, match)
    if match := _RATHER.search(coded):
        _letter(reader, clause, match)
    if match := re.search(r" (?:in|on) (?:his|her) (?:place|stead|behalf) ", coded):
        _in_their_place(reader, clause, clause.item_at(match.start() + 1))
    if " instead " in coded or " the chair " in coded or " place " in coded or " stead " in coded:
        came = [r for r in reader.rows if r.sentence == reader.number and r.status in {"attended", "scheduled"} and r.by is None]
        gone = _latest_absent(reader)
        if came and gone is not None and gone.person is not came[0].person and came[0].event is gone.event:
            _pair(gone, came[0])


_PLACE_OF: Final = re.compile(r" (?:place|instead|behalf|stead) of (?P<who>P )")
_FILLING: Final = re.compile(r" (?:deputising|deputizing|standing in|filling in|substituting|sitting in) for (?P<who>P ), ")
_RATHER: Final = re.compile(r" (?:instead|rather) (?:of|than) (?:[a-z]+ing|attend|come|go|speak|appear|travel) (?:(?:at|to|in|for) )?(?P<occ>O ).{0,60}?, (?P<who>P )(?P<rest>.*)")
_MESSAGE: Final = re.compile(r" (?:sent|wrote|issued|mailed) (?:(?:a|an|his|her) )?(?:\S+ ){0,3}?(?:letter|message|note|telegram|statement) ")


def _letter(reader: Reader, clause: Clause, match: re.Match[str]) -> None:
    at = clause.item_at(match.start("occ"))
    who = clause.items[clause.item_at(match.start("who"))]
    if shade(clause.items[at]) or guarding.supposed(clause, at):
        return
    event = reader.event_at(clause, at, moods.FACT)
    row = RowDraft(who, "absent", [Span(clause.items[at].start, who.end)], reader.number, "instead-of", Span(clause.items[at].start, clause.items[at].end), event)
    row.when = event.when if event else None
    row.mode = "letter" if _MESSAGE.search(" " + match["rest"]) else "unknown"
    reader.rows.append(row)


def _in_place_of(reader: Reader, clause: Clause, match: re.Match[str]) -> None:
    came = [r for r in reader.rows if r.sentence == reader.number and r.status in {"attended", "scheduled"} and r.by is None]
    if not came:
        return
    at = clause.item_at(match.start("who"))
    away, row = clause.items[at], came[0]
    if away is row.person or (away.people and away.people == row.person.people):
        return
    gone = RowDraft(away, "replaced", [Span(min(clause.items[at - 1].start, row.spans[0].start), max(away.end, row.spans[0].end))], reader.number,
                    "in-place-of", row.name, row.event, row.person, when=row.when, voice=row.voice)
    row.by = away
    reader.rows.append(gone)


def _in_their_place(reader: Reader, clause: Clause, at: int) -> None:
    """"in his place": he is the person absent before, or the one other person of the sentence before the one who came."""
    came = [r for r in reader.rows if r.sentence == reader.number and r.status in {"attended", "scheduled"} and r.by is None]
    others = [i for i in clause.items[:at] if i.code == PERSON and not (came and i is came[0].person)]
    if len(came) != 1 or _latest_absent(reader) is not None or len({i.people for i in others}) != 1 or not others[0].people:
        return
    row = came[0]
    reader.rows.append(RowDraft(others[0], "replaced", list(row.spans), reader.number, "in-place-of", row.name, row.event, row.person, when=row.when,
                                voice=row.voice))
    row.by = others[0]


def _latest_absent(reader: Reader) -> RowDraft | None:
    rows = [r for r in reader.rows if r.status in {"absent", "excused"} and reader.number - r.sentence <= 1 and r.by is None]
    return rows[-1] if rows else None


def _pair(gone: RowDraft, came: RowDraft) -> None:
    gone.status, gone.by, came.by = "replaced", came.person, gone.person


# --- out of sight ---


def unseen(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody has not been seen in public: absent, never more."""
    if t.mood == moods.NEGATED or (t.rule.name in {"no-appearance", "vanish"} and t.mood == moods.FACT):
        voice = reader.voice_over(clause, t)
        for person in t.subject:
            row = reader.add_row(clause, t, person, "absent", None, voice if voice is None or voice.act != "deny" else None)
            _length(reader, clause, t, row)


def _length(reader: Reader, clause: Clause, t: Trigger, row: RowDraft | None) -> None:
    """The length of an absence or a silence: "for two weeks"."""
    if row is None:
        return
    spans = [i.timex for k, i in enumerate(clause.items) if i.timex is not None and i.timex.value and k > t.at]
    lengths = [x for x in spans if x.type == "DURATION"]
    row.when = None
    if lengths and lengths[0].value:
        row.when = _said(lengths[0].value, lengths[0].id)
    elif t.rule.sense in {"withheld", "withhold"}:
        row.when = reader.calendar.when(spans, None)
    ends = [x.end for x in lengths[:1]]
    if ends:
        row.spans[-1] = Span(row.spans[-1].start, max(row.spans[-1].end, ends[0]))


def _said(value: str, timex: str) -> SaidOn:
    return SaidOn(value, timex)


def withheld(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A programme or whereabouts were not disclosed."""
    refused = t.mood in {moods.NEGATED, moods.DROPPED} or (t.mood == moods.LOOSE and "not" in t.auxiliaries)
    if not refused and not (t.rule.sense == "withhold" and t.mood == moods.FACT):
        return
    person = _owner(reader, clause, t)
    if person is not None:
        row = reader.add_row(clause, t, person, "undisclosed", None, reader.voice_over(clause, t))
        if row is not None and t.match is not None and t.match["diary"]:
            first, last = clause.item_at(t.match.start("diary")), clause.item_at(t.match.end("diary") - 2)
            row.name = Span(clause.items[first].start, clause.items[last].end)
        _length(reader, clause, t, row)


def _owner(reader: Reader, clause: Clause, t: Trigger) -> Item | None:
    if t.match is None or not t.match["whose"]:
        return None
    item = clause.items[clause.item_at(t.match.start("whose"))]
    if item.code == PERSON:
        return item
    earlier = [i for i in clause.items if i.code == PERSON and i.start < item.start]
    return earlier[0] if len({i.people for i in earlier}) == 1 else None


_ENGAGEMENTS: Final = re.compile(r" (?P<whose>P 's|his|her) (?P<diary>(?:[a-z-]+ ){0,2}?(?:schedule|diary|plans|itinerary|programme|engagements|calendar|agenda)) ")
_WHEREABOUTS: Final = re.compile(r" whereabouts of (?P<of>P )| (?P<own>P )'s (?:current |present )?whereabouts ")


def blank(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody's engagements are blank."""
    match = None
    for match in _ENGAGEMENTS.finditer(clause.coded, 0, clause.places[t.first]):
        pass
    if match is None or t.mood != moods.FACT:
        return
    t.match = match
    person = _owner(reader, clause, t)
    if person is not None:
        start = clause.items[clause.item_at(match.start("whose"))].start
        dates = [i.timex for i in clause.items[clause.item_at(match.start("whose")) : t.at] if i.timex is not None]
        row = RowDraft(person, "undisclosed", [Span(start, clause.items[t.last - 1].end)], reader.number, t.rule.name,
                       Span(clause.items[clause.item_at(match.start("diary"))].start, clause.items[clause.item_at(match.end("diary") - 1)].end),
                       when=reader.calendar.when(dates, None))
        reader.rows.append(row)


def whereabouts(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Nobody would say where somebody is."""
    refused = t.mood in {moods.NEGATED, moods.DROPPED} or (t.mood == moods.LOOSE and "not" in t.auxiliaries)
    if refused and t.who is not None:
        _hidden(reader, clause, t, t.who)


def unknown(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody's whereabouts are unknown."""
    match = _WHEREABOUTS.search(clause.coded)
    if match is not None and t.mood == moods.FACT:
        _hidden(reader, clause, t, clause.items[clause.item_at(match.start("of") if match["of"] else match.start("own"))])


def _hidden(reader: Reader, clause: Clause, t: Trigger, person: Item) -> None:
    same = [r for r in reader.rows if r.event is None and r.person.people == person.people and reader.number - r.sentence <= 2]
    if same:
        same[-1].spans.append(Span(clause.items[t.first].start, clause.items[t.last - 1].end))
    else:
        reader.add_row(clause, t, person, "undisclosed", None, reader.voice_over(clause, t))


# --- what became of an occasion ---


def fate(reader: Reader, clause: Clause, t: Trigger) -> None:
    """An occasion was held, planned, postponed, called off."""
    at = t.occasion if not t.rule.before else _occasion_before(clause, t.first)
    if at is None or t.mood in {moods.HABIT} or not _plausible(clause, t, at):
        return
    voice = reader.voice_over(clause, t) if t.rule.name != "deny" else reader.authority.by_cue(clause.items[t.at].start)
    status, tone = t.rule.fate, shade(clause.items[at])
    if t.mood == moods.LOOSE or (t.mood == moods.NEGATED and status != "held"):
        return
    if status == "held":
        status = _held(t, tone)
    elif t.mood in {moods.PLANNED, moods.EXPECTED} and status in {"cancelled", "postponed", "failed"}:
        status = "planned"
    known = at in reader.taken
    event = reader.event_at(clause, at, t.mood, status, voice)
    if event is None:
        return
    if known and (status != "held" or event.happened is None) and status != "planned":
        event.happened, event.status = {"held": True, "failed": t.rule.fate == "failed", "cancelled": False}.get(status), status
    if status in {"cancelled", "postponed"}:
        event = _undone(reader, clause, at, event)
    if status == "failed" and (t.rule.fate == "held" or t.rule.name == "deny"):
        event.happened = False
    _redated(reader, clause, t, event, at, status)
    first, last = min(at, t.first), max(at + 1, t.last)
    event.spans[-1] = Span(min(event.spans[-1].start, clause.items[first].start), max(event.spans[-1].end, clause.items[last - 1].end))
    if t.subject and t.subject[0].code in {PERSON, BODY, GROUP} and not t.rule.before and clause.items[at].words[0] in {"his", "her", "its", "their"}:
        event.who.insert(0, t.subject[0])


def _undone(reader: Reader, clause: Clause, at: int, event: EventDraft) -> EventDraft:
    """What was planned before and is now called off is one event, and nobody is due there any more."""
    item = clause.items[at]
    plan = next((e for e in reversed(reader.events) if e is not event and e.happened is None and e.status in {"planned", "announced"}
                 and e.kind == event.kind and e.voice == event.voice and reader.number - e.sentence <= 1), None)
    if plan is not None and item.words[0] in {"the", "this", "that"} and event in reader.events and not any(i.code == TIME for i in item.inner):
        reader.events.remove(event)
        plan.happened, plan.status = event.happened, event.status
        plan.spans += event.spans
        plan.when = event.when or plan.when
        reader.taken[at] = event = plan
    reader.rows[:] = [r for r in reader.rows if r.event is not event or r.status not in {"expected", "scheduled"}]
    return event


def _broken(items: list[Item], last: int, first: int) -> bool:
    return any(i.code in {",", ";", "that", "was", "were", "is", "are", "and", OCCASION} for i in items[last:first])


def _aside(items: list[Item], last: int, first: int) -> bool:
    """True if only an aside about the occasion itself, between commas, stands before the verb."""
    return last < first - 1 and items[last].code == "," and not any(i.code in {PERSON, GROUP, BODY} for i in items[last : first - 1])


def _held(t: Trigger, tone: str) -> str:
    if tone == "none" or t.mood == moods.NEGATED:
        return "failed"
    return "held" if t.mood == moods.FACT else "planned" if t.mood in {moods.PLANNED, moods.EXPECTED} else "cancelled"


def _plausible(clause: Clause, t: Trigger, at: int) -> bool:
    """A fixed participle needs its auxiliary: "was called off"; "collapsed" needs none."""
    if t.rule.name == "call-vote":
        return clause.items[at].words[0] in {"a", "an"}
    if t.rule.name == "there-was":
        return shade(clause.items[at]) == "none" or _dated(clause, clause.items[at], at)
    if not t.rule.predicate or not t.rule.before or t.rule.name == "collapse":
        return True
    return bool(set(t.auxiliaries) & {"was", "were", "been", "be", "being", "is", "are"})


def _occasion_before(clause: Clause, first: int) -> int | None:
    """The occasion that is the subject of a verb: right before it, or with phrases or an aside between, or carried on by "but"."""
    items = clause.items
    if not first:
        return None
    led = items[first - 1].code
    carried = led in {"but", "and", "then", "yet", "or"}
    for k in range(first - 1, max(-1, first - 25), -1):
        if items[k].code != OCCASION:
            continue
        last = extent_of(clause, k).last
        if last == first or led == "it" or (led == "," and _aside(items, last, first)):
            return k
        if items[k].noun is not None and items[k].noun.kind == "vote" and last < first and items[last].code == "to" and not _broken(items, last, first):
            return k
        if carried and (k == 0 or items[k - 1].code not in PREPOSITIONS):
            return k
    return None


def _redated(reader: Reader, clause: Clause, t: Trigger, event: EventDraft, at: int, status: str) -> None:
    """The date of what is put off or called off is the occasion's own, or the new one: never the day of the decision."""
    if status not in {"postponed", "cancelled", "announced", "floated"}:
        return
    items = clause.items
    stop = t.first if t.rule.before else len(items)
    end = next((k for k in range(at + 1, stop) if items[k].code in {"because", "after", "citing", "following", "said", ";"}), stop)
    own = [i.timex for i in (*items[at].inner, *items[at + 1 : end]) if i.timex is not None]
    new = [items[k].timex for k in range(t.at, len(items)) if items[k].timex is not None and items[k - 1].code in {"to", "until", "till", "for"}]
    dates = [d for d in (new if status == "postponed" else [*own, *new]) if d is not None]
    event.when = reader.calendar.when(dates, True if status in {"announced", "floated"} else None)


def name(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A body or person appoints or elects somebody."""
    if t.who is None or t.who.code != PERSON or t.mood not in {moods.FACT, moods.PLANNED}:
        return
    event = _verb_event(reader, clause, t, reader.voice_over(clause, t))
    if event is not None:
        event.who = [t.who, *t.subject]


def act(reader: Reader, clause: Clause, t: Trigger) -> None:
    """People vote: an event where it is dated."""
    if t.subject and t.mood in {moods.FACT, moods.PLANNED} and any(i.code == TIME for i in clause.items[t.last : t.last + 8]):
        event = _verb_event(reader, clause, t, reader.voice_over(clause, t))
        if event is not None:
            event.who = list(t.subject)


Maker = Callable[["Reader", Clause, "Trigger"], None]
MAKERS: Mapping[str, Maker] = {
    "present": present, "missing": missing, "come": come, "present-by": present_by, "excused": excused, "meet": meet, "gather": gather,
    "visit": visit, "escort": escort, "appoint": appoint, "walkout": walkout, "stand-in": stand_in, "represented": represented,
    "handed": handed, "unseen": unseen, "withheld": withheld, "withhold": withheld, "blank": blank, "whereabouts": whereabouts,
    "unknown": unknown, "fate": fate, "name": name, "act": act,
}
