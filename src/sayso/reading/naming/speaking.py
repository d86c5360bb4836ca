"""Who speaks: the source of every attribution resolved to a being, or to nobody, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.attribution import Attribution
from sayso.entity import Role
from sayso.reading.naming import lists
from sayso.reading.naming.appositions import apposed, ends_title, served
from sayso.reading.naming.beings import Being
from sayso.reading.naming.discourse import Reference
from sayso.reading.naming.joining import Found
from sayso.reading.naming.meanings import Meanings
from sayso.reading.naming.phrases import Phrase, kind_of, phrase_of
from sayso.reading.naming.pronouns import EITHER, NAMED, Spot, Verdict


class Speakers(Meanings):
    """Resolves the sources of one report, in the order of the text."""

    def run(self, attributions: Sequence[Attribution], nominals: Sequence[tuple[int, int]]) -> None:
        """Resolve nominals, opening pronouns and sources in the order in which they can be known."""
        by_id = {a.id: a for a in attributions}
        place = {a.id: self._place(a) for a in attributions}
        items: list[tuple[int, int, int, object]] = [(f.first, 0, k, f) for k, f in enumerate(self.found)]
        items += [(first, 1, k, (first, last)) for k, (first, last) in enumerate(nominals)]
        items += [(self._known_at(a, by_id, place), 2, k, a) for k, a in enumerate(attributions)]
        taken = {place[a.id] for a in attributions if a.source}
        openers = [
            i for i, low in enumerate(self.words.low) if self.words.opens[i] and low in {"he", "she", "it"} and i not in taken
        ]
        items += [(i, 3, i, i) for i in openers]
        for _, kind, _, item in sorted(items, key=lambda t: t[:3]):
            if isinstance(item, Found):
                self._name(item)
            elif isinstance(item, tuple):
                self._nominal(*item)
            elif isinstance(item, Attribution):
                self._attribution(item, by_id, place[item.id])
            elif isinstance(item, int):
                self._opener(item)
            assert kind >= 0

    def _known_at(self, attribution: Attribution, by_id: Mapping[str, Attribution], place: Mapping[str, int]) -> int:
        """The word from which an attribution can be resolved: its own, or that of one that holds it, if later."""
        latest, step = place[attribution.id], attribution
        for _ in range(8):
            parent = by_id.get(step.inside or "")
            if parent is None:
                break
            latest, step = max(latest, place[parent.id]), parent
        return latest

    def _name(self, f: Found) -> None:
        being = f.being or self._either(f)
        if being is None or (self.words.byline and self.words.byline[0] <= f.first < self.words.byline[1]):
            return
        self.discourse.add(self._reference(f.first, f.last, being))

    def _either(self, f: Found) -> Being | None:
        """One of two who bear a name; a pronoun behind it means nobody else."""
        low = self.words.low[f.core]
        bearers = [b for b in self.gatherer.by_word.get(low, ()) if b.kind == "person" and low in b.words]
        if len(bearers) < 2 or f.kind == "echo" or f.known is not None:
            return None
        genders = {b.gender for b in bearers}
        return Being("person", f"one {self.words.word[f.core]}", (low,), f.first, gender=genders.pop() if len(genders) == 1 else None, identification=EITHER)

    def _opener(self, i: int) -> None:
        low = self.words.low[i]
        verdict = self._third(i, low, None)
        if verdict.being is not None:
            self.discourse.add(Reference(i, verdict.being, subject=not self.words.quoted[i]))
            self.spots.append(Spot(i, i + 1, verdict.being, "pronoun", verdict.reason))

    def _nominal(self, first: int, last: int) -> None:
        """A definite nominal in running text: noted where it means one who is named."""
        phrase = phrase_of(self.words, first, last, ())
        if phrase is None:
            return
        being, reason = self._named_next(last) or self._meant(phrase, None)
        if being is not None:
            self.discourse.add(self._reference(first, last, being))
            self._spot(first, last, being, reason)

    def _named_next(self, last: int) -> tuple[Being, str] | None:
        """Who is named behind a nominal and a comma, and has the part: "The president, X"."""
        low = self.words.low
        f = self.at.get(last + 1) if low[last : last + 1] == [","] else None
        if f is None or f.being is None or f.being.kind != "person" or not any(held[-1] == low[last - 1] for held in f.being.held):
            return None
        return f.being, f"named beside it: {f.being.name}"

    def _attribution(self, attribution: Attribution, by_id: Mapping[str, Attribution], place: int) -> None:
        parent = by_id.get(attribution.inside or "")
        verdict = self._source(attribution, parent)
        self.verdicts[attribution.id] = verdict
        if verdict.being is not None and attribution.source:
            reference = self._reference(place, place + 1, verdict.being, source=True)
            reference.subject = reference.subject or not self.words.quoted[place]
            self.discourse.add(reference)

    def _source(self, attribution: Attribution, parent: Attribution | None) -> Verdict:
        if not attribution.source:
            return Verdict(None, "unnamed", "no source in the text")
        first, last = self._source_words(attribution)
        if attribution.cue and self._hearsay(attribution):
            return Verdict(None, "unnamed", "hearsay: nobody is said to have said it")
        names = tuple(f for k in range(first, last) if (f := self.at.get(k)) is not None)
        last = max([last, *(f.last for f in names)])
        phrase = phrase_of(self.words, first, last, names)
        if phrase is None:
            return Verdict(None, "unnamed", "no word in the source")
        low = self.words.low[phrase.first]
        if (f := self.at.get(phrase.first)) is not None and f.being is not None and f.kind != "echo":
            return self._by_name(phrase) or self._by_nominal(phrase, attribution, parent)  # "WHO" is no pronoun
        if (phrase.first == phrase.head and low in lists.PRONOUNS) or (low in lists.PRONOUNS and phrase.last == phrase.first + 1):
            return self._pronoun(attribution, parent, phrase.first, low)
        return self._by_name(phrase) or self._by_nominal(phrase, attribution, parent)

    def _source_words(self, attribution: Attribution) -> tuple[int, int]:
        """The words of the source: of several stretches the one nearest to the cue that says more than an article."""
        words, ranges = self.words, []
        for span in attribution.source:
            first, last = words.within(span.start, span.end)
            if any(words.word[k][0].isalnum() and words.low[k] not in {"the", "a", "an"} for k in range(first, last)):
                ranges.append((first, last))
        if not ranges:
            return words.within(attribution.source[0].start, attribution.source[0].end)
        cue = words.at(attribution.cue[0].start) if attribution.cue else 0
        first, last = min(ranges, key=lambda r: min(abs(cue - r[0]), abs(cue - r[1])))
        if (first, last) != ranges[0] and ")" in words.word[first:last] and "(" not in words.word[first:last]:
            first, last = ranges[ranges.index((first, last)) - 1]  # it goes on with what stood in brackets
        dash = next((k for k in range(first, last) if words.word[k] in {"-", "—", "–"} and k - first < 8), None)
        if dash is not None and words.word[first].isupper() and dash + 1 < last:
            first = dash + 1
        while first and (f := self.covering.get(first)) is not None and f.first < first:
            first = f.first
        return self._past_object(self._past_gerund(first, last), last, cue), last

    def _past_gerund(self, first: int, last: int) -> int:
        """Where the source begins behind the object of a gerund: "Sentencing X, Judge Y told him"."""
        words = self.words
        if not first or not words.opens[first - 1] or not words.low[first - 1].endswith("ing"):
            return first
        comma = next((k for k in range(first, last - 1) if words.low[k] == ","), None)
        named = comma is not None and any(f.first == comma + 1 and f.being is not None and f.being.kind == "person" for f in self.found)
        return comma + 1 if named and comma is not None else first

    def _past_object(self, first: int, last: int, cue: int) -> int:
        """Where the source begins once a name is left out that ends the words told: "met X, an official said".

        An apposition would be closed by a comma before the verb.
        """
        low = self.words.low
        comma = next((k for k in range(last - 2, first, -1) if low[k] == ","), None)
        if comma is None or cue != last or low[comma + 1] not in {"a", "an"} or self.words.opens[first]:
            return first
        ends = [f for f in self.found if f.last == comma and f.first >= first and f.being is not None]
        return comma + 1 if ends else first

    def _hearsay(self, attribution: Attribution) -> bool:
        text = self.words.text
        cue = " ".join(text[s:e] for s, e in attribution.cue).lower()
        return cue in {"reportedly", "allegedly", "supposedly", "purportedly", "apparently"}

    def _by_name(self, phrase: Phrase) -> Verdict | None:
        """The verdict where a name is the head of the phrase, or stands in apposition to it."""
        low, head = self.words.low, phrase.name
        together = self._together(phrase, head)
        if together is not None:
            return together
        if head is None:
            beside = next((f for f in phrase.names if self._beside(f, phrase)), None)
            if beside is None or beside.being is None or beside.being.kind not in {"person", "institution", "outlet"}:
                return None
            if (of_two := self._together(phrase, beside)) is not None:
                return of_two
            if not self._own_name(phrase, beside):
                return None
            head = beside
            self._introduced(phrase, beside)
        being = head.being
        senior = low[head.first - 1] if head.first and head.last - head.core == 1 else ""
        if senior in {"elder", "younger", "older"}:
            other = self.holders.elder(low[head.last - 1], senior == "younger")
            if other is None:
                return Verdict(None, "named", "which of the two is not said")
            being = head.being = other
        if being is None and head.kind in {"opening", "nominal", "echo"}:
            return None
        if being is None:
            people = [b for b in self.gatherer.by_word.get(low[head.core], ()) if b.kind == "person"]
            return Verdict(None, "named" if people else "unnamed", "several bear the name; nothing settles who is meant")
        if head.known is not None and being.kind == "place":
            being = self._government(head)
        kind = "institution" if being.kind in {"place", "other"} else being.kind
        being.kind = kind
        return Verdict(being, NAMED[kind], f"named: {being.name}")

    def _together(self, phrase: Phrase, head: Found | None) -> Verdict | None:
        """Two who are named and speak together have no one speaker."""
        if head is None or head.being is None or "and" not in self.words.low[head.last : phrase.last]:
            return None
        behind = head.last + self.words.low[head.last : phrase.last].index("and")
        others = [f.being for f in phrase.names if behind < f.first <= behind + 4 and f.being not in {None, head.being}]
        people = [b for b in others if b is not None and b.kind == head.being.kind]
        if not people or behind > head.last + 1:
            return None
        return Verdict(None, "named" if head.being.kind == "person" else NAMED[head.being.kind], "two speak together")

    def _apposed(self, f: Found) -> bool:
        low = self.words.low
        return low[f.first - 1] == "," or (low[f.first - 1] == "the" and low[f.first - 2] == ",")

    def _beside(self, f: Found, phrase: Phrase) -> bool:
        """True if a name is that of the phrase's noun: behind a comma, or at the end of a long title."""
        low = self.words.low
        if (f.last == phrase.last and self._apposed(f)) or (f.first == phrase.head + 2 and low[f.first - 1] == ","):
            return True
        closed = f.last == phrase.last or low[f.last] in {",", "(", "and"} or self.words.word[f.last] in lists.LETTERS_BEHIND
        if f.kind != "person" or not closed:
            return False
        return apposed(self.words, self.tables, f, phrase.first) or ends_title(self.words, self.tables, phrase.begin, f)

    def _own_name(self, phrase: Phrase, f: Found) -> bool:
        """False if a name may be that of whoever is served: "a spokesman for the governor, Ana Ruiz", unless the report tells them apart."""
        whom = served(self.words, self.tables, phrase, f)
        if whom is None:
            return True
        low = self.words.low
        holder = self.holders.of(low[whom[0] : whom[1]], phrase.first)
        if holder is not None:
            return holder is not f.being
        serving = self.holders.of(low[phrase.head : phrase.head + 1], phrase.first)
        if serving is not None and serving is not f.being and f.being is not None:
            begin = whom[0] + (low[whom[0]] == "the")
            f.being.plays(Role(self.words.slice(begin, whom[1]), self.words.start[begin], self.words.end[whom[1] - 1]))
            f.being.held.setdefault(tuple(low[begin : whom[1]]), begin)
        return False

    def _introduced(self, phrase: Phrase, beside: Found) -> None:
        being = beside.being
        noun = self.words.low[phrase.head]
        if being is not None and any(t.kind == "kin" for t in self.tables.titles.get(noun, ())):
            being.kin.add(noun)
        if (
            being is not None
            and being.kind == "person"
            and not any(r.start == self.words.start[phrase.begin] for r in being.roles)
        ):
            being.also(self.words.slice(phrase.first, phrase.head + 1))
            end = beside.first - (self.words.low[beside.first - 1] == ",")
            if self.words.low[phrase.head + 1] in {"for", "of", "to"} and phrase.begin < end and not being.roles:
                being.plays(Role(self.words.slice(phrase.begin, end), self.words.start[phrase.begin], self.words.end[end - 1]))

    def _government(self, head: Found) -> Being:
        being = self.gatherer.known(head, acts=True)
        head.being = being
        if being not in self.holders.bodies:
            self.holders.bodies.append(being)
        return being

    def _by_nominal(self, phrase: Phrase, attribution: Attribution, parent: Attribution | None) -> Verdict:
        """The verdict where the head is a noun: someone named in the report, a body, or someone without a name."""
        lone = [f for f in phrase.names if f.last == phrase.last and f.being is not None and f.being.kind == "person"]
        if lone and self.words.low[phrase.head] in self.tables.verbs | {"rang"} and phrase.owner is None:
            return Verdict(lone[0].being, "named", "the one name in the source")
        if self.words.low[phrase.first] in {"nobody", "none", "no", "neither", "nothing"}:
            return Verdict(None, "unnamed", "nobody says it")
        if phrase.first == phrase.head and self.words.low[phrase.head] in lists.NO_HEADS:
            return Verdict(None, "unnamed", "no noun and no name in the source")
        being, reason = self._meant(phrase, parent)
        being = being or self._tagged(phrase, attribution)
        reason = reason or "the speaker of the sentence before, described"
        first, last = phrase.first, phrase.head + 1
        if being is not None:
            self._spot(first, last, being, reason)
            return Verdict(being, being.identification or NAMED.get(being.kind, "unnamed"), reason)
        kind = kind_of(self.words, self.tables, phrase)
        if kind.identification == "institution" and not kind.plural:
            body = self._body(phrase)
            if body is not None:
                return Verdict(body, "institution", "an institution known by its noun alone")
        new = self._anonymous(phrase, kind)
        self.spots.append(Spot(phrase.first, phrase.last, new, "nominal", f"introduced without a name; {kind.reason}"))
        return Verdict(new, kind.identification, f"no name: {kind.reason}")

    def _pronoun(self, attribution: Attribution, parent: Attribution | None, i: int, low: str) -> Verdict:
        kind = lists.PRONOUNS[low]
        if kind in {"i", "we"}:
            verdict = self._first_person(attribution, parent, kind)
        elif kind == "who":
            verdict = self._relative(i)
        else:
            verdict = self._third(i, low, parent, attribution)
        if verdict.being is not None:
            self.spots.append(Spot(i, i + 1, verdict.being, "pronoun", verdict.reason))
        return verdict
