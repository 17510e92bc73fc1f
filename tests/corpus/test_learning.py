"""The indicator library that a corpus teaches: names put together, quarters that are the targets' own, what is usually set."""

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.published import built, law
from jiheng.comparing.naming import naming
from jiheng.corpus.asking import ask
from jiheng.corpus.learning import clustered, learnt, size_of
from jiheng.corpus.outliers import outliers
from jiheng.doors import check, tool
from jiheng.model.answer import ANSWER_VERSION, ReadAnswer
from jiheng.model.codec import from_json, to_json
from jiheng.model.declaration import Declaration
from jiheng.model.indicator_library import EVERYBODY, Group, IndicatorLibrary, Usual
from jiheng.sample.sketch import sketch

TABLE = """
年度 | {year}
项目名称 | {project}
实施单位 | {unit}
年度资金总额 | {total}
产出指标 | 时效指标 | {name} | {target}
产出指标 | 数量指标 | 巡护里程 | ≥{count}公里
"""


def _table(number: int, target: str, name: str = "补助发放及时率", total: str = "80万元") -> Declaration:
    filled = TABLE.format(
        year=2023 + number % 2,
        project=f"养护{number}",
        unit=f"清源县第{number}公路段",
        total=total,
        name=name,
        target=target,
        count=number + 10,
    )
    return sketch(filled)[0]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty tables of one trade: most at 95%, two names for one indicator, one target far below."""
    folder = tmp_path_factory.mktemp("learning")
    tables = [
        _table(number, "≥95%" if number % 4 else "≥90%", "补助发放及时率" if number % 3 else "补贴发放及时率") for number in range(40)
    ]
    tables.append(_table(40, "≥20%", total="3000万元"))
    (folder / "published").mkdir()
    for number, table in enumerate(tables):
        content = to_json(ReadAnswer(ANSWER_VERSION, tool(), (table,)))
        (folder / "published" / f"{number:02d}.json").write_bytes(content)
    built(folder / "published", folder / "corpus")
    return folder / "corpus"


@pytest.fixture(scope="module")
def library(corpus: Path) -> IndicatorLibrary:
    """What the corpus teaches."""
    return learnt(corpus, law())


def test_names_of_one_thing_are_one_indicator(library: IndicatorLibrary) -> None:
    spread = library.spread("补助发放及时率", "output.timeliness", "%")
    assert spread is not None
    assert spread.aliases == ("补贴发放及时率",)
    assert library.spread("补贴发放及时率", "output.timeliness", "%") == spread
    assert spread.count == 41
    assert (spread.low_quarter, spread.median, spread.high_quarter) == (Decimal(90), Decimal(95), Decimal(95))
    assert spread.usual == (Usual("≥", Decimal(95), 30), Usual("≥", Decimal(90), 10))


def test_groups_have_spreads_of_their_own(library: IndicatorLibrary) -> None:
    for group in (Group(trade="交通运输"), Group(region="清源县"), Group(year=2023), Group(size="10—100万元")):
        spread = library.spread("补助发放及时率", "output.timeliness", "%", group)
        assert spread is not None, group
        assert 20 <= spread.count <= 41
    assert library.spread("补助发放及时率", "output.timeliness", "%", Group(size="1000万元以上")) is None, "one target is no spread"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("培训人数", "参加培训人数", True),
        ("受益群众满意度", "受益群众的满意度", True),
        ("补助发放及时率", "补助发放准确率", False),
        ("渠道长度", "渠道宽度", False),
        ("城镇居民收入", "农村居民收入", False),
        ("设备购置数量", "设备维修数量", False),
        ("路灯维修数量", "路灯安装数量", False),
    ],
)
def test_names_are_put_together_by_what_they_mean(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table of cases
    heads = clustered([("output.quantity", one), ("output.quantity", other)], naming(law()))
    assert heads == {("output.quantity", one): one, ("output.quantity", other): one if same else other}


def test_a_library_comes_back_from_its_file_as_it_was(library: IndicatorLibrary) -> None:
    assert from_json(IndicatorLibrary, to_json(library)) == library


def test_the_rule_speaks_of_a_target_far_outside_by_the_library(library: IndicatorLibrary) -> None:
    far = check(_table(50, "≥20%", "补贴发放及时率"), library=library, framework=law())
    (finding,) = [each for each in far.findings if each.rule == "VAL011"]
    assert "41" in finding.message
    near = check(_table(50, "≥93%"), library=library, framework=law())
    assert not [each for each in near.findings if each.rule == "VAL011"]
    assert near.coverage["VAL011"].passed == 1


def test_outliers_of_the_corpus_are_those_that_the_rule_would_name(corpus: Path) -> None:
    (outlier,) = outliers(corpus, law())
    assert (outlier.project, outlier.target, outlier.count) == ("养护40", "≥20%", 41)


def test_learning_again_gives_the_same(corpus: Path, library: IndicatorLibrary) -> None:
    assert to_json(learnt(corpus, law())) == to_json(library)


def test_quarters_are_targets_that_somebody_set(corpus: Path, library: IndicatorLibrary) -> None:
    spread = library.spread("巡护里程", "output.quantity", "公里")
    assert spread is not None
    assert spread.group == EVERYBODY
    set_ = {line[0] for line in ask(corpus, "select lower from indicators where name = '巡护里程'").lines}
    assert {spread.low_quarter, spread.median, spread.high_quarter} <= set_


@pytest.mark.parametrize(
    ("total", "size"),
    [(None, None), ("0", "10万元以下"), ("99999.99", "10万元以下"), ("100000", "10—100万元"), ("10000000", "1000万元以上")],
)
def test_sizes_of_funds(total: str | None, size: str | None) -> None:
    assert size_of(None if total is None else Decimal(total)) == size
