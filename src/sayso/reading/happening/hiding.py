"""Out of sight: not seen in public, programmes and whereabouts that nobody discloses."""

from __future__ import annotations

import re
from typing import Final

from sayso.attribution import SaidOn
from sayso.document import Span
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.clauses import PERSON, Clause, Item
from sayso.reading.happening.drafts import RowDraft
from sayso.reading.happening.reader import Reader, same_person
from sayso.reading.happening.triggers import Trigger

_DIARY: Final = "(?:schedule|diary|plans|itinerary|programme|program|engagements|movements|whereabouts|calendar|agenda|timetable|location|destination)"
_ENGAGEMENTS: Final = re.compile(rf" (?P<whose>P 's|his|her) (?P<diary>(?:[a-z-]+ ){{0,3}}?{_DIARY}) | (?P<none>no )?(?P<free>(?:[a-z-]+ ){{0,2}}?{_DIARY}) (?:(?:was|has been|had been|were|is) [a-z]+ )?(?:for|of) (?P<of>P )")
_WHEREABOUTS: Final = re.compile(r" whereabouts of (?P<of>P )| (?P<own>P )'s (?:current |present |exact )?whereabouts | (?P<whose>P )(?:, )?whose (?:[a-z]+ )?whereabouts | where (?P<is>P )(?:is|was) ")
_WHERE: Final = re.compile(
    r" (?:where (?P<who>P )(?:is|was|are|were|would|will|had|has)|(?:whether|when|if) (?P<whom>P )(?:(?:would|will|might|planned to|plans to|intends to|intended to|is to|was to|had|was|is) )"
    r"(?:[a-z]+ )?(?:attend|come|go|travel|appear|visit|attended|travelled|gone|visited|in|at|there|present|return|arrive|fly|join|take part)) ")


def unseen(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody has not been seen in public: absent, never more."""
    if t.mood == (moods.FACT if t.frame.sense == "unseen-fact" else moods.NEGATED):
        voice = reader.voice_over(clause, t)
        for person in t.subject:
            row = reader.add_row(clause, t, person, "absent", None, voice if voice is None or voice.act != "deny" else None)
            _length(reader, clause, t, row)


def unseen_by_nobody(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"Nobody has seen P in public since March"."""
    if {"nobody", "none", "nothing"} & set(clause.codes(max(0, t.first - 6), t.first)) or clause.codes(max(0, t.first - 2), t.first) == ["no", "one"]:
        for person in t.people:
            _length(reader, clause, t, reader.add_row(clause, t, person, "absent", None, reader.voice_over(clause, t)))


_LAST: Final = re.compile(r" (?:(?P<who>P )'s|(?P<his>his|her)) last (?:[a-z]+ ){0,2}(?:appearance|sighting) ")


def last_appearance(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"P's last public appearance was on 3 February": not seen since."""
    match = _LAST.search(clause.coded)
    if match is not None and "was" in clause.codes(t.at + 1, t.at + 4):
        at = clause.item_at(match.start("who" if match["who"] else "his"))
        person = clause.items[at] if match["who"] else reader.antecedent(clause, at)
        if person is not None:
            reader.add_row(clause, t, person, "absent", None, reader.voice_over(clause, t))


def _length(reader: Reader, clause: Clause, t: Trigger, row: RowDraft | None) -> None:
    """The length of an absence or a silence: "for two weeks"."""
    if row is None:
        return
    spans = [i.timex for k, i in enumerate(clause.items) if i.timex is not None and i.timex.value and k > t.at]
    lengths = [x for x in spans if x.type == "DURATION" and _near(clause, t.last, x.start)]
    row.when = None
    if lengths and lengths[0].value:
        row.when = SaidOn(lengths[0].value, lengths[0].id)
    elif t.frame.sense in {"withheld", "withhold"}:
        row.when = reader.calendar.when(spans, None)
    for length in lengths[:1]:
        row.spans[-1] = Span(row.spans[-1].start, max(row.spans[-1].end, length.end))


def _near(clause: Clause, last: int, start: int) -> bool:
    """True if no clause of its own begins between a trigger and a length: "since March, when the talks of three years ended" gives none."""
    between = (item.code for item in clause.items[last:] if item.end <= start)
    return not any(code in {",", ";", "when", "who", "that", "which", "where", "after"} for code in between)


def _refused(t: Trigger) -> bool:
    return t.mood in {moods.NEGATED, moods.DROPPED} or (t.mood == moods.LOOSE and bool({"not", "n't"} & set(t.auxiliaries)))


def withheld(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A programme or whereabouts were not disclosed."""
    hidden = t.mood == moods.FACT if t.frame.sense == "withhold" else _refused(t)
    slot = t.slots["DIARY"]
    if not hidden or (t.frame.name == "withhold" and clause.items[t.at].code in {"keep", "kept", "keeps", "keeping"} and "WORD" not in t.slots):
        return
    match = _ENGAGEMENTS.search(clause.coded, clause.places[slot.first] - 1)
    person = _owner(reader, clause, match)
    if person is None or match is None or clause.item_at(match.start()) > slot.last:
        return
    t.last = max(t.last, clause.item_at(match.end() - 2) + 1)
    row = reader.add_row(clause, t, person, "undisclosed", None, reader.voice_over(clause, t), _diary(clause, match))
    _length(reader, clause, t, row)


def _diary(clause: Clause, match: re.Match[str]) -> Span:
    name = "diary" if match["diary"] else "free"
    return Span(clause.items[clause.item_at(match.start(name))].start, clause.items[clause.item_at(match.end(name) - 1)].end)


def _owner(reader: Reader, clause: Clause, match: re.Match[str] | None) -> Item | None:
    if match is None:
        return None
    at = clause.item_at(match.start("of" if match["of"] else "whose"))
    item = clause.items[at]
    return item if item.code == PERSON else reader.antecedent(clause, at)


_OWNED: Final = re.compile(
    r" (?:(?P<who>P )'s|(?P<his>his|her)) (?:[a-z-]+ ){0,2}?(?:schedule|diary|itinerary|engagements|movements|whereabouts|calendar|timetable|destination|"
    r"(?:travel|holiday) plans|plans (?=for|on|T)|programme (?=for|on|T)) ?| (?:schedule|diary|itinerary|engagements|movements|whereabouts|destination|plans|programme) (?:of|for) (?P<of>P )|"
    r" where (?P<where>P )(?:is|was|would|has been|had been|will) ")
_VEILED: Final = re.compile(
    r" (?:not|n't|never|nobody|none|refused|refuses|declined|declines|without) (?:[a-zA-Z#-]+ ){0,6}?(?:say|said|saying|disclosed?|disclosing|reveal|revealed|published?|publishing|confirm|"
    r"confirmed|discuss|discussed|comment|commented|released?|announced?|shared?|explain|explained|drawn|public|given|detail|detailed) |"
    r" (?:no|few|scant|little) (?:details|detail|word|information|comment|explanation|indication|news) |"
    r" (?:silent|tight-lipped|mum|coy|vague|evasive) (?:on|about|over) | (?:stopped|ceased) (?:publishing|releasing|announcing|disclosing) |"
    r" (?:secret|wraps|confidential|classified|unknown|undisclosed) ")


def veiled(reader: Reader, clause: Clause) -> None:
    """Whatever words say that somebody's programme or whereabouts are not told."""
    match = _OWNED.search(clause.coded)
    marker = _VEILED.search(clause.coded) if match is not None else None
    if match is None or marker is None or guarding.supposed(clause, clause.item_at(match.start() + 1)):
        return
    at = clause.item_at(match.start(next(name for name in ("who", "his", "of", "where") if match[name])))
    person = clause.items[at] if clause.items[at].code == PERSON else reader.antecedent(clause, at)
    if person is None or any(r.sentence == reader.number and r.status == "undisclosed" for r in reader.rows[-20:]):
        return
    if any(r.event is None and same_person(r.person, person) and reader.number - r.sentence <= 2 for r in reader.rows[-20:]):
        return
    ends = sorted((clause.item_at(match.start() + 1), clause.item_at(match.end() - 2), clause.item_at(marker.start() + 1), clause.item_at(marker.end() - 2)))
    span = Span(clause.items[ends[0]].start, clause.items[ends[-1]].end)
    voice = reader.authority.over(span.start, span)
    dates = [i.timex for i in clause.items if i.timex is not None]
    reader.keep(RowDraft(person, "undisclosed", [span], reader.number, "veiled", span, when=reader.calendar.when(dates, None), voice=voice.id if voice else None))


_GONE: Final = re.compile(r" nothing (?:has |had |was |is )?(?:been )?(?:seen|heard) (?:of|from) (?P<who>P )")


def gone(reader: Reader, clause: Clause) -> None:
    """"Nothing has been seen of P for two months"."""
    match = _GONE.search(clause.coded)
    if match is not None:
        first, at = clause.item_at(match.start() + 1), clause.item_at(match.start("who"))
        span = Span(clause.items[first].start, clause.items[at].end)
        reader.keep(RowDraft(clause.items[at], "absent", [span], reader.number, "nothing-seen", span))


def blank(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody's engagements are blank, secret, or not made public."""
    matches = list(_ENGAGEMENTS.finditer(clause.coded, 0, clause.places[t.first]))
    match = matches[-1] if matches else _ENGAGEMENTS.search(clause.coded, clause.places[t.last - 1])
    if match is None or t.mood != (moods.NEGATED if t.frame.name == "unpublished" and not _none(clause, match) else moods.FACT):
        return
    person = _owner(reader, clause, match)
    if person is not None:
        first, last = clause.item_at(match.start() + 1), max(t.last, clause.item_at(match.end() - 2) + 1)
        dates = [i.timex for i in clause.items[first:last] if i.timex is not None]
        reader.keep(RowDraft(person, "undisclosed", [Span(clause.items[min(first, t.first)].start, clause.items[last - 1].end)], reader.number, t.frame.name,
                                    _diary(clause, match), when=reader.calendar.when(dates, None)))


def _none(clause: Clause, match: re.Match[str]) -> bool:
    """True for "no programme for P"."""
    return match["none"] is not None or "no" in clause.codes(clause.item_at(match.start() + 1) - 2, clause.item_at(match.end() - 2))


def whereabouts(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Nobody would say where somebody is, or whether he or she would come."""
    match = _WHERE.search(clause.coded, clause.places[t.at])
    if match is not None and _refused(t) and clause.item_at(match.start() + 1) - t.last <= 1:
        t.last = clause.item_at(match.end() - 2) + 1
        _hidden(reader, clause, t, clause.items[clause.item_at(match.start("who" if match["who"] else "whom"))])


def unknown(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Somebody's whereabouts are unknown."""
    match = _WHEREABOUTS.search(clause.coded)
    if match is not None and t.mood == moods.FACT:
        name = next(n for n in ("of", "own", "whose", "is") if match[n])
        _hidden(reader, clause, t, clause.items[clause.item_at(match.start(name))])


def _hidden(reader: Reader, clause: Clause, t: Trigger, person: Item) -> None:
    same = [r for r in reader.rows[-20:] if r.event is None and r.person.people == person.people and reader.number - r.sentence <= 2]
    if same:
        same[-1].spans.append(Span(clause.items[t.first].start, clause.items[t.last - 1].end))
    elif not any(r.sentence == reader.number and r.person.people == person.people for r in reader.rows[-20:]):
        reader.add_row(clause, t, person, "undisclosed", None, reader.voice_over(clause, t))
