"""What titles and roles tell: offices, countries, walks of life; and what two people's roles say for or against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from sayso.linking.appellation import Evidence
from sayso.linking.folding import plain
from sayso.linking.tables import countries, fields, open_fields

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_IDLE = frozenset(
    "the a an of for to at in on and his her their its s former ex ousted acting retired incoming outgoing then late veteran onetime current new"
    " longtime self-styled then- named".split()
)
_ALIKE = {"defense": "defence", "ceo": "chief executive", "boss": "chief", "head": "chief", "leader": "leader", "spokeswoman": "spokesman",
    "spokesperson": "spokesman", "premier": "prime minister", "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman",
    "councilor": "councillor", "legislator": "lawmaker", "ombudswoman": "ombudsman", "adviser": "advisor",
    "businesswoman": "businessman", "attache": "attache", "affairs": "", "vice": "deputy", "undersecretary": "deputy secretary",
    "vice-premier": "deputy prime minister", "vice-president": "deputy president", "labor": "labour", "actress": "actor",
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "adm": "admiral", "lt": "lieutenant", "col": "colonel",
    "sgt": "sergeant", "capt": "captain", "maj": "major", "prof": "professor", "dr": "doctor", "fm": "foreign minister", "pm": "prime minister",
    "congresswoman": "congressman", "councilwoman": "councillor", "councilman": "councillor", "assemblyman": "lawmaker", "mp": "mp"}  # fmt: skip
_POSTED = re.compile(r"\b(?:ambassador|envoy|consul|correspondent|attach[eé]|exile|refugee|visitor|expert|specialist)\b.*?\b(?:to|in|on|at)\b(.*)", re.IGNORECASE)
"""What follows is where somebody is sent, not whose they are."""
_SEATS = frozenset("mayor governor bishop archbishop sheriff councillor senator congressman mp ambassador king queen".split())
_APART = frozenset("deputy assistant spokesman wife husband son daughter brother sister mother father widow advisor aide bodyguard driver lawyer nephew niece cousin uncle aunt grandson granddaughter partner"
    " girlfriend boyfriend fiancee fiance ex-wife ex-husband twin stepson stepdaughter half-brother half-sister chauffeur".split())
_NATIONAL = frozenset("minister president chancellor premier speaker king queen emir sultan shah pope patriarch ayatollah emperor".split())
_FEW = frozenset("senator congressman mp mep msp mla lawmaker legislator deputy representative general admiral marshal cardinal bishop archbishop astronaut politburo".split())
"""Posts of which a country has so few that two holders with one name are hardly two people."""
_PARTLY_NATIONAL = frozenset("secretary chief commander ambassador governor commissioner prosecutor spokesman ombudsman treasurer whip".split())
SAME_OFFICE, FULLER_OFFICE, KINDRED, SAME_FIELD = 3.2, 2.4, 1.0, 0.6
SAME_COUNTRY, OTHER_COUNTRY, OTHER_SEAT, OTHER_LIFE, KIN, OTHER_EMPLOYER = 1.3, -3.5, -4.0, -3.5, -6.0, -2.0


LIKEWISE = 0.05
"""Next to nothing, but not two walks of life."""
_OF_SOMEBODY = re.compile(
    r"(.+?)['’]s? (?:(?:eldest|younger|youngest|elder|twin|late|former|ex|half|step)[- ])*(?:son|daughter|wife|husband|brother|sister|father|mother|widow|widower|nephew|niece"
    r"|cousin|uncle|aunt|twin|grandson|granddaughter|grandfather|partner|bodyguard|driver|chauffeur|lawyer|aide|spokes\w+|advis[eo]r|assistant)\b"
    r"|(?:son|daughter|wife|husband|brother|sister|father|mother|widow|nephew|niece|cousin|grandson|granddaughter|bodyguard) (?:of|to) (.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Office:
    """A role taken apart: its telling words, its head noun, its country, the walks of life of its nouns, its proper names.

    `posts` are the countries that an envoy is sent to.
    """

    words: frozenset[str]
    head: str
    countries: frozenset[str]
    fields: frozenset[str]
    seats: frozenset[str]
    text: str
    posts: frozenset[str] = frozenset()


def parted(text: str) -> tuple[frozenset[str], str]:
    """The countries that a phrase names, and the phrase without their names."""
    found, words = set(), _WORD.findall(text)
    kept: list[str] = []
    k = 0
    while k < len(words):
        for length in (3, 2, 1):
            phrase = " ".join(re.sub(r"['’]s$", "", w) for w in words[k : k + length])
            country = countries().get(plain(phrase).replace(".", "")) if phrase[:1].isupper() else None
            if country is not None:
                found.add(country)
                k += min(length, len(words) - k)
                break
        else:
            kept.append(words[k])
            k += 1
    return frozenset(found), " ".join(kept)


def _bare(word: str) -> str:
    return plain(re.sub(r"['’]s$", "", word)).replace(".", "")


def _alike(word: str) -> list[str]:
    """The word, or what stands for it and its like."""
    low = _bare(word)
    return _ALIKE.get(low, low).split()


@lru_cache(maxsize=1 << 16)
def office(text: str) -> Office:
    """The role taken apart."""
    nations, rest = parted(text)
    sent = _POSTED.search(text)
    posts = parted(sent.group(1))[0] if sent else frozenset[str]()
    nations = parted(text[: sent.start(1)])[0] if sent else nations
    shouted = rest == rest.upper()
    words: list[str] = []
    seats: set[str] = set()
    for position, word in enumerate(_WORD.findall(rest)):
        low = _bare(word)
        if low in _IDLE:
            continue
        words += _alike(word)
        if position and word[:1].isupper() and not shouted and low not in fields():
            seats.add(low)
    phrase = rest.split(" of ")[0].split(" at ")[0].split(" to ")[0]
    heads = [w for w in (_alike(x)[-1:] for x in phrase.split()) if w and w[0] not in _IDLE]
    head = heads[-1][0] if heads else ""
    lives = frozenset(field for w in {*words, *(_bare(x) for x in rest.split())} for field in fields().get(w, ()))
    return Office(frozenset(words), head, nations, frozenset(fields().get(head, ())) or lives, frozenset(seats), text, posts)


def nations(country: str | None, roles: tuple[str, ...]) -> frozenset[str]:
    """The countries that a report ties somebody to; the parts of the United Kingdom count as it."""
    own = {countries().get(plain(country).removeprefix("the "), country)} if country else set()
    return frozenset(own | {n for role in roles for n in office(role).countries})


def _relation(one: Office, two: Office) -> tuple[float, str]:
    if not one.words or not two.words:
        return 0.0, ""
    if one.head == two.head and one.head in _SEATS and one.seats and two.seats and not one.seats & two.seats:
        return OTHER_SEAT, "the same post elsewhere"
    if one.posts and two.posts and not one.posts & two.posts:
        return KINDRED, "kindred roles"
    if (one.words & _APART) != (two.words & _APART):
        return (KINDRED, "kindred roles") if one.fields & two.fields else (0.0, "")
    if one.words == two.words:
        return SAME_OFFICE, "the same role"
    if one.words < two.words or two.words < one.words:
        return FULLER_OFFICE, "the same role, once in full"
    if one.head == two.head:
        return KINDRED, "kindred roles"
    if one.fields & two.fields:
        return SAME_FIELD, "one walk of life"
    if one.words & two.words & _APART:
        return SAME_FIELD, "alike in part"
    return 0.0, ""


def _held_by_few(one: Office, two: Office) -> bool:
    """True if the role is one that a country or a place has one holder of at a time, or few, and not a profession."""
    if one.seats & two.seats or one.posts & two.posts:
        return True
    shared = one.words & two.words
    return bool(shared & (_NATIONAL | _FEW)) or (len(shared) > 1 and bool(shared & _PARTLY_NATIONAL))


def _kin(one: tuple[str, ...], two: tuple[str, ...]) -> Evidence | None:
    """"President" and "president's son": one is somebody to the other."""
    for mine, yours in ((one, two), (two, one)):
        for role, other in product(sorted(mine), sorted(yours)):
            of = _OF_SOMEBODY.match(role)
            if of is None:
                continue
            whose = office(of.group(1) or of.group(2))
            if whose.words and (whose.words <= office(other).words or office(other).words <= whose.words) and not office(other).words & _APART:
                return Evidence("role", KIN, f"{role} | {other}: one is somebody to the other")
    return None


def compare_roles(one: tuple[str, ...], two: tuple[str, ...], *, abroad: bool = False, bearers: int = 0) -> Evidence | None:
    """The evidence of two people's roles, the strongest for it if any is; None where they tell nothing.

    `abroad`: their countries differ, so that an office of the one is not the other's. `bearers`: how many bear their name (1 many, 2 very
    many), so that a profession in common says little, and only an office with few holders much.
    """
    kin = _kin(one, two)
    if kin is not None:
        return kin
    pairs = [(*_relation(office(a), office(b)), a, b) for a in sorted(one) for b in sorted(two)]
    if not pairs:
        return None
    pairs = [(_tempered(weight, a, b, abroad=abroad, bearers=bearers), words, a, b) for weight, words, a, b in pairs]
    weight, words, a, b = max(pairs, key=lambda p: p[0])
    if bearers and 0.0 < weight < FULLER_OFFICE and _employers(one) and _employers(two) and not _employers(one) & _employers(two):
        return Evidence("role", OTHER_EMPLOYER, f"{', '.join(sorted(one))} | {', '.join(sorted(two))}: at different places")
    seat = min(pairs, key=lambda p: p[0])
    if seat[0] == OTHER_SEAT and weight < FULLER_OFFICE:
        weight, words, a, b = seat
    if weight == 0.0:
        lives = [frozenset().union(*(office(r).fields for r in roles)) for roles in (one, two)]
        if all(lives) and not lives[0] & lives[1] and not (lives[0] & open_fields() and lives[1] & open_fields()):
            return Evidence("role", OTHER_LIFE, f"{a} | {b}: two walks of life")
        return None
    return Evidence("role", weight, f"{a} | {b}: {words}")


def _tempered(weight: float, one: str, two: str, *, abroad: bool, bearers: int) -> float:
    """The weight of a role's relation where the country speaks against it, or the name is common."""
    if weight <= 0.0 or not (abroad or bearers):
        return weight
    first, second = office(one), office(two)
    if abroad:
        return weight if first.seats & second.seats else LIKEWISE
    if weight >= FULLER_OFFICE and _held_by_few(first, second):
        return weight
    return KINDRED if bearers == 1 and weight == SAME_OFFICE else LIKEWISE


def _employers(roles: tuple[str, ...]) -> frozenset[str]:
    """The proper names in roles that also have words in lower case: clubs, companies, parties, towns."""
    found: set[str] = set()
    for role in roles:
        words = _WORD.findall(parted(role)[1])
        if any(w == w.lower() for w in words):
            found |= {_bare(w) for w in words if w[:1].isupper() and _bare(w) not in fields() and _bare(w) not in _IDLE}
    return frozenset(found)


def compare_nations(one: frozenset[str], two: frozenset[str]) -> Evidence | None:
    """The evidence of two sets of countries; None where either is empty."""
    if not one or not two:
        return None
    shared = sorted(one & two)
    if shared:
        return Evidence("country", SAME_COUNTRY, f"{', '.join(shared)} in both")
    return Evidence("country", OTHER_COUNTRY, f"{', '.join(sorted(one))} | {', '.join(sorted(two))}: different countries")
