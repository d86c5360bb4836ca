"""Institutions, outlets and places compared: words of the name, the country, acronyms, what the tables know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.linking.appellation import Appellation, Evidence
from sayso.linking.folding import plain, sound
from sayso.linking.roles import nations, parted
from sayso.linking.tables import country_names, outlets

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_IDLE = frozenset("the a an of for to at in on and affairs de la".split())
_LEGAL = frozenset("plc ltd limited inc incorporated corp corporation co llc llp gmbh ag sa spa nv bv oy ab as kg pte".split())
_ALIKE = {"defense": "defence", "dept": "department", "center": "centre", "labor": "labour", "mod": "ministry defence", "st": "saint", "mt": "mount",
    "ft": "fort", "intl": "international", "univ": "university", "govt": "government", "programme": "program", "external": "foreign"}  # fmt: skip
_NATIONAL = frozenset("ministry department government parliament congress senate army navy treasury presidency cabinet".split())
_NATIONAL_PAIRS = frozenset({frozenset(p.split()) for p in (
    "supreme court", "constitutional court", "central bank", "air force", "foreign office", "home office", "armed forces", "security council",
    "general staff", "election commission", "central election commission", "national bank", "reserve bank", "national guard", "coast guard",
    "democratic party", "republican party", "conservative party", "labour party", "liberal party", "socialist party", "green party", "people's party",
    "house commons", "house lords", "national assembly",
)})  # fmt: skip
_GENERIC = frozenset(
    "ministry minister department government parliament senate army navy treasury presidency cabinet supreme constitutional central court bank air"
    " force foreign home office interior defence finance health education justice energy agriculture culture transport environment trade economy"
    " economic labour housing sport sports tourism science technology digital information communications state national federal police city town"
    " council county district high appeal appeals commission committee board agency authority hospital university school college party democratic"
    " liberal conservative republican socialist green people's union fire service security intelligence border guard coast armed forces general"
    " staff election reserve assembly congress house commons lords local regional water rail prosecutor prosecutors prison customs tax company"
    " firm group team club first second third fourth fifth corps fleet brigade division".split()
)
_SECTIONS = frozenset("news agency newswire international newspaper online tv website magazine".split())
_PLAIN_TITLES = frozenset("daily evening morning sunday saturday weekly monday sky fox world business euro".split())
_EXONYMS = {"kiev": "kyiv", "kharkov": "kharkiv", "lvov": "lviv", "odessa": "odesa", "dnepr": "dnipro", "dnepropetrovsk": "dnipro", "nikolaev": "mykolaiv",
    "chernigov": "chernihiv", "zaporozhye": "zaporizhzhia", "peking": "beijing", "bombay": "mumbai", "calcutta": "kolkata", "madras": "chennai",
    "rangoon": "yangon", "saigon": "ho chi minh city", "astana": "astana", "nur-sultan": "astana", "tbilissi": "tbilisi", "canton": "guangzhou",
    "cracow": "krakow", "danzig": "gdansk", "breslau": "wroclaw", "the hague": "hague", "mecca": "makkah", "aden": "aden", "alma-ata": "almaty",
    "sevastopol": "sevastopol", "sebastopol": "sevastopol", "kishinev": "chisinau", "minsk": "minsk", "artemivsk": "bakhmut", "donbass": "donbas"}  # fmt: skip
SAME_NAME, KNOWN_NAME, NATIONAL, ACRONYM, LIKE, GENERIC, OTHER = 6.5, 7.0, 6.5, 3.5, 3.0, 2.0, -6.0
OTHER_COUNTRY, SAME_COUNTRY = -9.0, 1.3


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name as the sorted, folded words that tell; `generic` if every one is a common noun of institutions."""

    words: tuple[str, ...]
    countries: frozenset[str]
    generic: bool
    acronym: bool


def _folded(word: str) -> list[str]:
    low = plain(re.sub(r"['’]s$", "", word)).replace(".", "")
    low = _ALIKE.get(low, low)
    low = re.sub(r"is(ation|ations|ed|ing)$", r"iz\1", low)
    return [re.sub(r"(?<=[a-z])(?:ae)", "a", re.sub("oe", "o", re.sub("ue", "u", part))) for part in low.split()]


@lru_cache(maxsize=1 << 17)
def body(kind: str, text: str) -> BodyName:
    """The name taken apart."""
    found, rest = parted(text) if kind == "institution" else (frozenset[str](), text)
    raw = [w for w in _WORD.findall(rest) if plain(w) not in _IDLE]
    words = [part for w in raw for part in _folded(w)]
    if kind == "institution":
        words = [w for w in words if w not in _LEGAL] or words
    if kind == "outlet":
        words = _without_sections(words)
    acronym = len(raw) == 1 and 2 <= len(raw[0].replace(".", "")) <= 6 and raw[0] == raw[0].upper() and raw[0].replace(".", "").isalpha()
    return BodyName(tuple(sorted(words)), found, not words or all(w in _GENERIC for w in words), acronym)


def _without_sections(words: list[str]) -> list[str]:
    kept = [w for w in words if w not in _SECTIONS]
    return kept if kept and not set(kept) <= _PLAIN_TITLES else words


def body_names(appellation: Appellation) -> tuple[BodyName, ...]:
    """The names of an institution or outlet, the first as printed; of the others only what is written as a name ("the campaign" is not)."""
    others = (text for text in appellation.aliases if _capitalised(text))
    return tuple(dict.fromkeys(body(appellation.kind, text) for text in (appellation.name, *others)))


def _capitalised(text: str) -> bool:
    words = [w for w in _WORD.findall(text) if plain(w) not in _IDLE]
    return bool(words) and not any(w[:1].islower() for w in words)


def body_nations(appellation: Appellation) -> frozenset[str]:
    """The countries that an institution's or outlet's name or report tie it to."""
    own = nations(appellation.country, ())
    return own | {n for name in body_names(appellation)[:1] for n in name.countries}


def known_outlet(appellation: Appellation) -> str | None:
    """The outlet of the table that a name means."""
    texts = (appellation.name, *appellation.aliases)
    return next((outlets()[key] for key in (plain(t).removeprefix("the ") for t in texts) if key in outlets()), None)


def place_name(text: str) -> str:
    """A place's name folded: an exonym or an older spelling gives the present name."""
    words = [_ALIKE.get(w, w) if w in {"st", "mt"} else w for w in plain(text).replace(".", "").removeprefix("the ").split()]
    name = " ".join(words)
    return plain(country_names().get(name, _EXONYMS.get(name, name)))


def national(name: BodyName) -> bool:
    """True for what a country has one of: a ministry of something, the supreme court, the army, the Labour Party."""
    words = frozenset(name.words)
    heads = words & _NATIONAL
    bare = heads and words <= {"ministry", "department"}
    return (bool(heads) and not bare) or words in _NATIONAL_PAIRS


def compare_bodies(one: Appellation, two: Appellation) -> list[Evidence]:
    """The evidence of two institutions or outlets."""
    words = f"{one.name} | {two.name}"
    if one.kind == two.kind == "outlet":
        mine, yours = known_outlet(one), known_outlet(two)
        if mine and yours:
            relation = "one outlet by the table" if mine == yours else "two outlets of the table"
            return [Evidence("name", KNOWN_NAME if mine == yours else OTHER, f"{words}: {relation}")]
    first, second = body_names(one), body_names(two)
    if not first[0].words and not second[0].words:  # a country's name, or what stands for its government
        alike = plain(one.name) == plain(two.name)
        return [Evidence("name", SAME_NAME if alike else OTHER, f"{words}: {'the same words' if alike else 'different words'}")]
    return [_body_name(first, second, words, shared=bool(body_nations(one) & body_nations(two)))]


def _body_name(mine: tuple[BodyName, ...], yours: tuple[BodyName, ...], words: str, *, shared: bool) -> Evidence:
    equal = [name for name in {mine[0], yours[0]} if name.words and all(name.words in {n.words for n in names} for names in (mine, yours))]
    if any(not n.generic and not n.acronym for n in equal):
        return Evidence("name", SAME_NAME, f"{words}: the same words")
    if any(national(n) for n in equal) and shared:
        return Evidence("name", NATIONAL, f"{words}: what a country has one of")
    if any(n.acronym for n in equal):
        expanded = all(any(not n.acronym for n in names) for names in (mine, yours))
        return Evidence("name", OTHER if expanded else ACRONYM, f"{words}: the same abbreviation")
    if equal:
        return Evidence("name", GENERIC, f"{words}: the same words, which many bear")
    first, second = set(mine[0].words), set(yours[0].words)
    if first and second and (first < second or second < first):
        return Evidence("name", GENERIC, f"{words}: one name within the other")
    if "".join(map(sound, mine[0].words)) == "".join(map(sound, yours[0].words)):
        return Evidence("name", LIKE, f"{words}: two spellings")
    return Evidence("name", OTHER, f"{words}: different words")


def compare_places(one: Appellation, two: Appellation) -> list[Evidence]:
    """The evidence of two places."""
    mine, yours = ({place_name(t) for t in (a.name, *a.aliases)} for a in (one, two))
    words = f"{one.name} | {two.name}"
    if mine & yours:
        return [Evidence("name", SAME_NAME, f"{words}: the same place name")]
    return [Evidence("name", OTHER, f"{words}: different names")]
