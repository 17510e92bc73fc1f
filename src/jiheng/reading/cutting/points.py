"""Points (分值归位): figures of a row without target and actual that stand in their columns though they are its points."""

from collections.abc import Sequence

from attrs import evolve

from jiheng.reading.cutting.kinds import Column, Kind
from jiheng.reading.cutting.lattice import Cut, Rows

FEWEST = 1
LOWEST = 2
"""Figures below this (1 1) count something more likely than they are points."""


def in_their_columns(rows: Rows, columns: Sequence[Column]) -> Rows:
    """The rows with points moved to the columns of points.

    Acts on a row with exactly as many bare figures as the form has columns of points, none smaller than 2, the first the largest,
    where other rows of the table fill both target and points, so that the form is one whose rows have points.
    """
    points = [number for number, column in enumerate(columns) if column.kind is Kind.POINTS]
    values = [number for number, column in enumerate(columns) if column.kind is Kind.VALUE]
    if len(points) < 2 or len(values) < 2 or min(points) < max(values):
        return rows
    whole = sum(_fills(row, [*points, *values]) for row in rows.rows)
    return evolve(rows, rows=tuple(_moved(row, values, points) for row in rows.rows)) if whole >= FEWEST else rows


def _fills(row: Sequence[Cut], columns: Sequence[int]) -> bool:
    return {*columns} <= {cut.column for cut in row if cut.text}


def _moved(row: tuple[Cut, ...], values: Sequence[int], points: Sequence[int]) -> tuple[Cut, ...]:
    given = [cut for cut in row if cut.column in (*values, *points) and cut.text]
    figures = [int(cut.text) for cut in given if cut.text.isdecimal()]
    if len(figures) != len(given) or len(given) != len(points) or given[0].column not in values:
        return row
    if min(figures) < LOWEST or figures != sorted(figures, reverse=True):
        return row
    moved = {id(cut): evolve(cut, column=column) for cut, column in zip(given, points, strict=True)}
    return tuple(moved.get(id(cut), cut) for cut in row if id(cut) in moved or cut.column not in (*values, *points))
