"""Pictured pages (图片页): pages of a PDF without text that can be read, drawn and handed to the folder that sees pictures."""

from collections.abc import Sequence

from jiheng.documents.pdf.handles import Handle
from jiheng.documents.pdf.placing import Doubt
from jiheng.documents.pdf.raster import Sharpness, raster_of
from jiheng.documents.pdf.sheet import Sheet
from jiheng.documents.pictures import seeing
from jiheng.model.place import Place
from jiheng.model.repair import Repair

SHARP = 220
"""Points to the inch at which a page is drawn: its text is some 30 high, which is what the recogniser wants."""
LEAST, MOST = 1400, 4000
"""Points of the longer side at least and at most, whatever size the page says that it has."""
NOWHERE = (float("-inf"), float("-inf"))
"""The point of what is told of a whole page."""


def looked_at(document: Handle, sheets: Sequence[Sheet], path: str | None) -> tuple[list[Sheet], list[Doubt]]:
    """The sheets, those that are pictures seen, and what is doubtful there; as they are where nothing can see."""
    if not any(sheet.pictured for sheet in sheets) or seeing().missing():
        return list(sheets), []
    out: list[Sheet] = []
    doubts: list[Doubt] = []
    for sheet in sheets:
        raster = raster_of(document, sheet.number, Sharpness(SHARP, LEAST, MOST)) if sheet.pictured else None
        if raster is None:
            out.append(sheet)
            continue
        found, told = seeing().seen(raster, sheet.number, path)
        out.append(found)
        if found.pieces:
            seen = Repair(Place(path, page=sheet.number), "page-seen", f"第 {sheet.number} 页", "")
            doubts += [Doubt(seen, sheet.number, *NOWHERE), *told]
    return seeing().aligned(out), doubts
