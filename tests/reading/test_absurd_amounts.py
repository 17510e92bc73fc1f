"""Amounts of thousands of digits are no amounts: they are left out, and no rule crashes over them."""

from jiheng.doors import check, read_named


def test_thousands_of_digits_are_no_money() -> None:
    text = f"项目名称,新建泵房\n年度资金总额（万元）,{'9' * 5000}\n一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,泵房数,≥{'9' * 5000}座\n"
    answer = read_named(text.encode(), "a.csv")
    (table,) = answer.declarations
    assert table.funds.total is None
    assert not check(answer).crashed
