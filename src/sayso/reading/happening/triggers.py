"""Triggers: the frames of `presence.tsv` found in a sentence, with their mood, their subject and their arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.reading.happening import guarding, moods, subjects
from sayso.reading.happening import words as w
from sayso.reading.happening.arguments import Argument, arguments
from sayso.reading.happening.clauses import BODY, GROUP, OCCASION, PERSON, PLACE, SOMEBODY, TIME, Clause, Item, words_of
from sayso.reading.happening.factuality import MAIN, factuality
from sayso.reading.happening.frames import NOUN, PREDICATE, VERB, Frame, Slot, by_word, frames

DOUBT: Final = 0.2
"""Below this probability of the main line, what the cues take for a fact is left open."""
_PARTIES: Final = frozenset({PERSON, GROUP, BODY, SOMEBODY})
_PARTICLES: Final = frozenset({"off", "out", "up", "down", "back", "over", "on", "away"})
_NAMED: Final = frozenset({PLACE, BODY, GROUP, TIME, OCCASION, "'s"})
_DIARIES: Final = frozenset({
    "schedule", "diary", "plans", "itinerary", "programme", "program", "engagements", "movements", "whereabouts", "calendar", "agenda", "timetable",
    "location", "appointments", "destination", "route",
})
PLACES: Final = frozenset(
    "village villages town city capital country region island islands port province border front camp base site factory plant shipyard hospital school university "
    "palace farm station garrison headquarters area coast north south east west homeland home region valley mountains peninsula archipelago outpost settlement "
    "embassy ministry airport harbour harbor district zone mine ranch estate territory kingdom republic gulf continent abroad".split())
ROOMS: Final = frozenset(
    "room hall building audience dock courtroom courthouse court chamber stands gallery crowd stadium theatre church cathedral chapel temple mosque synagogue balcony steps stairs "
    "tribune podium platform stage lectern pulpit altar square street streets park garden gardens cemetery grave graveside tomb monument memorial museum library market "
    "shaft mine field pitch court track course racecourse beach pier quay deck bridge ship boat plane train tram bus lobby hotel restaurant cafe bar pub canteen kitchen "
    "office desk table door gate gates studio screen tent barracks parade-ground plaza rally dam tunnel terminal dockyard shipyard cannery mill plant laboratory ward clinic "
    "prison jail cell villa residence headquarters parliament".split())
_STEADS: Final = frozenset({"place", "seat", "spot", "stead", "role", "chair", "part", "slot"})
_OTHERS: Final = frozenset({"another", "alternative", "different", "other", "lower-ranking", "junior"})
_COPULAS: Final = w.BE | frozenset({"remain", "remains", "remained", "stay", "stays", "stayed", "left", "felt", "'s", "'re"})
_STRICT: Final = frozenset({"was-at", "was-there", "in-room", "not-there", "not-aboard", "in-place-for", "was-somewhere", "not-at-spot"})
_BEFORE_REDUCED: Final = frozenset({",", "and", "but", "those", "people", "guests", "(", "also", "one", OCCASION, GROUP})
_GERUND_LEADS: Final = frozenset({"after", "before", "while", "following", "by", "since", "when", "on", "upon"})
_INSTEAD: Final = frozenset({"of", "than", "without"})


@dataclass(slots=True)
class Trigger:
    """A frame's match in a sentence: where its words and arguments begin and end, its mood, its subject, and what fills its slots."""

    frame: Frame
    first: int
    at: int
    last: int
    mood: str
    subject: list[Item]
    clause: Clause
    slots: dict[str, Argument] = field(default_factory=dict)
    auxiliaries: list[str] = field(default_factory=list)

    def head(self, *fillers: str) -> int | None:
        """The item that heads the first of some slots that is filled."""
        return next((self.slots[name].head for name in fillers if name in self.slots), None)

    @property
    def occasion(self) -> int | None:
        """The occasion that it takes."""
        return self.head("OCC")

    @property
    def people(self) -> list[Item]:
        """The persons or parties that it takes."""
        found = self.slots.get("WHO") or self.slots.get("PARTY")
        return [self.clause.items[k] for k in found.listed] if found else []

    @property
    def who(self) -> Item | None:
        """The first of them."""
        return self.people[0] if self.people else None


def triggers(clause: Clause) -> list[list[Trigger]]:
    """The triggers of a sentence, in the order of the text; of several at one place those with most words and arguments first."""
    found: list[list[Trigger]] = []
    for at, item in enumerate(clause.items):
        ranked: list[tuple[tuple[int, ...], Trigger]] = []
        for number in by_word().get(item.code, ()):
            frame = frames()[number]
            for rest in frame.phrases[item.code]:
                matched = _matched(clause, frame, at, rest)
                trigger = _trigger(clause, frame, at, *matched) if matched is not None else None
                if trigger is not None:
                    real = trigger.mood not in {moods.LOOSE, moods.HABIT}
                    ranked.append(((-len(rest), -real, -len(trigger.slots), number), trigger))
        if ranked:
            found.append([trigger for _, trigger in sorted(ranked, key=_rank)])
    return found


def _rank(ranked: tuple[tuple[int, ...], Trigger]) -> tuple[int, ...]:
    return ranked[0]


def _matched(clause: Clause, frame: Frame, at: int, rest: Sequence[str]) -> tuple[int, dict[str, Argument]] | None:
    """Where a frame's words and arguments end, and its slots; None if it does not fit."""
    items = clause.items
    if frame.dated and not any(item.timex is not None for item in items):
        return None
    if items[at].code in w.HAVE and not rest and _carries(items, at + 1):
        return None
    end, taken = _spelled(items, at + 1, rest)
    if end < 0:
        return None
    found = [*taken, *arguments(items, end)]
    slots: dict[str, Argument] = {}
    for slot in frame.slots:
        argument = next((a for a in found if a.lead in slot.leads and a not in slots.values() and fills(items, slot, a)), None)
        if argument is not None and slot.filler in _NEAR and frame.shape == VERB and not _near(items, found, argument, slots):
            argument = None
        if argument is not None:
            slots[slot.filler] = argument
        elif not slot.optional:
            return None
    objects = [a for n, a in enumerate(found[:2]) if all(_bare(items, b) for b in found[: n + 1])]
    if frame.shape == VERB and not frame.before and any(a not in slots.values() for a in objects):
        return None
    return max([end, *(a.last for a in slots.values())]), slots


def _carries(items: Sequence[Item], k: int) -> bool:
    """True if "had" before an item is an auxiliary: "had missed the session"."""
    code = items[k].code if k < len(items) else "."
    return code in w.PASTS or code in w.NEGATIONS | w.BE | w.ADVERBS or (code.endswith(("ed", "en")) and len(code) > 4)


_NEAR: Final = frozenset({"OCC", "PLACE", "SITE", "SPOT", "WHO", "PARTY"})
"""What must stand close behind its verb."""


def _near(items: Sequence[Item], found: Sequence[Argument], argument: Argument, slots: Mapping[str, Argument]) -> bool:
    """True if nothing but a place, a date or people stands between a trigger and its occasion."""
    between = found[: found.index(argument)]
    return all(a in slots.values() or items[a.head].code in {TIME, PLACE} | _PARTIES or a.lead in {"self", "by", "on", "over", "for"} or _bare(items, a) for a in between)


def _bare(items: Sequence[Item], argument: Argument) -> bool:
    """True for an object that no frame has taken: "called P a liar" is no call."""
    return argument.lead == "" and items[argument.head].code != TIME and items[argument.head].code not in {"week", "month", "time", "home", "year", "hours", "minutes", "days"}


def _spelled(items: Sequence[Item], k: int, rest: Sequence[str]) -> tuple[int, list[Argument]]:
    """Where the other words of a trigger end, with the object between them ("called the summit off"); -1 if they are not there."""
    begin = k
    for word in rest:
        while k < len(items) and items[k].code != word and (items[k].code.endswith("ly") or items[k].code in w.ADVERBS):
            k += 1
        if k >= len(items) or items[k].code != word:
            break
        k += 1
    else:
        return k, []
    if len(rest) == 1 and rest[0] in _PARTICLES:
        taken = arguments(items, begin)[:1]
        if taken and taken[0].lead == "" and taken[0].last < len(items) and items[taken[0].last].code == rest[0]:
            return taken[0].last + 1, taken
    return -1, []


def fills(items: Sequence[Item], slot: Slot, argument: Argument) -> bool:
    """True if a noun phrase can be what a slot asks for."""
    head = items[argument.head]
    if slot.filler == "OCC":
        return head.code == OCCASION and (not slot.kind or (head.noun is not None and head.noun.kind in slot.kind.split("|")))
    if slot.filler == "ANY":
        return head.code != TIME
    if slot.filler == "TIME":
        return head.code == TIME
    if slot.filler == "NP":
        return head.code not in {TIME, PERSON} and any(i.code in w.DETERMINERS | _NAMED for i in items[argument.first : argument.last])
    if slot.filler == "WHO":
        return head.code == PERSON
    if slot.filler == "PARTY":
        return head.code in _PARTIES
    if slot.filler == "PLACE":
        return head.code in {PLACE, BODY} or head.code in PLACES
    if slot.filler == "WHOM":
        return head.code == PERSON
    if slot.filler == "SPOT":
        return head.code in {PLACE, BODY} or head.code in PLACES | ROOMS
    if slot.filler == "SITE":
        return head.code in {PLACE, BODY} or (head.code.isalpha() and head.code.islower() and items[argument.first].code in {"the", "its", "their", "a", PLACE, BODY})
    if slot.filler == "DIARY":
        return bool({w for item in items[argument.first : argument.last] for w in item.words or (item.code,)} & _DIARIES)
    if slot.filler == "STEAD":
        return bool({i.code for i in items[argument.first : argument.last]} & _STEADS)
    if slot.filler == "OTHER":
        return head.code == SOMEBODY and bool(set(head.words) & _OTHERS)
    return head.code in slot.words or bool(head.words and head.words[-1] in slot.words)


def _trigger(clause: Clause, frame: Frame, at: int, last: int, slots: dict[str, Argument]) -> Trigger | None:
    items = clause.items
    if frame.shape == NOUN:
        return None if guarding.supposed(clause, at) else _nominal(Trigger(frame, at, at, last, moods.FACT, [], clause, slots))
    first, auxiliaries = subjects.auxiliaries(clause, at)
    form = frame.forms[items[at].code]
    if not _fits(frame, form, auxiliaries, clause, at) or guarding.supposed(clause, at):
        return None
    mood = _mood(clause, frame, form, auxiliaries, at)
    trigger = Trigger(frame, first, at, last, mood, [], clause, slots, auxiliaries)
    if frame.name in {"absent", "among-missing"} and not auxiliaries and _described(items, at):
        _nominal(trigger)
        return trigger
    trigger.subject = subjects.subject_of(clause, first) if first or not frame.predicate else subjects.governed(clause, last)
    if form == "ing" or (form == "base" and first and items[first - 1].code == "than"):
        _gerund(trigger)
    if trigger.subject and trigger.mood == moods.FACT and _neither(clause, trigger.subject[0]):
        trigger.mood = moods.NEGATED
    if trigger.mood == moods.FACT and trigger.subject and form not in {"ing", PREDICATE} and not frame.fate and _doubtful(clause, at):
        trigger.mood = moods.LOOSE
    _caused(trigger)
    if trigger.subject and _excepted(clause, trigger.subject[0]):
        trigger.mood = {moods.FACT: moods.NEGATED, moods.NEGATED: moods.FACT}.get(trigger.mood, moods.LOOSE)
    if trigger.mood == moods.FACT and "neither" in clause.codes(last, last + 3):
        trigger.mood = moods.NEGATED
    if frame.name in _STRICT and at < _OPENING and not set(auxiliaries) & w.BE:
        trigger.subject = []
        _inverted(trigger)
        return trigger if trigger.subject else None
    if frame.predicate and not frame.before and (not trigger.subject or items[first - 1].code in {"and", ",", "but"}):
        _inverted(trigger)
    return trigger


_CAUSED: Final = {
    "forced": moods.FACT, "forcing": moods.FACT, "led": moods.FACT, "prompted": moods.FACT, "prompting": moods.FACT, "compelled": moods.FACT, "obliged": moods.FACT,
    "caused": moods.FACT, "let": moods.FACT, "made": moods.FACT, "saw": moods.FACT, "helped": moods.FACT, "leaving": moods.FACT, "had": moods.FACT, "heard": moods.FACT,
    "expect": moods.EXPECTED, "expects": moods.EXPECTED, "expected": moods.EXPECTED, "sent": moods.FACT, "left": moods.FACT, "permission": moods.FACT, "leave": moods.FACT,
}
"""Verbs (and nouns) whose complement clause takes its mood from them: "forced P to abandon", "expects P to attend", "leave to miss"."""


_SAID_TO: Final = frozenset({"said", "believed", "reported", "understood", "alleged", "thought", "known", "rumoured"})


def _caused(t: Trigger) -> None:
    """The mood of an infinitive that another verb causes or expects: "is said to have met" is told as a fact that is hedged."""
    items, k = t.clause.items, t.first - 1
    if {"denies", "denied", "denying"} & {i.code for i in items[max(0, k) : k + 1]} and "having" in t.auxiliaries:
        t.mood, t.first = moods.NEGATED, k
        t.subject = subjects.subject_of(t.clause, k)
        return
    if t.mood == moods.LOOSE and {"to", "have"} <= set(t.auxiliaries) and _SAID_TO & set(t.clause.codes(k, k + 1) + t.auxiliaries):
        t.mood = moods.FACT
        t.subject = t.subject or subjects.subject_of(t.clause, subjects.auxiliaries(t.clause, k)[0])
        return
    if t.mood != moods.LOOSE or k < 1 or set(t.auxiliaries) - {"to", "not"}:
        return
    if items[k].code in {"permission", "leave", "dispensation"}:
        t.mood, t.subject = moods.FACT, subjects.carried(items, k)
        return
    begin = k
    while begin > max(0, k - 4) and items[begin].code not in _CAUSED:
        begin -= 1
    mood = _CAUSED.get(items[begin].code)
    if mood is not None and begin < k and not {i.code for i in items[begin + 1 : k + 1]} & w.BREAKS - {"her", "his"}:
        t.mood = moods.NEGATED if "not" in t.auxiliaries else mood
        t.subject = [items[k]] if items[k].code in _PARTIES else t.subject


def _excepted(clause: Clause, subject: Item) -> bool:
    """True for P in "all but P", "everyone except P"."""
    at = clause.items.index(subject)
    led = clause.codes(max(0, at - 2), at)
    return bool({"but", "except", "bar", "save"} & set(led)) and bool({"all", "every", "everyone", "everybody", "each", "nobody", "none"} & set(clause.codes(0, at)))


def _nominal(t: Trigger) -> Trigger:
    """The subject of "P was a notable absentee"."""
    items, k = t.clause.items, t.at - 1
    while k > max(0, t.at - 5) and (items[k].code in w.DETERMINERS or (items[k].code.isalpha() and items[k].code.islower() and items[k].code not in w.BREAKS)):
        k -= 1
    if k > 0 and items[k].code in w.BE:
        t.first, t.auxiliaries = subjects.auxiliaries(t.clause, k + 1)
        t.subject, t.mood = subjects.subject_of(t.clause, t.first), moods.mood_of(t.auxiliaries, "past")
    return t


def _mood(clause: Clause, frame: Frame, form: str, auxiliaries: list[str], at: int) -> str:
    if frame.predicate and not auxiliaries:
        return moods.FACT
    mood = moods.mood_of(auxiliaries, "past" if frame.predicate else form)
    low = set(auxiliaries)
    bare = clause.block in {"headline", "caption"} or clause.items[-1].code not in _FULL_STOPS
    if mood == moods.HABIT and form == "s" and not low & w.HABIT:
        if bare or _captioned(clause):
            return moods.FACT
        return moods.PLANNED if clause.ahead else mood
    if mood == moods.FACT and form == "ing" and low & {"is", "are"} and clause.ahead:
        return moods.PLANNED
    if bare and mood == moods.LOOSE and auxiliaries in (["to"], ["not", "to"]):
        return moods.PLANNED if auxiliaries == ["to"] else moods.DROPPED
    if mood == moods.LOOSE and "would" in low and "have" not in low and not low & (w.WISH | w.HABIT):
        said = {i.code for i in clause.items[:at]} & {"that", "said", "announced", "confirmed", "told", "says"}
        return (moods.DROPPED if low & {"not", "n't", "never"} else moods.PLANNED) if said else mood
    return mood


_FULL_STOPS: Final = frozenset({".", "!", "?", "…", "”", '"', ")", "’", "'", ":", ";", ","})


def _captioned(clause: Clause) -> bool:
    """True for a sentence that a picture stands beside: "(Photo: …)" ends it."""
    return any(item.code in {"photo", "photograph", "picture", "reuters/", "image"} for item in clause.items[-6:])


def _gerund(t: Trigger) -> None:
    """The mood and subject of "after attending", "attending the funeral, P wept", "denied attending", "without attending"."""
    items, led = t.clause.items, t.clause.items[t.first - 1].code if t.first else ""
    if led in {"denied", "denies", "denying"}:
        t.mood, t.first = moods.NEGATED, t.first - 1
        t.subject = subjects.subject_of(t.clause, t.first)
    elif t.mood == moods.LOOSE and (led in _GERUND_LEADS or led in {"", ","}):
        main = subjects.governed(t.clause, t.last) if t.first < 3 or led == "" else []
        t.subject = main or t.subject
        real = not {i.code for i in items} & (w.MODAL | w.FUTURE | {"if"})
        t.mood = moods.FACT if real and not set(t.auxiliaries) & w.NEGATIONS else t.mood
    elif t.mood == moods.LOOSE and led in _INSTEAD and (led == "without" or (t.first > 1 and items[t.first - 2].code in {"instead", "rather"})):
        t.mood = moods.NEGATED
        t.subject = (subjects.governed(t.clause, t.last) if t.first < 4 else []) or subjects.carried(items, t.first - 1)


def _fits(frame: Frame, form: str, auxiliaries: list[str], clause: Clause, at: int) -> bool:
    """True if the form can be the frame's: a predicate needs its "was", a passive is not an active."""
    low = set(auxiliaries)
    previous = clause.items[at - 1].code if at else ""
    if frame.name in _STRICT and low & (w.EXPECT | w.PLAN) and "be" not in low:
        return False
    if frame.name in _STRICT and at > 1 and not low & w.BE and not (previous == "," and clause.items[at].code == "at"):
        return False
    if form == "ing" and clause.items[at].code == "going" and clause.codes(at + 1, at + 2) == ["to"] and frame.name == "not-come":
        return False
    if frame.name in {"absent", "among-missing"} and _described(clause.items, at):
        return True
    if frame.predicate:
        return frame.before or not at or (at == len(auxiliaries) and low <= w.NEGATIONS | w.ADVERBS) or bool(low & w.BE) or previous in _BEFORE_REDUCED or previous in _COPULAS or (
            bool(low & w.ADVERBS) and previous not in w.PREPOSITIONS)
    passive = form in {"participle", "past"} and bool(low & w.BE) and "being" not in low and "to" not in auxiliaries[-1:]
    return passive == (frame.sense == "unseen" and frame.name == "unseen") or (frame.before and passive)


def _described(items: Sequence[Item], at: int) -> bool:
    """True for "missing" in "was the only member missing"."""
    k = at - 1
    while k > max(0, at - 5) and (items[k].code in w.DETERMINERS | {"only", SOMEBODY, PERSON} or (items[k].code.isalpha() and items[k].code.islower() and items[k].code not in w.BREAKS)):
        k -= 1
    return k < at - 1 and items[k].code in w.BE


def _doubtful(clause: Clause, at: int) -> bool:
    """True if the words around a verb make it more likely wished or supposed than real."""
    words = words_of(clause.items[: at + 1])
    judged = factuality([*words, *words_of(clause.items[at + 1 :])], len(words) - 1)
    return judged.label != MAIN and judged.probabilities[MAIN] < DOUBT


def _neither(clause: Clause, subject: Item) -> bool:
    at = clause.items.index(subject)
    return at > 0 and clause.items[at - 1].code == "neither"


_OPENING: Final = 3
"""A trigger within so many items of the beginning opens its sentence."""


def _inverted(t: Trigger) -> None:
    """The subject of "Missing from the service on Sunday was P", "among the guests were P and P"; "not among the guests was P"."""
    items = t.clause.items
    denied = "not" in t.clause.codes(max(0, t.first - 1), t.at)
    for k in range(t.last, min(t.last + 9, len(items) - 1)):
        code = items[k].code
        if code in {"was", "were", "is", "are"} or (code == ":" and t.at < _OPENING):
            taken = arguments(items, k + 1)
            if taken and taken[0].lead == "" and items[taken[0].head].code == PERSON:
                t.subject, t.last, t.mood = [items[n] for n in taken[0].listed], taken[0].last, moods.NEGATED if denied else moods.FACT
            return
        if code in w.ENDS or code in {"and", "but", "who"}:
            return
