"""Reading (读取): a Document → the declarations in it, or the reason why there are none. The door of the room."""

import re

from attrs import evolve, frozen

from jiheng.documents.document import Block, Document, Grid
from jiheng.framework import Framework
from jiheng.framework.fields import Part
from jiheng.model.declaration import Declaration
from jiheng.model.repair import Repair
from jiheng.reading.declaring import declared
from jiheng.reading.forms.sections import split
from jiheng.reading.repairs import mend
from jiheng.reading.repairs.mend import whole_text
from jiheng.reading.repeats import Labels, restored
from jiheng.reading.rows import rows_of
from jiheng.reading.views import Views, views


@frozen
class Reading:
    """What a document says: its declarations in order; where there are none, `why` in both languages, else blank."""

    declarations: tuple[Declaration, ...]
    zh: str = ""
    en: str = ""

    def reason(self, lang: str) -> str:
        """Why there is no declaration, in the language asked for (`zh` or `en`)."""
        return self.en if lang == "en" else self.zh


NO_TABLE = Reading(
    (),
    "未找到绩效目标表：应有“一级指标、三级指标、指标值”一类的表头。请确认文件是否完整，或是否为绩效目标表。",
    "no target table found: expected a header such as 一级指标, 三级指标, 指标值; check that the file is whole and is a target table.",
)
UNFILLED = Reading(
    (),
    "绩效目标表尚未填写：项目、目标和指标值均为空。请填写后再读取。",
    "the target table is not filled in: project, goal and targets are blank; fill it in and read it again.",
)


UNKNOWN_HEAD = Reading(
    (),
    "文中有指标层级和指标值，但认不出各栏的表头（应有“一级指标、三级指标、指标值”一类），不能确定每个值属于哪项指标。请核对表头，或改用原来的 Word、Excel 文件。",
    "levels and targets stand in the text, but the heads of their columns (such as 一级指标, 三级指标, 指标值) were not recognised, so that no "
    "target can be given to an indicator with certainty; check the heads, or take the Word or Excel file that the text comes from.",
)
_LEVELS = re.compile(r"(?:产出|数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|满意度|[一二三]级)指标|指标值|目标值")
_TARGETS = re.compile(r"(?:[≥≤≧≦<>=]|大于|小于|不低于)\s*\d|\d\s*[%％]|[%％]\s*以上")
FEWEST_LEVELS, FEWEST_TARGETS = 2, 3
LABELS = (Part.HEAD, Part.MONEY, Part.BLOCK, Part.ROW)
UNBOUNDED = frozenset({"text"})
"""Formats that do not say themselves where a table ends, so that it may be cut off anywhere; but a CSV, whose rows are whole, does."""


def read_document(document: Document, framework: Framework) -> Reading:
    """Every declaration of a document, in order, each with the place of every field and every mend.

    Money is in yuan. Never raises for what a document says: one without a table, or with a form left empty, gives the reason.
    """
    seen = views(framework)
    mended = _with_merged_cells(mend(document, framework), seen)
    forms = split(seen.fields, seen.looks, rows_of(mended))
    bounded = document.format not in UNBOUNDED or all(isinstance(block, Grid) and block.ruled for block in document.blocks)
    declarations = tuple(table for form in forms for table in declared(seen, form, bounded=bounded))
    if not declarations:
        return UNKNOWN_HEAD if _has_targets(mended) else UNFILLED if forms else NO_TABLE
    return Reading(_with_repairs(declarations, mended.repairs) if mended.repairs else declarations)


def _has_targets(document: Document) -> bool:
    """Whether a document that gave no declaration names several levels and holds several targets all the same."""
    text = "".join(whole_text(document).split())
    return len(set(_LEVELS.findall(text))) >= FEWEST_LEVELS and len(_TARGETS.findall(text)) >= FEWEST_TARGETS


def _with_merged_cells(document: Document, seen: Views) -> Document:
    """The document with the merged cells of grids that show one text in each place of a merged range."""
    find = seen.fields.find
    labels = Labels(lambda text: find(text, *LABELS) is not None, lambda text: find(text, Part.ROW) is not None)
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for block in document.blocks:
        found = restored(block, labels) if isinstance(block, Grid) else None
        if found is not None:
            repairs.append(found[1])
        blocks.append(found[0] if found is not None else block)
    return evolve(document, blocks=tuple(blocks), repairs=(*document.repairs, *repairs)) if repairs else document


def _with_repairs(declarations: tuple[Declaration, ...], repairs: tuple[Repair, ...]) -> tuple[Declaration, ...]:
    """The mends of the document, each with the declaration in whose cells it stood (the first where it stood in none)."""
    held: list[list[Repair]] = [[] for _ in declarations]
    spots = [{(at.table, at.row, at.column): name for name, at in table.source.places.items()} for table in declarations]
    for repair in repairs:
        at = repair.place
        key = (at.table, at.row, at.column) if at else None
        owner = next((number for number, spot in enumerate(spots) if key in spot), None)
        if owner is None and at is not None:
            owner = next(
                (number for number, table in enumerate(declarations) if table.source.place and table.source.place.table == at.table), None
            )
        name = spots[owner].get(key) if owner is not None and key else None
        held[owner or 0].append(repair if repair.field or not name else evolve(repair, field=name))
    return tuple(
        evolve(table, source=evolve(table.source, repairs=(*more, *table.source.repairs))) if more else table
        for table, more in zip(declarations, held, strict=True)
    )
