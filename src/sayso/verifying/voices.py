"""Whether a draft gives a statement to the voice, through the voices, and as firmly as the ledger has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from sayso.document import Span
from sayso.verifying.alterations import negates
from sayso.verifying.tokens import plain, tokens

_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof professor the a an of for in and".split())
_OTHER_HOLDER = frozenset("deputy former vice ex acting late assistant".split())
_UNNAMED = frozenset("unnamed group".split())
_FIRM_DENIAL = frozenset({"deny"})
_ASSERTING = frozenset({"assert", "confirm", "announce", "accuse", "promise", "believe", "threaten"})
_DOUBTED = frozenset({"speculate"})
_LEAST_ALIKE = 82
_REJECTED = re.compile(
    r"\b(?:untrue|false|wrong|baseless|unfounded|nonsense|fabricat\w+|invent\w+|denie[sd]|deny|denying|rejec\w+|dismiss\w+|refut\w+|disput\w+)\b", re.IGNORECASE,
)
_PRONOUNS = frozenset("he she they it his her their we i you who".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of a chain: the forms of its name, its roles, and how it is identified."""

    forms: tuple[str, ...]
    identification: str = "named"

    @property
    def name(self) -> str:
        """The fullest form."""
        return self.forms[0] if self.forms else ""

    @property
    def known(self) -> bool:
        """False for nobody, and for a pronoun whose meaning is not settled."""
        return any(form.casefold() not in _PRONOUNS for form in self.forms if form)


@dataclass(frozen=True, slots=True)
class Account:
    """A statement as a text gives it: its voices outermost first (the outlet itself not listed), its act, its content, its hedges."""

    voices: tuple[Voice, ...]
    act: str
    content: str
    hedges: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    @property
    def speaker(self) -> Voice | None:
        """The innermost voice."""
        return self.voices[-1] if self.voices else None


def same_voice(one: Voice, other: Voice) -> bool:
    """True if both may be the same: names that agree, a role that one holds, or one of them not known."""
    if not one.known or not other.known:
        return True
    if {one.identification, other.identification} & _UNNAMED:
        return _both_unnamed(one, other)
    return any(_agree(a, b) for a in one.forms for b in other.forms if not {a.casefold(), b.casefold()} & _PRONOUNS)


def _both_unnamed(one: Voice, other: Voice) -> bool:
    """An unnamed voice is never a named one, an outlet or an institution; the holder of a role may be meant by it."""
    return {one.identification, other.identification} <= _UNNAMED | {"role"}


def _agree(one: str, other: str) -> bool:
    a, b = _name_words(one), _name_words(other)
    if not a or not b:
        return False
    if (set(a) ^ set(b)) & _OTHER_HOLDER:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return _alike(a[-1], b[-1]) and (len(a) == 1 or len(b) == 1 or _alike(a[0], b[0]) or (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))))


def _alike(one: str, other: str) -> bool:
    """The same word, or the same name transliterated in another way."""
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= _LEAST_ALIKE)


def _name_words(name: str) -> list[str]:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return [word for word in re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", bare)) if word not in _TITLES]


def faults(draft: Account, ledger: Account, sentence: str, context: str, publisher: str | None = None) -> tuple[tuple[str, str], ...]:
    """What the draft's account gets wrong: pairs of a verdict and the reason in words.

    `sentence` are the draft's words around it, which may carry a hedge, `context` those and the sentence before, which may name a voice;
    `publisher` is the outlet that the ledger's statement stands in: a draft may put it before, but not in the speaker's place.
    """
    found: list[tuple[str, str]] = []
    if fault := _voices_fault(draft, ledger, context, publisher):
        found.append(fault)
    if _asserted(draft, ledger):
        found.append(("denial turned into assertion", f"the ledger has it as denied by {_who(ledger)}"))
    if lost := _lost_hedges(draft, ledger, sentence):
        found.append(("lost hedge", f"the ledger has it with “{lost}”"))
    return tuple(found)


def _voices_fault(draft: Account, ledger: Account, context: str, publisher: str | None) -> tuple[str, str] | None:
    speaker, true = draft.speaker, ledger.speaker
    if speaker is None or true is None or not true.known:
        return None
    named = [voice for voice in draft.voices if voice.known]
    outer = ledger.voices[:-1]
    if not same_voice(speaker, true):
        if any(same_voice(speaker, voice) for voice in outer) or _is_outlet(speaker, publisher):
            return "collapsed chain", f"{speaker.name} passes it on; in the ledger {_chain(ledger)}"
        return "wrong speaker", f"the ledger has it said by {_chain(ledger)}"
    missing = [voice for voice in outer if voice.known and not _told(voice, named, context)]
    if missing:
        return "collapsed chain", f"{missing[-1].name} is gone; in the ledger {_chain(ledger)}"
    return None


def _is_outlet(speaker: Voice, publisher: str | None) -> bool:
    """True if the draft puts into the outlet's mouth what somebody else says in it."""
    return publisher is not None and _agree(speaker.name, publisher)


def _told(voice: Voice, named: Iterable[Voice], context: str) -> bool:
    """True if the draft names the voice, in its chain or in the words around."""
    if any(same_voice(voice, other) for other in named if other.known):
        return True
    words = set(_name_words(context))
    return any(parts and parts[-1] in words for parts in map(_name_words, voice.forms))


def _asserted(draft: Account, ledger: Account) -> bool:
    """True if the ledger has a denial of what the draft has as said, or the draft has lost or gained the content's negation."""
    if ledger.act in _FIRM_DENIAL and draft.act in _ASSERTING:
        return _polarity(draft.content) == _polarity(ledger.content) and not _REJECTED.search(draft.content)
    return False


def opposed(draft: Account, ledger: Account) -> bool:
    """True if one content negates what the other says, both being asserted."""
    return draft.act in _ASSERTING and ledger.act in _ASSERTING and _polarity(draft.content) != _polarity(ledger.content)


def _polarity(content: str) -> bool:
    return sum(map(negates, plain(tokens(content)))) % 2 == 1


def _lost_hedges(draft: Account, ledger: Account, sentence: str) -> str:
    if draft.hedges or draft.act in _DOUBTED or "speculate" in draft.acts or draft.act in _FIRM_DENIAL:
        return ""
    return ledger.hedges[0] if ledger.hedges and not hedges_in(sentence) else ""


def hedges_in(words: str) -> tuple[str, ...]:
    """The words among these that put a statement less firmly."""
    from sayso.reading.attributing.marks import hedges_of

    return tuple(words[start:end] for start, end in hedges_of(words, (Span(0, len(words)),)))


def _who(account: Account) -> str:
    return account.speaker.name if account.speaker and account.speaker.name else "a source not named"


def _chain(account: Account) -> str:
    """The ledger's chain in words, innermost first."""
    return ", according to ".join(voice.name or "a source not named" for voice in reversed(account.voices))
