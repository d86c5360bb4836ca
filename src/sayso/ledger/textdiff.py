"""Two texts of a report compared as a reader would: part by part, word by word inside a part that changed; furniture apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from sayso.block import BLOCKS, Block
from sayso.document import Reading

SIMILAR = 0.5
"""The least share of common words by which a part counts as changed rather than as replaced by another."""

LARGEST = 4_000_000
"""The most pairs of words that are looked at in one part; beyond, all between its common beginning and end counts as replaced."""

_WORDS = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_NOTICE = re.compile(
    r"(?i)\b(?:correction|clarification|editor['’]s note)s?\b\s*[:(—–-]|\ban earlier version of this\b|\bthis (?:article|story|report|page|post) (?:was|has been) "
    r"(?:\w+ ){0,2}(?:corrected|amended|updated to correct)|\bwas (?:corrected|amended) on\b|\bwe (?:are happy to )?(?:correct|clarify|apologi[sz]e)\b",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Some words of a part that are the same in both, or only in the old or the new one."""

    what: Literal["same", "removed", "added"]
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that came, went, moved or changed; `kind` is that of its block, `edits` are there for one that changed."""

    what: Literal["added", "removed", "moved", "changed"]
    kind: str
    before: str
    after: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDiff:
    """What differs between two texts: passages of the report itself in order, and those of furniture apart."""

    passages: tuple[Passage, ...]
    furniture: tuple[Passage, ...]
    notice: str | None = None

    @property
    def own_words(self) -> bool:
        """True if words of the report itself differ (one that only moved counts)."""
        return bool(self.passages)


def text_diff(old: Reading, new: Reading) -> TextDiff:
    """What differs between two readings' texts; parts are compared without regard to white space. `notice` is a new part that tells of a correction."""
    found = tuple(_moves(_passages(_parts(old), _parts(new))))
    own = tuple(one for one in found if one.kind != "furniture")
    notices = (one.after for one in own if one.what in ("added", "changed") and _tells(one))
    return TextDiff(own, tuple(one for one in found if one.kind == "furniture"), next(notices, None))


def words_diff(before: str, after: str) -> tuple[Edit, ...]:
    """The words of two strings: the same, removed, added, in reading order. What is not "added" makes `before`, what is not "removed" `after`."""
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    middle = _between(one[head : len(one) - tail], other[head : len(other) - tail])
    edits = [Edit("same", "".join(one[:head])), *middle, Edit("same", "".join(one[len(one) - tail :]))]
    return tuple(_joined([edit for edit in edits if edit.words]))


def _between(one: Sequence[str], other: Sequence[str]) -> Iterator[Edit]:
    if len(one) * len(other) >= LARGEST:
        yield from (Edit("removed", "".join(one)), Edit("added", "".join(other)))
        return
    for tag, i, until_i, j, until_j in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Edit("same", "".join(one[i:until_i]))
        else:
            yield from (Edit("removed", "".join(one[i:until_i])), Edit("added", "".join(other[j:until_j])))


def _joined(edits: list[Edit]) -> Iterator[Edit]:
    """The edits with those beside each other made one; white space between two that differ belongs to them."""
    removed, added = "", ""
    for at, edit in enumerate(edits):
        if edit.what == "same" and (edit.words.strip() or not (removed or added) or at + 1 == len(edits)):
            yield from (one for one in (Edit("removed", removed), Edit("added", added), edit) if one.words)
            removed, added = "", ""
            continue
        removed += edit.words if edit.what != "added" else ""
        added += edit.words if edit.what != "removed" else ""
    yield from (one for one in (Edit("removed", removed), Edit("added", added)) if one.words)


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str
    plain: str


def _parts(reading: Reading) -> list[_Part]:
    def part(block: Block) -> _Part:
        text = reading.document[block.span]
        return _Part(block.kind, text, " ".join(text.split()))

    return [part(block) for block in reading.layer(BLOCKS)]


def _passages(old: list[_Part], new: list[_Part]) -> Iterator[Passage]:
    matcher = SequenceMatcher(None, [part.plain for part in old], [part.plain for part in new], autojunk=False)
    for tag, i, until_i, j, until_j in matcher.get_opcodes():
        if tag != "equal":
            yield from _replaced(old[i:until_i], new[j:until_j])


def _replaced(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[Passage]:
    """Parts in the place of others: each new one with the first old one left that is like it."""
    left = list(old)
    for part in new:
        at = next((n for n, one in enumerate(left) if (one.kind == "furniture") == (part.kind == "furniture") and _alike(one.plain, part.plain)), None)
        if at is None:
            yield Passage("added", part.kind, "", part.text)
            continue
        yield from (Passage("removed", one.kind, one.text, "") for one in left[:at])
        yield Passage("changed", part.kind, left[at].text, part.text, words_diff(left[at].text, part.text))
        left = left[at + 1 :]
    yield from (Passage("removed", one.kind, one.text, "") for one in left)


def _alike(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    if len(a) * len(b) >= LARGEST:
        return len({*a} & {*b}) >= SIMILAR * max(len({*a}), len({*b}))
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.quick_ratio() >= SIMILAR and matcher.ratio() >= SIMILAR


def _moves(passages: Iterator[Passage]) -> Iterator[Passage]:
    """A part that went here and came there has moved."""
    found = list(passages)
    gone = {" ".join(one.before.split()): one for one in found if one.what == "removed"}
    come = {" ".join(one.after.split()) for one in found if one.what == "added"}
    for one in found:
        if one.what == "removed" and " ".join(one.before.split()) in come:
            continue
        was = gone.get(" ".join(one.after.split())) if one.what == "added" else None
        yield one if was is None else Passage("moved", one.kind, was.before, one.after)


def _tells(one: Passage) -> bool:
    """True if a part is, or has come to hold, a notice of a correction."""
    if one.kind == "correction":
        return True
    come = "".join(edit.words for edit in one.edits if edit.what != "removed") or one.after
    return _NOTICE.search(come) is not None and _NOTICE.search(one.before) is None
