"""Language (语言): Chinese first, English with `--lang en`, in the help of every verb and in every sentence."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import click

from jiheng.cli.folder import here, settings_above

LANGUAGES = ("zh", "en")
_KEY = "jiheng.lang"


def asked_for(args: Sequence[str]) -> str | None:
    """The language that the arguments ask for (`--lang en`, `--lang=en`); None where they do not say."""
    for position, arg in enumerate(args):
        if arg == "--":
            return None
        if arg.startswith("--lang="):
            return arg.removeprefix("--lang=")
        if arg == "--lang" and position + 1 < len(args):
            return args[position + 1]
    return None


def remember(context: click.Context, args: Sequence[str]) -> None:
    """Note the language before the arguments are parsed, so that `--help --lang en` speaks English too."""
    asked = asked_for(args)
    if asked in LANGUAGES:
        context.meta[_KEY] = asked


def language(context: click.Context | None = None) -> str:
    """The language of this call: `--lang`, else the environment's JIHENG_LANG, else what `jiheng.toml` says, else Chinese."""
    context = context or click.get_current_context(silent=True)
    noted = context.meta.get(_KEY) if context else None
    return next((asked for asked in (noted, os.environ.get("JIHENG_LANG")) if asked in LANGUAGES), None) or _set(here()) or LANGUAGES[0]


@cache
def _set(folder: Path) -> str | None:
    """What the nearest `jiheng.toml` says of the language; None where it says nothing that can be understood, which the verb then tells."""
    path = settings_above(folder)
    if path is None:
        return None
    import tomllib

    try:
        said = tomllib.loads(path.read_text("utf-8")).get("lang")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError):
        return None
    return said if said in LANGUAGES else None


def say(zh: str, en: str, context: click.Context | None = None) -> str:
    """The sentence in the language of this call."""
    return en if language(context) == "en" else zh
