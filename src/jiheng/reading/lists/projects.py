"""The year's list of projects (年度预算项目清单): what the budget system's Excel says, a line a project, each with its place."""

from decimal import Decimal
from pathlib import Path

from attrs import frozen

from jiheng.documents import open_document
from jiheng.errors import UnknownFormat
from jiheng.framework.framework import Framework
from jiheng.model.place import Place
from jiheng.reading.lists.columns import ListRow, list_columns, list_rows
from jiheng.reading.texts import amount, coded

SHEET = "lists/projects"
NEEDED = frozenset({"project", "code"})
MOST = 100_000
"""Lines of a list; a county has some thousands of projects."""


@frozen
class ProjectLine:
    """One line as it stands; a text is None where its cell is blank or the list has no such column.

    `amount` is in yuan, None where the cell is blank, holds no money (then `written` says what stands there), or where nothing names the unit of
    money (then `unscaled` is the bare figure).
    """

    code: str | None
    project: str | None
    unit_code: str | None
    unit: str | None
    department: str | None
    amount: Decimal | None
    written: str | None
    unscaled: Decimal | None
    place: Place


@frozen
class ProjectList:
    """The lines of a list in order, the total that it prints below them (yuan; None where it prints none), and the columns that it has."""

    lines: tuple[ProjectLine, ...]
    total: Decimal | None
    columns: frozenset[str]


def read_projects(source: Path | bytes, framework: Framework, *, path: str | None = None) -> ProjectList:
    """The list in an Excel, CSV or any other document; `path` is the name to show of bytes.

    Raises UnreadableDocument for what can't be opened, and UnknownFormat for what holds no such list.
    """
    document = open_document(source, path=path)
    rows = framework.sheet(SHEET)["rows"]
    sums, partial = frozenset(rows["sums"]), frozenset(rows["partial"])
    lines: list[ProjectLine] = []
    totals: list[Decimal | None] = []
    columns: set[str] = set()
    for row in list_rows(document, list_columns(framework, "projects"), NEEDED, sums):
        columns |= set(row.heads)
        line = _line(row)
        if _is_sum(line, row, sums):
            totals += [] if partial & _said(row) else [line.amount]
        elif line.code or line.project or line.written:
            lines.append(line)
        if len(lines) > MOST:
            break
    if lines:
        return ProjectList(tuple(lines), totals[0] if len(totals) == 1 else None, frozenset(columns))
    name = document.path or "-"
    raise UnknownFormat(
        f"{name}：没有找到项目清单。应有表头“项目编码、项目名称、单位名称、金额”，下面一行一个项目；请补上表头后再导入。",
        f"{name}: no list of projects; expected the heads 项目编码, 项目名称, 单位名称, 金额 (or code, project, unit, amount) with a project a line: "
        "add them and try again.",
        document.path,
    )


def _line(row: ListRow) -> ProjectLine:
    named = coded(row.text("project") or "")
    unit = coded(row.text("unit") or "")
    department = coded(row.text("department") or "")
    figure, unscaled = _money(row)
    return ProjectLine(
        code=row.text("code") or named.code,
        project=named.name or None,
        unit_code=row.text("unit_code") or unit.code,
        unit=unit.name or None,
        department=department.name or None,
        amount=figure,
        written=row.text("amount"),
        unscaled=unscaled,
        place=row.place,
    )


def _money(row: ListRow) -> tuple[Decimal | None, Decimal | None]:
    """The amount in yuan where its unit is known, else the bare figure."""
    text = row.text("amount")
    read = amount(text) if text else None
    if read is None:
        return None, None
    scale = read.scale or row.yuan("amount")
    return (read.figure * scale, None) if scale is not None else (None, read.figure)


def _is_sum(line: ProjectLine, row: ListRow, sums: frozenset[str]) -> bool:
    """Whether the row is a sum: a cell says so, and no other names a project."""
    return bool(_said(row) & sums) and not (line.code and line.project and line.project not in sums)


def _said(row: ListRow) -> frozenset[str]:
    """What the cells of a row say, without blanks."""
    return frozenset(text.replace(" ", "") for text in row.cells.values() if text)
