"""The words that dates are made of: each with its class and its value. Data only.

A class is what the rules speak of (`month`, `weekday`, `unit`…); a word of no class is nothing to them. Where a word can be
of two classes ("second", "fall", "may") it has one of its own, and the rules say in which places they accept it.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Value: TypeAlias = int | float | str | None
Entry: TypeAlias = tuple[str, Value]

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)
MONTH_SHORT: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_SHORT: Final = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}
SEASONS: Final = {"summer": "SU", "autumn": "FA", "winter": "WI"}
SEASON_OR_VERB: Final = {"spring": "SP", "fall": "FA"}

SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)
DECADE_WORDS: Final = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
    "noughties": 0,
}

UNITS: Final = {
    "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "MO", "year": "Y", "decade": "DE", "century": "CE",
    "fortnight": "FN", "millennium": "ML",
}
IRREGULAR_UNITS: Final = {"centuries": "CE", "millennia": "ML"}
PARTS_OF_DAY: Final = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "DA", "dusk": "DU", "daytime": "DT",
    "lunchtime": "MI",
}
CLOCK_WORDS: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}

ZONES: Final = {
    "gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "jst": 540, "aest": 600,
    "ist": None, "et": None,
}
"""Minutes east of Greenwich; None where one abbreviation means several zones."""

ITSELF: Final = tuple(
    (
        "the of in on at from and or so for by since than per between during within over more least most up no not under some "
        "well as long little last past next this current that same recent latest very ago before after hence now today ahead "
        "yesterday tomorrow tonight overnight other single early late mid end middle part latter half dozen couple several few "
        "once twice times time era period present future term these when local right back being date"
    ).split()
)
"""Words that are a class of their own."""

LIKE: Final = {
    "a": "a an",
    "to": "to through thru",
    "until": "until till",
    "about": "about around approximately roughly circa ca",
    "nearly": "almost nearly",
    "less": "less fewer",
    "just": "only just exactly",
    "another": "another additional further",
    "previous": "previous prior preceding",
    "coming": "coming upcoming",
    "following": "following ensuing subsequent",
    "earlier": "earlier previously",
    "later": "later afterward afterwards thereafter",
    "every": "every each",
    "ended": "ending ended",
    "beginning": "beginning start onset",
    "rest": "rest remainder",
    "many": "many numerous countless",
    "filler": "consecutive straight successive whole calendar business trading working school academic",
    "full": "full entire",
    "fiscal": "fiscal financial",
    "old": "old olds",
    "bc": "bc bce",
    "ad": "ad ce",
    "its": "its their his her our",
    "now_word": "nowadays currently presently",
    "past_word": "recently lately",
    "near": "near foreseeable",
    "oclock": "o'clock oclock",
}
"""Classes of several words that the rules treat alike."""

SET_WORDS: Final = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H",
    "nightly": "P1D", "fortnightly": "P2W", "biweekly": "P2W",
}


def _entries() -> dict[str, Entry]:
    """Every word with its class and value; later tables win over earlier ones."""
    words: dict[str, Entry] = {word: (word, word) for word in ITSELF}
    words |= {word: (kind, word) for kind, alike in LIKE.items() for word in alike.split()}
    words |= {word: ("set_word", value) for word, value in SET_WORDS.items()}
    words |= {word: ("month_name", i) for i, word in enumerate(MONTHS, 1)} | {"may": ("may", 5), "march": ("march", 3)}
    words |= {word: ("month_short", i) for word, i in MONTH_SHORT.items()}
    words |= {word: ("weekday_name", i) for i, word in enumerate(WEEKDAYS, 1)}
    words |= {word + "s": ("weekdays", i) for i, word in enumerate(WEEKDAYS, 1)}
    words |= {word: ("weekday_short", i) for word, i in WEEKDAY_SHORT.items()}
    words |= {word: ("season_name", code) for word, code in SEASONS.items()}
    words |= {word: ("season_verb", code) for word, code in SEASON_OR_VERB.items()}
    words |= {word: ("small", i) for i, word in enumerate(SMALL)} | {word: ("tens", n) for word, n in TENS.items()}
    words |= {"hundred": ("big", 100), "thousand": ("big", 1000)}
    words |= {word: ("ordinal", i) for i, word in enumerate(ORDINALS, 1)} | {"thirtieth": ("ordinal", 30)}
    words |= {"second": ("second", 2), "seconds": ("seconds", "S"), "quarter": ("quarter", "Q"), "quarters": ("quarters", "Q")}
    words |= {"weekend": ("weekend", "WE"), "weekends": ("weekends", "WE")}
    words |= {word: ("decade_word", n) for word, n in DECADE_WORDS.items()}
    words |= {word: ("unit_one", code) for word, code in UNITS.items()}
    words |= {word + "s": ("units", code) for word, code in UNITS.items()} | {w: ("units", c) for w, c in IRREGULAR_UNITS.items()}
    words |= {word: ("day_part", code) for word, code in PARTS_OF_DAY.items()}
    words |= {word + "s": ("day_parts", PARTS_OF_DAY[word]) for word in ("morning", "afternoon", "evening", "night")}
    words |= {word: ("clock_word", value) for word, value in CLOCK_WORDS.items()}
    return words | {word: ("zone", offset) for word, offset in ZONES.items()}


WORDS: Final = _entries()
CAPITALISED: Final = frozenset({
    "month_name", "may", "march", "month_short", "weekday_name", "weekday_short", "weekdays", "zone", "fy",
})
"""Classes whose words count only with a capital letter (in a text that has any lower case)."""

DUE_YEAR: Final = frozenset(
    ["in", "since", "by", "until", "till", "from", "to", "of", "after", "before", "between", "during", "for", "and", "or",
     "through", "circa", "early", "late", "mid", "year"]
)
"""Words before four digits that make them a year, whatever follows."""
