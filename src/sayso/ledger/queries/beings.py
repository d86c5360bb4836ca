"""Whom a name means in a ledger: the voices (entities, or names as long as nothing is linked) that bear it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, func, select

from sayso.errors import NotFoundError
from sayso.ledger.fulltext import folded
from sayso.ledger.queries.knowing import by_then
from sayso.ledger.schema import ENTITIES, LABELS, VERSIONS

_SHOWN = 5
_OTHERS = 3
_LOOKED_AT = 20
_FEW = 5
_LAST = "\U0010ffff"

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Bearer:
    """One who bears a name: the voice, its entity if it is linked, its usual name and kind, in how many versions."""

    voice: str
    entity: str | None
    who: str
    kind: str
    versions: int


@dataclass(frozen=True, slots=True)
class Being:
    """Whom a question means: the voices under which the rows stand; `others` bear the name, too, as one of several forms."""

    who: str
    kind: str
    entity: str | None
    voices: tuple[str, ...]
    others: tuple[str, ...] = ()


def being(connection: Connection, name: str, *, as_of: str | None = None) -> Being:
    """Whom a name, another form of it, or an entity's id means; case and diacritics do not matter.

    Whose full name it is comes before those of whom it is another form; but one word alone may be a surname, and a report that gives no
    more than that of a person does not say whose: it goes with the person of that surname, if the ledger has just one. With `as_of` only the names
    count that reports gave by then. Raises NotFoundError if nobody bears it, or, with the candidates, if several do.
    """
    by_now = tuple(_given(as_of))
    known = _borne(connection, name.strip(), 0, by_now)
    if known and known.entity:
        return Being(known.who, known.kind, known.entity, (known.voice,))
    form = folded(name)
    full, other = _voices(connection, form, by_now)
    if not full and not other:
        raise NotFoundError(_nobody(connection, name, form, by_now))
    bearers = {voice: borne for voice, often in [*full, *other][:_LOOKED_AT] if (borne := _borne(connection, voice, often, by_now))}
    chosen = [voice for voice, _ in _chosen(form, full, other, bearers)]
    told = [bearers[voice] for voice in chosen if voice in bearers]
    meant = {b.entity for b in told if b.entity} or {folded(b.who) for b in told if folded(b.who) != form} or {form}
    if len(meant) > 1:
        raise NotFoundError(f"{name!r} could be {_listed(told, len(chosen))}: give the full name or the id")
    first = next((b for b in told if b.entity), max(told, key=lambda b: (folded(b.who) in meant, b.versions)))
    rest = dict.fromkeys(b.who for b in bearers.values() if b.voice not in chosen and b.entity not in meant)
    return Being(first.who, first.kind, first.entity, tuple(chosen), tuple(rest)[:_OTHERS])


Voices = Sequence[tuple[str, int]]
"""Voices, each with how often it bears a name."""


def _chosen(form: str, full: Voices, other: Voices, bearers: Mapping[str, Bearer]) -> Voices:
    """Those whom a form means: whose full name it is, before those of whom it is another form.

    But one word may be a surname by itself, in reports that do not say whose: it means the persons of that surname. And what a report or two
    call by that one word (a ship, a place misread) does not stand before a person of whom most of them speak so.
    """
    if not full or not other:
        return full or other
    if " " not in form and _FEW * sum(often for _, often in full) <= sum(often for _, often in other):
        return other
    bare = [bearers[voice] for voice, _ in full if voice in bearers]
    longer = [bearers[voice] for voice, _ in other if voice in bearers]
    if " " in form or any(b.kind != "person" for b in (*bare, *longer)) or any(b.entity for b in bare):
        return full
    return other if any(b.entity for b in longer) else [*full, *other]


def _given(as_of: str | None) -> Iterator[Condition]:
    """The condition that a report gave a label by then."""
    if as_of is not None:
        yield exists().where(VERSIONS.c.id == LABELS.c.version, by_then(VERSIONS.c.known_from, as_of)).correlate(LABELS)


def _voices(connection: Connection, form: str, given: Sequence[Condition]) -> tuple[Voices, Voices]:
    """The voices that bear a form as their full name, and those that bear it otherwise, each with how often, most often first."""
    rows = connection.execute(
        select(LABELS.c.voice, LABELS.c.sort, func.count()).where(LABELS.c.folded == form, *given).group_by(LABELS.c.voice, LABELS.c.sort)
    ).all()
    full = {voice for voice, sort, _ in rows if sort == "name"}
    often: dict[str, int] = {}
    for voice, _, versions in rows:
        often[voice] = often.get(voice, 0) + versions
    ranked = sorted(often.items(), key=lambda item: (-item[1], item[0]))
    return [item for item in ranked if item[0] in full], [item for item in ranked if item[0] not in full]


def _borne(connection: Connection, voice: str, versions: int, given: Sequence[Condition]) -> Bearer | None:
    """A voice with its entity and kind, under the name that most reports give."""
    of_voice = (LABELS.c.voice == voice, LABELS.c.sort == "name", *given)
    row = connection.execute(select(LABELS.c.entity, LABELS.c.who, LABELS.c.kind).where(*of_voice).limit(1)).first()
    if row is None:
        return None
    usual = connection.execute(select(ENTITIES.c.name).where(ENTITIES.c.id == row.entity)).scalar() if row.entity else None
    return Bearer(voice, row.entity, usual or row.who, row.kind, versions)


def _nobody(connection: Connection, name: str, form: str, given: Sequence[Condition]) -> str:
    """One sentence about a name that nobody bears, with names that are written much alike."""
    near = _near(connection, form, given)
    hint = f"; there are {', '.join(near)}" if near else "; `sayso search` finds words of statements"
    return f"nobody in this ledger is called {name!r}{hint}"


def _near(connection: Connection, form: str, given: Sequence[Condition]) -> list[str]:
    from rapidfuzz import fuzz, process

    start = form[:2]
    if not start:
        return []
    condition = (LABELS.c.folded >= start, LABELS.c.folded < start + _LAST, *given)
    forms = connection.execute(select(LABELS.c.folded).distinct().where(*condition).limit(5000)).scalars().all()
    return [found for found, _, _ in process.extract(form, forms, scorer=fuzz.ratio, limit=3, score_cutoff=75)]


def _listed(bearers: Sequence[Bearer], among: int) -> str:
    told = [f"{b.who} ({b.entity or b.kind})" for b in bearers[:_SHOWN]]
    return ", ".join(told) + (f" and {among - _SHOWN} more" if among > _SHOWN else "")
