"""Pronouns: whom "he", "it", "they" or "I" takes up, by gender, number, prominence and whose words they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.attribution import Attribution
from sayso.document import covers
from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.discourse import REACH, Discourse, Reference
from sayso.reading.naming.gathering import Gatherer
from sayso.reading.naming.joining import Found
from sayso.reading.naming.nominals import Holders
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words

_PERSONAL = frozenset({"person", "unnamed"})
_BODIES = frozenset({"institution", "outlet", "document"})
_PEOPLE = frozenset({"person", "unnamed", "group", "institution", "outlet"})
EITHER = "either"
"""The mark of one of several who bear a name."""
NAMED = {
    "person": "named",
    "institution": "institution",
    "outlet": "outlet",
    "document": "document",
    "group": "group",
    "place": "institution",
    "other": "institution",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who speaks (None: nobody who is named), how the source is identified, the being meant, and why."""

    being: Being | None
    identification: str
    reason: str

    @property
    def speaker(self) -> Being | None:
        """The being, if it has a name of its own."""
        return None if self.being is None or self.being.identification else self.being


@dataclass(frozen=True, slots=True)
class Spot:
    """A nominal or pronoun that was resolved: its words, the being, the form and the reason."""

    first: int
    last: int
    being: Being
    form: str
    reason: str


class Pronouns:
    """Resolves the pronouns of one report; holds what has been spoken of and decided so far."""

    def __init__(self, words: Words, tables: Tables, gatherer: Gatherer, found: Sequence[Found], author: Being | None) -> None:
        """`found` are the names with their beings."""
        self.words, self.tables, self.gatherer, self.found, self.author = words, tables, gatherer, found, author
        self.holders = Holders(gatherer.beings, tables)
        self.discourse = Discourse(words)
        self.at = {f.first: f for f in found}
        self.covering = {k: f for f in found for k in range(f.first, f.last)}
        self.anonymous: list[Being] = []
        self.spots: list[Spot] = []
        self.verdicts: dict[str, Verdict] = {}

    def _first_person(self, attribution: Attribution, parent: Attribution | None, kind: str) -> Verdict:
        holder = self.verdicts.get(parent.id) if parent else None
        if kind == "i" and holder is not None:
            return Verdict(holder.being, holder.identification, "“I” inside a quotation is its speaker")
        if kind == "i" and self.author is not None and not self.words.quoted[self._place(attribution)]:
            return Verdict(self.author, "named", "“I” outside quotations is the author of the byline")
        if holder is not None and holder.being is not None and holder.being.kind in _BODIES:
            return Verdict(holder.being, holder.identification, "“we” inside its own statement")
        return Verdict(None, "role" if holder else "unnamed", "who “we” are is not said")

    def _relative(self, i: int) -> Verdict:
        near = [r for r in self.discourse.before(i, 0) if not r.possessive]
        if near and near[0].being.identification == EITHER:
            return Verdict(None, "named", f"“who” follows {near[0].being.name}")
        if near and i - near[0].word < 12 and near[0].being.kind in _PEOPLE:
            being = near[0].being
            return Verdict(being, being.identification or NAMED.get(being.kind, "unnamed"), f"“who” follows {being.name}")
        return Verdict(None, "unnamed", "whom “who” follows is not clear")

    def _third(self, i: int, low: str, parent: Attribution | None, attribution: Attribution | None = None) -> Verdict:
        kind = lists.PRONOUNS[low]
        held = self.verdicts.get(parent.id) if parent is not None else None
        voice = held.being if held is not None else None
        inside = parent is not None and attribution is not None and covers(parent.content, attribution.source)
        quoted = inside and (self.words.quoted[i] or (parent is not None and self._spoken(parent)))
        bonus, barred = (voice if inside and not quoted else None), (voice if quoted else None)
        if parent is not None and attribution is None and not self.words.quoted[i]:
            bonus = voice
        gender = kind if kind in {"m", "f"} else None
        if gender:
            being, reason = self.discourse.resolve(i, gender, _PERSONAL, bonus=bonus, barred=barred)
            being = being or self._only(i, gender, barred)
        elif kind == "it":
            being, reason = self.discourse.resolve(i, None, _BODIES, bonus=bonus, barred=barred)
        else:
            being, reason = self._they(i, bonus, barred)
            if being is None and reason == "two":
                return Verdict(None, "named", "two persons together")
        if being is None:
            return Verdict(None, "unnamed", f"“{low}”: {reason}")
        if being.identification == EITHER:
            return Verdict(None, "named", f"“{low}” is {being.name}, and which is not said")
        if gender and being.gender is None:
            if self._interviewed(being):
                return Verdict(None, "unnamed", f"“{low}”: {being.name}, who speaks here, is “I” and “you”")
            being.gender = gender
        return Verdict(being, being.identification or NAMED.get(being.kind, "unnamed"), f"“{low}” is {being.name}: {reason}")

    def _interviewed(self, being: Being) -> bool:
        """True for one of those who take turns in an interview printed as a transcript."""
        words = self.words
        turns = [f for f in self.found if f.being is being and words.opens[f.first] and words.low[f.last : f.last + 1] == [":"]]
        return len(turns) > 1

    def _spoken(self, attribution: Attribution) -> bool:
        """True if the content are somebody's own words: quoted, or behind a colon."""
        colon = any(self.words.text[s:e] == ":" for s, e in attribution.cue)
        return attribution.quotation == "direct" or colon

    def _only(self, i: int, gender: str, barred: Being | None) -> Being | None:
        """The only person of the report who fits, when nobody stands before the pronoun."""
        if any(r.being.kind in _PERSONAL and r.being is not barred for r in self.discourse.before(i)):
            return None
        fitting = [p for p in self.holders.people if p is not barred and p is not self.author and p.fits(gender)]
        near = [p for p in fitting if self.words.sentence[p.born] - self.words.sentence[i] <= 2]
        return fitting[0] if len(fitting) == 1 and near else None

    def _they(self, i: int, bonus: Being | None, barred: Being | None) -> tuple[Being | None, str]:
        """Resolve “they”: a plural spoken of before, two persons together, or one of unknown gender who alone is there."""
        plural, reason = self.discourse.resolve(
            i, None, frozenset({"unnamed", "group", "institution", "outlet"}), bonus=bonus, barred=barred, plural=True
        )
        people: list[Being] = []
        for reference in self.discourse.before(i, REACH):
            recent = self.words.sentence[i] - self.words.sentence[reference.word] <= 2
            if reference.being.kind == "person" and reference.being not in people and (recent or len(people) < 2):
                people.append(reference.being)
        latest = next((r.being for r in self.discourse.before(i, 2)), None)
        if plural is not None and (latest is plural or len(people) < 2):
            return plural, reason
        if len(people) == 2:
            return None, "two"
        return plural, reason

    def _place(self, attribution: Attribution) -> int:
        span = attribution.source[0] if attribution.source else attribution.cue[0] if attribution.cue else attribution.content[0]
        return min(self.words.at(span.start), max(0, len(self.words) - 1))

    def _spot(self, first: int, last: int, being: Being, reason: str, form: str = "nominal") -> None:
        self.spots.append(Spot(first, last, being, form, reason))
        if form == "nominal" and not being.identification:
            being.also(self.words.slice(first, last))

    def _reference(self, first: int, last: int, being: Being, source: bool = False) -> Reference:
        words = self.words
        before = words.low[first - 1] if first and words.sentence[first - 1] == words.sentence[first] else ""
        if before in {"the", "a", "an", "his", "her", "its"} and first > 1:
            before = words.low[first - 2] if words.sentence[first - 2] == words.sentence[first] else ""
        possessive = words.low[last : last + 1] == ["'s"]
        bound = before in lists.PLACE_PREPOSITIONS or before in {
            "of",
            "by",
            "with",
            "for",
            "about",
            "between",
            "than",
            "under",
            "against",
            "on",
        }
        near = self.discourse.before(first, 0)
        first_one = not any(r.subject and words.sentence[r.word] == words.sentence[first] for r in near)
        label = words.low[last : last + 1] == [":"] and words.opens[first]
        subject = not label and not possessive and not bound and not words.quoted[first] and first_one
        return Reference(first, being, subject, source, possessive)
