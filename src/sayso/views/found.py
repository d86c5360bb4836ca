"""A page of what a search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.ledger import Ledger
from sayso.ledger.queries.asked import Question
from sayso.ledger.queries.searching import Found, search
from sayso.views.lines import Line, line


@dataclass(frozen=True, slots=True)
class SearchView:
    """Statements in order; `sort` says in which, `more` whether there are further ones, `notes` what a reader should know of the answer."""

    question: Question
    lines: tuple[Line, ...]
    more: bool
    sort: str
    notes: tuple[str, ...] = ()


def search_view(ledger: Ledger, words: str = "", **narrowing: Any) -> SearchView:
    """What a search finds; `narrowing` are the fields of `Question`. Raises QueryError, NotFoundError, LedgerError."""
    question = Question(words, **narrowing)
    with ledger.reading(as_of=question.as_of) as connection:
        found = search(connection, question)
    return SearchView(question, tuple(map(line, found.rows)), found.more, found.sort, tuple(_notes(question, found)))


def _notes(question: Question, found: Found) -> list[str]:
    notes = []
    if question.words and found.sort != "relevance" and question.sort in (None, "relevance"):
        notes.append("very many statements hold these words: the newest come first, not the most fitting")
    beings = (being for being in (found.speaker, found.about) if being and being.others)
    return [*notes, *(f"taken for {being.who}; others are called so, too: {', '.join(being.others)}" for being in beings)]
