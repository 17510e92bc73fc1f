"""Lines of a list of actuals find their tables and rows; what fits nowhere is said."""

from decimal import Decimal

from jiheng import framework
from jiheng.model.actual import ActualLine
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Funds
from jiheng.model.indicator import Indicator
from jiheng.scoring import Filled, filled
from jiheng.values import read_value


def table(project: str, *names: str, code: str | None = None) -> Declaration:
    """A target table with a row for each name."""
    rows = tuple(Indicator(name, level2="数量指标", node="output.quantity", target=read_value("≥10件")) for name in names)
    return Declaration(FormKind.TARGET, year=2024, project=project, code=code, funds=Funds(Decimal(800_000)), indicators=rows)


def put(lines: list[ActualLine], *tables: Declaration) -> Filled:
    """The lines put into the tables."""
    return filled(tables, lines, framework.load())


def test_a_line_goes_to_the_row_of_its_name() -> None:
    found = put([ActualLine("河道清淤", indicator="清淤长度", actual="12公里")], table("河道清淤", "巡查次数", "清淤长度"))
    actuals = [row.actual.text if row.actual else None for row in found.declarations[0].indicators]
    assert actuals == [None, "12公里"]
    assert not found.unmatched


def test_a_name_worded_a_little_otherwise_is_still_the_row() -> None:
    found = put([ActualLine("河道清淤", indicator="开展河道巡查次数", actual="12次")], table("河道清淤工程", "河道巡查次数", "清淤长度"))
    assert found.declarations[0].indicators[0].actual is not None
    assert not found.unmatched


def test_the_code_decides_between_two_tables_of_one_name() -> None:
    tables = table("运行维护", "巡检次数", code="A1"), table("运行维护", "巡检次数", code="B2")
    found = put([ActualLine("运行维护", code="B2", indicator="巡检次数", actual="9次")], *tables)
    assert [each.indicators[0].actual is not None for each in found.declarations] == [False, True]


def test_two_tables_of_one_name_take_no_line_that_may_be_of_either() -> None:
    found = put([ActualLine("运行维护", indicator="巡检次数", actual="9次")], table("运行维护", "巡检次数"), table("运行维护", "巡检次数"))
    assert [line.indicator for line in found.unmatched] == ["巡检次数"]
    assert "项目代码" in found.unmatched[0].reason


def test_the_only_table_takes_lines_without_a_project() -> None:
    found = put([ActualLine(indicator="巡查次数", actual="12")], table("河道清淤", "巡查次数"))
    assert found.declarations[0].indicators[0].actual is not None


def test_what_fits_nowhere_is_said() -> None:
    lines = [ActualLine("校舍修缮", indicator="修缮面积", actual="3平方米"), ActualLine("河道清淤", indicator="培训教师人数", actual="3人")]
    found = put(lines, table("河道清淤", "巡查次数"))
    assert {line.indicator for line in found.unmatched} == {"修缮面积", "培训教师人数"}
    assert all(line.reason for line in found.unmatched)


def test_the_nearest_row_is_named_where_a_line_is_too_unlike() -> None:
    found = put([ActualLine("河道清淤", indicator="居民满意度", actual="95%")], table("河道清淤", "周边居民满意度"))
    assert "周边居民满意度" in found.unmatched[0].reason


def test_money_without_a_unit_is_in_the_unit_nearer_to_the_budget() -> None:
    for amount, supposed in ((Decimal(745_000), "万元"), (Decimal(745_000) * 10_000, "万元")):
        line = ActualLine("河道清淤", executed=amount, supposed_unit=supposed)
        execution = put([line], table("河道清淤", "巡查次数")).declarations[0].execution
        assert execution is not None
        assert execution.executed == 745_000


def test_two_amounts_for_one_project_are_said() -> None:
    lines = [ActualLine("河道清淤", executed=Decimal(100)), ActualLine("河道清淤", executed=Decimal(200))]
    assert len(put(lines, table("河道清淤", "巡查次数")).unmatched) == 1
