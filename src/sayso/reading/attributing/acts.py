"""The act of an attribution: what its cue does with its content (assert, deny, demand, …), and why we say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sayso.reading.attributing.cues import Cue, lexicon, plain

_NEGATION = re.compile(r"\b(?:not|never|no|nor|neither|cannot)\b|n't\b")
_UNTRUE = re.compile(
    r"^(?:[^.;]{0,60}\b)?(?:is|are|was|were|'s|'re|be|as|been|of|than)?\s*(?:\w+ly )?"
    r"\b(?:untrue|not true|not the case|nothing true|no truth|false|falsehoods?|baseless|groundless|unfounded|fabricat(?:ed|ion)|"
    r"nonsense|a lie|lies|hoax|fake news|fiction|invented|made up|rubbish|without foundation|without merit|incorrect|inaccurate|"
    r"no such|never happened|no plans?|no intention|nothing in (?:these|those|the|this)|nothing of the (?:kind|sort)|pure fantasy|fairy tale|"
    r"complete fantasy|mistaken from|wide of the mark|simply wrong|made no)\b"
)
_ATTRIBUTIVE = re.compile(  # "a false alarm emptied the hall" denies nothing; "it was a false alarm" does
    r"^(?:(?!\b(?:is|are|was|were|be|been|as)\b|'s\b|'re\b)[^.;])*?\b(?:an?|the|some|any)\s+(?:\w+ly )?"
    r"(?:untrue|false|baseless|groundless|unfounded|fabricated|invented|made up|incorrect|inaccurate)(?=\s+[a-z])"
)
_NO_COMMENT = re.compile(r"(?:(?:we|i|he|she|it|they|the \w+) (?:do|does|did|would|will|could|can)(?: not|n't) comment|no comment|(?:we|i) have no comment)\b")
_LEFT_OPEN = re.compile(r"\W*(?:whether|if|when|where|why|how|who|whom|whose|which|what)\b")
_ASKING_TO_ACT = re.compile(r"^\W*(?:to|for|that)\b")
_DOCUMENT = re.compile(
    r"\b(?:polls?|surveys?|stud(?:y|ies)|reports?|papers?|analys[ei]s|figures|data|research|investigation|audit|review|inquiry|census|trial|"
    r"documents?|records?|filings?|letters?|memos?|statistics|researchers|results?|numbers|footage|images|index|statement)\b"
)
_LIGHT = frozenset(
    "make give issue release deliver publish take have offer raise express get send post break launch introduce see read "
    "find go know show touch carry feel hear consider hold voice put".split()
)
_SPEAKING = ("speech", "show")
_UNSAID = frozenset({"never said", "did not say", "didn't say", "has not said", "have not said"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """An act, the class of the cue that decided it, and the reason in words."""

    act: str
    kind: str
    reason: str


def judge(cue: str, after: str, content: str, *, quoted: bool, source: str = "") -> Judgement:
    """The act of a cue; `after` is the text that follows it, `content` what is attributed, `quoted` if it is a quotation.

    "said the report was untrue" is a denial, "declined to comment" a refusal, "told him to leave" a demand, "called the plan
    absurd" an assertion, "called on him to resign" a demand.
    """
    text, content = plain(cue), plain(content).strip(" \"“”‘’'")
    if not text.strip(" :,-–—"):
        act = "question" if content.endswith("?") and content.count(".") == 0 else "deny" if _untrue(content) else "assert"
        return Judgement(act, "speech", "a name and a colon or dash introduce the statement")
    around = text + plain(after)[:24]
    phrase = lexicon().phrase(around, len(text))
    if phrase is not None and not (not phrase.base.startswith("fail") and phrase.kind in {"stance", "thought"} and _speech_verb(_without(text, around, phrase.base))):
        return Judgement(_by_content(phrase, content), phrase.kind, f"the phrase “{phrase.base}”")
    entry = _deciding_word(text)
    if entry is None:
        if quoted:
            return Judgement("assert", "speech", "words in quotation marks")
        return Judgement("other", "stance", "no known word of speech or thought in the cue")
    if entry.part == "verb" and entry.kind == "speech" and entry.base in _LIGHT and not quoted:
        return Judgement("other", "stance", f"the light verb “{entry.base}” without a noun of speech")
    if entry.kind == "thought" and _DOCUMENT.search(plain(source)) and lexicon().shows(entry.base):
        return Judgement("assert", "show", f"the verb “{entry.base}” of a document")
    return _weighed(entry, text, content)


def _without(text: str, around: str, phrase: str) -> str:
    """The cue without the part of it that the phrase covers."""
    at = around.find(phrase)
    return text[:at] + " " + text[at + len(phrase) :]


def _speech_verb(text: str) -> bool:
    return any(cue.part == "verb" and cue.kind in _SPEAKING and cue.base not in _LIGHT for _, cue in lexicon().words(text))


def _deciding_word(text: str) -> Cue | None:
    """A verb of denial; else the last full verb of speech; else a noun of speech; else a light verb, a verb of thought, then of stance."""
    entries = list(lexicon().words(text))
    ranks: list[Callable[[Cue], bool]] = [
        lambda c: c.part == "verb" and c.kind in _SPEAKING and c.base not in _LIGHT,
        lambda c: c.part == "noun" and c.kind in _SPEAKING,
        lambda c: c.part == "verb" and c.kind == "thought",
        lambda c: c.part == "noun",
        lambda c: c.part == "verb",
    ]
    for rank in ranks:
        found = [(at, cue) for at, cue in entries if rank(cue)]
        if found:
            place = max(at for at, _ in found)
            return next(cue for at, cue in found if at == place)
    return None


def _weighed(entry: Cue, text: str, content: str) -> Judgement:
    reason = f"the {entry.part} “{entry.base}”"
    if _NEGATION.search(text) and entry.kind in _SPEAKING:
        act = _negated(entry)
        return Judgement(act, entry.kind, f"{reason}, negated")
    act = _by_content(entry, content)
    return Judgement(act, entry.kind, reason if act == entry.act else f"{reason}, by what is said")


def _negated(entry: Cue) -> str:
    if entry.act == "deny":
        return "other"
    return "decline" if entry.kind == "speech" and entry.act in {"assert", "confirm", "announce"} else entry.act


def _untrue(content: str) -> bool:
    """True if the content says of something that it is untrue."""
    return _UNTRUE.search(_ATTRIBUTIVE.sub("", content[:120])) is not None


def _by_content(entry: Cue, content: str) -> str:
    if entry.act == "deny" and entry.base in _UNSAID and _LEFT_OPEN.match(content):
        return "decline"
    if entry.act == "assert" and _NO_COMMENT.match(content):
        return "decline"
    if entry.act in {"assert", "announce", "believe", "confirm"} and entry.kind != "stance" and _untrue(content):
        return "deny"
    if entry.base in {"ask", "tell"} and _ASKING_TO_ACT.match(content) and not content.startswith(("that", "for")):
        return "demand"
    if entry.base == "ask" and re.match(r"(?:for|that)\b", content):
        return "demand"
    if entry.act == "threaten" and entry.base == "warn" and re.match(r"\W*(?:of|against)\b", content):
        return "threaten"
    return entry.act
