"""`jiheng corpus query`: SQL over a corpus."""

from pathlib import Path

import click

from jiheng.cli.command import language, option, verb

FORMATS = ("table", "csv", "json", "xlsx", "chart")


@verb(
    zh="用 SQL 或常用问题的名称查询语料。\n\n"
    "表：documents、declarations、indicators、findings、efforts、manifest。\n\n"
    '例：jiheng corpus query 语料/ places\n　　jiheng corpus query 语料/ "select year, count(*) from declarations group by 1" --format csv',
    en="Ask a corpus by SQL, or by the name of a ready-made question.\n\n"
    "Tables: documents, declarations, indicators, findings, efforts, manifest.\n\n"
    "Example: jiheng corpus query corpus/ places\n"
    '         jiheng corpus query corpus/ "select year, count(*) from declarations group by 1" --format csv',
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("sql", required=False, metavar="[SQL]")
@option("--list", "listing", is_flag=True, zh="列出常用问题。", en="List the ready-made questions.")
@option(
    "--format", "form", type=click.Choice(FORMATS), default=None,
    zh="输出格式；chart 是首列为名、末列为数的条形图（SVG）。", en="Output; chart: bars in SVG, the first column names, the last counts.",
)  # fmt: skip
@option("-o", "output", type=click.Path(path_type=Path), default=None, zh="写入文件。", en="Write to a file.")
def command(folder: Path, sql: str | None, listing: bool, form: str | None, output: Path | None) -> None:  # noqa: FBT001 - click's own signature
    """Print or write the answer."""
    from jiheng.cli.answers import list_questions, tell
    from jiheng.corpus.asking import ask

    if listing or sql is None:
        list_questions(language())
    else:
        tell(ask(folder, sql), form, output)
