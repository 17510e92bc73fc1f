"""Pictured pages (图片页): pages of a PDF without text that can be read, drawn and handed to the folder that sees pictures.

So are pictures with a layer of hidden text; the layer is read where far less is seen, and is all that is read where nothing can see.
"""

from collections.abc import Sequence

from jiheng.documents.pdf.handles import Handle
from jiheng.documents.pdf.layered import better, is_layered
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
    layered = {sheet.number for sheet in sheets if sheet.illustrated and is_layered(document, sheet.number)}
    if not layered and not any(sheet.pictured for sheet in sheets):
        return list(sheets), []
    if seeing().missing():
        return list(sheets), [_told("layer-read", number, path, doubtful=True) for number in sorted(layered)]
    out: list[Sheet] = []
    doubts: list[Doubt] = []
    for sheet in sheets:
        raster = raster_of(document, sheet.number, Sharpness(SHARP, LEAST, MOST)) if sheet.pictured or sheet.number in layered else None
        if raster is None:
            out.append(sheet)
            continue
        found, told = seeing().seen(raster, sheet.number, path)
        if sheet.number in layered and better(sheet, found) is sheet:
            out.append(sheet)
            doubts.append(_told("layer-read", sheet.number, path, doubtful=True))
            continue
        out.append(found)
        if found.pieces:
            doubts += [_told("page-seen", sheet.number, path), *told]
    return seeing().aligned(out), doubts


def _told(kind: str, number: int, path: str | None, *, doubtful: bool = False) -> Doubt:
    """What was done with a whole page."""
    return Doubt(Repair(Place(path, page=number), kind, f"第 {number} 页", "", doubtful=doubtful), number, *NOWHERE)
