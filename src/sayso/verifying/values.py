"""Numbers, months and weekdays in what is said: those of a draft that the ledger does not have though it has others in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sayso.verifying.alterations import is_number
from sayso.verifying.tokens import plain, tokens

_MONTH = re.compile(
    r"\b(?:(Jan)(?:uary)?|(Feb)(?:ruary)?|(Mar)(?:ch)?|(Apr)(?:il)?|(?<![.?!] )(?<!\A)(May)|(Jun)e?|(Jul)y?|(Aug)(?:ust)?|(Sep)(?:t|tember)?|(Oct)(?:ober)?|"
    r"(Nov)(?:ember)?|(Dec)(?:ember)?)\b",
)
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "pc": "percent"}
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b")


def differing(draft: str, part: str, ledger: str) -> Iterator[tuple[str, str, str]]:
    """Kinds of difference with the draft's words and the ledger's: `part` is what answers to the draft's words in the ledger's."""
    for kind, values in (("number changed", _numbers), ("date changed", _months), ("date changed", _weekdays)):
        here, there, anywhere = (Counter(values(words)) for words in (draft, part, ledger))
        if here.total() == there.total():
            new, gone = list(here - there), list(there - here)
        else:
            new, gone = [v for v in here if v not in anywhere], [v for v in there if v not in here] or [v for v in anywhere if v not in here]
        if new and gone:
            yield kind, " ".join(new), " ".join(gone)


def _numbers(words: str) -> list[str]:
    found: list[str] = []
    forms = plain(tokens(words))
    for before, form in zip(["", *forms], forms, strict=False):
        if is_number(form):
            found.append(form)
        elif form in _SCALES and before[-1:].isdigit():
            found.append(_SCALES[form])
    return found


def _months(words: str) -> list[str]:
    return [next(filter(None, match.groups())) for match in _MONTH.finditer(words)]


def _weekdays(words: str) -> list[str]:
    return [match[1] for match in _WEEKDAY.finditer(words)]
