"""Blocking: the keys under which two appellations must meet before anybody compares them."""

from __future__ import annotations

from sayso.linking.appellation import Appellation
from sayso.linking.bodies import body_names, known_outlet, place_name
from sayso.linking.folding import korean, korean_family, plain, skeleton, sound
from sayso.linking.names import PersonName, Reading
from sayso.linking.scoring import names, spoken, weak
from sayso.linking.systems import japanese, rough
from sayso.linking.tables import common_surnames, given_forms

_FIRST = {letter: firsts for letters, firsts in {"bpf": "p", "vwu": "pv", "d": "t", "tz": "ts", "s": "s", "cjx": "sv", "lr": "l", "mn": "n"}.items() for letter in letters}
"""Which first sounds a given name's first letter may stand for; of others, one that may fall silent."""


def block_keys(appellation: Appellation) -> frozenset[str]:
    """The keys of its blocks: two appellations without one in common are different. Weak ones are looked up by surname alone."""
    if appellation.kind == "person":
        if weak(appellation):
            return surname_keys(appellation)
        languages = spoken(appellation)
        return frozenset(key for name in names(appellation) if not name.lone for key in _person(name, languages))
    if appellation.kind == "place":
        return frozenset(f"place {place_name(text)}" for text in (appellation.name, *appellation.aliases))
    return _body(appellation)


def surname_keys(appellation: Appellation) -> frozenset[str]:
    """The keys under which a weak name and a full one meet."""
    if appellation.kind != "person":
        return block_keys(appellation)
    return frozenset(f"surname {_heard(word)}" for name in names(appellation) for word in name.families)


def group_of(appellation: Appellation) -> str:
    """The name itself, in one word: appellations of one group are named alike."""
    if appellation.kind == "person":
        found = names(appellation)
        return f"person {found[0].joined}" if found else f"nobody {appellation.name}"
    if appellation.kind == "place":
        return f"place {place_name(appellation.name)}"
    return f"body {' '.join(body_names(appellation)[0].words)}"


def _heard(word: str) -> str:
    return sound(korean_family(word))


def _families(name: PersonName) -> set[str]:
    if name.lone:
        return {name.tokens[0]}
    return {reading.family for reading in name.readings} | {part for parts in name.parts[1:] for part in parts if len(part) > 1}


def _givens(given: str, *, eastern: bool = False) -> set[str]:
    """What a given name is looked up under: its sound, its forms, its consonants where it is long enough for slips."""
    keys = {f"~{korean(given) if eastern else sound(given)}"}
    keys |= {f"#{number}" for number in given_forms().get(given, (frozenset(), frozenset()))[1]}
    if len(given) >= 6:
        keys.add(f"={skeleton(given)[:4]}")
    return keys


def _person(name: PersonName, languages: frozenset[str]) -> set[str]:
    keys = {f"whole {sound(name.joined)}"}
    if len(name.tokens) == 2:
        keys.add(f"turned {' '.join(sorted(name.tokens))}")
    for reading in name.readings:
        for given in _givens(reading.given, eastern=reading.eastern):
            keys.add(f"family {_heard(reading.family)} {given}")
        keys |= {f"family {_heard(reading.family)} ~{sound(middle)}" for middle in reading.middle if len(middle) > 1}
        keys |= _slips(reading)
    keys |= _transcribed(name, languages)
    for part in _families(name):
        keys |= {f"family {_heard(part)} {given}" for given in _givens(name.tokens[0])}
    return keys


def _transcribed(name: PersonName, languages: frozenset[str]) -> set[str]:
    """What two transcriptions of one name have in common: a rare family name's rough sound and the given name's first; both, if common."""
    keys: set[str] = set()
    for reading in name.readings:
        if reading.family in common_surnames():
            keys |= {f"common {_heard(reading.family)} {given}" for given in rough(reading.given, languages)}
        else:
            keys |= {f"rough {family} {first}" for family in rough(reading.family, languages) for first in _FIRST.get(reading.given[:1], "v")}
    if len(name.tokens) == 2 and "japanese" in languages:
        keys.add(f"turned {' '.join(sorted(map(japanese, name.tokens)))}")
    return keys


def _slips(reading: Reading) -> set[str]:
    if len(reading.family) < 7:
        return set()
    return {f"slip {skeleton(reading.family)[1:5]} {given}" for given in _givens(reading.given)}


def _body(appellation: Appellation) -> frozenset[str]:
    keys = {f"body {' '.join(name.words)}" for name in body_names(appellation) if name.words}
    if appellation.kind == "outlet" and (known := known_outlet(appellation)):
        keys.add(f"outlet {plain(known)}")
    return frozenset(keys)
