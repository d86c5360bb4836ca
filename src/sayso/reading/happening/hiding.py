"""Out of sight: not seen in public, programmes and whereabouts that nobody discloses."""

from __future__ import annotations

import re
from typing import Final

from sayso.attribution import SaidOn
from sayso.document import Span
from sayso.reading.happening import moods
from sayso.reading.happening.clauses import PERSON, Clause, Item
from sayso.reading.happening.drafts import RowDraft, Trigger
from sayso.reading.happening.reader import Reader


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
    lengths = [x for x in spans if x.type == "DURATION" and _near(clause, t.last, x.start)]
    row.when = None
    if lengths and lengths[0].value:
        row.when = _said(lengths[0].value, lengths[0].id)
    elif t.rule.sense in {"withheld", "withhold"}:
        row.when = reader.calendar.when(spans, None)
    ends = [x.end for x in lengths[:1]]
    if ends:
        row.spans[-1] = Span(row.spans[-1].start, max(row.spans[-1].end, ends[0]))


def _near(clause: Clause, last: int, start: int) -> bool:
    """True if no clause of its own begins between a trigger and a length: "since March, when the talks of three years ended" gives none."""
    between = (item.code for item in clause.items[last:] if item.end <= start)
    return not any(code in {",", ";", "when", "who", "that", "which", "where", "after"} for code in between)


def _said(value: str, timex: str) -> SaidOn:
    return SaidOn(value, timex)


def withheld(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A programme or whereabouts were not disclosed."""
    refused = t.mood in {moods.NEGATED, moods.DROPPED} or (t.mood == moods.LOOSE and "not" in t.auxiliaries)
    if not refused and not (t.rule.sense == "withhold" and t.mood == moods.FACT):
        return
    person = _owner(clause, t)
    if person is not None:
        row = reader.add_row(clause, t, person, "undisclosed", None, reader.voice_over(clause, t))
        if row is not None and t.match is not None and t.match["diary"]:
            first, last = clause.item_at(t.match.start("diary")), clause.item_at(t.match.end("diary") - 2)
            row.name = Span(clause.items[first].start, clause.items[last].end)
        _length(reader, clause, t, row)


def _owner(clause: Clause, t: Trigger) -> Item | None:
    if t.who is not None:
        return t.who
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
    matches = list(_ENGAGEMENTS.finditer(clause.coded, 0, clause.places[t.first]))
    match = matches[-1] if matches else None
    if match is None or t.mood != (moods.NEGATED if t.rule.name == "unpublished" else moods.FACT):
        return
    t.match = match
    person = _owner(clause, t)
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
    same = [r for r in reader.rows[-20:] if r.event is None and r.person.people == person.people and reader.number - r.sentence <= 2]
    if same:
        same[-1].spans.append(Span(clause.items[t.first].start, clause.items[t.last - 1].end))
    else:
        reader.add_row(clause, t, person, "undisclosed", None, reader.voice_over(clause, t))
