"""Every error that sayso raises on purpose.

    SaysoError
    ├── InputError(ValueError)          an input cannot be read
    │   ├── MissingInputError           no such file or folder
    │   ├── EncodingError               the bytes are no text in any encoding tried
    │   ├── UnsupportedFormatError      binary, or a format that sayso does not read
    │   ├── EmptyInputError             nothing to read in it
    │   ├── HostileInputError           built to exhaust a parser, or longer than any report; refused
    │   ├── FaultError                  sayso itself failed on it: a fault to report
    │   └── FetchError                  an address could not be fetched
    │       ├── AddressError            not one that sayso asks: private, another scheme, offline
    │       ├── RobotsError             its host asks programs to stay away
    │       ├── UnreachableError        no such host, no connection, no trust, no answer in time
    │       ├── StatusError             the server answered, but not with a page
    │       └── AnswerError             what came is too large, of the wrong kind, or damaged
    ├── SpanError(ValueError)           a span does not lie in its text
    ├── PipelineError(ValueError)       steps that do not fit together
    ├── ModelError(RuntimeError)        the packaged model cannot be loaded
    ├── SettingError(ValueError)        a setting has no such name or value
    ├── NotFoundError(LookupError)      no record of that id, nobody of that name
    ├── QueryError(ValueError)          a ledger is asked what cannot be answered
    ├── ExportError(RuntimeError)       an export cannot be written, or a format cannot be had
    ├── CorrectionError(ValueError)     a correction that its record cannot take
    └── LedgerError(RuntimeError)       a ledger cannot be opened, read or written
        ├── MissingLedgerError          there is no ledger there
        ├── LockedError                 another program writes to it
        └── MigrationError              its schema is older or newer than this sayso's

The text of each says what is wrong, where, and what to do next, in one sentence.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of all errors that sayso raises on purpose."""


class InputError(SaysoError, ValueError):
    """An input that cannot be read; `where` names it (a path, `-`, or a path with a line)."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Pickles by its two parts: errors come back from worker processes."""
        return type(self), (self.where, self.problem)


class MissingInputError(InputError):
    """No such file or folder."""


class EncodingError(InputError):
    """The bytes are no text in any encoding tried."""


class UnsupportedFormatError(InputError):
    """Binary data, or a format that sayso does not read."""


class EmptyInputError(InputError):
    """Nothing to read in the input."""


class HostileInputError(InputError):
    """Input built to exhaust a parser."""


class FaultError(InputError):
    """sayso itself failed on an input; the others go on."""


class FetchError(InputError):
    """An address that could not be fetched; `passing` says that the same may work later."""

    def __init__(self, where: str, problem: str, *, passing: bool = False) -> None:
        super().__init__(where, problem)
        self.passing = passing


class AddressError(FetchError):
    """An address that sayso does not ask."""


class RobotsError(FetchError):
    """A host that asks programs to stay away, or whose wish in that could not be learnt."""


class UnreachableError(FetchError):
    """No such host, no connection, no trust in it, or no answer in time."""


class StatusError(FetchError):
    """An answer that is not a page; `status` is its number."""

    def __init__(self, where: str, problem: str, status: int, *, passing: bool = False) -> None:
        super().__init__(where, problem, passing=passing)
        self.status = status


class AnswerError(FetchError):
    """An answer that is too large, of a kind that sayso does not read, or damaged."""


class SpanError(SaysoError, ValueError):
    """A span that does not lie in its text, or whose end is before its start."""


class PipelineError(SaysoError, ValueError):
    """Steps that need a layer which no earlier step provides, or that provide one twice."""


class ModelError(SaysoError, RuntimeError):
    """The packaged model cannot be loaded."""


class SettingError(SaysoError, ValueError):
    """A setting that has no such name or cannot take such a value."""


class NotFoundError(SaysoError, LookupError):
    """No record of that id, or nobody of that name, in the reading or the ledger."""


class QueryError(SaysoError, ValueError):
    """A question to a ledger with a value that there is not: no such act, no such day."""


class ExportError(SaysoError, RuntimeError):
    """An export that cannot be written; `place` names the file, the folder or the format."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


class CorrectionError(SaysoError, ValueError):
    """A correction that its record cannot take: no such field, a value outside its list, words that do not stand in the text."""


class LedgerError(SaysoError, RuntimeError):
    """A ledger that cannot be opened, read or written; `place` names it (a file, or an address without its password)."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


class MissingLedgerError(LedgerError):
    """No ledger at the place named."""


class LockedError(LedgerError):
    """Another program is writing to the ledger."""


class MigrationError(LedgerError):
    """A ledger whose schema is older or newer than the one this sayso writes."""
