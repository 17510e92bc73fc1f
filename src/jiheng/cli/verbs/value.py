"""`jiheng value`: what a target value means."""

import sys
from collections.abc import Iterator

import click

from jiheng.cli.command import option, say, verb


@verb(
    zh="读懂指标值，逐个说明含义。\n\n例：jiheng value '≥98%' '每人 400 元-3000 元'\n\n“-” 表示从标准输入逐行读取；以 - 开头的文本写在 -- 之后。",
    en="Read target values and say what each means.\n\nExample: jiheng value '≥98%' '每人 400 元-3000 元'\n\n"
    "“-” reads one text a line from standard input; texts that begin with - follow --.",
)
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@option("--format", "form", type=click.Choice(["table", "json"]), default="table", zh="输出格式。", en="Output format.")
@option("--year", type=int, default=None, zh="预算年度，用于没有写年份的日期。", en="Budget year for texts that name none.")
def command(texts: tuple[str, ...], form: str, year: int | None) -> None:
    """Read each text and print its Value."""
    if form == "json":
        _print_json(_each(texts), year)
    else:
        _print_table(list(_each(texts)), year)


def _each(texts: tuple[str, ...]) -> Iterator[str]:
    """The texts in order, `-` standing for the lines of standard input."""
    for text in texts:
        if text == "-":
            yield from (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)
        else:
            yield text


def _print_json(texts: Iterator[str], year: int | None) -> None:
    from jiheng.doors import tool
    from jiheng.model.answer import ANSWER_VERSION, ValueAnswer
    from jiheng.model.codec import to_json
    from jiheng.values import read_value

    made = tool()
    for text in texts:
        sys.stdout.buffer.write(to_json(ValueAnswer.of(read_value(text, year=year), ANSWER_VERSION, made)) + b"\n")


def _print_table(texts: list[str], year: int | None) -> None:
    from rich.table import Table

    from jiheng.cli.screen import screen
    from jiheng.values import read_value
    from jiheng.values.wording import kind_name, wording

    lang = "en" if say("zh", "en") == "en" else "zh"
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for heading in (say("指标值", "target"), say("类型", "kind"), say("读作", "read as")):
        table.add_column(heading, overflow="fold", header_style="bold")
    for text in texts:
        value = read_value(text, year=year)
        table.add_row(value.text or "—", kind_name(value, lang), wording(value, lang), style="red" if value.kind == "unknown" else "")
    screen().print(table)
