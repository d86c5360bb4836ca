"""Public holidays and festivals whose day a rule gives; those that depend on sighting the moon are left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from sayso.reading.dating.days import easter, made, nth_weekday


def _fixed(month: int, day: int) -> Callable[[int], date | None]:
    """The same day every year."""
    return lambda year: made(year, month, day)


def _nth(month: int, weekday: int, nth: int, after: int = 0) -> Callable[[int], date | None]:
    """The nth weekday of a month (from its end if negative), and so many days after it."""

    def there(year: int) -> date | None:
        day = nth_weekday(year, month, weekday, nth)
        return day + timedelta(days=after) if day else None

    return there


def _from_easter(days: int) -> Callable[[int], date | None]:
    """So many days from Western Easter Sunday."""

    def there(year: int) -> date | None:
        sunday = easter(year)
        return sunday + timedelta(days=days) if sunday else None

    return there


def _election_day(year: int) -> date | None:
    """The Tuesday after the first Monday of November."""
    monday = nth_weekday(year, 11, 1, 1)
    return monday + timedelta(days=1) if monday else None


HOLIDAYS: Final[dict[str, Callable[[int], date | None]]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "new year": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "martin luther king day": _nth(1, 1, 3),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, 1, 3),
    "presidents day": _nth(2, 1, 3),
    "st. patrick's day": _fixed(3, 17),
    "saint patrick's day": _fixed(3, 17),
    "international women's day": _fixed(3, 8),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "memorial day": _nth(5, 1, -1),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "assumption day": _fixed(8, 15),
    "labor day": _nth(9, 1, 1),
    "columbus day": _nth(10, 1, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "all souls' day": _fixed(11, 2),
    "guy fawkes night": _fixed(11, 5),
    "bonfire night": _fixed(11, 5),
    "election day": _election_day,
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "remembrance sunday": _nth(11, 7, 2),
    "thanksgiving day": _nth(11, 4, 4),
    "thanksgiving": _nth(11, 4, 4),
    "black friday": _nth(11, 4, 4, after=1),
    "cyber monday": _nth(11, 4, 4, after=4),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "shrove tuesday": _from_easter(-47),
    "mardi gras": _from_easter(-47),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "holy saturday": _from_easter(-1),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "ascension day": _from_easter(39),
    "whit sunday": _from_easter(49),
    "pentecost": _from_easter(49),
    "whit monday": _from_easter(50),
    "corpus christi": _from_easter(60),
}
"""The day of a year, by name in lower case."""
