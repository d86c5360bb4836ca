"""Whether two voices may be one: names that agree, a role that one of them holds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof professor the a an of for in and".split())
_OTHER_HOLDER = frozenset("deputy former vice ex acting late assistant".split())
_KIN = frozenset(
    "spokesman spokeswoman spokesperson office aide aides lawyer lawyers attorney attorneys adviser advisers advisor advisors ally allies friend "
    "friends colleague colleagues relative relatives family wife husband widow brother sister son daughter mother father parents team campaign "
    "government administration staff supporters critics opponents committee cabinet ministry department".split(),
)
"""Who belongs to somebody and is somebody else: Brod's office, the Brod campaign, a spokeswoman for Brod."""

_UNNAMED = frozenset("unnamed group".split())
_LEAST_ALIKE = 82
_PRONOUNS = frozenset("he she they it his her their we i you who".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of a chain: the forms of its name, the fullest first, how it is identified, the titles it bears.

    `entity` is whom a ledger takes it for; None where there is no ledger, or it does not know. `printed` is the source as it stands
    in the text, empty where that does not matter.
    """

    forms: tuple[str, ...]
    identification: str = "named"
    titles: tuple[str, ...] = ()
    entity: str | None = None
    printed: str = ""

    @property
    def pronoun(self) -> bool:
        """True for somebody whom the text calls by a pronoun here."""
        return self.printed.casefold() in _PRONOUNS

    @property
    def name(self) -> str:
        """The fullest form."""
        return self.forms[0] if self.forms else ""

    @property
    def known(self) -> bool:
        """False for nobody, and for a pronoun whose meaning is not settled."""
        return any(form.casefold() not in _PRONOUNS for form in self.forms if form)


def same_voice(one: Voice, other: Voice) -> bool:
    """True if both may be the same: names that agree, a role that one holds, or one of them not known."""
    if not one.known or not other.known:
        return True
    if {one.identification, other.identification} & _UNNAMED and not _called_alike(one, other):
        return _both_unnamed(one, other)
    return any(agree(a, b) for a, b in _pairs(one, other) if not {a.casefold(), b.casefold()} & _PRONOUNS)


def _called_alike(one: Voice, other: Voice) -> bool:
    """True if a form of the one is a form of the other, word for word, however each is identified."""
    return bool({name_words(form) for form in one.forms} & {name_words(form) for form in other.forms} - {()})


def _pairs(one: Voice, other: Voice) -> list[tuple[str, str]]:
    """What is compared: names with names; with the titles of the one only what names the other by a role."""
    found = [(a, b) for a in one.forms for b in other.forms]
    for voice, bearer in ((one, other), (other, one)):
        if voice.identification == "role":
            found += [(form, title) for form in voice.forms for title in bearer.titles]
    return found


def _both_unnamed(one: Voice, other: Voice) -> bool:
    """An unnamed voice is never a named one, an outlet or an institution; the holder of a role may be meant by it."""
    return {one.identification, other.identification} <= _UNNAMED | {"role"}


def agree(one: str, other: str) -> bool:
    """True if one may be the other's name or title: all words of the one in the other, or the names spelt in another way."""
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    if (set(a) ^ set(b)) & _OTHER_HOLDER or bool(set(a) & _KIN) != bool(set(b) & _KIN):
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return _alike(a[-1], b[-1]) and (len(a) == 1 or len(b) == 1 or _alike(a[0], b[0]) or (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))))


def _alike(one: str, other: str) -> bool:
    """The same word, or the same name transliterated in another way."""
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= _LEAST_ALIKE)


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: small letters, no diacritics, no courtesy titles, no genitives."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return tuple(word for word in re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", bare)) if word not in _TITLES)
