"""Sheet (页面): the rows of a grid in the making, and the paragraphs left over."""

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from jiheng.documents.document import Block, Cell, Grid, Paragraph
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.reading.cutting.lexicon import MONEY_UNIT
from jiheng.reading.cutting.pieces import Break, Piece

TITLE = re.compile(r".*(?:绩效|目标|自评|监控)[^。]{0,12}表(?:[(（].*[)）])?")
"""What the title of a form looks like."""
SHORT = 12


@frozen
class Entry:
    """One cell to be: column (from 1), text, where its first letter stood, columns spanned, and whether its border is in doubt."""

    column: int
    text: str
    place: Place
    span: int = 1
    doubted: bool = False


@define
class Sheet:
    """Collects rows; `block` makes them a grid whose cells are each one label, level, name or value, in reading order."""

    rows: list[list[Entry]] = field(factory=list)

    def add(self, row: Iterable[Entry]) -> None:
        """Add a row; one without any text is no row."""
        entries = list(row)
        if any(entry.text for entry in entries):
            self.rows.append(entries)

    def block(self, place: Place) -> Grid:
        """The grid; `place` is that of the whole table."""
        cells = tuple(
            Cell(entry.text, number, entry.column, column_span=entry.span, line=entry.place.line)
            for number, row in enumerate(self.rows, 1)
            for entry in row
        )
        return Grid(place, cells, copied=True)

    def doubted(self, table: Grid, kind: str) -> Iterator[Repair]:
        """A doubtful repair for each cell whose border only a weak sign in the words gives."""
        cells = iter(table.cells)
        for row in self.rows:
            before = ""
            for entry in row:
                cell = next(cells)
                if entry.doubted and before:
                    yield Repair(table.place_of(cell), kind, before + entry.text, f"{before} | {entry.text}", doubtful=True)
                before = entry.text or before


def paragraphs(pieces: Sequence[Piece]) -> list[Block]:
    """Pieces outside the form as the lines that they were."""
    lines: list[Paragraph] = []
    for piece in pieces:
        if not piece.text:
            continue
        apart = bool(MONEY_UNIT.fullmatch(piece.text)) or (bool(lines) and _is_apart(lines[-1].text, piece.text))
        if lines and piece.before < Break.LINE and not apart:
            gap = "" if piece.before is Break.NONE else " "
            lines[-1] = evolve(lines[-1], text=lines[-1].text + gap + piece.text)
        else:
            lines.append(Paragraph(Place(piece.place.path, piece.place.page, piece.place.sheet, line=piece.place.line), piece.text))
    return list(lines)


def _is_apart(line: str, text: str) -> bool:
    """Whether a title begins here, or ended before."""
    begins = bool(TITLE.fullmatch(text)) and len(line) > SHORT
    return begins or (bool(TITLE.fullmatch(line)) and text[0] not in "(（")
