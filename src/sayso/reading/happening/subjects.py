"""Who does it: the subject of a verb, found by walking to the left over the noun phrases of its sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import BODY, GROUP, NUMBER, OCCASION, PERSON, PLACE, SOMEBODY, TIME, Clause, Item
from sayso.reading.happening.frames import by_word
from sayso.reading.naming.tables import tables

_LINKS: Final = frozenset({"and", "but", "or", "then", "before", "after", ",", "while", "because", "yet", "by", "without", "since", "of", "when", "for"})
_AGENTS: Final = frozenset({PERSON, GROUP, BODY})
_CODED: Final = _AGENTS | {SOMEBODY, PLACE, OCCASION, NUMBER}
_SIGHT: Final = frozenset({"seen", "spotted", "pictured", "photographed", "filmed", "shown"})
_STOPS: Final = w.ENDS - {"—", "–"}
_ASIDE = 30


def auxiliaries(clause: Clause, at: int) -> tuple[int, list[str]]:
    """Where the verb group of the verb at an item begins, and its auxiliaries and adverbs in order."""
    first = at
    items = clause.items
    while first > 0 and (_of_group(items[first - 1].code) or (first == at and items[first - 1].code in _SIGHT and items[at].code.endswith("ing"))):
        first -= 1
        if first > 1 and items[first - 1].code == TIME and items[first - 2].code in w.FUTURE | w.HAVE | w.BE | w.MODAL:
            first -= 1
        if items[first].code == "to" and first > 2 and items[first - 2].code == "too":
            first -= 2
    while first < at and items[first].code in {"in", "all", "both", "so", "that", "last", "only", "to"} and not (items[first].code == "to" and first + 1 == at):
        first += 1
    return first, [item.code for item in items[first:at]]


def _of_group(code: str) -> bool:
    return code in w.AUXILIARY or code in w.ADVERBS or code in w.HABIT or (code.endswith("ly") and len(code) > 4)


def subject_of(clause: Clause, first: int) -> list[Item]:
    """The persons, group or body before the verb group that begins at an item; empty if there is none to be sure of."""
    items, j = clause.items, first - 1
    if j >= 0 and items[j].code == ")":
        j = next((k for k in range(j, -1, -1) if items[k].code == "("), 0) - 1
    if j < 0:
        return []
    code = items[j].code
    if code in {"who", "that", "which"} and j:
        back = j - 2 if items[j - 1].code == "," else j - 1
        if back > 2 and items[back - 1].code == "of" and items[back - 2].code in {"one", "two", "several", "many"} and items[back - 3].code in w.BE:
            return phrase_subject(items, back - 4)
        if back >= 0 and items[back].code in _AGENTS:
            return [items[back]]
        begin = _begin(items, back) if back >= 0 else -1
        return phrase_subject(items, back) or (_before_aside(items, begin - 1) if begin > 1 and items[begin - 1].code == "," else [])
    if code in {",", "—", "–", "-", "--"}:
        return _before_aside(items, j) or carried(items, j)
    if code in _LINKS:
        return carried(items, j)
    return phrase_subject(items, j)


def phrase_subject(items: list[Item], j: int) -> list[Item]:
    """The head of the noun phrase that ends at an item, past "of Iceland", "in Izmir", "on Tuesday"; empty if it is no agent."""
    for _ in range(5):
        if j < 0:
            return []
        code = items[j].code
        if code == TIME:
            j -= 1 + (j > 0 and items[j - 1].code in {"on", "in", "at", "by", "since"})
            continue
        begin = _begin(items, j)
        if begin < 0:
            return []
        if begin and items[begin - 1].code in w.PREPOSITIONS - {"as", "than", "because"}:
            if code == PERSON and begin > 1 and (items[begin - 2].code in {"headed", "led", "fronted"} or (
                    items[begin - 1].code in {"under", "with"} and items[begin - 2].code in {"delegation", "mission", "party"})):
                return [items[j]]
            j = begin - 2
        elif begin > 1 and items[begin - 1].code == "and" and code in {PLACE, BODY} and items[begin - 2].code in {PLACE, BODY}:
            j = begin - 2
        else:
            return _listed(items, j) if code in _AGENTS else _passenger(items, j)
    return []


_VEHICLES: Final = frozenset({"plane", "jet", "aircraft", "helicopter", "motorcade", "train", "convoy", "yacht", "flight", "car"})


def _passenger(items: list[Item], j: int) -> list[Item]:
    """Who travels in "P's plane"."""
    return [items[j - 2]] if items[j].code in _VEHICLES and j > 1 and items[j - 1].code == "'s" and items[j - 2].code == PERSON else []


def _begin(items: list[Item], j: int) -> int:
    """Where the noun phrase that ends at an item begins; -1 if none ends there."""
    if items[j].code in _AGENTS | {SOMEBODY}:
        begin = j
        while begin > max(0, j - 4) and _plain(items[begin - 1].code):
            begin -= 1
        return begin if begin and items[begin - 1].code in w.PREPOSITIONS else j
    if not (items[j].code in _CODED or _plain(items[j].code)):
        return -1
    begin = j
    while begin > max(0, j - 5) and (items[begin - 1].code in _CODED | w.DETERMINERS | {"'s"} or _plain(items[begin - 1].code)):
        if items[begin - 1].code in _AGENTS and items[begin].code != "'s":
            break
        begin -= 1
    return begin


def _plain(code: str) -> bool:
    return code.isalpha() and code.islower() and code not in w.PREPOSITIONS and code not in w.BREAKS and code not in w.DETERMINERS


def _listed(items: list[Item], j: int) -> list[Item]:
    """A subject with those joined to it: "P and P", "P, P and P", "P of L and P of L"."""
    found = [items[j]]
    while j >= 2 and items[j - 1].code in {"and", ",", "nor"}:
        back = j - 2
        if items[back].code == "," and items[j - 1].code == "and":
            back -= 1
        if back > 1 and items[back].code in {BODY, PLACE, GROUP} and items[back - 1].code == "of" and items[back - 2].code in {PERSON, GROUP}:
            back -= 2
        elif back > 2 and _plain(items[back].code) and items[j - 1].code == "and":
            back = next((k - 1 for k in range(back, max(0, back - 5), -1) if items[k].code == "of"), back)
        if items[back].code not in _AGENTS:
            break
        if items[j - 1].code == "," and len(found) == 1 and not (j >= 4 and items[back - 1].code == ","):
            break
        j = back
        found.insert(0, items[j])
    return found


def _before_aside(items: list[Item], j: int) -> list[Item]:
    """The subject before ", 75, a seasoned diplomat," or before a lone comma."""
    opened = next((k for k in range(j - 1, max(-1, j - _ASIDE), -1) if items[k].code == ","), -1)
    if items[j - 1].code in _AGENTS and (opened < 0 or opened != j - 2 or items[j - 1].name) and (j < 2 or items[j - 2].code not in w.PREPOSITIONS):
        owner = items[opened - 1] if opened == j - 2 and opened > 0 and items[opened - 1].code == PERSON and not items[j - 1].name else items[j - 1]
        return _listed(items, j - 1) if owner is items[j - 1] else [owner]
    for k in range(j - 1, max(0, j - _ASIDE), -1):
        if items[k].code in _STOPS:
            break
        if items[k].code == "," and items[k + 1].code in {"led", "headed"} and items[k + 2].code == "by" and items[k + 3].code == PERSON and _plain(items[k - 1].code):
            return [items[k + 3]]
        if items[k].code in {",", "—", "–"} and items[k + 1].code not in {"and", "but"} and (found := phrase_subject(items, k - 1)):
            return found
    return []


@lru_cache(maxsize=4096)
def _verbal(code: str) -> bool:
    """True for a word that may be the verb after a subject."""
    return code in w.AUXILIARY or code in w.PASTS or code in by_word() or code in tables().verbs or (code.endswith("ed") and len(code) > 3)


def carried(items: list[Item], j: int) -> list[Item]:
    """The subject that "and", "but", "after" carry on: the nearest agent that a verb follows, else the first of the sentence."""
    first: list[Item] = []
    for k in range(j - 1, -1, -1):
        code = items[k].code
        if code in {";", ":"}:
            break
        if code not in _AGENTS or (k and items[k - 1].code in w.PREPOSITIONS) or _owner(items, k):
            continue
        first = [items[k]]
        after = next((i.code for i in items[k + 1 : j] if not (i.code in w.ADVERBS or i.code.endswith("ly"))), "")
        if _verbal(after) or (after in {",", "who", "("} and not (k and items[k - 1].code in {",", "and"})):
            return _listed(items, k)
    return first


def governed(clause: Clause, at: int) -> list[Item]:
    """The subject of the main clause after "After attending the summit,": the first agent behind the comma."""
    items = clause.items
    for k in range(at, len(items) - 1):
        if items[k + 1].code == PERSON and (items[k].code == "," or (items[k].code in {TIME, PLACE, OCCASION} and _verbal(_code(items, k + 2)))):
            return _also(items, k + 1)
    return []


def _also(items: list[Item], k: int) -> list[Item]:
    """A person with another joined by "and" behind."""
    return [items[k], items[k + 2]] if _code(items, k + 1) == "and" and _code(items, k + 2) == PERSON else [items[k]]


def _code(items: list[Item], k: int) -> str:
    return items[k].code if k < len(items) else "."


def _owner(items: list[Item], k: int) -> bool:
    return k + 1 < len(items) and items[k + 1].code in {"'s", "'", "’"}
