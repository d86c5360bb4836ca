"""Words that the reading of events leans on: auxiliaries, catenatives, prepositions, adverbs of habit, and verb forms."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

NEGATIONS: Final = frozenset({"not", "n't", "never", "neither", "nor", "no"})
BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
HAVE: Final = frozenset({"has", "have", "had", "having"})
DO: Final = frozenset({"do", "does", "did"})
FUTURE: Final = frozenset({"will", "shall", "'ll", "going"})
MODAL: Final = frozenset({"would", "could", "can", "may", "might", "must", "should", "ca", "wo"})
PLAN: Final = frozenset({
    "due", "scheduled", "set", "planned", "plans", "planning", "slated", "booked", "billed", "about", "preparing", "agreed",
    "promised", "pledged", "vowed", "intends", "intended", "arranged", "confirmed", "accepted", "supposed", "meant", "decided", "chose", "opted",
    "elected", "decides", "chosen", "intend", "listed", "pencilled", "penciled", "preferred", "prefers", "down",
})
EXPECT: Final = frozenset({"expected", "likely", "unlikely", "anticipated", "tipped", "expects", "predicted"})
FAIL: Final = frozenset({
    "failed", "fails", "failing", "refused", "refuses", "refusing", "declined", "declines", "declining", "unable", "unwilling", "neglected",
    "forgot", "omitted", "forbidden", "barred", "prevented", "too", "banned",
})
WISH: Final = frozenset({
    "wants", "wanted", "want", "hopes", "hoped", "hope", "hoping", "wished", "wishes", "loved", "liked", "like", "tried", "tries", "try",
    "trying", "asked", "urged", "invited", "offered", "offers", "threatened", "threatens", "able", "free", "keen", "eager", "ready",
    "willing", "advised", "begged", "ordered", "told", "allowed", "permitted", "obliged", "considered", "considering", "ought", "need",
    "needs", "needed",
})
HABIT: Final = frozenset({
    "usually", "normally", "typically", "habitually", "customarily", "generally", "traditionally", "ordinarily", "always", "often",
    "sometimes", "regularly", "frequently", "rarely", "seldom", "routinely", "occasionally", "historically", "commonly", "invariably",
})
ADVERBS: Final = frozenset({
    "also", "still", "just", "later", "then", "already", "again", "once", "twice", "instead", "himself", "herself", "themselves", "soon",
    "now", "even", "ever", "yet", "both", "all", "in", "fact", "finally", "only", "far", "so", "thus", "therefore", "last",
})
AUXILIARY: Final = NEGATIONS | BE | HAVE | DO | FUTURE | MODAL | PLAN | EXPECT | FAIL | WISH | frozenset({"to"})
PREPOSITIONS: Final = frozenset({
    "of", "in", "at", "on", "to", "for", "with", "by", "from", "about", "between", "over", "after", "before", "during", "into", "near",
    "under", "against", "among", "since", "until", "through", "without", "within", "because", "despite", "following", "around", "behind",
    "ahead", "upon", "throughout", "beside", "beyond", "below", "above", "aboard", "amongst", "towards", "toward", "across", "outside", "inside", "alongside", "amid", "as", "than", "per", "via",
})
BREAKS: Final = frozenset({
    "and", "or", "but", "that", "which", "who", "whom", "whose", "where", "when", "while", "if", "unless", "whether", "though", "although",
    "because", "so", "than", "then", "it", "he", "she", "they", "we", "i", "you", "there", "what", "how", "why", "not", "n't", "never",
    "will", "would", "could", "may", "might", "must", "should", "can", "shall", "is", "are", "was", "were", "be", "been", "being", "has",
    "have", "had", "do", "does", "did", "to", "nobody", "somebody", "them", "him", "us", "me", "nothing", "later", "yesterday", "today",
    "tomorrow", "again", "instead", "himself", "herself",
})
DETERMINERS: Final = frozenset({
    "the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "my", "our", "your", "no", "any", "every", "each",
    "another", "some", "several", "both", "all", "many", "few", "two", "three", "four", "five", "six", "such",
})
DEFINITE: Final = frozenset({"the", "his", "her", "its", "their", "my", "our", "this", "that", "these", "those", "both"})
PUNCTUATION: Final = frozenset(",;:.?!()\"“”‘’'—–-…[]")
ENDS: Final = frozenset(";:.?!—–…")
FICTION: Final = frozenset({
    "play", "film", "movie", "novel", "story", "book", "series", "opera", "drama", "comedy", "fable", "episode", "sitcom", "musical", "poem",
    "legend", "myth", "painting", "cartoon", "thriller", "script", "plot", "game",
})
CONDITIONAL: Final = frozenset({"if", "unless", "whether", "should", "lest", "supposing", "provided", "assuming", "otherwise", "wonder", "wondered"})

_IRREGULAR: Final = {
    "come": "came come", "go": "went gone", "take": "took taken", "make": "made made", "meet": "met met", "speak": "spoke spoken",
    "hold": "held held", "send": "sent sent", "stand": "stood stood", "sit": "sat sat", "fly": "flew flown", "leave": "left left",
    "give": "gave given", "pay": "paid paid", "see": "saw seen", "show": "showed shown", "fill": "filled filled", "lead": "led led",
    "stay": "stayed stayed", "put": "put put", "break": "broke broken", "fall": "fell fallen", "begin": "began begun", "miss": "missed missed",
    "host": "hosted hosted", "win": "won won", "hear": "heard heard", "strike": "struck struck", "choose": "chose chosen",
    "withdraw": "withdrew withdrawn", "keep": "kept kept", "swear": "swore sworn", "step": "stepped stepped", "skip": "skipped skipped",
    "opt": "opted opted", "ring": "rang rung", "throw": "threw thrown", "welcome": "welcomed welcomed", "drop": "dropped dropped",
    "tell": "told told", "have": "had had", "snub": "snubbed snubbed", "shun": "shunned shunned", "confer": "conferred conferred",
    "withhold": "withheld withheld", "refer": "referred referred", "defer": "deferred deferred", "scrap": "scrapped scrapped", "spot": "spotted spotted",
    "dial": "dialled|dialed dialled|dialed", "say": "said said", "pass": "passed passed", "open": "opened opened", "visit": "visited visited", "cancel":
    "cancelled|canceled cancelled|canceled", "travel": "travelled|traveled travelled|traveled", "pull": "pulled pulled", "find": "found found",
    "lay": "laid laid", "light": "lit lit", "cut": "cut cut", "read": "read read", "sing": "sang sung", "get": "got got", "ride": "rode ridden",
    "drive": "drove driven", "hide": "hid hidden", "know": "knew known", "lie": "lay lain", "weep": "wept wept", "become": "became become",
    "beg": "begged begged", "shake": "shook shaken", "forgo": "forwent forgone", "ban": "banned banned", "bar": "barred barred",
    "stop": "stopped stopped", "quit": "quit quit", "jet": "jetted jetted", "set": "set set", "hug": "hugged hugged", "sub": "subbed subbed",
    "draw": "drew drawn", "bring": "brought brought", "undertake": "undertook undertaken", "wrap": "wrapped wrapped", "write": "wrote written",
    "wake": "woke woken", "fight": "fought fought", "sink": "sank sunk", "freeze": "froze frozen", "forbid": "forbade forbidden", "quiz": "quizzed quizzed", "pop": "popped popped",
    "grill": "grilled grilled", "trek": "trekked trekked", "scupper": "scuppered scuppered", "nix": "nixed nixed", "bunk": "bunked bunked", "initial": "initialled|initialed initialled|initialed", "kneel": "knelt knelt", "eat": "ate eaten", "drink": "drank drunk", "dig": "dug dug", "sow": "sowed sown", "row": "rowed rowed", "feed": "fed fed", "sleep": "slept slept", "teach": "taught taught", "rise": "rose risen", "creep": "crept crept", "slip": "slipped slipped",
    "trip": "tripped tripped", "shop": "shopped shopped", "jog": "jogged jogged", "pet": "petted petted", "wind": "wound wound", "burst": "burst burst", "oversleep": "overslept overslept",
    "spar": "sparred sparred", "pit": "pitted pitted", "sup": "supped supped", "clap": "clapped clapped", "chat": "chatted chatted", "lose": "lost lost", "blow": "blew blown", "swim": "swam swum", "spend": "spent spent", "shut": "shut shut", "rub": "rubbed rubbed", "pin": "pinned pinned", "wed": "wed wed",
    "drag": "dragged dragged", "run": "ran run", "tap": "tapped tapped", "plan": "planned planned", "log": "logged logged", "pencil": "pencilled|penciled pencilled|penciled",
}


PASTS: Final = frozenset(form for forms in _IRREGULAR.values() for part in forms.split() for form in part.split("|"))
"""The past forms of irregular verbs."""


def forms_of(base: str) -> dict[str, str]:
    """The forms of a verb, each with what it is: base, s, past, participle, ing (past where past and participle are one)."""
    past, participle = (part.split("|") for part in _IRREGULAR.get(base, f"{_past(base)} {_past(base)}").split())
    found = dict.fromkeys(participle, "participle") | dict.fromkeys(past, "past")
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    doubled = past[0][:-2] if past[0].endswith(base[-1] * 2 + "ed") else stem
    found |= {f"{doubled}ing": "ing", f"{stem}ing": "ing", _third(base): "s"}
    if base in {"sit", "put"}:
        found[f"{base}ting"] = "ing"
    if base == "put":
        return found
    found[base] = found.get(base, "base")
    return found


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ied"
    return base + "ed"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies"
    return base + "s"


@lru_cache(maxsize=1)
def verb_forms() -> frozenset[str]:
    """Forms of the verbs that take occasions, which are no part of an occasion's name."""
    verbs = "hold attend skip miss join chair open host postpone cancel call announce propose plan float boycott make take give cast win lose call"
    return frozenset(form for verb in verbs.split() for form in forms_of(verb)) | AUXILIARY
