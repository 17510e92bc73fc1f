"""Actuals (实际完成值清单): what a unit's list says was reached and spent, a line an indicator."""

import re
from decimal import Decimal
from pathlib import Path

from jiheng.documents import open_document
from jiheng.errors import UnknownFormat
from jiheng.framework.fields import SCALES
from jiheng.framework.framework import Framework
from jiheng.model.actual import ActualLine
from jiheng.reading.lists.columns import ListRow, list_columns, list_rows
from jiheng.reading.money import LARGE
from jiheng.reading.texts import amount, bare_name, coded

NEEDED = frozenset({"actual", "executed"})
BARE = re.compile(r"^[-－]?[\d,，]*\.?\d+$")


def read_actuals(source: Path | bytes, framework: Framework, *, path: str | None = None) -> tuple[ActualLine, ...]:
    """The lines of a list of actuals in Excel, CSV or any other document; `path` is the name to show of bytes.

    Raises UnreadableDocument for what can't be opened, and UnknownFormat for what holds no such list.
    """
    document = open_document(source, path=path)
    columns = list_columns(framework, "actuals")
    lines = tuple(_line(row) for row in list_rows(document, columns, NEEDED))
    lines = tuple(line for line in lines if line.indicator or line.executed is not None)
    if lines:
        return lines
    name = document.path or "-"
    raise UnknownFormat(
        f"{name}：没有实际完成值清单。应有表头“项目名称、三级指标、实际完成值、全年执行数”（或 project、indicator、actual、executed）；请补上表头。",
        f"{name}: no list of actuals; expected the heads project, indicator, actual, executed "
        "(or 项目名称, 三级指标, 实际完成值, 全年执行数); add them.",
        document.path,
    )


def _line(row: ListRow) -> ActualLine:
    project = coded(row.text("project") or "")
    executed, supposed = _money(row, "executed")
    annual, also_supposed = _money(row, "annual")
    name = row.text("indicator")
    return ActualLine(
        project=project.name or None,
        code=row.text("code") or project.code,
        level2=row.text("level2"),
        indicator=bare_name(name) if name else None,
        actual=_with_unit(row),
        reason=row.text("reason"),
        executed=executed,
        annual=annual,
        supposed_unit=supposed or also_supposed,
        place=row.place,
    )


def _with_unit(row: ListRow) -> str | None:
    """The actual; a bare figure with the unit of its column, else of the brackets in the head."""
    text = row.text("actual")
    if text is None or not BARE.match(text):
        return text
    return text + (row.text("unit") or row.bracket("actual") or "")


def _money(row: ListRow, name: str) -> tuple[Decimal | None, str | None]:
    """An amount in yuan, and the unit that was supposed for it where nothing names one."""
    text = row.text(name)
    read = amount(text) if text else None
    if read is None:
        return None, None
    scale = read.scale or row.yuan(name)
    if scale is not None or not read.figure:
        return read.figure * (scale or 1), None
    unit = "元" if abs(read.figure) >= LARGE else "万元"
    return read.figure * SCALES[unit], unit
