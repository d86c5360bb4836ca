"""All that a ledger holds about one entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.document import Spans
from sayso.ledger import Ledger
from sayso.ledger.queries.dossier import Gap, Used, dossier
from sayso.views.lines import Line, Source, line, source, spans_of
from sayso.views.statements import OUTLET


@dataclass(frozen=True, slots=True)
class Seen:
    """An appearance: status, occasion and day in the reader's words; `voice` is on whose word, `counterpart` the substitute or replaced one."""

    id: str
    day: str | None
    who: str
    occasion: str
    status: str
    counterpart: str | None
    mode: str
    voice: str
    words: str
    spans: Spans
    stands_in: Source


@dataclass(frozen=True, slots=True)
class DossierView:
    """One entity: `names` and `roles` with the days of the first and last report that use them; `statements` counts all that it makes.

    `silences` are the longest times without a statement or a day on which it was seen. `by` and `about` are statements,
    newest first; `more_…` says whether there are further ones.
    """

    who: str
    kind: str
    entity: str | None
    others: tuple[str, ...]
    names: tuple[Used, ...]
    roles: tuple[Used, ...]
    statements: int
    first: str | None
    last: str | None
    days: int
    silences: tuple[Gap, ...]
    by: tuple[Line, ...]
    more_by: bool
    about: tuple[Line, ...]
    more_about: bool
    appearances: tuple[Seen, ...]
    more_appearances: bool
    as_of: str | None = None


def dossier_view(ledger: Ledger, name: str, *, as_of: str | None = None, limit: int = 20, offset: int = 0) -> DossierView:
    """The dossier of whom a name or an id means. Raises NotFoundError with the candidates, QueryError, LedgerError."""
    with ledger.reading(as_of=as_of) as connection:
        d = dossier(connection, name, as_of=as_of, limit=limit, offset=offset)
    return DossierView(
        d.being.who, d.being.kind, d.being.entity, d.being.others, tuple(used for used in d.labels if used.sort != "role"),
        tuple(sorted((used for used in d.labels if used.sort == "role"), key=lambda used: (used.first, used.label))),
        d.count, d.first, d.last, d.days, d.gaps, tuple(map(line, d.by)), d.more_by, tuple(map(line, d.about)), d.more_about,
        tuple(map(seen, d.appearances)), d.more_appearances, as_of,
    )


def seen(row: Mapping[Any, Any]) -> Seen:
    """The appearance of a row."""
    voice = row["voice_of"] or row["publisher"] or OUTLET
    return Seen(
        row["record"], row["day"], row["who"] or "somebody", row["occasion"], row["status"], row["counterpart_name"], row["mode"], voice,
        row["words"], spans_of(row["spans"]), source(row),
    )
