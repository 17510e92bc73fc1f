"""Reasons and ends (原因与表尾): why a document gives no declaration, where a list ends, and where each line of money stood."""

import pytest

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.reading import read_document
from jiheng.reading.reading import NO_TABLE, UNFILLED, UNKNOWN_HEAD, Reading

SCRAMBLED = """绩效目标表
资金名称 用途范围
水利发展资金
三级指标 新建泵站 工程合格率(%)
开工率(%)
年度目标值
7 100% 100%
实施周期目标值
9 100% 100% 不断提升
"""
TEMPLATE = """项目支出绩效目标申报表
项目名称\t
实施单位\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t\t
效益指标\t社会效益指标\t\t
"""
REPORT = "今年渠道养护工作进展顺利，养护35公里，群众满意。"
LIST = "项目名称,一级指标,二级指标,三级指标,指标值\n渠道养护,产出指标,数量指标,养护里程,≥35公里\n渠道养护,产出指标,质量指标,合格率,≥95%\n"
CENTRAL = """项目支出绩效目标表
(2024年度)
项目名称\t泵站更新
项目资金(万元)\t中期资金总额\t300\t年度资金总额\t100
\t其中:财政拨款\t240\t其中:财政拨款\t80
\t其他资金\t60\t其他资金\t20
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t更新泵站座数\t≥3座
满意度指标\t服务对象满意度指标\t农户满意度\t≥95%
"""


def read(text: str, path: str = "case.txt") -> Reading:
    return read_document(open_document(text.encode(), path=path), load())


@pytest.mark.parametrize(("text", "reason"), [(SCRAMBLED, UNKNOWN_HEAD), (TEMPLATE, UNFILLED), (REPORT, NO_TABLE)])
def test_the_reason_is_the_right_one(text: str, reason: Reading) -> None:
    """A head that was not recognised, a form left empty, and no form at all are told apart."""
    assert read(text) == reason


def test_a_list_ends_where_it_ends() -> None:
    """The rows of a CSV are whole: without a level of satisfaction it is not broken off."""
    (table,) = read(LIST, "list.csv").declarations
    assert table.complete
    assert len(table.indicators) == 2


def test_lines_of_money_with_one_label_keep_their_places() -> None:
    """The medium term's 财政拨款 and the year's stand in one row and have one label."""
    (table,) = read(CENTRAL).declarations
    assert table.funds_midterm is not None
    places = table.source.places
    assert (str(table.funds.fiscal), str(table.funds_midterm.fiscal)) == ("800000", "2400000")
    assert places["funds.fiscal"].column == 5
    assert places["funds_midterm.fiscal"].column == 3
    assert places["funds.total"].column == 5
