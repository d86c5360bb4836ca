"""What was done to a quotation: the kinds of alteration in an alignment, and what a cut hides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.document import Span
from sayso.verifying.aligning import Alignment, Passage, Step
from sayso.verifying.sentences import ends
from sayso.verifying.tokens import Token, plain, printed

ALTERATIONS = {
    "word changed": "a word stands for another",
    "word dropped": "a word is left out without an ellipsis",
    "word added": "a word is there that was not said",
    "negation flipped": "a negation is added or gone",
    "number changed": "a number is another",
    "date changed": "a month or a weekday is another",
    "truncated": "the cut hides a negation, a condition or a doubt",
    "order changed": "the words stand in another order",
    "spliced": "parts of two quotations, or of stretches far apart, are made one",
}
"""The kinds of alteration, each in words."""

_NEGATION = frozenset(
    "not no never nobody none nor neither without cannot nothing nowhere hardly barely scarcely deny denies denied denying".split(),
)
_CONDITION = frozenset("if unless until only except but although though provided providing assuming".split())
_PRECONDITION = frozenset("if unless until only".split())
_DOUBT = frozenset(
    "may might could perhaps maybe possibly probably allegedly reportedly apparently supposedly presumably rumoured rumored likely unlikely doubt "
    "doubts think thinks believe believes guess suppose".split(),
)
_SENSE = _NEGATION | _CONDITION | _DOUBT
_LEAST_CUT = 4
"""Fewer words than this are a fragment within the draft's own sentence, which carries the sense."""

_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third quarter twice "
    "first second once double".split(),
)
_MOST_ELIDED = 80


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the draft's words, the ledger's, and its kind; either side may be empty."""

    kind: str
    draft: str
    ledger: str


def negates(form: str) -> bool:
    """True for a word that negates, contractions too."""
    return form in _NEGATION or form.endswith("n't")


def is_number(form: str) -> bool:
    """True for a number in figures or in words."""
    return form[-1:].isdigit() or form in _NUMBER_WORDS or form in "$€£¥₽" or form == "percent"


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of the draft in the place of words of the ledger."""

    draft: tuple[Token, ...]
    ledger: tuple[Token, ...]

    @property
    def change(self) -> Change:
        """The difference as a reader sees it."""
        return Change(_kind(plain(self.draft), plain(self.ledger)), printed(self.draft), printed(self.ledger))


def changes(found: Alignment) -> tuple[Change, ...]:
    """The differences in an alignment, one for each run of words that differ; typography and editors' devices are none."""
    runs = [run for run in _runs(found.steps) if not _alike(run)]
    hidden = [Change("truncated", "…", _printed(found.passage, words)) for words in _hidden(found)]
    far = [Change("spliced", "…", _printed(found.passage, words)) for words in _far(found)]
    return (*([_moved(runs)] if _only_moved(runs, found) else [run.change for run in runs]), *hidden, *far)


def _runs(steps: Iterable[Step]) -> Iterator[_Run]:
    for differ, run in groupby(steps, key=lambda step: step.op in ("changed", "added", "dropped")):
        if differ:
            listed = list(run)
            yield _Run(tuple(t for step in listed for t in step.draft), tuple(t for step in listed for t in step.ledger))


def _alike(run: _Run) -> bool:
    """True for "co operate" and "cooperate"."""
    draft, ledger = plain(run.draft), plain(run.ledger)
    return bool(draft) and "".join(draft) == "".join(ledger) and sum(map(negates, draft)) == sum(map(negates, ledger))


def _kind(draft: list[str], ledger: list[str]) -> str:
    if sum(map(negates, draft)) != sum(map(negates, ledger)):
        return "negation flipped"
    if Counter(filter(is_number, draft)) != Counter(filter(is_number, ledger)):
        return "number changed"
    if not ledger:
        return "word added"
    return "word changed" if draft else "word dropped"


def _only_moved(runs: Sequence[_Run], found: Alignment) -> bool:
    """True if the words that differ are the same ones in another place, if one just outside what is aligned."""
    draft = Counter(word for run in runs for word in plain(run.draft))
    ledger = Counter(word for run in runs for word in plain(run.ledger))
    near = Counter([*found.passage.forms[max(0, found.first - 12) : found.first], *found.passage.forms[found.until : found.until + 12]])
    return bool(draft) and (draft == ledger or (not ledger and not draft - near and sum(draft.values()) >= 2))


def _moved(runs: Sequence[_Run]) -> Change:
    """The runs as one change of order."""
    return Change("order changed", *(" / ".join(filter(None, map(printed, sides))) for sides in ([run.draft for run in runs], [run.ledger for run in runs])))


def _hidden(found: Alignment) -> Iterator[Sequence[Token]]:
    """What ellipses pass over that turns the sense: a negation, a condition, a doubt in a sentence that is quoted in part."""
    for step in found.steps:
        if step.op == "bracket":
            draft = " ".join(t.form for t in step.draft)
            if any(negates(t.form) for t in step.ledger) != any(negates(w) for w in draft.strip("[]").split()):
                yield step.ledger
        elif step.op == "elided" and step.ledger:
            kept = list(_of_open_sentences(found.passage, step.ledger))
            if any(t.form in _NEGATION or negates(t.form) or t.form in _CONDITION | _DOUBT for t in kept):
                yield kept


def _of_open_sentences(passage: Passage, words: Sequence[Token]) -> Iterator[Token]:
    """The passed-over words of sentences of which other words are quoted; sentences passed over whole hide nothing by themselves."""
    text = passage.text
    between = list(ends(text, words[0].start - 3, words[-1].end + 4))
    first_end, last_start = (between[0], between[-1].end) if between else (None, None)
    for word in words:
        if first_end is None or word.start < first_end.start or (last_start is not None and word.start >= last_start):
            yield word


def _far(found: Alignment) -> Iterator[Sequence[Token]]:
    """What lies between parts that an ellipsis joins though they are not of one quotation, or stand far apart."""
    owners = {word.start: owner for word, owner in zip(found.passage.words[found.first : found.until], found.passage.owners[found.first : found.until], strict=True)}
    for step in found.steps:
        if step.op == "elided" and step.ledger:
            inside = {owners.get(t.start, -1) for t in step.ledger}
            gap = Span(step.ledger[0].start, step.ledger[-1].end)
            if len(step.ledger) > _MOST_ELIDED or (len(inside) > 1 and -1 in inside and found.passage.parted(gap)):
                yield step.ledger


def _printed(passage: Passage, words: Sequence[Token]) -> str:
    """The words as the report prints them, long runs cut."""
    if not words:
        return ""
    whole = " ".join(passage.text[words[0].start : words[-1].end].split())
    return whole if len(whole) <= 160 else whole[:100].rsplit(" ", 1)[0] + " … " + whole[-50:].split(" ", 1)[-1]


def cut_away(found: Alignment, draft_sentence: Iterable[str]) -> tuple[Change, ...]:
    """What the quotation's edges cut off within the same quotation and sentence that turns the sense, and that the draft's sentence lacks."""
    if found.until - found.first < _LEAST_CUT:
        return ()
    carried = {word for word in draft_sentence if word in _SENSE or negates(word)}
    before, after = _before(found), _after(found)
    lost_before = any((negates(t.form) or t.form in _DOUBT | _PRECONDITION) and not _carried(t.form, carried) for t in before)
    lost_after = any((t.form in _CONDITION or (n < 2 and t.form in _DOUBT)) and not _carried(t.form, carried) for n, t in enumerate(after))
    return tuple(Change("truncated", "", _printed(found.passage, words)) for words, lost in ((before, lost_before), (after, lost_after)) if lost)


def _carried(form: str, carried: set[str]) -> bool:
    sort = next((group for group in (_NEGATION, _CONDITION, _DOUBT) if form in group), _NEGATION)
    return any(word in sort or (sort is _NEGATION and negates(word)) for word in carried)


def _before(found: Alignment) -> Sequence[Token]:
    """The words of the same quotation and sentence that stand before the part quoted."""
    passage = found.passage
    owner = passage.owners[found.first]
    start = found.first
    while start and owner >= 0 and passage.owners[start - 1] == owner and not _parted(passage, start - 1):
        start -= 1
    return passage.words[start : found.first]


def _after(found: Alignment) -> Sequence[Token]:
    passage = found.passage
    owner = passage.owners[found.until - 1]
    end = found.until
    while end < len(passage.words) and owner >= 0 and passage.owners[end] == owner and not _parted(passage, end - 1):
        end += 1
    return passage.words[found.until : end]


def _parted(passage: Passage, place: int) -> bool:
    """True if a sentence ends behind the word."""
    between = passage.text[passage.words[place].end : passage.words[place + 1].start]
    following = passage.text[passage.words[place + 1].start]
    return "\n\n" in between or (re.search(r"[.!?]", between) is not None and not following.islower())
