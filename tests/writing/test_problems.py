"""The list of findings and the ledger: a row for each, from the law's columns, in every format."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from jiheng.documents import open_document
from jiheng.documents.document import Grid
from jiheng.doors import gathered, register
from jiheng.framework import load
from jiheng.framework.registers import register_named
from jiheng.model.finding import Basis, Finding, Fix, Severity
from jiheng.writing import Desk, Measure, registered
from writing.tables import tables

LAW = load()
TABLES = tuple(evolve(table, unit="县水务局", project=f"渠道清淤{number}") for number, table in enumerate(tables("local", 2, 8)))


def finding(rule: str, severity: Severity, at: int | None, mark: str, **more: Any) -> Finding:
    made = Finding(rule, severity, f"{mark}有问题。", 1, None, at, None if at is not None else "goal", None, mark)
    return evolve(made, **more)


FOUND = (
    finding("VAL001", Severity.ERROR, 0, "甲", basis=Basis("某办法", "财预〔2015〕88号")),
    finding("VAL002", Severity.INFO, None, "乙"),
    finding("VAL003", Severity.WARNING, 1, "丙", fix=Fix(1, "target", "98", "98%", safe=True), declaration=0),
)


def rows(name: str, desk: Desk, found: tuple[Finding, ...] = FOUND) -> list[dict[str, str]]:
    grid = next(block for block in registered(LAW, TABLES, found, register_named(LAW, name), desk).blocks if isinstance(block, Grid))
    heads = {cell.column: cell.text for cell in grid.cells if cell.row == 1}
    held: dict[int, dict[str, str]] = {}
    for cell in grid.cells:
        if cell.row > 1:
            held.setdefault(cell.row, {})[heads[cell.column]] = cell.text
    return list(held.values())


def test_every_finding_is_a_row_in_the_order_of_the_tables() -> None:
    made = rows("findings", Desk({"VAL001": "补上单位。"}))
    assert [row["存在的问题"] for row in made] == ["丙有问题。", "甲有问题。", "乙有问题。"]
    assert [row["序号"] for row in made] == ["1", "2", "3"]
    assert [row["级别"] for row in made] == ["警告", "错误", "提示"]
    assert made[0]["修改建议"] == "将“98”改为“98%”。"
    assert made[1]["修改建议"] == "补上单位。"
    assert made[1]["依据"] == "财预〔2015〕88号"
    assert made[0]["依据"] == "表内数据核算"
    assert TABLES[1].indicators[0].name is not None
    assert TABLES[1].indicators[0].name in made[1]["指标或栏目"]
    assert made[2]["指标或栏目"] == "年度总体目标"
    assert all(row["整改情况"] == "" for row in made)


def test_the_ledger_holds_what_must_be_mended_with_measure_owner_day_and_state() -> None:
    measures = {"甲": Measure("已补单位", "县水务局工程科", "李工", date(2026, 2, 1), "已整改", "附佐证")}
    made = rows("rectification", Desk({"VAL001": "补上单位。"}, measures, date(2026, 3, 1), "王科长"))
    assert [row["级别"] for row in made] == ["警告", "错误"]
    assert [made[0][name] for name in ("整改措施", "责任单位", "责任人", "整改期限", "整改状态", "备注")] == [
        "将“98”改为“98%”。", "县水务局", "王科长", "2026-03-01", "未整改", "",
    ]  # fmt: skip
    assert [made[1][name] for name in ("整改措施", "责任单位", "责任人", "整改期限", "整改状态", "备注")] == [
        "已补单位", "县水务局工程科", "李工", "2026-02-01", "已整改", "附佐证",
    ]  # fmt: skip


def test_no_finding_is_said_and_not_left_blank() -> None:
    assert rows("findings", Desk(), ())[0]["序号"] == "经审核，未发现问题。"


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".pdf", ".html", ".csv"])
@pytest.mark.parametrize("form", ["findings", "rectification"])
def test_every_format_holds_every_finding(form: str, ending: str) -> None:
    answer = gathered(TABLES, LAW, "zh")
    content = register(answer, FOUND, form=form, ending=ending, framework=LAW).content
    opened = open_document(content, path=f"a{ending}")
    said = "".join("".join(cell.text.split()) for block in opened.blocks if isinstance(block, Grid) for cell in block.cells)
    assert "甲有问题。" in said
    assert "丙有问题。" in said
