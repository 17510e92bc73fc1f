"""Indicator (绩效指标): one row's cells, by field, as an Indicator with the place of each of its fields."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from attrs import evolve

from jiheng.model.indicator import Indicator, LabelledText, RegionTarget
from jiheng.model.place import Place
from jiheng.model.value import NO_VALUE, Value
from jiheng.reading.forms.alignment import Laid
from jiheng.reading.forms.columns import EXTRA, REGION, Column, Header
from jiheng.reading.forms.levels import Level, Levels, Spot
from jiheng.reading.forms.looks import Looks
from jiheng.reading.forms.traits import joined, traits
from jiheng.reading.texts import bare_name, decimal, value

Spots = dict[str, list[tuple[Column, Spot]]]
"""The filled cells of one half of a row by field."""

TRAITS = ("sign", "direction", "nature")
TEXTS = ("explanation", "scoring", "basis", "remark", "reason", "possibility")
READ = ("actual", "to_date", "forecast")
FIGURES = ("weight", "score")
MARKED = frozenset({*TRAITS, "measure"})
SIMPLE = frozenset({"side", "level1", "level2", "name", "target"})
"""columns of a form that asks for nothing more"""
UNPLACED = frozenset({"side", "sign", "measure", EXTRA, REGION, "level1", "level2", "target_midterm"})


class Half(NamedTuple):
    """One half of a row: its cells by field, the levels in force, and whether it holds 中期指标."""

    header: Header
    laid: Laid
    spots: Spots
    number: int
    midterm: bool
    levels: Levels


class Core(NamedTuple):
    """What makes a row an indicator: its name, its target as a person writes it, and what of the target's columns was left."""

    name: str
    target: str
    left: tuple[tuple[str, str], ...]


class Found(NamedTuple):
    """An indicator with the place of each of its fields. `laid` is the row it came from; `midterm` is true for 中期指标."""

    indicator: Indicator
    places: Mapping[str, Place]
    laid: Laid
    midterm: bool
    level1: Level | None = None


def core(looks: Looks, spots: Spots, field: str = "target") -> Core:
    """The name and the target of a row; `field` is the one whose columns hold the target."""
    names = spots.get("name")
    name = "" if not names else names[0][1][2] if len(names) == 1 else "".join(spot[2] for _, spot in names)
    values = spots.get(field, ())
    if len(values) == 1 and MARKED.isdisjoint(spots):
        text = values[0][1][2]
        return Core(bare_name(name), "" if looks(text).sign else text, ())
    made = _target(looks, spots, list(dict.fromkeys((column.label, spot[2]) for column, spot in values)))
    return Core(bare_name(name), made[0], made[1])


def _target(looks: Looks, spots: Spots, values: list[tuple[str, str]]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The target joined from its columns, and what of them it does not hold; signs and units may stand in the value's own columns."""
    measures = [(column.label, spot[2]) for column, spot in spots.get("measure", ())]
    marks = _marks(spots)
    if len(values) > 1:
        within = [pair for pair in values if looks(pair[1]).trait]
        measures += [pair for pair in values if looks(pair[1]).measure]
        values = [pair for pair in values if pair not in within and pair not in measures]
        marks = [*marks, *within]
    elif values and not measures and looks(values[0][1]).sign:
        values = []
    sign = next((pair for pair in marks if looks(pair[1]).sign or looks(pair[1]).change or pair[1] in looks.trailing_signs), None)
    made = joined(looks, " ".join(text for _, text in values), sign, measures[0] if measures else None)
    return made.text, made.left


def found(looks: Looks, half: Half, made: Core, year: int | None) -> Found:
    """The indicator of one half of a row."""
    first, second = half.levels.level1, half.levels.level2
    held = half.spots.get("name") or half.spots.get("target")
    at = held[0][1][0].place(held[0][1][1]) if held else half.laid.row.place(half.laid.row.cells[0])
    indicator = Indicator(
        name=made.name,
        level1=first.text if first else None,
        level2=second.text if second else None,
        node=half.levels.node(looks),
        target=value(made.target, year) if made.target else NO_VALUE,
        required=second.required if second else None,
        place=at,
    )
    if made.left or not half.header.names <= SIMPLE:
        indicator = _with_more(looks, half, made, indicator, year)
    return Found(indicator, _places(half, at), half.laid, half.midterm, first)


def _with_more(looks: Looks, half: Half, made: Core, indicator: Indicator, year: int | None) -> Indicator:
    """The indicator with what further columns say of it."""
    spots = half.spots
    marks = traits(looks, _marks(spots))
    figures = {name: _figure(spots, name) for name in FIGURES}
    texts = {name: _text(looks, spots[name]) for name in TEXTS if name in spots}
    values = {name: _value(spots, name, year) for name in READ if name in half.header.names}
    regions = tuple(RegionTarget(column.label, value(spot[2], year)) for column, spot in spots.get(REGION, ()))
    extra = _extra(spots, (*made.left, *marks.unknown), figures)
    return evolve(
        indicator,
        direction=marks.direction,
        nature=marks.nature,
        regions=regions,
        extra=extra,
        weight=figures["weight"],
        score=figures["score"],
        explanation=texts.get("explanation"),
        scoring=texts.get("scoring"),
        basis=texts.get("basis"),
        remark=texts.get("remark"),
        reason=texts.get("reason"),
        possibility=texts.get("possibility"),
        actual=values.get("actual"),
        to_date=values.get("to_date"),
        forecast=values.get("forecast"),
    )


def _marks(spots: Spots) -> list[tuple[str, str]]:
    return [(column.label, spot[2]) for name in TRAITS for column, spot in spots.get(name, ())]


def _text(looks: Looks, held: Sequence[tuple[Column, Spot]]) -> str:
    """The text of a column, or of several under one heading with their labels; a tick says the label itself."""
    if len(held) == 1:
        column, spot = held[0]
        return column.label if looks.is_word("ticks", spot[2]) else spot[2]
    return "；".join(column.label if looks.is_word("ticks", spot[2]) else f"{column.label}：{spot[2]}" for column, spot in held)


def _value(spots: Spots, name: str, year: int | None) -> Value:
    text = " ".join(spot[2] for _, spot in spots.get(name, ()))
    return value(text, year) if text else NO_VALUE


def _figure(spots: Spots, name: str) -> Decimal | None:
    held = spots.get(name)
    return decimal(held[0][1][2]) if held else None


def _extra(spots: Spots, left: Sequence[tuple[str, str]], figures: Mapping[str, Decimal | None]) -> tuple[LabelledText, ...]:
    out = [LabelledText(column.label, spot[2]) for column, spot in spots.get(EXTRA, ()) if not column.head]
    out += [LabelledText(label, text) for label, text in left]
    for name, figure in figures.items():
        if figure is None:
            out += [LabelledText(column.label, spot[2]) for column, spot in spots.get(name, ())]
    return tuple(out)


def _places(half: Half, at: Place) -> dict[str, Place]:
    """The place of each field of the row; a blank cell's own where the row has it, else that of the row's name."""
    places: dict[str, Place] = {}
    cells = half.laid.cells
    for number, column in enumerate(half.header.columns):
        name = column.name
        if name in UNPLACED or column.head or column.half != half.number:
            continue
        spots = cells.get(number)
        places[name] = at if not spots or name == "name" else spots[0][0].place(spots[0][1])
    for name, held in (("level1", half.levels.level1), ("level2", half.levels.level2)):
        if held is not None:
            places[name] = held.place
    return places
