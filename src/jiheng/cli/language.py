"""Language (语言): Chinese first, English with `--lang en`, in the help of every verb and in every sentence."""

import os
from collections.abc import Sequence

import click

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
    """The language of this call: `--lang`, else the environment's JIHENG_LANG, else Chinese."""
    context = context or click.get_current_context(silent=True)
    noted = context.meta.get(_KEY) if context else None
    return noted or ("en" if os.environ.get("JIHENG_LANG") == "en" else "zh")


def say(zh: str, en: str, context: click.Context | None = None) -> str:
    """The sentence in the language of this call."""
    return en if language(context) == "en" else zh
