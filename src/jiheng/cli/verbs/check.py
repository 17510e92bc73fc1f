"""`jiheng check`: read and review, and print the findings."""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import click

from jiheng.cli.command import language, option, verb
from jiheng.cli.endings import RANKS, ending, failing, worst
from jiheng.cli.findings import FORMS

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


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
    zh="输出格式：text、json、sarif、html、xlsx、markdown。",
    en="Output: text, json, sarif, html, xlsx, markdown.",
)
@option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), default=None, zh="写入文件。", en="Write to a file.")
@option(
    "--select", default="", metavar="CODES", zh="只用这些规则（代码或前缀，逗号分隔）。", en="Only these rules (codes or prefixes, commas)."
)
@option("--ignore", default="", metavar="CODES", zh="不用这些规则。", en="All but these rules.")
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
def command(
    paths: tuple[str, ...], form: str | None, output: Path | None, select: str, ignore: str, fail_on: str | None, today: datetime | None
) -> None:
    """Review the documents and print or write the findings."""
    from jiheng.cli.findings import complain, write_findings
    from jiheng.cli.settings import settings_file, settings_of
    from jiheng.doors import read, reviewed
    from jiheng.framework import load
    from jiheng.model.settings import Settings

    found = settings_file(Path.cwd())
    settings = settings_of(found, Settings(_codes(select), _codes(ignore)))
    chosen = form or (found.content.get("format") if found else None) or "text"
    framework = load()
    reading = read(*paths, framework=framework, lang=language())
    answer = reviewed(reading, settings, framework, (today or datetime.now(BEIJING)).date(), language())
    write_findings(chosen, output, answer, reading.declarations, language())
    complain(answer)
    sys.exit(worst([ending(answer, paths), failing(answer, fail_on or settings.fail_on)]))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())
