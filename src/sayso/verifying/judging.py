"""The verdict on a quotation's words against the passages that may hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.verifying.aligning import Alignment, Passage, nearest, verbatim
from sayso.verifying.alterations import Change, changes, cut_away
from sayso.verifying.likening import stem, telling
from sayso.verifying.tokens import Token, printed

MOST_CHANGED = 0.34
"""The share of a quotation's words beyond which it is no altered quotation any more."""

LEAST_SHARED = 0.5
"""The share of a quotation's telling words that a paraphrase shares with what it renders."""

MOST_SLIPS = 2
"""So many differing words are slips in one quotation; behind more of them there may be two that were made one."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation's words were found: `source` numbers the passage; `changes` are the differences, none if it is exact.

    `paraphrase` is true where they are not there as words, only in substance.
    """

    source: int
    alignment: Alignment
    changes: tuple[Change, ...] = ()
    paraphrase: bool = False

    @property
    def exact(self) -> bool:
        """True if nothing differs."""
        return not self.changes and not self.paraphrase


def matched(
    quote: Sequence[Token], passages: Sequence[Passage], *, around: Sequence[str] = (), fits: Callable[[Match], float] = lambda _: 0.0
) -> Match | None:
    """The best place for the quotation among the passages; None if there is none that it could come from.

    `around` are the words beside it in the draft's sentence; `fits` prefers among exact places (who speaks there).
    """
    whole = [Match(n, found, cut_away(found, around)) for n, passage in enumerate(passages) for found in verbatim(quote, passage)]
    if whole:
        return max(whole, key=lambda m: (fits(m), m.exact, m.alignment.quoted >= 0.9, -m.source, -m.alignment.first))
    laid = [Match(n, found) for n, passage in enumerate(passages) if (found := nearest(quote, passage)) is not None]
    laid = [replace(m, changes=_told(m.alignment, around)) for m in laid]
    if exact := [m for m in laid if m.exact]:
        return max(exact, key=lambda m: (fits(m), -m.source))
    near = _altered(quote, laid)
    if near is not None and near.alignment.cost <= MOST_SLIPS:
        return near
    return _spliced(quote, passages) or near or _paraphrased(quote, passages)


def _told(found: Alignment, around: Sequence[str]) -> tuple[Change, ...]:
    told = changes(found)
    return told or cut_away(found, around)


def _altered(quote: Sequence[Token], laid: Iterable[Match]) -> Match | None:
    words = sum(token.sort == "word" for token in quote)
    near = [m for m in laid if m.alignment.cost <= max(MOST_CHANGED * words, 1.0 if words > 1 else 0.0) or _only_moved(m)]
    if not near:
        return None
    return min(near, key=lambda m: (m.alignment.cost, m.source))


def _only_moved(match: Match) -> bool:
    return {change.kind for change in match.changes} == {"order changed"}


def _spliced(quote: Sequence[Token], passages: Sequence[Passage]) -> Match | None:
    """The quotation as two parts that each stand somewhere word for word, but not together."""
    words = [token for token in quote if token.sort == "word"]
    if len(words) < 6:
        return None
    for n, passage in enumerate(passages):
        head = _longest(words, passage)
        if head < 3 or len(words) - head < 3:
            continue
        for m, other in enumerate(passages):
            tail = next(verbatim(words[head:], other), None)
            if tail is not None:
                first = next(verbatim(words[:head], passage))
                if n == m and 0 <= tail.first - first.until <= 3:
                    continue  # a word or two are left out, which is no splice
                moved = n == m and tail.until <= first.first and first.first - tail.until <= len(words)
                kind = "order changed" if moved else "spliced"
                return Match(n, first, (Change(kind, printed(words[head:]), other.text[tail.span.start : tail.span.end]),))
    return None


def _longest(words: Sequence[Token], passage: Passage) -> int:
    """How many of the quotation's first words stand together in the passage."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if next(verbatim(words[:middle], passage), None) is not None:
            low = middle
        else:
            high = middle - 1
    return low


def _paraphrased(quote: Sequence[Token], passages: Sequence[Passage]) -> Match | None:
    best = max(_renderings(quote, passages), key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= LEAST_SHARED else None


def _renderings(quote: Sequence[Token], passages: Sequence[Passage]) -> Iterator[tuple[float, Match]]:
    """For each passage the stretch that shares most telling words with the quotation, and the share."""
    wanted = telling(t.form for t in quote if t.sort == "word")
    if len(wanted) < 2:
        return
    room = 2 * len(quote) + 10
    for n, passage in enumerate(passages):
        hits = [(place, stem(form)) for place, form in enumerate(passage.forms) if stem(form) in wanted]
        start, best = 0, (0, 0, 0)
        for end, (place, _) in enumerate(hits):
            while place - hits[start][0] > room:
                start += 1
            share = len({form for _, form in hits[start : end + 1]})
            best = max(best, (share, -hits[start][0], place + 1))
        if best[0]:
            yield best[0] / len(wanted), Match(n, Alignment(passage, (), -best[1], best[2], len(quote)), (), paraphrase=True)

