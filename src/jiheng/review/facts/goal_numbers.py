"""Goal numbers (目标中的数字): the counts that a goal promises this year, each with the words that say what it counts."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from attrs import evolve, frozen

from jiheng.framework.equivalences import MULTIPLIERS, equivalences
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.values.intervals import Interval, point

LEAST = ("不少于", "不低于", "至少", "超过", "大于等于", "大于", "达到", "突破", "≥", ">=", ">", "达")
MOST = ("不超过", "不高于", "不多于", "至多", "小于等于", "小于", "控制在", "≤", "<=", "<")
ABOUT = ("大约", "约", "近", "接近")
PARTED = re.compile(r"[，,、:：()]")
LIMIT = 80
"""No goal that a person wrote counts more; so the time stays in line with the length."""
SENTENCES = re.compile(r"[。；;！!？?\n]|目标\d+[:：]|(?<!\d)\d{1,2}[、.](?!\d)")
SHARED = re.compile(r"每(?![年月日天周季次期批场])|人均|户均|村均|平均")
EACH = re.compile(r"每")
DIGIT = re.compile(r"\d")
NO_UNITS = frozenset(
    {"元", "圆", "块", "角", "分钱", "人民币", "方", "M", "m", "t", "s", "h", "g", "L", "度", "担", "岁", "周岁", "%", "‰", "比例"}
)
DAYS = "天"
"""The only time that is counted like a thing (开放图书馆300天)."""
TIMES = frozenset({"time", "calendar", "share", "point", "money"})


@frozen
class GoalNumber:
    """A count of the goal: its text, the figures that it allows in its unit, and the words before and after it in its clause."""

    text: str
    interval: Interval
    before: str
    after: str

    @property
    def unit(self) -> str:
        """The unit in which it counts."""
        return self.interval.unit or ""


def goal_numbers(declaration: Declaration, context: Context) -> tuple[GoalNumber, ...]:
    """The counts of the annual goal, in order; ages, money, rates, times but days, and what is counted for each or stood before are left out."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", declaration.goal or ""))
    pattern, other = context.framework.part(_pattern), words(context.framework, "other_years")
    clauses = [clause for sentence in SENTENCES.split(_joined(text)) for clause in _of_all(sentence) if DIGIT.search(clause)]
    found = (_number(match) for clause in clauses if not other.found(clause) for match in pattern.finditer(clause))
    return tuple(islice((number for number in found if number is not None), LIMIT))


def _of_all(sentence: str) -> Iterator[str]:
    """The clauses of a sentence up to one that speaks of each (每名教师听课20节，上公开课1节): what follows is said of each too."""
    for clause in PARTED.split(sentence):
        each = SHARED.search(clause)
        yield clause[: each.start()] if each else clause
        if each:
            return


def _joined(text: str) -> str:
    """The text without the commas inside its figures (1,200)."""
    return re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text)


def _number(match: re.Match[str]) -> GoalNumber | None:
    before, bound, figure, many, about, unit, after_bound, after = match.groups()
    if EACH.search(before):
        return None
    exact = point(Fraction(figure) * MULTIPLIERS.get(many or "", 1), unit)
    if bound in LEAST or after_bound == "以上":
        exact = evolve(exact, upper=None)
    elif bound in MOST or after_bound in ("以内", "以下"):
        exact = evolve(exact, lower=None)
    if bound in ABOUT or about or after_bound == "左右":
        exact = evolve(exact, approximate=True)
    shown = f"{bound or ''}{figure}{many or ''}{about or ''}{unit}{after_bound or ''}"
    return GoalNumber(shown, exact, before, after)


def _pattern(framework: Framework) -> re.Pattern[str]:
    known = equivalences(framework)
    measured = {unit for unit, measure in known.measures.items() if measure.dimension not in TIMES}
    counting = words(framework, "counting_units").words
    units = ({*known.same, *known.compounds} | measured) - (known.measures.keys() - measured) - NO_UNITS | {*counting, DAYS}
    bounds = "|".join(map(re.escape, (*LEAST, *MOST, *ABOUT)))
    many = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
    bare = {unit for unit in units if len(unit) == 1 or unit[0] not in "个名"}
    alternatives = "|".join(map(re.escape, sorted(bare, key=len, reverse=True)))
    return re.compile(
        rf"([^\d]*?)({bounds})?(?<![\d.A-Za-z-])(\d+(?:\.\d+)?)({many})?(余|多)?({alternatives})(以上|以下|以内|左右)?(?![/／·])(?=([^\d]*))"
    )
