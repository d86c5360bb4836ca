"""The statements of two versions compared by what is said and by whom: their texts differ, so that neither ids nor offsets can tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Literal

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.document import Document, Reading
from sayso.entity import ENTITIES
from sayso.ledger.comparing import FieldChange
from sayso.ledger.rows import words

LIKE = 0.6
"""The least share of common words by which two statements of one speaker are one that was changed."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement in words, wherever it stands; `inside` is whose statement holds it, in words."""

    who: str
    said: str
    cue: str
    act: str
    quotation: str
    identification: str
    hedges: str
    said_on: str | None
    inside: str


@dataclass(frozen=True, slots=True)
class SayingChange:
    """A statement that appeared, vanished or changed; ids are those of the version in which it stands, None where it does not."""

    what: Literal["appeared", "vanished", "changed"]
    before: Saying | None
    after: Saying | None
    was: str | None
    record: str | None
    fields: tuple[FieldChange, ...] = ()


def sayings_diff(old: Reading, new: Reading) -> tuple[SayingChange, ...]:
    """What became of the statements from one version to the next, in the order of the new text, those that vanished last."""
    before, after = _sayings(old), _sayings(new)
    pairs = dict(_paired([one for _, one in before], [one for _, one in after]))
    found = []
    for j, (record, saying) in enumerate(after):
        i = pairs.get(j)
        if i is None:
            found.append(SayingChange("appeared", None, saying, None, record))
        elif before[i][1] != saying:
            fields = _fields(asdict(before[i][1]), asdict(saying))
            found.append(SayingChange("changed", before[i][1], saying, before[i][0], record, fields))
    kept = set(pairs.values())
    found += [SayingChange("vanished", one, None, record, None) for i, (record, one) in enumerate(before) if i not in kept]
    return tuple(found)


def _sayings(reading: Reading) -> list[tuple[str, Saying]]:
    names = {entity.id: entity.name for entity in reading.layer(ENTITIES)}
    found = {a.id: a for a in reading.layer(ATTRIBUTIONS)}
    return [(a.id, _saying(reading.document, a, names, found)) for a in found.values() if not a.quiet]


def _saying(document: Document, a: Attribution, names: Mapping[str, str], found: Mapping[str, Attribution]) -> Saying:
    def plain(spans: Sequence[tuple[int, int]]) -> str:
        return " ".join(" … ".join(document[span] for span in spans).split())

    def who(one: Attribution) -> str:
        return names.get(one.speaker or "") or " ".join(words(document, one.source).split())

    outer = found.get(a.inside or "")
    said_on = a.said_on.value if a.said_on else None
    return Saying(who(a), plain(a.content), plain(a.cue), a.act, a.quotation, a.identification, plain(a.hedges), said_on, who(outer) if outer else "")


def _paired(before: Sequence[Saying], after: Sequence[Saying]) -> Iterator[tuple[int, int]]:
    """Pairs (new, old): those that are the same; then the same words; then what is most alike of one speaker, or with one cue."""
    left, open_ = dict(enumerate(before)), dict(enumerate(after))
    for alike in (lambda one, other: one == other, lambda one, other: (one.said, one.who) == (other.said, other.who), lambda one, other: one.said == other.said):
        for j, saying in list(open_.items()):
            i = next((i for i, one in left.items() if alike(one, saying)), None)
            if i is not None:
                yield j, i
                del left[i], open_[j]
    scored = [(_likeness(one, saying), i, j) for i, one in left.items() for j, saying in open_.items()]
    for _, i, j in sorted((one for one in scored if one[0] >= LIKE), key=lambda one: (-one[0], one[2], one[1])):
        if i in left and j in open_:
            yield j, i
            del left[i], open_[j]


def _likeness(one: Saying, other: Saying) -> float:
    if one.who != other.who and one.cue != other.cue:
        return 0.0
    matcher = SequenceMatcher(None, one.said.split(), other.said.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0.0


def _fields(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, before[name], after[name]) for name in before if before[name] != after[name])
