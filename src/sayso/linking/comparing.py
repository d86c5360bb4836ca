"""Two personal names compared: how their parts relate, and what that weighs."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA, JaroWinkler

from sayso.linking.appellation import Evidence
from sayso.linking.folding import korean, korean_family, skeleton, sound
from sayso.linking.names import PersonName, Reading
from sayso.linking.systems import transcribed
from sayso.linking.tables import common_surnames, given_forms, given_genders, very_common_surnames

FAMILY = {"same": 4.0, "sound": 3.7, "part": 2.6, "close": 1.8, "system": 1.8, "other": -9.0}
COMMON_FAMILY = 1.8
GIVEN = {"same": 3.0, "form": 2.5, "sound": 2.5, "initial": 0.5, "close": 1.2, "system": 1.5, "cousin": 0.2, "none": 0.0, "other": -8.0}
_EASTERN = frozenset({"korean", "japanese", "chinese"})
MIDDLE = {"same": 0.6, "none": 0.0, "other": -7.0}
WORDS = {
    "same": "the same", "sound": "one name in two spellings", "part": "a part of a double name", "close": "a letter or two apart",
    "system": "perhaps one name in two transcriptions", "other": "different", "form": "two forms of one given name", "initial": "an initial that fits", "cousin": "the same name in two languages",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """How two names relate: the parts' relations, whether one is read in the other order, and the evidence."""

    family: str
    given: str
    evidence: tuple[Evidence, ...]
    bearers: int = 0
    """0: few people bear the family name in common; 1: many; 2: very many."""

    @property
    def weight(self) -> float:
        """The sum of the evidence."""
        return sum(e.weight for e in self.evidence)

    @property
    def conflict(self) -> bool:
        """True if the names are of two people."""
        return self.family == "other" or any(e.weight <= MIDDLE["other"] for e in self.evidence)


def slip(one: str, two: str) -> bool:
    """True if the two words differ as a slip of the pen does, and not by an ending that marks gender or nation."""
    longer = max(len(one), len(two))
    if min(len(one), len(two)) < 6 or one.startswith(two) or two.startswith(one):
        return False
    heard = OSA.distance(sound(one), sound(two))
    near = min(heard, OSA.distance(one, two)) <= (1 if longer < 9 else 2)
    return near and one[:1] == two[:1] and JaroWinkler.similarity(one, two) >= 0.88 and (longer >= 9 or skeleton(one)[-1:] == skeleton(two)[-1:])


def foreign(one: str, two: str) -> bool:
    """True if the sounds are one but for a letter: what French and German spellings of Slavic names do."""
    first, second = sound(one), sound(two)
    return min(len(first), len(second)) >= 6 and OSA.distance(first, second) == 1 and first[1:] == second[1:]


def family_relation(one: Reading, two: Reading, spoken: frozenset[str]) -> str:
    """same, sound, close, system (of a language in `spoken`) or other."""
    a, b = one.family, two.family
    if a == b:
        return "same"
    if sound(a) == sound(b) or (one.eastern and two.eastern and korean_family(a) == korean_family(b)):
        return "sound"
    common = common_surnames()
    if a not in common and b not in common and min(len(a), len(b)) >= 7 and (slip(a, b) or foreign(a, b)):
        return "close"
    if not (a in common and b in common) and transcribed(a, b, spoken):
        return "system"
    return "other"


def given_relation(one: str, two: str, *, eastern: bool, spoken: frozenset[str]) -> str:
    """same, form, sound, initial, close, system, cousin, none or other."""
    if one == two:
        return "same"
    if not one or not two:
        return "none"
    if len(one) == 1 or len(two) == 1:
        return "initial" if one[0] == two[0] else "other"
    if eastern and korean(one) == korean(two):
        return "sound"
    if eastern:
        return "system" if transcribed(one, two, spoken & _EASTERN) else "other"
    forms = given_forms()
    (mine, my_family), (yours, your_family) = (forms.get(w, (frozenset(), frozenset())) for w in (one, two))
    if mine & yours:
        return "form"
    known = given_genders()
    if sound(one) == sound(two) and not (one in known and two in known and known[one] != known[two]):
        return "sound"
    if my_family & your_family:
        return "cousin"
    both = one in known and two in known
    if slip(one, two) and not both:
        return "close"
    if both and known[one] != known[two]:
        return "other"
    return "system" if transcribed(one, two, spoken) else "other"


def middle_relation(one: tuple[str, ...], two: tuple[str, ...], spoken: frozenset[str]) -> str:
    """same, none (one has none, or a different number) or other."""
    if not one or not two or len(one) != len(two):
        return "none"
    related = [given_relation(a, b, eastern=False, spoken=spoken) for a, b in zip(one, two, strict=True)]
    return "other" if "other" in related else "same"


def compare(one: PersonName, two: PersonName, spoken: frozenset[str] = frozenset()) -> Match:
    """The best match over the ways to read the two names; both have more than one word. `spoken`: languages the names may be of."""
    if one.joined == two.joined:
        return _whole(one, two, "same")
    if sound(one.joined) == sound(two.joined) and one.parts[0][0][:1] == two.parts[0][0][:1] and not _gendered(one, two):
        return _whole(one, two, "sound")
    matches = [_read(a, b, spoken) for a in one.readings for b in two.readings]
    matches += [match for match in (_double(one, two, spoken), _turned(one, two, spoken)) if match]
    return max(matches, key=lambda m: (m.weight, m.family, m.given))


def _gendered(one: PersonName, two: PersonName) -> bool:
    known = given_genders()
    genders = {known.get(n.parts[0][0]) for n in (one, two)}
    return {"m", "f"} <= genders


def bearers(family: str) -> int:
    """How many bear a family name: 0 few, 1 many, 2 very many."""
    return 2 if family in very_common_surnames() else int(family in common_surnames())


def worth(family: str, relation: str) -> float:
    """What a family name's relation weighs; a common name little."""
    weight = FAMILY[relation]
    return min(weight, COMMON_FAMILY) if family in common_surnames() else weight


def _whole(one: PersonName, two: PersonName, relation: str) -> Match:
    family = one.readings[-1].family
    words = f"{one.text} | {two.text}: {WORDS[relation]}"
    return Match(relation, relation, (Evidence("family name", worth(family, relation), words), Evidence("given name", GIVEN[relation], words)), max(map(bearers, (family, two.readings[-1].family))))


def _read(one: Reading, two: Reading, spoken: frozenset[str]) -> Match:
    family = family_relation(one, two, spoken)
    given = given_relation(one.given, two.given, eastern=one.eastern or two.eastern, spoken=spoken)
    found = [_evidence("family name", worth(one.family, family), one.family, two.family, family)]
    found.append(_evidence("given name", GIVEN[given], one.given, two.given, given))
    middle = middle_relation(one.middle, two.middle, spoken) if not (one.eastern or two.eastern) else "none"
    if middle != "none":
        found.append(_evidence("middle name", MIDDLE[middle], " ".join(one.middle), " ".join(two.middle), middle))
    elif one.eastern != two.eastern and family in {"same", "sound"} and given in {"same", "sound"}:
        found.append(Evidence("order", 0.0, "family name first in one, last in the other"))
    return Match(family, given, tuple(found), max(bearers(one.family), bearers(two.family)))


def _evidence(feature: str, weight: float, one: str, two: str, relation: str) -> Evidence:
    return Evidence(feature, weight, f"{one} | {two}: {WORDS[relation]}" if one and two else f"{one or two}: in one of the two only")


def _double(one: PersonName, two: PersonName, spoken: frozenset[str]) -> Match | None:
    """Double family names of which one report gives a part: Cifuentes | Cifuentes Rojas, Raghunathan | Raghunathan-Cole."""
    short, long = sorted((one, two), key=lambda n: sum(len(p) for p in n.parts))
    mine = [part for parts in short.parts[1:] for part in parts]
    yours = [part for parts in long.parts[1:] for part in parts]
    family = short.parts[-1][-1]
    rest = list(yours)
    for part in mine:
        if part not in rest:
            return None
        rest.remove(part)
    if len(yours) == len(mine) or short.parts[-1][-1] == long.parts[-1][-1] or len(family) < 3:
        return None
    given = given_relation(short.tokens[0], long.tokens[0], eastern=False, spoken=spoken)
    if given not in {"same", "form", "sound"}:
        return None
    return Match("part", given, (
        Evidence("family name", min(worth(family, "part"), 2.6), f"{one.text} | {two.text}: {WORDS['part']}"),
        _evidence("given name", GIVEN[given], short.tokens[0], long.tokens[0], given),
    ))  # fmt: skip


def _turned(one: PersonName, two: PersonName, spoken: frozenset[str]) -> Match | None:
    """Two names of two words, the same in the other order: certain enough where neither word is a common name of the other sort."""
    if len(one.tokens) != 2 or len(two.tokens) != 2:
        return None
    if one.tokens != two.tokens[::-1]:
        written = [a == b or transcribed(a, b, spoken & _EASTERN) for a, b in zip(one.tokens, two.tokens[::-1], strict=True)]
        words = f"{one.text} | {two.text}: {WORDS['system']}, in the other order"
        return Match("system", "system", (Evidence("order", 3.5, words),)) if all(written) else None
    known, common = given_genders(), common_surnames()
    words = f"{one.text} | {two.text}: the same words in the other order"
    givens, families = ([t in table for t in one.tokens] for table in (known, common))
    if sorted(givens) == sorted(families) == [False, True] and givens != families:
        return Match("same", "same", (Evidence("order", COMMON_FAMILY + GIVEN["same"], words),), max(map(bearers, one.tokens)))
    doubtful = all(a or b for a, b in zip(givens, families, strict=True))
    return Match("same", "same", (Evidence("order", 1.0 if doubtful else 5.5, words),))
