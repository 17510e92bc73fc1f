"""`jiheng corpus report`: what a corpus shows, on one page."""

from pathlib import Path

import click

from jiheng.cli.command import language, option, verb


@verb(
    zh="把语料的概况写成一个网页：读出情况、各规则的发现、地区、行业、年度、可衡量占比、雷同、明显偏离同类的目标。\n\n例：jiheng corpus report 语料/ -o 报告.html",
    en="Write what a corpus shows as one web page: coverage, findings by rule, place and year, measurable share, copies, outliers.\n\n"
    "Example: jiheng corpus report corpus/ -o report.html",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("-o", "output", required=True, type=click.Path(path_type=Path), metavar="FILE", zh="网页文件。", en="The web page.")
def command(folder: Path, output: Path) -> None:
    """Write the page."""
    from jiheng.cli.settings import law
    from jiheng.cli.streams import save
    from jiheng.corpus.report import report

    save(output, report(folder, law(), language()))
