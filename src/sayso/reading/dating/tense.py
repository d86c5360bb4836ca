"""Which way a bare weekday or month points: from the verbs around it in its own clause."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

WINDOW: Final = 240
"""How many characters back the clause is looked for; keeps reading linear on a text without full stops."""

_PLANNED: Final = (
    r"will|won['’]t|['’]ll|shall|scheduled|expected|expects?|plans|planned|planning|due|upcoming|until|till|set to|is to|are to|to be|going to"
    r"|intends?|hopes? to|slated|must|would|expires?|deadline|bound to|looks? to|preparing"
)
_AHEAD: Final = r"\s+(?:[\w'’]+\s+){0,4}?(?:will|to be|is to|are to|shall|is set to|are set to|is expected|are expected|is due|are due|is scheduled|are scheduled)\b"
_DONE: Final = (
    r"said|says|was|were|had|did|made|told|came|went|rose|fell|took|gave|got|began|found|won|lost|met|held|sent|left|ran|saw|hit"
    r"|put|became|has|have|been|since|ended|after|spoke|shot|killed|wrote|led|struck|sold|bought|paid|[a-z]{2,}ed"
)
_PARTICIPLE_AFTER: Final = 14


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern of whole words; compiled at its first use."""
    return re.compile(rf"(?<![\w-])(?:{text})(?!\w)")


@cache
def _ahead() -> re.Pattern[str]:
    """The compiled pattern of a plan behind the expression."""
    return re.compile(_AHEAD)


def clause(text: str, start: int) -> str:
    """The words of the sentence before `start`, at most WINDOW characters of them."""
    window = text[max(0, start - WINDOW) : start]
    cut = max(window.rfind(". "), window.rfind("\n\n"), window.rfind(";"), window.rfind("? "), window.rfind('."'), window.rfind(".''"))
    return window[cut + 1 :]


def points_ahead(text: str, start: int, end: int) -> bool:
    """True if the clause speaks of what is still to come: "will meet on Friday", "on Friday the court is to rule"."""
    before = clause(text, start).lower()
    planned = [m.end() for m in _pattern(_PLANNED).finditer(before)]
    done = [m.end() for m in _pattern(_DONE).finditer(before)]
    if planned and (not done or planned[-1] >= done[-1] or _passive(before, planned, done[-1])):
        return True
    behind = text[end : end + 80].split("\n\n")[0]
    return not done and bool(_ahead().match(re.split(r"[.;,]\s", behind)[0].lower()))


def _passive(before: str, planned: list[int], done: int) -> bool:
    """True if the last word of the past is but the participle of a plan ("is to be sworn in", "will be released")."""
    last = max((p for p in planned if p < done), default=-WINDOW)
    return done - last < _PARTICIPLE_AFTER and before[:done].endswith("ed")
