"""Whom a name means in a ledger: the voices (entities, or names as long as nothing is linked) that bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.errors import NotFoundError
from sayso.ledger.fulltext import folded
from sayso.ledger.schema import LABELS

_SHOWN = 5
_OTHERS = 3
_LOOKED_AT = 20
_LAST = "\U0010ffff"


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


def being(connection: Connection, name: str) -> Being:
    """Whom a name, another form of it, or an entity's id means; case and diacritics do not matter.

    Whose full name it is comes before those of whom it is another form; but one word alone may be a surname, and a report that gives no
    more than that of a person does not say whose: it goes with the person of that surname, if the ledger has just one. Raises NotFoundError if nobody bears it, or, with the
    candidates, if several do.
    """
    known = _borne(connection, name.strip(), 0)
    if known and known.entity:
        return Being(known.who, known.kind, known.entity, (known.voice,))
    form = folded(name)
    full, other = _voices(connection, form)
    if not full and not other:
        raise NotFoundError(_nobody(connection, name, form))
    chosen = full if full and not _surname(connection, form, full, other) else [*full, *other]
    bearers = [borne for voice, versions in chosen[:_LOOKED_AT] if (borne := _borne(connection, voice, versions))]
    meant = {b.entity for b in bearers if b.entity} or {folded(b.who) for b in bearers if folded(b.who) != form} or {form}
    if len(meant) > 1:
        raise NotFoundError(f"{name!r} could be {_listed(bearers, len(chosen))}: give the full name or the id")
    first = next((b for b in bearers if b.entity), max(bearers, key=lambda b: (folded(b.who) in meant, b.versions)))
    rest = [borne.who for voice, _ in [item for item in other if item not in chosen][:_OTHERS] if (borne := _borne(connection, voice, 0)) and borne.entity not in meant]
    return Being(first.who, first.kind, first.entity, tuple(voice for voice, _ in chosen), tuple(dict.fromkeys(rest)))


def _surname(connection: Connection, form: str, full: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> bool:
    """True if the form is one word, of persons only, that stands by itself in some reports and in a longer name in others."""
    if " " in form or not full or not other:
        return False
    borne = [_borne(connection, voice, 0) for voice, _ in (*full, *other)[:_LOOKED_AT]]
    return all(b is not None and b.kind == "person" and not b.entity for b in borne)


def _voices(connection: Connection, form: str) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The voices that bear a form as their full name, and those that bear it otherwise, each with how often, most often first."""
    rows = connection.execute(
        select(LABELS.c.voice, LABELS.c.sort, func.count()).where(LABELS.c.folded == form).group_by(LABELS.c.voice, LABELS.c.sort)
    ).all()
    full = {voice for voice, sort, _ in rows if sort == "name"}
    often: dict[str, int] = {}
    for voice, _, versions in rows:
        often[voice] = often.get(voice, 0) + versions
    ranked = sorted(often.items(), key=lambda item: (-item[1], item[0]))
    return [item for item in ranked if item[0] in full], [item for item in ranked if item[0] not in full]


def _borne(connection: Connection, voice: str, versions: int) -> Bearer | None:
    """A voice with its entity, kind and most frequent full name."""
    of_voice = (LABELS.c.voice == voice, LABELS.c.sort == "name")
    row = connection.execute(select(LABELS.c.entity, LABELS.c.who, LABELS.c.kind).where(*of_voice).limit(1)).first()
    if row is None:
        return None
    usual = row.who
    if row.entity:
        often = func.count().desc()
        usual = connection.execute(
            select(LABELS.c.label).where(*of_voice).group_by(LABELS.c.label).order_by(often, LABELS.c.label).limit(1)
        ).scalar_one()
    return Bearer(voice, row.entity, usual, row.kind, versions)


def _nobody(connection: Connection, name: str, form: str) -> str:
    """One sentence about a name that nobody bears, with names that are written much alike."""
    near = _near(connection, form)
    hint = f"; there are {', '.join(near)}" if near else "; `sayso search` finds words of statements"
    return f"nobody in this ledger is called {name!r}{hint}"


def _near(connection: Connection, form: str) -> list[str]:
    from rapidfuzz import fuzz, process

    start = form[:2]
    if not start:
        return []
    condition = (LABELS.c.folded >= start, LABELS.c.folded < start + _LAST)
    forms = connection.execute(select(LABELS.c.folded).distinct().where(*condition).limit(5000)).scalars().all()
    return [found for found, _, _ in process.extract(form, forms, scorer=fuzz.ratio, limit=3, score_cutoff=75)]


def _listed(bearers: Sequence[Bearer], among: int) -> str:
    told = [f"{b.who} ({b.entity or b.kind})" for b in bearers[:_SHOWN]]
    return ", ".join(told) + (f" and {among - _SHOWN} more" if among > _SHOWN else "")
