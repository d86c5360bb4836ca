"""Personal names taken apart: titles, given names, family name, particles, suffix; as many ways as the name can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.linking.folding import korean_family, plain
from sayso.linking.tables import countries, eastern_surnames, fields, given_genders, titles

PARTICLES = frozenset(
    "van der den de la le du da dos das del della di von zu zum zur ten ter te y e bin ibn bint al el abu ben af av do ul und vander".split()
)
_SERVANTS = frozenset("abd abdul abdel abdal abdur abdou".split())
_SUFFIXES = {"jr": "Jr", "jnr": "Jr", "junior": "Jr", "sr": "Sr", "snr": "Sr", "senior": "Sr", "i": "I", "ii": "II", "2nd": "II", "iii": "III", "3rd": "III",
    "iv": "IV", "4th": "IV", "v": "V", "5th": "V", "vi": "VI", "vii": "VII", "viii": "VIII"}  # fmt: skip
_AFTER_FAMILY = {"neto": "III", "filho": "Jr", "sobrinho": "Sobrinho", "fils": "Jr", "pere": "Sr"}
"""Portuguese and French words that part namesakes of one family; as family names they stand where fewer words are before them."""
_SPLIT = re.compile(r"[\s.]+")
_HYPHENS = re.compile(r"[-‐‑–]")
_HYPHENED = re.compile(r"\w\.[-‐‑–]?\w\.?")
"""J.-C."""
_MORE_TITLES = frozenset(
    "gen adm lt col sgt capt maj brig prof dr sen rep gov rev hon st sheikh ayatollah pm mme mlle mgr msgr fr hc mult habil ing mag dipl dipl-ing dott avv sig"
    " sra dona dom hojatoleslam hojjatoleslam hojatolislam hujjatulislam allameh allama mullah mulla maulana maulvi moulana mufti qari hafiz haji hajji hadji"
    " hajj al-hajj alhaj alhaji alhaja hajia chief otunba oba emir sultan sayyid sayed seyyed seyed datuk datin dato seri sri shri smt shrimati tan tun"
    " tunku tengku tuanku ustaz ustad swami mahatma pandit guru acharya sadhvi baba maharishi mahant sant bhikkhu venerable ven rinpoche lama geshe khenpo ajahn"
    " daw phra nai khun pastor prophet bishop apostle elder deacon brother sister father mother engr barr arch mx sire maharaja raja rani begum effendi"
    " comrade tovarishch gospodin pan pani herr frau fraulein signor signora signorina senor senora senorita monsieur madame mademoiselle"
    " rebbe reb rav archimandrite metropolitan patriarch catholicos abuna abune vardapet mar graf grafin freiherr baron baronin prinz count countess viscount"
    " viscountess earl marquess duke duchess prince princess king queen dame lady lord baroness sir mp mep msp qc kc justice judge".split()
)
_PEERAGE = frozenset("lord lady baron baroness viscount viscountess earl countess marquess duke duchess".split())
_MRS = frozenset("mrs mme madame frau signora senora sra dona lady queen princess baroness duchess countess".split())
"""Forms of address for women: before a man's given name they make her his wife."""
_CALLED = frozenset("republican democrat democratic conservative labour liberal independent libertarian rival nominee candidate incumbent opponent".split())
"""Words that headlines put before names like titles."""
_PLAINLY_TITLES = frozenset("minister president secretary chancellor ambassador spokesman spokeswoman governor senator director chairman".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: family name (with its parts), first given name, the others; all plain."""

    family: str
    given: str
    middle: tuple[str, ...] = ()
    eastern: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name; `tokens` are its words without titles and particles, `joined` all of it in one, `lone` if one word is left."""

    text: str
    tokens: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    joined: str
    suffix: str | None
    readings: tuple[Reading, ...]
    lady: bool = False

    @property
    def lone(self) -> bool:
        """True for a surname (or given name) alone."""
        return len(self.tokens) == 1

    @property
    def families(self) -> frozenset[str]:
        """What may stand alone for the name: the family name, the parts of a double one; itself, if it is one word."""
        if len(self.tokens) < 2:
            return frozenset(self.tokens)
        double = [t for t in self.tokens[-2:-1] if len(self.tokens) > 3 and t not in given_genders()]
        return frozenset({self.tokens[-1], *double, *self.parts[-1], *(reading.family for reading in self.readings)})

    @property
    def initialled(self) -> bool:
        """True if the given names are initials only."""
        return len(self.tokens) > 1 and all(len(t) == 1 for t in self.tokens[:-1])


def _untitled(words: list[str]) -> list[str]:
    """The words without the titles before them; a title that is also somebody's given name stays before one other word."""
    while len(words) > 1:
        low = [plain(w).replace(".", "") for w in words]
        longest = next((n for n in (4, 3, 2, 1) if n < len(words) and tuple(low[:n]) in titles()), 0)
        longest = longest or _nationality(low)
        if longest == 0 and low[0] in _MORE_TITLES:
            longest = 1
        if longest == 0 and len(words) > 2 and low[0] in _CALLED:
            longest = 1
        if longest == 0 or (longest == 1 and len(words) == 2 and low[0] in given_genders()):
            return words
        words = words[longest:]
    return words


def _nationality(low: list[str]) -> int:
    """How many words before a title say whose it is: "Sri Lankan MP"; 0 if none."""
    for length in (1, 2):
        if length + 1 < len(low) and " ".join(low[:length]) in countries() and ((low[length],) in titles() or low[length] in _MORE_TITLES):
            return length
    return 0


def _seated(words: list[str]) -> list[str]:
    """A peer without the place of the title: "Baroness Tolliver of Penge"."""
    if words and plain(words[0]) in _PEERAGE and "of" in words[2:]:
        return words[: words.index("of", 2)]
    return words


def _initials(words: list[str]) -> list[str]:
    """Initials parted: `JP Farrand` and `J.P. Farrand` become `J P Farrand`."""
    shouted = all(w == w.upper() for w in words)
    found: list[str] = []
    for k, printed in enumerate(words):
        word = _HYPHENS.sub("", printed) if _HYPHENED.fullmatch(printed) else printed
        letters = word.replace(".", "")
        dotted = "." in word and len(letters) <= 4 and all(len(piece) <= 1 for piece in word.split("."))
        if k < len(words) - 1 and letters.isalpha() and (dotted or (len(letters) == 2 and letters.isupper() and not shouted)):
            found += list(letters)
        else:
            found.append(word.rstrip("."))
    return found


def _ordered(text: str) -> str:
    """`Petrenkov, Igor` with the family name last, `Lutherford, Jr.` without its comma."""
    before, comma, after = text.partition(",")
    if not comma or plain(after).strip(" .") in _SUFFIXES:
        return text.replace(",", " ")
    return f"{after} {before}"


def _tokens(words: list[str]) -> tuple[list[tuple[str, ...]], str]:
    """Tokens as their hyphened parts, without particles; and the whole, particles in, joined."""
    tokens: list[tuple[str, ...]] = []
    servant = False
    everything = ""
    for word in words:
        parts = [p for p in (plain(part) for part in _HYPHENS.split(word)) if p]
        everything += "".join(parts)
        if servant or (parts and parts[0] in _SERVANTS):
            root = [p for p in parts if p not in PARTICLES and p not in _SERVANTS]
            servant = not root
            if root:
                root[0] = f"abdul{root[0]}"
            parts = root
        kept = [p for p in parts if p not in PARTICLES] if len(words) > 1 else parts
        if kept:
            tokens.append(tuple(kept))
    return tokens, everything


@lru_cache(maxsize=1 << 18)
def parse(text: str) -> PersonName:
    """The name taken apart; a text without any letter gives a name without tokens."""
    printed = _ordered(" ".join(text.split())).split()
    words = _initials(_untitled(_seated(printed)))
    lady = bool(printed) and plain(printed[0]).strip(".") in _MRS
    suffix = None
    if len(words) > 1 and (found := _suffix(words)):
        suffix, words = found, words[:-1]
    parts, joined = _tokens(words)
    parts = [p for p in parts if any(c.isalpha() for c in "".join(p))]
    tokens = tuple("".join(p) for p in parts)
    return PersonName(" ".join(text.split()), tokens, tuple(parts), joined, suffix, _readings(tokens), lady)


def _suffix(words: list[str]) -> str | None:
    last = plain(words[-1]).strip(".")
    return _SUFFIXES.get(last) or (_AFTER_FAMILY.get(last) if len(words) > 2 else None)


def _readings(tokens: tuple[str, ...]) -> tuple[Reading, ...]:
    if len(tokens) < 2:
        return ()
    found = [Reading(tokens[-1], tokens[0], tokens[1:-1])]
    if tokens[0] in eastern_surnames() or korean_family(tokens[0]) != tokens[0]:
        found.append(Reading(tokens[0], "".join(tokens[1:]), eastern=True))
    return tuple(found)


def is_name(text: str) -> bool:
    """True if the text names somebody, and does not describe: not "the minister", "Ostia's mayor" or "Prime Minister"."""
    words = [w for w in _untitled(_seated(_ordered(" ".join(text.split())).split())) if plain(w).strip(".") not in PARTICLES]
    if not words or words[0] in {"the", "a", "an", "The", "A", "An"}:
        return False
    if any(w == w.lower() and w != w.upper() and w not in _SUFFIXES for w in words):
        return False
    last = plain(words[-1]).replace(".", "")
    return not (last in fields() or (last,) in titles()) or (len(words) > 1 and last not in _PLAINLY_TITLES)


def gender_of(name: PersonName, told: str | None) -> str | None:
    """The gender that a report tells, m or f; None where it tells none, or one that the given name belies. *Mrs Robert* is no Robert."""
    given = None if name.lone else given_genders().get(name.parts[0][0])
    if name.lady:
        return "f"
    return None if told and given and given != told else told

