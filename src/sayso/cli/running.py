"""One run of the command line: streams made ready, every error told in one sentence, an exit code for each outcome."""

from __future__ import annotations

import errno
import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum

import click

from sayso.cli.group import group
from sayso.errors import (
    CorrectionError,
    ExportError,
    InputError,
    LedgerError,
    NotFoundError,
    QueryError,
    SaysoError,
    SettingError,
)
from sayso.render.symbols import one_line


class ExitCode(IntEnum):
    """How a run ended; the numbers are documented in `sayso --help`."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    BAD_INPUT = 3
    PARTLY = 4
    FAULT = 70
    INTERRUPTED = 130


_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, errno.EDQUOT})


def run(arguments: Sequence[str] | None) -> int:
    """Runs a command; returns the exit code."""
    _prepare_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # the reader has gone, it got what it wanted; Click and Rich both exit with 1 there
        _drop_output()
        code = ExitCode.DONE
    except OSError as error:
        say(f"standard output cannot be written ({(error.strerror or str(error)).lower()}); send it elsewhere")
        _drop_output()
        code = ExitCode.USAGE
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    return int(code)


def say(message: str) -> None:
    """Prints one line on standard error, led by the program’s name; what the message quotes cannot act on the terminal."""
    with suppress(BrokenPipeError):
        click.echo(f"sayso: {one_line(message)}", err=True)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = group.main(arguments, prog_name="sayso", standalone_mode=False)
        return code if isinstance(code, int) else ExitCode.DONE
    except click.Abort:
        return ExitCode.INTERRUPTED
    except click.UsageError as error:
        _tell_usage(error)
        return ExitCode.USAGE
    except click.ClickException as error:
        say(error.format_message())
        return ExitCode.USAGE
    except (CorrectionError, ExportError, NotFoundError, QueryError, SettingError) as error:
        say(str(error))
        return ExitCode.USAGE
    except (InputError, LedgerError) as error:
        say(str(error))
        return ExitCode.BAD_INPUT
    except OSError as error:
        if isinstance(error, BrokenPipeError) or (error.filename is None and error.errno in _FULL):
            raise  # about standard output: every file that is written elsewhere is told by its name
        return _tell_fault(error)
    except SaysoError as error:
        say(str(error))
        return ExitCode.FAULT
    except Exception as error:  # noqa: BLE001 - the edge: a reader of news is owed a sentence, not a traceback
        return _tell_fault(error)


def _tell_usage(error: click.UsageError) -> None:
    say(error.format_message())
    if error.ctx is not None:
        say(f"try `{error.ctx.command_path} --help`")


def _tell_fault(error: Exception) -> int:
    logging.getLogger(__name__).debug("unexpected", exc_info=error)
    if isinstance(error, MemoryError):
        say("out of memory; read fewer or smaller inputs at a time")
    else:
        say(f"a fault in sayso itself ({type(error).__name__}: {error}); please report it with the input that shows it")
    return ExitCode.FAULT


def _prepare_streams() -> None:
    """UTF-8 whatever the locale; what cannot be encoded is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _drop_output() -> None:
    """Sends what is left to nowhere, so that the interpreter's own last flush is quiet."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
