"""Mend (修复流程): the mends in the order in which each finds what it needs, with everything that they changed recorded."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from attrs import evolve, frozen

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.framework.framework import Framework
from jiheng.model.place import Place
from jiheng.model.repair import Repair

TEXTUAL = frozenset({"parts_numbered", "cells_unparted", "narrative_told", "head_supplied"})
"""Mends of what has no borders of its own: paragraphs, and grids cut from text. They are not asked about ruled tables."""
ORDER = (
    "markup_left",
    "parts_numbered",
    "dots_in_words",
    "blanks_in_figures",
    "column_of_lines",
    "rows_torn",
    "cells_unparted",
    "narrative_told",
    "cells_telling",
    "head_supplied",
    "dots_in_words",
    "blanks_in_figures",
    "dash_for_one",
    "figures_glued",
    "sign_misread",
)
"""The mends' files, first to last: letters, then cells and what their parts show together, then what only a cell beside others can show."""
SHOWN, AROUND = 60, 6


@frozen
class Mended:
    """A document after one mend, and what the mend changed; the same object where it changed nothing."""

    document: Document
    repairs: tuple[Repair, ...] = ()


class Mend(Protocol):
    """One mend: a module of this room."""

    TRACE: re.Pattern[str]
    """What every document that needs the mend holds somewhere; without it the mend is not asked."""

    def apply(self, document: Document, framework: Framework) -> Mended:
        """Mend the document. Silent where its docstring says that it may not act."""
        ...


def mend(document: Document, framework: Framework) -> Document:
    """The document with every mend applied; what each changed is added to `Document.repairs`. Done twice it changes nothing."""
    text, unruled = whole_text(document), whole_text(document, ruled=False)
    silent: set[str] = set()
    for name, step in _mends():
        if name in silent or not step.TRACE.search(unruled if name in TEXTUAL else text):
            silent.add(name)
            continue
        mended = step.apply(document, framework)
        if mended.document is not document:
            document = evolve(mended.document, repairs=(*document.repairs, *mended.repairs))
            text, unruled = whole_text(document), whole_text(document, ruled=False)
            silent.clear()
        elif mended.repairs:
            document = evolve(document, repairs=(*document.repairs, *mended.repairs))
    return document


@cache
def _mends() -> tuple[tuple[str, Mend], ...]:
    return tuple((name, cast("Mend", import_module(f"jiheng.reading.repairs.{name}"))) for name in ORDER)


def whole_text(document: Document, *, ruled: bool = True) -> str:
    """Every paragraph and cell of the document, a line each; without the cells of ruled tables where these are not wanted."""
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(block.text)
        elif ruled or not block.ruled:
            parts.extend([cell.text for cell in block.cells])
    return "\n".join(parts)


def each_text(document: Document, kind: str, mended: Callable[[str], str]) -> Mended:
    """A document whose every text went through `mended`, with a repair for each that changed."""
    repairs: list[Repair] = []

    def said(text: str, place: Place) -> str:
        """The text after the mend, a repair noted where it changed."""
        after = mended(text)
        if after != text:
            repairs.append(Repair(place, kind, *_difference(text, after)))
        return after

    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.append(evolve(block, text=said(block.text, block.place)))
        else:
            blocks.append(evolve(block, cells=tuple(cell._replace(text=said(cell.text, block.place_of(cell))) for cell in block.cells)))
    return Mended(evolve(document, blocks=tuple(blocks)), tuple(repairs)) if repairs else Mended(document)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Where two texts differ, with a few letters around it; short texts whole."""
    if len(before) <= SHOWN:
        return before, after
    start = next((place for place, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), min(len(before), len(after)))
    same = 0
    while same < min(len(before), len(after)) - start and before[-1 - same] == after[-1 - same]:
        same += 1
    first, last = max(0, start - AROUND), max(0, same - AROUND)
    return before[first : len(before) - last], after[first : len(after) - last]


def each_row(document: Document, mended: Callable[[Grid, Sequence[Cell]], "RowMended | None"]) -> Mended:
    """A document whose every row of a grid went through `mended`, which gives None for a row that stays."""
    repairs: list[Repair] = []
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.append(block)
            continue
        cells: list[Cell] = []
        for row in rows(block):
            after = mended(block, row)
            cells.extend(after.cells if after else row)
            repairs.extend(after.repairs if after else ())
        blocks.append(evolve(block, cells=tuple(cells)))
    return Mended(evolve(document, blocks=tuple(blocks)), tuple(repairs)) if repairs else Mended(document)


@frozen
class RowMended:
    """A row after a mend, and what changed in it."""

    cells: tuple[Cell, ...]
    repairs: tuple[Repair, ...]


def rows(grid: Grid) -> Iterator[list[Cell]]:
    """The cells of a grid, row by row."""
    row: list[Cell] = []
    for cell in grid.cells:
        if row and cell.row != row[0].row:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with their tables counted anew."""
    table = 0
    for block in blocks:
        if isinstance(block, Grid):
            table += 1
            yield evolve(block, place=evolve(block.place, table=table))
        else:
            yield block


def counted(repairs: Sequence[Repair], before: int) -> Iterator[Repair]:
    """Repairs of a stretch whose tables were counted by themselves, with `before` tables in the document before it."""
    for repair in repairs:
        at = repair.place
        own = at is not None and at.table is not None and at.row is not None
        yield evolve(repair, place=evolve(at, table=at.table + before)) if own and at and at.table else repair
