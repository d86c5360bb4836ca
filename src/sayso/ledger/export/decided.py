"""What people corrected, as exports tell it: by the record that it changed, in words, and who is one across reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from sayso.ledger.correction import Correction


def change_of(one: Correction) -> str:
    """What a correction changed, in words: "act: assert → deny"; "rejected"."""
    return "rejected" if one.field == "reject" else f"{one.field}: {_shown(one.before)} → {_shown(one.after)}"


def in_words(one: Correction) -> str:
    """The whole correction as a sentence for people: what, who, when, why."""
    return f"{change_of(one)}; corrected by {one.by} on {one.at[:10]}" + (f": {one.why}" if one.why else "")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(next((value[name] for name in ("name", "title", "value", "id") if value.get(name)), "nothing"))
    if isinstance(value, list):
        return ", ".join(f"{start}–{end}" for start, end in value) or "nothing"
    return "nothing" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Being:
    """Somebody or something that is one across the chosen reports, as far as linking knows; `id` is that of the entity, or of the name where there is none.

    `kinds` are those that reports give it, the most frequent first, `name` is the one that most give; `forms` are the others, `roles` the titles that reports give.
    """

    id: str
    kinds: tuple[str, ...]
    name: str
    forms: tuple[str, ...]
    roles: tuple[str, ...]
    gender: str | None


def being_of(number: str, rows: Sequence[Row[Any]]) -> Being:
    """One out of all names that mean it."""
    names = Counter(row.name for row in rows)
    name = max(names, key=lambda form: (any(map(str.isalnum, form)), names[form], len(form), form))
    forms = dict.fromkeys(form for row in rows for form in (row.name, *json.loads(row.aliases)) if form != name)
    genders = {row.gender for row in rows if row.gender}
    kinds = Counter(sorted(row.kind for row in rows))
    return Being(number, tuple(kind for kind, _ in kinds.most_common()), name, tuple(forms), _titles(rows), genders.pop() if len(genders) == 1 else None)


def _titles(rows: Iterable[Row[Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role["title"] for row in rows for role in json.loads(row.roles)))
