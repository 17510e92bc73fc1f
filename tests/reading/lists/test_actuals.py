"""Lists of actuals in CSV and Excel: heads in Chinese and English, units by their heads, merged projects, notices above."""

import io
from decimal import Decimal

import openpyxl
import pytest

from jiheng import framework
from jiheng.errors import UnknownFormat
from jiheng.model.actual import ActualLine
from jiheng.reading.lists.actuals import read_actuals


def read(text: str) -> tuple[ActualLine, ...]:
    """The lines of a CSV."""
    return read_actuals(text.encode(), framework.load(), path="清单.csv")


def test_chinese_heads_and_the_unit_of_the_head() -> None:
    lines = read("项目名称,三级指标,实际完成值,全年执行数（万元）\n河道清淤,清淤长度,12公里,74.5\n河道清淤,巡查次数,48,\n")
    assert [(line.project, line.indicator, line.actual) for line in lines] == [
        ("河道清淤", "清淤长度", "12公里"),
        ("河道清淤", "巡查次数", "48"),
    ]
    assert [line.executed for line in lines] == [Decimal(745_000), None]
    assert lines[0].place is not None
    assert lines[0].place.line == 2


def test_english_heads_in_any_order_and_case() -> None:
    (line,) = read("Actual,Project,Executed,Indicator\n48,河道清淤,745000,巡查次数\n")
    assert (line.project, line.indicator, line.actual, line.executed) == ("河道清淤", "巡查次数", "48", Decimal(745_000))
    assert line.supposed_unit == "元"


def test_a_unit_in_the_cell_wins_over_the_head() -> None:
    (line,) = read("project,indicator,actual,全年执行数（元）\n河道清淤,巡查次数,48,74.5万元\n")
    assert line.executed == 745_000


def test_a_bare_figure_takes_the_unit_of_its_column_or_head() -> None:
    assert read("项目名称,三级指标,计量单位,实际完成值\n甲,巡查次数,次,48\n")[0].actual == "48次"
    assert read("项目名称,三级指标,实际完成值（%）\n甲,成活率,96\n")[0].actual == "96%"


def test_a_blank_project_is_the_one_above_and_a_row_of_money_needs_no_indicator() -> None:
    lines = read("项目名称,三级指标,实际完成值,全年执行数（元）\n甲,巡查次数,48,\n,清淤长度,3公里,\n乙,,,500\n")
    assert [line.project for line in lines] == ["甲", "甲", "乙"]
    assert lines[2].executed == 500


def test_excel_with_a_title_a_notice_and_a_merged_project() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["2024年度完成情况"],
        ["单位：万元"],
        ["项目名称", "三级指标", "实际完成值", "全年执行数"],
        ["甲", "巡查次数", 48, 74.5],
        [None, "成活率", 0.97, None],
    ):
        sheet.append(row)
    sheet["C5"].number_format = "0%"
    sheet.merge_cells("A4:A5")
    written = io.BytesIO()
    book.save(written)
    lines = read_actuals(written.getvalue(), framework.load(), path="清单.xlsx")
    assert [(line.project, line.actual) for line in lines] == [("甲", "48"), ("甲", "97%")]
    assert lines[0].executed == 745_000


def test_a_file_without_such_heads_says_which_it_should_have() -> None:
    with pytest.raises(UnknownFormat, match="实际完成值") as caught:
        read("姓名,电话\n张三,8000000\n")
    assert "actual" in caught.value.en
