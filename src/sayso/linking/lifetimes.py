"""What dates and ages tell: two reports too far apart for one life or one career, two ages that cannot be one person's."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.linking.appellation import Appellation, Evidence
from sayso.linking.folding import plain

_AGE = re.compile(r"(?:,\s*|\baged?\s+)(\d{1,3})\b(?!\s*(?:years? (?:in|of|as)|th|st|nd|rd))|\b(\d{1,3})[- ]years?[- ]old\b")
_YOUNG = frozenset("trainee junior teen teenage teenager schoolboy schoolgirl student pupil rookie apprentice intern undergraduate youth".split())
_OLD = frozenset("retired pensioner emeritus emerita grandfather grandmother great-grandfather great-grandmother octogenarian nonagenarian".split())
LIFETIME, CAREER, HALF_CAREER = 60, 25, 20
"""Years between two reports: at least so many are two lives; two careers, unless reports between them bridge the gap; a reason to doubt."""
ADULT, OLDEST = 15, 105
"""Nobody is in the news on their own account before the one age, in years, or after the other."""
OTHER_LIFETIME, OTHER_CAREER, LONG_SINCE, OTHER_AGE = -9.0, -6.0, -3.0, -9.0
GENERATIONS = -5.0


@lru_cache(maxsize=1 << 14)
def ages(roles: tuple[str, ...]) -> tuple[int, ...]:
    """The ages in years that roles give: "novelist, 24", "81-year-old judge"."""
    found = (match.group(1) or match.group(2) for role in roles for match in _AGE.finditer(role))
    return tuple(age for age in map(int, found) if 0 < age <= OLDEST)


@lru_cache(maxsize=1 << 14)
def _words(roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(word) for role in roles for word in re.findall(r"[\w-]+", role))


def _year(appellation: Appellation) -> int | None:
    date = appellation.date or ""
    return int(date[:4]) if date[:4].isdigit() else None


def compare_lifetimes(one: Appellation, two: Appellation) -> Evidence | None:
    """What speaks against the two being alive, of one age and in office at the same times; None if nothing does."""
    return _by_age(one, two) or _by_years(one, two) or _by_generation(one, two)


def _born(appellation: Appellation) -> set[int]:
    year = _year(appellation)
    return {year - age for age in ages(appellation.roles)} if year is not None else set()


def _by_age(one: Appellation, two: Appellation) -> Evidence | None:
    mine, yours = _born(one), _born(two)
    if mine and yours and min(abs(a - b) for a in mine for b in yours) > 2:
        return Evidence("age", OTHER_AGE, f"born about {min(mine)} | born about {min(yours)}")
    for born, other in ((mine, two), (yours, one)):
        year = _year(other)
        if born and year is not None and not min(born) + ADULT - 2 <= year <= max(born) + OLDEST:
            return Evidence("age", OTHER_AGE, f"born about {min(born)} | in the news of {year}")
    return None


def _by_years(one: Appellation, two: Appellation) -> Evidence | None:
    first, second = _year(one), _year(two)
    if first is None or second is None or abs(first - second) < HALF_CAREER:
        return None
    gap = abs(first - second)
    weight = OTHER_LIFETIME if gap >= LIFETIME else OTHER_CAREER if gap >= CAREER else LONG_SINCE
    return Evidence("dates", weight, f"{first} | {second}: {gap} years apart")


def _by_generation(one: Appellation, two: Appellation) -> Evidence | None:
    mine, yours = _words(one.roles), _words(two.roles)
    if (mine & _YOUNG and yours & _OLD) or (mine & _OLD and yours & _YOUNG):
        return Evidence("age", GENERATIONS, "one at the beginning, one at the end of a career")
    return None
