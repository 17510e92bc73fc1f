"""The budget equation: which counts a price multiplies, and what it comes to."""

from fractions import Fraction

import pytest

from jiheng import framework
from jiheng.review import Context
from jiheng.review.facts.balance import Balance, balance, proof, sum_of
from jiheng.review.facts.budget_equation import BudgetEquation, budget_equation
from jiheng.review.facts.other_readings import explained
from jiheng.sample.sketch import sketch

CONTEXT = Context(framework.load())
HEAD = "年度 | 2024\n项目期 | 1年\n年度资金总额 | {}\n"


def equation(total: str, *rows: str) -> BudgetEquation:
    levels = ("产出指标 | 数量指标 | {}" if row.startswith("数") else "产出指标 | 成本指标 | {}" for row in rows)
    return budget_equation(
        sketch(HEAD.format(total) + "\n".join(level.format(row[1:]) for level, row in zip(levels, rows, strict=True)))[0], CONTEXT
    )


def test_a_price_multiplies_count_and_months() -> None:
    found = equation("24万元", "数护林员人数 | 20人", "价护林员补助标准 | 1000元/人/月")
    assert sum_of(found.summands).point == 240_000
    assert found.sure
    assert found.claims_all


def test_the_count_is_found_by_name_among_several() -> None:
    found = equation("30万元", "数护林员人数 | 20人", "数保洁员人数 | 5人", "价保洁员补助标准 | 1000元/人/月")
    assert sum_of(found.summands).point == 60_000
    assert found.unnamed == (0,)


@pytest.mark.parametrize(
    "rows",
    [
        ("数参训学员人数 | 200人", "价讲课费 | 500元/人"),
        ("数建筑面积 | 4000平方米", "数绿化面积 | 200平方米", "价单位建设成本 | 2500元/平方米"),
        ("数每月巡查次数 | 2次", "价单次巡查成本 | 2000元"),
        ("数在岗人数 | 30人", "价炊事员工资标准 | 2000元/人/月", "价宿管员工资标准 | 1800元/人/月"),
        ("价养护成本 | 500元/公里",),
    ],
)
def test_a_price_without_a_sure_count_is_left_open(rows: tuple[str, ...]) -> None:
    assert equation("30万元", *rows).unpriced


def test_a_count_of_visits_answers_two_bases_at_once() -> None:
    found = equation("1万元", "数培训人次 | 200人次", "价培训费 | 50元/人·次")
    assert sum_of(found.summands).point == 10_000


def test_thousands_of_persons_are_converted() -> None:
    found = equation("1万元", "数体检人数 | 2000人", "价体检费用 | 5000元/千人")
    assert sum_of(found.summands).point == 10_000


def test_bounds_make_an_interval() -> None:
    found = equation("66万元", "数改造村数量 | ≥10个村", "价每村改造成本 | ≤60000元")
    made = sum_of(found.summands)
    assert made.lower == 0
    assert made.upper is None


@pytest.mark.parametrize(
    ("total", "expected"),
    [("24.00万元", Balance.HOLDS), ("24.10万元", Balance.SHORT), ("23.00万元", Balance.OVER)],
)
def test_a_total_holds_or_lies_beyond(total: str, expected: Balance) -> None:
    found = equation(total, "数护林员人数 | 20人", "价护林员补助标准 | 1000元/人/月")
    assert found.total is not None
    assert balance(found.summands, found.total) is expected


def test_sessions_that_the_price_leaves_out_explain_a_total() -> None:
    found = equation("20万元", "数农技培训期数 | 4期", "数农技培训人数 | 100人", "价农技培训成本 | 500元/人")
    assert found.total is not None
    assert explained(found.summands, found, found.total)


def test_tiers_of_one_count_explain_a_total_between_them() -> None:
    found = equation("4000元", "数营养餐人数 | 100人", "价营养餐（加餐）标准 | 30元/人", "价营养餐标准 | 50元/人")
    assert found.total is not None
    assert len(found.summands) == 2
    assert explained(found.summands, found, found.total)


def test_the_proof_writes_the_equation_out() -> None:
    found = equation("30万元", "数护林员人数 | 20人", "价护林员补助标准 | 1000元/人/月")
    assert found.total is not None
    evidence = proof(found.summands, found.total)
    assert (evidence["left"], evidence["right"]) == ("240000", "300000")
    terms = evidence["terms"]
    assert isinstance(terms, tuple)
    assert [(term.figure, term.unit) for term in terms] == [("20", "人"), ("1000", "元/人/月"), ("12", "月")]


def test_a_factor_is_exact() -> None:
    found = equation("1319999.04元", "数辅导员人数 | 24名", "价每人每月补助 | 4583.33元/人/月")
    assert found.summands[0].interval.point == Fraction("1319999.04")
