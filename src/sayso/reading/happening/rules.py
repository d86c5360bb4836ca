"""The trigger patterns of `presence.tsv`, compiled to regular expressions over the coded sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.reading.happening.lexicon import rows
from sayso.reading.happening.words import forms_of

_SLOTS: Final = {
    "OCC": "(?P<occ>O )",
    "ANY": "(?P<occ>O |(?:the|a|an|his|her|its|their|(?:T|P|I|G|L) 's) (?:[a-z-]{3,} ){1,4}?(?=(?:in|at|on|of|for|[.,;]|T) ))",
    "WHO": "(?P<who>P )(?:, (?=(?:at|in|on|to|during|for) ))?",
    "PARTY": "(?P<who>[PGIQ] )",
    "OTHER": "(?P<other>Q )",
    "PLACE": "(?P<place>L |(?:the|its|their) (?:[a-z-]{3,} ){1,3}?(?=(?:in|at|on|for|with|to|[.,;]|T) ))",
    "POSS": "(?:his|her|their|its) ",
    "WHOSE": "(?P<whose>(?:P 's|P '|his|her) )",
    "DIARY": "(?P<diary>(?:[a-z-]+ ){0,3}?(?:schedule|diary|plans|itinerary|programme|program|engagements|movements|whereabouts|"
             "calendar|agenda|timetable) )",
    "~": r"(?:(?![;:.?!] )\S+ ){0,5}?",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what it makes (`sense`), the pattern, the form of each verb word, and its example and trap."""

    name: str
    sense: str
    pattern: re.Pattern[str]
    forms: Mapping[str, str]
    kind: str
    mode: str
    example: str
    trap: str
    before: bool
    predicate: bool
    alone: bool

    @property
    def fate(self) -> str:
        """The status of the occasion that the rule speaks of, or an empty string."""
        return self.sense.partition(":")[2]


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file: at one place the longest that fits wins, then the first."""
    return tuple(_rule(*row) for row in rows("presence.tsv"))


@lru_cache(maxsize=1)
def by_word() -> Mapping[str, tuple[int, ...]]:
    """For each first word of a trigger, the numbers of its rules."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules()):
        for word in rule.forms:
            found[word].append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def _rule(name: str, sense: str, verb: str, after: str, kind: str, mode: str, example: str, trap: str) -> Rule:
    predicate, before = verb.startswith("="), after.startswith("<")
    alternatives = verb.lstrip("=").split("|")
    words: dict[str, str] = {}
    parts = []
    if all(" " not in a for a in alternatives[:-1]) and " " in alternatives[-1] and len(alternatives) > 1 and not predicate:
        alternatives = [a + ("" if " " in a else " " + alternatives[-1].split(" ", 1)[1]) for a in alternatives]
    for alternative in alternatives:
        first, _, rest = alternative.partition(" ")
        forms = {first: "predicate"} if predicate else forms_of(first)
        words |= forms
        parts.append(f"(?:{'|'.join(sorted(forms))}) " + (f"{rest} " if rest else ""))
    pattern = f" (?P<verb>(?:{'|'.join(parts)}))" + ("" if before else _after(after))
    return Rule(name, sense, re.compile(pattern), words, kind, mode, example, trap, before, predicate, not before and "OCC" not in after)


def _after(after: str) -> str:
    out = []
    for written in after.split():
        optional, token = written.endswith("?"), written.rstrip("?")
        piece = _SLOTS.get(token) or "(?:" + "|".join(_SLOTS.get(t, f"{t} ") for t in token.split("|")) + ")"
        out.append(f"(?:{piece})?" if optional else piece)
    return "".join(out)
