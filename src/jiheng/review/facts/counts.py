"""Counts (数量): what a table counts, in its rows and in its own words, ready to multiply a price."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from jiheng.framework.cost_words import CostWords, cost_words
from jiheng.framework.equivalences import MULTIPLIERS, equivalences
from jiheng.framework.framework import Framework
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.values.intervals import Interval, interval_of, point
from jiheng.values.rounding import printed_interval

COUNTED = frozenset({ValueKind.QUANTITY, ValueKind.DURATION})
MAIN = "output.quantity"
OTHER_NODES = frozenset({"output.quality", "output.timeliness", None})
BRACKET = re.compile(r"[(（]\s*[≥≤=＝*＊]*([^()（）\d≥≤]{1,4})[)）]\s*$")
TAIL = re.compile(r"(人次|户次|场次|批次|班次|人|户|月|天|课时|学时|件|份|台|套|辆|株|处)(?:数|数量)?$")
OF_THE_YEAR = frozenset({"年", "年度"})
CLAUSE = re.compile(r"[\d，,。；;、：:（）()]")
EACH = re.compile(r"每.{1,2}$")
LONGEST_TEXT = 5_000
"""Goals are shorter; what goes on beyond is no goal."""
NO_UNITS = frozenset({"元", "方", "M", "m", "t", "s", "h", "g", "L", "度", "分钱", "角", "担", "圆"})


@frozen
class Count:
    """A count: `interval` the figures that its target allows, in its unit, `rounded` those that its printed digits stand for.

    `position` is its row, None for one that stands in the project's name or goal (`field`). `main` is true for rows under
    数量指标, where counts belong; `multiplies` false where no price multiplies it: a count per month or per village, which is
    none of the year, and one of people registered, who are not paid.
    """

    name: str
    interval: Interval
    rounded: Interval
    position: int | None = None
    value: Value | None = None
    field: str = "target"
    main: bool = True
    multiplies: bool = True

    @property
    def unit(self) -> str:
        """The unit in which it counts; empty where nothing names one."""
        return self.interval.unit or ""


def counts(declaration: Declaration, context: Context) -> tuple[Count, ...]:
    """The rows that count something or last some time, those under 数量指标 and those that strayed to 质量 or 时效, in order."""
    words = cost_words(context.framework)
    rows = ((position, row) for position, row in enumerate(declaration.indicators) if _counts(row))
    found = (_count(position, row, part, words) for position, row in rows for part in _parts(row))
    return tuple(count for count in found if count is not None)


def _counts(row: Indicator) -> bool:
    return row.node == MAIN or row.node in OTHER_NODES


def _parts(row: Indicator) -> tuple[Value, ...]:
    return row.target.parts if row.target.kind is ValueKind.COMPOUND else (row.target,)


def _count(position: int, row: Indicator, value: Value, words: CostWords) -> Count | None:
    interval = interval_of(value)
    if value.kind not in COUNTED or value.change or interval is None:
        return None
    unit = value.unit or unit_in_name(row.name)
    exact = _in_unit(interval, unit)
    rounded = _in_unit(printed_interval(value) or interval, unit) if "." in value.text else exact
    of_the_year = all(base in OF_THE_YEAR for base in (*value.per, *words.bases_in(row.name)))
    multiplies = of_the_year and not words.registered.search(row.name)
    return Count(row.name, exact, rounded, position, row.target, main=row.node == MAIN, multiplies=multiplies)


def _in_unit(interval: Interval, unit: str | None) -> Interval:
    return interval if interval.unit == unit else evolve(interval, unit=unit)


def unit_in_name(name: str) -> str | None:
    """The unit that a name gives its figure, in brackets (改造面积（亩）) or as its last word (培训人数); None where it gives none."""
    if bracket := BRACKET.search(name):
        return bracket[1].strip()
    tail = TAIL.search(name)
    return tail[1] if tail else None


def fixed_counts(declaration: Declaration, context: Context) -> tuple[Count, ...]:
    """The exact counts that goal and project name state (全县31名护林员), each with the words beside it.

    Figures with a bound (以上, 不少于), an estimate (约, 余) or a base (每名1节) fix nothing and are left out, as are years, money and rates.
    """
    pattern = context.framework.part(_pattern)
    texts = (("goal", declaration.goal), ("project", declaration.project))
    return tuple(count for field, text in texts if text for count in _in_text(text, field, pattern))


def _pattern(framework: Framework) -> re.Pattern[str]:
    known = equivalences(framework)
    units = {*known.same, *known.compounds, *known.measures} - NO_UNITS
    many = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
    alternatives = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(
        r"(?<![\d.年第每≥≤><])(?<!不少于)(?<!不低于)(?<!不超过)(?<!至少)(?<!超过)(?<!大于)(?<![约近达超])"
        rf"(\d[\d,]*(?:\.\d+)?)({many})?({alternatives})(?!以上|以下|以内|左右|余|多|[/／])([^\d，,。；;、：:（）()]*)"
    )


def _in_text(text: str, field: str, pattern: re.Pattern[str]) -> Iterator[Count]:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text[:LONGEST_TEXT]))
    for match in pattern.finditer(plain):
        figure, many, unit, after = match.groups()
        before = CLAUSE.split(plain[: match.start()])[-1]
        if EACH.search(before) or (unit == "年" and len(figure) == 4):
            continue
        exact = point(Fraction(figure.replace(",", "")) * MULTIPLIERS.get(many or "", 1), unit)
        yield Count(after or before or unit, exact, exact, field=field)
