"""Whether a draft gives a statement to the voice, through the voices, on the day, and as firmly as the ledger has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.document import Span
from sayso.verifying.alterations import negates
from sayso.verifying.days import Day, apart, in_words
from sayso.verifying.tokens import plain, tokens
from sayso.verifying.voices import Voice, agree, name_words, same_voice

_FIRM_DENIAL = frozenset({"deny"})
_ASSERTING = frozenset({"assert", "confirm", "announce", "accuse", "promise", "believe", "threaten"})
_DOUBTED = frozenset({"speculate"})
_NOT_BELIEVING = re.compile(r"\b(?:s[ck]eptical|doubt\w*|disbelie\w+|(?:not|n['’]t|never) (?:believ\w+|think|convinced|sure|certain|true))\b", re.IGNORECASE)
_REJECTED = re.compile(
    r"\b(?:untrue|false|wrong|baseless|unfounded|nonsense|fabricat\w+|invent\w+|denie[sd]|deny|denying|rejec\w+|dismiss\w+|refut\w+|disput\w+)\b", re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Account:
    """A statement as a text gives it: its voices outermost first (the outlet itself not listed), its act, its content, its hedges.

    `acts` are those of its whole chain; `cue` is the words that attribute; `days` are the days on which the text's own sentence has it said.
    """

    voices: tuple[Voice, ...]
    act: str
    content: str
    hedges: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    cue: str = ""
    days: tuple[Day, ...] = ()

    @property
    def speaker(self) -> Voice | None:
        """The innermost voice."""
        return self.voices[-1] if self.voices else None

    @property
    def negations(self) -> int:
        """How many words of its content negate."""
        return sum(map(negates, plain(tokens(self.content))))


def faults(
    draft: Account, ledger: Account, sentence: str, context: str, publisher: str | None = None, *, same: Callable[[Voice, Voice], bool] = same_voice
) -> tuple[tuple[str, str], ...]:
    """What the draft's account gets wrong: pairs of a verdict and the reason in words.

    `sentence` are the draft's words around it, which may carry a hedge, `context` those and the sentence before, which may name a voice;
    `publisher` is the outlet that the ledger's statement stands in: a draft may put it before, but not in the speaker's place.
    `same` tells whether the draft's voice may be the ledger's. A pronoun may mean the ledger's voice wherever the context names it.
    """
    found: list[tuple[str, str]] = []
    if fault := _voices_fault(draft, ledger, context, publisher, same):
        found.append(fault)
    if _asserted(draft, ledger):
        found.append(("denial turned into assertion", f"the ledger has it as {'denied' if ledger.act in _FIRM_DENIAL else 'doubted'} by {_who(ledger)}"))
    if lost := _lost_hedges(draft, ledger, sentence):
        found.append(("lost hedge", f"the ledger has it with “{lost}”"))
    if apart(draft.days, ledger.days):
        found.append(("wrong date", f"the ledger has it said on {' or '.join(map(in_words, ledger.days))}"))
    return tuple(found)


def _voices_fault(draft: Account, ledger: Account, context: str, publisher: str | None, same: Callable[[Voice, Voice], bool]) -> tuple[str, str] | None:
    speaker, true = draft.speaker, ledger.speaker
    if speaker is None or true is None or not true.known:
        return None
    named = [voice for voice in draft.voices if voice.known]
    outer, beside = ledger.voices[:-1], context.replace(draft.content, " ")
    if not same(speaker, true) and not (speaker.pronoun and _in_words(true, beside)):
        if any(same(speaker, voice) for voice in outer) or _is_outlet(speaker, publisher):
            return "collapsed chain", f"{speaker.name} passes it on; in the ledger {_chain(ledger)}"
        return "wrong speaker", f"the ledger has it said by {'another ' if same_voice(speaker, true) else ''}{_chain(ledger)}"
    missing = [voice for voice in outer if voice.known and not _told(voice, named, beside, same)]
    if missing:
        return "collapsed chain", f"left out: {missing[-1].name}; the ledger has it from {_chain(ledger)}"
    return None


def _is_outlet(speaker: Voice, publisher: str | None) -> bool:
    """True if the draft puts into the outlet's mouth what somebody else says in it."""
    return publisher is not None and agree(speaker.name, publisher)


def _told(voice: Voice, named: Iterable[Voice], context: str, same: Callable[[Voice, Voice], bool]) -> bool:
    """True if the draft names the voice, in its chain or in the words around."""
    if any(same(other, voice) for other in named if other.known):
        return True
    return _in_words(voice, context)


def _in_words(voice: Voice, context: str) -> bool:
    """True if the words have the voice's surname, or the whole of a title."""
    words = set(name_words(context))
    return any(parts[-1:] and parts[-1] in words for parts in map(name_words, voice.forms)) or any(words.issuperset(name_words(title)) for title in voice.titles)


def _asserted(draft: Account, ledger: Account) -> bool:
    """True if the ledger has a denial, or a doubt, of what the draft has as said."""
    if draft.act not in _ASSERTING or _REJECTED.search(draft.content) or draft.negations % 2 != ledger.negations % 2:
        return False
    return ledger.act in _FIRM_DENIAL or (_doubts(ledger) and not _doubts(draft))


def _doubts(account: Account) -> bool:
    return _NOT_BELIEVING.search(account.cue) is not None


def opposed(draft: Account, ledger: Account) -> bool:
    """True if one content negates what the other says, both being asserted."""
    return draft.act in _ASSERTING and ledger.act in _ASSERTING and draft.negations % 2 != ledger.negations % 2


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
