"""Who is who for a check: what linking and people have made one in the ledger is one, what they keep apart is two."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from sqlalchemy import Connection, select

from sayso.ledger.appellations import chunks
from sayso.ledger.fulltext import folded
from sayso.ledger.schema import JUDGEMENTS, LABELS, NAMES
from sayso.linking.appellation import DIFFERENT, Judgement, standing
from sayso.verifying.voices import Voice, agree, same_voice

_LEAST_FULL = 2
"""A name of so many words is a full one, which two people may share."""


class Identities:
    """Answers whether a draft's voice is one of the ledger's; keeps what it has read of the ledger."""

    def __init__(self, connection: Connection) -> None:
        """Reads nothing yet."""
        self._connection = connection
        self._voices: dict[str, Voice] = {}
        self._namesakes: dict[str, frozenset[str]] = {}

    def same(self, draft: Voice, ledger: Voice) -> bool:
        """True if the draft's voice may be the ledger's: under this name or another that the ledger knows it by, and not rather somebody kept apart from it."""
        if ledger.entity is None or not draft.known:
            return same_voice(draft, ledger)
        if not same_voice(draft, ledger) and not same_voice(draft, self._voice(ledger.entity, ledger.identification)):
            return False
        own = self._fit(draft, ledger.entity)
        return all(self._fit(draft, rival) <= own for rival in self._rivals(draft, ledger.entity))

    def _fit(self, draft: Voice, entity: str) -> int:
        """How well the draft's names and titles are those of an entity."""
        known = self._voice(entity, draft.identification)
        named = {folded(form) for form in draft.forms} & {folded(form) for form in known.forms}
        titled = any(agree(one, other) for one in draft.titles for other in known.titles)
        return bool(named) + titled

    def _rivals(self, draft: Voice, entity: str) -> frozenset[str]:
        """Entities that the draft may mean instead: kept apart by a person, or of the same full name."""
        full = [form for form in draft.forms if len(form.split()) >= _LEAST_FULL]
        return (self._parted[entity] | frozenset[str]().union(*map(self._bearers, full))) - {entity}

    def _bearers(self, name: str) -> frozenset[str]:
        """The entities that bear a name."""
        form = folded(name)
        if form not in self._namesakes:
            chosen = select(LABELS.c.entity).where(LABELS.c.folded == form, LABELS.c.entity.is_not(None)).distinct()
            self._namesakes[form] = frozenset(self._connection.execute(chosen).scalars())
        return self._namesakes[form]

    def _voice(self, entity: str, identification: str) -> Voice:
        """The entity with all its names and titles."""
        if entity not in self._voices:
            chosen = select(LABELS.c.sort, LABELS.c.label).where(LABELS.c.voice == entity).distinct().order_by(LABELS.c.sort, LABELS.c.label)
            rows = self._connection.execute(chosen).all()
            names, titles = (tuple(label for sort, label in rows if (sort == "role") is role) for role in (False, True))
            self._voices[entity] = Voice(names, "named", titles, entity)
        known = self._voices[entity]
        return Voice(known.forms, identification, known.titles, entity)

    @cached_property
    def _parted(self) -> defaultdict[str, frozenset[str]]:
        """For each entity those that people have said it is not."""
        said = self._connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.id)).mappings()
        made = [Judgement(row["left"], row["right"], row["verdict"], row["by"], row["at"], row["why"], f"{row['id']:012}") for row in said]
        apart = [judgement for judgement in standing(made) if judgement.verdict == DIFFERENT]
        meant: dict[str, str] = {}
        for chunk in chunks(sorted({key for judgement in apart for key in judgement.pair})):
            meant.update((key, entity) for key, entity in self._connection.execute(select(NAMES.c.key, NAMES.c.entity).where(NAMES.c.key.in_(chunk))) if entity)
        found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for judgement in apart:
            one, other = (meant.get(key, "") for key in judgement.pair)
            if one and other and one != other:
                found[one] |= {other}
                found[other] |= {one}
        return found
