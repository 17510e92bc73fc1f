"""Indicators (绩效指标): the rows of a block of indicators as laid into its columns, each as an Indicator with its places."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import define, evolve, field, frozen

from jiheng.framework.fields import Fields, Part
from jiheng.model.indicator import Indicator, LabelledText, RegionTarget
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.model.value import NO_VALUE, Value
from jiheng.reading.forms.alignment import Laid
from jiheng.reading.forms.columns import EXTRA, LEVELS, REGION, VALUES, Column, Header
from jiheng.reading.forms.levels import Levels, Spot, advance
from jiheng.reading.forms.looks import Looks
from jiheng.reading.forms.traits import joined, traits
from jiheng.reading.texts import bare_name, decimal
from jiheng.values import read_value

TRAITS = ("sign", "direction", "nature")
DOTS = "…. 。·"
TICKS = frozenset("√✓✔☑■●")
"""marks that choose the column they stand in (确定能, 硬件条件保障)"""
FIGURES = ("weight", "score")
UNPLACED = frozenset({"side", "sign", "measure", EXTRA, REGION, "level1", "level2"})
_OPENING, _CLOSING = "(（[【《“〈", ")）]】》”〉"


@frozen(eq=False)
class Found:
    """An indicator with the place of each of its fields. `laid` is the row it came from; `midterm` is true for 中期指标."""

    indicator: Indicator
    places: dict[str, Place]
    laid: Laid
    midterm: bool


@define(eq=False)
class Block:
    """What the rows of one form gave so far: its indicators, rows of totals and execution, cells that are no indicator, mends."""

    looks: Looks
    fields: Fields
    year: int | None
    levels: Levels = Levels()
    found: list[Found] = field(factory=list)
    totals: list[tuple[Header, Laid]] = field(factory=list)
    executions: list[tuple[Header, Laid]] = field(factory=list)
    leftovers: list[tuple[str, Spot]] = field(factory=list)
    repairs: list[Repair] = field(factory=list)
    printed: dict[int, Levels] = field(factory=dict)
    """second levels that the form prints and under which nothing was found yet"""
    pending: bool = False
    """the last row gave levels and nothing else"""


def take(block: Block, header: Header, rows: Iterable[Laid]) -> None:
    """Add the indicators of rows laid under a header to what the form gave so far."""
    columns = {column.name for column in header.columns}
    rows = list(rows)
    _record_shifts(block, header, rows)
    for laid in rows:
        spots = _spots(header, laid)
        if _aside(block, header, laid, spots):
            continue
        opened = [spot is not None and spot[0] is laid.row for spot in (_one(spots, "level1", 0), _one(spots, "level2", 0))]
        block.levels = advance(
            block.looks, block.levels, _one(spots, "level1", 0), _one(spots, "level2", 0), columns, trusted=laid.row.ruled
        )
        block.pending = any(opened) and _one(spots, "name", 0) is None
        second = block.levels.level2
        if second is not None and opened[1]:
            block.printed[id(second)] = block.levels
        for half in range(header.halves):
            part = _Part(header, laid, spots, half, midterm=_is_midterm(block, header, spots, half))
            _take_part(block, part, begins=any(opened))


@frozen(eq=False)
class _Part:
    """One row's cells in one half of the form."""

    header: Header
    laid: Laid
    spots: "_Spots"
    half: int
    midterm: bool


def _is_midterm(block: Block, header: Header, spots: "_Spots", half: int) -> bool:
    """Whether this half of the row holds 中期指标: the left of two, or a block whose heading says so."""
    if header.halves > 1:
        return half == 0
    side = _one(spots, "side", 0)
    found = block.fields.find(side[2], Part.BLOCK) if side else None
    return found.name == "block.midterm" if found is not None and found.name in ("block.midterm", "block.annual") else header.midterm


def _record_shifts(block: Block, header: Header, rows: Sequence[Laid]) -> None:
    """Record rows whose cells did not stand under their columns; where most begin too far left, spans were left out, one mend."""
    shifted = [laid for laid in rows if laid.shifted]
    short = [laid for laid in shifted if laid.row.texts[0]]
    if len(short) * 2 > len(rows):
        block.repairs.append(evolve(_shift(header, short[0]), kind="spans-left-out"))
        shifted = [laid for laid in shifted if not laid.row.texts[0]]
    block.repairs += [_shift(header, laid) for laid in shifted]


def _shift(header: Header, laid: Laid) -> Repair:
    row = laid.row
    first = next(cell for cell, text in zip(row.cells, row.texts, strict=True) if text)
    after = ["".join(spot[2] for spot in laid.cells.get(number, ())) for number in range(len(header.columns))]
    return Repair(row.place(first), "row-shifted", " | ".join(row.texts), " | ".join(after))


def _spots(header: Header, laid: Laid) -> dict[tuple[str, int], list[tuple[Column, Spot]]]:
    """The row's filled cells by the field and half of their column."""
    out: dict[tuple[str, int], list[tuple[Column, Spot]]] = {}
    for number, cells in laid.cells.items():
        column = header.columns[number]
        for spot in cells:
            if spot[2] and not (column.name in LEVELS and not spot[2].strip(DOTS)):
                out.setdefault((column.name, column.half), []).append((column, spot))
    return out


_Spots = dict[tuple[str, int], list[tuple[Column, Spot]]]


def _one(spots: _Spots, name: str, half: int) -> Spot | None:
    held = spots.get((name, half))
    return held[0][1] if held else None


def _aside(block: Block, header: Header, laid: Laid, spots: _Spots) -> bool:
    """Whether the row is a total or the execution of the budget, which are kept aside and are no indicators."""
    for name in ("side", "level1", "level2", "name"):
        spot = _one(spots, name, 0)
        if spot is None or spot[0] is not laid.row or len(spot[2]) > 12:
            continue
        found = block.fields.find(spot[2], Part.TAIL)
        if found is not None and found.name == "tail.total" and not (name == "name" and _one(spots, "level2", 0)):
            block.totals.append((header, laid))
            return True
        if found is not None and found.name == "tail.execution" and name != "name":
            block.executions.append((header, laid))
            return True
    return False


def _take_part(block: Block, part: _Part, *, begins: bool) -> None:
    names = part.spots.get(("name", part.half), [])
    bare = bare_name("".join(spot[2] for _, spot in names))
    target, left = _target(block, part.spots, part.half)
    if not bare.strip(DOTS) and not target:
        block.leftovers += [(column.label, spot) for column, spot in names]
        return
    if not begins and _continues(block, part, bare, target):
        return
    block.found.append(_indicator(block, part, (bare, target, left)))
    if block.levels.level2 is not None:
        block.printed.pop(id(block.levels.level2), None)


def _target(block: Block, spots: _Spots, half: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The target joined from its columns, and what of them it does not hold."""
    values = [(column.label, spot[2]) for name in VALUES for column, spot in spots.get((name, half), ())]
    measures = [(column.label, spot[2]) for column, spot in spots.get(("measure", half), ())]
    marks = _marks(spots, half)
    looks = block.looks
    if len(values) > 1:
        marks_within = [pair for pair in values if looks(pair[1]).trait]
        measures += [pair for pair in values if looks(pair[1]).measure]
        values = [pair for pair in values if pair not in marks_within and pair not in measures]
        marks = [*marks, *marks_within]
    elif values and not measures and looks(values[0][1]).sign:
        values = []
    sign = next((pair for pair in marks if looks(pair[1]).sign or pair[1] in looks.trailing_signs), None)
    made = joined(looks, " ".join(text for _, text in values), sign, measures[0] if measures else None)
    return made.text, made.left


def _marks(spots: _Spots, half: int) -> list[tuple[str, str]]:
    return [(column.label, spot[2]) for name in TRAITS for column, spot in spots.get((name, half), ())]


def _continues(block: Block, part: _Part, name: str, target: str) -> bool:
    """Join a row that only goes on with the text of the row above, split at a page's end; the mend is recorded."""
    before = next((number for number in range(len(block.found) - 1, -1, -1) if block.found[number].midterm == part.midterm), None)
    if before is None:
        return False
    above = block.found[before]
    was = above.indicator
    open_bracket = sum(was.name.count(mark) for mark in _OPENING) > sum(was.name.count(mark) for mark in _CLOSING)
    if not (part.laid.row.opens or open_bracket) or (target and was.target.text) or (name and target and was.name.endswith(("。", "；"))):
        return False
    whole = was.name + name
    value = read_value(target, year=block.year) if target else was.target
    number = sum(found.midterm == part.midterm for found in block.found) - 1
    block.found[before] = Found(evolve(was, name=whole, target=value), above.places, above.laid, part.midterm)
    prefix = "midterm_indicators" if part.midterm else "indicators"
    spot = next(cells[0] for cells in part.laid.cells.values() if any(cell[2] for cell in cells))
    block.repairs.append(Repair(spot[0].place(spot[1]), "row-over-page", f"{was.name}⏎{name}", whole, f"{prefix}.{number}.name"))
    return True


def _indicator(block: Block, part: _Part, core: tuple[str, str, tuple[tuple[str, str], ...]]) -> Found:
    name, target, left = core
    spots, half, year, levels = part.spots, part.half, block.year, block.levels
    marks = traits(block.looks, _marks(spots, half))
    figures = {field_name: _figure(spots, field_name, half) for field_name in FIGURES}
    second = levels.level2
    indicator = Indicator(
        name=name,
        level1=levels.level1.text if levels.level1 else None,
        level2=second.text if second else None,
        node=levels.node(block.looks.tree),
        target=read_value(target, year=year) if target else NO_VALUE,
        required=second.required if second else None,
        regions=_regions(spots, half, year),
        direction=marks.direction,
        nature=marks.nature,
        extra=_extra(spots, half, (*left, *marks.unknown), figures),
        place=_place(part.laid, spots, half),
        weight=figures["weight"],
        score=figures["score"],
        explanation=_text(spots, "explanation", half),
        scoring=_text(spots, "scoring", half),
        basis=_text(spots, "basis", half),
        remark=_text(spots, "remark", half),
        reason=_text(spots, "reason", half),
        possibility=_text(spots, "possibility", half),
        actual=_value(part, "actual", year),
        to_date=_value(part, "to_date", year),
        forecast=_value(part, "forecast", year),
    )
    return Found(indicator, _places(block, part), part.laid, part.midterm)


def _has(header: Header, name: str) -> bool:
    return any(column.name == name for column in header.columns)


def _text(spots: _Spots, name: str, half: int) -> str | None:
    held = spots.get((name, half))
    if not held:
        return None
    if len(held) == 1:
        column, spot = held[0]
        return column.label if spot[2] in TICKS else spot[2]
    return "；".join(column.label if spot[2] in TICKS else f"{column.label}：{spot[2]}" for column, spot in held)


def _value(part: _Part, name: str, year: int | None) -> Value | None:
    """The value of a column that only later forms have; None where this form has no such column."""
    if not _has(part.header, name):
        return None
    text = " ".join(spot[2] for _, spot in part.spots.get((name, part.half), ()))
    return read_value(text, year=year) if text else NO_VALUE


def _figure(spots: _Spots, name: str, half: int) -> Decimal | None:
    held = spots.get((name, half))
    return decimal(held[0][1][2]) if held else None


def _regions(spots: _Spots, half: int, year: int | None) -> tuple[RegionTarget, ...]:
    held = spots.get((REGION, half))
    return tuple(RegionTarget(column.label, read_value(spot[2], year=year)) for column, spot in held) if held else ()


def _extra(spots: _Spots, half: int, left: Sequence[tuple[str, str]], figures: dict[str, Decimal | None]) -> tuple[LabelledText, ...]:
    out = [LabelledText(column.label, spot[2]) for column, spot in spots.get((EXTRA, half), ()) if not column.head]
    out += [LabelledText(label, text) for label, text in left]
    for name, figure in figures.items():
        if figure is None:
            out += [LabelledText(column.label, spot[2]) for column, spot in spots.get((name, half), ())]
    return tuple(out)


def _place(laid: Laid, spots: _Spots, half: int) -> Place:
    held = spots.get(("name", half)) or spots.get(("target", half))
    row, cell = (held[0][1][0], held[0][1][1]) if held else (laid.row, laid.row.cells[0])
    return row.place(cell)


def _places(block: Block, part: _Part) -> dict[str, Place]:
    """The place of each field of the row; a blank cell's own where the row has it, else that of the row's name."""
    at = _place(part.laid, part.spots, part.half)
    places: dict[str, Place] = {}
    for number, column in enumerate(part.header.columns):
        if column.head or column.half != part.half or column.name in UNPLACED:
            continue
        name = "target" if column.name in VALUES else column.name
        cells = part.laid.cells.get(number)
        if cells:
            places[name] = cells[0][0].place(cells[0][1])
        else:
            places.setdefault(name, at)
    for name, held in (("level1", block.levels.level1), ("level2", block.levels.level2)):
        if held is not None:
            places[name] = held.spot[0].place(held.spot[1])
    return places
