"""Settings: defaults < file < environment (SAYSO_…) < flag, read once at the edge; each remembers where it comes from."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sayso.errors import SettingError

COLOURS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its value; `origins` says where each comes from ("default" if it is not in it)."""

    max_megabytes: int = field(default=64, metadata={"help": "largest input that is read, in megabytes (1 to 2000)"})
    max_characters: int = field(
        default=8_000_000, metadata={"help": "longest text that is read as one report, in characters (1 to 100000000)"}
    )
    model: Path | None = field(default=None, metadata={"help": "folder of another attribution model than the packaged one"})
    threads: int = field(default=1, metadata={"help": "threads that the model may use (1 to 64)"})
    colour: str = field(default="auto", metadata={"help": "auto, always or never"})
    user_agent: str | None = field(
        default=None, metadata={"help": "what sayso calls itself when it fetches, such as `sayso/1.0 (+https://you.example)`; by default its name and version"}
    )
    delay: float = field(default=1.0, metadata={"help": "seconds between two requests to one host (0 to 60)"})
    max_pages: int = field(default=500, metadata={"help": "pages that are fetched for one feed, list of feeds or sitemap (1 to 50000)"})
    offline: bool = field(default=False, metadata={"help": "true or false: fetch nothing, whatever is named"})
    allow_private: bool = field(default=False, metadata={"help": "true or false: fetch from this machine and from private networks, too, on any port"})
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def max_bytes(self) -> int:
        """The largest input in bytes."""
        return self.max_megabytes * 1_000_000


NAMES = tuple(f.name for f in fields(Settings) if f.name != "origins")
HELP = {f.name: str(f.metadata["help"]) for f in fields(Settings) if f.name != "origins"}


def load(environ: Mapping[str, str] | None = None, *, file: Path | None = None, flags: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force: those of the file, over them the environment's, over them the flags that are not None.

    `file` is by default what SAYSO_CONFIG names, or `sayso/settings.toml` in the user's configuration folder, if it exists.
    Raises SettingError for a name that is none, a value that does not fit, or a file that cannot be read.
    """
    env = os.environ if environ is None else environ
    found = file or _file(env)
    settings = Settings()
    for name, value in (_of_file(found) if found else {}).items():
        settings = _set(settings, name, value, f"file {found}")
    for name in NAMES:
        if env.get(f"SAYSO_{name.upper()}"):
            settings = _set(settings, name, env[f"SAYSO_{name.upper()}"], f"environment SAYSO_{name.upper()}")
    for name, value in (flags or {}).items():
        if value is not None:
            settings = _set(settings, name, value, f"flag --{name.replace('_', '-')}")
    return settings


def _file(env: Mapping[str, str]) -> Path | None:
    """The file of settings, if there is one; one that the environment names must exist."""
    if env.get("SAYSO_CONFIG"):
        return Path(env["SAYSO_CONFIG"])
    home = env.get("XDG_CONFIG_HOME") or (str(Path(env["HOME"]) / ".config") if env.get("HOME") else "")
    usual = Path(home) / "sayso" / "settings.toml" if home else None
    return usual if usual and usual.is_file() else None


def _of_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingError(f"{path}: the file of settings cannot be read ({error.strerror}); correct SAYSO_CONFIG") from error
    except ValueError as error:
        raise SettingError(f"{path}: the file of settings is not valid TOML ({error}); correct it") from error


def _set(settings: Settings, name: str, value: object, origin: str) -> Settings:
    if name not in NAMES:
        raise SettingError(f"{origin}: there is no setting {name!r}; the settings are {', '.join(NAMES)}")
    try:
        fitting: object = _READERS[name](value)
    except (TypeError, ValueError, KeyError) as error:
        raise SettingError(f"{origin}: {name} cannot be {value!r}; it is: {HELP[name]}") from error
    known = {**settings.origins, name: origin}
    return replace(settings, **{name: fitting, "origins": MappingProxyType(known)})  # type: ignore[arg-type]


def _whole(value: object, most: int) -> int:
    number = int(str(value))
    if not 1 <= number <= most:
        raise ValueError(number)
    return number


def _folder(value: object) -> Path:
    path = Path(str(value)).expanduser()
    if not path.is_dir():
        raise ValueError(path)
    return path


def _seconds(value: object) -> float:
    number = float(str(value))
    if not 0 <= number <= 60:
        raise ValueError(number)
    return number


def _switch(value: object) -> bool:
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[str(value).lower()]


def _user_agent(value: object) -> str:
    """A line of printable ASCII that begins with a name: anything else could end the header and begin another."""
    text = str(value).strip()
    if not re.fullmatch(r"[A-Za-z][\w.-]*(?:/[\w.-]+)?(?: [ -~]+)?", text, re.ASCII) or len(text) > 250:
        raise ValueError(text)
    return text


def _colour(value: object) -> str:
    if value not in COLOURS:
        raise ValueError(value)
    return str(value)


_READERS = {
    "max_megabytes": lambda value: _whole(value, 2000),
    "max_characters": lambda value: _whole(value, 100_000_000),
    "model": _folder,
    "threads": lambda value: _whole(value, 64),
    "colour": _colour,
    "user_agent": _user_agent,
    "delay": _seconds,
    "max_pages": lambda value: _whole(value, 50_000),
    "offline": _switch,
    "allow_private": _switch,
}
