"""What is lawful for every score: never above the weight, never negative, rising with the actual, full when met, summing up."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng import framework
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Execution, Funds
from jiheng.model.indicator import Indicator
from jiheng.model.score import Score
from jiheng.scoring import policies, policy_of, score
from jiheng.values import read_value

LAW = framework.load()
NAMES = [policy.name for policy in policies(LAW)]
TARGETS = [
    "≥{}件",
    "≤{}件",
    ">{}件",
    "<{}件",
    "{}件",
    "≥{}%",
    "{}件左右",
    "{}-{}件",
    "明显改善",
    "2024年11月底前",
    "每月",
    "0起",
    "{}件；{}人",
    "较上年增长{}%",
]
ANSWERS = [
    "",
    "达成预期指标",
    "部分达成",
    "未达成",
    "不适用",
    "无",
    "≥{}件",
    "{}",
    "{}%",
    "{}件；{}人",
    "2024年10月",
    "每季度",
    "增长{}%",
    "未知",
]
NUMBER = st.integers(0, 1000)
WEIGHT = st.decimals(0, 50, places=1)


def table(*rows: Indicator, executed: Decimal | None = Decimal(80)) -> Declaration:
    """A table of rows with a budget of 100 yuan."""
    return Declaration(FormKind.SELF_EVALUATION, funds=Funds(Decimal(100)), execution=Execution(executed=executed), indicators=rows)


def read(target: str, actual: str, weight: Decimal | None = Decimal(90), own: Decimal | None = None) -> Indicator:
    """One row as read."""
    node = "output.quantity"
    return Indicator(
        "办理件数", node=node, target=read_value(target), actual=read_value(actual) if actual else None, weight=weight, score=own
    )


def by(name: str | None, made: Declaration) -> Score:
    """The score of a table by a policy."""
    return score(made, policy_of(LAW, name, 2024), LAW)


def printed(shape: str, first: int, second: int) -> str:
    """A value of a shape with figures in it."""
    return shape.format(first, max(first, second)) if "{}-{}" in shape else shape.format(first, second)


@st.composite
def rows(draw: st.DrawFn) -> Indicator:
    """Any row, well answered or not."""
    target = printed(draw(st.sampled_from(TARGETS)), draw(NUMBER), draw(NUMBER))
    actual = printed(draw(st.sampled_from([*ANSWERS, "{}件"])), draw(NUMBER), draw(NUMBER))
    return read(target, actual, draw(st.none() | WEIGHT), draw(st.none() | WEIGHT))


@settings(max_examples=150, deadline=None)
@given(st.lists(rows(), max_size=6), st.sampled_from(NAMES), st.none() | st.decimals(0, 200, places=2))
def test_no_score_passes_its_weight_and_all_add_up(made: list[Indicator], name: str, executed: Decimal | None) -> None:
    found = by(name, table(*made, executed=executed))
    for each in found.indicators:
        assert 0 <= each.score <= each.weight
        assert 0 <= each.degree <= 1
    assert 0 <= found.execution.score <= found.execution.weight
    sum_of = sum((each.score for each in found.indicators), found.execution.score)
    assert found.total == sum_of or (found.total < sum_of and found.notes)
    assert (found.grade is None) == bool(found.missing)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 500), st.integers(0, 600), st.integers(0, 600), st.sampled_from(NAMES))
def test_more_is_never_less_where_more_is_asked_for(target: int, one: int, other: int, name: str) -> None:
    less, more = sorted((one, other))
    scores = [by(name, table(read(f"≥{target}件", f"{actual}件"))).indicators[0].score for actual in (less, more)]
    assert scores[0] <= scores[1]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 500), st.integers(0, 500), st.sampled_from(NAMES), st.sampled_from(["≥{}件", "{}件", "≥{}%"]))
def test_met_gives_all_points(target: int, beyond: int, name: str, shape: str) -> None:
    found = by(name, table(read(shape.format(target), f"{target + beyond}{shape[-1]}"))).indicators[0]
    assert found.score == found.weight


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["output.quantity", "cost.economic", "benefit.social", "satisfaction.recipients"]), min_size=1, max_size=12)
)
def test_proposed_weights_always_make_all_points(nodes: list[str]) -> None:
    found = by(None, table(*(Indicator("办理件数", node=node, target=read_value("≥1件"), actual=read_value("1件")) for node in nodes)))
    assert sum((each.weight for each in found.indicators), found.execution.weight) == 100
