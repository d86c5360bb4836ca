"""The packaged tables of names and nouns, read once and indexed by first word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sayso.reading.attributing.cues import lexicon
from sayso.reading.naming.lists import INCOMPLETE, ORG_NOUNS, OUTLET_NOUNS, SURE_OUTLETS


@dataclass(frozen=True, slots=True)
class Title:
    """A title of one or more words: its kind (office, rank, honorific, kin…), gender, whether one person holds it; `several` for a plural."""

    words: tuple[str, ...]
    kind: str
    gender: str | None
    holds: bool
    several: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the tables know: its words, kind (outlet, institution, place, demonym), and canonical name.

    `stands_for` is the government or institution that a place means where it acts; `loose` marks a name that is also a
    common word; `country` is a code of two letters.
    """

    words: tuple[str, ...]
    kind: str
    name: str
    stands_for: str | None = None
    loose: bool = False
    sort: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table, ready for look-up by (lower-cased) first word or by noun."""

    given: Mapping[str, str | None]
    titles: Mapping[str, tuple[Title, ...]]
    known: Mapping[str, tuple[Known, ...]]
    heads: frozenset[str]
    head_plurals: frozenset[str]
    groups: frozenset[str]
    people: Mapping[str, str]
    documents: frozenset[str]
    unnamed: Mapping[str, str]
    verbs: frozenset[str]
    bodies: frozenset[str]

    def outlet(self, printed: str) -> Known | None:
        """The outlet of the registry that a printed name or abbreviation means, if any."""
        words = _words(printed)
        return next((k for k in self.known.get(words[0], ()) if k.words == words and k.kind == "outlet"), None) if words else None

    def masthead(self, line: str) -> str | None:
        """The name of the outlet that a line of at most five words consists of ("Marstad Courier"); None if it is none."""
        words = _words(line)
        if not 0 < len(words) < 6 or line[-1] in ".!?:," or not all(w[0].isupper() or w in {"of", "and", "the"} for w in words):
            return None
        known = self.outlet(line)
        if known is not None and (len(line.split()) > 1 or not known.loose):
            return known.name
        return line.strip() if len(words) > 1 and words[-1].lower() in SURE_OUTLETS else None

    def publisher(self, name: str | None) -> Known | None:
        """The outlet that a report's publisher is, whether the registry has it or not; None for a person's name."""
        words = _words(name or "")
        if not words or not words[0][0].isupper() or (len(words) > 1 and words[0].lower() in self.given):
            return None
        return self.outlet(name or "") or Known(words, "outlet", " ".join(words))


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    table = resources.files("sayso.data").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        yield [*line.replace("’", "'").split("\t"), *[""] * columns][:columns]


def _titles() -> dict[str, tuple[Title, ...]]:
    found: defaultdict[str, list[Title]] = defaultdict(list)
    for title, kind, gender, holds in _rows("titles.tsv", 4):
        words = tuple(title.lower().split())
        found[words[0]].append(Title(words, kind, gender or None, holds == "1"))
    return {first: tuple(sorted(rows, key=lambda t: -len(t.words))) for first, rows in found.items()}


def _known_rows() -> Iterator[Known]:
    for name, aliases, kind, _family, _country, _domain, ambiguous in _rows("outlets.tsv", 7):
        printed = name.split(" (")[0]
        for surface in {printed, *_split(aliases)}:
            yield Known(_words(surface), "outlet", printed, loose=ambiguous == "1", sort=kind)
    for name, aliases, kind, country in _rows("institutions.tsv", 4):
        if kind != "head-noun":
            for surface in {name, *_split(aliases)}:
                yield Known(_words(surface), "institution", name, sort=kind, country=country)
    for surface, entity, kind, country in _rows("metonyms.tsv", 4):
        yield Known(
            _words(surface),
            "institution" if kind == "building" else "place",
            entity if kind == "building" else surface,
            stands_for=entity,
            sort="government",
            country=country,
        )
    for name, aliases, _kind, country in _rows("regions.tsv", 4):
        for surface in {name, *_split(aliases)}:
            yield Known(_words(surface), "place", name, country=country)
    for name, aliases, demonyms, country, government in _rows("countries.tsv", 5):
        for surface in {name, *_split(aliases)}:
            yield Known(_words(surface), "place", name, stands_for=name, country=country)
        for surface in _split(demonyms):
            yield Known(_words(surface), "demonym", name, stands_for=name, country=country)
        for surface in _split(government):
            yield Known(_words(surface), "institution", name, stands_for=name, country=country)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _words(surface: str) -> tuple[str, ...]:
    words = tuple(surface.replace("&", " & ").split())
    return words[1:] if len(words) > 1 and words[0].lower() == "the" else words


def _known() -> dict[str, tuple[Known, ...]]:
    found: defaultdict[str, dict[tuple[str, ...], Known]] = defaultdict(dict)
    for row in _known_rows():
        if row.words[0][0].isupper() or row.words[0][0].isdigit():
            found[row.words[0]].setdefault(row.words, row)
    return {first: tuple(sorted(rows.values(), key=lambda k: -len(k.words))) for first, rows in found.items()}


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, read from the package on first use."""
    heads = [(name.lower(), aliases.lower()) for name, aliases, kind, _ in _rows("institutions.tsv", 4) if kind == "head-noun"]
    groups = list(_rows("groups.tsv", 3))
    documents = list(_rows("documents.tsv", 3))
    return Tables(
        given={name.lower(): (gender if gender in {"m", "f"} else None) for name, gender in _rows("given_names.tsv", 2)},
        titles=_titles(),
        known=_known(),
        heads=frozenset(head for head, _ in heads),
        head_plurals=frozenset(p for _, plural in heads for p in _split(plural)),
        groups=frozenset(noun.lower() for noun, _, _ in groups),
        people={singular.lower(): kind for _, singular, kind in groups if singular},
        documents=frozenset(n.lower() for row in documents for n in row[:2] if n),
        unnamed={surface: capacity for surface, kind, capacity in _rows("unnamed.tsv", 3) if kind == "noun"},
        bodies=frozenset(
            {head for head, _ in heads} | {n.lower() for row in documents for n in row[:2] if n} | ORG_NOUNS | OUTLET_NOUNS
        ),
        verbs=frozenset(form for form, cues in lexicon().forms.items() if any(c.part == "verb" for c in cues)),
    )


def titles_in(low: Sequence[str], tables: Tables) -> dict[int, tuple[int, Title]]:
    """Where each title begins among words in lower case: the word after it, and the title; the longest at each place."""
    found: dict[int, tuple[int, Title]] = {}
    for i, word in enumerate(low):
        for title in tables.titles.get(word, ()):
            size = len(title.words)
            if (size == 1 and word not in INCOMPLETE) or (size > 1 and tuple(low[i : i + size]) == title.words):
                found[i] = (i + size, title)
                break
    return found
