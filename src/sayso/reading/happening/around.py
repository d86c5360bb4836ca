"""Appearances that no verb of attendance tells: the scene a sentence opens with, companions, parties to a meeting, captions."""

from __future__ import annotations

import re
from typing import Final

from sayso.document import Span
from sayso.reading.happening import guarding, moods, subjects
from sayso.reading.happening import words as w
from sayso.reading.happening.arguments import Argument, arguments
from sayso.reading.happening.clauses import OCCASION, PERSON, PLACE, Clause, Item
from sayso.reading.happening.drafts import EventDraft, RowDraft
from sayso.reading.happening.occasions import extent_of
from sayso.reading.happening.reader import Reader, same_person
from sayso.reading.happening.triggers import PLACES, ROOMS
from sayso.reading.happening.verbal import PRESENT
from sayso.reading.naming.tables import tables

_SCENES: Final = frozenset({"at", "during", "in", "on", "over"})
_INTIMATE: Final = frozenset({"call", "visit", "interview", "press conference", "meeting", "conference"})
_AUXILIARY: Final = w.BE | w.HAVE | w.DO | w.MODAL | w.FUTURE | w.FAIL
_SPOKEN: Final = frozenset({"address", "speech", "remarks", "keynote", "testimony", "sermon", "appearance"})
_SCENELESS: Final = frozenset({"election", "vote", "strike"})
_COMPANY: Final = re.compile(r" (?:flanked|accompanied|joined|escorted|followed|watched) by (?P<who>P )| (?:alongside|among them|amongst them|beside|next to|in the company of) (?P<also>P )")


def scene(reader: Reader, clause: Clause) -> None:
    """"At the meeting on Tuesday, P told Q that …": who acts at an occasion that the sentence opens with was there."""
    items = clause.items
    if len(items) < 5 or items[0].code not in _SCENES or guarding.supposed(clause, len(items) - 1):
        return
    if "appearance" in clause.codes(1, 6):
        _appearance(reader, clause)
    if set(clause.codes(1, 3)) & {"margins", "sidelines", "eve", "fringes"}:
        return
    taken = arguments(items, 0)
    spoken = bool(_SPOKEN & set(clause.codes(0, 6)))
    at = next((a.head for a in taken[: 1 + spoken] if items[a.head].code == OCCASION), None)
    noun = items[at].noun if at is not None else None
    if at is None or noun is None or noun.kind in _SCENELESS or noun.strength == "phase" or (items[0].code in {"in", "on"} and noun.kind not in _INTIMATE and not spoken):
        return
    who = subjects.governed(clause, at)
    verb = _verb_after(clause, who[0]) if who else -1
    if verb < 0 or guarding.hedged(clause, verb):
        return
    voice = reader.authority.over(items[at].start, extent_of(clause, at).span)
    event = reader.event_at(clause, at, moods.FACT, voice=voice)
    if (noun.kind in {"call", "meeting"} or items[0].code == "over") and items[verb].code in _TO_ONE:
        who = [*who, *(items[a.head] for a in arguments(items, verb + 1)[:1] if a.lead == "" and items[a.head].code == PERSON)]
    for person in who if event is not None and event.happened else []:
        _row(reader, person, "attended", event, Span(items[at].start, items[verb].end), "scene")


def _appearance(reader: Reader, clause: Clause) -> None:
    """"In his first public appearance since the stroke, P waved from the balcony on Saturday"."""
    who = subjects.governed(clause, 1)
    verb = _verb_after(clause, who[0]) if who else -1
    dates = [i.timex for i in clause.items if i.timex is not None and i.timex.type in {"DATE", "TIME"}]
    if verb > 0 and dates:
        begin, end = clause.items[0], clause.items[verb]
        name = Span(begin.start, next(i for i in clause.items if i.code == ",").start)
        reader.keep(RowDraft(who[0], "attended", [Span(begin.start, end.end)], reader.number, "appearance", name, when=reader.calendar.when(dates, False), mode="in person"))


_AT_WHAT: Final = frozenset({
    "laughed", "aimed", "looked", "pointed", "hinted", "balked", "scoffed", "sneered", "marvelled", "bristled", "objected", "hit", "lashed", "fired", "shot", "directed",
    "arrived", "estimated", "valued", "put", "born", "grew", "chafed", "winced", "baulked", "raged", "timed", "worked", "excelled", "read",
})


_TO_ONE: Final = frozenset({"told", "asked", "urged", "assured", "warned", "thanked", "pressed", "informed", "offered", "promised", "congratulated", "lectured"})
_ELLIPSIS: Final = re.compile(r" (?P<who>P )(?:, )?(?:did|was|were|had|has|could|would) (?:not|n't) [.;,]")
_ELSEWHERE: Final = re.compile(r" (?:but|while|;|although|whereas|,) (?P<who>P )(?:, )?(?:was|stayed|remained|lay|is|overslept|had stayed) (?:behind |still )?(?:in hospital|at home|abroad|in bed|on holiday|ill|sick|away|"
                               r"overseas|elsewhere|on leave|indisposed|in L|[.;,])")


_FRONTED: Final = re.compile(r"^ (?:[\"“] )?(?:in|on|at|behind|beside|among) (?P<where>[^,;:.]{1,60}?) (?:sat|stood|knelt|lay|were|was) (?P<who>P )")


def fronted(reader: Reader, clause: Clause) -> None:
    """"In the dock sat P", "on the platform with P were Q and the bishop"."""
    match = _FRONTED.search(clause.coded)
    if match is None or guarding.supposed(clause, len(clause.items) - 1):
        return
    at, first = clause.item_at(match.start("who")), clause.item_at(match.start("where"))
    before = clause.items[first:at]
    where = next((k for k in range(first, at) if clause.items[k].code == OCCASION), None)
    sits = clause.items[at - 1].code not in {"was", "were"}
    if where is None and not (sits or {i.code for i in before} & (PLACES | ROOMS)):
        return
    event = reader.event_at(clause, where, moods.FACT) if where is not None else None
    company = [i for k, i in enumerate(before, first) if i.code == PERSON and clause.items[k - 1].code in {"with", "beside", "alongside"}]
    for person in [*(clause.items[k] for k in arguments(clause.items, at)[0].listed), *company]:
        if person.code == PERSON:
            _row(reader, person, "attended", event, Span(clause.items[0].start, clause.items[at].end), "fronted")


_FAR: Final = frozenset({
    "won", "lost", "led", "beat", "finished", "swept", "carried", "took", "picked", "jumped", "surged", "trailed", "topped", "placed", "gained", "dropped", "fell", "rose", "earned",
    "raised", "spent", "invested", "sold", "bought", "owned", "lived", "worked", "died", "studied", "grew", "served", "filed", "sued", "settled", "paid", "borrowed", "founded",
    "set", "opened", "built", "published", "aired", "ran", "caucused", "polled", "scored", "cleared", "secured", "captured", "claimed", "faced", "suffered", "launched", "made",
    "ordered", "sent", "put", "cut", "hit", "saw", "got", "kept", "left", "became", "began", "ended", "remained", "stayed", "needed", "wanted", "hoped", "tried", "expected",
})
"""Verbs of what may be done from afar."""
_DAY: Final = 10


def acting(reader: Reader, clause: Clause) -> None:
    """"P unpacked crates in Oslo on Monday": who acts at a place on a day was there, whatever the act, unless it may be done from afar."""
    items = clause.items
    for at, item in enumerate(items):
        code = item.code
        if not (code in w.PASTS or (code.endswith("ed") and len(code) > 4)) or code in w.AUXILIARY or code in _FAR or code in tables().verbs:
            continue
        taken = arguments(items, at + 1)
        spot = next((a for a in taken if a.lead in {"in", "at", "outside", "inside", "aboard", "into", "through"} and (
            items[a.head].code == PLACE or items[a.head].code in PLACES | ROOMS)), None)
        days = [t for a in taken if (t := items[a.head].timex) is not None and t.type in {"DATE", "TIME"} and len((t.value or "")[:_DAY]) == _DAY]
        first, carriers = subjects.auxiliaries(clause, at)
        if spot is None or not days or set(carriers) - w.HAVE - w.ADVERBS or guarding.supposed(clause, at) or guarding.hedged(clause, at):
            continue
        voice = reader.authority.over(item.start, Span(item.start, item.end))
        for person in subjects.subject_of(clause, first) if voice is None or voice.act == "assert" else ():
            if person.code == PERSON and not any(same_person(r.person, person) for r in reader.rows[-20:] if r.sentence == reader.number):
                reader.keep(RowDraft(person, "attended", [Span(min(person.start, item.start), max(items[spot.head].end, days[0].end))], reader.number, "acting",
                                     Span(items[spot.first].start, items[spot.head].end), when=reader.calendar.when(days, False), mode="in person",
                                     voice=voice.id if voice else None))


_MINUTES: Final = re.compile(r"(?:^|[.;]) (?P<head>present|in attendance|attending|absent|apologies|excused|also present) : (?P<first>[PG] |councillors |messrs )")
_NOTED: Final = {"absent": "absent", "apologies": "excused", "excused": "excused"}


def minutes(reader: Reader, clause: Clause) -> None:
    """"Present: P and P. Apologies: P.": the lists at the head of minutes."""
    for match in _MINUTES.finditer(clause.coded):
        at = clause.item_at(match.start("first"))
        status = _NOTED.get(match["head"], "attended")
        while at < len(clause.items) and clause.items[at].code not in {".", ";"}:
            if clause.items[at].code == PERSON:
                _row(reader, clause.items[at], status, None, Span(clause.items[clause.item_at(match.start("head"))].start, clause.items[at].end), "minutes")
            at += 1


_WITH: Final = re.compile(r" with (?P<who>P )(?:in the chair|presiding|present|in attendance|as godfather|as godmother|as witness|at the helm|at the head|looking on|at (?:his|her) side|beside|in tow) ")


def attended_with(reader: Reader, clause: Clause) -> None:
    """"The council convened on Monday with P in the chair"."""
    match = _WITH.search(clause.coded)
    if match is not None:
        at = clause.item_at(match.start("who"))
        recent = [e for e in reader.events[-5:] if e.sentence == reader.number and e.happened]
        if recent:
            _row(reader, clause.items[at], "attended", recent[-1], Span(clause.items[at - 1].start, clause.items[at].end), "with-there")


def contrast(reader: Reader, clause: Clause) -> None:
    """"P took her seat, but Q did not"; "while P danced at the ball, Q was in hospital": Q was not there."""
    came = [r for r in reader.rows[-8:] if r.status == "attended" and reader.number - r.sentence <= 1]
    match = (_ELLIPSIS.search(clause.coded) or _ELSEWHERE.search(clause.coded)) if came else None
    if match is None:
        return
    at, end = clause.item_at(match.start("who")), clause.item_at(match.end() - 2)
    if not any(same_person(r.person, clause.items[at]) for r in reader.rows[-8:] if r.sentence == reader.number):
        _row(reader, clause.items[at], "absent", came[-1].event, Span(clause.items[at].start, clause.items[end].end), "contrast")


_SEATED: Final = re.compile(r" (?:guest list|guests|line-up|lineup|cast list|attendees|attendance|speakers|delegates|mourners|audience|crowd|those) .*?among (?:them|whom) (?:were |was )?(?P<who>P )")


def doing(reader: Reader, clause: Clause) -> None:
    """"P mingled with guests at the reception": who does something at an occasion is there, whatever the verb."""
    items = clause.items
    for at, item in enumerate(items):
        code = item.code
        past = code in w.PASTS or (code.endswith("ed") and len(code) > 4)
        coming = at > 0 and code.isalpha() and items[at - 1].code in {"will", "to", "'ll"}
        copular = code in {"was", "were", "be"} and at + 2 < len(items) and (items[at + 1].code in w.DETERMINERS | {"guest", "best", "host", "chief", "keynote"})
        if copular:
            past, coming = code != "be", code == "be" and at > 0 and items[at - 1].code in {"will", "to"}
        if not (past or coming) or (not copular and code in w.AUXILIARY - w.WISH) or code in _AT_WHAT:
            continue
        taken = next((a for a in arguments(items, at + 1)[:3] if _scene_of(items, a)), None)
        if taken is None or not _real(clause, at, taken.head):
            continue
        first, carriers = subjects.auxiliaries(clause, at)
        who = [p for p in subjects.subject_of(clause, first) if p.code == PERSON]
        mood = moods.mood_of(carriers, "past" if past else "base")
        if not who or (past and set(carriers) - w.HAVE - w.ADVERBS) or mood not in PRESENT or mood in {moods.NEGATED, moods.DROPPED}:
            continue
        voice = reader.authority.over(item.start, Span(item.start, item.end))
        event = reader.event_at(clause, taken.head, mood, voice=voice)
        if event is None or event.status not in {"held", "planned"} or (mood == moods.FACT and not event.happened) or (voice is not None and voice.act != "assert"):
            continue
        for person in who:
            _row(reader, person, PRESENT[mood], event, Span(item.start, items[taken.head].end), "doing")


def _scene_of(items: list[Item], a: Argument) -> bool:
    """True for "at the reception", "in Sunday's concert", "during the session on Monday"."""
    head = items[a.head]
    if head.code != OCCASION or a.lead not in {"at", "in", "during", "through", "into"}:
        return False
    return a.lead == "at" or any(i.timex is not None for i in head.inner)


def _real(clause: Clause, at: int, occasion: int) -> bool:
    noun = clause.items[occasion].noun
    dated = any(i.timex is not None for i in clause.items[occasion].inner)
    return noun is not None and (noun.strength not in {"phase", "body"} or dated) and noun.kind not in _SCENELESS and not guarding.supposed(clause, at) and not guarding.hedged(clause, at)


def _verb_after(clause: Clause, who: Item) -> int:
    """The index of a past verb, active and affirmed, right behind a person; -1 if there is none."""
    at = clause.items.index(who)
    if clause.codes(at + 1, at + 3) == ["and", PERSON]:
        at += 2
    if clause.codes(at + 1, at + 2) == [","]:
        at = next((k for k in range(at + 2, min(at + 14, len(clause.items))) if clause.items[k].code == ","), at)
    for k in range(at + 1, min(at + 3, len(clause.items))):
        code = clause.items[k].code
        if code not in _AUXILIARY and (code in w.PASTS or (code.endswith("ed") and len(code) > 3)):
            return k
        if not (code.endswith("ly") or code in w.ADVERBS):
            break
    return -1


def company(reader: Reader, clause: Clause) -> None:
    """"Flanked by P, Q opened the fair": those beside somebody who is there are there too."""
    came = [r for r in reader.rows[-20:] if r.sentence == reader.number and r.status == "attended"]
    listed = _SEATED.search(clause.coded)
    if listed is not None and not came:
        _first_listed(reader, clause, clause.item_at(listed.start("who")))
    for match in _COMPANY.finditer(clause.coded) if came else ():
        at = clause.item_at(match.start("who" if match["who"] else "also"))
        taken = arguments(clause.items, at)
        for k in taken[0].listed if taken else ():
            if clause.items[k].code == PERSON and not any(same_person(r.person, clause.items[k]) for r in came):
                _row(reader, clause.items[k], "attended", came[0].event, Span(clause.items[clause.item_at(match.start() + 1)].start, clause.items[k].end), "company")


def _first_listed(reader: Reader, clause: Clause, at: int) -> None:
    """Those of a list of guests: "among them P and P"."""
    _, event = reader.last_occasion(clause, at)
    taken = arguments(clause.items, at)
    for k in taken[0].listed if taken else ():
        if clause.items[k].code == PERSON:
            _row(reader, clause.items[k], "attended", event, Span(clause.items[at - 1].start, clause.items[k].end), "listed")


def parties(reader: Reader, clause: Clause) -> None:
    """"Talks between P and Q on Monday": the two sides of a meeting, call or visit that the sentence tells of appear there."""
    for at, event in list(reader.taken.items()):
        item = clause.items[at]
        if item.code != OCCASION or event.kind not in {"meeting", "call", "visit"} or event.status not in {"held", "planned", "announced", "failed"}:
            continue
        if event.happened is False or (event.happened is None and event.status in {"held", "failed"}) or _denied(reader, event):
            continue
        for person in _sides(reader, clause, at, event):
            _row(reader, person, "attended" if event.happened else "scheduled", event, event.spans[-1], "parties")


def _sides(reader: Reader, clause: Clause, at: int, event: EventDraft) -> list[Item]:
    """The owner of a visit; both sides of a meeting or call."""
    items, item = clause.items, clause.items[at]
    owner = next((i for i, after in zip(item.inner, item.inner[1:], strict=False) if i.code == PERSON and after.code == "'s"), None)
    if owner is None and item.words[0] in {"his", "her"}:
        owner = reader.antecedent(clause, at)
    if event.kind == "visit":
        taken = [a for a in arguments(items, at + 1) if a.lead == "by"]
        return [owner] if owner else [items[k] for a in taken[:1] for k in a.listed if items[k].code == PERSON]
    leads = {"with", "between"} | ({"to", "from"} if event.kind == "call" else set())
    others = [items[k] for a in arguments(items, at + 1) if a.lead in leads for k in a.listed]
    found = [owner, *others] if owner else others
    return [p for p in found if p.code == PERSON] if len(found) > 1 or owner else []


def _denied(reader: Reader, event: EventDraft) -> bool:
    voice = next((a for a in reader.authority.cued if a.id == event.voice), None)
    return voice is not None and voice.act in {"deny", "accuse", "speculate", "believe", "question", "demand", "decline"}


def caption(reader: Reader, clause: Clause) -> None:
    """"P, left, with Q at the opening on 14 May.": the people of a caption were at its occasion."""
    items = clause.items
    if not items or items[0].code != PERSON or any(_finite(i.code) for i in items):
        return
    taken = next((a.head for a in arguments(items, _past_left(items)) if items[a.head].code == OCCASION and a.lead in {"at", "during"}), None)
    if taken is None or not extent_of(clause, taken).dates:
        return
    event = reader.event_at(clause, taken, moods.FACT)
    beside = [items[k] for a in arguments(items, _past_left(items)) if a.lead == "with" for k in a.listed]
    for person in [items[0], *(p for p in beside if p.code == PERSON)]:
        _row(reader, person, "attended", event, Span(person.start, items[taken].end), "caption")


def _past_left(items: list[Item]) -> int:
    """Where a caption goes on after "P, left,"."""
    k = 1
    while k + 1 < len(items) and items[k].code == "," and items[k + 1].code in {"left", "right", "centre", "center"}:
        k += 3
    return k


def _finite(code: str) -> bool:
    return code in w.BE | w.HAVE | w.DO | w.MODAL | w.FUTURE or (code in w.PASTS and code not in {"left", "read", "set"}) or (code.endswith("ed") and len(code) > 4)


def _row(reader: Reader, person: Item, status: str, event: EventDraft | None, span: Span, rule: str) -> None:
    name = event.name if event is not None and event.name else span
    span = Span(min(span.start, person.start), max(span.end, person.end)) if rule != "parties" else span
    mode = ("phone" if event is not None and event.kind == "call" else "in person") if status == "attended" else "unknown"
    reader.keep(RowDraft(person, status, [span], reader.number, rule, name, event, when=event.when if event else None, mode=mode, voice=event.voice if event else None))


AROUND: Final = (scene, doing, acting, minutes, fronted, attended_with, contrast, company, parties, caption)
