"""Joining (并入): the table that comes of a document that is brought to a table: the whole of it, or the rows that a part of one has.

A document without a name, a goal and money of its own is a part: a block of indicators that was copied. It speaks for its rows
and for the branches that it has; the table's own fields, its other branches, and what a row says beside the block stay.
"""

from collections.abc import Mapping, Sequence

import attrs
from attrs import evolve

from jiheng.comparing.naming import naming
from jiheng.comparing.rows import match_rows
from jiheng.framework import Framework
from jiheng.model.declaration import Declaration
from jiheng.model.funds import Funds
from jiheng.model.indicator import BlankLevel, Indicator
from jiheng.model.value import Value
from jiheng.web.filing.tables import Table, keyed, rekeyed

Branch = tuple[str | None, str | None]


def is_part(read: Declaration) -> bool:
    """Whether a document says only rows of a table."""
    return not (read.project or read.goal or read.goal_midterm or read.funds != Funds())


def joined(old: Table | None, read: Declaration, law: Framework) -> Table:
    """What the table becomes with the document; rows keep their keys."""
    if old is None:
        return keyed(read)
    if not is_part(read):
        return rekeyed(old, read, law)
    before = old.declaration
    rows = _halves(before.indicators, read.indicators, law)
    midterm = _halves(before.midterm_indicators, read.midterm_indicators, law)
    filled = {_branch(row) for row in (*rows, *midterm)}
    blank = tuple(each for each in before.blank_levels if _branch(each) not in filled)
    return rekeyed(old, evolve(before, indicators=rows, midterm_indicators=midterm, blank_levels=blank), law)


def _halves(before: Sequence[Indicator], block: Sequence[Indicator], law: Framework) -> tuple[Indicator, ...]:
    """One half's rows: branches that the block has are the block's, the others stay; new branches come behind those of their first level."""
    if not block:
        return tuple(before)
    rows = _placed(before, block, law)
    if not any(row.level1 or row.level2 for row in block):
        return _one_by_one(before, rows, law)
    said: dict[Branch, list[Indicator]] = {}
    for row in rows:
        said.setdefault(_branch(row), []).append(row)
    out: list[Indicator] = []
    spoken = set(said)
    for row in before:
        branch = _branch(row)
        out += said.pop(branch, []) if branch in spoken else [row]
    for branch_rows in said.values():
        at = max((number for number, row in enumerate(out, 1) if row.level1 == branch_rows[0].level1), default=len(out))
        out[at:at] = branch_rows
    return tuple(out)


def _one_by_one(before: Sequence[Indicator], rows: Sequence[Indicator], law: Framework) -> tuple[Indicator, ...]:
    """Rows without levels: each in its old one's place, a new one below the row that stands above it in the block."""
    old = {pair.new: pair.old for pair in match_rows(before, rows, naming(law)).pairs}
    behind: dict[int, list[Indicator]] = {}
    at = len(before) - 1
    for number, row in enumerate(rows):
        at = old.get(number, at)
        behind.setdefault(at, [] if number in old else list(before[at : at + 1])).append(row)
    return tuple(row for position, was in enumerate(before) for row in behind.get(position, [was])) or tuple(rows)


def _placed(before: Sequence[Indicator], block: Sequence[Indicator], law: Framework) -> list[Indicator]:
    """The rows of the block with what their old rows say beside; one without levels stands where its old row, else the one above it, stands."""
    old = {pair.new: before[pair.old] for pair in match_rows(before, block, naming(law)).pairs}
    names: Mapping[Branch, Indicator] = {_branch(row): row for row in before}
    out: list[Indicator] = []
    for number, row in enumerate(block):
        beside = _beside(row, old[number]) if number in old else row
        named = row.level1 or row.level2
        above = names.get(_branch(row)) if named else old.get(number) or (out[-1] if out else None)
        out.append(beside if above is None else evolve(beside, level1=above.level1, level2=above.level2, node=above.node))
    return out


def _beside(row: Indicator, old: Indicator) -> Indicator:
    """The row with what only its old one says."""
    blank = {each.name: getattr(old, each.name) for each in attrs.fields(Indicator) if _says_nothing(getattr(row, each.name))}
    return evolve(row, **blank)


def _says_nothing(value: object) -> bool:
    return value is None or value in ((), "") or (isinstance(value, Value) and not value.text)


def _branch(row: Indicator | BlankLevel) -> Branch:
    return (row.node, None) if row.node else (row.level1, row.level2)
