"""Cells unparted (单元格界线丢失): a form whose cells run together or apart in text is cut into rows of cells again.

Acts on text, and on grids that were themselves cut from text, where the heads of the indicators' columns (一级指标, 指标值 …)
stand in a row but not each in a cell of its own with nothing else beside them, or where the rows below do not keep to them.
Labels, the grammar of values and the order of the heads decide; a border that only the words give makes the repair doubtful.
Never acts on a grid whose borders the format itself gives (Word, Excel, web), and never on a grid of text that is in order.
"""

import re
from itertools import groupby

from attrs import evolve

from jiheng.documents.document import Block, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.cutting.order import in_order
from jiheng.reading.cutting.tables import cut_stretch
from jiheng.reading.repairs.mend import Mended, counted, numbered

TRACE = re.compile(r"指\s*标|目标值|一\s*级")


def apply(document: Document, framework: Framework) -> Mended:
    """Cut every stretch of unparted text; silent where all tables are in order."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for ruled, run in groupby(document.blocks, key=_ruled):
        stretch = list(run)
        cut = None if ruled or in_order(stretch, framework) else cut_stretch(stretch, framework)
        before = sum(isinstance(block, Grid) for block in blocks)
        blocks.extend(cut.blocks if cut else stretch)
        repairs.extend(counted(cut.repairs, before) if cut else ())
    if not repairs:
        return Mended(document)
    return Mended(evolve(document, blocks=tuple(numbered(blocks))), tuple(repairs))


def _ruled(block: Block) -> bool:
    return isinstance(block, Grid) and block.ruled
