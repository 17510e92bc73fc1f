"""Cells telling (单元格内叙述): a ruled list whose cells tell the indicators gives a declaration a project."""

from jiheng.documents.document import Cell, Document, Grid
from jiheng.framework import load
from jiheng.model.place import Place
from jiheng.reading import read_document

TOLD = (
    "【项目概况】：沿河12公里绿道日常养护。\n【总体目标】\n保持绿道整洁安全\n【产出指标-数量指标】\n指标1：养护绿道长度（≥12公里）\n"
    "【产出指标-质量指标】\n指标1：养护达标率（≥95%）\n【满意度指标-服务对象满意度指标】\n指标1：市民满意度（≥90%）"
)
ROWS = (
    ("单位编码", "单位名称（项目类别/支出项目）", "年度预算安排", "绩效目标"),
    ("063001", "沿河绿道养护", "450000", TOLD),
)


def test_cells_that_tell_become_a_table() -> None:
    """Name, money, goal and indicators of the project, in the order of the narrative."""
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(ROWS, 1) for column, text in enumerate(texts, 1))
    tables = read_document(Document(None, "html", (Grid(Place(table=1), cells),)), load()).declarations
    assert [table.project for table in tables] == ["沿河绿道养护"]
    assert tables[0].goal == "保持绿道整洁安全"
    assert [(row.level2, row.name, row.target.text) for row in tables[0].indicators] == [
        ("数量指标", "养护绿道长度", "≥12公里"),
        ("质量指标", "养护达标率", "≥95%"),
        ("服务对象满意度指标", "市民满意度", "≥90%"),
    ]
