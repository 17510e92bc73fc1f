"""`jiheng score`: what targets, actuals and money give by the official method, each point explained."""

import sys
from pathlib import Path
from typing import Any

import click

from jiheng.cli.command import language, option, verb
from jiheng.cli.limits import limited


@verb(
    zh="按评分办法给每项指标和整个项目计分，逐分说明。\n\n例：jiheng score 自评表.docx\n"
    "    jiheng score 目标表.docx --actuals 完成情况.xlsx --format json\n\n"
    "自评表自带实际完成值；目标表用 --actuals 另给，表头为“项目名称、三级指标、实际完成值、全年执行数（万元）”，\n"
    "或 project、indicator、actual、executed。",
    en="Score every indicator and the project by the official method, and explain each point.\n\n"
    "Example: jiheng score self-evaluation.docx\n         jiheng score targets.docx --actuals actuals.xlsx --format json\n\n"
    "A self-evaluation table holds its actuals; for target tables --actuals gives them under the heads project, indicator,\n"
    "actual, executed (or 项目名称, 三级指标, 实际完成值, 全年执行数（万元）).",
)
@click.argument("paths", nargs=-1, metavar="PATH…", type=click.Path(allow_dash=True))
@option(
    "--actuals",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=None,
    metavar="FILE",
    zh="实际完成值清单（Excel 或 CSV）。",
    en="A list of actuals (Excel or CSV).",
)
@option("--policy", default=None, metavar="NAME", zh="评分办法，缺省为全国办法。", en="Scoring policy; the national one without it.")
@option("--list", "listed", is_flag=True, zh="列出评分办法。", en="List the scoring policies.")
@option(
    "-o", "output", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE",
    zh="写出填好分数的自评表（.docx .xlsx .pdf .html .json）。", en="Write the self-evaluation form with its scores (.docx .xlsx .pdf .html .json).",
)  # fmt: skip
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", zh="输出格式：text、json。", en="Output: text, json.")
@limited
@click.pass_context
def command(context: click.Context, /, paths: tuple[str, ...], form: str, *, listed: bool, **flags: Any) -> None:
    """Score the documents and print the points, or list the policies."""
    from jiheng.cli.scoring import ScoreCall, carry_out, print_policies

    if listed:
        print_policies(form, language())
    elif not paths:
        raise click.MissingParameter(ctx=context, param=next(each for each in context.command.params if each.name == "paths"))
    else:
        sys.exit(carry_out(ScoreCall(paths, form=form, **flags), language()))
