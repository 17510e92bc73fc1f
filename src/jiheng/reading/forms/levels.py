"""Levels (一级、二级指标): which levels a row belongs to, through merged cells, blanks and labels lost at a page break."""

import re
from collections.abc import Collection
from decimal import Decimal

from attrs import frozen

from jiheng.documents.document import Cell
from jiheng.model.place import Place
from jiheng.reading.forms.looks import Looks
from jiheng.reading.rows import Row

_BRACKETED = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*")
_POINTS = re.compile(r"\d+(?:\.\d+)?(?:[-—~～至]\d+)?分?")
_PRINTED_POINTS = re.compile(r"[(（\[【](\d{1,3}(?:\.\d{1,2})?)分[)）\]】]|[(（\[【](\d{1,3}(?:\.\d{1,2})?)[)）\]】]分")
_NUMBERING = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)+(?:\d{1,2}(?=[\u4e00-\u9fff]))?")

Spot = tuple[Row, Cell, str]


@frozen(eq=False)
class Level:
    """One level's label as the form says it without its marks, where it stood, and whether it is 必填 (None: it does not say)."""

    text: str
    spot: Spot
    place: Place
    required: bool | None = None

    @property
    def points(self) -> Decimal | None:
        """The points that the label bears in brackets; None where it bears none, or a range of them."""
        found = _PRINTED_POINTS.search("".join(self.spot[2].split()))
        return Decimal(found[1] or found[2]) if found else None


@frozen(eq=False)
class Levels:
    """The levels in force at a row; a level is None where the form gives none."""

    level1: Level | None = None
    level2: Level | None = None
    supplied: bool = False
    """the first level was lost and is supplied from the tree"""

    def node(self, looks: Looks) -> str | None:
        """The node of the official tree, None where the labels do not say."""
        first = self.level1.text if self.level1 else None
        return looks.remember(_node, (first, self.level2.text if self.level2 else None))


def _node(looks: Looks, levels: tuple[str | None, str | None]) -> str | None:
    first, second = levels
    node = looks.tree.level2_node(second, first) if second is not None else None
    parent = looks.tree.level1_node(first) if first else None
    return "satisfaction.recipients" if node is None and parent == "satisfaction" else node


def level(looks: Looks, spot: Spot) -> Level:
    """A level's label without 必填 mark, numbering and points."""
    text, required = looks.remember(_bare, spot[2])
    return Level(text, spot, spot[0].place(spot[1]), required)


def _bare(looks: Looks, text: str) -> tuple[str, bool | None]:
    required: bool | None = None
    for inside in _BRACKETED.findall(text):
        bare = "".join(inside.split())
        if looks.is_word("required", bare):
            required = True
        elif looks.is_word("optional", bare):
            required = False
        elif not _POINTS.fullmatch(bare):
            continue
        text = re.sub(rf"\s*[(（\[【]{re.escape(inside)}[)）\]】]分?\s*", "", text, count=1)
    return _NUMBERING.sub("", "".join(text.split())).strip("*★☆:："), required


def advance(looks: Looks, before: Levels, first: Spot | None, second: Spot | None, columns: Collection[str], *, trusted: bool) -> Levels:
    """The levels of the next row, given its own level cells (None: blank or covered).

    `columns` are the fields of the form's columns, `trusted` tells whether its cells are certain (merged
    cells of a ruled grid), so that a second level under a first one of another kind is the form's own doing.
    """
    if first is not None and second is None and looks(first[2]).level2:
        lone = "level2" not in columns and before.level2 is not None
        if lone or not looks(first[2]).level1:
            first, second = None, first
    now = before
    if first is not None and (before.level1 is None or before.level1.spot[1] is not first[1]):
        named = level(looks, first)
        inside = before.supplied and before.level1 is not None and _one_node(looks, before.level1.text, named.text)
        now = Levels(named, before.level2 if inside else None)
    if second is not None and (now.level2 is None or now.level2.spot[1] is not second[1]):
        now = Levels(now.level1, level(looks, second), now.supplied)
        if first is None and not trusted and "level1" in columns and "level2" in columns:
            now = _checked(looks, now)
    return now


def _one_node(looks: Looks, one: str, other: str) -> bool:
    """Whether two first levels are one; a label printed in the middle of its merged cell comes after rows that belong to it."""
    return looks.tree.level1_node(one) is not None and looks.tree.level1_node(one) == looks.tree.level1_node(other)


def _checked(looks: Looks, levels: Levels) -> Levels:
    """A second level whose row lost its first: the one carried from above, or the tree's own where that cannot be."""
    second = levels.level2
    if second is None:
        return levels
    text = second.text
    carried = levels.level1.text if levels.level1 else None
    node = looks.tree.level2_node(text, carried)
    if node is None:
        return levels
    parent = node.split(".")[0]
    kept = looks.tree.level1_node(carried) if carried else None
    if carried is not None and (kept is None or kept == parent):
        return levels
    return Levels(Level(looks.tree.official[parent], second.spot, second.place), second, supplied=True)
