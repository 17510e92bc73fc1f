"""`jiheng corpus signals`: what the tables of a unit show over the years."""

from pathlib import Path

import click

from jiheng.cli.command import language, option, verb


@verb(
    zh="跨年信号：资金增加而目标下降、照抄、定义改变、多年不变、连年未完成。只是线索，不是结论。\n\n例：jiheng corpus signals 语料/ --format csv -o 信号.csv",
    en="Signals over years: money up while targets fall, copied texts, changed definitions, tables unchanged for years, targets missed again. "
    "Reasons to look, no verdicts.\n\nExample: jiheng corpus signals corpus/ --format csv -o signals.csv",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("--format", "form", type=click.Choice(["table", "csv", "json", "xlsx"]), default=None, zh="输出格式。", en="Output format.")
@option("-o", "output", type=click.Path(path_type=Path), default=None, zh="写入文件。", en="Write to a file.")
def command(folder: Path, form: str | None, output: Path | None) -> None:
    """Print or write the signals."""
    from jiheng.cli.answers import tell
    from jiheng.cli.settings import law
    from jiheng.corpus.asking import Answer
    from jiheng.corpus.signals import signals

    lines = tuple(
        (each.kind, each.unit, each.project, each.message, "；".join(f"{content}#{number}" for content, number in each.tables))
        for each in signals(folder, law(), language())
    )
    tell(Answer(("signal", "unit", "project", "message", "tables"), lines), form, output)
