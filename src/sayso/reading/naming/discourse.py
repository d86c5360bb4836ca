"""What has been spoken of so far: references in the order of the text, and the one that a pronoun takes up."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from sayso.reading.naming.beings import Being
from sayso.reading.naming.words import Words

REACH = 4
"""How many sentences back a pronoun may look."""
MARGIN = 0.4
"""By how much the best candidate must stand out; otherwise nobody is taken."""


@dataclass(order=True, slots=True)
class Reference:
    """One place that refers to a being: its word, and how prominent it is there."""

    word: int
    being: Being = field(compare=False)
    subject: bool = field(default=False, compare=False)
    source: bool = field(default=False, compare=False)
    possessive: bool = field(default=False, compare=False)


class Discourse:
    """The references made so far in one report."""

    def __init__(self, words: Words) -> None:
        """An empty discourse over these words."""
        self.words = words
        self.references: list[Reference] = []

    def add(self, reference: Reference) -> None:
        """Note a reference, in its place."""
        insort(self.references, reference)

    def before(self, word: int, reach: int = REACH) -> list[Reference]:
        """References before a word, nearest first, as far back as a pronoun looks."""
        until = bisect_left(self.references, word, key=lambda r: r.word)
        oldest = self.words.sentence[word] - reach
        near: list[Reference] = []
        for reference in reversed(self.references[max(0, until - 40) : until]):
            if self.words.sentence[reference.word] < oldest:
                break
            near.append(reference)
        return near

    def resolve(
        self,
        word: int,
        gender: str | None,
        kinds: frozenset[str],
        *,
        bonus: Being | None = None,
        barred: Being | None = None,
        plural: bool = False,
    ) -> tuple[Being | None, str]:
        """The being that a pronoun at a word takes up and why; None where two are as likely."""
        scores: dict[int, float] = {}
        beings: dict[int, Being] = {}
        for rank, reference in enumerate(self.before(word)):
            being = reference.being
            if being is barred or being.kind not in kinds or not being.fits(gender) or being.plural != plural:
                continue
            score = self._score(reference, word, gender) - 0.05 * rank + (4.0 if being is bonus else 0.0)
            if score > scores.get(id(being), -99.0):
                scores[id(being)], beings[id(being)] = score, being
        ranked = sorted(scores, key=lambda key: -scores[key])
        if not ranked:
            return None, "nobody before it fits"
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < MARGIN:
            return None, f"{beings[ranked[0]].name} and {beings[ranked[1]].name} fit alike"
        return beings[ranked[0]], "the most prominent before it that fits"

    def _score(self, reference: Reference, word: int, gender: str | None) -> float:
        words = self.words
        distance = words.sentence[word] - words.sentence[reference.word]
        score = (
            1.5 * reference.source
            + 2.5 * reference.subject
            - 1.8 * distance
            - 1.2 * (reference.possessive and not words.quoted[word])
        )
        if words.quoted[reference.word] and not words.quoted[word]:
            score -= 4.0
        if gender and reference.being.gender is None:
            score -= 0.6
        if words.quoted[word] and reference.being.identification:
            score -= 2.5
        return score
