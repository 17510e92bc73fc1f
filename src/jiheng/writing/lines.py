"""Lines (指标各行): the indicators of a table in the rows of a form, under their levels, two halves side by side where the form has both."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from attrs import frozen

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import BlankLevel, Indicator

Key = tuple[str | None, str | None, bool | None]
"""First level, second level, and whether it is marked 必填: what stands in one cell of the second level."""


@frozen
class FormLine:
    """One row of the indicators: its levels and the positions of the indicators that stand in it (None: the half is blank)."""

    key: Key
    annual: int | None = None
    midterm: int | None = None


@frozen
class _Group:
    """The positions of the indicators that stand one after the other under one second level."""

    key: Key
    positions: tuple[int, ...] = ()


def form_lines(table: Declaration, *, halves: bool, rank: Callable[[str | None], int], least: int = 1) -> list[FormLine]:
    """The rows of a form in order; levels that the form prints without an indicator stand where the tree has them.

    `halves` tells that the form has both 中期 and 年度; `rank` orders the nodes of the tree; each level has at least `least` rows.
    """
    annual = _with_blanks(table, rank)
    if not halves:
        return [line for group in annual for line in _rows(group, _Group(group.key), least)]
    midterm = _groups(table.midterm_indicators)
    matcher = SequenceMatcher(None, [group.key for group in midterm], [group.key for group in annual], autojunk=False)
    lines: list[FormLine] = []
    for _, left, left_end, right, right_end in matcher.get_opcodes():
        if midterm[left:left_end] and [group.key for group in midterm[left:left_end]] == [group.key for group in annual[right:right_end]]:
            pairs = zip(annual[right:right_end], midterm[left:left_end], strict=True)
            lines += [line for one, other in pairs for line in _rows(one, other, least)]
        else:
            lines += [line for group in midterm[left:left_end] for line in _rows(_Group(group.key), group, least)]
            lines += [line for group in annual[right:right_end] for line in _rows(group, _Group(group.key), least)]
    return lines


def _rows(annual: _Group, midterm: _Group, least: int) -> list[FormLine]:
    number = max(len(annual.positions), len(midterm.positions), least)
    padded = [(*group.positions, *[None] * (number - len(group.positions))) for group in (annual, midterm)]
    return [FormLine(annual.key, one, other) for one, other in zip(*padded, strict=True)]


def _groups(rows: Sequence[Indicator]) -> list[_Group]:
    keyed = groupby(enumerate(rows), key=lambda pair: (pair[1].level1, pair[1].level2, pair[1].required))
    return [_Group(key, tuple(position for position, _ in pairs)) for key, pairs in keyed]


def _with_blanks(table: Declaration, rank: Callable[[str | None], int]) -> list[_Group]:
    """The groups of the year's indicators with the blank levels among them, these in their own order."""
    groups = _groups(table.indicators)
    least = 0
    for blank in table.blank_levels:
        place = max(least, _place(groups, table.indicators, blank, rank))
        groups.insert(place, _Group((blank.level1, blank.level2, blank.required)))
        least = place + 1
    return groups


def _place(groups: Sequence[_Group], rows: Sequence[Indicator], blank: BlankLevel, rank: Callable[[str | None], int]) -> int:
    """Before the first level of the same first level that the tree has later, else behind the last of them, else at the end."""
    last = None
    for number, group in enumerate(groups):
        if group.key[0] == blank.level1:
            last = number
            if group.positions and rank(rows[group.positions[0]].node) > rank(blank.node):
                return number
    return len(groups) if last is None else last + 1


def runs(lines: Sequence[FormLine]) -> tuple[list[int], list[int]]:
    """For each row the number of rows that its first and its second level's cell reaches over; 0 where a cell above covers it.

    A first level begins anew where its rows go from a second level to none, since a blank second level reads as the one above.
    """
    first_starts: list[int] = []
    second_starts: list[int] = []
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        if above is None or above.key[0] != line.key[0] or (above.key[1] is not None and line.key[1] is None):
            first_starts.append(number)
        if above is None or first_starts[-1] == number or above.key != line.key:
            second_starts.append(number)
    return _lengths(first_starts, len(lines)), _lengths(second_starts, len(lines))


def _lengths(starts: Sequence[int], size: int) -> list[int]:
    out = [0] * size
    for start, end in zip(starts, (*starts[1:], size), strict=True):
        out[start] = end - start
    return out
