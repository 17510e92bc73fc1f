"""Fits (贴合度): what it costs to take a text for a cell of a column, as the negative logarithm of a likelihood would count it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from attrs import define, field

from jiheng.framework.fields import Part
from jiheng.framework.framework import Framework
from jiheng.framework.tree import bare
from jiheng.reading.cutting.kinds import Kind
from jiheng.reading.cutting.lexicon import Lexicon, lexicon
from jiheng.reading.cutting.shapes import Shapes, shapes
from jiheng.reading.texts import narrow

FORBIDDEN = 9.0
UNIT_LABELS = ("单位:", "单位：")
"""With a colon and a body behind it this is a label; alone it heads a column of units of measure."""
FOREIGN_LABEL = 6.0
UNMARKED_LEVEL = 1.0
ORDINARY_LABEL = 0.4
"""A label without a field of its own (完成时间) may well be what an indicator is called."""
SHORTEST_EXPLANATION = 4
EXECUTION_AS_LEVEL = 0.8
"""预算执行率 may stand as a first level over its own row."""
CODED_BODY = 1.0
SECOND_RATE = 2.2
UNIT_OF_NAME, COUNTED_NAME = 3.0, 0.8
BLANK = {
    Kind.BANNER: 0.0,
    Kind.LEVEL1: 0.05,
    Kind.LEVEL2: 0.1,
    Kind.NAME: 5.0,
    Kind.VALUE: 2.6,
    Kind.MARK: 0.9,
    Kind.UNIT: 0.8,
    Kind.POINTS: 0.9,
    Kind.TEXT: 0.3,
    Kind.PROJECT: 1.0,
    Kind.BODY: 0.3,
    Kind.CATEGORY: 0.3,
    Kind.MONEY: 0.6,
    Kind.GOAL: 0.4,
    Kind.LINE: 4.0,
    Kind.RATE: 0.6,
    Kind.TICK: 0.1,
    Kind.INDEX: 0.1,
}
"""What a blank cell costs in a column of each kind."""

_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?\s*分?|[—–\-/]{1,2}|√")
_RATE = re.compile(r"\d{1,4}(?:\.\d+)?\s*[%％]?|[—–\-/]{1,2}")
_MONEY = re.compile(r"\d[\d,，]*(?:\.\d+)?\s*(?:万元|元|亿元|万)?|[—–\-/]{1,2}")
_CODED = re.compile(r"[\[(（]?[\dA-Z]{2,}[\])）]?\s*[-—_]?\s*[^\d\s].+")
_BODY_END = re.compile(r".+(?:部门|局|委|会|府|中心|处|院|校|所|站|队|办|室|馆|园|部|公司|厅|社|场|学|本级|庭|厂|团|科|署|台)")
_CATEGORY_END = re.compile(r".*(?:类|项目|性|型|类项目)")
_MARK = re.compile(
    r"[≥≤≧≦><＞＜=＝═﹦﹥﹤±]{1,2}|大于|小于|等于|大于等于|小于等于|不低于|不高于|不少于|不超过|[正反负逆]向(?:指标)?|定[性量](?:指标|描述)?"
)
_SERIAL = re.compile(r"4\d[,，]\d{3}")
"""A day as a spreadsheet counts it, which an export puts under the value and the unit alike."""
_SIGN_WITHIN = re.compile(r"[≥≤≧≦]\s*\d|\d[%％](?!以)[\u4e00-\u9fff]{2}")
NOTHING = frozenset({"0", "无", "/", "-", "—"})
"""What says in a column of words that there is nothing to say."""
TICKS = frozenset("√✓✔☑Vv")
_INDEX = re.compile(r"\d{1,3}[.、]?|[一二三四五六七八九十]{1,3}、?")
_INDEXED = re.compile(r"\d{1,3}\s+[\u4e00-\u9fff]")
_BARE_FIGURE = re.compile(r"[\d,，.]+")
_COUNTED = re.compile(r"(?:>=|<=|[≥≤≧≦<>=＝])?\s*\d[\d,.]*[十百千万亿]{0,2}(?![是否有无优良中高低差])[\u4e00-\u9fff]{1,2}(?<![是否加])")
"""A figure and a short word, which may be a unit that nobody listed."""
_UNIT_BEHIND = re.compile(r"[(（](?:[≥≤≧≦><＞＜=＝]?\s*[*＊×xX]{1,3}\s*)?([^()（）\d]{1,16})[)）]$")
_COUNTED_NAME = re.compile(r"[^\d≥≤<>=]{3,}(?:率|人数|次数|户数|面积|数量|标准)")
_LONE_YEAR = re.compile(r"20\d\d\s*年?")
_SCORED = re.compile(r"[得扣加减]\s*\d+(?:\.\d+)?\s*分")
"""How points are given, which only an explanation says."""
_SENTENCE_END = re.compile(r"[。！;；…]$")
_STRAY = re.compile(r"[)）\]】,，、;；:：.。%％]")
_OPENERS, _CLOSERS = "([（【", ")]）】"
_UNKNOWN_LEVEL = re.compile(r"[\u4e00-\u9fff]{2,10}指标(?:[(（].{1,8}[)）])?")


@define
class Fits:
    """The costs under one framework; each text is looked at once for each kind."""

    lexicon: Lexicon
    shapes: Shapes
    _seen: dict[tuple[str, Kind], float] = field(factory=dict)

    def cost(self, text: str, kind: Kind) -> float:
        """What it costs to take `text` for a cell of `kind`: near 0 where it fits, FORBIDDEN and more where it can't be."""
        known = self._seen.get((text, kind))
        if known is None:
            known = _COSTS[kind](self, narrow(text)) if text else BLANK[kind] * 0.2
            self._seen[text, kind] = known
        return known

    def outside(self, text: str, *, money: bool = False) -> float:
        """What it costs to take `text` for something below or around the rows, which are lines of `money` or indicators."""
        if not text:
            return 0.05
        if self.shapes.furniture.fullmatch(text) or self.shapes.dated.fullmatch(text):
            return 0.05
        if self.lexicon.level(text) is not None or (money and self.lexicon.money(text) is not None):
            return 4.0
        if self.is_foot(text) or self.lexicon.label(text) is not None:
            return 0.2
        return 0.6 if _BARE_FIGURE.fullmatch(text) else 1.3

    def is_foot(self, text: str) -> bool:
        """Whether the text ends the rows: an opinion, a signature, a total, a note."""
        return bool(self.shapes.foot.fullmatch(text)) or self.lexicon.foot(text)

    def is_label(self, text: str) -> bool:
        """Whether the text is a label outside the rows, or says in which unit the form's money is."""
        return (
            self.lexicon.label(text) is not None or self.lexicon.column(text) == "side" or self.lexicon.notice(text) or text in UNIT_LABELS
        )

    def elsewhere(self, text: str) -> bool:
        """Whether the text is a level, a foot line or furniture."""
        return self.lexicon.level(text) is not None or bool(self.shapes.furniture.fullmatch(text)) or self.is_foot(text)

    def foreign(self, text: str) -> float:
        """What a cell of words pays for being a label, a foot line or furniture instead."""
        if self.elsewhere(text):
            return FOREIGN_LABEL
        field = self.lexicon.column(text) or self.lexicon.label(text)
        if field is None:
            return 0.0
        return ORDINARY_LABEL if field == "extra" else FOREIGN_LABEL / 2


def fits(framework: Framework) -> Fits:
    """The costs of the framework, made once."""
    return framework.part(_fits)


def _fits(framework: Framework) -> Fits:
    return Fits(lexicon(framework), shapes(framework))


def _banner(fits: Fits, text: str) -> float:
    if fits.lexicon.column(text) == "side":
        return 0.0
    return 1.5 if fits.lexicon.level(text) == 1 else FORBIDDEN


def _level1(fits: Fits, text: str) -> float:
    named = fits.lexicon.fields.find(text, Part.TAIL)
    if named is not None and named.name == "tail.execution":
        return EXECUTION_AS_LEVEL
    return _level(fits, text, official=fits.lexicon.tree.level1)


def _level2(fits: Fits, text: str) -> float:
    return _level(fits, text, official=fits.lexicon.tree.level2)


def _level(fits: Fits, text: str, official: Mapping[str, str]) -> float:
    if fits.lexicon.level(text) is not None:
        return (0.0 if "指标" in text else 0.3) + (0.0 if bare(text) in official else 1.5)
    return 1.5 if _UNKNOWN_LEVEL.fullmatch(text) and fits.lexicon.column(text) is None else FORBIDDEN


def _name(fits: Fits, text: str) -> float:
    if _MARK.fullmatch(text) or not re.search(r"[\u4e00-\u9fffA-Za-z]", text):
        return FOREIGN_LABEL
    foreign = UNMARKED_LEVEL if fits.lexicon.level(text) is not None and "指标" not in text else fits.foreign(text)
    cost = 0.6 + foreign + _broken(text) + max(0, len(text) - 60) * 0.05 + max(0, text.count("率") - 1) * SECOND_RATE
    if _SIGN_WITHIN.search(text):
        cost += 2.0
    if _SCORED.search(text):
        cost += FOREIGN_LABEL / 2
    if len(text) <= 2 or _INDEXED.match(text):
        cost += 0.8
    if fits.shapes.value.fullmatch(text):
        cost += 4.0
    elif fits.shapes.phrase.fullmatch(text):
        cost += 1.0
    elif fits.shapes.name_end.fullmatch(text):
        cost -= 0.4
    return cost


def _value(fits: Fits, text: str) -> float:
    if fits.lexicon.level(text) is not None:
        return FORBIDDEN
    if fits.shapes.value.fullmatch(text):
        return 1.2 if _LONE_YEAR.fullmatch(text) else 0.3 if _BARE_FIGURE.fullmatch(text) else 0.1
    if fits.shapes.phrase.fullmatch(text):
        return 0.2
    if fits.shapes.sign.match(text) and len(text) <= 20:
        return 0.5 + _broken(text)
    if _COUNTED.fullmatch(text):
        return 0.4
    if fits.shapes.explanation.match(text):
        return FOREIGN_LABEL
    cost = 1.4 + fits.foreign(text) + _broken(text) + max(0, len(text) - 12) * 0.06 + _named(fits, text)
    return cost - 0.5 if fits.shapes.core.search(text) and any(map(str.isdigit, text)) else cost


def _named(fits: Fits, text: str) -> float:
    """What a value pays for looking like the name of an indicator: it ends in its unit (受益户数（户）), or in what is counted."""
    unit = _UNIT_BEHIND.search(text)
    if unit and fits.shapes.unit.match(unit[1]):
        return 0.0 if any(map(str.isdigit, text[: unit.start()])) else UNIT_OF_NAME
    return COUNTED_NAME if _COUNTED_NAME.fullmatch(text) else 0.0


def _mark(_fits: Fits, text: str) -> float:
    return 0.0 if _MARK.fullmatch(text) else FORBIDDEN


def _unit(fits: Fits, text: str) -> float:
    if fits.shapes.unit.fullmatch(text):
        return 0.1
    if _SERIAL.fullmatch(text):
        return 0.6
    return 2.0 + fits.foreign(text) if len(text) <= 4 and not re.search(r"\d", text) else FORBIDDEN


def _points(_fits: Fits, text: str) -> float:
    return 0.1 if _POINTS.fullmatch(text) else FORBIDDEN


def _tick(_fits: Fits, text: str) -> float:
    return 0.0 if text in TICKS else FORBIDDEN


def _index(_fits: Fits, text: str) -> float:
    return 0.0 if _INDEX.fullmatch(text) else FORBIDDEN


def _rate(_fits: Fits, text: str) -> float:
    if not _RATE.fullmatch(text):
        return FORBIDDEN
    return 0.1 if text[-1] in "%％—-/" else 0.5


def _text(fits: Fits, text: str) -> float:
    if text in TICKS:
        return FOREIGN_LABEL / 2
    if text in NOTHING:
        return 0.4
    cost = 1.0 + (FOREIGN_LABEL if fits.elsewhere(text) else 0.0) + _broken(text)
    if fits.shapes.value.fullmatch(text):
        return cost + 1.0
    if _SCORED.search(text):
        return cost - 0.6
    return cost - 0.6 if fits.shapes.explanation.match(text) and len(text) > SHORTEST_EXPLANATION else cost


def _project(fits: Fits, text: str) -> float:
    if not re.search(r"[\u4e00-\u9fff]", text) or fits.shapes.value.fullmatch(text):
        return FOREIGN_LABEL
    coded = bool(_CODED.fullmatch(text))
    body = CODED_BODY if coded and _BODY_END.fullmatch(text) else 0.0
    return (0.5 if coded else 0.8) + body + fits.foreign(text) + _broken(text)


def _body(fits: Fits, text: str) -> float:
    if not re.search(r"[\u4e00-\u9fff]", text):
        return FOREIGN_LABEL
    ends = bool(_BODY_END.fullmatch(text)) and len(text) <= 40
    coded = bool(_CODED.fullmatch(text))
    return (0.1 if ends else 1.2 if coded else 2.5) + (0.0 if coded else 0.4) + fits.foreign(text)


def _category(fits: Fits, text: str) -> float:
    if _CATEGORY_END.fullmatch(text) and len(text) <= 20:
        return 0.2 + fits.foreign(text)
    return 1.5 + fits.foreign(text) + max(0, len(text) - 12) * 0.1


def _money(_fits: Fits, text: str) -> float:
    return 0.1 if _MONEY.fullmatch(text) else FORBIDDEN


def _goal(fits: Fits, text: str) -> float:
    if len(text) < 6:
        return 3.0
    return (0.4 if _SENTENCE_END.search(text) or len(text) > 30 else 1.2) + fits.foreign(text) + _broken(text)


def _line(fits: Fits, text: str) -> float:
    return 0.0 if fits.lexicon.money(text) is not None else FORBIDDEN


@lru_cache(maxsize=4096)
def _broken(text: str) -> float:
    """A cell hardly begins with a mark that closes something, nor ends with a bracket open."""
    cost = 2.0 if _STRAY.match(text) else 0.0
    opened = sum(map(text.count, _OPENERS)) - sum(map(text.count, _CLOSERS))
    return cost + (1.5 * abs(opened))


_COSTS = {
    Kind.BANNER: _banner,
    Kind.LEVEL1: _level1,
    Kind.LEVEL2: _level2,
    Kind.NAME: _name,
    Kind.VALUE: _value,
    Kind.MARK: _mark,
    Kind.UNIT: _unit,
    Kind.POINTS: _points,
    Kind.TEXT: _text,
    Kind.PROJECT: _project,
    Kind.BODY: _body,
    Kind.CATEGORY: _category,
    Kind.MONEY: _money,
    Kind.GOAL: _goal,
    Kind.LINE: _line,
    Kind.RATE: _rate,
    Kind.TICK: _tick,
    Kind.INDEX: _index,
}
