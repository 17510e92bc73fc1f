"""The layouts of the cases with their merged cells lost in the ways that programs lose them, and with a page break before each row."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from jiheng.documents.document import Cell, Document, Grid, Paragraph
from jiheng.framework import load
from jiheng.model.declaration import Declaration
from jiheng.model.place import Place
from jiheng.reading import read_document
from reading import drawing

CASES: Sequence[Mapping[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "reading" / "layouts.toml").read_text("utf8"))[
    "case"
]
DAMAGED = [case for case in CASES if not case.get("ruled_only")]


def placed(table: str) -> list[Cell]:
    """The cells of a drawn form with their true geometry."""
    covered: dict[int, int] = {}
    out: list[Cell] = []
    for row, line in enumerate(table.strip().splitlines(), 1):
        column = 1
        for cell in drawing.cells(line):
            while covered.get(column, 0) >= row:
                column += 1
            out.append(Cell(cell.text, row, column, cell.rows, cell.columns))
            covered |= dict.fromkeys(range(column, column + cell.columns), row + cell.rows - 1)
            column += cell.columns
    return out


def unmerged(cells: Sequence[Cell], *, repeated: bool) -> list[Cell]:
    """Every place of a merged cell as a cell: blank, or showing the merged cell's text again."""
    out = []
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                text = cell.text if repeated or (row, column) == (cell.row, cell.column) else ""
                out.append(Cell(text, row, column))
    return out


def left_out(cells: Sequence[Cell]) -> list[Cell]:
    """The places that merged cells cover are left out, so that what follows them stands too far left."""
    out: list[Cell] = []
    for row in sorted({cell.row for cell in cells}):
        within = sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column)
        out += [Cell(cell.text, row, number) for number, cell in enumerate(within, 1)]
    return out


def moved(cells: Sequence[Cell]) -> list[Cell]:
    """The form further down and to the right, as on a sheet with blank margins."""
    return [cell._replace(row=cell.row + 2, column=cell.column + 1) for cell in cells]


HEADS = ("二级指标", "二级指标(长期)", "二级\n指标", "指标内容", "指标名称", "指标分类")
WAYS: Mapping[str, Callable[[Sequence[Cell]], list[Cell]]] = {
    "covered places are blank cells": lambda cells: unmerged(cells, repeated=False),
    "covered places repeat the text": lambda cells: unmerged(cells, repeated=True),
    "covered places are left out": left_out,
    "the form stands away from the corner": moved,
}


def document(above: Sequence[str], *grids: Sequence[Cell]) -> Document:
    """A document of lines and grids that says itself where cells begin and end."""
    ordered = [tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))) for cells in grids]
    blocks = [Grid(Place(table=number), cells) for number, cells in enumerate(ordered, 1)]
    return Document(None, "docx", (*(Paragraph(Place(), line) for line in above), *blocks))


def said(read: Document) -> list[Declaration]:
    """What a document says, without places, mends and cells that have no field."""
    return [_bare(table) for table in read_document(read, load()).declarations]


def _bare(table: Declaration) -> Declaration:
    rows, midterm = (tuple(evolve(row, place=None) for row in some) for some in (table.indicators, table.midterm_indicators))
    return Declaration(
        table.form, table.title, table.year, table.project, table.code, table.department, table.unit, table.attribute, table.term,
        table.funds, table.funds_midterm, table.execution, table.goal, table.goal_midterm, table.goal_actual, table.tasks,
        rows, midterm, table.total_score,
    )  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", DAMAGED, ids=lambda case: case["name"])
def test_lost_merges(case: Mapping[str, Any], way: str) -> None:
    cells = placed(case["table"])
    assert said(document(case["above"], WAYS[way](cells))) == said(document(case["above"], cells))


@pytest.mark.parametrize("case", DAMAGED, ids=lambda case: case["name"])
def test_page_break_before_each_row(case: Mapping[str, Any]) -> None:
    cells = placed(case["table"])
    whole = said(document(case["above"], cells))
    for upper, lower in _broken(cells):
        assert said(document(case["above"], upper, lower)) == whole, lower[0]


def _broken(cells: Sequence[Cell]) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """The form over two pages, for each row of indicators that could begin the second; merged cells end and go on blank."""
    header = max(cell.row + cell.row_span - 1 for cell in cells if "".join(cell.text.split()) in HEADS)
    for at in range(header + 2, max(cell.row for cell in cells) + 1):
        upper = [cell._replace(row_span=min(cell.row + cell.row_span, at) - cell.row) for cell in cells if cell.row < at]
        lower = [cell._replace(row=cell.row - at + 1) for cell in cells if cell.row >= at]
        open_cells = [cell for cell in cells if cell.row < at < cell.row + cell.row_span]
        lower += [cell._replace(text="", row=1, row_span=cell.row + cell.row_span - at) for cell in open_cells]
        yield upper, lower


def test_the_next_page_counts_only_the_columns_that_its_rows_need() -> None:
    head = [Cell("项目名称", 1, 1, 1, 2), Cell("森林防火", 1, 3, 1, 5)]
    header = [Cell("一级指标", 2, 1, 1, 2), Cell("二级指标", 2, 3, 1, 2), Cell("三级指标", 2, 5), Cell("指标值", 2, 6, 1, 2)]
    first = [Cell("产出指标", 3, 1, 1, 2), Cell("数量指标", 3, 3, 1, 2), Cell("巡查次数", 3, 5), Cell("≥100次", 3, 6, 1, 2)]
    other = [Cell("", 1, 1), Cell("质量指标", 1, 2), Cell("", 1, 3), Cell("合格", 1, 4), Cell("满意度指标", 2, 1)]
    other += [Cell("服务对象满意度指标", 2, 2), Cell("群众满意度", 2, 3), Cell("≥90%", 2, 4)]
    (table,) = said(document(["项目支出绩效目标表"], [*head, *header, *first], other))
    assert [(row.level2, row.name, row.target.text) for row in table.indicators] == [
        ("数量指标", "巡查次数", "≥100次"),
        ("质量指标", "", "合格"),
        ("服务对象满意度指标", "群众满意度", "≥90%"),
    ]
