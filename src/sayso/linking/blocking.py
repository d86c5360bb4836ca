"""Blocking: the keys under which two appellations must meet before anybody compares them."""

from __future__ import annotations

from sayso.linking.appellation import Appellation
from sayso.linking.bodies import body_names, known_outlet, place_name
from sayso.linking.folding import korean_family, plain, skeleton, sound
from sayso.linking.names import PersonName, Reading
from sayso.linking.scoring import names, weak
from sayso.linking.tables import form_letters


def block_keys(appellation: Appellation) -> frozenset[str]:
    """The keys of its blocks: two appellations without one in common are different. Weak ones are looked up by surname alone."""
    if appellation.kind == "person":
        found = names(appellation)
        if weak(appellation):
            return surname_keys(appellation)
        return frozenset(key for name in found if not name.lone for key in _person(name))
    if appellation.kind == "place":
        return frozenset(f"place {place_name(text)}" for text in (appellation.name, *appellation.aliases))
    return _body(appellation)


def surname_keys(appellation: Appellation) -> frozenset[str]:
    """The keys under which a weak name and a full one meet."""
    if appellation.kind != "person":
        return block_keys(appellation)
    found = names(appellation)
    return frozenset(f"surname {_heard(word)}" for name in found for word in _families(name))


def _heard(word: str) -> str:
    return sound(korean_family(word))


def _families(name: PersonName) -> set[str]:
    if name.lone:
        return {name.tokens[0]}
    return {reading.family for reading in name.readings} | {part for parts in name.parts[1:] for part in parts if len(part) > 1}


def _letters(given: str) -> frozenset[str]:
    return form_letters().get(given, frozenset()) | {given[:1], sound(given)[:1]}


def _person(name: PersonName) -> set[str]:
    keys = {f"whole {sound(name.joined)}"}
    if len(name.tokens) == 2:
        keys.add(f"turned {' '.join(sorted(name.tokens))}")
    for reading in name.readings:
        keys |= {f"family {_heard(reading.family)} {letter}" for letter in _letters(reading.given)}
        if len(reading.family) >= 7:
            keys |= _slips(reading)
    for part in _families(name):
        keys |= {f"family {_heard(part)} {letter}" for letter in _letters(name.tokens[0])}
    return keys


def _slips(reading: Reading) -> set[str]:
    return {f"slip {skeleton(reading.family)[1:5]} {letter}" for letter in _letters(reading.given)}


def _body(appellation: Appellation) -> frozenset[str]:
    keys = {f"body {' '.join(name.words)}" for name in body_names(appellation) if name.words}
    if appellation.kind == "outlet" and (known := known_outlet(appellation)):
        keys.add(f"outlet {plain(known)}")
    return frozenset(keys)
