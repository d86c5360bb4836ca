"""Meanings of noun phrases: the person, body or unnamed source that "the minister" or "a person at the table" is."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution import Attribution
from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.phrases import NUMBERS, Kind, Phrase, phrase_of
from sayso.reading.naming.pronouns import Pronouns


class Meanings(Pronouns):
    """Resolves the nominals of one report."""

    def _tagged(self, phrase: Phrase, attribution: Attribution) -> Being | None:
        """Whoever is described in a tag (“…,” the footballer said), right behind what one person said: that person."""
        words, i = self.words, phrase.first
        if phrase.determiner != "the" or phrase.last > phrase.head + 1 or not i or words.word[i - 1] not in "\"”’'":
            return None
        if attribution.quotation != "direct" or words.low[phrase.head] in self.tables.heads | self.tables.groups:
            return None
        near = [
            r.being for r in self.discourse.before(i, 3) if r.being.kind in {"person", "unnamed"} and not words.quoted[r.word]
        ]
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
            owned = (
                [w for w in low[phrase.owner[0] : phrase.owner[1]] if w != "the"] + ["'s"] if phrase.owner and not pronoun else []
            )
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
            body = (
                self.holders.body(region, phrase.first, owner)
                if owner is None or owner.kind != "person"
                else self._ministry(region, owner)
            )
            if body is not None and body.kind == "outlet":
                body.called.add(region[-1])
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
            if sum(any(held[-2:] == words[-2:] for held in p.held) for p in self.holders.people) > 1:
                return None  # two foreign ministers have two ministries
            name = [w for w in self.words.word[place : place + len(words) - 1] if w.lower() not in {"the", "his", "her"}] + [
                region[0].title()
            ]
            key = tuple(w.lower() for w in name)
            body = next(
                (b for b in self.holders.bodies if b.words and b.words == key[-len(b.words) :] and len(b.words) > 1), None
            )
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

    def _anonymous(self, phrase: Phrase, kind: Kind) -> Being:
        low = self.words.low
        count = next((NUMBERS[w] for w in low[phrase.first : phrase.head + 1] if w in NUMBERS), None)
        digits = next((int(w) for w in low[phrase.first : phrase.head + 1] if w.isdecimal() and len(w) < 6), None)
        entity_kind = {"role": "unnamed", "named": "person"}.get(kind.identification, kind.identification)
        head = low[phrase.head]
        single = head[:-1] if kind.plural and head.endswith("s") else head
        comma = next((k for k in range(phrase.head + 1, phrase.last) if low[k] == ","), phrase.last)
        if kind.identification in {"document", "group"}:
            count = count if count != 1 else None
        being = Being(
            entity_kind,
            self.words.slice(phrase.first, comma),
            tuple(low[phrase.begin : phrase.head + 1]),
            phrase.first,
            count=digits or count or (None if kind.plural or kind.identification in {"document", "outlet", "institution"} else 1),
            identification=kind.identification,
            plural=kind.plural,
            capacity=self.tables.unnamed.get(head)
            or self.tables.people.get(single)
            or (head if kind.identification == "role" else None),
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
        """Note a description for later: one of them, an engineer, is then “the engineer”."""
        low = self.words.low
        comma = next((k for k in range(phrase.head, min(phrase.last + 2, len(low))) if low[k] == ","), None)
        if comma is not None and low[comma + 1 : comma + 2] and low[comma + 1] in {"a", "an", "the"}:
            being.heads.update(low[comma + 2 : comma + 4])

    def _same_anonymous(self, phrase: Phrase) -> Being | None:
        """The one without a name whom "the source" or "the former official" takes up."""
        if phrase.determiner not in {"the", "this", "that"}:
            return None
        region = self.words.low[phrase.begin : phrase.head + 1]
        near = [b for b in self.anonymous[-80:] if region[-1] in b.words[-1:] or region[-1] in b.heads]
        near = [b for b in near if set(region[:-1]) <= set(b.words)] if len(region) > 1 else near
        return near[-1] if near else None
