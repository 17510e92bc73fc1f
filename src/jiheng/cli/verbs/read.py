"""`jiheng read`: what the target tables in documents say."""

import sys
from pathlib import Path

import click

from jiheng.cli.command import language, option, verb
from jiheng.cli.endings import ending
from jiheng.cli.limits import limited


@verb(
    zh="读出文件中的每一张绩效目标表。\n\n例：jiheng read 目标表.docx  报送/  --format json\n\n"
    "PATH 是文件、文件夹（逐个读取）或 “-”（标准输入）；格式按内容识别。",
    en="Read every target table in documents.\n\nExample: jiheng read table.docx folder/ --format json\n\n"
    "PATH is a file, a folder (walked) or “-” (standard input); the type is decided by content.",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(allow_dash=True))
@option(
    "--format", "form", type=click.Choice(["table", "json", "ndjson", "csv"]), default="table",
    zh="输出格式。", en="Output format.",
)  # fmt: skip
@option(
    "--explain", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    zh="另写一份网页，逐格说明文件是怎样读的。", en="Also write a web page that shows cell by cell how the documents were understood.",
)  # fmt: skip
@limited
def command(paths: tuple[str, ...], form: str, explain: Path | None) -> None:
    """Read the documents and print their tables."""
    from jiheng.cli import declarations
    from jiheng.cli.limits import limits
    from jiheng.cli.progress import counting
    from jiheng.cli.settings import law
    from jiheng.cli.streams import save
    from jiheng.doors import explain as explained
    from jiheng.doors import read

    with counting() as seen:
        if explain is None:
            answer = read(*paths, framework=law(), lang=language(), seen=seen, guard=limits())
        else:
            answer, page = explained(*paths, framework=law(), lang=language(), seen=seen, guard=limits())
            save(explain, page)
    getattr(declarations, f"print_{form}")(answer, language())
    sys.exit(ending(answer, paths))
