"""Indicator tree (绩效指标体系): which node of the official tree a form's level label names."""

import re
from collections.abc import Mapping

from attrs import frozen

from jiheng.framework.framework import Framework

VALUE = "值"
_MARKS = re.compile(r"[(（][^()（）]*[)）]分?|[\s*★☆:：、.．]|^\d+|(?<!\d)\d+$|等$")


@frozen
class IndicatorTree:
    """Names of first and second levels (一级指标, 二级指标), bare, to nodes of the official tree."""

    level1: Mapping[str, str]
    level2: Mapping[str, str]
    official: Mapping[str, str]
    words: frozenset[str]
    """names of levels that are also what an indicator or its value says, so that only 指标 behind them makes them levels"""

    def level1_node(self, label: str) -> str | None:
        """`output`, `cost`, `benefit` or `satisfaction`; None where the label is no first level."""
        return self.level1.get(bare(label))

    def level2_node(self, label: str, level1: str | None = None) -> str | None:
        """The node of a second level (`output.quantity`); None where the label is none.

        `level1` is the first level's own label, which decides for labels that stand under several (成本指标).
        """
        node = self.level2.get(bare(label))
        if node == "output.cost" and level1 is not None and self.level1_node(level1) == "cost":
            return "cost.economic"
        return node


def bare(label: str) -> str:
    """A level's label without marks, numbering, points and the word 指标 (or 值, which some forms print for it), as the tree's names are written."""
    text = _MARKS.sub("", label)
    text = _MARKS.sub("", text) or text
    return text.removesuffix("指标").removesuffix(VALUE) or text


def tree(framework: Framework) -> IndicatorTree:
    """The official tree of the framework."""
    return framework.part(_tree)


def _tree(framework: Framework) -> IndicatorTree:
    sheet = framework.sheet("tree")
    levels = [
        {bare(name): entry["node"] for entry in sheet[level] for name in (entry["official"], *entry["names"])}
        for level in ("level1", "level2")
    ]
    official = {entry["node"]: entry["official"] for level in ("level1", "level2") for entry in sheet[level]}
    return IndicatorTree(levels[0], levels[1], official, frozenset(sheet["words"]))
