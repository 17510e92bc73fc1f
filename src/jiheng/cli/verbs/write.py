"""`jiheng write`: target tables in the official form, letters and registers about them: Word, Excel, PDF, web page, JSON or CSV."""

import sys
from typing import Any

import click

from jiheng.cli.command import language, option, verb
from jiheng.cli.limits import limited

DAY = click.DateTime(["%Y-%m-%d"])


@verb(
    zh="把目标表写成规定的表式：.docx .xlsx .pdf .html .json .csv，由文件扩展名决定。\n\n例：jiheng write 报送/ -o 目标表.docx\n\n"
    "写到 datapackage.json 则是公开数据包（CSV、结构说明和 JSON）。\n\n"
    "文件名中写 {project}、{unit}、{year} 或 {n} 时每张表一个文件：-o '目标表/{n}-{project}.docx'；否则合在一个文件里，前有目录。\n\n"
    "批复和清单也是表式：--form approval（批复）、findings（审核问题清单）、rectification（整改台账）。\n"
    "例：jiheng write 报送/ -o '批复-{unit}.docx' --form approval --office 某县财政局 --date 2026-01-20",
    en="Write target tables in the official form: .docx .xlsx .pdf .html .json .csv, by the ending of the file.\n\n"
    "Example: jiheng write folder/ -o tables.docx\n\n"
    "To datapackage.json it writes open data: CSV tables, their schema and the JSON.\n\n"
    "With {project}, {unit}, {year} or {n} in its name there is a file for each table: -o 'out/{n}-{project}.docx'; else one with contents.\n\n"
    "The letter of approval and the registers of findings are forms too: --form approval, findings, rectification.",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(allow_dash=True))
@option("-o", "output", required=True, metavar="FILE", zh="写入的文件。", en="The file to write.")
@option(
    "--form", default=None, metavar="NAME",
    zh="表式（jiheng form 可列出）；不写时每张表用同类表式中能装下最多内容的一个。",
    en="The form (`jiheng form` lists them); without it the one of the table's kind that holds the most of it.",
)  # fmt: skip
@option(
    "--contents/--no-contents", default=True, zh="多张表合在一个文件时前面有没有目录。", en="Whether many tables in one file have contents."
)
@option("--office", default=None, metavar="NAME", zh="批复：发文机关。", en="Of a letter: who sends it.")
@option(
    "--to",
    "recipient",
    default=None,
    metavar="NAME",
    zh="批复：主送机关；不写时每个单位一份。",
    en="Of a letter: who gets it; else a letter a unit.",
)
@option("--number", default=None, metavar="TEXT", zh="批复：发文字号；不写时留空。", en="Of a letter: its number; else room for it.")
@option(
    "--date", "day", default=None, type=DAY, metavar="DAY", zh="批复：成文日期，如 2026-01-20；不写时留空。", en="Of a letter: its day."
)
@option("--deadline", default=None, type=DAY, metavar="DAY", zh="整改台账：整改期限，如 2026-03-01。", en="Of a ledger: until when.")
@option("--person", default=None, metavar="NAME", zh="整改台账：责任人。", en="Of a ledger: who is responsible.")
@limited
def command(paths: tuple[str, ...], output: str, form: str | None, *, contents: bool, **office: Any) -> None:
    """Read the documents and write their tables."""
    from jiheng.cli.offices import Office
    from jiheng.cli.writing import WriteCall, carry_out

    sys.exit(carry_out(WriteCall(paths, output, form, contents, Office(**office)), language()))
