"""Declarations of every form with whatever people write in them, drawn with dice that the caller holds (a property's, so that it can shrink)."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from attrs import evolve

from jiheng.framework import load
from jiheng.framework.tree import tree
from jiheng.model.declaration import CodedName, Declaration, ExtraCell, FormKind
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import BlankLevel, Indicator
from jiheng.reading.texts import clean
from jiheng.values import read_value
from writing.tables import FORMS, Dice

CASES = Path(__file__).parents[1] / "cases/values"
LEVELS = (
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)
COSTS = ("成本指标", ("经济成本指标", "社会成本指标", "生态环境成本指标"))
VERBS = ("新建", "改造", "培训", "采购", "发放", "巡查", "处置", "完成", "维护", "开展")
THINGS = (
    "泵站",
    "乡村道路",
    "苗木",
    "图书",
    "抗旱物资",
    "老年食堂",
    "实验室",
    "ETC门架",
    "LED路灯",
    "“两优一先”表彰",
    "A级景区",
    "3D打印设备",
)
MEASURES = ("数量", "合格率", "完成时间", "单位成本", "覆盖率", "及时率", "（每处）造价", "面积", "人数", "满意度")
PLACES = ("青禾县", "白石县水务局", "临溪县 2 号", "东湖区教育体育局（本级）")
SOURCES = ("上年结转资金", "中央补助", "自治区补助", "县级配套", "社会捐赠")
LABELS = ("联系人", "联系电话", "立项依据", "项目负责人", "填报日期", "审核意见", "保障措施")
YEARS = (2022, 2027)
NEVER_READ = ("9 8 %", "不低于")
"""values that no table that was read has: blanks in a figure are mended, a sign alone is no value"""
LONG = 300
"""characters of the longest name"""


@cache
def values() -> tuple[str, ...]:
    """Every target of the case files that a reader of tables leaves as it is."""
    texts = [case["text"] for path in sorted(CASES.glob("read_*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
    kept = (text for text in texts if text == clean(text) and not set(text) & set("\n》《") and "  " not in text)
    return tuple(dict.fromkeys(text for text in kept if text not in NEVER_READ))


def varied(form: str, random: Random) -> Declaration:
    """One table of a form."""
    table = _base(random)
    if (
        form in ("self-evaluation", "monitoring", "monitoring-ticks") and table.funds.total is None
    ):  # their budget is the year's of the execution
        table = evolve(table, funds=evolve(table.funds, total=Decimal(0)))
    return FORMS[form](Dice(table, random))


def _base(random: Random) -> Declaration:
    year = random.randint(*YEARS)
    rows, blank = _rows(random, year)
    labels = random.sample(LABELS, random.randint(0, 3))
    return Declaration(
        FormKind.TARGET,
        title="部门项目支出预算绩效目标表",
        year=year,
        project=_name(random, LONG),
        code=random.choice((None, "23T000123", "640221240000000123")),
        department=random.choice((None, CodedName("101", random.choice(PLACES)), CodedName(None, random.choice(PLACES)))),
        unit=random.choice((None, *PLACES)),
        attribute=random.choice((None, CodedName("0101", "一年期项目"), CodedName(None, "延续项目"))),
        term=random.choice((None, "1年", "3年")),
        funds=_funds(random),
        goal=random.choice((None, _sentences(random, 1), _sentences(random, 12))),
        indicators=rows,
        extra=tuple(ExtraCell(label, _sentences(random, random.randint(1, 3))) for label in labels),
        blank_levels=blank,
    )


def _name(random: Random, longest: int) -> str:
    parts = [random.choice(VERBS) + random.choice(THINGS) for _ in range(random.choice((1, 1, 1, 2, 3, 40)))]
    return "、".join(parts)[:longest].rstrip("、“（") + random.choice(("", "", "（二期）", "2024"))


def _sentences(random: Random, number: int) -> str:
    return "".join(
        f"{random.choice(VERBS)}{random.choice(THINGS)}{random.randint(1, 9999)}个，{_name(random, 60)}。" for _ in range(number)
    )


def _amount(random: Random) -> Decimal:
    return Decimal(random.randint(0, 10 ** random.randint(1, 12))) / random.choice((1, 1, 100))


def _funds(random: Random) -> Funds:
    fiscal, other = (random.choice((None, Decimal(0), _amount(random))) for _ in range(2))
    lines = [FundLine("财政拨款", fiscal)]
    lines += [FundLine(label, random.choice((None, _amount(random)))) for label in random.sample(SOURCES, random.randint(0, 3))]
    lines.append(FundLine("其他资金", other))
    return Funds(random.choice((None, _amount(random))), fiscal, other, tuple(lines))


def _rows(random: Random, year: int) -> tuple[tuple[Indicator, ...], tuple[BlankLevel, ...]]:
    """The rows under their levels in the tree's order, and the second levels that stand without one."""
    known = tree(load())
    rows: list[Indicator] = []
    blank: list[BlankLevel] = []
    first = (COSTS,) if random.random() < 0.3 else ()
    for level1, seconds in (*first, *LEVELS):
        for level2 in seconds:
            node = known.level2_node(level2, level1)
            required = random.choice((None, None, True, False))
            least = int(not rows and level1 == LEVELS[-1][0])  # a form without a row is a form to fill
            number = max(least, random.choice((0, 0, 1, 1, 2, 4)))
            if not number and random.random() < 0.4:
                blank.append(BlankLevel(level1, level2, node, required))
            for _ in range(number):
                name = _name(random, random.choice((30, 30, LONG))) + random.choice(MEASURES)
                target = read_value(random.choice(values()), year=year)
                rows.append(Indicator(name, level1, level2, node, target, required=required))
    return tuple(rows), tuple(blank)
