"""One pair scored: every reason with its weight, and the verdict that the sum gives."""

from __future__ import annotations

from functools import lru_cache

from sayso.linking.appellation import DIFFERENT, SAME, UNSURE, Appellation, Evidence, Link
from sayso.linking.bodies import OTHER_COUNTRY, SAME_COUNTRY, body_nations, compare_bodies, compare_places
from sayso.linking.comparing import Match, compare, worth
from sayso.linking.folding import plain, sound
from sayso.linking.lifetimes import compare_lifetimes
from sayso.linking.names import PersonName, gender_of, is_name, parse
from sayso.linking.roles import compare_nations, compare_roles, nations
from sayso.linking.tables import transcriptions

CERTAIN = 6.2
"""At and above: the same, without a person's eye. Chosen on `tests/gold/linking/tune.jsonl` and `tune2.jsonl` for precision."""
CERTAIN_WEAK = 5.5
"""The same for a bare surname or initials, which moreover must fit one candidate only."""
APART = -1.5
"""At and below: different."""
CONTRARY = -2.5
"""Evidence against, at and below which two appellations never meet in one entity through others."""
GENDER, SUFFIX, NO_SUFFIX, COMPANY, BESIDE = -5.0, -9.0, -3.0, 1.6, -6.0
COMPANY_MOST = 3.2
_BODIES = frozenset({"institution", "outlet"})


def names(appellation: Appellation) -> tuple[PersonName, ...]:
    """The names of a person taken apart, fullest first; what only describes ("the minister") is left out."""
    return _names(appellation.name, appellation.aliases)


@lru_cache(maxsize=1 << 17)
def _names(name: str, aliases: tuple[str, ...]) -> tuple[PersonName, ...]:
    parsed = [parse(text) for text in dict.fromkeys((name, *aliases)) if is_name(text)]
    firsts = {p.tokens[0] for p in parsed if len(p.tokens) > 1} - {word for p in parsed if not p.lone for word in p.families}
    kept = {p.tokens: p for p in reversed(parsed) if p.tokens and not (p.lone and p.tokens[0] in firsts)}
    return tuple(sorted(kept.values(), key=lambda p: (p.lone, p.initialled, -len(p.tokens), p.text)))


def weak(appellation: Appellation) -> bool:
    """True if the name alone says too little to found an entity on: a bare surname, initials, a place of no known country."""
    if appellation.kind == "place":
        return appellation.country is None
    if appellation.kind != "person":
        return False
    found = names(appellation)
    return not found or found[0].lone or found[0].initialled


def score(one: Appellation, two: Appellation) -> Link:
    """The two compared, in either order the same: a link with its verdict, score and evidence."""
    if one.key > two.key:
        one, two = two, one
    evidence, conflict = _evidence(one, two)
    total = round(sum(e.weight for e in evidence), 3)
    enough = CERTAIN_WEAK if weak(one) or weak(two) else CERTAIN
    verdict = DIFFERENT if conflict or total <= APART else SAME if enough <= total else UNSURE
    return Link(one.key, two.key, verdict, total, tuple(e for e in evidence if e.weight))


def contrary(pair: Link) -> bool:
    """True if the two are different, or if so much speaks against them that no third may bring them together.

    Years between two reports are no such thing: reports from between bridge them.
    """
    return pair.verdict == DIFFERENT or (pair.verdict == UNSURE and any(e.weight <= CONTRARY for e in pair.evidence if e.feature != "dates"))


def _evidence(one: Appellation, two: Appellation) -> tuple[list[Evidence], bool]:
    if one.kind != two.kind and not {one.kind, two.kind} <= _BODIES:
        return [Evidence("kind", -9.0, f"{one.kind} | {two.kind}: two kinds")], True
    if one.kind == "person":
        return _people(one, two)
    found = compare_places(one, two) if one.kind == "place" else compare_bodies(one, two)
    country = compare_nations(body_nations(one), body_nations(two))
    if country is not None:
        weight = SAME_COUNTRY if country.weight > 0 else OTHER_COUNTRY
        found.append(Evidence("country", weight, country.words))
    return found, any(e.weight <= OTHER_COUNTRY for e in found)


def _people(one: Appellation, two: Appellation) -> tuple[list[Evidence], bool]:
    match = _match(names(one), names(two), spoken(one) & spoken(two))
    if match is None:
        return [Evidence("name", -9.0, f"{one.name} | {two.name}: no name in common")], True
    found = list(match.evidence)
    found += _suffixes(names(one), names(two))
    first, second = gender_of(names(one)[0], one.gender), gender_of(names(two)[0], two.gender)
    if first and second and first != second:
        found.append(Evidence("gender", GENDER, f"{first} | {second}"))
    country = _countries(one, two)
    role = compare_roles(one.roles, two.roles, abroad=country is not None and country.weight < 0, bearers=0 if weak(one) or weak(two) else match.bearers)
    found += [e for e in (role, country, _company(one, two), _beside(one, two), compare_lifetimes(one, two)) if e]
    return found, match.conflict or any(e.weight <= SUFFIX for e in found)


def _beside(one: Appellation, two: Appellation) -> Evidence | None:
    """Two people of one report: either report names both, each by a full name of its own."""
    mine, yours = names(one), names(two)
    if mine[0].lone or yours[0].lone or mine[0].joined == yours[0].joined:
        return None
    for a, b in ((one, yours), (two, mine)):
        if {n.joined for n in b if not n.lone} & {parse(name).joined for name in a.company}:
            return Evidence("company", BESIDE, f"a report of {a.name} names {b[0].text}, too")
    return None


def _countries(one: Appellation, two: Appellation) -> Evidence | None:
    return compare_nations(nations(one.country, one.roles), nations(two.country, two.roles))


def spoken(appellation: Appellation) -> frozenset[str]:
    """The languages of several transcriptions that a person's name may be of, by their countries; all of them where the report names none."""
    lands = nations(appellation.country, appellation.roles)
    return frozenset(language for language, home in transcriptions().items() if not lands or lands & home)


def _match(mine: tuple[PersonName, ...], yours: tuple[PersonName, ...], spoken: frozenset[str]) -> Match | None:
    """The best match of the two people's names; a bare surname against the family name."""
    full, others = [n for n in mine if not n.lone], [n for n in yours if not n.lone]
    if full and others:
        return max((compare(a, b, spoken) for a in full for b in others), key=lambda m: (m.weight, m.family, m.given))
    if not mine or not yours:
        return None
    matches = [_bare(a, b) for a in mine for b in yours if a.lone or b.lone]
    return max(matches, key=lambda m: (m.weight, m.family))


def _bare(one: PersonName, two: PersonName) -> Match:
    bare, other = (one, two) if one.lone else (two, one)
    word = bare.tokens[0]
    families = other.families | {other.joined} if other.lone else other.families
    words = f"{one.text} | {two.text}"
    if word in families or bare.joined in families:
        return Match("same", "none", (Evidence("family name", worth(word, "same"), f"{words}: the same family name"),))
    if sound(word) in {sound(f) for f in families}:
        return Match("sound", "none", (Evidence("family name", worth(word, "sound"), f"{words}: one family name in two spellings"),))
    if other.readings and word == other.tokens[0]:
        return Match("none", "same", (Evidence("given name", 0.3, f"{words}: a given name alone"),))
    return Match("other", "none", (Evidence("family name", -9.0, f"{words}: different"),))


def _suffixes(mine: tuple[PersonName, ...], yours: tuple[PersonName, ...]) -> list[Evidence]:
    first, second = ({n.suffix for n in found if n.suffix} for found in (mine, yours))
    if first == second:
        return []
    words = f"{', '.join(sorted(first)) or 'none'} | {', '.join(sorted(second)) or 'none'}"
    return [Evidence("suffix", SUFFIX if first and second else NO_SUFFIX, words)]


def _company(one: Appellation, two: Appellation) -> Evidence | None:
    """Other people and bodies named beside both: they tell whose a bare surname is, but not two namesakes apart."""
    if not weak(one) and not weak(two):
        return None
    shared = sorted({plain(n) for n in one.company} & {plain(n) for n in two.company})
    if not shared:
        return None
    return Evidence("company", min(COMPANY_MOST, COMPANY * len(shared)), f"beside both: {', '.join(shared[:4])}")
