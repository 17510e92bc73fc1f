"""`jiheng write`: target tables in the official form, as Word, Excel, PDF, web page, JSON or CSV."""

import sys

import click

from jiheng.cli.command import language, option, verb


@verb(
    zh="把目标表写成规定的表式：.docx .xlsx .pdf .html .json .csv，由文件扩展名决定。\n\n例：jiheng write 报送/ -o 目标表.docx\n\n"
    "写到 datapackage.json 则是公开数据包（CSV、结构说明和 JSON）。\n\n"
    "文件名中写 {project}、{unit}、{year} 或 {n} 时每张表一个文件：-o '目标表/{n}-{project}.docx'。",
    en="Write target tables in the official form: .docx .xlsx .pdf .html .json .csv, by the ending of the file.\n\n"
    "Example: jiheng write folder/ -o tables.docx\n\n"
    "To datapackage.json it writes open data: CSV tables, their schema and the JSON.\n\n"
    "With {project}, {unit}, {year} or {n} in its name there is a file for each table: -o 'out/{n}-{project}.docx'.",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(allow_dash=True))
@option("-o", "output", required=True, metavar="FILE", zh="写入的文件。", en="The file to write.")
@option(
    "--form", default=None, metavar="NAME",
    zh="表式（jiheng form 可列出）；不写时每张表用同类表式中能装下最多内容的一个。",
    en="The form (`jiheng form` lists them); without it the one of the table's kind that holds the most of it.",
)  # fmt: skip
def command(paths: tuple[str, ...], output: str, form: str | None) -> None:
    """Read the documents and write their tables."""
    from jiheng.cli.writing import WriteCall, carry_out

    sys.exit(carry_out(WriteCall(paths, output, form), language()))
