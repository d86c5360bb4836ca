"""The packaged tables that linking looks words up in, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from sayso.linking.folding import plain


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    table = resources.files("sayso.data").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        yield [*line.split("\t"), *[""] * columns][:columns]


def _cell(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@lru_cache(maxsize=1)
def given_forms() -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """For a given name: the numbers of its languages' forms and of its families of forms. Sharing the first is one name."""
    forms: defaultdict[str, set[int]] = defaultdict(set)
    families: defaultdict[str, set[int]] = defaultdict(set)
    number = 0
    for family, (_, cell) in enumerate(_rows("given_forms.tsv", 2)):
        for side in cell.split("|"):
            number += 1
            for form in side.split():
                forms[plain(form)].add(number)
                families[plain(form)].add(family)
    return {form: (frozenset(forms[form]), frozenset(families[form])) for form in forms}


@lru_cache(maxsize=1)
def given_genders() -> dict[str, str]:
    """The gender of given names that are only men's (m) or only women's (f); the empty string where both bear them."""
    found: dict[str, str] = {}
    for gender, cell in _rows("given_forms.tsv", 2):
        for form in cell.replace("|", " ").split():
            found[form] = gender if found.get(form, gender) == gender else ""
    for name, gender in _rows("given_names.tsv", 2):
        found[plain(name)] = gender if gender in {"m", "f"} else ""
    return found


@lru_cache(maxsize=1)
def common_surnames() -> frozenset[str]:
    """Family names that many people bear."""
    return frozenset(name for _, most, many in _rows("common_surnames.tsv", 3) for name in (*most.split(), *many.split()))


@lru_cache(maxsize=1)
def very_common_surnames() -> frozenset[str]:
    """Those of them that so many bear that a profession in common says nothing."""
    return frozenset(name for _, most, _ in _rows("common_surnames.tsv", 3) for name in most.split())


@lru_cache(maxsize=1)
def transcriptions() -> dict[str, frozenset[str]]:
    """The countries of each language whose names are transcribed by several systems."""
    return {language: frozenset(_cell(lands)) for language, lands in _rows("transcriptions.tsv", 2)}


@lru_cache(maxsize=1)
def eastern_surnames() -> frozenset[str]:
    """Family names of languages that put them first."""
    return frozenset(name for area, *names in _rows("common_surnames.tsv", 3) if area == "east_asian" for name in " ".join(names).split())


@lru_cache(maxsize=1)
def titles() -> frozenset[tuple[str, ...]]:
    """Titles and forms of address that may stand before a name, as plain words without dots."""
    return frozenset(tuple(plain(title).replace(".", "").split()) for title, *_ in _rows("titles.tsv", 1))


@lru_cache(maxsize=1)
def fields() -> dict[str, tuple[str, ...]]:
    """The walks of life of a title's head noun."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for field, _, nouns in _rows("role_fields.tsv", 3):
        for noun in nouns.split():
            if field not in found[plain(noun)]:
                found[plain(noun)].append(field)
    return {noun: tuple(names) for noun, names in found.items()}


@lru_cache(maxsize=1)
def open_fields() -> frozenset[str]:
    """Walks of life between which people move."""
    return frozenset(field for field, flag, _ in _rows("role_fields.tsv", 3) if flag == "1")


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """The country that a name, demonym, seat of government or nation of a kingdom points to; keys are plain."""
    by_code = {code: name for name, _, _, code, _ in _rows("countries.tsv", 5)}
    found: dict[str, str] = {}
    for surface, _, _, code in _rows("metonyms.tsv", 4):
        if code in by_code:
            found[plain(surface).removeprefix("the ")] = by_code[code]
    for name, aliases, demonyms, _, _ in _rows("countries.tsv", 5):
        for surface in (name, *_cell(aliases), *_cell(demonyms)):
            found[plain(surface).replace(".", "").removeprefix("the ")] = name
    kingdom = by_code.get("GB", "United Kingdom")
    found |= dict.fromkeys("scotland scottish england english wales welsh".split(), kingdom)
    return found


@lru_cache(maxsize=1)
def outlets() -> dict[str, str]:
    """The canonical name of an outlet that the table knows by several; keys are plain, without an article."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, aliases, *_ in _rows("outlets.tsv", 2):
        printed = name.split(" (")[0]
        for surface in (printed, *_cell(aliases)):
            found[plain(surface).removeprefix("the ")].add(printed)
    return {key: min(names) for key, names in found.items() if len(names) == 1}


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """The country that a name of a country means; keys are plain, without an article."""
    found: dict[str, str] = {}
    for name, aliases, *_ in _rows("countries.tsv", 2):
        for surface in (name, *_cell(aliases)):
            found[plain(surface).removeprefix("the ")] = name
    return found
