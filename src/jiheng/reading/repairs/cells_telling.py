"""Cells telling (单元格内叙述): a ruled list of projects whose cells tell the indicators in headings and items becomes a table a project.

Acts on a ruled table without heads of indicators in which one cell by itself tells a form (【产出指标-数量指标】 指标1：…); the cells before
it in its row give the project's name, money and body. Never acts where columns of indicators stand in the table, nor where levels
stand in cells of their own: these are rows, not a narrative.
"""

import re

from attrs import evolve

from jiheng.documents.document import Block, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.cutting.fits import Fits, fits
from jiheng.reading.cutting.heads import find_heads
from jiheng.reading.cutting.narrative import is_told, lines_of, marks_of
from jiheng.reading.cutting.notice import phrases
from jiheng.reading.cutting.pieces import pieces_of
from jiheng.reading.cutting.telling import Telling
from jiheng.reading.repairs.mend import Mended, numbered

KIND = "cells-telling"
TRACE = re.compile(r"【[^】]{0,14}指标[^】]{0,14}】|产出指标\s*[:：]|效益指标\s*[:：]|满意度指标\s*[:：]")


def apply(document: Document, framework: Framework) -> Mended:
    """Tell every ruled table whose cells are narratives; silent where there is none."""
    costs = fits(framework)
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for block in document.blocks:
        if not (isinstance(block, Grid) and block.ruled and not block.copied and _tells(block, costs)):
            blocks.append(block)
            continue
        told = list(Telling(costs, phrases(framework)).fold(marks_of(lines_of([block]), costs)))
        blocks.extend(told)
        repairs.append(Repair(block.place, KIND, "", f"{sum(isinstance(each, Grid) for each in told)} 张表"))
    return Mended(evolve(document, blocks=tuple(numbered(blocks))), tuple(repairs)) if repairs else Mended(document)


def _tells(grid: Grid, costs: Fits) -> bool:
    """Whether a single cell tells a form, and no heads of columns stand in the table."""
    suspects = [cell for cell in grid.cells if TRACE.search(cell.text)]
    told = any(is_told(marks_of(lines_of([evolve(grid, cells=(cell,))]), costs), costs) for cell in suspects)
    return told and not find_heads(pieces_of([grid]), costs.lexicon)
