"""What a declaration says, cell by cell, and how much of it a reading has right."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from attrs import define, evolve, field

from jiheng.model.declaration import CodedName, Declaration
from jiheng.model.funds import Execution
from jiheng.model.indicator import Indicator
from jiheng.model.value import Value, ValueKind

HEAD = (
    "form",
    "year",
    "title",
    "project",
    "code",
    "department",
    "unit",
    "attribute",
    "term",
    "goal",
    "goal_midterm",
    "goal_actual",
    "total_score",
)
ROW = (
    "level1", "level2", "node", "name", "target", "weight", "required", "direction", "nature", "explanation", "scoring", "basis", "remark",
    "actual", "score", "reason", "to_date", "forecast", "possibility",
)  # fmt: skip
EXECUTION = ("initial", "annual", "executed", "forecast", "weight", "rate", "score")
LEFT = "三级指标"
"""What a template left in its cells (指标2：) is kept by tables with borders and dropped from text: neither is asked for."""
WORDS = {ValueKind.QUALITATIVE, ValueKind.UNKNOWN}


class Meaning:
    """A target as it is compared: its figures, unit and dates, or its words where it has none; shown as its text."""

    def __init__(self, value: Value) -> None:
        bare = evolve(value, text="" if value.kind not in WORDS else "".join(unicodedata.normalize("NFKC", value.text).split()))
        self.text, self.bare = value.text, evolve(bare, parts=tuple(evolve(part, text="") for part in value.parts))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Meaning) and self.bare == other.bare

    def __hash__(self) -> int:
        return hash(self.bare)

    def __str__(self) -> str:
        return self.text


@define
class Tally:
    """Cells asked and right, rows asked, right as a whole and invented, pages asked and wholly right, and the first errors."""

    cells: int = 0
    right: int = 0
    rows: int = 0
    whole: int = 0
    invented: int = 0
    pages: int = 0
    exact: int = 0
    wrong: list[str] = field(factory=list)

    def add(self, other: "Tally") -> None:
        """Count another page in."""
        for name in ("cells", "right", "rows", "whole", "invented", "pages", "exact"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong


def compared(said: Sequence[Declaration], read: Sequence[Declaration]) -> Tally:
    """One page: what it says against what was read; tables are paired in order."""
    tally = Tally(pages=1)
    for number in range(max(len(said), len(read))):
        ours, theirs = (tables[number] if number < len(tables) else None for tables in (said, read))
        _count(tally, dict(_head(ours)) if ours else {}, dict(_head(theirs)) if theirs else {}, "")
        _rows(tally, ours.indicators if ours else (), theirs.indicators if theirs else ())
        _rows(tally, ours.midterm_indicators if ours else (), theirs.midterm_indicators if theirs else ())
    tally.exact = int(tally.cells == tally.right and not tally.invented)
    return tally


def _rows(tally: Tally, ours: Sequence[Indicator], theirs: Sequence[Indicator]) -> None:
    tally.rows += len(ours)
    mine_named, yours_named = ([str(_plain(row.name)) for row in rows] for rows in (ours, theirs))
    for step, a, b, c, d in SequenceMatcher(None, mine_named, yours_named, autojunk=False).get_opcodes():
        for number in range(max(b - a, d - c)):
            mine = ours[a + number] if a + number < b else None
            yours = theirs[c + number] if c + number < d and (step == "equal" or mine is not None) else None
            if mine is None:
                tally.invented += 1
                tally.wrong.append(f"invented: {theirs[c + number].name} {theirs[c + number].target.text}")
                continue
            before = tally.right - tally.cells
            _count(tally, dict(_row(mine)), dict(_row(yours)) if yours else {}, f"{mine.name}: ")
            tally.whole += int(tally.right - tally.cells == before)


def _count(tally: Tally, ours: Mapping[str, Any], theirs: Mapping[str, Any], where: str) -> None:
    for name in ours.keys() | theirs.keys():
        tally.cells += 1
        if ours.get(name) == theirs.get(name):
            tally.right += 1
        else:
            tally.wrong.append(f"{where}{name} {_shown(ours.get(name))} ← {_shown(theirs.get(name))}")


def _shown(value: Any) -> str:
    return "–" if value is None else str(value)


def _head(table: Declaration) -> Iterator[tuple[str, Any]]:
    yield from _kept((name, getattr(table, name)) for name in HEAD)
    for name, funds in (("funds", table.funds), ("funds_midterm", table.funds_midterm)):
        if funds is not None:
            yield from _kept((f"{name}.{part}", getattr(funds, part)) for part in ("total", "fiscal", "other"))
            yield from _kept((f"{name}.{line.label}", line.amount) for line in funds.sources)
    execution = table.execution or Execution()
    yield from _kept((f"execution.{part}", getattr(execution, part)) for part in EXECUTION)
    for number, task in enumerate(table.tasks):
        yield from _kept((f"tasks.{number}.{part}", getattr(task, part)) for part in ("name", "content", "amount"))
    yield from _kept((f"extra.{cell.label}", cell.text) for cell in table.extra if cell.label != LEFT)


def _row(row: Indicator) -> Iterator[tuple[str, Any]]:
    yield from _kept((name, getattr(row, name)) for name in ROW)
    yield from _kept((f"region {region.name}", region.target) for region in row.regions)
    yield from _kept((f"extra {cell.label}", cell.text) for cell in row.extra)


def _kept(cells: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    for name, value in cells:
        plain = _plain(value)
        if plain is not None:
            yield name, plain


def _plain(value: Any) -> Any:
    """A value as it is compared: texts without blanks and wide forms, targets by what they mean; None for a blank."""
    if isinstance(value, Value):
        return Meaning(value) if value.text else None
    if isinstance(value, CodedName):
        return f"{_plain(value.code)}-{_plain(value.name)}" if value.code else _plain(value.name)
    if isinstance(value, Enum | Decimal | int) or value is None:
        return value
    return "".join(unicodedata.normalize("NFKC", str(value)).split()) or None
