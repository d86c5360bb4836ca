"""The options that every command has which may fetch, and the fetcher that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.intake.fetching.answers import Memory
    from sayso.intake.fetching.client import Fetcher

_OPTIONS = (
    click.option("--allow-private", is_flag=True, help="Fetch from this machine and from private networks, too."),
    click.option("--offline", is_flag=True, help="Fetch nothing, even where an address is named."),
)


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with --offline and --allow-private."""
    for option in _OPTIONS:
        command = option(command)
    return command


def network_settings(*, offline: bool, allow_private: bool, **flags: Any) -> Settings:
    """The settings in force, with what these options and other flags say on top."""
    from sayso.settings import load

    return load(flags={"offline": offline or None, "allow_private": allow_private or None, **flags})


def fetcher_for(
    files: Iterable[str], settings: Settings, *, memory: Memory | None = None, note: Callable[[str], None] | None = None
) -> Fetcher | None:
    """What the addresses among the files are fetched with; None if there are none, so that nothing for the network is loaded."""
    from sayso.intake.fetching.address import is_address

    if not any(map(is_address, files)):
        return None
    from sayso.intake.fetching.client import Fetcher

    return Fetcher.of(settings, memory=memory, note=note)
