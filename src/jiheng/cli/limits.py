"""Limits (限额): what one document may cost in a call, by `--seconds` and `--memory`, else by the settings of the same names."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from jiheng.cli.command import option

if TYPE_CHECKING:
    from jiheng.guard import Limits

RANGES = {"seconds": (1, 86_400), "memory": (64, 1_048_576)}
"""The least and the most of each: seconds by the clock, and MB of memory."""
USUAL = {"seconds": 180, "memory": 3072}
"""What holds where nobody says anything."""
MEGABYTE = 2**20
_KEY = "jiheng.limits"


def limited(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the flags of limits; `limits` knows what they say."""
    seconds = option(
        "--seconds", type=click.IntRange(*RANGES["seconds"]), default=None, expose_value=False, callback=_noted, metavar="N",
        zh=f"每份文件最多用时（秒），缺省 {USUAL['seconds']}。", en=f"Seconds that a document may take; {USUAL['seconds']} without it.",
    )  # fmt: skip
    memory = option(
        "--memory", type=click.IntRange(*RANGES["memory"]), default=None, expose_value=False, callback=_noted, metavar="MB",
        zh=f"每份文件最多内存（MB），缺省 {USUAL['memory']}。", en=f"MB of memory that a document may take; {USUAL['memory']} without it.",
    )  # fmt: skip
    return seconds(memory(command))


def limits() -> "Limits":
    """The limits of this call: the flags', else the nearest `jiheng.toml`'s, else the usual ones. Raises BadSettings."""
    from jiheng.cli.folder import here
    from jiheng.cli.settings import settings_file
    from jiheng.guard import Limits

    context = click.get_current_context(silent=True)
    found = settings_file(here())
    said = {**USUAL, **(found.content if found else {}), **(context.meta.get(_KEY, {}) if context else {})}
    return Limits(said["seconds"], said["memory"] * MEGABYTE)


def _noted(context: click.Context, parameter: click.Parameter, value: int | None) -> None:
    if value is not None:
        context.meta.setdefault(_KEY, {})[parameter.name] = value
