"""What the words of a line tell about it: whether it reports somebody's words, speaks to its reader, or is prose at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOOKED_AT = 3_000
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_VOICED = re.compile(
    r"\b(?:said|says|say|told|tells|asked|asks|added|adds|announced|claim(?:s|ed)|den(?:y|ies|ied)|insist(?:s|ed)|"
    r"argue[sd]?|warn(?:s|ed)|wrote|writes|"
    r"tweeted|according to|report(?:s|ed)|reportedly|stated|testified|(?<!\b[Ww]e )believe[sd]?|(?<!\b[Yy]ou )thinks?|thought|"
    r"suggest(?:s|ed)|explained|noted|"
    r"confirm(?:s|ed)|accus(?:es|ed)|alleg(?:es|ed)|pledged|vowed|promised|declined to|spokes(?:man|woman|person))\b"
)
_QUOTED = re.compile(r"[“\"«„][^”\"»“\n]{3,}[”\"»“]")
_READER = re.compile(r"\b(?:you|your|yours|yourself|we|we're|we've|we'll|our|ours|us)\b", re.IGNORECASE)
_SPEAKING = re.compile(r"\b(?:our|your|us|we|you)\b", re.IGNORECASE)
_TERMINAL = re.compile(r"[.!?…。！？][\"“”’'»)\]]*$")
_SMALL = frozenset(
    "a an the and or but nor of in on at to for from by with as is are was were be his her its their that than vs".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Figures of a stretch of text, by its first 3,000 characters: words, shares from 0 to 1, and what stands in it."""

    words: int
    characters: int
    terminal: bool
    voiced: bool
    quoted: bool
    reader_share: float
    titled_share: float
    capitals_share: float

    @property
    def is_prose(self) -> bool:
        """True for a sentence or more: eight words and an end."""
        return self.words >= 8 and self.terminal


def wording(text: str) -> Wording:
    """The figures of a line; linear, and constant beyond 3,000 characters."""
    head = text[:_LOOKED_AT]
    words = _WORD.findall(head)
    long = [word for word in words if word.lower() not in _SMALL]
    letters = sum(map(str.isalpha, head))
    return Wording(
        words=len(words),
        characters=len(text),
        terminal=_TERMINAL.search(text[-12:]) is not None,
        voiced=is_voiced(head),
        quoted=_QUOTED.search(head) is not None,
        reader_share=len(_READER.findall(head)) / len(words) if words else 0.0,
        titled_share=sum(word[0].isupper() or word[0].isdigit() for word in long) / len(long) if long else 0.0,
        capitals_share=sum(map(str.isupper, head)) / letters if letters else 0.0,
    )


def is_voiced(text: str) -> bool:
    """True if a verb or phrase of reporting stands in the text."""
    return _VOICED.search(text) is not None


def speaks_to_reader(text: str) -> bool:
    """True if the text says we or you and quotes nobody: "We rely on your help." but not "“We will win,” he said."."""
    return _SPEAKING.search(text) is not None and _QUOTED.search(text) is None and not is_voiced(text)
