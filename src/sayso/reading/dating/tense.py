"""Which way a bare weekday or month points: from the verbs around it in its own clause."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

WINDOW: Final = 240
"""How many characters back the clause is looked for; keeps reading linear on a text without full stops."""
_BEHIND: Final = 90

AHEAD: Final = 1
BACK: Final = -1
EITHER: Final = 0

_TIMETABLED: Final = (
    r"(?:(?:re)?opens|resumes?|reopen|begins?|convenes?|starts|returns|meets|travels|arrives|kicks? off|goes ahead|comes (?:out|into)"
    r"|goes on (?:sale|trial|show)|go on (?:sale|trial|show)|runs? (?:out|until)|takes? (?:place|effect)|(?<=and )(?:votes|hosts?)"
    r"|[A-Z][a-z]+ (?:travel|hosts?|visit|face|entertain|play|meet)|(?:Parliament|Congress|[Cc]ommittee|[Cc]ouncil|MPs|[Ss]enate|it|who) (?:votes?|debates?))(?= (?:\S+ ){0,5}$)"
)
"""Verbs of the present that a timetable is told in, close before the day: "Parliament votes on it on Friday"."""
_SET_FOR: Final = ("called for ", "set for ", "fixed for ", "listed for ", "convened for ", "booked for ", "pencilled in for ")
_PLANNED: Final = (
    r"will|Will|won['’]t|shall|scheduled|expected|expects?|plans|plan to|planned|planning|due|upcoming|until|till|set to|is to"
    r"|are to|to be|going to|intends?|hopes? to|slated|must|would|expires?|deadline|bound to|looks? to|preparing|ahead of"
    r"|as (?:soon|early|late) as|unless"
    rf"|{_TIMETABLED}"
)
_COMING: Final = (
    r"will|to be|is to|are to|shall|is set|are set|is expected|are expected|is due|are due|is scheduled|are scheduled|plans to"
    r"|plan to|would|goes ahead|go ahead|takes place|take place"
)
_DONE: Final = (
    r"said|says|was|were|had|did|made|told|came|went|rose|fell|took|gave|got|began|found|won|lost|met|held|sent|left|ran|saw|hit"
    r"|put|became|has|have|been|since|after|spoke|shot|killed|wrote|led|struck|sold|bought|paid|brought|grew|broke|drew|flew|threw"
    r"|(?<!\bbe )(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bstill )[a-z]{2,}ed"
)
_DEEDS: Final = (
    r"lost|won|broke|fell|rose|met|died|began|came|went|left|got|found|ran|saw|hit|became|spoke|shot|wrote|struck|sold|bought|paid|grew"
    r"|drew|flew|threw"
)
_GOVERNED: Final = 30
_PROMISED: Final = r"to|unless|deadline|agreed|vowed|promised|ordered|asked|told|aims?"
_ABANDONED: Final = r"(?:had been|had|have been|was originally|were originally|previously) (?:\w+ )?$"
_PARTICIPLE_AFTER: Final = 14
_NEAR: Final = 25
"""How many characters a plan's second word may lie behind its first: "due to expire"."""


@cache
def _words(text: str) -> re.Pattern[str]:
    """A compiled pattern of whole words; compiled at its first use."""
    return re.compile(rf"(?<![\w-])(?:{text})(?!\w)|['’]ll\b" if text is _PLANNED else rf"(?<![\w-])(?:{text})(?!\w)")


def clause(text: str, start: int) -> str:
    """The words of the sentence before `start`, at most WINDOW characters of them."""
    window = text[max(0, start - WINDOW) : start]
    ends = [m.end() for m in _ends().finditer(window)]
    return window[ends[-1] :] if ends else window


@cache
def _ends() -> re.Pattern[str]:
    """The compiled pattern of a sentence's end: a full stop, not of an initial or an abbreviation, and what closes with it."""
    short = "".join(rf"(?<!\b{word})" for word in ("[A-Z]", "[ap]\\.m", "Mr", "Mrs", "Ms", "Dr", "St", "Inc", "Corp", "Co", "Gen", "Sen"))
    return re.compile(rf"(?:{short}\.|[?!;])[\"'’”)]*\s|\n\n")


def direction(text: str, start: int, end: int) -> int:
    """AHEAD if the clause speaks of what is still to come ("will meet on Friday"), BACK if of what was, else EITHER."""
    before = clause(text, start)
    planned = list(_words(_PLANNED).finditer(before))
    done = [m.end() for m in _words(_DONE).finditer(before)]
    last = before.split()[-1:]
    if before.endswith("ahead of ") or (before.endswith(_SET_FOR) and not _never(text[end : end + _BEHIND])):
        return AHEAD
    if planned and before.split()[-2:-1] and _never(text[end : end + _BEHIND]):
        return BACK
    if text[end : end + 2] in ("'s", "’s") or last == ["ended"]:
        return BACK
    behind = text[end : end + _BEHIND]
    if last == ["on"] and planned and planned[-1].end() < len(before) - _NEAR and _words(_DONE).match(behind.lstrip()):
        return BACK  # "ahead of her trip, the office on Sunday issued a warning"
    if last == ["until"] and len(planned) > 1 and _words(_COMING).search(before):
        return AHEAD  # "trains will not run until Saturday at the earliest, the operator said"
    if last in (["by"], ["through"], ["until"], ["effective"]) and _behind(behind) != BACK and before.split()[1:]:
        return AHEAD if last != ["by"] or _words(_PROMISED).search(before) else EITHER
    if planned and (not done or planned[-1].end() >= done[-1] or _passive(before, planned, done[-1])):
        return BACK if _given_up(before, planned) or _until_then(planned[-1].group(), before, behind) else AHEAD
    return BACK if done else _behind(behind)


def _given_up(before: str, planned: list[re.Match[str]]) -> bool:
    """True for "it had been due to expire on Friday": a plan of the past."""
    near = (cue for cue in planned if planned[-1].start() - cue.start() < _NEAR)
    return any(_words(_ABANDONED).search(before[: cue.start()]) for cue in near)


def _until_then(cue: str, before: str, behind: str) -> bool:
    """True for "Until Thursday they had…"."""
    return cue.lower() in ("until", "till") and before.rstrip().endswith(cue) and _behind(behind) == BACK


def _behind(text: str) -> int:
    """The direction of the first verb behind an expression that opens its clause."""
    rest = re.split(r"[.;?!]\s|\n\n", text.lstrip(", "))[0]
    ahead, back = _words(_COMING).search(rest), _words(_DONE).search(rest)
    if ahead and (not back or ahead.start() < back.start()):
        return AHEAD
    return BACK if back else EITHER


def _never(behind: str) -> bool:
    """True for "the meeting due in July did not take place": the day of the plan has gone by."""
    return _words(r"did not|didn['’]t|never").match(behind.lstrip()) is not None


def surely_back(text: str, start: int) -> bool:
    """True for "we lost 4-0 there in May": a deed of the past right before the month, and nothing that is still to be done."""
    before = clause(text, start)
    deeds = list(_words(_DEEDS).finditer(before))
    rest = before[deeds[-1].end() :] if deeds else ""
    return bool(deeds) and len(rest) < _GOVERNED and not _words(r"to|for|of|is|are|will|would|due|as|next").search(rest)


def points_ahead(text: str, start: int, end: int) -> bool:
    """True if the clause speaks of what is still to come."""
    return direction(text, start, end) == AHEAD


def _passive(before: str, planned: list[re.Match[str]], done: int) -> bool:
    """True if the last word of the past is but the participle of a plan ("is to be sworn in", "will be released", "to be held")."""
    last = max((p.end() for p in planned if p.end() < done), default=-WINDOW)
    near = done - last < _PARTICIPLE_AFTER
    return near and (before[:done].endswith("ed") or re.search(r"\bbe (?:\w+ly )?\w+$", before[:done]) is not None)
