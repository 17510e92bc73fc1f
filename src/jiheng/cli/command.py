"""Commands that speak two languages: the verbs, their options, and the group that holds them."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import click

from jiheng.cli.language import LANGUAGES, language, remember, say

Decorated = Callable[..., Any]


class Option(click.Option):
    """An option whose help is a pair of sentences, Chinese and English."""

    def __init__(self, *args: Any, zh: str, en: str, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "help": zh})
        self.zh = zh
        self.en = en

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's row in the help, in the language asked for."""
        self.help = say(self.zh, self.en, ctx)
        return super().get_help_record(ctx)


class Spoken(click.Command):
    """A command whose help, usage and headings are said in the language asked for."""

    zh: str = ""
    en: str = ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the language first, then parse as usual."""
        remember(ctx, args)
        return super().parse_args(ctx, args)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first line of the help, for the list of verbs."""
        return say(self.zh, self.en).split("\n", 1)[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`用法：jiheng read …`."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=say("用法：", "Usage: ", ctx))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the command's name, in the language asked for."""
        names = {"[OPTIONS]": say("[选项]", "[OPTIONS]", ctx), "COMMAND [ARGS]...": say("命令 [参数]…", "VERB [ARGS]…", ctx)}
        return [names.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help's sentences, line for line."""
        formatter.write_paragraph()
        with formatter.indentation():
            for line in say(self.zh, self.en, ctx).splitlines():
                formatter.write(" " * formatter.current_indent + line + "\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and for a group its verbs."""
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        rows = [record for each in options if (record := each.get_help_record(ctx))]
        with formatter.section(say("选项", "Options", ctx)):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in the language asked for."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("显示本说明。", "Show this page.", ctx)
        return option


class Verb(Spoken):
    """One verb of the command line."""


class Verbs(Spoken, click.Group):
    """A command with verbs: the modules of its package, each imported when it is asked for; ORDER in the package is their order."""

    package = "jiheng.cli.verbs"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of a day's work."""
        verbs = importlib.import_module(self.package)
        there = {module.name for module in pkgutil.iter_modules(verbs.__path__)}
        return [name for name in verbs.ORDER if name in there] + sorted(there - set(verbs.ORDER))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb called `cmd_name`; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{self.package}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs with a line each."""
        rows = [(name, command.get_short_help_str()) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
        with formatter.section(say("命令", "Verbs", ctx)):
            formatter.write_dl(rows)


def verb(zh: str, en: str) -> Callable[[Decorated], Verb]:
    """Make a function a verb; every verb takes `--lang`."""

    def make(function: Decorated) -> Verb:
        """The verb that calls `function`."""
        with_language = option(
            "--lang", type=click.Choice(LANGUAGES), default=None, expose_value=False, zh="语言（zh 或 en）。", en="Language."
        )
        made: Verb = click.command(cls=Verb)(with_language(function))
        made.zh, made.en = zh, en
        return made

    return make


def option(*names: str, zh: str, en: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """An option with its help in both languages."""
    return click.option(*names, cls=Option, zh=zh, en=en, **settings)


__all__ = ["Option", "Verb", "Verbs", "language", "option", "say", "verb"]
