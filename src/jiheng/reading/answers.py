"""Answers (表头各栏): what the labels of a form's head were answered, as the fields of a declaration."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from jiheng.model.declaration import CodedName, ExtraCell, Task
from jiheng.model.indicator import BlankLevel
from jiheng.reading.forms.alignment import Laid
from jiheng.reading.forms.columns import Header
from jiheng.reading.forms.geometry import figure_under
from jiheng.reading.forms.heads import Head
from jiheng.reading.forms.indicators import Block
from jiheng.reading.forms.sections import UNIT_OF_MONEY
from jiheng.reading.money import Counter
from jiheng.reading.rows import Row
from jiheng.reading.texts import coded, decimal, ticked
from jiheng.reading.views import Views

SHORTEST_PROJECT_CODE = 6


def text_of(head: Head, name: str) -> str | None:
    """The answer to a field; None where it is blank or not asked for."""
    said = head.one(name)
    return said.text if said and said.text else None


def unit_of(head: Head) -> str | None:
    """The unit's name without its code; beside a department's name (部门名称) it is the other."""
    held = [said.text for said in head.all("unit") if said.text]
    superior = _superior(head)
    text = next((each for each in held if each != superior), None) if superior else held[0] if held else None
    return coded(text).name if text else None


def unit_above(rows: Sequence[Row]) -> str | None:
    """The coded body that stands beside the unit of money over a form (`308201某中心 单位：万元`), the last one; None where none does."""
    for row in reversed(rows):
        others = [text for text in row.said if not UNIT_OF_MONEY.fullmatch(text)]
        if len(others) == 1 and len(row.said) > 1:
            body = coded(others[0])
            if body.code is not None:
                return body.name
    return None


def attribute_of(views: Views, head: Head) -> CodedName | None:
    """项目属性, the ticked one of several that the form prints."""
    text = text_of(head, "attribute")
    chosen = ticked(text, views.looks.words["ticks"], views.looks.words["boxes"]) if text else ""
    return coded(chosen) if chosen else None


def project_of(head: Head) -> tuple[str | None, str | None]:
    """The project's name without its code, and the code."""
    text = text_of(head, "project")
    own = text_of(head, "code")
    if text is None:
        return None, own
    apart = coded(text)
    if apart.code is None or len(apart.code) < SHORTEST_PROJECT_CODE:
        return text, own
    return apart.name, own or apart.code


def department_of(head: Head) -> CodedName | None:
    """主管部门 with its code, which may stand in a cell of its own."""
    text = text_of(head, "department") or _superior(head)
    code = text_of(head, "department.code")
    if text is None:
        return CodedName(code, None) if code else None
    apart = coded(text)
    return CodedName(apart.code or code, apart.name)


def _superior(head: Head) -> str | None:
    """The department of a form that asks for 部门名称 and for a unit beside it."""
    held = [said for said in head.all("unit") if said.text]
    return held[0].text if len(held) > 1 and "部门" in held[0].label and held[0].text != held[-1].text else None


def tasks_of(head: Head, counter: Counter) -> tuple[Task, ...]:
    """年度主要任务 in order, amounts in yuan."""
    out: list[Task] = []
    for task in head.tasks:
        name, content, money = (task.get(f"task.{part}") for part in ("name", "content", "amount"))
        value = counter.yuan(money, f"tasks.{len(out)}.amount") if money else None
        out.append(Task(name.text if name else "", content.text if content else None, value))
    return tuple(out)


def total_score(head: Head, block: Block) -> Decimal | None:
    """总分 as the form shows it: under the score's column, else under the weight's; of two figures the score stands second."""
    for name in ("score", "weight"):
        for header, laid in block.totals:
            figure = figure_under(header, laid, name)
            if figure is not None:
                return figure
    said = head.one("tail.total")
    parts = said.text.split("\n") if said else [spot[2] for _, laid in block.totals for cells in laid.cells.values() for spot in cells]
    figures = [figure for part in parts if (figure := decimal(part)) is not None]
    return figures[min(1, len(figures) - 1)] if figures else None


def extra_of(head: Head, block: Block, published: ExtraCell | None, *, executed: bool) -> tuple[ExtraCell, ...]:
    """The cells without a field of their own, those of one grid in the order in which they stand."""
    kept = [said for said in head.said if said.text and (said.field is None or said.field.name in ("extra", "tail.note"))]
    out = [published] if published else []
    for _, run in groupby(kept, key=lambda said: id(said.row.grid)):
        ordered = sorted(run, key=lambda said: (said.label_cell.row, said.label_cell.column))
        out.extend(ExtraCell(said.label.strip("：: "), said.text, said.row.place(said.cell or said.label_cell)) for said in ordered)
    out += [ExtraCell(label, spot[2], spot[0].place(spot[1])) for label, spot in block.leftovers]
    if not executed:
        out += [cell for header, laid in block.executions for cell in _execution_cells(header, laid)]
    return tuple(out)


def _execution_cells(header: Header, laid: Laid) -> list[ExtraCell]:
    """What a row 预算执行率 says in a form that has no field for the execution."""
    spots = [(header.columns[number], spot) for number, cells in laid.cells.items() for spot in cells if spot[2] and spot[0] is laid.row]
    return [
        ExtraCell(f"预算执行率（{column.label}）", spot[2], spot[0].place(spot[1]))
        for column, spot in spots
        if column.name in ("weight", "target")
    ]


def blank_levels(views: Views, block: Block) -> tuple[BlankLevel, ...]:
    """Second levels that the form prints and under which stands no indicator, each once."""
    out: list[BlankLevel] = []
    for levels in block.printed.values():
        first, second = levels.level1.text if levels.level1 else None, levels.level2
        if second is None or any(blank.level1 == first and blank.level2 == second.text for blank in out):
            continue
        out.append(BlankLevel(first, second.text, levels.node(views.looks), second.required, second.place))
    return tuple(out)
