"""Dash for one (一字误作破折号): `0101——年期项目` is `0101—一年期项目`: beside a dash, 一 was taken for a part of it.

Acts on a code, dashes and a word that only exists with 一 before it (年期, 次性, 般). Sure where a term of one year stands in the same
table beside 年期, and always for 次性 and 般; without such a term the repair is doubtful. Never where 一 or another numeral follows the dash.
"""

import re
from itertools import pairwise

from attrs import evolve

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.framework.fields import Part, fields
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.repairs.mend import Mended

KIND = "dash-for-one"
TRACE = re.compile(r"[-—–－―]\s*(?:年期|次性|般性|般公共)")
_SWALLOWED = re.compile(r"([\dA-Za-z]\s*)([-—–－―]{1,3})\s*(?=年期|次性|般性|般公共)")
_ONE_YEAR = re.compile(r"\s*(?:1|一|１)\s*年(?:期)?\s*")


def apply(document: Document, framework: Framework) -> Mended:
    """Give every such code its 一 back."""
    repairs: list[Repair] = []
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.append(block)
            continue
        cells: list[Cell] = []
        for place, cell in enumerate(block.cells):
            after = _SWALLOWED.sub(lambda found: f"{found[1]}{found[2][0]}一", cell.text)
            if after != cell.text:
                sure = "年期" not in after or _one_year(block, place, framework)
                repairs.append(Repair(block.place_of(cell), KIND, cell.text, after, "attribute", doubtful=not sure))
            cells.append(cell._replace(text=after) if after != cell.text else cell)
        blocks.append(evolve(block, cells=tuple(cells)))
    return Mended(evolve(document, blocks=tuple(blocks)), tuple(repairs)) if repairs else Mended(document)


def _one_year(grid: Grid, place: int, framework: Framework) -> bool:
    """Whether the first term after this cell says one year; none said contradicts nothing and proves nothing."""
    vocabulary = fields(framework)
    following: list[Cell] = [cell for cell in grid.cells[place + 1 : place + 12] if cell.text]
    for label, value in pairwise(following):
        found = vocabulary.find(label.text, Part.HEAD)
        if found is not None and found.name == "term":
            return bool(_ONE_YEAR.fullmatch(value.text))
    return False
