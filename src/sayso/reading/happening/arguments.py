"""What follows a trigger: its objects and prepositional phrases, up to the end of its clause, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import BODY, GROUP, NUMBER, OCCASION, PERSON, PLACE, SOMEBODY, TIME, Item

_AGENTS: Final = frozenset({PERSON, GROUP, BODY, SOMEBODY})
_CODED: Final = _AGENTS | {PLACE, OCCASION, TIME, NUMBER}
_ENDS: Final = frozenset({
    ";", ":", ".", "?", "!", "—", "–", "…", "“", '"', "that", "which", "who", "whose", "whom", "where", "when", "because", "if", "while",
    "although", "though", "but", "unless", "whether", "citing", "until",
})
_PASSED: Final = frozenset({
    "again", "instead", "later", "earlier", "early", "late", "only", "also", "together", "remotely", "virtually", "online", "themselves",
    "personally", "today", "even", "just", "both", "there", "back", "not", "more", "than", "once", "twice", "off",
})
_COMPOUND: Final = {
    ("in", "place", "of"): "instead of", ("in", "lieu", "of"): "instead of", ("instead", "of"): "instead of", ("in", "the", "stead", "of"): "instead of",
    ("on", "behalf", "of"): "on behalf of", ("out", "of"): "out of", ("because", "of"): "because of", ("ahead", "of"): "ahead of",
    ("together", "with"): "with", ("along", "with"): "with", ("as", "well", "as"): "and", ("in", "front", "of"): "before", ("as", "part", "of"): "on",
    ("at", "the", "start", "of"): "at", ("at", "the", "end", "of"): "at", ("on", "the", "margins", "of"): "at", ("on", "the", "sidelines", "of"): "at",
    ("in", "the", "middle", "of"): "during", ("away", "from"): "away from", ("due", "to"): "because of", ("rather", "than"): "instead of",
    ("on", "the", "eve", "of"): "before",
}
_GERUNDS: Final = frozenset({
    "attending", "joining", "visiting", "entering", "missing", "skipping", "addressing", "chairing", "hosting", "opening", "meeting", "watching",
})
_LEADING: Final = frozenset({"from", "for", "of", "without", "by", "about", "instead of", "away from"})
_APPEARING: Final = frozenset({"appearing", "speaking", "going", "coming", "travelling", "traveling", "participating", "testifying", "being"})
_REACH = 40


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase that a trigger takes: what leads it, where it begins, its last item (its head) and those listed with it."""

    lead: str
    first: int
    head: int
    last: int
    listed: tuple[int, ...]

    def at(self, item: int) -> Argument:
        """The argument that one item alone would be."""
        return Argument(self.lead, item, item, item + 1, (item,))


def arguments(items: Sequence[Item], start: int) -> list[Argument]:
    """The arguments from an item on, in the order of the text."""
    found: list[Argument] = []
    lead, k, stop = "", start, min(len(items), start + _REACH)
    while k < stop:
        code = items[k].code
        if code in _ENDS:
            break
        if size := _compound(items, k):
            lead, k = _COMPOUND[tuple(i.code for i in items[k : k + size])], k + size
        elif code == ",":
            k = _past_comma(items, k)
            if not k:
                break
        elif code in {"and", "or"} or (code == "to" and not _nominal(items, k + 1)):
            break
        elif code in {"himself", "herself"}:
            found.append(Argument("self", k, k, k + 1, (k,)))
            k += 1
        elif code in _PASSED or (code.endswith("ly") and len(code) > 4 and k + 1 < stop and items[k + 1].code != "'s"):
            k += 1
        elif code in _GERUNDS | _APPEARING and lead in _LEADING:
            if code in _APPEARING or k + 1 == len(items) or items[k + 1].code in w.PREPOSITIONS | {TIME, ".", ","}:
                found.append(Argument(lead, k, k, k + 1, (k,)))
                lead = ""
            k += 1
        elif code in w.PREPOSITIONS:
            lead, k = code, k + 1
        else:
            head, end = _phrase(items, k)
            if end == k:
                break
            listed, end = _list(items, head, end)
            found.append(Argument(lead, k, head, end, listed))
            lead, k = "", end
    return found


def _compound(items: Sequence[Item], k: int) -> int:
    code = items[k].code
    if code not in {"in", "on", "at", "out", "because", "instead", "ahead", "together", "along", "as", "away", "due", "rather", "for"}:
        return 0
    return next((n for n in (4, 3, 2) if tuple(i.code for i in items[k : k + n]) in _COMPOUND), 0)


def _nominal(items: Sequence[Item], k: int) -> bool:
    """True if what follows "to" is no infinitive."""
    return k < len(items) and (items[k].code in w.DETERMINERS or items[k].code in _CODED or (
        items[k].code.endswith("ing") and items[k].code not in w.verb_forms()) or (
        k + 1 < len(items) and items[k].code in _PLACELIKE and items[k + 1].code in {"in", "on", "at", TIME, "'s"}))


_PLACELIKE: Final = frozenset({"work", "school", "parliament", "court", "church", "hospital", "prison", "reporters", "supporters", "journalists", "voters", "public"})


def _past_comma(items: Sequence[Item], k: int) -> int:
    """Where a clause goes on after a comma: past an apposition, or with a preposition or a date; 0 if it ends there."""
    after = items[k + 1 : k + 3]
    if not after:
        return 0
    if after[0].code in w.PREPOSITIONS - {"as", "of", "with", "after", "before"} or after[0].code == TIME:
        return k + 1
    if after[0].code in {PERSON, NUMBER} | w.DETERMINERS:
        for end in range(k + 2, min(k + 10, len(items))):
            code = items[end].code
            if code == ",":
                follows = items[end + 1].code if end + 1 < len(items) else ""
                return end + 1 if follows in w.PREPOSITIONS - {"as", "with"} or follows == TIME else 0
            if code in _ENDS or code in w.AUXILIARY or code in {PERSON, "and"}:
                break
    return 0


def _phrase(items: Sequence[Item], k: int) -> tuple[int, int]:
    """The head and the end of the noun phrase that begins at an item; the end is the item itself if none does."""
    begin, head = k, k
    while k < len(items):
        code = items[k].code
        owns = k + 1 < len(items) and items[k + 1].code in {"'s", "'", "’"}
        if code == TIME and k > begin and not owns:
            break
        if code in _CODED and code != NUMBER and not owns and not (code in {BODY, PLACE} and _modifies(items, k)):
            return k, k + 1
        word = code[0].isalpha() and code.islower() and code not in w.PREPOSITIONS and (code not in w.BREAKS or code in {"her", "his", "its"})
        if not (word or code in w.DETERMINERS or code in _CODED or code in {"'s", "'", "’"}):
            break
        head, k = k, k + 1
    return head, max(begin, k)


def _modifies(items: Sequence[Item], k: int) -> bool:
    """True if a place or body stands before the noun that it belongs to: "the Arctic station"."""
    after = items[k + 1].code if k + 1 < len(items) else "."
    return after.isalpha() and after.islower() and after not in w.PREPOSITIONS | w.BREAKS | w.AUXILIARY | w.ADVERBS and not after.endswith(("ed", "ly", "ing"))


def _list(items: Sequence[Item], head: int, end: int) -> tuple[tuple[int, ...], int]:
    """Persons and groups joined to one: "P and P", "P, P and P"."""
    if items[head].code not in _AGENTS:
        return (head,), end
    found, k = [head], end
    while k < len(items) and items[k].code in {",", "and", "or", "nor"}:
        begin = k + 1 + (k + 1 < len(items) and items[k + 1].code in {"and", "both"})
        last, stop = _phrase(items, begin) if begin < len(items) else (begin, begin)
        if stop == begin or items[last].code not in _AGENTS or stop - begin > 5:
            break
        follows = items[stop].code if stop < len(items) else "."
        if items[k].code == "," and begin == k + 1 and not (follows in {"and", ","} and _goes_on(items, stop)):
            break
        found.append(last)
        k = end = stop
    return tuple(found), end


def _goes_on(items: Sequence[Item], k: int) -> bool:
    """True if a list goes on after a comma or "and"."""
    begin = k + 1 + (items[k].code == "," and k + 1 < len(items) and items[k + 1].code == "and")
    last, stop = _phrase(items, begin) if begin < len(items) else (begin, begin)
    return stop > begin and items[last].code in _AGENTS
