"""Nominals: the one in this report whom "the minister", "his wife", "the elder X" or "the paper" means."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.tables import Tables

_LEADING = frozenset({"president", "prime", "premier", "chancellor", "king", "emperor", "sultan", "leader", "emir", "taoiseach"})
_FORMER = frozenset({"former", "ex", "late", "acting", "deputy", "vice", "assistant", "junior", "then"})
_LOOSE = frozenset({"senior", "new", "current", "veteran", "long-serving", "own", "outgoing"})
_CUTS = frozenset({"of", "for", "at", "in", "to", "from", "with", "and", "on", "who", ","})
KIN_INVERSE = {
    "husband": "wife",
    "wife": "husband",
    "father": "child",
    "mother": "child",
    "son": "parent",
    "daughter": "parent",
    "brother": "sibling",
    "sister": "sibling",
}
_FIRMS = frozenset(
    "company firm business retailer line developer operator insurer giant chain manufacturer carmaker chipmaker lender agency group".split()
)
_OTHER_BODIES = frozenset(
    "institute university committee council ministry hospital court party museum school college police department parliament commission "
    "office union church embassy academy army board".split()
)
"""Last words of bodies that nobody calls a firm."""
_AGENCIES = frozenset("agency organization organisation authority administration centers centres service bureau directorate office inspectorate".split())
_YOUNG = frozenset({"son", "daughter", "child", "grandson", "granddaughter", "nephew", "niece", "stepson", "stepdaughter"})
_OLD = lists.SENIORS | {"parent", "stepfather", "stepmother"}
"""Who was introduced as somebody's child is not taken for another's mother by a surname alone."""
_SAME = {"congressman": {"rep.", "congressman"}, "congresswoman": {"rep."}, "senator": {"sen.", "sen"}, "governor": {"gov."}}


class Holders:
    """Looks up who, among the persons of the report, holds the role that a phrase names."""

    def __init__(self, beings: Sequence[Being], tables: Tables) -> None:
        """`beings` are those found by name."""
        self.people = [b for b in beings if b.kind == "person"]
        self.bodies = [b for b in beings if b.kind in {"institution", "outlet", "document", "other"}]
        self.tables = tables

    def of(self, phrase: Sequence[str], before: int, owner: Being | None = None) -> Being | None:
        """The one person whose role the words (lower case, without determiner) name; None if nobody or several."""
        if not phrase:
            return None
        core, rest = _split(phrase)
        near = [p for p in self.people if any(self._same(core, rest, held, owner) for held in p.held)]
        if len(near) > 1 and len(core) > 1:
            exact = [p for p in near if any(list(_split(held)[0]) == list(core) for held in p.held)]
            near = exact or near
        near = [p for p in near if p.born < before] or near
        if len(near) > 1 and rest:
            near = [p for p in near if any(set(rest) & set(_split(held)[1]) for held in p.held)] or near
        if len(near) > 1:
            known = [p for p in near if p.born < before]
            near = known if len(known) == 1 else near
        if not near and core[-1] == "leader":
            near = [p for p in self.people if any(_LEADING & set(_split(held)[0]) for held in p.held)]
        if not near and core[-1] in {"chief", "head", "boss"} and (others := set(core[:-1]) | set(rest)):
            near = [p for p in self.people if any(others <= set(held) for held in p.held)]
        return near[0] if len(near) == 1 else None

    def _same(self, core: Sequence[str], rest: Sequence[str], held: Sequence[str], owner: Being | None) -> bool:
        """True if a held role may be the one named: the same head noun, and no modifier that contradicts."""
        mine, others = _split(held)
        if not mine or not core:
            return False
        alike = mine[-1] == core[-1] or mine[-1] in _SAME.get(core[-1], ())
        if not alike or (core[-1] == "minister" and ("prime" in core) != ("prime" in mine)):
            return False
        one = {w for w in core[:-1] if w not in _LOOSE}
        two = {w for w in mine[:-1] if w not in _LOOSE}
        if (one & _FORMER) - two or (two & {"deputy", "vice", "assistant", "former"}) - one:
            return False
        outside = set(others) | ({w.lower() for w in owner.words} if owner else set())
        missing = {w for w in one - two if w not in outside and not self._matches_place(w, two)}
        if missing and not (rest or others):
            return (
                not two
                and all(w not in self.tables.titles for w in missing)
                and len(missing) < 2
                and not self._foreign(missing, two)
            )
        return not missing or not two

    def _matches_place(self, word: str, held: set[str]) -> bool:
        country = self._country(word)
        return country is not None and country in {self._country(w) for w in held}

    def _foreign(self, missing: set[str], held: set[str]) -> bool:
        return any(self._country(w) for w in missing) and any(self._country(w) for w in held)

    def _country(self, word: str) -> str | None:
        for known in self.tables.known.get(word.capitalize(), ()):
            if known.kind in {"demonym", "place"} and len(known.words) == 1:
                return known.stands_for
        return None

    def kin(self, kin: str, owner: Being, gender: str | None) -> Being | None:
        """The owner's relative: whoever was introduced as one, or the only other bearer of the surname who fits."""
        wanted = next((t.gender for t in self.tables.titles.get(kin, ()) if t.kind == "kin"), gender)
        named = [p for p in self.people if p is not owner and kin in p.kin]
        if len(named) == 1 and named[0].fits(wanted):
            return named[0]
        other = _YOUNG if kin in _OLD else _OLD if kin in _YOUNG else frozenset[str]()
        same = [p for p in self.people if p is not owner and not p.kin & other and p.words[-1] == owner.words[-1] and p.fits(wanted)]
        return same[0] if len(same) == 1 else None

    def elder(self, surname: str, younger: bool) -> Being | None:
        """The elder or younger of two with one surname, by kinship or age said in the report."""
        two = [p for p in self.people if surname in p.words]
        if len(two) != 2:
            return None
        old = [p for p in two if p.kin & lists.SENIORS]
        if len(old) != 1:
            aged = sorted((p for p in two if p.age is not None), key=lambda p: -(p.age or 0))
            old = aged[:1] if len(aged) == 2 else []
        if len(old) != 1:
            return None
        return next(p for p in two if (p is old[0]) != younger)

    def body(self, words: Sequence[str], before: int, owner: Being | None = None) -> Being | None:
        """The institution, outlet or document named before that a definite phrase takes up."""
        head = words[-1]
        earlier = [b for b in self.bodies[-400:] if b.born < before]
        if owner is not None and owner.kind in {"institution", "place"}:
            return None
        called = [b for b in earlier if head in b.called]
        if len(called) == 1 and len(words) == 1:
            return called[0]
        named = [b for b in earlier if head in b.words or head in b.heads]
        full = [b for b in named if set(words) <= set(b.words)]
        if named:
            chosen = full or ([b for b in named if len(words) == 1])
            return chosen[-1] if len(chosen) == 1 or (chosen and chosen[-1].words[-1] == head) else None
        if len(words) > 1:
            return None
        if head in lists.OUTLET_NOUNS or head == "newspaper":
            outlets = [b for b in earlier if b.kind == "outlet" and not b.sort and not b.heads]
            if outlets or head != "agency":
                return _last(outlets)
        if head in lists.GENERIC_ORGS - {
            "council",
            "union",
            "party",
            "museum",
            "hospital",
            "bank",
            "fund",
            "airline",
            "club",
            "team",
        }:
            bodies = [b for b in earlier if b.kind == "institution" and not b.identification and _private(b, self.tables)]
            near = [b for b in bodies if _may_be_called(b, head)]
            return near[0] if near and (len(near) == 1 or head not in _FIRMS) else None
        return None


def _may_be_called(being: Being, head: str) -> bool:
    """True if a noun suits a body: an institute is no firm; what is called an agency has an agency's name."""
    if being.sort and head in _FIRMS - {"agency"}:
        return being.sort in {"company", "bank"}
    if head == "agency" and len(being.words) > 1:
        return not _AGENCIES.isdisjoint(being.words)
    return head not in _FIRMS or _OTHER_BODIES.isdisjoint(being.words)


def _private(being: Being, tables: Tables) -> bool:
    public = {
        "ministry",
        "council",
        "government",
        "court",
        "police",
        "department",
        "parliament",
        "kremlin",
        "commission",
        "party",
    }
    known = [k for k in tables.known.get(being.name.split()[0], ()) if k.name == being.name and k.stands_for]
    return not (set(being.words) & public) and not known


def _last(beings: Sequence[Being]) -> Being | None:
    return beings[-1] if beings else None


def _split(phrase: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words up to the head noun, without owner and article, and those behind it."""
    words = list(phrase)
    cut = next((k for k, w in enumerate(words) if w in _CUTS and k), len(words))
    core, rest = words[:cut], [w for w in words[cut:] if w not in _CUTS and w != "the"]
    if "'s" in core:
        place = len(core) - 1 - core[::-1].index("'s")
        rest, core = rest + [w for w in core[:place] if w != "the"], core[place + 1 :]
    while core and core[0] in {"the", "a", "an", "his", "her", "its", "their"}:
        core = core[1:]
    return core or [""], rest
