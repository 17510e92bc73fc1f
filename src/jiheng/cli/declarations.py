"""Declarations on the screen: as tables for people, as JSON, one a line, and as CSV of one row an indicator."""

import csv
import io
import re
import sys
from decimal import Decimal

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jiheng.cli.harmless import complain, harmless
from jiheng.cli.screen import screen
from jiheng.model.answer import ReadAnswer
from jiheng.model.codec import to_json
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.review.reports.wrapping import wrapped
from jiheng.values.wording import money, wording

COLUMNS = {
    "zh": ("一级指标", "二级指标", "三级指标", "指标值", "读作"),
    "en": ("level 1", "level 2", "name", "target", "read as"),
}
INDENT = 3
FIRING = ("=", "@", "+", "-")
FIGURE = re.compile(r"[-+][\d.,]+%?")
FLAT = (
    "path", "project", "code", "unit", "department", "year", "form", "total", "level1", "level2", "name", "node", "target",
    "kind", "lower", "upper", "unit_of_target", "weight",
)  # fmt: skip


def print_json(answer: ReadAnswer, _lang: str) -> None:
    """The whole answer, indented."""
    sys.stdout.buffer.write(to_json(answer, indent=2) + b"\n")


def print_ndjson(answer: ReadAnswer, _lang: str) -> None:
    """One declaration a line; what could not be read is said on the error stream."""
    for declaration in answer.declarations:
        sys.stdout.buffer.write(to_json(declaration) + b"\n")
    complain((*answer.unreadable, *answer.empty))


def print_csv(answer: ReadAnswer, _lang: str) -> None:
    """One row an indicator, UTF-8 with a byte order mark so that Excel shows Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FLAT)
    for declaration in answer.declarations:
        for row in declaration.indicators:
            writer.writerow(map(unfired, _flat(declaration, row)))
    sys.stdout.buffer.write(b"\xef\xbb\xbf" + text.getvalue().encode())
    complain((*answer.unreadable, *answer.empty))


def unfired(cell: object) -> object:
    """The cell as a spreadsheet takes it for text: with `'` before what it would run as a formula (`=`, `@`, `+` and `-` with no figure)."""
    if not isinstance(cell, str):
        return cell
    text = harmless(cell)
    return f"'{text}" if text.lstrip().startswith(FIRING) and not FIGURE.fullmatch(text) else text


def print_table(answer: ReadAnswer, lang: str) -> None:
    """Each declaration as its heading, its goal, and its indicators with how each target was read."""
    console = screen()
    for position, declaration in enumerate(answer.declarations, 1):
        console.print(_heading(position, declaration, lang))
        if declaration.goal:
            for line in wrapped(declaration.goal, console.width - INDENT):
                console.print(Text(" " * INDENT + line), soft_wrap=True)
        console.print(Padding(_indicators(declaration, lang), (0, 0, 0, INDENT)))
        console.print(Padding(_footing(declaration, lang), (0, 0, 1, INDENT)) if _footing(declaration, lang) else "")
    for refusal in (*answer.unreadable, *answer.empty):
        console.print(Text(refusal.said, "red"), soft_wrap=True)
    console.print(Text(_total(answer, lang), "bold"))


def _heading(position: int, declaration: Declaration, lang: str) -> Text:
    year = f"{declaration.year} 年度" if lang == "zh" else str(declaration.year)
    total = declaration.funds.total
    about = [declaration.unit, year if declaration.year else None, money(total) if total is not None else None, declaration.term]
    name = declaration.project or declaration.title or "—"
    return Text.assemble((f"{position}. {name}", "bold"), ("\n   " + " · ".join(filter(None, about)), "dim"))


def _indicators(declaration: Declaration, lang: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading, ratio in zip(COLUMNS[lang], (None, None, 3, 2, 2), strict=True):
        table.add_column(heading, overflow="fold", ratio=ratio, no_wrap=ratio is None)
    before: tuple[str | None, str | None] = (None, None)
    for row in declaration.indicators:
        first = row.level1 if row.level1 != before[0] else ""
        second = row.level2 if (row.level1, row.level2) != before else ""
        read_as = wording(row.target, lang) if row.target.text else ""
        table.add_row(first or "", second or "", row.name, Text(row.target.text, "bold"), Text(read_as, "dim"))
        before = (row.level1, row.level2)
    return table


def _footing(declaration: Declaration, lang: str) -> Text:
    """What was mended, and whether the source ended inside the form."""
    parts = []
    if declaration.source.repairs:
        number = len(declaration.source.repairs)
        parts.append(f"修复 {number} 处" if lang == "zh" else f"{number} mends")
        doubtful = sum(repair.doubtful for repair in declaration.source.repairs)
        if doubtful:
            parts.append(f"其中存疑 {doubtful} 处" if lang == "zh" else f"{doubtful} of them doubtful")
    if not declaration.complete:
        parts.append("来源在表中间中断，缺的部分不作判断" if lang == "zh" else "the source ends inside the form")
    return Text(" · ".join(parts), "yellow")


def _total(answer: ReadAnswer, lang: str) -> str:
    rows = sum(len(declaration.indicators) for declaration in answer.declarations)
    total = money(sum((declaration.funds.total or Decimal(0) for declaration in answer.declarations), Decimal(0)))
    if lang == "en":
        return f"{len(answer.declarations)} tables · {rows} indicators · {total} in all"
    return f"共 {len(answer.declarations)} 张表 · {rows} 项指标 · 资金合计 {total}"


def _flat(declaration: Declaration, row: Indicator) -> list[object]:
    source = declaration.source.place
    department = declaration.department.name if declaration.department else None
    whole = [source.path if source else None, declaration.project, declaration.code, declaration.unit, department, declaration.year]
    target = row.target
    return [
        *whole, declaration.form.value, declaration.funds.total, row.level1, row.level2, row.name, row.node, target.text,
        target.kind.value, target.lower, target.upper, target.unit, row.weight,
    ]  # fmt: skip
