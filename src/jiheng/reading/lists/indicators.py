"""The indicator library as a list (绩效指标库清单): a line an indicator, each with its place."""

from pathlib import Path

from attrs import frozen

from jiheng.documents import open_document
from jiheng.errors import UnknownFormat
from jiheng.framework.framework import Framework
from jiheng.model.place import Place
from jiheng.reading.lists.columns import list_columns, list_rows

NEEDED = frozenset({"name"})
MOST = 20_000
"""Lines of a list; a province's library has some thousands of indicators."""


@frozen
class IndicatorLine:
    """One line as it stands; a text is None where its cell is blank or the list has no such column."""

    kind: str | None
    trade: str | None
    department: str | None
    level2: str | None
    name: str | None
    definition: str | None
    formula: str | None
    unit: str | None
    sign: str | None
    source: str | None
    usual: str | None
    place: Place


def read_indicators(source: Path | bytes, framework: Framework, *, path: str | None = None) -> tuple[IndicatorLine, ...]:
    """The lines of the list in an Excel, CSV or any other document; `path` is the name to show of bytes.

    Raises UnreadableDocument for what can't be opened, and UnknownFormat for what holds no such list.
    """
    document = open_document(source, path=path)
    columns = list_columns(framework, "indicators")
    names = [column.name for column in columns]
    lines: list[IndicatorLine] = []
    for row in list_rows(document, columns, NEEDED):
        if row.text("name"):
            lines.append(IndicatorLine(place=row.place, **{name: row.text(name) for name in names}))
        if len(lines) > MOST:
            break
    if lines:
        return tuple(lines)
    name = document.path or "-"
    raise UnknownFormat(
        f"{name}：没有找到指标清单。应有表头“类别、二级指标、指标名称、指标解释、计算公式……”，下面一行一个指标；请补上表头后再导入。",
        f"{name}: no list of indicators; expected the heads 类别, 二级指标, 指标名称, 指标解释, 计算公式 … with an indicator a line: add them and try again.",
        document.path,
    )
