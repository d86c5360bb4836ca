"""Search among statements, quick at any size: the narrowest condition leads, and without a narrow one the calendar does.

SQLite has no notion of how many rows a condition leaves, so it is counted, no further than needed. Where few rows meet some condition, those
are looked through and put in order; where all conditions are met by many, rows are gone through by date, newest or oldest first, until a
page is full. PostgreSQL's planner decides the same for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, select

from sayso.errors import QueryError
from sayso.ledger import fulltext
from sayso.ledger.fulltext import Words
from sayso.ledger.queries.asked import Question, Sort, day_after, first_day
from sayso.ledger.queries.beings import Being, being
from sayso.ledger.queries.knowing import known
from sayso.ledger.queries.publishers import publishers_called
from sayso.ledger.queries.rows import Row, whole
from sayso.ledger.schema import MENTIONS, NAMES, STATEMENTS, VERSIONS

FEW = 2000
"""So many rows are looked through and put in order within the time that an answer may take."""

MANY = 50_000
"""Words that so many rows hold are met by every other page of rows, gone through by date."""

_S = STATEMENTS.c
_ORDERS: dict[Sort, list[Any]] = {"newest": [_S.day.desc(), _S.id.desc()], "oldest": [_S.day, _S.id]}


@dataclass(frozen=True, slots=True)
class Found:
    """A page of rows; `more` if there are further ones, `sort` how they are in order, and whom the question means."""

    rows: tuple[Row, ...]
    more: bool
    sort: Sort
    speaker: Being | None = None
    about: Being | None = None
    publishers: tuple[str, ...] = ()


def search(connection: Connection, question: Question, *, speaker: Being | None = None, about: Being | None = None) -> Found:
    """The statements that a question asks for; `speaker` and `about` come before the question's where it is known whom they mean.

    Raises NotFoundError for a name or a publisher that there is not, QueryError for words without a letter, or relevance without words.
    """
    words = Words.of(question.words)
    if question.words.strip() and not words.phrases:
        raise QueryError(f"{question.words!r} holds no word to search for")
    if question.sort == "relevance" and not words.phrases:
        raise QueryError("relevance needs words to search for; sort by newest or oldest")
    plan = Plan(
        connection, question, words,
        speaker or (being(connection, question.speaker, as_of=question.as_of) if question.speaker else None),
        about or (being(connection, question.about, as_of=question.as_of) if question.about else None),
        publishers_called(connection, question.publisher) if question.publisher else (),
    )
    return plan.found()


@dataclass(frozen=True, slots=True)
class Plan:
    """A question with all names resolved, and how to answer it."""

    connection: Connection
    question: Question
    words: Words
    speaker: Being | None
    about: Being | None
    publishers: tuple[str, ...]

    def found(self) -> Found:
        """The page asked for."""
        q = self.question
        holding = fulltext.holding(self.connection, self.words, MANY) if self.words.phrases else 0
        few_words = bool(self.words.phrases) and holding <= FEW
        sort: Sort = "relevance" if few_words and q.sort in (None, "relevance") else "oldest" if q.sort == "oldest" else "newest"
        chosen = self._by_words(sort) if few_words else self._otherwise(sort, each=holding >= MANY)
        numbers: Sequence[Any] = self.connection.execute(chosen.limit(q.limit + 1).offset(q.offset)).scalars().all()
        rows = whole(self.connection, numbers[: q.limit])
        return Found(tuple(rows), q.limit < len(numbers), sort, self.speaker, self.about, self.publishers)

    def _by_words(self, sort: Sort) -> Select[tuple[int]]:
        """The numbers of the rows, in order, out of those few that hold the words."""
        lead = fulltext.matches(self.connection, self.words)
        order = [lead.c.rank, *_ORDERS["newest"]] if sort == "relevance" else _ORDERS[sort]
        chosen = select(_S.id).select_from(lead).join(STATEMENTS, _S.id == lead.c.id)
        return chosen.where(*self._conditions("words")).order_by(*order)

    def _otherwise(self, sort: Sort, *, each: bool) -> Select[tuple[int]]:
        """The numbers of the rows, in order, out of those that meet another narrow condition, or else out of all."""
        lead, met = self._narrow()
        if lead is None and self.about and self.connection.dialect.name == "sqlite":  # PostgreSQL would put them all in order first
            return self._by_mentions(self.about, sort, each=each)
        chosen = select(_S.id) if lead is None else select(_S.id).select_from(lead).join(STATEMENTS, _S.id == lead.c.id)
        chosen = chosen.where(*self._conditions(met))
        if self.words.phrases:  # last, as it costs most
            chosen = chosen.where(fulltext.holds(self.connection, self.words, each=each))
        return chosen.order_by(*_ORDERS[sort])

    def _by_mentions(self, about: Being, sort: Sort, *, each: bool) -> Select[tuple[int]]:
        """The numbers of the rows, in order, out of the many that speak of somebody: their mentions are gone through by date, until a page is full."""
        same = and_(_S.version == MENTIONS.c.version, _S.record == MENTIONS.c.statement)
        order = (MENTIONS.c.day, _S.id) if sort == "oldest" else (MENTIONS.c.day.desc(), _S.id.desc())
        chosen = select(_S.id, MENTIONS.c.day).select_from(MENTIONS).join(STATEMENTS, same).where(MENTIONS.c.voice.in_(about.voices), *self._conditions("about"))
        if self.words.phrases:
            chosen = chosen.where(fulltext.holds(self.connection, self.words, each=each))
        return cast("Select[tuple[int]]", chosen.distinct().order_by(*order))  # two names of one may stand in a statement

    def _narrow(self) -> tuple[FromClause | None, str]:
        """The rows that meet a condition which few rows meet, and its name; None if no condition is such, or the database sees to it."""
        if self.connection.dialect.name == "sqlite":
            for name, counted, rows in self._leads():
                some = select(func.count()).select_from(counted.limit(FEW + 1).subquery())
                if self.connection.execute(some).scalar_one() <= FEW:
                    return rows.cte("leads"), name
        return None, ""

    def _leads(self) -> Iterator[tuple[str, Select[Any], Select[tuple[int]]]]:
        """Conditions that may be narrow: a name, what is counted, and the numbers of the rows."""
        if self.speaker:
            rows = select(_S.id).where(_S.voice.in_(self.speaker.voices))
            yield "speaker", rows, rows
        if self.about:
            counted = select(MENTIONS.c.version).where(MENTIONS.c.voice.in_(self.about.voices))
            same = and_(_S.version == MENTIONS.c.version, _S.record == MENTIONS.c.statement)
            rows = select(_S.id).select_from(MENTIONS).join(STATEMENTS, same).where(MENTIONS.c.voice.in_(self.about.voices)).distinct()
            yield "about", counted, rows
        if self.publishers:
            rows = select(_S.id).where(_S.version.in_(select(VERSIONS.c.id).where(VERSIONS.c.publisher.in_(self.publishers))))
            yield "publisher", rows, rows
        if self.question.since and self.question.clock == "said" and not (self.words.phrases or self.speaker or self.about or self.publishers):
            rows = select(_S.id).where(*self._times())
            yield "times", rows, rows

    def _conditions(self, met: str) -> Iterator[ColumnElement[bool]]:
        """Every condition of the question but the words on a row of `statements`; not the one that all rows looked at meet."""
        q = self.question
        yield known(STATEMENTS, q.as_of)
        if q.as_of:
            yield _S.day < day_after(q.as_of)
        if not q.quiet:
            yield _S.quiet.is_(False)
        if met != "speaker" and self.speaker:
            yield _S.voice.in_(self.speaker.voices)
        if met != "about" and self.about:
            mentions = (MENTIONS.c.version == _S.version, MENTIONS.c.statement == _S.record, MENTIONS.c.voice.in_(self.about.voices))
            yield exists().where(*mentions).correlate(STATEMENTS)
        if met != "publisher" and self.publishers:
            yield self._version(VERSIONS.c.publisher.in_(self.publishers))
        yield from self._plain()
        if met != "times":
            yield from self._times()

    def _plain(self) -> Iterator[ColumnElement[bool]]:
        q = self.question
        for column, value in ((_S.act, q.act), (_S.quotation, q.quotation), (_S.identification, q.identification), (_S.depth, q.depth)):
            if value is not None:
                yield column == value
        if q.hedged is not None:
            yield _S.hedged.is_(q.hedged)
        if q.certainty:
            yield _S.confidence >= q.certainty
        if q.kind:
            yield exists().where(NAMES.c.version == _S.version, NAMES.c.record == _S.speaker, NAMES.c.kind == q.kind).correlate(STATEMENTS)

    def _times(self) -> Iterator[ColumnElement[bool]]:
        """The range of time; `day` is never later than any clock, which lets a walk by date begin in the right place."""
        q = self.question
        since, until = q.since and first_day(q.since), q.until and day_after(q.until)
        if until:
            yield _S.day < until
        if q.clock == "day" and since:
            yield _S.day >= since
        if q.clock == "said":
            if since:
                yield _S.said_until > since
            if until:
                yield _S.said_from < until
        if q.clock in ("said", "day"):
            return
        column = VERSIONS.c.captured_at if q.clock == "captured" else _S.published
        bounds = ([column >= since] if since else []) + ([column < until] if until else [])
        if bounds:
            yield self._version(*bounds) if q.clock == "captured" else and_(*bounds)

    def _version(self, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(VERSIONS.c.id == _S.version, *conditions).correlate(STATEMENTS)
