"""Whom a statement is said to: "told reporters", "warned the council", "said to the court"."""

from __future__ import annotations

import re

from sayso.document import Span, Spans, trimmed
from sayso.reading.attributing.drafts import Draft

_TELLING = re.compile(
    r"\b(?:t(?:old|ell|ells|elling)|inform(?:s|ed|ing)?|warn(?:s|ed|ing)?|ask(?:s|ed|ing)?|assur(?:e|es|ed|ing)|remind(?:s|ed|ing)?|"
    r"advis(?:e|es|ed|ing)|notif(?:y|ies|ied|ying)|brief(?:s|ed|ing)?|urg(?:e|es|ed|ing)|reassur(?:e|es|ed|ing))$",
    re.IGNORECASE,
)
_SAYING_TO = re.compile(r"\b(?:said|says|saying|wrote|writes|speaking|spoke|complained|explained|replied|confirmed|admitted)$", re.IGNORECASE)
_WHOM = re.compile(
    r"\s+(?!(?:in|on|at|by|that|of|about|to|last|this|it|if|whether)\b)(?P<whom>(?:(?:the|a|an|his|her|their|its|our|my|some|several|two|three|state|local|foreign|senior)\s+)?"
    r"[\w’'.&-]+(?:\s+(?:of|and|for|at)(?:\s+the)?\s+[\w’'.&-]+|\s+(?!that\b|on\b|in\b|at\b|to\b|about\b|of\b|it\b|he\b|she\b|they\b|after\b|"
    r"during\b|before\b|by\b|whether\b|if\b|how\b|what\b|why\b|there\b|as\b)[\w’'.&-]+){0,4}?)"
    r"(?=\s+(?:that|on|in|at|to|about|of|after|during|before|by|whether|if|how|what|why|last|this|it|he|she|they|there|as|late|early|yesterday)\b|"
    r"\s*[,.:;“\"]|\s*$)"
)
_TO_WHOM = re.compile(r"\s+(?:to|with)" + _WHOM.pattern)


def addressee_of(text: str, draft: Draft) -> Spans:
    """The noun phrase between the cue (or in it, after its verb) and the content, where the cue is one that takes a hearer."""
    last = draft.cue[-1]
    later = [s.start for s in draft.content if s.start >= last.end]
    stop = min([*later, last.end + 80, *[i for i in [text.find("\n", last.end)] if i >= 0]])
    if _TELLING.search(text, last.start, last.end):
        match = _WHOM.match(text, last.end, stop)
    elif _SAYING_TO.search(text, last.start, last.end):
        match = _TO_WHOM.match(text, last.end, stop)
    else:
        return ()
    if match is None:
        return ()
    whom = trimmed(text, match.span("whom"), ",.")
    return () if any(whom.meets(s) for s in (*draft.content, *draft.source)) else (Span(*whom),)
