"""`jiheng corpus copies`: declarations whose rows are nearly the same."""

from pathlib import Path

import click

from jiheng.cli.command import option, verb


@verb(
    zh="找出指标和指标值几乎相同的表，列出相同的行。\n\n例：jiheng corpus copies 语料/ --format csv -o 雷同.csv",
    en="Find declarations whose indicators and targets are nearly the same, with the rows that they share.\n\n"
    "Example: jiheng corpus copies corpus/ --format csv -o copies.csv",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("--format", "form", type=click.Choice(["table", "csv", "json", "xlsx"]), default=None, zh="输出格式。", en="Output format.")
@option("-o", "output", type=click.Path(path_type=Path), default=None, zh="写入文件。", en="Write to a file.")
def command(folder: Path, form: str | None, output: Path | None) -> None:
    """Print or write the groups, one line a member."""
    from jiheng.cli.answers import tell
    from jiheng.corpus.asking import Answer
    from jiheng.corpus.copies import copies

    columns = ("group", "project", "unit", "year", "path", "content", "number", "shared_rows")
    lines = tuple(
        (group, member.project, member.unit, member.year, member.path, member.content, member.number, "；".join(each.rows))
        for group, each in enumerate(copies(folder), 1)
        for member in each.members
    )
    tell(Answer(columns, lines), form, output)
