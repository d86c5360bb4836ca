"""Standing in: who came instead of whom, within a sentence and across two."""

from __future__ import annotations

import re
from typing import Final

from sayso.document import Span
from sayso.reading.happening import guarding, moods
from sayso.reading.happening.attending import occasion_event
from sayso.reading.happening.clauses import PERSON, Clause, Item
from sayso.reading.happening.drafts import RowDraft, Trigger
from sayso.reading.happening.occasions import shade
from sayso.reading.happening.reader import Reader


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
    event = occasion_event(reader, clause, t, voice, True)
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


def instead(reader: Reader, clause: Clause, _: Trigger | None = None) -> None:
    """Pairs who came with who did not: "in place of P", "instead of speaking at O, P sent a letter", "took the chair instead"."""
    coded = clause.coded
    if match := _PLACE_OF.search(coded):
        _in_place_of(reader, clause, match)
    if match := _FILLING.search(coded):
        _in_place_of(reader, clause, match)
    if match := _WROTE.search(coded):
        _letter(reader, clause, match)
    if match := _RATHER.search(coded):
        _letter(reader, clause, match)
    if match := re.search(r" (?:in|on) (?:his|her) (?:place|stead|behalf) ", coded):
        _in_their_place(reader, clause, clause.item_at(match.start() + 1))
    if " instead " in coded or " the chair " in coded or " place " in coded or " stead " in coded:
        came = [r for r in reader.rows[-20:] if r.sentence == reader.number and r.status in {"attended", "scheduled"} and r.by is None]
        gone = _latest_absent(reader)
        if came and gone is not None and gone.person is not came[0].person and came[0].event is gone.event:
            _pair(gone, came[0])


_PLACE_OF: Final = re.compile(r" (?:place|instead|behalf|stead) of (?P<who>P )")
_FILLING: Final = re.compile(r" (?:deputising|deputizing|standing in|filling in|substituting|sitting in) for (?P<who>P ), ")
_RATHER: Final = re.compile(r" (?:instead|rather) (?:of|than) (?:[a-z]+ing|attend|come|go|speak|appear|travel) (?:(?:at|to|in|for) )?(?P<occ>O ).{0,60}?, (?P<who>P )(?P<rest>.*)")
_WROTE: Final = re.compile(r" (?P<who>P )(?P<rest>sent .{0,40}?(?:letter|message|note) )to (?P<occ>O ).{0,40}?(?:instead of|rather than) "
                           r"(?:attend|attending|come|coming|go|going|travel|travelling|appear|appearing) ")
_MESSAGE: Final = re.compile(r" (?:sent|wrote|issued|mailed) (?:(?:a|an|his|her) )?(?:\S+ ){0,3}?(?:letter|message|note|telegram|statement) ")


def _letter(reader: Reader, clause: Clause, match: re.Match[str]) -> None:
    at = clause.item_at(match.start("occ"))
    who = clause.items[clause.item_at(match.start("who"))]
    if shade(clause.items[at]) or guarding.supposed(clause, at):
        return
    event = reader.event_at(clause, at, moods.FACT)
    row = RowDraft(who, "absent", [Span(min(who.start, clause.items[at].start), max(who.end, clause.items[at].end))], reader.number, "instead-of", Span(clause.items[at].start, clause.items[at].end), event)
    row.when = event.when if event else None
    row.mode = "letter" if _MESSAGE.search(f" {match['rest']}") else "unknown"
    reader.rows.append(row)


def _in_place_of(reader: Reader, clause: Clause, match: re.Match[str]) -> None:
    came = [r for r in reader.rows[-20:] if r.sentence == reader.number and r.status in {"attended", "scheduled"} and r.by is None]
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
    came = [r for r in reader.rows[-20:] if r.sentence == reader.number and r.status in {"attended", "scheduled"} and r.by is None]
    others = [i for i in clause.items[:at] if i.code == PERSON and not (came and i is came[0].person)]
    if len(came) != 1 or _latest_absent(reader) is not None or len({i.people for i in others}) != 1 or not others[0].people:
        return
    row = came[0]
    reader.rows.append(RowDraft(others[0], "replaced", list(row.spans), reader.number, "in-place-of", row.name, row.event, row.person, when=row.when,
                                voice=row.voice))
    row.by = others[0]


def _latest_absent(reader: Reader) -> RowDraft | None:
    rows = [r for r in reader.rows[-20:] if r.status in {"absent", "excused"} and reader.number - r.sentence <= 1 and r.by is None]
    return rows[-1] if rows else None


def _pair(gone: RowDraft, came: RowDraft) -> None:
    gone.status, gone.by, came.by = "replaced", came.person, gone.person
