"""Standing in: who came instead of whom, within a sentence and across two."""

from __future__ import annotations

import re
from typing import Final

from sayso.document import Span
from sayso.reading.happening import guarding, moods, subjects
from sayso.reading.happening import words as w
from sayso.reading.happening.attending import occasion_event, rows_at
from sayso.reading.happening.clauses import OCCASION, PERSON, Clause, Item
from sayso.reading.happening.drafts import EventDraft, RowDraft
from sayso.reading.happening.reader import Reader, same_person
from sayso.reading.happening.triggers import Trigger

_THERE: Final = {moods.FACT: "attended", moods.PLANNED: "scheduled", moods.EXPECTED: "expected"}


def stand_in(reader: Reader, clause: Clause, t: Trigger) -> None:
    """The subject is there instead of another person."""
    away = t.who or _whose(reader, clause, t)
    if away is not None and t.subject:
        _substitution(reader, clause, t, t.subject[0], away)


def stand_in_then(reader: Reader, clause: Clause, t: Trigger) -> None:
    """The same where the occasion was told of before, or comes later in the sentence."""
    if t.who is None or t.who.code != PERSON or "as" in clause.codes(t.last, t.last + 2):
        return
    if t.subject and same_person(t.who, t.subject[0]):  # "him" was taken for who sat in for him
        return
    at, event = reader.last_occasion(clause, t.last)
    if at is not None:
        t.slots["OCC"] = t.slots["WHO"].at(at)
        stand_in(reader, clause, t)
    elif event is not None and t.mood in _THERE and t.subject:
        gone = reader.add_row(clause, t, t.who, "replaced", event, reader.voice_over(clause, t))
        came = reader.add_row(clause, t, t.subject[0], _THERE[t.mood], event, reader.voice_over(clause, t))
        if gone is not None and came is not None:
            gone.by, came.by = t.subject[0], t.who


def _whose(reader: Reader, clause: Clause, t: Trigger) -> Item | None:
    """The owner of "her place", "P's seat"."""
    slot = t.slots.get("STEAD")
    if slot is None:
        return None
    for k in range(slot.first, slot.last):
        if clause.items[k].code == PERSON:
            return clause.items[k]
        if clause.items[k].code in {"his", "her"}:
            gone = _latest_absent(reader)
            return gone.person if gone is not None else None
    return None


def represented(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Another person is there instead of the subject."""
    if t.who is not None and t.subject:
        if t.occasion is None and t.frame.name != "send-instead":
            at, _ = reader.last_occasion(clause, t.last)
            if at is not None:
                t.slots["OCC"] = t.slots["WHO"].at(at)
        if t.occasion is None:
            _sent_instead(reader, clause, t)
        else:
            _substitution(reader, clause, t, t.who, t.subject[0])


def represented_other(reader: Reader, clause: Clause, t: Trigger) -> None:
    """The subject sends somebody unnamed to an occasion, in his or her place."""
    codes = clause.codes(t.at, len(clause.items))
    if t.mood == moods.FACT and t.people[0].code != PERSON and {"instead", "place", "stead", "himself", "herself"} & set(codes):
        event = occasion_event(reader, clause, t, reader.voice_over(clause, t), True)
        for person in t.subject[:1]:
            reader.add_row(clause, t, person, "replaced", event, reader.voice_over(clause, t))


def stead_taken(reader: Reader, clause: Clause, t: Trigger) -> None:
    """"P's place at the talks was taken by Q"."""
    found = re.compile(r" (?P<who>P )'s (?:[a-z]+ ){0,2}(?:place|seat|spot|role|slot|chair|stead) ").search(clause.coded, 0, clause.places[t.first])
    if found is None or t.who is None or t.mood != moods.FACT:
        return
    at, _ = reader.last_occasion(clause, t.last)
    if at is not None:
        t.slots["OCC"] = t.slots["WHO"].at(at)
        t.first = clause.item_at(found.start("who"))
        _substitution(reader, clause, t, t.who, clause.items[t.first])


def _substitution(reader: Reader, clause: Clause, t: Trigger, there: Item, away: Item) -> None:
    voice = reader.voice_over(clause, t)
    status = _THERE.get(t.mood, "")
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


_FILLED_BY: Final = re.compile(r" (?:role|place|seat|task|duty|job|part|post) (?:\S+ ){0,5}?(?:by|to|for) (?P<who>P )")


def handed(reader: Reader, clause: Clause, t: Trigger) -> None:
    """Another representative was chosen for an occasion, and the text says whose place that was."""
    found = _FILLED_BY.search(clause.coded, clause.places[t.last - 1])
    if found is not None and t.occasion is not None and t.mood in {moods.FACT, moods.PLANNED}:
        voice = reader.voice_over(clause, t)
        event = reader.event_at(clause, t.occasion, t.mood, voice=voice)
        reader.add_row(clause, t, clause.items[clause.item_at(found.start("who"))], "replaced", event, voice)


def letter(reader: Reader, clause: Clause, t: Trigger) -> None:
    """A message is sent to an occasion instead of coming."""
    codes = set(clause.codes(0, len(clause.items)))
    if t.mood == moods.FACT and codes & {"instead", "rather", "unable"}:
        rows_at(reader, clause, t, "absent", t.subject)


# --- what the words around say, once the triggers of a sentence are read ---

_AWAY: Final = (
    re.compile(r" (?:place|instead|behalf|stead|lieu|absence) of (?P<who>P )"),
    re.compile(r" (?:deputis|deputiz|substitut|stand|fill|sitt|stepp|cover|understudy|speak)ing (?:in )?for (?:(?:the|an) )?(?:[a-z]+ ){0,2}?(?P<who>P )"),
    re.compile(r" (?:in|on) (?P<who>P )'s (?:place|stead|behalf|absence) "),
    re.compile(r" with (?P<who>P )(?:(?:still|both|currently|now) )?(?:away|absent|ill|sick|unwell|indisposed|laid|abroad|stuck|unable|out|in hospital|on leave|"
               r"recovering|convalescing|travelling|traveling|stranded|grounded|delayed|ailing|bedridden|detained|quarantined) "),
    re.compile(r" rather than (?P<who>P )"),
)
_ILL: Final = re.compile(r" (?P<who>P )(?:who )?(?:was|is|has been|fell|had fallen|lay|had been) (?:(?:still|too|taken|away) )?(?:ill|sick|away|unwell|indisposed|abroad|injured|stranded|stuck|"
                         r"recovering|on leave|in hospital|unavailable|overseas|hospitalised|detained|delayed|snowed) .*? and (?P<came>P )")
_CUES: Final = re.compile(r" (?:instead|(?:his|her) (?:place|stead|seat|chair)|(?:his|her|P 's) behalf|for (?:him|her)|(?:his|her) absence) ")
_THEIRS: Final = re.compile(r" (?:took|takes|read|reads|gave|gives|sang|sings|played|plays|delivered|held|performed|filled|led|presented|accepted|collected|ran) "
                            r"(?:(?:his|her) [a-z]+|the [a-z]*(?:part|role|speech|chair|floor|seat|helm|baton|address|lines|lead|stage|podium|lectern|place)) ")
_DEPUTIES: Final = frozenset({
    "deputy", "understudy", "stand-in", "substitute", "replacement", "vice-president", "vice-chair", "vice-chairman", "vice-chairwoman", "proxy",
    "assistant", "reserve", "second-in-command", "vicar",
})
_MESSAGE: Final = re.compile(r" (?:sent|wrote|issued|mailed|recorded|dispatched|read|left|sends) .*?(?:letter|message|note|telegram|statement|greeting|greetings|video|recording) |"
                             r" (?:letter|message|note|telegram|statement|greeting|video|recording) .{0,60}?(?:was|were) (?:read|played|shown|broadcast|sent) ")
_FILMED: Final = re.compile(r" (?:recorded|video|filmed|recording|videotaped) ")


def instead(reader: Reader, clause: Clause) -> None:
    """Pairs who came with who did not: "in place of P", "with P ill", "took the chair instead"; gives absences their letters."""
    for pattern in _AWAY:
        if match := pattern.search(clause.coded):
            _away(reader, clause, clause.item_at(match.start("who")), clause.item_at(match.start() + 1))
    if (match := _ILL.search(clause.coded)) and set(clause.items[clause.item_at(match.start("came"))].words) & (_DEPUTIES | {"his", "her"}):
        _away(reader, clause, clause.item_at(match.start("who")), clause.item_at(match.start("who")))
    _for_the_sick(reader, clause)
    _in_their_place(reader, clause)
    gone = _latest_absent(reader)
    if gone is not None:
        _successor(reader, clause, gone)
    if _MESSAGE.search(clause.coded):
        for row in reader.rows[-20:]:
            if row.sentence == reader.number and row.status in {"absent", "replaced"} and row.mode == "unknown":
                row.mode = "video" if _FILMED.search(clause.coded) else "letter"


_FROM: Final = re.compile(r" (?:letter|message|note|telegram|statement|greeting|video|recording|speech|address|apology) (?:from|by|of) (?P<who>P )")


def letters(reader: Reader, clause: Clause) -> None:
    """"A letter from P was read out at the congress": P was not there."""
    match = _FROM.search(clause.coded)
    if match is None or not {"read", "played", "shown", "screened", "broadcast"} & set(clause.codes(clause.item_at(match.end() - 2), len(clause.items))):
        return
    at = clause.item_at(match.start("who"))
    where = next((k for k in range(at, len(clause.items)) if clause.items[k].code == OCCASION), None)
    if where is None or guarding.supposed(clause, at):
        return
    event, person = reader.event_at(clause, where, moods.FACT), clause.items[at]
    if event is not None and not any(same_person(r.person, person) for r in reader.rows[-20:] if r.sentence == reader.number):
        reader.keep(RowDraft(person, "absent", [Span(person.start, clause.items[where].end)], reader.number, "letter-read", event.name or event.spans[0], event, when=event.when))


_HELD_BACK: Final = frozenset({
    "stranded", "ill", "sick", "abroad", "indisposed", "hospital", "holiday", "flu", "injured", "delayed", "detained", "snowed", "fog", "grounded", "unwell", "migraine",
    "fever", "surgery", "recovering", "quarantine", "isolation", "bereaved", "overseas", "leave", "instead", "absence", "away", "illness", "cold", "operation",
})


def _for_the_sick(reader: Reader, clause: Clause) -> None:
    """"Snow stranded P, so her deputy, Q, lit the tree": the deputy acts where the other was held back."""
    codes = set(clause.codes(0, len(clause.items)))
    if not codes & _HELD_BACK:
        return
    for k, item in enumerate(clause.items):
        if item.code == PERSON and set(item.words) & _DEPUTIES and item.words[0] in {"his", "her"} and _acts(clause, k):
            others = [j for j in range(k) if clause.items[j].code == PERSON and not clause.items[j].pronoun]
            here = {id(r.person) for r in reader.rows[-20:] if r.sentence == reader.number and r.status == "attended"}
            if others and id(clause.items[others[-1]]) not in here and not any(r.sentence == reader.number and r.by for r in reader.rows[-20:]):
                _away(reader, clause, others[-1], others[-1])
            return


def _came(reader: Reader) -> list[RowDraft]:
    return [r for r in reader.rows[-20:] if r.sentence == reader.number and r.status in {"attended", "scheduled"} and r.by is None]


def _away(reader: Reader, clause: Clause, at: int, first: int) -> None:
    """The one in whose place somebody of the sentence is."""
    away = clause.items[at]
    came = [r for r in _came(reader) if not same_person(r.person, away)]
    row = came[0] if came else _deputy(reader, clause, at, first)
    if row is None:
        return
    _unrow(reader, away)
    gone = RowDraft(away, "replaced", [Span(min(clause.items[first].start, row.spans[0].start), max(away.end, row.spans[0].end))], reader.number,
                    "in-place-of", row.name, row.event, row.person, when=row.when, voice=row.voice)
    row.by = away
    reader.rows.append(gone)


def _unrow(reader: Reader, person: Item) -> None:
    """Takes back what the sentence gave a person who is now known to be replaced."""
    reader.rows[-20:] = [r for r in reader.rows[-20:] if not (r.sentence == reader.number and same_person(r.person, person))]


def _deputy(reader: Reader, clause: Clause, at: int, first: int) -> RowDraft | None:
    """The subject of the main clause of "Deputising for P, Q blessed the boat on Saturday": a row at the occasion or day named."""
    deputies = [i for i in clause.items[at + 1 :] if i.code == PERSON and set(i.words) & _DEPUTIES]
    who = deputies[:1] or subjects.governed(clause, at) or subjects.subject_of(clause, first)
    if not who or who[0] is clause.items[at] or guarding.supposed(clause, at) or guarding.hedged(clause, at):
        return None
    begin = clause.items.index(who[0])
    verb = next((i for k, i in enumerate(clause.items[begin + 1 :], begin + 1) if (k == begin + 1 or clause.items[k - 1].code == ",") and (
        i.code in w.PASTS - w.AUXILIARY or i.code.endswith("ed"))), None)
    if verb is None:
        return None
    where = next((k for k in range(len(clause.items)) if clause.items[k].code == OCCASION), None)
    dates = [i for i in clause.items if i.timex is not None and i.timex.type in {"DATE", "TIME"}]
    told = next((e for e in reader.events[-5:] if e.sentence == reader.number and any(s.meets(Span(verb.start, verb.end)) for s in e.spans)), None)
    if told is not None:
        event: EventDraft | None = told
    elif where is not None:
        event = reader.event_at(clause, where, moods.FACT)
    elif dates:
        event = EventDraft("ceremony", [Span(verb.start, max(dates[0].end, verb.end))], reader.number, verb.code, list(who), happened=True, rule="deputy")
        event.when = reader.calendar.when([i.timex for i in dates if i.timex is not None], False)
        reader.events.append(event)
    else:
        return None
    if event is None:
        return None
    row = RowDraft(who[0], "attended", [Span(who[0].start, verb.end)], reader.number, "deputy", event.name or event.spans[0], event, when=event.when, mode="in person")
    reader.rows.append(row)
    return row


def _in_their_place(reader: Reader, clause: Clause) -> None:
    """"in his place": the one other person of the sentence before the one who came."""
    match = re.search(r" (?:in|on) (?:his|her) (?:place|stead|behalf) ", clause.coded)
    came = _came(reader)
    if match is None or len(came) != 1 or _latest_absent(reader) is not None:
        return
    at = clause.item_at(match.start() + 1)
    others = [i for i in clause.items[:at] if i.code == PERSON and i is not came[0].person]
    if len({i.people for i in others}) == 1 and others[0].people:
        row = came[0]
        reader.rows.append(RowDraft(others[0], "replaced", list(row.spans), reader.number, "in-place-of", row.name, row.event, row.person, when=row.when,
                                    voice=row.voice))
        row.by = others[0]


def _successor(reader: Reader, clause: Clause, gone: RowDraft) -> None:
    """Who came, spoke or took the chair instead of the one just told to be absent."""
    begin = gone.spans[-1].end if gone.sentence == reader.number else -1
    for k, item in enumerate(clause.items):
        if item.code != PERSON or item.start < begin or same_person(item, gone.person):
            continue
        ready = next((r for r in _came(reader) if same_person(r.person, item) and (r.event is gone.event or r.event is None)), None)
        if ready is None and not _acts(clause, k):
            continue
        rest = clause.coded[clause.places[k] - 1 :]
        lead = clause.coded[max(0, clause.places[k] - 40) : clause.places[k]]
        deputy = bool(set(item.words) & _DEPUTIES)
        if not (_CUES.search(rest) or _CUES.search(lead) or _THEIRS.search(rest[:60]) or (deputy and (ready is not None or _led(clause, k)))):
            continue
        row = ready or RowDraft(item, "attended", [Span(item.start, _until(clause, k))], reader.number, "successor", gone.name, gone.event, when=gone.when,
                                mode="in person", voice=gone.voice)
        if ready is None:
            reader.rows.append(row)
        elif row.event is None:
            row.event, row.when = gone.event, gone.when
        _pair(gone, row)
        return


_AHEAD: Final = frozenset({"went", "came", "sat", "stood", "spoke", "took", "led", "read", "sang", "gave", "attended", "appeared", "travelled", "traveled", "stepped",
                           "deputised", "deputized", "filled", "played", "conducted", "chaired", "presided", "represented", "received", "addressed", "opened"})


def _led(clause: Clause, k: int) -> bool:
    """True if a deputy does what the one he or she stands in for might have done."""
    return any(code in _AHEAD for code in clause.codes(k + 1, k + 4))


def _acts(clause: Clause, k: int) -> bool:
    """True if a person is the subject of a verb in the past, or behind one: "In his stead sat P"."""
    after = [c for c in clause.codes(k + 1, k + 4) if not c.endswith("ly") and c != ","]
    before = clause.codes(max(0, k - 1), k)
    past = bool(after) and (after[0] in w.PASTS - w.AUXILIARY or (after[0].endswith("ed") and after[0] not in w.AUXILIARY))
    return past or before in (["sat"], ["stood"], ["spoke"], ["came"], ["appeared"])


def _until(clause: Clause, k: int) -> int:
    end = k
    while end + 1 < len(clause.items) and clause.items[end + 1].code not in w.ENDS | {",", "and", "but", "who", "because"}:
        end += 1
    return clause.items[end].end


def _latest_absent(reader: Reader) -> RowDraft | None:
    rows = [r for r in reader.rows[-20:] if r.status in {"absent", "excused"} and reader.number - r.sentence <= 1 and r.by is None]
    return rows[-1] if rows else None


def _pair(gone: RowDraft, came: RowDraft) -> None:
    gone.status, gone.by, came.by = "replaced", came.person, gone.person
