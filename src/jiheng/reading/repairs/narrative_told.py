"""Narrative told (叙述体列成表): a form told in headings and items becomes rows under the official heads.

Acts on a stretch of text without any head of columns in which headings of at least three levels stand (【产出指标-数量指标】,
一级指标：产出指标, 产出指标：1.数量指标：…) and items under them. A name and its value are parted at brackets, a colon or where
the value's own grammar begins; an item in which nothing says where the value begins keeps all its words as the name.
Never acts where a table of indicators stands in the same stretch, nor on a mention of levels in running text.
"""

import re
from itertools import groupby

from attrs import evolve

from jiheng.documents.document import Block, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.cutting.fits import fits
from jiheng.reading.cutting.heads import find_heads
from jiheng.reading.cutting.narrative import is_told, lines_of, marks_of
from jiheng.reading.cutting.notice import phrases
from jiheng.reading.cutting.tables import cut_pieces
from jiheng.reading.cutting.telling import Telling
from jiheng.reading.repairs.mend import Mended, numbered

TRACE = re.compile(r"指\s*标|目标值")

KIND = "narrative-told"


def apply(document: Document, framework: Framework) -> Mended:
    """Tell every narrative as grids; silent where there is none."""
    costs = fits(framework)
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for ruled, run in groupby(document.blocks, key=lambda block: isinstance(block, Grid) and block.ruled):
        stretch = list(run)
        marks = [] if ruled else marks_of(lines_of(stretch), costs)
        if not is_told(marks, costs) or find_heads(cut_pieces(stretch, costs), costs.lexicon):
            blocks.extend(stretch)
            continue
        told = list(Telling(costs, phrases(framework)).fold(marks))
        blocks.extend(told)
        first = next(mark for mark in marks if mark.levels)
        repairs.append(Repair(first.place, KIND, first.text, f"{sum(isinstance(block, Grid) for block in told)} 张表"))
    return Mended(evolve(document, blocks=tuple(numbered(blocks))), tuple(repairs)) if repairs else Mended(document)
