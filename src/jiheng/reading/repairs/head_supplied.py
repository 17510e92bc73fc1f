"""Head supplied (补栏头): rows of indicators over which no heads stand, since the text begins inside the form, get the official ones.

Acts on text without any head of columns and without a narrative, in which at least four different levels (产出指标, 数量指标 …) stand
as cells and most of the rows under them have a name and a value. Never acts where a table of indicators was found, nor on a text
that only mentions levels.
"""

import re
from itertools import groupby

from attrs import evolve

from jiheng.documents.document import Block, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.cutting.fits import fits
from jiheng.reading.cutting.heads import find_heads
from jiheng.reading.cutting.tables import cut_headless, cut_pieces
from jiheng.reading.repairs.mend import Mended, counted, numbered

TRACE = re.compile(r"(?:数量|质量|效益|满意度)\s*指?\s*标?")


def apply(document: Document, framework: Framework) -> Mended:
    """Supply the heads of every stretch that lost them; silent where any table of the document has its own."""
    costs = fits(framework)
    grids = (block for block in document.blocks if isinstance(block, Grid))
    if any(find_heads(cut_pieces([evolve(grid, ruled=False)], costs), costs.lexicon) for grid in grids):
        return Mended(document)
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for ruled, run in groupby(document.blocks, key=lambda block: isinstance(block, Grid) and block.ruled):
        stretch = list(run)
        cut = None if ruled else cut_headless(stretch, framework)
        before = sum(isinstance(block, Grid) for block in blocks)
        blocks.extend(cut.blocks if cut else stretch)
        repairs.extend(counted(cut.repairs, before) if cut else ())
    return Mended(evolve(document, blocks=tuple(numbered(blocks))), tuple(repairs)) if repairs else Mended(document)
