"""`jiheng check`: read and review, and print the findings."""

import sys
from pathlib import Path
from typing import Any

import click

from jiheng.cli.command import language, option, verb
from jiheng.cli.endings import RANKS
from jiheng.cli.findings import FORMS
from jiheng.cli.limits import limited


class Codes(click.ParamType[tuple[str, ...]]):
    """Rule codes or prefixes between commas."""

    name = "codes"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The codes in capitals."""
        return value if isinstance(value, tuple) else tuple(code.strip().upper() for code in str(value).split(",") if code.strip())


@verb(
    zh="读出并审核每一张绩效目标表。\n\n例：jiheng check 报送/  --select FND,IND --format json",
    en="Read and review every target table.\n\nExample: jiheng check folder/ --select FND,IND --format json",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(allow_dash=True))
@option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default=None,
    metavar="FORM",
    zh="输出格式：text、json、sarif、html、xlsx、markdown、opinion（审核意见书，Word）。",
    en="Output: text, json, sarif, html, xlsx, markdown, opinion (official letter, Word).",
)
@option("-o", "output", type=click.Path(path_type=Path), default=None, zh="写入文件。", en="Write to a file.")
@option(
    "--select",
    type=Codes(),
    default=(),
    metavar="CODES",
    zh="只用这些规则（代码或前缀，逗号分隔）。",
    en="Only these rules (codes or prefixes, commas).",
)
@option("--ignore", type=Codes(), default=(), metavar="CODES", zh="不用这些规则。", en="All but these rules.")
@option(
    "--fail-on",
    type=click.Choice(list(RANKS)),
    default=None,
    metavar="SEVERITY",
    zh="达到此程度时退出码为 1：error、warning、info、never。",
    en="Exit with 1 from here on: error, warning, info, never.",
)
@option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="DATE",
    zh="审核日期，缺省为今天。",
    en="Day of the review; today without it.",
)
@option(
    "--baseline",
    type=click.Path(path_type=Path),
    default=None,
    zh="基线文件：只报告其中没有的发现。",
    en="Baseline: report what is new.",
)
@option("--update-baseline", is_flag=True, zh="把本次全部发现写入基线文件。", en="Write all findings of this run to the baseline.")
@option("--statistics", is_flag=True, zh="只显示各规则的次数。", en="Show only how often each rule spoke.")
@option(
    "--annotate",
    type=click.Path(path_type=Path),
    default=None,
    zh="把发现写成批注，另存一份原文档（docx、xlsx）。",
    en="Write a copy of the document with the findings as comments (docx, xlsx).",
)
@option(
    "--county",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FOLDER",
    zh="本县的表样、字段叫法和办法（TOML 文件）所在的文件夹。",
    en="Folder of the county's own forms, labels and policies (TOML files).",
)
@option(
    "--library",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE",
    zh="指标库（jiheng corpus library 写出）：指出明显偏离同类的目标。",
    en="Indicator library (written by jiheng corpus library): tells targets far outside their like.",
)
@option("--fix", is_flag=True, zh="不改变含义的建议直接改好，写入 -o 的文件。", en="Make the safe mends in a copy, written to -o.")
@option("--unsafe-fixes", is_flag=True, zh="与 --fix、--diff 同用：其余建议也改。", en="With --fix or --diff: make the other mends too.")
@option("--diff", is_flag=True, zh="只显示会怎样改，不写文件。", en="Show what would be changed, write nothing.")
@option("--watch", is_flag=True, zh="文件变化后重新审核，Ctrl-C 结束。", en="Review again when a file changes, until Ctrl-C.")
@limited
def command(**flags: Any) -> None:
    """Review the documents and print or write the findings."""
    from jiheng.cli.checking import CheckCall, carry_out

    sys.exit(carry_out(CheckCall(**flags), language()))
