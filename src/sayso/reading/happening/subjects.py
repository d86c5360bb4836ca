"""Who does it: the subject of a verb, found by walking to the left over the items of its sentence."""

from __future__ import annotations

from typing import Final

from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import BODY, GROUP, PERSON, PLACE, Clause, Item

_LINKS: Final = frozenset({"and", "but", "or", "then", "before", "after", ",", "while", "because", "yet"})
_AGENTS: Final = frozenset({PERSON, GROUP, BODY})
_ASIDE = 16


def auxiliaries(clause: Clause, at: int) -> tuple[int, list[str]]:
    """Where the verb group of the verb at an item begins, and its auxiliaries and adverbs in order."""
    first = at
    items = clause.items
    while first > 0 and _of_group(items[first - 1].code):
        first -= 1
    while first < at and items[first].code in {"in", "all", "both", "so", "that"}:
        first += 1
    return first, [item.code for item in items[first:at]]


def _of_group(code: str) -> bool:
    return code in w.AUXILIARY or code in w.ADVERBS or code in w.HABIT or (code.endswith("ly") and len(code) > 4)


def subject_of(clause: Clause, first: int) -> list[Item]:
    """The persons, group or body before the verb group that begins at an item; empty if there is none to be sure of."""
    items, j = clause.items, first - 1
    if j < 0:
        return []
    code = items[j].code
    if code in {BODY, PLACE} and j > 1 and items[j - 1].code == "of" and items[j - 2].code in {PERSON, GROUP}:
        return [items[j - 2]]
    if code in _AGENTS:
        return _listed(items, j)
    if code in {"who", "that"} and j:
        back = j - 2 if items[j - 1].code == "," else j - 1
        return _listed(items, back) if back >= 0 and items[back].code in _AGENTS else []
    if code == ",":
        return _before_aside(items, j) or _earlier(items, j)
    if code in _LINKS:
        return _earlier(items, j)
    return _before_phrase(items, j)


def _listed(items: list[Item], j: int) -> list[Item]:
    """A subject with those joined to it: "P and P", "P, P and P"."""
    found = [items[j]]
    while j >= 2 and items[j - 1].code in {"and", ",", "nor"} and items[j - 2].code in _AGENTS:
        if items[j - 1].code == "," and len(found) == 1 and not (j >= 4 and items[j - 3].code == ","):
            break
        j -= 2
        found.insert(0, items[j])
    return found


def _before_aside(items: list[Item], j: int) -> list[Item]:
    """The subject before ", 75, a seasoned diplomat," or before a lone comma."""
    if items[j - 1].code in _AGENTS and (j < 2 or items[j - 2].code != "," or items[j - 1].name):
        return _listed(items, j - 1)
    for k in range(j - 1, max(0, j - _ASIDE), -1):
        if items[k].code == "," and items[k - 1].code in _AGENTS:
            inner = next((m for m in range(k - 1, max(0, k - 4), -1) if items[m].code == ","), None)
            owner = items[inner - 1] if inner and items[inner - 1].code == PERSON and items[k - 1].code != PERSON else items[k - 1]
            return [owner]
        if items[k].code == "," and items[k - 1].code == "#" and k >= 3 and items[k - 2].code == "," and items[k - 3].code == PERSON:
            return [items[k - 3]]
        if items[k].code in w.ENDS:
            break
    return []


def _earlier(items: list[Item], j: int) -> list[Item]:
    """The first agent of the sentence that no preposition governs: the subject that "and", "but" carry on."""
    stop = next((k for k in range(j, -1, -1) if items[k].code in {";", ":"}), -1)
    for k in range(stop + 1, j):
        if items[k].code in _AGENTS and (k == 0 or items[k - 1].code not in w.PREPOSITIONS) and not _owner(items, k):
            begin = k
            while begin + 2 < j and items[begin + 1].code == "and" and items[begin + 2].code in _AGENTS:
                begin += 2
            return _listed(items, begin) if begin > k else [items[k]]
    return []


def _owner(items: list[Item], k: int) -> bool:
    return k + 1 < len(items) and items[k + 1].code in {"'s", "'"}


def _before_phrase(items: list[Item], j: int) -> list[Item]:
    """The subject before "of Iceland and Norway", "in Izmir"."""
    for k in range(j, max(-1, j - 7), -1):
        code = items[k].code
        if code in {"of", "in", "from", "at", "for", "on"} and k and items[k - 1].code in {GROUP, PERSON}:
            return [items[k - 1]]
        if code in w.PREPOSITIONS and code not in {"of", "in", "from", "at"}:
            return []
        if not (code in {PLACE, BODY, PERSON, GROUP, "and", "of", "in", "the", "'s"} or code.isalpha()) or code in w.BREAKS - {"and"}:
            return []
    return []
