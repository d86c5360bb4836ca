"""Who speaks: the source of every attribution resolved to a being, or to nobody, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.attribution import Attribution
from sayso.document import covers
from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.discourse import REACH, Discourse, Reference
from sayso.reading.naming.finding import Found
from sayso.reading.naming.gathering import Gatherer
from sayso.reading.naming.nominals import Holders
from sayso.reading.naming.phrases import NUMBERS, Kind, Phrase, kind_of, phrase_of
from sayso.reading.naming.tables import Tables
from sayso.reading.naming.words import Words

_PERSONAL = frozenset({"person", "unnamed"})
_BODIES = frozenset({"institution", "outlet", "document"})
_PEOPLE = frozenset({"person", "unnamed", "group", "institution", "outlet"})
_NAMED = {"person": "named", "institution": "institution", "outlet": "outlet", "document": "document", "group": "group",
          "place": "institution", "other": "institution"}


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


class Speakers:
    """Resolves the sources of one report, in the order of the text."""

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

    # --- the sweep ---

    def run(self, attributions: Sequence[Attribution], nominals: Sequence[tuple[int, int]]) -> None:
        """Resolve nominals, opening pronouns and sources in the order in which they can be known."""
        by_id = {a.id: a for a in attributions}
        place = {a.id: self._place(a) for a in attributions}
        items: list[tuple[int, int, int, object]] = [(f.first, 0, k, f) for k, f in enumerate(self.found) if f.being]
        items += [(first, 1, k, (first, last)) for k, (first, last) in enumerate(nominals)]
        items += [(self._known_at(a, by_id, place), 2, k, a) for k, a in enumerate(attributions)]
        taken = {place[a.id] for a in attributions if a.source}
        openers = [i for i, low in enumerate(self.words.low) if self.words.opens[i] and low in {"he", "she", "it"} and i not in taken]
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

    def _place(self, attribution: Attribution) -> int:
        span = attribution.source[0] if attribution.source else attribution.cue[0] if attribution.cue else attribution.content[0]
        return min(self.words.at(span.start), max(0, len(self.words) - 1))

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
        if f.being is None or self.words.byline and self.words.byline[0] <= f.first < self.words.byline[1]:
            return
        self.discourse.add(self._reference(f.first, f.last, f.being))

    def _reference(self, first: int, last: int, being: Being, source: bool = False) -> Reference:
        words = self.words
        before = words.low[first - 1] if first and words.sentence[first - 1] == words.sentence[first] else ""
        if before in {"the", "a", "an", "his", "her", "its"} and first > 1:
            before = words.low[first - 2] if words.sentence[first - 2] == words.sentence[first] else ""
        possessive = words.low[last : last + 1] == ["'s"]
        bound = before in lists.PLACE_PREPOSITIONS or before in {"of", "by", "with", "for", "about", "between", "than", "under", "against", "on"}
        near = self.discourse.before(first, 0)
        first_one = not any(r.subject and words.sentence[r.word] == words.sentence[first] for r in near)
        label = words.low[last : last + 1] == [":"] and words.opens[first]
        subject = not label and not possessive and not bound and not words.quoted[first] and first_one
        return Reference(first, being, subject, source, possessive)

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
        being, reason = self._meant(phrase, None)
        if being is not None:
            self.discourse.add(self._reference(first, last, being))
            self._spot(first, last, being, reason)

    def _spot(self, first: int, last: int, being: Being, reason: str, form: str = "nominal") -> None:
        self.spots.append(Spot(first, last, being, form, reason))
        if form == "nominal" and not being.identification:
            being.also(self.words.slice(first, last))

    # --- one attribution ---

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
        if phrase.first == phrase.head and low in lists.PRONOUNS or low in lists.PRONOUNS and phrase.last == phrase.first + 1:
            return self._pronoun(attribution, parent, phrase.first, low)
        return self._by_name(phrase, attribution) or self._by_nominal(phrase, attribution, parent)

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
        dash = next((k for k in range(first, last) if words.word[k] in {"-", "—", "–"} and k - first < 8), None)
        if dash is not None and words.word[first].isupper() and dash + 1 < last:
            first = dash + 1
        while first and (f := self.covering.get(first)) is not None and f.first < first:
            first = f.first
        return first, last

    def _hearsay(self, attribution: Attribution) -> bool:
        text = self.words.text
        cue = " ".join(text[s:e] for s, e in attribution.cue).lower()
        return cue in {"reportedly", "allegedly", "supposedly", "purportedly", "apparently"}

    def _by_name(self, phrase: Phrase, attribution: Attribution) -> Verdict | None:
        """The verdict where a name is the head of the phrase, or stands in apposition to it."""
        low, head = self.words.low, phrase.name
        conjoined = [f for f in phrase.names if f.being and f.being.kind == "person" and low[f.first - 1] == "and"]
        if head is not None and conjoined and head.being and head.being.kind == "person" and head.last < phrase.last:
            return Verdict(None, "named", "two persons speak together")
        if head is None:
            beside = next((f for f in phrase.names if low[f.first - 1] == "," and f.first == phrase.head + 2), None)
            if beside is None or beside.being is None or beside.being.kind not in {"person", "institution", "outlet"}:
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
        return Verdict(being, _NAMED[kind], f"named: {being.name}")

    def _introduced(self, phrase: Phrase, beside: Found) -> None:
        being = beside.being
        if being is not None and being.kind == "person" and not any(r.start == self.words.start[phrase.begin] for r in being.roles):
            being.also(self.words.slice(phrase.first, phrase.head + 1))

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
        being, reason = self._meant(phrase, parent)
        being = being or self._tagged(phrase, attribution)
        reason = reason or "the speaker of the sentence before, described"
        first, last = phrase.first, phrase.head + 1
        if being is not None:
            self._spot(first, last, being, reason)
            return Verdict(being, being.identification or _NAMED.get(being.kind, "unnamed"), reason)
        kind = kind_of(self.words, self.tables, phrase)
        if kind.identification == "institution" and not kind.plural:
            body = self._body(phrase)
            if body is not None:
                return Verdict(body, "institution", "an institution known by its noun alone")
        new = self._anonymous(phrase, kind)
        self.spots.append(Spot(phrase.first, phrase.last, new, "nominal", f"introduced without a name; {kind.reason}"))
        return Verdict(new, kind.identification, f"no name: {kind.reason}")

    def _tagged(self, phrase: Phrase, attribution: Attribution) -> Being | None:
        """ "“…,” the footballer said", right behind what one person said: that person."""
        words, i = self.words, phrase.first
        if phrase.determiner != "the" or phrase.last > phrase.head + 1 or not i or words.word[i - 1] not in "\"”’'":
            return None
        if attribution.quotation != "direct" or words.low[phrase.head] in self.tables.heads | self.tables.groups:
            return None
        near = [r.being for r in self.discourse.before(i, 3) if r.being.kind in {"person", "unnamed"} and not words.quoted[r.word]]
        same = [b for b in near if b.identification == "" and b.kind == "person"]
        return same[0] if same and len({id(b) for b in near}) == 1 else None

    def _meant(self, phrase: Phrase, parent: Attribution | None) -> tuple[Being | None, str]:
        """The being that a nominal takes up, and why."""
        words, low = self.words, self.words.low
        region = low[phrase.begin : phrase.head + 1]
        if phrase.determiner in {"a", "an", "another", "one", "two", "some", "several"}:
            return None, ""
        owner = self._owner(phrase, parent)
        kin = any(t.kind == "kin" for t in self.tables.titles.get(region[-1], ()))
        if kin:
            if owner is None:
                return None, ""
            relative = self.holders.kin(region[-1], owner, None)
            if relative is not None:
                relative.kin.add(region[-1])
            return relative, f"the {region[-1]} of {owner.name} in this report"
        pronoun = phrase.owner is not None and low[phrase.owner[0]] in lists.PRONOUNS
        if pronoun and low[phrase.owner[0]] in {"my", "our", "your"}:  # type: ignore[index]
            return None, ""
        if low[phrase.first] in {"his", "her", "their"} and owner is None:
            return None, ""
        if phrase.determiner or phrase.first == phrase.begin:
            tail = list(low[phrase.head + 1 : phrase.last])
            rest = tail if tail[:1] in (["of"], ["for"], ["at"]) else []
            owned = [w for w in low[phrase.owner[0] : phrase.owner[1]] if w not in {"the"}] + ["'s"] if phrase.owner and not pronoun else []
            holder = self._holder(phrase, [*owned, *region, *rest], owner)
            if holder is not None:
                return holder, f"the one holder of the role in this report: {holder.name}"
        if phrase.determiner == "the" or words.opens[phrase.first] or phrase.determiner == "'s":
            known = self._body_before(phrase, owner)
            if known is not None:
                return known, f"takes up {known.name}"
        same = self._same_anonymous(phrase)
        return same, "the one without a name spoken of before" if same else ""

    def _holder(self, phrase: Phrase, words: Sequence[str], owner: Being | None) -> Being | None:
        if not phrase.determiner and len(words) == 1 and phrase.first == phrase.begin and not self.words.opens[phrase.first]:
            return None
        holder = self.holders.of(words, phrase.first, owner)
        pronoun = phrase.owner is not None and self.words.low[phrase.owner[0]] in lists.PRONOUNS
        if pronoun and holder is not None and (holder is owner or holder.born > phrase.first):
            return None
        return holder

    def _owner(self, phrase: Phrase, parent: Attribution | None) -> Being | None:
        """Whose: the being that a possessor names or a possessive pronoun takes up."""
        if phrase.owner is None:
            return None
        first, last = phrase.owner
        name = next((f for k in range(first, last) if (f := self.at.get(k)) is not None and f.last == last), None)
        if name is not None:
            return name.being
        low = self.words.low[first]
        if last == first + 1 and low in {"his", "her", "its"}:
            return self._third(first, low, parent).being
        if last - first > 1:
            inner = phrase_of(self.words, first, last, ())
            return self._meant(inner, None)[0] if inner is not None and inner.owner is None else None
        return None

    def _body_before(self, phrase: Phrase, owner: Being | None) -> Being | None:
        region = self.words.low[phrase.begin : phrase.head + 1]
        tail = self.words.low[phrase.head + 1 : phrase.head + 2]
        if tail and tail[0] in {"of", "for"} and phrase.last > phrase.head + 1:
            return None
        if region[-1] in self.tables.bodies:
            body = self.holders.body(region, phrase.first, owner) if owner is None or owner.kind != "person" else self._ministry(region, owner)
            if body is not None and body.kind == "outlet":
                body.heads.add(region[-1])
            return body
        described = [b for b in self.holders.bodies if region[-1] in b.heads and b.born < phrase.first]
        return described[0] if len(described) == 1 else None

    def _ministry(self, region: Sequence[str], owner: Being) -> Being | None:
        """The ministry of a minister: named by the office that the report gives its holder."""
        if list(region) not in (["ministry"], ["department"]):
            return None
        for words, place in owner.held.items():
            if words[-1] != "minister" or len(words) < 2:
                continue
            name = [w for w in self.words.word[place : place + len(words) - 1] if w.lower() not in {"the", "his", "her"}] + [region[0].title()]
            key = tuple(w.lower() for w in name)
            body = next((b for b in self.holders.bodies if b.words and b.words == key[-len(b.words) :] and len(b.words) > 1), None)
            if body is not None and len(key) > len(body.words):
                body.also(body.name)
                body.name, body.words = " ".join(name), key
            return body
        return None

    def _body(self, phrase: Phrase) -> Being | None:
        """A being for an institution that the report knows by its noun alone ("the council")."""
        low = self.words.low
        if phrase.determiner in {"his", "her", "its", "their", "my", "our", "a", "an", "both", "another", "some", "one"}:
            return None
        first = phrase.owner[0] if phrase.owner else phrase.begin
        if phrase.owner and low[first] == "the":
            first += 1
        if any(low[k] in self.tables.head_plurals for k in range(phrase.begin, phrase.head + 1)):
            return None
        being = self._named_by_noun(first, phrase.head + 1)
        self._spot(phrase.first, phrase.head + 1, being, "an institution known by its noun alone")
        return being

    def _named_by_noun(self, first: int, last: int) -> Being:
        key = tuple(self.words.low[first:last])
        found = next((b for b in self.holders.bodies if b.words == key), None)
        if found is None:
            found = Being("institution", self.words.slice(first, last), key, first)
            self.gatherer.beings.append(found)
            self.holders.bodies.append(found)
        return found

    # --- those without a name ---

    def _anonymous(self, phrase: Phrase, kind: Kind) -> Being:
        low = self.words.low
        count = next((NUMBERS[w] for w in low[phrase.first : phrase.head + 1] if w in NUMBERS), None)
        digits = next((int(w) for w in low[phrase.first : phrase.head + 1] if w.isdigit() and len(w) < 6), None)
        entity_kind = {"role": "unnamed", "named": "person"}.get(kind.identification, kind.identification)
        head = low[phrase.head]
        single = head[:-1] if kind.plural and head.endswith("s") else head
        being = Being(
            entity_kind, self.words.slice(phrase.first, phrase.last), tuple(low[phrase.begin : phrase.head + 1]), phrase.first,
            count=digits or count or (None if kind.plural else 1), identification=kind.identification, plural=kind.plural,
            capacity=self.tables.unnamed.get(head) or self.tables.people.get(single) or (head if kind.identification == "role" else None),
        )
        being.gender = next((t.gender for t in self.tables.titles.get(head, ()) if len(t.words) == 1), None)
        if low[phrase.last : phrase.last + 1] == [","] or "," in low[phrase.first : phrase.last]:
            self._described(being, phrase)
        if kind.identification == "document":
            being.heads.add(head)
        self.gatherer.beings.append(being)
        self.anonymous.append(being)
        return being

    def _described(self, being: Being, phrase: Phrase) -> None:
        """ "One of them, an engineer": later "the engineer"."""
        low = self.words.low
        comma = next((k for k in range(phrase.head, min(phrase.last + 2, len(low))) if low[k] == ","), None)
        if comma is not None and low[comma + 1 : comma + 2] and low[comma + 1] in {"a", "an", "the"}:
            being.heads.update(low[comma + 2 : comma + 4])

    def _same_anonymous(self, phrase: Phrase) -> Being | None:
        """The one without a name whom "the source" or "the former official" takes up."""
        if phrase.determiner not in {"the", "this", "that"}:
            return None
        region = self.words.low[phrase.begin : phrase.head + 1]
        near = [b for b in self.anonymous if region[-1] in b.words[-1:] or region[-1] in b.heads]
        near = [b for b in near if set(region[:-1]) <= set(b.words)] if len(region) > 1 else near
        return near[-1] if near else None

    # --- pronouns ---

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
        if near and i - near[0].word < 12 and near[0].being.kind in _PEOPLE:
            being = near[0].being
            return Verdict(being, being.identification or _NAMED.get(being.kind, "unnamed"), f"“who” follows {being.name}")
        return Verdict(None, "unnamed", "whom “who” follows is not clear")

    def _third(self, i: int, low: str, parent: Attribution | None, attribution: Attribution | None = None) -> Verdict:
        kind = lists.PRONOUNS[low]
        held = self.verdicts.get(parent.id) if parent is not None else None
        voice = held.being if held is not None else None
        inside = parent is not None and attribution is not None and covers(parent.content, attribution.source)
        quoted = inside and (self.words.quoted[i] or parent is not None and self._spoken(parent))
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
        if gender and being.gender is None:
            being.gender = gender
        return Verdict(being, being.identification or _NAMED.get(being.kind, "unnamed"), f"“{low}” is {being.name}: {reason}")

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
        """ "They": a plural spoken of before, two persons together, or one of unknown gender who alone is there."""
        plural, reason = self.discourse.resolve(i, None, frozenset({"unnamed", "group", "institution", "outlet"}), bonus=bonus,
                                                barred=barred, plural=True)
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
