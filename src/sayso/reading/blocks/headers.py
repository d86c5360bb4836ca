"""The grammar of a report's header lines: dates, by-lines and datelines, alone or in front of other text.

Each finder looks at the first few hundred characters of a line only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = 400
"""Characters of a line that the grammar looks at."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = r"(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|noon|midnight"
_ZONE = (
    r"(?:\(?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|CST|CDT|PST|PDT|PT|MST|IST|AEST|AEDT|SAST|WIB|"
    r"Z)\)?(?:\s*[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d)"
)
_CALENDAR = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{4}}/\d\d/\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|"
    rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_DAY}[- ]{_MONTH}[- ]\d{{4}})"
)
_TIME = rf"(?:{_CLOCK})(?:\s*{_ZONE})?"
_GAP = r"[\s,|·•–—-]+"
_STAMP = (
    rf"(?:{_WEEKDAY},?\s+)?{_CALENDAR}(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:\s*{_ZONE})?(?:{_GAP}(?:{_TIME}))?|"
    rf"{_TIME}{_GAP}(?:{_WEEKDAY},?\s+)?{_CALENDAR}"
)
_AGO = (
    r"(?:\d{1,3}|an?|one)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?)\s+ago|just now|"
    r"yesterday|today"
)
_SAID_TO_BE = (
    r"(?:(?:date(?:\s+published)?|(?:first\s+|originally\s+)?(?:published|posted|created|filed)|"
    r"(?:last\s+)?(?:updated|modified|edited|changed)|"
    r"publi(?:shed|cation)\s+date|issued|time)(?:\s+(?:on|at))?\s*[:|-]?\s+)"
)
_LABELLED = re.compile(rf"{_SAID_TO_BE}(?:{_STAMP}|(?:{_WEEKDAY},?\s+)?{_TIME}|{_AGO})", re.IGNORECASE)
_UNLABELLED = re.compile(rf"(?:{_STAMP})", re.IGNORECASE)
_ALONE = re.compile(
    rf"(?:{_STAMP}|{_TIME}|{_AGO}|{_WEEKDAY},?\s+(?:{_DAY}\s+{_MONTH}|{_MONTH}\s+{_DAY})|{_DAY}\s+{_MONTH}|"
    rf"{_MONTH}\s+{_DAY})\.?",
    re.IGNORECASE,
)
_READING_TIME = re.compile(r"(?:\d{1,2}[ -]min(?:ute)?s?(?: read)?|reading time:? \d{1,2} min(?:ute)?s?)\.?", re.IGNORECASE)

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*|[A-Z]{2,})"
_PARTICLE = r"(?:de|van|von|der|den|del|della|di|da|la|le|du|bin|al|el|ter|dos|y)"
_PERSON = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,4}}"
_PEOPLE = rf"{_PERSON}(?:\s*(?:,|&|/|\band\b|,\s*and\b)\s*{_PERSON}){{0,6}}"
_BYLINE = re.compile(rf"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eport(?:ed)? by|[Ss]tory by|[Ww]ords by)[:\s]\s*(?P<who>{_PEOPLE})")
_BY_ONE = re.compile(
    r"(?:By|BY) (?:[A-Z][\w'’.-]+ ){0,4}(?:[Ss]taff|[Rr]eporters?|[Cc]orrespondents?|[Ww]riters?|Reuters|AFP|AP|"
    r"[Aa]gencies)\.?$",
)
_BY_TAIL = re.compile(
    r"\s*(?:[,|–—-]\s*)?(?:(?:in|for|at|of|from)\s+[A-Z][^.!?]{0,60}|[A-Z][\w’' ]{0,60}?(?:[Cc]orrespondent|"
    r"[Ee]ditor|[Rr]eporter|[Ww]riter|"
    r"[Cc]olumnist|[Pp]roducer|Reuters|AFP|AP|Press|News|Times|Post|Service)|@\w+|[\w.]+@[\w.]+)?\s*\.?$"
)
_AGENCY = (
    r"(?:AP|A\.P\.|Associated Press|Reuters|AFP|dpa|DPA|UPI|PTI|ANI|IANS|TASS|Interfax|Xinhua|Bloomberg|EFE|ANSA|CNN|"
    r"CP|PA|AAP|Kyodo|Yonhap|"
    r"KUNA|WAM|SPA|MNA|TNS|JTA|RFE/RL|BBC)"
)
_ANY_AGENCY = rf"(?:{_AGENCY}|[A-Z]{{2,6}}|[A-Z]\w+(?: [A-Z]\w+){{0,2}})"
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.-]{2,}"
_PLACE_CAPS = rf"{_CAPS}(?:[ -](?:DE|OF|THE|{_CAPS}|[A-Z]{{2,}})){{0,3}}"
_PLACE = rf"{_WORD}(?:[ -](?:de |of |the |al-)?{_WORD}){{0,3}}"
_REGION = r"(?:,\s+(?:[A-ZÀ-Þ][\w’'.-]*)(?:\s+[A-ZÀ-Þ][\w’'.-]*){0,2})"
_DATED = rf"(?:,\s+(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s+\d{{4}})?)"
_DASH = r"\s*(?:[—–]+|--+|-)\s*"
_DATELINE_AGENCY = re.compile(
    rf"(?:(?:{_PLACE_CAPS})(?:/{_PLACE}|{_REGION})?(?i:{_DATED})?\s*\({_ANY_AGENCY}\)|"
    rf"(?:{_PLACE})(?:/{_PLACE}|{_REGION})?(?i:{_DATED})?\s*\({_AGENCY}\))(?:{_DASH})(?=\S)"
)
_DATELINE_DATED = re.compile(rf"(?:{_PLACE_CAPS}|{_PLACE}){_REGION}?(?i:{_DATED})\s*(?:—|–|--|-)\s+(?=\S)")
_DATELINE_CAPS = re.compile(rf"(?P<place>{_PLACE_CAPS})(?:/{_PLACE_CAPS})?{_REGION}?\s*(?:—|–|--|\s-)\s*(?=[\w“\"‘'(])")
_NOT_PLACES = frozenset(
    (  # names and labels that stand in capitals before a dash, too
        "NATO UNESCO UNICEF NAFTA OPEC ISIS ISIL NASA ASEAN BRICS BREAKING EXCLUSIVE UPDATE UPDATED WATCH LIVE VIDEO FILE "
        "PHOTO PHOTOS GALLERY ANALYSIS OPINION REVIEW NOTE CORRECTION MORE READ RELATED POLL QUESTION ANSWER WHAT WHEN WHERE "
        "WHY WHO HOW BACKGROUND CONTEXT COVID AIDS HIV HAMAS HEZBOLLAH FACT FALSE TRUE RATING CLAIM LATEST"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A header found at the beginning of a text: its kind, where it ends (in that text), and the reason in words."""

    kind: str
    end: int
    reason: str


def header(head: str, *, whole: bool) -> Found | None:
    """The date, by-line or dateline that a line begins with; `whole` says that `head` is all of the line.

    "Published 3 March 2026" is one; "Published in 2016, the book sold well." is none.
    """
    return _date(head, whole=whole) or _byline(head, whole=whole) or _dateline(head)


def _date(head: str, *, whole: bool) -> Found | None:
    if whole and (_ALONE.fullmatch(head) or _READING_TIME.fullmatch(head)):
        return Found("date", len(head), "the line is a date or time and nothing else")
    match = _LABELLED.match(head)
    if match and _may_break(head, match.end()):
        return Found("date", match.end(), "a word such as “published” with a date behind it")
    match = _UNLABELLED.match(head)
    if match and re.match(r"\s*[|·•]\s*\S", head[match.end() :]):
        return Found("date", match.end(), "a date set off by a bar")
    return None


def _may_break(head: str, end: int) -> bool:
    """True if the line may be cut here: what follows is not the rest of the same sentence."""
    rest = head[end:].lstrip(" \t\xa0.|·•–—-")
    if not rest:
        return True
    return rest[0].isupper() or rest[0] in "“\"‘'([" or (head[end : end + 1].isspace() and rest[0].isdigit())


def _byline(head: str, *, whole: bool) -> Found | None:
    match = _BYLINE.match(head)
    if match is None:
        alone = whole and len(head) < 120 and _BY_ONE.match(head)
        return Found("byline", len(head), "“by” and an agency or staff, alone in the line") if alone else None
    rest = head[match.end() :]
    if whole and len(head) < 160 and (not rest.strip(" .") or _BY_TAIL.fullmatch(rest)):
        return Found("byline", len(head), "“by” and names, alone in the line")
    return _byline_before(head, match)


def _byline_before(head: str, match: re.Match[str]) -> Found | None:
    """A by-line in front of another header; the greedy names give back words until one begins there."""
    ends = [match.end(), *(match.start("who") + found.start() for found in re.finditer(r"\s", match["who"]))]
    for end in sorted(set(ends), reverse=True)[:12]:
        rest = head[end:].lstrip(" \t\xa0|·•–—-,")
        behind = _LABELLED.match(rest) or _UNLABELLED.match(rest) or _dateline(rest)
        if behind and re.fullmatch(_PEOPLE, head[match.start("who") : end]):
            return Found("byline", end, "“by” and names, with a date or dateline behind them")
    return None


def _dateline(head: str) -> Found | None:
    match = _DATELINE_AGENCY.match(head) or _DATELINE_DATED.match(head)
    if match:
        return Found("dateline", _without_space(match), "a place with an agency or a date, and a dash")
    match = _DATELINE_CAPS.match(head)
    if match and match["place"] not in _NOT_PLACES and not set(match["place"].split()) & _NOT_PLACES and match.end() <= 60:
        return Found("dateline", _without_space(match), "a place in capitals and a dash")
    return None


def _without_space(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip())
