"""Titles and descriptions put together with the name beside them, whatever their shape."""

from __future__ import annotations

from functools import lru_cache

from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import BODY, GROUP, PERSON, PLACE, TIME, Item
from sayso.reading.happening.frames import by_word
from sayso.reading.naming.tables import tables

POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
PARTS = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "'s", "’s"})
_OFFICE_TIES = frozenset({"of", "for", "to", "on"})
_MODIFIERS = frozenset({"former", "acting", "outgoing", "incoming", "interim", "then", "ex", "late", "senior", "veteran", "newly-elected"})
_LISTS = frozenset({"by", "with", "to", ",", "for", "and"})
_LOCATIVE = frozenset({"in", "at", "from", "near", "outside", "inside", "into", "across", "around"})
_LONGEST = 9
"""So many items before a name a title may begin."""


@lru_cache(maxsize=1)
def person_heads() -> frozenset[str]:
    """The last words of titles, professions and kin: nouns for one person."""
    known = tables()
    heads = {t.words[-1] for same in known.titles.values() for t in same if t.kind != "honorific"}
    extra = "counterpart deputy master officer owner bishop coach banker suspect defendant witness victim accused prisoner rival ally guest candidate pope king queen prince princess duke duchess emperor sultan sheikh emir crown-prince representative delegate stand-in substitute successor predecessor"
    people = heads | set(known.people) | set(extra.split()) | {"head", "leader", "chief", "heir", "widow"}
    return frozenset(people - known.heads - known.documents - {"chair", "board", "service", "bank", "company", "office", "figure", "statement"})


@lru_cache(maxsize=1)
def group_heads() -> frozenset[str]:
    """Plural and collective nouns for people who may meet, strike or vote."""
    plurals = {_plural(head) for head in person_heads()}
    extra = "dockers workers drivers teachers nurses doctors pilots miners rivals sides parties delegations teams staff employees owners creditors dealers presidents kings queens princes princesses chancellors commissioners brothers sisters widows sons daughters"
    return frozenset((plurals | tables().groups | set(extra.split())) - {"figures", "few", "some", "many", "all", "most", "others", "those", "services", "forces", "public"})


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + ("es" if noun.endswith(("s", "ch")) else "s")


def plain(item: Item) -> bool:
    """True for a word that may be part of a noun phrase."""
    code = item.code
    return code.islower() and code[0].isalpha() and code not in w.PREPOSITIONS and code not in w.BREAKS and code not in w.DETERMINERS


def joined(items: list[Item]) -> list[Item]:
    """A description and the name beside it made one: "its president, Hamid Belkacem", "the head of the union, Greta Solberg"."""
    out = list(items)
    k = len(out) - 1
    while k >= 0:
        item = out[k]
        if item.code == PERSON and not item.name and not item.pronoun:
            end = _apposition(out, k)
            if end and (not item.people or item.people == out[end].people):
                named = out[end]
                out[k : end + 1] = [Item(PERSON, item.start, named.end, named.people, words=(*item.words, *named.words), name=True)]
            elif not end and not item.people and k + 2 < len(out) and out[k + 1].code == "of" and out[k + 2].code in {BODY, PLACE}:
                place = out[k + 2]
                out[k : k + 3] = [Item(PERSON, item.start, place.end, inner=item.inner, words=(*item.words, "of", *place.words))]
        k -= 1
    return out


def _apposition(items: list[Item], k: int) -> int:
    """The index of the name that a description at `k` is joined to, or 0."""
    j = _past_office(items, k + 1)
    if j < len(items) and items[j].code == PERSON and items[j].name:
        return j if j == k + 1 or _one_office(items, k + 1, j) else 0
    apart = k > 1 and items[k - 1].code in {"of", "for"} and items[k - 2].code in {"instead", "place", "behalf", "stead", "in", "deputising"}
    apart = apart and not (j + 3 < len(items) and items[j + 2].code == "," and (
        items[j + 3].code in {"who", "whose", "whom"} or items[j + 3].code in w.PREPOSITIONS or items[j + 3].code == TIME))
    if not apart and j + 1 < len(items) and items[j].code == "," and items[j + 1].code == PERSON and items[j + 1].name and \
            items[j + 1].words[0] not in POSSESSIVE:
        return j + 1
    return 0


def _past_office(items: list[Item], j: int) -> int:
    """Where "of trade and tourism", "for the north" ends, or `j` if it does not begin there."""
    if j >= len(items) or items[j].code not in {"of", "for"}:
        return j
    begin = j
    j += 1
    while j < min(begin + 7, len(items)) and (plain(items[j]) or items[j].code in PARTS or items[j].code in {BODY, PLACE, PERSON, "and", "for", "of"}):
        if items[j].code == PERSON and items[j].name:
            return j
        j += 1
    return j if items[begin].code == "of" or (j < len(items) and items[j].code == ",") else begin


def _one_office(items: list[Item], first: int, last: int) -> bool:
    """True if "of trade" before a name is an office ("the minister of trade P"), not an owner ("the widow of P", "of the poet P")."""
    between = items[first + 1 : last]
    after = items[last + 1].code if last + 1 < len(items) else "."
    owned = any(i.code == PERSON or i.code in person_heads() for i in between)
    return bool(between) and between[-1].code not in PARTS and not owned and after not in w.AUXILIARY and not after.endswith("ed")


def titled(text: str, items: list[Item]) -> list[Item]:
    """Titles and modifiers right before a person's name made part of it: "US economy minister", "secretary for land and water"."""
    out: list[Item] = []
    for item in items:
        out.append(_fronted_by(text, out, item) if item.code == PERSON and item.name else item)
    return out


def _fronted_by(text: str, out: list[Item], item: Item) -> Item:
    """A name with what stands before it as its title; what it takes in is taken off the row."""
    for _ in range(_office(out)):
        item = _fronted(out.pop(), item)
    while out:
        if plain(out[-1]) and (out[-1].code in person_heads() | _MODIFIERS or _capital(text, out[-1], bool(out[:-1]))):
            item = _fronted(out.pop(), item)
            if len(out) > 1 and plain(out[-1]) and (out[-2].code in _LISTS or (_noun(out[-1]) and _country(text, out[-2]))):
                item = _fronted(out.pop(), item)
        elif out[-1].code in {BODY, PLACE} and _modifies(out, item):
            item = _fronted(out.pop(), item)
        else:
            break
    return item


def _noun(item: Item) -> bool:
    """True for a word that no list holds as a verb: "trade" in "US trade secretary"."""
    word = item.code
    return word not in by_word() and word not in tables().verbs and not word.endswith(("ed", "ing"))


def _country(text: str, item: Item) -> bool:
    return item.code in {BODY, PLACE} | _MODIFIERS or (plain(item) and text[item.start].isupper() and item.end - item.start > 1)


def _modifies(out: list[Item], item: Item) -> bool:
    """True if a place or body before a person says whose office it is ("to US Secretary X"), not where something was."""
    led = out[-2].code if len(out) > 1 else ""
    named = item.words[0] in person_heads() or bool(set(item.words) & person_heads())
    return led not in _LOCATIVE and (named or led in _LISTS | w.verb_forms()) and out[-1].words[-1:] != ("'s",)


def _office(out: list[Item]) -> int:
    """How many items before a name are a title with "of" or "for" in it: "minister of trade and tourism", or 0."""
    for size in range(3, min(_LONGEST, len(out)) + 1):
        item = out[-size]
        if item.code in person_heads() and out[1 - size].code in _OFFICE_TIES:
            return size
        if not (plain(item) or item.code in {BODY, PLACE, GROUP, "the", "and"} | _OFFICE_TIES) or item.code in w.verb_forms():
            return 0
    return 0


def _capital(text: str, item: Item, inside: bool) -> bool:
    return text[item.start].isupper() and (inside or item.code not in w.verb_forms())


def _fronted(front: Item, item: Item) -> Item:
    return Item(PERSON, front.start, item.end, item.people, words=(*front.words, *item.words), name=True)
