"""Several indicators in one cell, numbered line by line, beside their targets numbered alike."""

import pytest

from jiheng.documents import Cell, Document, Grid
from jiheng.framework import load
from jiheng.model.place import Place
from jiheng.reading import read_document

HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


def rows(name: str, target: str) -> list[tuple[str, str]]:
    """What one row with these cells gives."""
    texts = (HEADS, ("产出指标", "数量指标", name, target), ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"))
    cells = tuple(Cell(text, row, column) for row, line in enumerate(texts, 1) for column, text in enumerate(line, 1))
    (table,) = read_document(Document("表.docx", "docx", (Grid(Place("表.docx", table=1), cells),)), load()).declarations
    return [(row.name, row.target.text) for row in table.indicators[:-1]]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("指标1：植树数量\n指标2：护林巡查次数", "指标1：≥300棵\n指标2：≥24次"),
        ("指标1:植树数量\n指标2:护林巡查\n次数", "1.≥300棵\n2.≥24次"),
        ("1、植树数量\n2、护林巡查次数", "1、≥300棵\n2、≥24次"),
    ],
)
def test_each_numbered_line_is_an_indicator(name: str, target: str) -> None:
    assert rows(name, target) == [("植树数量", "≥300棵"), ("护林巡查次数", "≥24次")]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("指标1：植树数量\n指标2：护林巡查次数", "≥300棵"),
        ("指标1：植树数量\n指标3：护林巡查次数", "指标1：≥300棵\n指标3：≥24次"),
        ("植树\n数量", "≥300棵"),
    ],
)
def test_what_can_not_be_parted_with_certainty_stays_whole(name: str, target: str) -> None:
    assert len(rows(name, target)) == 1
