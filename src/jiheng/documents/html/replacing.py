"""Replacements in web pages (网页改写): in the page's own source, where it tells the cell with certainty."""

import html
import re
from collections.abc import Sequence

from jiheng.documents.document import Document, Grid
from jiheng.documents.encoding import BOMS
from jiheng.documents.html.encoding import MHTML, pages_of
from jiheng.documents.html.reader import read
from jiheng.documents.marking import Replacement, not_there
from jiheng.documents.source import Source
from jiheng.documents.standing import replaced_in

TAG = re.compile(r"(<!--.*?-->|<[^<>]*>)", re.DOTALL)
TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)


def replace(source: Source, replacements: Sequence[Replacement]) -> bytes:
    """The page with the texts replaced where the text stands once in its source, or as often as the page shows cells with it.

    Raises TextNotThere elsewhere, for a web archive, and where the page had to be mended to be decoded.
    """
    page = next(pages_of(source), None)
    if page is None or page.repairs or MHTML.match(source.content[:8192]):
        raise not_there(replacements[0], "网页不能原样写回", "the page can't be written back")
    document = read(source)
    pieces = TAG.split(page.text)
    changed = dict[int, str]()
    for replacement in replacements:
        at = _piece(pieces, replacement, document, nested=_is_nested(page.text))
        text = None if at is None or at in changed else replaced_in(html.unescape(pieces[at]), replacement.before, replacement.after)
        if at is None or text is None:
            raise not_there(
                replacement, "网页源码中这段文字不止一处或没有", "the page's source holds this text several times or not at all"
            )
        changed[at] = html.escape(text, quote=False) if "&" in pieces[at] or set("&<>") & set(replacement.after) else text
    mark = next((mark for mark, _ in BOMS if source.content.startswith(mark)), b"")
    return mark + "".join(changed.get(at, piece) for at, piece in enumerate(pieces)).encode(page.encoding, "xmlcharrefreplace")


def _piece(pieces: Sequence[str], replacement: Replacement, document: Document, *, nested: bool) -> int | None:
    """The piece between two tags that shows the text of the cell; None where that is not certain."""
    wanted = "".join(replacement.before.split())
    bare = {at: "".join(html.unescape(pieces[at]).split()) for at in range(0, len(pieces), 2)}
    whole = [at for at, text in bare.items() if text == wanted]
    cells = [(grid.place, cell) for grid in document.blocks if isinstance(grid, Grid) for cell in grid.cells]
    alike = [(place, cell) for place, cell in cells if "".join(cell.text.split()) == wanted]
    if len(whole) == len(alike) > 1 and not nested:
        # both are in the order of the page, so that the n-th of one is the n-th of the other
        spot = (replacement.place.table, replacement.place.row, replacement.place.column)
        return next((at for at, (place, cell) in zip(whole, alike, strict=True) if (place.table, cell.row, cell.column) == spot), None)
    holding = [at for at, text in bare.items() if wanted in text]
    return holding[0] if len(holding) == 1 else None


def _is_nested(page: str) -> bool:
    depth = 0
    for tag in TABLE.finditer(page):
        depth += -1 if tag[1] else 1
        if depth > 1:
            return True
    return False
