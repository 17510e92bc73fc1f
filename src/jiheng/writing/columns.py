"""Columns (指标各栏): which columns the indicators of a table are printed in, and what stands in each of them for a row."""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from jiheng.documents.shape import Role
from jiheng.framework.layouts import Layout, PlannedColumn
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.writing.splitting import Splitter
from jiheng.writing.texts import figure
from jiheng.writing.ticks import Ticks, ticks_of

EXTRA_WIDTH = 24
UNLABELLED = "补充内容"
"""the label of a cell that has none"""
LEVELS = ("level1", "level2")
SPLIT = ("sign", "figure", "measure")
VALUES = ("target", "actual", "to_date", "forecast")
LONG = ("name", "explanation", "scoring", "basis", "remark", "reason", "extra")


@frozen
class Column:
    """One printed column. `index` tells extras and regions of one kind apart: which region, which of several extras with one label.

    `heading` stands over it and its neighbours; `ticks` are all columns that its field is taken apart into.
    """

    field: str
    label: str
    span: int
    midterm: bool = False
    choices: tuple[str, ...] = ()
    index: int = 0
    heading: str = ""
    ticks: Ticks | None = None

    @property
    def role(self) -> Role:
        """What its cells are."""
        ticked = self.ticks is not None and self.label in self.ticks.labels
        return Role.LEVEL if self.field in LEVELS else Role.TEXT if self.field in LONG and not ticked else Role.SHORT


@frozen
class Columns:
    """The columns of one table on one layout, and the widths in millimetres of all base columns of the form."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]


def columns_of(layout: Layout, table: Declaration) -> Columns:
    """The columns that a layout prints for a table: its own, the optional ones that some row needs, one for each label of further cells."""
    rows = (*table.indicators, *table.midterm_indicators)
    out: list[Column] = []
    widths = list(layout.widths)
    for planned in layout.columns:
        if planned.field == "regions":
            regions = _regions(rows)
            out += [Column("regions", name, 1) for name in regions]
            widths += [planned.width] * len(regions)
        elif not planned.optional or any(_has(row, planned) for row in rows):
            ticks = ticks_in(layout, planned.field)
            out.append(Column(planned.field, planned.label, planned.span, planned.midterm, planned.choices, 0, planned.heading, ticks))
            widths += [planned.width] if planned.width else []
    extras = _extras(rows)
    widths += [EXTRA_WIDTH] * len(extras)
    out += extras
    spare = len(widths) - bool(layout.side) - sum(column.span for column in out)
    out[-1] = evolve(out[-1], span=out[-1].span + spare)
    return Columns(tuple(out), tuple(widths))


def ticks_in(layout: Layout, field: str) -> Ticks | None:
    """The columns that a layout takes a field apart into."""
    return ticks_of(field, [(column.field, column.label, column.tick) for column in layout.columns])


def _has(row: Indicator, planned: PlannedColumn) -> bool:
    return getattr(row, planned.field) not in (None, ())


def _regions(rows: Iterable[Indicator]) -> list[str]:
    return [name for name, _ in _in_order([region.name for region in row.regions] for row in rows)]


def _extras(rows: Iterable[Indicator]) -> list[Column]:
    """A column for each label, several where one row has it several times."""
    labels = _in_order([extra.label or UNLABELLED for extra in row.extra] for row in rows)
    return [Column("extra", label, 1, index=number) for label, number in labels]


def _in_order(rows: Iterable[Sequence[str]]) -> list[tuple[str, int]]:
    """The names of all rows, a name that one row has several times numbered, in an order that is each row's own.

    Where rows contradict each other the name that was seen first stands first.
    """
    before: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for names in rows:
        seen: Counter[str] = Counter()
        keys: list[tuple[str, int]] = []
        for name in names:
            keys.append((name, seen[name]))
            seen[name] += 1
        for number, key in enumerate(keys):
            before.setdefault(key, set()).update(keys[:number])
    order: list[tuple[str, int]] = []
    while left := [key for key in before if key not in order]:
        order.append(next((key for key in left if before[key] <= {*order}), left[0]))
    return order


def row_text(column: Column, row: Indicator, splitter: Splitter, own: Sequence[str]) -> str:
    """What stands in a column for a row; `own` are the labels of the layout's columns for operator and unit.

    A row whose further cells contradict its operator or unit keeps its target whole, so that it reads back the same.
    """
    name = column.field
    if name in SPLIT:
        if any(extra.label in own for extra in row.extra):
            return row.target.text if name == "figure" else ""
        return str(getattr(splitter.split(row.target.text), name))
    if name == "regions":
        return next((region.target.text for region in row.regions if region.name == column.label), "")
    if name == "extra":
        held = [extra.text for extra in row.extra if (extra.label or UNLABELLED) == column.label]
        return held[column.index] if column.index < len(held) else ""
    value = getattr(row, name)
    if column.ticks is not None:
        return (column.ticks.cells(value or "") or {}).get(column.label, "")
    if name in VALUES:
        return value.text if value is not None else ""
    return "" if value is None else figure(value) if name in ("weight", "score") else str(value)
