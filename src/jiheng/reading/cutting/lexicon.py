"""Lexicon (标签词表): which piece of a text is a label of the form, a head of a column or the name of a level."""

import re
from collections.abc import Iterable, Mapping

from attrs import frozen

from jiheng.framework.fields import LONGEST_LABEL, Field, Fields, Part, fields
from jiheng.framework.framework import Framework
from jiheng.framework.tree import VALUE, IndicatorTree, bare, tree

_POINTS_END = re.compile(r"[)）\d分]$")
_GLUED_FIGURE = re.compile(r"[\d.]+\s*[^\d\s.、．)）]")
MONEY_UNIT = re.compile(r"[(（]?(?:金额)?单位\s*[:：]\s*(?:人民币)?(?:百?万元|千元|亿元|元)[)）]?")
_SURE_LENGTH = 4
SHORT_LEVEL = 2
"""Names of levels this short (满意, 完成) are common words; alone they are levels only where the official tree has them."""
LONG_LEVEL = 6
"""Names of second levels this long (服务对象满意度) are sure behind their first level without the word 指标 too."""
_COMMON_END = re.compile(r"(?:项目|支出|预算|公用经费|人员经费)$|^..(?:时间|内容)$|^项目主管|^专项资金$")
_SHORT_HEAD = re.compile(r"项目.")
TWO_HEADS = re.compile(r"(?:[一二三]级指标|指标值|目标值)(?:分值|权重|得分|单位|备注)")
"""What is one label in a cell of its own is two where heads run together."""

_WINDOW = r"(?:\d{1,2}月?[-—–~至])?\d{1,2}月(?:底|末|份)?"
"""The months that a label of monitoring names where the vocabulary writes M月."""


@frozen(eq=False)
class Lexicon:
    """The vocabulary of labels and of levels; `run` finds labels that are long enough to be sure of inside unparted text.

    `second` are long names of second levels; `heads` are
    short heads of columns (分值, 得分), sure only beside other labels; `short` are level names too short to be told from common words; `under` maps heads of a lower line to the field of the head over them.
    """

    fields: Fields
    tree: IndicatorTree
    run: re.Pattern[str]
    levels: re.Pattern[str]
    heads: re.Pattern[str]
    second: re.Pattern[str]
    short: frozenset[str]
    under: Mapping[str, str]

    def level(self, text: str) -> int | None:
        """1 or 2 for the name of a first or second level as forms print it, None for any other text."""
        if not text or len(text) > LONGEST_LABEL or _GLUED_FIGURE.match(text):
            return None
        name = bare(text)
        if text in self.tree.words:
            return None
        if len(name) <= SHORT_LEVEL and name not in self.short and "指标" not in text:
            return None
        marked = "指标" in text or text.endswith(VALUE) or bool(_POINTS_END.search(text))
        if name in self.tree.level2 and (name not in self.tree.level1 or "成本" in name):
            return 2
        if name in self.tree.level1 and (marked or len(name) >= _SURE_LENGTH or text == name):
            return 1
        return None

    def column(self, text: str) -> str | None:
        """The field of a column of the indicators that this is the head of."""
        return self._named(text, Part.ROW)

    def label(self, text: str) -> str | None:
        """The field that a label outside the rows names, or None."""
        return self._named(text, Part.HEAD, Part.MONEY, Part.BLOCK, Part.AMOUNT, Part.TAIL, Part.TASK)

    def foot(self, text: str) -> bool:
        """Whether the text is a label of what ends the indicators."""
        return self._named(text, Part.TAIL) is not None

    def amount(self, text: str) -> str | None:
        """The field of a column of the money block that this is the head of."""
        return self._named(text, Part.AMOUNT)

    def money(self, text: str) -> str | None:
        """The field of the line of money that this is the label of."""
        return self._named(text, Part.MONEY)

    def task(self, text: str) -> str | None:
        """The field of a column of the year's main tasks that this is the head of."""
        return self._named(text, Part.TASK)

    def notice(self, text: str) -> bool:
        """Whether the text says in which unit the form's money is (单位：万元)."""
        return bool(MONEY_UNIT.fullmatch(text))

    def known(self, text: str) -> bool:
        """Whether the text is any label, head of a column or level at all."""
        return self.level(text) is not None or self.column(text) is not None or self.label(text) is not None

    def _named(self, text: str, *parts: Part) -> str | None:
        found = self.fields.find(text, *parts) if text else None
        return found.name if found else None


def lexicon(framework: Framework) -> Lexicon:
    """The lexicon of the framework, made once."""
    return framework.part(_lexicon)


def _lexicon(framework: Framework) -> Lexicon:
    vocabulary, official = fields(framework), tree(framework)
    sure = {
        label
        for entry in vocabulary.entries
        if _is_sure(entry)
        for label in entry.labels
        if len(label) >= _SURE_LENGTH and not (_COMMON_END.search(label) or TWO_HEADS.fullmatch(label))
    }
    sure |= {label for entry in vocabulary.entries if entry.part is Part.ROW for label in entry.labels if len(label) == _SURE_LENGTH - 1}
    sure |= {label for entry in vocabulary.entries if entry.part is Part.HEAD for label in entry.labels if _SHORT_HEAD.fullmatch(label)}
    levels = {name + "指标" for level in (official.level1, official.level2) for name in level}
    under = {label: group["over"] for group in framework.sheet("cutting")["heads"] for label in group["under"]}
    short = frozenset(name for name in map(bare, official.official.values()) if len(name) <= SHORT_LEVEL)
    heads = {
        label
        for entry in vocabulary.entries
        if entry.part in (Part.ROW, Part.AMOUNT)
        for label in entry.labels
        if SHORT_LEVEL <= len(label) <= _SURE_LENGTH
    }
    second = _longest(name for name in official.level2 if len(name) >= LONG_LEVEL)
    return Lexicon(vocabulary, official, _longest(sure | levels), _longest(levels), _longest(heads), second, short, under)


def _is_sure(entry: Field) -> bool:
    """Names of money sources, tasks and notices are words that stand inside other texts too."""
    return entry.part not in (Part.NOTICE, Part.TASK) and entry.name != "funds.source"


def _longest(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace("M月", _WINDOW) for word in sorted(words, key=len, reverse=True)))
